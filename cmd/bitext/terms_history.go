package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"sort"
	"strconv"
	"strings"

	"github.com/urfave/cli/v2"

	"bitext/termbase"
)

func termsHistoryCommand() *cli.Command {
	return &cli.Command{
		Name:      "history",
		Usage:     "list changes, latest first",
		ArgsUsage: "[ENTRY]",
		Description: "Changes that were made together have the number of the first of them as batch; undo takes back the\n" +
			"whole batch.\n\nExample:\n   bitext terms history 12\n   bitext terms undo 345\n\nExit status: 0 done, 2 could not do it",
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "since", Usage: "made since `DATE`"},
			&cli.StringFlag{Name: "by", Usage: "made by `AUTHOR`"},
			&cli.IntFlag{Name: "limit", Aliases: []string{"n"}, Value: 50, Usage: "so many at most; 0 is all"},
			toFlag("table, tsv or json (one change a line, with the entry before and after)"), databaseFlag(), outputFlag(),
		},
		Action: runTermsHistory,
	}
}

func runTermsHistory(c *cli.Context) error {
	if err := wantArgs(c, 0, 1); err != nil {
		return err
	}
	f := termbase.EventFilter{Author: c.String("by"), Limit: c.Int("limit")}
	var err error
	if s := c.String("since"); s != "" {
		if f.Since, err = dateOf(s); err != nil {
			return err
		}
	}
	write, ok := map[string]func(io.Writer, []termbase.Event) error{"table": historyTable, "tsv": historyTSV, "json": historyJSON}[c.String("to")]
	if !ok {
		return withHint(fmt.Errorf("no form %q", c.String("to")), "bitext terms history --to json")
	}
	return withTermbase(c, true, func(ctx context.Context, db *termbase.DB) error {
		if arg := c.Args().First(); arg != "" {
			if f.Entry, err = entryOf(ctx, db, arg); err != nil {
				return err
			}
		}
		events, err := db.History(ctx, f)
		if err != nil {
			return err
		}
		return writeOutput(c, func(w io.Writer) error { return write(w, events) })
	})
}

func eventRow(e termbase.Event) []string {
	return []string{
		strconv.FormatInt(e.ID, 10), strconv.FormatInt(e.Batch, 10), e.At.Local().Format("2006-01-02 15:04:05"), e.Author, e.Action,
		strconv.FormatInt(e.Entry, 10), eventText(e), e.Reason,
	}
}

// eventText names what was changed: the terms of an entry that was made or
// taken away, otherwise what is new (+) and what is gone (-).
func eventText(e termbase.Event) string {
	before, after := eventFacts(e.Before), eventFacts(e.After)
	switch {
	case e.Before == nil:
		return strings.Join(after[1:], ", ")
	case e.After == nil:
		return strings.Join(before[1:], ", ")
	}
	parts := []string{eventHead(e.After)}
	for _, side := range []struct {
		sign        string
		mine, other []string
	}{{"-", before, after}, {"+", after, before}} {
		for _, fact := range side.mine {
			if !slices.Contains(side.other, fact) {
				parts = append(parts, side.sign+fact)
			}
		}
	}
	return strings.Join(parts, " ")
}

// eventHead is the first term of an entry, by which people know it.
func eventHead(e *termbase.Entry) string { return string(e.Terms[0].Lang) + ":" + e.Terms[0].Text }

// eventFacts lists the state and the terms of an entry.
func eventFacts(e *termbase.Entry) []string {
	if e == nil {
		return []string{""}
	}
	facts := []string{string(e.State)}
	for _, t := range e.Terms {
		facts = append(facts, string(t.Lang)+":"+mark(t.Status)+t.Text)
	}
	for name, text := range map[string]string{"subject": e.Subject, "definition": e.Definition, "note": e.Note} {
		if text != "" {
			facts = append(facts, name+" "+strconv.Quote(short(text)))
		}
	}
	sort.Strings(facts[1+len(e.Terms):])
	return facts
}

// short cuts a text to what fits a table.
func short(text string) string {
	const most = 40
	if r := []rune(oneLine(text)); len(r) > most {
		return string(r[:most]) + "…"
	}
	return oneLine(text)
}

func historyTable(w io.Writer, events []termbase.Event) error {
	t := table{head: []string{"CHANGE", "BATCH", "WHEN", "WHO", "WHAT", "ENTRY", "TERMS", "WHY"}, right: map[int]bool{0: true, 1: true, 5: true}}
	for _, e := range events {
		row := eventRow(e)
		for i := range row {
			row[i] = oneLine(row[i])
		}
		t.add(row...)
	}
	return t.write(w)
}

func historyTSV(w io.Writer, events []termbase.Event) error {
	if err := tsvRow(w, "change", "batch", "when", "who", "what", "entry", "terms", "why"); err != nil {
		return err
	}
	for _, e := range events {
		if err := tsvRow(w, eventRow(e)...); err != nil {
			return err
		}
	}
	return nil
}

func historyJSON(w io.Writer, events []termbase.Event) error {
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	for i := range events {
		if err := out.Encode(&events[i]); err != nil {
			return err
		}
	}
	return nil
}

func termsUndoCommand() *cli.Command {
	return &cli.Command{
		Name:      "undo",
		Usage:     "take a change back, or the latest one",
		ArgsUsage: "[CHANGE]",
		Description: "All changes that were made together are taken back. An undo is a change itself.\n\n" +
			"Example:\n   bitext terms undo\n   bitext terms undo 345 --force\n\nExit status: 0 done, 2 could not do it",
		Flags:  []cli.Flag{reasonFlag(), forceFlag(), authorFlag(), databaseFlag()},
		Action: runTermsUndo,
	}
}

func runTermsUndo(c *cli.Context) error {
	if err := wantArgs(c, 0, 1); err != nil {
		return err
	}
	var id int64
	if arg := c.Args().First(); arg != "" {
		var err error
		if id, err = strconv.ParseInt(arg, 10, 64); err != nil || id <= 0 {
			return withHint(fmt.Errorf("%q is not the number of a change", arg), "bitext terms history")
		}
	}
	return withTermbase(c, false, func(ctx context.Context, db *termbase.DB) error {
		undone, err := db.Undo(ctx, changeOf(c), id)
		if err != nil {
			return saved(c, err)
		}
		say(c, "undone: %s of %s by %s", undone[0].Action, number(len(undone), "entry", "entries"), undone[0].Author)
		return nil
	})
}
