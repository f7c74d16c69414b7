package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	gtext "github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
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
// parser itself says where that is. A block that is longer than a piece stays whole.
type outline struct {
	source []byte
	ends   []int // of the pieces
	links  parser.Context
	notes  notes
}

func outlineOf(source []byte, size int) *outline {
	o := &outline{source: source, links: parser.NewContext(), notes: notes{named: map[string]*east.Footnote{}}}
	found := &noteCollector{BlockParser: extension.NewFootnoteBlockParser()}
	blocks := parser.NewParser(
		parser.WithBlockParsers(append(parser.DefaultBlockParsers(), util.Prioritized(found, notePriority))...),
		parser.WithParagraphTransformers(append(parser.DefaultParagraphTransformers(), util.Prioritized(extension.NewTableParagraphTransformer(), 200))...),
	)
	for start, length := 0, size; start < len(source); {
		end := lineEnd(source, start+length)
		found.notes, found.last = nil, start
		root := blocks.Parse(o.piece(start, end))
		cut := end
		if end < len(source) {
			cut = o.lastStart(root, start, found.last)
		}
		if cut == start {
			length *= 2
			continue
		}
		o.define(root, cut)
		for _, n := range found.notes {
			if n.Pos() < cut {
				o.define(n, cut)
				o.notes.add(n)
			}
		}
		o.ends = append(o.ends, cut)
		start, length = cut, size
	}
	return o
}

// lineEnd is the end of the line in which a place stands.
func lineEnd(source []byte, at int) int {
	if at < len(source) {
		if n := bytes.IndexByte(source[at:], '\n'); n >= 0 {
			return at + n + 1
		}
	}
	return len(source)
}

// piece gives a part of the text to a parser. Places count from the start of the
// whole.
func (o *outline) piece(start, end int) gtext.Reader {
	r := gtext.NewReader(o.source[:end])
	r.SetPosition(-1, gtext.NewSegment(start, start))
	r.AdvanceLine()
	return pieceReader{r, o.source}
}

type pieceReader struct {
	gtext.Reader
	whole []byte
}

// Source is the whole text: notes stand in other pieces than their marks.
func (r pieceReader) Source() []byte { return r.whole }

// lastStart is where the last outermost block behind a blank line begins in a piece,
// a note at note or one of the tree; start where there is none but the first.
func (o *outline) lastStart(root ast.Node, start, note int) int {
	last := start
	if at, ok := o.behindBlank(start, note); ok {
		last = at
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
	line := bytes.LastIndexByte(o.source[:at], '\n') + 1
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
