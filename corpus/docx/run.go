package docx

import (
	"encoding/xml"
	"strconv"
	"strings"

	"bitext/corpus"
	"bitext/corpus/markup"
	"bitext/corpus/text"
)

// inline reads what stands within a paragraph.
func (p *paragraph) inline(d *markup.Decoder, e xml.StartElement) error {
	each := func() error {
		return d.Children(func(e xml.StartElement) error { return p.inline(d, e) })
	}
	switch name := e.Name.Local; name {
	case "r":
		return p.run(d)
	case "ins", "del", "moveFrom", "moveTo":
		if p.absent(name) {
			return nil
		}
		return each()
	case "hyperlink", "fldSimple", "sdt", "sdtContent", "smartTag", "customXml", "dir", "bdo", "ruby", "rubyBase":
		return each()
	case "oMath", "oMathPara":
		return d.Children(func(e xml.StartElement) error { return p.math(d, e) })
	case "AlternateContent":
		return firstChoice(d, each)
	}
	return nil
}

// runProperties is what a run says of itself.
type runProperties struct {
	hidden bool
	raised bool
	greek  bool // set in the font Symbol
}

// run reads a run of text of one look.
func (p *paragraph) run(d *markup.Decoder) error {
	props := runProperties{hidden: p.hidden}
	start := p.text.Len()
	err := d.Children(func(e xml.StartElement) error {
		if e.Name.Local == "rPr" {
			return p.runProps(d, &props)
		}
		if props.hidden && e.Name.Local != "fldChar" {
			return nil
		}
		if e.Name.Local == "t" && props.greek && p.shows() {
			s, err := d.Text()
			p.text.WriteString(withoutPrivate(s, true))
			return err
		}
		return p.runContent(d, e)
	})
	if props.raised && err == nil {
		p.raise(start)
	}
	return err
}

func (p *paragraph) runProps(d *markup.Decoder, props *runProperties) error {
	return d.Children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "vanish":
			props.hidden = isOn(e)
		case "rStyle": // it turns round what the paragraph says, as for bold type
			props.hidden = p.hidden != p.r.styles.hidden(markup.Attr(e, "val"))
		case "rFonts":
			props.greek = isSymbolFont(markup.Attr(e, "ascii"))
		case "vertAlign":
			props.raised = markup.Attr(e, "val") == "superscript"
		}
		return nil
	})
}

// raise turns the digits of a raised run into raised characters, so that a
// footnote mark set by hand does not run into the word before it.
func (p *paragraph) raise(start int) {
	all := p.text.String()
	added := all[start:]
	if added == "" || strings.Trim(added, "0123456789") != "" {
		return
	}
	p.text.Reset()
	p.text.WriteString(all[:start] + text.Superscript(added))
}

// shows reports whether text here is shown: it is not the instruction of a
// field.
func (s *story) shows() bool {
	if s.r.loose {
		return true
	}
	for _, f := range s.fields {
		if !f.shown {
			return false
		}
	}
	return true
}

// maxFields bounds the fields that may be open at once.
const maxFields = 64

// runContent reads one piece of a run.
func (p *paragraph) runContent(d *markup.Decoder, e xml.StartElement) error {
	if e.Name.Local == "fldChar" {
		p.fieldChar(markup.Attr(e, "fldCharType"))
		return nil
	}
	if !p.shows() {
		return nil
	}
	if p.sign(e) {
		return nil
	}
	switch e.Name.Local {
	case "t", "delText":
		s, err := d.Text()
		p.text.WriteString(withoutPrivate(s, false))
		return err
	case "drawing", "pict", "object", "inline", "anchor", "graphic", "graphicData", "wsp", "wgp", "grpSp", "wpc", "txbx", "textbox",
		"shape", "rect", "roundrect", "group", "oval", "line", "polyline", "curve", "arc", "shapetype":
		return d.Children(func(e xml.StartElement) error { return p.runContent(d, e) })
	case "txbxContent":
		box := &story{r: p.r, emit: func(b corpus.Block) { p.after = append(p.after, b) }}
		return box.blocks(d, corpus.Paragraph)
	case "AlternateContent":
		return firstChoice(d, func() error {
			return d.Children(func(e xml.StartElement) error { return p.runContent(d, e) })
		})
	case "ruby", "rubyBase":
		return d.Children(func(e xml.StartElement) error {
			if e.Name.Local == "r" {
				return p.run(d)
			}
			return p.runContent(d, e)
		})
	}
	return nil
}

// sign writes an element that stands for one character or mark; false for
// other elements.
func (p *paragraph) sign(e xml.StartElement) bool {
	switch e.Name.Local {
	case "tab", "ptab":
		p.text.WriteByte('\t')
	case "br", "cr":
		if markup.Attr(e, "type") == "page" {
			p.r.hard++
		}
		p.text.WriteByte(' ')
	case "noBreakHyphen":
		p.text.WriteString("\u2011")
	case "lastRenderedPageBreak":
		if p.before == 0 {
			p.before = p.text.Len()
		}
		p.r.page++
	case "sym":
		p.text.WriteString(symbol(markup.Attr(e, "font"), markup.Attr(e, "char")))
	case "footnoteReference":
		p.refer("footnotes", e)
	case "endnoteReference":
		p.refer("endnotes", e)
	default:
		return false
	}
	return true
}

func (s *story) fieldChar(kind string) {
	n := len(s.fields)
	switch {
	case kind == "begin" && n < maxFields:
		s.fields = append(s.fields, field{})
	case kind == "separate" && n > 0:
		s.fields[n-1].shown = true
	case kind == "end" && n > 0:
		s.fields = s.fields[:n-1]
	}
}

// refer writes the mark of a note and remembers to emit the note.
func (p *paragraph) refer(kind string, e xml.StartElement) {
	id := kind + " " + markup.Attr(e, "id")
	if p.r.notes[id] == nil {
		return
	}
	mark := ""
	if !isSet(e, "customMarkFollows") {
		p.r.noteNo[kind]++
		mark = noteMark(p.r.noteNo[kind], p.r.formats[kind])
		p.text.WriteString(mark)
	}
	p.notes = append(p.notes, noteRef{id, mark})
}

// noteMark is the mark of a note: raised digits, or whatever else the document counts
// in within brackets, so that it does not run into the word before it.
func noteMark(n int, format string) string {
	if mark := writeNumber(n, format); strings.Trim(mark, "0123456789") != "" {
		return "[" + mark + "]"
	}
	return text.Superscript(strconv.Itoa(n))
}

func isSet(e xml.StartElement, attr string) bool {
	v := markup.Attr(e, attr)
	return v == "1" || v == "true" || v == "on"
}
