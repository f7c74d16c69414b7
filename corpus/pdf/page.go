package pdf

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"

	"bitext/corpus/text"
)

// page gathers the lines of one page.
type page struct {
	engine  pdfium.Pdfium
	text    references.FPDF_TEXTPAGE
	number  int
	width   float64
	height  float64
	handles int    // of drawn objects that the engine has given
	levels  []rule // level lines that are drawn
	grids   []grid // drawn lines that may be those of tables
	set     []set  // the lines, as PDFium breaks them at first
	chars   []rune
	boxes   []box // places of characters, as far as they were asked for
	from    []int // where PDFium has the characters, nil where they stand as it has them
}

// read cuts the text of the page into lines where PDFium breaks it, and asks
// for the place of the first and the last character of each.
func (p *page) read() error {
	count, err := p.engine.FPDFText_CountChars(&requests.FPDFText_CountChars{TextPage: p.text})
	if err != nil || count.Count <= 0 {
		return err
	}
	p.chars = make([]rune, count.Count)
	for i := range p.chars {
		c, err := p.engine.FPDFText_GetUnicode(&requests.FPDFText_GetUnicode{TextPage: p.text, Index: i})
		if err != nil {
			return err
		}
		p.chars[i] = rune(c.Unicode)
	}
	joinPairs(p.chars)
	start := 0
	for i, r := range p.chars[:count.Count] {
		switch r {
		case '\r', '\n':
			if err := p.line(start, i); err != nil {
				return err
			}
			start = i + 1
		case 2, 0xFFFE: // a hyphen at a line end
			p.chars[i] = '-'
			if err := p.line(start, i+1); err != nil {
				return err
			}
			start = i + 1
		}
	}
	if err := p.line(start, count.Count); err != nil {
		return err
	}
	p.refine()
	p.unframed()
	return nil
}

// joinPairs makes one character of the two halves of UTF-16 that PDFium gives for one
// beyond the first plane; in the place of the second stands none.
func joinPairs(chars []rune) {
	for i := 1; i < len(chars); i++ {
		if r := utf16.DecodeRune(chars[i-1], chars[i]); r != utf8.RuneError {
			chars[i-1], chars[i] = r, 0
		}
	}
}

// line adds the line of the characters from start to end, cut at the borders of cells
// and where it leaves much room.
func (p *page) line(start, end int) error {
	start, end, err := p.readable(start, end)
	if err != nil {
		return err
	}
	from, in := start, where{}
	edge, size := math.NaN(), 0.0 // how far the line has come
	back := rtl(p.chars[start:end])
	for i := start; i < end; i++ {
		if !shown(p.chars[i]) {
			continue
		}
		at, err := p.box(i)
		if err != nil {
			return err
		}
		room := at.left - edge
		if back {
			room = edge - at.right
		}
		here, wide := in, room > size*apart && !shown(p.chars[i-1]) && !p.bracketed(i)
		if len(p.grids) > 0 || wide || math.IsNaN(edge) {
			full, err := p.place(i)
			if err != nil {
				return err
			}
			size = full.size
			here = p.cellAt((at.left+at.right)/2, p.height-full.y, size)
		}
		if here != in || wide {
			if err := p.piece(from, i, in); err != nil {
				return err
			}
			from, in = i, here
		}
		edge = further(edge, at, back)
	}
	return p.piece(from, end, in)
}

// further gives how far a line has come with one more character; NaN is before the first.
func further(edge float64, at box, back bool) float64 {
	switch {
	case back && !(edge <= at.left):
		return at.left
	case !back && !(edge >= at.right):
		return at.right
	}
	return edge
}

// bracketed reports whether a character stands behind an opening bracket or is a closing
// one, the room between them being a box to be ticked, or a mark that belongs to what is
// before it.
func (p *page) bracketed(i int) bool {
	if strings.ContainsRune(")],;،؛", p.chars[i]) {
		return true
	}
	for i--; i >= 0 && p.chars[i] == ' '; i-- {
	}
	return i >= 0 && strings.ContainsRune("([", p.chars[i])
}

// piece adds the line of the characters from start to end, which stand in one cell.
func (p *page) piece(start, end int, in where) error {
	for start < end && !shown(p.chars[start]) {
		start++
	}
	for end > start && !shown(p.chars[end-1]) {
		end--
	}
	if start == end {
		return nil
	}
	first, err := p.place(start)
	if err != nil {
		return err
	}
	last, err := p.place(end - 1)
	if err != nil {
		return err
	}
	middle := p.letter(start, end)
	body, err := p.place(middle)
	if err != nil {
		return err
	}
	l := text.Line{
		Page: p.number, Left: min(first.left, last.left), Right: max(last.right, first.right),
		Y: p.height - body.y, Size: body.size, Bold: first.bold && body.bold && last.bold,
	}
	if l.Text, err = p.write(start, end, body); err != nil {
		return err
	}
	if err := p.widen(&l, start, end); err != nil {
		return err
	}
	s, err := p.numberOf(l, in, start, end)
	p.set = append(p.set, s)
	return err
}

// widen makes a line that runs from right to left as wide as its words: neither end of it
// need be its first or last character.
func (p *page) widen(l *text.Line, start, end int) error {
	if !rtl(p.chars[start:end]) {
		return nil
	}
	words, _, err := p.words(start, end)
	for _, w := range words {
		l.Left, l.Right = min(l.Left, w.left), max(l.Right, w.right)
	}
	return err
}

// shown reports whether a character leaves ink.
func shown(r rune) bool {
	return r != 0 && !unicode.IsSpace(r) && !unicode.IsControl(r) && r != utf8.RuneError
}

// letter finds a letter near the middle of a line: it tells the size better
// than marks and raised numbers at the ends.
func (p *page) letter(start, end int) int {
	mid := (start + end) / 2
	for d := 0; mid+d < end || mid-d >= start; d++ {
		if mid+d < end && unicode.IsLetter(p.chars[mid+d]) {
			return mid + d
		}
		if mid-d >= start && unicode.IsLetter(p.chars[mid-d]) {
			return mid - d
		}
	}
	return start
}

// place is where a character stands, in points from the lower left corner.
type place struct {
	left, right, y, size float64
	bold                 bool
}

// box is what a character takes of the page, in points from the lower left corner.
type box struct {
	left, right, foot float64
	known             bool
}

// box gives what a character takes of the page.
func (p *page) box(i int) (box, error) {
	if p.boxes == nil {
		p.boxes = make([]box, len(p.chars))
	}
	i = p.source(i)
	if b := p.boxes[i]; b.known {
		return b, nil
	}
	loose, err := p.engine.FPDFText_GetLooseCharBox(&requests.FPDFText_GetLooseCharBox{TextPage: p.text, Index: i})
	if err != nil {
		return box{}, err
	}
	p.boxes[i] = box{float64(loose.Rect.Left), float64(loose.Rect.Right), float64(loose.Rect.Bottom), true}
	return p.boxes[i], nil
}

// boldWeight is the weight from which a type is bold, as in style sheets.
const boldWeight = 600

// place gives the place of a character.
func (p *page) place(i int) (place, error) {
	around, err := p.box(i)
	if err != nil {
		return place{}, err
	}
	i = p.source(i)
	origin, err := p.engine.FPDFText_GetCharOrigin(&requests.FPDFText_GetCharOrigin{TextPage: p.text, Index: i})
	if err != nil {
		return place{}, err
	}
	matrix, err := p.engine.FPDFText_GetMatrix(&requests.FPDFText_GetMatrix{TextPage: p.text, Index: i})
	if err != nil {
		return place{}, err
	}
	font, err := p.engine.FPDFText_GetFontSize(&requests.FPDFText_GetFontSize{TextPage: p.text, Index: i})
	if err != nil {
		return place{}, err
	}
	size := font.FontSize * math.Hypot(float64(matrix.Matrix.C), float64(matrix.Matrix.D))
	out := place{left: around.left, right: around.right, y: origin.Y, size: size}
	if weight, err := p.engine.FPDFText_GetFontWeight(&requests.FPDFText_GetFontWeight{TextPage: p.text, Index: i}); err == nil {
		out.bold = weight.FontWeight >= boldWeight
	}
	return out, nil
}
