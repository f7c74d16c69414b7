package corpus_test

import (
	"fmt"
	"strings"
	"testing"

	"bitext/corpus"
)

func TestLinesKeepTheirPlaces(t *testing.T) {
	text := "First.\r\n\n  \nSecond line.\nThird"
	d := corpus.Lines("a.txt", corpus.English, text)
	if len(d.Blocks) != 3 {
		t.Fatalf("%d blocks, want 3", len(d.Blocks))
	}
	for i, want := range []corpus.Pos{{Line: 1, Column: 1}, {Line: 4, Column: 1}, {Line: 5, Column: 1}} {
		b := &d.Blocks[i]
		at := b.Locate(corpus.Span{Start: 0, End: len(b.Text)})
		if got := at.In(d.Original); got != b.Text {
			t.Errorf("block %d is %q in the original, want %q", i, got, b.Text)
		}
		if got := d.Pos(at.Start); got != want {
			t.Errorf("block %d at %v, want %v", i, got, want)
		}
	}
}

func TestLocateOverMendedText(t *testing.T) {
	// "m esures  prises" was mended to "mesures prises".
	b := corpus.Block{
		Text: "mesures prises",
	}
	b.SetOrigin([]corpus.Anchor{{Text: 0, Source: 0}, {Text: 1, Source: 2}, {Text: 8, Source: 10}})
	original := "m esures  prises"
	for _, test := range []struct {
		span corpus.Span
		want string
	}{
		{corpus.Span{Start: 0, End: 7}, "m esures"},
		{corpus.Span{Start: 8, End: 14}, "prises"},
		{corpus.Span{Start: 0, End: 14}, original},
		{corpus.Span{Start: 1, End: 1}, ""},
	} {
		if got := b.Locate(test.span).In(original); got != test.want {
			t.Errorf("%v is %q, want %q", test.span, got, test.want)
		}
	}
}

func TestPlacesCountOverBlocks(t *testing.T) {
	d := &corpus.Document{Blocks: []corpus.Block{
		{Segments: make([]corpus.Segment, 2)}, {}, {Segments: make([]corpus.Segment, 1)},
	}}
	if got, want := fmt.Sprint(d.Places()), "[{0 0} {0 1} {2 0}]"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestKindNames(t *testing.T) {
	for k := corpus.Paragraph; k <= corpus.TableCell; k++ {
		if got := corpus.ParseKind(k.String()); got != k {
			t.Errorf("%v comes back as %v", k, got)
		}
	}
}

func TestBodyIsBehindTheLabel(t *testing.T) {
	b := corpus.Block{Label: "5.", Text: "5.\u00a0The Board met."}
	if got := b.Body(); got != "The Board met." {
		t.Errorf("got %q", got)
	}
}

func FuzzLines(f *testing.F) {
	f.Add("a\n\nb\r\nc")
	f.Fuzz(func(t *testing.T, text string) {
		d := corpus.Lines("a", "", text)
		at := 0
		for i := range d.Blocks {
			b := &d.Blocks[i]
			s := b.Locate(corpus.Span{Start: 0, End: len(b.Text)})
			if s.Start < at || s.In(text) != b.Text || strings.TrimSpace(b.Text) == "" {
				t.Fatalf("block %d: %q at %v of %q", i, b.Text, s, text)
			}
			at = s.End
		}
	})
}

func ExampleLines() {
	d := corpus.Lines("minutes.txt", corpus.English, "The meeting rose.\n\nThe Chair thanked all.\n")
	for _, b := range d.Blocks {
		fmt.Println(b.Text)
	}
	// Output:
	// The meeting rose.
	// The Chair thanked all.
}

func TestLangTag(t *testing.T) {
	for code, want := range map[string]string{
		"fr-CA": "fr-CA", "en_GB": "en-GB", "DE": "de", "": "und", "zh-Hant-TW": "zh-Hant-TW", "fr-<b>": "fr",
	} {
		var d corpus.Document
		if d.SetLang(code); d.LangTag() != want {
			t.Errorf("%q is %q, want %q", code, d.LangTag(), want)
		}
	}
	d := corpus.Document{Lang: "es", Tag: "fr-CA"} // the caller knows better
	if got := d.LangTag(); got != "es" {
		t.Errorf("got %s", got)
	}
}
