// Package parallel shares the steps of a loop among the processors.
//
//	parallel.For(0, len(rows), func(i int) { found[i] = look(rows[i]) })
//
// Which processor takes which step is open; what the steps write must not
// depend on it.
package parallel

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// For calls do for every i below n and returns when all calls have. So many workers
// take the steps in order, one after the other; 0 are as many as there are
// processors.
func For(workers, n int, do func(i int)) {
	if workers == 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(workers, n) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				do(i)
			}
		})
	}
	wg.Wait()
}
