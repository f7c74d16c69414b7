package extract

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bitext/corpus"
	"bitext/termbase"
)

// byPair cuts units where their pair changes.
func byPair(units []termbase.Unit) [][]termbase.Unit {
	var all [][]termbase.Unit
	for i, u := range units {
		if i == 0 || units[i-1].Pair != u.Pair {
			all = append(all, nil)
		}
		all[len(all)-1] = append(all[len(all)-1], u)
	}
	return all
}

// TestRankAnalysedIsRank ranks units as they are, and analysed pair by pair and
// packed: the same proposals and the same memory.
func TestRankAnalysedIsRank(t *testing.T) {
	units := invented(1, 6)
	want, wantMemory, err := Rank(t.Context(), corpus.English, corpus.French, each(units), Options{})
	if err != nil {
		t.Fatal(err)
	}
	got, gotMemory, err := RankAnalysed(t.Context(), corpus.English, corpus.French, func(yield func(Analysed, error) bool) {
		for _, pair := range byPair(units) {
			packed, err := Analyse(corpus.English, corpus.French, pair).Pack()
			if err != nil {
				t.Fatal(err)
			}
			a, err := ReadAnalysis(packed)
			if !yield(Analysed{a, pair[0].Pair, pair[0].ID}, err) {
				return
			}
		}
	}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-as they are +analysed before:\n%s", diff)
	}
	a, err := wantMemory.Pack()
	b, err2 := gotMemory.Pack()
	if err != nil || err2 != nil || !bytes.Equal(a, b) {
		t.Errorf("the memories differ: %d and %d bytes (%v, %v)", len(a), len(b), err, err2)
	}
}

func FuzzReadAnalysis(f *testing.F) {
	packed, err := Analyse(corpus.English, corpus.French, invented(1, 1)).Pack()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(packed)
	f.Add([]byte("no analysis"))
	f.Fuzz(func(t *testing.T, data []byte) {
		a, err := ReadAnalysis(data)
		if err != nil {
			return
		}
		if _, err := a.Pack(); err != nil {
			t.Error(err)
		}
	})
}
