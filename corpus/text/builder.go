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
	orig strings.Builder
	at   []int // offset of each block in the original
}

// Add appends a block: its Kind, Level, Label, Page, ID and Text. A label that
// the format keeps apart from the text must stand at the start of Text. Line
// ends in the text count as spaces. A block without anything to see is left
// out.
func (b *Builder) Add(block corpus.Block) {
	body := strings.TrimFunc(strings.ToValidUTF8(block.Text, "\uFFFD"), blank)
	if body == "" {
		return
	}
	block.Text = strings.Map(func(r rune) rune {
		if r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029' || r == '\f' || r == '\v' {
			return ' '
		}
		return r
	}, body)
	b.at = append(b.at, b.orig.Len())
	b.orig.WriteString(block.Text)
	b.orig.WriteByte('\n')
	b.doc.Blocks = append(b.doc.Blocks, block)
}

// Len is the number of blocks added so far.
func (b *Builder) Len() int { return len(b.doc.Blocks) }

// Document finishes the document. The builder must not be used afterwards.
func (b *Builder) Document() *corpus.Document {
	d := &b.doc
	d.Original = b.orig.String()
	d.Encoding = "utf-8"
	words := vocab{}
	for i := range d.Blocks {
		eachWord(d.Blocks[i].Text, func(w string) { words[strings.ToLower(w)]++ })
	}
	m := mender{words: words}
	kept := d.Blocks[:0]
	for _, g := range b.groups() {
		block := d.Blocks[g.first().page]
		mended := m.block(g)
		block.Text, block.Origin = mended.Text, mended.Origin
		if block.Text != "" {
			kept = append(kept, block)
		}
	}
	d.Blocks = kept
	Classify(d.Blocks)
	return d
}

// groups makes a group of each block, or of several that a page end has cut.
// The page of a line is the index of its block here.
func (b *Builder) groups() []group {
	lines := make([]line, len(b.doc.Blocks))
	for i, block := range b.doc.Blocks {
		lines[i] = line{Span: corpus.Span{Start: b.at[i], End: b.at[i] + len(block.Text)}, text: block.Text, page: i}
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
	if !b.Cut {
		return groups
	}
	return bridge(groups, layout{cut: cutShare(lines)})
}
