package pdf

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"bitext/corpus/text"
)

// What leaves strips of a page free and is no table: lists with their numbers, tables of
// contents, columns of running text.
const (
	proseShare   = 0.25 // of pieces that begin with a small letter: columns of running text
	proseFill    = 0.85 // of the places of a table that columns of running text fill
	tableNumbers = 0.7  // of the last pieces of a table of contents that are numbers
)

// tableLike reports whether bands are rather a table than a list, a table of contents
// or columns of running text.
func (p *page) tableLike(bands []band, columns []span) bool {
	pieces, several, small, labels := 0, 0, 0, 0
	if p.contents(bands, columns) {
		return false
	}
	for _, b := range bands {
		pieces += len(b.at)
		for _, i := range b.at {
			if r, _ := utf8.DecodeRuneInString(p.set[i].Text); unicode.IsLower(r) {
				small++
			}
		}
		if len(b.at) < 2 {
			continue
		}
		several++
		if labelAlone(p.set[b.at[0]].Text) && p.columnOf(b.at[0], columns) == 0 {
			labels++
		}
	}
	inner := len(columns)
	if labels*2 > several { // the numbers of a list, or of the rows
		inner--
	}
	if inner < 2 {
		return false
	}
	full := float64(pieces) >= proseFill*float64(len(columns)*len(bands))
	return !(len(columns) < manyColumns && full && float64(small) >= proseShare*float64(pieces))
}

// contents reports whether bands are a table of contents: what stands last is numbers
// that do not fall, behind no more than a number and a title.
func (p *page) contents(bands []band, columns []span) bool {
	numbers, last, before, steps, dots := 0, 0, 0, 0, 0
	for _, b := range bands {
		s := p.set[b.at[len(b.at)-1]].Text
		if len(b.at) < 2 || p.columnOf(b.at[len(b.at)-1], columns) != len(columns)-1 {
			continue
		}
		last++
		if !isPageNumber(s) {
			continue
		}
		if strings.HasSuffix(p.set[b.at[len(b.at)-2]].Text, "..") || strings.HasPrefix(s, "..") {
			dots++
		}
		if n, err := strconv.Atoi(strings.TrimLeft(s, leaders)); err == nil {
			if n < before {
				continue
			}
			if n > before {
				steps++
			}
			before = n
		}
		numbers++
	}
	if 3*p.entries(bands) > len(bands) {
		return true
	}
	if dots == 0 && numbers > leastNumbers && steps*3 < numbers { // levels, points, answers
		return false
	}
	return len(columns) < manyColumns && last > 0 && float64(numbers) >= tableNumbers*float64(last)
}

// entries counts the bands that end on dots and the number of a page within one piece.
func (p *page) entries(bands []band) int {
	n, before := 0, 0
	for _, b := range bands {
		s := p.set[b.at[len(b.at)-1]].Text
		title := strings.TrimRight(s, "0123456789")
		if len(title) == len(s) || !strings.HasSuffix(strings.TrimSpace(title), "...") {
			continue
		}
		if number, err := strconv.Atoi(s[len(title):]); err == nil && number >= before {
			before = number
			n++
		}
	}
	return n
}

// leastNumbers is how many numbers of pages tell whether they rise.
const leastNumbers = 5

// leaders stand between a title and the number of its page.
const leaders = ".…·_ "

// labelAlone reports whether a piece is a number or bullet and nothing else.
func labelAlone(s string) bool {
	if text.Label(s+" X") == s || utf8.RuneCountInString(s) == 1 || len(s) <= 5 && strings.Trim(s, "[]()xX ") == "" {
		return true
	}
	if rtl([]rune(s)) && strings.HasSuffix(s, "-") && !strings.ContainsAny(s, ".,:") && len(strings.Fields(s)) <= 3 { // Arabic counts "firstly -", "secondly -"
		return true
	}
	digits := strings.TrimRight(strings.TrimLeftFunc(s, unicode.IsUpper), ".)") // "L4.10", "A-1."
	return len(s)-len(digits) <= 3 && strings.Trim(digits, "0123456789.-") == "" && strings.ContainsAny(digits, "0123456789")
}

// isPageNumber reports whether a piece is a number, perhaps behind leader dots.
func isPageNumber(s string) bool {
	s = strings.TrimLeft(s, leaders)
	return s != "" && (strings.Trim(s, "0123456789") == "" || strings.Trim(s, "ivxlc") == "")
}
