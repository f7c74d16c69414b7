package align

// Verdict says whether two texts are translations of each other at all, and
// what was found.
type Verdict struct {
	Doubtful bool    // they do not look like translations of each other
	Matched  float64 // share of the text of both sides that stands in beads with both sides
	Won      float64 // how often a bead's own counterpart fits better than another bead's, 0 to 1
	Beads    int     // that were compared
}

// Constants of the verdict. True translations of every kind at hand win 0.93
// of their comparisons or more; texts that have nothing to do with each other
// win at most 0.75, for the search takes what fits best by chance.
const (
	wonLeast     = 0.82
	matchedLeast = 0.25
	verdictLeast = 8 // fewer beads than that decide nothing
	verdictMost  = 300
)

// displaced are the distances, in beads, of the counterparts of others with
// which the own one is compared.
var displaced = [...]int{5, 11, 23}

// verdict compares beads with what they would be if their counterparts were
// those of other beads.
func (a *aligner) verdict(beads []Bead) Verdict {
	var both []Bead
	var matched, all float64
	for _, b := range beads {
		n := float64(0)
		for _, i := range b.Source {
			n += float64(a.source.chars[i])
		}
		all += n
		if len(b.Source) > 0 && len(b.Target) > 0 {
			matched += n
			both = append(both, b)
		}
	}
	v := Verdict{Matched: matched / max(1, all)}
	g := newJudge(a, a.forth.on(a.straight), a.back)
	g.target = a.straight
	won, fights := 0, 0
	for k := 0; k < len(both); k += max(1, len(both)/verdictMost) {
		v.Beads++
		own := g.lexical(both[k].Source, both[k].Target)
		for _, d := range displaced {
			other := both[(k+d)%len(both)]
			fights++
			if own > g.lexical(both[k].Source, other.Target) {
				won++
			}
		}
	}
	v.Won = float64(won) / float64(max(1, fights))
	v.Doubtful = len(beads) >= verdictLeast && (v.Won < wonLeast || v.Matched < matchedLeast)
	return v
}
