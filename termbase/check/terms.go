package check

import (
	"sync"

	"bitext/corpus"
	"bitext/corpus/parallel"
	"bitext/termbase/match"
)

// terms is what the term rules share within a pass: what is known about the
// languages, the concepts, and for each row the prepared words and the
// occurrences found in it. Everything is computed when first asked for.
type terms struct {
	pass           *Pass
	source, target *match.Morph
	concepts       func() *concepts
	links          func() *linker
	usage          func() (*usages, error)
	rows           []rowTerms           // shared by all views
	occurrences    []lazy[[]occurrence] // of the concepts, by row
	views          *views
	acronyms       []*acronymRow // by row; nil where there are none
}

// views are the same text seen with other concepts.
type views struct {
	mu   sync.Mutex
	list []*terms
}

// rowTerms is what is known of one row.
type rowTerms struct {
	terms *terms
	row   *Row

	sourceText, targetText lazy[*match.Text]
	clauseList             lazy[[]clause]
	linked                 linked // see linker.of
}

// source is the prepared source of the row.
func (r *rowTerms) source() *match.Text {
	return r.sourceText.get(func() *match.Text { return r.terms.source.Text(r.row.Source.Tokens()) })
}

// target is the prepared target of the row.
func (r *rowTerms) target() *match.Text {
	return r.targetText.get(func() *match.Text { return r.terms.target.Text(r.row.Target.Tokens()) })
}

// clauses are the stretches of the row that stand for each other.
func (r *rowTerms) clauses() []clause {
	return r.clauseList.get(func() []clause { return clausesOf(r.row) })
}

// forget drops what was computed for the row.
func (r *rowTerms) forget() {
	r.sourceText.forget()
	r.targetText.forget()
	r.clauseList.forget()
	r.linked.forget()
}

// forget drops what was computed for row i.
func (t *terms) forget(i int) {
	t.rows[i].forget()
	t.views.mu.Lock()
	defer t.views.mu.Unlock()
	for _, v := range t.views.list {
		v.occurrences[i].forget()
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
		pass:        p,
		source:      match.NewMorph(p.Source.Code()),
		target:      match.NewMorph(p.Target.Code()),
		rows:        make([]rowTerms, len(p.Rows)),
		occurrences: make([]lazy[[]occurrence], len(p.Rows)),
		views:       &views{},
		acronyms:    make([]*acronymRow, len(p.Rows)),
	}
	t.views.list = []*terms{t}
	t.concepts = sync.OnceValue(func() *concepts { return newConcepts(p.Options.Entries, t) })
	t.links = sync.OnceValue(func() *linker { return newLinker(t) })
	t.usage = sync.OnceValues(func() (*usages, error) { return newUsages(t) })
	for i, r := range p.Rows {
		t.rows[i].terms, t.rows[i].row = t, r
	}
	return t
}

// with is the same view of the text with other concepts.
func (t *terms) with(c *concepts) *terms {
	v := *t
	v.concepts = func() *concepts { return c }
	v.occurrences = make([]lazy[[]occurrence], len(t.rows))
	t.views.mu.Lock()
	defer t.views.mu.Unlock()
	t.views.list = append(t.views.list, &v)
	return &v
}

// found lists the places of all concepts in the source of a row.
func (t *terms) found(r *Row) []occurrence {
	return t.occurrences[r.Index].get(func() []occurrence { return t.find(r) })
}

func (t *terms) find(r *Row) []occurrence {
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

// vocabulary is the words of the source, nil where the text is too long to
// be looked through for them.
func (t *terms) vocabulary() match.Vocabulary {
	if t.pass.long() || t.pass.Mono {
		return nil
	}
	parallel.For(0, len(t.rows), func(i int) { t.rows[i].source() })
	v := match.Vocabulary{}
	for i := range t.rows {
		v.Add(t.rows[i].source())
	}
	return v
}

func clauseAt(clauses []clause, offset int) int {
	for i := len(clauses) - 1; i > 0; i-- {
		if clauses[i].source.Len() > 0 && clauses[i].source.Start <= offset {
			return i
		}
	}
	return 0
}
