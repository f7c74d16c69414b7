package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"bitext/corpus"
)

// line is a line with something on it, without the white space at its ends.
type line struct {
	corpus.Span         // in the original
	text        string  // the bytes of the span
	indent      int     // columns of white space before it
	gap         int     // blank lines above it
	page        int     // from 1
	width       float64 // from the left margin to its end, in characters of the chosen metric
	extent      float64 // from its start to its end
	size        float64 // of the type, in points; 0 where it is not known, as are bold, y and small
	y           float64 // of the base line, from the top of the page
	label       label
	row         standing // how the label stands in the rows of numbers
	end         ending
	begin       beginning
	joint       bool // a page ends above it: the gap says nothing
	rule        bool // a line of dashes stands above it, as above footnotes
	bold        bool
	large       bool // larger than most type of the document
	small       bool // in the type of footnotes, at the foot of the page
	cell        int  // of a table, from 1 on each page; the width is then what is left free in it
	from        int  // cell of the page before with which it goes on
	again       bool // head of a table that has begun before
}

// splitLines cuts a text into its lines with something on them. A form feed is
// a page end wherever it stands.
func splitLines(text string) []line {
	lines := make([]line, 0, strings.Count(text, "\n")-strings.Count(text, "\n\n")+1)
	gap, page, joint := 0, 1, false
	for at := 0; at < len(text); {
		end, next := lineEnd(text, at)
		raw := text[at:end]
		if cut := strings.LastIndexByte(raw, '\f'); cut >= 0 {
			page += strings.Count(raw, "\f")
			joint = true
			at, raw = at+cut+1, raw[cut+1:]
		}
		body := strings.TrimFunc(raw, blank)
		if body == "" {
			gap++
			at = next
			continue
		}
		from := at + strings.Index(raw, body)
		lines = append(lines, line{
			Span: corpus.Span{Start: from, End: from + len(body)}, text: body,
			indent: columns(text[at:from]), gap: gap, page: page, joint: joint,
		})
		gap, joint, at = 0, false, next
	}
	return lines
}

// lineEnd gives the end of the line that begins at at, and where the next one
// begins. LF, CR LF, CR alone, and the separators of Unicode end a line; so
// does a form feed with text before it.
func lineEnd(text string, at int) (end, next int) {
	for i := at; i < len(text); i++ {
		switch text[i] {
		case '\n':
			return i, i + 1
		case '\r':
			if i+1 < len(text) && text[i+1] == '\n' {
				return i, i + 2
			}
			return i, i + 1
		case '\f':
			if strings.TrimFunc(text[at:i], blank) != "" {
				return i, i
			}
		case 0xE2: // U+2028 and U+2029
			if strings.HasPrefix(text[i:], "\u2028") || strings.HasPrefix(text[i:], "\u2029") {
				return i, i + 3
			}
		}
	}
	return len(text), len(text)
}

// blank reports whether a rune shows nothing: white space, the zero-width
// characters, the byte order mark, control characters.
func blank(r rune) bool {
	return unicode.IsSpace(r) || unicode.IsControl(r) ||
		r == '\u200b' || r == '\u2060' || r == '\ufeff' || r == '\u200e' || r == '\u200f'
}

// columns is the width of white space, a tab to the next eighth column.
func columns(s string) int {
	n := 0
	for _, r := range s {
		if r == '\t' {
			n += 8 - n%8
		} else {
			n++
		}
	}
	return n
}

// firstWord is what stands before the first white space.
func firstWord(s string) string {
	if i := strings.IndexFunc(s, unicode.IsSpace); i >= 0 {
		return s[:i]
	}
	return s
}

// lastWord is what stands behind the last white space.
func lastWord(s string) string {
	if i := strings.LastIndexFunc(s, unicode.IsSpace); i >= 0 {
		_, size := utf8.DecodeRuneInString(s[i:])
		return s[i+size:]
	}
	return s
}

// isRule reports whether a line is drawn, not written: dashes, stars, dots.
func isRule(s string) bool {
	n := 0
	for _, r := range s {
		if !strings.ContainsRune("_-–—―=*~.·•#+ ", r) {
			return false
		}
		n++
	}
	return n >= 3
}
