package text_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"bitext/corpus"
	"bitext/corpus/text"
)

func TestRead(t *testing.T) {
	files, _ := filepath.Glob("testdata/*.txt")
	if len(files) == 0 {
		t.Fatal("no cases in testdata")
	}
	for _, name := range files {
		t.Run(filepath.Base(name), func(t *testing.T) {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			raw, want, ok := strings.Cut(string(data), "\n====\n")
			if !ok {
				t.Fatal("no line of equals signs")
			}
			d := text.Read(raw)
			checkOrigin(t, d)
			compare(t, d, want)
			compare(t, text.Read(strings.ReplaceAll(raw, "\n", "\r\n")), want)
		})
	}
}

func compare(t *testing.T, d *corpus.Document, want string) {
	t.Helper()
	var got []string
	for _, b := range d.Blocks {
		got = append(got, fmt.Sprintf("%s|%s|%s", b.Kind, b.Label, b.Text))
	}
	lines := strings.Split(strings.TrimSuffix(want, "\n"), "\n")
	for i := range max(len(got), len(lines)) {
		g, w := "(none)", "(none)"
		if i < len(got) {
			g = got[i]
		}
		if i < len(lines) {
			w = lines[i]
		}
		if g != w {
			t.Fatalf("block %d:\n got %s\nwant %s", i, g, w)
		}
	}
}

// checkOrigin follows every anchor back: the original has the same bytes there,
// white space apart.
func checkOrigin(t testing.TB, d *corpus.Document) {
	t.Helper()
	for i, b := range d.Blocks {
		origin := b.Origin()
		if len(origin) == 0 || origin[0].Text != 0 {
			t.Fatalf("block %d has no anchor at its start: %v", i, origin)
		}
		for k, a := range origin {
			end := len(b.Text)
			if k+1 < len(origin) {
				end = int(origin[k+1].Text)
			}
			at := int(a.Source)
			if int(a.Text) >= end || at < 0 || at > len(d.Original) {
				t.Fatalf("block %d: anchor %v of %v", i, a, origin)
			}
			piece := b.Text[a.Text:end]
			if strings.TrimSpace(piece) == "" {
				continue
			}
			source := d.Original[at:min(len(d.Original), at+len(piece))]
			for j := range len(piece) {
				if j >= len(source) || piece[j] != source[j] && piece[j] != ' ' {
					t.Fatalf("block %d: %q stands at %d in the original, where %q is", i, piece, a.Source, source)
				}
			}
		}
	}
}

func TestReadMends(t *testing.T) {
	for raw, want := range map[string]string{
		"l ’assistance et d' autres":        "l’assistance et d'autres",
		"une  suite \t d’espaces":           "une suite d’espaces",
		"le mot m esures, comme mesures":    "le mot mesures, comme mesures",
		"il y a plus à dire":                "il y a plus à dire",
		"**gras** et _italique_ et `code`":  "gras et italique et `code`",
		"2 * 3 * 4 and a_b_c, **x** bold":   "2 * 3 * 4 and a_b_c, x bold",
		"voir [A/12/3](https://x.org/a_b).": "voir A/12/3.",
		"[94] États, [...] et [A/1](#)":     "[94] États, [...] et A/1",
		"[a](b c) and [d](e)":               "[a](b c) and d",
		"le 1^{er} décembre":                "le 1er décembre",
		"1. The guide for local authorities that was published in January can\nbe consulted by everybody at the address www.rpd.example/pluvi-\nreso and in the library.": "1. The guide for local authorities that was published in January can be consulted by everybody at the address www.rpd.example/pluvi-reso and in the library.",
		"zero\u200bwidth and soft\u00adhy": "zerowidth and softhy",
	} {
		d := text.Read(raw)
		if len(d.Blocks) != 1 || d.Blocks[0].Text != want {
			t.Errorf("%q is read as %+v, want %q", raw, d.Blocks, want)
		}
		checkOrigin(t, d)
	}
}

func TestLabel(t *testing.T) {
	for s, want := range map[string]string{
		"1. Dans": "1.", "12) Note": "12)", "(a) foo": "(a)", "a) foo": "a)", "h.1) que": "h.1)", "(1.1) Le": "(1.1)",
		"II. Titre": "II.", "A. Titre": "A.", "iv) x": "iv)", "2 (1) In": "2 (1)", "10.1 (1) The": "10.1 (1)", "7 Everyone": "7",
		"¹ Voir": "¹", "[3] See": "[3]", "1/ See": "1/", "1 - نظر": "1 -", "б) пункт": "б)", "(в) пункт": "(в)", "二、标题": "二、", "（十二）项": "（十二）", "(ب) بند": "(ب)", "А. Раздел": "А.",
		"Article 6 Titre": "Article 6", "CHAPTER II": "CHAPTER II", "• x": "•",
		"2013. Il y a": "", "21 janvier": "", "1 of the": "", "5;": "", "Article 9 of the": "", "e.g. this": "", "65/230": "", "3.5 per cent": "",
	} {
		if got := text.Label(s); got != want {
			t.Errorf("Label(%q) = %q, want %q", s, got, want)
		}
	}
}

// Reading what was read, a paragraph a line, must give the same paragraphs.
func TestReadTwice(t *testing.T) {
	for _, name := range []string{"page-cuts.txt", "running-heads.txt", "blank-after-every-line.txt"} {
		data, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		raw, _, _ := strings.Cut(string(data), "\n====\n")
		first := text.Read(raw)
		var lines []string
		for _, b := range first.Blocks {
			lines = append(lines, b.Text)
		}
		second := text.Read(strings.Join(lines, "\n\n"))
		if len(second.Blocks) != len(first.Blocks) {
			t.Errorf("%s: %d blocks, read again %d", name, len(first.Blocks), len(second.Blocks))
			continue
		}
		for i := range first.Blocks {
			if first.Blocks[i].Text != second.Blocks[i].Text {
				t.Errorf("%s: %q read again is %q", name, first.Blocks[i].Text, second.Blocks[i].Text)
			}
		}
	}
}

func FuzzRead(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.txt")
	for _, name := range files {
		data, _ := os.ReadFile(name)
		f.Add(string(data))
	}
	f.Add("") // nothing to see
	f.Add("\u200b\n")
	f.Add("1. a\n\f2\n\nb-\nc\r\n• d\n*e f*")
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			return
		}
		d := text.Read(s)
		checkOrigin(t, d)
		for _, b := range d.Blocks {
			if b.Text == "" || b.Text != strings.TrimFunc(b.Text, unicode.IsSpace) || strings.ContainsAny(b.Text, "\n\r") {
				t.Errorf("block %q", b.Text)
			}
			if !strings.HasPrefix(b.Text, b.Label) {
				t.Errorf("label %q of %q", b.Label, b.Text)
			}
		}
	})
}

func BenchmarkRead(b *testing.B) {
	data, err := os.ReadFile("testdata/blank-after-every-line.txt")
	if err != nil {
		b.Fatal(err)
	}
	s := strings.Repeat(string(data), 500) // about a megabyte
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		text.Read(s)
	}
}

func ExampleRead() {
	d := text.Read(`3. The board of the fund met for the second time in the spring of the year

2013. It took note of the report on the first year of its work, and it de-

cided that the next meeting should be held at the seat of the fund before

the end of the financial year, so that the accounts could be laid before

it.

4. The meeting was closed by the chair, who thanked all those present for

the work that had been done.
`)
	for _, b := range d.Blocks {
		fmt.Printf("%q %s\n", b.Label, b.Text)
	}
	// Output:
	// "3." 3. The board of the fund met for the second time in the spring of the year 2013. It took note of the report on the first year of its work, and it decided that the next meeting should be held at the seat of the fund before the end of the financial year, so that the accounts could be laid before it.
	// "4." 4. The meeting was closed by the chair, who thanked all those present for the work that had been done.
}

func ExampleBuilder() {
	var b text.Builder
	b.Add(corpus.Block{Kind: corpus.Heading, Level: 1, Text: "Introduction"})
	b.Add(corpus.Block{Text: "1. The  board\nmet."})
	d := b.Document()
	fmt.Printf("%q %q\n", d.Blocks[1].Label, d.Blocks[1].Text)
	// Output: "1." "1. The board met."
}
