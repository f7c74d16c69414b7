package bilingual

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"bitext/align"
	"bitext/align/po"
	"bitext/align/sheet"
	"bitext/corpus"
	"bitext/corpus/load"
)

// tableHead is how many bytes of a table tell its character set and separator.
const tableHead = 64 << 10

// readTable reads a table of text fields in any usual character set: what a
// spreadsheet saves as CSV is often in that of the system.
func readTable(path, form string, r io.Reader, opts sheet.Options) (*align.Bitext, error) {
	in := bufio.NewReaderSize(r, tableHead)
	head, err := in.Peek(tableHead)
	if err != nil && err != io.EOF {
		return nil, err
	}
	if !wide(head) && !utf8.Valid(wholeCharacters(head)) {
		if in, err = decoded(in); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		head, _ = in.Peek(tableHead)
	}
	comma := '\t'
	if form == "csv" {
		mark := []byte("\ufeff")
		if bytes.HasPrefix(head, mark) {
			head = head[len(mark):]
			in.Discard(len(mark))
		}
		var said int
		comma, said = separator(head)
		in.Discard(said)
	}
	return sheet.ReadText(path, in, comma, opts)
}

// readPO reads a PO file whose header may forget to name its character set.
func readPO(path string, r io.Reader, opts po.Options) (*align.Bitext, error) {
	in := bufio.NewReaderSize(r, tableHead)
	head, err := in.Peek(tableHead)
	if err != nil && err != io.EOF {
		return nil, err
	}
	if po.Charset(head) == "" && !wide(head) && !utf8.Valid(wholeCharacters(head)) {
		if in, err = decoded(in); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
	}
	return po.Read(path, in, opts)
}

// countFrom is the size from which the pairs of a file are counted before it is
// read, in bytes: the lists of smaller ones may grow as they please.
const countFrom = 1 << 20

// marks is what each pair of a file has, in formats whose pairs are gathered as
// they come, and the bytes that it has at least.
var marks = map[string]struct {
	text  string
	least int64
}{
	"tsv":   {"\n", 4},
	"csv":   {"\n", 4},
	"po":    {"\nmsgid ", 20},
	"xliff": {"unit>", 50}, // </unit>, </trans-unit>
}

// expected counts the pairs of a large file by what each of them has, and goes back
// to the start: a list that grows to a million pairs is held twice otherwise.
func expected(form string, f io.ReadSeeker) (int, error) {
	of, ok := marks[form]
	if !ok {
		return 0, nil
	}
	mark := []byte(of.text)
	size, err := f.Seek(0, io.SeekEnd)
	if err == nil {
		_, err = f.Seek(0, io.SeekStart)
	}
	if err != nil || size < countFrom {
		return 0, err
	}
	buffer := make([]byte, tableHead)
	count, kept := 1, 0
	for {
		n, err := f.Read(buffer[kept:])
		count += bytes.Count(buffer[:kept+n], mark)
		if err == io.EOF {
			break
		}
		if err != nil {
			return 0, err
		}
		// A mark may stand across two parts: its head is looked at again.
		tail := buffer[max(0, kept+n-len(mark)+1) : kept+n]
		kept = copy(buffer, tail)
	}
	_, err = f.Seek(0, io.SeekStart)
	return int(min(int64(count), size/of.least)), err
}

// wide reports whether text begins with the byte order mark of UTF-16.
func wide(head []byte) bool {
	return bytes.HasPrefix(head, []byte{0xff, 0xfe}) || bytes.HasPrefix(head, []byte{0xfe, 0xff})
}

// wholeCharacters leaves out a character of UTF-8 that the end has cut.
func wholeCharacters(head []byte) []byte {
	for n := 1; n < utf8.UTFMax && n <= len(head); n++ {
		if c := head[len(head)-n]; utf8.RuneStart(c) {
			if !utf8.FullRune(head[len(head)-n:]) {
				return head[:len(head)-n]
			}
			break
		}
	}
	return head
}

// decoded reads all of a text and makes UTF-8 of it.
func decoded(r io.Reader) (*bufio.Reader, error) {
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	text, _, err := load.Decode(data)
	return bufio.NewReaderSize(strings.NewReader(text), tableHead), err
}

// separator finds what separates the fields of a CSV file: what its first line
// says ("sep=;", which Excel writes and obeys), or else the mark that stands in
// it most often outside of quotes. It gives the length of a line that says so.
func separator(head []byte) (comma rune, said int) {
	first, _, _ := bytes.Cut(head, []byte("\n"))
	line := strings.TrimRight(string(first), "\r")
	if named, found := strings.CutPrefix(strings.ToLower(line), "sep="); found && len(named) == 1 {
		return rune(named[0]), min(len(head), len(first)+1)
	}
	counts := map[rune]int{}
	quoted := false
	for _, c := range line {
		if c == '"' {
			quoted = !quoted
		}
		if !quoted {
			counts[c]++
		}
	}
	best := ','
	for _, c := range ";\t|" {
		if counts[c] > counts[best] {
			best = c
		}
	}
	return best, 0
}

// readTables reads a table or a workbook: one bitext for each language beside the source,
// each in a reading of its own.
func readTables(path, form string, f io.ReadSeeker, opts Options) ([]*align.Bitext, error) {
	var out []*align.Bitext
	var further []corpus.Lang
	o := sheet.Options{Source: opts.Source, Target: opts.Target, Rows: opts.expect, More: func(l corpus.Lang) { further = append(further, l) }}
	for {
		var b *align.Bitext
		var err error
		if form == "xlsx" {
			b, err = sheet.ReadXLSX(path, f, o)
		} else {
			b, err = readTable(path, form, f, o)
		}
		if err != nil {
			return nil, err
		}
		if len(out) > 0 && len(b.Source.Blocks) == len(out[0].Source.Blocks) {
			b.Source = out[0].Source // the same column, read again
		}
		out = append(out, b)
		if len(further) == 0 {
			return out, nil
		}
		o.Source, o.Target, further = corpus.Lang(b.Source.LangTag()), further[0], further[1:]
		if _, err := f.Seek(0, io.SeekStart); err != nil {
			return nil, err
		}
	}
}
