package termbase

import (
	"bufio"
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"strings"
)

// The backup format is JSON lines. The first line says what the file is:
//
//	{"bitext":"termbase","version":2}
//
// Every other line is one thing, named by its only key: an entry as an object
// ({"entry":{…}}), a row of another table as a list of its columns
// ({"rendering":[…]}). Units and indexes are left out: they follow from the
// documents and beads.

// dumpVersion is the version of the format. It rises when an older bitext could
// no longer read what is written.
const dumpVersion = 2

// dumpHead is the first line.
type dumpHead struct {
	Bitext  string `json:"bitext"`
	Version int    `json:"version"`
}

// table is how the rows of a table are written. In columns, "=" after a name
// marks compressed JSON, ":" JSON and "*" bytes.
type table struct {
	name, columns, order string
}

// tables lists the tables in the order in which they can be restored; entries
// come between those before and those after.
func tables() (before, after []table) {
	before = []table{
		{"resource", "id kind body", "id"},
		{"document", "id path lang encoding blocks digest* body=", "id"},
		{"pair", "id source target digest beads= first units", "id"},
		{"run", "source target digest", "source, target"},
	}
	after = []table{
		{"sighting", "entry source target count docs score pattern", "entry, source, target"},
		{"form", "entry source target text count", "entry, source, target, text"},
		{"rendering", "id entry source target text count", "id"},
		{"place", "entry rendering unit source_start source_end target_start target_end", "entry, rendering, unit, source_start, target_start"},
		{"change", "id batch entry at author action reason mark before:", "id"},
		{"observed", "change body=", "change"},
		{"bead", "id source_path source_lang target_path target_lang level source target author at", "id"},
		{"correction", "id source_path source_lang target_path target_lang at author action reason texts body:", "id"},
		{"waiver", "fingerprint rule reason author at source target term got", "fingerprint"},
		{"checked", "id source target at author", "id"},
		{"finding", "checked position fingerprint rule severity body:", "checked, position"},
		{"sqlite_sequence", "name seq", "name"},
	}
	return before, after
}

// fields gives the names of the columns and their marks (' ' for none).
func (t table) fields() (names []string, marks []byte) {
	for _, f := range strings.Fields(t.columns) {
		mark := byte(' ')
		if last := f[len(f)-1]; strings.IndexByte("=:*", last) >= 0 {
			mark, f = last, f[:len(f)-1]
		}
		names, marks = append(names, f), append(marks, mark)
	}
	return names, marks
}

// Dump writes the whole termbase in the backup format.
func (db *DB) Dump(ctx context.Context, w io.Writer) error {
	out := newDumper(w)
	err := db.read(ctx, func(q querier) error {
		before, after := tables()
		for _, t := range before {
			if err := out.table(ctx, q, t); err != nil {
				return fmt.Errorf("%s: %w", t.name, err)
			}
		}
		ids, err := column[int64](ctx, q, "SELECT id FROM entry ORDER BY id")
		if err != nil {
			return err
		}
		for len(ids) > 0 {
			n := min(chunk, len(ids))
			entries, err := loadEntries(ctx, q, ids[:n], load{})
			if err != nil {
				return err
			}
			for i := range entries {
				if err := out.line("entry", &entries[i]); err != nil {
					return err
				}
			}
			ids = ids[n:]
		}
		for _, t := range after {
			if err := out.table(ctx, q, t); err != nil {
				return fmt.Errorf("%s: %w", t.name, err)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return out.buf.Flush()
}

// DumpEntries writes entries in the backup format, with what was observed of
// them but without the texts.
func DumpEntries(w io.Writer, entries iter.Seq2[*Entry, error]) error {
	out := newDumper(w)
	for e, err := range entries {
		if err != nil {
			return err
		}
		if err := out.line("entry", e); err != nil {
			return err
		}
	}
	return out.buf.Flush()
}

// dumper writes lines.
type dumper struct {
	buf *bufio.Writer
}

func newDumper(w io.Writer) *dumper {
	d := &dumper{buf: bufio.NewWriterSize(w, 64<<10)}
	fmt.Fprintf(d.buf, "{\"bitext\":\"termbase\",\"version\":%d}\n", dumpVersion) // errors stay in the writer
	return d
}

func (d *dumper) line(name string, v any) error {
	body, err := marshal(v)
	if err != nil {
		return err
	}
	d.buf.WriteString(`{"` + name + `":`)
	d.buf.Write(body)
	_, err = d.buf.WriteString("}\n")
	return err
}

// marshal is json.Marshal without the escapes for web pages.
func marshal(v any) ([]byte, error) {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	err := enc.Encode(v)
	return bytes.TrimSuffix(buf.Bytes(), []byte("\n")), err
}

func (d *dumper) table(ctx context.Context, q querier, t table) error {
	names, marks := t.fields()
	rows, err := q.QueryContext(ctx, "SELECT "+strings.Join(names, ", ")+" FROM "+t.name+" ORDER BY "+t.order)
	if err != nil {
		return err
	}
	defer rows.Close()
	return eachRow(rows, len(names), func(cells []any) (err error) {
		for i, mark := range marks {
			if cells[i], err = plainCell(cells[i], mark); err != nil {
				return err
			}
		}
		return d.line(t.name, cells)
	})
}

// eachRow calls do with the cells of every row, whatever they hold.
func eachRow(rows *sql.Rows, columns int, do func(cells []any) error) error {
	for rows.Next() {
		cells, at := make([]any, columns), make([]any, columns)
		for i := range cells {
			at[i] = &cells[i]
		}
		if err := rows.Scan(at...); err != nil {
			return err
		}
		if err := do(cells); err != nil {
			return err
		}
	}
	return rows.Err()
}

// plainCell turns what is stored into what is written.
func plainCell(v any, mark byte) (any, error) {
	b, isBytes := v.([]byte)
	switch {
	case mark == '=' && isBytes:
		var raw json.RawMessage
		err := inflate(b, &raw)
		return raw, err
	case mark == ':' && isBytes:
		return json.RawMessage(b), nil
	case mark == ' ' && isBytes:
		return string(b), nil
	}
	return v, nil
}
