package check

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"bitext/align"
	"bitext/corpus"
)

// dataDir is the optional folder of texts beside the project.
const dataDir = "../../../shared/data"

// goldSets are the English–French texts with gold alignment: name, the three
// files.
var goldSets = map[string][3]string{
	"seed-2017": {"seeds/2017-2.en.txt", "seeds/2017-2.fr.txt", "seeds/2017-2.blocks.tsv"},
	"seed-2020": {"seeds/2020-L1.en.txt", "seeds/2020-L1.fr.txt", "seeds/2020-L1.blocks.tsv"},
	"untreaty":  {"align/untreaty-privileges/en.txt", "align/untreaty-privileges/fr.txt", "align/untreaty-privileges/gold.tsv"},
	"canlaw":    {"align/canlaw-mla/en.txt", "align/canlaw-mla/fr.txt", "align/canlaw-mla/gold.tsv"},
	"acter":     {"align/acter-corp/en.txt", "align/acter-corp/fr.txt", "align/acter-corp/gold.tsv"},
	"geneva":    {"check/termcheck-geneva/en.txt", "check/termcheck-geneva/fr.clean.txt", "check/termcheck-geneva/gold.tsv"},
}

// goldText reads a set; the test is skipped where the folder is missing.
func goldText(t testing.TB, name string) *align.Bitext {
	t.Helper()
	var text [3]string
	for i, file := range goldSets[name] {
		data, err := os.ReadFile(filepath.Join(dataDir, file))
		if err != nil {
			t.Skipf("no %s: put the data folder beside the project to run this", file)
		}
		text[i] = string(data)
	}
	b := &align.Bitext{
		Source: corpus.Lines("en", corpus.English, text[0]),
		Target: corpus.Lines("fr", corpus.French, text[1]),
	}
	for _, row := range strings.Split(text[2], "\n") {
		en, fr, _ := strings.Cut(strings.TrimRight(row, "\r"), "\t")
		bead := align.Bead{Source: indices(en, len(b.Source.Blocks)), Target: indices(fr, len(b.Target.Blocks)), Confidence: 1}
		if len(bead.Source)+len(bead.Target) > 0 {
			b.Paragraphs = append(b.Paragraphs, bead)
		}
	}
	return b
}

// indices reads "3" or "3,4"; anything else, a header say, gives none.
func indices(field string, n int) []int {
	var out []int
	for _, s := range strings.FieldsFunc(field, func(r rune) bool { return r == ',' || r == ' ' }) {
		i, err := strconv.Atoi(s)
		if err != nil || i >= n {
			return nil
		}
		out = append(out, i)
	}
	return out
}

func words(d *corpus.Document) int {
	n := 0
	for i := range d.Blocks {
		n += len(strings.Fields(d.Blocks[i].Text))
	}
	return n
}

// TestFactsOnGoldText runs the rules of facts over texts that people
// translated; findings there are mostly false. It prints every finding under
// -v; BITEXT_RULES=name,quote runs other rules than those of facts.
func TestFactsOnGoldText(t *testing.T) {
	for _, name := range []string{"seed-2017", "seed-2020", "untreaty", "canlaw", "geneva", "acter"} {
		t.Run(name, func(t *testing.T) {
			b := goldText(t, name)
			only := []string{"number", "date", "symbol", "reference", "url"}
			if env := os.Getenv("BITEXT_RULES"); env != "" {
				only = strings.Split(env, ",")
			}
			found, err := Run(context.Background(), NewPass(b, Options{Only: only}))
			if err != nil {
				t.Fatal(err)
			}
			notes := len(found)
			found = slices.DeleteFunc(found, func(f Finding) bool { return f.Severity == Note })
			notes -= len(found)
			n := words(b.Target)
			t.Logf("%d findings and %d notes, %.3f per 1,000 of %d target words", len(found), notes, 1000*float64(len(found))/float64(n), n)
			for i, f := range found {
				if !testing.Verbose() || i > 400 {
					break
				}
				t.Logf("%s %d %d: %s\n\t%s\n\t%s", f.Rule, f.Source.Index, f.Target.Index, f.Message, excerpt(f.Source), excerpt(f.Target))
			}
			if limit := map[string]int{"seed-2017": 1, "seed-2020": 1, "untreaty": 4, "geneva": 12, "acter": 160}[name]; limit > 0 && len(found) > limit && os.Getenv("BITEXT_RULES") == "" {
				t.Errorf("%d findings, want at most %d", len(found), limit)
			}
		})
	}
}

func excerpt(s Side) string {
	if s.Index < 0 {
		return "-"
	}
	start, end := max(0, s.Span.Start-200), min(len(s.Text), s.Span.End+200)
	return s.Text[start:s.Span.Start] + "‹" + s.Quote() + "›" + s.Text[s.Span.End:end]
}
