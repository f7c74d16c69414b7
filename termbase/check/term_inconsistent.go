package check

import (
	"fmt"
	"slices"
	"strings"

	"bitext/corpus"
	"bitext/termbase/match"
)

var termInconsistent = Rule{
	Name:  "term-inconsistent",
	Title: "one term has several renderings, here or against what was published",
	Explanation: "A recurring term of the source has one main rendering (the one published most often, else the one that is most frequent here) and something else stands for it at other places. " +
		"One finding a term, with every rendering, its count and its places. Inflection, second mention in a short form, and pronouns are no other rendering. " +
		"Terms come from the termbase and from the text itself; words of general language only where the main rendering stands nearly everywhere.",
	Wrong:    "methodology → méthodologie (published: méthode ×5, méthodologie ×2)",
	Right:    "Expert Group → Groupe d'experts, then: le Groupe",
	Severity: Warning,
	Row:      func(p *Pass, r *Row) []Finding { p.term.collectUsages(r); return nil },
	Whole:    func(p *Pass) ([]Finding, error) { return p.term.inconsistencies() },
}

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

func (t *terms) inconsistencies() ([]Finding, error) {
	found, err := t.usage()
	if err != nil {
		return nil, err
	}
	v := found.view
	known := v.concepts()
	all := make([]*usage, len(known.list))
	for _, places := range found.rows {
		for _, p := range places {
			u := all[p.concept]
			if u == nil {
				u = &usage{concept: known.list[p.concept], term: known.source[p.term].text}
				all[p.concept] = u
			}
			u.add(p)
		}
	}
	var out []Finding
	for _, u := range all {
		if u == nil {
			continue
		}
		if f, ok := v.judgeUsage(u); ok {
			out = append(out, f)
		}
	}
	return dropNested(out), nil
}

// usagesIn lists what stands for each occurrence of the concepts in a row,
// where that can be told.
func (t *terms) usagesIn(r *Row) []usagePlace {
	if r.Target.Empty() || r.Source.Empty() || len(r.Target.Text) == 0 {
		return nil
	}
	row := &t.rows[r.Index]
	found := row.found()
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
// all its words stand in the main rendering, or all of that stand in it; and
// whether it is an acronym, which has a rule of its own.
func (c *concept) covers(words []match.Word) bool {
	if len(words) == 1 && words[0].Acronym() {
		return true
	}
	main := c.head().words
	return len(main) > 0 && (holds(words, main) || len(words) == 1 && holds(main, words))
}

// usagesOf lists the renderings of a concept in one clause: those that hold a
// known one, and rivals.
func (t *terms) usagesOf(r *Row, s shortage) []usagePlace {
	row := &t.rows[r.Index]
	var links []link
	if len(s.kept) < len(s.places) || len(t.rows) < keepRows {
		links = t.links().of(row, s.clause) // in a long text only where something is to be found
	}
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
	if len(open) == 0 || s.clauseIsLoose() {
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

// Thresholds of what is an inconsistency worth a reviewer's time, set by
// reading the reports on the two seed reports.
const (
	leastNorm      = 2    // places of the main rendering of a phrase, here or published
	leastNormWord  = 4    // the same for a single word
	leastShare     = 0.5  // of the places, for a phrase
	leastShareWord = 0.75 // for a single word
	mostMinor      = 0.3  // of what was published, for a published rendering to be an odd one
)

// judgeUsage decides whether the renderings of a term are worth a finding.
func (t *terms) judgeUsage(u *usage) (Finding, bool) {
	var odd []*usageForm
	here, oddCount := 0, 0
	for _, f := range u.forms {
		here += len(f.places)
		if !f.norm && !u.concept.knows(f.form) {
			odd = append(odd, f)
			oddCount += len(f.places)
		}
	}
	norm, least, share := here-oddCount+u.concept.published(), leastNorm, leastShare
	if !strings.ContainsAny(u.term, " -") {
		least, share = leastNormWord, leastShareWord
	}
	switch {
	case len(u.concept.want) == 0:
		return t.judgeOpen(u)
	case u.concept.common:
		return t.judgeByModifier(u)
	case !u.concept.settled():
		return Finding{}, false
	}
	if minor := t.minorPublished(u); len(odd) == 0 && len(minor) > 0 {
		return t.usageFinding(u, minor), true
	}
	if len(odd) == 0 || norm < least || float64(norm) < share*float64(norm+oddCount) {
		return Finding{}, false
	}
	return t.usageFinding(u, odd), true
}

// judgeOpen decides about a phrase without a known rendering: its renderings
// share a word and differ in another ("ensemble de thèmes", "liste de thèmes").
func (t *terms) judgeOpen(u *usage) (Finding, bool) {
	slices.SortStableFunc(u.forms, func(a, b *usageForm) int { return len(b.places) - len(a.places) })
	var kin []*usageForm
	for _, f := range u.forms {
		if len(f.words) > 1 && (len(kin) == 0 || kindred(kin[0].words, f.words)) {
			kin = append(kin, f)
		}
	}
	if len(kin) < 2 {
		return Finding{}, false
	}
	u.forms = kin
	u.concept.want = []string{kin[0].form}
	return t.usageFinding(u, kin[1:]), true
}

// kindred reports whether two phrases share a word and each has one of its own.
func kindred(a, b []match.Word) bool {
	shared := 0
	for i := range a {
		if slices.ContainsFunc(b, func(w match.Word) bool { return a[i].Same(&w) }) {
			shared++
		}
	}
	return shared > 0 && shared < len(a) && shared < len(b)
}

// knows reports whether a form is a known rendering letter by letter, capitals
// and spaces apart.
func (c *concept) knows(form string) bool {
	same := func(w string) bool { return nameKey(w) == nameKey(form) }
	return slices.ContainsFunc(c.want, same) || slices.ContainsFunc(c.stored, func(s storedRendering) bool { return same(s.text) && s.count == c.stored[0].count })
}

// settled reports whether what was published agrees on a main rendering, or
// nothing was published.
func (c *concept) settled() bool {
	return len(c.stored) == 0 || float64(c.stored[0].count) >= leastShare*float64(c.published())
}

// judgeByModifier decides about a word of general language: it is reported
// where one and the same modifier has the main rendering at some places and
// another one here ("sixth meeting": sixième réunion, sixième session).
func (t *terms) judgeByModifier(u *usage) (Finding, bool) {
	type kind struct{ norm, odd []usagePlace }
	kinds := map[string]*kind{}
	var order []string
	for _, f := range u.forms {
		for _, p := range f.places {
			source, _, ok := t.modified(p)
			if !ok {
				continue
			}
			key := nameKey(source)
			if kinds[key] == nil {
				kinds[key] = &kind{}
				order = append(order, key)
			}
			if f.norm {
				kinds[key].norm = append(kinds[key].norm, p)
			} else {
				kinds[key].odd = append(kinds[key].odd, p)
			}
		}
	}
	for _, key := range order {
		if k := kinds[key]; len(k.norm) >= leastNorm && len(k.odd) > 0 {
			return t.modifierFinding(u, k.norm, k.odd), true
		}
	}
	return Finding{}, false
}

// modifierFinding tells the renderings of a term with one modifier.
func (t *terms) modifierFinding(u *usage, norm, odd []usagePlace) Finding {
	f := Finding{Entry: u.concept.entry}
	var evidence []Evidence
	for _, list := range [][]usagePlace{norm, odd} {
		e := Evidence{Count: len(list)}
		for i, p := range list {
			source, target, _ := t.modified(p)
			if i == 0 {
				e.Form, f.Term = target, source
			}
			if i < evidencePlaces {
				e.Places = append(e.Places, Place{Source: p.row.Source.Side(p.Match.Span), Target: p.row.Target.Side(p.span)})
			}
		}
		evidence = append(evidence, e)
	}
	f.Source, f.Target = odd[0].row.Source.Side(odd[0].Match.Span), odd[0].row.Target.Side(odd[0].span)
	f.Want, f.Got, f.Evidence = []string{evidence[0].Form}, evidence[1].Form, evidence
	f.Message = fmt.Sprintf("%q is mostly %q, here %q", f.Term, f.Want[0], f.Got)
	return f
}

// published counts the places of all stored renderings.
func (c *concept) published() int {
	n := 0
	for _, s := range c.stored {
		n += s.count
	}
	return n
}

// minorPublished lists renderings of this text that were published, but
// less often than another.
func (t *terms) minorPublished(u *usage) []*usageForm {
	if len(u.concept.stored) < 2 || u.concept.stored[0].count < leastNorm {
		return nil
	}
	all := float64(u.concept.published())
	text := u.concept.stored[0].text
	words := contentIn(t.target.Text(t.target.Lang().Words(text)), corpus.Span{End: len(text)})
	var out []*usageForm
	for _, f := range u.forms {
		if f.norm && !holds(f.words, words) && nameKey(f.form) != nameKey(text) && float64(u.concept.publishedAs(t, f.words)) <= mostMinor*all {
			out = append(out, f)
		}
	}
	return out
}

// publishedAs counts how often a rendering was published.
func (c *concept) publishedAs(t *terms, words []match.Word) int {
	n := 0
	for _, s := range c.stored {
		w := t.target.Text(t.target.Lang().Words(s.text))
		if stored := contentIn(w, corpus.Span{End: len(s.text)}); holds(words, stored) {
			n += s.count
		}
	}
	return n
}

// contentIn lists the words in a stretch that are neither marks nor articles
// and prepositions.
func contentIn(t *match.Text, span corpus.Span) []match.Word {
	var words []match.Word
	for i := firstWord(t, span.Start); i < len(t.Words) && t.Words[i].Start < span.End; i++ {
		if w := &t.Words[i]; !w.Punct() && !w.Free() && !w.Conj() {
			words = append(words, *w)
		}
	}
	return words
}

// holds reports whether a phrase has all the words of another.
func holds(phrase, words []match.Word) bool {
	for i := range words {
		if !slices.ContainsFunc(phrase, func(w match.Word) bool { return w.Same(&words[i]) }) {
			return false
		}
	}
	return true
}

// usageFinding tells the renderings of a term at the first place of an odd
// one.
func (t *terms) usageFinding(u *usage, odd []*usageForm) Finding {
	first := odd[0].places[0]
	f := Finding{
		Source: first.row.Source.Side(first.Match.Span), Target: first.row.Target.Side(first.span),
		Term: u.term, Got: first.span.In(first.row.Target.Text), Entry: u.concept.entry,
	}
	for _, s := range u.concept.stored {
		f.Evidence = append(f.Evidence, storedEvidence(s))
	}
	slices.SortStableFunc(u.forms, func(a, b *usageForm) int { return len(b.places) - len(a.places) })
	for _, x := range u.forms {
		e := Evidence{Form: x.form, Count: len(x.places)}
		for _, p := range x.places[:min(len(x.places), evidencePlaces)] {
			e.Places = append(e.Places, Place{Source: p.row.Source.Side(p.Match.Span), Target: p.row.Target.Side(p.span)})
		}
		f.Evidence = append(f.Evidence, e)
	}
	f.Want = []string{u.concept.want[0]}
	t.qualify(u, odd[0], &f)
	f.Message = fmt.Sprintf("%q is mostly %q, here %q", f.Term, f.Want[0], f.Got)
	return f
}

// qualify makes a finding about a single word more telling where every odd place
// has the same modifier: "sixth meeting", "sixième session".
func (t *terms) qualify(u *usage, odd *usageForm, f *Finding) {
	if contentWords(t.source, u.term) != 1 {
		return
	}
	source, target := "", ""
	for i, p := range odd.places {
		s, tt, ok := t.modified(p)
		if !ok || i > 0 && !strings.EqualFold(s, source) {
			return
		}
		if i == 0 {
			source, target = s, tt
		}
	}
	f.Term, f.Got = source, target
}

// modified is a place with the adjective in front of the term and the word
// that renders it next to the rendering.
func (t *terms) modified(p usagePlace) (source, target string, ok bool) {
	row := &t.rows[p.row.Index]
	from, to := row.source(), row.target()
	i := p.First - 1
	first := firstWord(to, p.span.Start)
	last := firstWord(to, p.span.End-1)
	if i < 0 || !from.Words[i].Modifier() {
		return "", "", false
	}
	for _, l := range t.links().of(row, row.clauses()[p.clause]) {
		if l.source == i && (l.target == first-1 || l.target == last+1) {
			a, b := min(first, l.target), max(last, l.target)
			return p.row.Source.Text[from.Words[i].Start:p.Match.End], p.row.Target.Text[to.Words[a].Start:to.Words[b].End], true
		}
	}
	return "", "", false
}

func storedEvidence(s storedRendering) Evidence {
	e := Evidence{Form: s.text, Count: s.count, Published: true}
	for _, id := range s.units[:min(len(s.units), evidencePlaces)] {
		e.Places = append(e.Places, Place{Source: NoSide(), Target: NoSide(), Unit: id})
	}
	return e
}

// dropNested leaves out a finding about a term whose place lies inside that of
// a longer term with a finding of its own.
func dropNested(found []Finding) []Finding {
	var out []Finding
	for i, f := range found {
		inside := slices.ContainsFunc(found, func(g Finding) bool {
			return len(g.Term) > len(f.Term) && g.Source.Index == f.Source.Index &&
				g.Source.Span.Start <= f.Source.Span.Start && f.Source.Span.End <= g.Source.Span.End
		})
		if !inside {
			out = append(out, found[i])
		}
	}
	return out
}
