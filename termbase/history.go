package termbase

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"
)

// Event is one change of one entry, as the history keeps it.
type Event struct {
	ID     int64     `json:"id"`
	Batch  int64     `json:"batch"` // ID of the first of the changes that were made together
	Entry  int64     `json:"entry"`
	At     time.Time `json:"at"`
	Author string    `json:"author"`
	Action string    `json:"action"` // add, edit, accept, reject, reopen, merge, split, delete, import, undo
	Reason string    `json:"reason,omitempty"`
	Before *Entry    `json:"before,omitempty"` // nil where the entry was made by this change
	After  *Entry    `json:"after,omitempty"`  // nil where it was taken away
}

// EventFilter chooses from the history. The zero value takes all of it.
type EventFilter struct {
	ID     int64 // this event
	Entry  int64
	Author string
	Since  int64 // seconds since 1970
	Limit  int   // the latest so many; 0 is no limit
}

// History lists changes, latest first.
func (db *DB) History(ctx context.Context, f EventFilter) (events []Event, err error) {
	err = db.read(ctx, func(q querier) error {
		events, err = history(ctx, q, f)
		return err
	})
	return events, err
}

func history(ctx context.Context, q querier, f EventFilter) ([]Event, error) {
	var c clause
	if f.ID != 0 {
		c.add("id = ?", f.ID)
	}
	if f.Entry != 0 {
		c.add("entry = ?", f.Entry)
	}
	if f.Author != "" {
		c.add("author = ?", f.Author)
	}
	if f.Since != 0 {
		c.add("at >= ?", f.Since)
	}
	query := `SELECT id, batch, entry, at, author, action, reason, before, (SELECT n.before FROM change n WHERE n.entry = change.entry AND n.id > change.id ORDER BY n.id LIMIT 1),
		EXISTS (SELECT 1 FROM change n WHERE n.entry = change.entry AND n.id > change.id) FROM change` + c.String() + " ORDER BY id DESC"
	if f.Limit > 0 {
		query += fmt.Sprintf(" LIMIT %d", f.Limit)
	}
	rows, err := q.QueryContext(ctx, query, c.args...)
	if err != nil {
		return nil, err
	}
	events, last, err := scanEvents(rows)
	if err != nil {
		return nil, err
	}
	// After the latest change of an entry, it is as it stands.
	var ids []int64
	for id := range last {
		ids = append(ids, id)
	}
	now, err := loadEntries(ctx, q, ids, load{})
	for i := range now {
		events[last[now[i].ID]].After = &now[i]
	}
	return events, err
}

// scanEvents reads the rows; last is the index of each entry's latest change.
func scanEvents(rows *sql.Rows) (events []Event, last map[int64]int, err error) {
	defer rows.Close()
	last = map[int64]int{}
	for rows.Next() {
		var e Event
		var at int64
		var before, after []byte
		var later bool
		if err := rows.Scan(&e.ID, &e.Batch, &e.Entry, &at, &e.Author, &e.Action, &e.Reason, &before, &after, &later); err != nil {
			return nil, nil, err
		}
		e.At = time.Unix(at, 0).UTC()
		if e.Before, err = decodeEntry(before); err != nil {
			return nil, nil, err
		}
		if e.After, err = decodeEntry(after); err != nil {
			return nil, nil, err
		}
		if !later {
			last[e.Entry] = len(events)
		}
		events = append(events, e)
	}
	return events, last, rows.Err()
}

func decodeEntry(text []byte) (*Entry, error) {
	if text == nil {
		return nil, nil
	}
	e := &Entry{}
	if err := json.Unmarshal(text, e); err != nil {
		return nil, fmt.Errorf("%w: history: %v", ErrCorrupt, err)
	}
	return e, nil
}

// Undo takes a change back, with all changes that were made together with it:
// the entries become what they were before. It is refused with a ConflictError
// where one of them has been changed since, unless it is forced. An undo is a
// change itself and can be undone. What was observed in texts comes back, too, as far
// as the texts still stand; the rest with the next extraction. ID 0 undoes the latest change.
func (db *DB) Undo(ctx context.Context, ch Change, id int64) (undone []Event, err error) {
	err = db.edit(ctx, ch, func(w *editor) error {
		undone, err = w.batchOf(id)
		if err != nil {
			return err
		}
		for _, e := range undone { // latest first
			if err := w.undo(e); err != nil {
				return err
			}
		}
		return nil
	})
	return undone, err
}

// batchOf lists the changes that were made together with one, latest first.
func (w *editor) batchOf(id int64) ([]Event, error) {
	var batch int64
	err := w.tx.QueryRowContext(w.ctx, "SELECT batch FROM change WHERE ?1 = 0 OR id = ?1 ORDER BY id DESC LIMIT 1", id).Scan(&batch)
	if errors.Is(err, sql.ErrNoRows) {
		if id == 0 {
			return nil, errUnchanged
		}
		return nil, fmt.Errorf("change %d: %w", id, ErrNoEvent)
	}
	if err != nil {
		return nil, err
	}
	rows, err := w.tx.QueryContext(w.ctx, `SELECT id, batch, entry, at, author, action, reason, before, NULL, 0
		FROM change WHERE batch = ? ORDER BY id DESC`, batch)
	if err != nil {
		return nil, err
	}
	events, _, err := scanEvents(rows)
	return events, err
}

// ErrNoEvent says that the history has no such change.
var ErrNoEvent = errors.New("no such change")

// undo takes back one change.
func (w *editor) undo(e Event) error {
	now, err := w.load(e.Entry)
	if err != nil {
		return err
	}
	var later int
	if err := w.tx.QueryRowContext(w.ctx, "SELECT count(*) FROM change WHERE entry = ? AND id > ? AND batch <> ? AND batch <> ?",
		e.Entry, e.ID, e.Batch, w.batch).Scan(&later); err != nil {
		return err
	}
	if later > 0 && !w.ch.Force {
		if now == nil {
			return fmt.Errorf("entry %d: %w: it was taken away", e.Entry, ErrConflict)
		}
		return &ConflictError{Current: *now, Wanted: now.Version - later}
	}
	switch {
	case e.Before == nil && now == nil:
		return nil
	case e.Before == nil:
		return w.undoMade(e, now)
	}
	if err := w.free(e.Before); err != nil {
		return err
	}
	if now == nil {
		if err := w.put(nil, e.Before, "undo"); err != nil {
			return err
		}
		seen, err := w.keptObserved(e.ID)
		if err != nil || seen == nil {
			return err
		}
		return w.bringBack(e.Entry, seen)
	}
	return w.put(now, e.Before, "undo")
}

// undoMade takes an entry away that a change made. Where that change was the undo
// of a merge, the entry is merged again.
func (w *editor) undoMade(e Event, now *Entry) error {
	last, err := column[int64](w.ctx, w.tx, "SELECT id FROM change WHERE entry = ? AND id < ? ORDER BY id DESC LIMIT 1", e.Entry, e.ID)
	if err != nil {
		return err
	}
	if len(last) > 0 {
		seen, err := w.keptObserved(last[0])
		if err != nil {
			return err
		}
		if seen != nil && seen.Into != 0 {
			return w.takeAway(now, seen.Into, "undo")
		}
	}
	return w.takeAway(now, 0, "undo")
}

// free lets terms keep their old IDs only where those are not another entry's
// by now.
func (w *editor) free(e *Entry) error {
	for i := range e.Terms {
		var owner int64
		err := w.tx.QueryRowContext(w.ctx, "SELECT entry FROM term WHERE id = ?", e.Terms[i].ID).Scan(&owner)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		if err == nil && owner != e.ID {
			e.Terms[i].ID = 0
		}
	}
	return nil
}

func splitLines(s string) []string { return strings.Split(s, "\n") }
