package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"bitext/corpus"
	"bitext/termbase/check"
)

// TextOptions tunes the text for people. The zero value is plain text.
type TextOptions struct {
	Color bool // for a terminal
}

// Sizes of the text form.
const (
	contextRunes = 70 // characters shown on each side of a span
	morePlaces   = 8  // further places of a group that are named
	moreForms    = 6  // forms of evidence that are shown
)

// Text writes the findings for people to read: place, severity, message and
// rule on one line; below it both texts with the span marked, what is expected
// and the evidence. Findings of one group are told once.
func Text(w io.Writer, in Input, opts TextOptions) error {
	t := &textWriter{Writer: bufio.NewWriter(w), style: opts}
	for i := range in.Documents {
		d := &in.Documents[i]
		for _, g := range d.groups() {
			t.group(d, g)
		}
	}
	t.summary(&in)
	return t.Flush()
}

// textWriter keeps the first error in its buffer until Flush.
type textWriter struct {
	*bufio.Writer
	style TextOptions
}

func (t *textWriter) group(d *Document, g *group) {
	f := g.first
	fmt.Fprintf(t, "%s: %s: %s %s\n", d.where(f), t.paint(severityColor(f.Severity), f.Severity.String()), f.Message, t.paint(dim, "("+f.Rule+")"))
	if d.Source != nil && f.Source.Index >= 0 {
		t.line(string(d.Source.Lang), f.Source)
	}
	if f.Target.Index >= 0 {
		t.line(string(d.Target.Lang), f.Target)
	}
	if len(f.Want) > 0 {
		fmt.Fprintf(t, "    expected: %s\n", visible(strings.Join(f.Want, " | ")))
	}
	t.evidence(d, f.Evidence)
	if n := len(g.also); n > 0 {
		fmt.Fprintf(t, "    also: %s\n", alsoAt(d, g.also))
	}
	fmt.Fprintln(t)
}

// line writes one side with the span marked.
func (t *textWriter) line(code string, s check.Side) {
	if code == "" {
		code = "··"
	}
	before, quote, after := excerpt(s.Text, s.Span, contextRunes)
	open, shut := "‹", "›"
	if t.style.Color {
		open, shut = bold, reset
	}
	if quote == "" {
		open, shut = "", ""
	}
	fmt.Fprintf(t, "    %s  %s%s%s%s%s\n", code, before, open, quote, shut, after)
}

func (t *textWriter) evidence(d *Document, all []check.Evidence) {
	for i, e := range all {
		if i == moreForms {
			fmt.Fprintf(t, "    … and %d more forms\n", len(all)-moreForms)
			return
		}
		where := "here"
		if e.Published {
			where = "published"
		}
		at := d.places(&e)
		tail := ""
		if len(at) > 0 {
			tail = " (" + strings.Join(at[:min(len(at), morePlaces)], ", ") + ")"
		}
		fmt.Fprintf(t, "    %5d × %s: %s%s\n", e.Count, where, e.Form, tail)
	}
}

func alsoAt(d *Document, also []*check.Finding) string {
	var at []string
	for i, f := range also {
		if i == morePlaces {
			at = append(at, fmt.Sprintf("and %d more", len(also)-morePlaces))
			break
		}
		at = append(at, d.where(f).String())
	}
	return strings.Join(at, ", ")
}

// summary is the last line; nothing at all is written where nothing was found.
func (t *textWriter) summary(in *Input) {
	errors, warnings, notes := in.counts()
	if errors+warnings+notes == 0 {
		return
	}
	fmt.Fprintf(t, "%s: %s, %s, %s", plural(errors+warnings+notes, "finding"), plural(errors, "error"), plural(warnings, "warning"), plural(notes, "note"))
	known, waived := in.accepted()
	if waived > 0 {
		fmt.Fprintf(t, "; %d waived", waived)
	}
	if known > 0 {
		fmt.Fprintf(t, "; %d known", known)
	}
	t.WriteByte('\n')
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// visible names the characters of a text that is white space alone.
func visible(s string) string {
	if s == "" || strings.TrimSpace(s) != "" {
		return s
	}
	var names []string
	for _, r := range s {
		names = append(names, fmt.Sprintf("U+%04X", r))
	}
	return strings.Join(names, " ")
}

// excerpt cuts a text down to the span and up to n characters on each side, at
// words, with "…" where something was left out. White space becomes single
// spaces.
func excerpt(text string, span corpus.Span, n int) (before, quote, after string) {
	before, quote, after = text[:span.Start], span.In(text), text[span.End:]
	if cut := len(before) - lastRunes(before, n); cut > 0 {
		before = before[cut:]
		if at := strings.IndexFunc(before, unicode.IsSpace); at >= 0 {
			before = before[at+1:]
		}
		before = "…" + before
	}
	if keep := firstRunes(after, n); keep < len(after) {
		after = after[:keep]
		if at := strings.LastIndexFunc(after, unicode.IsSpace); at >= 0 {
			after = after[:at]
		}
		after += "…"
	}
	if middle := 3 * n; utf8.RuneCountInString(quote) > middle {
		quote = quote[:firstRunes(quote, middle)] + "…"
	}
	return flat(before), flat(quote), flat(after)
}

// lastRunes is how many bytes the last n characters take.
func lastRunes(s string, n int) int {
	at := len(s)
	for ; n > 0 && at > 0; n-- {
		_, size := utf8.DecodeLastRuneInString(s[:at])
		at -= size
	}
	return len(s) - at
}

// firstRunes is how many bytes the first n characters take.
func firstRunes(s string, n int) int {
	at := 0
	for ; n > 0 && at < len(s); n-- {
		_, size := utf8.DecodeRuneInString(s[at:])
		at += size
	}
	return at
}

// flat puts a space for each line end and tab, and "?" for other control
// characters: a text must not steer the terminal.
func flat(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\r' || r == '\t':
			return ' '
		case unicode.IsControl(r):
			return '?'
		}
		return r
	}, s)
}

// Escape sequences of terminals.
const (
	bold   = "\x1b[1m"
	dim    = "\x1b[2m"
	red    = "\x1b[31m"
	yellow = "\x1b[33m"
	blue   = "\x1b[34m"
	reset  = "\x1b[0m"
)

func severityColor(s check.Severity) string {
	switch s {
	case check.Error:
		return red
	case check.Warning:
		return yellow
	}
	return blue
}

func (t *textWriter) paint(color, s string) string {
	if !t.style.Color {
		return s
	}
	return color + s + reset
}
