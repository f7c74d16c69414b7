package markup_test

import (
	"fmt"
	"strings"
	"testing"

	"bitext/corpus"
	"bitext/corpus/markup"
)

// block is "Aa. Bb.Cc." in three segments, the last two touching.
func block(codes ...corpus.Code) *corpus.Block {
	b := &corpus.Block{Text: "Aa. Bb.Cc.", Inline: &codes}
	for _, s := range [][2]int{{0, 3}, {4, 7}, {7, 10}} {
		b.Segments = append(b.Segments, corpus.NewSegment(corpus.Span{Start: s[0], End: s[1]}))
	}
	return b
}

func restored(b *corpus.Block, span corpus.Span) string {
	return markup.Restore(b, span, markup.Within(b, span), "own", func(c corpus.Code) string { return "{" + strings.Trim(c.Raw, "</>") + "}" })
}

func TestRestore(t *testing.T) {
	code := func(at int, raw string) corpus.Code { return corpus.Code{At: at, Raw: raw, Form: "own"} }
	for _, c := range []struct {
		name  string
		codes []corpus.Code
		want  []string // of each segment, then of the whole
	}{
		{"within", []corpus.Code{code(1, "<x/>"), code(10, "<y/>")}, []string{"A<x/>a.", "Bb.", "Cc.<y/>", "A<x/>a. Bb.Cc.<y/>"}},
		{"between", []corpus.Code{code(3, "<x/>"), code(4, "<y/>")}, []string{"Aa.<x/>", "<y/>Bb.", "Cc.", "Aa.<x/> <y/>Bb.Cc."}},
		{"where two touch", []corpus.Code{code(4, "<b>"), code(7, "</b>"), code(7, "<x/>")}, []string{"Aa.", "<b>Bb.</b>", "<x/>Cc.", "Aa. <b>Bb.</b><x/>Cc."}},
		{"over all", []corpus.Code{code(0, "<b>"), code(10, "</b>")}, []string{"{b}Aa.", "Bb.", "Cc.{b}", "<b>Aa. Bb.Cc.</b>"}},
		{"crossed", []corpus.Code{code(0, "<b>"), code(1, "</i>"), code(2, "</b>")}, []string{"<b>A{i}a</b>.", "Bb.", "Cc.", "<b>A{i}a</b>. Bb.Cc."}},
		{"named", []corpus.Code{code(0, `<sc id="1"/>`), code(3, `<ec startRef="1"/>`), code(7, `<bpt i="1">x</bpt>`)}, []string{`<sc id="1"/>Aa.<ec startRef="1"/>`, "Bb.", `{bpt i="1">x</bpt}Cc.`, ""}},
		{"foreign", []corpus.Code{{At: 0, Raw: "<f/>", Form: "other"}}, []string{"{f}Aa.", "Bb.", "Cc.", ""}},
	} {
		b := block(c.codes...)
		spans := []corpus.Span{b.Segments[0].Span(), b.Segments[1].Span(), b.Segments[2].Span(), {Start: 0, End: len(b.Text)}}
		for i, span := range spans {
			if got := restored(b, span); c.want[i] != "" && got != c.want[i] {
				t.Errorf("%s, part %d: %s, want %s", c.name, i, got, c.want[i])
			}
		}
	}
}

func ExampleWithin() {
	b := block(corpus.Code{At: 3, Raw: "<br/>"}, corpus.Code{At: 8, Raw: "<x/>"})
	fmt.Println(len(markup.Within(b, b.Segments[0].Span())), len(markup.Within(b, b.Segments[1].Span())), len(markup.Within(b, b.Segments[2].Span())))
	// Output: 1 0 1
}
