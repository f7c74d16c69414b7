package termbase

import (
	"context"
	"database/sql"
)

// Refused is a pair of files that were found to be no translations of each other.
type Refused struct {
	Source, Target string // paths
	Digest         string // of the files and settings
	Reason         string
}

// Refuse notes it, so that a build need not find it out again.
func (db *DB) Refuse(ctx context.Context, r Refused) error {
	return db.write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "INSERT OR REPLACE INTO refused VALUES (?, ?, ?, ?)", r.Source, r.Target, r.Digest, r.Reason)
		return err
	})
}

// Refusals lists what was refused, by path.
func (db *DB) Refusals(ctx context.Context) ([]Refused, error) {
	rows, err := db.sql.QueryContext(ctx, "SELECT source, target, digest, reason FROM refused ORDER BY source, target")
	if err != nil {
		return nil, explain(err)
	}
	defer rows.Close()
	var out []Refused
	for rows.Next() {
		var r Refused
		if err := rows.Scan(&r.Source, &r.Target, &r.Digest, &r.Reason); err != nil {
			return nil, explain(err)
		}
		out = append(out, r)
	}
	return out, explain(rows.Err())
}
