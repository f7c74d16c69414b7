package xliff_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"bitext/align"
	"bitext/align/tmx"
	"bitext/align/xliff"
	"bitext/corpus"
)

func file12(attrs, units string) string {
	return `<xliff version="1.2"><file source-language="en" target-language="fr" original="a" ` + attrs + `><body>` + units + `</body></file></xliff>`
}

// Codes that hold several segments, stand between them or where two touch.
const spanning = `<trans-unit id="1"><source>A. B.C.</source>
<seg-source><g id="1"><mrk mtype="seg" mid="0">A.<x id="2"/></mrk> <x id="3"/><mrk mtype="seg" mid="1"><g id="4">B.</g></mrk></g><mrk mtype="seg" mid="2"><x id="5"/>C.</mrk></seg-source>
<target><g id="1"><mrk mtype="seg" mid="0">a.<x id="2"/></mrk> <x id="3"/><mrk mtype="seg" mid="1"><g id="4">b.</g></mrk></g><mrk mtype="seg" mid="2"><x id="5"/>c.</mrk></target></trans-unit>`

func TestCodesOverSegments(t *testing.T) {
	b := read(t, file12("", spanning))
	if len(b.Sentences) != 3 || len(b.Paragraphs) != 1 {
		t.Fatalf("%d segments, %d units", len(b.Sentences), len(b.Paragraphs))
	}
	var raw []string
	for _, c := range b.Source.Blocks[0].Codes() {
		raw = append(raw, fmt.Sprint(c.At, c.Raw))
	}
	if got, want := strings.Join(raw, " "), `0<g id="1"> 2<x id="2"/> 2<x id="3"/> 3<g id="4"> 5</g> 5</g> 6<x id="5"/>`; got != want {
		t.Errorf("codes %s, want %s", got, want)
	}
	for _, level := range []align.Level{align.Paragraph, align.Sentence} {
		var out bytes.Buffer
		if err := xliff.Write(&out, level, b); err != nil {
			t.Fatal(err)
		}
		again := read(t, out.String()) // what is written is valid
		if got := len(again.Source.Blocks[0].Codes()); level == align.Sentence && got != 3 {
			t.Errorf("%d codes in the first segment, want 3", got)
		}
		out.Reset()
		if err := tmx.Write(&out, "test", "1", level, b); err != nil {
			t.Fatal(err)
		}
		if _, err := tmx.Join("x.tmx", &out, ""); err != nil {
			t.Errorf("TMX of level %d: %v", level, err)
		}
	}
}

func TestPairsOverSegments(t *testing.T) {
	const units = `<unit id="u"><segment id="s1"><source>A<sc id="1"/>b. </source><target>A<sc id="1"/>b. </target></segment>` +
		`<segment id="s2"><source>C<ec startRef="1"/>d.</source><target>C<ec startRef="1"/>d.</target></segment></unit>`
	b := read(t, `<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="fr"><file id="f">`+units+`</file></xliff>`)
	for level, want := range map[align.Level]string{
		align.Paragraph: `A<sc id="1"/>b. C<ec startRef="1"/>d.`,
		align.Sentence:  `A<ph id="x1" dataRef="x1" type="other" subType="bitext:xliff2"/>b. `,
	} {
		var out bytes.Buffer
		if err := xliff.Write(&out, level, b); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(out.String(), "<source>"+want+"</source>") {
			t.Errorf("no %s in\n%s", want, out.String())
		}
		read(t, out.String())
	}
}

func TestSeveralLanguages(t *testing.T) {
	const text = `<xliff version="1.2">
<file source-language="en" target-language="fr" original="a"><body><trans-unit id="1"><source>One</source><target>Un</target></trans-unit></body></file>
<file source-language="en-US" target-language="es" original="b"><body><trans-unit id="1"><source>Two</source><target>Dos</target></trans-unit></body></file>
<file source-language="en" target-language="fr" original="c"><body><trans-unit id="1"><source>Three</source><target>Trois</target></trans-unit></body></file></xliff>`
	all, err := xliff.ReadAll("x.xlf", strings.NewReader(text), xliff.Options{})
	if err != nil || len(all) != 2 {
		t.Fatalf("%d bitexts, %v", len(all), err)
	}
	got := ""
	for _, b := range all {
		for i := range b.Target.Blocks {
			got += fmt.Sprintln(b.Target.Lang, b.Source.Blocks[i].About().ID, b.Target.Blocks[i].About().ID, b.Target.Blocks[i].Text)
		}
	}
	if want := "fr a:1 a:1 Un\nfr c:1 c:1 Trois\nes b:1 b:1 Dos\n"; got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	if _, err := xliff.Read("x.xlf", strings.NewReader(text), xliff.Options{}); err == nil || !strings.Contains(err.Error(), "2 pairs of languages") {
		t.Errorf("read as one: %v", err)
	}
}

// What is not to be translated and is not has no place in a bitext.
func TestUntranslatable(t *testing.T) {
	unit := func(id, attrs, target string) string {
		return `<trans-unit id="` + id + `"` + attrs + `><source>S</source>` + target + `</trans-unit>`
	}
	b := read(t, file12("", unit("1", "", "")+unit("2", ` translate="no"`, "")+unit("3", ` translate="no"`, "<target>T</target>")+
		`<group translate="no">`+unit("4", "", "")+unit("5", ` translate="yes"`, "")+`<group>`+unit("6", "", "")+`</group></group>`+unit("7", "", "")))
	b2 := read(t, `<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="fr"><file id="f" translate="no"><unit id="1"><segment><source>S</source></segment></unit>
<group id="g" translate="yes"><unit id="2"><segment><source>S</source></segment></unit></group></file></xliff>`)
	for want, doc := range map[string]*corpus.Document{"1 3 5 7": b.Source, "2": b2.Source} {
		var ids []string
		for _, block := range doc.Blocks {
			ids = append(ids, block.About().ID)
		}
		if got := strings.Join(ids, " "); got != want {
			t.Errorf("units %s, want %s", got, want)
		}
	}
}

// Files whose elements are in another name space than their root, or in none.
func TestNameSpaces(t *testing.T) {
	const body = `file source-language="en" target-language="fr"`
	for name, text := range map[string]string{
		"none":            `<xliff version="1.2"><` + body + `><body><trans-unit id="1"><source>S</source><target>T</target></trans-unit></body></file></xliff>`,
		"wrong":           `<xliff version="1.2" xmlns="http://example.org/x"><` + body + `><body><trans-unit id="1"><source>S</source><target>T</target></trans-unit></body></file></xliff>`,
		"prefix":          `<x:xliff version="1.2" xmlns:x="urn:oasis:names:tc:xliff:document:1.2"><x:` + body + `><x:body><x:trans-unit id="1"><x:source>S</x:source><x:target>T</x:target></x:trans-unit></x:body></x:file></x:xliff>`,
		"prefix of parts": `<xliff version="1.2" xmlns:x="urn:oasis:names:tc:xliff:document:1.2"><x:` + body + `><x:body><x:trans-unit id="1"><x:source>S</x:source><x:target>T</x:target></x:trans-unit></x:body></x:file></xliff>`,
		"taken off":       `<xliff version="1.2"><` + body + ` xmlns=""><body><trans-unit id="1" xmlns=""><source>S</source><target>T</target></trans-unit></body></file></xliff>`,
	} {
		if b := read(t, text); len(b.Target.Blocks) != 1 || b.Target.Blocks[0].Text != "T" {
			t.Errorf("%s: %+v", name, b.Target)
		}
	}
}

// The time that a unit of many segments takes must not grow with their square: a
// test that takes minutes shows it.
func TestManySegments(t *testing.T) {
	const n = 20_000
	var segs strings.Builder
	for i := range n {
		fmt.Fprintf(&segs, `<mrk mtype="seg" mid="%d">w<x id="%d"/></mrk> `, i, i)
	}
	b := read(t, file12("", `<trans-unit id="1"><source/><seg-source>`+segs.String()+`</seg-source><target>`+segs.String()+`</target></trans-unit>`))
	if len(b.Sentences) != n || len(b.Source.Blocks[0].Codes()) != n {
		t.Fatalf("%d segments, %d codes", len(b.Sentences), len(b.Source.Blocks[0].Codes()))
	}
	for _, level := range []align.Level{align.Paragraph, align.Sentence} {
		if err := xliff.Write(&bytes.Buffer{}, level, b); err != nil {
			t.Fatal(err)
		}
	}
}

// A translator may have split a sentence: segments that only the target has are read,
// where they stand.
func TestSegmentsOfTheTargetAlone(t *testing.T) {
	b := read(t, file12("", `<trans-unit id="1"><source>A. B.</source>
<seg-source><mrk mtype="seg" mid="0">A.</mrk> <mrk mtype="seg" mid="1">B.</mrk></seg-source>
<target><mrk mtype="seg" mid="9">z.</mrk> <mrk mtype="seg" mid="0">a.</mrk> <mrk mtype="seg" mid="8"></mrk><mrk mtype="seg" mid="0">a2.</mrk> <mrk mtype="seg" mid="1">b.</mrk></target></trans-unit>`+
		`<trans-unit id="2"><source>C.</source><target>c.</target></trans-unit>`))
	var got []string
	for _, bead := range b.Sentences {
		got = append(got, align.Text(b.Source, align.Sentence, bead.Source)+"|"+align.Text(b.Target, align.Sentence, bead.Target))
	}
	if want := "|z. A.|a. |a2. B.|b. C.|c."; strings.Join(got, " ") != want {
		t.Errorf("%q, want %q", strings.Join(got, " "), want)
	}
	if text := b.Target.Blocks[0].Text; text != "z. a. a2. b." {
		t.Errorf("target %q", text)
	}
}

// The texts of a picture stand in a bin-unit.
func TestTextsOfPictures(t *testing.T) {
	b := read(t, file12("", `<bin-unit id="p" mime-type="image/png"><bin-source><internal-file form="base64">QUJD</internal-file></bin-source>
<trans-unit id="1"><source>Pump</source><target>Pompe</target></trans-unit></bin-unit><trans-unit id="2"><source>Valve</source></trans-unit>`))
	if len(b.Source.Blocks) != 2 || b.Source.Blocks[0].Text != "Pump" {
		t.Errorf("%d units", len(b.Source.Blocks))
	}
}

// A unit has come as far as the last of its translated segments.
func TestStateOfSeveralSegments(t *testing.T) {
	for confs, want := range map[[3]string]string{
		{"ApprovedSignOff", "Draft", "Translated"}: "Draft", {"Translated", "ApprovedTranslation", "ApprovedSignOff"}: "Translated",
		{"ApprovedSignOff", "", "ApprovedTranslation"}: "ApprovedTranslation",
	} {
		unit := `<trans-unit id="1"><source>A. B. C.</source><seg-source>`
		target, defs := "<target>", `<x:seg-defs>`
		for i, conf := range confs {
			mid := string(rune('1' + i))
			unit += `<mrk mtype="seg" mid="` + mid + `">A.</mrk>`
			target += `<mrk mtype="seg" mid="` + mid + `">a.</mrk>`
			defs += `<x:seg id="` + mid + `" conf="` + conf + `"/>`
		}
		b := read(t, file12(`xmlns:x="urn:x"`, unit+"</seg-source>"+target+"</target>"+defs+"</x:seg-defs></trans-unit>"))
		if got := b.Source.Blocks[0].Unit.State; got != want {
			t.Errorf("%v: %q, want %q", confs, got, want)
		}
	}
}

// Text that no segment marks is not lost.
func TestTextBetweenSegments(t *testing.T) {
	b := read(t, file12("", `<trans-unit id="1"><source>x</source>
<seg-source>(1) <mrk mtype="seg" mid="0">A.</mrk> - <mrk mtype="seg" mid="1">B<x id="1"/>.</mrk> END </seg-source>
<target>(1) <mrk mtype="seg" mid="0">a.</mrk> - <mrk mtype="seg" mid="1">b<x id="1"/>.</mrk> FIN </target></trans-unit>`))
	if source, target := b.Source.Blocks[0].Text, b.Target.Blocks[0].Text; source != "(1) A. - B. END" || target != "(1) a. - b. FIN" {
		t.Errorf("%q, %q", source, target)
	}
	if len(b.Sentences) != 2 || b.Source.Blocks[0].Codes()[0].At != len("(1) A. - B") {
		t.Errorf("%d segments, %+v", len(b.Sentences), b.Source.Blocks[0].Codes())
	}
}
