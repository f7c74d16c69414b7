package pdf_test

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"

	"bitext/corpus/pdf"
)

// ruled draws level and upright lines in front of the pieces of a page: each is left,
// lower end, width and height of a thin area.
func ruled(data []byte, lines ...[4]float64) []byte {
	var s strings.Builder
	for _, l := range lines {
		fmt.Fprintf(&s, "%g %g %g %g re f\n", l[0], l[1], l[2], l[3])
	}
	// The first content stream; its length may be wrong, which PDFium mends.
	return bytes.Replace(data, []byte("stream\n"), []byte("stream\n"+s.String()), 1)
}

// grid draws the lines of a table.
func gridOf(xs, ys []float64) [][4]float64 {
	var out [][4]float64
	for _, y := range ys {
		for i := 1; i < len(xs); i++ { // cell by cell, as programs do
			out = append(out, [4]float64{xs[i-1], y, xs[i] - xs[i-1], 0.5})
		}
	}
	for _, x := range xs {
		for i := 1; i < len(ys); i++ {
			out = append(out, [4]float64{x, ys[i], 0.5, ys[i-1] - ys[i]})
		}
	}
	return out
}

func blocks(t *testing.T, data []byte) string {
	t.Helper()
	d, err := pdf.Read(context.Background(), data)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, b := range d.Blocks {
		out = append(out, b.Kind.String()+"|"+b.Text)
	}
	return strings.Join(out, "\n")
}

func same(t *testing.T, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func page(parts ...[]piece) (all []piece) {
	for _, p := range parts {
		all = append(all, p...)
	}
	return all
}

var (
	before = column(60, 786, "The board had the works of the harbour looked at in the month",
		"of May and lists here what is to be done on them, and also", "by whom.")
	after = column(60, 560, "It will look at the works again when the gales of the autumn",
		"are over, and will then say to all of them whether more is to", "be done.")
	works = page(
		column(64, 720, "Work"), column(124, 720, "What is to be done"), column(290, 720, "By whom"),
		column(64, 700, "Northern", "mole"), column(124, 700, "Lay new blocks and move the light", "to the elbow of the mole", "Tell the pilots."), column(290, 700, "Engineer"),
		column(64, 650, "Quay"), column(124, 650, "Mend the steps"), column(290, 650, "Harbour", "master"))
)

const worksWant = `paragraph|The board had the works of the harbour looked at in the month of May and lists here what is to be done on them, and also by whom.
table-cell|Work
table-cell|What is to be done
table-cell|By whom
table-cell|Northern mole
table-cell|Lay new blocks and move the light to the elbow of the mole
table-cell|Tell the pilots.
table-cell|Engineer
table-cell|Quay
table-cell|Mend the steps
table-cell|Harbour master
paragraph|It will look at the works again when the gales of the autumn are over, and will then say to all of them whether more is to be done.`

// Cells with lines around them are read one by one, row by row.
func TestTable(t *testing.T) {
	lines := gridOf([]float64{60, 115, 285, 340}, []float64{734, 714, 664, 630})
	got := blocks(t, ruled(file(page(before, works, after)), lines...))
	same(t, got, worksWant)
}

// Without lines the room between the columns tells them.
func TestTableWithoutLines(t *testing.T) {
	got := blocks(t, file(page(before, works, after)))
	same(t, got, worksWant)
}

// The head of a table stands again on the next page, and a row may be cut.
func TestTableOverPages(t *testing.T) {
	head := page(column(64, 720, "Work"), column(204, 720, "What is to be done"))
	one := page(head, column(64, 700, "Mole"), column(204, 700, "Lay new blocks and move the"))
	two := page(head, column(204, 700, "light to the elbow."), column(64, 680, "Quay"), column(204, 680, "Mend the steps."))
	lines := gridOf([]float64{60, 200, 340}, []float64{734, 714, 694, 674})
	data := ruled(file(one, two), lines...)
	cut := bytes.Index(data, []byte("endstream")) + len("endstream")
	same(t, blocks(t, append(data[:cut:cut], ruled(data[cut:], lines...)...)), `table-cell|Work
table-cell|What is to be done
table-cell|Mole
table-cell|Lay new blocks and move the light to the elbow.
table-cell|Quay
table-cell|Mend the steps.`)
}

// A list with its numbers, a table of contents, and a frame around text are no tables.
func TestNoTable(t *testing.T) {
	var list, contents []piece
	var wantList, wantContents []string
	for i, s := range []string{"The mole is to be mended", "The light is to be moved", "The pilots are to be told", "The steps are to be cleaned"} {
		y := 700 - 20*float64(i)
		list = append(list, piece{x: 60, y: y, size: 10, text: fmt.Sprintf("%d.", i+1)}, piece{x: 90, y: y, size: 10, text: s + "."})
		contents = append(contents, piece{x: 60, y: y, size: 10, text: s}, piece{x: 500, y: y, size: 10, text: fmt.Sprint(2*i + 3)})
		wantList = append(wantList, fmt.Sprintf("paragraph|%d. %s.", i+1, s))
		wantContents = append(wantContents, fmt.Sprintf("paragraph|%s %d", s, 2*i+3))
	}
	same(t, blocks(t, file(list)), strings.Join(wantList, "\n"))
	same(t, blocks(t, file(contents)), strings.Join(wantContents, "\n"))
	frame := gridOf([]float64{50, 400}, []float64{800, 740})
	same(t, blocks(t, ruled(file(page(before, after)), frame...)), strings.Split(worksWant, "\n")[0]+"\n"+worksWant[strings.LastIndex(worksWant, "paragraph"):])
}

// Lines between the rows alone, the columns by their room; a box to tick is no column.
func TestTableWithLevelLines(t *testing.T) {
	rows := [][4]string{
		{"Mole", "[  ]  Lay new blocks before the gales of the", "autumn come on", ""},
		{"Light", "[  ]  Move it to the elbow of the mole, from", "which the pilots see it", "[  ]  Leave it where it is"},
		{"Quay", "[  ]  Mend the steps", "", ""},
	}
	var pieces []piece
	var lines [][4]float64
	for i, r := range rows {
		top := 700 - 60*float64(i)
		lines = append(lines, [4]float64{60, top, 400, 0.5})
		pieces = append(pieces, piece{x: 64, y: top - 31, size: 10, text: r[0]}) // in the middle of its row
		for k, s := range r[1:] {
			x := 200.0
			if !strings.HasPrefix(s, "[") {
				x = 222
			}
			if s != "" {
				pieces = append(pieces, piece{x: x, y: top - 14 - 12*float64(k), size: 10, text: s})
			}
		}
	}
	lines = append(lines, [4]float64{60, 520, 400, 0.5})
	same(t, blocks(t, ruled(file(pieces), lines...)), `table-cell|Mole
table-cell|[ ] Lay new blocks before the gales of the autumn come on
table-cell|Light
table-cell|[ ] Move it to the elbow of the mole, from which the pilots see it
table-cell|[ ] Leave it where it is
table-cell|Quay
table-cell|[ ] Mend the steps`)
}

// Word's bullets are letters of its fonts of pictures; a table whose last column rises
// slowly is no table of contents.
func TestLettersAsBullets(t *testing.T) {
	var list, levels []piece
	for i, s := range []string{"Lay new blocks", "Move the light", "Tell the pilots", "Mend the steps", "Dredge the inner basin", "Paint the bollards", "Lay out the buoys", "Sound the channel"} {
		y := 700 - 20*float64(i)
		list = append(list, piece{x: 60, y: y, size: 10, text: "o"}, piece{x: 78, y: y, size: 10, text: s + "."})
		levels = append(levels, piece{x: 60, y: y, size: 10, text: fmt.Sprintf("3.%d", i+1)}, piece{x: 100, y: y, size: 10, text: s + "."},
			piece{x: 300, y: y, size: 10, text: fmt.Sprint(1 + i/4)})
	}
	if got := blocks(t, file(list)); !strings.HasPrefix(got, "list-item|• Lay new blocks.\nlist-item|• Move") {
		t.Errorf("got\n%s", got)
	}
	if got := blocks(t, file(levels)); !strings.HasPrefix(got, "table-cell|3.1\ntable-cell|Lay new blocks.\ntable-cell|1\ntable-cell|3.2") {
		t.Errorf("got\n%s", got)
	}
}
