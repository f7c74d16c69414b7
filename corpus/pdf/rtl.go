package pdf

import (
	"math"
	"strings"
	"unicode"
)

// Script that runs from right to left stands in a PDF as it is seen. PDFium turns the
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
	turned      bool // it is of a script that runs from right to left
	letters     bool // it has letters of another script
}

// Words that are read in one go from left to right, and spaces that are none.
const (
	wideRoom = 1.5  // in sizes of the type: what stands so far apart is read by itself
	noSpace  = 0.08 // in sizes: PDFium writes a space between the parts of a word that the file places one by one
)

// readable puts the characters from start to end in the order in which they are read.
func (p *page) readable(start, end int) error {
	if !rtl(p.chars[start:end]) {
		return nil
	}
	words, size, err := p.words(start, end)
	if err != nil || len(words) == 0 {
		return err
	}
	rising := 0
	for i := 1; i < len(words); i++ {
		if words[i].left > words[i-1].left {
			rising++
		} else {
			rising--
		}
	}
	if rising < 0 || rising == 0 && len(words) > 1 {
		return nil
	}
	order := make([]int, 0, end-start)
	for i := len(words); i > 0; {
		first := leftmost(words[:i], size)
		for k := first; k < i; k++ {
			if k > first || i < len(words) && words[i].left-words[i-1].right > noSpace*size {
				order = append(order, -1)
			}
			turned, err := p.turned(words[k])
			if err != nil {
				return err
			}
			order = append(order, turned...)
		}
		i = first
	}
	p.reorder(start, end, order)
	return nil
}

// leftmost gives the first of the words that are read from left to right before the end
// of a row: the last word, and what stands left of it where they are of another script.
// Numbers belong to the words of the other script that they follow.
func leftmost(words []word, size float64) int {
	last := len(words) - 1
	first := last
	for i := last; i >= 0 && !words[i].turned; i-- {
		if i < last && words[i+1].left-words[i].right > wideRoom*size {
			break
		}
		if words[i].letters {
			first = i
		}
	}
	return first
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
			r := p.chars[i]
			w.turned = w.turned || rightward(r) || strings.ContainsRune("،؛؟٪", r)
			w.letters = w.letters || unicode.IsLetter(r) && !rightward(r)
		}
		w.end = i
		out = append(out, w)
	}
	return out, size, nil
}

// turned gives the characters of a word in the order in which they are read. Marks at
// its left end close it; letters that share one place, a ligature, stand the other way
// round.
func (p *page) turned(w word) ([]int, error) {
	marks := w.start
	for marks < w.end && !unicode.IsLetter(p.chars[marks]) && !unicode.IsDigit(p.chars[marks]) {
		marks++
	}
	if marks == w.end {
		marks = w.start
	}
	var out []int
	for i := marks; i < w.end; i++ {
		out = append(out, i)
	}
	for i := marks - 1; i >= w.start; i-- {
		out = append(out, i)
	}
	if !w.turned {
		return out, nil
	}
	var last place
	for k, i := range out {
		at, err := p.place(i)
		if err != nil {
			return nil, err
		}
		if k > 0 && at.left == last.left && at.right == last.right && rightward(p.chars[i]) && rightward(p.chars[out[k-1]]) {
			out[k-1], out[k] = out[k], out[k-1]
		}
		last = at
	}
	return out, nil
}

// reorder puts characters in an order; -1 stands for a space between words.
func (p *page) reorder(start, end int, order []int) {
	chars, from := make([]rune, 0, end-start), make([]int, 0, end-start)
	for _, i := range order {
		if i < 0 {
			chars, from = append(chars, ' '), append(from, p.source(start))
			continue
		}
		chars, from = append(chars, p.chars[i]), append(from, p.source(i))
	}
	for len(chars) < end-start {
		chars, from = append(chars, ' '), append(from, p.source(start))
	}
	if p.from == nil {
		p.from = make([]int, len(p.chars))
		for i := range p.from {
			p.from[i] = i
		}
	}
	copy(p.chars[start:end], chars)
	copy(p.from[start:end], from)
}

// source is the number that PDFium gives to a character.
func (p *page) source(i int) int {
	if p.from == nil {
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
			l.where.left, l.where.right = p.width-l.where.right, p.width-l.where.left
		}
	}
}
