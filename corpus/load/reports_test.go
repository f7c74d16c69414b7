package load_test

import (
	"bytes"
	"context"
	"html"
	"os"
	"os/exec"
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

// office converts a page with LibreOffice, where it is installed.
func office(t *testing.T, page, format string) string {
	t.Helper()
	if os.Getenv("BITEXT_OFFICE") == "" {
		t.Skip("set BITEXT_OFFICE=1 to read files that LibreOffice makes here; it takes half a minute")
	}
	soffice, err := exec.LookPath("soffice")
	if err != nil {
		t.Fatal("LibreOffice is not installed (Debian: libreoffice-writer-nogui)")
	}
	dir := t.TempDir()
	in := filepath.Join(dir, "in.html")
	if err := os.WriteFile(in, []byte(page), 0o644); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(soffice, "-env:UserInstallation=file://"+dir+"/profile", "--headless", "--convert-to", format, "--outdir", dir, in)
	var log bytes.Buffer
	cmd.Stdout, cmd.Stderr = &log, &log
	out := filepath.Join(dir, "in."+strings.SplitN(format, ":", 2)[0])
	if err := cmd.Run(); err != nil {
		t.Fatalf("%v: %s", err, log.String())
	}
	if _, err := os.Stat(out); err != nil {
		t.Fatalf("LibreOffice wrote nothing: %s", log.String())
	}
	return out
}

// Files of a real office suite are read into the gold blocks, too.
func TestOffice(t *testing.T) {
	want := gold(t, "roads-2022", "fr")
	var page strings.Builder
	page.WriteString(`<!doctype html><meta charset="utf-8"><body>`)
	for _, block := range want {
		page.WriteString("<p>" + html.EscapeString(block) + "</p>\n")
	}
	for _, format := range []string{"docx:MS Word 2007 XML", "odt:writer8", "rtf:Rich Text Format", "pdf:writer_web_pdf_Export"} {
		t.Run(format, func(t *testing.T) {
			d, err := load.File(context.Background(), office(t, page.String(), format), load.Options{})
			if err != nil {
				t.Fatal(err)
			}
			compare(t, d, want)
		})
	}
}

// Numbers that an office suite computes come out as it prints them.
func TestOfficeNumbers(t *testing.T) {
	const page = `<!doctype html><meta charset="utf-8"><body><h1>Report</h1>
<ol><li><p>The board met.</p><ol type="a"><li><p>in spring;</p></li><li><p>in autumn.</p></li></ol></li><li><p>It closed.</p></li></ol>
<p>Between.</p><ol start="3"><li><p>It met again.</p></li></ol>
<ul><li><p>a point</p></li></ul><table><tr><td>left</td><td>right</td></tr></table>`
	want := []string{"Report", "1. The board met.", "a. in spring;", "b. in autumn.", "2. It closed.", "Between.", "3. It met again.", "a point", "left", "right"}
	for _, format := range []string{"docx:MS Word 2007 XML", "odt:writer8", "rtf:Rich Text Format"} {
		t.Run(format, func(t *testing.T) {
			d, err := load.File(context.Background(), office(t, page, format), load.Options{})
			if err != nil {
				t.Fatal(err)
			}
			compare(t, d, want)
		})
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
