package align

import "slices"

// Where a page ends within a paragraph, its footnotes stand between the halves:
//
//	States Parties shall take such
//	¹ See document A/65/4, annex, para. 4.
//	measures as may be necessary …            Les États parties prennent les mesures …
//
// The search goes straight on and takes the footnote into the bead. So a bead is
// looked at once more without the segments inside it that break a sentence in
// two: what comes before them ends in the midst of a sentence, what follows goes
// on in lower case, and they do not. Where the bead scores better without such a
// segment, it stands by itself. That it is a gap costs nothing here: what is seen
// of the borders speaks for a footnote as much as gaps are rare.

// insertedLongest is the most segments of such a stretch: footnotes, a running
// header, the number of the page.
const insertedLongest = 3

// parted gives the beads of a step: one, and those of the segments that were
// inserted into it.
func (g *judge) parted(p step) []Bead {
	whole := Bead{Source: p.source(), Target: p.target(), Confidence: p.sure}
	beads := []Bead{whole}
	if len(g.prior.only) > 0 || len(whole.Source) == 0 || len(whole.Target) == 0 {
		return beads
	}
	for {
		rest, out, ok := g.part(beads[0])
		if !ok {
			return beads
		}
		beads[0] = rest
		beads = append(beads, out...)
	}
}

// part takes that stretch, or pair of stretches of both sides, out of a bead
// without which it is best.
func (g *judge) part(b Bead) (rest Bead, out []Bead, ok bool) {
	gain := g.bead(b.Source, b.Target)
	for _, ours := range g.inserted(g.source, b.Source) {
		for _, theirs := range g.inserted(g.target, b.Target) {
			if len(ours)+len(theirs) == 0 {
				continue
			}
			r := Bead{Source: except(b.Source, ours), Target: except(b.Target, theirs), Confidence: b.Confidence}
			if v := g.bead(r.Source, r.Target); v > gain {
				gain, rest, out, ok = v, r, g.notes(ours, theirs, b.Confidence), true
			}
		}
	}
	return rest, out, ok
}

// notes gives the beads of what was inserted on both sides: one, where they
// translate each other.
func (g *judge) notes(source, target []int, sure float64) (beads []Bead) {
	if len(source) > 0 && len(target) > 0 && g.bead(source, target) > 0 {
		return []Bead{{Source: source, Target: target, Confidence: sure}}
	}
	for _, i := range source {
		beads = append(beads, Bead{Source: []int{i}, Confidence: sure})
	}
	for _, j := range target {
		beads = append(beads, Bead{Target: []int{j}, Confidence: sure})
	}
	return beads
}

// inserted lists the stretches that seem to break a sentence of the others in
// two, and nothing as the first of them.
func (g *judge) inserted(s *side, segments []int) [][]int {
	out := [][]int{nil}
	for k := 1; k < len(segments); k++ {
		before := s.traits[segments[k-1]].end
		if before != endsWithWord && before != endsWithComma || s.traits[segments[k]].lead == startsLower {
			continue
		}
		for end := k + 1; end < min(len(segments), k+insertedLongest+1); end++ {
			if s.traits[segments[end]].lead == startsLower {
				out = append(out, segments[k:end:end])
			}
		}
	}
	return out
}

// except is a list without some of its members.
func except(list, members []int) []int {
	return slices.DeleteFunc(slices.Clone(list), func(x int) bool { return slices.Contains(members, x) })
}
