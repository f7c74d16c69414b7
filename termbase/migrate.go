package termbase

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"hash/fnv"
	"os"
	"path"
	"path/filepath"
	"sort"
	"strconv"
	"strings"

	"bitext/corpus"
	"bitext/corpus/lang"
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
// transaction. A file that holds something is copied first; a new one is made
// in a single transaction, so that nobody who opens it meanwhile takes it for
// an older one.
func (db *DB) migrate(ctx context.Context, version int, steps []migration) error {
	if version == 0 {
		if err := db.step(ctx, steps...); err != nil {
			return fmt.Errorf("make the tables: %w", err)
		}
		return db.useLog(ctx)
	}
	if err := db.backup(ctx, version); err != nil {
		return err
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

// refresh makes anew what follows from something else by other rules than
// today's: keys of terms by folding and stemming, fingerprints of passages. They
// are not part of the schema, but a search would miss what they no longer fit.
func (db *DB) refresh(ctx context.Context) error {
	for _, r := range []struct {
		name, rules string
		repair      func(*editor) error
	}{
		{"key rules", keyRules(), (*editor).repairTerms},
		{"passage rules", passageRules, (*editor).repairPassages},
	} {
		stored, err := column[string](ctx, db.sql, "SELECT value FROM meta WHERE name = ?", r.name)
		if err != nil {
			return err
		}
		if len(stored) == 1 && stored[0] == r.rules {
			continue
		}
		err = db.edit(ctx, Change{}, func(w *editor) error {
			if err := r.repair(w); err != nil {
				return err
			}
			_, err := w.exec("INSERT OR REPLACE INTO meta VALUES (?, ?)", r.name, r.rules)
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// keyRules is a fingerprint of the rules by which the keys of terms are made:
// what they make of some words that change often.
func keyRules() string {
	h := fnv.New64a()
	for _, code := range []corpus.Lang{corpus.English, corpus.French, corpus.Spanish, corpus.German, corpus.Chinese} {
		for _, text := range []string{
			"Member States’ capacity-building meetings", "l’État partie – les œuvres", "entraide judiciaires aujourd'hui",
			"procédures méthodologiques", "naïve ﬁles", "Straße", "señales", "U.N.", "日本語", "e\u0301tat", "n° 5", "R&D", "re-examined studies",
		} {
			t := &Term{Lang: code, Text: text}
			fmt.Fprintln(h, lang.Normal(text), lang.Fold(text), termWords(t))
		}
	}
	return fmt.Sprintf("%016x", h.Sum64())
}

// step makes migrations together, but for those that somebody else has made
// while we waited.
func (db *DB) step(ctx context.Context, steps ...migration) error {
	return db.write(ctx, func(tx *sql.Tx) error {
		var now int
		if err := tx.QueryRowContext(ctx, "PRAGMA user_version").Scan(&now); err != nil {
			return err
		}
		for _, m := range steps {
			if now >= m.version {
				continue
			}
			if _, err := tx.ExecContext(ctx, m.sql); err != nil {
				return err
			}
			now = m.version
		}
		_, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d", applicationID, now))
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
	part, err := os.CreateTemp(filepath.Dir(name), filepath.Base(name)+".*.part") // two may be at it
	if err == nil {
		err = part.Close()
	}
	if err != nil {
		return fmt.Errorf("copy to %s before the upgrade: %w", name, err)
	}
	if _, err := db.sql.ExecContext(ctx, "VACUUM INTO ?", part.Name()); err != nil {
		os.Remove(part.Name())
		return fmt.Errorf("copy to %s before the upgrade: %w", name, err)
	}
	return os.Rename(part.Name(), name)
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
