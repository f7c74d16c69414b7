package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	gtext "github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"bitext/corpus"
)

// pieceSize is how many bytes of a text are parsed at a time. As a tree of nodes
// short paragraphs take twelve times the memory of their text, table cells of a few
// letters a hundred times.
const pieceSize = 1 << 20

// outline is what a first pass over a text finds: where it can be cut into pieces,
// and what is defined in any of them for all, links and notes.
//
// A text is cut where a block of the outermost level begins behind a blank line: no
// block is open at that place, so that what follows reads as it does by itself. The
// parser itself says where that is. A list or table that is longer than a piece is cut
// before an item or row; another block that is longer stays whole.
type outline struct {
	source []byte
	pieces []piece
	links  parser.Context
	notes  notes
}

// piece is a part of the text, and what goes on in it.
type piece struct {
	start, end int
	list       bool        // whether it begins with an item of the list before it
	number     int         // of that item
	head       corpus.Span // the first two lines of the table that goes on; empty where none does
}

func outlineOf(source []byte, size int) *outline {
	o := &outline{source: source, links: parser.NewContext(), notes: notes{named: map[string]*note{}, at: -1}}
	found := &noteCollector{BlockParser: extension.NewFootnoteBlockParser()}
	blocks := parser.NewParser(
		parser.WithBlockParsers(append(parser.DefaultBlockParsers(), util.Prioritized(found, notePriority))...),
		parser.WithParagraphTransformers(append(parser.DefaultParagraphTransformers(), util.Prioritized(extension.NewTableParagraphTransformer(), 200))...),
	)
	length := size
	for p := (piece{}); p.start < len(source); {
		p.end = lineEnd(source, p.start+length)
		found.notes, found.outer = nil, nil
		root := blocks.Parse(o.reader(p))
		next := piece{start: p.end}
		if p.end < len(source) {
			next.start = o.lastStart(root, p.start, found.outer)
			if next.start == p.start {
				next = o.within(root, p)
			}
		}
		if next.start == p.start {
			length *= 2
			continue
		}
		if len(o.notes.all) == 0 && len(found.notes) > 0 {
			next = o.untilNotes(p, next, found)
		}
		p.end = next.start
		o.define(root, p.end)
		for _, n := range found.notes {
			if n.Pos() < p.end {
				o.define(n, p.end)
				o.notes.add(n)
			}
		}
		o.pieces = append(o.pieces, p)
		p, length = next, size
	}
	return o
}

// within is the piece that begins with the last item or row of a piece that is one
// list or table and nothing else; one that begins as this one where there is none.
func (o *outline) within(root ast.Node, p piece) piece {
	block := root.FirstChild()
	if block == nil || block != root.LastChild() || block.ChildCount() < 3 {
		return p
	}
	last := block.LastChild()
	next := piece{start: o.lineStart(last.Pos())}
	switch block := block.(type) {
	case *ast.List:
		next.list, next.number = true, block.Start+block.ChildCount()-1
		if p.list {
			next.number = p.number + block.ChildCount() - 1
		}
	case *east.Table:
		if next.head = p.head; next.head.End == 0 {
			next.head.Start = o.lineStart(block.FirstChild().Pos())
			next.head.End = lineEnd(o.source, lineEnd(o.source, next.head.Start))
		}
	default:
		return p
	}
	if next.start <= p.start {
		return p
	}
	return next
}

// untilNotes ends a piece before the first note of the text, so that another begins with
// it.
func (o *outline) untilNotes(p, next piece, found *noteCollector) piece {
	at, outer := found.first()
	start := o.lineStart(at)
	switch {
	case !outer || start >= next.start:
	case start > p.start:
		return piece{start: start}
	default:
		o.notes.at = p.start
	}
	return next
}

// lineStart is the start of the line in which a place stands.
func (o *outline) lineStart(at int) int { return bytes.LastIndexByte(o.source[:at], '\n') + 1 }

// lineEnd is the end of the line in which a place stands.
func lineEnd(source []byte, at int) int {
	if at < len(source) {
		if n := bytes.IndexByte(source[at:], '\n'); n >= 0 {
			return at + n + 1
		}
	}
	return len(source)
}

// reader gives a piece to a parser. Places count from the start of the whole.
func (o *outline) reader(p piece) gtext.Reader {
	r := &pieceReader{gtext.NewReader(o.source[:p.end]), o.source, p}
	if p.head.End > 0 {
		r.jump(p.head.Start)
	} else {
		r.jump(p.start)
	}
	return r
}

// pieceReader reads a piece, behind the first lines of a table that goes on in it.
type pieceReader struct {
	gtext.Reader
	whole []byte
	piece piece
}

// jump goes to the line that begins at a place.
func (r *pieceReader) jump(at int) {
	line, _ := r.Position()
	r.SetPosition(line-1, gtext.NewSegment(at, at))
	r.Reader.AdvanceLine()
}

// AdvanceLine goes to the next line, from the head of a table to its rows.
func (r *pieceReader) AdvanceLine() {
	r.Reader.AdvanceLine()
	if _, at := r.Position(); r.piece.head.End > 0 && at.Start == r.piece.head.End {
		r.jump(r.piece.start)
	}
}

// Source is the whole text: notes stand in other pieces than their marks.
func (r *pieceReader) Source() []byte { return r.whole }

// goOn gives a list that goes on its number, and takes the head of a table that goes
// on away: it was read before.
func (p piece) goOn(root ast.Node) {
	switch block := root.FirstChild().(type) {
	case *ast.List:
		if p.list {
			block.Start = p.number
		}
	case *east.Table:
		if p.head.End > 0 {
			block.RemoveChild(block, block.FirstChild())
		}
	}
}

// lastStart is where the last outermost block behind a blank line begins in a piece,
// a note or one of the tree; start where there is none but the first.
func (o *outline) lastStart(root ast.Node, start int, notes []*east.Footnote) int {
	last := start
	if len(notes) > 0 {
		if at, ok := o.behindBlank(start, notes[len(notes)-1].Pos()); ok {
			last = at
		}
	}
	for n := root.LastChild(); n != nil && n.Pos() > last; n = n.PreviousSibling() {
		if at, ok := o.behindBlank(start, n.Pos()); ok {
			return at
		}
	}
	return last
}

// behindBlank gives the start of the line of a place, and whether a blank line is
// before it in the piece that begins at start.
func (o *outline) behindBlank(start, at int) (int, bool) {
	line := o.lineStart(at)
	if line <= start {
		return start, false
	}
	before := o.source[start : line-1]
	return line, util.IsBlank(before[bytes.LastIndexByte(before, '\n')+1:])
}

// define takes the definitions of links below a node that stand before a place.
func (o *outline) define(n ast.Node, before int) {
	if d, ok := n.(*ast.LinkReferenceDefinition); ok && d.Pos() < before {
		o.links.AddReference(parser.NewReference(d.Label, d.Destination, d.Title))
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		o.define(c, before)
	}
}
