package pdf

import (
	"cmp"
	"math"
	"slices"
	"sort"
	"strings"
	"unicode"
)

// Script that runs from right to left stands in a PDF as it is seen (visual order) and in
// text as it is read (logical order). PDFium turns the
// letters of each word round, but leaves the words of many files from left to right, and
// the marks at their left ends in front of them. Then the line is put together again
// as it is read: the words from right to left, between them those of other scripts
// and numbers from left to right.

// rightward reports whether a letter belongs to a script that runs from right to left.
func rightward(r rune) bool {
	return r >= 0x0590 && unicode.IsLetter(r) && unicode.In(r, unicode.Hebrew, unicode.Arabic, unicode.Syriac, unicode.Thaana, unicode.Nko)
}

// rtl reports whether most letters are of scripts that run from right to left.
func rtl(chars []rune) bool {
	n := 0
	for _, r := range chars {
		switch {
		case rightward(r):
			n++
		case unicode.IsLetter(r):
			n--
		}
	}
	return n > 0
}

// word is the characters between two spaces.
type word struct {
	start, end  int
	left, right float64
}

// Room in a line that runs from right to left, in sizes of its type.
const (
	wideRoom  = 1.5  // what stands so far apart is read by itself
	realSpace = 0.05 // least width of a space that the file has written
)

// onePlace is the distance up to which characters are at one place, in points.
const onePlace = 0.01

// readable gives the place of the characters from start to end in the order in which they
// are read.
func (p *page) readable(start, end int) (from, to int, err error) {
	if !rtl(p.chars[start:end]) {
		return start, end, nil
	}
	words, size, err := p.words(start, end)
	if err != nil || fromRight(words) {
		return start, end, err
	}
	signs, err := p.signs(start, end, size)
	if err != nil {
		return start, end, err
	}
	var order []sign
	tokens := tokensOf(signs, size)
	for len(tokens) > 0 {
		n := stretch(tokens, size)
		row := rowEnd(tokens[:n])
		for k := range n {
			if k < row {
				k = row - 1 - k
			}
			if len(order) > 0 {
				order = append(order, space)
			}
			order = append(order, tokens[k].order()...)
		}
		tokens = tokens[n:]
	}
	from, to = p.append(order)
	return from, to, nil
}

// fromRight reports whether most words stand left of the word before: the file has them as
// they are read.
func fromRight(words []word) bool {
	rising := 0
	for i := 1; i < len(words); i++ {
		if words[i].left > words[i-1].left {
			rising++
		} else {
			rising--
		}
	}
	return rising < 0
}

// words cuts the characters from start to end at spaces, and gives the size of the type.
func (p *page) words(start, end int) (out []word, size float64, err error) {
	for i := start; i < end; i++ {
		if !shown(p.chars[i]) {
			continue
		}
		w := word{start: i, left: math.Inf(1), right: math.Inf(-1)}
		for ; i < end && shown(p.chars[i]); i++ {
			at, err := p.place(i)
			if err != nil {
				return nil, 0, err
			}
			w.left, w.right, size = min(w.left, at.left), max(w.right, at.right), max(size, at.size)
		}
		w.end = i
		out = append(out, w)
	}
	return out, size, nil
}

// sign is a character of a line where it is seen.
type sign struct {
	at          int // in page.chars
	r           rune
	left, right float64
}

func (s sign) middle() float64 { return (s.left + s.right) / 2 }

// signs gives the characters from start to end from right to left, those of marks behind
// their letters, and spaces that the file has written.
func (p *page) signs(start, end int, size float64) ([]sign, error) {
	var out, marks []sign
	for i := start; i < end; i++ {
		b, err := p.box(i)
		if err != nil {
			return nil, err
		}
		s := sign{i, p.chars[i], b.left, b.right}
		switch {
		case unicode.IsMark(s.r):
			marks = append(marks, s)
		case shown(s.r) || s.r == ' ' && b.right-b.left > realSpace*size:
			out = append(out, s)
		}
	}
	slices.SortStableFunc(out, func(a, b sign) int {
		if math.Abs(a.left-b.left) < onePlace && math.Abs(a.right-b.right) < onePlace { // a ligature: PDFium has turned it round
			return cmp.Compare(b.at, a.at)
		}
		return cmp.Compare(b.middle(), a.middle())
	})
	return marked(out, marks, size), nil
}

// marked puts marks behind the nearest letters; the last of a letter's first, for PDFium
// has turned them round.
func marked(signs, marks []sign, size float64) []sign {
	if len(marks) == 0 {
		return signs
	}
	behind := map[int][]sign{}
	for _, m := range marks {
		if k := nearestLetter(signs, m, size); k >= 0 {
			behind[k] = append(behind[k], sign{m.at, m.r, signs[k].left, signs[k].right})
		}
	}
	out := make([]sign, 0, len(signs)+len(marks))
	for k, s := range signs {
		out = append(out, s)
		for _, m := range slices.Backward(behind[k]) {
			out = append(out, m)
		}
	}
	return out
}

// nearestLetter gives the letter, of a script that runs from right to left, whose middle is
// nearest to that of a mark, -1 where none is nearer than the size of the type.
func nearestLetter(signs []sign, mark sign, size float64) int {
	at := mark.middle()
	from := sort.Search(len(signs), func(k int) bool { return signs[k].middle() < at+size+onePlace })
	best, least := -1, size
	for k := from; k < len(signs) && signs[k].middle() > at-size-onePlace; k++ {
		if d := math.Abs(signs[k].middle() - at); rightward(signs[k].r) && d < least {
			best, least = k, d
		}
	}
	return best
}

// token is the signs between two spaces.
type token struct {
	signs       []sign
	left, right float64
	turned      bool // it is of a script that runs from right to left
	letters     bool // it has letters of another script
}

// tokensOf cuts signs at spaces and at room for one. Brackets are turned round where the
// file has them as they are seen.
func tokensOf(signs []sign, size float64) []token {
	first := slices.IndexFunc(signs, func(s sign) bool { return mirrored(s.r) != s.r })
	seen := first >= 0 && strings.ContainsRune(")]}»", signs[first].r)
	var out []token
	open := false
	for k, s := range signs {
		if s.r == ' ' {
			open = false
			continue
		}
		if k > 0 && signs[k-1].left-s.right > spaceGap*size {
			open = false
		}
		if !open {
			out = append(out, token{left: math.Inf(1), right: math.Inf(-1)})
			open = true
		}
		if seen {
			s.r = mirrored(s.r)
		}
		t := &out[len(out)-1]
		t.signs = append(t.signs, s)
		t.left, t.right = min(t.left, s.left), max(t.right, s.right)
		t.turned = t.turned || rightward(s.r) || strings.ContainsRune("،؛؟٪", s.r)
		t.letters = t.letters || leftward(s.r)
	}
	return out
}

// leftward reports whether a letter belongs to a script that runs from left to right.
func leftward(r rune) bool { return unicode.IsLetter(r) && !rightward(r) }

// mirrored gives the bracket that closes what another opens, and the other way round.
func mirrored(r rune) rune {
	const brackets = "()[]{}«»"
	pairs := []rune(brackets)
	for i, b := range pairs {
		if b == r {
			return pairs[i^1]
		}
	}
	return r
}

// stretch gives the number of tokens, from right to left, up to one of a script that runs
// from right to left, or to wide room; at least one.
func stretch(tokens []token, size float64) int {
	n := 1
	for !tokens[0].turned && n < len(tokens) && !tokens[n].turned && tokens[n-1].left-tokens[n].right <= wideRoom*size {
		n++
	}
	return n
}

// rowEnd gives the number of tokens of a stretch that are read from left to right
// together: words of another script and the numbers behind them.
func rowEnd(tokens []token) int {
	n := len(tokens)
	for n > 1 && !tokens[n-1].letters {
		n--
	}
	return n
}

// order gives the signs of a token as they are read: numbers and words of other scripts
// from left to right.
func (t *token) order() []sign {
	var out []sign
	for i := 0; i < len(t.signs); {
		n := i
		for k := i; k < len(t.signs); k++ {
			switch r := t.signs[k].r; {
			case leftward(r), unicode.IsDigit(r):
				n = k + 1
				continue
			case k == i:
			case strings.ContainsRune(".,:/", r), t.letters && !rightward(r) && !unicode.IsMark(r): // within them
				continue
			}
			break
		}
		if n == i {
			n = i + 1
		}
		part := slices.Clone(t.signs[i:n])
		slices.Reverse(part)
		out = append(out, part...)
		i = n
	}
	return out
}

// space stands between two tokens.
var space = sign{at: -1, r: ' '}

// append adds signs behind the characters of the page.
func (p *page) append(signs []sign) (start, end int) {
	for i := len(p.from); i < len(p.chars); i++ {
		p.from = append(p.from, i)
	}
	start = len(p.chars)
	for _, s := range signs {
		at := 0
		if s.at >= 0 {
			at = p.from[s.at]
		}
		p.chars, p.from = append(p.chars, s.r), append(p.from, at)
	}
	return start, len(p.chars)
}

// source is the number that PDFium gives to a character.
func (p *page) source(i int) int {
	if i >= len(p.from) {
		return i
	}
	return p.from[i]
}

// mirror turns pages round whose lines run from right to left, so that all that is said
// of margins and columns holds.
func mirror(pages []*page) {
	n := 0
	for _, p := range pages {
		for _, l := range p.set {
			if rtl([]rune(l.Text)) {
				n++
			} else {
				n--
			}
		}
	}
	if n <= 0 {
		return
	}
	for _, p := range pages {
		for i := range p.levels {
			p.levels[i].from, p.levels[i].to = p.width-p.levels[i].to, p.width-p.levels[i].from
		}
		for i := range p.set {
			l := &p.set[i]
			l.Left, l.Right = p.width-l.Right, p.width-l.Left
			if l.number >= 0 && l.rest == 0 { // the line is a number
				l.right = l.Right
			}
			if l.where.grid > 0 {
				l.where.left, l.where.right = p.width-l.where.right, p.width-l.where.left
			}
		}
	}
}
