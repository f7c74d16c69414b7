package bilingual

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"

	"bitext/align"
	"bitext/align/po"
	"bitext/corpus"
)

// A PO file that names no character set is read in the one that its bytes show.
func TestReadPO(t *testing.T) {
	const file = "msgid \"\"\nmsgstr \"Language: fr\\n\"\n\nmsgid \"The mole was mended in the summer\"\nmsgstr \"La jet\xe9e a \xe9t\xe9 r\xe9par\xe9e \xe0 l'\xe9t\xe9\"\n"
	b, err := readPO("x.po", strings.NewReader(file), po.Options{})
	if err != nil || b.Target.Blocks[0].Text != "La jetée a été réparée à l'été" {
		t.Errorf("%v, %v", b, err)
	}
}

func TestReadTable(t *testing.T) {
	const want = "The mole; was mended|La jetée a été réparée"
	latin := func(s string) string {
		out, err := charmap.Windows1252.NewEncoder().String(s)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	for name, test := range map[string]struct{ form, text string }{
		"comma":         {"csv", "Anglais,Français\n\"The mole; was mended\",La jetée a été réparée\n"},
		"semicolon":     {"csv", "\ufeffAnglais;Français\n\"The mole; was mended\";La jetée a été réparée\n"},
		"bar":           {"csv", "Anglais|Français\nThe mole; was mended|La jetée a été réparée\n"},
		"said":          {"csv", "sep=|\r\nAnglais|Français;\r\nThe mole; was mended|La jetée a été réparée\r\n"},
		"within quotes": {"csv", "\"English;;;\",French\n\"The mole; was mended\",La jetée a été réparée\n"},
		"windows":       {"csv", latin("Anglais|Français\nThe mole; was mended|La jetée a été réparée\n")},
		"windows, tabs": {"tsv", latin("Anglais\tFrançais\nThe mole; was mended\tLa jetée a été réparée\n")},
	} {
		b, err := readTable("t", test.form, strings.NewReader(test.text))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		last := b.Paragraphs[len(b.Paragraphs)-1]
		if got := align.Text(b.Source, align.Paragraph, last.Source) + "|" + align.Text(b.Target, align.Paragraph, last.Target); got != want {
			t.Errorf("%s: %s", name, got)
		}
	}
}

func TestTurnedTable(t *testing.T) {
	path := filepath.Join(t.TempDir(), "t.tsv")
	if err := os.WriteFile(path, []byte("en\tfr\nThe mole\tLa jetée\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		source, target corpus.Lang
		want           string
	}{
		{corpus.English, corpus.French, "The mole|La jetée"},
		{corpus.French, corpus.English, "La jetée|The mole"},
		{"", "", "The mole|La jetée"},
	} {
		all, err := Read(path, Options{Source: test.source, Target: test.target})
		if err != nil {
			t.Fatal(err)
		}
		b := all[0]
		last := b.Paragraphs[len(b.Paragraphs)-1]
		got := align.Text(b.Source, align.Paragraph, last.Source) + "|" + align.Text(b.Target, align.Paragraph, last.Target)
		if got != test.want || test.source != "" && b.Source.Lang != test.source {
			t.Errorf("%s → %s: %s in %s", test.source, test.target, got, b.Source.Lang)
		}
	}
}
