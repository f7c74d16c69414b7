package main

import (
	"context"
	"errors"
	"io"
	"os"

	"github.com/urfave/cli/v2"

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
