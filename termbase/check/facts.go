package check

import (
	"fmt"
	"slices"
	"strings"

	"bitext/corpus/symbol"
)

// factRules are the rules of facts and form.
func factRules() []Rule {
	return []Rule{
		numberRule(), dateRule(), symbolRule(), referenceRule(), urlRule(),
		untranslatedRule(), missingRule(), emptyRule(), lengthRule(), numberingRule(), nameRule(), tagRule(),
		repeatedRule(), bracketRule(), quoteRule(), endRule(), doubleSpaceRule(), frenchSpacingRule(), mojibakeRule(),
	}
}

// doubtful is the confidence of a bead below which its findings are notes:
// texts that do not belong together differ in everything.
const doubtful = 0.4

// compareFacts compares the facts of the two sides of a row. A row without
// source or target is a matter of other rules.
func compareFacts(r *Row) symbol.Difference {
	if r.Source.Empty() || r.Target.Empty() {
		return symbol.Difference{}
	}
	spelled := symbol.Spells(r.Source.Lang().Code()) && symbol.Spells(r.Target.Lang().Code())
	d := symbol.Compare(r.Source.Facts(), r.Target.Facts(), spelled)
	if len(d.Missing) > 0 && !symbol.Months(r.Target.Lang().Code()) {
		d.Forgive(r.Target.Facts())
	}
	d.Missing = slices.DeleteFunc(d.Missing, r.Source.leads)
	d.Extra = slices.DeleteFunc(d.Extra, r.Target.leads)
	return d
}

// leads reports whether the fact is the label that a block begins with: a
// label that is lost is a matter of the rule numbering.
func (t *Text) leads(f symbol.Fact) bool {
	if f.Kind == symbol.Reference && f.Unit == "item" {
		return slices.Contains(t.starts, f.Start)
	}
	return f.Kind == symbol.Number && slices.Contains(t.starts, f.Start) && strings.IndexAny(t.Text[f.End:], ".)") == 0
}

// Acts of parliament say "the order" for "an order made under subsection (1)"
// in one language and not in the other. A text that leaves out references in
// more than one of fifty of its references and ten times at least does so as
// a habit; then a reference that is missing is a note, while one that differs
// stays what it is. Measured: an act on mutual legal assistance leaves out one
// in six, the treaties on privileges and immunities one in 150, the Geneva
// Conventions one in 700.
const (
	habitLeast = 10
	habitShare = 0.02
)

// dropsReferences looks for the habit in all rows.
func dropsReferences(p *Pass) bool {
	all, dropped := 0, 0
	for i, r := range p.Rows {
		if r.Source.Empty() || r.Target.Empty() {
			continue
		}
		for _, f := range r.Source.Facts() {
			if f.Kind == symbol.Reference {
				all++
			}
		}
		for _, f := range r.diff().Missing {
			if f.Kind == symbol.Reference {
				dropped++
			}
		}
		p.forgetSoon(i)
	}
	return dropped >= habitLeast && float64(dropped) > habitShare*float64(all)
}

// relative reports whether a reference points into its own surroundings
// ("paragraph (c)", "subsection (1)"): either language may say "the said
// paragraph" for it.
func relative(f symbol.Fact) bool {
	return f.Kind == symbol.Reference && strings.HasPrefix(f.Value, "(")
}

// factRow makes the function of a rule that reports the differences in facts of
// one kind.
func factRow(kind symbol.Kind, name string) func(*Pass, *Row) []Finding {
	return func(p *Pass, r *Row) []Finding {
		d := r.diff()
		if d.Empty() {
			return nil
		}
		return factFindings(p, r, d, kind, name)
	}
}

func factFindings(p *Pass, r *Row, d symbol.Difference, kind symbol.Kind, name string) []Finding {
	var out []Finding
	add := func(f Finding) {
		f.Debatable = f.Debatable || r.Confidence < doubtful
		out = append(out, f)
	}
	for _, c := range d.Changed {
		if c.Source.Kind == kind {
			add(changedFact(r, c, name))
		}
	}
	for _, c := range d.Units {
		if c.Source.Kind == kind {
			f := changedFact(r, c, name)
			f.Message = fmt.Sprintf("%s: %s stands where the source has %s", name, unitName(c.Target), unitName(c.Source))
			f.Want = []string{}
			add(f)
		}
	}
	for _, fact := range d.Missing {
		if fact.Kind == kind {
			f := missingFact(r, fact, name)
			f.Debatable = relative(fact) || kind == symbol.Reference && p.drops()
			add(f)
		}
	}
	for _, fact := range d.Extra {
		if fact.Kind == kind {
			f := extraFact(r, fact, name)
			f.Debatable = relative(fact)
			add(f)
		}
	}
	return out
}

func unitName(f symbol.Fact) string {
	if f.Unit == "" {
		return "no unit"
	}
	return f.Unit
}

func changedFact(r *Row, c symbol.Change, name string) Finding {
	quote, got := c.Source.In(r.Source.Text), c.Target.In(r.Target.Text)
	return Finding{
		Message: fmt.Sprintf("%s %s stands as %s", name, quote, got),
		Source:  r.Source.Side(c.Source.Span), Target: r.Target.Side(c.Target.Span),
		Term: quote, Want: wanted(c.Source, quote, r), Got: got,
	}
}

func missingFact(r *Row, fact symbol.Fact, name string) Finding {
	quote := fact.In(r.Source.Text)
	return Finding{
		Message: fmt.Sprintf("%s %s is missing", name, quote),
		Source:  r.Source.Side(fact.Span), Target: r.Target.All(),
		Term: quote, Want: wanted(fact, quote, r),
	}
}

func extraFact(r *Row, fact symbol.Fact, name string) Finding {
	got := fact.In(r.Target.Text)
	return Finding{
		Message: fmt.Sprintf("%s %s is not in the source", name, got),
		Source:  r.Source.All(), Target: r.Target.Side(fact.Span),
		Term: got, Got: got,
	}
}

// wanted is how the fact is written in the target language, as far as that is
// certain.
func wanted(f symbol.Fact, quote string, r *Row) []string {
	if s := symbol.Format(f, r.Target.Lang().Code()); s != "" {
		return []string{s}
	}
	if f.Kind == symbol.Document || f.Kind == symbol.URL {
		return []string{quote}
	}
	return nil
}
