// Package report writes the findings of a check for people and for machines:
// text for a terminal, JSON lines, TSV, SARIF 2.1.0 for code review, JUnit for
// build servers, a workbook, and an HTML page that stands alone.
//
// Every form is a function of an io.Writer and an Input; none of them knows of
// exit statuses, files or flags. The same input gives the same bytes.
//
// The findings come in the order of the text and stay in it. Findings of one
// Group are the same fault again: forms for people tell it once, with all its
// places; forms for machines list each.
package report

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"bitext/cmd/internal/place"
	"bitext/corpus"
	"bitext/termbase/check"
)

// Input is what a report is made of.
type Input struct {
	Version   string       // of the program
	Rules     []check.Rule // that ran, for the forms that describe them
	Documents []Document
}

// Document is one checked text with its findings.
type Document struct {
	Source   *corpus.Document // nil where the target was checked alone
	Target   *corpus.Document
	Findings []check.Finding
	Accepted []Accepted // stand for a reason or were known before; counted, and marked as such where the form can
}

// Accepted is a finding that is not to be reported as open.
type Accepted struct {
	check.Finding
	By check.Accepted
}

// Form is one way to write a report.
type Form struct {
	Name      string // as in --to
	Extension string // by which it is guessed from a file name, with its point
	Write     func(io.Writer, Input) error
}

// Forms lists the forms in the order of the help.
func Forms() []Form {
	return []Form{
		{"text", ".txt", func(w io.Writer, in Input) error { return Text(w, in, TextOptions{}) }},
		{"json", ".jsonl", JSON},
		{"tsv", ".tsv", TSV},
		{"sarif", ".sarif", SARIF},
		{"junit", ".xml", JUnit},
		{"html", ".html", HTML},
		{"xlsx", ".xlsx", XLSX},
	}
}

// ByName finds a form.
func ByName(name string) (Form, error) {
	var names []string
	for _, f := range Forms() {
		if f.Name == name {
			return f, nil
		}
		names = append(names, f.Name)
	}
	return Form{}, fmt.Errorf("no report form %q: use %s", name, strings.Join(names, ", "))
}

// location is where a side of a finding stands in the file that the user has.
type location struct {
	Path         string
	Line, Column int // from 1; 0 where the side stands nowhere
	EndLine      int
	EndColumn    int    // behind the last character
	Unit         string // name of the unit in a bilingual file
	Segment      int    // of the unit, from 1; 0 where it has only one
}

func (p location) String() string {
	if p.Line == 0 {
		return p.Path
	}
	return fmt.Sprintf("%s:%d:%d", p.Path, p.Line, p.Column) + p.unit()
}

// unit names the unit and segment of a bilingual file, "" elsewhere.
func (p location) unit() string {
	switch {
	case p.Unit == "":
		return ""
	case p.Segment == 0:
		return fmt.Sprintf(" (unit %s)", p.Unit)
	}
	return fmt.Sprintf(" (unit %s, segment %d)", p.Unit, p.Segment)
}

// longestUnit is the length, in bytes, of the longest name of a unit that is
// shown: where a PO file has no contexts, texts are names.
const longestUnit = 60

// setUnit notes the unit that a block is, and the segment that a span begins in.
func (p *location) setUnit(b *corpus.Block, s corpus.Span) {
	name := b.About().ID
	if name == "" || len(name) > longestUnit || strings.ContainsAny(name, "\r\n") {
		return
	}
	p.Unit = name
	if len(b.Segments) < 2 {
		return
	}
	for i, segment := range b.Segments {
		if s.Start < int(segment.End) || i == len(b.Segments)-1 {
			p.Segment = i + 1
			return
		}
	}
}

// locate leads a side back to its file. Without the original text the row of
// the block stands for the line, or its number.
func locate(d *corpus.Document, s check.Side) location {
	if d == nil {
		return location{}
	}
	p := location{Path: d.Path}
	if s.Index < 0 || s.Index >= len(d.Blocks) {
		return p
	}
	b := &d.Blocks[s.Index]
	if d.Original == "" || b.At == 0 || s.Span.End > len(b.Text) {
		p.Line = s.Index + 1
		if b.Line > 0 {
			p.Line = int(b.Line)
		}
		p.Column = utf8.RuneCountInString(s.Text[:s.Span.Start]) + 1
		p.EndLine, p.EndColumn = p.Line, p.Column+utf8.RuneCountInString(s.Quote())
		p.setUnit(b, s.Span)
		return p
	}
	at := b.Locate(s.Span)
	from, to := d.Pos(at.Start), d.Pos(at.End)
	return location{Path: d.Path, Line: from.Line, Column: from.Column, EndLine: to.Line, EndColumn: to.Column}
}

// where is the place that a finding is reported at: in the translation, or,
// where nothing stands there, in the source.
func (d *Document) where(f *check.Finding) location {
	if f.Target.Index < 0 && d.Source != nil {
		return locate(d.Source, f.Source)
	}
	return locate(d.Target, f.Target)
}

// places names the places of evidence: those of this text by paragraph, those
// that were published by file and paragraph, as far as they are known.
func (d *Document) places(e *check.Evidence) []string {
	var out []string
	for _, p := range e.Places {
		switch {
		case p.At != "":
			out = append(out, p.At)
		case !e.Published && p.Target.Index >= 0 && p.Target.Index < len(d.Target.Blocks):
			out = append(out, place.Of(&d.Target.Blocks[p.Target.Index], p.Target.Index))
		}
	}
	return out
}

// counts is how many findings there are of each severity.
func (in *Input) counts() (errors, warnings, notes int) {
	for _, d := range in.Documents {
		for i := range d.Findings {
			switch d.Findings[i].Severity {
			case check.Error:
				errors++
			case check.Warning:
				warnings++
			default:
				notes++
			}
		}
	}
	return errors, warnings, notes
}

// accepted is how many findings stand: known ones and waived ones.
func (in *Input) accepted() (known, waived int) {
	for _, d := range in.Documents {
		for _, a := range d.Accepted {
			if a.By.Waived() {
				waived++
			} else {
				known++
			}
		}
	}
	return known, waived
}

// group is the same fault at several places, first place first.
type group struct {
	first *check.Finding
	also  []*check.Finding
}

// groups gathers the findings of a document by group, in the order of the
// first of each.
func (d *Document) groups() []*group {
	var out []*group
	byName := map[string]*group{}
	for i := range d.Findings {
		f := &d.Findings[i]
		if g := byName[f.Group]; g != nil && f.Group != "" {
			g.also = append(g.also, f)
			continue
		}
		g := &group{first: f}
		byName[f.Group] = g
		out = append(out, g)
	}
	return out
}
