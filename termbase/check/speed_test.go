package check

import (
	"bufio"
	"compress/gzip"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"bitext/align"
	"bitext/corpus"
	"bitext/termbase"
)

// scaleBitext reads aligned pairs until both sides together have the wanted
// number of words.
func scaleBitext(t testing.TB, words int) *align.Bitext {
	t.Helper()
	f, err := os.Open(filepath.Join(dataFolder(t, "scale"), "canlaw-pairs.tsv.gz"))
	if err != nil {
		t.Skip(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	var source, target strings.Builder
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 1<<20)
	n := 0
	for lines.Scan() && n < words {
		cells := strings.Split(lines.Text(), "\t")
		if len(cells) < 3 || strings.TrimSpace(cells[1]) == "" || strings.TrimSpace(cells[2]) == "" {
			continue
		}
		n += len(strings.Fields(cells[1])) + len(strings.Fields(cells[2]))
		source.WriteString(cells[1] + "\n")
		target.WriteString(cells[2] + "\n")
	}
	b := &align.Bitext{
		Source: corpus.Lines("en", corpus.English, source.String()),
		Target: corpus.Lines("fr", corpus.French, target.String()),
	}
	for i := range b.Source.Blocks {
		b.Paragraphs = append(b.Paragraphs, align.Bead{Source: []int{i}, Target: []int{i}, Confidence: 1})
	}
	return b
}

// scaleEntries makes a termbase of the wanted size from the defined terms of
// statutes, with phrases made of them where they do not suffice.
func scaleEntries(t testing.TB, n int) []termbase.Entry {
	t.Helper()
	rows := readRows(t, filepath.Join(dataFolder(t, "terms"), "canlaw-defined-terms.tsv"))
	var out []termbase.Entry
	for i := 0; len(out) < n; i++ {
		r := rows[1+i%(len(rows)-1)]
		en, fr := r[0], r[1]
		if i >= len(rows)-1 {
			en, fr = "national "+en, fr+" national"
		}
		out = append(out, termbase.Entry{ID: int64(i + 1), State: termbase.Approved, Terms: []termbase.Term{
			{Lang: "en", Text: en}, {Lang: "fr", Text: fr, Status: termbase.Preferred},
		}})
	}
	return out
}

// BenchmarkScale checks a large text against a large termbase, once:
//
//	go test ./termbase/check -run XXX -bench Scale -benchtime 1x -timeout 30m
//
// The time for a word should be the same for both sizes; the memory is that of
// the process, text and termbase included.
func BenchmarkScale(b *testing.B) {
	for _, words := range []int{100_000, 1_000_000} {
		b.Run(fmt.Sprint(words), func(b *testing.B) {
			text, entries := scaleBitext(b, words), scaleEntries(b, 20_000)
			for b.Loop() {
				if _, err := Run(context.Background(), NewPass(text, Options{Entries: entries})); err != nil {
					b.Fatal(err)
				}
			}
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			b.ReportMetric(float64(m.Sys>>20), "MiB")
			b.ReportMetric(float64(words)*float64(b.N)/b.Elapsed().Seconds(), "words/s")
		})
	}
}
