package check

import "bitext/corpus/symbol"

// referenceRule compares references to paragraphs, articles, annexes and list
// items.
func referenceRule() Rule {
	return Rule{
		Name:  "reference",
		Title: "a reference to a paragraph, article, annex or item differs from the source",
		Explanation: "References are compared by their numbers and letters: para. 52 (a) (i) is par. 52 a) i), article 4, paragraph 1 is paragraphe 1 de l'article 4, " +
			"annex II is annexe 2, items (a) and (b) of a list are a) et b). What kind of part is named is not compared, for laws divide themselves differently in each language.",
		Wrong:    "see para. 52 (a) (i) → voir par. 52 a) ii)",
		Right:    "see paras. 5-83 → voir par. 5 à 83",
		Severity: Error,
		Row:      factRow(symbol.Reference, "reference"),
	}
}
