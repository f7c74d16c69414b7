package epub_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"bitext/corpus/archive"
	"bitext/corpus/epub"
)

// book packs parts given as name, content, name, content …
func book(parts ...string) []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i+1 < len(parts); i += 2 {
		f, _ := w.Create(parts[i])
		f.Write([]byte(parts[i+1]))
	}
	w.Close()
	return b.Bytes()
}

const (
	container = `<container><rootfiles><rootfile full-path="O/book.opf"/></rootfiles></container>`
	index     = `<package><manifest>
<item id="n" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="b" href="t/two%20b.xhtml" media-type="application/xhtml+xml"/>
<item id="a" href="one.xhtml" media-type="application/xhtml+xml"/></manifest>
<spine><itemref idref="n"/><itemref idref="a"/><itemref idref="b"/></spine></package>`
)

func page(s string) string {
	return `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body>` + s + `</body></html>`
}

func TestRead(t *testing.T) {
	parts := []string{
		"META-INF/container.xml", container, "O/book.opf", index,
		"O/t/two b.xhtml", page("<p>Second.</p>"), "O/one.xhtml", page("<h1>First</h1>"), "O/nav.xhtml", page("<p>contents</p>"),
	}
	d, err := epub.Read(book(parts...))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, b := range d.Blocks {
		got = append(got, b.Text)
	}
	if strings.Join(got, "|") != "First|Second." {
		t.Errorf("read %q", got)
	}
	locked := append(parts, "META-INF/encryption.xml", `<enc><CipherReference URI="O/one.xhtml"/></enc>`)
	if _, err := epub.Read(book(locked...)); !errors.Is(err, archive.ErrProtected) {
		t.Errorf("locked: %v", err)
	}
}

func TestErrors(t *testing.T) {
	if _, err := epub.Read(book("META-INF/container.xml", "<container/>")); !errors.Is(err, epub.ErrNoBook) {
		t.Error(err)
	}
	if _, err := epub.Read([]byte("PK\x03\x04")); !errors.Is(err, archive.ErrDamaged) {
		t.Error(err)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(index, page("<p>x"))
	f.Fuzz(func(t *testing.T, opf, chapter string) {
		d, err := epub.Read(book("META-INF/container.xml", container, "O/book.opf", opf, "O/one.xhtml", chapter))
		if err == nil && d == nil {
			t.Error("neither document nor error")
		}
	})
}

func ExampleRead() {
	d, err := epub.Read(book("META-INF/container.xml", container, "O/book.opf", index, "O/one.xhtml", page("<h1>First</h1><p>Once.</p>")))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(d.Blocks[0].Text, d.Blocks[1].Text)
	// Output: First Once.
}
