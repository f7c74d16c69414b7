package termbase

import (
	"context"
	"errors"
	"fmt"
	"io"

	"bitext/corpus/lang"
)

// Diagnosis is what Diagnose found. Numbers of things that are wrong are 0 in a
// healthy termbase.
type Diagnosis struct {
	Damage     []string // what SQLite says is broken; cannot be repaired here, see Salvage
	Orphans    int      // rows that belong to something that is gone
	Pairs      int      // pairs whose units are not those of their beads, or cannot be found by their passages
	Renderings int      // renderings whose count is not that of their places
	Keys       int      // terms whose keys for search are of another version of the folding rules
	TermIndex  int      // terms that the word index lacks or has too many
	Lists      int      // entries that stand in the wrong place of sorted lists
	TextIndex  bool     // the word index of the texts does not hold together
	Repaired   bool     // all but the damage has been put right
}

// Healthy reports whether nothing is wrong.
func (d *Diagnosis) Healthy() bool {
	return len(d.Damage) == 0 && d.Orphans+d.Pairs+d.Renderings+d.Keys+d.TermIndex+d.Lists == 0 && !d.TextIndex
}

// Diagnose looks through the whole file. With repair it puts right, in one
// transaction, all that follows from something else: indexes, keys, counts,
// units.
func (db *DB) Diagnose(ctx context.Context, repair bool) (*Diagnosis, error) {
	d := &Diagnosis{}
	var err error
	if d.Damage, err = column[string](ctx, db.sql, "PRAGMA integrity_check(20)"); err != nil {
		if explained := explain(err); errors.Is(explained, ErrCorrupt) {
			d.Damage = []string{explained.Error()}
			return d, nil
		}
		return nil, explain(err)
	}
	if len(d.Damage) == 1 && d.Damage[0] == "ok" {
		d.Damage = nil
	}
	if len(d.Damage) > 0 {
		return d, nil
	}
	if err := db.read(ctx, func(q querier) error { return d.look(ctx, q) }); err != nil {
		return nil, err
	}
	if !repair || d.Healthy() {
		return d, nil
	}
	err = db.edit(ctx, Change{}, func(w *editor) error { return w.repair() })
	d.Repaired = err == nil
	return d, err
}

// listed is what lists of entries are sorted and chosen by, made anew: see
// schema/004.sql.
const listed = `SELECT
	coalesce((SELECT max(score) FROM sighting WHERE entry = entry.id), 0),
	coalesce((SELECT max(count) FROM sighting WHERE entry = entry.id), 0),
	coalesce((SELECT max(n) FROM (SELECT count(DISTINCT text) AS n FROM rendering r WHERE r.entry = entry.id AND r.count > 0 GROUP BY target)), 0),
	coalesce((SELECT fold || char(9) || text FROM term WHERE entry = entry.id AND position = 0), '')`

// look counts what is wrong.
func (d *Diagnosis) look(ctx context.Context, q querier) error {
	for _, c := range []struct {
		to    *int
		query string
	}{
		{&d.Orphans, "SELECT count(*) FROM pragma_foreign_key_check"},
		{&d.Orphans, "SELECT count(*) FROM place WHERE unit NOT IN (SELECT id FROM unit) OR entry NOT IN (SELECT id FROM entry)"},
		{&d.Orphans, "SELECT count(*) FROM unit WHERE pair NOT IN (SELECT id FROM pair)"},
		{&d.Orphans, "SELECT count(*) FROM document WHERE id NOT IN (SELECT source FROM pair UNION SELECT target FROM pair)"},
		{&d.Pairs, "SELECT count(*) FROM pair WHERE units <> (SELECT count(*) FROM unit WHERE id BETWEEN first AND first + units - 1 AND pair = pair.id)"},
		{&d.Pairs, "SELECT count(*) FROM pair WHERE id NOT IN (SELECT pair FROM passage)"},
		{&d.Renderings, "SELECT count(*) FROM rendering JOIN (SELECT rendering, count(*) AS n FROM place GROUP BY rendering) p ON p.rendering = rendering.id WHERE count < n"},
		{&d.Lists, "SELECT count(*) FROM entry WHERE (score, count, rivals, head) <> (" + listed + ")"},
		{&d.TermIndex, "SELECT count(*) FROM term WHERE id NOT IN (SELECT docid FROM term_text)"},
		{&d.TermIndex, "SELECT count(*) FROM term_text WHERE docid NOT IN (SELECT id FROM term)"},
	} {
		n, err := column[int](ctx, q, c.query)
		if err != nil {
			return err
		}
		*c.to += n[0]
	}
	return d.lookClosely(ctx, q)
}

// lookClosely compares what is stored with what it is made from.
func (d *Diagnosis) lookClosely(ctx context.Context, q querier) error {
	rows, err := q.QueryContext(ctx, "SELECT t.lang, t.text, t.norm, t.fold, coalesce(x.words, '') FROM term t LEFT JOIN term_text x ON x.docid = t.id")
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var t Term
		var norm, fold, words string
		if err := rows.Scan(&t.Lang, &t.Text, &norm, &fold, &words); err != nil {
			return err
		}
		if norm != lang.Normal(t.Text) || fold != lang.Fold(t.Text) || words != termWords(&t) {
			d.Keys++
		}
	}
	if err := rows.Err(); err != nil {
		return err
	}
	// Every text must be found by its first word.
	sample, err := q.QueryContext(ctx, "SELECT id, source, target FROM unit WHERE id % 97 = 0 OR id < 20")
	if err != nil {
		return err
	}
	defer sample.Close()
	for sample.Next() {
		var u Unit
		if err := sample.Scan(&u.ID, &u.Source, &u.Target); err != nil {
			return err
		}
		found, err := indexHas(ctx, q, u)
		if err != nil {
			return err
		}
		d.TextIndex = d.TextIndex || !found
	}
	return sample.Err()
}

// indexHas reports whether a unit is found by its first words.
func indexHas(ctx context.Context, q querier, u Unit) (bool, error) {
	for _, text := range []string{u.Source, u.Target} {
		spans := words(text)
		if len(spans) == 0 {
			continue
		}
		n, err := column[int](ctx, q, "SELECT count(*) FROM unit_text WHERE docid = ? AND unit_text MATCH ?", u.ID, `"`+lang.Fold(spans[0].In(text))+`"`)
		if err != nil {
			return false, err
		}
		if n[0] == 0 {
			return false, nil
		}
	}
	return true, nil
}

// repair makes anew all that follows from something else.
func (w *editor) repair() error {
	for _, query := range []string{
		"DELETE FROM place WHERE unit NOT IN (SELECT id FROM unit) OR entry NOT IN (SELECT id FROM entry)",
		"DELETE FROM unit WHERE pair NOT IN (SELECT id FROM pair)",
		"DELETE FROM document WHERE id NOT IN (SELECT source FROM pair UNION SELECT target FROM pair)",
		"UPDATE rendering SET count = max(count, (SELECT count(*) FROM place WHERE rendering = rendering.id))",
		"UPDATE entry SET (score, count, rivals, head) = (" + listed + ")",
	} {
		if _, err := w.exec(query); err != nil {
			return err
		}
	}
	if err := w.repairTerms(); err != nil {
		return err
	}
	return w.repairTexts()
}

func (w *editor) repairTerms() error {
	ids, err := column[int64](w.ctx, w.tx, "SELECT id FROM term ORDER BY id")
	if err != nil {
		return err
	}
	if _, err := w.exec("DELETE FROM term_text"); err != nil {
		return err
	}
	for _, id := range ids {
		var t Term
		if err := w.tx.QueryRowContext(w.ctx, "SELECT lang, text FROM term WHERE id = ?", id).Scan(&t.Lang, &t.Text); err != nil {
			return err
		}
		if _, err := w.exec("UPDATE term SET norm = ?, fold = ? WHERE id = ?", lang.Normal(t.Text), lang.Fold(t.Text), id); err != nil {
			return err
		}
		if _, err := w.exec("INSERT INTO term_text (docid, words) VALUES (?, ?)", id, termWords(&t)); err != nil {
			return err
		}
	}
	return nil
}

// repairTexts makes the units of pairs that lack some, and the word index of
// all texts.
func (w *editor) repairTexts() error {
	for _, query := range []string{"DROP TABLE unit_text", `CREATE VIRTUAL TABLE unit_text USING fts4 (
		content="", source, target, matchinfo=fts3, tokenize=unicode61 "remove_diacritics=0"
	)`} {
		if _, err := w.tx.ExecContext(w.ctx, query); err != nil {
			return err
		}
	}
	pairs, err := column[int64](w.ctx, w.tx, "SELECT id FROM pair ORDER BY id")
	if err != nil {
		return err
	}
	for _, id := range pairs {
		b, err := loadBitext(w.ctx, w.tx, id)
		if err != nil {
			return err
		}
		if err := checkBeads(b); err != nil {
			return fmt.Errorf("pair %d: %w", id, err)
		}
		first, err := w.id("SELECT first FROM pair WHERE id = ?", id)
		if err != nil {
			return err
		}
		units := Derive(b)
		for _, query := range []string{"DELETE FROM unit WHERE pair = ?1", "UPDATE pair SET units = ?2 WHERE id = ?1"} {
			if _, err := w.tx.ExecContext(w.ctx, query, id, len(units)); err != nil {
				return err
			}
		}
		if err := insertUnits(w.ctx, w.tx, id, first, units); err != nil {
			return err
		}
	}
	return nil
}

// Saved says what Salvage could get out of a damaged file.
type Saved struct {
	Entries int
	Lost    int      // entries that could not be read
	Tables  []string // tables that could not be read to the end
}

// Salvage writes what people decided and what can still be read of it, in the
// backup format: entries, history, waivers. The texts are left out: a build
// reads them again. The termbase should be open with OpenOptions.Damaged.
func (db *DB) Salvage(ctx context.Context, w io.Writer) (*Saved, error) {
	out, saved := newDumper(w), &Saved{}
	last, err := db.lastEntry(ctx)
	if err != nil {
		return saved, err
	}
	for id := int64(1); id <= last; id++ {
		found, err := loadEntries(ctx, db.sql, []int64{id}, load{})
		switch {
		case ctx.Err() != nil:
			return saved, ctx.Err()
		case err != nil || len(found) == 1 && found[0].Check() != nil:
			saved.Lost++
		case len(found) == 1:
			saved.Entries++
			if err := out.line("entry", &found[0]); err != nil {
				return saved, err
			}
		}
	}
	before, after := tables()
	for _, t := range append(before, after...) {
		switch t.name {
		case "resource", "change", "bead", "correction", "waiver", "checked", "finding":
			if err := out.table(ctx, db.sql, t); err != nil {
				saved.Tables = append(saved.Tables, t.name)
			}
		}
	}
	return saved, out.buf.Flush()
}

// lastEntry is the highest ID that an entry may have, from the place that can
// still be read.
func (db *DB) lastEntry(ctx context.Context) (int64, error) {
	var err error
	for _, query := range []string{
		"SELECT seq FROM sqlite_sequence WHERE name = 'entry'",
		"SELECT coalesce(max(id), 0) FROM entry",
		"SELECT coalesce(max(entry), 0) FROM term",
		"SELECT coalesce(max(entry), 0) FROM change",
	} {
		var last []int64
		if last, err = column[int64](ctx, db.sql, query); err == nil && len(last) > 0 {
			return last[0], nil
		}
	}
	return 0, explain(err)
}
