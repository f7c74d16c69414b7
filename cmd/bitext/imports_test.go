package main

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// TestImports enforces the direction of imports: corpus ◄ lang, symbol ◄
// readers ◄ load; corpus ◄ align ◄ formats, score; corpus, align ◄ termbase ◄
// match, formats; align, termbase ◄ extract, check ◄ cmd.
func TestImports(t *testing.T) {
	out, err := exec.Command("go", "list", "-json=ImportPath,Name,Imports", "bitext/...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	dec := json.NewDecoder(strings.NewReader(string(out)))
	packages := 0
	for {
		var p struct {
			ImportPath, Name string
			Imports          []string
		}
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		packages++
		if p.Name == "main" {
			continue // commands, among them those that make the shipped data, may use everything
		}
		checkImports(t, p.ImportPath, p.Imports)
	}
	if packages < 10 {
		t.Errorf("go list named %d packages only", packages)
	}
}

// rank is how far down the way of the data a package stands; it may import
// what stands further up, and its own rank only where peers says so.
func rank(path string) int {
	ranks := []struct {
		prefix string
		rank   int
	}{
		{"bitext/corpus/load", 3},
		{"bitext/corpus/lang", 1},
		{"bitext/corpus/symbol", 1},
		{"bitext/corpus/markup", 1},
		{"bitext/corpus/archive", 1},
		{"bitext/corpus/opc", 1},
		{"bitext/corpus/", 2},
		{"bitext/corpus", 0},
		{"bitext/align/lexicon", 3},
		{"bitext/align/word", 5},
		{"bitext/align/", 5},
		{"bitext/align", 4},
		{"bitext/termbase/extract", 8},
		{"bitext/termbase/check", 8},
		{"bitext/termbase/", 7},
		{"bitext/termbase", 6},
		{"bitext/cmd/internal", 9},
		{"bitext/cmd", 10},
	}
	for _, r := range ranks {
		if path == r.prefix || strings.HasSuffix(r.prefix, "/") && strings.HasPrefix(path, r.prefix) || strings.HasPrefix(path, r.prefix+"/") {
			return r.rank
		}
	}
	return -1
}

func checkImports(t *testing.T, path string, imports []string) {
	t.Helper()
	own := rank(path)
	if own < 0 {
		t.Errorf("%s has no place in the tree", path)
		return
	}
	for _, dep := range imports {
		switch {
		case strings.HasPrefix(dep, "bitext/"):
			if r := rank(dep); r > own || r == own && !peers(path, dep) {
				t.Errorf("%s imports %s: the way of the data runs the other way", path, dep)
			}
		case dep == "github.com/mattn/go-sqlite3" && path != "bitext/termbase" && own < 9,
			dep == "github.com/urfave/cli/v2" && own < 9,
			slices.Contains([]string{"math/rand", "math/rand/v2"}, dep) && own < 9:
			t.Errorf("%s imports %s", path, dep)
		}
	}
}

// peers reports whether two packages of one rank may know each other: a
// package and its sub-package, and those that build on a neighbour.
func peers(path, dep string) bool {
	if strings.HasPrefix(path, dep+"/") || strings.HasPrefix(dep, path+"/") {
		return true
	}
	if strings.Contains(dep, "/internal/") {
		return true // the compiler sees to who may
	}
	if dep == "bitext/corpus/text" && rank(path) == rank(dep) {
		return true // readers of other formats end in plain text
	}
	return slices.Contains([]string{
		"bitext/corpus/symbol bitext/corpus/lang", // words of numbers and months
		"bitext/corpus/opc bitext/corpus/archive", // parts of an archive
		"bitext/corpus/opc bitext/corpus/markup",  // and the XML in them
		"bitext/corpus/epub bitext/corpus/html",   // a book is pages of HTML
		"bitext/corpus/docx bitext/corpus/html",   // whole documents within one
		"bitext/corpus/docx bitext/corpus/rtf",
		"bitext/cmd/internal/inspect bitext/cmd/internal/report", // keeps findings in a form of reports
		"bitext/cmd/internal/review bitext/cmd/internal/inspect",
		"bitext/cmd/internal/review bitext/cmd/internal/report",
		"bitext/termbase/check bitext/termbase/extract", // candidates of the text that is checked
		"bitext/termbase/check bitext/termbase/extract/general",
	}, path+" "+dep)
}
