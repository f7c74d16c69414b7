package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/urfave/cli/v2"

	"bitext/termbase"
)

func termsFindCommand() *cli.Command {
	return &cli.Command{
		Name:      "find",
		Usage:     "find entries by any form of a term",
		ArgsUsage: "TEXT…",
		Description: "The text may be inflected, without accents, a part of a term or, with --fuzzy, misspelt. What fits best\n" +
			"comes first.\n\nExample:\n   bitext terms find \"etats parties\"\n   bitext terms find asistance --fuzzy 1\n\nExit status: 0 done, 2 could not do it",
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "lang", Usage: "`LANGUAGE` of the term (default: any)"},
			&cli.IntFlag{Name: "fuzzy", Usage: "`N` letters that a word may be off, up to 2"},
			&cli.IntFlag{Name: "limit", Aliases: []string{"n"}, Value: 20, Usage: "so many at most"},
			toFlag("table, tsv or json (one entry a line)"), databaseFlag(), outputFlag(),
		},
		Action: runTermsFind,
	}
}

func runTermsFind(c *cli.Context) error {
	if err := wantArgs(c, 1, -1); err != nil {
		return err
	}
	write, err := listForm(c)
	if err != nil {
		return err
	}
	opts := termbase.FindOptions{Lang: plainLanguage(c.String("lang")), Fuzzy: c.Int("fuzzy"), Limit: c.Int("limit")}
	return withTermbase(c, true, func(ctx context.Context, db *termbase.DB) error {
		found, err := db.Find(ctx, strings.Join(c.Args().Slice(), " "), opts)
		if err != nil {
			return err
		}
		var entries []termbase.Entry
		for _, f := range found {
			e, err := db.Entries(ctx, termbase.Filter{IDs: []int64{f.Entry}})
			if err != nil {
				return err
			}
			entries = append(entries, e...)
		}
		return writeOutput(c, func(w io.Writer) error { return write(w, entries) })
	})
}

func termsLintCommand() *cli.Command {
	return &cli.Command{
		Name:      "lint",
		Usage:     "check the approved entries themselves",
		ArgsUsage: " ",
		Description: "Looks for forms preferred twice, homographs, terms repeated in an entry, deprecated terms without a\n" +
			"preferred one, terms that read like sentences, stray spaces and characters, translations that the texts\n" +
			"never use, and references to entries that are gone.\n\n" +
			"Example:\n   bitext terms lint\n\nExit status: 0 nothing found, 1 findings, 2 could not do it",
		Flags:  []cli.Flag{toFlag("table, tsv or json (one finding a line)"), databaseFlag(), outputFlag()},
		Action: runTermsLint,
	}
}

// flawText says what a flaw is.
func flawText(f termbase.Fault) string {
	term := fmt.Sprintf("%s %q", f.Lang, f.Text)
	var others []string
	for _, id := range f.Others {
		others = append(others, strconv.FormatInt(id, 10))
	}
	with := strings.Join(others, ", ")
	switch f.Flaw {
	case termbase.DuplicateTerm:
		return term + " is preferred in entry " + with + " too"
	case termbase.ForbiddenHead:
		return term + " is preferred in one entry and forbidden in another: " + with
	case termbase.Homograph:
		return term + " is a term of another subject too: entry " + with
	case termbase.RepeatedTerm:
		return term + " stands twice"
	case termbase.TwoPreferred:
		return term + " is the second preferred term of its language"
	case termbase.NonePreferred:
		return term + " may not be used, but no term is preferred"
	case termbase.LongTerm:
		return term + " reads like a sentence"
	case termbase.BadSpaces:
		return term + " has stray spaces"
	case termbase.BadCharacters:
		return term + " has control characters or letters made of parts"
	case termbase.NeverSeen:
		return term + " is preferred, but the texts say: " + f.Seen
	case termbase.OneLanguage:
		return term + " has no term in another language"
	case termbase.LostReference:
		return "refers to an entry that is gone: " + f.Text + " " + with
	}
	return term
}

func runTermsLint(c *cli.Context) error {
	if err := wantArgs(c, 0, 0); err != nil {
		return err
	}
	form := c.String("to")
	if form != "table" && form != "tsv" && form != "json" {
		return withHint(fmt.Errorf("no form %q", form), "bitext terms lint --to tsv")
	}
	return withTermbase(c, true, func(ctx context.Context, db *termbase.DB) error {
		faults, err := db.Lint(ctx)
		if err != nil {
			return err
		}
		err = writeOutput(c, func(w io.Writer) error { return writeFaults(w, form, faults) })
		if err == nil && len(faults) > 0 {
			return errFindings
		}
		return err
	})
}

func writeFaults(w io.Writer, form string, faults []termbase.Fault) error {
	t := table{head: []string{"ENTRY", "FLAW", "WHAT"}, right: map[int]bool{0: true}}
	if form == "tsv" {
		if err := tsvRow(w, "entry", "flaw", "lang", "term", "what"); err != nil {
			return err
		}
	}
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	for _, f := range faults {
		id := strconv.FormatInt(f.Entry, 10)
		var err error
		switch form {
		case "json":
			err = out.Encode(f)
		case "tsv":
			err = tsvRow(w, id, string(f.Flaw), string(f.Lang), f.Text, flawText(f))
		default:
			t.add(id, string(f.Flaw), oneLine(flawText(f)))
		}
		if err != nil {
			return err
		}
	}
	if form != "table" || len(faults) == 0 {
		return nil
	}
	return t.write(w)
}

func termsStatsCommand() *cli.Command {
	return &cli.Command{
		Name:        "stats",
		Usage:       "count what the termbase holds",
		ArgsUsage:   " ",
		Description: "Example:\n   bitext terms stats\n\nExit status: 0 done, 2 could not do it",
		Flags:       []cli.Flag{toFlag("table or json"), databaseFlag(), outputFlag()},
		Action:      runTermsStats,
	}
}

func runTermsStats(c *cli.Context) error {
	if err := wantArgs(c, 0, 0); err != nil {
		return err
	}
	return withTermbase(c, true, func(ctx context.Context, db *termbase.DB) error {
		s, err := db.Stats(ctx)
		if err != nil {
			return err
		}
		return writeOutput(c, func(w io.Writer) error {
			switch c.String("to") {
			case "json":
				return json.NewEncoder(w).Encode(s)
			case "table":
				return statsTable(w, s)
			}
			return withHint(fmt.Errorf("no form %q", c.String("to")), "bitext terms stats --to json")
		})
	})
}

func statsTable(w io.Writer, s *termbase.Stats) error {
	fmt.Fprintf(w, "texts    %d documents in %d pairs, %d sentence pairs\n", s.Documents, s.Pairs, s.Units)
	all := 0
	for _, n := range s.Entries {
		all += n
	}
	fmt.Fprintf(w, "entries  %d: %d proposed, %d approved, %d rejected; %d with several renderings in one language\n",
		all, s.Entries["proposed"], s.Entries["approved"], s.Entries["rejected"], s.Rivals)
	fmt.Fprintf(w, "places   %d\n", s.Places)
	var authors []string
	for _, a := range s.Authors {
		authors = append(authors, fmt.Sprintf("%s %d", a.Author, a.Changes))
	}
	fmt.Fprintf(w, "changes  %d%s; %d waivers\n\n", s.Changes, strings.TrimSuffix(" ("+strings.Join(authors, ", ")+")", " ()"), s.Waivers)
	t := table{
		head:  []string{"LANG", "DOCUMENTS", "TERMS", "PREFERRED", "ADMITTED", "DEPRECATED", "FORBIDDEN", "OPEN", "RENDERINGS"},
		right: map[int]bool{1: true, 2: true, 3: true, 4: true, 5: true, 6: true, 7: true, 8: true},
	}
	for _, l := range s.Langs {
		row := []string{string(l.Lang)}
		for _, n := range []int{
			l.Documents, l.Terms, l.Statuses["preferred"], l.Statuses["admitted"], l.Statuses["deprecated"] + l.Statuses["superseded"],
			l.Statuses["forbidden"], l.Statuses[""], l.Renderings,
		} {
			row = append(row, strconv.Itoa(n))
		}
		t.add(row...)
	}
	return t.write(w)
}
