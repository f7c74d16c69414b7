package main

import (
	"errors"
	"os"

	"github.com/urfave/cli/v2"

	"bitext/align"
	"bitext/align/xliff"
	"bitext/cmd/internal/bilingual"
	"bitext/corpus"
)

// sniffBilingual opens a file to tell its bilingual format, "" for others.
func sniffBilingual(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", pathError(err)
	}
	defer f.Close()
	form, err := bilingual.FormOf(path, f)
	return form, pathError(err)
}

func lenientFlag() cli.Flag {
	return &cli.BoolFlag{Name: "lenient", Usage: "read XLIFF 2 files, too, that break a constraint of the standard"}
}

func fuzzyFlag() cli.Flag {
	return &cli.BoolFlag{Name: "fuzzy", Usage: "read the entries of PO files, too, that are marked fuzzy"}
}

func bilingualOptions(c *cli.Context, source, target corpus.Lang) bilingual.Options {
	return bilingual.Options{Source: source, Target: target, Lenient: c.Bool("lenient"), Fuzzy: c.Bool("fuzzy")}
}

// readBilingual reads one file that holds source and target.
func readBilingual(path string, opts bilingual.Options) ([]*align.Bitext, error) {
	bitexts, err := bilingual.Read(path, opts)
	switch {
	case errors.Is(err, bilingual.ErrForm):
		return nil, withHint(err, "bitext check SOURCE TARGET")
	case errors.Is(err, xliff.ErrConstraint):
		return nil, withHint(err, "bitext read "+path+" --lenient")
	}
	return bitexts, pathError(err)
}
