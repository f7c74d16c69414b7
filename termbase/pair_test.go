package termbase

import (
	"context"
	"testing"

	"bitext/corpus"

	"github.com/google/go-cmp/cmp"
)

var ctx = context.Background()

// report is a small pair whose places are easily told.
func report(suffix string, en, fr []string) (source, target *corpus.Document) {
	return document("en"+suffix, "en", en...), document("fr"+suffix, "fr", fr...)
}

func TestPairIsStoredAndReadBack(t *testing.T) {
	db := openTest(t)
	s, d := report(".txt", []string{"The Member States met.", "They agreed."}, []string{"Les États Membres se sont réunis.", "Ils ont approuvé."})
	s.Blocks[0].Kind, s.Blocks[0].Label, s.Blocks[0].Page = corpus.ListItem, "The", 3
	b := parallel(s, d)
	must(t, db.PutPair(ctx, b, "v1"))
	pairs, err := db.Pairs(ctx)
	must(t, err)
	if len(pairs) != 1 || pairs[0].Units != 2 || pairs[0].Source.Path != "en.txt" {
		t.Fatalf("pairs: %+v", pairs)
	}
	back, err := db.Bitext(ctx, pairs[0].ID)
	must(t, err)
	if diff := cmp.Diff(b, back); diff != "" {
		t.Error(diff)
	}
	digest, err := db.PairDigest(ctx, "en.txt", "fr.txt")
	must(t, err)
	if digest != "v1" {
		t.Errorf("digest %q", digest)
	}
}

func units(t *testing.T, db *DB, f UnitFilter) (out []string) {
	t.Helper()
	for u, err := range db.Units(ctx, f) {
		must(t, err)
		out = append(out, u.Source+" | "+u.Target)
	}
	return out
}

func TestChangedPairReplacesWhatItGave(t *testing.T) {
	db := openTest(t)
	s, d := report("", []string{"One."}, []string{"Un."})
	es := document("es", "es", "Uno.")
	must(t, db.PutPair(ctx, parallel(s, d), "1"))
	must(t, db.PutPair(ctx, parallel(s, es), "1"))
	s2, d2 := report("", []string{"Two.", "Three."}, []string{"Deux.", "Trois."})
	must(t, db.PutPair(ctx, parallel(s2, d2), "2"))
	if diff := cmp.Diff([]string{"One. | Uno.", "Two. | Deux.", "Three. | Trois."}, units(t, db, UnitFilter{})); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"One. | Uno."}, units(t, db, UnitFilter{Target: "es"})); diff != "" {
		t.Error(diff)
	}
	var documents int
	must(t, db.sql.QueryRow("SELECT count(*) FROM document").Scan(&documents))
	if documents != 4 {
		t.Errorf("%d documents, want both states of the source and two targets", documents)
	}
	found, err := db.Search(ctx, Query{Phrase: "un"})
	must(t, err)
	if found.Total != 0 {
		t.Errorf("the text that was replaced is still found: %+v", found.Hits)
	}
}

// occurrence makes a proposal of one word in the units given.
func occurrence(text, rendering string, spans map[int64][2]corpus.Span) Proposal {
	p := Proposal{Lang: "en", Text: text, Forms: map[string]int{text: len(spans)}, Count: len(spans), Docs: 1, Score: float64(len(spans))}
	r := Rendering{Lang: "fr", Text: rendering, Count: len(spans)}
	for unit := int64(1); unit < 100; unit++ {
		if s, ok := spans[unit]; ok {
			at := Place{Unit: unit, Source: s[0], Target: s[1]}
			p.Places = append(p.Places, at)
			r.Places = append(r.Places, at)
		}
	}
	p.Renderings = []Rendering{r}
	return p
}

func TestRemovingAPairTakesItsCountsAway(t *testing.T) {
	db := openTest(t)
	for _, name := range []string{"a", "b"} {
		s, d := report(name, []string{"A treaty."}, []string{"Un traité."})
		must(t, db.PutPair(ctx, parallel(s, d), ""))
	}
	at := [2]corpus.Span{{Start: 2, End: 8}, {Start: 3, End: 10}}
	_, err := db.Propose(ctx, []Proposal{occurrence("treaty", "traité", map[int64][2]corpus.Span{1: at, 2: at})}, Run{Source: "en", Target: "fr"})
	must(t, err)
	entries, err := db.Entries(ctx, Filter{Places: true})
	must(t, err)
	if e := entries[0]; e.Count != 2 || e.Renderings[0].Count != 2 || len(e.Renderings[0].Places) != 2 || e.Renderings[0].Places[0].Form != "traité" {
		t.Fatalf("before: %+v", e)
	}
	pairs, err := db.Pairs(ctx)
	must(t, err)
	must(t, db.RemovePair(ctx, pairs[0].ID))
	entries, err = db.Entries(ctx, Filter{Places: true})
	must(t, err)
	if e := entries[0]; e.Count != 1 || e.Renderings[0].Count != 1 || len(e.Renderings[0].Places) != 1 {
		t.Errorf("after: %+v", e)
	}
}

func TestSearchFindsInflectedFoldedAndEitherSide(t *testing.T) {
	db := openTest(t)
	s, d := report("", []string{"The treaty on mutual assistance.", "No more."}, []string{"Le traité d’entraide.", "Plus rien : ŒUVRES."})
	must(t, db.PutPair(ctx, parallel(s, d), ""))
	at := [2]corpus.Span{{Start: 4, End: 10}, {Start: 3, End: 10}}
	_, err := db.Propose(ctx, []Proposal{occurrence("treaty", "traité", map[int64][2]corpus.Span{1: at})}, Run{Source: "en", Target: "fr"})
	must(t, err)
	for phrase, want := range map[string]string{"TREATY": "treaty", "traite": "traité", "entraide": "entraide", "oeuvres": "ŒUVRES", "mutual   assistance": "mutual assistance"} {
		c, err := db.Search(ctx, Query{Phrase: phrase})
		must(t, err)
		if c.Total != 1 {
			t.Errorf("%q: %d hits", phrase, c.Total)
			continue
		}
		h := c.Hits[0]
		got := ""
		for _, x := range h.Source {
			got += x.In(h.Unit.Source)
		}
		for _, x := range h.Target {
			got += x.In(h.Unit.Target)
		}
		if got != want {
			t.Errorf("%q marks %q, want %q", phrase, got, want)
		}
	}
	c, err := db.Search(ctx, Query{Phrase: "traité"})
	must(t, err)
	if diff := cmp.Diff([]Rendering{{Lang: "en", Text: "treaty", Count: 1}}, c.Renderings); diff != "" {
		t.Error(diff)
	}
}
