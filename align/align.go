package align

import (
	"context"
	"slices"

	"bitext/corpus"
)

// Bead joins segments of the source to the segments of the target that
// translate them. Indices rise and need not be contiguous: a running header
// or a footnote may stand between the halves of a paragraph.
type Bead struct {
	Source     []int   // indices of segments, rising; empty where nothing was translated
	Target     []int   // the same in the target; empty where the translation adds nothing
	Confidence float64 // estimated probability that the bead is right, 0 to 1
	Fixed      bool    // set by a person; never changed by a later alignment
}

// The confidences below which a bead deserves a look, and below which it is as
// likely wrong as right: by the table under Confidence above, who looks at all
// beads below 0.9 sees 2 % of them, and among these two of five of those that are
// wrong (below 0.8: 1 %, and three of ten).
const (
	Doubtful = 0.9
	Unlikely = 0.5
)

// Level is the size of the segments that are aligned.
type Level uint8

// The levels. At Paragraph indices count the blocks of a document, at Sentence
// its segments over all blocks.
const (
	Paragraph Level = iota
	Sentence
)

// Bitext is two documents and how they match. Every segment of either side
// stands in exactly one bead; beads are in the order of the source, those
// without source where the target has them.
type Bitext struct {
	Source, Target *corpus.Document
	Paragraphs     []Bead // indices are blocks
	Sentences      []Bead // indices are segments counted over the whole document; nil where only paragraphs were wanted
	Verdict        Verdict
}

// Beads gives the beads of one level.
func (b *Bitext) Beads(level Level) []Bead {
	if level == Sentence {
		return b.Sentences
	}
	return b.Paragraphs
}

// Options tunes an alignment. The zero value is the recommended setting.
type Options struct {
	Level Level   // how deep to go; Sentence aligns paragraphs first, then sentences within them
	Keep  []Bead  // beads set by hand, at Level; they come out as they are, and nothing crosses them
	Beads []Shape // the only shapes that beads may have; none for all of them

	// KeepParagraphs are beads of paragraphs set by hand where Level is
	// Sentence: their sentences are aligned with each other only.
	KeepParagraphs []Bead
}

// Shape is the number of segments of a bead on both sides. Segments without
// counterpart, 1-0 and 0-1, need not be listed: where nothing else is left they
// come all the same.
type Shape struct {
	Source, Target int
}

// LockSource gives the shapes that leave every segment of the source by itself
// and fit the target to it.
func LockSource() []Shape {
	var shapes []Shape
	for m := 1; m <= longest; m++ {
		shapes = append(shapes, Shape{1, m})
	}
	return shapes
}

// Documents aligns two documents. Paragraph beads come from a first pass over
// the blocks, sentence beads from a second within them. It fails only when ctx
// ends or an option contradicts the documents; texts that are no translation
// of each other give beads of low confidence, and the Verdict says so.
func Documents(ctx context.Context, source, target *corpus.Document, opts Options) (*Bitext, error) {
	if err := opts.check(source, target); err != nil {
		return nil, err
	}
	b := &Bitext{Source: source, Target: target}
	l := [2]layout{blocksOf(source), blocksOf(target)}
	keep := fixed(opts.KeepParagraphs)
	if opts.Level == Paragraph {
		keep = fixed(opts.Keep)
	}
	a, rest := newJob(l, [2]corpus.Lang{source.Lang, target.Lang}, keep, nil, opts.Beads)
	a.prior.be(inParagraphs(source) || inParagraphs(target))
	beads, err := a.align(ctx)
	if err != nil {
		return nil, err
	}
	if b.Verdict, err = a.verdict(ctx, beads); err != nil {
		return nil, err
	}
	b.Paragraphs = rest.restore(beads)
	if opts.Level == Sentence {
		b.Sentences, err = alignSentences(ctx, b, fixed(opts.Keep), opts.Beads)
	}
	return b, err
}

// inParagraphs reports whether the blocks of a document are paragraphs of
// several sentences; lines as they stand may be anything.
func inParagraphs(d *corpus.Document) bool {
	return slices.ContainsFunc(d.Blocks, func(b corpus.Block) bool { return len(b.Segments) > 1 })
}

// blocksOf makes a segment of every block.
func blocksOf(d *corpus.Document) layout {
	l := layout{segments: make([]segment, len(d.Blocks)), index: count(0, len(d.Blocks))}
	for i := range d.Blocks {
		b := &d.Blocks[i]
		l.segments[i] = segment{text: b.Text, label: b.Label, kind: b.Kind}
	}
	return l
}
