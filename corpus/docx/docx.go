// Package docx reads Word documents (Office Open XML, ECMA-376).
//
// What a reader of the printed page sees is read: paragraphs with the numbers
// that Word computes, headings, tables cell by cell, text boxes after the
// paragraph that holds them, footnotes and endnotes after the paragraph that
// refers to them, the results of fields. Left out are hidden text, comments,
// headers and footers, and one side of tracked changes.
//
// Numbers are not in the text of a Word file: they follow from numbering.xml
// (see numbering). A footnote mark becomes a raised number, as in plain text.
//
// Documents of other producers are read as far as they keep to the standard;
// parts that are missing (styles, numbering, notes) are done without.
package docx

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"bitext/corpus"
	"bitext/corpus/archive"
	"bitext/corpus/markup"
	"bitext/corpus/text"
)

// Options tunes the reading. The zero value is the recommended setting.
type Options struct {
	Original bool // read the text before tracked changes instead of the final one
}

// Read reads a document from the bytes of its file. Errors name the part of the
// file and the line in it.
func Read(data []byte, opts Options) (*corpus.Document, error) {
	a, err := archive.Open(data)
	if err != nil {
		return nil, err
	}
	main := mainPart(a)
	r := &reader{opts: opts, notes: map[string][]note{}, noteNo: map[string]int{}}
	rel := relations(a, main)
	if err := r.styles.read(a, rel["styles"]); err != nil {
		return nil, err
	}
	if err := r.numbers.read(a, rel["numbering"]); err != nil {
		return nil, err
	}
	for _, kind := range []string{"footnotes", "endnotes"} {
		if err := r.readNotes(a, rel[kind], kind); err != nil {
			return nil, err
		}
	}
	if err := r.readBody(a, main); err != nil {
		return nil, err
	}
	return r.out.Document(), nil
}

// mainPart finds the part with the text by the relations of the package.
func mainPart(a *archive.Archive) string {
	if p := relations(a, "")["officeDocument"]; p != "" && a.Has(p) {
		return p
	}
	return "word/document.xml"
}

// relations gives the parts that a part refers to, by the last word of their
// type. The first of a type counts.
func relations(a *archive.Archive, part string) map[string]string {
	name := "_rels/.rels"
	if part != "" {
		i := strings.LastIndexByte(part, '/')
		name = part[:i+1] + "_rels/" + part[i+1:] + ".rels"
	}
	out := map[string]string{}
	data, err := a.Part(name)
	if err != nil {
		return out
	}
	d := markup.NewDecoder(bytes.NewReader(data))
	for {
		t, err := d.Token()
		if err != nil {
			return out
		}
		if e, ok := t.(xml.StartElement); ok && e.Name.Local == "Relationship" {
			kind := markup.Attr(e, "Type")
			kind = kind[strings.LastIndexByte(kind, '/')+1:]
			if out[kind] == "" && markup.Attr(e, "TargetMode") != "External" {
				out[kind] = archive.Resolve(part, markup.Attr(e, "Target"))
			}
		}
	}
}

// eachElement calls f with every start tag of a part; f may read on within the
// element. A part that is not there has none.
func eachElement(a *archive.Archive, part string, f func(*markup.Decoder, xml.StartElement) error) error {
	if part == "" || !a.Has(part) {
		return nil
	}
	data, err := a.Part(part)
	if err != nil {
		return err
	}
	d := markup.NewDecoder(bytes.NewReader(data))
	for {
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil {
			if e, ok := t.(xml.StartElement); ok {
				err = f(d, e)
			}
		}
		if err != nil {
			return fmt.Errorf("%s: %w", part, err)
		}
	}
}

// reader holds what one document needs while it is read.
type reader struct {
	opts    Options
	styles  styles
	numbers numbering
	notes   map[string][]note // "footnotes 3" → its paragraphs
	noteNo  map[string]int    // notes referred to so far, by kind
	page    int               // page ends seen
	hard    int               // page breaks set by hand
	marked  bool              // the file says where Word ended the pages
	out     text.Builder
}

// note is one paragraph of a footnote or endnote.
type note struct {
	text string
}

// pageNow is the page at this point, 0 where the file says nothing of pages.
func (r *reader) pageNow() int {
	switch {
	case r.marked:
		return r.page + 1
	case r.hard > 0:
		return r.hard + 1
	}
	return 0
}

// readBody reads the text itself.
func (r *reader) readBody(a *archive.Archive, part string) error {
	data, err := a.Part(part)
	if err != nil {
		return err
	}
	r.marked = bytes.Contains(data, []byte("lastRenderedPageBreak"))
	r.page, r.hard = 0, 0
	s := &story{r: r, emit: r.out.Add}
	return eachElement(a, part, func(d *markup.Decoder, e xml.StartElement) error {
		if e.Name.Local == "body" {
			return s.blocks(d, corpus.Paragraph)
		}
		return nil
	})
}

// readNotes reads the texts of footnotes or endnotes.
func (r *reader) readNotes(a *archive.Archive, part, kind string) error {
	return eachElement(a, part, func(d *markup.Decoder, e xml.StartElement) error {
		if name := e.Name.Local; name != "footnote" && name != "endnote" {
			return nil
		}
		switch markup.Attr(e, "type") {
		case "", "normal":
		default: // lines between text and notes
			return d.Skip()
		}
		id := kind + " " + markup.Attr(e, "id")
		s := &story{r: r, emit: func(b corpus.Block) {
			r.notes[id] = append(r.notes[id], note{b.Text})
		}}
		return s.blocks(d, corpus.Footnote)
	})
}
