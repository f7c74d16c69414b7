package main

import (
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/urfave/cli/v2"

	"bitext/align"
	"bitext/corpus"
)

func alignCommand() *cli.Command {
	return &cli.Command{
		Name:      "align",
		Usage:     "align one document with its translation",
		ArgsUsage: "SOURCE TARGET",
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "as", Value: "document", Usage: "read the files as `FORM`: document or lines"},
			&cli.StringFlag{Name: "level", Value: "paragraph", Usage: "align to the `LEVEL` of paragraph or sentence"},
			&cli.StringFlag{Name: "to", Value: "tsv", Usage: "write as `FORM`: tsv or links"},
			outputFlag(),
		},
		Action: runAlign,
	}
}

func runAlign(c *cli.Context) error {
	if err := wantArgs(c, 2, 2); err != nil {
		return err
	}
	var docs [2]*corpus.Document
	for i := range docs {
		text, err := os.ReadFile(c.Args().Get(i))
		if err != nil {
			return err
		}
		docs[i] = corpus.Lines(c.Args().Get(i), "", string(text))
	}
	b, err := align.Documents(c.Context, docs[0], docs[1], align.Options{})
	if err != nil {
		return err
	}
	return writeOutput(c, func(w io.Writer) error { return writeLinks(w, b.Paragraphs) })
}

func writeLinks(w io.Writer, beads []align.Bead) error {
	list := func(s []int) string {
		return "[" + strings.Trim(strings.ReplaceAll(fmt.Sprint(s), " ", ", "), "[]") + "]"
	}
	for _, b := range beads {
		if _, err := fmt.Fprintf(w, "%s:%s:%.2f\n", list(b.Source), list(b.Target), b.Confidence); err != nil {
			return err
		}
	}
	return nil
}
