package tmx_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bitext/align"
	"bitext/align/tmx"
	"bitext/corpus"
)

const memory = `<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4"><header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en" srclang="en-US" datatype="xml"/>
<body>
<tu tuid="a1"><note>From the budget.</note>
 <tuv xml:lang="en-US"><seg>The <bpt i="1">&lt;b&gt;</bpt>Board<ept i="1">&lt;/b&gt;</ept> met &amp; adjourned.</seg></tuv>
 <tuv xml:lang="fr"><seg>Le <hi type="x">Conseil</hi> s’est réuni<ph x="2"/>.</seg></tuv>
 <tuv xml:lang="es"><seg>La Junta se reunió.</seg></tuv>
</tu>
<tu><tuv xml:lang="en-GB"><seg>Only English.</seg></tuv></tu>
<tu><tuv xml:lang="fr"><seg>Seulement en français.</seg></tuv></tu>
</body></tmx>`

func TestJoinReadsEveryLanguage(t *testing.T) {
	all, err := tmx.Join("m.tmx", strings.NewReader(memory), "")
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != 2 || all[0].Target.Lang != corpus.French || all[1].Target.Lang != corpus.Spanish {
		t.Fatalf("got %d bitexts, want French and Spanish", len(all))
	}
	fr := all[0]
	if got, want := fr.Source.Blocks[0].Text, "The Board met & adjourned."; got != want {
		t.Errorf("source %q, want %q", got, want)
	}
	want := []corpus.Code{{At: 3, Raw: `<hi type="x">`, Form: "tmx"}, {At: 10, Raw: "</hi>", Form: "tmx"}, {At: 25, Raw: `<ph x="2"/>`, Form: "tmx"}}
	if diff := cmp.Diff(want, fr.Target.Blocks[0].Codes()); diff != "" {
		t.Errorf("codes (-want +got):\n%s", diff)
	}
	beads := [][2]int{}
	for _, b := range fr.Paragraphs {
		beads = append(beads, [2]int{len(b.Source), len(b.Target)})
	}
	if diff := cmp.Diff([][2]int{{1, 1}, {1, 0}, {0, 1}}, beads); diff != "" {
		t.Errorf("beads (-want +got):\n%s", diff)
	}
}

// A unit may be translated from another language than the file says.
func TestJoinUnitsOfOtherSources(t *testing.T) {
	tuv := func(lang, text string) string {
		return `<tuv xml:lang="` + lang + `"><seg>` + text + `</seg></tuv>`
	}
	const body = `<tmx version="1.4"><header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en" srclang="%s" datatype="xml"/><body>%s</body></tmx>`
	for name, test := range map[string]struct {
		header, units string
		source        corpus.Lang
		want          string
	}{
		"named": {
			"en", `<tu>` + tuv("en", "mole") + tuv("fr", "jetée") + `</tu><tu srclang="de">` + tuv("fr", "port") + tuv("de", "Hafen") + `</tu><tu srclang="fr">` + tuv("en", "gale") + tuv("fr", "tempête") + `</tu>`,
			"", "en>fr: mole|jetée gale|tempête; de>fr: Hafen|port",
		},
		"all": {
			"*all*", `<tu srclang="fr">` + tuv("en", "mole") + tuv("fr", "jetée") + `</tu><tu>` + tuv("de", "Hafen") + tuv("es", "puerto") + `</tu>`,
			"", "fr>en: jetée|mole; de>es: Hafen|puerto",
		},
		"asked for": {
			"*all*", `<tu srclang="fr">` + tuv("en", "mole") + tuv("fr", "jetée") + `</tu><tu>` + tuv("de", "Hafen") + tuv("fr", "port") + `</tu>`,
			"en", "en>fr: mole|jetée |port; en>de: mole| |Hafen",
		},
		"regions": {
			"en-US", `<tu srclang="en-GB">` + tuv("en-US", "harbor") + tuv("en-GB", "harbour") + tuv("fr", "port") + `</tu>`,
			"", "en>fr: harbour|port",
		},
		"none has the language of the header": {"it", `<tu srclang="de">` + tuv("fr", "port") + tuv("de", "Hafen") + `</tu>`, "", "de>fr: Hafen|port"},
	} {
		all, err := tmx.Join("m.tmx", strings.NewReader(fmt.Sprintf(body, test.header, test.units)), test.source)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		var got []string
		for _, b := range all {
			s := fmt.Sprintf("%s>%s:", b.Source.Lang, b.Target.Lang)
			for _, x := range b.Paragraphs {
				if len(x.Source)+len(x.Target) > 0 {
					s += " " + align.Text(b.Source, align.Paragraph, x.Source) + "|" + align.Text(b.Target, align.Paragraph, x.Target)
				}
			}
			got = append(got, s)
		}
		if got := strings.Join(got, "; "); got != test.want {
			t.Errorf("%s: got  %s\nwant %s", name, got, test.want)
		}
	}
}

// Regions are written as they were read: else two of one language could not be told apart.
func TestRegionsStay(t *testing.T) {
	const memory = `<tmx version="1.4"><header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en" srclang="en-US" datatype="xml"/><body>
<tu><tuv xml:lang="EN_US"><seg>harbor</seg></tuv><tuv xml:lang="en-GB"><seg>harbour</seg></tuv></tu></body></tmx>`
	all, err := tmx.Join("m.tmx", strings.NewReader(memory), "")
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := tmx.Write(&out, "x", "1", align.Paragraph, all...); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`srclang="EN-US"`, `xml:lang="EN-US"><seg>harbor<`, `xml:lang="en-GB"><seg>harbour<`} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %s in\n%s", want, out.String())
		}
	}
	if again, err := tmx.Join("m.tmx", &out, ""); err != nil || len(again) != 1 || again[0].Target.Blocks[0].Text != "harbour" {
		t.Errorf("read again: %v", err)
	}
}

func TestWriteThenReadIsTheSame(t *testing.T) {
	all, err := tmx.Join("m.tmx", strings.NewReader(memory), "en", "fr")
	if err != nil {
		t.Fatal(err)
	}
	var first, second bytes.Buffer
	if err := tmx.Write(&first, "bitext", "1", align.Paragraph, all...); err != nil {
		t.Fatal(err)
	}
	again, err := tmx.Join("m.tmx", bytes.NewReader(first.Bytes()), "en", "fr")
	if err != nil {
		t.Fatal(err)
	}
	// Units in one language are no translations and are not written.
	if diff := cmp.Diff(all[0].Source.Blocks[:1], again[0].Source.Blocks); diff != "" {
		t.Errorf("source (-first +again):\n%s", diff)
	}
	if diff := cmp.Diff(all[0].Target.Blocks[:1], again[0].Target.Blocks); diff != "" {
		t.Errorf("target (-first +again):\n%s", diff)
	}
	if err := tmx.Write(&second, "bitext", "1", align.Paragraph, again...); err != nil {
		t.Fatal(err)
	}
	if first.String() != second.String() {
		t.Errorf("written twice:\n%s\nand\n%s", first.String(), second.String())
	}
}

// head is the beginning of a memory from American English.
const head = `<tmx version="1.4"><header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en" srclang="en-us" datatype="xml"/><body>`

// Old memories write lang, and codes of versions before 1.4 (ut, sub).
func TestOldVersions(t *testing.T) {
	const old = `<?xml version="1.0"?><!DOCTYPE tmx SYSTEM "tmx11.dtd"><tmx version="1.1"><header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en" srclang="EN-US" datatype="rtf"/><body>
<tu><tuv lang="EN-US"><seg><ut>{\\cs6 </ut>See the note<ph>\\fn <sub>a note</sub></ph>.</seg></tuv><tuv lang="FR-CA"><seg>Voir la note.</seg></tuv><tuv lang="FR-FR"><seg>Voyez la note.</seg></tuv></tu></body></tmx>`
	all, err := tmx.Join("m.tmx", strings.NewReader(old), "")
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != 2 || all[0].Source.Blocks[0].Text != "See the note." || all[0].Target.Blocks[0].Text != "Voir la note." {
		t.Errorf("got %+v", all[0])
	}
	if codes := all[0].Source.Blocks[0].Codes(); len(codes) != 2 || codes[1].Raw != `<ph>\\fn <sub>a note</sub></ph>` {
		t.Errorf("codes %+v", codes)
	}
}

func TestRegionsOfOneLanguage(t *testing.T) {
	const units = `<tu><tuv xml:lang="en-gb"><seg>colour</seg></tuv><tuv xml:lang="en-us"><seg>color</seg></tuv></tu></body></tmx>`
	all, err := tmx.Join("m.tmx", strings.NewReader(head+units), "")
	if err != nil {
		t.Fatal(err)
	}
	if all[0].Source.Blocks[0].Text != "color" || all[0].Target.Blocks[0].Text != "colour" {
		t.Errorf("got %+v to %+v", all[0].Source.Blocks, all[0].Target.Blocks)
	}
}

func TestEmptyMemory(t *testing.T) {
	all, err := tmx.Join("m.tmx", strings.NewReader(head+"</body></tmx>"), "")
	if err != nil || len(all) != 1 || len(all[0].Paragraphs) != 0 {
		t.Errorf("%v, %v", all, err)
	}
}

func TestRefusals(t *testing.T) {
	for name, test := range map[string]struct {
		text string
		want string
	}{
		"other root":     {"<xliff/>", "not a TMX file"},
		"not XML":        {"hello", "not a TMX file"},
		"cut off":        {memory[:len(memory)/2], `unit "a1": line`},
		"own entities":   {`<!DOCTYPE tmx [<!ENTITY a "b">]><tmx><body><tu><tuv xml:lang="en"><seg>&a;</seg></tuv></tu></body></tmx>`, "invalid character entity"},
		"nested deep":    {"<tmx>" + strings.Repeat("<a>", 2000), "nested too deep"},
		"one language":   {`<tmx><header srclang="en"/><body><tu><tuv xml:lang="en"><seg>a</seg></tuv></tu></body></tmx>`, "second language"},
		"no header":      {`<tmx version="1.4"><body></body></tmx>`, "needs a <header>"},
		"no language":    {head + `<tu><tuv><seg>a</seg></tuv></tu></body></tmx>`, "needs xml:lang"},
		"no variant":     {head + `<tu tuid="1"><note>n</note></tu></body></tmx>`, "needs at least one <tuv>"},
		"no segment":     {head + `<tu><tuv xml:lang="en"></tuv></tu></body></tmx>`, "needs a <seg>"},
		"two segments":   {head + `<tu><tuv xml:lang="en"><seg>a</seg><seg>b</seg></tuv></tu></body></tmx>`, "more than one <seg>"},
		"lone segment":   {head + `<tu><seg>a</seg></tu></body></tmx>`, "outside of <tuv>"},
		"markup of HTML": {head + `<tu><tuv xml:lang="en"><seg>a <b>b</b></seg></tuv></tu></body></tmx>`, "<b> cannot stand in <seg>"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := tmx.Join("m.tmx", strings.NewReader(test.text), "")
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %v, want one with %q", err, test.want)
			}
		})
	}
	if _, err := tmx.Units(strings.NewReader("<tbx/>"), nil); !errors.Is(err, tmx.ErrNotTMX) {
		t.Errorf("error %v, want ErrNotTMX", err)
	}
}

func TestEncodings(t *testing.T) {
	utf16 := []byte{0xFF, 0xFE}
	for _, r := range strings.Replace(memory, "UTF-8", "UTF-16", 1) {
		utf16 = append(utf16, byte(r), byte(r>>8))
	}
	latin := []byte(strings.NewReplacer("UTF-8", "windows-1252", "é", "\xe9", "ç", "\xe7", "ó", "\xf3", "’", "\x92").Replace(memory))
	for name, text := range map[string][]byte{"utf-16": utf16, "windows-1252": latin, "bom": append([]byte("\ufeff"), memory...)} {
		t.Run(name, func(t *testing.T) {
			all, err := tmx.Join("m.tmx", bytes.NewReader(text), "en", "fr")
			if err != nil {
				t.Fatal(err)
			}
			if got, want := all[0].Target.Blocks[0].Text, "Le Conseil s’est réuni."; got != want {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}

func TestRealMemory(t *testing.T) {
	f, err := os.Open("../../../shared/data/formats/other/canlaw-mla.tmx")
	if err != nil {
		t.Skip("no ../shared/data beside the checkout:", err)
	}
	defer f.Close()
	all, err := tmx.Join("canlaw-mla.tmx", f, "en")
	if err != nil {
		t.Fatal(err)
	}
	if n := len(all[0].Paragraphs); n < 400 {
		t.Errorf("read %d units, want over 400", n)
	}
}

func FuzzRoundTrip(f *testing.F) {
	f.Add([]byte(memory))
	f.Fuzz(func(t *testing.T, text []byte) {
		all, err := tmx.Join("m.tmx", bytes.NewReader(text), "")
		if err != nil {
			return
		}
		for _, b := range all {
			if b.Source != all[0].Source { // several memories in one
				all = []*align.Bitext{b}
			}
		}
		var first, second bytes.Buffer
		if err := tmx.Write(&first, "bitext", "1", align.Paragraph, all...); err != nil {
			t.Fatal(err)
		}
		again, err := tmx.Join("m.tmx", bytes.NewReader(first.Bytes()), all[0].Source.Lang)
		if err != nil {
			return // nothing left that has two languages
		}
		if err := tmx.Write(&second, "bitext", "1", align.Paragraph, again...); err != nil {
			t.Fatal(err)
		}
		if len(all) == len(again) && first.String() != second.String() {
			t.Errorf("written twice:\n%s\nand\n%s", first.String(), second.String())
		}
	})
}

func BenchmarkUnits(b *testing.B) {
	var text bytes.Buffer
	text.WriteString(`<tmx version="1.4"><header srclang="en"/><body>`)
	for i := range 2000 {
		fmt.Fprintf(&text, `<tu tuid="%d"><tuv xml:lang="en"><seg>The Working Group took note of item %d of the agenda.</seg></tuv><tuv xml:lang="fr"><seg>Le Groupe de travail a pris note du point %d de l’ordre du jour.</seg></tuv></tu>`+"\n", i, i, i)
	}
	text.WriteString("</body></tmx>")
	b.SetBytes(int64(text.Len()))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := tmx.Units(bytes.NewReader(text.Bytes()), func(tmx.Unit) error { return nil }); err != nil {
			b.Fatal(err)
		}
	}
}

func ExampleWrite() {
	b := &align.Bitext{
		Source:     corpus.Lines("en.txt", corpus.English, "The meeting rose."),
		Target:     corpus.Lines("fr.txt", corpus.French, "La séance est levée."),
		Paragraphs: []align.Bead{{Source: []int{0}, Target: []int{0}, Confidence: 0.97}},
	}
	var out strings.Builder
	if err := tmx.Write(&out, "bitext", "1.0", align.Paragraph, b); err != nil {
		fmt.Println(err)
	}
	fmt.Print(out.String())
	// Output:
	// <?xml version="1.0" encoding="UTF-8"?>
	// <!DOCTYPE tmx SYSTEM "tmx14.dtd">
	// <tmx version="1.4">
	//   <header creationtool="bitext" creationtoolversion="1.0" segtype="paragraph" o-tmf="bitext" adminlang="en" srclang="en" datatype="plaintext"/>
	//   <body>
	//     <tu>
	//       <prop type="x-confidence">0.97</prop>
	//       <tuv xml:lang="en"><seg>The meeting rose.</seg></tuv>
	//       <tuv xml:lang="fr"><seg>La séance est levée.</seg></tuv>
	//     </tu>
	//   </body>
	// </tmx>
}

// written is a memory from a language to others; texts are code and text in turn, a unit a
// line.
func written(source string, units ...string) string {
	var b strings.Builder
	b.WriteString(`<tmx version="1.4"><header srclang="` + source + `"/><body>`)
	for _, u := range units {
		b.WriteString("<tu>")
		for _, v := range strings.Split(u, "|") {
			code, text, _ := strings.Cut(v, " ")
			b.WriteString(`<tuv xml:lang="` + code + `"><seg>` + text + `</seg></tuv>`)
		}
		b.WriteString("</tu>")
	}
	return b.String() + "</body></tmx>"
}

// pairs writes bitexts down: codes, then the texts of each bead.
func pairs(all []*align.Bitext) string {
	var out []string
	for _, b := range all {
		line := b.Source.LangTag() + ">" + b.Target.LangTag()
		for _, bead := range b.Paragraphs {
			line += " " + align.Text(b.Source, align.Paragraph, bead.Source) + "=" + align.Text(b.Target, align.Paragraph, bead.Target)
		}
		out = append(out, line)
	}
	return strings.Join(out, "; ")
}

// Of a unit with two regions of the target language the usual one is taken, and the
// other is read, too; who names a region gets that one.
func TestRegions(t *testing.T) {
	regions := written("en-US", "en-US One|en-GB One1|fr-CA Un1|fr-FR Un", "en-US Two|FR_FR Deux", "en-US Three|fr-CA Trois1", "en-US Four|fr-FR Quatre", "en-US Five|fr-FR Cinq|fr-CA Cinq|fr-FR V")
	for _, test := range []struct {
		source, target corpus.Lang
		want           string
	}{
		{"", "", "en-US>fr-FR One=Un Two=Deux Three=Trois1 Four=Quatre Five=Cinq; en-US>fr-CA One=Un1; en-US>fr-FR Five=V"},
		{"", "fr-CA", "en-US>fr-CA One=Un1 Two= Three=Trois1 Four= Five=Cinq"},
		{"en", "fr_fr", "en-US>fr-FR One=Un Two=Deux Three= Four=Quatre Five=Cinq"},
		{"", "en-GB", "en-US>en-GB One=One1 Two= Three= Four= Five="},
		{"en-GB", "fr-CA", "en-GB>fr-CA One1=Un1"},
		{"", "fr-BE", "en-US>fr-FR One=Un Two=Deux Three=Trois1 Four=Quatre Five=Cinq; en-US>fr-CA One=Un1; en-US>fr-FR Five=V"},
	} {
		var targets []corpus.Lang
		if test.target != "" {
			targets = append(targets, test.target)
		}
		all, err := tmx.Join("m", strings.NewReader(regions), test.source, targets...)
		if got := pairs(all); err != nil || got != test.want {
			t.Errorf("%s %s: %s, %v; want %s", test.source, test.target, got, err, test.want)
		}
	}
}

// A unit from one region to another stands in a memory of another source.
func TestUnitOfRegions(t *testing.T) {
	own := strings.Replace(written("es", "es Uno|en One", "en-US Color|en-GB Colour"), `<tu><tuv xml:lang="en-US">`, `<tu srclang="en-US"><tuv xml:lang="en-US">`, 1)
	all, err := tmx.Join("m", strings.NewReader(own), "")
	if got, want := pairs(all), "es>en Uno=One; en-US>en-GB Color=Colour"; err != nil || got != want {
		t.Errorf("%s, %v; want %s", got, err, want)
	}
}
