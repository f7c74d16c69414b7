package check

// factRules are the rules of facts and form.
func factRules() []Rule {
	return []Rule{}
}
