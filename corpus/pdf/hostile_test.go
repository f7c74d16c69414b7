package pdf_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"bitext/corpus/pdf"
)

// maxHostile is how long a page may take that is written to be slow: ten times and more
// what it does take.
const maxHostile = 30 * time.Second

// entries sets rows of letters far apart, each of which ends as an entry of a table of
// contents does: they leave strips free from every row on, and are no table.
func entries(rows, columns int) []piece {
	var out []piece
	for row := range rows {
		y := 5000 - 12*float64(row)
		for c := range columns - 1 {
			out = append(out, piece{x: 10 + 90*float64(c), y: y, size: 5, text: "x"})
		}
		out = append(out, piece{x: 90 * float64(columns), y: y, size: 5, text: fmt.Sprintf("x...%d", row)})
	}
	return out
}

// A page may have ninety thousand pieces of text apart from each other, or fifty thousand
// lines drawn.
func TestHostilePages(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	lines := make([][4]float64, 50_000)
	for i := range lines {
		lines[i] = [4]float64{10, float64(i) / 10, 500, 0.05}
	}
	for name, data := range map[string][]byte{
		"characters": file(entries(300, 300)), "bands": file(entries(390, 10)), "lines": ruled(file(column(60, 700, "The board met.")), lines...),
	} {
		start := time.Now()
		if _, err := pdf.Read(context.Background(), data); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if took := time.Since(start); took > maxHostile {
			t.Errorf("%s: %s", name, took)
		} else {
			t.Logf("%s: %s", name, took)
		}
	}
}
