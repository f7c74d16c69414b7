package align

import (
	"slices"

	"bitext/align/lexicon"
)

// Between Chinese and English hardly a word looks alike, and no lexicon is stored.
// Only lengths decide on the first path, and what is learned from a wrong path
// confirms it: omissions are cheap beside pairs of which nothing is known, so that
// the path soon leaves out a tenth of one text, then a tenth of the other. So where
// the writing says nothing, and the path that was found is not sure, the search starts
// again:
//
//   - omissions are dear, and free beads cheap, until the first path is there;
//   - the first rounds learn from some beads at a time: a path that is one or two
//     segments off is still right about most of the words.
//
// Measured on the 24 chapters of MAC-Test, Chinese novels in English translation of
// 100 to 400 sentences a side, which nothing was chosen on, with characters as units
// (lexicon.Units): strict F1 .77 in place of .39 in the mean, of links .86 in place of
// .49. Of short texts (the Universal Declaration in eleven pairs of scripts, a sixth of
// its paragraphs lost) the mean stays what it was, .96.

// Constants of texts whose words do not look alike.
const (
	alikeLeast   = 0.2  // share of the segments with a cognate or number below which texts are distant: Chinese novels in English have .00 to .14, the Universal Declaration in any two scripts .30, Hungarian magazines in English .84
	alikeSure    = 0.1  // probability from which on a word counts as a cognate
	distantSkip  = 6.0  // cost of each segment of a gap before the first path
	distantOne   = 0.6  // share of beads 1-1…
	distantTwo   = 0.15 // …and 1-2
	groupRounds  = 2    // rounds that learn from groups of beads…
	groupSteps   = 3    // …of so many steps: two and four do as well
	groupedLimit = 300  // units a side of such a group
)

// distant reports whether few segments of the source hold a word or number that looks
// like one of the target.
func (a *aligner) distant() bool {
	alike := 0
	for i := range a.source.segments() {
		if slices.ContainsFunc(a.source.of(i), a.looksAlike) {
			alike++
		}
	}
	return float64(alike) < alikeLeast*float64(a.source.segments())
}

// looksAlike reports whether a unit of the source, no mark, has a cognate.
func (a *aligner) looksAlike(unit int32) bool {
	return anchors(a.source.names[unit]) && slices.ContainsFunc(a.forthCognates[unit], func(e lexicon.Prob) bool { return e.P >= alikeSure })
}

// beginDistant begins with the beliefs for distant texts.
func (a *aligner) beginDistant() {
	a.prior.distant = true
	a.prior.be(a.prior.paragraphs)
	a.prior.skip = [2]float32{distantSkip, distantSkip}
	a.grouped = groupRounds
}

// grouped joins every few steps of a path to one.
func grouped(path []step) []step {
	var out []step
	for group := range slices.Chunk(path, groupSteps) {
		out = append(out, step{from: group[0].from, to: group[len(group)-1].to})
	}
	return out
}
