package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"

	"bitext/termbase"
	"bitext/termbase/extract"
)

// largestUpdate is the share of the units that may have come or gone since all
// terms were ranked before they are ranked anew.
const largestUpdate = 0.05

// extract proposes the terms of every pair of languages of which a document
// has changed since terms were proposed last.
func (b *build) extract(ctx context.Context) error {
	pairs, err := b.db.Pairs(ctx)
	if err != nil {
		return err
	}
	for _, l := range languagesOf(pairs) {
		if err := b.extractAgain(ctx, l); err != nil {
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
		return fmt.Errorf("extract terms %s → %s: %w", l.source, l.target, err)
	}
	return nil
}

// extractFrom brings the terms of two languages up to date: from what is new,
// where that is little, else from all texts.
func (b *build) extractFrom(ctx context.Context, l langTerms) error {
	pairs, err := b.db.Pairs(ctx)
	if err != nil {
		return err
	}
	run := termbase.Run{Source: l.source, Target: l.target, Digest: textsDigest(pairs, l), Version: extractionVersion}
	if done, err := b.db.RunDigest(ctx, l.source, l.target); err != nil {
		return err
	} else if done == run.Digest && !b.opts.again && !b.opts.rank {
		return nil
	}
	memory, ranking, err := b.memory(ctx, pairs, l)
	if err != nil {
		return err
	}
	if memory == nil {
		return b.rank(ctx, pairs, l, run)
	}
	l.update = true
	run.Pairs = ids(pairs, l, func(p termbase.Pair) bool { return !p.Counted })
	var proposals []termbase.Proposal
	if len(run.Pairs) > 0 {
		units := b.db.Units(ctx, termbase.UnitFilter{Source: l.source, Target: l.target, New: true})
		if proposals, err = memory.Update(ctx, units, extract.Options{}); err != nil {
			return err
		}
	}
	if l.out, err = b.db.Extend(ctx, proposals, run); err != nil {
		return err
	}
	l.left = int(largestUpdate*float64(ranking.Units)) - ranking.Changed - newUnits(pairs, l)
	b.terms = append(b.terms, l)
	return nil
}

// rank extracts from all texts of two languages.
func (b *build) rank(ctx context.Context, pairs []termbase.Pair, l langTerms, run termbase.Run) error {
	run.Pairs = ids(pairs, l, func(termbase.Pair) bool { return true })
	units := b.db.Units(ctx, termbase.UnitFilter{Source: l.source, Target: l.target})
	proposals, memory, err := extract.Rank(ctx, l.source, l.target, units, extract.Options{})
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
func (b *build) memory(ctx context.Context, pairs []termbase.Pair, l langTerms) (*extract.Memory, *termbase.Ranking, error) {
	if b.opts.again || b.opts.rank {
		return nil, nil, nil
	}
	r, err := b.db.Ranking(ctx, l.source, l.target)
	if err != nil || r == nil || r.Version != extractionVersion {
		return nil, nil, err
	}
	if float64(r.Changed+newUnits(pairs, l)) > largestUpdate*float64(r.Units) {
		return nil, nil, nil
	}
	m, err := extract.ReadMemory(r.Memory)
	if err != nil {
		return nil, nil, nil // it can be had again
	}
	return m, r, nil
}

// of reports whether a pair is in the languages.
func (l langTerms) of(p termbase.Pair) bool {
	return p.Source.Lang == l.source && p.Target.Lang == l.target
}

// ids lists the pairs of two languages that are wanted.
func ids(pairs []termbase.Pair, l langTerms, wanted func(termbase.Pair) bool) []int64 {
	var out []int64
	for _, p := range pairs {
		if l.of(p) && wanted(p) {
			out = append(out, p.ID)
		}
	}
	return out
}

// newUnits counts the units that no extraction has seen.
func newUnits(pairs []termbase.Pair, l langTerms) int {
	n := 0
	for _, p := range pairs {
		if l.of(p) && !p.Counted {
			n += p.Units
		}
	}
	return n
}

// languagesOf lists the pairs of languages in the termbase, sorted.
func languagesOf(pairs []termbase.Pair) []langTerms {
	var all []langTerms
	for _, p := range pairs {
		l := langTerms{source: p.Source.Lang, target: p.Target.Lang}
		if !slices.Contains(all, l) {
			all = append(all, l)
		}
	}
	slices.SortFunc(all, func(x, y langTerms) int {
		return strings.Compare(string(x.source)+" "+string(x.target), string(y.source)+" "+string(y.target))
	})
	return all
}

// textsDigest is the fingerprint of all texts that the terms of two languages
// are drawn from.
func textsDigest(pairs []termbase.Pair, l langTerms) string {
	var digests []string
	for _, p := range pairs {
		if l.of(p) {
			digests = append(digests, p.Source.Path+"\n"+p.Target.Path+"\n"+p.Digest)
		}
	}
	slices.Sort(digests)
	sum := sha256.Sum256([]byte("extraction " + extractionVersion + "\n" + strings.Join(digests, "\n")))
	return hex.EncodeToString(sum[:])
}

// extractionVersion changes whenever extraction changes what it gives.
const extractionVersion = "5"
