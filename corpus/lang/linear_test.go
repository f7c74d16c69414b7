package lang_test

import (
	"strings"
	"testing"

	"bitext/corpus"
	"bitext/corpus/lang"
)

// TestLinear cuts texts that are no texts, each one pattern again and again: what
// takes time that grows with the square of the text (many minutes) runs into the
// limit of go test, on however slow a machine.
func TestLinear(t *testing.T) {
	for _, unit := range []string{".", "a.", "A.", "(", "a-", "a'", "1.", "1 ", "A/", "é", "¹", " .", "(a. ", "-il", "'s", "I. ", "\n", "a. A ", "« . » "} {
		text := strings.Repeat(unit, 300_000/len(unit))
		if testing.Short() {
			text = text[:30_000/len(unit)*len(unit)]
		}
		for _, code := range []corpus.Lang{corpus.French, corpus.English} {
			l := lang.For(code)
			checkCut(t, "Sentences", text, l.Sentences(text))
			var words []corpus.Span
			for _, w := range l.Words(text) {
				words = append(words, w.Span)
			}
			checkCut(t, "Words", text, words)
		}
	}
}
