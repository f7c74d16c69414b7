// Package odt reads OpenDocument texts (ODF 1.0 to 1.3, ISO/IEC 26300), the
// files of LibreOffice Writer, packed (ODT) or as one XML file (FODT).
//
// What a reader of the printed page sees is read: headings and paragraphs with
// the numbers of their lists, tables cell by cell, text boxes after the
// paragraph that holds them, notes after the paragraph that refers to them.
// Left out are hidden text, comments, headers and footers, and one side of
// tracked changes. A note mark becomes a raised number, letters stand in brackets.
package odt

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"

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
	r := &reader{opts: opts, styles: newStyles(), changes: map[string]*change{}}
	if !bytes.HasPrefix(data, []byte("PK")) {
		if err := r.part(data, true); err != nil {
			return nil, err
		}
		return r.out.Document(), nil
	}
	a, err := archive.Open(data)
	if err != nil {
		return nil, err
	}
	if manifest, err := a.Part("META-INF/manifest.xml"); err == nil && bytes.Contains(manifest, []byte("encryption-data")) {
		return nil, archive.ErrProtected
	}
	for _, name := range []string{"styles.xml", "content.xml"} {
		if name == "styles.xml" && !a.Has(name) {
			continue
		}
		part, err := a.Part(name)
		if err != nil {
			return nil, err
		}
		if err := r.part(part, name == "content.xml"); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	return r.out.Document(), nil
}

// reader holds what one document needs while it is read.
type reader struct {
	opts    Options
	styles  *styles
	lists   lists
	changes map[string]*change
	paged   bool // the file says where the pages ended
	page    int  // page ends seen
	out     text.Builder
}

// change is a tracked change.
type change struct {
	insertion bool
	deleted   string // what a deletion took out
}

// part reads styles, and from the content the text.
func (r *reader) part(data []byte, content bool) error {
	r.paged = bytes.Contains(data, []byte("soft-page-break"))
	d := markup.NewDecoder(bytes.NewReader(data))
	for {
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if e, ok := t.(xml.StartElement); ok && err == nil {
			switch e.Name.Local {
			case "style", "list-style", "outline-style":
				err = r.styles.read(d, e)
			case "text":
				if content && e.Name.Space == "office" {
					s := &story{r: r, emit: r.out.Add}
					err = s.blocks(d, place{})
				}
			}
		}
		if err != nil {
			return err
		}
	}
}

// attr gives an attribute by prefix and local name: text:name and style:name
// differ here.
func attr(e xml.StartElement, prefix, local string) string {
	for _, a := range e.Attr {
		if a.Name.Local == local && a.Name.Space == prefix {
			return a.Value
		}
	}
	return ""
}
