package lang_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"bitext/corpus"
	"bitext/corpus/lang"
)

// TestSeedSentences measures the boundaries inside the blocks of the seed
// reports: the sentences of a block are joined by a space and cut again.
func TestSeedSentences(t *testing.T) {
	const folder = "../../../shared/data/seeds"
	const wanted = 0.99 // of the boundaries, both found and not invented
	for _, code := range []corpus.Lang{corpus.English, corpus.French} {
		files, _ := filepath.Glob(filepath.Join(folder, "*."+string(code)+".sent"))
		if len(files) == 0 {
			t.Skip("no seed reports in " + folder)
		}
		gold, right, wrong := 0, 0, 0
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for _, block := range strings.Split(strings.TrimSpace(string(data)), "\n\n") {
				g, r, w := compareSentences(t, code, strings.Split(block, "\n"))
				gold, right, wrong = gold+g, right+r, wrong+w
			}
		}
		t.Logf("%s: %d of %d boundaries, %d invented", code, right, gold, wrong)
		if float64(right) < wanted*float64(gold) || float64(wrong) > (1-wanted)*float64(gold) {
			t.Errorf("%s: fewer than %.0f %% of the boundaries are right", code, 100*wanted)
		}
	}
}

// compareSentences counts the inner boundaries of the gold sentences, those
// found, and those invented.
func compareSentences(t *testing.T, code corpus.Lang, sentences []string) (gold, right, wrong int) {
	t.Helper()
	ends := make(map[int]bool)
	end := -1
	for _, s := range sentences {
		end += 1 + len(s)
		ends[end] = true
	}
	text := strings.Join(sentences, " ")
	spans := lang.For(code).Sentences(text)
	for _, s := range spans[:len(spans)-1] {
		if ends[s.End] {
			right++
		} else {
			wrong++
			t.Logf("invented: …%s | %s…", text[max(0, s.End-40):s.End], text[s.End:min(len(text), s.End+30)])
		}
	}
	if right < len(sentences)-1 {
		t.Logf("missed in %q", text[:min(60, len(text))])
	}
	return len(sentences) - 1, right, wrong
}
