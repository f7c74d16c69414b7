package sheet

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf16"

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

// textFormat is the number format "@": what is typed into such a cell stays text, be it
// "=1+1", "1/2" or "007". Old versions of Excel show longer texts in it as "####".
const (
	textFormat = 49
	textCell   = 255
)

// WriteXLSX writes bitexts that share a source as a workbook: a column a
// language, named by its code, and the confidence; doubtful rows are shaded, and
// columns of Arabic and the like read from the right. No cell is a formula.
func WriteXLSX(w io.Writer, level align.Level, bitexts ...*align.Bitext) error {
	rows, err := align.Join(level, bitexts...)
	if err != nil {
		return err
	}
	b := &book{file: excelize.NewFile(), styles: map[look]int{}}
	defer b.file.Close()
	for i, t := range bitexts {
		if i == 0 {
			b.docs = append(b.docs, t.Source)
		}
		b.docs = append(b.docs, t.Target)
	}
	if err := b.begin(); err != nil {
		return err
	}
	text := make([]func([]int) string, len(b.docs))
	for i, d := range b.docs {
		text[i] = align.Texts(d, level)
	}
	for i, r := range rows {
		if err := b.row(i+2, r, text); err != nil {
			return err
		}
	}
	if err := b.stream.Flush(); err != nil {
		return err
	}
	return b.file.Write(w)
}

// book is a workbook as it is written.
type book struct {
	file   *excelize.File
	stream *excelize.StreamWriter
	docs   []*corpus.Document // a column each
	styles map[look]int
}

// look is what makes a style of a cell.
type look struct {
	shade               string // color of the row
	head, number, right bool   // right: read from the right
	typed               bool   // as text
}

func (b *book) style(l look) (int, error) {
	if id, ok := b.styles[l]; ok {
		return id, nil
	}
	style := &excelize.Style{Alignment: &excelize.Alignment{WrapText: !l.head, Vertical: "top"}}
	if l.head {
		style.Font = &excelize.Font{Bold: true}
	}
	if l.shade != "" {
		style.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{l.shade}}
	}
	if l.right {
		style.Alignment.ReadingOrder, style.Alignment.Horizontal = 2, "right"
	}
	if l.typed {
		style.NumFmt = textFormat
	}
	id, err := b.file.NewStyle(style)
	b.styles[l] = id
	return id, err
}

// begin names the sheet, sets widths and the frozen header.
func (b *book) begin() error {
	if err := b.file.SetSheetName("Sheet1", sheetName); err != nil {
		return err
	}
	if err := b.file.SetDocProps(&excelize.DocProperties{Creator: "bitext"}); err != nil {
		return err
	}
	if err := b.file.SetSheetDimension(sheetName, ""); err != nil { // it says A1 otherwise, and programs believe it
		return err
	}
	var err error
	if b.stream, err = b.file.NewStreamWriter(sheetName); err != nil {
		return err
	}
	// The last column first: each call puts its columns before those that are there.
	if err := b.stream.SetColWidth(len(b.docs)+1, len(b.docs)+1, sureWidth); err != nil {
		return err
	}
	if err := b.stream.SetColWidth(1, len(b.docs), columnWidth); err != nil {
		return err
	}
	if err := b.stream.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	head, err := b.style(look{head: true})
	if err != nil {
		return err
	}
	var names []any
	for i, d := range b.docs {
		name := d.LangTag()
		if d.Lang == "" {
			name = [...]string{"source", "target"}[min(i, 1)]
		}
		names = append(names, excelize.Cell{StyleID: head, Value: name})
	}
	return b.stream.SetRow("A1", append(names, excelize.Cell{StyleID: head, Value: "confidence"}))
}

// row writes one row, n counted from 1 with the header.
func (b *book) row(n int, r align.Row, text []func([]int) string) error {
	var l look
	switch {
	case r.Confidence < align.Unlikely:
		l.shade = unlikely
	case r.Confidence < align.Doubtful:
		l.shade = doubtShade
	}
	cells := []any{}
	for i, segments := range append([][]int{r.Source}, r.Targets...) {
		value := printable(text[i](segments))
		size := len(value)
		if size > textCell {
			size = len(utf16.Encode([]rune(value))) // as the format counts
		}
		if size > maxCell {
			return fmt.Errorf("row %d: a cell of XLSX holds %d characters, this text has %d", n, maxCell, size)
		}
		l.typed, l.right = size <= textCell, b.docs[i].Lang.RightToLeft()
		id, err := b.style(l)
		if err != nil {
			return err
		}
		cells = append(cells, excelize.Cell{StyleID: id, Value: value})
	}
	id, err := b.style(look{shade: l.shade, number: true})
	if err != nil {
		return err
	}
	cells = append(cells, excelize.Cell{StyleID: id, Value: float64(int(r.Confidence*100+0.5)) / 100})
	return b.stream.SetRow(fmt.Sprintf("A%d", n), cells)
}

// printable leaves out the characters that XML cannot hold, and reads those that end a
// line or a page as spaces.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\v' || r == '\f':
			return ' '
		case r < ' ' && r != '\t' && r != '\n', r == 0xFFFE, r == 0xFFFF: // CR, too: a line ends in LF
			return -1
		}
		return r
	}, text)
}
