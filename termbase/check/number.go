package check

import "bitext/corpus/symbol"

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
		Row:      factRow(symbol.Number, "number"),
	}
}
