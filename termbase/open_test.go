package termbase

import (
	"bytes"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// filled makes a termbase with an entry and gives its path.
func filled(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "a b?c#%.db")
	db, err := Open(ctx, path, OpenOptions{})
	must(t, err)
	must(t, db.Save(ctx, by("a", 1), entry("en:law")))
	must(t, db.Close())
	return path
}

func TestFilesThatAreNoTermbaseAreLeftAlone(t *testing.T) {
	foreign := func(path string) {
		db, err := sql.Open("sqlite3", path)
		must(t, err)
		_, err = db.Exec("CREATE TABLE mine (x); INSERT INTO mine VALUES (1)")
		must(t, err)
		must(t, db.Close())
	}
	patch := func(at int64, value ...byte) func(string) {
		return func(path string) {
			text, err := os.ReadFile(filled(t))
			must(t, err)
			copy(text[at:], value)
			must(t, os.WriteFile(path, text, 0o644))
		}
	}
	cases := map[string]struct {
		make func(path string)
		want error
	}{
		"text":    {func(path string) { must(t, os.WriteFile(path, []byte(strings.Repeat("no database\n", 99)), 0o644)) }, ErrForeign},
		"short":   {func(path string) { must(t, os.WriteFile(path, []byte("SQLite format 3\x00"), 0o644)) }, ErrForeign},
		"folder":  {func(path string) { must(t, os.Mkdir(path, 0o755)) }, ErrForeign},
		"foreign": {foreign, ErrForeign},
		"newer":   {patch(60, 0, 0, 1, 0), ErrNewer},
		"truncated": {func(path string) {
			text, _ := os.ReadFile(filled(t))
			must(t, os.WriteFile(path, text[:len(text)/2], 0o644))
		}, ErrCorrupt},
		"overwritten": {patch(4096*2, bytes.Repeat([]byte{0xff}, 4096*30)...), ErrCorrupt},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "x.db")
			c.make(path)
			before, _ := os.ReadFile(path)
			for _, opts := range []OpenOptions{{}, {ReadOnly: true}} {
				db, err := Open(ctx, path, opts)
				if err == nil {
					db.Close()
				}
				if !errors.Is(err, c.want) {
					t.Errorf("%+v: %v, want %v", opts, err, c.want)
				}
			}
			if after, _ := os.ReadFile(path); !bytes.Equal(before, after) {
				t.Error("the file was changed")
			}
			left, err := filepath.Glob(filepath.Join(filepath.Dir(path), "*"))
			must(t, err)
			if len(left) != 1 {
				t.Errorf("left behind: %q", left)
			}
		})
	}
}

func TestMissingFiles(t *testing.T) {
	path := filepath.Join(t.TempDir(), "none.db")
	for _, opts := range []OpenOptions{{ReadOnly: true}, {Existing: true}} {
		if _, err := Open(ctx, path, opts); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%v", err)
		}
	}
	if _, err := Open(ctx, filepath.Join(path, "under a file that is not there.db"), OpenOptions{}); err == nil {
		t.Error("made in a folder that does not exist")
	}
	must(t, os.WriteFile(path, nil, 0o644)) // as a kill in the middle of the first transaction leaves it
	db, err := Open(ctx, path, OpenOptions{})
	must(t, err)
	must(t, db.Close())
}

func TestReadOnlyWritesNothing(t *testing.T) {
	path := filled(t)
	db, err := Open(ctx, path, OpenOptions{ReadOnly: true})
	must(t, err)
	defer db.Close()
	if err := db.Save(ctx, by("a", 2), entry("en:act")); !errors.Is(err, ErrReadOnly) {
		t.Errorf("%v", err)
	}
	same(t, stands(t, db), "approved en:law")
}

func TestFolderThatCannotBeWritten(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("root writes everywhere")
	}
	path := filled(t)
	must(t, os.Chmod(filepath.Dir(path), 0o555))
	defer os.Chmod(filepath.Dir(path), 0o755)
	db, err := Open(ctx, path, OpenOptions{ReadOnly: true})
	must(t, err)
	same(t, stands(t, db), "approved en:law")
	must(t, db.Close())
	if _, err := Open(ctx, filepath.Join(filepath.Dir(path), "new.db"), OpenOptions{}); !errors.Is(err, ErrReadOnly) {
		t.Errorf("%v", err)
	}
}

func TestFullDisk(t *testing.T) {
	db := openTest(t)
	must(t, db.Save(ctx, by("a", 1), entry("en:law")))
	db.sql.SetMaxOpenConns(1)
	var pages int
	must(t, db.sql.QueryRow("PRAGMA page_count").Scan(&pages))
	_, err := db.sql.Exec(fmt.Sprintf("PRAGMA max_page_count = %d", pages+2))
	must(t, err)
	big := entry("en:act")
	big.Note = strings.Repeat("x", 1<<20)
	if err := db.Save(ctx, by("a", 2), big); !errors.Is(err, ErrFull) {
		t.Errorf("%v", err)
	}
	same(t, stands(t, db), "approved en:law")
	_, err = db.sql.Exec("PRAGMA max_page_count = 1000000")
	must(t, err)
	must(t, db.Save(ctx, by("a", 3), entry("en:act")))
}

func TestASecondWriterWaitsAndIsTold(t *testing.T) {
	path := filled(t)
	first, err := Open(ctx, path, OpenOptions{})
	must(t, err)
	defer first.Close()
	second, err := Open(ctx, path, OpenOptions{Busy: 50 * time.Millisecond})
	must(t, err)
	defer second.Close()
	must(t, first.write(ctx, func(*sql.Tx) error {
		if err := second.Save(ctx, by("b", 1), entry("en:act")); !errors.Is(err, ErrBusy) {
			t.Errorf("%v", err)
		}
		same(t, stands(t, second), "approved en:law") // readers are not held up
		return nil
	}))
	must(t, second.Save(ctx, by("b", 2), entry("en:act")))
	same(t, stands(t, first), "approved en:law", "approved en:act")
}

func TestManyWritersLoseNothing(t *testing.T) {
	path := filled(t)
	const writers, each = 4, 25
	done := make(chan error, writers)
	for range writers {
		go func() {
			db, err := Open(ctx, path, OpenOptions{})
			for i := 0; i < each && err == nil; i++ {
				err = db.Save(ctx, by("w", i), entry("en:act"))
			}
			done <- errors.Join(err, db.Close())
		}()
	}
	for range writers {
		must(t, <-done)
	}
	db, err := Open(ctx, path, OpenOptions{ReadOnly: true})
	must(t, err)
	defer db.Close()
	n, err := db.Count(ctx, Filter{})
	must(t, err)
	if n != 1+writers*each {
		t.Errorf("%d entries", n)
	}
}

func TestSalvageGetsOutWhatIsLeft(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	db, err := Open(ctx, path, OpenOptions{})
	must(t, err)
	for i := range 300 {
		e := entry(fmt.Sprintf("en:term %d", i), fmt.Sprintf("fr:terme %d", i))
		e.Note = strings.Repeat("note ", 50)
		must(t, db.Save(ctx, by("a", i), e))
	}
	must(t, db.Close())
	text, err := os.ReadFile(path)
	must(t, err)
	most := 0
	for part := 1; part < 10; part++ {
		damaged := filepath.Join(t.TempDir(), "damaged.db")
		must(t, os.WriteFile(damaged, text[:len(text)/10*part+7], 0o644))
		db, err := Open(ctx, damaged, OpenOptions{Damaged: true})
		if err != nil {
			continue // not even the tables' names can be read
		}
		var out bytes.Buffer
		saved, err := db.Salvage(ctx, &out)
		db.Close()
		if err != nil {
			continue
		}
		most = max(most, saved.Entries)
		fresh := openTest(t)
		must(t, fresh.Restore(ctx, &out))
		n, err := fresh.Count(ctx, Filter{})
		must(t, err)
		if n != saved.Entries {
			t.Errorf("%d entries were written, %d read", saved.Entries, n)
		}
	}
	if most < 100 {
		t.Errorf("of nine tenths of the file only %d of 300 entries were saved", most)
	}
}

func TestManyMakeTheFileAtOnce(t *testing.T) {
	for range 10 {
		path := filepath.Join(t.TempDir(), "new.db")
		done := make(chan error)
		const makers = 4
		for range makers {
			go func() {
				db, err := Open(ctx, path, OpenOptions{})
				if err == nil {
					err = errors.Join(db.Save(ctx, by("m", 1), entry("en:law")), db.Close())
				}
				done <- err
			}()
		}
		for range makers {
			if err := <-done; err != nil {
				t.Error(err)
			}
		}
	}
}
