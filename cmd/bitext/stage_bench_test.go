//go:build unix

package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"bitext/align"
	"bitext/align/word"
	"bitext/corpus"
	"bitext/corpus/invent"
	"bitext/corpus/lang"
	"bitext/corpus/load"
	"bitext/termbase"
	"bitext/termbase/check"
	"bitext/termbase/extract"
)

// stageParagraphs is the size 1x of BenchmarkStage: about 30 pages.
const stageParagraphs = 500

// BenchmarkStage times each stage on invented reports of four sizes, so that its
// growth can be read off: cpu-µs/pair should stay.
//
//	go test -run XXX -bench 'Stage/align' -benchtime 3x ./cmd/bitext
func BenchmarkStage(b *testing.B) {
	for _, stage := range []struct {
		name string
		make func(*testing.B, *stageText) func() error // prepares, and gives what is timed
	}{
		{"read", benchRead},
		{"align", benchAlign},
		{"hunalign", benchHunalign},
		{"links", benchLinks},
		{"candidates", benchCandidates},
		{"store", benchStore},
		{"check", benchCheck},
		{"find", benchFind},
	} {
		for _, times := range []int{1, 2, 4, 8} {
			b.Run(fmt.Sprintf("%s/%dx", stage.name, times), func(b *testing.B) {
				t := newStageText(b, stageParagraphs*times)
				once := stage.make(b, t)
				spent := cpuTime(b)
				for b.Loop() {
					if err := once(); err != nil {
						b.Fatal(err)
					}
				}
				spent = cpuTime(b) - spent
				perPair := float64(spent.Microseconds()) / float64(b.N) / float64(len(t.units))
				b.ReportMetric(perPair, "cpu-µs/pair")
			})
		}
	}
}

// stageText is an invented report as each stage wants it.
type stageText struct {
	report *invent.Report
	bitext *align.Bitext
	units  []termbase.Unit
}

// newStageText makes a report with the beads that it was made with: no stage has
// to wait for the one before.
func newStageText(b *testing.B, paragraphs int) *stageText {
	b.Helper()
	r := invent.New(1, paragraphs)
	bitext := &align.Bitext{Source: plainDocument(r, corpus.English), Target: plainDocument(r, corpus.French)}
	for _, bead := range r.Beads {
		bitext.Paragraphs = append(bitext.Paragraphs, align.Bead{Source: bead[0], Target: bead[1], Confidence: 1})
	}
	return &stageText{r, bitext, termbase.Derive(bitext)}
}

func plainDocument(r *invent.Report, code corpus.Lang) *corpus.Document {
	d := corpus.Lines(r.Name+"."+string(code), code, strings.Join(r.Paragraphs(code), "\n"))
	load.Segment(d)
	return d
}

// cpuTime is what the process and the programs that it ran have computed: on a
// busy machine it says more than the clock.
func cpuTime(b *testing.B) time.Duration {
	b.Helper()
	var sum time.Duration
	for _, who := range []int{syscall.RUSAGE_SELF, syscall.RUSAGE_CHILDREN} {
		var u syscall.Rusage
		if err := syscall.Getrusage(who, &u); err != nil {
			b.Fatal(err)
		}
		sum += time.Duration(u.Utime.Nano() + u.Stime.Nano())
	}
	return sum
}

func benchRead(b *testing.B, t *stageText) func() error {
	texts := [][]byte{[]byte(t.report.Text(corpus.English)), []byte(t.report.Text(corpus.French))}
	b.SetBytes(int64(len(texts[0]) + len(texts[1])))
	return func() error {
		for _, text := range texts {
			if _, err := load.Bytes(b.Context(), "report.txt", text, load.Options{}); err != nil {
				return err
			}
		}
		return nil
	}
}

func benchAlign(b *testing.B, t *stageText) func() error {
	return func() error {
		_, err := align.Documents(b.Context(), t.bitext.Source, t.bitext.Target, align.Options{})
		return err
	}
}

// benchHunalign runs hunalign, where it is installed, over the same paragraphs,
// without a dictionary, which it can do without.
func benchHunalign(b *testing.B, t *stageText) func() error {
	program, err := exec.LookPath("hunalign")
	if err != nil {
		b.Skip("hunalign is not installed")
	}
	dir := b.TempDir()
	write := func(name string, lines []string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(strings.Join(lines, "\n")+"\n"), 0o600); err != nil {
			b.Fatal(err)
		}
		return path
	}
	none, en, fr := write("none.dic", nil), write("en", t.report.English), write("fr", t.report.French)
	return func() error {
		if out, err := exec.Command(program, "-utf", "-realign", none, en, fr).CombinedOutput(); err != nil {
			return fmt.Errorf("%w: %s", err, out)
		}
		return nil
	}
}

func benchLinks(b *testing.B, t *stageText) func() error {
	var pairs []word.Pair
	for _, u := range t.units {
		pairs = append(pairs, word.Pair{Source: lemmasOf(corpus.English, u.Source), Target: lemmasOf(corpus.French, u.Target)})
	}
	return func() error {
		_, err := word.Align(b.Context(), pairs, word.Options{Prior: word.Shipped(corpus.English, corpus.French)})
		return err
	}
}

func lemmasOf(code corpus.Lang, text string) []string {
	var out []string
	for _, token := range lang.For(code).Analyse(text) {
		out = append(out, token.Lemma)
	}
	return out
}

func benchCandidates(b *testing.B, t *stageText) func() error {
	return func() error {
		_, err := extract.Monolingual(b.Context(), []*corpus.Document{t.bitext.Source}, extract.Options{})
		return err
	}
}

func benchStore(b *testing.B, t *stageText) func() error {
	db := benchTermbase(b)
	return func() error { return db.PutPair(b.Context(), t.bitext, "digest") }
}

func benchTermbase(b *testing.B) *termbase.DB {
	b.Helper()
	db, err := termbase.Open(b.Context(), filepath.Join(b.TempDir(), "bench.db"), termbase.OpenOptions{})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { db.Close() })
	return db
}

// filled is a termbase with the report and its terms.
func filled(b *testing.B, t *stageText) *termbase.DB {
	b.Helper()
	db := benchTermbase(b)
	if err := db.PutPair(b.Context(), t.bitext, "digest"); err != nil {
		b.Fatal(err)
	}
	units := db.Units(b.Context(), termbase.UnitFilter{})
	proposals, err := extract.Bilingual(b.Context(), corpus.English, corpus.French, units, extract.Options{})
	if err != nil {
		b.Fatal(err)
	}
	if _, err := db.Propose(b.Context(), proposals, termbase.Run{Source: corpus.English, Target: corpus.French}); err != nil {
		b.Fatal(err)
	}
	return db
}

func benchCheck(b *testing.B, t *stageText) func() error {
	entries, err := filled(b, t).Entries(b.Context(), termbase.Filter{})
	if err != nil {
		b.Fatal(err)
	}
	return func() error {
		_, err := check.Run(b.Context(), check.NewPass(t.bitext, check.Options{Entries: entries}))
		return err
	}
}

func benchFind(b *testing.B, t *stageText) func() error {
	db := filled(b, t)
	return func() error {
		_, err := db.Search(b.Context(), termbase.Query{Phrase: "permanent crop measure", Lang: corpus.English, Limit: 50})
		return err
	}
}

// buildReports is the number of reports of BenchmarkBuild at size 1x.
const buildReports = 12

// BenchmarkBuild times the whole verb over folders of invented reports of 60
// paragraphs, or over the folder that BITEXT_CORPUS names.
//
//	go test -run XXX -bench 'Build$' -benchtime 1x -cpuprofile cpu.out ./cmd/bitext
//	BITEXT_CORPUS=folder go test -run XXX -bench 'Build$' -benchtime 1x ./cmd/bitext
func BenchmarkBuild(b *testing.B) {
	if folder := os.Getenv("BITEXT_CORPUS"); folder != "" {
		benchBuild(b, folder)
		return
	}
	for _, times := range []int{1, 2, 4, 8} {
		b.Run(fmt.Sprintf("%dx", times), func(b *testing.B) {
			dir := b.TempDir()
			inventReports(b, dir, 1, buildReports*times, 60)
			benchBuild(b, dir)
		})
	}
}

func benchBuild(b *testing.B, folder string) {
	var units int
	spent := cpuTime(b)
	for b.Loop() {
		path := filepath.Join(b.TempDir(), "build.db")
		if code := run(context.Background(), []string{"build", folder, "-d", path, "-q"}, strings.NewReader(""), os.Stderr, os.Stderr); code != exitClean {
			b.Fatalf("build: status %d", code)
		}
		units = storedUnits(b, path)
	}
	spent = cpuTime(b) - spent
	b.ReportMetric(float64(spent.Microseconds())/float64(b.N)/float64(units), "cpu-µs/pair")
	b.ReportMetric(float64(units*b.N)/b.Elapsed().Seconds(), "pairs/s")
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	b.ReportMetric(float64(m.Sys)/(1<<20), "MiB")
}

func storedUnits(b *testing.B, path string) int {
	b.Helper()
	db, err := termbase.Open(b.Context(), path, termbase.OpenOptions{ReadOnly: true})
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	stats, err := db.Stats(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	return stats.Units
}
