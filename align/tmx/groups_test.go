package tmx

import (
	"bytes"
	"strings"
	"testing"

	"bitext/align"
	"bitext/corpus"
)

func TestWriteAllHoldsEveryGroup(t *testing.T) {
	groups := func(yield func([]*align.Bitext, error) bool) {
		for _, text := range []string{"one", "two"} {
			source := corpus.Lines(text, "en", text)
			french := &align.Bitext{Source: source, Target: corpus.Lines(text, "fr", "fr "+text), Paragraphs: []align.Bead{{Source: []int{0}, Target: []int{0}}}}
			spanish := &align.Bitext{Source: source, Target: corpus.Lines(text, "es", "es "+text), Paragraphs: french.Paragraphs}
			if !yield([]*align.Bitext{french, spanish}, nil) {
				return
			}
		}
	}
	var buf bytes.Buffer
	if err := WriteAll(&buf, "bitext", "1", align.Paragraph, groups); err != nil {
		t.Fatal(err)
	}
	var got []string
	if _, err := Units(&buf, func(u Unit) error {
		line := ""
		for _, v := range u.Variants {
			line += v.Block.Text + "|"
		}
		got = append(got, line)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if want := "one|fr one|es one| two|fr two|es two|"; strings.Join(got, " ") != want {
		t.Errorf("%q, want %q", strings.Join(got, " "), want)
	}
}
