package align

// A word of one side can account for any number of words of the other: beside
//
//	Review of compliance with sections 4 to 8           Contrôle d’application des articles 4 à 8
//	Investigation in respect of sections 4 to 8         Enquêtes
//
// the one "articles 4 à 8" would translate "sections 4 to 8" twice, and the bead
// 2-2 would be the better one. So where a unit stands more often on its side than
// words that become it on the other, part of what the surplus has earned is
// taken back. The tables of the search cannot see it, since it depends on the
// whole bead.

// repeatedShare is how much of that is taken back. All of it is too much, since a
// name may be a pronoun in the translation. From 0.25 to 1 texts with missing and
// merged paragraphs gain one to four thousandths of strict F1; 1 costs a point on
// yearbooks.
const repeatedShare = 0.5

// A bead is not asked where its probability, as a logarithm, is too low or, of
// one segment a side, too high for the answer to matter.
const (
	repeatedLeast = -12.0
	repeatedMost  = -0.01
)

// repetition finds such words.
type repetition struct {
	*lattice
	dense, top, count [2][]float32 // by unit of the target and of the source
}

func newRepetition(l *lattice) *repetition {
	r := &repetition{lattice: l}
	for k, s := range [2]*side{l.target, l.source} {
		n := len(s.names)
		r.dense[k], r.top[k], r.count[k] = make([]float32, n), make([]float32, n), make([]float32, n)
	}
	return r
}

// loss is what a bead loses by the words that it has too often.
func (r *repetition) loss(p, q node) float32 {
	ours, theirs := [2]int{p.i, q.i}, [2]int{p.j, q.j}
	surplus := r.surplus(r.source, r.target, r.forth, 0, ours, theirs) + r.surplus(r.target, r.source, r.back, 1, theirs, ours)
	return repeatedShare * r.evidence * surplus / 2
}

// surplus is what the units of some segments earn beyond those that the given
// segments have words for.
func (r *repetition) surplus(given, scored *side, rows *rows, direction int, by, segments [2]int) float32 {
	dense, top, count := r.dense[direction], r.top[direction], r.count[direction]
	units := given.units[given.start[by[0]]:given.start[by[1]]]
	for _, u := range units {
		for _, e := range rows.of(u) {
			dense[e.Unit] += e.P
			top[e.Unit] = max(top[e.Unit], e.P)
		}
	}
	others := scored.units[scored.start[segments[0]]:scored.start[segments[1]]]
	for _, t := range others {
		count[t]++
	}
	sum, thin := float32(0), thinned(len(units))
	for j := segments[0]; j < segments[1]; j++ {
		for _, t := range scored.of(j) {
			if words := dense[t] / max(top[t], rowFloor); dense[t] > 0 && count[t] > words {
				sum += (1 - words/count[t]) * max(0, rows.worth(t, dense[t], thin)-rows.unit[t].log) * rows.weight[j]
			}
		}
	}
	for _, t := range others {
		count[t] = 0
	}
	for _, u := range units {
		for _, e := range rows.of(u) {
			dense[e.Unit], top[e.Unit] = 0, 0
		}
	}
	return sum
}
