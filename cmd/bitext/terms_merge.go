package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"bitext/termbase"
)

func termsDiffCommand() *cli.Command {
	return &cli.Command{
		Name:      "diff",
		Usage:     "compare the entries of two termbases",
		ArgsUsage: "A.db B.db",
		Description: "Lines begin with - for what only A has, + for what only B has.\n\nExample:\n   bitext terms diff old.db new.db\n\n" +
			"Exit status: 0 no difference, 1 differences, 2 could not do it",
		Flags:  []cli.Flag{toFlag("table or json (one difference a line)"), outputFlag()},
		Action: runTermsDiff,
	}
}

// openOther opens a termbase that is an argument.
func openOther(c *cli.Context, path string) (*termbase.DB, error) {
	db, err := termbase.Open(c.Context, path, termbase.OpenOptions{ReadOnly: true})
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s: no such termbase", path)
	}
	return db, err
}

func runTermsDiff(c *cli.Context) error {
	if err := wantArgs(c, 2, 2); err != nil {
		return err
	}
	a, err := openOther(c, c.Args().Get(0))
	if err != nil {
		return err
	}
	defer a.Close()
	b, err := openOther(c, c.Args().Get(1))
	if err != nil {
		return err
	}
	defer b.Close()
	differences, err := termbase.Diff(c.Context, a, b)
	if err != nil {
		return err
	}
	err = writeOutput(c, func(w io.Writer) error {
		for _, d := range differences {
			if err := writeDifference(w, c.String("to"), d); err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil && len(differences) > 0 {
		return errFindings
	}
	return err
}

func writeDifference(w io.Writer, form string, d termbase.Difference) error {
	switch form {
	case "json":
		out := json.NewEncoder(w)
		out.SetEscapeHTML(false)
		return out.Encode(struct {
			A *termbase.Entry `json:"a"`
			B *termbase.Entry `json:"b"`
		}{d.Ours, d.Theirs})
	case "table":
	default:
		return withHint(fmt.Errorf("no form %q", form), "bitext terms diff A.db B.db --to json")
	}
	ours, theirs := entryLines(d.Ours), entryLines(d.Theirs)
	head := d.Ours
	if head == nil {
		head = d.Theirs
	}
	if _, err := fmt.Fprintf(w, "@ %s\n", oneLine(head.Terms[0].Text)); err != nil {
		return err
	}
	for _, side := range []struct {
		sign         string
		lines, other []string
	}{{"-", ours, theirs}, {"+", theirs, ours}} {
		for _, line := range side.lines {
			if !slices.Contains(side.other, line) {
				if _, err := fmt.Fprintf(w, "%s %s\n", side.sign, line); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// entryLines writes what was decided about an entry, a line a fact.
func entryLines(e *termbase.Entry) []string {
	if e == nil {
		return nil
	}
	copied := *e
	copied.ID, copied.Changed, copied.Count, copied.Renderings = 0, 0, 0, nil
	var b strings.Builder
	showEntry(&b, &copied, nil, 0)
	lines := strings.Split(strings.TrimSpace(b.String()), "\n")
	lines[0] = "state " + string(e.State)
	for i := range lines {
		lines[i] = strings.Join(strings.Fields(lines[i]), " ")
	}
	return lines
}

func termsMergeFileCommand() *cli.Command {
	return &cli.Command{
		Name:      "merge-file",
		Usage:     "take over what was decided in another termbase",
		ArgsUsage: "OTHER.db",
		Description: "Two copies of one termbase are merged by what each has changed since they were one, field by field. What\n" +
			"both have changed in different ways is listed and left as it is, unless --prefer says who is right.\n" +
			"Texts and renderings are not merged: build reads them.\n\n" +
			"Example:\n   bitext terms merge-file colleague.db --dry-run\n   bitext terms merge-file colleague.db --prefer theirs\n\n" +
			"Exit status: 0 done, 1 conflicts are left, 2 could not do it",
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "prefer", Usage: "`SIDE` that is right in conflicts: ours or theirs"},
			&cli.BoolFlag{Name: "dry-run", Usage: "say what would be done, store nothing"},
			toFlag("table or json (one conflict a line, with both entries and their common ancestor)"),
			reasonFlag(), authorFlag(), databaseFlag(), outputFlag(),
		},
		Action: runTermsMergeFile,
	}
}

func runTermsMergeFile(c *cli.Context) error {
	if err := wantArgs(c, 1, 1); err != nil {
		return err
	}
	opts := termbase.MergeOptions{Prefer: c.String("prefer"), DryRun: c.Bool("dry-run")}
	if opts.Prefer != "" && opts.Prefer != termbase.Ours && opts.Prefer != termbase.Theirs {
		return withHint(fmt.Errorf("--prefer: no side %q", opts.Prefer), "bitext terms merge-file OTHER.db --prefer theirs")
	}
	other, err := openOther(c, c.Args().First())
	if err != nil {
		return err
	}
	defer other.Close()
	return withTermbase(c, false, func(ctx context.Context, db *termbase.DB) error {
		report, err := db.MergeFile(ctx, changeOf(c), other, opts)
		if err != nil {
			return err
		}
		if err := writeOutput(c, func(w io.Writer) error { return writeConflicts(w, c.String("to"), report.Conflicts) }); err != nil {
			return err
		}
		would := ""
		if opts.DryRun {
			would = " (dry run: nothing was stored)"
		}
		say(c, "%d added, %d changed, %d removed, %d as they were, %s%s", report.Added, report.Changed, report.Removed, report.Unchanged,
			number(len(report.Conflicts), "conflict", "conflicts"), would)
		if len(report.Conflicts) > 0 {
			return errFindings
		}
		return nil
	})
}

func writeConflicts(w io.Writer, form string, conflicts []termbase.Conflict) error {
	for _, x := range conflicts {
		if form == "json" {
			out := json.NewEncoder(w)
			out.SetEscapeHTML(false)
			if err := out.Encode(x); err != nil {
				return err
			}
			continue
		}
		fmt.Fprintf(w, "conflict in %s:\n", strings.Join(x.Fields, ", "))
		if err := writeDifference(w, "table", termbase.Difference{Ours: x.Ours, Theirs: x.Theirs}); err != nil {
			return err
		}
	}
	return nil
}
