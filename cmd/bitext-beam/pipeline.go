package main

import (
	"context"
	"fmt"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	beamregister "github.com/apache/beam/sdks/v2/go/pkg/beam/register"

	"bitext/align"
	"bitext/cmd/internal/pairs"
	"bitext/corpus"
	"bitext/corpus/load"
	"bitext/termbase"
	"bitext/termbase/extract"
)

// register tells Beam which functions and types its workers are to know.
func register() {
	beamregister.DoFn3x1[context.Context, task, func(string, []byte), error](&alignFn{})
	beamregister.DoFn3x1[context.Context, string, func(*[]byte) bool, error](&gatherFn{})
	beamregister.Emitter2[string, []byte]()
	beamregister.Iter1[[]byte]()
}

// newPipeline is the whole way:
//
//	pairs ─► read, align, analyse (each pair by itself) ─► group ─► combine the counts, rank, render ─► termbase, terms
//
// The pairs are shuffled once, so that a runner can spread them over its workers.
func newPipeline(o options, tasks []task) (*beam.Pipeline, error) {
	p, s := beam.NewPipelineWithRoot()
	list := beam.Reshuffle(s, beam.CreateList(s, tasks))
	parts := beam.ParDo(s.Scope("align"), &alignFn{}, list)
	beam.ParDo0(s.Scope("gather"), &gatherFn{Termbase: o.Termbase, Terms: o.Terms}, beam.GroupByKey(s, parts))
	return p, nil
}

// alignFn does all that can be done with one pair alone.
type alignFn struct{}

// whole is the key of all parts: a termbase is one file.
const whole = "termbase"

// ProcessElement reads and aligns a pair and analyses its units.
func (*alignFn) ProcessElement(ctx context.Context, t task, emit func(string, []byte)) error {
	part, err := alignTask(ctx, t)
	if err != nil {
		return err
	}
	packed, err := part.pack()
	if err != nil {
		return fmt.Errorf("%s – %s: %w", t.Source, t.Target, err)
	}
	emit(whole, packed)
	return nil
}

func alignTask(ctx context.Context, t task) (*part, error) {
	var files [2][]byte
	var docs [2]*corpus.Document
	for i, name := range [2]string{t.Source, t.Target} {
		var err error
		if files[i], err = readFile(ctx, name); err != nil {
			return nil, err
		}
		code := [2]string{t.SourceLang, t.TargetLang}[i]
		if docs[i], err = load.Bytes(ctx, name, files[i], load.Options{Lang: corpus.Lang(code)}); err != nil {
			return nil, err
		}
	}
	b, err := pairs.Align(ctx, docs[0], docs[1], nil)
	if err != nil {
		return nil, err
	}
	out := &part{N: t.N, Digest: pairs.Digest(files[0], files[1]), Doubt: pairs.Doubt(b), Bitext: stored(b)}
	if out.Doubt != "" {
		return out, nil
	}
	out.Analysis, err = extract.Analyse(b.Source.Lang, b.Target.Lang, termbase.Derive(b)).Pack()
	return out, err
}

// stored is what of a bitext goes into a termbase.
func stored(b *align.Bitext) *align.Bitext {
	lean := func(d *corpus.Document) *corpus.Document {
		out := &corpus.Document{Path: d.Path, Lang: d.Lang, Encoding: d.Encoding}
		for _, block := range d.Blocks {
			out.Blocks = append(out.Blocks, corpus.Block{
				Kind: block.Kind, Level: block.Level, Label: block.Label, Page: block.Page, Text: block.Text, Segments: block.Segments,
			})
		}
		return out
	}
	return &align.Bitext{Source: lean(b.Source), Target: lean(b.Target), Paragraphs: b.Paragraphs, Sentences: b.Sentences}
}
