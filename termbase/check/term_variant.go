package check

import (
	"fmt"
	"slices"
	"strings"

	"bitext/corpus/lang"
	"bitext/termbase"
	"bitext/termbase/match"
)

var termVariant = Rule{
	Name:  "term-variant",
	Title: "a term is written in a deprecated way, or with other capitals than approved",
	Explanation: "A deprecated or superseded term of the entry stands in the translation, or the approved term has other capitals or another spelling than the termbase writes. " +
		"A capital at the start of a sentence, headings in capitals, and the capital that a glossary puts on every first word do not count; " +
		"other capitals are a note unless the entry lists them as deprecated.",
	Wrong:    "the extended Bureau → le bureau élargi (approved: Bureau élargi)",
	Right:    "the extended Bureau → le Bureau élargi",
	Severity: Warning,
	Mono:     true,
	Row: func(p *Pass, r *Row) []Finding {
		old := p.term.unwanted(r, func(t termbase.Term) bool { return t.Status != termbase.Forbidden })
		return append(old, p.term.variants(r)...)
	},
}

// variants reports approved terms that are written with other capitals.
func (t *terms) variants(r *Row) []Finding {
	if r.Target.Empty() {
		return nil
	}
	words := t.rows[r.Index].target().Words
	if loud(words) {
		return nil
	}
	c := t.concepts()
	if c.capFinder == nil {
		return nil
	}
	var out []Finding
	for _, m := range t.targets(r, c.capFinder) {
		d := c.capitalised[m.Term]
		concept := c.list[d.concept]
		seen := slices.ContainsFunc(t.found(r), func(o occurrence) bool { return o.concept == d.concept })
		if !seen && !t.pass.Mono || t.sameCapitals(d.text, words, m) {
			continue
		}
		got := m.In(r.Target.Text)
		out = append(out, Finding{
			Source: r.Source.All(), Target: r.Target.Side(m.Span),
			Term: concept.name, Want: []string{d.text}, Got: got, Entry: concept.entry,
			Debatable: true, // glossaries and texts differ in capitals more often than they mean to
			Message:   fmt.Sprintf("%q is written %q", d.text, got),
		})
	}
	return out
}

// capitals makes the finder of the concepts with an approved term that has a
// capital that means something: one past the first word, or on a first word
// where not every entry has one.
func (c *concepts) capitals(m *match.Morph) {
	upper, all := 0, 0
	for _, concept := range c.list {
		for _, w := range concept.want {
			all++
			if startsWithCapital(w) {
				upper++
			}
		}
	}
	c.habit = all > 1 && 2*upper > all
	var list []match.Term
	for i, concept := range c.list {
		if !slices.ContainsFunc(concept.want, func(w string) bool { return c.hasCapital(m, w) }) {
			continue
		}
		for _, w := range concept.want {
			c.capitalised = append(c.capitalised, designation{w, i})
			list = append(list, match.Term{Text: w})
		}
	}
	if len(list) > 0 {
		c.capFinder = match.NewWith(list, m)
	}
}

// hasCapital reports whether a term has a capital that means something.
func (c *concepts) hasCapital(m *match.Morph, term string) bool {
	words := m.Text(m.Lang().Words(term)).Words
	for i := range words {
		if w := &words[i]; w.Upper && !w.Acronym() && !w.Free() && (i > 0 || !c.habit) {
			return true
		}
	}
	return false
}

func startsWithCapital(s string) bool {
	low := strings.ToLower(s)
	return low != "" && s != "" && low[:1] != s[:1]
}

// sameCapitals compares a match with the approved term word by word. The
// first word is let go at the start of a sentence.
func (t *terms) sameCapitals(want string, words []match.Word, m match.Match) bool {
	term := t.target.Text(t.target.Lang().Words(want)).Words
	k := 0
	for _, at := range m.Parts {
		w := &words[at]
		for k < len(term) && !term[k].Same(w) {
			k++
		}
		if k == len(term) {
			return true // matched otherwise than word by word: nothing to say
		}
		start := at == 0 || words[at-1].Stop()
		if term[k].Upper && !w.Upper && (k > 0 || !t.concepts().habit) {
			return false
		}
		if !term[k].Upper && w.Upper && k > 0 && !start {
			return false
		}
		k++
	}
	return true
}

// loud reports whether a text is written in capitals, or is a title in which
// most words have one.
func loud(words []match.Word) bool {
	upper, all := 0, 0
	for i := range words {
		if w := &words[i]; !w.Punct() && !w.Free() {
			all++
			if w.Upper {
				upper++
			}
		}
	}
	return all > 0 && 3*upper > 2*all && lang.Normal(words[0].Norm) != ""
}
