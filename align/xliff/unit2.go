package xliff

import (
	"encoding/xml"
	"strings"

	"bitext/corpus/markup"
)

// unitIDs checks the identifiers within one unit of XLIFF 2: those of its
// segments and inline codes share one scope, but a code of the source has its
// likeness in the target.
type unitIDs struct {
	c        *constraints
	segments idSet
	source   idSet
	target   idSet
	data     map[string]string
	dataRefs []string
	starts   [2]map[string]bool // start codes (sc) by side, and whether their end was seen
	marks    [2]map[string]bool // start markers (sm)
	count    int
}

func newUnitIDs(c *constraints) *unitIDs {
	u := &unitIDs{c: c, segments: idSet{}, source: idSet{}, target: idSet{}, data: map[string]string{}}
	for i := range u.starts {
		u.starts[i], u.marks[i] = map[string]bool{}, map[string]bool{}
	}
	return u
}

// segment checks a segment or ignorable.
func (u *unitIDs) segment(e xml.StartElement) error {
	if e.Name.Local == "segment" {
		u.count++
		if err := u.c.oneOf(e, "state", "initial", "translated", "reviewed", "final"); err != nil {
			return err
		}
		if err := u.c.yesNo(e, "canResegment"); err != nil {
			return err
		}
		if sub, ok := attribute(e, "subState"); ok {
			if _, state := attribute(e, "state"); !state {
				return u.c.broken("subState %q without state", sub)
			}
			if err := u.prefixed(e, "subState", sub); err != nil {
				return err
			}
		}
	}
	id, ok := attribute(e, "id")
	if !ok {
		return nil
	}
	return u.c.unique(e.Name.Local, id, u.segments)
}

func (u *unitIDs) addData(id, text string) error {
	if id == "" {
		return u.c.broken("<data> needs an id")
	}
	if _, twice := u.data[id]; twice {
		return u.c.broken("id %q of <data> is used twice", id)
	}
	u.data[id] = text
	return nil
}

// prefixed checks a value that must read prefix:value.
func (u *unitIDs) prefixed(e xml.StartElement, name, value string) error {
	prefix, rest, found := strings.Cut(value, ":")
	if !found || prefix == "" || rest == "" {
		return u.c.broken("%s %q of <%s> is not prefix:value", name, value, e.Name.Local)
	}
	return nil
}

// code checks one inline element of a source or target.
func (u *unitIDs) code(e xml.StartElement, target bool) error {
	side, seen := 0, u.source
	if target {
		side, seen = 1, u.target
	}
	for _, name := range []string{"dataRef", "dataRefStart", "dataRefEnd"} {
		if v, ok := attribute(e, name); ok {
			u.dataRefs = append(u.dataRefs, v)
		}
	}
	if err := u.common(e); err != nil {
		return err
	}
	switch e.Name.Local {
	case "ph", "pc", "mrk", "sm":
		if e.Name.Local == "sm" {
			u.marks[side][markup.Attr(e, "id")] = false
		}
		return u.id(e, seen)
	case "sc":
		if v, _ := attribute(e, "isolated"); v != "yes" {
			u.starts[side][markup.Attr(e, "id")] = false
		}
		return u.id(e, seen)
	case "ec":
		return u.ending(e, side, seen)
	case "em":
		return u.closes(e, "sm", u.marks[side])
	case "cp":
		if hex, ok := attribute(e, "hex"); !ok || len(hex) < 4 {
			return u.c.broken("<cp> needs hex")
		}
		return nil
	}
	if e.Name.Space == "" {
		return u.c.broken("<%s> is no inline element", e.Name.Local)
	}
	return nil
}

// common checks the attributes that inline elements share.
func (u *unitIDs) common(e xml.StartElement) error {
	if err := u.c.yesNo(e, "canCopy", "canDelete", "canOverlap", "isolated", "translate"); err != nil {
		return err
	}
	if err := u.c.oneOf(e, "canReorder", "yes", "no", "firstNo"); err != nil {
		return err
	}
	if e.Name.Local != "mrk" && e.Name.Local != "sm" {
		if err := u.c.oneOf(e, "type", "fmt", "ui", "quote", "link", "image", "other"); err != nil {
			return err
		}
	}
	sub, ok := attribute(e, "subType")
	if !ok {
		return nil
	}
	if _, typed := attribute(e, "type"); !typed {
		return u.c.broken("subType %q of <%s> without type", sub, e.Name.Local)
	}
	return u.prefixed(e, "subType", sub)
}

func (u *unitIDs) id(e xml.StartElement, seen idSet) error {
	id, ok := attribute(e, "id")
	if !ok {
		return u.c.broken("<%s> needs an id", e.Name.Local)
	}
	if u.segments[id] {
		return u.c.broken("id %q of <%s> is that of a segment", id, e.Name.Local)
	}
	return u.c.unique(e.Name.Local, id, seen)
}

// ending checks an end code: isolated with an id, or closing a start code.
func (u *unitIDs) ending(e xml.StartElement, side int, seen idSet) error {
	if v, _ := attribute(e, "isolated"); v == "yes" {
		if _, ok := attribute(e, "startRef"); ok {
			return u.c.broken("an isolated <ec> has no startRef")
		}
		return u.id(e, seen)
	}
	if _, ok := attribute(e, "id"); ok {
		return u.c.broken("an <ec> that is not isolated has no id")
	}
	return u.closes(e, "sc", u.starts[side])
}

func (u *unitIDs) closes(e xml.StartElement, start string, open map[string]bool) error {
	ref, ok := attribute(e, "startRef")
	if !ok {
		return u.c.broken("<%s> needs startRef", e.Name.Local)
	}
	closed, known := open[ref]
	if !known {
		return u.c.broken("startRef %q of <%s> leads to no <%s> before it", ref, e.Name.Local, start)
	}
	if closed {
		return u.c.broken("<%s> %q is ended twice", start, ref)
	}
	open[ref] = true
	return nil
}

// end checks what only the whole unit tells.
func (u *unitIDs) end() error {
	if u.count == 0 {
		return u.c.broken("a unit needs at least one <segment>")
	}
	for _, ref := range u.dataRefs {
		if _, ok := u.data[ref]; !ok {
			return u.c.broken("dataRef %q leads to no <data> of the unit", ref)
		}
	}
	for side := range u.starts {
		if err := u.unclosed("sc", u.starts[side]); err != nil {
			return err
		}
		if err := u.unclosed("sm", u.marks[side]); err != nil {
			return err
		}
	}
	return nil
}

// unclosed names the smallest identifier left open, so that the message does
// not depend on the order of a map.
func (u *unitIDs) unclosed(start string, open map[string]bool) error {
	first := ""
	for id, closed := range open {
		if !closed && (first == "" || id < first) {
			first = id
		}
	}
	if first != "" {
		return u.c.broken("<%s> %q is never ended", start, first)
	}
	return nil
}
