package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"bitext/cmd/internal/inspect"
	"bitext/termbase"
	"bitext/termbase/check"
)

func waiversCommand() *cli.Command {
	example := "\n\nExit status: 0 done, 2 could not do it"
	return &cli.Command{
		Name:  "waivers",
		Usage: "list, add and remove the findings of a check that stand for a reason",
		Description: "A waiver is kept in the termbase and known by the fingerprint of its finding. The review page makes the same\n" +
			"ones, and so does bitext check --waive.\n\n" +
			"Example:\n   bitext check en.docx fr.docx --store\n   bitext waivers add 1f0c66bb5a1d2f4e --reason \"title as in the treaty\"" + example,
		Subcommands: []*cli.Command{
			{
				Name: "list", Usage: "list the waivers", ArgsUsage: " ",
				Description: "Example:\n   bitext waivers list --to tsv" + example,
				Flags:       []cli.Flag{toFlag("table, tsv or json"), databaseFlag(), outputFlag()},
				Action:      runWaiversList,
			},
			{
				Name: "add", Usage: "let findings stand that bitext check --store has kept", ArgsUsage: "FINGERPRINT…",
				Description: "Example:\n   bitext waivers add 1f0c66bb5a1d2f4e --reason \"title as in the treaty\"" + example,
				Flags:       []cli.Flag{&cli.StringFlag{Name: "reason", Usage: "`WHY` they stand"}, authorFlag(), databaseFlag()},
				Action:      runWaiversAdd,
			},
			{
				Name: "remove", Usage: "take waivers back", ArgsUsage: "FINGERPRINT…",
				Description: "Example:\n   bitext waivers remove 1f0c66bb5a1d2f4e" + example,
				Flags:       []cli.Flag{databaseFlag()},
				Action:      runWaiversRemove,
			},
		},
		Action: func(c *cli.Context) error {
			if c.Args().Present() {
				return withHint(fmt.Errorf("waivers: %q is not a verb", c.Args().First()), "bitext waivers --help")
			}
			return cli.ShowSubcommandHelp(c)
		},
	}
}

func runWaiversList(c *cli.Context) error {
	if err := wantArgs(c, 0, 0); err != nil {
		return err
	}
	write, ok := map[string]func(io.Writer, []termbase.Waiver) error{"table": waiverTable, "tsv": waiverTSV, "json": waiverJSON}[c.String("to")]
	if !ok {
		return withHint(fmt.Errorf("no form %q", c.String("to")), "bitext waivers list --to json")
	}
	return withTermbase(c, true, func(ctx context.Context, db *termbase.DB) error {
		list, err := db.Waivers(ctx)
		if err != nil {
			return err
		}
		return writeOutput(c, func(w io.Writer) error { return write(w, list) })
	})
}

var waiverHead = [...]string{"fingerprint", "rule", "term", "got", "target", "reason", "author", "at"}

func waiverRow(w termbase.Waiver) []string {
	return []string{w.Fingerprint, w.Rule, w.Term, w.Got, w.Target, w.Reason, w.Author, w.At.UTC().Format(time.RFC3339)}
}

func waiverTable(out io.Writer, list []termbase.Waiver) error {
	if len(list) == 0 {
		return nil
	}
	var t table
	for _, name := range waiverHead {
		t.head = append(t.head, strings.ToUpper(name))
	}
	for _, w := range list {
		row := waiverRow(w)
		for i := range row {
			row[i] = short(row[i])
		}
		t.add(row...)
	}
	return t.write(out)
}

func waiverTSV(out io.Writer, list []termbase.Waiver) error {
	if err := tsvRow(out, waiverHead[:]...); err != nil {
		return err
	}
	for _, w := range list {
		if err := tsvRow(out, waiverRow(w)...); err != nil {
			return err
		}
	}
	return nil
}

func waiverJSON(out io.Writer, list []termbase.Waiver) error {
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	for _, w := range list {
		if err := enc.Encode(w); err != nil {
			return err
		}
	}
	return nil
}

func runWaiversAdd(c *cli.Context) error {
	if c.NArg() == 0 {
		return withHint(errors.New("waivers add: which finding?"), "bitext check SOURCE TARGET --store --to tsv")
	}
	if strings.TrimSpace(c.String("reason")) == "" {
		return withHint(fmt.Errorf("waivers add: %w", check.ErrNoReason), `bitext waivers add FINGERPRINT --reason "title as in the treaty"`)
	}
	return withTermbase(c, false, func(ctx context.Context, db *termbase.DB) error {
		checks, err := db.Checks(ctx)
		if err != nil {
			return err
		}
		wanted := c.Args().Slice()
		var waivers []termbase.Waiver
		for _, one := range checks {
			found, err := inspect.Load(ctx, db, one.ID)
			if err != nil {
				return err
			}
			for _, f := range found {
				if i := slices.Index(wanted, f.Fingerprint); i >= 0 {
					waivers = append(waivers, inspect.Waiver(&one, f.Finding, c.String("reason"), authorOf(c), time.Now()))
					wanted = slices.Delete(wanted, i, i+1)
				}
			}
		}
		if len(wanted) > 0 {
			return withHint(fmt.Errorf("no stored finding has the fingerprint %q", wanted[0]), "bitext check SOURCE TARGET --store --to tsv")
		}
		return db.Waive(ctx, waivers...)
	})
}

func runWaiversRemove(c *cli.Context) error {
	if c.NArg() == 0 {
		return withHint(errors.New("waivers remove: which one?"), "bitext waivers list")
	}
	return withTermbase(c, false, func(ctx context.Context, db *termbase.DB) error {
		return db.Unwaive(ctx, c.Args().Slice()...)
	})
}
