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
		got = append(got, s.ID+"|"+s.Text+"|"+target)
	}
	want := "title|Water report|Rapport sur l’eau\n%d file|%d file|%d fichier\n%d file|%d files|%d \"fichiers\"\nLater|Later|-"
	if strings.Join(got, "\n") != want {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), want)
	}
	if b.Target.Lang != corpus.French {
		t.Errorf("target language %q, want fr", b.Target.Lang)
	}
	if note := b.Source.Blocks[0].Notes; len(note) != 1 || note[0] != "Shown on the first page." {
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
		"hello":                        `m.po:1: not a quoted string`,
		"msgid \"a\"\nmsgstr \"b":      `m.po:2: not a quoted string`,
		"\"a\"":                        `continues nothing`,
		"msgstr \"a\"":                 `unexpected "msgstr"`,
		"":                             "no msgid",
		"msgid \"a\"\nmsgstr[x] \"b\"": "no plural form",
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
