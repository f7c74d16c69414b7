package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"sort"
	"strconv"
	"strings"

	"github.com/urfave/cli/v2"

	"bitext/corpus"
	"bitext/termbase"
)

func termsListCommand() *cli.Command {
	return &cli.Command{
		Name:      "list",
		Usage:     "list entries",
		ArgsUsage: "[TEXT]",
		Description: "Best first: what extraction scores high, then what occurs often. Renderings stand with their counts.\n\n" +
			"Example:\n   bitext terms list --state proposed --rivals 2 -n 30\n\nExit status: 0 done, 2 could not do it",
		Flags: append(filterFlags(),
			&cli.StringFlag{Name: "sort", Usage: "`ORDER`: id, term, count, changed or subject (default: rank)"},
			&cli.BoolFlag{Name: "reverse", Usage: "the other way round"},
			&cli.IntFlag{Name: "limit", Aliases: []string{"n"}, Usage: "so many at most"},
			&cli.IntFlag{Name: "offset", Usage: "leave out the first so many"},
			toFlag("table, tsv or json (one entry a line)"), databaseFlag(), outputFlag()),
		Action: runTermsList,
	}
}

func runTermsList(c *cli.Context) error {
	if err := wantArgs(c, 0, 1); err != nil {
		return err
	}
	f, err := filterOf(c)
	if err != nil {
		return err
	}
	if text := c.Args().First(); text != "" {
		f.Text = text
	}
	f.Sort, f.Reverse, f.Limit, f.Offset = termbase.Order(c.String("sort")), c.Bool("reverse"), c.Int("limit"), c.Int("offset")
	if f.Sort == "rank" {
		f.Sort = termbase.ByRank
	}
	if !f.Sort.Valid() {
		return withHint(fmt.Errorf("no order %q", c.String("sort")), "bitext terms list --sort count")
	}
	write, err := listForm(c)
	if err != nil {
		return err
	}
	return withTermbase(c, true, func(ctx context.Context, db *termbase.DB) error {
		entries, err := db.Entries(ctx, f)
		if err != nil {
			return err
		}
		if err := writeOutput(c, func(w io.Writer) error { return write(w, entries) }); err != nil {
			return err
		}
		if f.Limit > 0 || f.Offset > 0 {
			if all, err := db.Count(ctx, f); err == nil && all > len(entries) && c.String("to") == "table" {
				say(c, "%d of %s", len(entries), number(all, "entry", "entries"))
			}
		}
		return nil
	})
}

// listForm is the writer that --to names.
func listForm(c *cli.Context) (func(io.Writer, []termbase.Entry) error, error) {
	switch c.String("to") {
	case "table":
		return listTable, nil
	case "tsv":
		return listTSV, nil
	case "json":
		return listJSON, nil
	}
	return nil, withHint(fmt.Errorf("no form %q", c.String("to")), verbOf(c)+" --to tsv")
}

// termLangs lists the languages of entries: that of most first terms first,
// then by code.
func termLangs(entries []termbase.Entry) []corpus.Lang {
	first := map[corpus.Lang]int{}
	for _, e := range entries {
		for i, t := range e.Terms {
			if i == 0 {
				first[t.Lang]++
			} else {
				first[t.Lang] += 0
			}
		}
		for _, r := range e.Renderings {
			first[r.Lang] += 0
		}
	}
	var codes []corpus.Lang
	for code := range first {
		codes = append(codes, code)
	}
	sort.Slice(codes, func(i, j int) bool { return codes[i] < codes[j] })
	sort.SliceStable(codes, func(i, j int) bool { return first[codes[i]] > first[codes[j]] })
	if len(codes) > 1 {
		rest := codes[1:]
		sort.Slice(rest, func(i, j int) bool { return rest[i] < rest[j] })
	}
	return codes
}

// marks say the status of a term in one character.
func mark(s termbase.Status) string {
	switch s {
	case termbase.Deprecated, termbase.Superseded:
		return "~"
	case termbase.Forbidden:
		return "✗"
	}
	return ""
}

// termsCell writes the terms of one language, and the renderings that are none
// of them, with counts.
func termsCell(e *termbase.Entry, code corpus.Lang) string {
	counts := map[string]int{}
	for _, r := range e.Renderings {
		if r.Lang == code {
			counts[r.Text] += r.Count
		}
	}
	var parts []string
	named := map[string]bool{}
	for _, t := range e.TermsIn(code) {
		part := mark(t.Status) + t.Text
		if n := counts[t.Text]; n > 0 {
			part += fmt.Sprintf(" %d", n)
		}
		parts = append(parts, part)
		named[t.Text] = true
	}
	var seen []string
	for _, r := range e.Renderings {
		if r.Lang == code && !named[r.Text] {
			seen = append(seen, fmt.Sprintf("%s %d", r.Text, r.Count))
		}
	}
	if len(seen) > 0 && len(parts) > 0 {
		return strings.Join(parts, ", ") + " (" + strings.Join(seen, ", ") + ")"
	}
	return strings.Join(append(parts, seen...), ", ")
}

func listTable(w io.Writer, entries []termbase.Entry) error {
	langs := termLangs(entries)
	t := table{head: []string{"ID", "STATE", "COUNT"}, right: map[int]bool{0: true, 2: true}}
	for _, code := range langs {
		t.head = append(t.head, strings.ToUpper(string(code)))
	}
	for i := range entries {
		e := &entries[i]
		row := []string{strconv.FormatInt(e.ID, 10), string(e.State), strconv.Itoa(e.Count)}
		for _, code := range langs {
			row = append(row, oneLine(termsCell(e, code)))
		}
		t.add(row...)
	}
	return t.write(w)
}

// listTSV writes id, state, count, score, then for each language its terms and,
// where there are any, its renderings as form:count|form:count.
func listTSV(w io.Writer, entries []termbase.Entry) error {
	langs := termLangs(entries)
	head := []string{"id", "state", "count", "score"}
	for _, code := range langs {
		head = append(head, string(code), string(code)+":renderings")
	}
	if err := tsvRow(w, head...); err != nil {
		return err
	}
	for i := range entries {
		e := &entries[i]
		row := []string{strconv.FormatInt(e.ID, 10), string(e.State), strconv.Itoa(e.Count), strconv.FormatFloat(e.Score, 'f', 3, 64)}
		for _, code := range langs {
			var terms, seen []string
			for _, t := range e.TermsIn(code) {
				terms = append(terms, t.Text)
			}
			for _, r := range e.Renderings {
				if r.Lang == code {
					seen = append(seen, fmt.Sprintf("%s:%d", r.Text, r.Count))
				}
			}
			row = append(row, strings.Join(terms, "|"), strings.Join(seen, "|"))
		}
		if err := tsvRow(w, row...); err != nil {
			return err
		}
	}
	return nil
}

func listJSON(w io.Writer, entries []termbase.Entry) error {
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	for i := range entries {
		if err := out.Encode(&entries[i]); err != nil {
			return err
		}
	}
	return nil
}
