package report

import (
	"fmt"
	"io"
	"slices"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// cellRunes is the most characters that a cell of a workbook holds.
const cellRunes = 32767

// XLSX writes a workbook of one sheet with the columns of TSV, a frozen header
// and a filter. Cells are text: nothing in them is taken for a formula.
func XLSX(w io.Writer, in Input) (err error) {
	f := excelize.NewFile()
	defer func() {
		if closing := f.Close(); err == nil {
			err = closing
		}
	}()
	const sheet = "findings"
	if err := f.SetSheetName(f.GetSheetName(0), sheet); err != nil {
		return err
	}
	if err := f.SetDocProps(&excelize.DocProperties{Creator: "bitext"}); err != nil {
		return err
	}
	if err := f.SetSheetDimension(sheet, ""); err != nil { // it says A1 otherwise, and programs believe it
		return err
	}
	stream, err := f.NewStreamWriter(sheet)
	if err != nil {
		return err
	}
	if err := xlsxHead(f, stream); err != nil {
		return err
	}
	rows := 1
	for i := range in.Documents {
		d := &in.Documents[i]
		for k := range d.Findings {
			rows++
			if err := xlsxRow(stream, rows, cells(d, &d.Findings[k]), 0); err != nil {
				return err
			}
		}
	}
	last, err := excelize.CoordinatesToCellName(len(columns()), rows)
	if err != nil {
		return err
	}
	if err := f.AutoFilter(sheet, "A1:"+last, nil); err != nil { // before the end of the stream, which writes it
		return err
	}
	if err := stream.Flush(); err != nil {
		return err
	}
	return f.Write(w)
}

// xlsxHead writes widths, the frozen header and its cells.
func xlsxHead(f *excelize.File, stream *excelize.StreamWriter) error {
	widths := []float64{10, 18, 24, 40, 24, 24, 24, 60, 60, 18}
	for i, width := range slices.Backward(widths) { // each call puts its column before those that are there
		if err := stream.SetColWidth(i+1, i+1, width); err != nil {
			return err
		}
	}
	if err := stream.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	style, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	if err != nil {
		return err
	}
	return xlsxRow(stream, 1, columns(), style)
}

func xlsxRow(stream *excelize.StreamWriter, row int, cells []string, style int) error {
	values := make([]any, len(cells))
	for i, c := range cells {
		c = clean(c)
		if utf8.RuneCountInString(c) > cellRunes {
			c = c[:firstRunes(c, cellRunes-1)] + "…"
		}
		values[i] = excelize.Cell{Value: c, StyleID: style}
	}
	return stream.SetRow(fmt.Sprintf("A%d", row), values)
}
