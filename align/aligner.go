package align

import (
	"context"
	"slices"

	"bitext/align/lexicon"
)

// aligner takes one pair of texts from a first guess to its final path.
type aligner struct {
	source, target *side
	forthCognates  [][]lexicon.Prob // target units that look like a source unit
	backCognates   [][]lexicon.Prob
	forthStored    [][]lexicon.Prob // nil without a stored lexicon
	backStored     [][]lexicon.Prob
	prior          *prior
	traits         *traitModel
}

// Rounds of the search.
const (
	rounds     = 3
	firstWidth = 25  // of the band about the anchors
	laterWidth = 15  // about the path of the round before
	learnLimit = 120 // units a side of the beads that are learned from
)

func newAligner(source, target *side) *aligner {
	return &aligner{source: source, target: target,
		forthCognates: cognates(source, target), backCognates: cognates(target, source),
		prior: newPrior(source, target), traits: &traitModel{}}
}

// models mixes the rows of both directions.
func (a *aligner) models(forth, back *lexicon.Table) (f, b *rows) {
	f = newRows(a.source, a.target, sources{a.forthCognates, a.forthStored, forth})
	b = newRows(a.target, a.source, sources{a.backCognates, a.backStored, back})
	free := float32(freeWithDocument)
	switch {
	case a.forthStored != nil:
		free = freeWithStored
	case forth == nil:
		free = freeWithCognates
	}
	f.finish(a.target, b, free)
	b.finish(a.source, f, free)
	return f, b
}

// align finds the path.
func (a *aligner) align(ctx context.Context) ([]step, error) {
	f, b := a.models(nil, nil)
	region, err := coarseBand(ctx, a.source, a.target, f, firstWidth)
	if err != nil {
		return nil, err
	}
	path, err := a.search(ctx, f, b, region, 2)
	for k := 0; k < rounds && err == nil; k++ {
		var forth, back *lexicon.Table
		if forth, back, err = a.learn(ctx, path); err != nil {
			break
		}
		f, b = a.models(forth, back)
		a.prior.learn(path, a.source, a.target)
		region = around(nodesOf(path), a.source.segments(), a.target.segments(), laterWidth)
		path, err = a.search(ctx, f, b, region, longest)
	}
	return path, err
}

func (a *aligner) search(ctx context.Context, f, b *rows, region band, windows int) ([]step, error) {
	s := &search{source: a.source, target: a.target, forth: f, back: b, prior: a.prior, traits: a.traits,
		band: region, windows: windows, evidence: evidenceWeight}
	return s.run(ctx)
}

// learn trains Model 1 on the beads of a path, in both directions at once.
func (a *aligner) learn(ctx context.Context, path []step) (forth, back *lexicon.Table, err error) {
	var there, here []lexicon.Pair
	for _, b := range path {
		s, t := a.source.size(b.from.i, b.to.i), a.target.size(b.from.j, b.to.j)
		if s == 0 || t == 0 || s > learnLimit || t > learnLimit {
			continue
		}
		p := lexicon.Pair{Source: a.source.units[a.source.start[b.from.i]:a.source.start[b.to.i]],
			Target: a.target.units[a.target.start[b.from.j]:a.target.start[b.to.j]]}
		there = append(there, p)
		here = append(here, lexicon.Pair{Source: p.Target, Target: p.Source})
	}
	done := make(chan error)
	go func() {
		var err error
		back, err = lexicon.Learn(ctx, here, len(a.target.names), len(a.source.names), lexicon.LearnOptions{})
		done <- err
	}()
	forth, err = lexicon.Learn(ctx, there, len(a.source.names), len(a.target.names), lexicon.LearnOptions{})
	if e := <-done; err == nil {
		err = e
	}
	return forth, back, err
}

func nodesOf(path []step) []node {
	nodes := []node{{}}
	for _, b := range path {
		nodes = append(nodes, b.to)
	}
	return nodes
}

func median(x []float32) float32 {
	slices.Sort(x)
	return x[len(x)/2]
}
