package markup

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"unicode/utf8"
)

// scanner gives the raw tokens of an XML file as (*xml.Decoder).RawToken does.
//
// encoding/xml takes a file byte by byte, at about 12 MB a second. Nearly all
// tokens of real files are plain, though: tags of ASCII names, text without
// anything to check but its encoding. Those are taken whole from a buffer
// here; for everything else (comments, CDATA, declarations, entities that are
// not plain, whatever is not well-formed) an xml.Decoder reads one token from
// the same buffer, and what it says is final. FuzzScanner holds both to the
// same tokens.
type scanner struct {
	r      io.Reader
	buf    []byte
	pos    int // of the next byte in buf
	err    error
	line   int  // of the next byte, from 1
	close  bool // the last tag closed itself: its end comes next
	closed xml.Name
	text   []byte            // text with entities and line ends resolved
	names  map[string]string // names seen, so that each is held once
	read   int               // bytes that the slow way has read of a token
	last   [2]byte           // the last two of them
}

// Sizes in bytes. A token longer than window goes the slow way, which does not
// need it in the buffer.
const (
	chunk  = 1 << 16
	window = 1 << 20
)

// maxNames bounds the names held; real formats have some hundred.
const maxNames = 4096

func newScanner(r io.Reader) *scanner {
	return &scanner{r: r, line: 1, names: map[string]string{}}
}

// next gives the next token; its bytes are valid until the next call.
func (s *scanner) next() (xml.Token, error) {
	if s.close {
		s.close = false
		return xml.EndElement{Name: s.closed}, nil
	}
	for {
		if t, n := s.fast(); n > 0 {
			s.line += bytes.Count(s.buf[s.pos:s.pos+n], newline)
			s.pos += n
			return t, nil
		}
		if !s.wants() || !s.fill() {
			return s.slow()
		}
	}
}

var newline = []byte{'\n'}

// wants reports whether more of the file may make the next token a plain one:
// what is there is cut off before its end.
func (s *scanner) wants() bool {
	rest := s.buf[s.pos:]
	if s.err != nil || len(rest) >= window {
		return false
	}
	if len(rest) > 0 && rest[0] == '<' {
		return bytes.IndexByte(rest, '>') < 0
	}
	return bytes.IndexByte(rest, '<') < 0
}

// fill reads more of the file into the buffer, twice as much as is there, so
// that a long token is not looked at too often.
func (s *scanner) fill() bool {
	if s.pos > 0 {
		s.buf = s.buf[:copy(s.buf, s.buf[s.pos:])]
		s.pos = 0
	}
	want := len(s.buf) + max(chunk, len(s.buf))
	if cap(s.buf) < want {
		s.buf = append(make([]byte, 0, want), s.buf...)
	}
	had := len(s.buf)
	for s.err == nil && len(s.buf) < want {
		var n int
		n, s.err = s.r.Read(s.buf[len(s.buf):want])
		s.buf = s.buf[:len(s.buf)+n]
	}
	return len(s.buf) > had
}

// fast takes a plain token from the buffer and its length; 0 for one that is
// not, or not there to its end.
func (s *scanner) fast() (xml.Token, int) {
	b := s.buf[s.pos:]
	switch {
	case len(b) < 2:
		return nil, 0
	case b[0] != '<':
		n := bytes.IndexByte(b, '<')
		if n < 0 {
			return nil, 0
		}
		text, ok := s.plain(b[:n])
		if !ok {
			return nil, 0
		}
		return xml.CharData(text), n
	case b[1] == '/':
		name, n := s.name(b[2:])
		n += 2
		if n == 2 || n >= len(b) || b[n] != '>' {
			return nil, 0
		}
		return xml.EndElement{Name: name}, n + 1
	}
	return s.startTag(b)
}

func (s *scanner) startTag(b []byte) (xml.Token, int) {
	name, n := s.name(b[1:])
	if n == 0 {
		return nil, 0
	}
	e := xml.StartElement{Name: name}
	for at := 1 + n; ; {
		after := at + spaces(b[at:])
		switch {
		case after >= len(b):
			return nil, 0
		case b[after] == '>':
			return e, after + 1
		case b[after] == '/':
			if after+1 >= len(b) || b[after+1] != '>' {
				return nil, 0
			}
			s.close, s.closed = true, name
			return e, after + 2
		}
		attr, n := s.attribute(b[after:])
		if n == 0 {
			return nil, 0
		}
		e.Attr = append(e.Attr, attr)
		at = after + n
	}
}

// attribute takes name="value" and its length.
func (s *scanner) attribute(b []byte) (xml.Attr, int) {
	name, at := s.name(b)
	if at == 0 {
		return xml.Attr{}, 0
	}
	at += spaces(b[at:])
	if at >= len(b) || b[at] != '=' {
		return xml.Attr{}, 0
	}
	at++
	at += spaces(b[at:])
	if at >= len(b) || b[at] != '"' && b[at] != '\'' {
		return xml.Attr{}, 0
	}
	quote := b[at]
	at++
	n := bytes.IndexByte(b[at:], quote)
	if n < 0 {
		return xml.Attr{}, 0
	}
	value, ok := s.plain(b[at : at+n])
	if !ok || bytes.IndexByte(b[at:at+n], '<') >= 0 {
		return xml.Attr{}, 0
	}
	return xml.Attr{Name: name, Value: string(value)}, at + n + 1
}

func spaces(b []byte) int {
	for i, c := range b {
		if c != ' ' && c != '\n' && c != '\t' && c != '\r' {
			return i
		}
	}
	return len(b)
}

// The kinds of bytes.
const (
	other     = 1 << iota // needs a look: &, CR, ], what XML cannot hold
	above                 // part of a character beyond ASCII
	nameStart             // begins an ASCII name
	nameByte              // stands in one
)

// kinds tells the kinds of a byte.
var kinds = func() (k [256]uint8) {
	for c := range k {
		switch {
		case c >= utf8.RuneSelf:
			k[c] = above
		case c == '&', c == '\r', c == ']', c < ' ' && c != '\t' && c != '\n':
			k[c] = other
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c == '_':
			k[c] = nameStart | nameByte
		case c >= '0' && c <= '9', c == '.', c == '-', c == ':':
			k[c] = nameByte
		}
	}
	return k
}()

// name takes a name of ASCII letters with at most one prefix, and its length.
func (s *scanner) name(b []byte) (xml.Name, int) {
	n, colon := 0, -1
	for n < len(b) && kinds[b[n]]&nameByte != 0 {
		if b[n] == ':' {
			if colon >= 0 {
				return xml.Name{}, 0
			}
			colon = n
		}
		n++
	}
	if n == 0 || n == len(b) || kinds[b[0]]&nameStart == 0 || colon == n-1 || b[n] >= utf8.RuneSelf {
		return xml.Name{}, 0
	}
	if colon < 0 {
		return xml.Name{Local: s.intern(b[:n])}, n
	}
	return xml.Name{Space: s.intern(b[:colon]), Local: s.intern(b[colon+1 : n])}, n
}

// intern holds a name once.
func (s *scanner) intern(b []byte) string {
	if name, ok := s.names[string(b)]; ok {
		return name
	}
	name := string(b)
	if len(s.names) < maxNames {
		s.names[name] = name
	}
	return name
}

// plain gives a text as it reads, if it is plain: valid UTF-8 of characters
// that XML may hold, without ]]> and with no entities but the common ones.
func (s *scanner) plain(b []byte) ([]byte, bool) {
	seen := uint8(0)
	for _, c := range b {
		seen |= kinds[c]
	}
	if seen&above != 0 && (!utf8.Valid(b) || bytes.Contains(b, []byte("\uFFFE")) || bytes.Contains(b, []byte("\uFFFF"))) {
		return nil, false
	}
	if seen&other == 0 {
		return b, true
	}
	return s.resolve(b)
}

// resolve resolves entities and line ends.
func (s *scanner) resolve(b []byte) ([]byte, bool) {
	out := s.text[:0]
	for i := 0; i < len(b); i++ {
		switch c := b[i]; {
		case kinds[c]&other == 0:
			out = append(out, c)
		case c == '\r':
			if i+1 == len(b) || b[i+1] != '\n' {
				out = append(out, '\n')
			}
		case c == ']':
			if bytes.HasPrefix(b[i:], []byte("]]>")) {
				return nil, false
			}
			out = append(out, c)
		case c == '&':
			text, n := entity(b[i:])
			if n == 0 {
				return nil, false
			}
			out = append(out, text)
			i += n - 1
		default:
			return nil, false
		}
	}
	s.text = out
	return out, true
}

// entity resolves one of the five entities of XML.
func entity(b []byte) (byte, int) {
	for _, e := range [...]struct {
		name string
		char byte
	}{{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}, {"&#39;", '\''}, {"&#34;", '"'}, {"&#10;", '\n'}, {"&#13;", '\r'}, {"&#9;", '\t'}} {
		if bytes.HasPrefix(b, []byte(e.name)) {
			return e.char, len(e.name)
		}
	}
	return 0, 0
}

// slow takes the next token by encoding/xml, whatever it is.
func (s *scanner) slow() (xml.Token, error) {
	d := xml.NewDecoder(s) // reads byte by byte, because s can
	charset := ""
	d.CharsetReader = func(name string, r io.Reader) (io.Reader, error) {
		charset = name
		return r, nil
	}
	start := s.line
	s.read, s.last = 0, [2]byte{}
	t, err := d.RawToken()
	line, _ := d.InputPos()
	s.line = start + line - 1
	s.pos -= s.read - int(d.InputOffset()) // the byte that ended the token and is not of it
	if err != nil {
		var syntax *xml.SyntaxError
		if errors.As(err, &syntax) {
			syntax.Line += start - 1
		}
		return nil, err
	}
	if e, ok := t.(xml.StartElement); ok && s.last == [2]byte{'/', '>'} {
		s.close, s.closed = true, e.Name
	}
	if charset != "" {
		err = s.decode(charset)
	}
	return t, err
}

// ReadByte gives encoding/xml the next byte.
func (s *scanner) ReadByte() (byte, error) {
	if s.pos == len(s.buf) && !s.fill() {
		return 0, s.err
	}
	c := s.buf[s.pos]
	s.pos++
	s.read++
	s.last = [2]byte{s.last[1], c}
	return c, nil
}

// Read is there because encoding/xml wants its source to have it; it is never
// called.
func (s *scanner) Read([]byte) (int, error) { return 0, io.ErrNoProgress }

// decode goes on in the encoding that the XML declaration names.
func (s *scanner) decode(charset string) error {
	rest := io.Reader(bytes.NewReader(bytes.Clone(s.buf[s.pos:])))
	switch s.err {
	case nil:
		rest = io.MultiReader(rest, s.r)
	case io.EOF:
	default:
		return s.err
	}
	r, err := charsetReader(charset, rest)
	s.r, s.buf, s.pos, s.err = r, nil, 0, nil
	return err
}
