package termbase

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

// with adds a step to the migrations.
func with(t *testing.T, sql string) []migration {
	t.Helper()
	steps, err := migrations()
	must(t, err)
	return append(steps, migration{steps[len(steps)-1].version + 1, sql})
}

func backups(t *testing.T, path string) []string {
	t.Helper()
	found, err := filepath.Glob(filepath.Dir(path) + "/*.bak*")
	must(t, err)
	return found
}

func TestUpgradeKeepsACopy(t *testing.T) {
	path := filled(t)
	steps := with(t, "CREATE TABLE later (x); INSERT INTO later VALUES (1)")
	if _, err := open(ctx, path, OpenOptions{ReadOnly: true}, steps); !errors.Is(err, ErrOlder) {
		t.Errorf("%v", err)
	}
	db, err := open(ctx, path, OpenOptions{}, steps)
	must(t, err)
	same(t, stands(t, db), "approved en:law")
	must(t, db.Close())
	if _, err := Open(ctx, path, OpenOptions{}); !errors.Is(err, ErrNewer) {
		t.Errorf("the older program opened it: %v", err)
	}
	copies := backups(t, path)
	if len(copies) != 1 {
		t.Fatalf("copies: %q", copies)
	}
	old, err := Open(ctx, copies[0], OpenOptions{Existing: true})
	must(t, err)
	same(t, stands(t, old), "approved en:law")
	must(t, old.Close())
}

func TestAFailedUpgradeChangesNothing(t *testing.T) {
	path := filled(t)
	if _, err := open(ctx, path, OpenOptions{}, with(t, "CREATE TABLE later (x); INSERT INTO nowhere VALUES (1)")); err == nil {
		t.Fatal("no error")
	}
	db, err := Open(ctx, path, OpenOptions{Existing: true})
	must(t, err)
	same(t, stands(t, db), "approved en:law")
	d, err := db.Diagnose(ctx, false)
	must(t, err)
	if !d.Healthy() {
		t.Errorf("%+v", d)
	}
	must(t, db.Close())
}

func TestEveryReleasedVersionOpens(t *testing.T) {
	files, err := filepath.Glob("../testdata/old/termbase-v*.db")
	must(t, err)
	steps, err := migrations()
	must(t, err)
	if len(files) != len(steps) {
		t.Errorf("%d files in testdata/old for %d versions: run TERMBASE_OLD=1 go test -run OldFile ./termbase", len(files), len(steps))
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		must(t, err)
		path := filepath.Join(t.TempDir(), "old.db")
		must(t, os.WriteFile(path, text, 0o644))
		db, err := Open(ctx, path, OpenOptions{})
		must(t, err)
		same(t, stands(t, db), "approved en:Member State fr:État membre fr:État partie/forbidden", "rejected en:annual report/", "proposed en:secretariat/")
		e, err := db.Entry(ctx, 1)
		must(t, err)
		if len(e.Renderings) != 1 || e.Renderings[0].Places[0].Form != "États membres" {
			t.Errorf("%s: renderings %+v", file, e.Renderings)
		}
		found, err := db.Search(ctx, Query{Phrase: "états membres", Exact: true})
		must(t, err)
		events, err := db.History(ctx, EventFilter{})
		must(t, err)
		if found.Total != 1 || len(events) != 2 {
			t.Errorf("%s: %d hits, %d changes", file, found.Total, len(events))
		}
		d, err := db.Diagnose(ctx, false)
		must(t, err)
		if len(d.Damage) > 0 || d.Orphans+d.Pairs+d.Renderings > 0 {
			t.Errorf("%s: %+v", file, d)
		}
		must(t, db.Close())
	}
}

func TestKeysFollowTheRules(t *testing.T) {
	path := filled(t)
	db, err := Open(ctx, path, OpenOptions{})
	must(t, err)
	_, err = db.sql.Exec("UPDATE term SET norm = 'x', fold = 'x'; UPDATE meta SET value = 'older rules'")
	must(t, err)
	must(t, db.Close())
	db, err = Open(ctx, path, OpenOptions{})
	must(t, err)
	defer db.Close()
	entries, err := db.Entries(ctx, Filter{Norm: []string{"law"}})
	must(t, err)
	if len(entries) != 1 {
		t.Error("the keys were not made anew")
	}
}

func TestManyUpgradeAtOnce(t *testing.T) {
	path := filled(t)
	steps := with(t, "CREATE TABLE later (x)")
	done := make(chan error)
	const openers = 4
	for range openers {
		go func() {
			db, err := open(ctx, path, OpenOptions{}, steps)
			if err == nil {
				err = db.Close()
			}
			done <- err
		}()
	}
	for range openers {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	copies, err := filepath.Glob(filepath.Join(filepath.Dir(path), "*.bak"))
	must(t, err)
	if len(copies) == 0 {
		t.Error("no copy of the old file")
	}
	parts, err := filepath.Glob(filepath.Join(filepath.Dir(path), "*.part"))
	must(t, err)
	if len(parts) > 0 {
		t.Errorf("left behind: %q", parts)
	}
}
