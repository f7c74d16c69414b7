package text_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"bitext/corpus/text"
)

// data is the optional folder with real reports; tests that want it skip
// without it.
const data = "../../../shared/data"

func readData(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(data, name))
	if err != nil {
		t.Skipf("the data folder is not there: %v", err)
	}
	return string(b)
}

var (
	sameMarks = strings.NewReplacer("‘", "'", "’", "'", "ʼ", "'", "`", "'", "´", "'", "“", `"`, "”", `"`, "«", `"`, "»", `"`,
		"‐", "-", "‑", "-", "‒", "-", "–", "-", "—", "-", "−", "-", "(#)", "")
	unseen = regexp.MustCompile(`[\s*_\[\]^{}\x{200b}\x{ad}\x{feff}\x{a0}\x{202f}]+`)
)

// plain is a text without what may differ: white space, kinds of quotes and
// dashes, marks of Markdown.
func plain(s string) string {
	return unseen.ReplaceAllString(sameMarks.Replace(norm.NFKC.String(s)), "")
}

// found counts how many of the non-blank lines of gold are blocks of the text
// read, and logs the first that are not.
func found(t *testing.T, original, gold string) (n, all, blocks int) {
	t.Helper()
	have := map[string]int{}
	d := text.Read(original)
	for _, b := range d.Blocks {
		have[plain(b.Text)]++
	}
	for line := range strings.Lines(gold) {
		key := plain(line)
		if key == "" {
			continue
		}
		all++
		if have[key] > 0 {
			have[key]--
			n++
		} else if all-n <= 40 {
			t.Logf("not read as one block: %.100s", line)
		}
	}
	shown := 0
	for _, b := range d.Blocks {
		if key := plain(b.Text); have[key] > 0 && shown < 60 {
			t.Logf("  read instead: %s %q %.150s", b.Kind, b.Label, b.Text)
			shown++
		}
	}
	return n, all, len(d.Blocks)
}

func TestRealReports(t *testing.T) {
	for _, c := range []struct {
		raw, gold string
		atLeast   float64
	}{
		{"seeds/reports/fr/2017-2.txt", "seeds/2017-2.fr.txt", 1},
		{"seeds/reports/fr/2020-L1.txt", "seeds/2020-L1.fr.txt", 1},
		{"seeds/reports/en/2017-2.txt", "seeds/2017-2.en.txt", 1},
		{"seeds/reports/en/2020-L1.txt", "seeds/2020-L1.en.txt", 1},
		{"align/pdfstyle-untreaty-privileges/en.txt", "align/untreaty-privileges/en.txt", 0.97},
		{"align/pdfstyle-untreaty-privileges/fr.txt", "align/untreaty-privileges/fr.txt", 0.97},
		{"align/untreaty-privileges/en.txt", "align/untreaty-privileges/en.txt", 0.99},
		{"align/untreaty-privileges/fr.txt", "align/untreaty-privileges/fr.txt", 0.99},
		{"align/pagebreak-untreaty-privileges/en.txt", "align/untreaty-privileges/en.txt", 0.98},
		{"align/pagebreak-untreaty-privileges/fr.txt", "align/untreaty-privileges/fr.txt", 0.98},
		{"align/canlaw-privacy/en.txt", "align/canlaw-privacy/en.txt", 0.99},
		{"align/canlaw-privacy/fr.txt", "align/canlaw-privacy/fr.txt", 0.99},
		{"align/udhr/en.txt", "align/udhr/en.txt", 0.99},
		{"align/udhr/fr.txt", "align/udhr/fr.txt", 0.99},
		{"align/acter-corp/fr.txt", "align/acter-corp/fr.txt", 0.99},
		{"align/novel-Candide/en.txt", "align/novel-Candide/en.txt", 0.99},
	} {
		t.Run(c.raw, func(t *testing.T) {
			n, all, blocks := found(t, readData(t, c.raw), readData(t, c.gold))
			t.Logf("%d of %d paragraphs read (%d blocks)", n, all, blocks)
			if float64(n) < c.atLeast*float64(all) {
				t.Errorf("read %d of %d paragraphs, want at least %.1f %%", n, all, 100*c.atLeast)
			}
		})
	}
}
