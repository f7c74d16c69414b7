package align

// Verdict says whether two texts are translations of each other at all, and
// what was found.
type Verdict struct {
	Doubtful bool    // they do not look like translations of each other
	Matched  float64 // share of the text that stands in beads with both sides, 0 to 1
	Sure     float64 // the same, every bead counted by its confidence
}

// Constants of the verdict. Of texts that are translations of each other, 81 to
// 98 per cent are surely matched, on whatever kind of text we have; of others
// 3 to 32 per cent: sentences that laws share, or what fits by chance. A share
// is that of the side that is matched better, for the other may have an annex
// more.
const (
	sureLeast    = 0.4
	verdictLeast = 8 // fewer segments on both sides than that decide nothing
)

// verdict weighs beads by the length of their text; their indices count the
// segments of the aligner.
func (a *aligner) verdict(beads []Bead) Verdict {
	var all, matched, sure [2]float64
	for _, b := range beads {
		for k, segments := range [2][]int{b.Source, b.Target} {
			chars := [2]*side{a.source, a.straight}[k].chars
			for _, i := range segments {
				n := float64(chars[i])
				all[k] += n
				if len(b.Source) > 0 && len(b.Target) > 0 {
					matched[k] += n
					sure[k] += n * b.Confidence
				}
			}
		}
	}
	share := func(x [2]float64) float64 { return max(x[0]/max(1, all[0]), x[1]/max(1, all[1])) }
	v := Verdict{Matched: share(matched), Sure: share(sure)}
	v.Doubtful = v.Sure < sureLeast && a.source.segments()+a.target.segments() >= verdictLeast
	return v
}
