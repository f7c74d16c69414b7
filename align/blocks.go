package align

import (
	"cmp"
	"math"
	"slices"
)

// Sections and annexes may stand in another order as a whole. The path then leaves
// out a stretch of the source and, elsewhere, a stretch of the target. Such
// stretches are compared with each other wherever they stand: by the rare units
// that they share, and those that share most by the best path through them.

// Constants of moved blocks.
const (
	blockLeast = 2    // segments a side
	blockMost  = 300  // segments a side; longer stretches are left where they are
	blockTries = 3    // stretches of the target that are compared with one of the source
	blockWorth = 10.0 // least score of the path through both stretches…
	blockEach  = 4.0  // …and for each segment of the shorter one
)

// block is a stretch of the source and the one of the target that translates it,
// somewhere else.
type block struct {
	source, target span
	score          float32
}

// blocks pairs the stretches that the path leaves out, best first.
func (m *mover) blocks(lists []list) []block {
	ours, theirs := m.gaps(lists)
	var all []block
	for _, x := range ours {
		for _, y := range m.alike(x, theirs) {
			n, k := x.end-x.from, y.end-y.from
			score, _ := m.best(m.source.slice(x.from, x.end), m.target.slice(y.from, y.end), []node{{}, {n, k}})
			if score >= max(blockWorth, blockEach*float32(min(n, k))) {
				all = append(all, block{x, y, score})
			}
		}
	}
	slices.SortFunc(all, func(a, b block) int {
		return cmp.Or(cmp.Compare(b.score, a.score), a.source.from-b.source.from, a.target.from-b.target.from)
	})
	var out []block
	for _, b := range all {
		if !slices.ContainsFunc(out, func(x block) bool { return x.source == b.source || x.target == b.target }) {
			out = append(out, b)
		}
	}
	return out
}

// gaps lists the stretches of both sides that the path leaves out.
func (m *mover) gaps(lists []list) (ours, theirs []span) {
	add := func(spans []span, from, end int) []span {
		if n := len(spans); n > 0 && spans[n-1].end == from {
			spans[n-1].end = end
			return spans
		}
		return append(spans, span{from, end})
	}
	for k, p := range m.path {
		switch {
		case inList(lists, k):
		case p.from.j == p.to.j:
			ours = add(ours, p.from.i, p.to.i)
		case p.from.i == p.to.i:
			theirs = add(theirs, p.from.j, p.to.j)
		}
	}
	long := func(s span) bool { n := s.end - s.from; return n < blockLeast || n > blockMost }
	return slices.DeleteFunc(ours, long), slices.DeleteFunc(theirs, long)
}

// alike gives the stretches of the target that share most rare units with one of
// the source.
func (m *mover) alike(x span, theirs []span) []span {
	type likeness struct {
		span
		gain float32
	}
	expected := map[int32]float32{}
	for _, u := range m.source.units[m.source.start[x.from]:m.source.start[x.end]] {
		for _, e := range m.forth.of(u) {
			expected[e.Unit] = min(1, expected[e.Unit]+e.P)
		}
	}
	var all []likeness
	for _, y := range theirs {
		gain := float32(0)
		seen := map[int32]bool{}
		for _, u := range m.target.units[m.target.start[y.from]:m.target.start[y.end]] {
			if p := expected[u]; p > 0 && !seen[u] {
				seen[u] = true
				gain += p * float32(math.Log(float64(len(m.target.units))/float64(m.target.count[u])))
			}
		}
		all = append(all, likeness{y, gain / float32(y.end-y.from)})
	}
	slices.SortStableFunc(all, func(a, b likeness) int { return cmp.Compare(b.gain, a.gain) })
	var out []span
	for _, l := range all[:min(blockTries, len(all))] {
		out = append(out, l.span)
	}
	return out
}
