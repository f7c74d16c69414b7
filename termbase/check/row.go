package check

import (
	"strings"
	"sync"

	"bitext/align"
	"bitext/corpus"
	"bitext/corpus/lang"
	"bitext/corpus/symbol"
)

// Row is the paragraphs of one bead: what is compared with what. A side
// without paragraphs has an empty Text and no Blocks.
type Row struct {
	Index      int // in Pass.Rows
	Source     Text
	Target     Text
	Pairs      []Pair  // sentence pairs in order; one pair of everything where sentences are not aligned
	Confidence float64 // of the bead

	diff func() symbol.Difference // of the facts of both sides; computed once, read by several rules
}

// Pair is a sentence bead within a row. A span is empty where that side has
// no sentence.
type Pair struct {
	Source corpus.Span // in Row.Source.Text
	Target corpus.Span // in Row.Target.Text
}

// Text is one side of a row: its blocks joined by a space. Spans that rules
// work with are bytes of Text; Side leads them back to the block.
type Text struct {
	Text   string
	Blocks []int // indices in the document, in the order of Text

	doc    *corpus.Document
	lang   *lang.Language
	starts []int // of each block in Text
	tokens func() []lang.Token
	words  func() []lang.Token
	facts  func() []symbol.Fact
	drop   func() // forgets what was computed; it is computed again when asked for
}

// Empty reports whether the side has no text.
func (t *Text) Empty() bool { return len(t.Blocks) == 0 }

// Lang is the language of the side.
func (t *Text) Lang() *lang.Language { return t.lang }

// Tokens are the analysed tokens (tag, lemma) of the whole side, spans in
// Text. They are computed once, at the first call.
func (t *Text) Tokens() []lang.Token { return t.tokens() }

// Words are the tokens without tags and lemmas: fast.
func (t *Text) Words() []lang.Token { return t.words() }

// Facts are the numbers, dates, symbols, … of the side, weak ones too, spans in
// Text, computed once.
func (t *Text) Facts() []symbol.Fact { return t.facts() }

// Block gives block i of Blocks as it stands in the document.
func (t *Text) Block(i int) *corpus.Block { return &t.doc.Blocks[t.Blocks[i]] }

// Side leads a span of Text back to the block that it begins in. A span that
// runs into the next block ends with the first.
func (t *Text) Side(span corpus.Span) Side {
	if t.Empty() {
		return NoSide()
	}
	i := len(t.starts) - 1
	for i > 0 && t.starts[i] > span.Start {
		i--
	}
	text := t.Block(i).Text
	clip := func(n int) int { return min(max(n-t.starts[i], 0), len(text)) }
	return Side{Index: t.Blocks[i], Text: text, Span: corpus.Span{Start: clip(span.Start), End: clip(span.End)}}
}

// All is the side with nothing marked: a span at the start of the first block.
func (t *Text) All() Side { return t.Side(corpus.Span{}) }

// Sentence is the sentence of Text that the offset stands in, as a span of
// Text; the whole Text where there is none.
func (t *Text) Sentence(offset int) corpus.Span {
	for i := range t.Blocks {
		for _, s := range t.Block(i).Segments {
			if span := s.Shift(t.starts[i]); span.Start <= offset && offset < span.End {
				return span
			}
		}
	}
	return corpus.Span{End: len(t.Text)}
}

// sentences lists the sentences of all blocks as spans of Text.
func (t *Text) sentences() []corpus.Span {
	var out []corpus.Span
	for i := range t.Blocks {
		for _, s := range t.Block(i).Segments {
			out = append(out, s.Shift(t.starts[i]))
		}
	}
	return out
}

func newText(doc *corpus.Document, l *lang.Language, blocks []int) Text {
	t := Text{Blocks: blocks, doc: doc, lang: l}
	var b strings.Builder
	for i, n := range blocks {
		if i > 0 {
			b.WriteByte(' ')
		}
		t.starts = append(t.starts, b.Len())
		b.WriteString(doc.Blocks[n].Text)
	}
	t.Text = b.String()
	if len(blocks) == 1 {
		t.Text = doc.Blocks[blocks[0]].Text // shared, not copied
	}
	each := func(cut func(string) []lang.Token) (get func() []lang.Token, drop func()) {
		view := t // without the closures: a Text is copied into its row
		return newLazy(func() []lang.Token {
			var out []lang.Token
			for _, s := range view.sentences() {
				for _, token := range cut(s.In(view.Text)) {
					token.Span = token.Shift(s.Start)
					out = append(out, token)
				}
			}
			return out
		})
	}
	var drop [3]func()
	t.tokens, drop[0] = each(l.Analyse)
	t.words, drop[1] = each(l.Words)
	text := t.Text
	t.facts, drop[2] = newLazy(func() []symbol.Fact { return symbol.All(text, l.Code()) })
	t.drop = func() {
		for _, d := range drop {
			d()
		}
	}
	return t
}

// rows cuts the bitext into rows along its paragraph beads.
func rows(b *align.Bitext, source, target *lang.Language) []*Row {
	pairs := pairsByBlock(b)
	out := make([]*Row, 0, len(b.Paragraphs))
	for i, bead := range b.Paragraphs {
		r := &Row{
			Index:      i,
			Source:     newText(b.Source, source, bead.Source),
			Target:     newText(b.Target, target, bead.Target),
			Confidence: bead.Confidence,
		}
		r.Pairs = pairs.within(r)
		r.diff = sync.OnceValue(func() symbol.Difference { return compareFacts(r) })
		out = append(out, r)
	}
	return out
}

// blockPairs holds the sentence beads by the block that they begin in.
type blockPairs struct {
	beads          []align.Bead
	source, target []corpus.Place
	bySource       map[int][]int
	byTarget       map[int][]int // beads without source
}

func pairsByBlock(b *align.Bitext) blockPairs {
	p := blockPairs{beads: b.Sentences, bySource: map[int][]int{}, byTarget: map[int][]int{}}
	if len(b.Sentences) == 0 {
		return p
	}
	p.source, p.target = b.Source.Places(), b.Target.Places()
	for i, bead := range b.Sentences {
		switch {
		case len(bead.Source) > 0:
			n := p.source[bead.Source[0]].Block
			p.bySource[n] = append(p.bySource[n], i)
		case len(bead.Target) > 0:
			n := p.target[bead.Target[0]].Block
			p.byTarget[n] = append(p.byTarget[n], i)
		}
	}
	return p
}

// within lists the sentence pairs of a row, or one pair of everything.
func (p blockPairs) within(r *Row) []Pair {
	var out []Pair
	add := func(beads []int) {
		for _, i := range beads {
			out = append(out, Pair{
				Source: r.Source.span(p.source, p.beads[i].Source),
				Target: r.Target.span(p.target, p.beads[i].Target),
			})
		}
	}
	for _, n := range r.Source.Blocks {
		add(p.bySource[n])
	}
	for _, n := range r.Target.Blocks {
		add(p.byTarget[n])
	}
	if len(out) == 0 {
		out = []Pair{{Source: corpus.Span{End: len(r.Source.Text)}, Target: corpus.Span{End: len(r.Target.Text)}}}
	}
	return out
}

// span covers the given segments as far as they stand in this row.
func (t *Text) span(places []corpus.Place, segments []int) corpus.Span {
	var out corpus.Span
	for _, n := range segments {
		for i, block := range t.Blocks {
			if block != places[n].Block {
				continue
			}
			s := t.Block(i).Segments[places[n].Segment].Shift(t.starts[i])
			if out.Len() == 0 {
				out = s
			}
			out = corpus.Span{Start: min(out.Start, s.Start), End: max(out.End, s.End)}
		}
	}
	return out
}
