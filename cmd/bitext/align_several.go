package main

import (
	"fmt"
	"io"
	"slices"

	"github.com/urfave/cli/v2"

	"bitext/align"
	"bitext/corpus"
)

// severalForms are the forms that hold more than one translation.
var severalForms = []string{"tmx", "xlsx", "html"}

// alignSeveral aligns one source with its translations in several languages,
// pair by pair, and writes them side by side.
func alignSeveral(c *cli.Context, opts align.Options) error {
	form := c.String("to")
	if !slices.Contains(severalForms, form) {
		return withHint(fmt.Errorf("align: %s holds one translation, not %d", form, c.NArg()-1), "bitext align --to html SOURCE TARGET…")
	}
	if len(opts.Keep) > 0 {
		return withHint(fmt.Errorf("align: --keep is for one translation, not %d", c.NArg()-1), "bitext align --help")
	}
	source, err := readSide(c, 0, corpus.Lang(c.String("source-lang")))
	if err != nil {
		return err
	}
	var bitexts []*align.Bitext
	for n := 1; n < c.NArg(); n++ {
		b, err := alignOne(c, source, n, opts)
		if err != nil {
			return err
		}
		bitexts = append(bitexts, b)
	}
	return writeOutput(c, func(w io.Writer) error { return writeFormat(w, form, opts.Level, bitexts...) })
}

// alignOne aligns the source with argument n.
func alignOne(c *cli.Context, source *corpus.Document, n int, opts align.Options) (*align.Bitext, error) {
	language := corpus.Lang("")
	if c.NArg() == 2 {
		language = corpus.Lang(c.String("target-lang"))
	}
	target, err := readSide(c, n, language)
	if err != nil {
		return nil, err
	}
	if err := differ(c, source, target); err != nil {
		return nil, err
	}
	b, err := align.Documents(c.Context, source, target, opts)
	if err != nil {
		return nil, err
	}
	if err := related(c, b); err != nil {
		return nil, err
	}
	sureOnly(b, c.Float64("min-confidence"))
	return b, nil
}
