package load_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"bitext/corpus"
	"bitext/corpus/load"
)

const (
	french = "1. Le Comité a examiné les difficultés rencontrées à l’égard de la mise en œuvre du programme et a pris note des progrès réalisés.\n\n" +
		"2. Il a décidé, après un débat, de proroger le mandat du groupe jusqu’à sa dixième réunion. Plusieurs délégations ont appuyé cette décision.\n"
	english = "1. The Committee considered the difficulties that had been met in carrying out the programme and took note of the progress made.\n\n" +
		"2. After a debate it decided to extend the mandate of the group until its tenth meeting. Several delegations supported that decision.\n"
	russian = "1. Комитет рассмотрел трудности, возникшие при осуществлении программы, и принял к сведению достигнутый прогресс.\n"
	arabic  = "1. نظرت اللجنة في الصعوبات التي واجهتها في تنفيذ البرنامج وأحاطت علما بالتقدم المحرز في هذا المجال.\n"
)

func write(t *testing.T, name, content string) string {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
	return name
}

func TestDecode(t *testing.T) {
	for _, c := range []struct {
		name string
		text string
		enc  encoding.Encoding
		bom  string
	}{
		{"utf-8", french, encoding.Nop, ""},
		{"utf-8", french, encoding.Nop, "\ufeff"},
		{"windows-1252", french, charmap.Windows1252, ""},
		{"windows-1251", russian, charmap.Windows1251, ""},
		{"koi8-r", strings.ToLower(russian), charmap.KOI8R, ""},
		{"windows-1256", arabic, charmap.Windows1256, ""},
		{"macintosh", french, charmap.Macintosh, ""},
		{"utf-16le", french, unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), ""},
		{"utf-16be", french, unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), ""},
		{"utf-16le", russian, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), ""},
		{"utf-16be", french, unicode.UTF16(unicode.BigEndian, unicode.UseBOM), ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			data, err := c.enc.NewEncoder().String(c.text)
			if err != nil {
				t.Fatal(err)
			}
			got, name, err := load.Decode([]byte(c.bom + data))
			if err != nil || got != c.text || name != c.name {
				t.Errorf("Decode = %q, %s, %v; want %q, %s", got, name, err, c.text, c.name)
			}
		})
	}
}

func TestFileErrors(t *testing.T) {
	dir := t.TempDir()
	for _, c := range []struct {
		name, content string
		want          error
		says          string
	}{
		{"empty.txt", "", load.ErrEmpty, "empty"},
		{"blank.txt", " \n\t\r\n", load.ErrEmpty, "empty"},
		{"rules.txt", "-----\n\n*****\n", load.ErrNoText, "no text"},
		{"binary.txt", "\x00\x01\x02\x03\xff\xfe\x80\x81" + strings.Repeat("\x00\x07", 99), load.ErrBinary, "not a text"},
		{"picture.txt", "\x89PNG\r\n\x1a\n", load.ErrBinary, "PNG"},
		{"cut.txt", french[:strings.LastIndex(french, "é")+1], load.ErrEncoding, "line 3, character"},
		{"bad.txt", french + "\nsomme \xff reçue à l’été\n", load.ErrEncoding, "line 5, character 7: byte 0xff"},
		{"half.txt", "\xff\xfea\x00\n\x00b\x00\x00\xd8c\x00", load.ErrEncoding, "line 2, character 2: half of a character of utf-16le"},
		{"cut16.txt", "\xfe\xff\x00a\x00b\x00", load.ErrEncoding, "line 1, character 3: half of a character of utf-16be"},
		{"old.doc", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + "W\x00o\x00r\x00d\x00D\x00o\x00c\x00u\x00m\x00e\x00n\x00t\x00", load.ErrBinary, "DOC"},
		{"locked.docx", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + "E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00", load.ErrProtected, "password"},
		{"cut.docx", "PK\x03\x04 and no more", nil, "cut off or damaged"},
		{"terms.tbx", `<?xml version="1.0"?><!DOCTYPE martif SYSTEM "x"><martif type="TBX">`, load.ErrTerms, "termbase"},
		{"old.ttx", "\xff\xfe" + strings.Join(strings.Split(`<?xml version="1.0"?><TRADOStag Version="2.0">`, ""), "\x00") + "\x00", load.ErrBinary, "TagEditor"},
		{"app.ts", `<?xml version="1.0"?><TS version="2.1">`, load.ErrBinary, "Qt Linguist"},
		{"data.xml", `<?xml version="1.0"?><my:data a="b"/>`, load.ErrBinary, "unknown kind (<my:data>)"},
		{"memory.tmx", `<?xml version="1.0"?><tmx version="1.4">`, load.ErrBilingual, "translation"},
	} {
		path := write(t, filepath.Join(dir, c.name), c.content)
		_, err := load.File(context.Background(), path, load.Options{})
		if err == nil || c.want != nil && !errors.Is(err, c.want) || !strings.Contains(err.Error(), c.says) || !strings.HasPrefix(err.Error(), path) {
			t.Errorf("%s: error %v, want %v saying %q", c.name, err, c.want, c.says)
		}
	}
	for _, path := range []string{dir, filepath.Join(dir, "missing.txt")} {
		if _, err := load.File(context.Background(), path, load.Options{}); err == nil || !strings.HasPrefix(err.Error(), path+": ") {
			t.Errorf("%s: error %v", path, err)
		}
	}
}

func TestFile(t *testing.T) {
	latin, _ := charmap.Windows1252.NewEncoder().String(french)
	path := write(t, filepath.Join(t.TempDir(), "été 報告.txt"), strings.ReplaceAll(latin, "\n", "\r\n"))
	d, err := load.File(context.Background(), path, load.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if d.Path != path || d.Lang != corpus.French || d.Encoding != "windows-1252" || len(d.Blocks) != 2 {
		t.Errorf("read %q %s %s, %d blocks", d.Path, d.Lang, d.Encoding, len(d.Blocks))
	}
	if b := d.Blocks[1]; b.Label != "2." || len(b.Segments) != 2 || !strings.HasPrefix(b.Segment(0), "2. Il") {
		t.Errorf("second block: label %q, segments %v", b.Label, b.Segments)
	}
}

func TestPairs(t *testing.T) {
	for _, c := range []struct {
		name  string
		files []string
		want  string // source > targets; unpaired
	}{
		{"folders", []string{"en/a.txt", "fr/a.txt", "en/b.txt", "fr/c.txt"}, "en/a.txt > fr/a.txt; alone en/b.txt fr/c.txt"},
		{"endings", []string{"r_en.txt", "r_fr.txt", "s.en.txt", "s.fr.md"}, "r_en.txt > r_fr.txt; s.en.txt > s.fr.md"},
		{"letters", []string{"A_72_100-E.txt", "A_72_100-F.txt", "A_72_101-E.txt"}, "A_72_100-E.txt > A_72_100-F.txt; alone A_72_101-E.txt"},
		{"names", []string{"2017/English/report.txt", "2017/Français/report.txt"}, "2017/English/report.txt > 2017/Français/report.txt"},
		{"six", []string{"en.txt", "es.txt", "fr.txt", "zh.txt"}, "en.txt > es.txt fr.txt zh.txt"},
		{"accents apart", []string{"re\u0301sume\u0301_en.txt", "r\u00e9sum\u00e9_fr.txt", "note franc\u0327ais.txt", "note anglais.txt"}, "note anglais.txt > note franc\u0327ais.txt; re\u0301sume\u0301_en.txt > r\u00e9sum\u00e9_fr.txt"},
		{"names of languages", []string{"a-Inglese.txt", "a-Francese.txt", "b (Englisch).txt", "b (Französisch).txt"}, "a-Inglese.txt > a-Francese.txt; b (Englisch).txt > b (Französisch).txt"},
		{"words that are no marks", []string{"oeufs_et_lait.txt", "oeufs_est_lait.txt"}, "alone oeufs_est_lait.txt oeufs_et_lait.txt"},
		{"codes in French", []string{"lettre_ang.txt", "lettre_fra.txt"}, "lettre_ang.txt > lettre_fra.txt"},
		{"regions", []string{"x en-GB.txt", "x fr-CH.txt"}, "x en-GB.txt > x fr-CH.txt"},
		{"small regions", []string{"x.en-us.txt", "x.fr-fr.txt", "y_en_gb.txt", "y_fr_ca.txt"}, "x.en-us.txt > x.fr-fr.txt; y_en_gb.txt > y_fr_ca.txt"},
		{"marked twice", []string{"EN/a.en.txt", "FR/a.fr.txt", "EN/b_e.txt", "FR/b_f.txt"}, "EN/a.en.txt > FR/a.fr.txt; EN/b_e.txt > FR/b_f.txt"},
		{"letters elsewhere", []string{"E/a.txt", "F/a.txt", "E-CN.7-L.2.txt", "F-CN.7-L.2.txt", "x - E - y.txt", "x - F - y.txt"}, "E-CN.7-L.2.txt > F-CN.7-L.2.txt; E/a.txt > F/a.txt; x - E - y.txt > x - F - y.txt"},
		{"run into the name", []string{"reportEN.txt", "reportFR.txt", "L.2E.txt", "L.2F.txt"}, "L.2E.txt > L.2F.txt; reportEN.txt > reportFR.txt"},
		{"line by line", []string{"corpus.en", "corpus.fr", "script.pl", "a.tok.en", "a.tok.fr"}, "a.tok.en > a.tok.fr; corpus.en > corpus.fr"},
		{"symbols", []string{"A_77_1-EN.txt", "A_77_1-FR.txt", "A_77_1-Add.1-EN.txt", "A_77_1-Add.1-FR.txt", "A_77_1-Corr.1-EN.txt"}, "A_77_1-Add.1-EN.txt > A_77_1-Add.1-FR.txt; A_77_1-EN.txt > A_77_1-FR.txt; alone A_77_1-Corr.1-EN.txt"},
		{"folders of locales", []string{"a/en_GB/t.txt", "a/fr-CA/t.txt", "b/en_GB/t.txt", "b/fr-CA/t.txt"}, "a/en_GB/t.txt > a/fr-CA/t.txt; b/en_GB/t.txt > b/fr-CA/t.txt"},
		{"versions", []string{"r_v1_en.txt", "r_v1_fr.txt", "r_v2_en.txt", "r_v2_fr.txt", "s_en (1).txt", "s_fr (1).txt"}, "r_v1_en.txt > r_v1_fr.txt; r_v2_en.txt > r_v2_fr.txt; s_en (1).txt > s_fr (1).txt"},
		{"original without a mark", []string{"README.md", "README.fr.md", "README.zh-CN.md", "r.txt", "r (fr).txt", "values/a.txt", "values-fr/a.txt"}, "README.md > README.fr.md README.zh-CN.md; r.txt > r (fr).txt; values/a.txt > values-fr/a.txt"},
		{"translations in folders of their own", []string{"d/a.md", "d/fr/a.md", "d/zh-hans/a.md", "d/zh-hant/a.md", "d/b.md", "d/pt/b.md", "d/pt-BR/b.md"}, "d/a.md > d/fr/a.md d/zh-hans/a.md d/zh-hant/a.md; d/b.md > d/pt-BR/b.md d/pt/b.md"},
		{"regions of one language", []string{"a_en.txt", "a_fr.txt", "a_fr-CA.txt", "b_en-GB.txt", "b_en-US.txt", "b_fr.txt"}, "a_en.txt > a_fr-CA.txt a_fr.txt; b_en-GB.txt > b_fr.txt; alone b_en-US.txt"},
		{"original with a mark beside one without", []string{"a.en.txt", "a.fr.txt", "a.txt"}, "a.en.txt > a.fr.txt; alone a.txt"},
		{"scripts and regions", []string{"a.en.txt", "a.zh-Hans.txt", "b.en.txt", "b.es-419.txt", "c@en.txt", "c@sr-Latn-RS.txt"}, "a.en.txt > a.zh-Hans.txt; b.en.txt > b.es-419.txt; c@en.txt > c@sr-Latn-RS.txt"},
		{"codes that are words", []string{"a_en.txt", "a_no.txt", "a_et.txt", "a_id.txt", "no_en_b.txt", "no_fr_b.txt"}, "a_en.txt > a_et.txt a_id.txt a_no.txt; no_en_b.txt > no_fr_b.txt"},
		{"sides", []string{"source/a.txt", "target/a.txt", "source/b.txt", "target/c.txt", "x/orig/d.txt", "x/trad/d.txt", "e (original).txt", "e (translation).txt"}, "e (original).txt > e (translation).txt; source/a.txt > target/a.txt; x/orig/d.txt > x/trad/d.txt; alone source/b.txt target/c.txt"},
		{"sides with marks", []string{"source/a_en.txt", "target/a_fr.txt", "source/b.txt", "target/fr/b.txt"}, "source/a_en.txt > target/a_fr.txt; source/b.txt > target/fr/b.txt"},
		{"sides of other things", []string{"src/a.txt", "c.txt", "target/a.txt"}, "alone c.txt src/a.txt target/a.txt"}, // both English
		{"two of one language", []string{"a_en.txt", "b_en.txt"}, "alone a_en.txt b_en.txt"},
		{"hidden", []string{".git/a_en.txt", ".git/a_fr.txt", "~$a_en.txt", "z.txt"}, "alone z.txt"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			for i, f := range c.files { // no file shares with another what would pair them by content
				write(t, filepath.Join(dir, filepath.FromSlash(f)), []string{english, french}[i%2])
			}
			if got := describe(t, dir, dir); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

// describe pairs the paths and writes what came out, relative to dir.
func describe(t *testing.T, dir string, paths ...string) string {
	t.Helper()
	groups, alone, err := load.Pairs(context.Background(), paths, load.PairOptions{})
	if err != nil {
		t.Fatal(err)
	}
	rel := func(p string) string {
		r, _ := filepath.Rel(dir, p)
		return filepath.ToSlash(r)
	}
	var out []string
	for _, g := range groups {
		s := rel(g.Source.Path) + " >"
		for _, x := range g.Targets {
			s += " " + rel(x.Path)
		}
		out = append(out, s)
	}
	if len(alone) > 0 {
		s := "alone"
		for _, a := range alone {
			s += " " + rel(a)
		}
		out = append(out, s)
	}
	return strings.Join(out, "; ")
}

// What is called the target is the original where its language is asked for.
func TestPairsBySide(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "source", "a.txt"), french)
	write(t, filepath.Join(dir, "target", "a.txt"), english)
	for _, c := range []struct{ asked, source, target corpus.Lang }{{"", "fr", "en"}, {"fr", "fr", "en"}, {"en", "en", "fr"}} {
		groups, _, err := load.Pairs(context.Background(), []string{dir}, load.PairOptions{Source: c.asked})
		if err != nil || len(groups) != 1 {
			t.Fatal(groups, err)
		}
		if g := groups[0]; g.Name != "a" || g.Source.Lang != c.source || len(g.Targets) != 1 || g.Targets[0].Lang != c.target {
			t.Errorf("asked for %q: %+v", c.asked, g)
		}
	}
}

// The name of a group is what the names of its files share, without what stood
// around the marks.
func TestGroupNames(t *testing.T) {
	dir := t.TempDir()
	for _, n := range []string{"plan (%s).txt", "note [%s] 2.txt", "report_%s_final v2.txt", "law - %s version (1).txt"} {
		write(t, filepath.Join(dir, fmt.Sprintf(n, "en")), english)
		write(t, filepath.Join(dir, fmt.Sprintf(n, "fr")), french)
	}
	groups, _, err := load.Pairs(context.Background(), []string{dir}, load.PairOptions{})
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, g := range groups {
		names = append(names, g.Name)
	}
	if got, want := strings.Join(names, "|"), "law - version (1)|note 2|plan|report_final v2"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestPairsByContent(t *testing.T) {
	dir := t.TempDir()
	for i, n := range []int{1987, 2003, 2011} {
		facts := fmt.Sprintf("(A/%d/%d, para. %d)", n, n+7, n%90+11)
		write(t, filepath.Join(dir, fmt.Sprintf("%c.txt", 'k'+i)), strings.ReplaceAll(english, "programme", fmt.Sprintf("programme %s of %d and %d", facts, n, n*3)))
		write(t, filepath.Join(dir, fmt.Sprintf("%c.txt", 'z'-i)), strings.ReplaceAll(french, "programme", fmt.Sprintf("programme %s de %d et %d", facts, n, n*3)))
	}
	write(t, filepath.Join(dir, "other.txt"), english+english)
	want := "k.txt > z.txt; l.txt > y.txt; m.txt > x.txt; alone other.txt"
	if got := describe(t, dir, dir); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestPairsPaths(t *testing.T) {
	dir := t.TempDir()
	a := write(t, filepath.Join(dir, "a_en.txt"), english)
	b := write(t, filepath.Join(dir, "a_fr.txt"), french)
	want := "a_en.txt > a_fr.txt"
	if got := describe(t, dir, a, b, a, filepath.Join(dir, ".", "a_en.txt")); got != want {
		t.Errorf("the same file twice: got %s", got)
	}
	if got := describe(t, dir, filepath.Join(dir, "*.txt")); got != want {
		t.Errorf("pattern: got %s", got)
	}
	for _, p := range []string{filepath.Join(dir, "missing"), filepath.Join(dir, "*.docx")} {
		if _, _, err := load.Pairs(context.Background(), []string{p}, load.PairOptions{}); err == nil || !strings.HasPrefix(err.Error(), p+": ") {
			t.Errorf("%s: error %v", p, err)
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte(french))
	f.Add([]byte("\xff\xfea\x00"))
	f.Add([]byte("caf\xe9 \x80"))
	f.Fuzz(func(t *testing.T, data []byte) {
		s, name, err := load.Decode(data)
		if err == nil && (name == "" || strings.ToValidUTF8(s, "") != s) {
			t.Errorf("Decode(%q) = %q, %q", data, s, name)
		}
	})
}

func ExampleBytes() {
	d, err := load.Bytes(context.Background(), "report.txt", []byte("1. La séance est levée. Elle reprendra le 3 mai.\n"), load.Options{Lang: corpus.French})
	if err != nil {
		fmt.Println(err)
		return
	}
	b := d.Blocks[0]
	for i := range b.Segments {
		fmt.Println(b.Segment(i))
	}
	// Output:
	// 1. La séance est levée.
	// Elle reprendra le 3 mai.
}

// Files of nothing but tiny paragraphs are refused before they fill the memory.
func TestTinyParagraphs(t *testing.T) {
	for name, text := range map[string]string{
		"lines.txt":  strings.Repeat("ab\n", 2<<20+1),
		"lines.md":   strings.Repeat("a\r\n", 2<<20+1),
		"page.html":  "<html><body>" + strings.Repeat("<p>a", 1<<20+1),
		"tags.html":  "<html><body>" + strings.Repeat("<b>", 4<<20),
		"blocks.rtf": `{\rtf1 ` + strings.Repeat(`a\par `, 1<<20+1) + "}",
	} {
		_, err := load.Bytes(context.Background(), name, []byte(text), load.Options{})
		if !errors.Is(err, load.ErrTooLarge) || !strings.Contains(err.Error(), name+": ") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
