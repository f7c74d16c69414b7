package lang

import (
	"bytes"
	"compress/gzip"
	"embed"
	"io"

	"bitext/corpus/lang/internal/lexicon"
	"bitext/corpus/lang/internal/pos"
)

//go:embed data/*.lexicon.gz data/*.tagger.gz
var models embed.FS

// unpack reads one of the embedded files. They are made by corpus/lang/train
// and cannot be damaged without the binary being so.
func unpack(name string) []byte {
	packed, err := models.ReadFile("data/" + name)
	must(err)
	z, err := gzip.NewReader(bytes.NewReader(packed))
	must(err)
	data, err := io.ReadAll(z)
	must(err)
	return data
}

func loadLexicon(code string) *lexicon.Lexicon {
	lex, err := lexicon.Read(string(unpack(code + ".lexicon.gz")))
	must(err)
	return lex
}

func loadTagger(code string) *pos.Tagger {
	tagger, err := pos.Read(unpack(code + ".tagger.gz"))
	must(err)
	return tagger
}

// must stops at damaged embedded data, which only a broken build can cause.
func must(err error) {
	if err != nil {
		panic(err)
	}
}
