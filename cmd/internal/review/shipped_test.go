package review

import (
	"context"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"bitext/align"
	"bitext/corpus"
	"bitext/corpus/load"
	"bitext/termbase"
	"bitext/termbase/extract"
)

// shipped is a termbase of the reports of testdata, as build makes it.
func shipped(t testing.TB) *termbase.DB {
	t.Helper()
	text, err := buildShipped()
	must(t, err)
	path := filepath.Join(t.TempDir(), "reports.db")
	must(t, os.WriteFile(path, text, 0o600))
	return openFile(t, path)
}

// competing gives the first proposal that the texts render in French in two ways, and
// the second of these.
func competing(t testing.TB, db *termbase.DB) (entry int64, second string) {
	t.Helper()
	entries, err := db.Entries(context.Background(), termbase.Filter{States: []termbase.State{termbase.Proposed}, Rivals: 2})
	must(t, err)
	for _, e := range entries {
		seen := 0
		for _, r := range e.Renderings {
			if r.Lang != "fr" {
				continue
			}
			if seen++; seen == 2 {
				return e.ID, r.Text
			}
		}
	}
	t.Fatal("no proposal with two renderings in French")
	return 0, ""
}

// openFile opens a termbase until the test ends.
func openFile(t testing.TB, path string) *termbase.DB {
	t.Helper()
	db, err := termbase.Open(context.Background(), path, termbase.OpenOptions{})
	must(t, err)
	t.Cleanup(func() { must(t, db.Close()) })
	return db
}

// buildShipped makes the file once for all tests.
var buildShipped = sync.OnceValues(func() ([]byte, error) {
	dir, err := os.MkdirTemp("", "bitext-review")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "reports.db")
	ctx := context.Background()
	db, err := termbase.Open(ctx, path, termbase.OpenOptions{})
	if err != nil {
		return nil, err
	}
	if err := storeReports(ctx, db); err != nil {
		return nil, err
	}
	for _, code := range []corpus.Lang{"es", "fr", "ru"} {
		proposals, err := extract.Bilingual(ctx, "en", code, db.Units(ctx, termbase.UnitFilter{Source: "en", Target: code}), extract.Options{})
		if err != nil {
			return nil, err
		}
		if _, err := db.Propose(ctx, proposals, termbase.Run{Source: "en", Target: code, Digest: "test"}); err != nil {
			return nil, err
		}
	}
	if err := db.Close(); err != nil {
		return nil, err
	}
	return os.ReadFile(path)
})

func storeReports(ctx context.Context, db *termbase.DB) error {
	groups, _, err := load.Pairs(ctx, []string{"../../../testdata/reports"}, load.PairOptions{})
	if err != nil {
		return err
	}
	for _, g := range groups {
		source, err := load.File(ctx, g.Source.Path, load.Options{Lang: g.Source.Lang})
		if err != nil {
			return err
		}
		for _, item := range g.Targets {
			target, err := load.File(ctx, item.Path, load.Options{Lang: item.Lang})
			if err != nil {
				return err
			}
			b, err := align.Documents(ctx, source, target, align.Options{Level: align.Sentence})
			if err != nil {
				return err
			}
			if err := db.PutPair(ctx, b, "test"); err != nil {
				return err
			}
		}
	}
	return nil
}

func must(tb testing.TB, err error) {
	tb.Helper()
	if err != nil {
		tb.Fatal(err)
	}
}
