package main

import (
	"context"
	"io"

	"github.com/urfave/cli/v2"

	"bitext/align"
	"bitext/align/tmx"
	"bitext/termbase"
)

// exportTMX writes the stored texts as a translation memory, one source
// document with all its translations after the other. It holds sentences where
// all pairs have them, otherwise paragraphs.
func exportTMX(ctx context.Context, c *cli.Context, db *termbase.DB) error {
	pairs, err := db.Pairs(ctx)
	if err != nil {
		return err
	}
	level := align.Sentence
	for b, err := range bySource(ctx, db, pairs) {
		if err != nil {
			return err
		}
		for _, x := range b {
			if x.Sentences == nil {
				level = align.Paragraph
			}
		}
	}
	return writeOutput(c, func(w io.Writer) error {
		return tmx.WriteAll(w, "bitext", version(), level, bySource(ctx, db, pairs))
	})
}

// bySource yields the bitexts of one source document after the other. Pairs
// come sorted by source.
func bySource(ctx context.Context, db *termbase.DB, pairs []termbase.Pair) func(func([]*align.Bitext, error) bool) {
	return func(yield func([]*align.Bitext, error) bool) {
		for i := 0; i < len(pairs); {
			var group []*align.Bitext
			first := pairs[i].Source.ID
			for ; i < len(pairs) && pairs[i].Source.ID == first; i++ {
				b, err := db.Bitext(ctx, pairs[i].ID)
				if err != nil {
					yield(nil, err)
					return
				}
				if len(group) > 0 {
					b.Source = group[0].Source // one document, read twice
				}
				group = append(group, b)
			}
			if !yield(group, nil) {
				return
			}
		}
	}
}
