package termbase

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	sqlite3 "github.com/mattn/go-sqlite3"
)

// applicationID marks the file as ours in SQLite's header ("bitx").
const applicationID = 0x62697478

// What is wrong with a file. Errors of Open and of every other method wrap
// them where they fit.
var (
	ErrForeign  = errors.New("not a termbase")                              // no SQLite file, or another program's
	ErrNewer    = errors.New("made by a newer version of bitext")           // schema version above ours
	ErrOlder    = errors.New("made by an older version of bitext")          // only from a read-only Open, which migrates nothing
	ErrCorrupt  = errors.New("damaged")                                     // SQLite says so
	ErrBusy     = errors.New("in use by another writer")                    // waited OpenOptions.Busy for it
	ErrFull     = errors.New("no space left on the disk")                   // nothing was changed
	ErrReadOnly = errors.New("cannot be written")                           // file, folder or OpenOptions say so
	ErrConflict = errors.New("changed by somebody else in the meantime")    // see ConflictError
	ErrNoEntry  = errors.New("no such entry")                               //
	ErrInvalid  = errors.New("not a valid entry")                           // refused before anything was written
	errNoTables = errors.New("the file is a termbase without its tables")   // a torn file; never seen
	errPath     = errors.New("a path with a NUL byte cannot be a termbase") //
)

// OpenOptions says how to open a termbase. The zero value opens it for reading
// and writing and creates it where there is none.
type OpenOptions struct {
	ReadOnly bool          // writes nothing, creates nothing, migrates nothing
	Existing bool          // a missing file is an error
	Busy     time.Duration // how long to wait for another writer; 0 is 10 seconds
	Damaged  bool          // opens a damaged file read-only to get out what can be got
}

// DB is an open termbase.
type DB struct {
	path     string
	sql      *sql.DB
	readOnly bool
	copy     string     // folder of the copy of a damaged file, "" otherwise
	writing  sync.Mutex // one writer at a time within the process, without busy waiting

	watching sync.Mutex // guards watch
	watch    *sql.Conn  // of Generation; nil before it is first asked for
}

// Open opens the termbase at path, creates it where there is none, and brings
// an older one up to date. The errors that a caller may want to tell apart are
// listed above; a missing file is fs.ErrNotExist.
func Open(ctx context.Context, path string, opts OpenOptions) (*DB, error) {
	steps, err := migrations()
	if err != nil {
		return nil, err
	}
	return open(ctx, path, opts, steps)
}

// open is Open for a program that knows these migrations.
func open(ctx context.Context, path string, opts OpenOptions, steps []migration) (*DB, error) {
	opts.ReadOnly = opts.ReadOnly || opts.Damaged
	if err := precheck(path, opts); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	db := &DB{path: path, readOnly: opts.ReadOnly}
	var err error
	if opts.Damaged {
		if db.copy, err = paddedCopy(path); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		path = filepath.Join(db.copy, "damaged.db")
	}
	crashed := leftovers(path)
	for _, mode := range modes(opts) {
		if db.sql, err = sql.Open("sqlite3", dsn(path, opts, mode)); err != nil {
			return nil, err
		}
		if err = db.prepare(ctx, opts, crashed, steps); err == nil {
			return db, nil
		}
		db.sql.Close()
		denied := isCode(err, sqlite3.ErrCantOpen) || isCode(err, sqlite3.ErrReadonly) || isCode(err, sqlite3.ErrPerm)
		if !denied || crashed && mode == "ro" {
			break
		}
	}
	os.RemoveAll(db.copy)
	return nil, fmt.Errorf("%s: %w", db.path, explain(err))
}

// paddedCopy copies a damaged file into a folder of its own, filled up with
// zeros to the length that it should have: SQLite reads nothing of a file that
// is cut short.
func paddedCopy(path string) (dir string, err error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return "", err
	}
	be := binary.BigEndian
	size := int(be.Uint16(text[16:]))
	if size == 1 {
		size = 65536 // as the file format has it
	}
	if missing := size*int(be.Uint32(text[28:])) - len(text); missing > 0 && missing < mostPadding {
		text = append(text, make([]byte, missing)...)
	}
	if dir, err = os.MkdirTemp("", "bitext-damaged"); err != nil {
		return "", err
	}
	if err := os.WriteFile(filepath.Join(dir, "damaged.db"), text, 0o600); err != nil {
		os.RemoveAll(dir)
		return "", err
	}
	if log, err := os.ReadFile(path + "-wal"); err == nil {
		os.WriteFile(filepath.Join(dir, "damaged.db-wal"), log, 0o600) // best effort: it may be damaged too
	}
	return dir, nil
}

// mostPadding bounds what a damaged header may ask for.
const mostPadding = 4 << 30

// modes lists the ways to open the file, in the order in which they are tried.
// A reader opens it as a writer would, and writes nothing, so that the log is
// cleared away at the end. Where the file cannot be written it opens it as it
// is, and where the folder cannot be written without a log: if there is none,
// the file alone is the whole termbase.
func modes(opts OpenOptions) []string {
	if opts.ReadOnly {
		return []string{"rw&_query_only=1", "ro", "ro&immutable=1"}
	}
	return []string{"rwc"}
}

// prepare checks what was opened and makes it ready.
func (db *DB) prepare(ctx context.Context, opts OpenOptions, crashed bool, steps []migration) error {
	db.sql.SetMaxOpenConns(maxConns)
	version, err := db.identify(ctx)
	if opts.Damaged && explain(err) != err && errors.Is(explain(err), ErrCorrupt) {
		return nil // what can be read is read table by table
	}
	if err != nil || opts.Damaged {
		return err
	}
	if crashed {
		if err := db.quickCheck(ctx); err != nil {
			return err
		}
	}
	latest := steps[len(steps)-1].version
	switch {
	case version > latest:
		return fmt.Errorf("%w (schema %d, this one knows %d)", ErrNewer, version, latest)
	case version == latest && opts.ReadOnly:
		return nil
	case version == latest:
		if err := db.useLog(ctx); err != nil {
			return err
		}
		return db.refresh(ctx)
	case opts.ReadOnly:
		return fmt.Errorf("%w (schema %d, now %d): open it once for writing", ErrOlder, version, latest)
	}
	if err := db.migrate(ctx, version, steps); err != nil {
		return err
	}
	return db.refresh(ctx)
}

// maxConns bounds the open connections: a writer, iterators nested in one
// another, and the readers of a small server.
const maxConns = 16

// Close writes the log back into the file and closes it.
func (db *DB) Close() error {
	db.watching.Lock()
	if db.watch != nil {
		db.watch.Close()
		db.watch = nil
	}
	db.watching.Unlock()
	if !db.readOnly {
		// Best effort: another reader may hold the log.
		db.sql.Exec("PRAGMA wal_checkpoint(TRUNCATE)")
	}
	err := db.sql.Close()
	if db.copy != "" {
		err = errors.Join(err, os.RemoveAll(db.copy))
	}
	return err
}

// Path is the path that the termbase was opened with.
func (db *DB) Path() string { return db.path }

// precheck looks at the file before SQLite does, so that a file that is not
// ours is not touched in any way.
func precheck(path string, opts OpenOptions) error {
	if strings.ContainsRune(path, 0) {
		return errPath
	}
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if opts.ReadOnly || opts.Existing {
			return fs.ErrNotExist
		}
		return nil
	case err != nil:
		return err
	case info.IsDir():
		return fmt.Errorf("%w: it is a folder", ErrForeign)
	case info.Size() == 0 && opts.ReadOnly:
		return fmt.Errorf("%w: it is empty", ErrForeign)
	case info.Size() == 0:
		return nil
	}
	if _, err := os.Stat(path + "-journal"); err == nil {
		return nil // killed while it was created: SQLite rolls back first
	}
	return checkHeader(path)
}

// checkHeader reads the first bytes of the file as the SQLite file format
// defines them: a magic text, the application id at 68.
func checkHeader(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	head := make([]byte, 100)
	if _, err := io.ReadFull(f, head); err != nil {
		return fmt.Errorf("%w: too short", ErrForeign)
	}
	if !bytes.HasPrefix(head, []byte("SQLite format 3\x00")) {
		return fmt.Errorf("%w: not an SQLite file", ErrForeign)
	}
	id := int(head[68])<<24 | int(head[69])<<16 | int(head[70])<<8 | int(head[71])
	if id != applicationID {
		return fmt.Errorf("%w: an SQLite file of another program", ErrForeign)
	}
	return nil
}

// leftovers reports whether a log stands beside the file: somebody has it open
// or was killed.
func leftovers(path string) bool {
	info, err := os.Stat(path + "-wal")
	return err == nil && info.Size() > 0
}

// dsn is the name under which the driver opens the file.
func dsn(path string, opts OpenOptions, mode string) string {
	busy := opts.Busy
	if busy == 0 {
		busy = 10 * time.Second
	}
	escaped := strings.NewReplacer("%", "%25", "?", "%3f", "#", "%23").Replace(path)
	return fmt.Sprintf("file:%s?_busy_timeout=%d&_foreign_keys=on&_txlock=immediate&_synchronous=NORMAL&_cache_size=-%d&mode=%s",
		escaped, busy.Milliseconds(), cacheKiB, mode)
}

// cacheKiB is the page cache of a connection. 32 MiB keep the indexes of
// 250,000 units from being read again for each pair.
const cacheKiB = 32 << 10

// identify reads whose file it is and which version; 0 is a new, empty file.
func (db *DB) identify(ctx context.Context) (version int, err error) {
	var id, tables int
	// One statement sees one moment: somebody else may be making the file.
	err = db.sql.QueryRowContext(ctx, `SELECT (SELECT application_id FROM pragma_application_id),
		(SELECT user_version FROM pragma_user_version), (SELECT count(*) FROM sqlite_master)`).Scan(&id, &version, &tables)
	if err != nil {
		return 0, err
	}
	switch {
	case id == applicationID && version > 0 && tables == 0:
		return 0, errNoTables
	case id == applicationID:
		return version, nil
	case tables == 0 && id == 0 && version == 0:
		return 0, nil
	}
	return 0, fmt.Errorf("%w: an SQLite file of another program", ErrForeign)
}

// quickCheck lets SQLite look through the file after a crash.
func (db *DB) quickCheck(ctx context.Context) error {
	var said string
	if err := db.sql.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&said); err != nil {
		return err
	}
	if said != "ok" {
		return fmt.Errorf("%w: %s", ErrCorrupt, said)
	}
	return nil
}

// isCode reports whether err is the error of SQLite with that primary code.
func isCode(err error, code sqlite3.ErrNo) bool {
	var e sqlite3.Error
	return errors.As(err, &e) && e.Code == code
}

// explain turns what SQLite says into the errors of this package.
func explain(err error) error {
	var e sqlite3.Error
	if !errors.As(err, &e) {
		return err
	}
	var ours error
	switch e.Code {
	case sqlite3.ErrNotADB:
		ours = ErrForeign
	case sqlite3.ErrCorrupt:
		ours = ErrCorrupt
	case sqlite3.ErrBusy, sqlite3.ErrLocked:
		ours = ErrBusy
	case sqlite3.ErrFull:
		ours = ErrFull
	case sqlite3.ErrReadonly, sqlite3.ErrCantOpen, sqlite3.ErrPerm:
		ours = ErrReadOnly
	case sqlite3.ErrInterrupt:
		ours = context.Canceled
	case sqlite3.ErrIoErr:
		if e.SystemErrno != 0 {
			return fmt.Errorf("input or output failed: %w", e.SystemErrno)
		}
		return err
	default:
		return err
	}
	return fmt.Errorf("%w: %w", ours, err)
}
