//go:build unix

package termbase

import (
	"fmt"
	"math/rand"
	"syscall"
	"testing"
	"time"
)

// large makes a termbase of so many entries of invented words.
func large(t testing.TB, n int) *DB {
	db := openTest(t)
	r := rand.New(rand.NewSource(1))
	syllables := []string{"ba", "con", "tri", "mel", "or", "sta", "fi", "gen", "lu", "per", "do", "vis", "qua", "é", "rai"}
	word := func() string {
		s := ""
		for range 2 + r.Intn(3) {
			s += syllables[r.Intn(len(syllables))]
		}
		return s
	}
	_, err := db.Import(ctx, by("a", 1), func(yield func(*Entry, error) bool) {
		for i := range n {
			e := entry(fmt.Sprintf("en:%s %s %d", word(), word(), i%1000), fmt.Sprintf("fr:%s de %s", word(), word()))
			e.Subject = fmt.Sprint("s", i%20)
			if !yield(e, nil) {
				return
			}
		}
	}, ImportOptions{OnDuplicate: AddDuplicates})
	must(t, err)
	return db
}

// BenchmarkFind looks for terms among 100,000 entries; the aim is 50 ms.
func BenchmarkFind(b *testing.B) {
	db := large(b, 100000)
	for _, text := range []string{"contri", "batri de stafi", "zzz", "conmel 77"} {
		for _, fuzzy := range []int{0, 1} {
			b.Run(fmt.Sprintf("%s/fuzzy=%d", text, fuzzy), func(b *testing.B) {
				before := cpu(b)
				defer func() { b.ReportMetric(float64((cpu(b)-before).Microseconds())/1000/float64(b.N), "cpu-ms/op") }()
				for b.Loop() {
					if _, err := db.Find(ctx, text, FindOptions{Fuzzy: fuzzy}); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

// cpu is the time that the process has computed: on a busy machine it says more
// than the clock.
func cpu(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
