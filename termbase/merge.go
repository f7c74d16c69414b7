package termbase

import (
	"context"
	"fmt"

	"bitext/corpus/lang"
)

// Difference is an entry that two termbases do not have alike.
type Difference struct {
	Ours, Theirs *Entry // nil where there is none
}

// Diff compares what people decided in two termbases. Entries are the same if
// they have the same UID, otherwise if they share the first term and the
// subject. Differences come in the order of our entries, then of theirs that we
// do not have.
func Diff(ctx context.Context, ours, theirs *DB) ([]Difference, error) {
	index := map[string]*Entry{}
	var order []string
	for e, err := range theirs.Stream(ctx, Filter{Sort: ByID}) {
		if err != nil {
			return nil, err
		}
		key := e.key()
		for n := 2; index[key] != nil; n++ {
			key = fmt.Sprintf("%s\x00%d", e.key(), n)
		}
		index[key] = e.decided()
		order = append(order, key)
	}
	var out []Difference
	seen := map[string]bool{}
	for e, err := range ours.Stream(ctx, Filter{Sort: ByID}) {
		if err != nil {
			return nil, err
		}
		key := e.key()
		for n := 2; seen[key]; n++ {
			key = fmt.Sprintf("%s\x00%d", e.key(), n)
		}
		seen[key] = true
		if other := index[key]; other == nil || !e.Same(other) {
			out = append(out, Difference{e.decided(), other})
		}
	}
	for _, key := range order {
		if !seen[key] {
			out = append(out, Difference{nil, index[key]})
		}
	}
	return out, nil
}

// key is what makes an entry the same in another termbase.
func (e *Entry) key() string {
	if e.UID != "" {
		return "\x00" + e.UID
	}
	return string(e.Terms[0].Lang) + "\x00" + lang.Normal(e.Terms[0].Text) + "\x00" + e.Subject
}

// decided is a copy without what was observed.
func (e *Entry) decided() *Entry {
	c := *e
	c.Forms, c.Renderings, c.Count, c.Docs, c.Score, c.Pattern = nil, nil, 0, 0, 0, ""
	return &c
}

// Side of a merge that is right where both have changed the same thing.
const (
	Ours   = "ours"
	Theirs = "theirs"
)

// MergeOptions tunes MergeFile. The zero value leaves conflicts as they are on
// our side and lists them.
type MergeOptions struct {
	Prefer string // Ours or Theirs settles conflicts; empty lists them
	DryRun bool
}

// Conflict is an entry that both sides have changed in different ways since they
// were one file.
type Conflict struct {
	Fields []string `json:"fields"` // "state", "subject", "fr:loi", …; "entry" where one side took it away
	Base   *Entry   `json:"base"`
	Ours   *Entry   `json:"ours"`
	Theirs *Entry   `json:"theirs"`
}

// MergeReport says what came out of a merge.
type MergeReport struct {
	Added     int        `json:"added"`     // entries that only they had
	Changed   int        `json:"changed"`   // took over what they changed
	Removed   int        `json:"removed"`   // they took away
	Unchanged int        `json:"unchanged"` // we had the same already
	Waivers   int        `json:"waivers"`   // taken over
	Conflicts []Conflict `json:"conflicts,omitempty"`
}

// MergeFile takes over the decisions that were made in another termbase. Where
// both files come from one, their histories begin alike: only what was changed
// since then is looked at, field by field, so that two people may have worked on
// one entry. Files without a common history are compared by UID and first term,
// and nothing is ever taken away. What conflicts is listed and left as it is,
// unless Prefer says who is right. Texts and renderings are not merged.
func (db *DB) MergeFile(ctx context.Context, ch Change, other *DB, opts MergeOptions) (*MergeReport, error) {
	if ch.Action == "" {
		ch.Action = "merge-file"
	}
	m := &fileMerger{opts: opts, report: &MergeReport{}}
	err := db.edit(ctx, ch, func(w *editor) error {
		m.importer = &importer{editor: w, report: &ImportReport{}}
		return other.read(ctx, func(q querier) error {
			m.other = q
			if err := m.all(); err != nil {
				return err
			}
			if opts.DryRun {
				return errDryRun
			}
			return nil
		})
	})
	if err != nil && err != errDryRun {
		return nil, err
	}
	return m.report, nil
}

// fileMerger merges one file into ours.
type fileMerger struct {
	*importer
	other  querier
	opts   MergeOptions
	report *MergeReport
	base   int64          // the last change that both histories have
	fresh  map[int64]bool // entries that they made since
}

func (m *fileMerger) all() error {
	if err := m.begin(); err != nil {
		return err
	}
	if err := m.findBase(); err != nil {
		return err
	}
	query := "SELECT DISTINCT entry FROM change WHERE id > ? ORDER BY entry"
	if m.base == 0 {
		// No common history: all that they decided is news.
		query = "SELECT id FROM entry WHERE changed <> 0 AND ? = 0 ORDER BY id"
	}
	ids, err := column[int64](m.ctx, m.other, query, m.base)
	if err != nil {
		return err
	}
	made, err := column[int64](m.ctx, m.other, "SELECT entry FROM change WHERE id > ? AND before IS NULL", m.base)
	if err != nil {
		return err
	}
	m.fresh = map[int64]bool{}
	for _, id := range made {
		m.fresh[id] = true
	}
	// New entries first: others may refer to them.
	sortStable(ids, func(a, b int64) bool { return m.fresh[a] && !m.fresh[b] })
	for _, id := range ids {
		if err := m.entry(id); err != nil {
			return fmt.Errorf("entry %d of the other file: %w", id, err)
		}
	}
	if err := m.resolve(); err != nil {
		return err
	}
	return m.waivers()
}

// findBase compares the two histories from the beginning.
func (m *fileMerger) findBase() error {
	const query = "SELECT id || ' ' || entry || ' ' || at || ' ' || author || ' ' || action || ' ' || mark FROM change WHERE id > ? ORDER BY id LIMIT 1000"
	for {
		ours, err := column[string](m.ctx, m.tx, query, m.base)
		if err != nil {
			return err
		}
		theirs, err := column[string](m.ctx, m.other, query, m.base)
		if err != nil {
			return err
		}
		n := 0
		for n < min(len(ours), len(theirs)) && ours[n] == theirs[n] {
			n++
		}
		if n > 0 {
			fmt.Sscan(theirs[n-1], &m.base)
		}
		if n < 1000 {
			return nil
		}
	}
}

// entry merges one entry that they have changed.
func (m *fileMerger) entry(id int64) error {
	found, err := loadEntries(m.ctx, m.other, []int64{id}, load{})
	if err != nil {
		return err
	}
	var theirs *Entry
	if len(found) > 0 {
		theirs = &found[0]
	}
	base, err := before(m.ctx, m.other, id, m.base)
	if err != nil {
		return err
	}
	if base == nil {
		if theirs == nil {
			return nil // made and taken away again
		}
		return m.add(theirs)
	}
	ours, err := m.load(id)
	if err != nil {
		return err
	}
	if theirs != nil {
		for i := range theirs.References {
			if r := &theirs.References[i]; m.fresh[r.Entry] {
				r.URI, r.Entry = fmt.Sprintf("#%s%d", MadeUID, r.Entry), 0
				if err := m.follow(r); err != nil {
					return err
				}
			}
		}
	}
	return m.join(base, ours, theirs)
}

// before is an entry as it stood after a change, nil where it did not exist.
func before(ctx context.Context, q querier, entry, change int64) (*Entry, error) {
	if change == 0 {
		return nil, nil
	}
	text, err := column[[]byte](ctx, q, "SELECT before FROM change WHERE entry = ? AND id > ? ORDER BY id LIMIT 1", entry, change)
	if err != nil || len(text) == 0 {
		return nil, err
	}
	return decodeEntry(text[0])
}

// add takes over an entry that only they have, or joins it with the one of the
// same concept.
func (m *fileMerger) add(theirs *Entry) error {
	name := fmt.Sprintf("#%s%d", MadeUID, theirs.ID)
	theirs.ID = 0
	for i := range theirs.Terms {
		theirs.Terms[i].ID = 0
	}
	theirs.byName()
	for i := range theirs.References {
		if err := m.follow(&theirs.References[i]); err != nil {
			return err
		}
	}
	twin, err := m.twin(theirs)
	if err != nil {
		return err
	}
	switch {
	case twin == nil:
		m.report.Added++
		err = m.put(nil, theirs, "")
	default:
		theirs.ID = twin.ID
		if err = m.join(nil, twin, theirs); err != nil {
			return err
		}
	}
	if err == nil {
		_, err = m.exec("INSERT OR IGNORE INTO temp.named VALUES (?, ?)", name, theirs.ID)
	}
	return err
}

// join merges what both have.
func (m *fileMerger) join(base, ours, theirs *Entry) error {
	switch {
	case ours == nil && theirs == nil:
		m.report.Unchanged++
		return nil
	case ours == nil || theirs == nil:
		return m.oneGone(base, ours, theirs)
	case ours.Same(theirs):
		m.report.Unchanged++
		return nil
	}
	merged, fields := Merge3(base, ours, theirs, m.opts.Prefer == Theirs)
	if len(fields) > 0 && m.opts.Prefer == "" {
		m.report.Conflicts = append(m.report.Conflicts, Conflict{fields, base, ours, theirs})
	}
	if merged.Same(ours) {
		m.report.Unchanged++
		return nil
	}
	m.report.Changed++
	return m.put(ours, merged, "")
}

// oneGone merges an entry that one side has taken away: what the other side has
// changed since wins.
func (m *fileMerger) oneGone(base, ours, theirs *Entry) error {
	switch {
	case ours == nil && theirs.Same(base), theirs == nil && m.opts.Prefer == Ours, ours == nil && m.opts.Prefer == Ours:
		m.report.Unchanged++
	case ours == nil && m.opts.Prefer == Theirs:
		m.report.Added++
		if err := m.free(theirs); err != nil {
			return err
		}
		return m.put(nil, theirs, "")
	case theirs == nil && (ours.Same(base) || m.opts.Prefer == Theirs):
		m.report.Removed++
		return m.remove(ours, "")
	default:
		m.report.Conflicts = append(m.report.Conflicts, Conflict{[]string{"entry"}, base, ours, theirs})
	}
	return nil
}

// waivers takes over the waivers that we do not have.
func (m *fileMerger) waivers() error {
	rows, err := m.other.QueryContext(m.ctx, "SELECT "+waiverColumns+" FROM waiver ORDER BY fingerprint")
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var w Waiver
		if err := w.scan(rows); err != nil {
			return err
		}
		done, err := m.exec("INSERT OR IGNORE INTO waiver ("+waiverColumns+") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", w.row()...)
		if err != nil {
			return err
		}
		n, err := done.RowsAffected()
		if err != nil {
			return err
		}
		m.report.Waivers += int(n)
	}
	return rows.Err()
}
