package main

import (
	"errors"
	"fmt"
	"io"

	"github.com/urfave/cli/v2"

	"bitext/termbase"
)

func doctorCommand() *cli.Command {
	return &cli.Command{
		Name:      "doctor",
		Usage:     "check a termbase and repair its indexes and counts",
		ArgsUsage: "[FILE]",
		Description: "Looks through the whole file. What follows from something else (word indexes, keys for search, counts,\n" +
			"units) is made anew where it is wrong. Damage to the file itself cannot be mended; --salvage writes what can\n" +
			"still be read to a file that `terms import` takes.\n\n" +
			"Example:\n   bitext doctor termbase.db\n   bitext doctor broken.db --salvage saved.jsonl\n\n" +
			"Exit status: 0 healthy or repaired, 1 something is wrong, 2 could not do it",
		Flags: []cli.Flag{
			&cli.BoolFlag{Name: "dry-run", Usage: "look only, repair nothing"},
			&cli.StringFlag{Name: "salvage", Usage: "write the entries, decisions and history that can be read to `FILE`"},
			databaseFlag(),
		},
		Action: runDoctor,
	}
}

func runDoctor(c *cli.Context) error {
	if err := wantArgs(c, 0, 1); err != nil {
		return err
	}
	path := c.String("db")
	if c.Args().Present() {
		path = c.Args().First()
	}
	if c.String("salvage") != "" {
		return salvage(c, path)
	}
	db, err := termbase.Open(c.Context, path, termbase.OpenOptions{ReadOnly: c.Bool("dry-run"), Existing: true})
	if errors.Is(err, termbase.ErrCorrupt) {
		return withHint(err, fmt.Sprintf("bitext doctor %s --salvage saved.jsonl", path))
	}
	if err != nil {
		return err
	}
	d, err := db.Diagnose(c.Context, !c.Bool("dry-run"))
	if closing := db.Close(); err == nil {
		err = closing
	}
	if err != nil {
		return err
	}
	return sayDiagnosis(c, path, d)
}

func sayDiagnosis(c *cli.Context, path string, d *termbase.Diagnosis) error {
	if d.Healthy() {
		fmt.Fprintf(c.App.Writer, "%s: healthy\n", path)
		return nil
	}
	for _, x := range []struct {
		n    int
		what string
	}{
		{d.Orphans, "rows that belong to something that is gone"},
		{d.Pairs, "pairs of documents that lack units"},
		{d.Renderings, "renderings with a wrong count"},
		{d.Keys, "terms with outdated keys for search"},
		{d.Lists, "entries out of place in sorted lists"},
		{d.TermIndex, "terms missing from the word index"},
	} {
		if x.n > 0 {
			fmt.Fprintf(c.App.Writer, "%s: %d %s\n", path, x.n, x.what)
		}
	}
	if d.TextIndex {
		fmt.Fprintf(c.App.Writer, "%s: the word index of the texts is incomplete\n", path)
	}
	for _, s := range d.Damage {
		fmt.Fprintf(c.App.Writer, "%s: damaged: %s\n", path, oneLine(s))
	}
	switch {
	case len(d.Damage) > 0:
		say(c, "the file cannot be mended\n  try: bitext doctor %s --salvage saved.jsonl", path)
	case d.Repaired:
		fmt.Fprintf(c.App.Writer, "%s: repaired\n", path)
		return nil
	}
	return errFindings
}

// salvage writes what can still be read of a damaged termbase.
func salvage(c *cli.Context, path string) error {
	db, err := termbase.Open(c.Context, path, termbase.OpenOptions{Damaged: true})
	if err != nil {
		return err
	}
	defer db.Close()
	out := c.String("salvage")
	var saved *termbase.Saved
	err = writeFile(out, func(w io.Writer) error {
		saved, err = db.Salvage(c.Context, w)
		return err
	})
	if err != nil {
		return err
	}
	say(c, "%s: %s written, %d lost", out, number(saved.Entries, "entry", "entries"), saved.Lost)
	for _, t := range saved.Tables {
		say(c, "%s: the table %s could not be read to its end", out, t)
	}
	say(c, "then: bitext terms import %s -d new.db", out)
	return nil
}
