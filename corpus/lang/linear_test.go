package lang_test

import (
	"strings"
	"testing"
	"time"

	"bitext/corpus"
	"bitext/corpus/lang"
)

// TestLinear reads texts that are no texts: a megabyte of one pattern must not
// take time that grows with its square (which would be minutes).
func TestLinear(t *testing.T) {
	const enough = 5 * time.Second // a tenth of a second on an idle machine
	for _, unit := range []string{".", "a.", "A.", "(", "a-", "a'", "1.", "1 ", "A/", "é", "¹", " .", "(a. ", "-il", "'s", "I. ", "\n", "a. A ", "« . » "} {
		text := strings.Repeat(unit, 200_000/len(unit))
		began := time.Now()
		for _, code := range []corpus.Lang{corpus.French, corpus.English} {
			l := lang.For(code)
			l.Words(text)
			l.Sentences(text)
		}
		took := time.Since(began)
		t.Logf("%q: %v", unit, took)
		if took > enough {
			t.Errorf("%q repeated: %v", unit, took)
		}
	}
}
