// Package valid checks XLIFF 2.0, 2.1 and 2.2 files against the constraints of
// the specification: where elements and attributes may stand, what values they
// may have, and what identifiers, references and inline codes must agree with,
// in the core and in the modules.
//
// Sources: "XLIFF Version 2.0/2.1/2.2", OASIS, and the XML schemas published
// with them.
package valid

import (
	"encoding/xml"
	"fmt"
	"strings"
)

// Error says which constraint is broken and where.
type Error struct {
	Line    int    // from 1
	Message string // the constraint, in English
}

func (e *Error) Error() string { return fmt.Sprintf("line %d: %s", e.Line, e.Message) }

// name is an element or attribute name with its name space resolved to the
// short prefix that this package uses ("" for the core, "mtc" for the matches
// module); name spaces that are not XLIFF's keep their URI.
type name struct{ space, local string }

func (n name) String() string {
	if n.space == "" || strings.ContainsAny(n.space, ":/") {
		return n.local
	}
	return n.space + ":" + n.local
}

// node is an element. Its text is not kept, only whether it has any.
type node struct {
	name   name
	attrs  []attr
	kids   []*node
	parent *node
	line   int
	text   bool // has character data other than white space
	seen   bool // a unit that was checked and has let go of what is in it
	spaces map[string]string
	units  map[string]bool // of a file: identifiers of the units that are let go
}

type attr struct {
	name  name
	value string
}

// attr gives an attribute of the element's own (no name space).
func (n *node) attr(local string) string { v, _ := n.lookup("", local); return v }

func (n *node) lookup(space, local string) (string, bool) {
	for _, a := range n.attrs {
		if a.name.space == space && a.name.local == local {
			return a.value, true
		}
	}
	return "", false
}

// is reports whether the node is one of the core elements named.
func (n *node) is(locals ...string) bool {
	if n == nil || n.name.space != "" {
		return false
	}
	for _, l := range locals {
		if n.name.local == l {
			return true
		}
	}
	return false
}

// up is the nearest ancestor, or the node itself, that is one of the core
// elements named; nil where there is none.
func (n *node) up(locals ...string) *node {
	for ; n != nil; n = n.parent {
		if n.is(locals...) {
			return n
		}
	}
	return nil
}

// inherited is the value of an attribute here or on the nearest ancestor that
// has it.
func (n *node) inherited(space, local, otherwise string) string {
	for ; n != nil; n = n.parent {
		if v, ok := n.lookup(space, local); ok {
			return v
		}
	}
	return otherwise
}

// all visits the nodes below n in the order of the file.
func (n *node) all(visit func(*node)) {
	for _, k := range n.kids {
		visit(k)
		k.all(visit)
	}
}

// child is the first child of that name in the core.
func (n *node) child(local string) *node {
	for _, k := range n.kids {
		if k.is(local) {
			return k
		}
	}
	return nil
}

// Checker follows the tokens of a file. The zero value is ready. It holds one unit
// at a time, for a file of short units takes ten times its size as a tree: what
// constraints ask across units are their identifiers.
type Checker struct {
	root, at *node
	found    finder
}

// Token takes the next token, whose line number is given; name spaces must not
// be resolved yet.
func (c *Checker) Token(t xml.Token, line int) {
	switch t := t.(type) {
	case xml.StartElement:
		n := &node{parent: c.at, line: line}
		if c.at != nil {
			n.spaces = c.at.spaces
			c.at.kids = append(c.at.kids, n)
		} else if c.root == nil {
			c.root = n
		}
		n.declare(t.Attr)
		n.name = name{n.resolve(t.Name.Space, false), t.Name.Local}
		for _, a := range t.Attr {
			if a.Name.Space != "xmlns" && (a.Name.Space != "" || a.Name.Local != "xmlns") {
				n.attrs = append(n.attrs, attr{name{n.resolve(a.Name.Space, true), a.Name.Local}, a.Value})
			}
		}
		c.at = n
	case xml.EndElement:
		if c.at != nil {
			c.letGo(c.at)
			c.at = c.at.parent
		}
	case xml.CharData:
		if c.at != nil && !c.at.text && strings.TrimSpace(string(t)) != "" {
			c.at.text = true
		}
	}
}

// letGo checks a unit that has ended and lets go of what is in it, and of the unit
// itself where another stands before it, so that the order of elements in the file
// stays to be seen. What names other units is kept: they may come later.
func (c *Checker) letGo(unit *node) {
	if !unit.is("unit") || unit.namesUnits() {
		return
	}
	c.found.whole(c.root, unit)
	unit.kids, unit.seen = nil, true
	file := unit.up("file")
	if file == nil {
		return
	}
	if file.units == nil {
		file.units = map[string]bool{}
	}
	file.units[unit.attr("id")] = true
	if kids := unit.parent.kids; len(kids) > 1 && kids[len(kids)-2].seen {
		unit.parent.kids = kids[:len(kids)-1]
	}
}

// namesUnits reports whether a code in the unit refers to other units.
func (n *node) namesUnits() bool {
	names := false
	n.all(func(k *node) {
		for _, name := range subFlows {
			names = names || k.attr(name) != ""
		}
	})
	return names
}

// declare notes the name spaces that an element declares.
func (n *node) declare(attrs []xml.Attr) {
	own := false
	for _, a := range attrs {
		prefix := a.Name.Local
		switch {
		case a.Name.Space == "xmlns":
		case a.Name.Space == "" && a.Name.Local == "xmlns":
			prefix = ""
		default:
			continue
		}
		if !own {
			own = true
			spaces := map[string]string{}
			for k, v := range n.spaces {
				spaces[k] = v
			}
			n.spaces = spaces
		}
		n.spaces[prefix] = short(a.Value)
	}
}

// resolve gives the name space of a prefix; one that is not declared is itself
// with a mark that no schema knows.
func (n *node) resolve(prefix string, attribute bool) string {
	switch {
	case prefix == "xml":
		return "xml"
	case prefix == "" && attribute:
		return ""
	}
	if s, ok := n.spaces[prefix]; ok {
		return s
	}
	if prefix == "" {
		return foreign + "none"
	}
	return foreign + prefix
}

// foreign begins the names of spaces that are not XLIFF's.
const foreign = "other:"

// short gives the prefix of XLIFF's own name spaces, whatever their version.
func short(uri string) string {
	rest, ok := strings.CutPrefix(uri, "urn:oasis:names:tc:xliff:")
	if !ok {
		if uri == "http://www.w3.org/2005/11/its" {
			return "its"
		}
		return foreign + uri
	}
	module, _, _ := strings.Cut(rest, ":")
	if p, ok := modulePrefix[module]; ok {
		return p
	}
	return foreign + uri
}

var modulePrefix = map[string]string{
	"document": "", "matches": "mtc", "glossary": "gls", "fs": "fs", "metadata": "mda", "resourcedata": "res",
	"sizerestriction": "slr", "validation": "val", "changetracking": "ctr", "itsm": "itsm", "pgs": "pgs",
}
