package odt

import (
	"encoding/xml"
	"strings"
	"unicode"

	"bitext/corpus"
	"bitext/corpus/markup"
	"bitext/corpus/text"
)

// story is one flow of paragraphs: the body, a text box, a note.
type story struct {
	r       *reader
	emit    func(corpus.Block)
	skipped int // insertions open that are not read
}

// blocks reads paragraphs, lists and tables up to the end of the element whose
// start was read last.
func (s *story) blocks(d *markup.Decoder, p place) error {
	return d.Children(func(e xml.StartElement) error { return s.block(d, e, &p) })
}

func (s *story) block(d *markup.Decoder, e xml.StartElement, p *place) error {
	switch e.Name.Local {
	case "number": // of a numbered paragraph, as the writing program has computed it
		label, err := d.Text()
		p.label = strings.TrimSpace(label)
		return err
	case "p", "h":
		return s.paragraph(d, e, p)
	case "list":
		return s.list(d, e, *p)
	case "section":
		if attr(e, "text", "display") == "none" || attr(e, "text", "is-hidden") == "true" {
			return nil
		}
		return s.blocks(d, *p)
	case "table-of-content", "alphabetical-index", "illustration-index", "table-index", "object-index", "user-index", "bibliography",
		"index-body", "index-title":
		return s.blocks(d, *p)
	case "numbered-paragraph":
		return s.numbered(d, e)
	case "table":
		return s.table(d)
	case "frame", "text-box", "g", "custom-shape", "rect", "a":
		return s.blocks(d, place{})
	case "tracked-changes":
		return s.tracked(d)
	case "change-start", "change-end", "change":
		s.changeMark(e)
	case "soft-page-break":
		s.r.page++
	}
	return nil
}

// table reads a table row by row, cell by cell. Cells that another one covers
// have nothing to read.
func (s *story) table(d *markup.Decoder) error {
	return d.Children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "table-header-rows", "table-rows", "table-row-group", "table-row":
			return s.table(d)
		case "table-cell":
			return s.blocks(d, place{cell: true})
		case "soft-page-break":
			s.r.page++
		}
		return nil
	})
}

// list reads a list with its items.
func (s *story) list(d *markup.Decoder, e xml.StartElement, p place) error {
	inner := s.r.lists.enter(p, attr(e, "xml", "id"), attr(e, "text", "style-name"),
		attr(e, "text", "continue-list"), attr(e, "text", "continue-numbering") == "true")
	return d.Children(func(e xml.StartElement) error {
		item := inner
		item.start = -1
		switch e.Name.Local {
		case "list-item":
			item.numbers = true
			if v := attr(e, "text", "start-value"); v != "" {
				item.start = number(v)
			}
		case "list-header":
		default:
			return nil
		}
		return s.blocks(d, item)
	})
}

// numbered reads a paragraph that is an item of a list without standing in one.
func (s *story) numbered(d *markup.Decoder, e xml.StartElement) error {
	item := s.r.lists.enter(place{}, "", attr(e, "text", "style-name"), "numbered "+attr(e, "text", "list-id"), true)
	s.r.lists.byID["numbered "+attr(e, "text", "list-id")] = item.counter
	item.depth = min(max(1, number(attr(e, "text", "level"))), levels)
	item.numbers, item.start = true, -1
	if v := attr(e, "text", "start-value"); v != "" {
		item.start = number(v)
	}
	return s.blocks(d, item)
}

// tracked reads the list of tracked changes.
func (s *story) tracked(d *markup.Decoder) error {
	return d.Children(func(e xml.StartElement) error {
		if e.Name.Local != "changed-region" {
			return nil
		}
		c := &change{}
		s.r.changes[attr(e, "text", "id")] = c
		s.r.changes[attr(e, "xml", "id")] = c
		return d.Children(func(e xml.StartElement) error {
			switch e.Name.Local {
			case "insertion":
				c.insertion = true
			case "deletion":
				var parts []string
				gone := &story{r: s.r, emit: func(b corpus.Block) { parts = append(parts, b.Text) }}
				err := gone.blocks(d, place{})
				c.deleted = strings.Join(parts, " ")
				return err
			}
			return nil
		})
	})
}

// changeMark opens or closes an insertion where the text before the changes is
// wanted, and gives what was deleted there.
func (s *story) changeMark(e xml.StartElement) (deleted string) {
	if !s.r.opts.Original {
		return ""
	}
	c := s.r.changes[attr(e, "text", "change-id")]
	switch {
	case c == nil:
	case e.Name.Local == "change-start" && c.insertion:
		s.skipped++
	case e.Name.Local == "change-end" && c.insertion && s.skipped > 0:
		s.skipped--
	case e.Name.Local == "change":
		return c.deleted
	}
	return ""
}

// paragraph gathers the text of one paragraph.
type paragraph struct {
	*story
	text   strings.Builder
	label  string // number that the file itself writes
	after  []corpus.Block
	page   int
	hidden int  // hidden spans open
	gone   bool // a field hides the paragraph
}

// paragraph reads a paragraph or heading and what is anchored in it.
func (s *story) paragraph(d *markup.Decoder, e xml.StartElement, at *place) error {
	p := &paragraph{story: s, page: s.r.page, label: at.label}
	at.label = ""
	if err := p.content(d); err != nil {
		return err
	}
	style := attr(e, "text", "style-name")
	b := corpus.Block{Text: p.text.String()}
	if s.r.paged {
		b.Page = int32(p.page + 1)
	}
	if at.cell {
		b.Kind = corpus.TableCell
	}
	p.number(&b, e, style, at)
	if strings.TrimSpace(b.Text) != "" && !p.gone && !s.r.styles.hidden(style) {
		if b.Label != "" {
			b.Text = b.Label + " " + strings.TrimSpace(b.Text)
		}
		s.emit(b)
	}
	for _, extra := range p.after {
		extra.Page = b.Page
		s.emit(extra)
	}
	return nil
}

// number sets kind, level and label of a block.
func (p *paragraph) number(b *corpus.Block, e xml.StartElement, style string, at *place) {
	st := p.r.styles
	depth := 0
	if e.Name.Local == "h" {
		depth = max(1, number(attr(e, "text", "outline-level")))
	} else if st.title(style) {
		depth = 1
	}
	if depth > 0 && !at.cell {
		b.Kind, b.Level = corpus.Heading, corpus.Depth(depth)
	}
	switch {
	case at.depth > 0:
		p.item(b, style, at)
	case e.Name.Local == "h" && st.outline != nil && depth <= levels && !st.bare(style) && attr(e, "text", "is-list-header") != "true" && strings.TrimSpace(b.Text) != "":
		c := &p.r.lists.outline
		c.fill(depth-1, st.outline)
		c.next(depth-1, st.outline.level[depth-1].start)
		b.Label = st.outline.write(depth-1, &c.count)
	}
	if p.label != "" {
		b.Label = strings.TrimSpace(p.label)
	}
}

// item numbers a paragraph within a list: the first of its item.
func (p *paragraph) item(b *corpus.Block, style string, at *place) {
	name := at.style
	if name == "" {
		name = p.r.styles.listOf(style)
	}
	l := p.r.styles.lists[name]
	k := min(at.depth, levels) - 1
	bulleted := l == nil || l.level[k].bullet
	if at.numbers && l != nil {
		at.numbers = false
		if at.start >= 0 {
			at.counter.begun[k] = false
			at.counter.fill(k, l)
			at.counter.next(k, at.start)
		} else {
			at.counter.fill(k, l)
			at.counter.next(k, l.level[k].start)
		}
		if !bulleted {
			b.Label = l.write(k, &at.counter.count)
		}
	}
	if b.Kind == corpus.Paragraph && (bulleted || at.depth > 1) {
		b.Kind, b.Level = corpus.ListItem, corpus.Depth(at.depth)
	}
}

// content reads text and inline elements up to the end of the element whose
// start was read last.
func (p *paragraph) content(d *markup.Decoder) error {
	depth := d.Depth()
	for {
		t, err := d.Token()
		if err != nil {
			return err
		}
		switch e := t.(type) {
		case xml.CharData:
			p.write(string(e))
		case xml.EndElement:
			if d.Depth() < depth {
				return nil
			}
		case xml.StartElement:
			if err := p.inline(d, e); err != nil {
				return err
			}
		}
	}
}

func (p *paragraph) write(s string) {
	if p.skipped == 0 && p.hidden == 0 {
		p.text.WriteString(strings.Map(text.Dingbat, s))
	}
}

// inline reads an element within a paragraph, up to its end.
func (p *paragraph) inline(d *markup.Decoder, e xml.StartElement) error {
	switch e.Name.Local {
	case "s":
		p.write(" ")
	case "tab":
		p.write("\t")
	case "line-break":
		p.write(" ")
	case "soft-page-break":
		if p.text.Len() == 0 {
			p.page++
		}
		p.r.page++
	case "number":
		label, err := d.Text()
		p.label = label
		return err
	case "note":
		return p.note(d)
	case "hidden-text":
		if attr(e, "text", "is-hidden") == "false" {
			return p.content(d)
		}
	case "hidden-paragraph":
		p.gone = p.gone || attr(e, "text", "is-hidden") == "true"
	case "annotation", "annotation-end", "tracked-changes", "ruby-text", "object", "object-ole", "image", "desc", "title", "script":
	case "frame", "text-box", "g", "custom-shape", "rect":
		box := &story{r: p.r, emit: func(b corpus.Block) { p.after = append(p.after, b) }}
		return box.blocks(d, place{})
	case "change-start", "change-end", "change":
		if gone := p.changeMark(e); gone != "" {
			p.write(gone)
		}
	case "span":
		if p.r.styles.hidden(attr(e, "text", "style-name")) {
			p.hidden++
			defer func() { p.hidden-- }()
		}
		return p.content(d)
	default: // links, fields, bookmarks with text
		return p.content(d)
	}
	return d.Skip()
}

// note reads a footnote or endnote: its mark goes into the text, its body
// behind the paragraph.
func (p *paragraph) note(d *markup.Decoder) error {
	mark := ""
	return d.Children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "note-citation":
			s, err := d.Text()
			mark = noteMark(strings.TrimSpace(s))
			p.write(mark)
			return err
		case "note-body":
			if p.skipped > 0 || p.hidden > 0 {
				return nil
			}
			body := &story{r: p.r}
			first := true
			body.emit = func(b corpus.Block) {
				b.Kind = corpus.Footnote
				if first && mark != "" {
					b.Label, b.Text = mark, mark+" "+b.Text
				}
				first = false
				p.after = append(p.after, b)
			}
			return body.blocks(d, place{})
		}
		return nil
	})
}

// noteMark writes the mark of a note: raised digits, or letters in brackets, so that
// they do not run into the word before them.
func noteMark(s string) string {
	if strings.IndexFunc(s, unicode.IsLetter) >= 0 {
		return "[" + s + "]"
	}
	return text.Superscript(s)
}
