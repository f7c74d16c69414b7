package termbase

import (
	"errors"
	"testing"

	"bitext/corpus"
)

// seen is a termbase with two texts and three proposals: "seed bank" with two
// renderings, "rule" with one, "law" with none.
func seen(t *testing.T) *DB {
	t.Helper()
	db := openTest(t)
	s, d := report(".txt", []string{"The seed bank.", "A seed bank and a rule."}, []string{"La banque de semences.", "Une banque et une règle."})
	must(t, db.PutPair(ctx, parallel(s, d), ""))
	other, autre := report("-2.txt", []string{"The law."}, []string{"Le droit."})
	must(t, db.PutPair(ctx, parallel(other, autre), ""))
	bank := Proposal{Lang: "en", Text: "seed bank", Count: 2, Docs: 1, Score: 5, Forms: map[string]int{"seed bank": 2}, Renderings: []Rendering{
		{Lang: "fr", Text: "banque de semences", Count: 1, Places: []Place{{Unit: 1, Source: corpus.Span{Start: 4, End: 13}, Target: corpus.Span{Start: 3, End: 21}}}},
		{Lang: "fr", Text: "banque", Count: 1, Places: []Place{{Unit: 2, Source: corpus.Span{Start: 2, End: 11}, Target: corpus.Span{Start: 4, End: 10}}}},
	}}
	law := Proposal{Lang: "en", Text: "law", Count: 1, Docs: 1, Score: 1, Forms: map[string]int{"law": 1}, Places: []Place{{Unit: 3, Source: corpus.Span{Start: 4, End: 7}}}}
	rule := occurrence("rule", "règle", map[int64][2]corpus.Span{2: {{Start: 18, End: 22}, {Start: 18, End: 24}}})
	_, err := db.Propose(ctx, []Proposal{law, bank, rule}, Run{Source: "en", Target: "fr"})
	must(t, err)
	return db
}

// named lists the entries that a filter chooses by their first terms.
func named(t *testing.T, db *DB, f Filter) []string {
	t.Helper()
	entries, err := db.Entries(ctx, f)
	must(t, err)
	n, err := db.Count(ctx, f)
	must(t, err)
	if f.Limit == 0 && n != len(entries) {
		t.Errorf("%+v: counted %d, read %d", f, n, len(entries))
	}
	var out []string
	for _, e := range entries {
		out = append(out, e.Terms[0].Text)
	}
	return out
}

func TestListsAreKeptInOrder(t *testing.T) {
	db := seen(t)
	same(t, named(t, db, Filter{Sort: ByRivals}), "seed bank", "rule", "law")
	same(t, named(t, db, Filter{Rivals: 2}), "seed bank")
	same(t, named(t, db, Filter{}), "seed bank", "law", "rule")
	same(t, named(t, db, Filter{Reverse: true}), "rule", "law", "seed bank")
	same(t, named(t, db, Filter{Sort: ByTerm}), "law", "rule", "seed bank")
	same(t, named(t, db, Filter{Document: 1}), "seed bank", "rule")
	same(t, named(t, db, Filter{Document: 4}), "law")

	e, err := db.Entry(ctx, 1)
	must(t, err)
	e.Terms[0].Text = "zoning law"
	must(t, db.Save(ctx, by("a", 1), e))
	same(t, named(t, db, Filter{Sort: ByTerm}), "rule", "seed bank", "zoning law")
	must(t, db.RemovePair(ctx, 1))
	same(t, named(t, db, Filter{Rivals: 2}))
	same(t, named(t, db, Filter{MinCount: 1}), "zoning law")
	healthy(t, db)
	_, err = db.Propose(ctx, nil, Run{Source: "en", Target: "fr"})
	must(t, err)
	same(t, named(t, db, Filter{MinCount: 1}))
	healthy(t, db)
}

func TestMergeAddsUpRivals(t *testing.T) {
	db := seen(t)
	must(t, db.Merge(ctx, by("a", 1), 2, 3))
	e, err := db.Entries(ctx, Filter{Rivals: 3})
	must(t, err)
	if len(e) != 1 || len(e[0].Renderings) != 3 {
		t.Errorf("%+v", e)
	}
	healthy(t, db)
}

func TestDecisionOnAnOldVersionIsRefused(t *testing.T) {
	db := seen(t)
	must(t, db.Decide(ctx, Change{Author: "a", Seen: map[int64]int{2: 1}}, Approved, "", 2))
	for name, change := range map[string]func(Change) error{
		"decide": func(ch Change) error { return db.Decide(ctx, ch, Rejected, "", 2) },
		"merge":  func(ch Change) error { return db.Merge(ctx, ch, 3, 2) },
		"delete": func(ch Change) error { return db.Delete(ctx, ch, 2) },
	} {
		err := change(Change{Author: "b", Seen: map[int64]int{2: 1}})
		var conflict *ConflictError
		if !errors.As(err, &conflict) || conflict.Current.Author != "a" {
			t.Errorf("%s: %v", name, err)
		}
	}
	if e, err := db.Entry(ctx, 2); err != nil || e.State != Approved {
		t.Errorf("%+v %v", e, err)
	}
	must(t, db.Decide(ctx, Change{Author: "b", Seen: map[int64]int{2: 1}, Force: true}, Rejected, "", 2))
}

func TestTimelineFollowsDecisions(t *testing.T) {
	db := seen(t)
	day := func(n int) Change {
		ch := by("a", 0)
		ch.At = ch.At.AddDate(0, 0, n)
		return ch
	}
	must(t, db.Decide(ctx, day(0), Approved, "", 1, 2))
	must(t, db.Decide(ctx, day(1), Rejected, "", 2))
	must(t, db.Delete(ctx, day(2), 2))
	_, err := db.Undo(ctx, day(3), 0)
	must(t, err)
	days, err := db.Timeline(ctx)
	must(t, err)
	want := []map[State]int{
		{Approved: 2, Proposed: -2},
		{Approved: -1, Rejected: 1},
		{Rejected: -1},
		{Rejected: 1},
	}
	if len(days) != len(want) {
		t.Fatalf("%+v", days)
	}
	for i, d := range days {
		for _, s := range []State{Proposed, Approved, Rejected} {
			if d.States[s] != want[i][s] || !d.Day.Equal(day(i).At) {
				t.Errorf("day %d: %+v, want %+v", i, d, want[i])
			}
		}
	}
}

func TestOccurrencesComeByRendering(t *testing.T) {
	db := seen(t)
	all, err := db.Occurrences(ctx, 2, OccurrenceFilter{})
	must(t, err)
	if len(all) != 2 || all[0].Text != "banque" || all[0].Form != "banque" || all[0].Of.Source != "A seed bank and a rule." || all[1].Form != "banque de semences" {
		t.Errorf("%+v", all)
	}
	one, err := db.Occurrences(ctx, 2, OccurrenceFilter{Text: "banque", Lang: "fr", Limit: 1})
	must(t, err)
	if len(one) != 1 || one[0].Unit != 2 {
		t.Errorf("%+v", one)
	}
	bare, err := db.Occurrences(ctx, 1, OccurrenceFilter{Bare: true})
	must(t, err)
	if len(bare) != 1 || bare[0].Text != "" || bare[0].Source.In(bare[0].Of.Source) != "law" {
		t.Errorf("%+v", bare)
	}
	if rest, err := db.Occurrences(ctx, 1, OccurrenceFilter{Offset: 1}); err != nil || len(rest) != 0 {
		t.Errorf("%+v %v", rest, err)
	}
}

func TestGenerationChangesWithEveryCommit(t *testing.T) {
	db := seen(t)
	generation := func() int64 {
		n, err := db.Generation(ctx)
		must(t, err)
		return n
	}
	before := generation()
	if _, err := db.Entries(ctx, Filter{}); err != nil || generation() != before {
		t.Errorf("reading changed it: %v", err)
	}
	must(t, db.Decide(ctx, by("a", 1), Approved, "", 1))
	after := generation()
	if after == before {
		t.Error("a decision did not change it")
	}
	other, err := Open(ctx, db.Path(), OpenOptions{})
	must(t, err)
	must(t, other.Decide(ctx, by("a", 1), Rejected, "", 1))
	must(t, other.Close())
	if generation() == after {
		t.Error("another connection's decision did not change it")
	}
}

func TestSubjectsAreCounted(t *testing.T) {
	db := openTest(t)
	for i, subject := range []string{"law", "trade", "", "law"} {
		e := entry("en:term " + string(rune('a'+i)))
		e.Subject = subject
		must(t, db.Save(ctx, by("a", 1), e))
	}
	subjects, err := db.Subjects(ctx)
	must(t, err)
	if len(subjects) != 2 || subjects[0] != (Subject{"law", 2}) || subjects[1] != (Subject{"trade", 1}) {
		t.Errorf("%+v", subjects)
	}
}
