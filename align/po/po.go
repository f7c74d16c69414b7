// Package po reads gettext PO files as bitexts.
//
// An entry is a block on each side, with its context (or its text) as ID and
// its comments as notes; an entry with plural forms gives a block for each
// form. Obsolete entries are left out, fuzzy ones too unless they are asked
// for, and an entry without translation is a bead without target.
package po

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/ianaindex"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"bitext/align"
	"bitext/corpus"
)

// ErrNotPO is returned for a file without a single msgid.
var ErrNotPO = errors.New("not a PO file: no msgid in it")

// ErrEncoding is returned for text that is not in UTF-8 although the header names
// that, or nothing.
var ErrEncoding = errors.New("a byte is not UTF-8, and the header (charset) names no other encoding")

// Options says how a file is read. The zero value is the recommended setting.
type Options struct {
	Source corpus.Lang // language of the msgids; English where it is not given
	Fuzzy  bool        // read the entries marked fuzzy too
	Expect int         // how many entries are expected; 0 where that is not known
}

// Read reads a file in the encoding that its header names, UTF-8 where it
// names none. path names it in the documents and in errors.
func Read(path string, r io.Reader, opts Options) (*align.Bitext, error) {
	if opts.Source == "" {
		opts.Source = corpus.English
	}
	p := &parser{fuzzy: opts.Fuzzy, out: align.NewGatherer(path)}
	p.out.Bitext().Source.Lang = opts.Source
	p.out.Grow(opts.Expect)
	decoded, err := decode(r)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	lines := bufio.NewScanner(decoded)
	lines.Buffer(nil, maxLine)
	for lines.Scan() {
		p.number++
		if at := invalid(lines.Bytes()); at >= 0 {
			return nil, fmt.Errorf("%s:%d: %w: 0x%02x", path, p.number, ErrEncoding, lines.Bytes()[at])
		}
		if err := p.line(strings.TrimSpace(strings.TrimPrefix(lines.Text(), "\ufeff"))); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", path, p.number, err)
		}
	}
	if err := lines.Err(); errors.Is(err, bufio.ErrTooLong) {
		return nil, fmt.Errorf("%s:%d: the line is longer than %d MB", path, p.number+1, maxLine>>20)
	} else if err != nil {
		return nil, fmt.Errorf("%s:%d: %w", path, p.number+1, err)
	}
	p.finish()
	if !p.any {
		return nil, fmt.Errorf("%s: %w", path, ErrNotPO)
	}
	return p.out.Bitext(), nil
}

// headerSize is how far into a file its header is looked for, in bytes; the
// longest of real headers (names of all translators before it) stay below.
const headerSize = 1 << 16

var charset = regexp.MustCompile(`(?i)Content-Type:[^\\"\n]*charset=([A-Za-z0-9_.:-]+)`)

// Charset is the encoding that the header of a file names, given the start of the
// file; "" where it names none.
func Charset(head []byte) string {
	m := charset.FindSubmatch(head)
	if m == nil || bytes.Equal(m[1], []byte("CHARSET")) { // as templates have it
		return ""
	}
	return string(m[1])
}

// decode turns the file into UTF-8.
func decode(r io.Reader) (io.Reader, error) {
	b := bufio.NewReaderSize(r, headerSize)
	head, _ := b.Peek(headerSize)
	if bytes.HasPrefix(head, []byte{0xFE, 0xFF}) || bytes.HasPrefix(head, []byte{0xFF, 0xFE}) {
		return transform.NewReader(b, unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewDecoder()), nil
	}
	name := Charset(head)
	if name == "" || strings.EqualFold(name, "utf-8") || strings.EqualFold(name, "utf8") {
		return b, nil
	}
	enc, err := ianaindex.MIME.Encoding(name)
	if err != nil || enc == nil {
		enc, err = htmlindex.Get(name) // knows what programs call them: CP1251, ISO8859-1
	}
	if err != nil {
		return nil, fmt.Errorf("unknown encoding %q", name)
	}
	return transform.NewReader(b, enc.NewDecoder()), nil
}

// invalid is where a line is not UTF-8, -1 where all of it is.
func invalid(line []byte) int {
	if utf8.Valid(line) {
		return -1
	}
	at := 0
	for at < len(line) {
		r, size := utf8.DecodeRune(line[at:])
		if r == utf8.RuneError && size < 2 {
			break
		}
		at += size
	}
	return at
}

// maxLine bounds a line of a file, in bytes.
const maxLine = 16 << 20

// entry is one message as it is read.
type entry struct {
	context  string
	id       string
	plural   string
	strs     map[int]string
	comments []string
	fuzzy    bool
	begun    bool // whether its msgid was read
}

type parser struct {
	out    *align.Gatherer
	units  corpus.Slab[corpus.Unit]
	fuzzy  bool
	any    bool
	number int // of the line
	entry  entry
	append func(string) // adds a continued string to the field before it
}

// line takes one line of the file.
func (p *parser) line(line string) error {
	switch {
	case line == "" || strings.HasPrefix(line, "#~"):
		p.append = nil
		return nil
	case strings.HasPrefix(line, "#"):
		p.comment(line)
		return nil
	case strings.HasPrefix(line, `"`):
		text, err := unquote(line)
		if err != nil {
			return err
		}
		if p.append == nil {
			return fmt.Errorf("a string that continues nothing: %s", line)
		}
		p.append(text)
		return nil
	}
	keyword, rest, _ := strings.Cut(line, " ")
	if i := strings.IndexByte(keyword, '"'); i > 0 {
		keyword, rest = line[:i], line[i:]
	}
	if keyword == "domain" { // what follows goes into another catalogue
		p.finish()
		return nil
	}
	rest = strings.TrimSpace(rest)
	if rest == "" && strings.HasPrefix(keyword, "msg") { // the string comes on the next line
		rest = `""`
	}
	text, err := unquote(rest)
	if err != nil {
		return err
	}
	return p.field(keyword, text)
}

func (p *parser) comment(line string) {
	if p.entry.begun {
		p.finish()
	}
	p.append = nil
	switch {
	case strings.HasPrefix(line, "#,"):
		p.entry.fuzzy = p.entry.fuzzy || strings.Contains(line, "fuzzy")
	case strings.HasPrefix(line, "#|"):
	default:
		p.entry.comments = append(p.entry.comments, strings.TrimSpace(strings.TrimLeft(line, "#.:")))
	}
}

// field begins a field of an entry.
func (p *parser) field(keyword, text string) error {
	e := &p.entry
	switch {
	case keyword == "msgctxt":
		if e.begun {
			p.finish()
		}
		e.context = text
		p.append = func(s string) { e.context += s }
	case keyword == "msgid":
		if e.begun {
			p.finish()
		}
		p.any = true
		e.begun, e.id = true, text
		p.append = func(s string) { e.id += s }
	case keyword == "msgid_plural" && e.begun:
		e.plural = text
		p.append = func(s string) { e.plural += s }
	case strings.HasPrefix(keyword, "msgstr") && e.begun:
		n := 0
		if inner, ok := strings.CutPrefix(keyword, "msgstr["); ok {
			var err error
			if n, err = strconv.Atoi(strings.TrimSuffix(inner, "]")); err != nil || n < 0 || n > 9 {
				return fmt.Errorf("%q is no plural form", keyword)
			}
		}
		if e.strs == nil {
			e.strs = map[int]string{}
		}
		e.strs[n] = text
		p.append = func(s string) { e.strs[n] += s }
	default:
		return fmt.Errorf("unexpected %q", keyword)
	}
	return nil
}

// finish puts the entry into the documents and begins the next.
func (p *parser) finish() {
	e := p.entry
	p.entry, p.append = entry{}, nil
	switch {
	case !e.begun:
		p.entry = e // comments and context of the entry to come
	case e.id == "" && e.context == "":
		p.header(e.strs[0])
	case e.fuzzy && !p.fuzzy:
	case e.plural == "":
		p.add(p.unit(&e), e.id, e.strs[0])
	default: // its forms are of one unit
		unit := p.unit(&e)
		p.add(unit, e.id, e.strs[0])
		for n := 1; n < max(len(e.strs), 2); n++ {
			p.add(unit, e.plural, e.strs[n])
		}
	}
}

// header takes the target language from the entry without text.
func (p *parser) header(text string) {
	for line := range strings.Lines(text) {
		if code, ok := strings.CutPrefix(line, "Language:"); ok {
			p.out.Bitext().Target.SetLang(code)
		}
	}
}

// unit is what an entry says beside its texts.
func (p *parser) unit(e *entry) *corpus.Unit {
	id := e.context
	if id == "" {
		id = e.id
	}
	return &p.units.One(corpus.Unit{ID: id, Notes: e.comments})[0]
}

func (p *parser) add(unit *corpus.Unit, source, target string) {
	p.out.Add(corpus.Block{Unit: unit, Text: source}, corpus.Block{Unit: unit, Text: target}, true, target != "", 1)
}

// unquote reads a quoted string with the escapes of C.
func unquote(s string) (string, error) {
	if len(s) < 2 || s[0] != '"' || s[len(s)-1] != '"' {
		return "", fmt.Errorf("not a quoted string: %s", s)
	}
	s = s[1 : len(s)-1]
	if !strings.ContainsAny(s, `\"`) {
		return s, nil
	}
	var out strings.Builder
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '"':
			return "", fmt.Errorf("a quote within a string: %s", s)
		case s[i] != '\\':
			out.WriteByte(s[i])
		case i+1 == len(s):
			return "", fmt.Errorf("a string ends in a backslash: %s", s)
		default:
			c, size := escaped(s[i+1:])
			out.WriteByte(c)
			i += size
		}
	}
	return out.String(), nil
}

// escaped gives the byte that is written behind a backslash, and how many
// characters it takes there: one letter, up to three octal digits, or x and two
// hexadecimal ones. Bytes above 127 are those of UTF-8.
func escaped(s string) (c byte, size int) {
	digits := func(s, allowed string, most int) int {
		n := 0
		for n < len(s) && n < most && strings.IndexByte(allowed, s[n]) >= 0 {
			n++
		}
		return n
	}
	if n := digits(s, "01234567", 3); n > 0 {
		if v, err := strconv.ParseUint(s[:n], 8, 8); err == nil {
			return byte(v), n
		}
	}
	if n := digits(s[1:], "0123456789abcdefABCDEF", 2); s[0] == 'x' && n > 0 {
		v, _ := strconv.ParseUint(s[1:1+n], 16, 8) // two digits fit
		return byte(v), 1 + n
	}
	if i := strings.IndexByte("ntrabfv", s[0]); i >= 0 {
		return "\n\t\r\a\b\f\v"[i], 1
	}
	return s[0], 1
}
