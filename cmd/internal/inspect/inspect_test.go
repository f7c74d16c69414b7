package inspect

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"bitext/align"
	"bitext/corpus"
	"bitext/termbase"
	"bitext/termbase/check"
)

func document(path string, code corpus.Lang, text ...string) *corpus.Document {
	d := &corpus.Document{Path: path, Lang: code}
	for _, t := range text {
		d.Blocks = append(d.Blocks, corpus.Block{Text: t})
	}
	return d
}

// checked is a text with one wrong number, checked against an empty termbase
// in a folder of its own.
func checked(t *testing.T) (*termbase.DB, Result) {
	t.Helper()
	dir := t.TempDir()
	db, err := termbase.Open(t.Context(), filepath.Join(dir, "termbase.db"), termbase.OpenOptions{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	b := &align.Bitext{
		Source:     document(filepath.Join(dir, "en", "a.txt"), "en", "The Committee examined 14 plans."),
		Target:     document(filepath.Join(dir, "fr", "a.txt"), "fr", "Le Comité a examiné 41 plans."),
		Paragraphs: []align.Bead{{Source: []int{0}, Target: []int{0}, Confidence: 1}},
	}
	r, err := Text(t.Context(), db, b, check.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Findings) != 1 || r.Findings[0].Rule != "number" {
		t.Fatalf("found %+v", r.Findings)
	}
	return db, r
}

func stored(ctx context.Context, t *testing.T, db *termbase.DB) (termbase.Checked, []Stored) {
	t.Helper()
	checks, err := db.Checks(ctx)
	if err != nil || len(checks) != 1 {
		t.Fatalf("%d checks, %v", len(checks), err)
	}
	found, err := Load(ctx, db, checks[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	return checks[0], found
}

func TestWhatIsStoredIsReadBack(t *testing.T) {
	db, r := checked(t)
	at := time.Unix(1000, 0).UTC()
	for range 2 { // the second takes the place of the first
		if err := Store(t.Context(), db, []Result{r}, "reviewer", at); err != nil {
			t.Fatal(err)
		}
	}
	c, found := stored(t.Context(), t, db)
	if c.Source != "en/a.txt" || c.Target != "fr/a.txt" || c.Author != "reviewer" || !c.At.Equal(at) || c.Count != 1 {
		t.Errorf("stored %+v", c)
	}
	if len(found) != 1 || found[0].Waiver != nil {
		t.Fatalf("read %+v", found)
	}
	if diff := cmp.Diff(r.Findings[0], found[0].Finding); diff != "" {
		t.Error(diff)
	}
}

func TestTwoTextsOfOneFileAreStoredTogether(t *testing.T) {
	db, r := checked(t)
	if err := Store(t.Context(), db, []Result{r, r}, "reviewer", time.Unix(1, 0)); err != nil {
		t.Fatal(err)
	}
	if _, found := stored(t.Context(), t, db); len(found) != 2 {
		t.Errorf("%d findings", len(found))
	}
}

func TestAWaiverIsSeenByBoth(t *testing.T) {
	db, r := checked(t)
	ctx := t.Context()
	if err := Store(ctx, db, []Result{r}, "reviewer", time.Unix(1, 0)); err != nil {
		t.Fatal(err)
	}
	c, found := stored(ctx, t, db)
	if err := db.Waive(ctx, Waiver(&c, found[0].Finding, " a quotation ", "reviewer", time.Unix(2, 0))); err != nil {
		t.Fatal(err)
	}
	if _, found = stored(ctx, t, db); found[0].Waiver == nil || found[0].Waiver.Reason != "a quotation" {
		t.Errorf("read %+v", found[0].Waiver)
	}
	waived, err := Accepted(ctx, db)
	if err != nil {
		t.Fatal(err)
	}
	open, accepted, by := waived.Split(r.Findings)
	if len(open) != 0 || len(accepted) != 1 || by[0].File != "fr/a.txt" {
		t.Errorf("open %+v, accepted %+v by %+v", open, accepted, by)
	}
	if unused := waived.Unused(nil, check.Looked{Rules: r.Rules, Files: []string{"fr/a.txt"}}); len(unused) != 1 {
		t.Errorf("unused %+v", unused)
	}
}
