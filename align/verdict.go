package align

import "context"

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
func (a *aligner) verdict(ctx context.Context, beads []Bead) (Verdict, error) {
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
	if a.forthStored == nil && v.Sure >= sureLeast {
		won, err := a.heldOut(ctx, beads)
		if err != nil {
			return v, err
		}
		v.Sure *= min(1, max(0, (won-wonByChance)/(wonLeast-wonByChance)))
	}
	v.Doubtful = v.Sure < sureLeast && a.source.segments()+a.target.segments() >= verdictLeast
	return v, nil
}

// Without a stored lexicon the words are learned from the very beads that are
// to be judged, and any path can make itself look likely. So the words are
// learned again from every second bead, and the others must show with these
// that their own counterparts fit better than those of beads some way off.
const (
	wonByChance  = 0.5
	wonLeast     = 0.75
	heldOutLeast = 20  // beads; fewer teach nothing
	heldOutMost  = 400 // beads that are judged
)

// displaced are the distances, in beads, of the counterparts of others with
// which the own one is compared.
var displaced = [...]int{7, 13, 29}

// heldOut is how often a bead's own counterpart wins, 0 to 1.
func (a *aligner) heldOut(ctx context.Context, beads []Bead) (float64, error) {
	var both []Bead
	var half []step
	for _, b := range beads {
		if len(b.Source) == 0 || len(b.Target) == 0 {
			continue
		}
		if both = append(both, b); len(both)%2 == 0 {
			last := node{b.Source[len(b.Source)-1] + 1, b.Target[len(b.Target)-1] + 1}
			half = append(half, step{from: node{b.Source[0], b.Target[0]}, to: last})
		}
	}
	if len(both) < heldOutLeast {
		return 1, nil
	}
	before := a.target
	a.target = a.straight
	defer func() { a.target = before }()
	forth, back, err := a.learn(ctx, half)
	if err != nil {
		return 0, err
	}
	f, b := a.models(forth, back)
	g := newJudge(a, f, b)
	won, fights := 0, 0
	every := max(2, len(both)/heldOutMost*2)
	for k := 0; k < len(both); k += every {
		own := g.lexical(both[k].Source, both[k].Target)
		for _, d := range displaced {
			fights++
			if own > g.lexical(both[k].Source, both[(k+d)%len(both)].Target) {
				won++
			}
		}
	}
	return float64(won) / float64(fights), nil
}
