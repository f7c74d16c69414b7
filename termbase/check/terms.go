package check

import (
	"slices"
	"sync"

	"bitext/corpus"
	"bitext/termbase/match"
)

// terms is what the term rules share within a pass: what is known about the
// languages, the concepts, and for each row the prepared words and the
// occurrences found in it. Everything is computed once, when first asked for.
type terms struct {
	pass           *Pass
	source, target *match.Morph
	concepts       func() *concepts
	links          func() *linker
	usage          func() (*usages, error)
	rows           []rowTerms
}

// rowTerms is what is known of one row.
type rowTerms struct {
	source, target func() *match.Text
	clauses        func() []clause
	found          func() []occurrence
	drop           []func()
}

// forget drops what was computed for a row.
func (r *rowTerms) forget() {
	for _, drop := range r.drop {
		drop()
	}
}

// clause is a stretch of the row whose source and target stand for each
// other: a sentence pair or a part of one.
type clause struct {
	source, target corpus.Span
}

// occurrence is one place of a concept in the source of a row.
type occurrence struct {
	concept int // in concepts.list
	term    int // in concepts.source
	clause  int // in rowTerms.clauses
	match.Match
}

func newTerms(p *Pass) *terms {
	t := &terms{
		pass:   p,
		source: match.NewMorph(p.Source.Code()),
		target: match.NewMorph(p.Target.Code()),
		rows:   make([]rowTerms, len(p.Rows)),
	}
	t.concepts = sync.OnceValue(func() *concepts { return newConcepts(p.Options.Entries, t) })
	t.links = sync.OnceValue(func() *linker { return newLinker(t) })
	t.usage = sync.OnceValues(func() (*usages, error) { return newUsages(t) })
	for i, r := range p.Rows {
		row := &t.rows[i]
		row.clauses = sync.OnceValue(func() []clause { return clausesOf(r) })
		row.drop = make([]func(), 3)
		row.source, row.drop[0] = newLazy(func() *match.Text { return t.source.Text(r.Source.Tokens()) })
		row.target, row.drop[1] = newLazy(func() *match.Text { return t.target.Text(r.Target.Tokens()) })
		row.found, row.drop[2] = newLazy(func() []occurrence { return t.occurrences(r) })
	}
	return t
}

// with is the same view of the text with other concepts.
func (t *terms) with(c *concepts) *terms {
	v := *t
	v.concepts = func() *concepts { return c }
	v.rows = slices.Clone(t.rows)
	for i, r := range t.pass.Rows {
		var drop func()
		v.rows[i].found, drop = newLazy(func() []occurrence { return v.occurrences(r) })
		t.rows[i].drop = append(t.rows[i].drop, drop)
	}
	return &v
}

// occurrences lists the places of all concepts in the source of a row.
func (t *terms) occurrences(r *Row) []occurrence {
	row := &t.rows[r.Index]
	c := t.concepts()
	var out []occurrence
	found := c.finder.In(row.source())
	if c.apart != nil {
		for _, m := range c.apart.In(row.source()) {
			m.Term += c.apartFrom
			found = append(found, m)
		}
	}
	for _, m := range found {
		out = append(out, occurrence{
			concept: c.source[m.Term].concept,
			term:    m.Term,
			clause:  clauseAt(row.clauses(), m.Start),
			Match:   m,
		})
	}
	return out
}

// targets lists the places in the target of a row where a finder matches.
func (t *terms) targets(r *Row, f *match.Finder) []match.Match {
	return f.In(t.rows[r.Index].target())
}

func clauseAt(clauses []clause, offset int) int {
	for i := len(clauses) - 1; i > 0; i-- {
		if clauses[i].source.Len() > 0 && clauses[i].source.Start <= offset {
			return i
		}
	}
	return 0
}
