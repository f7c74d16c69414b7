package extract

import (
	"bufio"
	"compress/gzip"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"bitext/corpus"
	"bitext/corpus/lang"
	"bitext/termbase"
)

// rightRenderings counts the terms of a gold list that an extraction proposes, and those
// of which the first rendering is right, or one of the first three.
type rightRenderings struct {
	terms, first, three int
}

func (r *rightRenderings) add(p *termbase.Proposal, right func(termbase.Rendering) bool) {
	r.terms++
	if right(p.Renderings[0]) {
		r.first++
	}
	if slices.ContainsFunc(p.Renderings[:min(len(p.Renderings), 3)], right) {
		r.three++
	}
}

func (r *rightRenderings) report(b *testing.B, name string) {
	b.ReportMetric(100*float64(r.first)/float64(r.terms), name+"-first-%")
	b.ReportMetric(100*float64(r.three)/float64(r.terms), name+"-three-%")
}

// BenchmarkRenderings measures renderings on the annotated reports on corruption (the
// English terms, without names, that occur twice and are proposed: the first rendering,
// in a form that it has in the text or by stem, is a term of the French list) and on the
// statutes of Canada (defined terms with five occurrences: the rendering is the one of the
// French definition, by stem):
//
//	go test ./termbase/extract -run xxx -bench Renderings -benchtime 1x -timeout 30m
func BenchmarkRenderings(b *testing.B) {
	folder := filepath.Join("..", "..", "..", "shared", "data")
	b.Run("reports", func(b *testing.B) { benchmarkReports(b, filepath.Join(folder, "align", "acter-corp")) })
	b.Run("statutes", func(b *testing.B) { benchmarkStatutes(b, folder) })
}

func benchmarkReports(b *testing.B, folder string) {
	english, french := linesOf(b, filepath.Join(folder, "en.txt")), linesOf(b, filepath.Join(folder, "fr.txt"))
	var list []termbase.Unit
	for _, bead := range linesOf(b, filepath.Join(folder, "gold.tsv")) {
		source, target, _ := strings.Cut(bead, "\t")
		if source != "" && target != "" {
			list = append(list, termbase.Unit{Source: english[position(b, source)], Target: french[position(b, target)]})
		}
	}
	terms, wanted, stems := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, line := range linesOf(b, filepath.Join(folder, "terms.en.tsv")) {
		term, _, _ := strings.Cut(line, "\t")
		terms[goldKey(term)] = true
	}
	for _, line := range linesOf(b, filepath.Join(folder, "terms_nes.fr.tsv")) {
		term, _, _ := strings.Cut(line, "\t")
		wanted[goldKey(term)], stems[stemmed(term)] = true, true
	}
	var exact, stem rightRenderings
	for b.Loop() {
		exact, stem = rightRenderings{}, rightRenderings{}
		proposals, err := Bilingual(b.Context(), corpus.English, corpus.French, each(list), Options{})
		if err != nil {
			b.Fatal(err)
		}
		for i := range proposals {
			for form := range proposals[i].Forms {
				if !terms[goldKey(form)] {
					continue
				}
				exact.add(&proposals[i], func(r termbase.Rendering) bool {
					return wanted[goldKey(r.Text)] || slices.ContainsFunc(r.Places, func(p termbase.Place) bool { return wanted[goldKey(p.Form)] })
				})
				stem.add(&proposals[i], func(r termbase.Rendering) bool { return stems[stemmed(r.Text)] })
			}
		}
	}
	exact.report(b, "exact")
	stem.report(b, "stem")
	b.ReportMetric(float64(exact.terms), "terms")
}

func benchmarkStatutes(b *testing.B, folder string) {
	wanted := map[string]map[string]bool{}
	for _, line := range linesOf(b, filepath.Join(folder, "terms", "canlaw-defined-terms.tsv")) {
		columns := strings.Split(line, "\t")
		key := goldKey(columns[0])
		if wanted[key] == nil {
			wanted[key] = map[string]bool{}
		}
		wanted[key][stemmed(columns[1])] = true
	}
	var right rightRenderings
	for b.Loop() {
		right = rightRenderings{}
		proposals, err := Bilingual(b.Context(), corpus.English, corpus.French, statutes(b, filepath.Join(folder, "scale", "canlaw-pairs.tsv.gz")), Options{})
		if err != nil {
			b.Fatal(err)
		}
		for i := range proposals {
			if want := wanted[goldKey(proposals[i].Text)]; want != nil && proposals[i].Count >= 5 {
				right.add(&proposals[i], func(r termbase.Rendering) bool { return want[stemmed(r.Text)] })
			}
		}
	}
	right.report(b, "stem")
	b.ReportMetric(float64(right.terms), "terms")
}

// statutes yields the pairs of a table: document, English, French.
func statutes(t testing.TB, path string) iter.Seq2[termbase.Unit, error] {
	return func(yield func(termbase.Unit, error) bool) {
		f, err := os.Open(path)
		if err != nil {
			t.Skip("needs ../shared/data")
		}
		defer f.Close()
		z, err := gzip.NewReader(f)
		if err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(z)
		lines.Buffer(nil, 1<<24)
		docs := map[string]int64{}
		for lines.Scan() {
			columns := strings.Split(lines.Text(), "\t")
			if docs[columns[0]] == 0 {
				docs[columns[0]] = int64(len(docs) + 1)
			}
			if !yield(termbase.Unit{Pair: docs[columns[0]], Source: columns[1], Target: columns[2]}, nil) {
				return
			}
		}
		if err := lines.Err(); err != nil {
			t.Fatal(err)
		}
	}
}

// position reads the number of a line.
func position(t testing.TB, text string) int {
	t.Helper()
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// linesOf reads the lines of a file of the optional data folder.
func linesOf(t testing.TB, path string) []string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Skip("needs ../shared/data")
	}
	return strings.Split(strings.TrimRight(string(text), "\n"), "\n")
}

func goldKey(term string) string { return lang.Normal(plainMarks(term)) }

// stemmed takes the endings of number and gender off French words.
func stemmed(term string) string {
	words := strings.Fields(goldKey(term))
	for i, w := range words {
		if len([]rune(w)) <= 3 {
			continue
		}
		for _, ending := range []string{"aux", "ales", "ale", "al", "es", "e", "s", "x"} {
			if stem, found := strings.CutSuffix(w, ending); found {
				words[i] = stem
				break
			}
		}
	}
	return strings.Join(words, " ")
}
