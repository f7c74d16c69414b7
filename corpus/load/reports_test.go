package load_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"bitext/corpus"
	"bitext/corpus/load"
)

const testdata = "../../testdata"

// gold gives the blocks of a report that ships with the project.
func gold(t *testing.T, name, lang string) []string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(testdata, "gold", name+"."+lang+".txt"))
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for line := range strings.Lines(string(data)) {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, line)
		}
	}
	return out
}

// bare is a text without white space, which may be of several kinds.
func bare(s string) string { return strings.Join(strings.Fields(s), "") }

// compare reports the first block that is not as it should be.
func compare(t *testing.T, d *corpus.Document, want []string) {
	t.Helper()
	for i := range max(len(want), len(d.Blocks)) {
		got, w := "(none)", "(none)"
		if i < len(d.Blocks) {
			got = d.Blocks[i].Text
		}
		if i < len(want) {
			w = want[i]
		}
		if bare(got) != bare(w) {
			t.Errorf("block %d of %d:\n got %s\nwant %s", i, len(want), got, w)
			return
		}
	}
}

var reports = []string{"water-2021", "roads-2022", "genebanks-2023", "risk-2022", "statistics-2021", "language-2023"}

// Every report that ships with the project is read into its gold blocks.
func TestReports(t *testing.T) {
	for _, name := range reports {
		for _, lang := range []string{"en", "fr"} {
			t.Run(name+"."+lang, func(t *testing.T) {
				d, err := load.File(context.Background(), filepath.Join(testdata, "reports", lang, name+".txt"), load.Options{})
				if err != nil {
					t.Fatal(err)
				}
				if string(d.Lang) != lang {
					t.Errorf("language %q", d.Lang)
				}
				compare(t, d, gold(t, name, lang))
			})
		}
	}
}

// The content decides on the format, whatever the name says.
func TestWrongEnding(t *testing.T) {
	d, err := load.Bytes(context.Background(), "report.pdf", []byte(`{\rtf1\ansi Caf\'e9 and the bar.\par}`), load.Options{})
	if err != nil || d.Blocks[0].Text != "Café and the bar." {
		t.Errorf("RTF called PDF: %+v, %v", d, err)
	}
	d, err = load.Bytes(context.Background(), "page.txt", []byte("<!DOCTYPE html><p>The page.</p>"), load.Options{})
	if err != nil || d.Blocks[0].Text != "The page." {
		t.Errorf("HTML called text: %+v, %v", d, err)
	}
}

// A page in UTF-16 is known for a page and read.
func TestWidePage(t *testing.T) {
	page := "\xff\xfe"
	for _, c := range []byte("<!DOCTYPE html><p>The page.</p>") {
		page += string([]byte{c, 0})
	}
	d, err := load.Bytes(context.Background(), "page.txt", []byte(page), load.Options{})
	if err != nil || d.Blocks[0].Text != "The page." || d.Encoding != "utf-16le" {
		t.Errorf("%+v, %v", d, err)
	}
}
