package match

import (
	"testing"

	"bitext/corpus"
	"bitext/corpus/lang"
)

// FuzzFind holds what must be true of any text and term: matches stand in the
// text, in order, and never share a word.
func FuzzFind(f *testing.F) {
	f.Add("État Membre", "Les États Membres et l’État non membre")
	f.Add("ONU", "l'ONU, les ONU")
	f.Add("main-d'œuvre", "la main d’oeuvre")
	f.Add("a b c", "a, b et c")
	f.Fuzz(func(t *testing.T, term, text string) {
		for _, code := range []corpus.Lang{corpus.English, corpus.French, corpus.Spanish} {
			used := map[int]bool{}
			last := 0
			for _, m := range New([]Term{{Text: term}}, code).Find(lang.For(code).Words(text)) {
				if m.Start < last || m.End > len(text) || m.Start >= m.End {
					t.Fatalf("%s: match %+v in %q", code, m, text)
				}
				last = m.Start
				for _, i := range m.Parts {
					if used[i] {
						t.Fatalf("%s: word %d used twice", code, i)
					}
					used[i] = true
				}
			}
		}
	})
}
