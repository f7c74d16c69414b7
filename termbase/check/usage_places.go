package check

import (
	"slices"
	"strings"

	"bitext/corpus"
	"bitext/termbase/match"
)

// usage is how one term was rendered throughout the text.
type usage struct {
	concept *concept
	term    string // as the source writes it
	forms   []*usageForm
}

// usageForm is one rendering with its places.
type usageForm struct {
	words  []match.Word // content words
	form   string       // as it stands at the first place
	norm   bool         // holds the main rendering
	places []usagePlace
}

type usagePlace struct {
	row *Row
	occurrence
	stand
	words []match.Word // content words of the stand
}

// usages is what was found for all terms, row by row.
type usages struct {
	view *terms
	rows [][]usagePlace
}

func newUsages(t *terms) (*usages, error) {
	known, err := t.usageConcepts()
	if err != nil {
		return nil, err
	}
	return &usages{t.with(known), make([][]usagePlace, len(t.pass.Rows))}, nil
}

// collectUsages notes how the terms of a row were rendered.
func (t *terms) collectUsages(r *Row) {
	if u, err := t.usage(); err == nil {
		u.rows[r.Index] = u.view.usagesIn(r)
	}
}

// usagesIn lists what stands for each occurrence of the concepts in a row,
// where that can be told.
func (t *terms) usagesIn(r *Row) []usagePlace {
	if r.Target.Empty() || r.Source.Empty() || len(r.Target.Text) == 0 {
		return nil
	}
	row := &t.rows[r.Index]
	found := t.found(r)
	var out []usagePlace
	for _, n := range t.conceptsIn(found) {
		c := t.concepts().list[n]
		kept := t.standing(r, c)
		for i, k := range row.clauses() {
			s := shortage{concept: c, clause: k}
			for _, o := range found {
				if o.concept == n && o.clause == i {
					s.places = append(s.places, o)
				}
			}
			for _, m := range kept {
				if k.target.Start <= m.Start && m.Start < k.target.End {
					s.kept = append(s.kept, m)
				}
			}
			if len(s.places) > 0 {
				out = append(out, t.usagesOf(r, s)...)
			}
		}
	}
	return out
}

// own lists the words in a stretch that carry meaning and that no other word
// of the source accounts for better.
func (c *scene) own(span corpus.Span) []match.Word {
	var words []match.Word
	for i := firstWord(c.text, span.Start); i < len(c.text.Words) && c.text.Words[i].Start < span.End; i++ {
		if w := &c.text.Words[i]; !w.Punct() && !w.Free() && !w.Conj() && c.other[i] <= c.mine[i] {
			words = append(words, *w)
		}
	}
	return words
}

// covers reports whether a phrase is a known rendering cut short or spun out:
// all its words, numbers apart, stand in the main rendering, or all of that stand in it; and
// whether it is an acronym, which has a rule of its own.
func (c *concept) covers(words []match.Word) bool {
	if len(words) == 1 && words[0].Acronym() {
		return true
	}
	main := c.head().words
	if len(main) == 0 {
		return false
	}
	if holds(words, main) || len(words) == 1 && holds(main, words) {
		return true
	}
	if c.bare && slices.ContainsFunc(words, func(w match.Word) bool { return c.head().is(&w) }) {
		return true
	}
	words = slices.DeleteFunc(slices.Clone(words), func(w match.Word) bool { return w.Norm[0] >= '0' && w.Norm[0] <= '9' })
	return len(words) > 1 && holds(main, words) && slices.ContainsFunc(words, func(w match.Word) bool { return c.head().is(&w) })
}

// usagesOf lists the renderings of a concept in one clause: those that hold a
// known one, and rivals.
func (t *terms) usagesOf(r *Row, s shortage) []usagePlace {
	row := &t.rows[r.Index]
	var links []link
	if len(s.kept) < len(s.places) || len(t.rows) < keepRows {
		links = t.links().of(row, s.clause) // in a long text only where something is to be found
	}
	s.places = slices.DeleteFunc(slices.Clone(s.places), func(o occurrence) bool { return s.concept.quoted(r, o) })
	open := t.unclaimed(row, s, links)
	isOpen := func(o occurrence) bool {
		return slices.ContainsFunc(open, func(p occurrence) bool { return p.First == o.First })
	}
	var out []usagePlace
	kept := slices.Clone(s.kept)
	for _, o := range s.places {
		if isOpen(o) {
			continue
		}
		best, weight := -1, -2.0
		for j, m := range kept {
			if w := weightBetween(row, o, m, links, s.clause); w > weight {
				best, weight = j, w
			}
		}
		if best >= 0 {
			c := newScene(row, s, o, links)
			span := c.around(kept[best])
			out = append(out, usagePlace{row: r, occurrence: o, stand: stand{span: span}, words: c.own(span)})
			kept = slices.Delete(kept, best, best+1)
		}
	}
	if len(open) == 0 || s.clauseIsLoose() || row.free(links) {
		return out
	}
	for _, o := range open {
		st := t.instead(row, s, o, links)
		words := newScene(row, s, o, links).own(st.span)
		if wide := withHead(row.target(), st.span); len(s.concept.want) == 0 && wide != st.span {
			st.span, words = wide, contentIn(row.target(), wide)
		}
		if st.rival && st.linked && slices.ContainsFunc(words, func(w match.Word) bool { return w.Nominal() }) && !s.concept.covers(words) {
			out = append(out, usagePlace{row: r, occurrence: o, stand: st, words: words})
		}
	}
	return out
}

// withHead widens a single word by the noun that it completes: "thèmes" to "projets
// de thèmes".
func withHead(t *match.Text, span corpus.Span) corpus.Span {
	i := firstWord(t, span.Start)
	if i == len(t.Words) || t.Words[i].End < span.End {
		return span // more than one word: has a head of its own
	}
	if i >= 2 && joins[t.Words[i-1].Norm] && !t.Words[i-2].Punct() && t.Words[i-2].Nominal() {
		span.Start = t.Words[i-2].Start
	}
	return span
}

// clauseIsLoose reports whether the two sides of the clause differ so much in
// length that links in it mean little.
func (s *shortage) clauseIsLoose() bool {
	a, b := s.clause.source.Len()+clauseSlack, s.clause.target.Len()+clauseSlack
	ratio := float64(b) / float64(a)
	return ratio < clauseLeast || ratio > clauseMost
}

// free reports whether nothing in a clause is translated word by word: what stands
// in it, a heading of another wording perhaps, is no rendering of its terms.
func (r *rowTerms) free(links []link) bool {
	return !slices.ContainsFunc(links, func(l link) bool {
		return l.known && content(&r.source().Words[l.source]) && content(&r.target().Words[l.target])
	})
}

// quoted reports whether an occurrence names the rendering itself, in brackets: the
// definitions of bilingual statutes give the term of the other language there.
func (c *concept) quoted(r *Row, o occurrence) bool {
	text, word := r.Source.Text, o.In(r.Source.Text)
	if !strings.HasSuffix(text[:o.Start], "(") || !strings.HasPrefix(text[o.End:], ")") {
		return false
	}
	return slices.ContainsFunc(c.want, func(w string) bool { return nameKey(w) == nameKey(word) })
}

// add counts a place under its rendering.
func (u *usage) add(p usagePlace) {
	words := p.words
	if len(words) == 0 {
		return
	}
	for _, f := range u.forms {
		if f.norm == !p.rival && samePhrase(f.words, words) {
			f.places = append(f.places, p)
			return
		}
	}
	u.forms = append(u.forms, &usageForm{
		words: words, form: p.span.In(p.row.Target.Text), norm: !p.rival, places: []usagePlace{p},
	})
}

// samePhrase reports whether two phrases have the same words, in any form.
func samePhrase(a, b []match.Word) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if !slices.ContainsFunc(b, func(w match.Word) bool { return a[i].Same(&w) }) {
			return false
		}
	}
	return true
}
