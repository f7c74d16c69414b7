package load_test

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"html"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"bitext/corpus"
	"bitext/corpus/load"
)

// office converts files with LibreOffice, all in one call, and gives the folder
// with the results. It skips unless asked for: starting LibreOffice takes
// seconds.
func office(t *testing.T, format string, pages map[string]string) string {
	t.Helper()
	if os.Getenv("BITEXT_OFFICE") == "" {
		t.Skip("set BITEXT_OFFICE=1 to read files that LibreOffice makes here; it takes half a minute")
	}
	soffice, err := exec.LookPath("soffice")
	if err != nil {
		t.Fatal("LibreOffice is not installed (Debian: libreoffice-writer-nogui)")
	}
	dir := t.TempDir()
	args := []string{"-env:UserInstallation=file://" + dir + "/profile", "--headless", "--convert-to", format, "--outdir", dir}
	for name, page := range pages {
		in := filepath.Join(dir, name)
		if err := os.WriteFile(in, []byte(page), 0o644); err != nil {
			t.Fatal(err)
		}
		args = append(args, in)
	}
	var log bytes.Buffer
	cmd := exec.Command(soffice, args...)
	cmd.Stdout, cmd.Stderr = &log, &log
	if err := cmd.Run(); err != nil {
		t.Fatalf("%v: %s", err, log.String())
	}
	return dir
}

const flatHead = `<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" office:mimetype="application/vnd.oasis.opendocument.text" office:version="1.3">
<office:styles><style:default-style style:family="paragraph"><style:text-properties fo:font-size="11pt"/></style:default-style><style:style style:name="Standard" style:family="paragraph"><style:paragraph-properties fo:margin-bottom="0.3cm"/></style:style>
<style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="paragraph" style:parent-style-name="Standard" style:default-outline-level="1"><style:text-properties fo:font-weight="bold" fo:font-size="13pt"/></style:style></office:styles>
<office:automatic-styles>
<text:list-style style:name="N"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."><style:list-level-properties text:list-level-position-and-space-mode="label-alignment"><style:list-level-label-alignment text:label-followed-by="listtab" text:list-tab-stop-position="1cm"/></style:list-level-properties></text:list-level-style-number></text:list-style>
<text:list-style style:name="a"><text:list-level-style-number text:level="1" style:num-format="a" style:num-suffix=")"><style:list-level-properties text:list-level-position-and-space-mode="label-alignment"><style:list-level-label-alignment text:label-followed-by="listtab" text:list-tab-stop-position="1cm"/></style:list-level-properties></text:list-level-style-number></text:list-style>
<text:list-style style:name="p"><text:list-level-style-number text:level="1" style:num-format="a" style:num-prefix="(" style:num-suffix=")"><style:list-level-properties text:list-level-position-and-space-mode="label-alignment"><style:list-level-label-alignment text:label-followed-by="listtab" text:list-tab-stop-position="1cm"/></style:list-level-properties></text:list-level-style-number></text:list-style>
<style:page-layout style:name="pl"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin="2.2cm"/><style:header-style/><style:footer-style/></style:page-layout></office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="pl"><style:header><text:p>CIM/GE.5/2022/L.3/Rev.1</text:p></style:header><style:footer><text:p><text:page-number>1</text:page-number></text:p></style:footer></style:master-page></office:master-styles>
<office:body><office:text>`

var (
	itemLabel = regexp.MustCompile(`^(?:(\d+)\.|([a-z])\)|\(([a-z])\)) `)
	noteLabel = regexp.MustCompile(`^([¹²³]) `)
	heading   = regexp.MustCompile(`^(?:[IVX]+|[A-Z])\. `)
)

// flat makes a Writer document of the blocks of a report: numbers are those of
// lists, notes are notes, and there are a head and page numbers.
func flat(blocks []string) string {
	notes := map[string]string{}
	var texts []string
	for _, b := range blocks {
		if m := noteLabel.FindStringSubmatch(b); m != nil {
			notes[m[1]] = strings.TrimPrefix(b, m[0])
			continue
		}
		texts = append(texts, b)
	}
	var out strings.Builder
	out.WriteString(flatHead)
	for _, b := range texts {
		m := itemLabel.FindStringSubmatch(b)
		body := html.EscapeString(b)
		if m != nil {
			body = html.EscapeString(strings.TrimPrefix(b, m[0]))
		}
		for mark, note := range notes {
			body = strings.ReplaceAll(body, mark, `<text:note text:note-class="footnote"><text:note-citation text:label="`+mark+`">`+mark+`</text:note-citation><text:note-body><text:p>`+html.EscapeString(note)+`</text:p></text:note-body></text:note>`)
		}
		switch {
		case m == nil && heading.MatchString(b):
			out.WriteString(`<text:h text:outline-level="1" text:style-name="Heading_20_1">` + body + "</text:h>\n")
		case m == nil:
			out.WriteString(`<text:p text:style-name="Standard">` + body + "</text:p>\n")
		case m[1] != "":
			fmt.Fprintf(&out, `<text:list text:style-name="N" text:continue-numbering="true"><text:list-item text:start-value="%s"><text:p text:style-name="Standard">%s</text:p></text:list-item></text:list>`+"\n", m[1], body)
		default:
			style, letter := "a", m[2]
			if letter == "" {
				style, letter = "p", m[3]
			}
			fmt.Fprintf(&out, `<text:list text:style-name="%s" text:continue-numbering="%v"><text:list-item><text:p text:style-name="Standard">%s</text:p></text:list-item></text:list>`+"\n", style, letter != "a", body)
		}
	}
	out.WriteString("</office:text></office:body></office:document>")
	return out.String()
}

// Files of a real office suite are read into the gold blocks of the reports.
func TestOffice(t *testing.T) {
	pages := map[string]string{}
	for _, name := range reports {
		for _, lang := range []string{"en", "fr"} {
			pages[name+"."+lang+".fodt"] = flat(gold(t, name, lang))
		}
	}
	for _, format := range []string{"docx:MS Word 2007 XML", "odt:writer8", "rtf:Rich Text Format", "pdf:writer_pdf_Export", "fodt:OpenDocument Text Flat XML"} {
		t.Run(format, func(t *testing.T) {
			ext, _, _ := strings.Cut(format, ":")
			dir := office(t, format, pages)
			for _, name := range reports {
				for _, lang := range []string{"en", "fr"} {
					t.Run(name+"."+lang, func(t *testing.T) {
						d, err := load.File(context.Background(), filepath.Join(dir, name+"."+lang+"."+ext), load.Options{})
						if err != nil {
							t.Fatal(err)
						}
						want := gold(t, name, lang)
						if ext == "pdf" { // where notes stand at the foot of the page
							d.Blocks, want = notesLast(d.Blocks, func(b corpus.Block) string { return b.Text }), notesLast(want, func(s string) string { return s })
						}
						compare(t, d, want)
					})
				}
			}
		})
	}
}

// notesLast puts the footnotes behind all else.
func notesLast[T any](blocks []T, text func(T) string) []T {
	slices.SortStableFunc(blocks, func(a, b T) int {
		return cmp.Compare(len(noteLabel.FindString(text(a))), len(noteLabel.FindString(text(b))))
	})
	return blocks
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
			ext, _, _ := strings.Cut(format, ":")
			dir := office(t, format, map[string]string{"in.html": page})
			d, err := load.File(context.Background(), filepath.Join(dir, "in."+ext), load.Options{})
			if err != nil {
				t.Fatal(err)
			}
			compare(t, d, want)
		})
	}
}
