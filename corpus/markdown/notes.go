package markdown

import (
	"cmp"
	"slices"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	gtext "github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"bitext/corpus"
)

// The places of the parsers of notes among the others, as goldmark has them.
const (
	notePriority = 999
	markPriority = 101
)

// notes are the footnotes of a text. They are those of goldmark's extension, but
// known before any mark of one is read, and found by their names at once.
//
// Marks are numbered in the order in which they stand in the text, those within notes
// where the first note is defined. There all notes are read, a batch at a time, so that
// the trees of all are not held with what is in their lines.
type notes struct {
	all    []*note // in the order of their definitions
	named  map[string]*note
	at     int // where the piece begins that the first definition begins; -1 where that stands within a block
	marked int // how many have a mark so far
	next   int // the first that does not stand in a tree yet
}

// note is one of them.
type note struct {
	tree   *east.Footnote // until it is read
	blocks []corpus.Block // what it holds, without its mark
	index  int            // its place by the first marks of notes, from 1; 0 where it has none
}

// noteBatch is how many notes are read at a time.
const noteBatch = 500

func (n *notes) add(tree *east.Footnote) {
	this := &note{tree: tree}
	n.all = append(n.all, this)
	if name := string(tree.Ref); n.named[name] == nil {
		n.named[name] = this
	}
}

// referred are the notes that have marks, in the order of these.
func (n *notes) referred() []*note {
	out := slices.DeleteFunc(slices.Clone(n.all), func(f *note) bool { return f.index == 0 })
	slices.SortFunc(out, func(a, b *note) int { return cmp.Compare(a.index, b.index) })
	return out
}

// place makes a list of the next notes, at most so many.
func (n *notes) place(most int) *east.FootnoteList {
	list := east.NewFootnoteList()
	for n.next < len(n.all) && list.ChildCount() < most {
		list.AppendChild(list, n.all[n.next].tree)
		n.next++
	}
	return list
}

// noteCollector gathers the notes of a piece and takes them out of its tree.
type noteCollector struct {
	parser.BlockParser
	notes []*east.Footnote
	outer []*east.Footnote // those of the outermost level
}

// Close is called when a note has ended.
func (c *noteCollector) Close(node ast.Node, _ gtext.Reader, _ parser.Context) {
	n := node.(*east.Footnote)
	c.notes = append(c.notes, n)
	if n.Parent().Kind() == ast.KindDocument {
		c.outer = append(c.outer, n)
	}
	n.Parent().RemoveChild(n.Parent(), n)
}

// first is the note of the piece that is defined first, and whether that is of the
// outermost level.
func (c *noteCollector) first() (at int, outer bool) {
	n := slices.MinFunc(c.notes, func(a, b *east.Footnote) int { return cmp.Compare(a.Pos(), b.Pos()) })
	return n.Pos(), slices.Contains(c.outer, n)
}

// notePlacer puts notes that do not stand in a tree yet before one that is defined:
// there what is in their lines is read.
type notePlacer struct {
	parser.BlockParser
	notes *notes
	most  int // how many at a time
}

// Close is called when a note has ended.
func (p *notePlacer) Close(node ast.Node, _ gtext.Reader, _ parser.Context) {
	node.Parent().InsertBefore(node.Parent(), node, p.notes.place(p.most))
	node.Parent().RemoveChild(node.Parent(), node)
}

// noteMarks reads the marks of notes.
type noteMarks struct{ notes *notes }

// Trigger has the sign of a picture, too, which is read first otherwise.
func (noteMarks) Trigger() []byte { return []byte{'!', '['} }

// maxName is the length of the longest name of a note, in bytes.
const maxName = 999

// Parse reads one mark, whose note must be defined somewhere.
func (m noteMarks) Parse(parent ast.Node, block gtext.Reader, _ parser.Context) ast.Node {
	line, at := block.PeekLine()
	name := 2
	if line[0] == '!' {
		name++
	}
	if len(line) <= name || line[name-1] != '^' || line[name-2] != '[' {
		return nil
	}
	end := nameEnd(line[name:min(len(line), name+maxName)])
	if end < 0 {
		return nil
	}
	note := m.notes.named[string(line[name:name+end])]
	if note == nil {
		return nil
	}
	block.Advance(name + end + 1)
	if note.index == 0 {
		m.notes.marked++
		note.index = m.notes.marked
	}
	if line[0] == '!' {
		parent.AppendChild(parent, ast.NewTextSegment(gtext.NewSegment(at.Start, at.Start+1)))
	}
	return east.NewFootnoteLink(note.index)
}

// nameEnd is where the name of a note ends, -1 for none.
func nameEnd(b []byte) int {
	for i := 0; i < len(b); i++ {
		switch {
		case b[i] == '\\' && i+1 < len(b) && util.IsPunct(b[i+1]):
			i++
		case b[i] == ']':
			return i
		case b[i] == '[':
			return -1
		}
	}
	return -1
}
