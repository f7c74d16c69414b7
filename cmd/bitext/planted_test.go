package main

import (
	"bytes"
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	"bitext/termbase/check"
)

// TestPlanted checks the translation with planted faults: every fault of the
// list is found by its rule at its place, and nothing else is reported.
func TestPlanted(t *testing.T) {
	db := newTermbase(t)
	found := checkNew(t, db, "water-2022.fr.txt")
	rows := readFaults(t)
	taken := make([]bool, len(found))
	missed := 0
	for _, f := range rows {
		hit := false
		for i, g := range found {
			if matches(f, g) {
				taken[i], hit = true, true
			}
		}
		if !hit {
			missed++
			t.Errorf("not found: %s at %d: %q for %q", f.rule, f.source, f.wrong, f.right)
		}
	}
	for i, g := range found {
		if !taken[i] && !explained(rows, g) {
			t.Errorf("false alarm: %s at %d/%d: %s", g.Rule, g.Source.Index, g.Target.Index, g.Message)
		}
	}
	t.Logf("%d of %d faults found, %d findings", len(rows)-missed, len(rows), len(found))
}

// TestSilent checks the same translation without the faults.
func TestSilent(t *testing.T) {
	for _, g := range checkNew(t, newTermbase(t), "water-2022.right.fr.txt") {
		t.Errorf("false alarm: %s at %d/%d: %s: %s", g.Rule, g.Source.Index, g.Target.Index, g.Message, g.Target.Text)
	}
}

// matches reports whether a finding is the fault: its rule, its place, and the
// span within what stands wrongly there, or the other way round.
func matches(f fault, g check.Finding) bool {
	if f.rule != g.Rule {
		return false
	}
	if f.rule == "missing" {
		return g.Source.Index == f.source
	}
	if g.Target.Index != f.target {
		return false
	}
	start := strings.Index(g.Target.Text, f.wrong)
	end := start + len(f.wrong)
	return start >= 0 && g.Target.Span.Start < end && start < g.Target.Span.End
}

// explained reports whether a finding of another rule is about a planted
// fault all the same: a term that was changed is missing as well as forbidden.
func explained(rows []fault, g check.Finding) bool {
	for _, f := range rows {
		start := strings.Index(g.Target.Text, f.wrong)
		if f.target >= 0 && g.Target.Index == f.target && start >= 0 && g.Target.Span.Start < start+len(f.wrong) && start < g.Target.Span.End {
			return true
		}
	}
	return false
}

// newTermbase is a termbase with the glossary.
func newTermbase(t *testing.T) string {
	t.Helper()
	db := filepath.Join(t.TempDir(), "t.db")
	mustRun(t, "terms", "import", "../../testdata/new/glossary.tsv", "-d", db)
	return db
}

// checkNew runs the check on a file of testdata/new.
func checkNew(t *testing.T, db, name string) []check.Finding {
	t.Helper()
	const dir = "../../testdata/new/"
	var stdout, stderr bytes.Buffer
	code := run(t.Context(), []string{"check", dir + "water-2022.en.txt", dir + name, "-d", db, "--to", "json"}, nil, &stdout, &stderr)
	if code == exitFailure || stderr.Len() > 0 {
		t.Fatalf("status %d: %s", code, &stderr)
	}
	var all []check.Finding
	for dec := json.NewDecoder(&stdout); dec.More(); {
		var g check.Finding
		if err := dec.Decode(&g); err != nil {
			t.Fatal(err)
		}
		all = append(all, g)
	}
	if (code == exitFindings) != (len(all) > 0) {
		t.Errorf("status %d with %d findings", code, len(all))
	}
	return all
}
