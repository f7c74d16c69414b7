// Package pairs is what a build does with files: it finds those that are
// translations of each other, aligns them, and says which texts the terms of a
// termbase are drawn from. The verb build and the pipeline bitext-beam share it,
// so that they give the same.
package pairs

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"bitext/align"
	"bitext/corpus"
	"bitext/corpus/load"
	"bitext/termbase"
)

// Version changes whenever reading or aligning changes what it gives, so that
// a build over an older termbase does its work again.
const Version = "2"

// Job is one pair to be looked at.
type Job struct {
	Source, Target load.Item
}

func (j Job) String() string { return j.Source.Path + " – " + j.Target.Path }

// JobOf is the job that a stored pair came from.
func JobOf(p termbase.Pair) Job {
	return Job{load.Item{Path: p.Source.Path}, load.Item{Path: p.Target.Path}}
}

// Find lists the pairs under the paths, and the files without partner.
func Find(ctx context.Context, paths []string, source corpus.Lang) (jobs []Job, alone []string, err error) {
	groups, alone, err := load.Pairs(ctx, paths, load.PairOptions{Source: source})
	if err != nil {
		return nil, nil, err
	}
	for _, g := range groups {
		for _, target := range g.Targets {
			jobs = append(jobs, Job{Source: g.Source, Target: target})
		}
	}
	return jobs, alone, nil
}

// Digest is the fingerprint of the files of a pair, by what is in them.
func Digest(files ...[]byte) string {
	h := sha256.New()
	fmt.Fprintf(h, "pipeline %s\n", Version)
	for _, data := range files {
		fmt.Fprintf(h, "%d\n", len(data))
		h.Write(data)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// Align aligns two documents as they are stored, down to sentences. hand is
// what people set in them, nil for nothing.
func Align(ctx context.Context, source, target *corpus.Document, hand *termbase.Hand) (*align.Bitext, error) {
	opts := align.Options{Level: align.Sentence}
	if hand != nil {
		opts.Keep, opts.KeepParagraphs = hand.Sentences, hand.Paragraphs
	}
	b, err := align.Documents(ctx, source, target, opts)
	if err != nil {
		return nil, fmt.Errorf("align %s – %s: %w", source.Path, target.Path, err)
	}
	return b, nil
}

// Doubt says why a pair looks like no translation, "" where it looks like one.
func Doubt(b *align.Bitext) string {
	v := b.Verdict
	if !v.Doubtful {
		return ""
	}
	return fmt.Sprintf("%.0f %% of the text found a counterpart, %.0f %% a likely one", 100*v.Matched, 100*v.Sure)
}
