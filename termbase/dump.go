package termbase

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"

	"bitext/align"
)

// The backup format is JSON lines. The first line says what the file is:
//
//	{"bitext":"termbase","version":1}
//
// Every other line is one thing, named by its only key: an entry as an object
// ({"entry":{…}}), a row of another table as a list of its columns
// ({"rendering":[…]}). Units and indexes are left out: they follow from the
// documents and beads.

// dumpVersion is the version of the format. It rises when an older bitext could
// no longer read what is written.
const dumpVersion = 1

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
	return []table{
			{"resource", "id kind body", "id"},
			{"document", "id path lang encoding blocks digest* body=", "id"},
			{"pair", "id source target digest beads= first units", "id"},
			{"run", "source target digest", "source, target"},
		}, []table{
			{"sighting", "entry source target count docs score pattern", "entry, source, target"},
			{"form", "entry source target text count", "entry, source, target, text"},
			{"rendering", "id entry source target text count", "id"},
			{"place", "entry rendering unit source_start source_end target_start target_end", "entry, rendering, unit, source_start, target_start"},
			{"change", "id batch entry at author action reason mark before:", "id"},
			{"waiver", "fingerprint rule reason author at", "fingerprint"},
			{"checked", "id source target at author", "id"},
			{"finding", "checked position fingerprint rule severity body:", "checked, position"},
			{"sqlite_sequence", "name seq", "name"},
		}
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
	for rows.Next() {
		cells, at := make([]any, len(names)), make([]any, len(names))
		for i := range cells {
			at[i] = &cells[i]
		}
		if err := rows.Scan(at...); err != nil {
			return err
		}
		for i, mark := range marks {
			if cells[i], err = plainCell(cells[i], mark); err != nil {
				return err
			}
		}
		if err := d.line(t.name, cells); err != nil {
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

// ErrNotEmpty says that a backup can only be restored into an empty termbase.
var ErrNotEmpty = errors.New("the termbase is not empty")

// ErrNotDump says that a file is not in the backup format.
var ErrNotDump = errors.New("not a backup of a termbase")

// Restore reads a whole backup into an empty termbase, in one transaction. What
// Dump writes afterwards is the same, byte for byte.
func (db *DB) Restore(ctx context.Context, r io.Reader) error {
	return db.edit(ctx, Change{}, func(w *editor) error {
		n, err := w.id("SELECT (SELECT count(*) FROM entry) + (SELECT count(*) FROM document) + (SELECT count(*) FROM change)")
		if err != nil {
			return err
		}
		if n > 0 {
			return ErrNotEmpty
		}
		s := &restorer{editor: w, tables: map[string]table{}}
		before, after := tables()
		for _, t := range append(before, after...) {
			s.tables[t.name] = t
		}
		if err := eachLine(r, s.line); err != nil {
			return err
		}
		return s.units()
	})
}

// eachLine reads the lines after the first one.
func eachLine(r io.Reader, use func(name string, body json.RawMessage) error) error {
	d := json.NewDecoder(bufio.NewReaderSize(r, 64<<10))
	var head dumpHead
	if err := d.Decode(&head); err != nil || head.Bitext != "termbase" {
		return ErrNotDump
	}
	if head.Version > dumpVersion {
		return fmt.Errorf("%w: backup format %d", ErrNewer, head.Version)
	}
	for n := 2; ; n++ {
		var line map[string]json.RawMessage
		err := d.Decode(&line)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("line %d: %w", n, err)
		}
		for name, body := range line { // one
			if err := use(name, body); err != nil {
				return fmt.Errorf("line %d: %s: %w", n, name, err)
			}
		}
	}
}

// restorer stores the lines of a backup.
type restorer struct {
	*editor
	tables map[string]table
}

func (s *restorer) line(name string, body json.RawMessage) error {
	if name == "entry" {
		var e Entry
		if err := json.Unmarshal(body, &e); err != nil {
			return err
		}
		if err := e.Check(); err != nil {
			return err
		}
		return s.store(&e, true)
	}
	t, ok := s.tables[name]
	if !ok {
		return fmt.Errorf("%w: no such thing", ErrNotDump)
	}
	names, marks := t.fields()
	var cells []json.RawMessage
	if err := json.Unmarshal(body, &cells); err != nil {
		return err
	}
	if len(cells) != len(names) {
		return fmt.Errorf("%w: %d columns, not %d", ErrNotDump, len(cells), len(names))
	}
	args := make([]any, len(cells))
	for i, c := range cells {
		var err error
		if args[i], err = storedCell(c, marks[i]); err != nil {
			return fmt.Errorf("%s: %w", names[i], err)
		}
	}
	if name == "sqlite_sequence" {
		_, err := s.exec("DELETE FROM sqlite_sequence WHERE name = ?", args[0])
		if err != nil {
			return err
		}
	}
	_, err := s.exec("INSERT INTO "+name+" ("+strings.Join(names, ", ")+") VALUES (?"+strings.Repeat(", ?", len(names)-1)+")", args...)
	return err
}

// storedCell is the inverse of plainCell.
func storedCell(c json.RawMessage, mark byte) (any, error) {
	if string(c) == "null" && mark != '=' {
		return nil, nil
	}
	switch mark {
	case '=':
		packed, _, err := deflate(c)
		return packed, err
	case ':':
		return []byte(c), nil
	case '*':
		var b []byte
		err := json.Unmarshal(c, &b)
		return b, err
	}
	if len(c) > 0 && c[0] == '"' {
		var text string
		err := json.Unmarshal(c, &text)
		return text, err
	}
	var n json.Number
	if err := json.Unmarshal(c, &n); err != nil {
		return nil, err
	}
	if i, err := n.Int64(); err == nil {
		return i, nil
	}
	return n.Float64()
}

// units makes the units of the restored pairs.
func (s *restorer) units() error {
	type stored struct{ id, source, target, first, units int64 }
	rows, err := s.tx.QueryContext(s.ctx, "SELECT id, source, target, first, units FROM pair ORDER BY id")
	if err != nil {
		return err
	}
	defer rows.Close()
	var pairs []stored
	for rows.Next() {
		var p stored
		if err := rows.Scan(&p.id, &p.source, &p.target, &p.first, &p.units); err != nil {
			return err
		}
		pairs = append(pairs, p)
	}
	if err := rows.Err(); err != nil {
		return err
	}
	for _, p := range pairs {
		b, err := loadBitext(s.ctx, s.tx, p.id)
		if err != nil {
			return err
		}
		if err := checkBeads(b); err != nil {
			return fmt.Errorf("pair %d: %w", p.id, err)
		}
		units := Derive(b)
		if int64(len(units)) != p.units {
			return fmt.Errorf("pair %d: %w: %d units, not %d", p.id, ErrNotDump, len(units), p.units)
		}
		if err := insertUnits(s.ctx, s.tx, p.id, p.first, units); err != nil {
			return err
		}
	}
	return s.sequence()
}

// sequence keeps the numbers of units from being used again.
func (s *restorer) sequence() error {
	_, err := s.exec("UPDATE sqlite_sequence SET seq = max(seq, coalesce((SELECT max(first + units - 1) FROM pair), 0)) WHERE name = 'unit'")
	return err
}

// checkBeads refuses beads that point outside their documents.
func checkBeads(b *align.Bitext) error {
	inside := func(indices []int, n int) bool {
		for _, i := range indices {
			if i < 0 || i >= n {
				return false
			}
		}
		return true
	}
	for _, bead := range b.Paragraphs {
		if !inside(bead.Source, len(b.Source.Blocks)) || !inside(bead.Target, len(b.Target.Blocks)) {
			return fmt.Errorf("%w: a bead outside its document", ErrNotDump)
		}
	}
	source, target := len(b.Source.Places()), len(b.Target.Places())
	for _, bead := range b.Sentences {
		if !inside(bead.Source, source) || !inside(bead.Target, target) {
			return fmt.Errorf("%w: a bead outside its document", ErrNotDump)
		}
	}
	return nil
}

// ReadDump yields the entries of a backup, for Import into a termbase that is
// not empty. References to entries follow them by name.
func ReadDump(r io.Reader) iter.Seq2[*Entry, error] {
	return func(yield func(*Entry, error) bool) {
		stopped := errors.New("stopped")
		err := eachLine(r, func(name string, body json.RawMessage) error {
			if name != "entry" {
				return nil
			}
			e := &Entry{}
			if err := json.Unmarshal(body, e); err != nil {
				return err
			}
			e.byName()
			if !yield(e, nil) {
				return stopped
			}
			return nil
		})
		if err != nil && !errors.Is(err, stopped) {
			yield(nil, err)
		}
	}
}

// byName makes an entry ready for another termbase, where IDs mean something
// else: it refers to others by the names that Import gives to IDs. What was
// observed stays behind.
func (e *Entry) byName() {
	for i := range e.References {
		if r := &e.References[i]; r.Entry != 0 {
			r.URI, r.Entry = fmt.Sprintf("#%s%d", MadeUID, r.Entry), 0
		}
	}
	e.Forms, e.Renderings, e.Count, e.Docs, e.Score = nil, nil, 0, 0, 0
}
