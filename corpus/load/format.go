package load

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
)

// Format is a file format by the ending that its files usually have.
type Format string

// The formats that are read.
const (
	Text     Format = "txt"
	Markdown Format = "md"
	HTML     Format = "html"
	DOCX     Format = "docx"
	ODT      Format = "odt"
	PPTX     Format = "pptx"
	XLSX     Format = "xlsx"
	RTF      Format = "rtf"
	EPUB     Format = "epub"
	PDF      Format = "pdf"
)

// Detect finds the format of a file from its content; name decides only
// between plain text and Markdown, and for fragments of HTML. Formats that are
// known but not read give an error that says what the file is.
func Detect(name string, data []byte) (Format, error) {
	head := data[:min(len(data), 4096)]
	switch {
	case bytes.HasPrefix(head, []byte("PK\x03\x04")), bytes.HasPrefix(head, []byte("PK\x05\x06")):
		return detectZip(data)
	case bytes.Contains(head[:min(len(head), 1024)], []byte("%PDF-")):
		return PDF, nil
	case bytes.HasPrefix(bytes.TrimLeft(head, "\ufeff \r\n\t"), []byte(`{\rtf`)):
		return RTF, nil
	case bytes.HasPrefix(head, []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")):
		return "", compoundError(data)
	}
	for _, m := range magics {
		if strings.HasPrefix(string(head), m.start) {
			return "", fmt.Errorf("%w: it is %s", ErrBinary, m.what)
		}
	}
	return detectText(name, head)
}

// magics are the first bytes of files that people take for documents.
var magics = [...]struct{ start, what string }{
	{"\x89PNG", "a picture (PNG); its text must be recognised first"},
	{"\xFF\xD8\xFF", "a picture (JPEG); its text must be recognised first"},
	{"GIF8", "a picture (GIF); its text must be recognised first"},
	{"II*\x00", "a picture (TIFF); its text must be recognised first"},
	{"MM\x00*", "a picture (TIFF); its text must be recognised first"},
	{"\x1F\x8B", "compressed (gzip); unpack it first"},
	{"BZh", "compressed (bzip2); unpack it first"},
	{"\xFD7zXZ", "compressed (xz); unpack it first"},
	{"7z\xBC\xAF", "an archive (7z); unpack it first"},
	{"Rar!", "an archive (RAR); unpack it first"},
	{"\x7FELF", "a program"},
	{"MZ", "a program"},
	{"SQLite format 3\x00", "an SQLite database"},
	{"\xFFWPC", "a WordPerfect file; save it as DOCX"},
}

// compoundError says what a file in Microsoft's compound format is.
func compoundError(data []byte) error {
	if bytes.Contains(data, wide("EncryptedPackage")) {
		return ErrProtected
	}
	if bytes.Contains(data, wide("WordDocument")) {
		return fmt.Errorf("%w: it is an old Word file (DOC); save it as DOCX", ErrBinary)
	}
	return fmt.Errorf("%w: it is an old Microsoft Office file", ErrBinary)
}

// wide is a name as UTF-16, as the compound format holds it.
func wide(s string) []byte {
	var b []byte
	for i := range len(s) {
		b = append(b, s[i], 0)
	}
	return b
}

// detectZip looks at the names in an archive.
func detectZip(data []byte) (Format, error) {
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return "", fmt.Errorf("the archive is cut off or damaged: %w", err)
	}
	for _, f := range r.File {
		switch {
		case f.Name == "mimetype":
			if format := byMimetype(f); format != "" {
				return format, nil
			}
		case f.Name == "word/document.xml", strings.HasPrefix(f.Name, "word/document") && strings.HasSuffix(f.Name, ".xml"):
			return DOCX, nil
		case strings.HasPrefix(f.Name, "ppt/"):
			return PPTX, nil
		case strings.HasPrefix(f.Name, "xl/"):
			return XLSX, nil
		case f.Name == "designmap.xml":
			return "", fmt.Errorf("%w: it is an InDesign file (IDML); export it as RTF, HTML or PDF", ErrBinary)
		case f.Name == "META-INF/container.xml" && !holds(r, "designmap.xml"):
			return EPUB, nil
		case f.Name == "content.xml":
			return ODT, nil
		}
	}
	for _, f := range r.File {
		if ext := strings.ToLower(filepath.Ext(f.Name)); ext == ".xlf" || ext == ".xliff" || ext == ".sdlxliff" {
			return "", fmt.Errorf("%w: it is XLIFF in an archive (ZIP, XLZ, packages of Trados); unpack it first", ErrBinary)
		}
	}
	return "", fmt.Errorf("%w: it is an archive (ZIP) without a document", ErrBinary)
}

func holds(r *zip.Reader, name string) bool {
	return slices.ContainsFunc(r.File, func(f *zip.File) bool { return f.Name == name })
}

func byMimetype(f *zip.File) Format {
	r, err := f.Open()
	if err != nil {
		return ""
	}
	defer r.Close()
	b, _ := io.ReadAll(io.LimitReader(r, 200))
	switch s := strings.TrimSpace(string(b)); {
	case strings.HasPrefix(s, "application/vnd.oasis.opendocument.text"):
		return ODT
	case s == "application/epub+zip":
		return EPUB
	}
	return ""
}

// detectText decides between the formats that are text.
func detectText(name string, head []byte) (Format, error) {
	for _, b := range marks {
		head = bytes.TrimPrefix(head, b.mark)
	}
	s := strings.ToLower(string(bytes.ReplaceAll(head, []byte{0}, nil))) // UTF-16 markup, too
	s = strings.TrimLeft(s, "\ufeff \r\n\t")
	ext := strings.ToLower(filepath.Ext(name))
	start := s
	for strings.HasPrefix(start, "<?") || strings.HasPrefix(start, "<!--") {
		closing := "?>"
		if start[1] == '!' {
			closing = "-->"
		}
		_, rest, ok := strings.Cut(start, closing)
		if !ok {
			break
		}
		start = strings.TrimLeft(rest, " \r\n\t")
	}
	switch {
	case strings.HasPrefix(start, "<!doctype html"), strings.HasPrefix(start, "<html"):
		return HTML, nil
	case hasPrefixes(start, "<tmx", "<!doctype tmx", "<txml", "<xliff", "<!doctype xliff"):
		return "", ErrBilingual
	case hasPrefixes(start, "<body", "<head", "<div", "<p>", "<h1", "<meta", "<table"):
		return HTML, nil
	case (ext == ".html" || ext == ".htm" || ext == ".xhtml") && strings.Contains(s, "<") && strings.Contains(s, "</"):
		return HTML, nil
	case hasPrefixes(start, "<office:document ", "<office:document>"):
		return ODT, nil
	case hasPrefixes(start, "<w:worddocument", "<pkg:package"):
		return "", fmt.Errorf("%w: it is a Word file as one piece of XML; save it as DOCX", ErrBinary)
	case hasPrefixes(start, "<martif", "<!doctype martif", "<tbx", "<!doctype tbx"):
		return "", ErrTerms
	case strings.HasPrefix(s, "<?xml"):
		return "", fmt.Errorf("%w: it is %s", ErrBinary, xmlKind(start))
	case ext == ".md" || ext == ".markdown":
		return Markdown, nil
	}
	return Text, nil
}

// xmlKinds are the first elements of files that people have texts in and that
// another program can turn into a document or XLIFF.
var xmlKinds = [...]struct{ start, what string }{
	{"<trado", "a TagEditor file of Trados (TTX); save it as XLIFF"},
	{"<ts", "a file of Qt Linguist (TS); turn it into XLIFF with lconvert"},
	{"<!doctype ts", "a file of Qt Linguist (TS); turn it into XLIFF with lconvert"},
	{"<resources", "a file of texts for Android; export it as XLIFF"},
	{"<root", "XML of data (maybe RESX of .NET); export its texts as XLIFF"},
	{"<plist", "a property list of Apple; export its texts as XLIFF"},
	{"<!doctype plist", "a property list of Apple; export its texts as XLIFF"},
	{"<book", "DocBook or the like; turn it into HTML"},
	{"<article", "DocBook or the like; turn it into HTML"},
	{"<!doctype book", "DocBook; turn it into HTML"},
	{"<!doctype article", "DocBook; turn it into HTML"},
	{"<topic", "DITA; turn it into HTML"},
	{"<!doctype topic", "DITA; turn it into HTML"},
	{"<!doctype concept", "DITA; turn it into HTML"},
	{"<!doctype task", "DITA; turn it into HTML"},
	{"<!doctype map", "DITA; turn it into HTML"},
	{"<tei", "TEI; turn it into HTML"},
	{"<fictionbook", "a FictionBook; turn it into EPUB"},
	{"<svg", "a drawing (SVG)"},
	{"<rss", "a news feed (RSS)"},
	{"<feed", "a news feed (Atom)"},
}

// xmlKind says what a file of XML is that is not read, given its first element in
// small letters.
func xmlKind(start string) string {
	for _, k := range xmlKinds {
		rest, ok := strings.CutPrefix(start, k.start)
		if ok && (k.start == "<trado" || rest == "" || strings.IndexByte(" \r\n\t>/", rest[0]) >= 0) {
			return k.what
		}
	}
	name, _, _ := strings.Cut(strings.TrimPrefix(start, "<"), ">")
	if name, _, _ = strings.Cut(name, " "); len(name) > maxElement || strings.ContainsAny(name, "<!\n") || name == "" {
		return "XML of an unknown kind"
	}
	return "XML of an unknown kind (<" + strings.TrimRight(name, "/") + ">)"
}

// maxElement is the length of the longest name of an element that is shown, in bytes.
const maxElement = 40

func hasPrefixes(s string, prefixes ...string) bool {
	for _, p := range prefixes {
		if strings.HasPrefix(s, p) {
			return true
		}
	}
	return false
}
