// Package markdown reads Markdown (CommonMark with tables, footnotes and lists of
// tasks, by way of goldmark) as the blocks that a reader of the rendered page
// sees: marks are gone, lists have their numbers, notes follow at the end,
// straight quotes and doubled hyphens are the quotes and dashes that they stand
// for, paragraphs that a page end has cut are whole. A head of metadata between
// lines of dashes or plus signs is left out.
//
// Long texts are parsed in pieces, cut where no block is open or between the items of a
// list and the rows of a table, so that the parser's tree of all of it is never held;
// definitions of links and notes count for all pieces.
//
// Lists of definitions, which begin with a colon, are not looked for: a French
// line may be broken before a colon.
package markdown

import (
	"slices"
	"strconv"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/util"
	"golang.org/x/net/html"

	"bitext/corpus"
	"bitext/corpus/text"
)

// maxDepth bounds how deep quotes and lists may be nested; what stands deeper
// is left out.
const maxDepth = 200

// maxMarks bounds the brackets, stars and the like of one paragraph: the
// parser's time grows with their square. A text beyond it is read as plain
// text.
const maxMarks = 2000

// maxIndent bounds the columns that a line may be indented by: the time that
// lists within lists take grows with the square of their depth and more.
const maxIndent = 400

// Read reads a document from its text in UTF-8.
func Read(source string) *corpus.Document {
	if crowded(source) {
		return text.Read(source)
	}
	r := newReader(text.WithoutHead(strings.ReplaceAll(source, "\r\n", "\n")))
	r.read(pieceSize)
	r.source = nil // all of it is in the blocks
	return r.out.Document()
}

// read reads the text in pieces of some bytes, then the notes.
func (r *reader) read(size int) {
	o := outlineOf(r.source, size)
	placer := &notePlacer{extension.NewFootnoteBlockParser(), &o.notes, len(o.notes.all)}
	md := goldmark.New(
		goldmark.WithExtensions(extension.Table, extension.Strikethrough, extension.TaskList, extension.Typographer),
		goldmark.WithParserOptions(
			parser.WithHeadingAttribute(), // # Title {#id}
			parser.WithBlockParsers(util.Prioritized(placer, notePriority)),
			parser.WithInlineParsers(util.Prioritized(noteMarks{&o.notes}, markPriority)),
		),
	)
	for _, p := range o.pieces {
		if p.start == o.notes.at {
			placer.most = noteBatch
			definition := piece{start: p.start, end: lineEnd(r.source, p.start)}
			for range len(o.notes.all)/noteBatch + 1 {
				md.Parser().Parse(o.reader(definition), parser.WithContext(o.links))
				r.notes(o.notes.all[:o.notes.next])
			}
		}
		root := md.Parser().Parse(o.reader(p), parser.WithContext(o.links))
		p.goOn(root)
		r.blocks(root, corpus.Block{}, 0)
		r.notes(o.notes.all[:o.notes.next])
	}
	for _, n := range o.notes.referred() {
		r.label = text.Superscript(strconv.Itoa(n.index))
		for _, b := range n.blocks {
			r.emit(b)
		}
		r.label = ""
	}
}

// notes reads the last notes of a list whose lines were read, and lets go of their trees.
func (r *reader) notes(all []*note) {
	for _, n := range slices.Backward(all) {
		if n.tree == nil {
			return
		}
		into := &reader{source: r.source, give: func(b corpus.Block) { n.blocks = append(n.blocks, b) }}
		into.blocks(n.tree, corpus.Block{Kind: corpus.Footnote}, 1)
		n.tree = nil
	}
}

// crowded reports whether a paragraph has more than maxMarks marks, or the text
// what else the parser is not made for.
func crowded(s string) bool {
	marks, blank, indent := 0, true, 0
	for i := 0; i < len(s); i++ {
		if blank && (s[i] == ' ' || s[i] == '\t') {
			indent++
		}
		switch s[i] {
		case '[', '*', '_', '`', '>', '<':
			marks++
			blank = false
		case '\n':
			if blank {
				marks = 0
			}
			blank, indent = true, 0
		case ' ', '\t', '\r':
		default:
			blank = false
		}
		if marks > maxMarks || indent > maxIndent {
			return true
		}
	}
	return false
}

type reader struct {
	source []byte
	out    text.Builder
	give   func(corpus.Block) // takes each block
	label  string             // number of the list item that begins here
}

func newReader(source string) *reader {
	r := &reader{source: []byte(source), out: text.Builder{Cut: true}}
	r.give = r.out.Add
	return r
}

// blocks adds the blocks below a node and lets go of their nodes, which take
// several times the memory of their text; like is what they inherit.
func (r *reader) blocks(n ast.Node, like corpus.Block, depth int) {
	if depth > maxDepth {
		return
	}
	for c := n.FirstChild(); c != nil; c = n.FirstChild() {
		r.block(c, like, depth)
		n.RemoveChild(n, c)
	}
}

func (r *reader) block(n ast.Node, like corpus.Block, depth int) {
	switch n := n.(type) {
	case *ast.Heading:
		like.Kind, like.Level = corpus.Heading, corpus.Depth(n.Level)
		r.add(n, like)
	case *ast.Paragraph, *ast.TextBlock:
		r.add(n, like)
	case *ast.List:
		r.list(n, like, depth)
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		like.Text = r.lines(n)
		r.emit(like)
	case *ast.HTMLBlock:
		like.Text = stripTags(r.lines(n))
		r.emit(like)
	case *east.TableCell:
		r.add(n, corpus.Block{Kind: corpus.TableCell})
	case *east.FootnoteList: // read last
	case *ast.ThematicBreak:
	default: // quotes, tables and their rows
		r.blocks(n, like, depth+1)
	}
}

func (r *reader) list(n *ast.List, like corpus.Block, depth int) {
	like.Kind, like.Level = corpus.ListItem, like.Level+1
	number := n.Start
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		r.label = ""
		if n.IsOrdered() {
			r.label = strconv.Itoa(number) + string(rune(n.Marker))
			number++
		}
		r.blocks(c, like, depth+1)
	}
	r.label = ""
}

func (r *reader) add(n ast.Node, b corpus.Block) {
	var s strings.Builder
	r.inline(&s, n, 0)
	b.Text = s.String()
	r.emit(b)
}

func (r *reader) emit(b corpus.Block) {
	if strings.TrimSpace(b.Text) == "" {
		return
	}
	if r.label != "" && b.Label == "" {
		b.Label, b.Text = r.label, r.label+" "+strings.TrimSpace(b.Text)
	}
	r.label = ""
	r.give(b)
}

// lines is the raw text of a node.
func (r *reader) lines(n ast.Node) string {
	var s strings.Builder
	for i := range n.Lines().Len() {
		l := n.Lines().At(i)
		s.Write(l.Value(r.source))
	}
	return s.String()
}

// inline writes the text of a node's inline elements.
func (r *reader) inline(s *strings.Builder, n ast.Node, depth int) {
	if depth > maxDepth {
		return
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			s.WriteString(unescape(c.Segment.Value(r.source)))
			if c.SoftLineBreak() || c.HardLineBreak() {
				s.WriteByte(' ')
			}
		case *ast.String:
			s.WriteString(unescape(c.Value))
		case *ast.AutoLink:
			s.Write(c.Label(r.source))
		case *ast.RawHTML:
			if tag := c.Segments.Value(r.source); strings.HasPrefix(strings.ToLower(string(tag)), "<br") {
				s.WriteByte(' ')
			}
		case *east.FootnoteLink:
			s.WriteString(text.Superscript(strconv.Itoa(c.Index)))
		case *east.FootnoteBacklink, *ast.Image:
		default:
			r.inline(s, c, depth+1)
		}
	}
}

// unescape resolves backslashes and entities, as the renderer does.
func unescape(b []byte) string {
	var s strings.Builder
	for i := 0; i < len(b); i++ {
		if b[i] == '\\' && i+1 < len(b) && strings.IndexByte("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", b[i+1]) >= 0 {
			continue
		}
		s.WriteByte(b[i])
		if i > 0 && b[i-1] == '\\' && b[i] == '\\' {
			b = append([]byte(nil), b...)
			b[i] = 0 // an escaped backslash escapes nothing
		}
	}
	return html.UnescapeString(strings.ReplaceAll(s.String(), "\x00", "\\"))
}

// stripTags takes the tags out of a piece of HTML.
func stripTags(s string) string {
	var out strings.Builder
	z := html.NewTokenizer(strings.NewReader(s))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return out.String()
		case html.TextToken:
			out.Write(z.Text())
		}
	}
}
