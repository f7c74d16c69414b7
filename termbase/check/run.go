package check

import (
	"cmp"
	"context"
	"slices"

	"bitext/corpus/parallel"
)

// Run lets the rules of the pass look and returns what they found in the
// order of the text: by target block, by span, by rule. It fails when ctx
// ends or when the published texts cannot be read.
func Run(ctx context.Context, p *Pass) ([]Finding, error) {
	p.ctx = ctx
	rules := p.Rules()
	for _, r := range rules {
		if r.Whole != nil && p.Options.Published != nil {
			go p.elsewhere() // read while rows are looked at
			break
		}
	}
	found := make([][]Finding, len(p.Rows))
	parallel.For(0, len(p.Rows), func(i int) {
		if ctx.Err() != nil {
			return
		}
		found[i] = runRow(p, rules, p.Rows[i])
		if p.long() && i >= forgetBehind {
			p.forget(i - forgetBehind)
		}
	})
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	all := slices.Concat(found...)
	for _, r := range rules {
		if r.Whole == nil {
			continue
		}
		more, err := r.Whole(p)
		if err != nil {
			return nil, err
		}
		all = append(all, stamped(p, r, more)...)
	}
	all = toldTwice(all)
	sortFindings(all)
	identify(all)
	return all, nil
}

// toldTwice drops what a rule with more to say reports of the same words of the
// source: an acronym that was left in the other language is a missing term
// too.
func toldTwice(all []Finding) []Finding {
	told := map[Side]bool{}
	for _, f := range all {
		if f.Rule == termAcronym.Name && f.Source.Span.Len() > 0 {
			told[f.Source] = true
		}
	}
	if len(told) == 0 {
		return all
	}
	return slices.DeleteFunc(all, func(f Finding) bool { return f.Rule == termMissing.Name && told[f.Source] })
}

// What was computed for a row is kept for the rules that look at the whole
// text; in a text of more rows than keepRows that would be too much, and a row
// is forgotten when others so far behind it have been looked at.
const (
	keepRows     = 5000
	forgetBehind = 64
)

// forget drops what was computed for a row.
func (p *Pass) forget(i int) {
	p.Rows[i].forget()
	p.term.forget(i)
}

// long reports whether the text has more rows than are kept at once.
func (p *Pass) long() bool { return len(p.Rows) > keepRows }

// forgetSoon drops what was computed for a row ahead of its turn, in a long
// text: most of it will not be wanted for some time.
func (p *Pass) forgetSoon(i int) {
	if p.long() {
		p.forget(i)
	}
}

func runRow(p *Pass, rules []Rule, row *Row) []Finding {
	var out []Finding
	for _, r := range rules {
		if r.Row != nil {
			out = append(out, stamped(p, r, r.Row(p, row))...)
		}
	}
	return out
}

// stamped fills in what every finding of a rule has in common. A finding that
// sets a severity above Note itself keeps it.
func stamped(p *Pass, r Rule, found []Finding) []Finding {
	set := p.Options.Settings[r.Name].Severity
	for i := range found {
		f := &found[i]
		f.Rule = r.Name
		switch {
		case f.Debatable:
			f.Severity = Note
		case set != nil:
			f.Severity = *set
		case f.Severity == Note:
			f.Severity = r.Severity
		}
		if f.Want == nil {
			f.Want = []string{}
		}
	}
	return found
}

// Rules lists the rules that run in this pass: known for the target language,
// wanted by the user.
func (p *Pass) Rules() []Rule {
	var out []Rule
	for _, r := range append(Rules(), p.Options.Extra...) {
		if p.wants(r) {
			out = append(out, r)
		}
	}
	return out
}

func (p *Pass) wants(r Rule) bool {
	switch {
	case p.Mono && !r.Mono,
		r.Langs != nil && !slices.Contains(r.Langs, p.Target.Code()),
		slices.Contains(p.Options.Skip, r.Name):
		return false
	case len(p.Options.Only) > 0:
		return slices.Contains(p.Options.Only, r.Name)
	}
	if on := p.Options.Settings[r.Name].On; on != nil {
		return *on
	}
	return !r.Off
}

func sortFindings(all []Finding) {
	slices.SortStableFunc(all, func(a, b Finding) int {
		return cmp.Or(
			cmp.Compare(a.at(), b.at()),
			cmp.Compare(a.Target.Span.Start, b.Target.Span.Start),
			cmp.Compare(a.Source.Index, b.Source.Index),
			cmp.Compare(a.Source.Span.Start, b.Source.Span.Start),
			cmp.Compare(a.Rule, b.Rule),
			cmp.Compare(a.Term, b.Term),
			cmp.Compare(a.Target.Span.End, b.Target.Span.End),
			cmp.Compare(a.Got, b.Got),
			cmp.Compare(a.Message, b.Message),
		)
	})
}

// at is the place of the finding in the text: its target block, or where there
// is none the source block.
func (f *Finding) at() int {
	if f.Target.Index >= 0 {
		return f.Target.Index
	}
	return f.Source.Index
}
