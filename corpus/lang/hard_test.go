package lang_test

import (
	"os"
	"strings"
	"testing"

	"bitext/corpus"
)

// TestHardSentences cuts the hard paragraphs of testdata. A few of them cannot
// be decided without understanding, so a few may fail.
func TestHardSentences(t *testing.T) {
	const mayFail = 3 // paragraphs, of both languages together
	wrong, all := 0, 0
	for _, code := range []corpus.Lang{corpus.English, corpus.French} {
		data, err := os.ReadFile("testdata/sentences." + string(code) + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		for _, block := range strings.Split(strings.TrimSpace(string(data)), "\n\n") {
			if strings.HasPrefix(block, "#") {
				continue
			}
			all++
			gold, right, invented := compareSentences(t, code, strings.Split(block, "\n"))
			if right != gold || invented > 0 {
				wrong++
			}
		}
	}
	t.Logf("%d of %d paragraphs wrong", wrong, all)
	if all < 150 || wrong > mayFail {
		t.Errorf("%d of %d paragraphs wrong, at most %d of at least 150 may be", wrong, all, mayFail)
	}
}
