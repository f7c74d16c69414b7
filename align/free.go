package align

import "bitext/align/lexicon"

// How often a word stands without counterpart is first guessed from how well the
// lexicon covers it. In the beads of a path it can be counted: "article" finds its
// translation nearly always, "fell" hardly ever, however well it is covered.
// Where the first one is missing, much speaks against the bead; where the second
// is, nothing does. So λ of every unit is learned as the weight of a mixture
// (expectation maximisation, one step for each round of the search).

// freeBelief is how many occurrences the guess by coverage counts as. Two to eight
// do equally well; without the learning, yearbooks lose four thousandths of strict
// F1, laws and damaged treaties two to four.
const freeBelief = 5.0

// learnFree takes in which units of the scored side stand alone in beads.
func (r *rows) learnFree(scored *side, beads []lexicon.Pair) {
	dense := make([]float32, len(scored.names))
	alone, seen := make([]float32, len(scored.names)), make([]float32, len(scored.names))
	for _, b := range beads {
		for _, u := range b.Source {
			for _, e := range r.of(u) {
				dense[e.Unit] += e.P
			}
		}
		thin := thinned(len(b.Source))
		for _, t := range b.Target {
			u := &r.unit[t]
			alone[t] += u.free / (u.free + min(1, dense[t])*thin*u.rare)
			seen[t]++
		}
		for _, u := range b.Source {
			for _, e := range r.of(u) {
				dense[e.Unit] = 0
			}
		}
	}
	for t := range r.unit {
		u := &r.unit[t]
		u.free = (alone[t] + freeBelief*u.free) / (seen[t] + freeBelief)
		u.log, u.inverse = log(u.free), 1/u.free
	}
	r.weigh(scored)
}
