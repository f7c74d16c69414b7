package check

import (
	"bufio"
	"compress/gzip"
	"context"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

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
		en, fr := r[len(r)-2], r[len(r)-1]
		if i >= len(rows)-1 {
			en, fr = "national "+en, fr+" national"
		}
		out = append(out, termbase.Entry{ID: int64(i + 1), State: termbase.Approved, Terms: []termbase.Term{
			{Lang: "en", Text: en}, {Lang: "fr", Text: fr, Status: termbase.Preferred},
		}})
	}
	return out
}

// TestScale says how long a large text takes: set BITEXT_SCALE to the number
// of words.
func TestScale(t *testing.T) {
	words := map[string]int{"": 0, "100k": 100_000, "1m": 1_000_000}[os.Getenv("BITEXT_SCALE")]
	if words == 0 {
		t.Skip("set BITEXT_SCALE=100k or 1m")
	}
	b, entries := scaleBitext(t, words), scaleEntries(t, 20_000)
	start := time.Now()
	found, err := Run(context.Background(), NewPass(b, Options{Entries: entries}))
	if err != nil {
		t.Fatal(err)
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	t.Logf("%d words, %d entries, %d findings: %.1f s, %d MiB from the system", words, len(entries), len(found), time.Since(start).Seconds(), m.Sys>>20)
}
