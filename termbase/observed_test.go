package termbase

import (
	"testing"

	"bitext/corpus"
)

// observedLines is what was seen of all entries, without the numbers of rows.
func observedLines(t *testing.T, db *DB) []string {
	t.Helper()
	lines, err := column[string](ctx, db.sql, `
		SELECT 'seen ' || entry || ' ' || source || ' ' || target || ' ' || count || ' ' || docs || ' ' || score || ' ' || pattern FROM sighting
		UNION ALL SELECT 'form ' || entry || ' ' || text || ' ' || count FROM form
		UNION ALL SELECT 'rendering ' || entry || ' ' || text || ' ' || count FROM rendering
		UNION ALL SELECT 'place ' || p.entry || ' ' || coalesce(r.text, '-') || ' ' || coalesce(f.text, '-') || ' ' || unit || ' ' || source_start || ' ' || target_start
			FROM place p LEFT JOIN rendering r ON r.id = p.rendering LEFT JOIN form f ON f.number = p.form AND f.entry = p.entry
		UNION ALL SELECT 'entry ' || id || ' ' || count || ' ' || score || ' ' || rivals FROM entry
		ORDER BY 1`)
	must(t, err)
	return lines
}

// observedBase has three entries with places in two pairs; two of them were rendered alike.
func observedBase(t *testing.T) *DB {
	t.Helper()
	db := openTest(t)
	for _, name := range []string{"a", "b"} {
		s, d := report(name, []string{"law act rule"}, []string{"loi loi acte"})
		must(t, db.PutPair(ctx, parallel(s, d), ""))
	}
	at := func(source, target int) map[int64][2]corpus.Span {
		spans := [2]corpus.Span{{Start: source, End: source + 3}, {Start: target, End: target + 3}}
		return map[int64][2]corpus.Span{1: spans, 2: spans}
	}
	act := occurrence("act", "loi", at(4, 4))
	act.Renderings = append(act.Renderings, Rendering{Lang: "fr", Text: "acte", Count: 1, Places: []Place{{Unit: 1, Source: act.Places[0].Source, Target: corpus.Span{Start: 8, End: 12}}}})
	_, err := db.Propose(ctx, []Proposal{occurrence("law", "loi", at(0, 0)), act, occurrence("rule", "acte", at(8, 8))}, Run{Source: "en", Target: "fr", Digest: "d"})
	must(t, err)
	return db
}

func TestUndoBringsBackWhatWasObserved(t *testing.T) {
	for name, change := range map[string]func(*DB) error{
		"merge":  func(db *DB) error { return db.Merge(ctx, by("a", 1), 1, 2, 3) },
		"delete": func(db *DB) error { return db.Delete(ctx, by("a", 1), 2) },
	} {
		t.Run(name, func(t *testing.T) {
			db := observedBase(t)
			before := observedLines(t, db)
			must(t, change(db))
			after := observedLines(t, db)
			if len(after) >= len(before) {
				t.Fatalf("nothing has changed: %q", after)
			}
			for range 2 { // the second time a redo is undone
				_, err := db.Undo(ctx, by("a", 2), 0)
				must(t, err)
				same(t, observedLines(t, db), before...)
				_, err = db.Undo(ctx, by("a", 3), 0)
				must(t, err)
				same(t, observedLines(t, db), after...)
			}
			d, err := db.Diagnose(ctx, false)
			must(t, err)
			if !d.Healthy() {
				t.Errorf("%+v", d)
			}
		})
	}
}

func TestUndoBringsBackWhatStillStands(t *testing.T) {
	db := observedBase(t)
	must(t, db.Merge(ctx, by("a", 1), 1, 2))
	pairs, err := db.Pairs(ctx)
	must(t, err)
	must(t, db.RemovePair(ctx, pairs[0].ID))
	_, err = db.Undo(ctx, by("a", 2), 0)
	must(t, err)
	for _, id := range []int64{1, 2} {
		e, err := db.Entry(ctx, id)
		must(t, err)
		must(t, db.Locate(ctx, e))
		if e.Count != 1 || len(e.Renderings) != 1 || e.Renderings[0].Count != 1 || len(e.Renderings[0].Places) != 1 || e.Renderings[0].Places[0].Unit != 2 {
			t.Errorf("entry %d: %+v", id, e)
		}
	}
	digest, err := db.RunDigest(ctx, "en", "fr")
	must(t, err)
	if digest != "" {
		t.Error("the next build would not extract anew")
	}
	d, err := db.Diagnose(ctx, false)
	must(t, err)
	if !d.Healthy() {
		t.Errorf("%+v", d)
	}
}
