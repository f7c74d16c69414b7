package xliff

import (
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"

	"bitext/align/xliff/valid"
	"bitext/corpus"
	"bitext/corpus/markup"
)

// transparent2 are the inline elements of 2.x whose content is text.
func transparent2(e xml.StartElement) bool { return e.Name.Local == "pc" || e.Name.Local == "mrk" }

// read2 reads the files of XLIFF 2.x.
func (p *parser) read2(root xml.StartElement) error {
	b := p.bitext
	b.Source.SetLang(markup.Attr(root, "srcLang"))
	b.Target.SetLang(markup.Attr(root, "trgLang"))
	c := &constraints{root: root, line: p.dec.Line(), files: idSet{}, lenient: p.lenient}
	if err := p.at(c.start(root)); err != nil {
		return err
	}
	p.spaces = declared(nil, root.Attr)
	checker := p.check(root)
	for {
		t, err := p.dec.Token()
		if err == io.EOF {
			if err := c.whole(); err != nil {
				return err
			}
			return p.checked(checker)
		}
		if err != nil {
			return err
		}
		switch e := t.(type) {
		case xml.EndElement:
			if e.Name.Space == p.prefix && e.Name.Local == "file" {
				err = c.endFile()
			}
		case xml.StartElement:
			err = p.element2(c, e)
		}
		if err = p.at(err); err != nil {
			return err
		}
	}
}

// check begins to follow the tokens of a file for the constraints that take
// more than one element to judge.
func (p *parser) check(root xml.StartElement) *valid.Checker {
	c := &valid.Checker{}
	if !p.lenient {
		c.Token(root, p.dec.Line())
		p.dec.Watch = c.Token
	}
	return c
}

// checked gives the first constraint broken.
func (p *parser) checked(c *valid.Checker) error {
	if broken := c.End(); broken != nil {
		return fmt.Errorf("line %d: %w: %s", broken.Line, ErrConstraint, broken.Message)
	}
	return nil
}

// element2 reads an element outside units.
func (p *parser) element2(c *constraints, e xml.StartElement) error {
	if !p.core(e) {
		return p.dec.Skip()
	}
	switch e.Name.Local {
	case "file":
		p.spaces = declared(p.spaces, e.Attr)
		p.untranslatable(e)
		p.startFile(markup.Attr(e, "id"))
		return c.file(e)
	case "group":
		p.spaces = declared(p.spaces, e.Attr)
		p.untranslatable(e)
		return c.group(e)
	case "skeleton":
		return p.skeleton(c, e)
	case "notes":
		_, err := p.notes(c.newNotes())
		return err
	case "unit":
		if err := c.unit(e); err != nil {
			return err
		}
		if err := p.unit2(c, e); err != nil {
			return fmt.Errorf("unit %q: %w", markup.Attr(e, "id"), err)
		}
		return nil
	}
	return c.broken("<%s> cannot stand here", e.Name.Local)
}

// skeleton checks that a skeleton is either elsewhere or here.
func (p *parser) skeleton(c *constraints, e xml.StartElement) error {
	text, err := p.dec.Text()
	if err != nil {
		return err
	}
	if (markup.Attr(e, "href") == "") == (strings.TrimSpace(text) == "") {
		return c.broken("<skeleton> has either href or content")
	}
	return nil
}

// at adds the line to an error of a constraint.
func (p *parser) at(err error) error {
	if err == nil || strings.HasPrefix(err.Error(), "line ") || strings.Contains(err.Error(), ": line ") {
		return err
	}
	return atLine(p.dec.Line(), err)
}

func atLine(line int, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("line %d: %w", line, err)
}

// unit2 reads up to the end of a unit.
func (p *parser) unit2(c *constraints, start xml.StartElement) error {
	kept := p.untranslatable(start)
	u := newUnitIDs(c)
	var pieces []piece
	var notes unitNotes
	for depth := p.dec.Depth(); p.dec.Depth() >= depth; {
		t, err := p.dec.Token()
		if err != nil {
			return err
		}
		e, ok := t.(xml.StartElement)
		if !ok {
			continue
		}
		switch {
		case !p.core(e):
			err = p.module(c.root, e)
		case e.Name.Local == "notes":
			notes, err = p.notes(c.newNotes())
		case e.Name.Local == "originalData":
			err = p.originalData(u)
		case e.Name.Local == "segment", e.Name.Local == "ignorable":
			pieces, err = p.segment2(u, e, pieces)
		default:
			err = c.broken("<%s> cannot stand in a unit", e.Name.Local)
		}
		if err != nil {
			return err
		}
	}
	if err := u.end(); err != nil {
		return err
	}
	p.spaces = declared(p.spaces, start.Attr)
	p.restoreData(pieces, u.data, notes.byID)
	p.addUnit(markup.Attr(start, "id"), pieces, notes.all, notes.confidence, kept)
	return nil
}

// unitNotes are the notes of a unit. That in which Write puts the confidence is none.
type unitNotes struct {
	all        []string
	byID       map[string]string // those that have a name
	confidence float64           // 0 where it is not said
}

// notes reads a <notes> element.
func (p *parser) notes(n *noteIDs) (unitNotes, error) {
	var out unitNotes
	for depth := p.dec.Depth(); p.dec.Depth() >= depth; {
		t, err := p.dec.Token()
		if err != nil {
			return out, err
		}
		e, ok := t.(xml.StartElement)
		if !ok {
			continue
		}
		if err := n.note(e); err != nil {
			return out, err
		}
		text, err := p.dec.Text()
		if err != nil {
			return out, err
		}
		if c, err := strconv.ParseFloat(text, 64); markup.Attr(e, "category") == "confidence" && err == nil && c > 0 && c <= 1 {
			out.confidence = c
			continue
		}
		if id := markup.Attr(e, "id"); id != "" {
			if out.byID == nil {
				out.byID = map[string]string{}
			}
			out.byID[id] = text
		}
		out.all = append(out.all, text)
	}
	return out, nil
}

// originalData reads the markup that inline codes stand for.
func (p *parser) originalData(u *unitIDs) error {
	for depth := p.dec.Depth(); p.dec.Depth() >= depth; {
		t, err := p.dec.Token()
		if err != nil {
			return err
		}
		e, ok := t.(xml.StartElement)
		if !ok {
			continue
		}
		text, _, err := markup.Inline{Form: form2, Transparent: func(xml.StartElement) bool { return false }}.Read(p.dec)
		if err != nil {
			return err
		}
		if err := u.addData(markup.Attr(e, "id"), text); err != nil {
			return err
		}
	}
	return nil
}

// segment2 reads a segment or an ignorable. The content of an ignorable (mostly
// white space, which is passed over) belongs to the segment before it.
func (p *parser) segment2(u *unitIDs, start xml.StartElement, pieces []piece) ([]piece, error) {
	var s piece
	s.state = markup.Attr(start, "state")
	if err := u.segment(start); err != nil {
		return nil, err
	}
	hasSource := false
	for depth := p.dec.Depth(); p.dec.Depth() >= depth; {
		t, err := p.dec.Token()
		if err != nil {
			return nil, err
		}
		e, ok := t.(xml.StartElement)
		if !ok {
			continue
		}
		switch {
		case !p.core(e):
			err = p.dec.Skip()
		case e.Name.Local == "source" && !hasSource && !s.translated:
			hasSource = true
			s.source, s.sourceCodes, err = p.content2(u, e, false)
		case e.Name.Local == "target" && hasSource && !s.translated:
			s.translated = true
			if order := markup.Attr(e, "order"); order != "" {
				s.order, err = strconv.Atoi(order)
				if err != nil || s.order < 1 {
					err = u.c.broken("order %q is not a positive whole number", order)
				}
			}
			if err == nil {
				s.target, s.toCodes, err = p.content2(u, e, true)
			}
		case e.Name.Local == "target" && !hasSource:
			err = u.c.broken("a <target> without <source> before it")
		default:
			err = u.c.broken("<%s> cannot stand here: a segment is one <source>, then at most one <target>", e.Name.Local)
		}
		if err != nil {
			return nil, err
		}
	}
	if !hasSource {
		if err := u.c.broken("a segment without <source>"); err != nil {
			return nil, err
		}
	}
	if start.Name.Local == "ignorable" {
		return ignorable(pieces, s), nil
	}
	return append(pieces, s), nil
}

// ignorable appends the text between segments to the segment before it; what
// stands before the first segment is dropped unless it holds codes.
func ignorable(pieces []piece, s piece) []piece {
	if len(s.sourceCodes)+len(s.toCodes) == 0 && strings.TrimSpace(s.source+s.target) == "" {
		return pieces
	}
	if len(pieces) == 0 {
		if len(s.sourceCodes)+len(s.toCodes) > 0 {
			return append(pieces, s)
		}
		return pieces
	}
	last := &pieces[len(pieces)-1]
	shift := func(codes []corpus.Code, by int) []corpus.Code {
		for i := range codes {
			codes[i].At += by
		}
		return codes
	}
	last.sourceCodes = append(last.sourceCodes, shift(s.sourceCodes, len(last.source))...)
	last.source += s.source
	if last.translated {
		target := s.target
		if !s.translated {
			target = s.source
		}
		last.toCodes = append(last.toCodes, shift(s.toCodes, len(last.target))...)
		last.target += target
	}
	return pieces
}

// content2 reads inline content; <cp> becomes its character where XML can hold
// it.
func (p *parser) content2(u *unitIDs, e xml.StartElement, target bool) (string, []corpus.Code, error) {
	if err := u.c.language(e, target, p.dec.Line()); err != nil {
		return "", nil, err
	}
	in := markup.Inline{Form: form2, Transparent: transparent2}
	in.Tag = func(t xml.Token, _ int) (bool, error) {
		if e, ok := t.(xml.StartElement); ok {
			return false, u.code(e, target)
		}
		return false, nil
	}
	text, codes, err := in.Read(p.dec)
	if p.prefix != "" { // what is written has none
		for i := range codes {
			codes[i].Raw = strings.Replace(strings.Replace(codes[i].Raw, "<"+p.prefix+":", "<", 1), "</"+p.prefix+":", "</", 1)
		}
	}
	return text, codes, err
}
