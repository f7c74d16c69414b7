package align

import "slices"

// A provision often closes with words that belong to its opening, after the
// list in between:
//
//	Where the head of an institution refuses …,   Le responsable qui refuse … et informe …
//	(a) …                                         a) …
//	(b) …                                         b) …
//	and shall inform …
//
// Translators move such a tail into the opening. The tail then has no
// counterpart beside it; where its words are found in the counterpart of the
// opening, everything from the opening to the tail becomes one bead.

// Constants of enclosed lists.
const (
	tailWorthLeast = 0.5 // least gain of the opening by its tail…
	tailGain       = 1.0 // …and of it and the bead that the tail stood in, which an insertion gives too
	tailReach      = 40  // steps that are looked back
	enclosedSure   = 0.8 // confidence in such a bead
	tailLevels     = 3   // openings that are tried, from the innermost list outwards
)

// enclose joins such provisions in a path, on both sides.
func (g *judge) enclose(path []step) []step {
	if len(g.prior.only) > 0 {
		return path
	}
	for k := 1; k < len(path); k++ {
		for _, target := range []bool{false, true} {
			if from := g.opening(path, k, target); from >= 0 {
				joined := step{from: path[from].from, to: path[k].to, sure: enclosedSure}
				path = slices.Replace(path, from, k+1, joined)
				k = from
				break
			}
		}
	}
	return path
}

// opening finds the step that step k is the tail of, −1 where it is none.
func (g *judge) opening(path []step, k int, target bool) int {
	own := func(p step) (from, end int) {
		if target {
			return p.from.j, p.to.j
		}
		return p.from.i, p.to.i
	}
	s := g.source
	if target {
		s = g.target
	}
	tail, saved, ok := g.tail(path[k], target)
	if !ok {
		return -1
	}
	if from, _ := own(path[k]); from == 0 || !s.traits[tail].closes() || s.traits[tail-1].label == 0 {
		return -1
	}
	best, gain := -1, float32(tailGain)
	levels := 0
	for p := k - 1; p > 0 && p >= k-tailReach && levels < tailLevels; p-- {
		from, end := own(path[p])
		if from == end {
			continue
		}
		if s.traits[from].label == 0 {
			break
		}
		if !s.traits[from].opens {
			continue
		}
		if s.part[from] != s.part[tail] {
			break
		}
		if from, end := own(path[p-1]); from == end || !s.traits[from].leads(s.traits[end-1].end) {
			continue
		}
		levels++
		if w := g.tailWorth(path[p-1], tail, target); w > tailWorthLeast && saved+w > gain {
			best, gain = p-1, saved+w
		}
	}
	return best
}

// closes reports whether a segment can be the tail of a provision: it has no number
// and is the rest of a sentence or a sentence, but no heading.
func (t *trait) closes() bool {
	return t.label == 0 && (t.start == startsLower || t.start == startsOther || t.end == endsWithStop)
}

// leads reports whether a segment that begins like this and ends so can be the
// opening of a list: no whole sentence, and no heading.
func (t *trait) leads(end uint8) bool {
	switch end {
	case endsWithStop:
		return false
	case endsWithWord:
		return t.label != 0
	}
	return true
}

// tail gives the segment that may be the tail of a provision in a step: a
// segment without counterpart, or the last one of a bead; saved is what the
// rest of the bead gains without it.
func (g *judge) tail(p step, target bool) (segment int, saved float32, ok bool) {
	source, other := p.source(), p.target()
	if target {
		source, other = other, source
	}
	switch {
	case len(source) == 1 && len(other) == 0:
		return source[0], 0, true
	case len(source) >= 2 && len(other) >= 1:
		last := len(source) - 1
		if target {
			return source[last], g.bead(other, source[:last]) - g.bead(other, source), true
		}
		return source[last], g.bead(source[:last], other) - g.bead(source, other), true
	}
	return 0, 0, false
}

// tailWorth is how much better the words of an opening match with its tail.
func (g *judge) tailWorth(p step, tail int, target bool) float32 {
	source, other := p.source(), p.target()
	if len(source) == 0 || len(other) == 0 {
		return impossible
	}
	if target {
		return g.words(source, append(slices.Clone(other), tail)) - g.words(source, other)
	}
	return g.words(append(slices.Clone(source), tail), other) - g.words(source, other)
}

// words is the score of a bead by its words and lengths alone.
func (g *judge) words(source, target []int) float32 {
	var s, t float32
	for _, i := range source {
		s += g.source.chars[i]
	}
	for _, j := range target {
		t += g.target.chars[j]
	}
	return g.evidence*g.lexical(source, target) + g.prior.length(s, t)
}

func (p step) source() []int { return count(p.from.i, p.to.i) }
func (p step) target() []int { return count(p.from.j, p.to.j) }

// count lists the numbers from first up to end.
func count(first, end int) []int {
	out := make([]int, 0, end-first)
	for i := first; i < end; i++ {
		out = append(out, i)
	}
	return out
}
