package pdf_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
)

// hebrew gives a font of Helvetica's in which the letters from a on are Hebrew ones.
func hebrew(data []byte) []byte {
	cmap := `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /H def
1 begincodespacerange <00> <FF> endcodespacerange
1 beginbfrange <61> <7B> <05D0> endbfrange
endcmap end end`
	n := bytes.Count(data, []byte(" 0 obj\n")) + 1
	object := fmt.Sprintf("%d 0 obj\n<</Length %d>>\nstream\n%s\nendstream\nendobj\n", n, len(cmap), cmap)
	data = bytes.Replace(data, []byte("/BaseFont/Helvetica/"), fmt.Appendf(nil, "/BaseFont/Helvetica/ToUnicode %d 0 R/", n), 1)
	// Without a table of objects that fits PDFium looks for them itself.
	start := bytes.Index(data, []byte("xref\n"))
	return append(data[:start:start], object+"trailer\n<</Size 99/Root 1 0 R>>\n%%EOF\n"...)
}

// letters writes the code of Helvetica for each Hebrew letter, as they are seen from the left.
func letters(word string) string {
	var b strings.Builder
	runes := []rune(word)
	for i := len(runes) - 1; i >= 0; i-- {
		if r := runes[i]; r >= 'א' && r <= 'ת' {
			b.WriteByte(byte(r-'א') + 'a')
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// A line of Hebrew is written word by word from the left; numbers keep their order, and
// brackets come as they are seen.
func TestRightToLeft(t *testing.T) {
	var words []piece
	x := 60.0
	for _, w := range []string{letters("הנמל."), "(2017)", "1.5", letters("בשנת"), letters("נבנה"), letters("המגדלור")} {
		words = append(words, piece{x: x, y: 700, size: 10, text: w})
		x += 5*float64(len(w)) + 8
	}
	same(t, blocks(t, hebrew(file(words))), "paragraph|המגדלור נבנה בשנת 1.5 (2017) הנמל.")
}

// The numbers of lines stand on the right of a draft that runs from right to left.
func TestLineNumbersRightToLeft(t *testing.T) {
	var pieces []piece
	for i := range 20 {
		y := 700 - 13*float64(i)
		pieces = append(pieces, piece{x: 300, y: y, size: 10, text: letters("נבנה")}, piece{x: 330, y: y, size: 10, text: letters("המגדלור")})
		if n := i + 1; n%5 == 0 {
			pieces = append(pieces, piece{x: 540, y: y, size: 10, text: fmt.Sprint(n)})
		}
	}
	if got := blocks(t, hebrew(file(pieces))); strings.ContainsAny(got, "0123456789") {
		t.Errorf("got\n%s", got)
	}
}
