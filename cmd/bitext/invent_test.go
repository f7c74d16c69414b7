package main

import (
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"bitext/corpus"
	"bitext/corpus/invent"
)

// inventReports writes reports from a seed on into folders en and fr.
func inventReports(tb testing.TB, dir string, seed uint64, n, paragraphs int) {
	tb.Helper()
	if err := writeReports(dir, seed, n, paragraphs); err != nil {
		tb.Fatal(err)
	}
}

func writeReports(dir string, seed uint64, n, paragraphs int) error {
	for _, code := range []corpus.Lang{corpus.English, corpus.French} {
		if err := os.MkdirAll(filepath.Join(dir, string(code)), 0o755); err != nil {
			return err
		}
		for i := range n {
			r := invent.New(seed+uint64(i), paragraphs)
			if err := os.WriteFile(filepath.Join(dir, string(code), r.Name+".txt"), []byte(r.Text(code)), 0o644); err != nil {
				return err
			}
		}
	}
	return nil
}

// cmdInvent is the command invent of the scripts.
func cmdInvent(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 4 {
		ts.Fatalf("usage: invent FOLDER SEED REPORTS PARAGRAPHS")
	}
	var n [3]int
	for i, arg := range args[1:] {
		var err error
		n[i], err = strconv.Atoi(arg)
		ts.Check(err)
	}
	ts.Check(writeReports(ts.MkAbs(args[0]), uint64(n[0]), n[1], n[2]))
}
