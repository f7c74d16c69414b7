package text

import (
	"strings"

	"bitext/corpus"
)

// Builder makes a document of blocks that the reader of another format has
// found. It mends their text as Read does, sets labels and kinds that the format
// does not say, and keeps what was added as the Original: one block a line.
type Builder struct {
	// Cut says that page ends may have cut paragraphs in two, as in Markdown
	// made from pages; they are put together as Read does.
	Cut bool

	doc  corpus.Document
	size int // bytes of text
}

// MaxBlocks is how many blocks a document may have: those of a text of the largest
// size that is read, at the length that paragraphs have. A block takes several
// hundred bytes, so that a file of nothing but empty paragraphs would fill the
// memory. A builder takes one more, which tells that there were too many.
const MaxBlocks = 1 << 20

// Add appends a block: its Kind, Level, Label, Page, ID and Text. A label that
// the format keeps apart from the text must stand at the start of Text. Line
// ends in the text count as spaces. A block without anything to see is left
// out.
func (b *Builder) Add(block corpus.Block) {
	body := strings.TrimFunc(strings.ToValidUTF8(block.Text, "\uFFFD"), blank)
	if body == "" || len(b.doc.Blocks) > MaxBlocks {
		return
	}
	block.Text = strings.Map(func(r rune) rune {
		if r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029' || r == '\f' || r == '\v' {
			return ' '
		}
		return r
	}, body)
	b.size += len(block.Text) + 1
	b.doc.Blocks = append(b.doc.Blocks, block)
}

// Document finishes the document, unless it has more than MaxBlocks. The builder
// must not be used afterwards.
func (b *Builder) Document() *corpus.Document {
	d := &b.doc
	if len(d.Blocks) > MaxBlocks { // to be refused
		return d
	}
	d.Original, d.Encoding = b.original(), "utf-8"
	words := vocab{}
	for i := range d.Blocks {
		eachWord(d.Blocks[i].Text, func(w string) { words[strings.ToLower(w)]++ })
	}
	m := mender{words: words}
	kept := d.Blocks[:0]
	mend := func(g group) {
		block := d.Blocks[g.first().page]
		mended := m.block(g)
		block.Text, block.Origin = mended.Text, mended.Origin
		if block.Text != "" {
			kept = append(kept, block)
		}
	}
	if b.Cut {
		for _, g := range b.bridged() {
			mend(g)
		}
	} else {
		at := 0
		for i := range d.Blocks {
			l := b.line(i, &at)
			mend(group{lines: []*line{&l}})
		}
	}
	d.Blocks = kept
	Classify(d.Blocks)
	return d
}

// original writes the blocks one a line. Their texts become parts of it, so that
// what was added is not held twice.
func (b *Builder) original() string {
	var all strings.Builder
	all.Grow(b.size)
	for i := range b.doc.Blocks {
		text := &b.doc.Blocks[i].Text
		start := all.Len()
		all.WriteString(*text)
		*text = all.String()[start:]
		all.WriteByte('\n')
	}
	return all.String()
}

// line makes a line of block i, which begins at at in the original, and moves
// at behind it. The page of the line is the index of its block here.
func (b *Builder) line(i int, at *int) line {
	text := b.doc.Blocks[i].Text
	span := corpus.Span{Start: *at, End: *at + len(text)}
	*at = span.End + 1
	return line{Span: span, text: text, page: i}
}

// bridged makes a group of each block, or of several that a page end has cut.
func (b *Builder) bridged() []group {
	lines := make([]line, len(b.doc.Blocks))
	at := 0
	for i := range lines {
		lines[i] = b.line(i, &at)
	}
	findLabels(lines)
	groups := make([]group, len(lines))
	for i := range lines {
		l := &lines[i]
		switch b.doc.Blocks[i].Kind {
		case corpus.Heading, corpus.TableCell: // never part of another
			l.label, l.row, l.end = label{style: bullet}, first, endsStop
		case corpus.ListItem: // may be cut, but begins what it begins
			if l.label.style == noLabel {
				l.label, l.row = label{style: bullet}, first
			}
		}
		groups[i] = group{lines: []*line{l}, note: isNote(l)}
	}
	return bridge(groups, layout{cut: cutShare(lines)})
}
