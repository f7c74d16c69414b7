package markdown

import (
	"cmp"
	"slices"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	gtext "github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// The places of the parsers of notes among the others, as goldmark has them.
const (
	notePriority = 999
	markPriority = 101
)

// notes are the footnotes of a text. They are those of goldmark's extension, but
// known before any mark of one is read, and found by their names at once.
type notes struct {
	all    []*east.Footnote // in the order of their definitions
	named  map[string]*east.Footnote
	marked int  // how many have a mark so far
	placed bool // whether they stand in the tree
}

func (n *notes) add(note *east.Footnote) {
	n.all = append(n.all, note)
	if name := string(note.Ref); n.named[name] == nil {
		n.named[name] = note
	}
}

// referred are the notes that have marks, in the order of these.
func (n *notes) referred() []*east.Footnote {
	out := slices.DeleteFunc(slices.Clone(n.all), func(f *east.Footnote) bool { return f.Index < 0 })
	slices.SortFunc(out, func(a, b *east.Footnote) int { return cmp.Compare(a.Index, b.Index) })
	return out
}

// noteCollector gathers the notes of a piece and takes them out of its tree.
type noteCollector struct {
	parser.BlockParser
	notes []*east.Footnote
	last  int // where the last one of the outermost level begins
}

// Close is called when a note has ended.
func (c *noteCollector) Close(node ast.Node, _ gtext.Reader, _ parser.Context) {
	c.notes = append(c.notes, node.(*east.Footnote))
	if node.Parent().Kind() == ast.KindDocument {
		c.last = node.Pos()
	}
	node.Parent().RemoveChild(node.Parent(), node)
}

// notePlacer puts all notes where the first of them is defined: in that order the
// marks within them are numbered.
type notePlacer struct {
	parser.BlockParser
	notes *notes
}

// Close is called when a note has ended.
func (p notePlacer) Close(node ast.Node, _ gtext.Reader, _ parser.Context) {
	if !p.notes.placed {
		p.notes.placed = true
		list := east.NewFootnoteList()
		for _, n := range p.notes.all {
			list.AppendChild(list, n)
		}
		node.Parent().InsertBefore(node.Parent(), node, list)
	}
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
	if note.Index < 0 {
		m.notes.marked++
		note.Index = m.notes.marked
	}
	if line[0] == '!' {
		parent.AppendChild(parent, ast.NewTextSegment(gtext.NewSegment(at.Start, at.Start+1)))
	}
	return east.NewFootnoteLink(note.Index)
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
