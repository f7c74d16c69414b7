package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"bitext/corpus"
	"bitext/termbase"
)

func searchCommand() *cli.Command {
	return &cli.Command{
		Name:      "search",
		Usage:     "find a phrase in the stored texts, with its renderings counted",
		ArgsUsage: "PHRASE…",
		Description: "A bilingual concordance: the phrase in either language, inflected or not, accents and case apart, each\n" +
			"time with what stands on the other side.\n\nExample:\n   bitext search \"tacit approval\" -n 10\n\nExit status: 0 done, 2 could not do it",
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "lang", Usage: "`LANGUAGE` of the phrase (default: either side)"},
			&cli.BoolFlag{Name: "exact", Usage: "no inflected forms"},
			&cli.IntFlag{Name: "limit", Aliases: []string{"n"}, Value: 20, Usage: "so many places at most; 0 is all"},
			&cli.IntFlag{Name: "offset", Usage: "leave out the first so many"},
			toFlag("table, tsv or json (one place a line)"), databaseFlag(), outputFlag(),
		},
		Action: runSearch,
	}
}

func runSearch(c *cli.Context) error {
	if err := wantArgs(c, 1, -1); err != nil {
		return err
	}
	form := c.String("to")
	if form != "table" && form != "tsv" && form != "json" {
		return withHint(fmt.Errorf("no form %q", form), "bitext search PHRASE --to tsv")
	}
	q := termbase.Query{
		Phrase: strings.Join(c.Args().Slice(), " "), Lang: plainLanguage(c.String("lang")), Exact: c.Bool("exact"),
		Limit: c.Int("limit"), Offset: c.Int("offset"),
	}
	if strings.TrimSpace(q.Phrase) == "" {
		return withHint(errors.New("search: an empty phrase"), "bitext search --help")
	}
	return withTermbase(c, true, func(ctx context.Context, db *termbase.DB) error {
		found, err := db.Search(ctx, q)
		if err != nil {
			return err
		}
		p := newPlaces(ctx, db)
		return writeOutput(c, func(w io.Writer) error {
			switch form {
			case "json":
				return searchJSON(w, found, p)
			case "tsv":
				return searchTSV(w, found, p)
			}
			return searchTable(w, found, p)
		})
	})
}

// placesOf names the place of a hit on both sides.
func placesOf(h termbase.Hit, p *places) (source, target string, err error) {
	if source, err = p.namer.Name(p.ctx, *h.Pair, h.Pair.Source, h.Unit.SourceBlock); err == nil {
		target, err = p.namer.Name(p.ctx, *h.Pair, h.Pair.Target, h.Unit.TargetBlock)
	}
	return source, target, err
}

func searchTable(w io.Writer, found *termbase.Concordance, p *places) error {
	for _, h := range found.Hits {
		source, target, err := placesOf(h, p)
		if err != nil {
			return err
		}
		fmt.Fprintf(w, "%s\n  %s  %s\n  %s  %s\n", source+" | "+target,
			h.Pair.Source.Lang, marked(h.Unit.Source, h.Source, h.SourceRendered), h.Pair.Target.Lang, marked(h.Unit.Target, h.Target, h.TargetRendered))
	}
	least := ""
	if found.AtLeast {
		least = "at least "
	}
	fmt.Fprintf(w, "%s%s\n", least, number(found.Total, "place", "places"))
	for _, r := range found.Renderings {
		fmt.Fprintf(w, "%6d  %s  %s\n", r.Count, r.Lang, r.Text)
	}
	return nil
}

// marked puts brackets around the phrase, or around what stands for it.
func marked(text string, phrase, rendered []corpus.Span) string {
	spans := phrase
	if len(spans) == 0 {
		spans = slices.Clone(rendered)
		slices.SortFunc(spans, func(a, b corpus.Span) int { return a.Start - b.Start })
	}
	var b strings.Builder
	at := 0
	for _, s := range spans {
		if s.Start < at || s.End > len(text) {
			continue
		}
		b.WriteString(text[at:s.Start] + "[" + s.In(text) + "]")
		at = s.End
	}
	b.WriteString(text[at:])
	return oneLine(b.String())
}

func searchTSV(w io.Writer, found *termbase.Concordance, p *places) error {
	if err := tsvRow(w, "source place", "target place", "source", "target", "confidence"); err != nil {
		return err
	}
	for _, h := range found.Hits {
		source, target, err := placesOf(h, p)
		if err != nil {
			return err
		}
		if err := tsvRow(w, source, target, marked(h.Unit.Source, h.Source, nil), marked(h.Unit.Target, h.Target, nil), fmt.Sprintf("%.2f", h.Unit.Confidence)); err != nil {
			return err
		}
	}
	return nil
}

func searchJSON(w io.Writer, found *termbase.Concordance, p *places) error {
	type side struct {
		Path  string        `json:"path"`
		Lang  corpus.Lang   `json:"lang"`
		Block int           `json:"block"` // from 0; -1 where there is none
		Place string        `json:"place"`
		Text  string        `json:"text"`
		Spans []corpus.Span `json:"spans"` // of the phrase
		Marks []corpus.Span `json:"rendered,omitempty"`
	}
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	for _, h := range found.Hits {
		source, target, err := placesOf(h, p)
		if err != nil {
			return err
		}
		err = out.Encode(struct {
			Source     side    `json:"source"`
			Target     side    `json:"target"`
			Confidence float64 `json:"confidence"`
		}{
			side{h.Pair.Source.Path, h.Pair.Source.Lang, h.Unit.SourceBlock, source, h.Unit.Source, spansOf(h.Source), h.SourceRendered},
			side{h.Pair.Target.Path, h.Pair.Target.Lang, h.Unit.TargetBlock, target, h.Unit.Target, spansOf(h.Target), h.TargetRendered},
			h.Unit.Confidence,
		})
		if err != nil {
			return err
		}
	}
	return out.Encode(struct {
		Total      int                  `json:"total"`
		AtLeast    bool                 `json:"atLeast,omitempty"`
		Renderings []termbase.Rendering `json:"renderings"`
	}{found.Total, found.AtLeast, append([]termbase.Rendering{}, found.Renderings...)})
}

// spansOf is never null in JSON.
func spansOf(spans []corpus.Span) []corpus.Span { return append([]corpus.Span{}, spans...) }
