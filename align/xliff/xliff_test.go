package xliff_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bitext/align"
	"bitext/align/xliff"
	"bitext/corpus"
)

const v2 = `<?xml version="1.0"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="en" trgLang="fr">
 <file id="f1"><group id="g1">
  <unit id="u1"><notes><note>Title page.</note></notes>
   <originalData><data id="d1">&lt;b></data><data id="d2">&lt;/b></data></originalData>
   <segment id="s1" state="reviewed"><source>The <pc id="1" dataRefStart="d1" dataRefEnd="d2">Board</pc> met.</source><target order="2">Le <pc id="1" dataRefStart="d1" dataRefEnd="d2">Conseil</pc> s’est réuni.</target></segment>
   <ignorable><source> </source></ignorable>
   <segment id="s2"><source>It adjourned.</source><target order="1">Il a levé la séance.</target></segment>
  </unit>
  <unit id="u2"><segment><source>Not translated.</source></segment></unit>
 </group></file>
</xliff>`

const v12 = `<?xml version="1.0"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file original="a.docx" source-language="en-US" target-language="fr-FR" datatype="x-docx"><body><group>
<trans-unit id="1"><source>One. Two.</source><seg-source><mrk mtype="seg" mid="a">One.</mrk> <mrk mtype="seg" mid="b">Two.</mrk></seg-source>
 <target state="translated"><mrk mtype="seg" mid="a">Un.</mrk> <mrk mtype="seg" mid="b">Deux <g id="4">bis</g>.</mrk></target><note>n</note>
 <alt-trans><source>no</source><target>non</target></alt-trans></trans-unit>
<trans-unit id="2"><source>Left <x id="9"/>out.</source></trans-unit>
</group></body></file></xliff>`

func read(t *testing.T, text string) *align.Bitext {
	t.Helper()
	b, err := xliff.Read("f.xlf", strings.NewReader(text), xliff.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestReadVersion2(t *testing.T) {
	b := read(t, v2)
	if got, want := b.Source.Blocks[0].Text, "The Board met. It adjourned."; got != want {
		t.Errorf("source %q, want %q", got, want)
	}
	if got, want := b.Target.Blocks[0].Text, "Il a levé la séance. Le Conseil s’est réuni."; got != want {
		t.Errorf("target %q, want %q", got, want)
	}
	want := []align.Bead{
		{Source: []int{0}, Target: []int{1}, Confidence: 1},
		{Source: []int{1}, Target: []int{0}, Confidence: 1},
		{Source: []int{2}, Confidence: 1},
	}
	if diff := cmp.Diff(want, b.Sentences); diff != "" {
		t.Errorf("segments (-want +got):\n%s", diff)
	}
	if got := b.Target.Blocks[0].About(); got.State != "reviewed" || got.ID != "u1" || len(got.Notes) != 1 {
		t.Errorf("state %q, id %q, notes %q", got.State, got.ID, got.Notes)
	}
}

func TestReadVersion1(t *testing.T) {
	b := read(t, v12)
	if got, want := b.Target.Blocks[0].Text, "Un. Deux bis."; got != want {
		t.Errorf("target %q, want %q", got, want)
	}
	want := []align.Bead{
		{Source: []int{0}, Target: []int{0}, Confidence: 1},
		{Source: []int{1}, Target: []int{1}, Confidence: 1},
		{Source: []int{2}, Confidence: 1},
	}
	if diff := cmp.Diff(want, b.Sentences); diff != "" {
		t.Errorf("segments (-want +got):\n%s", diff)
	}
	if b.Source.Lang != corpus.English || b.Target.Lang != corpus.French {
		t.Errorf("languages %s and %s", b.Source.Lang, b.Target.Lang)
	}
}

func TestWriteThenReadIsTheSame(t *testing.T) {
	for name, text := range map[string]string{"2.1": v2, "1.2": v12} {
		t.Run(name, func(t *testing.T) {
			for _, level := range []align.Level{align.Paragraph, align.Sentence} {
				var first, second bytes.Buffer
				b := read(t, text)
				if err := xliff.Write(&first, level, b); err != nil {
					t.Fatal(err)
				}
				again := read(t, first.String())
				for i := range again.Source.Blocks {
					again.Source.Blocks[i].Unit.ID = "" // units are numbered anew
					again.Source.Blocks[i].Unit.Notes = nil
				}
				for i := range b.Source.Blocks {
					b.Source.Blocks[i].Unit.ID, b.Source.Blocks[i].Unit.Notes = "", nil
				}
				for i, bead := range b.Beads(level) {
					if got, want := align.Text(again.Target, level, again.Beads(level)[i].Target), align.Text(b.Target, level, bead.Target); got != want {
						t.Errorf("bead %d: %q, want %q", i, got, want)
					}
				}
				if err := xliff.Write(&second, level, b); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

func TestInlineCodesSurvive(t *testing.T) {
	var out bytes.Buffer
	if err := xliff.Write(&out, align.Paragraph, read(t, v2)); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`<source>The <pc id="1" dataRefStart="d1" dataRefEnd="d2">Board</pc> met. It adjourned.</source>`,
		`<originalData><data id="d1">&lt;b&gt;</data><data id="d2">&lt;/b&gt;</data></originalData>`,
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %s in\n%s", want, out.String())
		}
	}
}

// Each case breaks one constraint of the specification.
func TestConstraints(t *testing.T) {
	file := func(unit string) string {
		return `<xliff version="2.0" srcLang="en" trgLang="fr"><file id="f">` + unit + `</file></xliff>`
	}
	segment := func(source, target string) string {
		return file(`<unit id="u"><segment><source>` + source + `</source><target>` + target + `</target></segment></unit>`)
	}
	for want, text := range map[string]string{
		"needs srcLang":                   `<xliff version="2.0"><file id="f"><unit id="u"><segment><source/></segment></unit></file></xliff>`,
		"needs at least one <file>":       `<xliff version="2.0" srcLang="en"></xliff>`,
		"needs at least one <unit>":       file(""),
		"needs trgLang":                   `<xliff version="2.0" srcLang="en"><file id="f"><unit id="u"><segment><source/><target/></segment></unit></file></xliff>`,
		"<file> needs an id":              `<xliff version="2.0" srcLang="en"><file><unit id="u"><segment><source/></segment></unit></file></xliff>`,
		`id "u" of <unit> is used twice`:  file(`<unit id="u"><segment><source/></segment></unit><unit id="u"><segment><source/></segment></unit>`),
		"at least one <segment>":          file(`<unit id="u"></unit>`),
		"without <source>":                file(`<unit id="u"><segment></segment></unit>`),
		"without <source> before it":      file(`<unit id="u"><segment><target/></segment></unit>`),
		`state of <segment> is "new"`:     file(`<unit id="u"><segment state="new"><source/></segment></unit>`),
		"is not the file's trgLang":       file(`<unit id="u"><segment><source/><target xml:lang="de"/></segment></unit>`),
		"<ph> needs an id":                segment("<ph/>", ""),
		"leads to no <data>":              segment(`<ph id="1" dataRef="d"/>`, ""),
		`<sc> "1" is never ended`:         segment(`<sc id="1"/>`, ""),
		"leads to no <sc> before it":      segment(`<ec startRef="1"/>`, ""),
		`"3" of <ph> is used twice`:       segment(`<ph id="3"/><ph id="3"/>`, ""),
		"without type":                    segment(`<ph id="3" subType="a:b"/>`, ""),
		"<b> is no inline element":        segment(`<b/>`, ""),
		"not a positive whole number":     file(`<unit id="u"><segment><source/><target order="0"/></segment></unit>`),
		"<skeleton> has either":           file(`<skeleton/><unit id="u"><segment><source/></segment></unit>`),
		`priority "11"`:                   file(`<unit id="u"><notes><note priority="11"/></notes><segment><source/></segment></unit>`),
		"version \"3.0\"":                 `<xliff version="3.0"/>`,
		"the file ends within <segment>":  `<xliff version="2.0" srcLang="en"><file id="f"><unit id="u"><segment>`,
		"</unit> ends <segment>":          file(`<unit id="u"><segment></unit></segment>`),
		"the root element is not <xliff>": "<tmx/>",
	} {
		_, err := xliff.Read("f.xlf", strings.NewReader(text), xliff.Options{})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want one with %q", err, want)
		}
	}
}

func TestLenientReadsOn(t *testing.T) {
	text := `<xliff version="2.0"><file><unit><segment state="odd"><source>a</source></segment></unit></file></xliff>`
	if _, err := xliff.Read("f", strings.NewReader(text), xliff.Options{}); !errors.Is(err, xliff.ErrConstraint) {
		t.Errorf("strict: %v, want ErrConstraint", err)
	}
	b, err := xliff.Read("f", strings.NewReader(text), xliff.Options{Lenient: true})
	if err != nil || b.Source.Blocks[0].Text != "a" {
		t.Errorf("lenient: %v", err)
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(v2))
	f.Add([]byte(v12))
	f.Fuzz(func(t *testing.T, text []byte) {
		b, err := xliff.Read("f", bytes.NewReader(text), xliff.Options{})
		if err != nil {
			return
		}
		for _, level := range []align.Level{align.Paragraph, align.Sentence} {
			var out bytes.Buffer
			if err := xliff.Write(&out, level, b); err != nil {
				t.Fatal(err)
			}
		}
	})
}

func ExampleRead() {
	b, err := xliff.Read("greeting.xlf", strings.NewReader(`<xliff version="2.1" srcLang="en" trgLang="fr"><file id="f">
		<unit id="u1"><segment><source>Good morning.</source><target>Bonjour.</target></segment></unit></file></xliff>`), xliff.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(b.Source.Blocks[0].Text, b.Target.Blocks[0].Text)
	// Output: Good morning. Bonjour.
}
