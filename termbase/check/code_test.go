package check

import (
	"testing"

	"bitext/corpus"
)

func TestSameCode(t *testing.T) {
	for _, test := range []struct {
		a, b string
		same bool
	}{
		{`<x id="START_BOLD" ctype="x-b" equiv-text="&lt;b&gt;"/>`, `<x id="START_BOLD" ctype="x-b"/>`, true},
		{`<bpt i="1" x="1" type="bold">&lt;b&gt;</bpt>`, `<bpt type="bold" x="1" i="2">&lt;b&gt;</bpt>`, true},
		{`<bpt i="1" x="1">&lt;b&gt;</bpt>`, `<bpt i="1" x="2">&lt;b&gt;</bpt>`, false},
		{`<ph id="1">&lt;img alt="<sub>Pump</sub>"/&gt;</ph>`, `<ph id="1">&lt;img alt="<sub>Pompe</sub>"/&gt;</ph>`, true},
		{`<ph id="1">%s</ph>`, `<ph id="1">%d</ph>`, false},
		{`<pc id="1" dispStart="[">`, `<pc dispStart="(" id="1">`, true},
		{`<g id="1">`, `<g id="2">`, false},
		{`<ec startRef="1"/>`, `<ec startRef="2"/>`, false},
		{`<ut>\b</ut>`, `<ut>\i</ut>`, false},
		{`<it pos="begin" type="b">x</it>`, `<it pos="end" type="b">x</it>`, false},
	} {
		if got := codeKey(test.a) == codeKey(test.b); got != test.same {
			t.Errorf("%s and %s: same %v", test.a, test.b, got)
		}
	}
	for _, annotation := range []string{`<mrk mtype="x-sdl-comment" cid="1">`, `</mrk>`, `<sm id="1" type="comment" value="x"/>`, `<x:em startRef="1"/>`, `<x id="locked3" xid="lockTU_5e9f"/>`} {
		if key := codeKey(annotation); key != "" {
			t.Errorf("%s: %s", annotation, key)
		}
	}
}

// Spaces around a placeholder are not doubled.
func TestSpacesAroundPlaceholder(t *testing.T) {
	block := func(at int, raw string) *corpus.Block {
		return &corpus.Block{Text: "Bonjour  !", Inline: &[]corpus.Code{{At: at, Raw: raw}}}
	}
	for _, test := range []struct {
		block *corpus.Block
		want  bool
	}{
		{block(8, `<x id="NAME"/>`), true},
		{block(8, `<ph id="1">%s</ph>`), true},
		{block(8, `</g>`), false},
		{block(0, `<x id="NAME"/>`), false},
	} {
		if got := holdsCode(test.block, corpus.Span{Start: 7, End: 9}); got != test.want {
			t.Errorf("%v: %v", test.block.Codes(), got)
		}
	}
}
