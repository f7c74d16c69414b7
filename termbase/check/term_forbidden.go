package check

import (
	"fmt"
	"slices"

	"bitext/termbase"
	"bitext/termbase/match"
)

var termForbidden = Rule{
	Name:  "term-forbidden",
	Title: "a forbidden term stands in the translation",
	Explanation: "The termbase says that this term must not be used; the preferred one is named. With the source at hand only places are reported whose paragraph has the source term of the " +
		"same entry, since the same word may be right for something else; elsewhere it is a note. A forbidden word inside a longer approved term does not count.",
	Wrong:    "law enforcement agencies → les services d'application de la loi (forbidden; preferred: services de détection et de répression)",
	Right:    "law enforcement agencies → les services de détection et de répression",
	Severity: Error,
	Mono:     true,
	Row: func(p *Pass, r *Row) []Finding {
		return p.term.unwanted(r, func(t termbase.Term) bool { return t.Status == termbase.Forbidden })
	},
}

// badTerm is a term of the target that is not to be used.
type badTerm struct {
	concept int
	term    termbase.Term
	spelled bool // an approved term of the concept differs in spelling alone
}

// newBad makes the finder of unwanted terms. The approved ones are in it too, so
// that the longest term wins; those come after the unwanted ones.
func (c *concepts) newBad(m *match.Morph) {
	var list []match.Term
	for i, concept := range c.list {
		for _, t := range concept.bad {
			same := func(w string) bool { return nameKey(w) == nameKey(t.Text) }
			c.bad = append(c.bad, badTerm{i, t, slices.ContainsFunc(concept.want, same)})
			list = append(list, match.Term{Text: t.Text})
		}
	}
	if len(list) == 0 {
		return
	}
	for _, concept := range c.list {
		for _, w := range concept.want {
			list = append(list, match.Term{Text: w})
		}
	}
	c.badFinder = match.NewWith(list, m)
}

// badIn lists the unwanted terms in the target of a row.
func (t *terms) badIn(r *Row) []match.Match {
	c := t.concepts()
	if c.badFinder == nil {
		return nil
	}
	var out []match.Match
	for _, m := range t.targets(r, c.badFinder) {
		if m.Term < len(c.bad) && !c.bad[m.Term].spelled {
			out = append(out, m)
		}
	}
	return out
}

// unwanted reports the unwanted terms of a row that the filter takes.
func (t *terms) unwanted(r *Row, take func(termbase.Term) bool) []Finding {
	c := t.concepts()
	var out []Finding
	for _, m := range t.badIn(r) {
		bad := c.bad[m.Term]
		if take(bad.term) {
			out = append(out, t.unwantedFinding(r, bad, m))
		}
	}
	return out
}

func (t *terms) unwantedFinding(r *Row, bad badTerm, m match.Match) Finding {
	concept := t.concepts().list[bad.concept]
	f := Finding{
		Source: r.Source.All(),
		Target: r.Target.Side(m.Span),
		Term:   concept.name,
		Want:   slices.Clone(concept.want),
		Got:    m.In(r.Target.Text),
		Entry:  concept.entry,
	}
	f.Message = fmt.Sprintf("%q is %s", f.Got, bad.term.Status)
	if len(f.Want) > 0 {
		f.Message += fmt.Sprintf("; preferred: %q", f.Want[0])
	}
	if bad.term.Note != "" {
		f.Message += " (" + bad.term.Note + ")"
	}
	if t.pass.Mono || concept.name == "" {
		return f
	}
	f.Debatable = true
	for _, o := range t.found(r) {
		if o.concept == bad.concept {
			f.Source, f.Debatable = r.Source.Side(o.Span), false
			break
		}
	}
	return f
}
