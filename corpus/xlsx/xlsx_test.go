package xlsx_test

import (
	"bytes"
	"errors"
	"fmt"
	"testing"

	"github.com/xuri/excelize/v2"

	"bitext/corpus/archive"
	"bitext/corpus/xlsx"
)

// workbook makes a file with a sheet shown, one hidden, and a hidden row.
func workbook(t testing.TB) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	set := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	set(f.SetSheetRow("Sheet1", "A1", &[]any{"Indicator", "Value\nin 2022"}))
	set(f.SetSheetRow("Sheet1", "A2", &[]any{"Wells", 1250.5}))
	set(f.SetSheetRow("Sheet1", "A3", &[]any{"Hidden row"}))
	set(f.SetRowVisible("Sheet1", 3, false))
	style, err := f.NewStyle(&excelize.Style{NumFmt: 10})
	set(err)
	set(f.SetSheetRow("Sheet1", "A4", &[]any{"Share", 0.255}))
	set(f.SetCellStyle("Sheet1", "B4", "B4", style))
	for _, name := range []string{"Away", "Notes"} {
		_, err := f.NewSheet(name)
		set(err)
		set(f.SetCellStr(name, "C5", "on sheet "+name))
	}
	set(f.SetSheetVisible("Away", false))
	var b bytes.Buffer
	set(f.Write(&b))
	return b.Bytes()
}

func TestRead(t *testing.T) {
	d, err := xlsx.Read(workbook(t))
	if err != nil {
		t.Fatal(err)
	}
	got := ""
	for _, b := range d.Blocks {
		got += fmt.Sprintf("%d|%s|%s\n", b.Page, b.Kind, b.Text)
	}
	want := "1|table-cell|Indicator\n1|table-cell|Value in 2022\n1|table-cell|Wells\n1|table-cell|1250.5\n1|table-cell|Share\n1|table-cell|25.50%\n3|table-cell|on sheet Notes\n"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestErrors(t *testing.T) {
	data := workbook(t)
	if _, err := xlsx.Read(data[:len(data)/2]); !errors.Is(err, archive.ErrDamaged) {
		t.Errorf("cut off: %v", err)
	}
	if _, err := xlsx.Read([]byte("PK\x03\x04")); !errors.Is(err, archive.ErrDamaged) {
		t.Errorf("four bytes: %v", err)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(workbook(f))
	f.Fuzz(func(t *testing.T, data []byte) {
		if d, err := xlsx.Read(data); err == nil {
			for _, b := range d.Blocks {
				if b.Text == "" {
					t.Error("an empty block")
				}
			}
		}
	})
}

func ExampleRead() {
	f := excelize.NewFile()
	defer f.Close()
	var b bytes.Buffer
	err := f.SetCellStr("Sheet1", "A1", "Wells drilled")
	if err == nil {
		err = f.Write(&b)
	}
	if err != nil {
		fmt.Println(err)
		return
	}
	d, err := xlsx.Read(b.Bytes())
	fmt.Println(d.Blocks[0].Text, err)
	// Output: Wells drilled <nil>
}
