package termbase

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"bitext/corpus"
)

// Gathered says what came out of Gather.
type Gathered struct {
	Pairs     int
	Twice     []Pair     // stored in two files in different states: the first file's was taken
	Added     int        // entries that the first file did not have
	Conflicts []Conflict // between the decisions of the first file and another's, see MergeFile
}

// Gather fills an empty termbase from others: those of the parts of a build, or
// any others. The pairs come in the order of their paths, whichever file they
// stand in, so that an extraction over them sees what it would after one build.
// Decisions, their history and what people set in alignments are those of the
// first file, joined with those of the others as MergeFile does. What was
// observed of terms is left out: it is to be extracted anew. It is many
// transactions: after an error, db is to be thrown away.
func (db *DB) Gather(ctx context.Context, ch Change, from []*DB, opts MergeOptions) (*Gathered, error) {
	out := &Gathered{}
	for i, other := range from {
		if err := db.takeDecisions(ctx, other, i == 0); err != nil {
			return nil, fmt.Errorf("%s: %w", other.path, err)
		}
	}
	if err := db.takePairs(ctx, from, out); err != nil {
		return nil, err
	}
	for _, other := range from[min(1, len(from)):] {
		report, err := db.MergeFile(ctx, ch, other, opts)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", other.path, err)
		}
		out.Added += report.Added
		out.Conflicts = append(out.Conflicts, report.Conflicts...)
	}
	return out, nil
}

// takeDecisions copies what people did in another file: of the first one all,
// of later ones what MergeFile does not look at.
func (db *DB) takeDecisions(ctx context.Context, other *DB, first bool) error {
	return db.edit(ctx, Change{}, func(w *editor) error {
		return other.read(ctx, func(q querier) error {
			for _, t := range decisionTables(first) {
				if err := w.copyRows(q, t); err != nil {
					return fmt.Errorf("%s: %w", t.name, err)
				}
			}
			if !first {
				return nil
			}
			ids, err := column[int64](ctx, q, "SELECT id FROM entry WHERE changed <> 0 OR id IN (SELECT entry FROM change) ORDER BY id")
			if err != nil {
				return err
			}
			for part := range slices.Chunk(ids, chunk) {
				entries, err := loadEntries(ctx, q, part, load{})
				if err != nil {
					return err
				}
				for i := range entries {
					if err := w.store(&entries[i], true); err != nil {
						return err
					}
				}
			}
			return w.copySequences(q)
		})
	})
}

// decisionTables are the tables that are copied as they are. Without IDs where the
// rows of several files come together.
func decisionTables(first bool) []table {
	_, all := tables()
	var out []table
	for _, t := range all {
		switch t.name {
		case "change", "waiver", "checked", "finding":
			if first {
				out = append(out, t)
			}
		case "bead", "correction":
			if !first {
				t.columns = strings.TrimPrefix(t.columns, "id ")
			}
			out = append(out, t)
		}
	}
	if first {
		out = append(out, table{"resource", "id kind body", "id"})
	}
	return out
}

// copyRows copies the rows of a table that are not there yet.
func (w *editor) copyRows(q querier, t table) error {
	names, _ := t.fields()
	list := strings.Join(names, ", ")
	rows, err := q.QueryContext(w.ctx, "SELECT "+list+" FROM "+t.name+" ORDER BY "+t.order)
	if err != nil {
		return err
	}
	defer rows.Close()
	var same []string
	for i, name := range names {
		same = append(same, fmt.Sprintf("%s IS ?%d", name, i+1))
	}
	query := "INSERT INTO " + t.name + " (" + list + ") SELECT ?" + strings.Repeat(", ?", len(names)-1) +
		" WHERE NOT EXISTS (SELECT 1 FROM " + t.name + " WHERE " + strings.Join(same, " AND ") + ")"
	return eachRow(rows, len(names), func(cells []any) error {
		_, err := w.exec(query, cells...)
		return err
	})
}

// copySequences sees to it that numbers which the histories name are not given
// again.
func (w *editor) copySequences(q querier) error {
	rows, err := q.QueryContext(w.ctx, "SELECT name, seq FROM sqlite_sequence WHERE name IN ('entry', 'term', 'change') ORDER BY name")
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var name string
		var last int64
		if err := rows.Scan(&name, &last); err != nil {
			return err
		}
		if _, err := w.exec("DELETE FROM sqlite_sequence WHERE name = ?", name); err != nil {
			return err
		}
		if _, err := w.exec("INSERT INTO sqlite_sequence VALUES (?, ?)", name, last); err != nil {
			return err
		}
	}
	return rows.Err()
}

// held is a pair with the file that it stands in.
type held struct {
	Pair
	file int
}

// takePairs copies the pairs of all files in the order of their paths.
func (db *DB) takePairs(ctx context.Context, from []*DB, out *Gathered) error {
	var all []held
	for i, other := range from {
		pairs, err := other.Pairs(ctx)
		if err != nil {
			return fmt.Errorf("%s: %w", other.path, err)
		}
		for _, p := range pairs {
			all = append(all, held{p, i})
		}
	}
	slices.SortStableFunc(all, func(a, b held) int {
		return cmp.Or(cmp.Compare(a.Source.Path, b.Source.Path), cmp.Compare(a.Source.Lang, b.Source.Lang),
			cmp.Compare(a.Target.Lang, b.Target.Lang), cmp.Compare(a.Target.Path, b.Target.Path))
	})
	var last *held
	for i := range all {
		p := &all[i]
		if last != nil && p.Source.Path != "" && samePaths(p.Pair, last.Pair) {
			if p.Digest != last.Digest {
				out.Twice = append(out.Twice, p.Pair)
			}
			continue
		}
		if err := db.takePair(ctx, from[p.file], p.Pair); err != nil {
			return fmt.Errorf("%s: %s and %s: %w", from[p.file].path, p.Source.Path, p.Target.Path, err)
		}
		last = p
		out.Pairs++
	}
	return nil
}

func samePaths(a, b Pair) bool {
	return a.Source.Path == b.Source.Path && a.Source.Lang == b.Source.Lang && a.Target.Path == b.Target.Path && a.Target.Lang == b.Target.Lang
}

// takePair copies one pair. Where people set beads in it, in whichever file, they
// are set here.
func (db *DB) takePair(ctx context.Context, other *DB, p Pair) error {
	return db.write(ctx, func(tx *sql.Tx) error {
		return other.read(ctx, func(q querier) error {
			var set int
			if err := tx.QueryRowContext(ctx, "SELECT count(*) FROM bead WHERE source_path = ? AND source_lang = ? AND target_path = ? AND target_lang = ?",
				p.Source.Path, p.Source.Lang, p.Target.Path, p.Target.Lang).Scan(&set); err != nil {
				return err
			}
			if set == 0 {
				return copyPair(ctx, q, tx, p)
			}
			b, err := loadBitext(ctx, q, p.ID)
			if err != nil {
				return err
			}
			if b, err = withHand(ctx, tx, b); err != nil {
				return err
			}
			return insertPair(ctx, tx, b, p.Digest)
		})
	})
}

// copyPair copies a pair as it is stored.
func copyPair(ctx context.Context, q querier, tx *sql.Tx, p Pair) error {
	source, err := copyDocument(ctx, q, tx, p.Source.ID)
	if err != nil {
		return err
	}
	target, err := copyDocument(ctx, q, tx, p.Target.ID)
	if err != nil {
		return err
	}
	beads, err := column[[]byte](ctx, q, "SELECT beads FROM pair WHERE id = ?", p.ID)
	if err != nil {
		return err
	}
	units, err := unitsBetween(ctx, q, p)
	if err != nil {
		return err
	}
	if len(beads) == 0 || len(units) != p.Units {
		return fmt.Errorf("%w: pair %d is not whole", ErrCorrupt, p.ID)
	}
	return insertPacked(ctx, tx, packedPair{source, target, p.Digest, beads[0]}, units)
}

func unitsBetween(ctx context.Context, q querier, p Pair) ([]Unit, error) {
	rows, err := q.QueryContext(ctx, "SELECT "+unitColumns+" FROM unit u JOIN pair p ON p.id = u.pair WHERE u.id BETWEEN ? AND ? ORDER BY u.id",
		p.First, p.First+int64(p.Units)-1)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []Unit
	for rows.Next() {
		u, err := scanUnit(rows)
		if err != nil {
			return nil, err
		}
		out = append(out, u)
	}
	return out, rows.Err()
}

// copyDocument copies a document unless it stands there already, and gives its ID.
func copyDocument(ctx context.Context, q querier, tx *sql.Tx, id int64) (int64, error) {
	var d struct {
		path, encoding string
		lang           corpus.Lang
		blocks         int
		digest, body   []byte
	}
	if err := q.QueryRowContext(ctx, "SELECT path, lang, encoding, blocks, digest, body FROM document WHERE id = ?", id).
		Scan(&d.path, &d.lang, &d.encoding, &d.blocks, &d.digest, &d.body); err != nil {
		return 0, err
	}
	return insertDocument(ctx, tx, Text{Path: d.path, Lang: d.lang, Blocks: d.blocks}, d.encoding, d.digest, d.body)
}
