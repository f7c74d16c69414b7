package check

import "slices"

// Rules lists every rule of the house, terms first, in a fixed order.
func Rules() []Rule {
	return slices.Concat(termRules(), factRules())
}

// termRules are the rules of terms and repetition.
func termRules() []Rule {
	return []Rule{termMissing, termForbidden, termVariant, termAcronym, termInconsistent, segmentInconsistent, formula, doNotTranslate, unusedWaiver}
}

// ByName finds a rule of the house.
func ByName(name string) (Rule, bool) {
	for _, r := range Rules() {
		if r.Name == name {
			return r, true
		}
	}
	return Rule{}, false
}
