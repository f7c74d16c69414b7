package main

import (
	"bytes"
	"database/sql"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"testing"
	"time"

	"bitext/termbase"
)

// kills is how often TestKill ends a build by SIGKILL, at points spread over
// its time.
const kills = 12

// TestKill kills builds at many points. Whatever the point, the file opens,
// passes SQLite's own check, holds whole pairs only, and the next build
// completes it to the same content as one that was never disturbed.
func TestKill(t *testing.T) {
	dir := t.TempDir()
	reports := someReports(t, dir, "water-2021", "risk-2022", "statistics-2021")
	whole := filepath.Join(dir, "whole.db")
	mustRun(t, "build", reports, "-d", whole)
	began := time.Now() // the second run: all is in the cache of the system by now
	mustRun(t, "build", reports, "-d", filepath.Join(dir, "timed.db"))
	lasts := time.Since(began)
	units := unitsByPair(t, whole)
	want := exported(t, whole)

	kills := kills
	if testing.Short() {
		kills = 4
	}
	killed, resumed := 0, filepath.Join(dir, "resumed.db")
	for i := range kills {
		path := resumed // every second build goes on where the one before was killed
		if i%2 == 0 {
			path = filepath.Join(dir, fmt.Sprintf("fresh%d.db", i))
		}
		if killAfter(t, lasts*time.Duration(i+1)/time.Duration(kills+1), "build", reports, "-d", path) {
			killed++
		}
		checkWhole(t, path, units)
		if i%4 == 0 {
			mustRun(t, "build", reports, "-d", path)
			checkSame(t, path, units, want)
		}
	}
	mustRun(t, "build", reports, "-d", resumed)
	checkSame(t, resumed, units, want)
	if killed < kills/4 {
		t.Errorf("only %d of %d builds were killed before they ended", killed, kills)
	}
	t.Logf("%d of %d builds killed in the middle", killed, kills)
}

// someReports copies the English and French of the named reports.
func someReports(t *testing.T, dir string, names ...string) string {
	t.Helper()
	for _, lang := range []string{"en", "fr"} {
		folder := filepath.Join(dir, "reports", lang)
		if err := os.MkdirAll(folder, 0o755); err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			text, err := os.ReadFile("../../testdata/reports/" + lang + "/" + name + ".txt")
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(folder, name+".txt"), text, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	return filepath.Join(dir, "reports")
}

// TestInterrupt ends a build as the user does from the keyboard, after the first
// pairs are stored: it finishes those in hand, says how far it came and how to go
// on, with status 2, and going on gives what an undisturbed build does.
func TestInterrupt(t *testing.T) {
	dir := t.TempDir()
	reports := filepath.Join(dir, "reports")
	inventReports(t, reports, 1, 40, 12)
	whole, path := filepath.Join(dir, "whole.db"), filepath.Join(dir, "t.db")
	mustRun(t, "build", reports, "-d", whole)
	c := exec.Command("bitext", "build", reports, "-d", path)
	var said bytes.Buffer
	c.Stderr = &said
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	for range 1000 { // until it is at work
		if info, err := os.Stat(path + "-wal"); err == nil && info.Size() > 0 {
			break
		}
		time.Sleep(5 * time.Millisecond)
	}
	time.Sleep(100 * time.Millisecond)
	if err := c.Process.Signal(os.Interrupt); err != nil {
		t.Skipf("no interrupts here: %v", err)
	}
	c.Wait()
	if code := c.ProcessState.ExitCode(); code == exitFailure {
		far := regexp.MustCompile(`^bitext: interrupted: (\d+ of 40 pairs are stored|all pairs are stored, their terms are not)\n  go on: bitext build \S+ --db \S+\n$`)
		if !far.MatchString(said.String()) && said.String() != "bitext: interrupted\n" { // the latter before it began
			t.Errorf("interrupted, it says %q", &said)
		}
		t.Logf("%s", &said)
	} else if code != exitClean { // it was done already
		t.Errorf("status %d, want %d: %s", code, exitFailure, &said)
	}
	unitsByPair(t, path)
	mustRun(t, "build", reports, "-d", path)
	checkSame(t, path, unitsByPair(t, whole), exported(t, whole))
}

// TestTwoBuilds runs two builds into one termbase at once: both end well, and it
// holds what one build gives.
func TestTwoBuilds(t *testing.T) {
	dir := t.TempDir()
	reports := someReports(t, dir, "water-2021", "risk-2022", "statistics-2021")
	whole, both := filepath.Join(dir, "whole.db"), filepath.Join(dir, "both.db")
	mustRun(t, "build", reports, "-d", whole)
	var said [2]bytes.Buffer
	var commands [2]*exec.Cmd
	for i := range commands {
		commands[i] = exec.Command("bitext", "build", reports, "-d", both)
		commands[i].Stderr = &said[i]
		if err := commands[i].Start(); err != nil {
			t.Fatal(err)
		}
	}
	for i, c := range commands {
		if err := c.Wait(); err != nil {
			t.Errorf("one of two builds: %v: %s", err, &said[i])
		}
	}
	checkSame(t, both, unitsByPair(t, whole), exported(t, whole))
}

// killAfter starts the command and kills it; it reports whether it was still
// running.
func killAfter(t *testing.T, d time.Duration, args ...string) bool {
	t.Helper()
	c := exec.Command("bitext", args...)
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	time.Sleep(d)
	c.Process.Kill()
	c.Wait()
	return !c.ProcessState.Exited()
}

// checkWhole fails unless every stored pair has all its units.
func checkWhole(t *testing.T, path string, units map[string]int) {
	t.Helper()
	if _, err := os.Stat(path); err != nil {
		return // killed before the file was made
	}
	for pair, n := range unitsByPair(t, path) {
		if units[pair] != n {
			t.Errorf("%s holds %d units of %s, want %d", filepath.Base(path), n, pair, units[pair])
		}
	}
}

// checkSame fails unless the termbase is complete and says what the
// undisturbed one says.
func checkSame(t *testing.T, path string, units map[string]int, want []byte) {
	t.Helper()
	checkWhole(t, path, units)
	if n := len(unitsByPair(t, path)); n != len(units) {
		t.Errorf("%s holds %d pairs, want %d", filepath.Base(path), n, len(units))
	}
	if got := exported(t, path); !bytes.Equal(got, want) {
		t.Errorf("%s exports other terms than a build that was not disturbed: %s", filepath.Base(path), firstChange(got, want))
	}
}

// firstChange shows the first line in which two texts differ.
func firstChange(got, want []byte) string {
	g, w := bytes.Split(got, []byte("\n")), bytes.Split(want, []byte("\n"))
	for i := range min(len(g), len(w)) {
		if !bytes.Equal(g[i], w[i]) {
			return fmt.Sprintf("line %d: %q, want %q", i+1, g[i], w[i])
		}
	}
	return fmt.Sprintf("%d lines, want %d", len(g), len(w))
}

// unitsByPair counts the units of each pair twice, by the pair and by the
// units, and looks whether the file is sound.
func unitsByPair(t *testing.T, path string) map[string]int {
	t.Helper()
	db, err := termbase.Open(t.Context(), path, termbase.OpenOptions{})
	if err != nil {
		t.Fatalf("after a kill: %v", err)
	}
	pairs, err := db.Pairs(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	names, counted := make(map[int64]string), make(map[string]int)
	for _, p := range pairs {
		name := filepath.Base(filepath.Dir(p.Target.Path)) + "/" + filepath.Base(p.Target.Path)
		names[p.ID], counted[name] = name, 0
	}
	for u, err := range db.Units(t.Context(), termbase.UnitFilter{}) {
		if err != nil {
			t.Fatal(err)
		}
		counted[names[u.Pair]]++
	}
	for _, p := range pairs {
		if n := counted[names[p.ID]]; n != p.Units || n == 0 {
			t.Errorf("%s: pair %s says %d units, %d are there", path, names[p.ID], p.Units, n)
		}
	}
	if err := db.Close(); err != nil {
		t.Error(err)
	}
	sound(t, path)
	return counted
}

// sound asks SQLite.
func sound(t *testing.T, path string) {
	t.Helper()
	db, err := sql.Open("sqlite3", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var said string
	if err := db.QueryRow("PRAGMA integrity_check").Scan(&said); err != nil || said != "ok" {
		t.Errorf("%s: integrity check: %s %v", path, said, err)
	}
	if rows, err := db.Query("PRAGMA foreign_key_check"); err != nil {
		t.Error(err)
	} else {
		if rows.Next() {
			t.Errorf("%s: a row refers to one that is not there", path)
		}
		rows.Close()
	}
}

// exported is all that a termbase says about terms, line by line in the order
// of the alphabet: terms of one rank stand in the order in which the pairs were
// stored, which two builds at once may change.
func exported(t *testing.T, path string) []byte {
	t.Helper()
	out := mustRun(t, "terms", "export", "-d", path, "--to", "tsv", "--state", "proposed", "--observed")
	lines := bytes.Split(out, []byte("\n"))
	slices.SortFunc(lines, bytes.Compare)
	return bytes.Join(lines, []byte("\n"))
}

// mustRun runs the command to its end and gives its standard output.
func mustRun(t *testing.T, args ...string) []byte {
	t.Helper()
	out, err := exec.Command("bitext", args...).Output()
	if err != nil {
		var said []byte
		if exit, ok := err.(*exec.ExitError); ok {
			said = exit.Stderr
		}
		t.Fatalf("bitext %v: %v\n%s", args, err, said)
	}
	return out
}
