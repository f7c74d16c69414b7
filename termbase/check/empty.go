package check

import (
	"strings"

	"bitext/corpus/lang"
	"bitext/corpus/symbol"
)

// emptyRule reports targets that are there but say nothing.
func emptyRule() Rule {
	return Rule{
		Name:  "empty",
		Title: "a translation holds no words",
		Explanation: "The source of a unit has words and its target is there but has none: blank, or punctuation alone. " +
			"Sources without words (numbers, symbols) pass.",
		Wrong:    "The report was adopted. → …",
		Right:    "E/CN.15/2011/19 → E/CN.15/2011/19",
		Severity: Error,
		Row: func(_ *Pass, r *Row) []Finding {
			if r.Source.Empty() || r.Target.Empty() || lettered(r.Source.Text) == 0 || wordless(&r.Source, len(r.Target.Facts()) > 0) || lettered(r.Target.Text) > 0 || strings.Contains(r.Target.Text, "№") {
				return nil
			}
			return []Finding{{
				Message: "the translation holds no words",
				Source:  r.Source.Side(whole(r.Source.Text)), Target: r.Target.All(),
			}}
		},
	}
}

// wordless reports whether all letters of a side stand in symbols, addresses,
// numbers and list labels; in numbers in words too, where the other side has
// figures: "ten per cent" is "10 %".
func wordless(t *Text, figures bool) bool {
	rest := []byte(t.Text)
	for _, c := range t.codes() {
		for i := c.Start; i < c.End; i++ {
			rest[i] = ' '
		}
	}
	for _, f := range t.Facts() {
		if f.Spelled && !figures || f.Kind == symbol.Date || f.Kind == symbol.Reference && f.Unit != "item" {
			continue
		}
		for i := f.Start; i < f.End; i++ {
			rest[i] = ' '
		}
	}
	for _, w := range strings.Fields(string(rest)) {
		if lettered(w) > 0 && !t.Lang().StopWord(lang.Normal(w)) { // "= 3.45%; and"
			return false
		}
	}
	return true
}
