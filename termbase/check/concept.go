package check

import (
	"slices"
	"strings"
	"sync"

	"bitext/corpus"
	"bitext/corpus/lang"
	"bitext/termbase"
	"bitext/termbase/match"
)

// concepts are the entries of the termbase as the term rules see them.
type concepts struct {
	list   []*concept
	source []designation // what is looked for in the source
	finder *match.Finder // of source

	apart     *match.Finder // of the terms from apartFrom on, whose matches may overlap others; nil where there are none
	apartFrom int

	bad       []badTerm
	badFinder *match.Finder // of bad, then of the approved terms; nil where nothing is bad
	habit     bool          // the glossary begins most terms with a capital

	capitalised []designation // approved terms of the concepts that have capitals
	capFinder   *match.Finder // of capitalised; nil where there are none
}

// designation is one term of the source language.
type designation struct {
	text    string
	concept int
}

// concept is an entry, or several that share a term of the source: any of
// their terms is right then.
type concept struct {
	entry  int64
	name   string               // the first term of the source
	names  []int                // all of them, in concepts.source
	common bool                 // a word of general language
	want   []string             // approved terms of the target, preferred ones first
	bad    []termbase.Term      // forbidden and deprecated ones
	stored []storedRendering    // observed in what was published, most frequent first
	forms  []termbase.Term      // all approved terms of the target as they stand in the entry
	bare   bool                 // the head of want[0] alone was published as often: "bassin" for "bassin fluvial"
	finder func() *match.Finder // of want
	head   func() *headOf       // of want[0]
}

// storedRendering is a rendering of the termbase in the target language.
type storedRendering struct {
	entry int64
	text  string
	count int
}

func newConcepts(entries []termbase.Entry, t *terms) *concepts {
	c := &concepts{}
	byName := map[string]int{}
	for i := range entries {
		if entries[i].State != termbase.Rejected {
			c.add(&entries[i], t, byName)
		}
	}
	var list []match.Term
	for i, d := range c.source {
		list = append(list, c.list[d.concept].looked(d.text, t))
		c.list[d.concept].names = append(c.list[d.concept].names, i)
	}
	c.finder = match.NewAmong(list, t.source, t.vocabulary())
	c.newBad(t.target)
	c.capitals(t.target)
	return c
}

func (c *concepts) add(e *termbase.Entry, t *terms, byName map[string]int) {
	source, target := t.pass.Source.Code(), t.pass.Target.Code()
	n := -1
	for _, term := range e.Terms {
		if at, ok := byName[nameKey(term.Text)]; ok && term.Lang == source {
			n = at
			break
		}
	}
	if n < 0 {
		n = len(c.list)
		c.list = append(c.list, &concept{entry: e.ID})
	}
	for _, term := range e.Terms {
		if term.Lang != source || term.Text == "" {
			continue
		}
		if _, known := byName[nameKey(term.Text)]; !known {
			byName[nameKey(term.Text)] = n
			c.source = append(c.source, designation{term.Text, n})
		}
		if c.list[n].name == "" {
			c.list[n].name = term.Text
		}
	}
	c.list[n].gather(e, target)
	c.list[n].prepare(t)
}

func nameKey(term string) string { return strings.Join(strings.Fields(lang.Normal(term)), " ") }

// gather takes the terms and renderings of the target language from an entry.
func (c *concept) gather(e *termbase.Entry, target corpus.Lang) {
	var preferred, other []string
	for _, term := range e.Terms {
		if term.Lang != target || term.Text == "" {
			continue
		}
		switch term.Status {
		case termbase.Forbidden, termbase.Deprecated, termbase.Superseded:
			c.bad = append(c.bad, term)
			continue
		case termbase.Preferred:
			preferred = append(preferred, term.Text)
		default:
			other = append(other, term.Text)
		}
		c.forms = append(c.forms, term)
	}
	if e.State != termbase.Proposed { // what nobody decided on is no norm
		c.want = append(c.want, append(preferred, other...)...)
	}
	for _, r := range e.Renderings {
		if r.Lang != target || r.Count <= 0 {
			continue
		}
		c.stored = append(c.stored, storedRendering{entry: e.ID, text: r.Text, count: r.Count})
	}
	slices.SortStableFunc(c.stored, func(a, b storedRendering) int { return b.count - a.count })
}

// prepare sets what is computed at the first use.
func (c *concept) prepare(t *terms) {
	c.finder = sync.OnceValue(func() *match.Finder {
		var list []match.Term
		for _, w := range c.want {
			list = append(list, match.Term{Text: w})
		}
		return match.NewWith(list, t.target)
	})
	c.head = sync.OnceValue(func() *headOf {
		if len(c.want) == 0 {
			return &headOf{}
		}
		return newHead(c.want[0], t.target)
	})
}

// looked says how a term of the source is to be looked for: as a verb where its
// translation is one.
func (c *concept) looked(text string, t *terms) match.Term {
	verb := false
	for _, f := range c.forms {
		if f.POS == "verb" {
			verb = true
		}
	}
	if len(c.want) > 0 && !verb {
		words := t.target.Text(t.target.Lang().Words(c.want[0])).Words
		verb = len(words) > 0 && words[0].Infinitive()
	}
	return match.Term{Text: text, Verb: verb, Noun: !verb}
}
