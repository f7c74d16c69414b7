package markup

import (
	"encoding/xml"
	"strings"

	"bitext/corpus"
)

// Inline reads text with inline codes: the content of TMX's seg, of XLIFF's
// source and target.
type Inline struct {
	Form        string                                           // written into each corpus.Code
	Transparent func(e xml.StartElement) bool                    // elements whose content is text; all others are codes with what they hold
	Tag         func(t xml.Token, at int) (drop bool, err error) // if set, sees each start tag, and the end tags of transparent elements, at an offset of the text; a dropped tag is no code
}

// Read reads up to the end of the element whose start was read last. The
// offsets of the codes count in the text returned.
func (in Inline) Read(d *Decoder) (text string, codes []corpus.Code, err error) {
	var out strings.Builder
	for depth := d.Depth(); ; {
		t, err := d.Token()
		if err != nil {
			return "", nil, err
		}
		raw := ""
		switch e := t.(type) {
		case xml.CharData:
			out.Write(e)
			continue
		case xml.StartElement:
			raw = startTag(e)
		case xml.EndElement:
			if d.Depth() < depth {
				return out.String(), codes, nil
			}
			raw = "</" + tagName(e.Name) + ">"
		default:
			continue
		}
		drop, err := in.see(t, out.Len())
		if err != nil {
			return "", nil, err
		}
		if e, ok := t.(xml.StartElement); ok && !in.Transparent(e) {
			if raw, err = readCode(d, raw); err != nil {
				return "", nil, err
			}
		}
		if !drop {
			codes = append(codes, corpus.Code{At: out.Len(), Raw: raw, Form: in.Form})
		}
	}
}

func (in Inline) see(t xml.Token, at int) (drop bool, err error) {
	if in.Tag == nil {
		return false, nil
	}
	return in.Tag(t, at)
}

// readCode writes down an element whole, from its start tag on.
func readCode(d *Decoder, start string) (string, error) {
	var out strings.Builder
	out.WriteString(start)
	for depth := d.Depth(); d.Depth() >= depth; {
		t, err := d.Token()
		if err != nil {
			return "", err
		}
		switch e := t.(type) {
		case xml.StartElement:
			out.WriteString(startTag(e))
		case xml.EndElement:
			if d.Depth() < depth && out.Len() == len(start) {
				return strings.TrimSuffix(start, ">") + "/>", nil
			}
			out.WriteString("</" + tagName(e.Name) + ">")
		case xml.CharData:
			out.WriteString(Escape(string(e)))
		}
	}
	return out.String(), nil
}

func startTag(e xml.StartElement) string {
	var b strings.Builder
	b.WriteString("<" + tagName(e.Name))
	for _, a := range e.Attr {
		b.WriteString(" " + tagName(a.Name) + "=\"" + Escape(a.Value) + "\"")
	}
	b.WriteString(">")
	return b.String()
}
