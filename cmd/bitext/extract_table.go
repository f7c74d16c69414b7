package main

import (
	"fmt"
	"io"
	"iter"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"bitext/termbase"
)

// mostShown is how many renderings or forms a line of the table shows.
const mostShown = 5

// writeTable writes one line an entry, and beneath it what was asked for.
func (x *extracted) writeTable(w io.Writer) error {
	width := 4
	for i := range x.proposals {
		width = max(width, min(utf8.RuneCountInString(x.proposals[i].Text), 40))
	}
	last := "forms"
	if x.target != "" {
		last = "renderings"
	}
	if _, err := fmt.Fprintf(w, "%*s  %6s  %-*s  %s\n", 5, "count", "score", width, "term", last); err != nil {
		return err
	}
	for i := range x.proposals {
		p := &x.proposals[i]
		line := fmt.Sprintf("%5d  %6.1f  %-*s  %s", p.Count, p.Score, width, p.Text, x.shown(p))
		if _, err := fmt.Fprintln(w, strings.TrimRight(line, " ")); err != nil {
			return err
		}
		if err := x.writeBeneath(w, p); err != nil {
			return err
		}
	}
	return nil
}

// shown lists the renderings of a term, or its forms, the first few.
func (x *extracted) shown(p *termbase.Proposal) string {
	var parts []string
	if x.target != "" {
		for _, r := range p.Renderings {
			parts = append(parts, r.Text+" "+strconv.Itoa(r.Count))
		}
	} else {
		for _, f := range formsOf(p) {
			parts = append(parts, f+" "+strconv.Itoa(p.Forms[f]))
		}
	}
	if len(parts) > mostShown {
		parts = append(parts[:mostShown:mostShown], fmt.Sprintf("%d more", len(parts)-mostShown))
	}
	return strings.Join(parts, ", ")
}

// writeBeneath writes the example and the parts of the score.
func (x *extracted) writeBeneath(w io.Writer, p *termbase.Proposal) error {
	if example := x.example(p); x.examples && example != "" {
		if _, err := fmt.Fprintf(w, "%15s%s\n", "", example); err != nil {
			return err
		}
	}
	if !x.explain {
		return nil
	}
	var parts []string
	for _, name := range slices.Sorted(maps.Keys(p.Parts)) {
		if p.Parts[name] != 1 {
			parts = append(parts, fmt.Sprintf("%s %.2f", name, p.Parts[name]))
		}
	}
	_, err := fmt.Fprintf(w, "%15s%s\n", "", strings.Join(parts, " × "))
	return err
}

// entries turns the proposals into entries for the exchange formats.
func (x *extracted) entries() iter.Seq2[*termbase.Entry, error] {
	return func(yield func(*termbase.Entry, error) bool) {
		for i := range x.proposals {
			p := &x.proposals[i]
			e := &termbase.Entry{
				ID: int64(i + 1), State: termbase.Proposed, Score: p.Score, Count: p.Count, Docs: p.Docs,
				Pattern: p.Pattern, Terms: []termbase.Term{{Lang: p.Lang, Text: p.Text}}, Renderings: p.Renderings,
			}
			if len(p.Renderings) > 0 {
				e.Terms = append(e.Terms, termbase.Term{Lang: x.target, Text: p.Renderings[0].Text})
			}
			for _, f := range formsOf(p) {
				e.Forms = append(e.Forms, termbase.Form{Text: f, Count: p.Forms[f]})
			}
			if !yield(e, nil) {
				return
			}
		}
	}
}
