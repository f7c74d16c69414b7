// Package check looks for what is wrong in a translation: terms that are not
// the approved ones, one term in several renderings, facts that were changed,
// faults of form.
//
// A rule is a record: a name, what it means, a wrong and a right example, a
// severity and the function that looks. Rules see a Pass: the aligned text
// cut into rows, each row the paragraphs of one bead with both texts, their
// tokens analysed once, and the sentence pairs inside it; the entries of the
// termbase; and what was published before.
//
//	pass := check.NewPass(bitext, check.Options{Entries: entries})
//	findings, err := check.Run(ctx, pass)
//
// The findings are in the order of the text and the same for the same input,
// however many cores there are. Each has a fingerprint that stays when
// paragraphs move or when other sentences change.
//
// What this package does not do: it never writes to a termbase, it knows no
// file formats, and its messages are short and neutral; how a finding is told
// to a person is a matter of cmd.
package check

import (
	"fmt"

	"bitext/corpus"
)

// Severity says how much a finding matters.
type Severity uint8

// The severities. Notes are right more often than wrong but open to debate;
// they are not shown unless asked for.
const (
	Note Severity = iota
	Warning
	Error
)

var severityNames = [...]string{"note", "warning", "error"}

// String gives the severity as it stands in output ("warning").
func (s Severity) String() string {
	if int(s) < len(severityNames) {
		return severityNames[s]
	}
	return "unknown"
}

// ParseSeverity is the inverse of Severity.String.
func ParseSeverity(name string) (Severity, error) {
	for i, n := range severityNames {
		if n == name {
			return Severity(i), nil
		}
	}
	return 0, fmt.Errorf("no severity %q: use note, warning or error", name)
}

// MarshalText writes the severity as its name.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads the severity from its name.
func (s *Severity) UnmarshalText(text []byte) (err error) {
	*s, err = ParseSeverity(string(text))
	return err
}

// Rule is one thing that is looked for. Row or Whole is set, seldom both.
type Rule struct {
	Name        string        // as in output and configuration: "term-missing"
	Title       string        // one line
	Explanation string        // what it means, why it matters, what it lets pass
	Wrong       string        // "source → target" that is reported
	Right       string        // "source → target" that stays silent
	Severity    Severity      // of its findings, where they do not set another
	Off         bool          // runs only where it is asked for
	Mono        bool          // also looks at a text without its source (Row.Source is empty then)
	Langs       []corpus.Lang // target languages it knows; nil for all
	Values      []string      // names of its thresholds, as in Pass.Value
	Exceptions  bool          // it takes words of the user that it lets pass, as in Pass.Words

	Row   func(*Pass, *Row) []Finding    // looks at one row; rows are looked at in parallel
	Whole func(*Pass) ([]Finding, error) // looks at the whole text
}

// Side is one side of a finding: a segment and the span that it is about.
type Side struct {
	Index int         `json:"index"` // block or line from 0; -1 where there is none
	Text  string      `json:"text"`  // the segment whole
	Span  corpus.Span `json:"span"`  // bytes in Text
}

// Quote cuts the span out of the text.
func (s Side) Quote() string { return s.Span.In(s.Text) }

// NoSide stands where a finding has nothing on that side.
func NoSide() Side { return Side{Index: -1} }

// Evidence is one form that a term or passage took, how often, and where.
type Evidence struct {
	Form      string  `json:"form"`
	Count     int     `json:"count"`
	Published bool    `json:"published,omitempty"` // in what is stored, not in this text
	Places    []Place `json:"places,omitempty"`    // the first ones; Count counts all
}

// Place is a place of evidence: in this text by its two sides, or in the
// termbase by the number of its unit.
type Place struct {
	Source Side   `json:"source"`
	Target Side   `json:"target"`
	Unit   int64  `json:"unit,omitempty"`
	At     string `json:"at,omitempty"` // file and paragraph of a published place, where the caller has named it
}

// Edit replaces a span of the target segment.
type Edit struct {
	Span corpus.Span `json:"span"` // bytes in Finding.Target.Text
	Text string      `json:"text"`
}

// Finding is one place where a rule was not kept.
type Finding struct {
	Rule        string     `json:"rule"`
	Severity    Severity   `json:"severity"`
	Message     string     `json:"message"` // short, neutral English
	Source      Side       `json:"source"`
	Target      Side       `json:"target"`
	Term        string     `json:"term"`               // source term, number, symbol … it is about
	Want        []string   `json:"want"`               // what is expected in the target, best first
	Got         string     `json:"got"`                // what stands there instead, "" where that cannot be told
	Fingerprint string     `json:"fingerprint"`        // set by Run
	Group       string     `json:"group,omitempty"`    // equal for findings that are the same fault again; set by Run
	Evidence    []Evidence `json:"evidence,omitempty"` // forms with counts and places
	Fix         []Edit     `json:"fix,omitempty"`      // only where it is certain
	Entry       int64      `json:"entry,omitempty"`    // of the termbase
	Debatable   bool       `json:"-"`                  // a rule that is not sure sets it: the finding is a note
}

// Certain reports whether Fix can be made without asking: it changes spaces, or
// the marks inside a number whose value the source shows, and nothing else.
func (f *Finding) Certain() bool {
	switch f.Rule {
	case "double-space", "french-spacing", "number":
		return len(f.Fix) > 0
	}
	return false
}
