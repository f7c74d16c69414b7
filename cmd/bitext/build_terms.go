package main

import (
	"context"
	"errors"
	"fmt"

	"bitext/cmd/internal/pairs"
	"bitext/termbase"
	"bitext/termbase/extract"
)

// largestUpdate is the share of the units that may have come or gone since all
// terms were ranked before they are ranked anew.
const largestUpdate = 0.05

// extract proposes the terms of every pair of languages of which a document
// has changed since terms were proposed last.
func (b *build) extract(ctx context.Context) error {
	stored, err := b.db.Pairs(ctx)
	if err != nil {
		return err
	}
	for _, l := range pairs.Languages(stored) {
		if err := b.extractAgain(ctx, langTerms{Langs: l}); err != nil {
			return err
		}
	}
	return nil
}

// mostTries is how often an extraction begins anew because another process
// changed the texts under it.
const mostTries = 5

// extractAgain extracts until nobody changes the texts in the meantime.
func (b *build) extractAgain(ctx context.Context, l langTerms) (err error) {
	for range mostTries {
		if err = b.extractFrom(ctx, l); !errors.Is(err, termbase.ErrStale) {
			break
		}
	}
	if err != nil {
		return fmt.Errorf("extract terms %s → %s: %w", l.Source, l.Target, err)
	}
	return nil
}

// extractFrom brings the terms of two languages up to date: from what is new,
// where that is little, else from all texts.
func (b *build) extractFrom(ctx context.Context, l langTerms) error {
	stored, err := b.db.Pairs(ctx)
	if err != nil {
		return err
	}
	run := l.Run(stored)
	if done, err := b.db.RunDigest(ctx, l.Source, l.Target); err != nil {
		return err
	} else if done == run.Digest && !b.opts.again && !b.opts.rank {
		return nil
	}
	memory, ranking, err := b.memory(ctx, stored, l)
	if err != nil {
		return err
	}
	if memory == nil {
		return b.rank(ctx, stored, l, run)
	}
	l.update = true
	run.Pairs = l.IDs(stored, func(p termbase.Pair) bool { return !p.Counted })
	var proposals []termbase.Proposal
	if len(run.Pairs) > 0 {
		units := b.db.Units(ctx, termbase.UnitFilter{Source: l.Source, Target: l.Target, New: true})
		if proposals, err = memory.Update(ctx, units, extract.Options{}); err != nil {
			return err
		}
	}
	if l.out, err = b.db.Extend(ctx, proposals, run); err != nil {
		return err
	}
	l.left = int(largestUpdate*float64(ranking.Units)) - ranking.Changed - newUnits(stored, l)
	b.terms = append(b.terms, l)
	return nil
}

// rank extracts from all texts of two languages.
func (b *build) rank(ctx context.Context, stored []termbase.Pair, l langTerms, run termbase.Run) error {
	run.Pairs = l.IDs(stored, func(termbase.Pair) bool { return true })
	units := b.db.Units(ctx, termbase.UnitFilter{Source: l.Source, Target: l.Target})
	proposals, memory, err := extract.Rank(ctx, l.Source, l.Target, units, extract.Options{})
	if err != nil {
		return err
	}
	if run.Memory, err = memory.Pack(); err != nil {
		return err
	}
	if l.out, err = b.db.Propose(ctx, proposals, run); err != nil {
		return err
	}
	b.terms = append(b.terms, l)
	return nil
}

// memory gives what the latest ranking of two languages left, nil where all texts
// are to be ranked.
func (b *build) memory(ctx context.Context, stored []termbase.Pair, l langTerms) (*extract.Memory, *termbase.Ranking, error) {
	if b.opts.again || b.opts.rank {
		return nil, nil, nil
	}
	r, err := b.db.Ranking(ctx, l.Source, l.Target)
	if err != nil || r == nil || r.Version != extract.Version {
		return nil, nil, err
	}
	if float64(r.Changed+newUnits(stored, l)) > largestUpdate*float64(r.Units) {
		return nil, nil, nil
	}
	m, err := extract.ReadMemory(r.Memory)
	if err != nil {
		return nil, nil, nil // it can be had again
	}
	return m, r, nil
}

// newUnits counts the units that no extraction has seen.
func newUnits(stored []termbase.Pair, l langTerms) int {
	n := 0
	for _, p := range stored {
		if l.Of(p) && !p.Counted {
			n += p.Units
		}
	}
	return n
}
