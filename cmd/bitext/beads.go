package main

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/urfave/cli/v2"

	"bitext/align"
	"bitext/termbase"
)

func beadsCommand() *cli.Command {
	return &cli.Command{
		Name:  "beads",
		Usage: "look at the alignment of stored pairs and set it by hand",
		Description: "A bead joins segments of the source to those that translate them. Beads that a person sets stand in every\n" +
			"later build, also when a file has changed: they are found again by their text. PAIR is the number of a pair\n" +
			"or the path of its translation. A BEAD is written as 3,4:5 (segments from 0, as beads show has them; 3: has no\n" +
			"translation, :5 no source).\n\n" +
			"Example:\n   bitext beads show fr/report.txt --level sentence --below 0.9\n   bitext beads set fr/report.txt 3,4:5 6:\n" +
			"   bitext build reports --again      (aligns the rest anew around what was set)\n\nExit status: 0 done, 2 could not do it",
		Subcommands: []*cli.Command{
			beadsListCommand(), beadsShowCommand(),
			beadsChangeCommand("set", "set beads; what overlaps them gives up its segments", "set", setBeads),
			beadsChangeCommand("release", "give beads back to the aligner, all of a level where none are named", "released", releaseBeads),
			beadsHistoryCommand(), beadsUndoCommand(),
		},
		Action: func(c *cli.Context) error {
			if c.Args().Present() {
				return withHint(fmt.Errorf("beads: %q is not a verb", c.Args().First()), "bitext beads --help")
			}
			return cli.ShowSubcommandHelp(c)
		},
	}
}

func levelFlag() cli.Flag {
	return &cli.StringFlag{Name: "level", Value: "sentence", Usage: "beads of this `LEVEL`: paragraph or sentence"}
}

// storedPair finds the pair that an argument names.
func storedPair(ctx context.Context, db *termbase.DB, arg string) (termbase.Pair, error) {
	pairs, err := db.Pairs(ctx)
	if err != nil {
		return termbase.Pair{}, err
	}
	id, _ := strconv.ParseInt(arg, 10, 64)
	var found []termbase.Pair
	for _, p := range pairs {
		if p.ID == id || p.Target.Path == arg {
			found = append(found, p)
		}
	}
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		return termbase.Pair{}, withHint(fmt.Errorf("no stored pair %q", arg), "bitext beads list -d "+db.Path())
	}
	return termbase.Pair{}, withHint(fmt.Errorf("%s is the translation of several sources: name the pair by its number", arg), "bitext beads list -d "+db.Path())
}

func beadsListCommand() *cli.Command {
	return &cli.Command{
		Name:  "list",
		Usage: "list the stored pairs with the number of their beads",
		Description: "UNSURE are the sentence beads of less than 0.9 confidence, SET those of both levels that a person set.\n\n" +
			"Example:\n   bitext beads list\n\nExit status: 0 done, 2 could not do it",
		Flags: []cli.Flag{databaseFlag(), outputFlag()},
		Action: func(c *cli.Context) error {
			if err := wantArgs(c, 0, 0); err != nil {
				return err
			}
			return withTermbase(c, true, func(ctx context.Context, db *termbase.DB) error {
				t := table{head: []string{"PAIR", "BEADS", "UNSURE", "SET", "SOURCE", "TARGET"}, right: map[int]bool{0: true, 1: true, 2: true, 3: true}}
				pairs, err := db.Pairs(ctx)
				if err != nil {
					return err
				}
				for _, p := range pairs {
					b, err := db.Bitext(ctx, p.ID)
					if err != nil {
						return err
					}
					unsure, set := 0, 0
					for _, x := range b.Beads(levelStored(b)) {
						if x.Confidence < align.Doubtful {
							unsure++
						}
					}
					for _, x := range slices.Concat(b.Paragraphs, b.Sentences) {
						if x.Fixed {
							set++
						}
					}
					t.add(strconv.FormatInt(p.ID, 10), strconv.Itoa(p.Units), strconv.Itoa(unsure), strconv.Itoa(set), p.Source.Path, p.Target.Path)
				}
				return writeOutput(c, t.write)
			})
		},
	}
}

// levelStored is the deepest level of a stored pair.
func levelStored(b *align.Bitext) align.Level {
	if b.Sentences == nil {
		return align.Paragraph
	}
	return align.Sentence
}

func beadsShowCommand() *cli.Command {
	return &cli.Command{
		Name:        "show",
		Usage:       "show the beads of a pair",
		ArgsUsage:   "PAIR",
		Description: "A * marks what a person set.\n\nExample:\n   bitext beads show fr/report.txt --below 0.9\n\nExit status: 0 done, 2 could not do it",
		Flags: []cli.Flag{
			levelFlag(),
			&cli.Float64Flag{Name: "below", Value: 2, Usage: "only those of less than `P` confidence", DefaultText: "all"},
			&cli.BoolFlag{Name: "by-hand", Usage: "only those that a person set"},
			toFlag("table, links, tsv or json"), databaseFlag(), outputFlag(),
		},
		Action: func(c *cli.Context) error {
			if err := wantArgs(c, 1, 1); err != nil {
				return err
			}
			level, err := levelOf(c.String("level"))
			if err != nil {
				return err
			}
			form := c.String("to")
			if !slices.Contains([]string{"table", "links", "tsv", "json"}, form) {
				return withHint(fmt.Errorf("no form %q", form), "bitext beads show --help")
			}
			return withTermbase(c, true, func(ctx context.Context, db *termbase.DB) error {
				p, err := storedPair(ctx, db, c.Args().First())
				if err != nil {
					return err
				}
				b, err := db.Bitext(ctx, p.ID)
				if err != nil {
					return err
				}
				for _, beads := range []*[]align.Bead{&b.Paragraphs, &b.Sentences} {
					*beads = slices.DeleteFunc(*beads, func(x align.Bead) bool {
						return x.Confidence >= c.Float64("below") || c.Bool("by-hand") && !x.Fixed
					})
				}
				return writeOutput(c, func(w io.Writer) error {
					if form == "table" {
						return beadsTable(w, level, b)
					}
					return writeBitext(w, form, level, b)
				})
			})
		},
	}
}

func beadsTable(w io.Writer, level align.Level, b *align.Bitext) error {
	t := table{head: []string{"BEAD", "SURE", "", "SOURCE", "TARGET"}}
	source, target := align.Texts(b.Source, level), align.Texts(b.Target, level)
	for _, x := range b.Beads(level) {
		hand := ""
		if x.Fixed {
			hand = "*"
		}
		t.add(beadName(x), fmt.Sprintf("%.2f", x.Confidence), hand, short(source(x.Source)), short(target(x.Target)))
	}
	return t.write(w)
}

// beadName writes a bead as it is given on the command line.
func beadName(b align.Bead) string {
	side := func(segments []int) string {
		return strings.Trim(strings.ReplaceAll(fmt.Sprint(segments), " ", ","), "[]")
	}
	return side(b.Source) + ":" + side(b.Target)
}

// lostBead names a bead by its text.
func lostBead(l termbase.LostBead) string {
	return fmt.Sprintf("“%s” – “%s”", short(strings.Join(l.Source, " ")), short(strings.Join(l.Target, " ")))
}
