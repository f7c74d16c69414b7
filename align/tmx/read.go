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
				note, err := readText(d)
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
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	if u.ID != "" {
		return fmt.Errorf("unit %q: %w", u.ID, err)
	}
	return err
}

// readText gives the character data up to the end of the element.
func readText(d *markup.Decoder) (string, error) {
	var text strings.Builder
	for depth := 1; depth > 0; {
		t, err := d.Token()
		if err != nil {
			return "", err
		}
		switch e := t.(type) {
		case xml.StartElement:
			depth++
		case xml.EndElement:
			depth--
		case xml.CharData:
			text.Write(e)
		}
	}
	return text.String(), nil
}

// readSegment reads the content of a seg: text, and inline codes apart.
func readSegment(d *markup.Decoder) (corpus.Block, error) {
	var b corpus.Block
	var text strings.Builder
	for depth := 0; ; {
		t, err := d.Token()
		if err != nil {
			return b, err
		}
		switch e := t.(type) {
		case xml.CharData:
			text.Write(e)
		case xml.StartElement:
			raw := startTag(e)
			if e.Name.Local != "hi" {
				if raw, err = readCode(d, raw, e.Name.Local); err != nil {
					return b, err
				}
			} else {
				depth++
			}
			b.Codes = append(b.Codes, corpus.Code{At: text.Len(), Raw: raw, Form: form})
		case xml.EndElement:
			if depth == 0 {
				b.Text = text.String()
				b.Segments = []corpus.Segment{{Span: corpus.Span{Start: 0, End: len(b.Text)}}}
				return b, nil
			}
			depth--
			b.Codes = append(b.Codes, corpus.Code{At: text.Len(), Raw: "</" + e.Name.Local + ">", Form: form})
		}
	}
}

// readCode writes down an inline code whole, from its start tag on.
func readCode(d *markup.Decoder, raw, name string) (string, error) {
	var out strings.Builder
	out.WriteString(raw)
	for depth := 1; depth > 0; {
		t, err := d.Token()
		if err != nil {
			return "", err
		}
		switch e := t.(type) {
		case xml.StartElement:
			depth++
			out.WriteString(startTag(e))
		case xml.EndElement:
			depth--
			out.WriteString("</" + e.Name.Local + ">")
		case xml.CharData:
			out.WriteString(markup.Escape(string(e)))
		}
	}
	if out.String() == raw+"</"+name+">" {
		return strings.TrimSuffix(raw, ">") + "/>", nil
	}
	return out.String(), nil
}

func startTag(e xml.StartElement) string {
	var b strings.Builder
	b.WriteString("<" + e.Name.Local)
	for _, a := range e.Attr {
		name := a.Name.Local
		if a.Name.Space == "http://www.w3.org/XML/1998/namespace" || a.Name.Space == "xml" {
			name = "xml:" + name
		}
		b.WriteString(" " + name + "=\"" + markup.Escape(a.Value) + "\"")
	}
	b.WriteString(">")
	return b.String()
}
