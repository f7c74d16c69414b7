package text_test

import (
	"strings"
	"testing"

	"bitext/corpus"
	"bitext/corpus/text"
)

// A paragraph that is mended in pieces reads as one that is not, and leads back
// to the original.
func TestLongParagraph(t *testing.T) {
	const raw, mended = "Le  rapport, sur l ’assistance, dit: des m esures ; les mesures. ", "Le rapport, sur l’assistance, dit: des mesures ; les mesures. "
	const times = 20000
	d := text.Read(strings.Repeat(raw, times))
	if len(d.Blocks) != 1 {
		t.Fatalf("%d blocks", len(d.Blocks))
	}
	b := &d.Blocks[0]
	if want := strings.TrimSpace(strings.Repeat(mended, times)); b.Text != want {
		t.Fatalf("%d bytes, want %d", len(b.Text), len(want))
	}
	for i := 0; i < len(b.Text); i += 997 * len(mended) {
		at := b.Locate(corpus.Span{Start: i, End: i + 2})
		if got := at.In(d.Original); got != "Le" {
			t.Errorf("byte %d leads to %q", i, got)
		}
	}
	word := strings.Repeat("a’é", 300000)
	if d := text.Read(word); len(d.Blocks) != 1 || d.Blocks[0].Text != word {
		t.Error("a word without spaces is not read as it stands")
	}
}
