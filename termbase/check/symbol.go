package check

import "bitext/corpus/symbol"

// symbolRule compares what documents are known by.
func symbolRule() Rule {
	return Rule{
		Name:  "symbol",
		Title: "a document symbol, resolution or sales number differs from the source",
		Explanation: "Document symbols (E/CN.15/2011/19), resolutions (65/230, 1373 (2001)), directives (95/46/EC is 95/46/CE) and book numbers must be the same in " +
			"both texts. The letter of a sales number names the language and is left out: E.02.XI.1 is F.02.XI.1.",
		Wrong:    "in its resolution 65/230 → dans sa résolution 65/203",
		Right:    "Sales No. E.02.XI.1 → numéro de vente : F.02.XI.1",
		Severity: Error,
		Row:      factRow(symbol.Document, "symbol"),
	}
}
