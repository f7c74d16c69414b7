package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"bitext/align"
	"bitext/corpus"
)

// gold is a report of testdata with what a reader and an aligner should find.
type gold struct {
	name          string
	blocks, sents [2][][]string // by side, then block: its text, its sentences
	blockBeads    []align.Bead
	sentenceBeads []align.Bead
	path          [2]string           // the text as a user has it
	doc           [2]*corpus.Document // the gold as documents
}

// goldReports reads testdata/gold.
func goldReports(t *testing.T) []*gold {
	t.Helper()
	paths, err := filepath.Glob("../../testdata/gold/*.sents.tsv")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no gold in testdata: %v", err)
	}
	var all []*gold
	for _, p := range paths {
		stem := strings.TrimSuffix(p, ".sents.tsv")
		g := &gold{name: filepath.Base(stem)}
		for side, code := range []string{"en", "fr"} {
			g.blocks[side] = paragraphs(t, stem+"."+code+".txt")
			g.sents[side] = paragraphs(t, stem+"."+code+".sent")
			g.path[side] = "../../testdata/reports/" + code + "/" + g.name + ".txt"
			g.doc[side] = g.document(side, corpus.Lang(code))
		}
		g.blockBeads = goldBeads(t, stem+".blocks.tsv")
		g.sentenceBeads = goldBeads(t, p)
		all = append(all, g)
	}
	return all
}

// document makes a document of the gold blocks and sentences.
func (g *gold) document(side int, lang corpus.Lang) *corpus.Document {
	d := &corpus.Document{Path: g.name + "." + string(lang), Lang: lang}
	for _, sentences := range g.sents[side] {
		b := corpus.Block{Text: strings.Join(sentences, " ")}
		at := 0
		for _, s := range sentences {
			b.Segments = append(b.Segments, corpus.NewSegment(corpus.Span{Start: at, End: at + len(s)}))
			at += len(s) + 1
		}
		d.Blocks = append(d.Blocks, b)
	}
	return d
}

// paragraphs reads lines in groups that blank lines part.
func paragraphs(t *testing.T, path string) [][]string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var groups [][]string
	for _, group := range strings.Split(strings.TrimRight(string(text), "\n"), "\n\n") {
		groups = append(groups, strings.Split(group, "\n"))
	}
	return groups
}

// goldBeads reads "0,1 TAB 2" lines.
func goldBeads(t *testing.T, path string) []align.Bead {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var beads []align.Bead
	for i, line := range strings.Split(strings.TrimRight(string(text), "\n"), "\n") {
		source, target, ok := strings.Cut(line, "\t")
		if !ok {
			t.Fatalf("%s:%d: no tab", path, i+1)
		}
		beads = append(beads, align.Bead{Source: indices(t, source), Target: indices(t, target)})
	}
	return beads
}

func indices(t *testing.T, list string) []int {
	t.Helper()
	var all []int
	for f := range strings.SplitSeq(list, ",") {
		if f == "" {
			continue
		}
		n, err := strconv.Atoi(f)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, n)
	}
	return all
}

// TestGold holds the gold to its own form: sentences make up their blocks,
// every segment stands in exactly one bead, no bead crosses a block.
func TestGold(t *testing.T) {
	total := 0
	for _, g := range goldReports(t) {
		t.Run(g.name, func(t *testing.T) {
			var owner [2][]int // block of each sentence
			for side := range 2 {
				if len(g.blocks[side]) != len(g.sents[side]) {
					t.Fatalf("side %d: %d blocks, %d groups of sentences", side, len(g.blocks[side]), len(g.sents[side]))
				}
				for i, sentences := range g.sents[side] {
					if block := strings.Join(g.blocks[side][i], "\n"); strings.Join(sentences, " ") != block {
						t.Errorf("side %d, block %d: the sentences do not make %q", side, i, block)
					}
					for range sentences {
						owner[side] = append(owner[side], i)
					}
				}
			}
			checkCover(t, g.blockBeads, len(g.blocks[0]), len(g.blocks[1]))
			checkCover(t, g.sentenceBeads, len(owner[0]), len(owner[1]))
			for _, b := range g.sentenceBeads {
				for side, list := range [][]int{b.Source, b.Target} {
					for _, s := range list {
						if owner[side][s] != owner[side][list[0]] {
							t.Errorf("bead %v crosses a block", b)
						}
					}
				}
			}
			total += len(g.blocks[0])
		})
	}
	if total < 220 {
		t.Errorf("%d paragraphs in the reports, want 220", total)
	}
}

// checkCover fails unless every index below n and m stands in exactly one bead, in order.
func checkCover(t *testing.T, beads []align.Bead, n, m int) {
	t.Helper()
	var source, target []int
	for _, b := range beads {
		source, target = append(source, b.Source...), append(target, b.Target...)
	}
	for _, side := range []struct {
		got []int
		n   int
	}{{source, n}, {target, m}} {
		if len(side.got) != side.n || !slices.IsSorted(side.got) || (side.n > 0 && side.got[0] != 0) || len(slices.Compact(slices.Clone(side.got))) != side.n {
			t.Errorf("beads hold %v, want each of 0 to %d once", side.got, side.n-1)
		}
	}
}

// TestFaults holds the list of planted faults to the texts beside it.
func TestFaults(t *testing.T) {
	const dir = "../../testdata/new/"
	source := paragraphs(t, dir+"water-2022.en.txt")
	wrong := paragraphs(t, dir+"water-2022.fr.txt")
	right := paragraphs(t, dir+"water-2022.right.fr.txt")
	rows := readFaults(t)
	if len(rows) < 20 {
		t.Errorf("%d planted faults", len(rows))
	}
	for _, f := range rows {
		at := fmt.Sprintf("%s at %d", f.rule, f.source)
		if f.term != "" && !strings.Contains(strings.ToLower(source[f.source][0]), strings.ToLower(f.term)) {
			t.Errorf("%s: no %q in the original", at, f.term)
		}
		if !strings.Contains(right[f.source][0], f.right) {
			t.Errorf("%s: no %q in the right text", at, f.right)
		}
		if f.target >= 0 && !strings.Contains(wrong[f.target][0], f.wrong) {
			t.Errorf("%s: no %q in the faulty text", at, f.wrong)
		}
	}
}

// fault is one line of testdata/new/faults.tsv.
type fault struct {
	source, target           int // target -1 where nothing was translated
	rule, wrong, right, term string
}

func readFaults(t *testing.T) []fault {
	t.Helper()
	text, err := os.ReadFile("../../testdata/new/faults.tsv")
	if err != nil {
		t.Fatal(err)
	}
	var all []fault
	for _, line := range strings.Split(strings.TrimRight(string(text), "\n"), "\n")[1:] {
		f := strings.Split(line, "\t")
		if len(f) != 7 {
			t.Fatalf("faults.tsv: %d fields in %q", len(f), line)
		}
		row := fault{target: -1, rule: f[2], wrong: f[3], right: f[4], term: f[5]}
		if row.source, err = strconv.Atoi(f[0]); err != nil {
			t.Fatal(err)
		}
		if f[1] != "" {
			if row.target, err = strconv.Atoi(f[1]); err != nil {
				t.Fatal(err)
			}
		}
		all = append(all, row)
	}
	return all
}
