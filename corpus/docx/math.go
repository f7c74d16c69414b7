package docx

import (
	"encoding/xml"

	"bitext/corpus/markup"
)

// math reads a piece of a formula (ECMA-376 part 1, 22.1) in the order in which
// it is spoken, with the signs that stand in no run: strokes, roots, brackets,
// sums.
func (p *paragraph) math(d *markup.Decoder, e xml.StartElement) error {
	switch e.Name.Local {
	case "r", "ins", "del", "moveFrom", "moveTo":
		return p.inline(d, e)
	case "ctrlPr":
		return nil
	case "rad":
		p.text.WriteString("√")
	case "den": // under the stroke of a fraction
		p.text.WriteByte('/')
	case "d":
		return p.fenced(d)
	case "nary":
		return p.operator(d)
	}
	return d.Children(func(e xml.StartElement) error { return p.math(d, e) })
}

// fenced reads what stands in brackets, round ones where the file names none.
func (p *paragraph) fenced(d *markup.Decoder) error {
	opening, closing, between := "(", ")", "|"
	parts := 0
	err := d.Children(func(e xml.StartElement) error {
		if e.Name.Local == "dPr" {
			return eachSign(d, map[string]*string{"begChr": &opening, "endChr": &closing, "sepChr": &between})
		}
		if parts == 0 {
			p.text.WriteString(opening)
		} else {
			p.text.WriteString(between)
		}
		parts++
		return p.math(d, e)
	})
	if parts > 0 {
		p.text.WriteString(closing)
	}
	return err
}

// operator reads a sum, a product or an integral, which it is where the file
// names no sign.
func (p *paragraph) operator(d *markup.Decoder) error {
	sign, written := "∫", false
	return d.Children(func(e xml.StartElement) error {
		if e.Name.Local == "naryPr" {
			return eachSign(d, map[string]*string{"chr": &sign})
		}
		if !written {
			p.text.WriteString(sign)
			written = true
		}
		return p.math(d, e)
	})
}

// eachSign reads the properties that name a sign.
func eachSign(d *markup.Decoder, signs map[string]*string) error {
	return d.Children(func(e xml.StartElement) error {
		if sign := signs[e.Name.Local]; sign != nil {
			*sign = markup.Attr(e, "val")
		}
		return nil
	})
}
