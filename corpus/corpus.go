// Package corpus holds a document as the rest of bitext sees it: blocks in
// reading order, each cut into segments (sentences), every byte of them
// traceable to the file that it was read from.
//
// The package imports nothing of this project. Readers (corpus/text and its
// neighbours) make documents, corpus/lang cuts them into sentences and words,
// align and everything after it only look at them.
//
// Text in a Block is mended for comparison: lines joined, doubled spaces and
// stray spaces inside words taken out, markup marks gone. The original stays
// whole in Document.Original, and Block.Locate leads back to it.
package corpus

import (
	"math"
	"slices"
	"sort"
	"strings"
)

// Lang is a language as the primary subtag of BCP 47, lower case ("en", "fr").
// The empty value means that the language is not known.
type Lang string

// The languages that bitext knows something about beyond the rules of Unicode.
const (
	English Lang = "en"
	French  Lang = "fr"
	Spanish Lang = "es"
	Russian Lang = "ru"
	Arabic  Lang = "ar"
	Chinese Lang = "zh"
	German  Lang = "de"
)

// Primary is the language without the script and region that a code from outside may
// have ("fr-CA").
func (l Lang) Primary() Lang {
	code, _, _ := strings.Cut(string(l), "-")
	return Lang(code)
}

// RightToLeft reports whether the language is written from right to left.
func (l Lang) RightToLeft() bool {
	switch l {
	case Arabic, "he", "fa", "ur", "yi", "ps", "sd", "ug", "dv", "ckb":
		return true
	}
	return false
}

// Span is a half-open range of bytes, Start ≤ End, in a text that the context
// names.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Len is the number of bytes in the span.
func (s Span) Len() int { return s.End - s.Start }

// In cuts the span out of the text that it was measured in.
func (s Span) In(text string) string { return text[s.Start:s.End] }

// Shift moves the span by n bytes.
func (s Span) Shift(n int) Span { return Span{s.Start + n, s.End + n} }

// Overlaps reports whether the two spans share a byte.
func (s Span) Overlaps(t Span) bool { return s.Start < t.End && t.Start < s.End }

// Kind says what a block is in its document.
type Kind uint8

// The kinds of blocks. The zero value is a paragraph of running text.
const (
	Paragraph Kind = iota
	Heading
	ListItem
	Footnote
	TableCell
)

var kindNames = [...]string{"paragraph", "heading", "list-item", "footnote", "table-cell"}

// String gives the name of the kind as it stands in output ("list-item").
func (k Kind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return "unknown"
}

// ParseKind is the inverse of Kind.String; an unknown name is a paragraph.
func ParseKind(name string) Kind {
	for i, n := range kindNames {
		if n == name {
			return Kind(i)
		}
	}
	return Paragraph
}

// Segment is one sentence, or whatever smaller unit a reader found: the bytes of
// the text of its block from Start on, before End. A document has millions: no text
// reaches 2 GiB.
type Segment struct{ Start, End int32 }

// NewSegment makes a segment of a span.
func NewSegment(s Span) Segment { return Segment{int32(s.Start), int32(s.End)} }

// Span is the segment as a span of the text of its block.
func (s Segment) Span() Span { return Span{int(s.Start), int(s.End)} }

// In cuts the segment out of the text of its block.
func (s Segment) In(text string) string { return text[s.Start:s.End] }

// Block is one paragraph, heading, list item, footnote or table cell. A file of
// short cells takes what its blocks take, not its text: they are kept small.
type Block struct {
	Text     string    // the mended text, label included, without line ends
	Label    string    // number as written at the start of Text ("5.", "a)", "II."), "" where there is none
	Segments []Segment // sentences in order, disjoint
	Unit     *Unit     // what a bilingual file says of it; nil where that is nothing: see About
	Inline   *[]Code   // inline codes of a bilingual file that were taken out of Text, in order; nil where there are none: see Codes
	Moved    *[]Anchor // where Text stands in the original, if not byte for byte from At on; see SetOrigin
	At       int32     // where Text begins in the original, in bytes from 1; 0 where that is not known
	Page     int32     // page on which the block begins, from 1; 0 where it is not known
	Line     int32     // row of a table of texts on which it stands, from 1; 0 where At leads to the original, or it is not known
	Level    int16     // depth of a heading or list item from 1; 0 where it is not known
	Kind     Kind
}

// Depth is a number as a Level holds it; deeper than 32,767 nothing is.
func Depth(n int) int16 { return int16(max(0, min(n, math.MaxInt16))) }

// Unit is what a bilingual file says of a unit beside its texts. The blocks of both
// sides may share one.
type Unit struct {
	ID    string   // its name in the file
	Notes []string // about it
	State string   // how far its translation is, in the words of the file
}

// About gives the unit that a block belongs to, an empty one where none is named.
func (b *Block) About() Unit {
	if b.Unit == nil {
		return Unit{}
	}
	return *b.Unit
}

// Codes are the inline codes that were taken out of the text, in order.
func (b *Block) Codes() []Code {
	if b.Inline == nil {
		return nil
	}
	return *b.Inline
}

// Code is an inline code (a tag, a placeholder) of a bilingual file. It is not
// part of the text that is compared, and is put back when the file is written.
type Code struct {
	At   int    // offset in Block.Text before which it stands
	Raw  string // as written in the file, markup included
	Form string // the format whose markup Raw is ("tmx", "xliff1", "xliff2")
	Data string // markup elsewhere in the unit that Raw refers to
}

// Anchor says that the bytes of a block's Text from Text on, up to the next
// anchor, stand in the document's Original from Source on, byte for byte.
type Anchor struct {
	Text   int32 // offset in Block.Text
	Source int32 // offset in Document.Original
}

// Segment cuts sentence i out of the text.
func (b *Block) Segment(i int) string { return b.Segments[i].In(b.Text) }

// Body is the text after the label and the space behind it.
func (b *Block) Body() string {
	return strings.TrimLeft(strings.TrimPrefix(b.Text, b.Label), " \u00a0\u202f\t")
}

// SetOrigin says where the text stands in the original: from each anchor to the next,
// byte for byte. The first begins with the text.
func (b *Block) SetOrigin(anchors []Anchor) {
	b.At, b.Moved = 0, nil
	if len(anchors) > 0 {
		b.At = anchors[0].Source + 1
	}
	if len(anchors) > 1 {
		moved := slices.Clone(anchors)
		b.Moved = &moved
	}
}

// Origin gives the anchors; none where it is not known where the text comes from.
func (b *Block) Origin() []Anchor {
	switch {
	case b.Moved != nil:
		return *b.Moved
	case b.At > 0:
		return []Anchor{{Source: b.At - 1}}
	}
	return nil
}

// Locate leads a span of Text back to the span of the original that it came
// from. Without an origin (a document made in memory) it returns s as it is.
func (b *Block) Locate(s Span) Span {
	if b.At == 0 {
		return s
	}
	end := b.locate(s.End)
	if s.End > s.Start {
		end = b.locate(s.End-1) + 1
	}
	return Span{b.locate(s.Start), end}
}

func (b *Block) locate(offset int) int {
	if b.Moved == nil {
		return int(b.At) - 1 + offset
	}
	anchors := *b.Moved
	i := sort.Search(len(anchors), func(i int) bool { return int(anchors[i].Text) > offset })
	if i == 0 {
		return int(anchors[0].Source)
	}
	a := anchors[i-1]
	return int(a.Source) + offset - int(a.Text)
}

// Document is one text in one language.
type Document struct {
	Path     string // as the user named it; "" for a document made in memory
	Lang     Lang
	Tag      string // the language as the file names it, with its region or script ("fr-CA"); "" where it says no more than Lang
	Encoding string // of the file, as IANA names it ("utf-8", "windows-1252")
	Blocks   []Block
	Original string  // the text before mending, as UTF-8; Anchor.Source counts in it
	LeftOut  []Block // running heads, page numbers and the like that are no part of the text, in order
}

// SetLang takes the language from a code as files write it: "fr-CA", "en_GB", "DE".
func (d *Document) SetLang(code string) {
	code = strings.ReplaceAll(strings.TrimSpace(code), "_", "-")
	primary, rest, _ := strings.Cut(code, "-")
	d.Lang, d.Tag = Lang(strings.ToLower(primary)), ""
	if rest != "" {
		d.Tag = code
	}
}

// LangTag is the language as a tag of BCP 47: with region and script where the file has
// named them and the language is still that, "und" where it is not known.
func (d *Document) LangTag() string {
	if primary, _, _ := strings.Cut(d.Tag, "-"); d.Tag != "" && strings.EqualFold(primary, string(d.Lang)) && plainTag(d.Tag) {
		return d.Tag
	}
	if d.Lang == "" {
		return "und"
	}
	return string(d.Lang)
}

// plainTag reports whether a code has the form of a tag: parts of up to eight letters
// and digits.
func plainTag(tag string) bool {
	for part := range strings.SplitSeq(tag, "-") {
		if part == "" || len(part) > 8 || strings.Trim(part, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789") != "" {
			return false
		}
	}
	return true
}

// Pos is a place in a document as a person counts it.
type Pos struct {
	Line   int // from 1
	Column int // in characters, from 1
}

// Pos turns an offset in Original into a line and a column.
func (d *Document) Pos(offset int) Pos {
	before := d.Original[:min(max(offset, 0), len(d.Original))]
	line := strings.Count(before, "\n") + 1
	column := len([]rune(before[strings.LastIndexByte(before, '\n')+1:])) + 1
	return Pos{line, column}
}

// Place names a segment of a document: block and segment, both from 0.
type Place struct {
	Block   int
	Segment int
}

// Places lists every segment of the document in order, so that a running
// number over the whole document (as the sentence level of an alignment
// uses it) is an index in the list.
func (d *Document) Places() []Place {
	var all []Place
	for b := range d.Blocks {
		for s := range d.Blocks[b].Segments {
			all = append(all, Place{b, s})
		}
	}
	return all
}

// Lines makes a document in which every non-blank line of text is one block of
// one segment, as it stands, without cleaning: the form of `--as lines`.
func Lines(path string, lang Lang, text string) *Document {
	d := &Document{Path: path, Lang: lang, Encoding: "utf-8", Original: text}
	for at := 0; at < len(text); {
		end := strings.IndexByte(text[at:], '\n')
		if end < 0 {
			end = len(text) - at
		}
		line := strings.TrimRight(text[at:at+end], "\r")
		if strings.TrimSpace(line) != "" {
			d.Blocks = append(d.Blocks, Block{
				Text:     line,
				Segments: []Segment{{End: int32(len(line))}},
				At:       int32(at) + 1,
			})
		}
		at += end + 1
	}
	return d
}
