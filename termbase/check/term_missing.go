package check

import (
	"fmt"
	"slices"

	"bitext/corpus"
	"bitext/termbase/match"
)

var termMissing = Rule{
	Name:  "term-missing",
	Title: "an approved term does not stand in the translation",
	Explanation: "The source has a term of the termbase and the translation has fewer of its approved renderings than the source has occurrences. " +
		"Inflected forms, articles and prepositions, an adjective put in and coordination count as the term; so does a short form (\"le Groupe\"), a demonstrative or a pronoun " +
		"where the full form stands before. Where some of the occurrences are rendered, the rule reports only what something else stands for.",
	Wrong:    "the Protecting Power → la Puissance de protection (approved: Puissance protectrice)",
	Right:    "judicial and police cooperation → la coopération judiciaire et policière (approved: coopération policière)",
	Severity: Warning,
	Row:      func(p *Pass, r *Row) []Finding { return p.term.missing(r) },
}

// missing looks at one row, clause by clause and concept by concept.
func (t *terms) missing(r *Row) []Finding {
	if r.Target.Empty() || r.Source.Empty() {
		return nil // the rule missing has it
	}
	var out []Finding
	for _, s := range t.shortages(r) {
		out = append(out, t.judge(r, s)...)
	}
	return out
}

// shortage is a concept that a clause has fewer approved renderings of than
// occurrences.
type shortage struct {
	concept *concept
	clause  clause
	places  []occurrence  // in the source of the clause
	kept    []match.Match // approved renderings in its target
	count   int           // how many are short
	spare   int           // approved renderings too many elsewhere in the row
}

func (t *terms) shortages(r *Row) []shortage {
	row := &t.rows[r.Index]
	found := t.found(r)
	var out []shortage
	for _, concept := range t.conceptsIn(found) {
		c := t.concepts().list[concept]
		if len(c.want) == 0 {
			continue
		}
		var mine []occurrence
		for _, o := range found {
			if o.concept == concept {
				mine = append(mine, o)
			}
		}
		out = append(out, shortIn(c, row.clauses(), mine, t.standing(r, c))...)
	}
	return out
}

// conceptsIn lists the concepts that occur, in the order of the text.
func (t *terms) conceptsIn(found []occurrence) []int {
	var out []int
	for _, o := range found {
		if !slices.Contains(out, o.concept) {
			out = append(out, o.concept)
		}
	}
	return out
}

// standing lists the approved renderings of a concept in the target of a row,
// and its forbidden ones: those have a rule of their own.
func (t *terms) standing(r *Row, c *concept) []match.Match {
	out := t.targets(r, c.finder())
	if len(c.bad) == 0 {
		return out
	}
	for _, m := range t.badIn(r) {
		overlaps := slices.ContainsFunc(out, func(o match.Match) bool { return o.Overlaps(m.Span) })
		if t.concepts().list[t.concepts().bad[m.Term].concept] == c && !overlaps {
			out = append(out, m)
		}
	}
	return out
}

func shortIn(c *concept, clauses []clause, places []occurrence, kept []match.Match) []shortage {
	spare := 0
	var out []shortage
	for i, k := range clauses {
		s := shortage{concept: c, clause: k}
		for _, o := range places {
			if o.clause == i {
				s.places = append(s.places, o)
			}
		}
		for _, m := range kept {
			if k.target.Start <= m.Start && m.Start < k.target.End {
				s.kept = append(s.kept, m)
			}
		}
		s.count = len(s.places) - len(s.kept)
		if s.count > 0 {
			out = append(out, s)
		}
		spare += max(0, -s.count)
	}
	for i := range out {
		out[i].spare = spare
	}
	return out
}

// judge decides about a shortage: report what something else stands for, let
// pass what a short form or pronoun stands for, note the rest.
func (t *terms) judge(r *Row, s shortage) []Finding {
	said := len(s.kept) > 0 || t.saidBefore(r, s)
	soft := len(s.kept) > 0 || said && t.openingPronoun(r, s)
	excused := 0
	if said {
		excused = t.shortForms(r, s)
	}
	var out []Finding
	for i, l := range t.lost(r, s) {
		f := t.missingFinding(r, s, l)
		switch {
		case l.rival:
		case i < excused:
			continue
		case said && l.span.Len() > 0, soft, s.spare > 0:
			f.Debatable = true
		}
		out = append(out, f)
	}
	return out
}

// lost is an occurrence without approved rendering, and what stands for it.
type lost struct {
	occurrence
	stand
}

// lost picks the occurrences that no approved rendering stands for, those with
// something else in their place first.
func (t *terms) lost(r *Row, s shortage) []lost {
	row := &t.rows[r.Index]
	links := t.links().of(row, s.clause)
	open := t.unclaimed(row, s, links)
	var out []lost
	for _, o := range open {
		out = append(out, lost{o, t.instead(row, s, o, links)})
	}
	slices.SortStableFunc(out, func(a, b lost) int {
		switch {
		case a.rival && !b.rival:
			return 1
		case b.rival && !a.rival:
			return -1
		}
		return 0
	})
	return out
}

// unclaimed gives every approved rendering to the occurrence that most links
// lead from, and returns the occurrences that are left.
func (t *terms) unclaimed(row *rowTerms, s shortage, links []link) []occurrence {
	type claim struct {
		place, kept int
		weight      float64
	}
	var claims []claim
	for i, o := range s.places {
		for j, m := range s.kept {
			claims = append(claims, claim{i, j, weightBetween(row, o, m, links, s.clause)})
		}
	}
	slices.SortStableFunc(claims, func(a, b claim) int {
		switch {
		case a.weight > b.weight:
			return -1
		case a.weight < b.weight:
			return 1
		}
		return 0
	})
	claimed, given := make([]bool, len(s.places)), make([]bool, len(s.kept))
	for _, c := range claims {
		if !claimed[c.place] && !given[c.kept] {
			claimed[c.place], given[c.kept] = true, true
		}
	}
	var out []occurrence
	for i, o := range s.places {
		if !claimed[i] {
			out = append(out, o)
		}
	}
	return out
}

// weightBetween is how much of the links of an occurrence leads into a
// rendering; where no link says anything, nearness in the clause decides.
func weightBetween(row *rowTerms, o occurrence, m match.Match, links []link, c clause) float64 {
	weight := 0.0
	for _, l := range links {
		if slices.Contains(o.Parts, l.source) && slices.Contains(m.Parts, l.target) {
			weight += l.p
		}
	}
	a := float64(o.Start-c.source.Start) / float64(max(1, c.source.Len()))
	b := float64(m.Start-c.target.Start) / float64(max(1, c.target.Len()))
	const nearness = 0.1 // less than any link
	return weight - nearness*max(a-b, b-a)
}

func (t *terms) missingFinding(r *Row, s shortage, l lost) Finding {
	f := Finding{
		Source: r.Source.Side(l.Match.Span),
		Target: r.Target.Side(corpus.Span{Start: s.clause.target.Start, End: s.clause.target.Start}),
		Term:   t.concepts().source[l.term].text,
		Want:   s.concept.want,
		Entry:  s.concept.entry,
	}
	if l.span.Len() > 0 {
		f.Target = r.Target.Side(l.span)
		f.Got = l.span.In(r.Target.Text)
	}
	f.Message = fmt.Sprintf("%q is to be rendered as %q", f.Term, f.Want[0])
	if f.Got != "" {
		f.Message += fmt.Sprintf(", not %q", f.Got)
	}
	return f
}
