package main

import (
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"bitext/cmd/internal/place"
	"bitext/corpus"
	"bitext/termbase"
)

func termsShowCommand() *cli.Command {
	return &cli.Command{
		Name:      "show",
		Usage:     "print entries with their places",
		ArgsUsage: "ENTRY…",
		Description: "An ENTRY is an ID or a term.\n\nExample:\n   bitext terms show \"Member State\" --places 5\n\n" +
			"Exit status: 0 done, 2 could not do it",
		Flags: []cli.Flag{
			&cli.IntFlag{Name: "places", Value: 3, Usage: "print `N` places of each rendering; -1 prints all"},
			toFlag("table or json (one entry a line, all places)"), databaseFlag(), outputFlag(),
		},
		Action: runTermsShow,
	}
}

func runTermsShow(c *cli.Context) error {
	if err := wantArgs(c, 1, -1); err != nil {
		return err
	}
	form := c.String("to")
	if form != "table" && form != "json" {
		return withHint(fmt.Errorf("no form %q", form), "bitext terms show --to json")
	}
	return withTermbase(c, true, func(ctx context.Context, db *termbase.DB) error {
		var entries []termbase.Entry
		for _, arg := range c.Args().Slice() {
			id, err := entryOf(ctx, db, arg)
			if err != nil {
				return err
			}
			e, err := db.Entry(ctx, id)
			if err != nil {
				return err
			}
			entries = append(entries, *e)
		}
		return writeOutput(c, func(w io.Writer) error {
			if form == "json" {
				return listJSON(w, entries)
			}
			p := newPlaces(ctx, db)
			for i := range entries {
				if i > 0 {
					fmt.Fprintln(w)
				}
				if err := showEntry(w, &entries[i], p, c.Int("places")); err != nil {
					return err
				}
			}
			return nil
		})
	})
}

func showEntry(w io.Writer, e *termbase.Entry, p *places, most int) error {
	fmt.Fprintf(w, "entry %d · %s", e.ID, e.State)
	if e.UID != "" {
		fmt.Fprintf(w, " · id %s", e.UID)
	}
	if e.Changed != 0 {
		fmt.Fprintf(w, " · version %d, %s by %s", e.Version, time.Unix(e.Changed, 0).Format(time.DateOnly), e.Author)
	}
	fmt.Fprintln(w)
	showField(w, "subject", e.Subject)
	showField(w, "definition", sourced(e.Definition, e.Source))
	showField(w, "note", e.Note)
	for _, s := range e.Sections {
		showField(w, string(s.Lang)+" def.", sourced(s.Definition, s.Source))
		showField(w, string(s.Lang)+" note", s.Note)
	}
	for _, r := range e.References {
		text := r.Text
		if r.Entry != 0 {
			text += fmt.Sprintf(" (entry %d)", r.Entry)
		}
		showField(w, r.Kind, strings.TrimSpace(text+" "+r.URI))
	}
	for _, t := range e.Terms {
		showTerm(w, t)
	}
	return showObserved(w, e, p, most)
}

func showField(w io.Writer, name, text string) {
	for i, line := range strings.Split(text, "\n") {
		if line == "" {
			continue
		}
		if i > 0 {
			name = ""
		}
		fmt.Fprintf(w, "  %-11s %s\n", name, line)
	}
}

func sourced(text, source string) string {
	if text != "" && source != "" {
		return text + " [" + source + "]"
	}
	return text + source
}

func showTerm(w io.Writer, t termbase.Term) {
	var about []string
	for _, s := range []string{string(t.Status), t.POS, t.Gender, t.Number, t.Type, t.Region, t.Client} {
		if s != "" {
			about = append(about, s)
		}
	}
	if t.Exact {
		about = append(about, "exact")
	}
	if t.Case {
		about = append(about, "case")
	}
	if t.Skip != "" {
		about = append(about, "not checked: "+string(t.Skip))
	}
	line := t.Text
	if len(about) > 0 {
		line += "  · " + strings.Join(about, ", ")
	}
	fmt.Fprintf(w, "  %-11s %s\n", t.Lang, line)
	showField(w, "", sourced(t.Note, t.Source))
	for _, x := range t.Contexts {
		showField(w, "", "« "+sourced(x.Text, x.Source)+" »")
	}
}

func showObserved(w io.Writer, e *termbase.Entry, p *places, most int) error {
	if e.Count == 0 && len(e.Renderings) == 0 {
		return nil
	}
	fmt.Fprintf(w, "  seen %s in %s\n", number(e.Count, "time", "times"), number(e.Docs, "document", "documents"))
	var forms []string
	for _, f := range e.Forms {
		forms = append(forms, fmt.Sprintf("%s %d", f.Text, f.Count))
	}
	showField(w, "forms", strings.Join(forms, ", "))
	for _, r := range e.Renderings {
		fmt.Fprintf(w, "  %-11s %s  %d\n", r.Lang, r.Text, r.Count)
		for i, at := range r.Places {
			if most >= 0 && i >= most {
				fmt.Fprintf(w, "      … %d more\n", len(r.Places)-i)
				break
			}
			line, err := p.describe(at)
			if err != nil {
				return err
			}
			fmt.Fprintf(w, "      %s\n", line)
		}
	}
	return nil
}

// places describes places in the stored texts.
type places struct {
	ctx   context.Context
	db    *termbase.DB
	namer *place.Namer
}

func newPlaces(ctx context.Context, db *termbase.DB) *places {
	return &places{ctx, db, place.NewNamer(db)}
}

// describe writes a place in one line: where, and the rendering in its
// surroundings.
func (p *places) describe(at termbase.Place) (string, error) {
	u, err := p.db.Unit(p.ctx, at.Unit)
	if err != nil {
		return "", err
	}
	pair, err := p.namer.Pair(p.ctx, u.Pair)
	if err != nil {
		return "", err
	}
	where, err := p.namer.Name(p.ctx, pair, pair.Target, u.TargetBlock)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("%-24s %s", where, around(u.Target, at.Target, surroundings)), nil
}

// surroundings is how many characters of context stand on either side.
const surroundings = 40

// around cuts a span with its surroundings out of a text and marks it.
func around(text string, s corpus.Span, width int) string {
	if s.Start < 0 || s.End > len(text) || s.Start > s.End {
		return oneLine(text)
	}
	before, after := []rune(text[:s.Start]), []rune(text[s.End:])
	left, right := "", ""
	if len(before) > width {
		before, left = before[len(before)-width:], "…"
	}
	if len(after) > width {
		after, right = after[:width], "…"
	}
	return oneLine(left + string(before) + "[" + s.In(text) + "]" + string(after) + right)
}
