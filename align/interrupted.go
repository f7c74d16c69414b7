package align

import (
	"context"
	"slices"
)

// Where a page ends within a paragraph, its footnotes, a running header or the
// number of the page stand between the halves:
//
//	States Parties shall take such
//	¹ See document A/65/4, annex, para. 4.
//	measures as may be necessary …            Les États parties prennent les mesures …
//
// The search goes straight on: it takes the footnote into the bead, or leaves a
// half of the paragraph out. So stretches that seem to break a sentence in two are
// put behind the second half where the path about them then scores better, and the
// texts are searched again in that order. The beads carry the numbers of the true
// one.

// Constants of interruptions.
const (
	interruptionLongest = 3   // segments of such a stretch
	interruptionGain    = 5.0 // least gain where the second half does not go on in lower case
)

// interruption is a stretch of one side that stands between two halves of a
// paragraph.
type interruption struct {
	before, after int // last segment of the first half, first of the second
}

// interruptions lists the stretches that seem to break a sentence in two: what
// comes before them ends in the midst of a sentence, what follows goes on in lower
// case or, after a numbered stretch, has no number, and they do neither.
func interruptions(s *side) []interruption {
	var out []interruption
	for x := range s.traits {
		if !s.traits[x].breaksOff() {
			continue
		}
		for y := x + 1; y < len(s.traits) && y <= x+interruptionLongest+1; y++ {
			t := &s.traits[y]
			if lower := t.lead == startsLower; lower || y > x+1 && t.label == 0 && s.traits[x+1].lead == startsNumber {
				if y > x+1 && s.part[x] == s.part[y] && s.bead[x] == s.bead[y] {
					out = append(out, interruption{x, y})
				}
				if lower {
					break
				}
			}
			if t.label != 0 && t.item() {
				break
			}
		}
	}
	return out
}

// settled reports whether the two halves and all between them stand in beads of
// their own, so that there is nothing to mend, where the second half does not go on
// in lower case.
func settled(s *side, path []step, at []int, x interruption) bool {
	for i := x.before; i <= x.after; i++ {
		p := path[at[i]]
		if p.from.i == p.to.i || p.from.j == p.to.j || i > x.before && at[i] == at[i-1] {
			return false
		}
	}
	return s.traits[x.after].lead != startsLower
}

// breaksOff reports whether a segment ends in the midst of a sentence.
func (t *trait) breaksOff() bool {
	return t.end == endsWithWord || t.end == endsWithComma || t.end == endsWithDigit
}

// item reports whether a numbered segment ends as the items of a list do within
// a sentence.
func (t *trait) item() bool {
	return t.end == endsWithWord || t.end == endsWithComma || t.end == endsWithSemicolon
}

// mend sets the interruptions of both sides aside, behind the paragraphs that they
// interrupt, and searches again.
func (a *aligner) mend(ctx context.Context, path []step) ([]step, error) {
	if len(a.prior.only) > 0 {
		return path, nil
	}
	ours, theirs := newMover(newJudge(a, a.forth, a.back), path).interruptions()
	if len(ours)+len(theirs) == 0 {
		return path, nil
	}
	var order [2][]int
	a.source, order[0] = a.source.setAside(ours, 0)
	a.target, order[1] = a.target.setAside(theirs, 0)
	a.moved(order)
	return a.refine(ctx, path, 1, true)
}

// interruptions gives those of both sides without which the path is better, in
// order.
func (m *mover) interruptions() (ours, theirs []interruption) {
	other := slices.DeleteFunc(interruptions(m.target), func(y interruption) bool { return settled(m.target, m.path, m.to, y) })
	for _, x := range interruptions(m.source) {
		if len(ours) > 0 && x.before <= ours[len(ours)-1].after || settled(m.source, m.path, m.at, x) {
			continue
		}
		if m.interrupted([]interruption{x}, nil) {
			ours = append(ours, x)
			continue
		}
		// Both sides may end a page at the same place.
		k := slices.IndexFunc(other, func(y interruption) bool {
			return m.to[y.before] <= m.at[x.after]+1 && m.to[y.after]+1 >= m.at[x.before] &&
				m.interrupted([]interruption{x}, []interruption{y})
		})
		if k >= 0 {
			ours, theirs = append(ours, x), append(theirs, other[k])
			other = slices.Delete(other, k, k+1)
		}
	}
	for _, y := range other {
		overlaps := func(x interruption) bool { return y.before <= x.after && x.before <= y.after }
		if !slices.ContainsFunc(theirs, overlaps) && m.interrupted(nil, []interruption{y}) {
			theirs = append(theirs, y)
		}
	}
	slices.SortFunc(theirs, func(a, b interruption) int { return a.before - b.before })
	return ours, theirs
}

// interrupted reports whether the path scores better with these stretches set
// aside, and joins the halves then.
func (m *mover) interrupted(ours, theirs []interruption) bool {
	first, last := len(m.path), -1
	for k, all := range [2][]interruption{ours, theirs} {
		at := [2][]int{m.at, m.to}[k]
		for _, x := range all {
			first, last = min(first, at[x.before]-1), max(last, at[x.after]+1)
		}
	}
	steps := m.path[max(0, first):min(len(m.path), last+1)]
	from, to := steps[0].from, steps[len(steps)-1].to
	nodes := []node{{}}
	for _, p := range steps {
		nodes = append(nodes, node{p.to.i - from.i, p.to.j - from.j})
	}
	source, target := m.source.slice(from.i, to.i), m.target.slice(from.j, to.j)
	straight, _ := m.best(source, target, nodes)
	source, _ = source.setAside(ours, from.i)
	target, _ = target.setAside(theirs, from.j)
	mended, path := m.best(source, target, nodes)
	for k, all := range [2][]interruption{ours, theirs} {
		for _, x := range all {
			if [2]*side{m.source, m.target}[k].traits[x.after].lead != startsLower {
				straight += interruptionGain
			}
			if !joined(path, k, x.before-[2]int{from.i, from.j}[k]) {
				return false
			}
		}
	}
	return mended > straight
}

// joined reports whether a segment of the source (side 0) or target (1) stands in one
// bead with the next, and with something of the other side.
func joined(path []step, side, at int) bool {
	return slices.ContainsFunc(path, func(p step) bool {
		own, other := span{p.from.i, p.to.i}, span{p.from.j, p.to.j}
		if side == 1 {
			own, other = other, own
		}
		return own.from <= at && at+1 < own.end && other.from < other.end
	})
}

// setAside is the side with these stretches behind the second halves, and the order
// of its segments, nil where none has moved; first is the number of the first one.
// To leave out what is set aside costs nothing: what is seen of the borders speaks
// for a footnote as much as gaps are rare.
func (s *side) setAside(all []interruption, first int) (*side, []int) {
	if len(all) == 0 {
		return s, nil
	}
	order := count(0, s.segments())
	out := *s
	out.aside = make([]bool, len(order))
	copy(out.aside, s.aside)
	for _, x := range all {
		n := x.after - x.before
		part := order[x.before-first:]
		second := part[n]
		copy(part[2:], part[1:n])
		part[1] = second
		for k := 1; k < n; k++ {
			out.aside[x.before-first+k] = true
		}
	}
	return out.permuted(order), order
}

// mixed reports whether some of the segments from first to last were set aside and
// others not.
func (s *side) mixed(first, last int) bool {
	for i := first; s.aside != nil && i < last; i++ {
		if s.aside[i] != s.aside[i+1] {
			return true
		}
	}
	return false
}
