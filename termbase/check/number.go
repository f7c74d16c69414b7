package check

import (
	"strings"

	"bitext/corpus"
	"bitext/corpus/symbol"
)

// numberRule compares numbers by value.
func numberRule() Rule {
	return Rule{
		Name:  "number",
		Title: "a number differs from the source",
		Explanation: "Numbers are compared by value, not as strings: 1,234.5 is 1 234,5, thirty is trente, 5 million is 5 000 000, " +
			"5-83 is 5 à 83, sixty-fifth is 65e, two weeks are quinze jours; percentages, fractions, Roman numerals, decades and clock times too. " +
			"What a number counts is compared where it stands next to it (days and months, dollars and euros, per cent). " +
			"A number that is repeated on one side only passes, and so do one and two in words, which translators add and drop.",
		Wrong:    "It sat for thirty days. → Il a siégé pendant treize jours.",
		Right:    "It received 1,234.5 tonnes. → Il a reçu 1 234,5 tonnes.",
		Severity: Error,
		Row:      numbers,
	}
}

// numbers reports the numbers that differ, and as a note those whose value is
// right but whose marks are the source's: "3.5 %" and "1,250,000" in French.
func numbers(p *Pass, r *Row) []Finding {
	out := factRow(symbol.Number, "number")(p, r)
	for i := range out {
		f := &out[i]
		if f.Term == f.Got && len(f.Want) == 1 && strings.ContainsAny(f.Got, ".,") { // 1,234 as in English
			f.Message = "number " + f.Got + " is written as in the source"
			f.Fix = []Edit{{Span: f.Target.Span, Text: f.Want[0]}}
		}
	}
	if r.Source.Empty() || r.Target.Empty() || p.Target.Code() != corpus.French || p.Source.Code() != corpus.English {
		return out
	}
	for _, f := range r.Target.Facts() {
		if f.Kind != symbol.Number {
			continue
		}
		if point, commas := foreignPoint(f, r), foreignCommas(f, r); point || commas {
			message := "a point before decimals"
			if commas {
				message = "commas between thousands"
			}
			want := symbol.Format(f, corpus.French)
			side := r.Target.Side(f.Span)
			out = append(out, Finding{
				Message: message, Source: r.Source.All(), Target: side,
				Term: f.In(r.Target.Text), Got: f.In(r.Target.Text), Want: []string{want},
				Fix: []Edit{{Span: side.Span, Text: want}}, Debatable: true,
			})
		}
	}
	return out
}

// foreignCommas reports whether a number has two commas between groups of three
// digits, as the source writes it.
func foreignCommas(f symbol.Fact, r *Row) bool {
	raw := strings.TrimRight(f.In(r.Target.Text), "% \u00a0\u202f")
	return strings.Count(raw, ",") > 1 && strings.Contains(r.Source.Text, raw)
}

// foreignPoint reports whether a number of the target has a decimal point, as
// in the source, and surely is no section or version: it measures something.
func foreignPoint(f symbol.Fact, r *Row) bool {
	raw := f.In(r.Target.Text)
	switch f.Unit {
	case "%", "USD", "EUR", "GBP", "JPY", "CHF", "km", "m", "cm", "mm", "kg", "g", "t", "l", "ha":
	default:
		return false
	}
	return strings.Count(raw, ".") == 1 && strings.Count(f.Value, ".") == 1 && strings.Contains(r.Source.Text, strings.TrimRight(raw, "% \u00a0\u202f"))
}
