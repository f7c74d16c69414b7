package check

import "bitext/corpus/symbol"

// urlRule compares web and mail addresses.
func urlRule() Rule {
	return Rule{
		Name:  "url",
		Title: "a web or mail address differs from the source",
		Explanation: "An address must stand in the translation as in the source. The scheme, \"www.\" and parts that name a language are left out: " +
			"unodc.org/unodc/en/ is the counterpart of unodc.org/unodc/fr/.",
		Wrong:    "see www.unodc.org → voir www.undoc.org",
		Right:    "see www.unodc.org/unodc/en/index.html → voir www.unodc.org/unodc/fr/index.html",
		Severity: Error,
		Row:      factRow(symbol.URL, "address"),
	}
}
