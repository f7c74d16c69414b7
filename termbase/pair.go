package termbase

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"bitext/align"
	"bitext/corpus"
)

// Text names a stored document.
type Text struct {
	ID     int64       `json:"id"`
	Path   string      `json:"path"`
	Lang   corpus.Lang `json:"lang"`
	Blocks int         `json:"blocks"`
}

// Pair is a document with its translation. Pairs that share a source share its
// Source.ID.
type Pair struct {
	ID     int64  `json:"id"`
	Source Text   `json:"source"`
	Target Text   `json:"target"`
	Digest string `json:"digest"` // as it was passed to PutPair
	Units  int    `json:"units"`
	First  int64  `json:"first"` // ID of its first unit; the others follow

	Counted bool `json:"-"` // Propose or Extend has taken its terms in
}

// PutPair stores an aligned pair in one transaction. Whatever an earlier
// version of the pair gave (the same two paths and languages) is taken away
// first, its places and counts with it. Beads that people set in it (see
// Correct) stand in what is stored, whatever b says. Documents without a path
// are never taken for an earlier version. digest is what PairDigest will
// answer: a fingerprint of the files and settings that the pair was made from.
func (db *DB) PutPair(ctx context.Context, b *align.Bitext, digest string) error {
	err := db.write(ctx, func(tx *sql.Tx) error {
		if b.Source.Path == "" && b.Target.Path == "" {
			return insertPair(ctx, tx, b, digest)
		}
		if err := dropPairOf(ctx, tx, b.Source, b.Target); err != nil {
			return err
		}
		whole, err := withHand(ctx, tx, b)
		if err != nil {
			return err
		}
		return insertPair(ctx, tx, whole, digest)
	})
	if err != nil {
		return fmt.Errorf("store %s and %s: %w", b.Source.Path, b.Target.Path, err)
	}
	return nil
}

func insertPair(ctx context.Context, tx *sql.Tx, b *align.Bitext, digest string) error {
	units := Derive(b)
	beads, _, err := deflate(packBeads(b))
	if err != nil {
		return err
	}
	source, err := putDocument(ctx, tx, b.Source)
	if err != nil {
		return err
	}
	target, err := putDocument(ctx, tx, b.Target)
	if err != nil {
		return err
	}
	return insertPacked(ctx, tx, packedPair{source, target, digest, beads}, units)
}

// packedPair is a pair as it is stored.
type packedPair struct {
	source, target int64
	digest         string
	beads          []byte
}

// insertPacked stores a pair with its units.
func insertPacked(ctx context.Context, tx *sql.Tx, p packedPair, units []Unit) error {
	var last sql.NullInt64
	if err := tx.QueryRowContext(ctx, "SELECT seq FROM sqlite_sequence WHERE name = 'unit'").Scan(&last); err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	done, err := tx.ExecContext(ctx, "INSERT INTO pair (source, target, digest, beads, first, units) VALUES (?, ?, ?, ?, ?, ?)",
		p.source, p.target, p.digest, p.beads, last.Int64+1, len(units))
	if err != nil {
		return err
	}
	pair, err := done.LastInsertId()
	if err != nil {
		return err
	}
	return insertUnits(ctx, tx, pair, last.Int64+1, units)
}

// dropPairOf removes the stored pair of the two paths, where there is one.
func dropPairOf(ctx context.Context, tx *sql.Tx, source, target *corpus.Document) error {
	ids, err := column[int64](ctx, tx, `SELECT p.id FROM pair p JOIN document s ON s.id = p.source JOIN document t ON t.id = p.target
		WHERE s.path = ? AND s.lang = ? AND t.path = ? AND t.lang = ?`, source.Path, source.Lang, target.Path, target.Lang)
	if err != nil {
		return err
	}
	for _, id := range ids {
		if err := dropPair(ctx, tx, id); err != nil {
			return err
		}
	}
	return nil
}

// RemovePair takes a pair away with its units, places and counts, and its
// documents unless another pair has them. An ID that does not exist is no error.
func (db *DB) RemovePair(ctx context.Context, id int64) error {
	return db.write(ctx, func(tx *sql.Tx) error { return dropPair(ctx, tx, id) })
}

func dropPair(ctx context.Context, tx *sql.Tx, id int64) error {
	var first, units int64
	err := tx.QueryRowContext(ctx, "SELECT first, units FROM pair WHERE id = ?", id).Scan(&first, &units)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return err
	}
	last := first + units - 1
	if err := dropCounts(ctx, tx, first, last); err != nil {
		return err
	}
	for _, step := range []struct {
		sql  string
		args []any
	}{
		{moreChanged, []any{id}},
		{"DELETE FROM unit WHERE id BETWEEN ? AND ?", []any{first, last}},
		{"DELETE FROM pair WHERE id = ?", []any{id}},
		{`DELETE FROM document WHERE NOT EXISTS (SELECT 1 FROM pair WHERE source = document.id)
			AND NOT EXISTS (SELECT 1 FROM pair WHERE target = document.id)`, nil},
	} {
		if _, err := tx.ExecContext(ctx, step.sql, step.args...); err != nil {
			return err
		}
	}
	return nil
}

// dropCounts takes the places in some units away, and so many of each count.
// What nothing is left of stays with count 0, so that it keeps its number should
// it come back; Propose and Extend clear it away.
func dropCounts(ctx context.Context, tx *sql.Tx, first, last int64) error {
	for _, query := range []string{lessRenderings, lessForms, lessSightings, "DELETE FROM place WHERE unit BETWEEN ?1 AND ?2"} {
		if _, err := tx.ExecContext(ctx, query, first, last); err != nil {
			return err
		}
	}
	return nil
}

// moreChanged notes that pair ?1 goes: one that the latest whole extraction saw is
// a difference to it, one that came later no longer is.
const moreChanged = `UPDATE ranking SET changed = max(0, changed + (SELECT CASE counted WHEN 2 THEN units ELSE -units END FROM pair WHERE id = ?1))
	WHERE EXISTS (SELECT 1 FROM pair p JOIN document s ON s.id = p.source JOIN document t ON t.id = p.target
		WHERE p.id = ?1 AND p.counted <> 0 AND s.lang = ranking.source AND t.lang = ranking.target)`

// The places in the units ?1 to ?2 are about to go: so many less of each.
const (
	lessForms = `WITH gone AS (SELECT number, count(*) AS n FROM (
			SELECT DISTINCT entry, unit, source_start, form AS number FROM place WHERE unit BETWEEN ?1 AND ?2 AND form <> 0) GROUP BY number)
		UPDATE form SET count = max(0, count - (SELECT n FROM gone WHERE gone.number = form.number))
		WHERE number <> 0 AND number IN (SELECT number FROM gone)`
	lessRenderings = `WITH gone AS (SELECT rendering, count(*) AS n FROM place WHERE unit BETWEEN ?1 AND ?2 AND rendering <> 0 GROUP BY rendering)
		UPDATE rendering SET count = max(0, count - (SELECT n FROM gone WHERE rendering = rendering.id))
		WHERE id IN (SELECT rendering FROM gone)`
	lessSightings = `WITH here AS (
			SELECT s.lang AS source, t.lang AS target FROM pair p
			JOIN document s ON s.id = p.source JOIN document t ON t.id = p.target WHERE p.first = ?1),
		gone AS (SELECT entry, count(*) AS n FROM (
			SELECT DISTINCT entry, unit, source_start FROM place WHERE unit BETWEEN ?1 AND ?2) GROUP BY entry)
		UPDATE sighting SET docs = max(0, docs - 1), count = max(0, count - (SELECT n FROM gone WHERE entry = sighting.entry))
		WHERE entry IN (SELECT entry FROM gone)
			AND source = (SELECT source FROM here) AND target = (SELECT target FROM here)`
)

// PairDigest is the digest with which the pair of the two paths was stored, ""
// where there is no such pair. A build compares it to leave alone what has not
// changed.
func (db *DB) PairDigest(ctx context.Context, source, target string) (string, error) {
	var digest string
	err := db.sql.QueryRowContext(ctx, `SELECT p.digest FROM pair p JOIN document s ON s.id = p.source JOIN document t ON t.id = p.target
		WHERE s.path = ? AND t.path = ? ORDER BY p.id`, source, target).Scan(&digest)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return digest, explain(err)
}

const selectPairs = `SELECT p.id, p.digest, p.first, p.units, p.counted <> 0, s.id, s.path, s.lang, s.blocks, t.id, t.path, t.lang, t.blocks
	FROM pair p JOIN document s ON s.id = p.source JOIN document t ON t.id = p.target `

// Pairs lists the stored pairs by path of the source, then of the target.
func (db *DB) Pairs(ctx context.Context) ([]Pair, error) {
	pairs, err := listPairs(ctx, db.sql)
	return pairs, explain(err)
}

func listPairs(ctx context.Context, q querier) ([]Pair, error) {
	rows, err := q.QueryContext(ctx, selectPairs+"ORDER BY s.path, s.lang, s.id, t.lang, t.path, p.id")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []Pair
	for rows.Next() {
		p, err := scanPair(rows)
		if err != nil {
			return nil, err
		}
		out = append(out, p)
	}
	return out, rows.Err()
}

func scanPair(row interface{ Scan(...any) error }) (p Pair, err error) {
	err = row.Scan(&p.ID, &p.Digest, &p.First, &p.Units, &p.Counted, &p.Source.ID, &p.Source.Path, &p.Source.Lang, &p.Source.Blocks,
		&p.Target.ID, &p.Target.Path, &p.Target.Lang, &p.Target.Blocks)
	return p, err
}

// Bitext reads a stored pair back as it was passed to PutPair, see Document.
func (db *DB) Bitext(ctx context.Context, pair int64) (*align.Bitext, error) {
	b, err := loadBitext(ctx, db.sql, pair)
	if err != nil {
		return nil, fmt.Errorf("pair %d: %w", pair, explain(err))
	}
	return b, nil
}

func loadBitext(ctx context.Context, q querier, pair int64) (*align.Bitext, error) {
	var source, target int64
	var packed []byte
	if err := q.QueryRowContext(ctx, "SELECT source, target, beads FROM pair WHERE id = ?", pair).Scan(&source, &target, &packed); err != nil {
		return nil, err
	}
	var beads storedBeads
	if err := inflate(packed, &beads); err != nil {
		return nil, err
	}
	b := &align.Bitext{Paragraphs: unpackBeads(beads.Paragraphs), Sentences: unpackBeads(beads.Sentences)}
	var err error
	if b.Source, err = loadDocument(ctx, q, source); err != nil {
		return nil, err
	}
	b.Target, err = loadDocument(ctx, q, target)
	return b, err
}

// column reads the first column of every row.
func column[T any](ctx context.Context, q querier, query string, args ...any) ([]T, error) {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []T
	for rows.Next() {
		var v T
		if err := rows.Scan(&v); err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, rows.Err()
}

// querier is a database or a transaction in it.
type querier interface {
	QueryContext(context.Context, string, ...any) (*sql.Rows, error)
	QueryRowContext(context.Context, string, ...any) *sql.Row
}
