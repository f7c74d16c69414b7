// Package sheet reads bitexts from tables (TSV, CSV, XLSX) and writes them as
// XLSX.
//
// A table has a row a bead. Its first row is a header when it names two
// columns that are known (see header.go): source and target, or two languages; an
// optional column "confidence" is read. Without a header the first two columns are
// source and target. Cells are taken as they are; a
// leading apostrophe that guards a formula on writing is taken off again.
package sheet

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"bitext/align"
	"bitext/corpus"
)

// ErrColumns is returned for a table without two columns.
var ErrColumns = errors.New("a bilingual table needs two columns")

// ErrLanguage is returned for a table whose columns name their languages, and none that was
// asked for.
var ErrLanguage = errors.New("no column is in the language that is wanted")

// limits of an XLSX file, in bytes unpacked: an honest sheet of a million rows
// stays below.
const (
	maxUnpacked = 1 << 30
	maxMemory   = 64 << 20
)

// maxRows is how many rows a table may have; each takes up to 800 bytes
// beside its text.
const maxRows = 1 << 22

// ErrRows is returned for a table with more rows than that.
var ErrRows = fmt.Errorf("the table has more than %d rows", maxRows)

// ErrQuote is returned for CSV in which a quote begins a field that nothing ends: the
// rest of the file would be one cell.
var ErrQuote = errors.New("a quote begins a field and none ends it")

// ending remembers the last byte that is no white space.
type ending struct {
	r    io.Reader
	last byte
}

func (e *ending) Read(p []byte) (int, error) {
	n, err := e.r.Read(p)
	if body := bytes.TrimRight(p[:n], " \t\r\n"); len(body) > 0 {
		e.last = body[len(body)-1]
	}
	return n, err
}

// Options says what is wanted of a table. The zero value takes the first two languages.
type Options struct {
	Source, Target corpus.Lang       // languages of the columns, maybe with a region ("fr-CA"), where the header names any in these
	More           func(corpus.Lang) // is told the language of each further column, if set
	Rows           int               // how many rows are expected; 0 where that is not known
}

// ReadText reads a table of text fields, separated by a tab ('\t', fields as
// they stand, but for the quotes of spreadsheets) or by another mark (CSV of RFC 4180). path
// names it in the documents and in errors.
func ReadText(path string, r io.Reader, comma rune, opts Options) (*align.Bitext, error) {
	t := newTable(path, opts)
	t.out.Grow(min(opts.Rows, maxRows))
	r = utf8Reader(r)
	if comma == '\t' {
		return t.readTabs(r)
	}
	end := &ending{r: r}
	c := csv.NewReader(end)
	c.Comma, c.FieldsPerRecord, c.LazyQuotes, c.ReuseRecord = comma, -1, true, true
	open := 0 // line on which a field of several lines begins that may never end
	for {
		row, err := c.Read()
		if err == io.EOF && open > 0 && end.last != '"' {
			return nil, fmt.Errorf("%s:%d: %w", path, open, ErrQuote)
		}
		if err == io.EOF {
			return t.bitext()
		}
		open = 0
		if n := len(row) - 1; n >= 0 && strings.Contains(strings.TrimRight(row[n], "\r\n"), "\n") {
			open, _ = c.FieldPos(n)
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		if err := t.row(row); err != nil {
			return nil, err
		}
	}
}

// utf8Reader turns UTF-16 with a byte order mark, which spreadsheets write as
// "Unicode text", into UTF-8 and takes the mark away.
func utf8Reader(r io.Reader) io.Reader {
	return transform.NewReader(r, unicode.BOMOverride(transform.Nop))
}

// ReadXLSX reads the first sheet of a workbook.
func ReadXLSX(path string, r io.Reader, opts Options) (*align.Bitext, error) {
	f, err := excelize.OpenReader(r, excelize.Options{UnzipSizeLimit: maxUnpacked, UnzipXMLSizeLimit: maxMemory})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	defer f.Close()
	rows, err := f.Rows(f.GetSheetName(0))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	t := newTable(path, opts)
	for rows.Next() {
		row, err := rows.Columns()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		if err := t.row(row); err != nil {
			return nil, err
		}
	}
	if err := rows.Error(); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return t.bitext()
}

// table gathers rows.
type table struct {
	path                           string
	opts                           Options
	n                              int         // rows so far
	begun                          bool        // whether a row of two columns was seen
	absent                         corpus.Lang // language that is wanted and no column has
	source, target, confidence, id int         // columns; -1 where there is none
	units                          corpus.Slab[corpus.Unit]
	out                            *align.Gatherer
}

func newTable(path string, opts Options) *table {
	return &table{path: path, opts: opts, target: 1, confidence: -1, id: -1, out: align.NewGatherer(path)}
}

// aboveHeader is how many rows may stand above the header: the title of the table.
const aboveHeader = 10

func (t *table) readTabs(r io.Reader) (*align.Bitext, error) {
	in := bufio.NewReader(r)
	for {
		line, err := in.ReadString('\n')
		if err != nil && err != io.EOF {
			return nil, fmt.Errorf("%s: %w", t.path, err)
		}
		line = strings.TrimRight(line, "\r\n")
		if strings.TrimSpace(line) != "" {
			cells := strings.Split(line, "\t")
			for i := range cells {
				cells[i] = unquote(cells[i])
			}
			if err := t.row(cells); err != nil {
				return nil, err
			}
		}
		if err == io.EOF {
			return t.bitext()
		}
	}
}

// unquote takes off the quotes that a spreadsheet puts around a field with
// quotes in it, doubling those. A field in quotes without doubled ones within
// is a text that is quoted itself.
func unquote(field string) string {
	if len(field) < 4 || field[0] != '"' || field[len(field)-1] != '"' {
		return field
	}
	inner := field[1 : len(field)-1]
	plain := strings.ReplaceAll(inner, `""`, "")
	if plain == inner || strings.Contains(plain, `"`) {
		return field
	}
	return strings.ReplaceAll(inner, `""`, `"`)
}

// row takes one row, the first maybe as a header.
func (t *table) row(cells []string) error {
	t.n++
	if t.n > maxRows {
		return fmt.Errorf("%s: %w", t.path, ErrRows)
	}
	if !t.begun {
		if len(cells) < 2 && t.n <= aboveHeader {
			return nil
		}
		header := t.header(cells)
		if t.absent != "" {
			return fmt.Errorf("%s:%d: %w: %s", t.path, t.n, ErrLanguage, t.absent)
		}
		if !header && (t.n > 1 || len(cells) < 2) {
			return fmt.Errorf("%s:1: %w", t.path, ErrColumns)
		}
		if t.begun = true; header {
			return nil
		}
	}
	cell := func(i int) string {
		if i < 0 || i >= len(cells) {
			return ""
		}
		return unguard(strings.TrimSpace(cells[i]))
	}
	confidence := 1.0
	if c, err := strconv.ParseFloat(cell(t.confidence), 64); t.confidence >= 0 && err == nil && c >= 0 && c <= 1 {
		confidence = c
	}
	source, target := cell(t.source), cell(t.target)
	line := int32(t.n)
	var unit *corpus.Unit
	if id := cell(t.id); id != "" {
		unit = &t.units.One(corpus.Unit{ID: id})[0]
	}
	t.out.Add(corpus.Block{Text: source, Line: line, Unit: unit}, corpus.Block{Text: target, Line: line, Unit: unit}, source != "", target != "", confidence)
	return nil
}

func (t *table) bitext() (*align.Bitext, error) {
	if t.n == 0 {
		return nil, fmt.Errorf("%s: %w", t.path, ErrColumns)
	}
	if !t.begun {
		return nil, fmt.Errorf("%s:1: %w", t.path, ErrColumns)
	}
	return t.out.Bitext(), nil
}

// unguard takes off the apostrophe by which a table of text keeps a spreadsheet from
// taking a field for a formula.
func unguard(s string) string {
	if len(s) > 1 && s[0] == '\'' && strings.ContainsRune("=+-@\t\r", rune(s[1])) {
		return s[1:]
	}
	return s
}
