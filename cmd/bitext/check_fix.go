package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/rogpeppe/go-internal/diff"
	"github.com/urfave/cli/v2"

	"bitext/align/xliff"
	"bitext/cmd/internal/bilingual"
	reports "bitext/cmd/internal/report"
	"bitext/corpus"
	"bitext/corpus/load"
	"bitext/termbase/check"
)

// fixFlags are the flags of mending.
func fixFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "fix", Usage: "mend what is certain (spaces, the marks inside numbers) and write the translation, plain text or XLIFF, to `FILE`; the difference goes to standard error. - shows the difference alone"},
		&cli.BoolFlag{Name: "yes", Usage: "let --fix overwrite the translation itself without asking"},
	}
}

// fix writes the translation with everything mended that is certain. The
// report and the exit status are those of the text as it was.
func (j *checkJob) fix(c *cli.Context, all []reports.Document) error {
	to := c.String("fix")
	if to == "" {
		return nil
	}
	path := c.Args().Get(c.NArg() - 1)
	before, err := os.ReadFile(path)
	if err != nil {
		return pathError(err)
	}
	after, err := mended(path, before, all)
	if err != nil {
		return err
	}
	difference := diff.Diff(path, before, map[bool]string{true: path, false: to}[to == "-"], after)
	if to == "-" {
		return writeOutput(c, func(w io.Writer) error { _, err := w.Write(difference); return err })
	}
	c.App.ErrWriter.Write(difference) // what is shown there cannot be lost: the file holds it
	if sameFile(path, to) && !bytes.Equal(before, after) {
		if ok, err := agreed(c, path); !ok {
			return err
		}
	}
	return writeFile(to, func(w io.Writer) error { _, err := w.Write(after); return err })
}

// sameFile reports whether two paths lead to one file.
func sameFile(a, b string) bool {
	x, errX := os.Stat(a)
	y, errY := os.Stat(b)
	if errX == nil && errY == nil {
		return os.SameFile(x, y)
	}
	return filepath.Clean(a) == filepath.Clean(b)
}

// agreed asks whether the translation may be overwritten. Where nobody can
// answer it may not.
func agreed(c *cli.Context, path string) (bool, error) {
	if c.Bool("yes") {
		return true, nil
	}
	refused := withHint(fmt.Errorf("check: --fix would overwrite %s", path), "bitext check … --fix "+path+" --yes")
	if !isTerminal(c.App.Reader) {
		return false, refused
	}
	fmt.Fprintf(c.App.ErrWriter, "overwrite %s? [y/N] ", path)
	answer, err := bufio.NewReader(c.App.Reader).ReadString('\n')
	switch answer = strings.ToLower(strings.TrimSpace(answer)); {
	case answer == "y" || answer == "yes":
		return true, nil
	case errors.Is(err, io.EOF): // nobody there to ask
		return false, refused
	case err != nil:
		return false, err
	}
	fmt.Fprintf(c.App.ErrWriter, "bitext: %s stays as it is\n", path)
	return false, nil
}

// mended is the file with the certain edits of all findings made.
func mended(path string, data []byte, all []reports.Document) ([]byte, error) {
	if bilingual.Form(path, data[:min(len(data), bilingual.Sniff)]) == "xliff" {
		out, err := xliff.Mend(data, xliffEdits(all), xliff.Options{})
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		return out, nil
	}
	if len(all) != 1 || all[0].Target.Path != path {
		return nil, fmt.Errorf("%s: --fix writes plain text and XLIFF only", path)
	}
	d := all[0].Target
	out, err := load.Rewrite(data, d.Encoding, d.Original, mendedText(&all[0]))
	if errors.Is(err, load.ErrNotPlain) {
		return nil, fmt.Errorf("%s: --fix writes plain text and XLIFF only", path)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return out, nil
}

// mendedText makes the edits in the original of a plain text, the last first.
func mendedText(d *reports.Document) string {
	type change struct {
		corpus.Span
		text string
	}
	var changes []change
	eachEdit(d, func(block int, e check.Edit) {
		changes = append(changes, change{d.Target.Blocks[block].Locate(e.Span), e.Text})
	})
	slices.SortStableFunc(changes, func(a, b change) int { return b.Start - a.Start })
	text, from := d.Target.Original, len(d.Target.Original)
	for _, c := range changes {
		if c.End <= from && c.Start <= c.End {
			text = text[:c.Start] + c.text + text[c.End:]
			from = c.Start
		}
	}
	return text
}

func xliffEdits(all []reports.Document) []xliff.Edit {
	var out []xliff.Edit
	for i := range all {
		eachEdit(&all[i], func(block int, e check.Edit) { out = append(out, xliff.Edit{Block: block, Span: e.Span, Text: e.Text}) })
	}
	return out
}

// eachEdit calls do for every certain edit; of edits that touch one another in
// a block the first is made.
func eachEdit(d *reports.Document, do func(block int, e check.Edit)) {
	made := map[int][]corpus.Span{}
	for i := range d.Findings {
		f := &d.Findings[i]
		if !f.Certain() {
			continue
		}
		for _, e := range f.Fix {
			touches := func(s corpus.Span) bool { return s.Start <= e.Span.End && e.Span.Start <= s.End }
			if !slices.ContainsFunc(made[f.Target.Index], touches) {
				made[f.Target.Index] = append(made[f.Target.Index], e.Span)
				do(f.Target.Index, e)
			}
		}
	}
}
