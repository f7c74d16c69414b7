package termbase

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// forked gives a termbase with three entries and a copy of it.
func forked(t *testing.T) (ours, theirs *DB) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "ours.db")
	db, err := Open(ctx, path, OpenOptions{})
	must(t, err)
	must(t, db.Save(ctx, by("a", 1), entry("en:law", "fr:loi"), entry("en:act", "fr:acte"), entry("en:rule", "fr:règle")))
	must(t, db.Close())
	text, err := os.ReadFile(path)
	must(t, err)
	other := filepath.Join(t.TempDir(), "theirs.db")
	must(t, os.WriteFile(other, text, 0o644))
	ours, err = Open(ctx, path, OpenOptions{})
	must(t, err)
	theirs, err = Open(ctx, other, OpenOptions{})
	must(t, err)
	t.Cleanup(func() { ours.Close(); theirs.Close() })
	return ours, theirs
}

// edit changes an entry.
func edit(t *testing.T, db *DB, id int64, change func(*Entry)) {
	t.Helper()
	e, err := db.Entry(ctx, id)
	must(t, err)
	change(e)
	must(t, db.Save(ctx, by("e", 9), e))
}

func TestMergeFileOfACopy(t *testing.T) {
	ours, theirs := forked(t)
	edit(t, ours, 1, func(e *Entry) {
		e.Note = "mine"
		e.Terms = append(e.Terms, Term{Lang: "fr", Text: "droit", Status: Admitted})
	})
	edit(t, theirs, 1, func(e *Entry) {
		e.Subject = "theirs"
		e.Terms = append(e.Terms, Term{Lang: "fr", Text: "texte", Status: Forbidden})
	})
	edit(t, ours, 2, func(e *Entry) { e.Terms[1].Status = Forbidden })
	edit(t, theirs, 2, func(e *Entry) { e.Terms[1].Status = Deprecated; e.Note = "n" })
	must(t, theirs.Delete(ctx, by("t", 10), 3))
	fresh := entry("en:new", "fr:neuf")
	must(t, theirs.Save(ctx, by("t", 11), fresh))
	edit(t, theirs, 1, func(e *Entry) { e.References = []Reference{{Kind: "see", Entry: fresh.ID}} })
	must(t, ours.Save(ctx, by("o", 11), entry("en:ours", "fr:nôtre"))) // bears the same number

	report, err := ours.MergeFile(ctx, by("m", 20), theirs, MergeOptions{DryRun: true})
	must(t, err)
	dry := *report
	report, err = ours.MergeFile(ctx, by("m", 20), theirs, MergeOptions{})
	must(t, err)
	if diff := cmp.Diff(&dry, report); diff != "" {
		t.Errorf("dry run: %s", diff)
	}
	if report.Added != 1 || report.Changed != 2 || report.Removed != 1 || len(report.Conflicts) != 1 {
		t.Fatalf("%+v", report)
	}
	if diff := cmp.Diff([]string{"fr:acte"}, report.Conflicts[0].Fields); diff != "" {
		t.Error(diff)
	}
	same(t, stands(t, ours), "approved en:law fr:loi fr:droit/admitted fr:texte/forbidden", "approved en:act fr:acte/forbidden",
		"approved en:ours fr:nôtre", "approved en:new fr:neuf")
	e, err := ours.Entry(ctx, 1)
	must(t, err)
	if e.Note != "mine" || e.Subject != "theirs" || e.References[0].Entry != 5 {
		t.Errorf("%+v", e)
	}
	again, err := ours.MergeFile(ctx, by("m", 21), theirs, MergeOptions{Prefer: Theirs})
	must(t, err)
	if again.Changed != 1 || len(again.Conflicts) != 0 {
		t.Errorf("%+v", again)
	}
	if _, err := ours.Undo(ctx, by("u", 22), 0); err != nil {
		t.Error(err)
	}
}

func TestMergeFileOfAStranger(t *testing.T) {
	ours, theirs := openTest(t), openTest(t)
	must(t, ours.Save(ctx, by("a", 1), entry("en:law", "fr:loi")))
	must(t, theirs.Save(ctx, by("b", 2), entry("en:Law", "fr:droit"), entry("en:act")))
	report, err := ours.MergeFile(ctx, by("m", 3), theirs, MergeOptions{})
	must(t, err)
	if report.Added != 1 || report.Changed != 1 {
		t.Errorf("%+v", report)
	}
	for _, e := range stands(t, ours) {
		if !strings.Contains(e, "droit") && !strings.Contains(e, "act") {
			t.Errorf("%q", e)
		}
	}
	differences, err := Diff(ctx, ours, theirs)
	must(t, err)
	if len(differences) == 0 {
		t.Error("no difference")
	}
}

func TestDiff(t *testing.T) {
	ours, theirs := forked(t)
	differences, err := Diff(ctx, ours, theirs)
	must(t, err)
	if len(differences) != 0 {
		t.Errorf("%+v", differences)
	}
	edit(t, ours, 1, func(e *Entry) { e.Note = "x" })
	must(t, theirs.Delete(ctx, by("a", 2), 2))
	must(t, ours.Delete(ctx, by("a", 2), 3))
	differences, err = Diff(ctx, ours, theirs)
	must(t, err)
	var got []string
	for _, d := range differences {
		line := ""
		for _, e := range []*Entry{d.Ours, d.Theirs} {
			if e == nil {
				line += "-"
			} else {
				line += e.Terms[0].Text + e.Note
			}
			line += " "
		}
		got = append(got, line)
	}
	same(t, got, "lawx law ", "act - ", "- rule ")
}

func TestSavesThatTouchDifferentThingsAreJoined(t *testing.T) {
	db := openTest(t)
	e := entry("en:law", "fr:loi")
	must(t, db.Save(ctx, by("a", 1), e))
	mine, yours, third := *e, *e, *e
	yours.Terms = append([]Term{}, e.Terms...)
	mine.Note, yours.Terms[1].Gender, third.Note = "mine", "f", "third"
	must(t, db.Save(ctx, by("me", 2), &mine))
	ch := by("you", 3)
	ch.Merge = true
	must(t, db.Save(ctx, ch, &yours))
	stored, err := db.Entry(ctx, e.ID)
	must(t, err)
	if stored.Note != "mine" || stored.Terms[1].Gender != "f" {
		t.Errorf("%+v", stored)
	}
	if err := db.Save(ctx, ch, &third); err == nil {
		t.Error("two notes were joined")
	}
}

func TestLint(t *testing.T) {
	db := openTest(t)
	bad := entry("en:law", "fr:loi", "fr:loi ")
	bad.Terms[2].Status = Preferred
	long := entry("en:this is what one calls a sentence.", "fr:x")
	seen := entry("en:seen", "fr:vu")
	must(t, db.Save(ctx, by("a", 1), entry("en:law", "fr:droit"), bad, long, entry("en:only"),
		&Entry{State: Approved, Terms: []Term{{Lang: "en", Text: "a", Status: Preferred}, {Lang: "fr", Text: "e\u0301", Status: Forbidden}}, References: []Reference{{Kind: "see", Entry: 99}}}, seen))
	p := occurrence("seen", "aperçu", nil)
	p.Renderings[0].Count = 5
	_, err := db.Propose(ctx, []Proposal{p}, Run{Source: "en", Target: "fr"})
	must(t, err)
	faults, err := db.Lint(ctx)
	must(t, err)
	var got []string
	for _, f := range faults {
		got = append(got, string(f.Flaw)+" "+f.Text)
	}
	same(t, got, "duplicate law", "spaces loi ", "two-preferred loi ", "long this is what one calls a sentence.", "one-language only",
		"characters e\u0301", "no-preferred e\u0301", "reference see ", "never-seen vu")
}
