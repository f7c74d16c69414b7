package pdf

import (
	"cmp"
	"math"
	"slices"
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
	engine pdfium.Pdfium
	text   references.FPDF_TEXTPAGE
	number int
	height float64
	set    []set       // the lines as PDFium breaks them
	lines  []text.Line // those side by side joined
	chars  []rune
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
	for i, r := range p.chars {
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
	return p.line(start, len(p.chars))
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

// line adds the line of the characters from start to end.
func (p *page) line(start, end int) error {
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
	s, err := p.numberOf(l, start, end)
	p.set = append(p.set, s)
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

// boldWeight is the weight from which a type is bold, as in style sheets.
const boldWeight = 600

func (p *page) place(i int) (place, error) {
	box, err := p.engine.FPDFText_GetLooseCharBox(&requests.FPDFText_GetLooseCharBox{TextPage: p.text, Index: i})
	if err != nil {
		return place{}, err
	}
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
	out := place{left: float64(box.Rect.Left), right: float64(box.Rect.Right), y: origin.Y, size: size}
	if weight, err := p.engine.FPDFText_GetFontWeight(&requests.FPDFText_GetFontWeight{TextPage: p.text, Index: i}); err == nil {
		out.bold = weight.FontWeight >= boldWeight
	}
	return out, nil
}

// Raised numbers: smaller than the text of the line, and higher.
const (
	raisedSize = 0.85 // of the size of the line, at most
	raisedBy   = 0.15 // of the size of the line, at least
)

// write gives the text of a line. Numbers that are set raised become raised
// characters, so that a footnote mark does not run into the word before it.
func (p *page) write(start, end int, body place) (string, error) {
	var b strings.Builder
	gaps, err := p.gaps(start, end, body.size)
	if err != nil {
		return "", err
	}
	for i := start; i < end; i++ {
		r := p.chars[i]
		if slices.Contains(gaps, i) {
			b.WriteByte(' ')
		}
		if isDigit(r) {
			n := i
			for n < end && isDigit(p.chars[n]) && (n == i || !slices.Contains(gaps, n)) {
				n++
			}
			at, err := p.place(i)
			if err != nil {
				return "", err
			}
			raised := at.size < raisedSize*body.size && at.y > body.y+raisedBy*body.size
			if raised && i > start+1 && p.chars[i-1] == ' ' && shown(p.chars[i-2]) { // PDFium's, not the author's
				kept := strings.TrimSuffix(b.String(), " ")
				b.Reset()
				b.WriteString(kept)
			}
			for ; i < n; i++ {
				if raised {
					b.WriteRune(raise(p.chars[i]))
				} else {
					b.WriteRune(p.chars[i])
				}
			}
			i--
			continue
		}
		if unicode.Is(unicode.Mn, r) && (i == start || !unicode.IsLetter(p.chars[i-1])) {
			r = alone(r)
		}
		if r != 0 && r != utf8.RuneError {
			b.WriteString(plain(r))
		}
	}
	return b.String(), nil
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
	var before place
	letters := 0
	for i := start; i < end; i++ {
		if !shown(p.chars[i]) {
			before = place{}
			continue
		}
		box, err := p.engine.FPDFText_GetLooseCharBox(&requests.FPDFText_GetLooseCharBox{TextPage: p.text, Index: i})
		if err != nil {
			return nil, err
		}
		at := place{left: float64(box.Rect.Left), right: float64(box.Rect.Right), y: float64(box.Rect.Bottom)}
		if gap := at.left - before.right; before.right > 0 && gap > spaceGap*size && gap < size && math.Abs(at.y-before.y) < raisedBy*size {
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
	return string(r)
}

// joinLast adds a line to the one before where both stand side by side at the
// same height, as a number set apart from its paragraph does.
func (p *page) joinLast(l text.Line) bool {
	if len(p.lines) == 0 {
		return false
	}
	last := &p.lines[len(p.lines)-1]
	size := max(l.Size, last.Size)
	if mark, ok := raisedMark(*last, l); ok {
		last.Text, last.Right, last.Y, last.Size, last.Bold = mark+" "+l.Text, l.Right, l.Y, l.Size, l.Bold
		return true
	}
	if d := l.Y - last.Y; d > 0.35*size || d < -0.35*size || l.Left < last.Right-0.1*size {
		return false
	}
	last.Text += " " + l.Text
	last.Right = l.Right
	last.Bold = last.Bold && l.Bold
	if l.Right-l.Left > last.Right-last.Left {
		last.Size = l.Size
	}
	return true
}

// raisedMark reports whether a line is the raised number before the footnote
// that the next line begins, and gives it in raised characters.
func raisedMark(mark, note text.Line) (string, bool) {
	if len(mark.Text) > 3 || strings.Trim(mark.Text, "0123456789") != "" || mark.Size > raisedSize*note.Size {
		return "", false
	}
	if up := note.Y - mark.Y; up < raisedBy*note.Size || up > 0.8*note.Size || note.Left < mark.Right-1 {
		return "", false
	}
	return strings.Map(raise, mark.Text), true
}

// raise gives the raised form of a digit.
func raise(r rune) rune {
	if isDigit(r) {
		return []rune("⁰¹²³⁴⁵⁶⁷⁸⁹")[r-'0']
	}
	return r
}

// ordered gives the lines in reading order. Files write columns one after the
// other, but heads, feet and footnotes at any time; so a page of one column is
// read from top to bottom.
func (p *page) ordered() []text.Line {
	for _, l := range p.set {
		if !p.joinLast(l.Line) {
			p.lines = append(p.lines, l.Line)
		}
	}
	p.set = nil
	if text.Columns(p.lines) {
		return p.lines
	}
	slices.SortStableFunc(p.lines, func(a, b text.Line) int {
		return cmp.Or(cmp.Compare(math.Round(a.Y), math.Round(b.Y)), cmp.Compare(a.Left, b.Left))
	})
	lines := p.lines
	p.lines = nil
	for _, l := range lines {
		if !p.joinLast(l) {
			p.lines = append(p.lines, l)
		}
	}
	return p.lines
}
