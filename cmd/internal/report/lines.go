package report

import (
	"bufio"
	"encoding/json"
	"io"
	"strings"

	"bitext/termbase/check"
)

// jsonVersion is raised when a field of the JSON lines changes its meaning or
// goes; new fields do not raise it.
const jsonVersion = 1

// Line is one finding with what stands outside it: the object of a JSON line,
// and the form in which a termbase keeps findings.
type Line struct {
	check.Finding
	SourcePath string `json:"source_path,omitempty"`
	TargetPath string `json:"target_path,omitempty"`
	Line       int    `json:"line,omitempty"`    // in the file, from 1
	Column     int    `json:"column,omitempty"`  // in characters, from 1
	Unit       string `json:"unit,omitempty"`    // of a bilingual file, by its name there
	Segment    int    `json:"segment,omitempty"` // of a unit of several, from 1
	Version    int    `json:"version"`
}

// Lines gives the findings of a document as they stand in JSON lines.
func Lines(d *Document) []Line {
	var out []Line
	for i := range d.Findings {
		f := &d.Findings[i]
		at := d.where(f)
		line := Line{Finding: *f, Line: at.Line, Column: at.Column, Unit: at.Unit, Segment: at.Segment, Version: jsonVersion, TargetPath: d.Target.Path}
		if d.Source != nil {
			line.SourcePath = d.Source.Path
		}
		out = append(out, line)
	}
	return out
}

// JSON writes one object a line: the finding, the files, line and column, and
// the version of the form. Without findings it writes nothing.
func JSON(w io.Writer, in Input) error {
	buffered := bufio.NewWriter(w)
	enc := json.NewEncoder(buffered)
	enc.SetEscapeHTML(false)
	for i := range in.Documents {
		for _, line := range Lines(&in.Documents[i]) {
			if err := enc.Encode(line); err != nil {
				return err
			}
		}
	}
	return buffered.Flush()
}

// columns are the columns of the forms that are tables.
func columns() []string {
	return []string{"severity", "rule", "place", "message", "term", "want", "got", "source", "target", "fingerprint"}
}

// cells are the cells of a finding, in the order of columns.
func cells(d *Document, f *check.Finding) []string {
	return []string{
		f.Severity.String(), f.Rule, d.where(f).String(), f.Message, f.Term, strings.Join(f.Want, " | "), f.Got,
		marked(f.Source), marked(f.Target), f.Fingerprint,
	}
}

// marked is the text of a side with its span in ‹ ›.
func marked(s check.Side) string {
	if s.Index < 0 {
		return ""
	}
	if s.Span.Len() == 0 {
		return s.Text
	}
	return s.Text[:s.Span.Start] + "‹" + s.Quote() + "›" + s.Text[s.Span.End:]
}

// TSV writes a header and one row a finding; tabs and line ends inside a cell
// become spaces.
func TSV(w io.Writer, in Input) error {
	buffered := bufio.NewWriter(w)
	row := func(cells []string) {
		for i, c := range cells {
			if i > 0 {
				buffered.WriteByte('\t')
			}
			buffered.WriteString(flat(c))
		}
		buffered.WriteByte('\n')
	}
	row(columns())
	for i := range in.Documents {
		d := &in.Documents[i]
		for k := range d.Findings {
			row(cells(d, &d.Findings[k]))
		}
	}
	return buffered.Flush()
}
