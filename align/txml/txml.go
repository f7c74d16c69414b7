// Package txml reads the bilingual files of Wordfast Pro (TXML) as bitexts. Its
// later files, TXLF, are XLIFF 1.2.
//
// A segment becomes a block on each side and a bead that joins them, named by the
// paragraph and its number there ("3.1"). Inline codes (ut) are taken out of the text and
// kept with their places, comments are notes, and a segment that the translator
// has not confirmed is in the state "unconfirmed". White space between segments and the
// skeleton of the document are passed over.
package txml

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"

	"bitext/align"
	"bitext/corpus"
	"bitext/corpus/markup"
)

// ErrNotTXML is returned for an XML file whose root is not <txml>.
var ErrNotTXML = errors.New("not a TXML file: the root element is not <txml>")

// form marks inline codes as TXML markup.
const form = "txml"

// Read reads a file. path names it in the documents.
func Read(path string, r io.Reader) (*align.Bitext, error) {
	p := &parser{dec: markup.NewDecoder(r), out: align.NewGatherer(path)}
	for root := false; ; {
		t, err := p.dec.Token()
		switch {
		case err == io.EOF && root:
			return p.out.Bitext(), nil
		case err == io.EOF:
			return nil, ErrNotTXML
		case err != nil:
			return nil, err
		}
		e, ok := t.(xml.StartElement)
		if !ok {
			continue
		}
		if !root && e.Name.Local != "txml" {
			return nil, ErrNotTXML
		}
		root = true
		if err := p.element(e); err != nil {
			return nil, err
		}
	}
}

type parser struct {
	dec   *markup.Decoder
	out   *align.Gatherer
	block string // the paragraph at hand
}

// element takes a start tag that stands in no segment.
func (p *parser) element(e xml.StartElement) error {
	switch e.Name.Local {
	case "txml":
		b := p.out.Bitext()
		b.Source.SetLang(markup.Attr(e, "locale"))
		b.Target.SetLang(markup.Attr(e, "targetlocale"))
	case "skeleton":
		return p.dec.Skip()
	case "translatable":
		p.block = markup.Attr(e, "blockId")
	case "segment":
		return p.segment(e)
	}
	return nil
}

// segment reads up to the end of a segment.
func (p *parser) segment(start xml.StartElement) error {
	unit := &corpus.Unit{ID: p.block + "." + markup.Attr(start, "segmentId")}
	if markup.Attr(start, "unconfirmed") == "true" {
		unit.State = "unconfirmed"
	}
	source, target := corpus.Block{Unit: unit}, corpus.Block{Unit: unit}
	err := p.dec.Children(func(e xml.StartElement) error {
		var err error
		switch e.Name.Local {
		case "source":
			err = p.content(&source)
		case "target":
			err = p.content(&target)
		case "comments":
			err = p.dec.Children(func(xml.StartElement) error {
				note, err := p.dec.Text()
				unit.Notes = append(unit.Notes, note)
				return err
			})
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("segment %s: %w", unit.ID, err)
	}
	p.out.Add(source, target, true, target.Text != "" || source.Text == "", 1)
	return nil
}

// content reads a source or a target.
func (p *parser) content(b *corpus.Block) error {
	text, codes, err := markup.Inline{Form: form, Transparent: func(xml.StartElement) bool { return false }}.Read(p.dec)
	b.Text = text
	if len(codes) > 0 {
		b.Inline = &codes
	}
	return err
}
