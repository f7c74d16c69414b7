// Package html reads web pages.
//
// The page is parsed as a browser does (golang.org/x/net/html), then its blocks
// are taken in order: headings, paragraphs, list items with the numbers that a
// browser shows, table cells, notes. What serves to move around the site is
// left out: scripts, navigation, page heads and feet, columns of links, comments
// of readers, hidden parts (see frame); and all that stands outside <main> where there
// is one. What might have been text goes into LeftOut. Pages of more than four megabytes
// are read in pieces, and only what has a telling name is left out of them. Raised
// numbers stay raised so that a note mark does not run into the word before it.
package html

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"bitext/corpus"
	"bitext/corpus/text"
)

// Read reads a page from its text, which must be UTF-8 whatever it says of
// itself.
func Read(page string) (*corpus.Document, error) {
	var b text.Builder
	lang, err := add(&b, page, true)
	if err != nil {
		return nil, err
	}
	d := b.Document()
	d.Lang = lang
	return d, nil
}

// maxTags is how many tags a page, or a piece of it that cannot be cut, may have; each
// can become two nodes of more than a hundred bytes.
const maxTags = 1 << 22

// ErrTooLarge is returned for a page with more tags than that.
var ErrTooLarge = fmt.Errorf("the page has more than %d tags", maxTags)

// Into adds the blocks of a page in UTF-8 to a document: the chapters of a book
// are pages, without the frame of a site. It gives the language that the page says it
// is in.
func Into(b *text.Builder, page string) (corpus.Lang, error) { return add(b, page, false) }

func add(b *text.Builder, page string, framed bool) (corpus.Lang, error) {
	page = text.WithoutHead(page)
	if isXHTML(page) {
		page = closeEmpty(page)
	}
	if len(page) < cutFrom {
		return into(b, page, len(page), framed)
	}
	return into(b, page, pieceSize, false)
}

// mainTag finds what may be the start of the element that holds the text of the page.
var mainTag = regexp.MustCompile(`(?i)<main[\s/>]|role\s*=\s*["']?main\b`)

// into reads a page in pieces of at least a size. framed says that what stands around
// its text is to be told from it, which takes the whole page.
func into(b *text.Builder, page string, size int, framed bool) (lang corpus.Lang, err error) {
	w := &walker{emit: b.Add, leave: b.LeaveOut}
	mains, inside := mainTag.MatchString(page), false
	for piece := range pieces(page, size) {
		if strings.Count(piece, "<") > maxTags {
			return "", ErrTooLarge
		}
		root, err := html.Parse(strings.NewReader(piece))
		if err != nil {
			return "", fmt.Errorf("read the page: %w", err)
		}
		if lang == "" {
			lang = declared(root)
		}
		body := content(root)
		switch {
		case body == nil:
			continue
		case mains && isMain(body):
			inside = true
		case inside:
			return lang, nil
		case mains && len(piece) < len(page):
			continue // <main> is still to come
		}
		if framed {
			w.frame = frameOf(body)
		}
		w.children(body, state{})
		w.flush(state{})
	}
	if mains && !inside && size < len(page) { // it was none
		return into(b, page, len(page), framed)
	}
	return lang, nil
}

// isMain reports whether an element says that it holds the text of the page.
func isMain(n *html.Node) bool { return n.DataAtom == atom.Main || attr(n, "role") == "main" }

// declared is the language that the root element or the body names.
func declared(root *html.Node) corpus.Lang {
	for n := range root.Descendants() {
		if n.DataAtom != atom.Html && n.DataAtom != atom.Body {
			continue
		}
		for _, name := range []string{"lang", "xml:lang"} {
			if code, _, _ := strings.Cut(strings.ToLower(attr(n, name)), "-"); len(code) == 2 || len(code) == 3 {
				return corpus.Lang(code)
			}
		}
	}
	return ""
}

// leastMain is how many bytes of text <main> has where another is not taken instead.
const leastMain = 200

// content is the part of the page that holds its text: <main>, the first with some text
// where there are several, or the body.
func content(root *html.Node) *html.Node {
	var body, longest *html.Node
	most := -1
	for n := range root.Descendants() {
		switch {
		case n.Type != html.ElementNode:
		case isMain(n):
			if length := len(textOf(n)); length > most {
				longest, most = n, length
			}
			if most >= leastMain {
				return longest
			}
		case n.DataAtom == atom.Body && body == nil:
			body = n
		}
	}
	if longest != nil {
		return longest
	}
	return body
}

// textOf is the text of an element on one line.
func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode && d.Parent.DataAtom != atom.Script && d.Parent.DataAtom != atom.Style {
			for _, word := range strings.Fields(d.Data) {
				b.WriteString(word + " ")
			}
		}
	}
	return strings.TrimSuffix(b.String(), " ")
}

// state is what an element inherits.
type state struct {
	kind  corpus.Kind
	level int
	list  int // depth of lists
	pre   bool
	note  bool
}

// walker gathers the text of one block after the other.
type walker struct {
	emit  func(corpus.Block)
	leave func(text string) // takes what is left out
	frame *frame            // of the page; nil where it is read in pieces
	text  strings.Builder
	label string // number of the list item that begins here
	lines int    // line breaks in a row
}

// flush ends the block.
func (w *walker) flush(s state) {
	body := strings.TrimSpace(w.text.String())
	w.text.Reset()
	w.lines = 0
	if body == "" {
		return
	}
	if lines := strings.Split(body, lineBreak); w.label == "" && eachLabelled(lines) {
		for _, line := range lines {
			w.emit(corpus.Block{Kind: s.kind, Level: corpus.Depth(s.level), Text: line})
		}
		return
	}
	b := corpus.Block{Kind: s.kind, Level: corpus.Depth(s.level), Label: w.label, Text: body}
	if s.note {
		b.Kind, b.Level = corpus.Footnote, 0
		b.Text = strings.TrimRight(b.Text, " ↩↑⏎\ufe0e^\u00a0")
	}
	if w.label != "" {
		b.Text = w.label + " " + b.Text
		w.label = ""
	}
	w.emit(b)
}

// children reads what stands within an element, and lets go of it: a page as
// nodes takes several times the memory of its text.
func (w *walker) children(n *html.Node, s state) {
	for c := n.FirstChild; c != nil; c = n.FirstChild {
		w.node(c, s)
		n.RemoveChild(c)
	}
}

func (w *walker) node(n *html.Node, s state) {
	switch n.Type {
	case html.TextNode:
		w.write(n.Data, s)
	case html.ElementNode:
		switch {
		case skipped(n):
		case w.frame.leavesOut(n), isMenu(n) && !w.frame.holdsText(n):
			w.leave(textOf(n))
		default:
			w.element(n, s)
		}
	}
}

// write adds text. White space counts as one space, but in <pre> an empty line
// ends the block.
func (w *walker) write(data string, s state) {
	data = strings.Map(text.Dingbat, data)
	if strings.TrimSpace(data) != "" {
		w.lines = 0
	}
	if !s.pre {
		w.text.WriteString(data)
		return
	}
	for i, part := range strings.Split(data, "\n\n") {
		if i > 0 {
			w.flush(s)
		}
		w.text.WriteString(part)
	}
}

// element reads an element: what begins a block ends the one before it.
func (w *walker) element(n *html.Node, s state) {
	switch n.DataAtom {
	case atom.Br:
		if w.lines++; w.lines > 1 {
			w.flush(s)
		}
		w.text.WriteString(lineBreak)
		return
	case atom.Wbr:
		return
	case atom.Sup:
		w.raised(n, s)
		return
	case atom.A, atom.Span:
		if isNoteMark(n) {
			w.raised(n, s)
			if strings.HasSuffix(attr(n, "class"), "sym") { // the text may follow at once
				w.write(" ", s)
			}
			return
		}
	case atom.Rt, atom.Rp:
		return
	case atom.Img:
		return
	}
	inner, block := enter(n, s)
	if !block {
		w.children(n, inner)
		return
	}
	w.flush(s)
	switch n.DataAtom {
	case atom.Ol, atom.Ul, atom.Menu, atom.Dir:
		w.list(n, inner)
	default:
		w.children(n, inner)
	}
	w.flush(inner)
	if n.DataAtom == atom.Li {
		w.label = ""
	}
}

// enter gives the state within an element, and whether it is a block of its
// own.
func enter(n *html.Node, s state) (state, bool) {
	s.note = s.note || isNotes(n)
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		if s.kind != corpus.TableCell {
			s.kind, s.level = corpus.Heading, int(n.Data[1]-'0')
		}
	case atom.Ol, atom.Ul, atom.Menu, atom.Dir:
		s.list++
	case atom.Li:
		if s.kind != corpus.TableCell {
			s.kind, s.level = corpus.ListItem, max(1, s.list)
		}
	case atom.Td, atom.Th:
		s = state{kind: corpus.TableCell, note: s.note}
	case atom.Pre, atom.Listing, atom.Xmp:
		s.pre = true
	case atom.P, atom.Div, atom.Section, atom.Article, atom.Main, atom.Header, atom.Footer, atom.Aside, atom.Blockquote,
		atom.Dl, atom.Dt, atom.Dd, atom.Table, atom.Thead, atom.Tbody, atom.Tfoot, atom.Tr, atom.Caption, atom.Figure,
		atom.Figcaption, atom.Address, atom.Fieldset, atom.Legend, atom.Center, atom.Details, atom.Summary, atom.Hr, atom.Hgroup, atom.Form:
	default:
		return s, false
	}
	return s, true
}

// list numbers the items of a list as a browser does.
func (w *walker) list(n *html.Node, s state) {
	value, step := 1, 1
	if v, err := strconv.Atoi(attr(n, "start")); err == nil {
		value = v
	}
	if n.DataAtom == atom.Ol && has(n, "reversed") {
		step = -1
		if attr(n, "start") == "" {
			value = items(n)
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode || c.DataAtom != atom.Li {
			w.node(c, s)
			continue
		}
		if v, err := strconv.Atoi(attr(c, "value")); err == nil {
			value = v
		}
		w.flush(s)
		w.label = ""
		if n.DataAtom == atom.Ol && !strings.Contains(attr(n, "style"), "none") {
			w.label = marker(value, listType(n), s.note)
		}
		w.node(c, s)
		value += step
	}
}

func items(n *html.Node) int {
	count := 0
	for c := range n.ChildNodes() {
		if c.DataAtom == atom.Li {
			count++
		}
	}
	return count
}

// listType is the way a list writes its numbers.
func listType(n *html.Node) string {
	if t := attr(n, "type"); t != "" {
		return t
	}
	style := attr(n, "style")
	for _, known := range [...][2]string{{"lower-alpha", "a"}, {"lower-latin", "a"}, {"upper-alpha", "A"}, {"upper-latin", "A"}, {"lower-roman", "i"}, {"upper-roman", "I"}} {
		if strings.Contains(style, known[0]) {
			return known[1]
		}
	}
	return "1"
}

// marker writes the number of a list item, or the mark of a note.
func marker(n int, form string, note bool) string {
	if note {
		return text.Superscript(strconv.Itoa(n))
	}
	switch {
	case (form == "a" || form == "A") && n > 0 && n <= 26:
		return string(rune(form[0])+rune(n-1)) + "."
	case form == "i" && n > 0 && n < 4000:
		return strings.ToLower(text.Roman(n)) + "."
	case form == "I" && n > 0 && n < 4000:
		return text.Roman(n) + "."
	}
	return strconv.Itoa(n) + "."
}

// raised adds a raised text; numbers in it become raised characters.
func (w *walker) raised(n *html.Node, s state) {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	mark := strings.Trim(strings.TrimSpace(b.String()), "[]()")
	if mark != "" && strings.Trim(mark, "0123456789") == "" {
		w.write(text.Superscript(mark), s)
		return
	}
	w.children(n, s)
}
