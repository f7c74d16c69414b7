package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"iter"
	"os"
	"sync"

	"bitext/align"
	"bitext/corpus/load"
	"bitext/termbase"
)

// pipeline changes whenever reading or aligning changes what it gives, so that
// a build over an older termbase does its work again.
const pipeline = "1"

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
	if j.digest, err = digest(j.source.Path, j.target.Path); err != nil {
		return aligned{job: j, err: err}
	}
	if j.digest == was.digest && !opts.again {
		return aligned{job: j}
	}
	if j.digest == was.refused.Digest && !opts.again && !opts.force {
		return aligned{job: j, doubt: was.refused.Reason}
	}
	source, err := load.File(ctx, j.source.Path, load.Options{Lang: j.source.Lang})
	if err != nil {
		return aligned{job: j, err: err}
	}
	target, err := load.File(ctx, j.target.Path, load.Options{Lang: j.target.Lang})
	if err != nil {
		return aligned{job: j, err: err}
	}
	hand, err := opts.handSet(ctx, source, target)
	if err != nil {
		return aligned{job: j, err: err}
	}
	b, err := align.Documents(ctx, source, target, align.Options{Level: align.Sentence, Keep: hand.Sentences, KeepParagraphs: hand.Paragraphs})
	if err != nil {
		return aligned{job: j, err: fmt.Errorf("align %s: %w", j, err)}
	}
	r := aligned{job: j, bitext: b, lost: hand.Lost}
	if v := b.Verdict; v.Doubtful && !opts.force {
		r.doubt = fmt.Sprintf("%.0f %% of the text found a counterpart, %.0f %% a likely one", 100*v.Matched, 100*v.Sure)
	}
	return r
}

// digest is the fingerprint of the files of a pair.
func digest(paths ...string) (string, error) {
	h := sha256.New()
	fmt.Fprintf(h, "pipeline %s\n", pipeline)
	for _, p := range paths {
		data, err := os.ReadFile(p)
		if err != nil {
			return "", pathError(err)
		}
		fmt.Fprintf(h, "%d\n", len(data))
		h.Write(data)
	}
	return hex.EncodeToString(h.Sum(nil)), nil
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
