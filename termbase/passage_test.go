package termbase

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"bitext/align"
)

// like lists the sources that UnitsLike finds.
func like(t *testing.T, db *DB, texts ...string) []string {
	t.Helper()
	var out []string
	for u, err := range db.UnitsLike(ctx, UnitFilter{Source: "en", Target: "fr"}, texts) {
		must(t, err)
		out = append(out, u.Source)
	}
	return out
}

func TestUnitsLike(t *testing.T) {
	db := openTest(t)
	put := func(name string, sources ...string) {
		t.Helper()
		targets := make([]string, len(sources))
		for i := range targets {
			targets[i] = fmt.Sprint("traduction ", i)
		}
		must(t, db.PutPair(ctx, parallel(document(name+".en", "en", sources...), document(name+".fr", "fr", targets...)), ""))
	}
	long := "with a view to examining options to strengthen existing national responses"
	put("b", "1. Other matters.", "The Expert Group met, "+long+", in Vienna.", "Vienna")
	put("a", "Other matters", "It was mandated With a View to examining options to strengthen, where needed, all.", "第一章 概述")
	for _, c := range []struct {
		text string
		want []string
	}{
		{"Other matters", []string{"Other matters", "1. Other matters."}},
		{"12) OTHER MATTERS:", []string{"Other matters", "1. Other matters."}},
		{"Some other matters", nil},
		{"A meeting, " + long, []string{
			"It was mandated With a View to examining options to strengthen, where needed, all.",
			"The Expert Group met, " + long + ", in Vienna.",
		}},
		{"existing national responses in Vienna today", nil},
		{"第一章 概述", []string{"第一章 概述"}},
		{"", nil},
		{"—", nil},
	} {
		if got := like(t, db, c.text); !slices.Equal(got, c.want) {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}

	pairs, err := db.Pairs(ctx)
	must(t, err)
	b, err := db.Bitext(ctx, pairs[0].ID)
	must(t, err)
	_, err = db.Correct(ctx, by("a", 1), pairs[0].ID, align.Merge(align.Sentence, b.Sentences[:2]...))
	must(t, err)
	if got := like(t, db, "Other matters"); !slices.Equal(got, []string{"1. Other matters."}) {
		t.Errorf("after a merge: %q", got)
	}
	must(t, db.RemovePair(ctx, pairs[1].ID))
	if got := like(t, db, "Other matters"); got != nil {
		t.Errorf("of a pair that is gone: %q", got)
	}
	d, err := db.Diagnose(ctx, false)
	must(t, err)
	if !d.Healthy() {
		t.Errorf("%+v", d)
	}
}

// TestUnitsLikeFindsAll holds the index against a search through all units.
func TestUnitsLikeFindsAll(t *testing.T) {
	db := openTest(t)
	random := rand.New(rand.NewPCG(1, 2))
	sentence := func(n int) string {
		words := make([]string, n)
		for i := range words {
			words[i] = string(rune('a'+random.IntN(3))) + "x" // few words, so that runs repeat
		}
		return strings.Join(words, " ")
	}
	var sources, targets []string
	for range 300 {
		sources, targets = append(sources, sentence(1+random.IntN(14))), append(targets, "x")
	}
	must(t, db.PutPair(ctx, parallel(document("a", "en", sources...), document("b", "fr", targets...)), ""))
	shared := 0
	for range 200 {
		text := sentence(1 + random.IntN(14))
		found := like(t, db, text)
		for _, s := range sources {
			if !sharesRun(text, s) {
				continue
			}
			shared++
			if !slices.Contains(found, s) {
				t.Errorf("%q was not found by %q", s, text)
			}
		}
	}
	if shared < 100 {
		t.Errorf("only %d units share a run", shared)
	}
}

// sharesRun reports whether two texts share SharedWords words in a row, or all.
func sharesRun(a, b string) bool {
	if a == b {
		return true
	}
	words := strings.Fields(a)
	for i := range len(words) - SharedWords + 1 {
		if strings.Contains(" "+b+" ", " "+strings.Join(words[i:i+SharedWords], " ")+" ") {
			return true
		}
	}
	return false
}
