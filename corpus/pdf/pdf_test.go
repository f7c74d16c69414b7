package pdf_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"bitext/corpus"
	"bitext/corpus/pdf"
)

// piece is a text set on a page: place in points from the lower left corner,
// size, plain or bold.
type piece struct {
	x, y, size float64
	bold       bool
	text       string
}

// file writes a PDF with one content stream a page, in Helvetica.
func file(pages ...[]piece) []byte {
	var b bytes.Buffer
	var offsets []int
	object := func(format string, args ...any) {
		offsets = append(offsets, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n", len(offsets))
		fmt.Fprintf(&b, format, args...)
		b.WriteString("\nendobj\n")
	}
	b.WriteString("%PDF-1.4\n")
	object("<</Type/Catalog/Pages 2 0 R>>")
	var kids strings.Builder
	for i := range pages {
		fmt.Fprintf(&kids, "%d 0 R ", 5+2*i)
	}
	object("<</Type/Pages/Count %d/Kids[%s]>>", len(pages), kids.String())
	object("<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>")
	object("<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>")
	for i, page := range pages {
		object("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R/F2 4 0 R>>>>/Contents %d 0 R>>", 6+2*i)
		var s strings.Builder
		for _, p := range page {
			font := "F1"
			if p.bold {
				font = "F2"
			}
			fmt.Fprintf(&s, "BT /%s %g Tf %g %g Td (%s) Tj ET\n", font, p.size, p.x, p.y,
				strings.NewReplacer("(", `\(`, ")", `\)`).Replace(p.text))
		}
		object("<</Length %d>>\nstream\n%s\nendstream", s.Len(), s.String())
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, o := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(offsets)+1, start)
	return b.Bytes()
}

// column sets lines below each other, 13 points apart.
func column(x, y float64, lines ...string) []piece {
	var out []piece
	for i, l := range lines {
		out = append(out, piece{x: x, y: y - 13*float64(i), size: 10, text: l})
	}
	return out
}

func head(page int) []piece {
	return []piece{{x: 60, y: 800, size: 8, text: "Harbour board - annual report"}, {x: 290, y: 30, size: 8, text: fmt.Sprint(page)}}
}

func show(d *corpus.Document) string {
	var out []string
	for _, b := range d.Blocks {
		out = append(out, fmt.Sprintf("%d %s|%s|%s", b.Page, b.Kind, b.Label, b.Text))
	}
	return strings.Join(out, "\n")
}

func report() []byte {
	join := func(parts ...[]piece) (all []piece) {
		for _, p := range parts {
			all = append(all, p...)
		}
		return all
	}
	one := join(head(1), []piece{{x: 60, y: 740, size: 18, text: "The northern mole"}}, column(60, 700,
		"1. The harbour board met on the first Monday of the month to hear the report of its engi-",
		"neer on the state of the northern mole, which had suffered in the gales of January and had",
		"been repaired only in part."), column(60, 648,
		"2. The engineer explained that the blocks at the head of the mole had moved by more than",
		"two metres since the last survey, and that the light could not be relied on when the wind"),
		[]piece{{x: 60, y: 104, size: 5, text: "1"}, {x: 64, y: 100, size: 8, text: "The survey was made by the pilots of the port in the autumn of the year before."}})
	two := join(head(2), column(60, 740,
		"stood in the north-west. He asked for authority to order twelve new blocks, to be cast at",
		"the yard of the board over the summer."), column(60, 701,
		"3. The board approved the order. It also decided to have the light moved to the elbow of",
		"the mole until the work was done, and to tell the pilots of the change."))
	three := join(head(3), column(60, 740,
		"4. It asked the engineer to report again in September, when the blocks would have been",
		"cast, and to bring with him the drawings of the new head."))
	return file(one, two, three)
}

func TestRead(t *testing.T) {
	d, err := pdf.Read(context.Background(), report())
	if err != nil {
		t.Fatal(err)
	}
	want := `1 heading||The northern mole
1 paragraph|1.|1. The harbour board met on the first Monday of the month to hear the report of its engineer on the state of the northern mole, which had suffered in the gales of January and had been repaired only in part.
1 paragraph|2.|2. The engineer explained that the blocks at the head of the mole had moved by more than two metres since the last survey, and that the light could not be relied on when the wind stood in the north-west. He asked for authority to order twelve new blocks, to be cast at the yard of the board over the summer.
1 footnote|¹|¹ The survey was made by the pilots of the port in the autumn of the year before.
2 paragraph|3.|3. The board approved the order. It also decided to have the light moved to the elbow of the mole until the work was done, and to tell the pilots of the change.
3 paragraph|4.|4. It asked the engineer to report again in September, when the blocks would have been cast, and to bring with him the drawings of the new head.`
	if got := show(d); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestColumns(t *testing.T) {
	left := column(60, 740, "The left column begins a sentence", "that goes on over several lines of", "the narrow measure and ends in the", "right column, at the top of which", "it meets its end after it has been", "carried over from the foot of the")
	right := column(320, 740, "left one. Here a second sentence is", "set, which fills the column as well", "as it can, so that there is enough", "of it to tell where the margins are", "and where they are not.")
	d, err := pdf.Read(context.Background(), file(append(left, right...)))
	if err != nil {
		t.Fatal(err)
	}
	if len(d.Blocks) != 1 || !strings.Contains(d.Blocks[0].Text, "foot of the left one. Here") {
		t.Errorf("got\n%s", show(d))
	}
}

// Words that are set apart by a fifth of their size are words, whether or not the file
// has spaces.
func TestNarrowSpaces(t *testing.T) {
	d, err := pdf.Read(context.Background(), file([]piece{
		{x: 60, y: 700, size: 10, text: "This"},
		{x: 80.9, y: 700, size: 10, text: "document"},
		{x: 126.8, y: 700, size: 10, text: "is Part"},
	}))
	if err != nil || d.Blocks[0].Text != "This document is Part" {
		t.Errorf("%q, %v", show(d), err)
	}
}

// An article of two columns under a title as wide as both.
func TestTitleOverColumns(t *testing.T) {
	page := []piece{
		{x: 60, y: 800, size: 16, text: "A title that is as wide as both of the columns below it"},
		{x: 100, y: 780, size: 10, text: "The authors of this article, who are many, in a line of their own as well"},
		{x: 100, y: 767, size: 10, text: "and the house in which they work, with the town and the year of this text"},
	}
	page = append(page, column(60, 740, "The first column tells of the mole which", "the gales had damaged in spring, and of", "the board which met.")...)
	page = append(page, column(320, 740, "The second column tells of the harbour", "which was closed in winter, and of the", "ships that waited.")...)
	d, err := pdf.Read(context.Background(), file(page))
	if err != nil {
		t.Fatal(err)
	}
	got := show(d)
	for _, want := range []string{"had damaged in spring, and of the board which met.", "closed in winter, and of the ships that waited."} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not whole in\n%s", want, got)
		}
	}
}

func TestErrors(t *testing.T) {
	ctx := context.Background()
	if _, err := pdf.Read(ctx, file(nil, nil)); !errors.Is(err, pdf.ErrScanned) {
		t.Errorf("no text: %v", err)
	}
	if _, err := pdf.Read(ctx, []byte("%PDF-1.7\nnothing more")); !errors.Is(err, pdf.ErrDamaged) {
		t.Errorf("damaged: %v", err)
	}
	done, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := pdf.Read(done, report()); !errors.Is(err, context.Canceled) {
		t.Errorf("canceled: %v", err)
	}
	locked, err := os.ReadFile(filepath.Join("../../../shared/data", "formats/pdf/file-PdfFilter-password.pdf"))
	if err != nil {
		t.Skipf("the data folder is not there: %v", err)
	}
	if _, err := pdf.Read(ctx, locked); !errors.Is(err, pdf.ErrProtected) {
		t.Errorf("password: %v", err)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(report())
	f.Add(file([]piece{{x: 1, y: 1, size: 0, text: "x"}}))
	f.Fuzz(func(t *testing.T, data []byte) {
		if !bytes.HasPrefix(data, []byte("%PDF")) {
			return
		}
		d, err := pdf.Read(context.Background(), data)
		if err != nil {
			return
		}
		for _, b := range d.Blocks {
			if !strings.HasPrefix(b.Text, b.Label) || strings.TrimSpace(b.Text) == "" {
				t.Errorf("block %q with label %q", b.Text, b.Label)
			}
		}
	})
}

func BenchmarkRead(b *testing.B) {
	data := report()
	for b.Loop() {
		if _, err := pdf.Read(context.Background(), data); err != nil {
			b.Fatal(err)
		}
	}
}

func ExampleRead() {
	d, err := pdf.Read(context.Background(), file(column(60, 700, "The board met.")))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(d.Blocks[0].Text)
	// Output: The board met.
}
