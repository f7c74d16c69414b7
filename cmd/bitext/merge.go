package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/urfave/cli/v2"

	"bitext/termbase"
)

func mergeCommand() *cli.Command {
	return &cli.Command{
		Name:      "merge",
		Usage:     "join the termbases of several builds into a new one",
		ArgsUsage: "A.db B.db…",
		Description: `Copies the aligned pairs of all files, joins what was decided in them, and
ranks the terms of all texts. From the parts of one build (bitext build --part)
comes what the build as a whole gives. A pair that two files hold is taken from
the first. Decisions that contradict each other are listed, and those of the
first file stand, unless --prefer says who is right.

Example:
  bitext merge part1.db part2.db -d termbase.db

Exit status: 0 done, 1 done, but with contradictions, 2 could not be done.`,
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "prefer", Usage: "`SIDE` that is right in contradictions: ours (the first file) or theirs"},
			&cli.BoolFlag{Name: "quiet", Aliases: []string{"q"}, Usage: "print nothing but contradictions and errors"},
			reasonFlag(), authorFlag(), databaseFlag(),
		},
		Action: runMerge,
	}
}

func runMerge(c *cli.Context) (err error) {
	if err := wantArgs(c, 1, -1); err != nil {
		return err
	}
	prefer := c.String("prefer")
	if prefer != "" && prefer != termbase.Ours && prefer != termbase.Theirs {
		return withHint(fmt.Errorf("--prefer: no side %q", prefer), "bitext merge A.db B.db -d OUT.db --prefer theirs")
	}
	path := c.String("db")
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		return withHint(fmt.Errorf("%s: exists already", path), "bitext merge A.db B.db -d NEW.db")
	}
	var from []*termbase.DB
	for _, name := range c.Args().Slice() {
		db, err := openOther(c, name)
		if err != nil {
			return err
		}
		defer db.Close()
		from = append(from, db)
	}
	half := path + ".part" // nobody takes it for the whole
	if err := removeTermbase(half); err != nil {
		return err
	}
	defer func() {
		if err != nil && !errors.Is(err, errFindings) {
			removeTermbase(half)
		}
	}()
	b, gathered, err := mergeInto(c, half, from, termbase.MergeOptions{Prefer: prefer})
	if err != nil {
		return err
	}
	if err := os.Rename(half, path); err != nil {
		return err
	}
	return b.merged(c, gathered)
}

// mergeInto fills a new file.
func mergeInto(c *cli.Context, path string, from []*termbase.DB, opts termbase.MergeOptions) (*build, *termbase.Gathered, error) {
	db, err := termbase.Open(c.Context, path, termbase.OpenOptions{})
	if err != nil {
		return nil, nil, err
	}
	defer db.Close()
	gathered, err := db.Gather(c.Context, changeOf(c), from, opts)
	if err != nil {
		return nil, nil, err
	}
	b := &build{db: db}
	if err := b.extract(c.Context); err != nil {
		return nil, nil, err
	}
	pairs, err := db.Pairs(c.Context)
	if err != nil {
		return nil, nil, err
	}
	for _, p := range pairs {
		b.units += p.Units
	}
	return b, gathered, db.Close()
}

// merged says what came out.
func (b *build) merged(c *cli.Context, g *termbase.Gathered) error {
	if !c.Bool("quiet") {
		fmt.Fprintf(c.App.Writer, "%s, %s stored\n", count(g.Pairs, "pair", "pairs"), count(b.units, "sentence pair", "sentence pairs"))
		b.sayTerms(c)
	}
	for _, p := range g.Twice {
		say(c, "%s – %s: the files differ; taken from the first", p.Source.Path, p.Target.Path)
	}
	if err := writeConflicts(c.App.Writer, "table", g.Conflicts); err != nil {
		return err
	}
	if len(g.Twice)+len(g.Conflicts) > 0 {
		return errFindings
	}
	return nil
}

// removeTermbase removes a file with its log, if it is there.
func removeTermbase(path string) error {
	for _, suffix := range []string{"", "-wal", "-shm", "-journal"} {
		if err := os.Remove(path + suffix); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}
