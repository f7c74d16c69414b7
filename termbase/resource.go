package termbase

import (
	"context"
	"database/sql"
)

// Resource is something that entries of an exchange file refer to by name: a
// person, a bibliographical record. Its Body is XML.
type Resource struct {
	ID   string `json:"id"`
	Kind string `json:"kind"` // "respPerson", "bibl", …
	Body string `json:"body"`
}

// MadeUID begins the name of an entry that has no UID in an exchange file. Import
// uses such names to follow references and then forgets them.
const MadeUID = "bitext-"

// PutResources stores resources; one with the same ID is replaced.
func (db *DB) PutResources(ctx context.Context, resources ...Resource) error {
	return db.write(ctx, func(tx *sql.Tx) error {
		for _, r := range resources {
			if _, err := tx.ExecContext(ctx, "INSERT OR REPLACE INTO resource VALUES (?, ?, ?)", r.ID, r.Kind, r.Body); err != nil {
				return err
			}
		}
		return nil
	})
}

// Resources lists the stored resources by ID.
func (db *DB) Resources(ctx context.Context) ([]Resource, error) {
	rows, err := db.sql.QueryContext(ctx, "SELECT id, kind, body FROM resource ORDER BY id")
	if err != nil {
		return nil, explain(err)
	}
	defer rows.Close()
	var out []Resource
	for rows.Next() {
		var r Resource
		if err := rows.Scan(&r.ID, &r.Kind, &r.Body); err != nil {
			return nil, explain(err)
		}
		out = append(out, r)
	}
	return out, explain(rows.Err())
}

// UIDs gives the UID of every chosen entry, "" where it has none.
func (db *DB) UIDs(ctx context.Context, f Filter) (map[int64]string, error) {
	f.Sort, f.Limit, f.Offset = ByID, 0, 0
	query, args := f.ids()
	rows, err := db.sql.QueryContext(ctx, "SELECT id, uid FROM entry WHERE id IN ("+query+")", args...)
	if err != nil {
		return nil, explain(err)
	}
	defer rows.Close()
	out := map[int64]string{}
	for rows.Next() {
		var id int64
		var uid string
		if err := rows.Scan(&id, &uid); err != nil {
			return nil, explain(err)
		}
		out[id] = uid
	}
	return out, explain(rows.Err())
}
