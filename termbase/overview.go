package termbase

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"bitext/align"
	"bitext/corpus"
)

// Day says how many entries came into each state on a day, those that left it
// taken off.
type Day struct {
	Day    time.Time     `json:"day"` // midnight, UTC
	States map[State]int `json:"states"`
}

// Timeline tells from the history how the decisions were made over time: the
// days on which something changed state, oldest first. Proposals come from
// builds, which keep no history: Proposed counts here only what people changed.
func (db *DB) Timeline(ctx context.Context) ([]Day, error) {
	// What an entry became by a change is what it was before the next one.
	rows, err := db.sql.QueryContext(ctx, `SELECT day, was, became, count(*) FROM (
			SELECT at / 86400 AS day, was, lead(was, 1, coalesce((SELECT state FROM entry e WHERE e.id = change.entry), ''))
				OVER (PARTITION BY entry ORDER BY id) AS became FROM change)
		WHERE was <> became GROUP BY day, was, became ORDER BY day, was, became`)
	if err != nil {
		return nil, explain(err)
	}
	defer rows.Close()
	var out []Day
	for rows.Next() {
		var day int64
		var was, became State
		var n int
		if err := rows.Scan(&day, &was, &became, &n); err != nil {
			return nil, explain(err)
		}
		at := time.Unix(day*86400, 0).UTC()
		if len(out) == 0 || !out[len(out)-1].Day.Equal(at) {
			out = append(out, Day{at, map[State]int{}})
		}
		states := out[len(out)-1].States
		if became != "" {
			states[became] += n
		}
		if was != "" {
			states[was] -= n
		}
	}
	return out, explain(rows.Err())
}

// Subject is a subject field with the number of its entries.
type Subject struct {
	Name  string `json:"name"`
	Count int    `json:"count"`
}

// Subjects lists the subject fields that entries name.
func (db *DB) Subjects(ctx context.Context) ([]Subject, error) {
	rows, err := db.sql.QueryContext(ctx, "SELECT subject, count(*) FROM entry WHERE subject > '' GROUP BY subject ORDER BY subject")
	if err != nil {
		return nil, explain(err)
	}
	defer rows.Close()
	var out []Subject
	for rows.Next() {
		var s Subject
		if err := rows.Scan(&s.Name, &s.Count); err != nil {
			return nil, explain(err)
		}
		out = append(out, s)
	}
	return out, explain(rows.Err())
}

// Targets lists the languages into which something was rendered or for which an
// entry has a further term, sorted.
func (db *DB) Targets(ctx context.Context) ([]corpus.Lang, error) {
	// From one language to the next through the indexes, whatever lies between.
	langs, err := column[corpus.Lang](ctx, db.sql, `WITH RECURSIVE
		rendered (lang) AS (SELECT min(target) FROM rendering
			UNION ALL SELECT (SELECT min(target) FROM rendering WHERE target > lang) FROM rendered WHERE lang IS NOT NULL),
		named (lang) AS (SELECT min(lang) FROM term
			UNION ALL SELECT (SELECT min(t.lang) FROM term t WHERE t.lang > named.lang) FROM named WHERE lang IS NOT NULL)
		SELECT lang FROM rendered WHERE lang IS NOT NULL AND EXISTS (SELECT 1 FROM rendering WHERE target = lang AND count > 0)
		UNION SELECT lang FROM named WHERE lang IS NOT NULL AND EXISTS (SELECT 1 FROM term t WHERE t.lang = named.lang AND t.position > 0)
		ORDER BY lang`)
	return langs, explain(err)
}

// Occurrence is a place of an entry's term with the texts that it stands in.
type Occurrence struct {
	Place
	Of   Unit        // the sentence pair
	Lang corpus.Lang // of the translation
	Text string      // the rendering; "" where none was found
}

// OccurrenceFilter chooses the places of an entry. The zero value takes the
// first of each rendering.
type OccurrenceFilter struct {
	Lang   corpus.Lang // of the translation; "" takes all
	Text   string      // of this rendering only
	Bare   bool        // only those without rendering
	Offset int         // leave out so many of each rendering
	Limit  int         // so many of each rendering; 0 is no limit
}

// Occurrences lists places of an entry's term, by language of the translation,
// the most frequent rendering first and those without rendering last, in the
// order of the texts.
func (db *DB) Occurrences(ctx context.Context, entry int64, f OccurrenceFilter) ([]Occurrence, error) {
	var c clause
	c.add("p.entry = ?", entry)
	if f.Lang != "" {
		c.add("t.lang = ?", f.Lang)
	}
	if f.Text != "" {
		c.add("r.text = ?", f.Text)
	}
	if f.Bare {
		c.add("p.rendering = 0")
	}
	limit := f.Limit
	if limit <= 0 {
		limit = -1
	} else {
		limit += f.Offset
	}
	c.args = append(c.args, f.Offset, limit, limit)
	rows, err := db.sql.QueryContext(ctx, `SELECT lang, text, source_start, source_end, target_start, target_end, `+unitColumns+` FROM (
			SELECT t.lang, coalesce(r.text, '') AS text, coalesce(r.count, -1) AS n, p.unit, p.source_start, p.source_end, p.target_start, p.target_end,
				row_number() OVER (PARTITION BY t.lang, p.rendering ORDER BY p.unit, p.source_start) AS nth
			FROM place p JOIN unit u ON u.id = p.unit JOIN pair a ON a.id = u.pair JOIN document t ON t.id = a.target
			LEFT JOIN rendering r ON r.id = p.rendering`+c.String()+`) q
		JOIN unit u ON u.id = q.unit JOIN pair p ON p.id = u.pair WHERE nth > ? AND (? < 0 OR nth <= ?) ORDER BY lang, n DESC, text, nth`, c.args...)
	if err != nil {
		return nil, explain(err)
	}
	defer rows.Close()
	var out []Occurrence
	for rows.Next() {
		o, err := scanOccurrence(rows)
		if err != nil {
			return nil, explain(err)
		}
		out = append(out, o)
	}
	return out, explain(rows.Err())
}

func scanOccurrence(rows *sql.Rows) (o Occurrence, err error) {
	u := &o.Of
	err = rows.Scan(&o.Lang, &o.Text, &o.Source.Start, &o.Source.End, &o.Target.Start, &o.Target.End,
		&u.ID, &u.Pair, &u.Index, &u.Source, &u.Target, &u.SourceBlock, &u.TargetBlock, &u.Confidence, &u.Fixed)
	o.Unit, o.Index = u.ID, u.Index
	if o.Target.End <= len(u.Target) && o.Text != "" {
		o.Form = o.Target.In(u.Target)
	}
	return o, err
}

// Generation is a number that changes whenever anybody has committed something
// to the file, in this process or another one. What was read before stands as
// long as the number does.
func (db *DB) Generation(ctx context.Context) (n int64, err error) {
	db.watching.Lock()
	defer db.watching.Unlock()
	if db.watch == nil {
		// The number tells a connection of the commits of others: this one
		// must never write.
		if db.watch, err = db.sql.Conn(context.WithoutCancel(ctx)); err != nil {
			return 0, explain(err)
		}
	}
	if err = db.watch.QueryRowContext(context.WithoutCancel(ctx), "PRAGMA data_version").Scan(&n); err != nil {
		return 0, fmt.Errorf("generation: %w", explain(err))
	}
	return n, nil
}

// LastCorrection is the number of the latest change that a person made to beads,
// 0 where there was none. As long as it stands, so do the beads of each pair.
func (db *DB) LastCorrection(ctx context.Context) (n int64, err error) {
	if err = db.sql.QueryRowContext(ctx, "SELECT coalesce(max(id), 0) FROM correction").Scan(&n); err != nil {
		return 0, fmt.Errorf("last correction: %w", explain(err))
	}
	return n, nil
}

// Beads reads the beads of one level of a pair, without its texts; nil where
// that level was not aligned.
func (db *DB) Beads(ctx context.Context, pair int64, level align.Level) ([]align.Bead, error) {
	var packed []byte
	if err := db.sql.QueryRowContext(ctx, "SELECT beads FROM pair WHERE id = ?", pair).Scan(&packed); err != nil {
		return nil, fmt.Errorf("pair %d: %w", pair, explain(err))
	}
	var beads storedBeads
	if err := inflate(packed, &beads); err != nil {
		return nil, fmt.Errorf("pair %d: %w", pair, err)
	}
	if level == align.Sentence {
		return unpackBeads(beads.Sentences), nil
	}
	return unpackBeads(beads.Paragraphs), nil
}
