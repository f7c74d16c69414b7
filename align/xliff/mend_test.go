package xliff

import (
	"errors"
	"strings"
	"testing"

	"bitext/corpus"
)

const toMend = `<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
 <file original="a" source-language="en" target-language="fr" datatype="plaintext"><body>
  <trans-unit id="1"><source>A &amp; <g id="1">b</g></source><target>Un &amp;  <g id="1">b:</g> <ph id="2">  x: </ph>c  d</target>
   <alt-trans><target>Un  autre</target></alt-trans></trans-unit>
  <trans-unit id="2"><source>no target</source></trans-unit>
  <trans-unit id="3"><source>E</source><target><![CDATA[é  e]]></target></trans-unit>
 </body></file>
</xliff>
`

// edit replaces the n-th occurrence of a text in a block.
func edit(t *testing.T, data string, block int, old, text string) Edit {
	t.Helper()
	b, err := Read("", strings.NewReader(data), Options{})
	if err != nil {
		t.Fatal(err)
	}
	at := strings.Index(b.Target.Blocks[block].Text, old)
	if at < 0 {
		t.Fatalf("no %q in %q", old, b.Target.Blocks[block].Text)
	}
	return Edit{block, corpus.Span{Start: at, End: at + len(old)}, text}
}

func TestMendChangesNothingElse(t *testing.T) {
	e := func(block int, old, text string) Edit { return edit(t, toMend, block, old, text) }
	colon := e(0, ":", "")
	colon.Span.End, colon.Text = colon.Span.Start, "\u00a0"
	out, err := Mend([]byte(toMend), []Edit{e(1, "  ", " "), e(0, "&  ", "& "), colon, e(0, "c  d", "c d")}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := strings.NewReplacer("Un &amp;  <g id=\"1\">b:", "Un &amp; <g id=\"1\">b\u00a0:", "c  d", "c d", "é  e", "é e").Replace(toMend)
	if string(out) != want {
		t.Errorf("%s", out)
	}
}

func TestMendRefusesWhatItCannotDo(t *testing.T) {
	over := edit(t, toMend, 0, "b:", "")
	over.Span.End = edit(t, toMend, 0, "c  d", "").Span.Start + 1
	for name, edits := range map[string][]Edit{
		"no such block": {{Block: 7}},
		"overlapping":   {edit(t, toMend, 0, "c  d", "x"), edit(t, toMend, 0, "  d", "y")},
		"over a code":   {over},
	} {
		if out, err := Mend([]byte(toMend), edits, Options{}); !errors.Is(err, ErrNotMended) {
			t.Errorf("%s: %v\n%s", name, err, out)
		}
	}
}

func TestMendVersion2(t *testing.T) {
	data := `<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="en" trgLang="fr"><file id="f">
<unit id="u"><segment><source>One.</source><target>Un:  <pc id="1">deux</pc>.</target></segment><ignorable><source> </source><target> </target></ignorable><segment><source>Two.</source><target>Trois ,  quatre.</target></segment></unit></file></xliff>`
	out, err := Mend([]byte(data), []Edit{edit(t, data, 0, ":  ", ": "), edit(t, data, 0, " ,  ", ", ")}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := strings.NewReplacer("Un:  ", "Un: ", "Trois ,  quatre", "Trois, quatre").Replace(data)
	if string(out) != want {
		t.Errorf("%s", out)
	}
}
