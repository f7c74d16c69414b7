// Package rtf reads Rich Text Format (RTF 1.0 to 1.9, as Word and other
// programs write it).
//
// What a reader of the printed page sees is read: paragraphs with the numbers
// that the writing program has put beside them, headings by style, table cells,
// text boxes, the results of fields, footnotes and endnotes after the paragraph that
// refers to them, each numbered by itself. Left out are hidden text, comments, headers and footers, deleted
// text, pictures. Characters come by Unicode (\u), or by the code page of the
// font or the file.
package rtf

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"bitext/corpus"
	"bitext/corpus/text"
)

// Options tunes the reading. The zero value is the recommended setting.
type Options struct {
	Original bool // read the text before tracked changes instead of the final one
}

// MaxDepth is how deep groups may be nested; real files stay below a hundred.
const MaxDepth = 1000

// Errors of Read.
var (
	ErrDepth = errors.New("groups nested too deep")
	ErrCut   = errors.New("the file is cut off: a group is not closed")
	ErrNoRTF = errors.New("not an RTF file")
)

// Read reads a document from the bytes of its file. A file that is cut off is
// an error, but for a missing brace or two at its very end, which some programs
// leave out.
func Read(data []byte, opts Options) (*corpus.Document, error) {
	start := strings.Index(string(data[:min(len(data), 64)]), `{\rtf`)
	if start < 0 {
		return nil, ErrNoRTF
	}
	p := &parser{data: data, at: start, opts: opts, fonts: map[int]codepage{}, heading: map[int]int{}, page: 1, notes: [2]series{{start: 1}, {start: 1}}}
	p.flow = &flow{emit: p.out.Add}
	if err := p.run(); err != nil {
		line := strings.Count(string(data[:min(p.at, len(data))]), "\n") + 1
		return nil, fmt.Errorf("line %d: %w", line, err)
	}
	p.flushBytes()
	p.endParagraph()
	return p.out.Document(), nil
}

// group is the state that braces save and restore.
type group struct {
	skip     bool // a destination without text
	hidden   bool
	deleted  bool
	inserted bool
	raised   bool
	font     int
	uc       int // characters that stand in for one of Unicode
	dest     destination
	flow     *flow // where to go back to at the end; nil to stay
	fresh    bool  // nothing has stood in the group yet
	optional bool  // it began with \*: unknown destinations are skipped
}

// destination is what the words of a group are for.
type destination uint8

const (
	body destination = iota
	fontTable
	styleSheet
	listNumber
)

// flow is a flow of paragraphs: the body, a note, a text box.
type flow struct {
	emit    func(corpus.Block)
	text    strings.Builder
	label   strings.Builder
	table   bool
	outline int
	style   int
	page    int
	after   []corpus.Block
	mark    string // of the note that this flow is
}

type parser struct {
	data    []byte
	at      int
	opts    Options
	g       group
	stack   []group
	flow    *flow
	fonts   map[int]codepage
	page1   codepage    // of the file
	heading map[int]int // style → level
	style   int         // being defined
	name    strings.Builder
	skipU   int    // characters left that stand in for Unicode
	bytes   []byte // in the code page of bytesIn, not decoded yet
	high    rune   // first half of a surrogate pair
	page    int
	paged   bool
	notes   [2]series // of footnotes and of endnotes
	marked  string    // mark that was written last in the text
	out     text.Builder
}

// run reads all groups and words.
func (p *parser) run() error {
	p.g.uc = 1
	for p.at < len(p.data) {
		switch c := p.data[p.at]; c {
		case '{':
			p.at++
			if len(p.stack) == MaxDepth {
				return ErrDepth
			}
			p.flushBytes()
			p.stack = append(p.stack, p.g)
			p.g.flow, p.g.fresh, p.g.optional = nil, true, false
		case '}':
			p.at++
			if len(p.stack) == 0 {
				return nil
			}
			p.flushBytes()
			p.closeGroup()
			if len(p.stack) == 0 {
				return nil
			}
		case '\\':
			p.word()
		case '\r', '\n', 0:
			p.at++
		default:
			p.at++
			p.char(c)
		}
	}
	if len(p.stack) > 2 {
		return ErrCut
	}
	return nil
}

// closeGroup ends a group: a flow of its own ends with it.
func (p *parser) closeGroup() {
	g := p.g
	p.g = p.stack[len(p.stack)-1]
	p.stack = p.stack[:len(p.stack)-1]
	if g.dest == styleSheet {
		p.endStyle()
	}
	if g.flow != nil {
		p.endParagraph()
		p.flow = g.flow
	}
}

// word reads a control word or symbol and does what it says.
func (p *parser) word() {
	p.at++
	if p.at >= len(p.data) {
		return
	}
	c := p.data[p.at]
	if !isLetter(c) {
		p.at++
		p.symbol(c)
		return
	}
	start := p.at
	for p.at < len(p.data) && isLetter(p.data[p.at]) && p.at-start < 32 {
		p.at++
	}
	name := string(p.data[start:p.at])
	start = p.at
	if p.at < len(p.data) && p.data[p.at] == '-' {
		p.at++
	}
	for p.at < len(p.data) && p.data[p.at] >= '0' && p.data[p.at] <= '9' && p.at-start < 11 {
		p.at++
	}
	value, err := strconv.Atoi(string(p.data[start:p.at]))
	given := err == nil
	if p.at < len(p.data) && p.data[p.at] == ' ' {
		p.at++
	}
	if name == "bin" && value > 0 {
		p.at = min(len(p.data), p.at+value)
		return
	}
	if p.skipU > 0 && name != "u" {
		p.skipU--
		return
	}
	if name != "u" {
		p.flushBytes()
	}
	p.control(name, value, given)
	p.g.fresh = false
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// symbol does what a backslash and one character say.
func (p *parser) symbol(c byte) {
	if c == '\'' {
		if p.at+2 <= len(p.data) {
			n, err := strconv.ParseUint(string(p.data[p.at:p.at+2]), 16, 8)
			p.at += 2
			if err == nil {
				p.byte(byte(n))
			}
		}
		return
	}
	if c == '*' {
		p.g.optional = true
		return
	}
	if c == '\\' || c == '{' || c == '}' {
		p.char(c)
		return
	}
	if p.skipU > 0 {
		p.skipU--
		return
	}
	p.flushBytes()
	switch c {
	case '~':
		p.write("\u00a0")
	case '_':
		p.write("\u2011")
	case '\r', '\n':
		p.endParagraph()
	case '\t':
		p.write("\t")
	}
	p.g.fresh = false
}

// char takes a plain character of the file.
func (p *parser) char(c byte) {
	p.g.fresh = false
	p.byte(c)
}

// byte takes a character of a code page.
func (p *parser) byte(c byte) {
	if p.skipU > 0 {
		p.skipU--
		return
	}
	p.bytes = append(p.bytes, c)
}

// flushBytes decodes what has been gathered in a code page.
func (p *parser) flushBytes() {
	if len(p.bytes) == 0 {
		return
	}
	b := p.bytes
	p.bytes = p.bytes[:0]
	cp, ok := p.fonts[p.g.font]
	if !ok || cp == 0 {
		cp = p.page1
	}
	p.write(cp.decode(b))
}

// write adds text where the current destination wants it.
func (p *parser) write(s string) {
	g := &p.g
	switch {
	case g.skip:
	case g.dest == styleSheet:
		p.name.WriteString(s)
	case g.dest == fontTable:
	case g.hidden, g.deleted && !p.opts.Original, g.inserted && p.opts.Original:
	case g.dest == listNumber:
		if p.fonts[g.font] == pictures && !strings.ContainsAny(s, "0123456789") {
			s = strings.Map(bulletOf, s)
		}
		p.flow.label.WriteString(s)
	default:
		if g.raised {
			s = raiseDigits(s)
		}
		p.flow.write(s, p.page)
	}
}

// bulletOf is what a letter in a font of pictures shows before an item.
func bulletOf(r rune) rune {
	if unicode.IsSpace(r) {
		return r
	}
	return '•'
}

func (f *flow) write(s string, page int) {
	if f.text.Len() == 0 {
		f.page = page
	}
	f.text.WriteString(s)
}

// raiseDigits turns a raised number into raised characters.
func raiseDigits(s string) string {
	if strings.Trim(s, "0123456789 ") != "" {
		return s
	}
	return text.Superscript(s)
}
