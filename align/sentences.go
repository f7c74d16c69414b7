package align

import (
	"context"
	"math"

	"bitext/corpus"
)

// layout is the order in which the sentences of a document are aligned: bead
// by bead of its paragraphs, so that a paragraph that the translation has moved
// stands beside its counterpart. A border lies where the bead changes.
type layout struct {
	segments []segment
	index    []int // number in the document of each segment
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
	return l
}

// alignSentences aligns the sentences of two documents whose paragraphs are aligned.
// The borders of the paragraph beads are soft: a sentence may be matched across
// one where much speaks for it. Those of beads that a person set are not.
// The beads to keep come out as they are.
func alignSentences(ctx context.Context, b *Bitext, keep []Bead, only []Shape) ([]Bead, error) {
	source := layoutOf(b.Source, b.Paragraphs, func(x Bead) []int { return x.Source })
	target := layoutOf(b.Target, b.Paragraphs, func(x Bead) []int { return x.Target })
	a, rest := newJob([2]layout{source, target}, [2]corpus.Lang{b.Source.Lang, b.Target.Lang}, keep, fences(b.Paragraphs), only)
	path, err := a.refine(ctx, a.outline(), rounds, true)
	if err != nil {
		return nil, err
	}
	if path, err = a.mend(ctx, path); err != nil {
		return nil, err
	}
	beads, err := a.beads(ctx, path)
	return rest.restore(beads), err
}

// fences lists the paragraph beads between which no sentence bead may stand:
// those that a person set and those that follow one.
func fences(paragraphs []Bead) []int32 {
	var out []int32
	for k, b := range paragraphs {
		if b.Fixed || k > 0 && paragraphs[k-1].Fixed {
			out = append(out, int32(k))
		}
	}
	return out
}

// outline is the rough path that the beads of the level above make.
func (a *aligner) outline() []step {
	var path []step
	var at node
	for at.i < a.source.segments() || at.j < a.target.segments() {
		bead := int32(math.MaxInt32)
		if at.i < a.source.segments() {
			bead = a.source.bead[at.i]
		}
		if at.j < a.target.segments() {
			bead = min(bead, a.target.bead[at.j])
		}
		next := at
		for next.i < a.source.segments() && a.source.bead[next.i] == bead {
			next.i++
		}
		for next.j < a.target.segments() && a.target.bead[next.j] == bead {
			next.j++
		}
		path = append(path, step{from: at, to: next})
		at = next
	}
	return path
}

func renumber(segments, index []int) {
	for k, i := range segments {
		segments[k] = index[i]
	}
}
