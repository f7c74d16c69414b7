// Package markup opens XML files as they come from translation tools: UTF-8
// with or without a byte order mark, UTF-16, or an encoding that the XML
// declaration names. It guards against what hostile files do: entities that
// the file defines itself are never expanded (encoding/xml knows only the five
// of the standard), external ones never fetched, and elements nested deeper
// than MaxDepth are an error.
package markup

import (
	"bufio"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"golang.org/x/text/encoding/ianaindex"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// MaxDepth is how deep elements may be nested. Real files of every format that
// is read here stay below forty; without a bound a file of start tags alone
// would be held in memory whole.
const MaxDepth = 1000

// ErrDepth is returned for elements nested deeper than MaxDepth.
var ErrDepth = errors.New("elements nested too deep")

// Decoder reads the tokens of an XML file without resolving name spaces: the
// prefix of a name is its Space, so that what was read can be written again as
// it was.
type Decoder struct {
	scan *scanner
	open []xml.Name // elements begun and not ended

	// Watch, if set, sees each token before Token returns it, with the line at
	// which it ends; also those that Skip and Text pass over.
	Watch func(t xml.Token, line int)
}

// NewDecoder begins to read an XML file, in whatever encoding it is.
func NewDecoder(r io.Reader) *Decoder {
	return &Decoder{scan: newScanner(utf8Reader(r))}
}

// utf8Reader turns UTF-16 into UTF-8 and takes the byte order mark away.
func utf8Reader(r io.Reader) io.Reader {
	b := bufio.NewReaderSize(r, 1<<16)
	head, _ := b.Peek(4)
	switch {
	case bytes.HasPrefix(head, []byte{0xFE, 0xFF}), bytes.HasPrefix(head, []byte{0xFF, 0xFE}):
		return transform.NewReader(b, unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewDecoder())
	case bytes.HasPrefix(head, []byte{0, '<'}):
		return transform.NewReader(b, unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewDecoder())
	case bytes.HasPrefix(head, []byte{'<', 0}):
		return transform.NewReader(b, unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewDecoder())
	case bytes.HasPrefix(head, []byte{0xEF, 0xBB, 0xBF}):
		b.Discard(3)
	}
	return b
}

// charsetReader reads what the XML declaration names. A declaration of UTF-16
// is met only after the text has been turned into UTF-8 already.
func charsetReader(name string, r io.Reader) (io.Reader, error) {
	if strings.HasPrefix(strings.ToLower(name), "utf-16") {
		return r, nil
	}
	enc, err := ianaindex.IANA.Encoding(name)
	if err != nil || enc == nil {
		return nil, fmt.Errorf("unknown encoding %q", name)
	}
	return transform.NewReader(r, enc.NewDecoder()), nil
}

// Token gives the next token; its bytes are valid until the next call. An end
// tag that does not fit its start tag and an end of the file within an element
// are errors; errors say the line. At the end it returns io.EOF.
func (d *Decoder) Token() (xml.Token, error) {
	t, err := d.scan.next()
	if err == nil {
		err = d.nest(t)
	}
	if err == nil && d.Watch != nil {
		d.Watch(t, d.Line())
	}
	if err == io.EOF && len(d.open) > 0 {
		err = fmt.Errorf("the file ends within <%s>", tagName(d.open[len(d.open)-1]))
	}
	var syntax *xml.SyntaxError
	switch {
	case err == nil || err == io.EOF:
		return t, err
	case errors.As(err, &syntax):
		return nil, fmt.Errorf("line %d: %s", syntax.Line, syntax.Msg)
	}
	return nil, fmt.Errorf("line %d: %w", d.Line(), err)
}

// nest follows the nesting of elements.
func (d *Decoder) nest(t xml.Token) error {
	switch e := t.(type) {
	case xml.StartElement:
		if len(d.open) == MaxDepth {
			return ErrDepth
		}
		d.open = append(d.open, e.Name)
	case xml.EndElement:
		n := len(d.open)
		if n == 0 {
			return fmt.Errorf("</%s> ends nothing", tagName(e.Name))
		}
		if d.open[n-1] != e.Name {
			return fmt.Errorf("</%s> ends <%s>", tagName(e.Name), tagName(d.open[n-1]))
		}
		d.open = d.open[:n-1]
	}
	return nil
}

// Line is the line, from 1, at which the last token ended.
func (d *Decoder) Line() int { return d.scan.line }

// Depth is the number of elements begun and not ended.
func (d *Decoder) Depth() int { return len(d.open) }

// Skip reads up to the end of the element whose start was read last.
func (d *Decoder) Skip() error {
	for depth := len(d.open); len(d.open) >= depth; {
		if _, err := d.Token(); err != nil {
			return err
		}
	}
	return nil
}

// Children calls f with every child of the element whose start was read last,
// up to its end. What f leaves unread of a child is passed over.
func (d *Decoder) Children(f func(xml.StartElement) error) error {
	depth := d.Depth()
	for {
		t, err := d.Token()
		if err != nil {
			return err
		}
		switch e := t.(type) {
		case xml.EndElement:
			if d.Depth() < depth {
				return nil
			}
		case xml.StartElement:
			inner := d.Depth()
			if err := f(e); err != nil {
				return err
			}
			for d.Depth() >= inner {
				if _, err := d.Token(); err != nil {
					return err
				}
			}
		}
	}
}

// Text reads up to the end of the element whose start was read last and gives
// the character data in it.
func (d *Decoder) Text() (string, error) {
	var text strings.Builder
	for depth := len(d.open); len(d.open) >= depth; {
		t, err := d.Token()
		if err != nil {
			return "", err
		}
		if data, ok := t.(xml.CharData); ok {
			text.Write(data)
		}
	}
	return text.String(), nil
}

func tagName(n xml.Name) string {
	if n.Space != "" {
		return n.Space + ":" + n.Local
	}
	return n.Local
}

// Attr gives the value of an attribute by its local name, "" where it is not
// there. xml:lang and lang are the same to it; of several, one without prefix
// comes first.
func Attr(e xml.StartElement, local string) string {
	value, found := "", false
	for _, a := range e.Attr {
		if a.Name.Local != local {
			continue
		}
		if a.Name.Space == "" {
			return a.Value
		}
		if !found {
			value, found = a.Value, true
		}
	}
	return value
}

// Escape writes text so that it stands as itself between tags and inside
// attributes. Characters that XML cannot hold are left out.
func Escape(text string) string {
	if !strings.ContainsFunc(text, func(r rune) bool {
		return r == '<' || r == '>' || r == '&' || r == '"' || r < ' ' || r == 0xFFFD || r >= 0xFFFE && r <= 0xFFFF
	}) {
		return text
	}
	var b strings.Builder
	for _, r := range text {
		switch {
		case r == '<':
			b.WriteString("&lt;")
		case r == '>':
			b.WriteString("&gt;")
		case r == '&':
			b.WriteString("&amp;")
		case r == '"':
			b.WriteString("&quot;")
		case r < ' ' && r != '\t' && r != '\n' && r != '\r', r == 0xFFFE, r == 0xFFFF:
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
