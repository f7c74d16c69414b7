package text

import (
	"strings"

	"bitext/corpus"
)

// Builder makes a document of blocks that the reader of another format has
// found. It mends their text as Read does, sets labels and kinds that the format
// does not say, and keeps what was added as the Original: one block a line.
type Builder struct {
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
	for i, block := range d.Blocks {
		marks := m.marks[:0]
		for at, r := range block.Text {
			marks = append(marks, mark{r, b.at[i] + at})
		}
		m.marks = marks
		block.Text, block.Origin = build(m.mendSpaces(marks))
		if block.Text != "" {
			kept = append(kept, block)
		}
	}
	d.Blocks = kept
	Classify(d.Blocks)
	return d
}
