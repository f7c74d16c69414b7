package main

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// zipFile packs parts, given as names and contents in turn.
func zipFile(t *testing.T, parts ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	w.RegisterCompressor(zip.Deflate, func(out io.Writer) (io.WriteCloser, error) { return flate.NewWriter(out, flate.BestSpeed) })
	for i := 0; i+1 < len(parts); i += 2 {
		f, err := w.Create(parts[i])
		if err == nil {
			_, err = io.WriteString(f, parts[i+1])
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

// wide is a text as UTF-16, as old Office files name what is in them.
func wide(s string) string {
	var b strings.Builder
	for i := range len(s) {
		b.WriteString(s[i:i+1] + "\x00")
	}
	return b.String()
}

const (
	laughs = `<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>`
	deep   = 10_000
)

// TestHostile gives the command files that are broken or mean harm: each is
// refused with a message that names it and what is wrong, and status 2.
func TestHostile(t *testing.T) {
	dir := t.TempDir()
	body := "<w:document><w:body><w:p><w:r><w:t>Text.</w:t></w:r></w:p></w:body></w:document>"
	docx := zipFile(t, "word/document.xml", body)
	odt := zipFile(t, "mimetype", "application/vnd.oasis.opendocument.text", "content.xml", "<office:document-content/>")
	compound := "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + strings.Repeat("\x00", 600)
	for name, c := range map[string]struct{ data, want string }{
		"cut.docx":             {string(docx[:len(docx)/2]), "cut off or damaged"},
		"cut.odt":              {string(odt[:len(odt)-20]), "cut off or damaged"},
		"cut.xlsx":             {"PK\x03\x04", "cut off or damaged"},
		"bomb.docx":            {string(zipFile(t, "word/document.xml", body+strings.Repeat(" ", 8<<20))), "unpacks to more than the limit"},
		"bomb.odt":             {string(zipFile(t, "content.xml", strings.Repeat(" ", 8<<20))), "unpacks to more than the limit"},
		"bomb.epub":            {string(zipFile(t, "mimetype", "application/epub+zip", "META-INF/container.xml", strings.Repeat(" ", 8<<20))), "unpacks to more than the limit"},
		"bomb.pptx":            {string(zipFile(t, "ppt/presentation.xml", strings.Repeat(" ", 8<<20))), "unpacks to more than the limit"},
		"deep.docx":            {string(zipFile(t, "word/document.xml", "<w:document><w:body>"+strings.Repeat("<w:sdt>", deep))), "nested too deep"},
		"deep.fodt":            {"<?xml version=\"1.0\"?><office:document><office:body><office:text>" + strings.Repeat("<text:section>", deep), "nested too deep"},
		"deep.rtf":             {`{\rtf1 ` + strings.Repeat("{", deep), "nested too deep"},
		"deep.xlf":             {`<xliff version="1.2"><file source-language="en">` + strings.Repeat("<group>", deep), "nested too deep"},
		"deep.tmx":             {"<tmx><header/><body><tu><tuv xml:lang=\"en\"><seg>" + strings.Repeat("<hi>", deep), "nested too deep"},
		"laughs.docx":          {string(zipFile(t, "word/document.xml", laughs+"<w:document><w:body><w:p><w:r><w:t>&c;</w:t></w:r></w:p></w:body></w:document>")), "entity &c;"},
		"laughs.xlf":           {laughs + `<xliff version="1.2"><file source-language="en"><body><trans-unit id="1"><source>&c;</source></trans-unit></body></file></xliff>`, "entity &c;"},
		"laughs.tmx":           {laughs + `<tmx version="1.4"><header/><body><tu><tuv xml:lang="en"><seg>&c;</seg></tuv></tu></body></tmx>`, "entity &c;"},
		"elsewhere.tmx":        {`<!DOCTYPE tmx [<!ENTITY c SYSTEM "file:///etc/passwd">]><tmx version="1.4"><header/><body><tu><tuv xml:lang="en"><seg>&c;</seg></tuv></tu></body></tmx>`, "entity &c;"},
		"picture.docx":         {"\x89PNG\r\n\x1a\n" + strings.Repeat("\x00", 99), "it is a picture"},
		"old.docx":             {compound + wide("WordDocument"), "old Word file"},
		"password.docx":        {compound + wide("EncryptedPackage"), "protected by a password"},
		"password.odt":         {string(zipFile(t, "mimetype", "application/vnd.oasis.opendocument.text", "META-INF/manifest.xml", "<manifest:encryption-data/>", "content.xml", "\x01\x02")), "protected by a password"},
		"cut.pdf":              {"%PDF-1.7\n1 0 obj\n<</Type/Catalog", "PDF"},
		"other.zip":            {string(zipFile(t, "readme", "x")), "ZIP"},
		"broken.po":            {"msgid \"a\nmsgstr \"b\"\n", "broken.po:1"},
		"a name with é и 字.md": {"\x00\x00\x01\x02\x00", "not a text"},
		"empty.rtf":            {"", "empty"},
		"open.xlf":             {`<xliff version="1.2"><file source-language="en"><body>`, "ends within <body>"},
		"crossed.tmx":          {"<tmx><header/><body></tmx>", "line 1"},
	} {
		t.Run(name, func(t *testing.T) { refused(t, write(t, dir, name, c.data), c.want) })
	}
	for name, size := range map[string]int64{"huge.txt": 1 << 30, "huge.tmx": 3 << 30, "huge.po": 3 << 30} {
		path := write(t, dir, name, strings.TrimSuffix(name, ".txt")) // the rest is a hole
		if err := os.Truncate(path, size); err != nil {
			t.Fatal(err)
		}
		refused(t, path, "the limit is")
	}
}

func write(t *testing.T, dir, name, data string) string {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, []byte(data), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// refused reads a file and wants a message about it and nothing else.
func refused(t *testing.T, path, want string) {
	t.Helper()
	var stdout, stderr strings.Builder
	status := run(context.Background(), []string{"read", path}, strings.NewReader(""), &stdout, &stderr)
	first, _, _ := strings.Cut(stderr.String(), "\n")
	if status != 2 || stdout.Len() > 0 || !strings.HasPrefix(first, "bitext: "+path) || !strings.Contains(first, want) || len(first) > 400 {
		t.Errorf("%s: status %d, output %q, message %q, want %q in it", filepath.Base(path), status, stdout.String(), first, want)
	}
}

// TestOddFiles gives files that look wrong and are not: another ending, odd
// names, Windows line ends.
func TestOddFiles(t *testing.T) {
	dir := t.TempDir()
	docx := string(zipFile(t, "word/document.xml", "<w:document><w:body><w:p><w:r><w:t>The text itself.</w:t></w:r></w:p></w:body></w:document>"))
	html := "<!DOCTYPE html><html><body><p>The text itself.</p></body></html>"
	for name, data := range map[string]string{
		"word.txt": docx, "word.pdf": docx, "page.docx": html, "rich.txt": `{\rtf1 The text itself.}`,
		"un rapport (final) – é.docx": docx, "отчёт 报告 تقرير.txt": "The text itself.\r\n", "marked.txt": "\ufeffThe text itself.\r\n\r\n",
		"deep.html": "<html><body>" + strings.Repeat("<div>", 400) + "<p>The text itself.</p>",
		"flat.odt":  "<?xml version=\"1.0\"?><office:document><office:body><office:text><text:p>The text itself.</text:p></office:text></office:body></office:document>",
	} {
		var stdout, stderr strings.Builder
		status := run(context.Background(), []string{"read", "--to", "plain", write(t, dir, name, data)}, strings.NewReader(""), &stdout, &stderr)
		if status != 0 || stdout.String() != "The text itself.\n" || stderr.Len() > 0 {
			t.Errorf("%s: status %d, %q, %q", name, status, stdout.String(), stderr.String())
		}
	}
}
