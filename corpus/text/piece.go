package text

import (
	"strings"
	"unicode"

	"bitext/corpus"
)

// maxMarks bounds the characters of a paragraph that are mended at a time: a
// mark takes eight bytes, and a paragraph may be as long as the file. Paragraphs
// that people write stay far below.
const maxMarks = 1 << 18

// traced is a text that grows, with the places in the original that it came from.
type traced struct {
	text    strings.Builder
	anchors []corpus.Anchor
	expect  int // where the next character stands in the original if it needs no anchor
}

// write adds marks.
func (t *traced) write(marks []mark) {
	for _, k := range marks {
		at := int(k.at)
		if at != t.expect {
			t.anchors = append(t.anchors, corpus.Anchor{Text: int32(t.text.Len()), Source: k.at})
		}
		n, _ := t.text.WriteRune(k.r)
		t.expect = at + n
	}
}

// mend writes what is left of marks after mending.
func (m *mender) mend(out *traced, marks []mark) {
	if m.markdown {
		marks = stripMarkdown(marks)
	}
	out.write(m.mendSpaces(marks))
}

// piece mends and writes the marks of a long paragraph up to a space at which
// there is nothing to mend, and gives the rest. Where there is no such space
// all but the last mark goes.
func (m *mender) piece(out *traced, marks []mark) []mark {
	cut := len(marks) - 1
	for cut > 0 && !plainSpace(marks, cut) {
		cut--
	}
	if cut == 0 {
		cut = len(marks) - 1
		m.mend(out, marks[:cut])
		return append(marks[:0], marks[cut])
	}
	space := marks[cut]
	m.mend(out, marks[:cut])
	out.write([]mark{space})
	return append(marks[:0], marks[cut+1:]...)
}

// plainSpace reports whether mark i is a space behind a punctuation mark and
// before a letter: such a space stays, whatever else stands around it.
func plainSpace(marks []mark, i int) bool {
	if i+1 >= len(marks) || marks[i].r != ' ' || !unicode.IsLetter(marks[i+1].r) {
		return false
	}
	before := marks[i-1].r
	return before == '.' || before == ',' || before == ';' || before == ':'
}
