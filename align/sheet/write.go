package sheet

import (
	"fmt"
	"io"

	"github.com/xuri/excelize/v2"

	"bitext/align"
	"bitext/corpus"
)

const (
	sheetName   = "Alignment"
	columnWidth = 70 // characters
	sureWidth   = 12
	doubtShade  = "FFF4D6"
	unlikely    = "FDE8E8"
	maxCell     = 32767 // characters that a cell holds, by the format
)

// WriteXLSX writes bitexts that share a source as a workbook: a column a
// language, named by its code, and the confidence; doubtful rows are shaded.
func WriteXLSX(w io.Writer, level align.Level, bitexts ...*align.Bitext) error {
	rows, err := align.Join(level, bitexts...)
	if err != nil {
		return err
	}
	f := excelize.NewFile()
	defer f.Close()
	if err := f.SetSheetName("Sheet1", sheetName); err != nil {
		return err
	}
	s, err := f.NewStreamWriter(sheetName)
	if err != nil {
		return err
	}
	b := &book{file: f, stream: s}
	docs := []*corpus.Document{bitexts[0].Source}
	for _, t := range bitexts {
		docs = append(docs, t.Target)
	}
	if err := b.begin(docs); err != nil {
		return err
	}
	text := make([]func([]int) string, len(docs))
	for i, d := range docs {
		text[i] = align.Texts(d, level)
	}
	for i, r := range rows {
		if err := b.row(i+2, r, text); err != nil {
			return err
		}
	}
	if err := s.Flush(); err != nil {
		return err
	}
	return f.Write(w)
}

// book is a workbook as it is written.
type book struct {
	file                  *excelize.File
	stream                *excelize.StreamWriter
	plain, doubt, distant int // styles
}

// begin sets styles, widths, the frozen header and its names.
func (b *book) begin(docs []*corpus.Document) error {
	wrap := &excelize.Alignment{WrapText: true, Vertical: "top"}
	head, err := b.file.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	if err != nil {
		return err
	}
	for _, s := range []struct {
		id    *int
		color string
	}{{&b.plain, ""}, {&b.doubt, doubtShade}, {&b.distant, unlikely}} {
		style := &excelize.Style{Alignment: wrap}
		if s.color != "" {
			style.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{s.color}}
		}
		if *s.id, err = b.file.NewStyle(style); err != nil {
			return err
		}
	}
	if err := b.stream.SetColWidth(1, len(docs), columnWidth); err != nil {
		return err
	}
	if err := b.stream.SetColWidth(len(docs)+1, len(docs)+1, sureWidth); err != nil {
		return err
	}
	if err := b.stream.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	var names []any
	for i, d := range docs {
		name := string(d.Lang)
		if name == "" {
			name = [...]string{"source", "target"}[min(i, 1)]
		}
		names = append(names, excelize.Cell{StyleID: head, Value: name})
	}
	return b.stream.SetRow("A1", append(names, excelize.Cell{StyleID: head, Value: "confidence"}))
}

// row writes one row, n counted from 1 with the header.
func (b *book) row(n int, r align.Row, text []func([]int) string) error {
	style := b.plain
	switch {
	case r.Confidence < align.Unlikely:
		style = b.distant
	case r.Confidence < align.Doubtful:
		style = b.doubt
	}
	cells := []any{}
	for i, segments := range append([][]int{r.Source}, r.Targets...) {
		value := guard(text[i](segments))
		if runes := []rune(value); len(value) > maxCell && len(runes) > maxCell {
			return fmt.Errorf("row %d: a cell of XLSX holds %d characters, this text has %d", n, maxCell, len(runes))
		}
		cells = append(cells, excelize.Cell{StyleID: style, Value: value})
	}
	cells = append(cells, excelize.Cell{StyleID: style, Value: float64(int(r.Confidence*100+0.5)) / 100})
	return b.stream.SetRow(fmt.Sprintf("A%d", n), cells)
}
