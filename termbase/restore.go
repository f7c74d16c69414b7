package termbase

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"

	"bitext/align"
)

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
	if len(cells) > len(names) {
		return fmt.Errorf("%w: %d columns, not %d", ErrNotDump, len(cells), len(names))
	}
	names = names[:len(cells)] // a backup of an older version lacks the columns that were added since
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
