package termbase

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"os"
	"path"
	"sort"
	"strconv"
	"strings"
)

// schema holds the migrations: 001.sql makes version 1 out of an empty file,
// 002.sql version 2 out of version 1, and so on. A file that has been released
// is never changed again.
//
//go:embed schema/*.sql
var schema embed.FS

// migration is one step.
type migration struct {
	version int
	sql     string
}

// migrations lists the steps in order.
func migrations() ([]migration, error) {
	names, err := schema.ReadDir("schema")
	if err != nil {
		return nil, err
	}
	var steps []migration
	for _, entry := range names {
		version, err := strconv.Atoi(strings.TrimSuffix(entry.Name(), ".sql"))
		if err != nil {
			return nil, fmt.Errorf("schema/%s: the name is not a number", entry.Name())
		}
		text, err := schema.ReadFile(path.Join("schema", entry.Name()))
		if err != nil {
			return nil, err
		}
		steps = append(steps, migration{version, string(text)})
	}
	sort.Slice(steps, func(i, j int) bool { return steps[i].version < steps[j].version })
	return steps, nil
}

// migrate brings the file from one version to the latest, each step in one
// transaction. A file that holds something is copied first.
func (db *DB) migrate(ctx context.Context, version int, steps []migration) error {
	if version > 0 {
		if err := db.backup(ctx, version); err != nil {
			return err
		}
	}
	for _, step := range steps {
		if step.version <= version {
			continue
		}
		if err := db.step(ctx, step); err != nil {
			return fmt.Errorf("migrate to schema %d: %w", step.version, err)
		}
	}
	return db.useLog(ctx)
}

// step makes one migration, unless somebody else has made it while we waited.
func (db *DB) step(ctx context.Context, m migration) error {
	return db.write(ctx, func(tx *sql.Tx) error {
		var now int
		if err := tx.QueryRowContext(ctx, "PRAGMA user_version").Scan(&now); err != nil {
			return err
		}
		if now >= m.version {
			return nil
		}
		if _, err := tx.ExecContext(ctx, m.sql); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d", applicationID, m.version))
		return err
	})
}

// backup copies the termbase as it is to a file beside it, named for its
// version and never over one that stands there. A copy that was not finished
// does not bear the name.
func (db *DB) backup(ctx context.Context, version int) error {
	name := fmt.Sprintf("%s.v%d.bak", db.path, version)
	for n := 2; exists(name); n++ {
		name = fmt.Sprintf("%s.v%d.%d.bak", db.path, version, n)
	}
	part := name + ".part"
	os.Remove(part) // of an attempt that was killed
	if _, err := db.sql.ExecContext(ctx, "VACUUM INTO ?", part); err != nil {
		os.Remove(part)
		return fmt.Errorf("copy to %s before the upgrade: %w", name, err)
	}
	return os.Rename(part, name)
}

func exists(name string) bool {
	_, err := os.Lstat(name)
	return err == nil
}

// useLog switches to the write-ahead log, which the file then remembers. It
// comes after the first transaction, so that the file's first page says whose
// it is from the beginning.
func (db *DB) useLog(ctx context.Context) error {
	var mode string
	if err := db.sql.QueryRowContext(ctx, "PRAGMA journal_mode = WAL").Scan(&mode); err != nil {
		// Somebody else is at it at this moment; either mode is safe.
		if explained := explain(err); explained != err {
			return nil
		}
		return err
	}
	return nil
}

// write runs one transaction: all of do or nothing of it.
func (db *DB) write(ctx context.Context, do func(*sql.Tx) error) error {
	if db.readOnly {
		return fmt.Errorf("%s: %w: opened for reading", db.path, ErrReadOnly)
	}
	db.writing.Lock()
	defer db.writing.Unlock()
	tx, err := db.sql.BeginTx(ctx, nil)
	if err != nil {
		return explain(err)
	}
	if err := do(tx); err != nil {
		tx.Rollback()
		return explain(err)
	}
	return explain(tx.Commit())
}
