package sheet

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// textRows reads delimited text. Quotes follow RFC 4180, but a quote that opens
// a cell and is not closed before a delimiter is part of the text: people paste
// quotations into glossaries.
type textRows struct {
	in    *bufio.Reader
	delim byte
	line  int
}

// mostQuotedLines bounds how far a quoted cell may run over line ends before
// its quote is taken for text.
const mostQuotedLines = 200

// mostLine bounds a line: a file without line ends is no table.
const mostLine = 16 << 20

var errLongLine = errors.New("a line is longer than 16 MiB")

// newText opens delimited text in UTF-8, UTF-16 (with byte order mark) or, where
// it is not UTF-8, windows-1252. For comma-separated text the delimiter is the
// one of comma, semicolon and tab that stands most often in the first line.
func newText(r io.Reader, comma bool) (*textRows, error) {
	in := bufio.NewReaderSize(r, 64<<10)
	head, err := in.Peek(64 << 10)
	if err != nil && err != io.EOF {
		return nil, err
	}
	whole := err == io.EOF
	switch {
	case bytes.HasPrefix(head, []byte{0xff, 0xfe}), bytes.HasPrefix(head, []byte{0xfe, 0xff}):
		in = bufio.NewReaderSize(transform.NewReader(in, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder()), 64<<10)
		head, _ = in.Peek(64 << 10)
	case bytes.HasPrefix(head, []byte{0xef, 0xbb, 0xbf}):
		in.Discard(3)
		head = head[3:]
	case bytes.IndexByte(head, 0) >= 0:
		return nil, errors.New("not a text file")
	case !validPrefix(head, whole):
		in = bufio.NewReaderSize(transform.NewReader(in, charmap.Windows1252.NewDecoder()), 64<<10)
	}
	t := &textRows{in: in, delim: '\t'}
	if comma {
		t.delim = delimiter(head)
	}
	return t, nil
}

// validPrefix reports whether head is UTF-8; unless it is the whole file, its
// last character may be cut.
func validPrefix(head []byte, whole bool) bool {
	if !whole {
		for n := 0; n < utf8.UTFMax && len(head) > 0 && !utf8.Valid(head); n++ {
			head = head[:len(head)-1]
		}
	}
	return utf8.Valid(head)
}

func delimiter(head []byte) byte {
	first, _, _ := bytes.Cut(head, []byte("\n"))
	best, most := byte(','), 0
	for _, d := range []byte{',', ';', '\t'} {
		if n := bytes.Count(first, []byte{d}); n > most {
			best, most = d, n
		}
	}
	return best
}

func (t *textRows) close() error { return nil }

// next reads one row.
func (t *textRows) next() ([]string, int, error) {
	line, err := t.readLine()
	if err != nil {
		return nil, 0, err
	}
	at := t.line
	cells, open := split(line, t.delim)
	if open < 0 {
		return cells, at, nil
	}
	// A quote is open at the end of the line: look whether it is closed further
	// down, and take it for text otherwise.
	joined, ok, err := t.ahead(line)
	if err != nil {
		return nil, 0, err
	}
	if ok {
		cells, _ = split(joined, t.delim)
	}
	return cells, at, nil
}

// ahead joins lines until all quotes are closed, without consuming them if that
// does not happen.
func (t *textRows) ahead(line string) (string, bool, error) {
	for size := 4 << 10; size <= 64<<10; size *= 4 {
		head, err := t.in.Peek(size)
		if err != nil && err != io.EOF && err != bufio.ErrBufferFull {
			return "", false, err
		}
		joined, used := line, 0
		for n := 0; n < mostQuotedLines; n++ {
			end := bytes.IndexByte(head[used:], '\n')
			if end < 0 && err != io.EOF || used == len(head) {
				break
			}
			if end < 0 {
				end = len(head) - used - 1
			}
			joined += "\n" + strings.TrimRight(string(head[used:used+end+1]), "\r\n")
			used += end + 1
			if _, open := split(joined, t.delim); open < 0 {
				t.line += n + 1
				_, err := t.in.Discard(used)
				return joined, true, err
			}
		}
		if err == io.EOF {
			break
		}
	}
	return "", false, nil
}

func (t *textRows) readLine() (string, error) {
	var line []byte
	for {
		part, err := t.in.ReadSlice('\n')
		line = append(line, part...)
		if len(line) > mostLine {
			return "", errLongLine
		}
		if err == bufio.ErrBufferFull {
			continue
		}
		if err != nil && (err != io.EOF || len(line) == 0) {
			return "", err
		}
		t.line++
		return strings.ToValidUTF8(strings.TrimRight(string(line), "\r\n"), "\uFFFD"), nil
	}
}

// split cuts a line into cells. open is the index of the cell whose quote is
// not closed, -1 where there is none; such a cell is taken as it stands.
func split(line string, delim byte) (cells []string, open int) {
	open = -1
	for {
		if strings.HasPrefix(line, `"`) {
			cell, rest, ok := quoted(line[1:], delim)
			if ok {
				cells = append(cells, safe(cell))
				if rest == "" {
					return cells, open
				}
				line = rest[1:]
				continue
			}
			if open < 0 {
				open = len(cells)
			}
		}
		end := strings.IndexByte(line, delim)
		if end < 0 {
			return append(cells, safe(line)), open
		}
		cells = append(cells, safe(line[:end]))
		line = line[end+1:]
	}
}

// quoted reads a cell whose opening quote has been read, up to a quote before a
// delimiter or the end. rest begins with the delimiter or is empty.
func quoted(s string, delim byte) (cell, rest string, ok bool) {
	var b strings.Builder
	for {
		end := strings.IndexByte(s, '"')
		if end < 0 {
			return "", "", false
		}
		b.WriteString(s[:end])
		s = s[end+1:]
		switch {
		case s == "" || s[0] == delim:
			return b.String(), s, true
		case s[0] == '"':
			b.WriteByte('"')
			s = s[1:]
		default:
			return "", "", false
		}
	}
}

// safe takes away the apostrophe that guard has put before a formula.
func safe(cell string) string {
	if rest := strings.TrimLeft(cell, "'"); len(rest) < len(cell) && formula(rest) {
		return cell[1:]
	}
	return cell
}

// guard puts an apostrophe before a cell that a spreadsheet would run as a
// formula (OWASP, "CSV Injection").
func guard(cell string) string {
	if formula(strings.TrimLeft(cell, "'")) {
		return "'" + cell
	}
	return cell
}

func formula(cell string) bool {
	for _, start := range []string{"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"} {
		if strings.HasPrefix(cell, start) {
			return true
		}
	}
	return false
}

// textWriter writes delimited text.
type textWriter struct {
	out   *bufio.Writer
	delim byte
}

func newTextWriter(w io.Writer, comma bool) *textWriter {
	t := &textWriter{bufio.NewWriter(w), '\t'}
	if comma {
		t.delim = ','
	}
	return t
}

func (t *textWriter) row(cells []string) error {
	for i, cell := range cells {
		if i > 0 {
			t.out.WriteByte(t.delim)
		}
		cell = guard(cell)
		if strings.ContainsAny(cell, "\n\r") || strings.HasPrefix(cell, `"`) || strings.IndexByte(cell, t.delim) >= 0 ||
			t.delim == ',' && strings.Contains(cell, `"`) || i == 0 && cell == "" && len(cells) == 1 {
			cell = `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
		}
		t.out.WriteString(cell)
	}
	if err := t.out.WriteByte('\n'); err != nil {
		return fmt.Errorf("write table: %w", err)
	}
	return nil
}

func (t *textWriter) close() error { return t.out.Flush() }
