package align

import (
	"cmp"
	"fmt"
	"slices"

	"bitext/align/lexicon"
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
	if err := checkKept(source, target, o.Level, o.Keep); err != nil {
		return err
	}
	if o.Level == Paragraph && len(o.KeepParagraphs) > 0 {
		return fmt.Errorf("KeepParagraphs goes with the level of sentences; at the level of paragraphs it is Keep")
	}
	return checkKept(source, target, Paragraph, o.KeepParagraphs)
}

// checkKept finds kept beads that point nowhere or overlap.
func checkKept(source, target *corpus.Document, level Level, keep []Bead) error {
	for k, d := range []*corpus.Document{source, target} {
		seen := map[int]bool{}
		n := segments(d, level)
		for _, b := range keep {
			if len(b.Source)+len(b.Target) == 0 {
				return fmt.Errorf("kept bead %v:%v: there is no segment in it", b.Source, b.Target)
			}
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

// fixed gives beads as a person's.
func fixed(beads []Bead) []Bead {
	out := make([]Bead, len(beads))
	for k, b := range beads {
		out[k] = Bead{Source: slices.Sorted(slices.Values(b.Source)), Target: slices.Sorted(slices.Values(b.Target)), Confidence: 1, Fixed: true}
	}
	return out
}

// kept is what is put back after the rest was aligned.
type kept struct {
	beads []Bead
	index [2][]int // number in the document of each segment that was aligned
}

// newJob makes the aligner of what is not kept. fences are the beads of the
// level above before which both sides are cut.
func newJob(l [2]layout, langs [2]corpus.Lang, keep []Bead, fences []int32, only []Shape) (*aligner, kept) {
	corners := l[0].without(&l[1], keep)
	for _, bead := range fences {
		corners = append(corners, node{l[0].before(bead), l[1].before(bead)})
	}
	slices.SortFunc(corners, func(a, b node) int { return cmp.Or(a.i-b.i, a.j-b.j) })
	corners = rising(slices.Compact(corners))
	l[0].divide(corners, func(p node) int { return p.i })
	l[1].divide(corners, func(p node) int { return p.j })
	var source, target *side
	together(
		func() { source = newSide(l[0].segments, langs[0]) },
		func() { target = newSide(l[1].segments, langs[1]) },
		func() { lexicon.Shipped(langs[0], langs[1]) }, // unpacked by the time that it is needed
	)
	a := newAligner(source, target)
	a.borders = corners
	a.prior.only = only
	a.prior.be(false)
	return a, kept{beads: keep, index: [2][]int{l[0].index, l[1].index}}
}

// before counts the segments that stand before a bead of the level above.
func (l *layout) before(bead int32) int {
	n, _ := slices.BinarySearchFunc(l.segments, bead, func(s segment, bead int32) int { return cmp.Compare(s.bead, bead) })
	return n
}

// divide numbers the parts between corners.
func (l *layout) divide(corners []node, axis func(node) int) {
	part := 0
	for i := range l.segments {
		for part < len(corners) && axis(corners[part]) <= i {
			part++
		}
		l.segments[i].part = int32(part)
	}
}

// without takes the segments of the kept beads out of both layouts and gives
// the points between which the rest is to be aligned.
func (l *layout) without(target *layout, keep []Bead) []node {
	if len(keep) == 0 {
		return nil
	}
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

// rising is the longest chain of points that rises on both sides; the points
// are in the order of the source. Beads that cross others are no borders.
func rising(points []node) []node {
	var ends []int // of the best chain of each length: its last point
	before := make([]int, len(points))
	for k, p := range points {
		n, _ := slices.BinarySearchFunc(ends, p.j, func(end, j int) int {
			if points[end].j <= j {
				return -1
			}
			return 1
		})
		before[k] = -1
		if n > 0 {
			before[k] = ends[n-1]
		}
		if n == len(ends) {
			ends = append(ends, k)
		} else {
			ends[n] = k
		}
	}
	if len(ends) == 0 {
		return nil
	}
	var chain []node
	for k := ends[len(ends)-1]; k >= 0; k = before[k] {
		chain = append(chain, points[k])
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
	return place(beads, k.beads)
}

// place puts beads among others: by the source, those without one after the
// bead that their target follows.
func place(beads, added []Bead) []Bead {
	if len(added) == 0 {
		return beads
	}
	var ours, lone []Bead
	for _, b := range slices.Concat(beads, added) {
		if len(b.Source) > 0 {
			ours = append(ours, b)
		} else {
			lone = append(lone, b)
		}
	}
	slices.SortFunc(ours, func(a, b Bead) int { return a.Source[0] - b.Source[0] })
	slices.SortFunc(lone, func(a, b Bead) int { return a.Target[0] - b.Target[0] })
	owner := map[int]int{} // bead that holds a segment of the target, from 1
	for k, b := range ours {
		for _, j := range b.Target {
			owner[j] = k + 1
		}
	}
	after := make(map[int][]Bead, len(lone))
	for _, b := range lone {
		at := 0
		for j := b.Target[0] - 1; j >= 0 && at == 0; j-- {
			at = owner[j] // other beads without source have none
		}
		for at < len(ours) && len(ours[at].Target) == 0 {
			at++
		}
		after[at] = append(after[at], b)
	}
	all := after[0]
	for k, b := range ours {
		all = append(append(all, b), after[k+1]...)
	}
	return all
}
