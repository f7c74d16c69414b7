package check

// terms is what the term rules share within a pass.
type terms struct{}

func newTerms(p *Pass) *terms { return &terms{} }
