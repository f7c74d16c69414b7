package termbase

import (
	"context"
	"fmt"
	"strings"

	"bitext/corpus"
	"bitext/corpus/lang"
)

// Decide gives entries a state, all of them or none. Approving an entry makes
// terms of what was only proposed: in each language the first term that nothing
// was said about becomes the preferred one, and where a language has renderings
// but no term, the most frequent rendering becomes one. prefer, where it is not
// empty, names the term or rendering that is preferred in its language instead.
func (db *DB) Decide(ctx context.Context, ch Change, state State, prefer string, ids ...int64) error {
	return db.edit(ctx, ch, func(w *editor) error {
		for _, id := range ids {
			if err := w.decide(id, state, prefer); err != nil {
				return err
			}
		}
		return nil
	})
}

// action names a decision in the history.
func (s State) action() string {
	switch s {
	case Approved:
		return "accept"
	case Rejected:
		return "reject"
	}
	return "reopen"
}

func (w *editor) decide(id int64, state State, prefer string) error {
	found, err := loadEntries(w.ctx, w.tx, []int64{id}, load{observed: true})
	if err != nil {
		return err
	}
	if len(found) == 0 {
		return fmt.Errorf("entry %d: %w", id, ErrNoEntry)
	}
	before, err := w.need(id)
	if err != nil {
		return err
	}
	e := &found[0]
	e.State = state
	if prefer != "" {
		if err := e.Prefer(prefer); err != nil {
			return err
		}
	}
	if state == Approved {
		e.settle()
	}
	return w.put(before, e, state.action())
}

// Prefer makes the term or observed rendering that reads so, letter case and
// accents apart, the preferred term of its language; the one that was preferred
// is admitted from then on.
func (e *Entry) Prefer(text string) error {
	code, at := corpus.Lang(""), -1
	for i, t := range e.Terms {
		if lang.Fold(t.Text) == lang.Fold(text) {
			code, at = t.Lang, i
		}
	}
	if at < 0 {
		for _, r := range e.Renderings {
			if lang.Fold(r.Text) == lang.Fold(text) && at < 0 {
				code, at = r.Lang, len(e.Terms)
				e.Terms = append(e.Terms, Term{Lang: r.Lang, Text: r.Text})
			}
		}
	}
	if at < 0 {
		return fmt.Errorf("entry %d: %q is neither a term nor an observed rendering", e.ID, text)
	}
	for i := range e.Terms {
		if e.Terms[i].Lang == code && e.Terms[i].Status == Preferred {
			e.Terms[i].Status = Admitted
		}
	}
	e.Terms[at].Status = Preferred
	return nil
}

// settle gives every language of an approved entry a preferred term.
func (e *Entry) settle() {
	decided, named := map[corpus.Lang]bool{}, map[corpus.Lang]bool{}
	for _, t := range e.Terms {
		named[t.Lang] = true
		decided[t.Lang] = decided[t.Lang] || t.Status == Preferred
	}
	for i := range e.Terms {
		if t := &e.Terms[i]; t.Status == "" && !decided[t.Lang] {
			t.Status, decided[t.Lang] = Preferred, true
		}
	}
	for _, r := range e.Renderings { // most frequent first
		if !named[r.Lang] {
			e.Terms = append(e.Terms, Term{Lang: r.Lang, Text: r.Text, Status: Preferred})
			named[r.Lang] = true
		}
	}
}

// Delete takes entries away. The history keeps them; Undo brings them back.
func (db *DB) Delete(ctx context.Context, ch Change, ids ...int64) error {
	return db.edit(ctx, ch, func(w *editor) error {
		for _, id := range ids {
			before, err := w.need(id)
			if err != nil {
				return err
			}
			if err := w.takeAway(before, 0, "delete"); err != nil {
				return err
			}
		}
		return nil
	})
}

// Merge joins entries into one: their terms, notes and references become its
// own, what was observed of them is added up, and they are gone. Where both say
// something else about one thing (subject, definition, status of a term), the
// entry that stays is right. A later Propose finds the entry by any of its terms.
func (db *DB) Merge(ctx context.Context, ch Change, into int64, ids ...int64) error {
	return db.edit(ctx, ch, func(w *editor) error {
		before, err := w.need(into)
		if err != nil {
			return err
		}
		e, err := w.need(into)
		if err != nil {
			return err
		}
		for _, id := range ids {
			if id == into {
				return fmt.Errorf("entry %d cannot be merged into itself", id)
			}
			other, err := w.need(id)
			if err != nil {
				return err
			}
			e.absorb(other)
			if err := w.takeAway(other, into, "merge"); err != nil {
				return err
			}
		}
		return w.put(before, e, "merge")
	})
}

// takeAway takes an entry away and moves what was observed of it to another, 0 to
// none.
func (w *editor) takeAway(e *Entry, into int64, action string) error {
	seen, err := w.observe(e.ID, into)
	if err != nil {
		return err
	}
	if into != 0 {
		if err := w.moveObserved(e.ID, into); err != nil {
			return err
		}
	}
	if err := w.remove(e, action); err != nil {
		return err
	}
	return w.keepObserved(e.ID, seen)
}

// absorb takes over what other knows and e does not.
func (e *Entry) absorb(other *Entry) {
	for _, t := range other.Terms {
		if i := e.find(t.Lang, t.Text); i >= 0 {
			e.Terms[i].absorb(t)
			continue
		}
		if t.Status == Preferred && e.prefers(t.Lang) {
			t.Status = Admitted
		}
		t.ID = 0
		e.Terms = append(e.Terms, t)
	}
	fill(&e.UID, other.UID)
	fill(&e.Subject, other.Subject)
	if e.Definition == "" {
		e.Definition, e.Source = other.Definition, other.Source
	}
	e.Note = joinNotes(e.Note, other.Note)
	addExtra(&e.Extra, other.Extra)
	for _, s := range other.Sections {
		e.absorbSection(s)
	}
	for _, r := range other.References {
		if r.Entry != e.ID && !contains(e.References, r) {
			e.References = append(e.References, r)
		}
	}
	if e.State == Proposed {
		e.State = other.State
	}
}

func (e *Entry) absorbSection(s Section) {
	for i := range e.Sections {
		if mine := &e.Sections[i]; mine.Lang == s.Lang {
			if mine.Definition == "" {
				mine.Definition, mine.Source = s.Definition, s.Source
			}
			mine.Note = joinNotes(mine.Note, s.Note)
			addExtra(&mine.Extra, s.Extra)
			return
		}
	}
	e.Sections = append(e.Sections, s)
}

// absorb takes over what is not said of t.
func (t *Term) absorb(other Term) {
	if t.Status == "" {
		t.Status = other.Status
	}
	if t.Skip == "" {
		t.Skip = other.Skip
	}
	fill(&t.POS, other.POS)
	fill(&t.Gender, other.Gender)
	fill(&t.Number, other.Number)
	fill(&t.Type, other.Type)
	fill(&t.Source, other.Source)
	fill(&t.Region, other.Region)
	fill(&t.Client, other.Client)
	t.Note = joinNotes(t.Note, other.Note)
	t.Exact, t.Case = t.Exact || other.Exact, t.Case || other.Case
	addExtra(&t.Extra, other.Extra)
	for _, c := range other.Contexts {
		if !contains(t.Contexts, c) {
			t.Contexts = append(t.Contexts, c)
		}
	}
}

// find gives the index of the term that is the same word, -1 where there is none.
func (e *Entry) find(code corpus.Lang, text string) int {
	norm := lang.Normal(text)
	for i, t := range e.Terms {
		if t.Lang == code && (t.Text == text || lang.Normal(t.Text) == norm) {
			return i
		}
	}
	return -1
}

func (e *Entry) prefers(code corpus.Lang) bool {
	for _, t := range e.Terms {
		if t.Lang == code && t.Status == Preferred {
			return true
		}
	}
	return false
}

func fill(mine *string, other string) {
	if *mine == "" {
		*mine = other
	}
}

// addExtra adds what is not there yet.
func addExtra(mine *string, other string) {
	if !strings.Contains(*mine, other) {
		*mine += other
	}
}

// joinNotes adds the lines of b that a does not have.
func joinNotes(a, b string) string {
	if a == "" || a == b {
		return b
	}
	have := map[string]bool{"": true}
	for _, line := range splitLines(a) {
		have[line] = true
	}
	for _, line := range splitLines(b) {
		if !have[line] {
			a += "\n" + line
		}
	}
	return a
}

func contains[T comparable](list []T, v T) bool {
	for _, x := range list {
		if x == v {
			return true
		}
	}
	return false
}

// moveObserved gives what was observed of one entry to another.
func (w *editor) moveObserved(from, into int64) error {
	for _, query := range []string{
		`INSERT INTO sighting SELECT ?2, source, target, count, docs, score, pattern FROM sighting WHERE entry = ?1
			ON CONFLICT DO UPDATE SET count = count + excluded.count, docs = max(docs, excluded.docs), score = max(score, excluded.score)`,
		`INSERT INTO form SELECT ?2, source, target, text, count, number FROM form WHERE entry = ?1
			ON CONFLICT DO UPDATE SET count = count + excluded.count`,
		// Renderings that both have become one.
		`UPDATE rendering SET count = count + coalesce((SELECT o.count FROM rendering o WHERE o.entry = ?1
				AND o.source = rendering.source AND o.target = rendering.target AND o.text = rendering.text), 0) WHERE entry = ?2`,
		`INSERT OR IGNORE INTO place SELECT ?2, coalesce((SELECT m.id FROM rendering m JOIN rendering o ON o.id = place.rendering
				WHERE m.entry = ?2 AND m.source = o.source AND m.target = o.target AND m.text = o.text), rendering),
			unit, source_start, source_end, target_start, target_end,
			coalesce((SELECT m.number FROM form m JOIN form o ON o.number = place.form AND o.entry = ?1
				WHERE m.entry = ?2 AND m.source = o.source AND m.target = o.target AND m.text = o.text), form) FROM place WHERE entry = ?1`,
		`DELETE FROM place WHERE entry = ?1 AND ?2 <> ?1`,
		`DELETE FROM rendering WHERE entry = ?1 AND EXISTS (SELECT 1 FROM rendering m WHERE m.entry = ?2
			AND m.source = rendering.source AND m.target = rendering.target AND m.text = rendering.text)`,
		`UPDATE rendering SET entry = ?2 WHERE entry = ?1`,
	} {
		if _, err := w.exec(query, from, into); err != nil {
			return err
		}
	}
	return nil
}

// Split makes a new entry out of some terms of another and gives its ID. What
// is said of the concept as a whole stays with the old entry.
func (db *DB) Split(ctx context.Context, ch Change, id int64, terms ...int64) (made int64, err error) {
	err = db.edit(ctx, ch, func(w *editor) error {
		before, err := w.need(id)
		if err != nil {
			return err
		}
		stays := *before
		stays.Terms = nil
		goes := Entry{State: before.State, Subject: before.Subject}
		for _, t := range before.Terms {
			if contains(terms, t.ID) {
				goes.Terms = append(goes.Terms, t)
			} else {
				stays.Terms = append(stays.Terms, t)
			}
		}
		if len(goes.Terms) != len(terms) || len(stays.Terms) == 0 {
			return fmt.Errorf("entry %d: %w: a split takes some of its %d terms, but not all", id, ErrInvalid, len(before.Terms))
		}
		if err := w.put(before, &stays, "split"); err != nil {
			return err
		}
		err = w.put(nil, &goes, "split")
		made = goes.ID
		return err
	})
	return made, err
}
