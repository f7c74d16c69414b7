package po_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"bitext/align/po"
	"bitext/corpus"
)

const file = `# Header comment
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Language: fr_FR\n"

#. Shown on the first page.
msgctxt "title"
msgid "Water "
"report"
msgstr "Rapport sur l’eau"

#, fuzzy
msgid "Old"
msgstr "Vieux"

msgid "%d file"
msgid_plural "%d files"
msgstr[0] "%d fichier"
msgstr[1] "%d \"fichiers\""

msgid "Later"
msgstr ""

#~ msgid "Gone"
#~ msgstr "Parti"
`

func TestRead(t *testing.T) {
	b, err := po.Read("m.po", strings.NewReader(file), po.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, bead := range b.Paragraphs {
		s := b.Source.Blocks[bead.Source[0]]
		target := "-"
		if len(bead.Target) > 0 {
			target = b.Target.Blocks[bead.Target[0]].Text
		}
		got = append(got, s.About().ID+"|"+s.Text+"|"+target)
	}
	want := "title|Water report|Rapport sur l’eau\n%d file|%d file|%d fichier\n%d file|%d files|%d \"fichiers\"\nLater|Later|-"
	if strings.Join(got, "\n") != want {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), want)
	}
	if b.Target.Lang != corpus.French {
		t.Errorf("target language %q, want fr", b.Target.Lang)
	}
	if note := b.Source.Blocks[0].About().Notes; len(note) != 1 || note[0] != "Shown on the first page." {
		t.Errorf("notes %q", note)
	}
}

func TestFuzzyOnRequest(t *testing.T) {
	b, err := po.Read("m.po", strings.NewReader(file), po.Options{Fuzzy: true})
	if err != nil || len(b.Paragraphs) != 5 {
		t.Errorf("%d entries, %v; want 5", len(b.Paragraphs), err)
	}
}

func TestRefusals(t *testing.T) {
	for text, want := range map[string]string{
		"hello":                                  `m.po:1: not a quoted string`,
		"msgid \"a\"\nmsgstr \"b":                `m.po:2: not a quoted string`,
		"\"a\"":                                  `continues nothing`,
		"msgstr \"a\"":                           `unexpected "msgstr"`,
		"":                                       "no msgid",
		"msgid \"" + strings.Repeat("a", 17<<20): "m.po:1: the line is longer than 16 MB",
		"msgid \"a\"\nmsgstr[x] \"b\"":           "no plural form",
	} {
		_, err := po.Read("m.po", strings.NewReader(text), po.Options{})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: error %v, want one with %q", text, err, want)
		}
	}
	if _, err := po.Read("m.po", strings.NewReader("# only\n"), po.Options{}); !errors.Is(err, po.ErrNotPO) {
		t.Errorf("error %v, want ErrNotPO", err)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(file)
	f.Fuzz(func(t *testing.T, text string) {
		b, err := po.Read("m.po", strings.NewReader(text), po.Options{})
		if err == nil && len(b.Paragraphs) != len(b.Source.Blocks) {
			t.Errorf("%d beads for %d messages", len(b.Paragraphs), len(b.Source.Blocks))
		}
	})
}

func ExampleRead() {
	b, err := po.Read("app.po", strings.NewReader("msgid \"Open\"\nmsgstr \"Ouvrir\"\n"), po.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(b.Source.Blocks[0].Text, b.Target.Blocks[0].Text)
	// Output: Open Ouvrir
}

func TestEncodingOfTheHeader(t *testing.T) {
	const head = "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=%s\\n\"\n\nmsgid \"summer\"\nmsgstr \"%s\"\n"
	for name, file := range map[string]string{
		"latin":    fmt.Sprintf(head, "ISO-8859-1", "\xe9t\xe9"),
		"alias":    fmt.Sprintf(head, "CP1252", "\xe9t\xe9"),
		"windows":  fmt.Sprintf(head, "windows-1252", "\xe9t\xe9"),
		"utf-8":    fmt.Sprintf(head, "UTF-8", "été"),
		"template": fmt.Sprintf(head, "CHARSET", "été"),
		"utf-16":   utf16File(fmt.Sprintf(head, "UTF-16", "été")),
	} {
		b, err := po.Read("x.po", strings.NewReader(file), po.Options{})
		if err != nil || b.Target.Blocks[0].Text != "été" {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := po.Read("x.po", strings.NewReader(fmt.Sprintf(head, "UTF-8", "\xe9t\xe9")), po.Options{}); !errors.Is(err, po.ErrEncoding) || !strings.Contains(err.Error(), "x.po:5") {
		t.Errorf("text that is not UTF-8: error %v", err)
	}
	if _, err := po.Read("x.po", strings.NewReader(fmt.Sprintf(head, "Klingon-1", "a")), po.Options{}); err == nil || !strings.Contains(err.Error(), "Klingon-1") {
		t.Errorf("an unknown encoding: error %v", err)
	}
}

// utf16File is a text of the basic plane in little-endian UTF-16 with its mark.
func utf16File(text string) string {
	out := []byte{0xFF, 0xFE}
	for _, r := range text {
		out = append(out, byte(r), byte(r>>8))
	}
	return string(out)
}

// A previous text, a flag beside fuzzy and Windows line ends change nothing.
func TestOddEntries(t *testing.T) {
	const file = "#| msgid \"Olde\"\r\n#, c-format, no-wrap\r\nmsgid \"New %d\"\r\nmsgstr \"\"\r\n\"Nouveau %d\\t\"\r\n\r\n#~| msgid \"x\"\r\n#~ msgid \"y\"\r\n#~ msgstr \"z\"\r\n"
	b, err := po.Read("x.po", strings.NewReader(file), po.Options{})
	if err != nil || len(b.Source.Blocks) != 1 || b.Source.Blocks[0].Text != "New %d" || b.Target.Blocks[0].Text != "Nouveau %d\t" {
		t.Errorf("%v, %v", b, err)
	}
}

func TestEscapes(t *testing.T) {
	b, err := po.Read("m.po", strings.NewReader(`msgid "a\303\251 \x41\x4a\t\\ \"b\" \400"`+"\nmsgstr \"x\"\n"), po.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := b.Source.Blocks[0].Text, "aé AJ\t\\ \"b\" 400"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
