package xliff

import (
	"encoding/xml"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"bitext/corpus/markup"
)

// ErrConstraint is wrapped by the error for a 2.x file that breaks a
// constraint of the specification.
var ErrConstraint = errors.New("the file breaks a constraint of XLIFF 2")

// idSet holds the identifiers used so far in a scope.
type idSet map[string]bool

// constraints checks what the specification of XLIFF 2 demands beyond being
// well-formed: required attributes, values from fixed lists, unique
// identifiers, references that lead somewhere.
type constraints struct {
	root    xml.StartElement
	lenient bool
	files   idSet
	units   idSet // of the file
	groups  idSet // of the file
	unitsIn int   // in the file
	line    int   // at which the start tag of the root ends
	target  int   // line of the first <target>; 0 before one was seen
}

// broken makes the error for a constraint, or none for a lenient reading.
func (c *constraints) broken(format string, args ...any) error {
	if c.lenient {
		return nil
	}
	return fmt.Errorf("%w: %s", ErrConstraint, fmt.Sprintf(format, args...))
}

// start checks the attributes of the root.
func (c *constraints) start(root xml.StartElement) error {
	if markup.Attr(root, "srcLang") == "" {
		return c.broken("<xliff> needs srcLang")
	}
	return nil
}

// whole checks what only the whole file tells.
func (c *constraints) whole() error {
	if len(c.files) == 0 {
		return atLine(c.line, c.broken("<xliff> needs at least one <file>"))
	}
	if c.target > 0 && markup.Attr(c.root, "trgLang") == "" {
		return atLine(c.line, c.broken("<xliff> needs trgLang, because there is a <target> on line %d", c.target))
	}
	return nil
}

func (c *constraints) file(e xml.StartElement) error {
	c.units, c.groups, c.unitsIn = idSet{}, idSet{}, 0
	return c.need(e, c.files)
}

func (c *constraints) endFile() error {
	if c.unitsIn == 0 {
		return c.broken("a <file> needs at least one <unit> or <group>")
	}
	return nil
}

func (c *constraints) group(e xml.StartElement) error {
	c.unitsIn++
	if err := c.yesNo(e, "canResegment", "translate"); err != nil {
		return err
	}
	return c.need(e, c.groups)
}

func (c *constraints) unit(e xml.StartElement) error {
	c.unitsIn++
	if err := c.yesNo(e, "canResegment", "translate"); err != nil {
		return err
	}
	return c.need(e, c.units)
}

// need checks that an element has an id, new in its scope.
func (c *constraints) need(e xml.StartElement, seen idSet) error {
	id, ok := attribute(e, "id")
	if !ok {
		return c.broken("<%s> needs an id", e.Name.Local)
	}
	return c.unique(e.Name.Local, id, seen)
}

func (c *constraints) unique(element, id string, seen idSet) error {
	if id == "" || strings.ContainsAny(id, " \t\n\r") {
		return c.broken("id %q of <%s> is not a name token", id, element)
	}
	if seen[id] {
		return c.broken("id %q of <%s> is used twice", id, element)
	}
	if seen != nil {
		seen[id] = true
	}
	return nil
}

func (c *constraints) yesNo(e xml.StartElement, names ...string) error {
	for _, name := range names {
		if err := c.oneOf(e, name, "yes", "no"); err != nil {
			return err
		}
	}
	return nil
}

// oneOf checks that an attribute, where it is there, has one of the values.
func (c *constraints) oneOf(e xml.StartElement, name string, values ...string) error {
	if v, ok := attribute(e, name); ok && !slices.Contains(values, v) {
		return c.broken("%s of <%s> is %q, not one of %s", name, e.Name.Local, v, strings.Join(values, ", "))
	}
	return nil
}

// language checks xml:lang of a source or target on a line against the root.
func (c *constraints) language(e xml.StartElement, target bool, line int) error {
	name := "srcLang"
	if target {
		name = "trgLang"
		if c.target == 0 {
			c.target = line
		}
	}
	if lang := markup.Attr(e, "lang"); lang != "" && !strings.EqualFold(lang, markup.Attr(c.root, name)) {
		return c.broken("xml:lang %q of <%s> is not the file's %s", lang, e.Name.Local, name)
	}
	return nil
}

// noteIDs checks the notes of one <notes>.
type noteIDs struct {
	c    *constraints
	seen idSet
}

func (c *constraints) newNotes() *noteIDs { return &noteIDs{c, idSet{}} }

func (n *noteIDs) note(e xml.StartElement) error {
	if e.Name.Local != "note" {
		return n.c.broken("<%s> cannot stand in <notes>", e.Name.Local)
	}
	if err := n.c.oneOf(e, "appliesTo", "source", "target"); err != nil {
		return err
	}
	if v, ok := attribute(e, "priority"); ok {
		if k, err := strconv.Atoi(v); err != nil || k < 1 || k > 10 {
			return n.c.broken("priority %q of <note> is not 1 to 10", v)
		}
	}
	if id, ok := attribute(e, "id"); ok {
		return n.c.unique("note", id, n.seen)
	}
	return nil
}

// attribute gives the value of an attribute and whether it is there.
func attribute(e xml.StartElement, local string) (string, bool) {
	for _, a := range e.Attr {
		if a.Name.Local == local && a.Name.Space == "" {
			return a.Value, true
		}
	}
	return "", false
}
