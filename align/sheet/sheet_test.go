package sheet_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"bitext/align"
	"bitext/align/sheet"
	"bitext/corpus"
)

func texts(b *align.Bitext) string {
	var out []string
	for _, bead := range b.Paragraphs {
		out = append(out, align.Text(b.Source, align.Paragraph, bead.Source)+"|"+align.Text(b.Target, align.Paragraph, bead.Target))
	}
	return strings.Join(out, "\n")
}

func TestReadText(t *testing.T) {
	for name, test := range map[string]struct {
		text  string
		comma rune
		want  string
	}{
		"own form":      {"source\ttarget\tconfidence\nA \"b\"\tC\t0.90\nD\t\t0.10\n", '\t', "A \"b\"|C\nD|"},
		"no header":     {"A\tC\nD\tE\n", '\t', "A|C\nD|E"},
		"language code": {"id,fr,en-GB\n1,\"Un, deux\",One two\n", ',', "Un, deux|One two"},
		"semicolon":     {"en;fr\nA;B\n", ';', "A|B"},
		"byte mark":     {"\ufeffen\tfr\nA\tB\n", '\t', "A|B"},
		"names":         {"No;Français;English\n1;Un;One\n", ';', "Un|One"},
		"capitals":      {"\"EN\",\"NL\"\nA,B\n", ',', "A|B"},
		"other names":   {"Inglese,Italiano\nA,B\n", ',', "A|B"},
		"what and code": {"Note,Target (fr),Source (en)\nx,B,A\n", ',', "A|B"},
		"what alone":    {"Source text\tTranslation\nA\tB\n", '\t', "A|B"},
		"with words":    {"English (US)\tFrench text\nA\tB\n", '\t', "A|B"},
		"same language": {"English\tAnglais\nA\tB\n", '\t', "English|Anglais\nA|B"},
		"translated":    {"Translation\tTraduction\nIt is\tC'est\n", '\t', "Translation|Traduction\nIt is|C'est"},
		"guarded":       {"en\tfr\n'=A\t'-B\n", '\t', "=A|-B"},
	} {
		t.Run(name, func(t *testing.T) {
			b, err := sheet.ReadText("t", strings.NewReader(test.text), test.comma, sheet.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if got := texts(b); got != test.want {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
		})
	}
}

func TestLanguagesAndConfidence(t *testing.T) {
	b, err := sheet.ReadText("t", strings.NewReader("en\tfr\tconfidence\nA\tB\t0.25\n"), '\t', sheet.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if b.Source.Lang != corpus.English || b.Target.Lang != corpus.French || b.Paragraphs[0].Confidence != 0.25 {
		t.Errorf("got %s, %s, %v", b.Source.Lang, b.Target.Lang, b.Paragraphs[0].Confidence)
	}
}

func TestWorkbookComesBack(t *testing.T) {
	b, err := sheet.ReadText("t", strings.NewReader("en\tfr\tconfidence\n=SUM(A1)\tB\t0.25\nC\tÉtat\t0.95\nalone\t\t0.6\n"), '\t', sheet.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := sheet.WriteXLSX(&out, align.Paragraph, b); err != nil {
		t.Fatal(err)
	}
	again, err := sheet.ReadXLSX("t.xlsx", bytes.NewReader(out.Bytes()), sheet.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := texts(again), texts(b); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := again.Paragraphs[0].Confidence; got != 0.25 {
		t.Errorf("confidence %v, want 0.25", got)
	}
}

func TestRefusals(t *testing.T) {
	for _, text := range []string{"", "only one column\n"} {
		if _, err := sheet.ReadText("t", strings.NewReader(text), '\t', sheet.Options{}); !errors.Is(err, sheet.ErrColumns) {
			t.Errorf("%q: %v, want ErrColumns", text, err)
		}
	}
	if _, err := sheet.ReadXLSX("t.xlsx", strings.NewReader("PK no workbook"), sheet.Options{}); err == nil {
		t.Error("a broken workbook was read")
	}
}

func ExampleReadText() {
	b, err := sheet.ReadText("pairs.tsv", strings.NewReader("en\tfr\nBudget\tBudget\nAudit\tContrôle des comptes\n"), '\t', sheet.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(len(b.Paragraphs), b.Target.Blocks[1].Text)
	// Output: 2 Contrôle des comptes
}

func TestMarksAndQuotes(t *testing.T) {
	wide := func(text string) string {
		out := []byte{0xFF, 0xFE}
		for _, r := range text {
			out = append(out, byte(r), byte(r>>8))
		}
		return string(out)
	}
	for name, test := range map[string]struct {
		file   string
		comma  rune
		target string
	}{
		"comma with a mark":     {"\ufeff\"en\",\"fr\"\r\n\"a, b\",\"l’\"\"été\"\"\"\r\n", ',', "l’\"été\""},
		"wide tabs":             {wide("en\tfr\r\na\tété\r\n"), '\t', "été"},
		"wide semicolons":       {wide("en;fr\r\na;été\r\n"), ';', "été"},
		"tabs of a spreadsheet": {"en\tfr\na\t\"dit \"\"oui\"\"\"\n", '\t', "dit \"oui\""},
		"a quoted text":         {"en\tfr\na\t\"oui\"\n", '\t', "\"oui\""},
	} {
		b, err := sheet.ReadText("x", strings.NewReader(test.file), test.comma, sheet.Options{})
		if err != nil || len(b.Target.Blocks) != 1 || b.Target.Blocks[0].Text != test.target || b.Target.Lang != "fr" {
			t.Errorf("%s: %+v, %v", name, b, err)
		}
	}
}

func FuzzReadText(f *testing.F) {
	f.Add("en\tfr\tconfidence\nA\t\"B \"\"c\"\"\"\t0.5\n", true)
	f.Add("id,fr,en-GB\r\n1,\"Un, deux\",'=One\n", false)
	f.Add("\xff\xfea\x00\t\x00b\x00", true)
	f.Fuzz(func(t *testing.T, text string, tabs bool) {
		comma := ','
		if tabs {
			comma = '\t'
		}
		b, err := sheet.ReadText("t", strings.NewReader(text), comma, sheet.Options{})
		if err != nil {
			return
		}
		for _, bead := range b.Paragraphs {
			if len(bead.Source)+len(bead.Target) == 0 || bead.Confidence < 0 || bead.Confidence > 1 {
				t.Errorf("bead %+v", bead)
			}
		}
		var out bytes.Buffer
		if err := sheet.WriteXLSX(&out, align.Paragraph, b); err != nil {
			t.Error(err)
		}
	})
}

// A quote that nothing ends is named with its line, not read as one cell to the end.
func TestOpenQuote(t *testing.T) {
	const start = "en,fr\na,b\n\"open,c\n"
	for name, test := range map[string]struct{ file, want string }{
		"open":         {start + strings.Repeat("d,e\n", 99), "x:3: a quote begins a field"},
		"closed":       {start + "d\",e\n", ""},
		"closed last":  {"en,fr\na,b\nc,\"d\ne\"\n", ""},
		"open last":    {"en,fr\na,b\nc,\"d\ne\n", "x:3: a quote begins a field"},
		"of many rows": {start + "d\",e\n" + strings.Repeat("f,g\n", 9), ""},
	} {
		_, err := sheet.ReadText("x", strings.NewReader(test.file), ',', sheet.Options{})
		if test.want == "" && err != nil || test.want != "" && (!errors.Is(err, sheet.ErrQuote) || !strings.Contains(err.Error(), test.want)) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// part gives a part of a workbook that was written.
func part(t *testing.T, workbook []byte, name string) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(workbook), int64(len(workbook)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	data, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// What a workbook says must be what programs expect: columns in order, no wrong size of
// the sheet, texts that are no formulas and yet have nothing put before them.
func TestWorkbookInside(t *testing.T) {
	b, err := sheet.ReadText("t", strings.NewReader("en-GB\tar\n=1+1 _x0041_\tاجتمعت\n-5 °C\ta\x01\x0bb\n"), '\t', sheet.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := sheet.WriteXLSX(&out, align.Paragraph, b); err != nil {
		t.Fatal(err)
	}
	cells := part(t, out.Bytes(), "xl/worksheets/sheet1.xml")
	for _, want := range []string{`<col min="1" max="1"`, `<t>en-GB</t>`, `<t>=1+1 _x005F_x0041_</t>`, `<t>-5 °C</t>`, `<t>a b</t>`, `t="inlineStr"`} {
		if !strings.Contains(cells, want) {
			t.Errorf("no %s in %s", want, cells)
		}
	}
	if one, three := strings.Index(cells, `<col min="1"`), strings.Index(cells, `<col min="3"`); three < one {
		t.Error("columns are not in order")
	}
	for _, not := range []string{"<f>", "<dimension"} {
		if strings.Contains(cells, not) {
			t.Errorf("%s in %s", not, cells)
		}
	}
	if styles := part(t, out.Bytes(), "xl/styles.xml"); !strings.Contains(styles, `readingOrder="2"`) || !strings.Contains(styles, `numFmtId="49"`) {
		t.Error(styles)
	}
	again, err := sheet.ReadXLSX("t", &out, sheet.Options{})
	if err != nil || again.Source.LangTag() != "en-GB" || again.Source.Blocks[0].Text != "=1+1 _x0041_" || again.Target.Blocks[1].Text != "a b" {
		t.Errorf("read again: %+v, %v", again, err)
	}
}

// The format counts a character beyond the first plane as two.
func TestLongCell(t *testing.T) {
	for text, ok := range map[string]bool{strings.Repeat("é", 32767): true, strings.Repeat("é", 32768): false, strings.Repeat("😀", 16383): true, strings.Repeat("😀", 16384): false} {
		b, err := sheet.ReadText("t", strings.NewReader("en\tfr\na\t"+text+"\n"), '\t', sheet.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if err := sheet.WriteXLSX(io.Discard, align.Paragraph, b); (err == nil) != ok {
			t.Errorf("%d bytes: %v", len(text), err)
		}
	}
}

// Of a table in several languages the columns are read that are asked for, and the others
// are named; a title may stand above the header, and rows may have names.
func TestColumnsByLanguage(t *testing.T) {
	const table = "Glossary of the port\n\nKey\tNo\tEN-GB\tfr-FR\tfr-CA\tDeutsch\tNote (en)\nk1\t1\tmole\tjetée\tquai\tMole\tx\n"
	for _, test := range []struct {
		source, target corpus.Lang
		want, more     string
	}{
		{"", "", "en-GB>fr-FR k1 mole|jetée", "fr-CA de"},
		{"", "fr-CA", "en-GB>fr-CA k1 mole|quai", ""},
		{"", "de", "en-GB>de k1 mole|Mole", ""},
		{"fr", "en", "fr-FR>en-GB k1 jetée|mole", ""},
		{"de", "", "de>en-GB k1 Mole|mole", "fr-FR fr-CA"},
	} {
		var more []string
		b, err := sheet.ReadText("t", strings.NewReader(table), '\t', sheet.Options{
			Source: test.source, Target: test.target, More: func(l corpus.Lang) { more = append(more, string(l)) },
		})
		if err != nil {
			t.Fatal(err)
		}
		got := b.Source.LangTag() + ">" + b.Target.LangTag() + " " + b.Source.Blocks[0].About().ID + " " + texts(b)
		if got != test.want || strings.Join(more, " ") != test.more {
			t.Errorf("%s→%s: %s and %s; want %s and %s", test.source, test.target, got, more, test.want, test.more)
		}
	}
	if _, err := sheet.ReadText("t", strings.NewReader(table), '\t', sheet.Options{Target: "es"}); !errors.Is(err, sheet.ErrLanguage) || !strings.HasPrefix(err.Error(), "t:2: ") {
		t.Errorf("no column in Spanish: %v", err)
	}
	for _, text := range []string{"a title\nand more\n", "a title\nno\theader\n"} {
		if _, err := sheet.ReadText("t", strings.NewReader(text), '\t', sheet.Options{}); !errors.Is(err, sheet.ErrColumns) {
			t.Errorf("%q: %v", text, err)
		}
	}
}
