package termbase

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"strings"
	"time"
	"unicode/utf8"

	"bitext/corpus/lang"
)

// Change says who changes something, when and why. It goes into the history.
type Change struct {
	Author string
	At     time.Time
	Reason string
	Force  bool   // overwrite what somebody else has saved in the meantime
	Merge  bool   // join the change with what somebody else has saved in the meantime, if they touch different things
	Action string // for the history; "" lets the method name it ("add", "edit", "accept", …)

	// Seen holds the versions of entries on which the change was decided. One
	// that has another version by now is refused with a ConflictError, unless
	// the change is forced; entries that do not stand here are not looked at.
	Seen map[int64]int
}

// ConflictError says that an entry was changed after it had been loaded.
type ConflictError struct {
	Current Entry    // as it stands now
	Wanted  int      // the version that the change was made on
	Fields  []string // what both have changed, where a merge was tried: see Merge3
}

// Error names the entry and who was faster.
func (e *ConflictError) Error() string {
	by := e.Current.Author
	if by == "" {
		by = "an extraction"
	}
	return fmt.Sprintf("entry %d: %v (version %d, now %d by %s)", e.Current.ID, ErrConflict, e.Wanted, e.Current.Version, by)
}

// Unwrap makes errors.Is(err, ErrConflict) true.
func (e *ConflictError) Unwrap() error { return ErrConflict }

// Save stores entries in one transaction: those without an ID are added, the
// others replace what is stored. An entry that has another Version than the
// stored one is refused with a ConflictError, unless the change is forced; then
// nothing of the whole call is stored. IDs, versions, times and authors of the
// entries passed in are brought up to date. What was observed in texts (counts,
// forms, renderings) is not part of it.
func (db *DB) Save(ctx context.Context, ch Change, entries ...*Entry) error {
	for _, e := range entries {
		if err := e.Check(); err != nil {
			return err
		}
	}
	return db.edit(ctx, ch, func(w *editor) error {
		for _, e := range entries {
			if err := w.save(e); err != nil {
				return err
			}
		}
		return nil
	})
}

// Check says what makes an entry impossible to store: an unknown state or
// status, no term, a term without text or language, text that is not UTF-8.
func (e *Entry) Check() error {
	problem := ""
	switch {
	case !e.State.Valid():
		problem = fmt.Sprintf("unknown state %q", e.State)
	case len(e.Terms) == 0:
		problem = "no term"
	}
	for _, t := range e.Terms {
		switch {
		case strings.TrimSpace(t.Text) == "":
			problem = "a term without text"
		case t.Lang == "":
			problem = fmt.Sprintf("term %q has no language", t.Text)
		case !t.Status.Valid():
			problem = fmt.Sprintf("term %q: unknown status %q", t.Text, t.Status)
		case !utf8.ValidString(t.Text):
			problem = fmt.Sprintf("term %q is not UTF-8", t.Text)
		}
	}
	if problem == "" {
		return nil
	}
	if e.ID != 0 {
		return fmt.Errorf("entry %d: %w: %s", e.ID, ErrInvalid, problem)
	}
	return fmt.Errorf("%w: %s", ErrInvalid, problem)
}

// editor makes the changes of one transaction and writes them down.
type editor struct {
	ctx   context.Context
	tx    *sql.Tx
	ch    Change
	batch int64 // first change of this transaction; 0 before there is one
	stmts map[string]*sql.Stmt
}

// edit runs one transaction of changes.
func (db *DB) edit(ctx context.Context, ch Change, do func(*editor) error) error {
	return db.write(ctx, func(tx *sql.Tx) error {
		w := &editor{ctx: ctx, tx: tx, ch: ch, stmts: map[string]*sql.Stmt{}}
		defer w.close()
		return do(w)
	})
}

func (w *editor) close() {
	for _, s := range w.stmts {
		s.Close()
	}
}

// exec runs a statement that is prepared once for the transaction.
func (w *editor) exec(query string, args ...any) (sql.Result, error) {
	s := w.stmts[query]
	if s == nil {
		var err error
		if s, err = w.tx.PrepareContext(w.ctx, query); err != nil {
			return nil, err
		}
		w.stmts[query] = s
	}
	return s.ExecContext(w.ctx, args...)
}

// insert is exec for a statement that makes one row; it gives the row's ID.
func (w *editor) insert(query string, args ...any) (int64, error) {
	done, err := w.exec(query, args...)
	if err != nil {
		return 0, err
	}
	return done.LastInsertId()
}

// load reads what people decided about an entry, nil where there is none.
func (w *editor) load(id int64) (*Entry, error) {
	found, err := loadEntries(w.ctx, w.tx, []int64{id}, load{})
	if err != nil || len(found) == 0 {
		return nil, err
	}
	return &found[0], nil
}

// need is load for an entry that must be there.
func (w *editor) need(id int64) (*Entry, error) {
	e, err := w.load(id)
	if err != nil {
		return nil, err
	}
	if e == nil {
		return nil, fmt.Errorf("entry %d: %w", id, ErrNoEntry)
	}
	if seen, ok := w.ch.Seen[id]; ok && seen != e.Version && !w.ch.Force {
		return nil, &ConflictError{Current: *e, Wanted: seen}
	}
	return e, nil
}

// save adds or replaces one entry.
func (w *editor) save(e *Entry) error {
	if e.ID == 0 {
		return w.put(nil, e, "add")
	}
	before, err := w.need(e.ID)
	if err != nil {
		return err
	}
	if before.Version != e.Version && !w.ch.Force {
		conflict := &ConflictError{Current: *before, Wanted: e.Version}
		if !w.ch.Merge {
			return conflict
		}
		base, err := w.version(e.ID, e.Version)
		if err != nil {
			return err
		}
		merged, fields := Merge3(base, before, e, false)
		if conflict.Fields = fields; len(fields) > 0 {
			return conflict
		}
		*e = *merged
	}
	return w.put(before, e, "edit")
}

// version reads an entry as it stood in an earlier version, nil where the
// history does not have that.
func (w *editor) version(entry int64, version int) (*Entry, error) {
	texts, err := column[[]byte](w.ctx, w.tx, "SELECT before FROM change WHERE entry = ? AND before IS NOT NULL ORDER BY id", entry)
	if err != nil {
		return nil, err
	}
	for _, text := range texts {
		e, err := decodeEntry(text)
		if err != nil || e.Version == version {
			return e, err
		}
	}
	return nil, nil
}

// put writes the entry over what was before (nil where it is new) and notes
// the change.
func (w *editor) put(before, e *Entry, action string) error {
	e.Changed, e.Author = w.ch.At.Unix(), w.ch.Author
	switch {
	case before != nil:
		e.Version = before.Version + 1
	case e.ID == 0:
		e.Version = 1
	default: // it comes back: versions that somebody still holds are older
		e.Version++
	}
	if err := w.store(e, before == nil); err != nil {
		return err
	}
	return w.note(e.ID, before, e, action)
}

// store writes the decided part of an entry. A new entry without an ID gets one.
func (w *editor) store(e *Entry, fresh bool) (err error) {
	args := []any{sql.NullInt64{Int64: e.ID, Valid: e.ID != 0}, e.UID, e.State, e.Subject, e.Definition, e.Source, e.Note, e.Extra, e.Version, e.Changed, e.Author}
	if fresh {
		e.ID, err = w.insert(`INSERT INTO entry (id, uid, state, subject, definition, source, note, extra, version, changed, author)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, args...)
	} else {
		_, err = w.exec(`UPDATE entry SET uid = ?2, state = ?3, subject = ?4, definition = ?5, source = ?6, note = ?7, extra = ?8,
			version = ?9, changed = ?10, author = ?11 WHERE id = ?1`, args...)
		if err == nil {
			err = w.clear(e.ID)
		}
	}
	if err != nil {
		return err
	}
	for i := range e.Terms {
		if err := w.term(e.ID, i, &e.Terms[i]); err != nil {
			return err
		}
	}
	for _, s := range e.Sections {
		if _, err := w.exec(`INSERT INTO section (entry, lang, definition, source, note, extra) VALUES (?, ?, ?, ?, ?, ?)`,
			e.ID, s.Lang, s.Definition, s.Source, s.Note, s.Extra); err != nil {
			return err
		}
	}
	for i, r := range e.References {
		if _, err := w.exec("INSERT INTO reference (entry, position, kind, target, text, uri) VALUES (?, ?, ?, ?, ?, ?)",
			e.ID, i, r.Kind, r.Entry, r.Text, r.URI); err != nil {
			return err
		}
	}
	return nil
}

// clear takes away the rows that belong to an entry's decided part.
func (w *editor) clear(entry int64) error {
	for _, query := range []string{
		"DELETE FROM term_text WHERE docid IN (SELECT id FROM term WHERE entry = ?)",
		"DELETE FROM term WHERE entry = ?",
		"DELETE FROM section WHERE entry = ?",
		"DELETE FROM reference WHERE entry = ?",
	} {
		if _, err := w.exec(query, entry); err != nil {
			return err
		}
	}
	return nil
}

// term writes one term. It keeps the ID that it had.
func (w *editor) term(entry int64, position int, t *Term) (err error) {
	t.ID, err = w.insert(`INSERT INTO term (id, entry, position, lang, text, norm, fold, status, pos, gender, number, type, note,
			source, region, client, exact, casing, skip, extra) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		sql.NullInt64{Int64: t.ID, Valid: t.ID != 0}, entry, position, t.Lang, t.Text, lang.Normal(t.Text), lang.Fold(t.Text), t.Status,
		t.POS, t.Gender, t.Number, t.Type, t.Note, t.Source, t.Region, t.Client, t.Exact, t.Case, t.Skip, t.Extra)
	if err != nil {
		return err
	}
	if _, err := w.exec("INSERT INTO term_text (docid, words) VALUES (?, ?)", t.ID, termWords(t)); err != nil {
		return err
	}
	for i, c := range t.Contexts {
		if _, err := w.exec("INSERT INTO context (term, position, text, source) VALUES (?, ?, ?, ?)", t.ID, i, c.Text, c.Source); err != nil {
			return err
		}
	}
	return nil
}

// termWords is what the index of terms holds of one: its folded words and
// their stems, so that an inflected form finds it.
func termWords(t *Term) string {
	words := []string{indexed(t.Text)}
	l := lang.For(t.Lang)
	for _, token := range l.Words(t.Text) {
		if token.Form == lang.Word {
			words = append(words, stemWord(l, token.Norm))
		}
	}
	return strings.Join(words, " ")
}

// stemWord is how the stem of a normal word stands in the index of terms.
func stemWord(l *lang.Language, norm string) string {
	return stemMark + strings.ReplaceAll(lang.Fold(l.Stem(norm)), `"`, "")
}

// stemMark sets stems apart from words in the index of terms. It is a letter,
// so that the tokenizer keeps it.
const stemMark = "ʃ"

// note writes a change into the history.
func (w *editor) note(entry int64, before, after *Entry, action string) error {
	if w.ch.Action != "" {
		action = w.ch.Action
	}
	mark, err := after.mark()
	if err != nil {
		return err
	}
	var was any
	if before != nil {
		text, err := json.Marshal(before.decided())
		if err != nil {
			return err
		}
		was = text
	}
	id, err := w.insert("INSERT INTO change (batch, entry, at, author, action, reason, mark, before) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
		w.batch, entry, w.ch.At.Unix(), w.ch.Author, action, w.ch.Reason, mark, was)
	if err == nil && w.batch == 0 {
		w.batch = id
		_, err = w.exec("UPDATE change SET batch = id WHERE id = ?", id)
	}
	return err
}

// mark is a hash of what people decided about an entry, 0 where there is none.
func (e *Entry) mark() (int64, error) {
	if e == nil {
		return 0, nil
	}
	text, err := json.Marshal(e.decided())
	h := fnv.New64a()
	h.Write(text)
	return int64(h.Sum64()), err
}

// remove takes an entry away with everything that hangs on it.
func (w *editor) remove(before *Entry, action string) error {
	if err := w.note(before.ID, before, nil, action); err != nil {
		return err
	}
	if err := w.clear(before.ID); err != nil {
		return err
	}
	for _, query := range []string{"DELETE FROM place WHERE entry = ?", "DELETE FROM entry WHERE id = ?"} {
		if _, err := w.exec(query, before.ID); err != nil {
			return err
		}
	}
	return nil
}

// errUnchanged ends a change that would change nothing.
var errUnchanged = errors.New("nothing to change")
