package align

import (
	"context"

	"bitext/corpus"
)

// layout is the order in which the sentences of a document are aligned: bead
// by bead of its paragraphs, so that a paragraph that the translation has moved
// stands beside its counterpart. A border lies where the bead changes.
type layout struct {
	segments []segment
	index    []int // number in the document of each segment
	border   []int // where the sentences of each bead begin; one more than beads
}

// layoutOf lays the sentences of one side out; blocks picks its blocks from a
// bead.
func layoutOf(d *corpus.Document, beads []Bead, blocks func(Bead) []int) layout {
	first := make([]int, len(d.Blocks)+1)
	for i := range d.Blocks {
		first[i+1] = first[i] + len(d.Blocks[i].Segments)
	}
	var l layout
	for k, bead := range beads {
		l.border = append(l.border, len(l.segments))
		for _, i := range blocks(bead) {
			b := &d.Blocks[i]
			for s := range b.Segments {
				seg := segment{text: b.Segment(s), kind: b.Kind, bead: int32(k)}
				if s == 0 {
					seg.label = b.Label
				}
				l.segments = append(l.segments, seg)
				l.index = append(l.index, first[i]+s)
			}
		}
	}
	l.border = append(l.border, len(l.segments))
	return l
}

// sentences aligns the sentences of two documents whose paragraphs are aligned.
// The borders of the paragraph beads are soft: a sentence may be matched across
// one where much speaks for it.
func sentences(ctx context.Context, b *Bitext, keep []Bead) ([]Bead, error) {
	source := layoutOf(b.Source, b.Paragraphs, func(x Bead) []int { return x.Source })
	target := layoutOf(b.Target, b.Paragraphs, func(x Bead) []int { return x.Target })
	a := newAligner(newSide(source.segments, b.Source.Lang), newSide(target.segments, b.Target.Lang), false)
	path := make([]step, len(b.Paragraphs))
	for k := range path {
		path[k] = step{from: node{source.border[k], target.border[k]}, to: node{source.border[k+1], target.border[k+1]}}
	}
	path, err := a.refine(ctx, path, rounds, true)
	if err != nil {
		return nil, err
	}
	beads, err := a.beads(ctx, path, nil)
	for k := range beads {
		renumber(beads[k].Source, source.index)
		renumber(beads[k].Target, target.index)
	}
	return beads, err
}

func renumber(segments, index []int) {
	for k, i := range segments {
		segments[k] = index[i]
	}
}
