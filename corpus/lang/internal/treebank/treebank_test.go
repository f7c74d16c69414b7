package treebank

import (
	"os"
	"path/filepath"
	"testing"
)

const sample = `# sent_id = 1
# text = Vu l'état du lac, n'agis pas.
1	Vu	voir	VERB	_	_	0	root	_	_
2	l'	le	DET	_	_	3	det	_	SpaceAfter=No
3	état	état	NOUN	_	Gender=Masc	1	obj	_	_
4-5	du	_	_	_	_	_	_	_	_
4	de	de	ADP	_	_	6	case	_	_
5	le	le	DET	_	_	6	det	_	_
6	lac	lac	NOUN	_	_	3	nmod	_	SpaceAfter=No
7	,	,	PUNCT	_	_	1	punct	_	_
8-9	n'agis	_	_	_	_	_	_	_	_
8	n'	ne	ADV	_	_	9	advmod	_	_
9	agis	agir	VERB	_	_	1	conj	_	_
9.1	x	x	X	_	_	_	_	_	_
10	pas	pas	ADV	_	_	9	advmod	_	SpaceAfter=No
11	.	.	PUNCT	_	_	1	punct	_	_

`

func TestRead(t *testing.T) {
	path := filepath.Join(t.TempDir(), "sample.conllu")
	if err := os.WriteFile(path, []byte(sample), 0o600); err != nil {
		t.Fatal(err)
	}
	sentences, err := Read(path)
	if err != nil || len(sentences) != 1 {
		t.Fatalf("%d sentences, %v", len(sentences), err)
	}
	want := []string{"Vu VERB", "l' DET", "état NOUN", "du ADP", "lac NOUN", ", PUNCT", "n' ADV", "agis VERB", "pas ADV", ". PUNCT"}
	s := sentences[0]
	if len(s.Tokens) != len(want) {
		t.Fatalf("%d tokens, want %d", len(s.Tokens), len(want))
	}
	for i, token := range s.Tokens {
		if got := token.Form + " " + token.Tag; got != want[i] || s.Text[token.Start:token.End] != token.Form {
			t.Errorf("token %d: %s at %d, want %s", i, got, token.Start, want[i])
		}
	}
}
