package main

import (
	"context"
	"iter"
	"os"
	"sync"

	"bitext/align"
	"bitext/cmd/internal/pairs"
	"bitext/corpus/load"
	"bitext/termbase"
)

// aligned is what became of a job.
type aligned struct {
	job    job
	bitext *align.Bitext // nil where nothing has changed
	doubt  string        // why the pair looks like no translation, so that it is left out; "" where it does not
	lost   []termbase.LostBead
	err    error
}

// before is what earlier builds made of a pair.
type before struct {
	digest  string // of what is stored; "" where nothing is
	refused termbase.Refused
}

// alignJob reads and aligns a pair, unless it was stored or left out with the same
// digest.
func alignJob(ctx context.Context, j job, was before, opts buildOptions) aligned {
	var err error
	if j.digest, err = digest(j.Source.Path, j.Target.Path); err != nil {
		return aligned{job: j, err: err}
	}
	if j.digest == was.digest && !opts.again {
		return aligned{job: j}
	}
	if j.digest == was.refused.Digest && !opts.again && !opts.force {
		return aligned{job: j, doubt: was.refused.Reason}
	}
	source, err := load.File(ctx, j.Source.Path, load.Options{Lang: j.Source.Lang})
	if err != nil {
		return aligned{job: j, err: err}
	}
	target, err := load.File(ctx, j.Target.Path, load.Options{Lang: j.Target.Lang})
	if err != nil {
		return aligned{job: j, err: err}
	}
	hand, err := opts.handSet(ctx, source, target)
	if err != nil {
		return aligned{job: j, err: err}
	}
	b, err := pairs.Align(ctx, source, target, hand)
	if err != nil {
		return aligned{job: j, err: err}
	}
	r := aligned{job: j, bitext: b, lost: hand.Lost}
	if !opts.force {
		r.doubt = pairs.Doubt(b)
	}
	return r
}

// digest is the fingerprint of the files of a pair.
func digest(paths ...string) (string, error) {
	files := make([][]byte, len(paths))
	for i, p := range paths {
		var err error
		if files[i], err = os.ReadFile(p); err != nil {
			return "", pathError(err)
		}
	}
	return pairs.Digest(files...), nil
}

// inOrder calls work for each item on some goroutines and yields the results
// in the order of the items. No more than twice as many results as goroutines
// wait at any time.
func inOrder[T, R any](ctx context.Context, workers int, items []T, work func(T) R) iter.Seq[R] {
	return func(yield func(R) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		slots := make(chan chan R, 2*workers)
		var group sync.WaitGroup
		defer group.Wait()
		defer cancel()
		group.Go(func() {
			defer close(slots)
			running := make(chan struct{}, workers)
			for _, item := range items {
				if ctx.Err() != nil { // select below picks any of two that are ready
					return
				}
				slot := make(chan R, 1)
				select {
				case slots <- slot:
				case <-ctx.Done():
					return
				}
				running <- struct{}{}
				group.Go(func() {
					slot <- work(item)
					<-running
				})
			}
		})
		for slot := range slots {
			if !yield(<-slot) {
				return
			}
		}
	}
}
