package termbase

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"iter"

	"bitext/corpus"
)

// chunk is how many entries are loaded at once when all are gone through:
// enough that the queries' overhead does not matter, few enough for memory.
const chunk = 500

// Entries loads the chosen entries whole, but for places unless asked for.
func (db *DB) Entries(ctx context.Context, f Filter) ([]Entry, error) {
	var out []Entry
	for e, err := range db.Stream(ctx, f) {
		if err != nil {
			return nil, err
		}
		out = append(out, *e)
	}
	return out, nil
}

// Stream goes through the chosen entries without holding them all. All are
// seen as they stood at one moment. It stops at the first error.
func (db *DB) Stream(ctx context.Context, f Filter) iter.Seq2[*Entry, error] {
	return func(yield func(*Entry, error) bool) {
		stopped := false
		err := db.read(ctx, func(q querier) error {
			query, args := f.ids()
			ids, err := column[int64](ctx, q, query, args...)
			if err != nil {
				return err
			}
			for len(ids) > 0 && !stopped {
				n := min(chunk, len(ids))
				entries, err := loadEntries(ctx, q, ids[:n], load{observed: true, places: f.Places})
				if err != nil {
					return err
				}
				for i := range entries {
					if !yield(&entries[i], nil) {
						stopped = true
						return nil
					}
				}
				ids = ids[n:]
			}
			return nil
		})
		if err != nil && !stopped {
			yield(nil, err)
		}
	}
}

// Entry loads one entry with its places.
func (db *DB) Entry(ctx context.Context, id int64) (*Entry, error) {
	var found *Entry
	err := db.read(ctx, func(q querier) error {
		entries, err := loadEntries(ctx, q, []int64{id}, load{observed: true, places: true})
		if err == nil && len(entries) == 0 {
			err = fmt.Errorf("entry %d: %w", id, ErrNoEntry)
		}
		if err == nil {
			found = &entries[0]
		}
		return err
	})
	return found, err
}

// Count says how many entries the filter chooses, whatever its limit.
func (db *DB) Count(ctx context.Context, f Filter) (n int, err error) {
	c := f.where()
	err = db.sql.QueryRowContext(ctx, "SELECT count(*) FROM entry e"+c.String(), c.args...).Scan(&n)
	return n, explain(err)
}

// CountStates says how many entries of each state the filter chooses, whatever
// its states and limit.
func (db *DB) CountStates(ctx context.Context, f Filter) (map[State]int, error) {
	f.States = nil
	c := f.where()
	out := map[State]int{}
	err := grouped(ctx, db.sql, "SELECT e.state, '', count(*) FROM entry e"+c.String()+" GROUP BY e.state", func(state, _ string, n int) { out[State(state)] = n }, c.args...)
	return out, explain(err)
}

// IDs lists the chosen entries by their numbers alone, in the filter's order.
func (db *DB) IDs(ctx context.Context, f Filter) ([]int64, error) {
	query, args := f.ids()
	ids, err := column[int64](ctx, db.sql, query, args...)
	return ids, explain(err)
}

// read runs do on a snapshot of the termbase.
func (db *DB) read(ctx context.Context, do func(querier) error) error {
	conn, err := db.sql.Conn(ctx)
	if err != nil {
		return explain(err)
	}
	defer conn.Close()
	// Not BeginTx: the connection begins its transactions as a writer.
	if _, err := conn.ExecContext(ctx, "BEGIN DEFERRED"); err != nil {
		return explain(err)
	}
	defer conn.ExecContext(context.WithoutCancel(ctx), "ROLLBACK")
	return explain(do(conn))
}

// load says which parts of entries are wanted beyond what people decide.
type load struct {
	observed bool // counts, forms, renderings
	places   bool
}

// loadEntries reads entries in the order of ids; those that do not exist are
// left out.
func loadEntries(ctx context.Context, q querier, ids []int64, what load) ([]Entry, error) {
	l := loader{ctx: ctx, q: q, at: map[int64]*Entry{}}
	list, err := json.Marshal(ids)
	if err != nil {
		return nil, err
	}
	l.ids = string(list)
	steps := []func() error{l.entries, l.terms, l.contexts, l.sections, l.references}
	if what.observed {
		steps = append(steps, l.sightings, l.forms, l.renderings)
	}
	if what.places {
		steps = append(steps, l.places)
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return nil, err
		}
	}
	out := make([]Entry, 0, len(ids))
	for _, id := range ids {
		if e := l.at[id]; e != nil {
			out = append(out, *e)
		}
	}
	return out, nil
}

// loader fills entries table by table.
type loader struct {
	ctx  context.Context
	q    querier
	ids  string // as JSON
	at   map[int64]*Entry
	term map[int64]termAt
	rend map[int64]*Rendering
}

// termAt is where a term stands.
type termAt struct {
	entry int64
	index int
}

// each runs a query whose only argument is the list of entries, as ?1.
func (l *loader) each(query string, scan func(*sql.Rows) error) error {
	rows, err := l.q.QueryContext(l.ctx, query, l.ids)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

const wanted = " IN (SELECT value FROM json_each(?1)) "

func (l *loader) entries() error {
	return l.each("SELECT id, uid, state, subject, definition, source, note, extra, version, changed, author FROM entry WHERE id"+wanted,
		func(rows *sql.Rows) error {
			e := &Entry{Terms: []Term{}}
			err := rows.Scan(&e.ID, &e.UID, &e.State, &e.Subject, &e.Definition, &e.Source, &e.Note, &e.Extra, &e.Version, &e.Changed, &e.Author)
			l.at[e.ID] = e
			return err
		})
}

func (l *loader) terms() error {
	l.term = map[int64]termAt{}
	return l.each(`SELECT entry, id, lang, text, status, pos, gender, number, type, note, source, region, client, exact, casing, skip, extra
		FROM term WHERE entry`+wanted+`ORDER BY entry, position`,
		func(rows *sql.Rows) error {
			var id int64
			var t Term
			err := rows.Scan(&id, &t.ID, &t.Lang, &t.Text, &t.Status, &t.POS, &t.Gender, &t.Number, &t.Type, &t.Note,
				&t.Source, &t.Region, &t.Client, &t.Exact, &t.Case, &t.Skip, &t.Extra)
			if e := l.at[id]; e != nil {
				l.term[t.ID] = termAt{id, len(e.Terms)}
				e.Terms = append(e.Terms, t)
			}
			return err
		})
}

func (l *loader) contexts() error {
	return l.each(`SELECT c.term, c.text, c.source FROM term t JOIN context c ON c.term = t.id WHERE t.entry`+wanted+`ORDER BY c.term, c.position`,
		func(rows *sql.Rows) error {
			var id int64
			var c Context
			err := rows.Scan(&id, &c.Text, &c.Source)
			if at, ok := l.term[id]; ok {
				t := &l.at[at.entry].Terms[at.index]
				t.Contexts = append(t.Contexts, c)
			}
			return err
		})
}

func (l *loader) sections() error {
	return l.each("SELECT entry, lang, definition, source, note, extra FROM section WHERE entry"+wanted+"ORDER BY entry, lang",
		func(rows *sql.Rows) error {
			var id int64
			var s Section
			err := rows.Scan(&id, &s.Lang, &s.Definition, &s.Source, &s.Note, &s.Extra)
			if e := l.at[id]; e != nil {
				e.Sections = append(e.Sections, s)
			}
			return err
		})
}

func (l *loader) references() error {
	return l.each("SELECT entry, kind, target, text, uri FROM reference WHERE entry"+wanted+"ORDER BY entry, position",
		func(rows *sql.Rows) error {
			var id int64
			var r Reference
			err := rows.Scan(&id, &r.Kind, &r.Entry, &r.Text, &r.URI)
			if e := l.at[id]; e != nil {
				e.References = append(e.References, r)
			}
			return err
		})
}

// sightings gives each entry the figures of the pair of languages in which it
// was seen most: texts that share a source would be counted twice in a sum.
func (l *loader) sightings() error {
	return l.each("SELECT entry, max(count), max(docs), max(score), max(pattern) FROM sighting WHERE entry"+wanted+"GROUP BY entry",
		func(rows *sql.Rows) error {
			var id int64
			var seen Entry
			err := rows.Scan(&id, &seen.Count, &seen.Docs, &seen.Score, &seen.Pattern)
			if e := l.at[id]; e != nil {
				e.Count, e.Docs, e.Score, e.Pattern = seen.Count, seen.Docs, seen.Score, seen.Pattern
			}
			return err
		})
}

func (l *loader) forms() error {
	return l.each("SELECT entry, text, max(count) AS n FROM form WHERE entry"+wanted+"GROUP BY entry, text ORDER BY entry, n DESC, text",
		func(rows *sql.Rows) error {
			var id int64
			var f Form
			err := rows.Scan(&id, &f.Text, &f.Count)
			if e := l.at[id]; e != nil {
				e.Forms = append(e.Forms, f)
			}
			return err
		})
}

func (l *loader) renderings() error {
	type where struct {
		entry int64
		index int
	}
	order := map[int64]where{}
	err := l.each("SELECT entry, id, target, text, count FROM rendering WHERE count > 0 AND entry"+wanted+"ORDER BY entry, target, count DESC, text",
		func(rows *sql.Rows) error {
			var id, rendering int64
			var r Rendering
			err := rows.Scan(&id, &rendering, &r.Lang, &r.Text, &r.Count)
			if e := l.at[id]; e != nil {
				order[rendering] = where{id, len(e.Renderings)}
				e.Renderings = append(e.Renderings, r)
			}
			return err
		})
	l.rend = make(map[int64]*Rendering, len(order))
	for id, w := range order {
		l.rend[id] = &l.at[w.entry].Renderings[w.index]
	}
	return err
}

func (l *loader) places() error {
	return l.each(`SELECT p.rendering, p.unit, p.unit - r.first, p.source_start, p.source_end, p.target_start, p.target_end,
			coalesce(CAST(substr(CAST(u.target AS BLOB), p.target_start + 1, p.target_end - p.target_start) AS TEXT), '')
		FROM place p JOIN unit u ON u.id = p.unit JOIN pair r ON r.id = u.pair
		WHERE p.rendering <> 0 AND p.entry`+wanted+`ORDER BY p.entry, p.rendering, p.unit, p.source_start`,
		func(rows *sql.Rows) error {
			var id int64
			var p Place
			err := rows.Scan(&id, &p.Unit, &p.Index, &p.Source.Start, &p.Source.End, &p.Target.Start, &p.Target.End, &p.Form)
			if r := l.rend[id]; r != nil {
				r.Places = append(r.Places, p)
			}
			return err
		})
}

// Locate loads the places of entries that were loaded without.
func (db *DB) Locate(ctx context.Context, entries ...*Entry) error {
	ids := make([]int64, len(entries))
	for i, e := range entries {
		ids[i] = e.ID
	}
	return db.read(ctx, func(q querier) error {
		for len(ids) > 0 {
			n := min(chunk, len(ids))
			found, err := loadEntries(ctx, q, ids[:n], load{observed: true, places: true})
			if err != nil {
				return err
			}
			at := map[int64]*Entry{}
			for i := range found {
				at[found[i].ID] = &found[i]
			}
			for i, id := range ids[:n] {
				if f := at[id]; f != nil {
					entries[i].Renderings = f.Renderings
				}
			}
			ids, entries = ids[n:], entries[n:]
		}
		return nil
	})
}

// Bare lists the occurrences of an entry's source term for which no rendering
// was found, in the texts of translations into one language.
func (db *DB) Bare(ctx context.Context, entry int64, target corpus.Lang) ([]Place, error) {
	rows, err := db.sql.QueryContext(ctx, `SELECT p.unit, p.unit - r.first, p.source_start, p.source_end
		FROM place p JOIN unit u ON u.id = p.unit JOIN pair r ON r.id = u.pair JOIN document t ON t.id = r.target
		WHERE p.entry = ? AND p.rendering = 0 AND t.lang = ? ORDER BY p.unit, p.source_start`, entry, target)
	if err != nil {
		return nil, explain(err)
	}
	defer rows.Close()
	var out []Place
	for rows.Next() {
		var p Place
		if err := rows.Scan(&p.Unit, &p.Index, &p.Source.Start, &p.Source.End); err != nil {
			return nil, explain(err)
		}
		out = append(out, p)
	}
	return out, explain(rows.Err())
}
