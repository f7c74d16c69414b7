package termbase

import (
	"context"
	"database/sql"
	"iter"
	"strings"

	"bitext/align"
	"bitext/corpus"
	"bitext/corpus/lang"
)

// UnitFilter chooses units. The zero value takes all.
type UnitFilter struct {
	Pair           int64       // of this pair only
	Source, Target corpus.Lang // of pairs in these languages only
	New            bool        // of pairs that no extraction has counted yet
}

// takes reports whether the units of a pair are wanted.
func (f UnitFilter) takes(p *Pair) bool {
	return (f.Pair == 0 || p.ID == f.Pair) && (f.Source == "" || p.Source.Lang == f.Source) &&
		(f.Target == "" || p.Target.Lang == f.Target) && !(f.New && p.Counted)
}

// Derive makes the units of a bitext: one a sentence bead, or one a paragraph
// bead where sentences were not aligned. IDs and pair are not set.
func Derive(b *align.Bitext) []Unit {
	level := align.Sentence
	if b.Sentences == nil {
		level = align.Paragraph
	}
	source, target := newSide(b.Source, level), newSide(b.Target, level)
	beads := b.Beads(level)
	units := make([]Unit, len(beads))
	for i, bead := range beads {
		u := Unit{Index: i, Confidence: bead.Confidence, Fixed: bead.Fixed}
		u.Source, u.SourceBlock = source.join(bead.Source)
		u.Target, u.TargetBlock = target.join(bead.Target)
		units[i] = u
	}
	return units
}

// side is one document cut at one level.
type side struct {
	doc    *corpus.Document
	places []corpus.Place // of the segments; nil at the level of paragraphs
}

func newSide(d *corpus.Document, level align.Level) side {
	if level == align.Sentence {
		return side{d, d.Places()}
	}
	return side{doc: d}
}

// join gives the segments as one text and the first block among them.
func (s side) join(indices []int) (text string, block int) {
	block = -1
	var parts []string
	for _, i := range indices {
		at, part := i, ""
		if s.places == nil {
			part = s.doc.Blocks[i].Text
		} else {
			at = s.places[i].Block
			part = s.doc.Blocks[at].Segment(s.places[i].Segment)
		}
		if block < 0 {
			block = at
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, " "), block
}

func insertUnits(ctx context.Context, tx *sql.Tx, pair, first int64, units []Unit) error {
	row, err := tx.PrepareContext(ctx, "INSERT INTO unit VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
	if err != nil {
		return err
	}
	defer row.Close()
	words, err := tx.PrepareContext(ctx, "INSERT INTO unit_text (docid, source, target) VALUES (?, ?, ?)")
	if err != nil {
		return err
	}
	defer words.Close()
	for i, u := range units {
		id := first + int64(i)
		if _, err := row.ExecContext(ctx, id, pair, u.Source, u.Target, u.SourceBlock, u.TargetBlock, u.Confidence, u.Fixed); err != nil {
			return err
		}
		if _, err := words.ExecContext(ctx, id, indexed(u.Source), indexed(u.Target)); err != nil {
			return err
		}
	}
	return insertPassages(ctx, tx, pair, units)
}

// indexed is a text as the word index sees it: folded, and every character of
// a script that is written without spaces a word of its own.
func indexed(text string) string { return apart(lang.Fold(text)) }

// apart puts spaces around every character of a script that has none.
func apart(folded string) string {
	if strings.IndexFunc(folded, unspaced) < 0 {
		return folded
	}
	var b strings.Builder
	for _, r := range folded {
		if unspaced(r) {
			b.WriteByte(' ')
			b.WriteRune(r)
			b.WriteByte(' ')
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

// unspaced reports whether r belongs to a script that is written without
// spaces between words: Thai, Lao, Khmer, kana, Han.
func unspaced(r rune) bool {
	return r >= 0x0e00 && (r <= 0x0eff || r >= 0x1780 && r <= 0x17ff || r >= 0x3040 && r <= 0x30ff ||
		r >= 0x3400 && r <= 0x4dbf || r >= 0x4e00 && r <= 0x9fff || r >= 0x20000 && r <= 0x3134f)
}

const unitColumns = "u.id, u.pair, u.id - p.first, u.source, u.target, u.source_block, u.target_block, u.confidence, u.fixed"

// Units goes through the stored units by the paths of their pairs, and within a
// pair in the order of its beads, so that it does not matter in which order
// pairs were stored. It stops at the first error.
func (db *DB) Units(ctx context.Context, f UnitFilter) iter.Seq2[Unit, error] {
	return db.unitsWhere(ctx, f, "u.id BETWEEN ? AND ?", func(_ querier, p *Pair) ([]any, error) {
		return []any{p.First, p.First + int64(p.Units) - 1}, nil
	})
}

// unitsWhere goes through the units of each pair for which a condition holds; args
// gives its arguments, none where the pair has no such unit.
func (db *DB) unitsWhere(ctx context.Context, f UnitFilter, where string, args func(querier, *Pair) ([]any, error)) iter.Seq2[Unit, error] {
	return func(yield func(Unit, error) bool) {
		stopped := false
		err := db.read(ctx, func(q querier) error {
			pairs, err := listPairs(ctx, q)
			if err != nil {
				return err
			}
			each, err := prepare(ctx, q, "SELECT "+unitColumns+" FROM unit u JOIN pair p ON p.id = u.pair WHERE "+where+" ORDER BY u.id")
			if err != nil {
				return err
			}
			defer each.Close()
			for i := range pairs {
				if !f.takes(&pairs[i]) {
					continue
				}
				wanted, err := args(q, &pairs[i])
				if err != nil {
					return err
				}
				if wanted == nil {
					continue
				}
				if stopped, err = unitsOf(ctx, each, yield, wanted...); stopped || err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil && !stopped {
			yield(Unit{}, err)
		}
	}
}

// unitsOf goes through the units that a query finds with its arguments.
func unitsOf(ctx context.Context, each *sql.Stmt, yield func(Unit, error) bool, args ...any) (stopped bool, err error) {
	rows, err := each.QueryContext(ctx, args...)
	if err != nil {
		return false, err
	}
	defer rows.Close()
	for rows.Next() {
		u, err := scanUnit(rows)
		if err != nil {
			return false, err
		}
		if !yield(u, nil) {
			return true, nil
		}
	}
	return false, rows.Err()
}

func scanUnit(rows *sql.Rows) (u Unit, err error) {
	err = rows.Scan(&u.ID, &u.Pair, &u.Index, &u.Source, &u.Target, &u.SourceBlock, &u.TargetBlock, &u.Confidence, &u.Fixed)
	return u, err
}

// Unit reads one unit.
func (db *DB) Unit(ctx context.Context, id int64) (Unit, error) {
	rows, err := db.sql.QueryContext(ctx, "SELECT "+unitColumns+" FROM unit u JOIN pair p ON p.id = u.pair WHERE u.id = ?", id)
	if err != nil {
		return Unit{}, explain(err)
	}
	defer rows.Close()
	if !rows.Next() {
		if err := rows.Err(); err != nil {
			return Unit{}, explain(err)
		}
		return Unit{}, sql.ErrNoRows
	}
	u, err := scanUnit(rows)
	return u, explain(err)
}

// Seen counts, by entry and rendering, the places that a stored pair gave.
func (db *DB) Seen(ctx context.Context, pair int64) (map[int64]map[string]int, error) {
	rows, err := db.sql.QueryContext(ctx, `SELECT p.entry, r.text, count(*) FROM place p JOIN rendering r ON r.id = p.rendering JOIN pair d ON d.id = ?
		WHERE p.unit >= d.first AND p.unit < d.first + d.units GROUP BY p.entry, r.text`, pair)
	if err != nil {
		return nil, explain(err)
	}
	defer rows.Close()
	out := map[int64]map[string]int{}
	for rows.Next() {
		var entry int64
		var text string
		var n int
		if err := rows.Scan(&entry, &text, &n); err != nil {
			return nil, explain(err)
		}
		if out[entry] == nil {
			out[entry] = map[string]int{}
		}
		out[entry][text] += n
	}
	return out, explain(rows.Err())
}
