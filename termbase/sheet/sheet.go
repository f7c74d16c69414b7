// Package sheet reads and writes entries as tables: comma- or tab-separated
// text and XLSX.
//
// Two layouts are understood. In the wide one a row is a concept; a column
// whose header is a language code or name ("fr", "fr-CA", "French") holds its
// terms, synonyms separated by "|" ("\|" is a bar within a term); other columns
// say something of the concept ("subject", "note") or of the terms of one
// language ("fr:status", "fr_status", "French Status"; values for several
// synonyms separated by "|"). In the long layout a row is a term: the columns
// "term" and "lang" must be there, and rows with the same "id" make up a concept.
//
// Headers of MultiTerm, Matecat, XTM, Phrase and of plain glossaries are known;
// others are mapped with Options.Columns. A column name that repeats after each
// language belongs to the language before it. A table without header and with
// two or three columns is taken for a glossary of OmegaT (source, target,
// comment) if Options.Langs names the languages.
//
// What surprises: a "status" without language is about the terms of all
// languages but the first. Terms without status become preferred (the first of
// a cell) and admitted (the others). Cells that a spreadsheet would take for a
// formula are written with an apostrophe before them, which is taken away again
// when they are read. Cells that hold line ends are quoted.
package sheet

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"

	"bitext/corpus"
	"bitext/termbase"
)

// Form is a kind of file.
type Form string

// The forms.
const (
	TSV  Form = "tsv"
	CSV  Form = "csv"
	XLSX Form = "xlsx"
)

// Options tunes reading. The zero value reads tab-separated text with a header.
type Options struct {
	Form    Form
	Columns map[string]string // header as it stands in the file → name as this package knows it; "-" ignores the column
	Langs   []corpus.Lang     // languages of a table without header
	State   termbase.State    // of entries that say nothing; empty is approved
	Sheet   string            // name of the sheet in a workbook; empty is the first
}

// ErrHeader says that the first row names no language.
var ErrHeader = errors.New("the header names no language")

// rows is what the forms have in common: a table read row by row.
type rows interface {
	next() (cells []string, line int, err error) // io.EOF at the end
	close() error
}

// Read yields the entries of a table. Rows that cannot be taken are yielded as
// *termbase.Problem; any other error is the last thing yielded.
func Read(r io.Reader, opts Options) iter.Seq2[*termbase.Entry, error] {
	return func(yield func(*termbase.Entry, error) bool) {
		if err := read(r, opts, yield); err != nil && err != errStopped {
			yield(nil, err)
		}
	}
}

// errStopped ends a reading that nobody listens to any longer.
var errStopped = errors.New("stopped")

func read(r io.Reader, opts Options, yield func(*termbase.Entry, error) bool) error {
	if opts.State == "" {
		opts.State = termbase.Approved
	}
	table, err := open(r, opts)
	if err != nil {
		return err
	}
	defer table.close()
	head, line, err := firstRow(table)
	if errors.Is(err, io.EOF) {
		return fmt.Errorf("%w: the file is empty", ErrHeader)
	}
	if err != nil {
		return err
	}
	p, headed, err := newPlan(head, opts)
	if err != nil {
		return err
	}
	for _, h := range p.unknown {
		if !yield(nil, &termbase.Problem{Line: line, Text: fmt.Sprintf("the column %q is not known and left out", h)}) {
			return errStopped
		}
	}
	b := builder{plan: p, opts: opts, yield: yield}
	if !headed {
		if err := b.row(head, line); err != nil {
			return err
		}
	}
	for {
		cells, line, err := table.next()
		if errors.Is(err, io.EOF) {
			return b.flush()
		}
		if err == nil {
			err = b.row(cells, line)
		}
		if err != nil {
			return err
		}
	}
}

func open(r io.Reader, opts Options) (rows, error) {
	switch opts.Form {
	case XLSX:
		return openXLSX(r, opts.Sheet, mostUnpacked)
	case CSV:
		return newText(r, true)
	case TSV, "":
		return newText(r, false)
	}
	return nil, fmt.Errorf("no form %q", opts.Form)
}

// firstRow skips blank rows before the header.
func firstRow(table rows) ([]string, int, error) {
	for {
		cells, line, err := table.next()
		if err != nil || strings.TrimSpace(strings.Join(cells, "")) != "" {
			return cells, line, err
		}
	}
}

// Write writes entries as a table with the given columns (see Columns), in the
// long layout if one of them is "term".
func Write(w io.Writer, form Form, columns []string, entries iter.Seq2[*termbase.Entry, error]) error {
	p, err := planOf(columns)
	if err != nil {
		return err
	}
	out, err := create(w, form)
	if err != nil {
		return err
	}
	if err := out.row(columns); err != nil {
		return err
	}
	for e, err := range entries {
		if err != nil {
			return err
		}
		for _, cells := range p.rowsOf(e) {
			if err := out.row(cells); err != nil {
				return err
			}
		}
	}
	return out.close()
}

// writer is what the forms have in common when writing.
type writer interface {
	row(cells []string) error
	close() error
}

func create(w io.Writer, form Form) (writer, error) {
	switch form {
	case XLSX:
		return createXLSX(w)
	case CSV:
		return newTextWriter(w, true), nil
	case TSV, "":
		return newTextWriter(w, false), nil
	}
	return nil, fmt.Errorf("no form %q", form)
}
