package main

import (
	"fmt"
	"strings"
	"testing"
	"text/tabwriter"

	"golang.org/x/text/unicode/norm"

	"bitext/align"
	"bitext/align/score"
	"bitext/corpus"
	"bitext/corpus/load"
)

// The floors that the alignment of testdata/reports must not fall below. The
// first two are of gold blocks and sentences, the last two of the files as they
// are, reading included; measured by TestQuality, which prints the table.
const (
	floorParagraphs = 0.99
	floorSentences  = 0.98
	floorRead       = 0.98 // paragraphs from the raw files
	floorReadDeep   = 0.95 // sentences from the raw files
)

// TestQuality aligns the reports of testdata and holds the strict F1 over all
// of them to the floors.
func TestQuality(t *testing.T) {
	var table strings.Builder
	w := tabwriter.NewWriter(&table, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "report\tparagraphs\tsentences\tparagraphs, read\tsentences, read")
	var paragraphs, sentences, read, readDeep score.Result
	for _, g := range goldReports(t) {
		b, err := align.Documents(t.Context(), g.doc[0], g.doc[1], align.Options{Level: align.Sentence})
		if err != nil {
			t.Fatal(err)
		}
		p, s := score.Beads(g.blockBeads, b.Paragraphs), score.Beads(g.sentenceBeads, b.Sentences)
		raw := alignRaw(t, g)
		rp := score.Result{Strict: byText(g.blockBeads, b, raw, align.Paragraph)}
		rs := score.Result{Strict: byText(g.sentenceBeads, b, raw, align.Sentence)}
		fmt.Fprintf(w, "%s\t%.4f\t%.4f\t%.4f\t%.4f\n", g.name, p.Strict.F1(), s.Strict.F1(), rp.Strict.F1(), rs.Strict.F1())
		paragraphs.Add(p)
		sentences.Add(s)
		read.Add(rp)
		readDeep.Add(rs)
	}
	fmt.Fprintf(w, "all\t%.4f\t%.4f\t%.4f\t%.4f\n", paragraphs.Strict.F1(), sentences.Strict.F1(), read.Strict.F1(), readDeep.Strict.F1())
	w.Flush()
	t.Logf("strict F1\n%s", &table)
	for _, gate := range []struct {
		what   string
		result score.Result
		floor  float64
	}{
		{"paragraphs", paragraphs, floorParagraphs},
		{"sentences", sentences, floorSentences},
		{"paragraphs of the raw files", read, floorRead},
		{"sentences of the raw files", readDeep, floorReadDeep},
	} {
		if f := gate.result.Strict.F1(); f < gate.floor {
			t.Errorf("%s: strict F1 %.4f, want %.2f", gate.what, f, gate.floor)
		}
	}
}

// alignRaw reads and aligns the files as a user has them.
func alignRaw(t *testing.T, g *gold) *align.Bitext {
	t.Helper()
	var docs [2]*corpus.Document
	for side := range docs {
		d, err := load.File(t.Context(), g.path[side], load.Options{})
		if err != nil {
			t.Fatal(err)
		}
		docs[side] = d
	}
	b, err := align.Documents(t.Context(), docs[0], docs[1], align.Options{Level: align.Sentence})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// byText compares beads by the text of their sides, white space and marks
// apart: one whose segments were read otherwise than in the gold is wrong.
func byText(want []align.Bead, gold, raw *align.Bitext, level align.Level) score.Measure {
	left := make(map[[2]string]int)
	for _, b := range want {
		left[sides(b, texts(gold.Source, level), texts(gold.Target, level))]++
	}
	got := raw.Beads(level)
	source, target := texts(raw.Source, level), texts(raw.Target, level)
	right := 0
	for _, b := range got {
		if key := sides(b, source, target); left[key] > 0 {
			left[key]--
			right++
		}
	}
	return score.Measure{Precision: score.Ratio{Right: right, All: len(got)}, Recall: score.Ratio{Right: right, All: len(want)}}
}

// sides joins the segments of a bead.
func sides(b align.Bead, source, target []string) (key [2]string) {
	for _, i := range b.Source {
		key[0] += source[i]
	}
	for _, i := range b.Target {
		key[1] += target[i]
	}
	return key
}

// texts lists the segments of a document at a level, made comparable.
func texts(d *corpus.Document, level align.Level) []string {
	var all []string
	for i := range d.Blocks {
		b := &d.Blocks[i]
		if level == align.Paragraph {
			all = append(all, comparable(b.Text))
			continue
		}
		for s := range b.Segments {
			all = append(all, comparable(b.Segment(s)))
		}
	}
	return all
}

func comparable(s string) string {
	s = norm.NFKC.String(s)
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(" \t\n*_[]^{}#", r) }), "")
}
