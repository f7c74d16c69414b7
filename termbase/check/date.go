package check

import "bitext/corpus/symbol"

// dateRule compares dates by day, month and year.
func dateRule() Rule {
	return Rule{
		Name:  "date",
		Title: "a date differs from the source",
		Explanation: "Dates are compared by day, month and year in whatever form they stand: 27–29 July 2020 is 27-29 juillet 2020, " +
			"1 December is 1er décembre, 07/27/2020 may be 27/07/2020. A year or month that stands once for two dates passes.",
		Wrong:    "held on 27 July 2020 → tenue le 27 juin 2020",
		Right:    "from 27 to 29 July 2020 → du 27 au 29 juillet 2020",
		Severity: Error,
		Row:      factRow(symbol.Date, "date"),
	}
}
