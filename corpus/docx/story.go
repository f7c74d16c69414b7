package docx

import (
	"encoding/xml"
	"strings"
	"unicode"

	"bitext/corpus"
	"bitext/corpus/markup"
)

// story is one flow of paragraphs: the body, a note, a text box.
type story struct {
	r      *reader
	emit   func(corpus.Block)
	carry  string      // text of a paragraph whose end is not there: it goes on in the next
	lead   *properties // of a heading that the next paragraph runs on from
	fields []field
}

// field is an open field: its instruction comes first, then, behind a
// separator, what is shown.
type field struct{ shown bool }

// blocks reads paragraphs and tables up to the end of the element whose start
// was read last. kind is what plain paragraphs are here.
func (s *story) blocks(d *markup.Decoder, kind corpus.Kind) error {
	return d.Children(func(e xml.StartElement) error { return s.block(d, e, kind) })
}

func (s *story) block(d *markup.Decoder, e xml.StartElement, kind corpus.Kind) error {
	switch e.Name.Local {
	case "p":
		return s.paragraph(d, kind)
	case "tbl":
		return s.table(d)
	case "sdt", "sdtContent", "customXml", "smartTag", "body":
		return s.blocks(d, kind)
	case "ins", "moveTo":
		if !s.r.opts.Original {
			return s.blocks(d, kind)
		}
	case "del", "moveFrom":
		if s.r.opts.Original {
			return s.blocks(d, kind)
		}
	case "altChunk":
		return s.chunk(markup.Attr(e, "id"))
	case "AlternateContent":
		return firstChoice(d, func() error { return s.blocks(d, kind) })
	}
	return nil
}

// firstChoice reads the first Choice of an AlternateContent that asks for nothing
// unknown, or its Fallback where there is none (ECMA-376 part 3).
func firstChoice(d *markup.Decoder, f func() error) error {
	done := false
	return d.Children(func(e xml.StartElement) error {
		switch {
		case done:
			return nil
		case e.Name.Local == "Choice" && understood(markup.Attr(e, "Requires")):
		case e.Name.Local == "Fallback":
		default:
			return nil
		}
		done = true
		return f()
	})
}

// understood reports whether a Choice asks for extensions of Word's own alone, by
// the prefixes that all programs give them. What is not of them is written so that
// it can be left out.
func understood(requires string) bool {
	for prefix := range strings.FieldsSeq(requires) {
		known := false
		for _, own := range []string{"w1", "wp", "a1", "am3d", "aink", "c1", "cx", "p1", "v2", "o", "v", "m"} {
			known = known || prefix == own || len(own) > 1 && strings.HasPrefix(prefix, own)
		}
		if !known {
			return false
		}
	}
	return true
}

// table reads a table row by row, cell by cell.
func (s *story) table(d *markup.Decoder) error {
	return d.Children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "tr":
			return s.row(d)
		case "sdt", "sdtContent", "customXml":
			return s.table(d)
		}
		return nil
	})
}

func (s *story) row(d *markup.Decoder) error {
	gone := false // the row as a whole was deleted, or inserted
	return d.Children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "trPr":
			return d.Children(func(e xml.StartElement) error {
				gone = gone || s.absent(e.Name.Local)
				return nil
			})
		case "tc":
			if gone {
				return nil
			}
			return s.cell(d)
		case "sdt", "sdtContent", "customXml":
			return s.row(d)
		}
		return nil
	})
}

// cell reads a table cell, unless tracked changes took it out.
func (s *story) cell(d *markup.Decoder) error {
	gone := false
	return d.Children(func(e xml.StartElement) error {
		switch {
		case e.Name.Local == "tcPr":
			return d.Children(func(e xml.StartElement) error {
				gone = gone || s.absent(strings.ToLower(strings.TrimPrefix(e.Name.Local, "cell")))
				return nil
			})
		case gone:
			return nil
		}
		return s.block(d, e, corpus.TableCell)
	})
}

// absent reports whether a mark of tracked changes takes its content out of
// the text that is read.
func (s *story) absent(change string) bool {
	switch change {
	case "del", "moveFrom":
		return !s.r.opts.Original
	case "ins", "moveTo":
		return s.r.opts.Original
	}
	return false
}

// properties is what a paragraph says of itself.
type properties struct {
	style   string
	list    numRef
	outline int
	joined  bool   // its end was deleted, or it is a large first letter: the next paragraph goes on
	runIn   bool   // its end is a style separator: the next paragraph goes on in its line
	hidden  toggle // whether its end is hidden text
	section bool   // it ends a section
}

// paragraph reads a paragraph and what is anchored in it.
func (s *story) paragraph(d *markup.Decoder, kind corpus.Kind) error {
	p := &paragraph{story: s, hidden: s.r.styles.hiddenText("")}
	var props properties
	page := s.r.pageNow()
	err := d.Children(func(e xml.StartElement) error {
		if e.Name.Local == "pPr" {
			err := props.read(d, s)
			p.hidden = s.r.styles.hiddenText(props.style)
			return err
		}
		return p.inline(d, e)
	})
	if err != nil {
		return err
	}
	if page != s.r.pageNow() && p.before == 0 { // the page ended before the first word
		page = s.r.pageNow()
	}
	p.finish(props, kind, page)
	return nil
}

func (p *properties) read(d *markup.Decoder, s *story) error {
	return d.Children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "pStyle":
			p.style = markup.Attr(e, "val")
		case "numPr":
			return p.list.read(d)
		case "outlineLvl":
			p.outline = outline(e)
		case "sectPr":
			p.section = true
		case "framePr":
			drop := markup.Attr(e, "dropCap")
			p.joined = p.joined || drop == "drop" || drop == "margin"
		case "rPr":
			return d.Children(func(e xml.StartElement) error {
				p.joined = p.joined || s.absent(e.Name.Local)
				p.runIn = p.runIn || e.Name.Local == "specVanish" && isOn(e)
				if e.Name.Local == "vanish" {
					p.hidden = toggled(e)
				}
				return nil
			})
		}
		return nil
	})
}

// paragraph gathers the text of one paragraph.
type paragraph struct {
	*story
	text   strings.Builder
	hidden bool           // its style hides what does not say otherwise
	before int            // bytes of text at the first page end, 0 where the page ended first
	after  []corpus.Block // text boxes
	notes  []noteRef
}

// noteRef is a reference to a note.
type noteRef struct {
	id   string
	mark string
}

// finish emits the paragraph with its number, then what is anchored in it.
func (p *paragraph) finish(props properties, kind corpus.Kind, page int) {
	body := p.carry + p.text.String()
	p.carry = ""
	if p.lead != nil {
		props.style, props.list, props.outline = p.lead.style, p.lead.list, p.lead.outline
	}
	p.lead = nil
	switch {
	case props.runIn:
		p.carry, p.lead = body, &props
	case props.joined:
		p.carry = body
	default:
		p.emitBlock(props, kind, page, body)
	}
	for _, b := range p.after {
		p.emit(b)
	}
	for _, n := range p.notes {
		for i, t := range p.r.notes[n.id] {
			b := corpus.Block{Kind: corpus.Footnote, Page: int32(page), Text: t.text}
			if i == 0 && n.mark != "" && !strings.HasPrefix(t.text, n.mark) {
				b.Label, b.Text = n.mark, n.mark+" "+withoutDress(t.text)
			}
			p.emit(b)
		}
	}
}

// withoutDress takes off what a note wears around its number, which is not in
// the text: the brackets of "(1) See" or the stroke of "1/ See".
func withoutDress(note string) string {
	s := strings.TrimLeftFunc(note, unicode.IsSpace)
	for _, dress := range []string{"()", "[]", ")", ".", "/"} {
		if rest, ok := strings.CutPrefix(s, dress); ok && rest != strings.TrimLeftFunc(rest, unicode.IsSpace) {
			return strings.TrimLeftFunc(rest, unicode.IsSpace)
		}
	}
	return s
}

func (p *paragraph) emitBlock(props properties, kind corpus.Kind, page int, body string) {
	b := corpus.Block{Kind: kind, Page: int32(page), Text: body}
	ref := props.list
	if inherited := p.r.styles.list(props.style); !ref.set {
		ref.id, ref.set = inherited.id, inherited.set
		if !ref.deep {
			ref.level, ref.deep = inherited.level, inherited.deep
		}
	}
	if ref.set && !ref.deep {
		ref.level = p.r.numbers.levelOfStyle(ref.id, props.style)
	}
	item := false
	empty := strings.TrimFunc(body, unicode.IsSpace) == ""
	gone := empty && (props.section || props.hidden == on || props.hidden == inherited && p.hidden) // such paragraphs are not counted
	if ref.set && ref.id != "0" && !gone {
		b.Label, item = p.r.numbers.next(ref.id, ref.level)
	}
	if empty || gone {
		return
	}
	if kind == corpus.Paragraph {
		level := props.outline
		if level == 0 {
			level = p.r.styles.heading(props.style)
		}
		switch {
		case level > 0:
			b.Kind, b.Level = corpus.Heading, corpus.Depth(level)
		case item && (b.Label == "" || ref.level > 0):
			b.Kind, b.Level = corpus.ListItem, corpus.Depth(ref.level+1)
		}
	}
	if b.Label != "" {
		b.Text = b.Label + " " + strings.TrimLeftFunc(body, unicode.IsSpace)
	}
	p.emit(b)
}
