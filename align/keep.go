package align

import (
	"cmp"
	"fmt"
	"slices"

	"bitext/corpus"
)

// check finds what in the options contradicts the documents.
func (o Options) check(source, target *corpus.Document) error {
	for _, s := range o.Beads {
		if s.Source < 0 || s.Target < 0 || s.Source+s.Target == 0 || s.Source > 0 && s.Target > 0 && !allowed(s.Source, s.Target) {
			return fmt.Errorf("no beads of %d-%d: each side has at most %d segments, both together at most %d, unless one of them has a single one",
				s.Source, s.Target, longest, mostBoth)
		}
	}
	for k, d := range []*corpus.Document{source, target} {
		seen := map[int]bool{}
		n := segments(d, o.Level)
		for _, b := range o.Keep {
			for _, i := range [2][]int{b.Source, b.Target}[k] {
				if i < 0 || i >= n {
					return fmt.Errorf("kept bead %v:%v: there is no segment %d, only 0 to %d", b.Source, b.Target, i, n-1)
				}
				if seen[i] {
					return fmt.Errorf("kept bead %v:%v: segment %d stands in two kept beads", b.Source, b.Target, i)
				}
				seen[i] = true
			}
		}
	}
	return nil
}

// kept is what is put back after the rest was aligned.
type kept struct {
	beads []Bead
	index [2][]int // number in the document of each segment that was aligned
}

// newJob makes the aligner of what is not kept.
func newJob(l [2]layout, sourceLang, targetLang corpus.Lang, keep []Bead, only []Shape) (*aligner, kept) {
	var borders []node
	if len(keep) > 0 {
		borders = l[0].without(&l[1], keep)
	}
	a := newAligner(newSide(l[0].segments, sourceLang), newSide(l[1].segments, targetLang))
	a.borders = borders
	a.prior.only = only
	a.prior.be(false)
	return a, kept{beads: keep, index: [2][]int{l[0].index, l[1].index}}
}

// without takes the segments of the kept beads out of both layouts and gives
// the points between which the rest is to be aligned. Beads that cross others
// are no borders: of those the longest rising chain is taken.
func (l *layout) without(target *layout, keep []Bead) []node {
	out := [2]map[int]bool{{}, {}}
	for _, b := range keep {
		for _, i := range b.Source {
			out[0][i] = true
		}
		for _, j := range b.Target {
			out[1][j] = true
		}
	}
	place := [2]map[int]int{l.take(out[0]), target.take(out[1])}
	var corners []node // how many of the rest stand before each bead
	for _, b := range keep {
		if len(b.Source) > 0 && len(b.Target) > 0 {
			corners = append(corners, node{place[0][b.Source[0]], place[1][b.Target[0]]})
		}
	}
	slices.SortFunc(corners, func(a, b node) int { return cmp.Or(a.i-b.i, a.j-b.j) })
	corners = rising(corners)
	for k, p := range corners {
		for i := p.i; i < len(l.segments); i++ {
			l.segments[i].part = int32(k + 1)
		}
		for j := p.j; j < len(target.segments); j++ {
			target.segments[j].part = int32(k + 1)
		}
	}
	return corners
}

// take removes segments and gives, for each that it removed, how many others
// stand before it.
func (l *layout) take(out map[int]bool) map[int]int {
	before := map[int]int{}
	var rest layout
	for k, i := range l.index {
		if out[i] {
			before[i] = len(rest.index)
			continue
		}
		rest.index = append(rest.index, i)
		rest.segments = append(rest.segments, l.segments[k])
	}
	*l = rest
	return before
}

// rising is the longest chain of points that rises on both sides.
func rising(points []node) []node {
	length := make([]int, len(points))
	before := make([]int, len(points))
	last := -1
	for k, p := range points {
		length[k], before[k] = 1, -1
		for q := range k {
			if points[q].j <= p.j && length[q]+1 > length[k] {
				length[k], before[k] = length[q]+1, q
			}
		}
		if last < 0 || length[k] > length[last] {
			last = k
		}
	}
	var chain []node
	for ; last >= 0; last = before[last] {
		chain = append(chain, points[last])
	}
	slices.Reverse(chain)
	return chain
}

// restore numbers beads as the documents do and puts the kept ones back.
func (k kept) restore(beads []Bead) []Bead {
	for _, b := range beads {
		renumber(b.Source, k.index[0])
		renumber(b.Target, k.index[1])
	}
	if len(k.beads) == 0 {
		return beads
	}
	for _, b := range k.beads {
		b = Bead{Source: slices.Sorted(slices.Values(b.Source)), Target: slices.Sorted(slices.Values(b.Target)), Confidence: 1, Fixed: true}
		at := slices.IndexFunc(beads, func(x Bead) bool { return follows(x, b) })
		if at < 0 {
			at = len(beads)
		}
		beads = slices.Insert(beads, at, b)
	}
	return beads
}

// follows reports whether bead x belongs after bead b: by the source, or by
// the target where one has no source.
func follows(x, b Bead) bool {
	switch {
	case len(x.Source) > 0 && len(b.Source) > 0:
		return x.Source[0] > b.Source[0]
	case len(x.Target) > 0 && len(b.Target) > 0:
		return x.Target[0] > b.Target[0]
	}
	return false
}
