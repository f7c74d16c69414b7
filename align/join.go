package align

import (
	"fmt"
	"slices"
	"strings"

	"bitext/corpus"
)

// Row is what several translations of one source say of the same place.
type Row struct {
	Source     []int   // segments of the source, rising; empty where only translations have something
	Targets    [][]int // for each bitext the segments of its target, rising
	Confidence float64 // of the least sure bead in the row
}

// Join lays bitexts that share one source document side by side. Where one
// translation joins segments of the source that another keeps apart, the row
// holds them all: rows are the connected groups of source segments. Segments
// that only a translation has stand in a row of their own after the row that
// they follow there.
func Join(level Level, bitexts ...*Bitext) ([]Row, error) {
	if len(bitexts) == 0 {
		return nil, nil
	}
	source := bitexts[0].Source
	group := newGroups(segments(source, level))
	for _, b := range bitexts {
		if b.Source != source {
			return nil, fmt.Errorf("join: %s and %s are not one source", b.Source.Path, source.Path)
		}
		for _, bead := range b.Beads(level) {
			for _, i := range bead.Source {
				group.union(bead.Source[0], i)
			}
		}
	}
	return joinRows(level, bitexts, group), nil
}

// joinRows walks the source in order; after each row come the rows without
// source that some bitext has next.
func joinRows(level Level, bitexts []*Bitext, group *groups) []Row {
	rowOf := make(map[int]int)
	var rows []Row
	for i := range group.parent {
		root := group.find(i)
		if _, seen := rowOf[root]; !seen {
			rowOf[root] = len(rows)
			rows = append(rows, Row{Targets: make([][]int, len(bitexts)), Confidence: 1})
		}
		r := &rows[rowOf[root]]
		r.Source = append(r.Source, i)
	}
	after := make([][]Row, len(rows)+1) // rows without source, by the row that they follow plus one
	for k, b := range bitexts {
		last := 0
		for _, bead := range b.Beads(level) {
			if len(bead.Source) > 0 {
				at := rowOf[group.find(bead.Source[0])]
				r := &rows[at]
				r.Targets[k] = append(r.Targets[k], bead.Target...)
				slices.Sort(r.Targets[k])
				r.Confidence = min(r.Confidence, bead.Confidence)
				last = at + 1
				continue
			}
			lone := Row{Targets: make([][]int, len(bitexts)), Confidence: bead.Confidence}
			lone.Targets[k] = bead.Target
			after[last] = append(after[last], lone)
		}
	}
	all := slices.Clone(after[0])
	for i, r := range rows {
		all = append(append(all, r), after[i+1]...)
	}
	return all
}

// Part is a segment as a span of its block, or the whole of a block.
type Part struct {
	Block *corpus.Block
	Span  corpus.Span
	Whole bool // not a segment that has all of the text, beside which others may have none
}

// Text is the text of the segment.
func (p Part) Text() string { return p.Span.In(p.Block.Text) }

// Parts gives a function that leads from segments of a document to the blocks
// that hold them; at the level of sentences it numbers them once, not at every
// call.
func Parts(d *corpus.Document, level Level) func(segments []int) []Part {
	var places []corpus.Place
	if level == Sentence {
		places = d.Places()
	}
	return func(segments []int) []Part {
		out := make([]Part, len(segments))
		for n, i := range segments {
			if level == Paragraph {
				b := &d.Blocks[i]
				out[n] = Part{b, corpus.Span{Start: 0, End: len(b.Text)}, true}
				continue
			}
			b := &d.Blocks[places[i].Block]
			out[n] = Part{b, b.Segments[places[i].Segment].Span(), false}
		}
		return out
	}
}

// Text joins the segments of a document by a space.
func Text(d *corpus.Document, level Level, segments []int) string {
	return Texts(d, level)(segments)
}

// Texts gives a function that joins segments of a document by a space; it
// numbers sentences once, as Parts does.
func Texts(d *corpus.Document, level Level) func(segments []int) string {
	parts := Parts(d, level)
	return func(segments []int) string {
		texts := make([]string, len(segments))
		for n, p := range parts(segments) {
			texts[n] = p.Text()
		}
		return strings.Join(texts, " ")
	}
}

// segments counts the segments of a document at a level.
func segments(d *corpus.Document, level Level) int {
	if level == Paragraph {
		return len(d.Blocks)
	}
	n := 0
	for i := range d.Blocks {
		n += len(d.Blocks[i].Segments)
	}
	return n
}

// groups is a union of disjoint sets of segments, the smallest as the root.
type groups struct{ parent []int }

func newGroups(n int) *groups {
	g := &groups{parent: make([]int, n)}
	for i := range g.parent {
		g.parent[i] = i
	}
	return g
}

func (g *groups) find(i int) int {
	for g.parent[i] != i {
		g.parent[i] = g.parent[g.parent[i]]
		i = g.parent[i]
	}
	return i
}

func (g *groups) union(i, j int) {
	i, j = g.find(i), g.find(j)
	if i > j {
		i, j = j, i
	}
	g.parent[j] = i
}
