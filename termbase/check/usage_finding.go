package check

import (
	"fmt"
	"slices"
	"strings"
)

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
	return Evidence{Form: s.text, Count: s.count, Published: true}
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
