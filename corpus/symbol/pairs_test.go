package symbol

import (
	"os"
	"strings"
	"testing"

	"bitext/corpus"
)

// TestPairs compares English with French in both directions: what is the same
// stays silent, what is not is seen.
func TestPairs(t *testing.T) {
	for file, differs := range map[string]bool{"testdata/same.txt": false, "testdata/differ.txt": true} {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for _, line := range strings.Split(string(data), "\n") {
			en, fr, found := strings.Cut(line, "\t")
			if !found || strings.HasPrefix(line, "#") {
				continue
			}
			n++
			source, target := All(en, corpus.English), All(fr, corpus.French)
			for way, d := range map[string]Difference{"en-fr": Compare(source, target, true), "fr-en": Compare(target, source, true)} {
				if d.Empty() == differs {
					t.Errorf("%s %s: %q, %q: %+v", file, way, en, fr, d)
				}
			}
		}
		if n < 40 {
			t.Errorf("%s: only %d pairs", file, n)
		}
	}
}
