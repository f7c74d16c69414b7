// Package pptx reads the text of presentations (Office Open XML, ECMA-376).
//
// Slides are read in the order of the show: titles as headings, the other
// texts and tables in the order in which they lie on the slide, then what the
// speaker notes say. Left out are hidden slides, dates, footers and slide
// numbers, comments, diagrams and charts.
package pptx

import (
	"encoding/xml"
	"strconv"
	"strings"

	"bitext/corpus"
	"bitext/corpus/archive"
	"bitext/corpus/markup"
	"bitext/corpus/opc"
	"bitext/corpus/text"
)

// Read reads a presentation from the bytes of its file. Errors name the part
// of the file and the line in it. The page of a block is its slide.
func Read(data []byte) (*corpus.Document, error) {
	a, err := archive.Open(data)
	if err != nil {
		return nil, err
	}
	main := opc.Main(a, "ppt/presentation.xml")
	slides, err := order(a, main)
	if err != nil {
		return nil, err
	}
	var out text.Builder
	for i, part := range slides {
		s := &slide{page: i + 1, emit: out.Add}
		if err := s.read(a, part); err != nil {
			return nil, err
		}
		if s.hidden {
			continue
		}
		notes := &slide{page: i + 1, emit: out.Add, notes: true}
		if err := notes.read(a, opc.First(opc.Relations(a, part), "notesSlide")); err != nil {
			return nil, err
		}
	}
	return out.Document(), nil
}

// order lists the parts of the slides as they are shown.
func order(a *archive.Archive, main string) ([]string, error) {
	parts := map[string]string{}
	for _, r := range opc.Relations(a, main) {
		if r.Kind == "slide" {
			parts[r.ID] = r.Part
		}
	}
	var slides []string
	err := opc.Each(a, main, func(_ *markup.Decoder, e xml.StartElement) error {
		if e.Name.Local != "sldId" {
			return nil
		}
		for _, attr := range e.Attr { // id is a number of its own, r:id the relation
			if attr.Name.Local == "id" && attr.Name.Space != "" && parts[attr.Value] != "" {
				slides = append(slides, parts[attr.Value])
			}
		}
		return nil
	})
	return slides, err
}

// slide reads one slide or its notes.
type slide struct {
	page   int
	notes  bool
	hidden bool
	emit   func(corpus.Block)
	shape  corpus.Block // kind and level of the paragraphs of the shape at hand
	left   bool         // the shape is left out
}

func (s *slide) read(a *archive.Archive, part string) error {
	return opc.Each(a, part, func(d *markup.Decoder, e xml.StartElement) error {
		switch e.Name.Local {
		case "sld":
			s.hidden = markup.Attr(e, "show") == "0" || markup.Attr(e, "show") == "false"
		case "sp":
			s.shape, s.left = corpus.Block{Page: int32(s.page)}, false
			if s.notes {
				s.shape.Kind = corpus.Footnote
			}
		case "ph":
			s.placeholder(markup.Attr(e, "type"))
		case "tbl":
			s.left = s.notes
			s.shape = corpus.Block{Kind: corpus.TableCell, Page: int32(s.page)}
		case "Fallback": // what the choice before it has said
			return d.Skip()
		case "p":
			if e.Name.Space == "a" || e.Name.Space == "" {
				return s.paragraph(d)
			}
		}
		return nil
	})
}

// placeholder sets what the shape of a layout holds. Of the notes only their
// body is read.
func (s *slide) placeholder(kind string) {
	switch kind {
	case "title", "ctrTitle":
		s.shape.Kind, s.shape.Level = corpus.Heading, 1
	case "dt", "ftr", "hdr", "sldNum", "sldImg":
		s.left = true
	}
	s.left = s.left || s.notes && kind != "body"
}

// paragraph reads a paragraph of a shape or table cell.
func (s *slide) paragraph(d *markup.Decoder) error {
	var out strings.Builder
	b := s.shape
	err := d.Children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "pPr":
			if n, err := strconv.Atoi(markup.Attr(e, "lvl")); err == nil && n > 0 && n < 9 && b.Kind == corpus.Paragraph {
				b.Kind, b.Level = corpus.ListItem, corpus.Depth(n+1)
			}
		case "br":
			out.WriteByte(' ')
		case "r", "fld", "m":
			return d.Children(func(e xml.StartElement) error {
				if e.Name.Local != "t" {
					return nil
				}
				t, err := d.Text()
				out.WriteString(t)
				return err
			})
		}
		return nil
	})
	if b.Text = out.String(); err == nil && !s.left && !s.hidden && strings.TrimSpace(b.Text) != "" {
		s.emit(b)
	}
	return err
}
