package xliff

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"bitext/align"
	"bitext/corpus"
	"bitext/corpus/markup"
)

// Edit puts another text in the place of a span of a translation.
type Edit struct {
	Block int         // in the target of the bitext that Read gives
	Span  corpus.Span // bytes in the block's Text
	Text  string
}

// ErrNotMended is returned where an edit cannot be made without touching more
// than the text: it lies over an inline code, or the file is not UTF-8.
var ErrNotMended = errors.New("cannot be changed in this file")

// Mend makes edits in the translations of a file, whose bytes stay as they are
// everywhere else. The edits of one block must not overlap. What comes out is read
// again: unless it is the same bitext with the edits made, it fails.
func Mend(data []byte, edits []Edit, opts Options) ([]byte, error) {
	before, err := Read("", bytes.NewReader(data), opts)
	if err != nil {
		return nil, err
	}
	if !utf8.Valid(data) {
		return nil, fmt.Errorf("%w: it is not UTF-8", ErrNotMended)
	}
	units, err := targets(data)
	if err != nil {
		return nil, err
	}
	edits = slices.Clone(edits)
	slices.SortStableFunc(edits, func(a, b Edit) int {
		if a.Block != b.Block {
			return a.Block - b.Block
		}
		return a.Span.Start - b.Span.Start
	})
	ofBlock := inOrder(texts(before.Target), units)
	type change struct {
		corpus.Span
		text string
	}
	var changes []change
	for _, e := range edits {
		if e.Block >= len(ofBlock) || ofBlock[e.Block] == nil {
			return nil, fmt.Errorf("%w: no unit for block %d", ErrNotMended, e.Block)
		}
		raw, err := ofBlock[e.Block].locate(before.Target.Blocks[e.Block].Text, e.Span)
		if err != nil {
			return nil, fmt.Errorf("unit %s: %w", before.Target.Blocks[e.Block].About().ID, err)
		}
		changes = append(changes, change{raw, markup.Escape(e.Text)})
	}
	slices.SortFunc(changes, func(a, b change) int { return a.Start - b.Start })
	var out bytes.Buffer
	at := 0
	for _, c := range changes {
		if c.Start < at {
			return nil, fmt.Errorf("%w: edits overlap", ErrNotMended)
		}
		out.Write(data[at:c.Start])
		out.WriteString(c.text)
		at = c.End
	}
	out.Write(data[at:])
	return out.Bytes(), verify(before, out.Bytes(), edits, opts)
}

// inOrder finds the unit of each block. Not every unit has a block: some are not
// translated, or not to be.
func inOrder(blocks []string, units []rawText) []rawText {
	out := make([]rawText, len(blocks))
	next := 0
	for i, text := range blocks {
		for n := next; n < len(units); n++ {
			if units[n].reads(text) {
				out[i], next = units[n], n+1
				break
			}
		}
	}
	return out
}

// reads reports whether a text is that of the unit, white space apart.
func (u rawText) reads(text string) bool {
	n := 0
	for _, r := range text {
		if unicode.IsSpace(r) {
			continue
		}
		for n < len(u) && unicode.IsSpace(u[n].r) {
			n++
		}
		if n == len(u) || u[n].r != r {
			return false
		}
		n++
	}
	for n < len(u) && unicode.IsSpace(u[n].r) {
		n++
	}
	return n == len(u)
}

// verify reads what came out and compares it with what was wanted.
func verify(before *align.Bitext, out []byte, edits []Edit, opts Options) error {
	after, err := Read("", bytes.NewReader(out), opts)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrNotMended, err)
	}
	if len(after.Target.Blocks) != len(before.Target.Blocks) || !reflect.DeepEqual(texts(before.Source), texts(after.Source)) {
		return ErrNotMended
	}
	want := texts(before.Target)
	for _, e := range slices.Backward(edits) { // the last first: earlier spans stay right
		want[e.Block] = want[e.Block][:e.Span.Start] + e.Text + want[e.Block][e.Span.End:]
	}
	for i, text := range texts(after.Target) {
		if text != want[i] || len(after.Target.Blocks[i].Codes()) != len(before.Target.Blocks[i].Codes()) {
			return fmt.Errorf("unit %s: %w", before.Target.Blocks[i].About().ID, ErrNotMended)
		}
	}
	return nil
}

func texts(d *corpus.Document) []string {
	out := make([]string, len(d.Blocks))
	for i := range d.Blocks {
		out[i] = d.Blocks[i].Text
	}
	return out
}

// letter is a character of a translation and where it stands in the file.
type letter struct {
	r rune
	corpus.Span
}

// rawText is the text of the translation of a unit, without inline codes.
type rawText []letter

// targets goes over a file and gives the translation of each unit in turn.
func targets(data []byte) ([]rawText, error) {
	dec := xml.NewDecoder(bytes.NewReader(data))
	dec.Strict = false
	dec.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	var units []rawText
	var path []string
	for {
		from := int(dec.InputOffset())
		t, err := dec.RawToken()
		if err == io.EOF {
			return units, nil
		}
		if err != nil {
			return nil, err
		}
		switch t := t.(type) {
		case xml.StartElement:
			name := t.Name.Local
			if name == "mrk" && !transparent1(t) { // a deletion
				name = ""
			}
			path = append(path, name)
			if t.Name.Local == "trans-unit" || t.Name.Local == "unit" {
				units = append(units, nil)
			}
		case xml.EndElement:
			if len(path) > 0 {
				path = path[:len(path)-1]
			}
		case xml.CharData:
			if len(units) > 0 && inTarget(path) {
				units[len(units)-1] = append(units[len(units)-1], letters(data, from, int(dec.InputOffset()))...)
			}
		}
	}
}

// inTarget reports whether text under these elements is that of a translation:
// in a target of the unit itself, and in no inline code.
func inTarget(path []string) bool {
	n := slices.Index(path, "target")
	if n < 1 || !slices.Contains([]string{"trans-unit", "segment", "ignorable"}, path[n-1]) {
		return false
	}
	for _, name := range path[n+1:] {
		if !slices.Contains([]string{"g", "pc", "mrk"}, name) {
			return false
		}
	}
	return true
}

// letters are the characters between two offsets, with entities resolved.
func letters(data []byte, from, to int) []letter {
	const open, shut = "<![CDATA[", "]]>"
	var out []letter
	if bytes.HasPrefix(data[from:to], []byte(open)) {
		for at := from + len(open); at < to-len(shut); {
			r, size := utf8.DecodeRune(data[at:])
			out = append(out, letter{r, corpus.Span{Start: at, End: at + size}})
			at += size
		}
		return out
	}
	for at := from; at < to; {
		r, size := utf8.DecodeRune(data[at:])
		if r == '&' {
			if end := bytes.IndexByte(data[at:to], ';'); end > 0 {
				size = end + 1
				r = entity(string(data[at : at+size]))
			}
		}
		out = append(out, letter{r, corpus.Span{Start: at, End: at + size}})
		at += size
	}
	return out
}

// entity is the character that a reference stands for.
func entity(text string) rune {
	var s string
	if xml.Unmarshal([]byte("<a>"+text+"</a>"), &s) != nil {
		return utf8.RuneError
	}
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// locate finds the span of a block's text in the file. The block differs from
// what the file holds in white space at most.
func (u rawText) locate(text string, span corpus.Span) (corpus.Span, error) {
	var out corpus.Span
	n, last := 0, 0 // letter; where the last one ended
	for at, r := range text {
		for n < len(u) && u[n].r != r && unicode.IsSpace(u[n].r) {
			n++
		}
		switch {
		case n < len(u) && u[n].r == r:
			if at == span.Start {
				out.Start = u[n].Start
				if span.Len() == 0 {
					out.Start = max(last, out.Start)
				}
			}
			last = u[n].End
			n++
			if at+utf8.RuneLen(r) == span.End && span.Len() > 0 {
				out.End = last
			}
		case unicode.IsSpace(r) && at != span.Start && at+utf8.RuneLen(r) != span.End:
		default:
			return out, ErrNotMended
		}
	}
	if span.Len() == 0 {
		if span.Start == len(text) {
			out.Start = last
		}
		out.End = out.Start
	}
	if out.Start == 0 || out.End < out.Start || strings.ContainsRune(text[:span.Start], utf8.RuneError) {
		return out, ErrNotMended
	}
	return out, nil
}
