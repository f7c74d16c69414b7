package termbase

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"bitext/align"
	"bitext/corpus"
)

// openTest opens a new termbase in a folder that goes away with the test.
func openTest(t testing.TB) *DB {
	t.Helper()
	db, err := Open(context.Background(), filepath.Join(t.TempDir(), "test.db"), OpenOptions{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}

// by is a change by somebody at second n of the year 2020.
func by(author string, n int) Change {
	return Change{Author: author, At: time.Date(2020, 1, 1, 0, 0, n, 0, time.UTC)}
}

// document makes a text, each argument a paragraph of one sentence.
func document(path string, code corpus.Lang, paragraphs ...string) *corpus.Document {
	d := &corpus.Document{Path: path, Lang: code, Encoding: "utf-8"}
	for _, p := range paragraphs {
		d.Blocks = append(d.Blocks, corpus.Block{Text: p, Segments: []corpus.Segment{corpus.NewSegment(corpus.Span{Start: 0, End: len(p)})}})
	}
	return d
}

// parallel aligns paragraph i with paragraph i.
func parallel(source, target *corpus.Document) *align.Bitext {
	b := &align.Bitext{Source: source, Target: target}
	for i := range source.Blocks {
		b.Paragraphs = append(b.Paragraphs, align.Bead{Source: []int{i}, Target: []int{i}, Confidence: 0.5})
	}
	b.Sentences = append([]align.Bead{}, b.Paragraphs...)
	return b
}

// must fails the test unless err is nil.
func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// entry makes an approved entry: "en:term" words, the first of a language
// preferred.
func entry(terms ...string) *Entry {
	e := &Entry{State: Approved}
	seen := map[corpus.Lang]bool{}
	for _, t := range terms {
		term := Term{Lang: corpus.Lang(t[:2]), Text: t[3:], Status: Admitted}
		if !seen[term.Lang] {
			term.Status, seen[term.Lang] = Preferred, true
		}
		e.Terms = append(e.Terms, term)
	}
	return e
}
