package termbase

import (
	"database/sql"
	"errors"
)

// observed is what extraction saw of an entry that a person merged or deleted, kept
// with the change so that an undo brings it back.
type observed struct {
	Into       int64              `json:"into,omitempty"` // where it went, 0 where it was dropped
	Sightings  []keptSighting     `json:"s,omitempty"`
	Forms      []keptForm         `json:"f,omitempty"`
	Renderings []keptForm         `json:"r,omitempty"`
	Places     []keptPlace        `json:"p,omitempty"`
	Scores     map[string]float64 `json:"i,omitempty"` // of Into, before, by languages
}

type keptSighting struct {
	Source, Target, Pattern string
	Count, Docs             int
	Score                   float64
}

// keptForm is a form or rendering.
type keptForm struct {
	Source, Target, Text string
	Count                int

	id int64 // its number as long as it stands
}

type keptPlace struct {
	Rendering, Form        int // index from 1, 0 for none
	Unit                   int64
	SourceStart, SourceEnd int
	TargetStart, TargetEnd int
}

// observe reads what was seen of an entry that goes into another, or away.
func (w *editor) observe(entry, into int64) (*observed, error) {
	o := &observed{Into: into, Scores: map[string]float64{}}
	forms, renderings := map[int64]int{}, map[int64]int{}
	for _, part := range []struct {
		query string
		scan  func(*sql.Rows) error
	}{
		{"SELECT source, target, pattern, count, docs, score FROM sighting WHERE entry = ? ORDER BY source, target", func(row *sql.Rows) error {
			var s keptSighting
			err := row.Scan(&s.Source, &s.Target, &s.Pattern, &s.Count, &s.Docs, &s.Score)
			o.Sightings = append(o.Sightings, s)
			return err
		}},
		{"SELECT number, source, target, text, count FROM form WHERE entry = ? ORDER BY source, target, text", scanForms(&o.Forms, forms)},
		{"SELECT id, source, target, text, count FROM rendering WHERE entry = ? ORDER BY id", scanForms(&o.Renderings, renderings)},
		{"SELECT rendering, form, unit, source_start, source_end, target_start, target_end FROM place WHERE entry = ? ORDER BY unit, source_start", func(row *sql.Rows) error {
			var p keptPlace
			var rendering, form int64
			err := row.Scan(&rendering, &form, &p.Unit, &p.SourceStart, &p.SourceEnd, &p.TargetStart, &p.TargetEnd)
			p.Rendering, p.Form = renderings[rendering], forms[form]
			o.Places = append(o.Places, p)
			return err
		}},
	} {
		if err := w.each(part.query, entry, part.scan); err != nil {
			return nil, err
		}
	}
	return o, w.each("SELECT source, target, score FROM sighting WHERE entry = ?", into, func(row *sql.Rows) error {
		var source, target string
		var score float64
		err := row.Scan(&source, &target, &score)
		o.Scores[source+" "+target] = score
		return err
	})
}

// scanForms reads forms or renderings and notes where each stands, from 1. Number 0
// of a form says that it is not known.
func scanForms(list *[]keptForm, at map[int64]int) func(*sql.Rows) error {
	return func(row *sql.Rows) error {
		var f keptForm
		err := row.Scan(&f.id, &f.Source, &f.Target, &f.Text, &f.Count)
		*list = append(*list, f)
		if f.id != 0 {
			at[f.id] = len(*list)
		}
		return err
	}
}

// each goes through the rows of a query with one argument.
func (w *editor) each(query string, arg any, do func(*sql.Rows) error) error {
	rows, err := w.tx.QueryContext(w.ctx, query, arg)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := do(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// keepObserved stores it with the latest change of the entry.
func (w *editor) keepObserved(entry int64, o *observed) error {
	if len(o.Sightings)+len(o.Forms)+len(o.Renderings)+len(o.Places) == 0 && o.Into == 0 {
		return nil
	}
	body, _, err := deflate(o)
	if err != nil {
		return err
	}
	_, err = w.exec("INSERT INTO observed SELECT max(id), ? FROM change WHERE entry = ?", body, entry)
	return err
}

// keptObserved is what was kept with a change, nil where there is nothing.
func (w *editor) keptObserved(change int64) (*observed, error) {
	var body []byte
	err := w.tx.QueryRowContext(w.ctx, "SELECT body FROM observed WHERE change = ?", change).Scan(&body)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	o := &observed{}
	if err == nil {
		err = inflate(body, o)
	}
	return o, err
}

// bringBack gives an entry what was seen of it before it was merged or deleted, as
// far as its places still stand; what has changed since is for the next
// extraction.
func (w *editor) bringBack(entry int64, o *observed) error {
	places, err := w.standing(o)
	if err != nil {
		return err
	}
	if len(places) < len(o.Places) {
		o.recount(places)
		for _, s := range o.Sightings {
			if _, err := w.exec("DELETE FROM run WHERE source = ? AND target = ?", s.Source, s.Target); err != nil {
				return err
			}
		}
	}
	if o.Into != 0 {
		if err := w.takeOut(o, places); err != nil {
			return err
		}
	}
	return w.insertObserved(entry, o, places)
}

// insertObserved stores what was seen of an entry that has nothing yet.
func (w *editor) insertObserved(entry int64, o *observed, places []keptPlace) error {
	for _, s := range o.Sightings {
		if _, err := w.exec("INSERT OR REPLACE INTO sighting VALUES (?, ?, ?, ?, ?, ?, ?)", entry, s.Source, s.Target, s.Count, s.Docs, s.Score, s.Pattern); err != nil {
			return err
		}
	}
	last, err := w.id("SELECT coalesce(max(number), 0) FROM form")
	if err != nil {
		return err
	}
	for i := range o.Forms {
		f := &o.Forms[i]
		f.id = last + int64(i) + 1
		if _, err := w.exec("INSERT OR REPLACE INTO form VALUES (?, ?, ?, ?, ?, ?)", entry, f.Source, f.Target, f.Text, f.Count, f.id); err != nil {
			return err
		}
	}
	for i := range o.Renderings {
		r := &o.Renderings[i]
		if r.id, err = w.insert("INSERT INTO rendering (entry, source, target, text, count) VALUES (?, ?, ?, ?, ?)", entry, r.Source, r.Target, r.Text, r.Count); err != nil {
			return err
		}
	}
	for _, p := range places {
		var rendering, form int64
		if p.Rendering > 0 {
			rendering = o.Renderings[p.Rendering-1].id
		}
		if p.Form > 0 {
			form = o.Forms[p.Form-1].id
		}
		if _, err := w.exec("INSERT OR IGNORE INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
			entry, rendering, p.Unit, p.SourceStart, p.SourceEnd, p.TargetStart, p.TargetEnd, form); err != nil {
			return err
		}
	}
	return nil
}

// standing lists the places that can be given back: those that the other entry
// still has, or that no entry has in a unit that is still there.
func (w *editor) standing(o *observed) ([]keptPlace, error) {
	query := "SELECT EXISTS (SELECT 1 FROM place WHERE entry = ?1 AND unit = ?2 AND source_start = ?3 AND source_end = ?4)"
	if o.Into == 0 {
		query = `SELECT ?1 = 0 AND EXISTS (SELECT 1 FROM unit WHERE id = ?2)
			AND NOT EXISTS (SELECT 1 FROM place WHERE unit = ?2 AND source_start = ?3 AND source_end = ?4)`
	}
	var out []keptPlace
	for _, p := range o.Places {
		stands, err := w.id(query, o.Into, p.Unit, p.SourceStart, p.SourceEnd)
		if err != nil {
			return nil, err
		}
		if stands != 0 {
			out = append(out, p)
		}
	}
	return out, nil
}

// recount sets the counts to what the places give.
func (o *observed) recount(places []keptPlace) {
	for i := range o.Forms {
		o.Forms[i].Count = 0
	}
	for i := range o.Renderings {
		o.Renderings[i].Count = 0
	}
	type at struct {
		unit  int64
		start int
	}
	seen := map[at]bool{}
	for _, p := range places {
		if p.Rendering > 0 {
			o.Renderings[p.Rendering-1].Count++
		}
		if p.Form > 0 && !seen[at{p.Unit, p.SourceStart}] {
			o.Forms[p.Form-1].Count++
		}
		seen[at{p.Unit, p.SourceStart}] = true
	}
	for i := range o.Sightings {
		o.Sightings[i].Count = min(o.Sightings[i].Count, len(seen))
		o.Sightings[i].Docs = min(o.Sightings[i].Docs, len(seen))
	}
}

// takeOut takes from the other entry what goes back.
func (w *editor) takeOut(o *observed, places []keptPlace) error {
	for _, p := range places {
		if _, err := w.exec("DELETE FROM place WHERE entry = ? AND unit = ? AND source_start = ? AND source_end = ?", o.Into, p.Unit, p.SourceStart, p.SourceEnd); err != nil {
			return err
		}
	}
	for _, list := range []struct {
		table string
		forms []keptForm
	}{{"form", o.Forms}, {"rendering", o.Renderings}} {
		for _, f := range list.forms {
			if _, err := w.exec("UPDATE "+list.table+" SET count = max(0, count - ?) WHERE entry = ? AND source = ? AND target = ? AND text = ?", f.Count, o.Into, f.Source, f.Target, f.Text); err != nil {
				return err
			}
		}
		if _, err := w.exec("DELETE FROM "+list.table+" WHERE entry = ? AND count = 0", o.Into); err != nil {
			return err
		}
	}
	for _, s := range o.Sightings {
		score, before := o.Scores[s.Source+" "+s.Target]
		if !before { // it was seen through the one that came to it alone
			if _, err := w.exec("DELETE FROM sighting WHERE entry = ? AND source = ? AND target = ?", o.Into, s.Source, s.Target); err != nil {
				return err
			}
			continue
		}
		if _, err := w.exec(`UPDATE sighting SET count = max(0, count - ?4), score = ?5, docs = min(docs, max(1, (
				SELECT count(DISTINCT u.pair) FROM place p JOIN unit u ON u.id = p.unit JOIN pair d ON d.id = u.pair
				JOIN document s ON s.id = d.source JOIN document t ON t.id = d.target
				WHERE p.entry = ?1 AND s.lang = ?2 AND t.lang = ?3)))
			WHERE entry = ?1 AND source = ?2 AND target = ?3`, o.Into, s.Source, s.Target, s.Count, score); err != nil {
			return err
		}
	}
	return nil
}
