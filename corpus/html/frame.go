package html

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// frame is what a page has around its text: heads and feet, menus, columns of links,
// what readers have added. It is told from the text by where most of the text stands
// that is no link: in a page as people read it nearly all of that is in one element,
// and what stands beside it must prove less to be left out than what stands in it.
//
// The measures are those of the field (Kohlschütter et al. 2010, "Boilerplate Detection
// using Shallow Text Features": density of links and of text), used with care: a text
// that is lost is worse than a menu that is read.
type frame struct {
	sizes map[*html.Node]size
	total int                 // characters of the page that are not linked
	path  map[*html.Node]bool // the elements from the body to the one with the text
	text  *html.Node          // that one
}

// size is how much text an element has, and how much of it in links, in bytes.
type size struct{ all, linked int }

func (s size) plain() int { return s.all - s.linked }

// share is the part of the text that is linked; that of an element without text is 1.
func (s size) share() float64 {
	if s.all == 0 {
		return 1
	}
	return float64(s.linked) / float64(s.all)
}

// These bound what is left out, as shares: how much of a page's plain text the element
// with its text has; linked text of an element beside that, and in it; and how much of
// the plain text of the page an element in it may hold that is left out for its name.
const (
	minText      = 0.95
	maxBeside    = 0.25
	maxWithin    = 0.3
	maxNamed     = 1.0 / 3
	leastWithout = 200 // bytes of text that a page without the comments of its readers has
	leastTotal   = 500 // bytes of plain text of a page with a frame
)

// frameOf looks at a page; it gives nil for one that has hardly any text, such as a list
// of links.
func frameOf(body *html.Node) *frame {
	f := &frame{sizes: map[*html.Node]size{}, path: map[*html.Node]bool{}}
	if f.total = f.measure(body, false).plain(); f.total < leastTotal {
		return nil
	}
	f.text = body
	for f.path[body] = true; ; f.path[f.text] = true {
		next := f.heaviest(f.text)
		if next == nil || float64(f.sizes[next].plain()) < minText*float64(f.total) {
			return f
		}
		f.text = next
	}
}

// measure sums up the text below a node.
func (f *frame) measure(n *html.Node, linked bool) size {
	var sum size
	linked = linked || n.DataAtom == atom.A && !strings.HasPrefix(attr(n, "href"), "#") // a table of contents is text
	for c := range n.ChildNodes() {
		switch {
		case c.Type == html.TextNode:
			s := len(strings.TrimSpace(c.Data))
			sum.all += s
			if linked {
				sum.linked += s
			}
		case c.Type == html.ElementNode && !skipped(c):
			s := f.measure(c, linked)
			sum.all += s.all
			sum.linked += s.linked
		}
	}
	f.sizes[n] = sum
	return sum
}

// wrappers are the elements that pages are made of; what stands in others is text.
var wrappers = []atom.Atom{
	atom.Body, atom.Main, atom.Div, atom.Section, atom.Article, atom.Center, atom.Form,
	atom.Table, atom.Thead, atom.Tbody, atom.Tr, atom.Td,
}

// heaviest is the element directly in another that has the most plain text; nil where
// that is none that pages are made of.
func (f *frame) heaviest(n *html.Node) *html.Node {
	var most *html.Node
	for c := range n.ChildNodes() {
		if c.Type == html.ElementNode && (most == nil || f.sizes[c].plain() > f.sizes[most].plain()) {
			most = c
		}
	}
	if most == nil || !slices.Contains(wrappers, most.DataAtom) {
		return nil
	}
	return most
}

// blocks are the elements that may be left out as a whole.
var blocks = append([]atom.Atom{atom.Aside, atom.Header, atom.Footer, atom.Ul, atom.Ol, atom.Dl, atom.P, atom.Nav}, wrappers...)

// leavesOut reports whether an element is part of the frame.
func (f *frame) leavesOut(n *html.Node) bool {
	if f == nil || f.path[n] || !slices.Contains(blocks, n.DataAtom) || isNotes(n) {
		return false
	}
	s := f.sizes[n]
	if f.path[n.Parent] && n.Parent != f.text {
		if named(n, contents) {
			return false
		}
		if hasTitle(n) {
			return s.share() > minLinkShare
		}
		return s.share() > maxBeside || namedNavigation(n) || named(n, besideText) ||
			n.DataAtom == atom.Header || n.DataAtom == atom.Footer || n.DataAtom == atom.Aside
	}
	switch {
	case n.DataAtom != atom.P && named(n, ofReaders): // a paragraph may be a commentary of the author's
		return f.total-s.plain() >= leastWithout
	case named(n, besideText), n.DataAtom == atom.Aside:
		return s.share() > maxWithin && float64(s.plain()) <= maxNamed*float64(f.total)
	}
	return false
}

// holdsText reports whether an element has so much of the text of the page that no name
// makes it a part of the frame.
func (f *frame) holdsText(n *html.Node) bool {
	return f != nil && float64(f.sizes[n].plain()) > maxNamed*float64(f.total)
}

// hasTitle reports whether a head has the title of the page in it.
func hasTitle(n *html.Node) bool {
	for d := range n.Descendants() {
		if d.DataAtom == atom.H1 {
			return true
		}
	}
	return false
}

// Words in the class or identity of elements that hold what readers have written, what
// leads to other texts, and what leads to parts of this one.
var (
	contents   = []string{"toc", "contents"}
	ofReaders  = []string{"comments", "disqus", "respond", "commentlist", "comment"}
	besideText = []string{
		"related", "popular", "trending", "recommended", "recommendations", "latest", "newsletter", "subscribe", "promo", "teaser", "teasers",
		"share", "sharing", "social", "sidebar", "widget", "widgets", "carousel", "breadcrumb", "breadcrumbs", "tags", "outbrain", "taboola", "sponsored",
	}
)

// named reports whether one of the words is in the class or identity of an element.
func named(n *html.Node, words []string) bool {
	for _, word := range strings.FieldsFunc(strings.ToLower(spaced(attr(n, "class")+" "+attr(n, "id"))), func(r rune) bool { return !unicode.IsLetter(r) }) {
		if slices.Contains(words, word) {
			return true
		}
	}
	return false
}

// spaced puts a space between the words of a name as programs write them ("relatedLinks").
func spaced(name string) string {
	var b strings.Builder
	before := ' '
	for _, r := range name {
		if unicode.IsUpper(r) && unicode.IsLower(before) {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
		before = r
	}
	return b.String()
}
