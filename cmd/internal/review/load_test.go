//go:build unix

package review

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"syscall"
	"testing"
	"time"

	"bitext/termbase"
)

// largeTerms and readers are what the page is measured with; a reader looks at a
// page for that long before asking for the next.
const (
	largeTerms = 100000
	readers    = 50
	looking    = time.Second
)

// largeFile makes the large termbase, or takes the one that the environment
// names, so that it need not be made again.
func largeFile(b *testing.B) *termbase.DB {
	b.Helper()
	path := os.Getenv("LARGE_TERMBASE")
	if path == "" {
		path = filepath.Join(b.TempDir(), "large.db")
	}
	if _, err := os.Stat(path); err != nil {
		must(b, os.Rename(large(b, largeTerms, 40), path))
	}
	return openFile(b, path)
}

// largePages are what readers look at.
func largePages(reader, turn int) []string {
	n := reader*37 + turn*101
	return []string{
		"/", "/terms", fmt.Sprintf("/terms?page=%d", 1+n%1000), fmt.Sprintf("/terms?state=proposed&page=%d", 1+n%900),
		fmt.Sprintf("/terms/rows?from=%d", 100*(n%1000)), fmt.Sprintf("/terms?at=%d", 1+n%largeTerms), "/terms?rivals=1&sort=rivals",
		"/terms?sort=term", fmt.Sprintf("/terms?q=trimel&sort=count&page=%d", 1+n%10), fmt.Sprintf("/terms?doc=%d", 1+2*(n%40)),
	}
}

// BenchmarkReaders lets 50 people read at once among 100,000 terms, a page a
// second each, while a colleague decides on a term every second.
func BenchmarkReaders(b *testing.B) {
	db := largeFile(b)
	v := visit(b, db)
	var times []time.Duration
	var lock sync.Mutex
	stop := decideNowAndThen(b, db)
	before := cpu(b)
	turn := 0
	for b.Loop() {
		turn++
		var group sync.WaitGroup
		for reader := range readers {
			group.Go(func() {
				jar, err := cookiejar.New(nil)
				must(b, err)
				client := &http.Client{Jar: jar, Transport: &http.Transport{MaxIdleConnsPerHost: 1}}
				read(b, client, v.server.URL+"/?token=secret")
				time.Sleep(looking * time.Duration(reader) / readers) // not all in one moment
				pages := largePages(reader, turn)
				for i := range pages {
					time.Sleep(looking)
					start := time.Now()
					read(b, client, v.server.URL+pages[(i+reader)%len(pages)]) // everybody is somewhere else
					lock.Lock()
					times = append(times, time.Since(start))
					lock.Unlock()
				}
				client.CloseIdleConnections()
			})
		}
		group.Wait()
	}
	stop()
	b.ReportMetric(float64((cpu(b)-before).Microseconds())/1000/float64(len(times)), "cpu-ms/page")
	report(b, times)
}

func read(b *testing.B, client *http.Client, address string) {
	a, err := client.Get(address)
	if err != nil {
		b.Error(err)
		return
	}
	defer a.Body.Close()
	if _, err := io.Copy(io.Discard, a.Body); err != nil || a.StatusCode != http.StatusOK {
		b.Errorf("%s: %d %v", address, a.StatusCode, err)
	}
}

// decideNowAndThen makes what was kept of the termbase worthless every second.
func decideNowAndThen(b *testing.B, db *termbase.DB) (stop func()) {
	done, ended := make(chan bool), make(chan bool)
	go func() {
		defer close(ended)
		for id := int64(7); ; id += 10 {
			select {
			case <-done:
				return
			case <-time.After(time.Second):
			}
			if err := db.Decide(context.Background(), termbase.Change{Author: "b", At: time.Now()}, termbase.Approved, "", id); err != nil {
				b.Error(err)
			}
		}
	}()
	return func() { close(done); <-ended }
}

func report(b *testing.B, times []time.Duration) {
	slices.Sort(times)
	for _, p := range []int{50, 95, 99} {
		b.ReportMetric(float64(times[(len(times)-1)*p/100].Microseconds())/1000, fmt.Sprintf("p%d-ms", p))
	}
	b.ReportMetric(float64(times[len(times)-1].Microseconds())/1000, "max-ms")
}

// BenchmarkPages measures each page for one reader among 100,000 terms, cold:
// somebody has just changed something.
func BenchmarkPages(b *testing.B) {
	db := largeFile(b)
	v := visit(b, db)
	id := int64(3)
	for _, path := range largePages(3, 5) {
		b.Run(path, func(b *testing.B) {
			var times []time.Duration
			var used time.Duration
			for b.Loop() {
				b.StopTimer()
				must(b, db.Decide(context.Background(), termbase.Change{Author: "b", At: time.Unix(1, 0)}, termbase.Approved, "", id))
				id += 10
				b.StartTimer()
				start, before := time.Now(), cpu(b)
				read(b, v.client, v.server.URL+path)
				used += cpu(b) - before
				times = append(times, time.Since(start))
			}
			report(b, times)
			b.ReportMetric(float64(used.Microseconds())/1000/float64(b.N), "cpu-ms/op")
		})
	}
}

// cpu is the time that the process has computed: on a busy machine it says more
// than the clock.
func cpu(b *testing.B) time.Duration {
	var u syscall.Rusage
	must(b, syscall.Getrusage(syscall.RUSAGE_SELF, &u))
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
