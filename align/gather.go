package align

import (
	"slices"

	"bitext/corpus"
)

// Gatherer makes a bitext of pairs that are known, one after the other, as the
// files hold them that keep a text beside its translation. Each text is one
// segment, each pair a bead of both levels.
//
// A file of a million pairs of a few letters takes what the blocks take, not its
// text: the lists of one element are cut from long ones.
type Gatherer struct {
	out      *Bitext
	segments corpus.Slab[corpus.Segment]
	numbers  corpus.Slab[int]
}

// NewGatherer begins a bitext; path names both of its documents.
func NewGatherer(path string) *Gatherer {
	return &Gatherer{out: &Bitext{
		Source: &corpus.Document{Path: path, Encoding: "utf-8"},
		Target: &corpus.Document{Path: path, Encoding: "utf-8"},
	}}
}

// Grow makes room for so many more pairs: growing by and by takes twice as much.
func (g *Gatherer) Grow(pairs int) { g.out.Grow(pairs) }

// Grow makes room for so many more blocks of both sides and beads of paragraphs.
func (b *Bitext) Grow(pairs int) {
	b.Source.Blocks = slices.Grow(b.Source.Blocks, pairs)
	b.Target.Blocks = slices.Grow(b.Target.Blocks, pairs)
	b.Paragraphs = slices.Grow(b.Paragraphs, pairs)
}

// Add appends a pair of blocks with a segment each. A side that is not there is
// left out, and a pair without sides altogether.
func (g *Gatherer) Add(source, target corpus.Block, hasSource, hasTarget bool, confidence float64) {
	if !hasSource && !hasTarget {
		return
	}
	bead := Bead{Confidence: confidence}
	if hasSource {
		bead.Source = g.block(g.out.Source, source)
	}
	if hasTarget {
		bead.Target = g.block(g.out.Target, target)
	}
	g.out.Paragraphs = append(g.out.Paragraphs, bead)
}

// block appends a block to a document and gives its number.
func (g *Gatherer) block(d *corpus.Document, b corpus.Block) []int {
	b.Segments = corpus.Whole(&g.segments, b.Text)
	d.Blocks = append(d.Blocks, b)
	return g.numbers.One(len(d.Blocks) - 1)
}

// Bitext is what was gathered so far.
func (g *Gatherer) Bitext() *Bitext {
	g.out.Sentences = g.out.Paragraphs
	return g.out
}
