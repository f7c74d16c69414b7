package xliff_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"bitext/align"
	"bitext/align/tmx"
	"bitext/align/xliff"
)

// rewritten reads a file of XLIFF 2, whose root declares some name spaces, writes it and
// reads that again; what is written is given, too.
func rewritten(t *testing.T, level align.Level, content string) (written string, again *align.Bitext) {
	t.Helper()
	b := read(t, `<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="en" trgLang="fr" xmlns:fs="urn:oasis:names:tc:xliff:fs:2.0"
 xmlns:its="http://www.w3.org/2005/11/its" xmlns:my="urn:my&amp;2" its:annotatorsRef="mt-confidence|urn:tool"><file id="f">`+content+`</file></xliff>`)
	var out bytes.Buffer
	if err := xliff.Write(&out, level, b); err != nil {
		t.Fatal(err)
	}
	return out.String(), read(t, out.String())
}

// What a code refers to comes with it: its data, each once, the note that a comment is,
// the name spaces of its attributes, the units of its sub-flows.
func TestCodesBringWhatTheyReferTo(t *testing.T) {
	for name, test := range map[string]struct{ content, want string }{
		"data shared": {
			`<unit id="u"><originalData><data id="d1">&lt;b></data><data id="d2">&lt;/b></data><data id="d3">&lt;br></data></originalData><segment><source><pc id="1" dataRefStart="d1" dataRefEnd="d2">a</pc><ph id="2" dataRef="d1"/><ph id="3" dataRef="d3"/></source></segment></unit>`,
			`<originalData><data id="d1">&lt;b&gt;</data><data id="d2">&lt;/b&gt;</data><data id="d3">&lt;br&gt;</data></originalData>`,
		},
		"comment":     {`<unit id="u"><notes><note>about all</note><note id="n1">this "word"</note></notes><segment><source><mrk id="m" type="comment" ref="#n=n1">a</mrk></source></segment></unit>`, `<note>about all</note><note id="n1">this &quot;word&quot;</note>`},
		"name spaces": {`<unit id="u"><segment><source><ph id="1" fs:fs="br"/><mrk id="m" type="my:x" my:y="z">a</mrk></source></segment></unit>`, `<unit id="u" xmlns:fs="urn:oasis:names:tc:xliff:fs:2.0" xmlns:my="urn:my&amp;2">`},
		"sub-flows":   {`<unit id="u"><segment><source>a<ph id="1" subFlows="v w"/></source></segment></unit><unit id="v"><segment><source>b</source></segment></unit><unit id="w" translate="no"><segment><source>c</source></segment></unit>`, `<ph id="1" subFlows="v"/>`},
	} {
		written, _ := rewritten(t, align.Paragraph, test.content)
		if !strings.Contains(written, test.want) {
			t.Errorf("%s: no %s in\n%s", name, test.want, written)
		}
	}
}

// A code whose constraint cannot be kept where it stands now becomes a placeholder that
// holds it.
func TestCodesThatCannotStay(t *testing.T) {
	written, _ := rewritten(t, align.Paragraph, `<unit id="u"><segment><source><mrk id="m" its:mtConfidence="0.5">a</mrk></source></segment></unit>`)
	if !strings.Contains(written, `<data id="x1">&lt;mrk id=&quot;m&quot; its:mtConfidence=&quot;0.5&quot;&gt;</data>`) {
		t.Error(written)
	}
	written, _ = rewritten(t, align.Sentence, `<unit id="u"><segment><source><ph id="1"/>a</source></segment><segment><source>b<ph id="2" copyOf="1"/></source></segment></unit>`)
	if !strings.Contains(written, `copyOf=&quot;1&quot;`) {
		t.Error(written)
	}
}

// Units keep their names, segments and what is between them; a prefix of the elements is
// left out.
func TestUnitsComeBack(t *testing.T) {
	written, again := rewritten(t, align.Paragraph, `<unit id="intro.1"><segment state="final"><source>A.</source><target>a.</target></segment><ignorable><source>  </source></ignorable><segment><source>B <ph id="1"/>.</source></segment></unit>`)
	for _, want := range []string{
		`<unit id="intro.1">`, `<segment state="final"><source>A.</source><target>a.</target></segment>`,
		`<segment state="initial"><source>B <ph id="1"/>.</source></segment>`,
	} {
		if !strings.Contains(written, want) {
			t.Errorf("no %s in\n%s", want, written)
		}
	}
	if len(again.Sentences) != 2 || again.Source.Blocks[0].Unit.ID != "intro.1" {
		t.Errorf("%d segments of %s", len(again.Sentences), again.Source.Blocks[0].Unit.ID)
	}
	prefixed := strings.NewReplacer("xmlns=", "xmlns:x=", "</", "</x:", "<", "<x:").Replace(
		`<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en"><file id="f"><unit id="u"><segment><source>a <pc id="1">b</pc></source></segment></unit></file></xliff>`)
	var out bytes.Buffer
	if err := xliff.Write(&out, align.Paragraph, read(t, prefixed)); err != nil || !strings.Contains(out.String(), `<source>a <pc id="1">b</pc></source>`) {
		t.Errorf("%v in\n%s", err, out.String())
	}
}

// A state in the words of another format is read as what it means.
func TestStatesOfOthers(t *testing.T) {
	for state, want := range map[string]string{"needs-translation": "initial", "signed-off": "final", "needs-review-l10n": "translated", "final": "final", "": "translated"} {
		b := read(t, file12("", `<trans-unit id="1"><source>A</source><target state="`+state+`">a</target></trans-unit>`))
		var out bytes.Buffer
		if err := xliff.Write(&out, align.Paragraph, b); err != nil || !strings.Contains(out.String(), `<segment state="`+want+`">`) {
			t.Errorf("%q: %v in\n%s", state, err, out.String())
		}
	}
}

// The same markup in two segments of a unit is two placeholders, and what stands at the
// end, in a segment without text, is not lost.
func TestPlaceholdersOfSegments(t *testing.T) {
	b := read(t, file12("", `<trans-unit id="1"><source>A. B.</source>
<seg-source><mrk mtype="seg" mid="0">A.<x id="2"/></mrk> <mrk mtype="seg" mid="1">B.<x id="2"/></mrk><mrk mtype="seg" mid="2"><x id="3"/></mrk></seg-source></trans-unit>`))
	for _, level := range []align.Level{align.Paragraph, align.Sentence} {
		var out bytes.Buffer
		if err := xliff.Write(&out, level, b); err != nil {
			t.Fatal(err)
		}
		read(t, out.String())
		if n := strings.Count(out.String(), "<ph "); n != 3 {
			t.Errorf("%d placeholders of 3 in\n%s", n, out.String())
		}
	}
}

// Codes come back as they were from a way through the other format, confidence too.
func TestThereAndBack(t *testing.T) {
	const rest = `<header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en" srclang="en" datatype="x"/><body><tu><prop type="x-confidence">0.42</prop>`
	memory := `<tmx version="1.4">` + rest + `<tuv xml:lang="en"><seg>A <bpt i="1" x="1">&lt;b id="1"&gt;</bpt>b<ept i="1">&lt;/b&gt;</ept> <hi>c</hi><ph>&amp;amp;</ph></seg></tuv><tuv xml:lang="fr"><seg>a</seg></tuv></tu></body></tmx>`
	fromTMX, err := tmx.Join("m", strings.NewReader(memory), "")
	if err != nil {
		t.Fatal(err)
	}
	for name, first := range map[string]*align.Bitext{
		"TMX":     fromTMX[0],
		"XLIFF 1": read(t, file12("", `<trans-unit id="1"><source>A <g id="1">b</g> <ph id="2">&lt;br class="x"/&gt;</ph></source><target>a</target></trans-unit>`)),
		"XLIFF 2": read(t, `<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="en" trgLang="fr"><file id="f"><unit id="1"><originalData><data id="d">&lt;b x="y"></data></originalData><segment><source>A <pc id="1" dataRefStart="d">b</pc> <ph id="2" equiv="&lt;>"/></source><target>a</target></segment></unit></file></xliff>`),
	} {
		b := first
		for range 2 {
			var out bytes.Buffer
			if err := xliff.Write(&out, align.Paragraph, b); err != nil {
				t.Fatal(err)
			}
			b = read(t, out.String())
			out.Reset()
			if err := tmx.Write(&out, "t", "1", align.Paragraph, b); err != nil {
				t.Fatal(err)
			}
			all, err := tmx.Join("m", &out, "")
			if err != nil {
				t.Fatal(err)
			}
			b = all[0]
			if got, want := b.Source.Blocks[0].Codes(), first.Source.Blocks[0].Codes(); !slices.Equal(got, want) {
				t.Errorf("%s: %+v, want %+v", name, got, want)
			}
			if b.Paragraphs[0].Confidence != first.Paragraphs[0].Confidence || len(b.Source.Blocks[0].About().Notes) > 0 {
				t.Errorf("%s: confidence %v, notes %v", name, b.Paragraphs[0].Confidence, b.Source.Blocks[0].About().Notes)
			}
		}
	}
}
