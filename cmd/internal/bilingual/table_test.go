package bilingual

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"

	"bitext/align"
	"bitext/align/po"
	"bitext/align/sheet"
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
		b, err := readTable("t", test.form, strings.NewReader(test.text), sheet.Options{})
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

// A turned table keeps what has no counterpart on its side.
func TestTurnedTableWithGaps(t *testing.T) {
	path := filepath.Join(t.TempDir(), "t.tsv")
	if err := os.WriteFile(path, []byte("en\tfr\nThe harbour\t\nThe mole\tLa jetée\n\tLe phare\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	all, err := Read(path, Options{Source: corpus.French, Target: corpus.English})
	if err != nil {
		t.Fatal(err)
	}
	b := all[0]
	var got []string
	for _, bead := range b.Sentences {
		got = append(got, align.Text(b.Source, align.Paragraph, bead.Source)+"|"+align.Text(b.Target, align.Paragraph, bead.Target))
	}
	if want := "|The harbour, La jetée|The mole, Le phare|"; strings.Join(got, ", ") != want {
		t.Errorf("got %s, want %s", strings.Join(got, ", "), want)
	}
}

// The pairs of large files are counted, also where a part of the file that is
// read ends within the mark of one.
func TestExpected(t *testing.T) {
	const entry = "msgid \"mole\"\nmsgstr \"jet\xc3\xa9e\"\n\n"
	n := countFrom/len(entry) + 1
	po := strings.NewReader("# head\n" + strings.Repeat(entry, n))
	got, err := expected("po", po)
	if err != nil || got != n+1 {
		t.Errorf("%d entries, %v; want %d", got, err, n+1)
	}
	if at, _ := po.Seek(0, io.SeekCurrent); at != 0 {
		t.Errorf("left at %d", at)
	}
	unit := "<unit id='1'><segment><source>a</source></segment></unit>"
	if got, err := expected("xliff", strings.NewReader(strings.Repeat(unit, n))); err != nil || got != n+1 {
		t.Errorf("%d units, %v; want %d", got, err, n+1)
	}
	if got, err := expected("xliff", strings.NewReader(strings.Repeat("unit>", n))); err != nil || got > n/10+1 {
		t.Errorf("%d units, %v, where %d bytes hold no more than %d", got, err, 5*n, n/10)
	}
	if got, err := expected("tsv", strings.NewReader("a\tb\n")); got != 0 || err != nil {
		t.Errorf("%d of a small file, %v", got, err)
	}
}

// A table in three languages is two bitexts over one source.
func TestTableOfThree(t *testing.T) {
	path := filepath.Join(t.TempDir(), "t.tsv")
	if err := os.WriteFile(path, []byte("en\tfr\tde\nThe mole\tLa jetée\tDie Mole\nThe harbour\t\tDer Hafen\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	all, err := Read(path, Options{})
	if err != nil || len(all) != 2 || all[0].Source != all[1].Source || all[1].Target.Lang != "de" || len(all[1].Target.Blocks) != 2 {
		t.Fatalf("%d, %v", len(all), err)
	}
	if all, err = Read(path, Options{Target: "de"}); err != nil || len(all) != 1 || all[0].Target.Blocks[0].Text != "Die Mole" {
		t.Errorf("%d, %v", len(all), err)
	}
}
