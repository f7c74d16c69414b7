package align

// judge scores single beads of any segments, neighbours or not, in the same
// coin as the search.
type judge struct {
	source, target *side
	forth, back    *rows
	prior          *prior
	traits         *traitModel
	evidence       float32
	dense          [2][]float32 // by unit of the target and of the source
}

func newJudge(a *aligner, forth, back *rows) *judge {
	return &judge{
		source: a.source, target: a.target, forth: forth, back: back, prior: a.prior, traits: a.traits,
		evidence: evidenceWeight,
		dense:    [2][]float32{make([]float32, len(a.target.names)), make([]float32, len(a.source.names))},
	}
}

// lexical is the mean of what each side says of the other, without weight.
func (g *judge) lexical(source, target []int) float32 {
	return (g.oneWay(g.source, g.target, g.forth, g.dense[0], source, target) +
		g.oneWay(g.target, g.source, g.back, g.dense[1], target, source)) / 2
}

func (g *judge) oneWay(given, scored *side, r *rows, dense []float32, from, to []int) float32 {
	thin := g.spread(given, r, dense, from)
	defer g.gather(given, r, dense, from)
	return g.sum(scored, r, dense, to, thin)
}

// spread puts into dense how likely each unit of the other side is beside some
// segments, and says how much their number thins it; gather clears dense.
func (g *judge) spread(given *side, r *rows, dense []float32, from []int) (thin float32) {
	length := 0
	for _, i := range from {
		for _, u := range given.of(i) {
			for _, e := range r.of(u) {
				dense[e.Unit] += e.P
			}
		}
		length += len(given.of(i))
	}
	return thinned(length)
}

func (g *judge) gather(given *side, r *rows, dense []float32, from []int) {
	for _, i := range from {
		for _, u := range given.of(i) {
			for _, e := range r.of(u) {
				dense[e.Unit] = 0
			}
		}
	}
}

// sum is the worth of some segments beside what was spread.
func (g *judge) sum(scored *side, r *rows, dense []float32, to []int, thin float32) float32 {
	sum := float32(0)
	for _, j := range to {
		for _, u := range scored.of(j) {
			sum += r.worth(u, dense[u], thin) * r.weight[j]
		}
	}
	return sum
}

// bead is the score of a bead of these segments, shape and length included.
func (g *judge) bead(source, target []int) float32 {
	var s, t float32
	for _, i := range source {
		s += g.source.chars[i]
	}
	for _, j := range target {
		t += g.target.chars[j]
	}
	n, m := min(len(source), longest), min(len(target), longest)
	return g.joins(g.source, source) + g.joins(g.target, target) + g.evidence*g.lexical(source, target) + g.prior.length(s, t) + g.prior.shape[n][m] +
		g.traits.start(g.source, g.target, source[0], target[0]) +
		g.traits.end(g.source, g.target, source[len(source)-1], target[len(target)-1])
}

// joins is the worth of the places inside a bead where one segment follows
// another.
func (g *judge) joins(s *side, segments []int) float32 {
	sum := float32(0)
	for k := 1; k < len(segments); k++ {
		sum += g.traits.joins[s.traits[segments[k-1]].end][s.traits[segments[k]].lead]
	}
	return max(sum, joinsLeast)
}
