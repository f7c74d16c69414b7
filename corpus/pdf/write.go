package pdf

import (
	"bytes"
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"bitext/corpus/text"
)

// Raised numbers: smaller than the text of the line, and higher.
const (
	raisedSize = 0.85 // of the size of the line, at most
	raisedBy   = 0.15 // of the size of the line, at least
	raisedMost = 0.8  // of the size of a note: what is higher stands in the line above
)

// write gives the text of a line. Numbers that are set raised become raised
// characters, so that a footnote mark does not run into the word before it.
func (p *page) write(start, end int, body place) (string, error) {
	gaps, err := p.gaps(start, end, body.size)
	if err != nil {
		return "", err
	}
	out := make([]byte, 0, end-start)
	for i := start; i < end; {
		if len(gaps) > 0 && gaps[0] == i {
			out, gaps = append(out, ' '), gaps[1:]
		}
		r := p.chars[i]
		if isDigit(r) {
			number := p.digits(i, end, gaps)
			at, err := p.place(i)
			if err != nil {
				return "", err
			}
			if at.size < raisedSize*body.size && at.y > body.y+raisedBy*body.size {
				if i > start+1 && p.chars[i-1] == ' ' && shown(p.chars[i-2]) { // PDFium's, not the author's
					out = bytes.TrimSuffix(out, []byte(" "))
				}
				out = append(out, strings.Map(raise, number)...)
			} else {
				out = append(out, number...)
			}
			i += len(number)
			continue
		}
		if unicode.Is(unicode.Mn, r) && (i == start || !unicode.IsLetter(p.chars[i-1])) {
			r = alone(r)
		}
		if r != 0 && r != utf8.RuneError {
			out = append(out, plain(r)...)
		}
		i++
	}
	return string(out), nil
}

// digits gives the number that begins at a character and ends before the next gap.
func (p *page) digits(start, end int, gaps []int) string {
	if len(gaps) > 0 {
		end = min(end, gaps[0])
	}
	n := start
	for n < end && isDigit(p.chars[n]) {
		n++
	}
	return string(p.chars[start:n])
}

// spaceGap is the room between two characters, in sizes of the type, that is a space
// between words: type setters who write none make it a fifth, kerning is a twentieth.
// spacedOut is the share of such gaps in a line from which its letters are set apart.
const (
	spaceGap  = 0.15
	spacedOut = 0.4
)

// gaps lists the characters of a line before which there is room for a space that
// neither the file nor PDFium has written.
func (p *page) gaps(start, end int, size float64) ([]int, error) {
	var out []int
	var before box
	letters := 0
	for i := start; i < end; i++ {
		if !shown(p.chars[i]) {
			before = box{}
			continue
		}
		at, err := p.box(i)
		if err != nil {
			return nil, err
		}
		if gap := at.left - before.right; before.right > 0 && gap > spaceGap*size && gap < size && math.Abs(at.foot-before.foot) < raisedBy*size {
			out = append(out, i)
		}
		before = at
		letters++
	}
	if float64(len(out)) > spacedOut*float64(letters) {
		return nil, nil
	}
	return out, nil
}

// alone is what a combining mark stands for that has no letter before it: type
// setters take the grave accent for an opening quote.
func alone(mark rune) rune {
	switch mark {
	case '\u0300':
		return '‘'
	case '\u0301':
		return '’'
	}
	return 0
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

// plain writes ligatures of the type as letters.
func plain(r rune) string {
	switch r {
	case 'ﬁ':
		return "fi"
	case 'ﬂ':
		return "fl"
	case 'ﬀ':
		return "ff"
	case 'ﬃ':
		return "ffi"
	case 'ﬄ':
		return "ffl"
	case 'ﬅ', 'ﬆ':
		return "st"
	}
	if r = text.Dingbat(r); r < 0 {
		return ""
	}
	return string(r)
}
