package main

import (
	"context"
	"fmt"

	"github.com/urfave/cli/v2"

	"bitext/termbase"
)

func termsMergeCommand() *cli.Command {
	return &cli.Command{
		Name:      "merge",
		Usage:     "join entries into the first one",
		ArgsUsage: "ENTRY ENTRY…",
		Description: "The first entry takes over the terms, notes and counts of the others, which are gone then. Later\n" +
			"builds find it by any of its terms.\n\nExample:\n   bitext terms merge 12 48\n\nExit status: 0 done, 2 could not do it",
		Flags: []cli.Flag{reasonFlag(), authorFlag(), databaseFlag()},
		Action: func(c *cli.Context) error {
			if err := wantArgs(c, 2, -1); err != nil {
				return err
			}
			return withTermbase(c, false, func(ctx context.Context, db *termbase.DB) error {
				ids, err := entriesOf(ctx, c, db)
				if err != nil {
					return err
				}
				if err := db.Merge(ctx, changeOf(c), ids[0], ids[1:]...); err != nil {
					return err
				}
				say(c, "merged %s into entry %d", number(len(ids)-1, "entry", "entries"), ids[0])
				return nil
			})
		},
	}
}

func termsSplitCommand() *cli.Command {
	return &cli.Command{
		Name:        "split",
		Usage:       "make a new entry out of some terms of another",
		ArgsUsage:   "ENTRY LANG:TERM…",
		Description: "Example:\n   bitext terms split 12 \"en:bank\" \"fr:rive\"\n\nExit status: 0 done, 2 could not do it",
		Flags:       []cli.Flag{reasonFlag(), authorFlag(), databaseFlag()},
		Action:      runTermsSplit,
	}
}

func runTermsSplit(c *cli.Context) error {
	if err := wantArgs(c, 2, -1); err != nil {
		return err
	}
	return withTermbase(c, false, func(ctx context.Context, db *termbase.DB) error {
		id, err := entryOf(ctx, db, c.Args().First())
		if err != nil {
			return err
		}
		e, err := db.Entry(ctx, id)
		if err != nil {
			return err
		}
		var terms []int64
		for _, arg := range c.Args().Tail() {
			t, err := parseTerm(arg)
			if err != nil {
				return err
			}
			at := termAt(e, t)
			if at < 0 {
				return fmt.Errorf("entry %d has no term %s:%s", id, t.Lang, t.Text)
			}
			terms = append(terms, e.Terms[at].ID)
		}
		made, err := db.Split(ctx, changeOf(c), id, terms...)
		if err != nil {
			return err
		}
		say(c, "added entry %d", made)
		return nil
	})
}

func termsDeleteCommand() *cli.Command {
	return &cli.Command{
		Name:      "delete",
		Usage:     "take entries away; undo brings them back",
		ArgsUsage: "ENTRY… | FLAGS",
		Description: "What a build has proposed is better rejected: the next build would propose it again.\n\n" +
			"Example:\n   bitext terms delete 12\n\nExit status: 0 done, 2 could not do it",
		Flags: append(filterFlags(), reasonFlag(), authorFlag(), databaseFlag()),
		Action: func(c *cli.Context) error {
			return withTermbase(c, false, func(ctx context.Context, db *termbase.DB) error {
				ids, err := entriesOf(ctx, c, db)
				if err != nil {
					return err
				}
				if err := db.Delete(ctx, changeOf(c), ids...); err != nil {
					return err
				}
				say(c, "deleted %s", number(len(ids), "entry", "entries"))
				return nil
			})
		},
	}
}
