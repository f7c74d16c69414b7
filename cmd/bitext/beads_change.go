package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/urfave/cli/v2"

	"bitext/align"
	"bitext/align/score"
	"bitext/termbase"
)

// beadsChangeCommand is a verb that corrects beads.
func beadsChangeCommand(name, usage, done string, correction func(level align.Level, stands, named []align.Bead) (align.Correction, error)) *cli.Command {
	return &cli.Command{
		Name: name, Usage: usage, ArgsUsage: "PAIR [BEAD…]",
		Description: "Example:\n   bitext beads " + name + " fr/report.txt 3,4:5 6:\n\nExit status: 0 done, 2 could not do it",
		Flags: []cli.Flag{
			levelFlag(),
			&cli.StringFlag{Name: "keep", Usage: "take the beads from `FILE` (links form)"},
			reasonFlag(), authorFlag(), databaseFlag(),
		},
		Action: func(c *cli.Context) error {
			if err := wantArgs(c, 1, -1); err != nil {
				return err
			}
			level, err := levelOf(c.String("level"))
			if err != nil {
				return err
			}
			named, err := namedBeads(c)
			if err != nil {
				return err
			}
			return withTermbase(c, false, func(ctx context.Context, db *termbase.DB) error {
				p, err := storedPair(ctx, db, c.Args().First())
				if err != nil {
					return err
				}
				b, err := db.Bitext(ctx, p.ID)
				if err != nil {
					return err
				}
				x, err := correction(level, b.Beads(level), named)
				if err != nil {
					return err
				}
				if _, err := db.Correct(ctx, changeOf(c), p.ID, x); err != nil {
					return err
				}
				n := len(named)
				if n == 0 {
					n = len(x.Replace)
				}
				say(c, "%s: %s of %s", done, number(n, "bead", "beads"), p.Target.Path)
				return extractAgain(ctx, db)
			})
		},
	}
}

// namedBeads reads the beads that the arguments and the file of --keep name.
func namedBeads(c *cli.Context) ([]align.Bead, error) {
	var beads []align.Bead
	if path := c.String("keep"); path != "" {
		var err error
		if beads, err = readLinks(path); err != nil {
			return nil, err
		}
	}
	for _, arg := range c.Args().Tail() {
		source, target, ok := strings.Cut(strings.NewReplacer("[", "", "]", "").Replace(arg), ":")
		var one []align.Bead
		var err error
		if ok {
			one, err = score.Read(strings.NewReader("[" + source + "]:[" + target + "]"))
		}
		if err != nil || len(one) != 1 || len(one[0].Source)+len(one[0].Target) == 0 {
			return nil, withHint(fmt.Errorf("%q is no bead", arg), verbOf(c)+" "+c.Args().First()+" 3,4:5")
		}
		beads = append(beads, one...)
	}
	return beads, nil
}

func setBeads(level align.Level, stands, named []align.Bead) (align.Correction, error) {
	if len(named) == 0 {
		return align.Correction{}, withHint(errors.New("no bead is named"), "bitext beads set PAIR 3,4:5")
	}
	return align.Set(level, stands, named), nil
}

// releaseBeads takes the beads that a person set, or those of them that are
// named.
func releaseBeads(level align.Level, stands, named []align.Bead) (align.Correction, error) {
	var found []align.Bead
	for _, x := range stands {
		if x.Fixed && (len(named) == 0 || slices.ContainsFunc(named, func(n align.Bead) bool { return beadName(n) == beadName(x) })) {
			found = append(found, x)
		}
	}
	if len(found) == 0 || len(found) < len(named) {
		return align.Correction{}, withHint(errors.New("there is no such bead that a person set"), "bitext beads show PAIR --by-hand")
	}
	return align.Release(level, found...), nil
}

// extractAgain brings the proposed terms up to date after a correction.
func extractAgain(ctx context.Context, db *termbase.DB) error {
	b := &build{db: db}
	return b.extract(ctx)
}

func beadsHistoryCommand() *cli.Command {
	return &cli.Command{
		Name:        "history",
		Usage:       "list the corrections, latest first",
		ArgsUsage:   "[PAIR]",
		Description: "Example:\n   bitext beads history fr/report.txt\n\nExit status: 0 done, 2 could not do it",
		Flags:       []cli.Flag{databaseFlag(), outputFlag()},
		Action: func(c *cli.Context) error {
			if err := wantArgs(c, 0, 1); err != nil {
				return err
			}
			return withTermbase(c, true, func(ctx context.Context, db *termbase.DB) error {
				var pair int64
				if arg := c.Args().First(); arg != "" {
					p, err := storedPair(ctx, db, arg)
					if err != nil {
						return err
					}
					pair = p.ID
				}
				all, err := db.Corrections(ctx, pair)
				if err != nil {
					return err
				}
				return writeOutput(c, func(w io.Writer) error { return correctionsTable(w, all) })
			})
		},
	}
}

func correctionsTable(w io.Writer, all []termbase.Corrected) error {
	t := table{head: []string{"CHANGE", "WHEN", "WHO", "WHAT", "PARAGRAPHS", "SENTENCES", "TARGET", "WHY"}, right: map[int]bool{0: true}}
	names := func(x termbase.BeadExchange) string {
		var out []string
		for _, list := range []struct {
			sign  string
			beads []align.Bead
		}{{"-", x.Gone}, {"+", x.Come}} {
			for _, b := range list.beads {
				hand := ""
				if b.Fixed {
					hand = "*"
				}
				out = append(out, list.sign+beadName(b)+hand)
			}
		}
		return short(strings.Join(out, " "))
	}
	for _, x := range all {
		t.add(strconv.FormatInt(x.ID, 10), x.At.Local().Format("2006-01-02 15:04:05"), oneLine(x.Author), x.Action,
			names(x.Paragraphs), names(x.Sentences), x.Target.Path, oneLine(x.Reason))
	}
	return t.write(w)
}

func beadsUndoCommand() *cli.Command {
	return &cli.Command{
		Name:      "undo",
		Usage:     "take a correction back, or the latest one",
		ArgsUsage: "[CHANGE]",
		Description: "An undo is a correction itself.\n\nExample:\n   bitext beads undo\n   bitext beads undo 12\n\n" +
			"Exit status: 0 done, 2 could not do it",
		Flags: []cli.Flag{reasonFlag(), authorFlag(), databaseFlag()},
		Action: func(c *cli.Context) error {
			if err := wantArgs(c, 0, 1); err != nil {
				return err
			}
			var id int64
			if arg := c.Args().First(); arg != "" {
				var err error
				if id, err = strconv.ParseInt(arg, 10, 64); err != nil || id <= 0 {
					return withHint(fmt.Errorf("%q is not the number of a correction", arg), "bitext beads history")
				}
			}
			return withTermbase(c, false, func(ctx context.Context, db *termbase.DB) error {
				undone, err := db.UndoCorrection(ctx, changeOf(c), id)
				if err != nil {
					return err
				}
				say(c, "undone: %s of %s by %s", undone.Action, undone.Target.Path, undone.Author)
				return extractAgain(ctx, db)
			})
		},
	}
}
