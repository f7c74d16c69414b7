package sheet

import (
	"errors"
	"fmt"
	"io"

	"github.com/xuri/excelize/v2"
)

// The bounds on what a workbook may unpack to: a zip bomb is refused. 100,000
// entries with definitions come to some 60 MiB of XML.
const (
	mostUnpacked = 512 << 20
	mostPart     = 16 << 20 // a part above this is unpacked to a file rather than to memory
)

// workbookRows reads a sheet of a workbook.
type workbookRows struct {
	file *excelize.File
	rows *excelize.Rows
	line int
}

// openXLSX opens the sheet with that name, or the first.
func openXLSX(r io.Reader, name string, limit int64) (rows, error) {
	f, err := excelize.OpenReader(r, excelize.Options{UnzipSizeLimit: limit, UnzipXMLSizeLimit: min(mostPart, limit)})
	if err != nil {
		return nil, fmt.Errorf("not a workbook that can be read: %w", err)
	}
	if name == "" {
		if names := f.GetSheetList(); len(names) > 0 {
			name = names[0]
		}
	}
	it, err := f.Rows(name)
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return &workbookRows{file: f, rows: it}, nil
}

func (w *workbookRows) next() ([]string, int, error) {
	if !w.rows.Next() {
		if err := w.rows.Error(); err != nil {
			return nil, 0, err
		}
		return nil, 0, io.EOF
	}
	w.line++
	cells, err := w.rows.Columns(excelize.Options{RawCellValue: true})
	return cells, w.line, err
}

func (w *workbookRows) close() error {
	return errors.Join(w.rows.Close(), w.file.Close())
}

// workbookWriter writes a workbook of one sheet, row by row.
type workbookWriter struct {
	to     io.Writer
	file   *excelize.File
	stream *excelize.StreamWriter
	line   int
}

const sheetName = "Terms"

// widthOfColumns is in characters; a term with its synonyms mostly fits.
const widthOfColumns = 28

func createXLSX(w io.Writer) (writer, error) {
	f := excelize.NewFile()
	if err := f.SetSheetName("Sheet1", sheetName); err != nil {
		return nil, err
	}
	if err := f.SetDocProps(&excelize.DocProperties{Creator: "bitext"}); err != nil {
		return nil, err
	}
	if err := f.SetSheetDimension(sheetName, ""); err != nil { // it says A1 otherwise, and programs believe it
		return nil, err
	}
	s, err := f.NewStreamWriter(sheetName)
	if err != nil {
		return nil, err
	}
	if err := s.SetColWidth(1, 40, widthOfColumns); err != nil {
		return nil, err
	}
	if err := s.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return nil, err
	}
	return &workbookWriter{to: w, file: f, stream: s}, nil
}

// row writes cells as text: text never runs as a formula.
func (w *workbookWriter) row(cells []string) error {
	w.line++
	at, err := excelize.CoordinatesToCellName(1, w.line)
	if err != nil {
		return err
	}
	values := make([]any, len(cells))
	for i, c := range cells {
		if c != "" {
			values[i] = c
		}
	}
	return w.stream.SetRow(at, values)
}

func (w *workbookWriter) close() error {
	if err := w.stream.Flush(); err != nil {
		return err
	}
	_, err := w.file.WriteTo(w.to)
	return errors.Join(err, w.file.Close())
}
