package align_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"bitext/align"
	"bitext/align/score"
	"bitext/corpus"
)

// goldSet is a pair of files of lines, aligned by people.
type goldSet struct {
	name                 string
	source, target, gold string // files
	sourceLang           corpus.Lang
	strict, link         float64 // least F1
}

func (g goldSet) score(t testing.TB) score.Result {
	t.Helper()
	read := func(file string, lang corpus.Lang) *corpus.Document {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Skip("not here: ", err)
		}
		return corpus.Lines(file, lang, string(text))
	}
	source, target := read(g.source, g.sourceLang), read(g.target, corpus.French)
	f, err := os.Open(g.gold)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	gold, err := score.Read(f)
	if err != nil {
		t.Fatal(g.gold, err)
	}
	b, err := align.Documents(context.Background(), source, target, align.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if b.Verdict.Doubtful {
		t.Errorf("%s: doubted as a translation: %+v", g.name, b.Verdict)
	}
	return score.Beads(gold, b.Paragraphs)
}

// TestGold holds the reports of testdata to the figures of the README.
func TestGold(t *testing.T) {
	const folder = "../testdata/gold"
	files, err := filepath.Glob(folder + "/*.sents.tsv")
	if err != nil || len(files) == 0 {
		t.Fatal("no gold in ", folder)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".sents.tsv")
		base := filepath.Join(folder, name)
		for _, g := range []goldSet{
			{name + " blocks", base + ".en.txt", base + ".fr.txt", base + ".blocks.tsv", corpus.English, 0.97, 0.98},
			{name + " sentences", base + ".en.sent", base + ".fr.sent", base + ".sents.tsv", corpus.English, 0.95, 0.95},
		} {
			check(t, g)
		}
	}
}

// TestSharedSets holds the sets of ../shared/data/align, where they are
// present, to a little less than was reached on them, so that a loss shows.
func TestSharedSets(t *testing.T) {
	const folder = "../../shared/data/align"
	if _, err := os.Stat(folder); err != nil {
		t.Skip("the optional data are not here: ", err)
	}
	for _, s := range []struct {
		name, lang   string
		strict, link float64
	}{
		{"textberg-dev", "de", 0.90, 0.94},
		{"novel-AlicesAdventuresInWonderland", "en", 0.955, 0.975},
		{"udhr", "en", 0.97, 0.985},
		{"canlaw-mla", "en", 0.99, 0.99},
		{"canlaw-privacy", "en", 0.99, 0.99},
		{"damaged-heavy-untreaty-privileges", "en", 0.975, 0.98},
	} {
		gold := filepath.Join(folder, s.name, "gold.tsv")
		if s.lang == "de" {
			gold = filepath.Join(folder, s.name, "gold.links")
		}
		check(t, goldSet{s.name, filepath.Join(folder, s.name, s.lang+".txt"), filepath.Join(folder, s.name, "fr.txt"), gold, corpus.Lang(s.lang), s.strict, s.link})
	}
}

func check(t *testing.T, g goldSet) {
	t.Run(g.name, func(t *testing.T) {
		r := g.score(t)
		t.Log(r)
		if r.Strict.F1() < g.strict || r.Link.F1() < g.link {
			t.Errorf("%v, want at least strict %.3f, link %.3f", r, g.strict, g.link)
		}
	})
}
