package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"bitext/corpus"
	"bitext/termbase"
	"bitext/termbase/extract"
)

// extract proposes the terms of every pair of languages of which a document
// has changed since terms were proposed last.
func (b *build) extract(ctx context.Context) error {
	pairs, err := b.db.Pairs(ctx)
	if err != nil {
		return err
	}
	for _, l := range languagesOf(pairs) {
		digest := textsDigest(pairs, l)
		if done, err := b.db.RunDigest(ctx, l.source, l.target); err != nil {
			return err
		} else if done == digest && !b.opts.again {
			continue
		}
		units := b.db.Units(ctx, termbase.UnitFilter{Source: l.source, Target: l.target})
		proposals, err := extract.Bilingual(ctx, l.source, l.target, units, extract.Options{})
		if err != nil {
			return fmt.Errorf("extract terms %s → %s: %w", l.source, l.target, err)
		}
		l.out, err = b.db.Propose(ctx, proposals, termbase.Run{Source: l.source, Target: l.target, Digest: digest})
		if err != nil {
			return fmt.Errorf("store terms %s → %s: %w", l.source, l.target, err)
		}
		b.terms = append(b.terms, l)
	}
	return nil
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
		if (langs{p.Source.Lang, p.Target.Lang}) == (langs{l.source, l.target}) {
			digests = append(digests, p.Source.Path+"\n"+p.Target.Path+"\n"+p.Digest)
		}
	}
	slices.Sort(digests)
	sum := sha256.Sum256([]byte("extraction " + extractionVersion + "\n" + strings.Join(digests, "\n")))
	return hex.EncodeToString(sum[:])
}

// extractionVersion changes whenever extraction changes what it gives.
const extractionVersion = "2"

type langs struct{ source, target corpus.Lang }
