package tmx

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"bitext/corpus"
	"bitext/corpus/markup"
)

// ErrNotTMX is returned for an XML file whose root is not <tmx>.
var ErrNotTMX = errors.New("not a TMX file: the root element is not <tmx>")

// Unit is one translation unit.
type Unit struct {
	ID       string
	Variants []Variant
}

// Variant is the text of a unit in one language. Its block carries the notes
// of the unit.
type Variant struct {
	Lang   corpus.Lang // primary subtag
	Region string      // the whole of xml:lang, as written ("fr-CA")
	Block  corpus.Block
}

// Variant gives the unit's first variant in a language.
func (u *Unit) Variant(lang corpus.Lang) (Variant, bool) {
	for _, v := range u.Variants {
		if v.Lang == lang {
			return v, true
		}
	}
	return Variant{}, false
}

// Units reads a file unit by unit, holding one in memory at a time, and gives
// each to yield, whose error ends the reading. It returns the source language
// that the header declares, "" where that is "*all*".
func Units(r io.Reader, yield func(Unit) error) (corpus.Lang, error) {
	d := markup.NewDecoder(r)
	var source corpus.Lang
	root := false
	for {
		t, err := d.Token()
		if err == io.EOF && root {
			return source, nil
		}
		if err != nil {
			return source, readError(err, root)
		}
		e, ok := t.(xml.StartElement)
		if !ok {
			continue
		}
		if !root && e.Name.Local != "tmx" {
			return source, ErrNotTMX
		}
		root = true
		switch e.Name.Local {
		case "header":
			source = language(markup.Attr(e, "srclang"))
		case "tu":
			u, err := readUnit(d, e)
			if err != nil {
				return source, err
			}
			if err := yield(u); err != nil {
				return source, err
			}
		}
	}
}

func readError(err error, root bool) error {
	if err == io.EOF {
		return ErrNotTMX
	}
	if !root {
		return fmt.Errorf("%w (%w)", ErrNotTMX, err)
	}
	return err
}

// language is the primary subtag of a language code, lower case.
func language(code string) corpus.Lang {
	code, _, _ = strings.Cut(strings.ReplaceAll(code, "_", "-"), "-")
	if strings.HasPrefix(code, "*") {
		return ""
	}
	return corpus.Lang(strings.ToLower(strings.TrimSpace(code)))
}

// readUnit reads up to the end of a tu whose start was read.
func readUnit(d *markup.Decoder, start xml.StartElement) (Unit, error) {
	u := Unit{ID: markup.Attr(start, "tuid")}
	var notes []string
	variant := Variant{}
	for {
		t, err := d.Token()
		if err != nil {
			return u, unitError(u, err)
		}
		switch e := t.(type) {
		case xml.StartElement:
			switch e.Name.Local {
			case "tuv":
				code := markup.Attr(e, "lang")
				variant = Variant{Lang: language(code), Region: code}
			case "note":
				note, err := d.Text()
				if err != nil {
					return u, unitError(u, err)
				}
				notes = append(notes, note)
			case "seg":
				if variant.Block, err = readSegment(d); err != nil {
					return u, unitError(u, err)
				}
				variant.Block.ID = u.ID
				u.Variants = append(u.Variants, variant)
			}
		case xml.EndElement:
			if e.Name.Local == "tu" {
				for i := range u.Variants {
					u.Variants[i].Block.Notes = notes
				}
				return u, nil
			}
		}
	}
}

func unitError(u Unit, err error) error {
	if u.ID != "" {
		return fmt.Errorf("unit %q: %w", u.ID, err)
	}
	return err
}

// readSegment reads the content of a seg: text, and inline codes apart.
func readSegment(d *markup.Decoder) (corpus.Block, error) {
	text, codes, err := markup.Inline{Form: form, Transparent: func(name string) bool { return name == "hi" }}.Read(d)
	return corpus.Block{
		Text:     text,
		Codes:    codes,
		Segments: []corpus.Segment{{Span: corpus.Span{Start: 0, End: len(text)}}},
	}, err
}
