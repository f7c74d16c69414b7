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

	added   []added
	leftOut []corpus.Block
	size    int // bytes of text
}

// added is what a reader says of a block: less than half of what a block takes, for
// the list grows while nobody knows how long it gets.
type added struct {
	text, label string
	page        int32
	level       int16
	kind        corpus.Kind
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
	if body == "" || len(b.added) > MaxBlocks {
		return
	}
	body = strings.Map(func(r rune) rune {
		if r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029' || r == '\f' || r == '\v' {
			return ' '
		}
		return r
	}, body)
	b.size += len(body) + 1
	b.added = append(b.added, added{
		text: body, label: block.Label, kind: block.Kind,
		page: max(0, block.Page), level: block.Level,
	})
}

// LeaveOut notes what the reader has found and does not take for text.
func (b *Builder) LeaveOut(text string) {
	if text != "" && len(b.leftOut) <= MaxBlocks {
		b.leftOut = append(b.leftOut, corpus.Block{Text: strings.ToValidUTF8(text, "\uFFFD")})
	}
}

// Document finishes the document, unless it has more than MaxBlocks. The builder
// must not be used afterwards.
func (b *Builder) Document() *corpus.Document {
	d := &corpus.Document{Encoding: "utf-8", LeftOut: b.leftOut}
	if len(b.added) > MaxBlocks { // to be refused
		d.Blocks = make([]corpus.Block, len(b.added))
		return d
	}
	d.Original = b.original()
	words := vocab{}
	for i := range b.added {
		eachWord(b.added[i].text, func(w string) { words[strings.ToLower(w)]++ })
	}
	m := mender{words: words}
	d.Blocks = make([]corpus.Block, 0, len(b.added))
	var listed []int // blocks that list what stands on a page
	mend := func(g group) {
		if block := m.block(g); block.Text != "" {
			from := &b.added[g.first().page]
			block.Kind, block.Level, block.Label, block.Page = from.kind, from.level, from.label, from.page
			if from.kind == corpus.Paragraph && led(g.last().text) {
				listed = append(listed, len(d.Blocks))
			}
			d.Blocks = append(d.Blocks, block)
		}
	}
	if b.Cut {
		b.bridged(mend)
	} else {
		at := 0
		for i := range b.added {
			l := b.line(i, &at)
			mend(group{lines: []*line{&l}})
		}
	}
	Classify(d.Blocks)
	unhead(d.Blocks, listed)
	return d
}

// unhead makes paragraphs of blocks that were taken for headings and are entries of a
// table of contents.
func unhead(blocks []corpus.Block, listed []int) {
	for _, i := range listed {
		if b := &blocks[i]; b.Kind == corpus.Heading {
			b.Kind, b.Level = corpus.Paragraph, 0
		}
	}
}

// original writes the blocks one a line. Their texts become parts of it, so that
// what was added is not held twice.
func (b *Builder) original() string {
	var all strings.Builder
	all.Grow(b.size)
	for i := range b.added {
		text := &b.added[i].text
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
	text := b.added[i].text
	span := corpus.Span{Start: *at, End: *at + len(text)}
	*at = span.End + 1
	return line{Span: span, text: text, page: i}
}

// window is how many lines are held at least before a place is looked for at which
// the lines so far can go: a line takes three times the memory of a short
// paragraph.
const window = 1000

// bridged gives a group for each block, or for several that a page end has cut. No
// group reaches over a place where one ends with a full stop or one begins with
// what can only begin: the lines before it are let go.
func (b *Builder) bridged(give func(group)) {
	l := layout{cut: b.cutShare()}
	var c chains
	var lines []line
	open := false // whether what comes may belong to the text before it
	at := 0
	flush := func() {
		for _, g := range bridge(b.groups(lines), l) {
			give(g)
		}
		lines = lines[:0]
	}
	for i := range b.added {
		n := b.line(i, &at)
		n.find(&c)
		b.begin(&n)
		note := isNote(&n)
		if len(lines) >= window && !note && (!open || begunByLabel(&n)) {
			flush()
		}
		lines = append(lines, n)
		if !note {
			open = n.end != endsStop && n.end != endsColon
		}
	}
	flush()
}

// begin makes a line the beginning of a block where its kind says so.
func (b *Builder) begin(l *line) {
	switch b.added[l.page].kind {
	case corpus.Heading, corpus.TableCell: // never part of another
		l.label, l.row, l.end = label{style: bullet}, first, endsStop
	case corpus.ListItem: // may be cut, but begins what it begins
		if l.label.style == noLabel {
			l.label, l.row = label{style: bullet}, first
		}
	}
}

// groups makes a group of each line.
func (b *Builder) groups(lines []line) []group {
	out := make([]group, len(lines))
	for i := range lines {
		out[i] = group{lines: []*line{&lines[i]}, note: isNote(&lines[i])}
	}
	return out
}

// cutShare is the share of long blocks without a closing mark, as of lines.
func (b *Builder) cutShare() float64 {
	var s share
	for i := range b.added {
		if e := &b.added[i]; len(e.text) >= longLine {
			end := endsStop
			if e.kind != corpus.Heading && e.kind != corpus.TableCell {
				end = endingOf(e.text)
			}
			s.add(end)
		}
	}
	return s.cut()
}
