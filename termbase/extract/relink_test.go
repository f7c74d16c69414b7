package extract

import (
	"testing"

	"bitext/corpus"
	"bitext/termbase"
)

// linked makes an extraction of one unit with the links given, by words.
func linked(t *testing.T, source, target string, links map[[2]string]float32) *extraction {
	t.Helper()
	x := newBilingual(corpus.English, corpus.French, Options{})
	unit := func(yield func(termbase.Unit, error) bool) { yield(termbase.Unit{Source: source, Target: target}, nil) }
	if err := x.readUnits(t.Context(), unit); err != nil {
		t.Fatal(err)
	}
	x.links = make([][]link, 1)
	for i, s := range x.source.sentences[0].tokens {
		for j, f := range x.target.sentences[0].tokens {
			if p := links[[2]string{x.source.words[s.norm], x.target.words[f.norm]}]; p > 0 {
				x.links[0] = append(x.links[0], link{uint16(i), uint16(j), p})
			}
		}
	}
	if len(x.links[0]) != len(links) {
		t.Fatalf("%d links, want %d", len(x.links[0]), len(links))
	}
	return x
}

// strength gives the strength of a link, by words.
func strength(x *extraction, source, target string) float32 {
	for _, l := range x.links[0] {
		if x.source.words[x.source.sentences[0].tokens[l.source].norm] == source && x.target.words[x.target.sentences[0].tokens[l.target].norm] == target {
			return l.p
		}
	}
	return 0
}

func TestWordsYieldWhatOthersNeed(t *testing.T) {
	x := linked(t, "Hydrocarbon deposits are rich.", "Les gisements d'hydrocarbures sont riches.", map[[2]string]float32{
		{"hydrocarbon", "gisements"}: 0.9, {"hydrocarbon", "hydrocarbures"}: 0.55, {"deposits", "gisements"}: 0.5, {"rich", "riches"}: 1,
	})
	x.yield(0)
	if strength(x, "hydrocarbon", "gisements") >= strength(x, "deposits", "gisements") {
		t.Errorf("hydrocarbon keeps what deposits needs: %v", x.links[0])
	}
	if p := strength(x, "hydrocarbon", "hydrocarbures"); p != 0.55 {
		t.Errorf("hydrocarbon – hydrocarbures: %v, want it unchanged", p)
	}
}

func TestTheSameWordNeedsNoOther(t *testing.T) {
	x := linked(t, "The standard of ISO stands.", "La norme ISO reste.", map[[2]string]float32{
		{"iso", "norme"}: 0.5, {"iso", "iso"}: 0.9, {"stands", "reste"}: 0.8,
	})
	x.yield(0)
	if p := strength(x, "iso", "norme"); p >= noLink*2 {
		t.Errorf("iso – norme: %v", p)
	}
}
