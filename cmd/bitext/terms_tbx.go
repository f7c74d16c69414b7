package main

import (
	"context"
	"errors"
	"io"
	"os"

	"github.com/urfave/cli/v2"

	"bitext/align/xliff"
	"bitext/termbase"
	"bitext/termbase/tbx"
)

// importTBX reads a TBX file, and stores what its entries refer to by name.
func importTBX(ctx context.Context, c *cli.Context, db *termbase.DB, f io.Reader, opts termbase.ImportOptions) (*termbase.ImportReport, error) {
	var resources []termbase.Resource
	report, err := db.Import(ctx, changeOf(c), tbx.Read(f, tbx.Options{
		State:    termbase.State(c.String("state")),
		Resource: func(r termbase.Resource) { resources = append(resources, r) },
	}), opts)
	if err != nil || opts.DryRun || len(resources) == 0 {
		return report, err
	}
	return report, db.PutResources(ctx, resources...)
}

// importGlossary reads the glossaries in the units of an XLIFF 2 file.
func importGlossary(ctx context.Context, c *cli.Context, db *termbase.DB, f io.Reader, opts termbase.ImportOptions) (*termbase.ImportReport, error) {
	glossary, err := xliff.ReadGlossary(f, xliff.Options{Lenient: c.Bool("lenient")})
	if err != nil {
		return nil, err
	}
	if len(glossary.Entries) == 0 {
		return nil, errors.New("there is no glossary in the file")
	}
	entries := func(yield func(*termbase.Entry, error) bool) {
		for _, g := range glossary.Entries {
			if !yield(glossaryEntry(glossary, g, termbase.State(c.String("state"))), nil) {
				return
			}
		}
	}
	return db.Import(ctx, changeOf(c), entries, opts)
}

func glossaryEntry(g *xliff.Glossary, from xliff.GlossaryEntry, state termbase.State) *termbase.Entry {
	e := &termbase.Entry{State: state, Definition: from.Definition.Text, Source: from.Definition.Source}
	e.Terms = append(e.Terms, termbase.Term{Lang: g.Source, Text: from.Term.Text, Source: from.Term.Source})
	for _, t := range from.Translations {
		e.Terms = append(e.Terms, termbase.Term{Lang: g.Target, Text: t.Text, Source: t.Source})
	}
	return e
}

// importDump takes over a backup: whole into an empty termbase, otherwise the
// entries.
func importDump(ctx context.Context, c *cli.Context, db *termbase.DB, f *os.File, opts termbase.ImportOptions) (*termbase.ImportReport, error) {
	if !opts.DryRun {
		err := db.Restore(ctx, f)
		if err == nil {
			n, err := db.Count(ctx, termbase.Filter{})
			return &termbase.ImportReport{Read: n, Added: n}, err
		}
		if !errors.Is(err, termbase.ErrNotEmpty) {
			return nil, err
		}
		if _, err := f.Seek(0, io.SeekStart); err != nil {
			return nil, err
		}
	}
	return db.Import(ctx, changeOf(c), termbase.ReadDump(f), opts)
}
