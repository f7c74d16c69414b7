package align_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
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
	gold, found := g.align(t)
	return score.Beads(gold, found)
}

// align gives the beads of the gold and those found.
func (g goldSet) align(t testing.TB) (gold, found []align.Bead) {
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
	gold, err = score.Read(f)
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
	return gold, b.Paragraphs
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

// sharedSets are the sets of ../shared/data/align with what is held of each: a
// little less than was reached, so that a loss shows.
func sharedSets(t *testing.T) []goldSet {
	const folder = "../../shared/data/align"
	if _, err := os.Stat(folder); err != nil {
		t.Skip("the optional data are not here: ", err)
	}
	sets := []goldSet{
		{name: "textberg-dev", sourceLang: "de", strict: 0.935, link: 0.955},
		{name: "novel-AlicesAdventuresInWonderland", strict: 0.97, link: 0.98},
		{name: "novel-Candide", strict: 0.96, link: 0.98},
		{name: "novel-LesConfessions", strict: 0.87, link: 0.93},
		{name: "udhr", strict: 0.97, link: 0.985},
		{name: "acter-corp", strict: 0.995, link: 0.995},
		{name: "untreaty-privileges", strict: 0.99, link: 0.99},
		{name: "canlaw-mla", strict: 0.99, link: 0.995},
		{name: "canlaw-privacy", strict: 0.99, link: 0.99},
		{name: "damaged-light-untreaty-privileges", strict: 0.99, link: 0.99},
		{name: "damaged-heavy-untreaty-privileges", strict: 0.99, link: 0.99},
		{name: "pagebreak-untreaty-privileges", strict: 0.99, link: 0.99},
	}
	for k := range sets {
		s := &sets[k]
		gold := "gold.tsv"
		if s.sourceLang == "" {
			s.sourceLang = corpus.English
		} else {
			gold = "gold.links"
		}
		base := filepath.Join(folder, s.name)
		s.source, s.target, s.gold = filepath.Join(base, string(s.sourceLang)+".txt"), filepath.Join(base, "fr.txt"), filepath.Join(base, gold)
	}
	return sets
}

// TestSharedSets holds the shared sets, where they are present, to their
// figures; the long ones are left to TestReliability in the short tests.
func TestSharedSets(t *testing.T) {
	for k, s := range sharedSets(t) {
		if testing.Short() && k > 1 {
			break
		}
		check(t, s)
	}
}

// TestReliability prints how many of the beads of each confidence are right, the
// table of doc.go, and holds what is said to be sure to its word.
func TestReliability(t *testing.T) {
	if testing.Short() {
		t.Skip("aligns all shared sets")
	}
	steps := []float64{0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.99}
	beads, right := make([]int, len(steps)), make([]int, len(steps))
	for _, s := range sharedSets(t) {
		gold, found := s.align(t)
		have, covered := map[string]bool{}, [2]map[int]bool{{}, {}}
		for _, b := range gold {
			have[fmt.Sprint(b.Source, b.Target)] = true
			for _, i := range b.Source {
				covered[0][i] = true
			}
			for _, j := range b.Target {
				covered[1][j] = true
			}
		}
		missing := func(side int) func(int) bool { return func(i int) bool { return !covered[side][i] } }
		for _, b := range found {
			if slices.ContainsFunc(b.Source, missing(0)) || slices.ContainsFunc(b.Target, missing(1)) {
				continue
			}
			k := len(steps) - 1
			for b.Confidence < steps[k] {
				k--
			}
			beads[k]++
			if have[fmt.Sprint(b.Source, b.Target)] {
				right[k]++
			}
		}
	}
	for k, least := range steps {
		t.Logf("from %.2f: %5d beads, %5.1f %% right", least, beads[k], 100*float64(right[k])/float64(max(1, beads[k])))
	}
	last := len(steps) - 1
	if sure := float64(right[last]+right[last-1]) / float64(beads[last]+beads[last-1]); sure < 0.99 {
		t.Errorf("of the beads said to be at least 0.9 sure %.3f are right", sure)
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
