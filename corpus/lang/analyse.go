package lang

import (
	"strings"
	"sync"

	"github.com/jdkato/prose/v2"

	"bitext/corpus"
)

// Analyse cuts one sentence into words and gives each its part of speech,
// lemma, gender and number as far as they can be known.
func (l *Language) Analyse(sentence string) []Token {
	tokens := l.Words(sentence)
	for i := range tokens {
		tokens[i].Lemma = tokens[i].Norm
	}
	if l.code == corpus.English {
		tagEnglish(sentence, tokens)
	}
	return tokens
}

// englishModel loads the tagger of prose once, when it is first needed.
var englishModel = sync.OnceValue(func() *prose.Model {
	doc, err := prose.NewDocument("a", prose.WithExtraction(false), prose.WithSegmentation(false))
	if err != nil {
		return nil
	}
	return doc.Model
})

// tagEnglish tags a sentence by prose, whose tokens have no offsets: each is
// looked up behind the one before it, and a word that prose cuts in pieces
// gets the tag of its last piece that has letters.
func tagEnglish(sentence string, tokens []Token) {
	texts := make([]string, len(tokens))
	for i, t := range tokens {
		texts[i] = t.Text
	}
	text := strings.Join(texts, " ")
	doc, err := prose.NewDocument(text, prose.WithExtraction(false), prose.WithSegmentation(false), prose.UsingModel(englishModel()))
	if err != nil {
		return
	}
	at, next := 0, 0
	end := 0
	for _, p := range doc.Tokens() {
		i := strings.Index(text[at:], p.Text)
		if i < 0 {
			continue
		}
		at += i + len(p.Text)
		for next < len(tokens)-1 && at > end+len(tokens[next].Text) {
			end += len(tokens[next].Text) + 1
			next++
		}
		if tokens[next].Form != Punctuation {
			tokens[next].Fine = p.Tag
		}
	}
	for i := range tokens {
		finishEnglish(&tokens[i])
	}
}

func finishEnglish(t *Token) {
	switch {
	case t.Form == Punctuation:
		t.Tag = Punct
		return
	case t.Form == Number:
		t.Tag = Num
		return
	}
	t.Tag = pennTags[t.Fine]
	switch t.Fine {
	case "NNS", "NNPS":
		t.Plural = 'p'
		t.Lemma = singular(t.Norm)
	case "NN", "NNP":
		t.Plural = 's'
	}
}

func singular(w string) string {
	switch {
	case strings.HasSuffix(w, "ies") && len(w) > 4:
		return w[:len(w)-3] + "y"
	case strings.HasSuffix(w, "sses"), strings.HasSuffix(w, "shes"), strings.HasSuffix(w, "ches"), strings.HasSuffix(w, "xes"):
		return w[:len(w)-2]
	case strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss"):
		return w[:len(w)-1]
	}
	return w
}

// pennTags maps the tags of the Penn Treebank to the universal ones.
var pennTags = map[string]Tag{
	"NN": Noun, "NNS": Noun, "NNP": Propn, "NNPS": Propn,
	"JJ": Adj, "JJR": Adj, "JJS": Adj,
	"VB": Verb, "VBD": Verb, "VBG": Verb, "VBN": Verb, "VBP": Verb, "VBZ": Verb, "MD": Aux,
	"IN": Adp, "TO": Part, "RP": Adp, "RB": Adv, "RBR": Adv, "RBS": Adv, "WRB": Adv,
	"DT": Det, "PDT": Det, "WDT": Det, "PRP$": Det, "WP$": Det,
	"PRP": Pron, "WP": Pron, "EX": Pron, "CC": Cconj, "CD": Num, "POS": Part, "UH": Intj,
}

// Stem cuts the inflection off a normal word: a key for recall, not a word.
func (l *Language) Stem(norm string) string { return norm }
