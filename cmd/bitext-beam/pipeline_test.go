package main

import (
	"bytes"
	"context"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"

	"bitext/termbase"
)

func TestMain(m *testing.M) {
	register()
	beam.Init()
	os.Exit(m.Run())
}

// TestPipelineGivesWhatBuildGives runs the pipeline on Beam's local runner and
// bitext build over the same folder: the same pairs, units, terms, renderings and
// places, to the byte.
func TestPipelineGivesWhatBuildGives(t *testing.T) {
	t.Chdir("../..") // the paths of the files stand in the termbase
	dir := t.TempDir()
	bitext, built, piped := filepath.Join(dir, "bitext"), filepath.Join(dir, "built.db"), filepath.Join(dir, "piped.db")
	command(t, "go", "build", "-o", bitext, "./cmd/bitext")
	command(t, bitext, "build", "testdata/reports", "-d", built)
	terms := filepath.Join(dir, "terms.tsv")
	var messages bytes.Buffer
	flags := flag.NewFlagSet("bitext-beam", flag.ContinueOnError)
	if code := run(t.Context(), flags, []string{"--termbase", piped, "--terms", terms, "testdata/reports"}, &messages); code != exitDone {
		t.Fatalf("status %d: %s", code, &messages)
	}
	want, got := contents(t, built), contents(t, piped)
	if !slices.Equal(want, got) {
		for i := range min(len(want), len(got)) {
			if want[i] != got[i] {
				t.Fatalf("line %d of %d and %d:\n-built %s\n+piped %s", i, len(want), len(got), want[i], got[i])
			}
		}
		t.Fatalf("%d lines built, %d piped", len(want), len(got))
	}
	exported := command(t, bitext, "terms", "export", "--observed", "--to", "tsv", "-d", built)
	table, err := os.ReadFile(terms)
	if err != nil {
		t.Fatal(err)
	}
	if exported != string(table) {
		t.Errorf("the table of terms differs:\n-built %.500s\n+piped %.500s", exported, table)
	}
	if again := command(t, bitext, "build", "testdata/reports", "-d", piped); !strings.Contains(again, "0 new, 0 changed, 8 unchanged") {
		t.Errorf("a build over it does work again:\n%s", again)
	}
}

// contents are the lines of what a termbase holds.
func contents(t *testing.T, path string) []string {
	t.Helper()
	db, err := termbase.Open(t.Context(), path, termbase.OpenOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var b bytes.Buffer
	if err := db.Dump(t.Context(), &b); err != nil {
		t.Fatal(err)
	}
	for u, err := range db.Units(t.Context(), termbase.UnitFilter{}) {
		if err != nil {
			t.Fatal(err)
		}
		b.WriteString(strings.Join([]string{u.Source, u.Target, "\n"}, "\t"))
	}
	return strings.Split(b.String(), "\n")
}

func command(t *testing.T, name string, args ...string) string {
	t.Helper()
	c := exec.CommandContext(context.Background(), name, args...)
	var messages bytes.Buffer
	c.Stderr = &messages
	out, err := c.Output()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, &messages)
	}
	return string(out)
}

func TestParsePairs(t *testing.T) {
	for text, want := range map[string]string{
		"a.en.txt\ta.fr.txt\n":   "",
		"a\tb\ten\tfr\n\nc\td\n": "",
		"a\n":                    "list:1: 1 columns instead of SOURCE, TARGET, and optionally their languages",
		"a\tb\nc\td\te\n":        "list:2: 3 columns instead of SOURCE, TARGET, and optionally their languages",
		"\n":                     "list: no pairs",
	} {
		got := ""
		if _, err := parsePairs("list", text); err != nil {
			got = err.Error()
		}
		if got != want {
			t.Errorf("%q: %q, not %q", text, got, want)
		}
	}
}
