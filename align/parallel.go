package align

import (
	"context"
	"iter"
	"runtime"
	"sync"

	"bitext/corpus/parallel"
)

// together runs functions at the same time and waits for all of them.
func together(functions ...func()) {
	var wait sync.WaitGroup
	for _, f := range functions[1:] {
		wait.Go(f)
	}
	functions[0]()
	wait.Wait()
}

// each calls f for 0 up to n, on all cores, until ctx ends.
func each(ctx context.Context, n int, f func(k int)) {
	parallel.For(0, n, func(k int) {
		if ctx.Err() == nil {
			f(k)
		}
	})
}

// inOrder works out the values 0 up to n on all cores, few of them ahead, and hands
// them over in order, until ctx ends. Each core gets a function of its own, which
// may keep what it needs between values. All that is handed over must be taken.
func inOrder[T any](ctx context.Context, n int, worker func() func(k int) T) iter.Seq[T] {
	return func(yield func(T) bool) {
		type job struct {
			k    int
			done chan T
		}
		workers := min(n, runtime.GOMAXPROCS(0))
		jobs, order := make(chan job), make(chan job, 2*workers)
		go func() {
			defer close(order)
			defer close(jobs)
			for k := 0; k < n && ctx.Err() == nil; k++ {
				j := job{k, make(chan T, 1)}
				order <- j
				jobs <- j
			}
		}()
		for range workers {
			go func() {
				f := worker()
				for j := range jobs {
					j.done <- f(j.k)
				}
			}()
		}
		for j := range order {
			if !yield(<-j.done) {
				panic("align: values left behind") // their makers would wait for ever
			}
		}
	}
}
