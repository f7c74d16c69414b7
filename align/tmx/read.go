package tmx

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"bitext/corpus"
	"bitext/corpus/markup"
)

// ErrNotTMX is returned for an XML file whose root is not <tmx>.
var ErrNotTMX = errors.New("not a TMX file: the root element is not <tmx>")

// ErrConstraint is wrapped by the error for a file that breaks a constraint of
// the format which decides what its texts are.
var ErrConstraint = errors.New("the file breaks a constraint of TMX")

func broken(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrConstraint, fmt.Sprintf(format, args...))
}

// Unit is one translation unit.
type Unit struct {
	ID       string
	Source   string  // its own source language as written (srclang), "" where that is the header's
	Sure     float64 // the confidence of its alignment, as Write puts it; 0 where it is not said
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

// pick gives the unit's variant in the language of a region, else the first in
// that language.
func (u *Unit) pick(lang corpus.Lang, region string) (Variant, bool) {
	for _, v := range u.Variants {
		if v.Lang == lang && strings.EqualFold(v.Region, region) {
			return v, true
		}
	}
	return u.Variant(lang)
}

// other gives the unit's first variant in a language of another region, or else its
// second one of that.
func (u *Unit) other(lang corpus.Lang, region string) (Variant, bool) {
	var same []Variant
	for _, v := range u.Variants {
		if v.Lang == lang && !strings.EqualFold(v.Region, region) {
			return v, true
		}
		if v.Lang == lang {
			same = append(same, v)
		}
	}
	if len(same) > 1 {
		return same[1], true
	}
	return Variant{}, false
}

// Units reads a file unit by unit, holding one in memory at a time, and gives
// each to yield, whose error ends the reading. It returns the source language
// that the header declares, "" where that is "*all*".
func Units(r io.Reader, yield func(Unit) error) (corpus.Lang, error) {
	declared, err := units(r, yield)
	return language(declared), err
}

// units is Units, but gives the whole language code of the header.
func units(r io.Reader, yield func(Unit) error) (source string, err error) {
	d := markup.NewDecoder(r)
	root, header, body := false, false, false
	for {
		t, err := d.Token()
		if err == io.EOF && root {
			if !header || !body {
				return source, broken("<tmx> needs a <header> and a <body>")
			}
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
			source, header = markup.Attr(e, "srclang"), true
		case "body":
			body = true
		case "tu":
			u, err := readUnit(d, e)
			if errors.Is(err, ErrConstraint) {
				err = fmt.Errorf("line %d: %w", d.Line(), err) // others name the line themselves
			}
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
	u := Unit{ID: markup.Attr(start, "tuid"), Source: markup.Attr(start, "srclang"), Variants: make([]Variant, 0, 2)}
	var notes []string
	for {
		t, err := d.Token()
		if err != nil {
			return u, unitError(u, err)
		}
		switch e := t.(type) {
		case xml.StartElement:
			switch e.Name.Local {
			case "tuv":
				err = u.readVariant(d, e, &notes)
			case "note":
				err = readNote(d, &notes)
			case "prop":
				err = u.readProperty(d, e)
			case "seg":
				err = broken("a <seg> stands outside of <tuv>")
			}
			if err != nil {
				return u, unitError(u, err)
			}
		case xml.EndElement:
			if e.Name.Local != "tu" {
				continue
			}
			if len(u.Variants) == 0 {
				return u, unitError(u, broken("a <tu> needs at least one <tuv>"))
			}
			if u.ID == "" && len(notes) == 0 {
				return u, nil
			}
			about := &corpus.Unit{ID: u.ID, Notes: notes}
			for i := range u.Variants {
				u.Variants[i].Block.Unit = about
			}
			return u, nil
		}
	}
}

// readProperty reads the one property that is kept.
func (u *Unit) readProperty(d *markup.Decoder, e xml.StartElement) error {
	text, err := d.Text()
	if c, bad := strconv.ParseFloat(text, 64); bad == nil && c > 0 && c <= 1 && markup.Attr(e, "type") == confidence {
		u.Sure = c
	}
	return err
}

func readNote(d *markup.Decoder, notes *[]string) error {
	note, err := d.Text()
	*notes = append(*notes, note)
	return err
}

// readVariant reads up to the end of a tuv whose start was read.
func (u *Unit) readVariant(d *markup.Decoder, start xml.StartElement, notes *[]string) error {
	code := markup.Attr(start, "lang")
	if strings.TrimSpace(code) == "" {
		return broken("a <tuv> needs xml:lang")
	}
	v := Variant{Lang: language(code), Region: code}
	read := false
	for {
		t, err := d.Token()
		if err != nil {
			return err
		}
		switch e := t.(type) {
		case xml.StartElement:
			switch {
			case e.Name.Local == "note":
				err = readNote(d, notes)
			case e.Name.Local == "seg" && read:
				err = broken("a <tuv> has more than one <seg>")
			case e.Name.Local == "seg":
				read = true
				v.Block, err = readSegment(d)
			}
			if err != nil {
				return err
			}
		case xml.EndElement:
			if e.Name.Local != "tuv" {
				continue
			}
			if !read {
				return broken("a <tuv> needs a <seg>")
			}
			u.Variants = append(u.Variants, v)
			return nil
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
	text, codes, err := markup.Inline{Form: form, Transparent: transparent, Tag: known}.Read(d)
	for i, c := range codes {
		codes[i] = unwrapped(c)
	}
	b := corpus.Block{Text: text, Segments: []corpus.Segment{{End: int32(len(text))}}}
	if len(codes) > 0 {
		b.Inline = &codes
	}
	return b, err
}

func transparent(e xml.StartElement) bool { return e.Name.Local == "hi" }

// known refuses elements that no version of the format has in a segment: what
// they hold might be text or code.
func known(t xml.Token, _ int) (drop bool, err error) {
	if e, ok := t.(xml.StartElement); ok {
		switch e.Name.Local {
		case "bpt", "ept", "ph", "it", "hi", "ut", "sub":
		default:
			return false, broken("<%s> cannot stand in <seg>", e.Name.Local)
		}
	}
	return false, nil
}
