package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"sort"

	"github.com/urfave/cli/v2"

	"bitext/corpus"
	"bitext/corpus/load"
)

func readCommand() *cli.Command {
	return &cli.Command{
		Name:      "read",
		Usage:     "show the paragraphs that are read from a file",
		ArgsUsage: "FILE…",
		Description: "Prints every block with its kind, number, page and text, so that one sees why\n" +
			"something was aligned oddly; of a bilingual file (TMX, XLIFF, PO, TSV, CSV) every\n" +
			"unit with its name, state, texts and notes.\n\n" +
			"Example: bitext read report.docx\n" +
			"         bitext read job.xlf --to tmx -o job.tmx\n\n" +
			"Exit status: 0 read, 2 the file could not be read.",
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "to", Value: "text", Usage: "write as `FORM`: text, json or plain (the texts alone); a bilingual file also as tsv, " + bitextForms},
			&cli.StringFlag{Name: "lang", Usage: "the `LANGUAGE` of the file (default: detected); of a bilingual file the translation that is wanted, as in fr or fr-CA"},
			&cli.StringFlag{Name: "changes", Value: "final", Usage: "of tracked changes read the `SIDE`: final or original"},
			&cli.BoolFlag{Name: "sentences", Usage: "show the sentences of each block, or the segments of each unit"},
			&cli.BoolFlag{Name: "all", Usage: "show what is no part of the text, too: running heads, page numbers, menus"},
			lenientFlag(), fuzzyFlag(), outputFlag(),
		},
		Action: runRead,
	}
}

// blockRow is one line of `read --to json`.
type blockRow struct {
	Path      string        `json:"path"`
	Index     int           `json:"index"`
	Kind      string        `json:"kind"`
	Level     int           `json:"level,omitempty"`
	Label     string        `json:"label,omitempty"`
	Page      int           `json:"page,omitempty"`
	Line      int           `json:"line,omitempty"`
	Text      string        `json:"text"`
	Sentences []corpus.Span `json:"sentences"`
}

func runRead(c *cli.Context) error {
	if err := wantArgs(c, 1, -1); err != nil {
		return err
	}
	spareMemory(c, readShare)
	opts := load.Options{Lang: corpus.Lang(c.String("lang"))}
	switch side := c.String("changes"); side {
	case "final":
	case "original":
		opts.Changes = load.Original
	default:
		return withHint(fmt.Errorf("read: --changes is final or original, not %q", side), "bitext read --help")
	}
	var shows []func(io.Writer) error
	for _, path := range c.Args().Slice() {
		show, err := readOne(c, path, opts)
		if err != nil {
			return err
		}
		shows = append(shows, show)
	}
	return writeOutput(c, func(w io.Writer) error {
		for _, show := range shows {
			if err := show(w); err != nil {
				return err
			}
		}
		return nil
	})
}

// readOne reads a file, bilingual or not, and gives what shows it.
func readOne(c *cli.Context, path string, opts load.Options) (func(io.Writer) error, error) {
	to, sentences := c.String("to"), c.Bool("sentences")
	form, err := sniffBilingual(path)
	if err != nil {
		return nil, err
	}
	shown := to == "text" || to == "json" || to == "plain"
	if form != "" && (form != "xlsx" || !shown) { // a workbook is shown sheet by sheet, as it is, and written as a bitext
		bitexts, err := readBilingual(path, bilingualOptions(c, "", opts.Lang))
		return func(w io.Writer) error { return showBilingual(w, to, sentences, bitexts) }, err
	}
	show, err := readForm(to, sentences, c.Bool("all"))
	if err != nil {
		return nil, err
	}
	d, err := load.File(c.Context, path, opts)
	if errors.Is(err, load.ErrTerms) {
		err = withHint(err, "bitext terms import "+path)
	}
	return func(w io.Writer) error { return show(w, d) }, err
}

// readForm chooses the writer of a form.
func readForm(form string, sentences, all bool) (func(io.Writer, *corpus.Document) error, error) {
	switch form {
	case "text":
		return func(w io.Writer, d *corpus.Document) error { return readText(w, d, sentences, all) }, nil
	case "json":
		return func(w io.Writer, d *corpus.Document) error { return readJSON(w, d, all) }, nil
	case "plain":
		return func(w io.Writer, d *corpus.Document) error { return readPlain(w, d, all) }, nil
	}
	return nil, withHint(fmt.Errorf("read: --to is text, json or plain, not %q", form), "bitext read --help")
}

func readText(w io.Writer, d *corpus.Document, sentences, all bool) error {
	language := string(d.Lang)
	if language == "" {
		language = "unknown language"
	}
	fmt.Fprintf(w, "%s: %s, %s, %d blocks, %d sentences\n", d.Path, language, d.Encoding, len(d.Blocks), len(d.Places()))
	for i := range d.Blocks {
		b := &d.Blocks[i]
		kind := b.Kind.String()
		if b.Level > 0 {
			kind += fmt.Sprint(" ", b.Level)
		}
		place := ""
		if b.Page > 0 {
			place = fmt.Sprint("p. ", b.Page)
		}
		if _, err := fmt.Fprintf(w, "%4d  %-12s %-7s %-6s  %s\n", i, kind, b.Label, place, b.Text); err != nil {
			return err
		}
		if !sentences {
			continue
		}
		for k := range b.Segments {
			fmt.Fprintf(w, "%36s%d: %s\n", "", k, b.Segment(k))
		}
	}
	if n := len(d.LeftOut); n > 0 && !all {
		fmt.Fprintf(w, "      left out: %d running heads, page numbers, menus and the like (--all shows them)\n", n)
		return nil
	}
	for _, b := range d.LeftOut {
		place := ""
		if b.Page > 0 {
			place = fmt.Sprint("p. ", b.Page)
		}
		if _, err := fmt.Fprintf(w, "      %-20s %-7s %s\n", leftOut, place, b.Text); err != nil {
			return err
		}
	}
	return nil
}

// leftOut stands for the kind of what is no part of the text.
const leftOut = "left-out"

func readJSON(w io.Writer, d *corpus.Document, all bool) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	starts := lineStarts(d.Original)
	for i := range d.Blocks {
		b := &d.Blocks[i]
		row := blockRow{
			Path: d.Path, Index: i, Kind: b.Kind.String(), Level: int(b.Level), Label: b.Label,
			Page: int(b.Page), Text: b.Text, Sentences: []corpus.Span{},
		}
		if b.At > 0 {
			row.Line = sort.SearchInts(starts, int(b.At))
		}
		for _, s := range b.Segments {
			row.Sentences = append(row.Sentences, s.Span())
		}
		if err := e.Encode(row); err != nil {
			return err
		}
	}
	if !all {
		return nil
	}
	for _, b := range d.LeftOut {
		row := blockRow{Path: d.Path, Index: -1, Kind: leftOut, Page: int(b.Page), Text: b.Text, Sentences: []corpus.Span{}}
		if err := e.Encode(row); err != nil {
			return err
		}
	}
	return nil
}

// lineStarts lists the offsets at which the lines of a text begin.
func lineStarts(s string) []int {
	starts := []int{0}
	for i := 0; i < len(s); i++ {
		if s[i] == '\n' {
			starts = append(starts, i+1)
		}
	}
	return starts
}

func readPlain(w io.Writer, d *corpus.Document, all bool) error {
	if all {
		for _, b := range d.LeftOut {
			if _, err := fmt.Fprintln(w, b.Text); err != nil {
				return err
			}
		}
	}
	for i := range d.Blocks {
		if _, err := fmt.Fprintln(w, d.Blocks[i].Text); err != nil {
			return err
		}
	}
	return nil
}
