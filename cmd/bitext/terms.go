package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"bitext/corpus/lang"
	"bitext/termbase"
)

func termsCommand() *cli.Command {
	return &cli.Command{
		Name:  "terms",
		Usage: "list, decide, import and export the terms of a termbase",
		Description: "An entry is one concept with its terms in each language. What a build proposes is accepted or\n" +
			"rejected here; every change is kept in a history and can be undone.\n\n" +
			"Example:\n   bitext terms list --state proposed -n 20\n   bitext terms accept 3 7 --note \"as the UN writes it\"\n\n" +
			"Exit status: 0 done, 1 findings (lint, diff, conflicts of merge-file), 2 could not do it",
		Subcommands: []*cli.Command{
			termsListCommand(), termsShowCommand(), termsAddCommand(), termsEditCommand(),
			termsDecideCommand("accept", "approve entries", termbase.Approved),
			termsDecideCommand("reject", "reject entries; later builds respect it", termbase.Rejected),
			termsDecideCommand("reopen", "make entries proposals again", termbase.Proposed),
			termsMergeCommand(), termsSplitCommand(), termsDeleteCommand(),
			termsHistoryCommand(), termsUndoCommand(), termsImportCommand(), termsExportCommand(),
			termsFindCommand(), termsLintCommand(), termsStatsCommand(), termsDiffCommand(), termsMergeFileCommand(),
		},
		Action: func(c *cli.Context) error {
			if c.Args().Present() {
				return withHint(fmt.Errorf("terms: %q is not a verb", c.Args().First()), "bitext terms --help")
			}
			return cli.ShowSubcommandHelp(c)
		},
	}
}

// Flags that several verbs have.
func authorFlag() cli.Flag {
	return &cli.StringFlag{Name: "author", Usage: "`NAME` for the history (default: the login)", EnvVars: []string{"BITEXT_AUTHOR"}}
}

func reasonFlag() cli.Flag {
	return &cli.StringFlag{Name: "note", Aliases: []string{"reason"}, Usage: "`REASON` of the change, for the history"}
}

func forceFlag() cli.Flag {
	return &cli.BoolFlag{Name: "force", Usage: "overwrite what somebody else has saved in the meantime"}
}

func toFlag(forms string) cli.Flag {
	return &cli.StringFlag{Name: "to", Value: "table", Usage: "write as `FORM`: " + forms}
}

// filterFlags choose entries.
func filterFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringSliceFlag{Name: "state", Usage: "`STATE` of the entry: proposed, approved, rejected"},
		&cli.StringSliceFlag{Name: "status", Usage: "`STATUS` of some term: preferred, admitted, deprecated, superseded, forbidden"},
		&cli.StringSliceFlag{Name: "lang", Usage: "has a term in `LANGUAGE`"},
		&cli.StringFlag{Name: "lacks", Usage: "has no term in `LANGUAGE`"},
		&cli.StringFlag{Name: "subject", Usage: "`SUBJECT` field, or how it begins"},
		&cli.StringFlag{Name: "text", Usage: "`TEXT` within some term, accents and case apart"},
		&cli.StringFlag{Name: "since", Usage: "changed since `DATE` (2026-11-23)"},
		&cli.StringFlag{Name: "by", Usage: "changed last by `AUTHOR`"},
		&cli.IntFlag{Name: "min-count", Usage: "occurs `N` times at least"},
		&cli.IntFlag{Name: "rivals", Usage: "has `N` different renderings in one language at least"},
	}
}

// filterOf reads the flags of filterFlags.
func filterOf(c *cli.Context) (termbase.Filter, error) {
	f := termbase.Filter{
		Subject: c.String("subject"), Text: c.String("text"), Author: c.String("by"),
		MinCount: c.Int("min-count"), Rivals: c.Int("rivals"), Lacks: plainLanguage(c.String("lacks")),
	}
	for _, s := range listed(c, "state") {
		if !termbase.State(s).Valid() {
			return f, withHint(fmt.Errorf("no state %q", s), verbOf(c)+" --state proposed")
		}
		f.States = append(f.States, termbase.State(s))
	}
	for _, s := range listed(c, "status") {
		if s == "" || !termbase.Status(s).Valid() {
			return f, withHint(fmt.Errorf("no status %q", s), verbOf(c)+" --status preferred")
		}
		f.Statuses = append(f.Statuses, termbase.Status(s))
	}
	for _, s := range listed(c, "lang") {
		f.Langs = append(f.Langs, plainLanguage(s))
	}
	if s := c.String("since"); s != "" {
		at, err := dateOf(s)
		if err != nil {
			return f, err
		}
		f.Since = at
	}
	return f, nil
}

// dateOf reads a day or a moment as seconds since 1970.
func dateOf(s string) (int64, error) {
	for _, form := range []string{time.DateOnly, time.RFC3339, "2006-01-02T15:04", "2006-01-02 15:04"} {
		if at, err := time.Parse(form, s); err == nil {
			return at.Unix(), nil
		}
	}
	return 0, fmt.Errorf("no date %q: write 2026-11-23 or 2026-11-23T10:30", s)
}

// listed reads a flag that may be repeated and hold several values with commas.
func listed(c *cli.Context, name string) []string {
	var out []string
	for _, v := range c.StringSlice(name) {
		for _, s := range strings.Split(v, ",") {
			if s = strings.TrimSpace(s); s != "" {
				out = append(out, s)
			}
		}
	}
	return out
}

// filtered reports whether some flag of filterFlags was given.
func filtered(c *cli.Context) bool {
	for _, f := range filterFlags() {
		if c.IsSet(f.Names()[0]) {
			return true
		}
	}
	return false
}

// withTermbase opens the termbase of -d, which must be there, and closes it.
func withTermbase(c *cli.Context, readOnly bool, do func(context.Context, *termbase.DB) error) error {
	return openTermbase(c, termbase.OpenOptions{ReadOnly: readOnly, Existing: true}, do)
}

// openStored opens a termbase. One of an older version is brought up to date
// first, also for a verb that only reads: nobody should have to know which
// verbs write.
func openStored(ctx context.Context, path string, opts termbase.OpenOptions) (*termbase.DB, error) {
	db, err := termbase.Open(ctx, path, opts)
	if errors.Is(err, termbase.ErrOlder) && opts.ReadOnly {
		opts.ReadOnly, opts.Existing = false, true
		return termbase.Open(ctx, path, opts)
	}
	return db, err
}

func openTermbase(c *cli.Context, opts termbase.OpenOptions, do func(context.Context, *termbase.DB) error) (err error) {
	path := c.String("db")
	_, missing := os.Stat(path)
	if missing != nil && c.Bool("dry-run") {
		dir, err := os.MkdirTemp("", "bitext") // nothing may be left behind
		if err != nil {
			return err
		}
		defer os.RemoveAll(dir)
		path = filepath.Join(dir, "new.db")
	}
	db, err := openStored(c.Context, path, opts)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return withHint(fmt.Errorf("%s: no such termbase", path), "bitext build FOLDER -d "+path)
	case errors.Is(err, termbase.ErrCorrupt):
		return withHint(err, "bitext doctor "+path)
	case err != nil:
		return err
	}
	defer func() {
		if closing := db.Close(); err == nil {
			err = closing
		}
		if err != nil && missing != nil {
			os.Remove(path) // nothing half-made is left behind
		}
	}()
	return do(c.Context, db)
}

// changeOf says who makes a change, when and why.
func changeOf(c *cli.Context) termbase.Change {
	return termbase.Change{
		Author: authorOf(c), At: time.Now(), Reason: c.String("note"),
		Force: c.Bool("force"), Merge: c.Bool("merge"),
	}
}

func authorOf(c *cli.Context) string {
	if name := c.String("author"); name != "" {
		return name
	}
	if u, err := user.Current(); err == nil && u.Username != "" {
		return u.Username
	}
	return os.Getenv("USER")
}

// entryOf finds the entry that an argument names: by ID or by a term.
func entryOf(ctx context.Context, db *termbase.DB, arg string) (int64, error) {
	if id, err := strconv.ParseInt(arg, 10, 64); err == nil {
		return id, nil
	}
	found, err := db.Entries(ctx, termbase.Filter{Norm: []string{lang.Normal(arg)}, Sort: termbase.ByID})
	if err != nil {
		return 0, err
	}
	switch len(found) {
	case 1:
		return found[0].ID, nil
	case 0:
		return 0, withHint(fmt.Errorf("no entry with the term %q", arg), fmt.Sprintf("bitext terms list --text %q", arg))
	}
	var ids []string
	for _, e := range found {
		ids = append(ids, strconv.FormatInt(e.ID, 10))
	}
	return 0, fmt.Errorf("%q is a term of several entries: %s", arg, strings.Join(ids, ", "))
}

// entriesOf finds the entries that arguments and filter flags name.
func entriesOf(ctx context.Context, c *cli.Context, db *termbase.DB) ([]int64, error) {
	var ids []int64
	for _, arg := range c.Args().Slice() {
		id, err := entryOf(ctx, db, arg)
		if err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	if !filtered(c) {
		if len(ids) == 0 {
			return nil, withHint(errors.New("name entries or choose them with flags"), verbOf(c)+" --help")
		}
		return ids, nil
	}
	f, err := filterOf(c)
	if err != nil {
		return nil, err
	}
	f.IDs, f.Sort = ids, termbase.ByID
	found, err := db.Entries(ctx, f)
	if err != nil {
		return nil, err
	}
	ids = ids[:0]
	for _, e := range found {
		ids = append(ids, e.ID)
	}
	if len(ids) == 0 {
		return nil, errors.New("no entry fits")
	}
	return ids, nil
}

// say writes a message for the user to standard error.
func say(c *cli.Context, format string, args ...any) {
	fmt.Fprintf(c.App.ErrWriter, "bitext: "+format+"\n", args...)
}

// number writes "1 entry" or "3 entries".
func number(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}
