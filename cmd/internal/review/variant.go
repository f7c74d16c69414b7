package review

import (
	"bitext/corpus"
	"bitext/corpus/lang"
	"bitext/termbase"
)

// variant is a term of an entry or a rendering that was observed, or both.
type variant struct {
	Text   string
	Lang   corpus.Lang
	Status termbase.Status
	Count  int
	Hue    int     // colour of its bar and marks, from 1; 0 where it was not observed
	Start  float64 // where its part of a stacked bar begins, and how long it is, in percent
	Share  float64
	Key    int  // digit that chooses it; 0 where there is none
	Known  bool // a person has named it a term
}

// hues is how many colours there are; what comes after has the last.
const hues = 6

// variantsOf lists what stands for a concept in one language: what a person
// prefers, then what was observed, most frequent first, then other terms.
func variantsOf(e *termbase.Entry, code corpus.Lang) []variant {
	var out []variant
	at := map[string]int{}
	total := 0
	for _, r := range e.Renderings {
		if r.Lang != code {
			continue
		}
		total += r.Count
		key := lang.Normal(r.Text)
		if i, ok := at[key]; ok {
			out[i].Count += r.Count
			continue
		}
		at[key] = len(out)
		out = append(out, variant{Text: r.Text, Lang: code, Count: r.Count})
	}
	for _, t := range e.TermsIn(code) {
		if i, ok := at[lang.Normal(t.Text)]; ok {
			out[i].Status, out[i].Known = t.Status, true
			continue
		}
		out = append(out, variant{Text: t.Text, Lang: code, Status: t.Status, Known: true})
	}
	start := 0.0
	for i := range out {
		v := &out[i]
		if v.Count > 0 {
			v.Hue = min(i+1, hues)
			v.Start, v.Share = start, 100*float64(v.Count)/float64(total)
			start += v.Share
		}
		if i < 9 {
			v.Key = i + 1
		}
	}
	return out
}

// isTarget reports whether the entry has something in a language other than
// that of its name.
func targetsOf(e *termbase.Entry) []corpus.Lang {
	var out []corpus.Lang
	seen := map[corpus.Lang]bool{}
	if len(e.Terms) > 0 {
		seen[e.Terms[0].Lang] = true
	}
	add := func(code corpus.Lang) {
		if !seen[code] {
			seen[code] = true
			out = append(out, code)
		}
	}
	for _, t := range e.Terms {
		add(t.Lang)
	}
	for _, r := range e.Renderings {
		add(r.Lang)
	}
	return out
}
