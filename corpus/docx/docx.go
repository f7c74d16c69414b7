// Package docx reads Word documents (Office Open XML, ECMA-376).
//
// What a reader of the printed page sees is read: paragraphs with the numbers
// that Word computes, headings, tables cell by cell, text boxes after the
// paragraph that holds them, footnotes and endnotes after the paragraph that
// refers to them, the results of fields. Left out are hidden text, comments,
// headers and footers, and one side of tracked changes.
//
// Numbers are not in the text of a Word file: they follow from numbering.xml
// (see numbering). A footnote mark becomes a raised number, as in plain text, one that
// counts otherwise ("i", as endnotes do) stands in brackets.
//
// Documents of other producers are read as far as they keep to the standard;
// parts that are missing (styles, numbering, notes) are done without.
package docx

import (
	"bytes"
	"encoding/xml"
	"regexp"

	"bitext/corpus"
	"bitext/corpus/archive"
	"bitext/corpus/markup"
	"bitext/corpus/opc"
	"bitext/corpus/text"
)

// Options tunes the reading. The zero value is the recommended setting.
type Options struct {
	Original bool // read the text before tracked changes instead of the final one
}

// Read reads a document from the bytes of its file. Errors name the part of the
// file and the line in it.
func Read(data []byte, opts Options) (*corpus.Document, error) {
	return read(data, opts, 0)
}

// read reads a document that stands in as many others.
func read(data []byte, opts Options, depth int) (*corpus.Document, error) {
	a, err := archive.Open(data)
	if err != nil {
		return nil, err
	}
	main := opc.Main(a, "word/document.xml")
	rel := opc.Relations(a, main)
	r := &reader{opts: opts, parts: a, related: rel, depth: depth, notes: map[string][]note{}, noteNo: map[string]int{}, formats: map[string]string{"endnotes": "lowerRoman"}}
	if err := r.styles.read(a, opc.First(rel, "styles")); err != nil {
		return nil, err
	}
	if err := r.numbers.read(a, opc.First(rel, "numbering")); err != nil {
		return nil, err
	}
	for _, kind := range []string{"footnotes", "endnotes"} {
		if err := r.readNotes(a, opc.First(rel, kind), kind); err != nil {
			return nil, err
		}
	}
	if settings := opc.First(rel, "settings"); a.Has(settings) {
		data, err := a.Part(settings)
		if err != nil {
			return nil, err
		}
		r.noteFormats(data)
	}
	if err := r.readBody(a, main); err != nil {
		return nil, err
	}
	return r.out.Document(), nil
}

// reader holds what one document needs while it is read.
type reader struct {
	opts    Options
	parts   *archive.Archive
	related []opc.Relation // of the main part
	depth   int            // documents around this one
	chunked int            // bytes of text that came from documents within
	styles  styles
	numbers numbering
	notes   map[string][]note // "footnotes 3" → its paragraphs
	noteNo  map[string]int    // notes referred to so far, by kind
	formats map[string]string // what notes are counted in, by kind; decimal where it is not said
	page    int               // page ends seen
	hard    int               // page breaks set by hand
	marked  bool              // the file says where Word ended the pages
	loose   bool              // fields are begun and not ended: nothing is taken for their instruction
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
	r.loose = bytes.Count(data, []byte(`fldCharType="begin"`)) > bytes.Count(data, []byte(`fldCharType="end"`))
	r.page, r.hard = 0, 0
	r.noteFormats(data)
	s := &story{r: r, emit: r.out.Add}
	return opc.Each(a, part, func(d *markup.Decoder, e xml.StartElement) error {
		if e.Name.Local == "body" {
			return s.blocks(d, corpus.Paragraph)
		}
		return nil
	})
}

// noteFormat is how settings and sections say what notes are counted in.
var noteFormat = regexp.MustCompile(`<\w+:(foot|end)notePr>(?:<\w+:(?:pos|numStart|numRestart) [^<>]*>)*<\w+:numFmt [^<>]*val="(\w+)"`)

// noteFormats finds what the notes are counted in as far as a part says it; where
// sections differ, in what those of the last one are.
func (r *reader) noteFormats(part []byte) {
	if !bytes.Contains(part, []byte("notePr>")) {
		return
	}
	for _, m := range noteFormat.FindAllSubmatch(part, -1) {
		r.formats[string(m[1])+"notes"] = string(m[2])
	}
}

// readNotes reads the texts of footnotes or endnotes.
func (r *reader) readNotes(a *archive.Archive, part, kind string) error {
	return opc.Each(a, part, func(d *markup.Decoder, e xml.StartElement) error {
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
