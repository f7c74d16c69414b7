package pdf

import (
	"bytes"
	"context"
	"fmt"
	"reflect"
	"strings"
	"testing"
)

// tables writes a PDF of pages with a table each, two lines drawn around each row.
func tables(pages int) []byte {
	var b bytes.Buffer
	var kids strings.Builder
	b.WriteString("%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n")
	b.WriteString("3 0 obj\n<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>\nendobj\n")
	for i := range pages {
		fmt.Fprintf(&kids, "%d 0 R ", 4+2*i)
		fmt.Fprintf(&b, "%d 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R>>\nendobj\n", 4+2*i, 5+2*i)
		var s strings.Builder
		for k, row := range [][2]string{{"Work", "What is to be done"}, {fmt.Sprintf("Mole %d", i+1), "Lay new blocks and move the"}, {"", "light to the elbow."}} {
			y := 700 - 20*k
			fmt.Fprintf(&s, "60 %d m 340 %d l S 60 %d m 60 %d l S 200 %d m 200 %d l S 340 %d m 340 %d l S\n", y, y, y, y-20, y, y-20, y, y-20)
			fmt.Fprintf(&s, "BT /F1 10 Tf 64 %d Td (%s) Tj 140 0 Td (%s) Tj ET\n", y-14, row[0], row[1])
		}
		fmt.Fprintf(&b, "%d 0 obj\n<</Length %d>>\nstream\n%s\nendstream\nendobj\n", 5+2*i, s.Len(), s.String())
	}
	// Without a table of objects PDFium looks for them itself.
	fmt.Fprintf(&b, "2 0 obj\n<</Type/Pages/Count %d/Kids[%s]>>\nendobj\ntrailer\n<</Size %d/Root 1 0 R>>\n%%%%EOF\n", pages, kids.String(), 4+2*pages)
	return b.Bytes()
}

// A document is read the same by one engine and by one for each page or two.
func TestSeveralEngines(t *testing.T) {
	data := tables(5)
	ctx := context.Background()
	want, err := Read(ctx, data)
	if err != nil {
		t.Fatal(err)
	}
	if len(want.Blocks) == 0 || !strings.Contains(want.Original, "Mole 5") || len(want.LeftOut) == 0 {
		t.Fatalf("the tables are not read as such: %q", want.Original)
	}
	for _, handles := range []int{1, 60} {
		got, err := read(ctx, data, handles)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("with an engine for %d handles:\n%q\nwant\n%q", handles, got.Original, want.Original)
		}
	}
}
