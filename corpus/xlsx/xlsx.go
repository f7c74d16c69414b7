// Package xlsx reads the text of spreadsheets (Office Open XML, ECMA-376): the
// cells of the sheets that are shown, row by row, as they look. Hidden sheets
// and rows, comments, headers, charts and formulas are left out.
package xlsx

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"bitext/corpus"
	"bitext/corpus/archive"
	"bitext/corpus/text"
)

// maxMemory is the size, in bytes unpacked, from which a sheet is read from a
// temporary file.
const maxMemory = 16 << 20

// Read reads a workbook from the bytes of its file. The page of a block is its
// sheet.
func Read(data []byte) (*corpus.Document, error) {
	f, err := open(data)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var out text.Builder
	for i, sheet := range f.GetSheetList() {
		if shown, err := f.GetSheetVisible(sheet); err != nil || !shown {
			continue
		}
		if err := readSheet(f, sheet, i+1, &out); err != nil {
			return nil, fmt.Errorf("sheet %q: %w", sheet, err)
		}
	}
	return out.Document(), nil
}

// open opens a workbook with the bounds of corpus/archive on what it may
// unpack to.
func open(data []byte) (*excelize.File, error) {
	if _, err := archive.Open(data); err != nil {
		return nil, err
	}
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{UnzipSizeLimit: archive.MaxTotal, UnzipXMLSizeLimit: maxMemory})
	switch {
	case err == nil:
		return f, nil
	case errors.Is(err, excelize.ErrWorkbookPassword):
		return nil, archive.ErrProtected
	case strings.Contains(err.Error(), "unzip size exceeds"):
		return nil, fmt.Errorf("%w (%d MB)", archive.ErrTooLarge, archive.MaxTotal>>20)
	}
	return nil, fmt.Errorf("the workbook cannot be read: %w", err)
}

func readSheet(f *excelize.File, sheet string, page int, out *text.Builder) error {
	rows, err := f.Rows(sheet)
	if err != nil {
		return nil // a sheet that is a chart has no rows
	}
	defer rows.Close()
	for rows.Next() {
		cells, err := rows.Columns()
		if err != nil {
			return err
		}
		if rows.GetRowOpts().Hidden {
			continue
		}
		for _, cell := range cells {
			out.Add(corpus.Block{Kind: corpus.TableCell, Page: int32(page), Text: cell})
		}
	}
	return rows.Error()
}
