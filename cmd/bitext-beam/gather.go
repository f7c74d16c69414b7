package main

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/apache/beam/sdks/v2/go/pkg/beam/log"

	"bitext/cmd/internal/exchange"
	"bitext/cmd/internal/pairs"
	"bitext/termbase"
	"bitext/termbase/extract"
)

// gatherFn makes the termbase out of all parts.
type gatherFn struct {
	Termbase, Terms string // files to be written; "" for none
}

// ProcessElement gets all parts, in any order.
func (f *gatherFn) ProcessElement(ctx context.Context, _ string, next func(*[]byte) bool) error {
	dir, err := os.MkdirTemp("", "bitext-beam")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "termbase.db")
	if err := f.make(ctx, path, next); err != nil {
		return err
	}
	if f.Termbase == "" {
		return nil
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	return writeFile(ctx, f.Termbase, data)
}

func (f *gatherFn) make(ctx context.Context, path string, next func(*[]byte) bool) error {
	db, err := termbase.Open(ctx, path, termbase.OpenOptions{})
	if err != nil {
		return err
	}
	defer db.Close()
	g := &gathering{db: db, analyses: map[string][]byte{}}
	if err := g.store(ctx, next); err != nil {
		return err
	}
	if err := g.rank(ctx); err != nil {
		return err
	}
	if f.Terms != "" {
		var b bytes.Buffer
		form := strings.TrimPrefix(filepath.Ext(f.Terms), ".")
		if err := exchange.Write(ctx, &b, db, exchange.Options{Form: form, Observed: true}); err != nil {
			return err
		}
		if err := writeFile(ctx, f.Terms, b.Bytes()); err != nil {
			return err
		}
	}
	return db.Close()
}

// gathering is the work on one termbase.
type gathering struct {
	db       *termbase.DB
	analyses map[string][]byte // of the units of the pairs, by their paths
}

// store puts the pairs into the termbase, in the order of the build.
func (g *gathering) store(ctx context.Context, next func(*[]byte) bool) error {
	type numbered struct {
		n    int
		data []byte
	}
	var all []numbered
	for data := []byte(nil); next(&data); data = nil {
		p, err := readPart(data)
		if err != nil {
			return err
		}
		all = append(all, numbered{p.N, data})
	}
	slices.SortFunc(all, func(a, b numbered) int { return cmp.Compare(a.n, b.n) })
	for i := range all {
		p, err := readPart(all[i].data)
		if err != nil {
			return err
		}
		all[i].data = nil
		if err := g.storePart(ctx, p); err != nil {
			return err
		}
	}
	return nil
}

func (g *gathering) storePart(ctx context.Context, p *part) error {
	source, target := p.Bitext.Source.Path, p.Bitext.Target.Path
	if p.Doubt != "" {
		log.Warnf(ctx, "left out: %s – %s (they do not look like translations of each other: %s)", source, target, p.Doubt)
		return g.db.Refuse(ctx, termbase.Refused{Source: source, Target: target, Digest: p.Digest, Reason: p.Doubt})
	}
	g.analyses[source+"\n"+target] = p.Analysis
	return g.db.PutPair(ctx, p.Bitext, p.Digest)
}

// rank proposes the terms of each pair of languages.
func (g *gathering) rank(ctx context.Context) error {
	stored, err := g.db.Pairs(ctx)
	if err != nil {
		return err
	}
	for _, l := range pairs.Languages(stored) {
		if err := g.rankIn(ctx, stored, l); err != nil {
			return fmt.Errorf("extract terms %s → %s: %w", l.Source, l.Target, err)
		}
	}
	return nil
}

func (g *gathering) rankIn(ctx context.Context, stored []termbase.Pair, l pairs.Langs) error {
	run := l.Run(stored)
	run.Pairs = l.IDs(stored, func(termbase.Pair) bool { return true })
	proposals, memory, err := extract.RankAnalysed(ctx, l.Source, l.Target, func(yield func(extract.Analysed, error) bool) {
		for _, p := range stored {
			if !l.Of(p) {
				continue
			}
			a, err := extract.ReadAnalysis(g.analyses[p.Source.Path+"\n"+p.Target.Path])
			if !yield(extract.Analysed{Analysis: a, Pair: p.ID, First: p.First}, err) {
				return
			}
		}
	}, extract.Options{})
	if err != nil {
		return err
	}
	if run.Memory, err = memory.Pack(); err != nil {
		return err
	}
	out, err := g.db.Propose(ctx, proposals, run)
	if err == nil {
		log.Infof(ctx, "terms %s → %s: %d proposed from %d pairs", l.Source, l.Target, out.Proposals, len(run.Pairs))
	}
	return err
}
