package check

import (
	"slices"
	"strings"

	"bitext/align"
	"bitext/corpus"
	"bitext/corpus/lang"
	"bitext/corpus/symbol"
	"bitext/termbase/check/placeholder"
)

// Row is the paragraphs of one bead: what is compared with what. A side
// without paragraphs has an empty Text and no Blocks.
type Row struct {
	Index      int // in Pass.Rows
	Source     Text
	Target     Text
	Pairs      []Pair  // sentence pairs in order; one pair of everything where sentences are not aligned
	Confidence float64 // of the bead

	difference lazy[symbol.Difference] // see diff
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
	source *Text // of a target, nil for others
	starts []int // of each block in Text
	tokens lazy[[]lang.Token]
	words  lazy[[]lang.Token]
	facts  lazy[[]symbol.Fact]
	inline lazy[[]placeholder.Code]
}

// Empty reports whether the side has no text.
func (t *Text) Empty() bool { return len(t.Blocks) == 0 }

// Lang is the language of the side.
func (t *Text) Lang() *lang.Language { return t.lang }

// Tokens are the analysed tokens (tag, lemma) of the whole side, spans in
// Text. They are computed at the first call.
func (t *Text) Tokens() []lang.Token {
	return t.tokens.get(func() []lang.Token { return t.cut(t.lang.Analyse) })
}

// Words are the tokens without tags and lemmas: fast.
func (t *Text) Words() []lang.Token {
	return t.words.get(func() []lang.Token { return t.cut(t.lang.Words) })
}

// cut cuts the side into tokens, sentence by sentence.
func (t *Text) cut(by func(string) []lang.Token) []lang.Token {
	var out []lang.Token
	for _, s := range t.sentences() {
		for _, token := range by(s.In(t.Text)) {
			token.Span = token.Shift(s.Start)
			out = append(out, token)
		}
	}
	return out
}

// Facts are the numbers, dates, symbols, … of the side, weak ones too, spans in
// Text, computed at the first call. What stands inside a placeholder is none.
func (t *Text) Facts() []symbol.Fact {
	return t.facts.get(func() []symbol.Fact {
		facts, codes := symbol.All(t.Text, t.lang.Code()), t.codes()
		if len(facts) == 0 || len(codes) == 0 {
			return facts
		}
		return slices.DeleteFunc(facts, func(f symbol.Fact) bool { return f.Kind != symbol.URL && placeholder.Hidden(codes, f.Span) })
	})
}

// codes are the tags and placeholders that stand in the text, computed at the
// first call.
func (t *Text) codes() []placeholder.Code {
	return t.inline.get(func() []placeholder.Code {
		if t.source == nil || t.source.Empty() {
			return placeholder.Find(t.Text)
		}
		return placeholder.FindLike(t.Text, t.source.codes())
	})
}

// hidden reports whether a span begins inside a tag or placeholder.
func (t *Text) hidden(span corpus.Span) bool { return placeholder.Hidden(t.codes(), span) }

// forget drops what was computed.
func (t *Text) forget() {
	t.tokens.forget()
	t.words.forget()
	t.facts.forget()
	t.inline.forget()
}

// diff compares the facts of both sides.
func (r *Row) diff() symbol.Difference {
	return r.difference.get(func() symbol.Difference { return compareFacts(r) })
}

// forget drops what was computed for the row.
func (r *Row) forget() {
	r.Source.forget()
	r.Target.forget()
	r.difference.forget()
}

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
			if span := s.Span().Shift(t.starts[i]); span.Start <= offset && offset < span.End {
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
			out = append(out, s.Span().Shift(t.starts[i]))
		}
	}
	return out
}

// fill makes the side of some blocks.
func (t *Text) fill(doc *corpus.Document, l *lang.Language, blocks []int) {
	t.Blocks, t.doc, t.lang = blocks, doc, l
	if len(blocks) == 1 {
		t.Text, t.starts = doc.Blocks[blocks[0]].Text, []int{0} // shared, not copied
		return
	}
	var b strings.Builder
	for i, n := range blocks {
		if i > 0 {
			b.WriteByte(' ')
		}
		t.starts = append(t.starts, b.Len())
		b.WriteString(doc.Blocks[n].Text)
	}
	t.Text = b.String()
}

// rows cuts the bitext into rows along its paragraph beads.
func rows(b *align.Bitext, source, target *lang.Language) []*Row {
	pairs := pairsByBlock(b)
	out := make([]*Row, 0, len(b.Paragraphs))
	for i, bead := range b.Paragraphs {
		r := &Row{Index: i, Confidence: bead.Confidence}
		r.Source.fill(b.Source, source, bead.Source)
		r.Target.fill(b.Target, target, bead.Target)
		r.Target.source = &r.Source
		r.Pairs = pairs.within(r)
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
			s := t.Block(i).Segments[places[n].Segment].Span().Shift(t.starts[i])
			if out.Len() == 0 {
				out = s
			}
			out = corpus.Span{Start: min(out.Start, s.Start), End: max(out.End, s.End)}
		}
	}
	return out
}
