package html

import (
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// cutFrom is the size from which a page is parsed in pieces, and pieceSize the size
// that a piece has at least, in bytes: the tree of a page takes ten times its size
// where its cells are short.
const (
	cutFrom   = 4 << 20
	pieceSize = 1 << 20
)

// maxOpen is how many elements may be open before a page is not cut any more: tags
// without end, which the parser refuses or repairs.
const maxOpen = 512

// lists and tables are the containers of items and rows, containers all elements that a
// piece may end within and the next one begin within: it repeats their start tags.
var (
	lists      = []atom.Atom{atom.Ul, atom.Ol, atom.Menu, atom.Dir, atom.Dl}
	tables     = []atom.Atom{atom.Table, atom.Thead, atom.Tbody, atom.Tfoot}
	containers = slices.Concat(lists, tables, []atom.Atom{
		atom.Html, atom.Body, atom.Main, atom.Div, atom.Section, atom.Article, atom.Blockquote, atom.Center, atom.Form,
	})
)

// begins are the elements that begin a block wherever they stand, listItems those that do
// in lists.
var (
	begins = slices.Concat(lists, []atom.Atom{
		atom.P, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Pre, atom.Hr, atom.Address, atom.Figure,
		atom.Header, atom.Footer, atom.Aside, atom.Nav, atom.Fieldset, atom.Details, atom.Hgroup,
		atom.Main, atom.Div, atom.Section, atom.Article, atom.Blockquote, atom.Center, atom.Form, atom.Table,
	})
	listItems = []atom.Atom{atom.Li, atom.Dt, atom.Dd}
	cells     = []atom.Atom{atom.Td, atom.Th, atom.Caption, atom.Table}
)

// What an end tag does not reach over: that of an item, of a part of a glossary, and of an
// element within a line.
var (
	aroundItem  = slices.Concat(lists, cells)
	aroundEntry = append([]atom.Atom{atom.Dl}, cells...)
	aroundText  = slices.Concat(begins, listItems, cells)
)

// formatting are the elements whose end tag ends them alone, whatever is open in them.
var formatting = []atom.Atom{
	atom.A, atom.B, atom.Big, atom.Code, atom.Em, atom.Font, atom.I, atom.Nobr, atom.S, atom.Small, atom.Strike, atom.Strong,
	atom.Tt, atom.U,
}

// open is an element that has begun.
type open struct {
	name  atom.Atom
	tag   string // its start tag, as written; "" for an element that no piece may end within
	value int    // the number of the next item of a list
}

// cutter goes through the tags of a page and finds where it can be cut: before what
// begins a block, an item or a row, where nothing is open but containers.
type cutter struct {
	stack []open
	open  map[atom.Atom]int // how many elements of each name are open
}

// pieces cuts a page into parts of at least a size which read one after the other
// give what the page gives. Each begins with the start tags of what is open there.
func pieces(page string, size int) iter.Seq[string] {
	return func(yield func(string) bool) {
		if len(page) <= size {
			yield(page)
			return
		}
		z := html.NewTokenizer(strings.NewReader(page))
		c := cutter{open: map[atom.Atom]int{}}
		head, from, at := "", 0, 0
		for {
			kind := z.Next()
			start := at
			at += len(z.Raw())
			switch kind {
			case html.ErrorToken:
				yield(head + page[from:])
				return
			case html.EndTagToken:
				name, _ := z.TagName()
				c.end(atom.Lookup(name))
			case html.StartTagToken, html.SelfClosingTagToken:
				tag := page[start:at]
				t := z.Token()
				c.close(t.DataAtom)
				if start-from >= size && c.cuttable(element(t)) {
					if !yield(head + page[from:start]) {
						return
					}
					head, from = c.head(), start
				}
				c.start(t, tag)
				if len(c.stack) > maxOpen {
					yield(head + page[from:])
					return
				}
			}
		}
	}
}

// close ends what the start of an element ends by itself: a paragraph, an item, a
// row or cell.
func (c *cutter) close(name atom.Atom) {
	switch name {
	case atom.Li, atom.A:
		c.end(name)
	case atom.Dt, atom.Dd:
		c.end(atom.Dt)
		c.end(atom.Dd)
	case atom.Td, atom.Th, atom.Tr:
		c.end(atom.Td)
		c.end(atom.Th)
		c.end(atom.Caption)
		if name == atom.Tr {
			c.end(name)
		}
	case atom.Tbody, atom.Thead, atom.Tfoot:
		for _, part := range []atom.Atom{atom.Caption, atom.Tbody, atom.Thead, atom.Tfoot} {
			c.end(part)
		}
	case atom.Body:
		c.endWithin(atom.Head)
	}
	if slices.Contains(begins, name) || slices.Contains(listItems, name) {
		c.endWithin(atom.P, cells...)
		c.endWithin(atom.Head)
	}
}

// end takes an end tag.
func (c *cutter) end(name atom.Atom) {
	switch {
	case name == atom.Body || name == atom.Html:
		// Text behind the end of the body is still in it.
	case name == atom.Table:
		c.endWithin(name)
	case slices.Contains(tables, name), slices.Contains(cells, name), name == atom.Tr:
		c.endWithin(name, atom.Table)
	case name == atom.Li:
		c.endWithin(name, aroundItem...)
	case name == atom.Dt || name == atom.Dd:
		c.endWithin(name, aroundEntry...)
	case slices.Contains(begins, name):
		c.endWithin(name, cells...)
	case slices.Contains(formatting, name):
		for i := len(c.stack) - 1; i >= 0; i-- {
			if c.stack[i].name == name {
				c.stack = slices.Delete(c.stack, i, i+1)
				c.open[name]--
				return
			}
		}
	default: // ends nothing where a block is open in it
		c.endWithin(name, aroundText...)
	}
}

// endWithin ends the innermost element of a name with all that is open in it, unless it
// stands outside of one of those named.
func (c *cutter) endWithin(name atom.Atom, walls ...atom.Atom) {
	if c.open[name] == 0 {
		return
	}
	for i := len(c.stack) - 1; i >= 0; i-- {
		if c.stack[i].name == name {
			for _, e := range c.stack[i:] {
				c.open[e.name]--
			}
			c.stack = c.stack[:i]
			return
		}
		if slices.Contains(walls, c.stack[i].name) {
			return
		}
	}
}

// start takes a start tag.
func (c *cutter) start(t html.Token, tag string) {
	foreign := c.open[atom.Svg]+c.open[atom.Math] > 0
	if foreign && t.Type == html.SelfClosingTagToken || strings.Contains(void, " "+t.Data+" ") {
		return
	}
	e := open{name: t.DataAtom, value: 1}
	n := element(t)
	if slices.Contains(containers, t.DataAtom) && !has(n, "reversed") && !mayGo(n) {
		e.tag = tag
	}
	switch t.DataAtom {
	case atom.Ol:
		if v, err := strconv.Atoi(attr(n, "start")); err == nil {
			e.value = v
		}
	case atom.Li:
		if top := len(c.stack) - 1; top >= 0 {
			if v, err := strconv.Atoi(attr(n, "value")); err == nil {
				c.stack[top].value = v
			}
			c.stack[top].value++
		}
	}
	c.stack = append(c.stack, e)
	c.open[e.name]++
}

// element is an element of its start tag alone.
func element(t html.Token) *html.Node {
	return &html.Node{Type: html.ElementNode, DataAtom: t.DataAtom, Data: t.Data, Attr: t.Attr}
}

// mayGo reports whether an element may be left out, by its start tag.
func mayGo(n *html.Node) bool {
	return skipped(n) || isMenu(n) || n.DataAtom == atom.Header || n.DataAtom == atom.Footer
}

// cuttable reports whether a piece may end before an element that begins: not before
// one that may be left out, for that would end no block.
func (c *cutter) cuttable(n *html.Node) bool {
	name := n.DataAtom
	if mayGo(n) {
		return false
	}
	for i := range c.stack {
		if c.stack[i].tag == "" {
			return false
		}
	}
	if len(c.stack) == 0 {
		return slices.Contains(begins, name)
	}
	switch top := c.stack[len(c.stack)-1].name; {
	case top == atom.Dl:
		return name == atom.Dt || name == atom.Dd
	case slices.Contains(lists, top):
		return name == atom.Li
	case slices.Contains(tables, top):
		return name == atom.Tr
	}
	return slices.Contains(begins, name)
}

// head are the start tags of what is open.
func (c *cutter) head() string {
	var b strings.Builder
	for i := range c.stack {
		e := &c.stack[i]
		if e.name == atom.Ol {
			// The first of two attributes of a name counts.
			fmt.Fprintf(&b, "<ol start=\"%d\"%s", e.value, e.tag[len("<ol"):])
			continue
		}
		b.WriteString(e.tag)
	}
	return b.String()
}
