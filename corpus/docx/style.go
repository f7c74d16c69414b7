package docx

import (
	"encoding/xml"
	"strconv"
	"strings"

	"bitext/corpus/archive"
	"bitext/corpus/markup"
	"bitext/corpus/opc"
)

// style is what a style says about reading.
type style struct {
	name    string // in small letters; Word keeps English names for its own styles
	parent  string
	outline int // level of a heading from 1; 0 for none
	list    numRef
	hidden  toggle
}

// toggle is a property that may be left to what a style is based on.
type toggle uint8

const (
	inherited toggle = iota
	off
	on
)

func toggled(e xml.StartElement) toggle {
	if isOn(e) {
		return on
	}
	return off
}

// numRef points into numbering.xml.
type numRef struct {
	id    string
	level int
	set   bool // the id is given: "0" takes numbers off
	deep  bool // the level is given
}

// styles are the styles of a document by identity.
type styles struct {
	by    map[string]style
	usual string // style of paragraphs that name none
}

// maxParents bounds the walk through styles that are based on each other.
const maxParents = 20

func (s *styles) read(a *archive.Archive, part string) error {
	s.by = map[string]style{}
	return opc.Each(a, part, func(d *markup.Decoder, e xml.StartElement) error {
		if e.Name.Local != "style" {
			return nil
		}
		id := markup.Attr(e, "styleId")
		var st style
		err := d.Children(func(e xml.StartElement) error {
			switch e.Name.Local {
			case "name":
				st.name = strings.ToLower(markup.Attr(e, "val"))
			case "basedOn":
				st.parent = markup.Attr(e, "val")
			case "pPr":
				return d.Children(func(e xml.StartElement) error {
					return st.paragraphProperty(d, e)
				})
			case "rPr":
				return d.Children(func(e xml.StartElement) error {
					if e.Name.Local == "vanish" {
						st.hidden = toggled(e)
					}
					return nil
				})
			}
			return nil
		})
		s.by[id] = st
		if isDefault := markup.Attr(e, "default"); (isDefault == "1" || isDefault == "true" || isDefault == "on") && markup.Attr(e, "type") == "paragraph" {
			s.usual = id
		}
		return err
	})
}

func (st *style) paragraphProperty(d *markup.Decoder, e xml.StartElement) error {
	switch e.Name.Local {
	case "outlineLvl":
		st.outline = outline(e)
	case "numPr":
		return st.list.read(d)
	}
	return nil
}

// outline is the level of a heading from 1; level 9 of the file is body text.
func outline(e xml.StartElement) int {
	if n, err := strconv.Atoi(markup.Attr(e, "val")); err == nil && n >= 0 && n < 9 {
		return n + 1
	}
	return 0
}

func (n *numRef) read(d *markup.Decoder) error {
	return d.Children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "numId":
			n.id, n.set = markup.Attr(e, "val"), true
		case "ilvl":
			n.level, n.deep = number(markup.Attr(e, "val")), true
		}
		return nil
	})
}

// isOn reads a property that is on unless it says otherwise.
func isOn(e xml.StartElement) bool {
	switch markup.Attr(e, "val") {
	case "0", "false", "off":
		return false
	}
	return true
}

// number reads a number from 0 to a million, 0 for anything else.
func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 || n > 1_000_000 {
		return 0
	}
	return n
}

// hidden reports whether a style hides its text, itself or by what it is based on.
func (s *styles) hidden(id string) bool {
	for range maxParents {
		st, ok := s.by[id]
		if !ok || st.hidden != inherited {
			return st.hidden == on
		}
		id = st.parent
	}
	return false
}

// hiddenText reports whether the style of a paragraph, or the usual one, hides text.
func (s *styles) hiddenText(id string) bool {
	if id == "" {
		id = s.usual
	}
	return s.hidden(id)
}

// heading gives the level of a heading style, 0 for others; the title of a
// document is level 1.
func (s *styles) heading(id string) int {
	for range maxParents {
		st, ok := s.by[id]
		if !ok {
			return 0
		}
		if n, found := strings.CutPrefix(st.name, "heading "); found {
			if level := number(n); level > 0 {
				return level
			}
		}
		switch {
		case st.outline > 0:
			return st.outline
		case st.name == "title", st.name == "subtitle":
			return 1
		case st.name == "toc heading":
			return 1
		}
		id = st.parent
	}
	return 0
}

// list gives the numbering of a style, its own or its parents'.
func (s *styles) list(id string) numRef {
	var out numRef
	for range maxParents {
		st, ok := s.by[id]
		if !ok {
			break
		}
		if !out.set && st.list.set {
			out.id, out.set = st.list.id, true
		}
		if !out.deep && st.list.deep {
			out.level, out.deep = st.list.level, true
		}
		if out.set {
			break
		}
		id = st.parent
	}
	return out
}
