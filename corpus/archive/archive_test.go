package archive_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"testing"

	"bitext/corpus/archive"
)

func pack(t testing.TB, parts map[string][]byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for name, data := range parts {
		f, err := w.Create(name)
		if err == nil {
			_, err = f.Write(data)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestPart(t *testing.T) {
	data := pack(t, map[string][]byte{"word/document.xml": []byte("<a/>"), "bomb.xml": make([]byte, 8<<20)})
	a, err := archive.Open(data)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := a.Part("/word/../word/document.xml"); err != nil || string(got) != "<a/>" {
		t.Errorf("Part = %q, %v", got, err)
	}
	if _, err := a.Part("bomb.xml"); !errors.Is(err, archive.ErrTooLarge) {
		t.Errorf("bomb: %v", err)
	}
	if _, err := a.Part("none"); !errors.Is(err, archive.ErrMissing) {
		t.Errorf("missing: %v", err)
	}
	if _, err := archive.Open(data[:len(data)/2]); !errors.Is(err, archive.ErrDamaged) {
		t.Errorf("cut: %v", err)
	}
}

func ExampleResolve() {
	fmt.Println(archive.Resolve("word/document.xml", "footnotes.xml"))
	fmt.Println(archive.Resolve("word/document.xml", "/word/styles.xml"))
	fmt.Println(archive.Resolve("OEBPS/toc.opf", "../../../text/a.xhtml"))
	// Output:
	// word/footnotes.xml
	// word/styles.xml
	// text/a.xhtml
}

// A file that is cut off behind an archive within it is damaged, not that
// archive.
func TestInner(t *testing.T) {
	inner := pack(t, map[string][]byte{"word/document.xml": []byte("inner")})
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, part := range []string{"word/document.xml", "word/chunk.docx"} {
		f, err := w.CreateHeader(&zip.FileHeader{Name: part, Method: zip.Store})
		if err != nil {
			t.Fatal(err)
		}
		f.Write(inner)
	}
	w.Close()
	if _, err := archive.Open(b.Bytes()); err != nil {
		t.Errorf("whole: %v", err)
	}
	for cut := 1; cut < 200; cut++ {
		if _, err := archive.Open(b.Bytes()[:b.Len()-cut]); !errors.Is(err, archive.ErrDamaged) {
			t.Fatalf("%d bytes cut off: %v", cut, err)
		}
	}
}
