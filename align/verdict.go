package align

import (
	"context"

	"bitext/align/lexicon"
)

// Verdict says whether two texts are translations of each other at all, and
// what was found.
type Verdict struct {
	Doubtful bool    // they do not look like translations of each other
	Matched  float64 // share of the text that stands in beads with both sides, 0 to 1
	Sure     float64 // the same, every bead counted by its confidence, less where the words do not bear it out
	Kinship  float64 // share of the words that find their translation in their own bead, less that by chance; 0 where Sure is low without it
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
			chars := a.straight[k].chars
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
	if v.Sure >= sureLeast {
		own, other, err := a.kinship(ctx, beads)
		if err != nil {
			return v, err
		}
		v.Kinship = own - other
		full := kinshipLearned
		if a.forthStored != nil {
			full = kinshipStored
		}
		v.Sure *= min(1, max(0, v.Kinship/full))
	}
	v.Doubtful = v.Sure < sureLeast && a.source.segments()+a.target.segments() >= verdictLeast
	return v, nil
}

// A path can look likely by its numbers alone: the paragraphs of any two reports
// are numbered from 1. And where no lexicon is stored, the words are learned
// from the very beads that are to be judged. So the words are asked once more,
// by themselves: what share of them finds a translation in its own bead, and
// what share would in a bead some way off? Without a stored lexicon they are
// learned for this from every second bead, and the others are judged.
//
// Translations have a kinship of 0.31 (a novel) to 0.58 by the stored lexicon,
// reports of one series that are none up to 0.18; by learned words translations
// have 0.17 or more, others almost none.
const (
	kinshipStored  = 0.33 // from which on the words bear the path out, by the stored lexicon
	kinshipLearned = 0.15 // by words learned from the texts
	kinshipLeast   = 0.1  // probability from which on a word counts as translated
	judgedLeast    = 6    // beads; fewer decide nothing
	learnedLeast   = 100  // beads from which words can be learned by halves
	judgedMost     = 400
)

// displaced are the distances, in beads, of the counterparts of others with
// which the own one is compared.
var displaced = [...]int{3, 7, 13, 29}

// kinship is the share of the words, the rare ones weighing more, that find a
// translation in their own bead and in others.
func (a *aligner) kinship(ctx context.Context, beads []Bead) (own, other float64, err error) {
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
	if len(both) < judgedLeast || a.forthStored == nil && len(both) < learnedLeast {
		return 1, 0, nil
	}
	defer func(s, t *side) { a.source, a.target = s, t }(a.source, a.target)
	a.source, a.target = a.straight[0], a.straight[1]
	var forth, back *lexicon.Table
	if a.forthStored == nil {
		there, here := a.pairs(half, learnLimit)
		if forth, back, err = a.learn(ctx, there, here); err != nil {
			return 0, 0, err
		}
	}
	f, b := a.models(forth, back)
	g := newJudge(a, f, b)
	var fit, all, chance, chances float64
	for k := 0; k < len(both); k += max(2, len(both)/judgedMost*2) {
		g.translated(both[k].Source, both[k].Target, &fit, &all)
		for _, d := range displaced {
			g.translated(both[k].Source, both[(k+d)%len(both)].Target, &chance, &chances)
		}
	}
	return fit / max(1, all), chance / max(1, chances), nil
}

// translated adds to fit the weight of the words of a bead's target that its
// source accounts for, and to all that of all its words.
func (g *judge) translated(source, target []int, fit, all *float64) {
	dense := g.dense[0]
	for _, i := range source {
		for _, u := range g.source.of(i) {
			for _, e := range g.forth.of(u) {
				dense[e.Unit] += e.P
			}
		}
	}
	for _, j := range target {
		for _, u := range g.target.of(j) {
			if c := g.target.names[u][0]; '0' <= c && c <= '9' || c < 'a' && c < 0x80 {
				continue
			}
			w := max(0, float64(log(g.forth.unit[u].rare)))
			*all += w
			if dense[u] >= kinshipLeast {
				*fit += w
			}
		}
	}
	for _, i := range source {
		for _, u := range g.source.of(i) {
			for _, e := range g.forth.of(u) {
				dense[e.Unit] = 0
			}
		}
	}
}
