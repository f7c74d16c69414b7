package termbase

import (
	"bufio"
	"fmt"
	"math/rand"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// crashWrites is how many writes the process that is killed would make, and
// crashKills how often one is killed. A kill costs some 50 ms.
const (
	crashWrites = 500
	crashKills  = 25
)

// TestMain lets the test binary be the process that is killed.
func TestMain(m *testing.M) {
	if path := os.Getenv("TERMBASE_CRASH"); path != "" {
		if err := writeUntilKilled(path); err != nil {
			fmt.Println("error:", err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// writeUntilKilled makes writes of every kind and says after each that it is
// committed.
func writeUntilKilled(path string) error {
	db, err := Open(ctx, path, OpenOptions{})
	if err != nil {
		return err
	}
	begin, err := db.Count(ctx, Filter{States: []State{Approved}})
	if err != nil {
		return err
	}
	for i := begin; i < begin+crashWrites; i++ {
		if err := db.Save(ctx, by("w", i), entry(fmt.Sprintf("en:term %d", i), fmt.Sprintf("fr:terme %d", i))); err != nil {
			return err
		}
		fmt.Println("saved", i)
		texts := make([]string, 1+i%40)
		for j := range texts {
			texts[j] = fmt.Sprintf("text %d", i)
		}
		s, d := report(fmt.Sprint(i%7), texts, texts)
		if err := db.PutPair(ctx, parallel(s, d), fmt.Sprint(i)); err != nil {
			return err
		}
		fmt.Println("put", i%7, i)
		if i%5 == 0 {
			p := occurrence(fmt.Sprintf("proposal %d", i), "x", nil)
			if _, err := db.Propose(ctx, []Proposal{p}, Run{Source: "en", Target: "fr"}); err != nil {
				return err
			}
		}
	}
	return db.Close()
}

func TestKilledAtAnyMomentNothingIsLostOrTorn(t *testing.T) {
	path := filepath.Join(t.TempDir(), "crash.db")
	r := rand.New(rand.NewSource(1))
	most := 0
	// On a busy machine little is written before each kill: then more are needed.
	for i := 0; i < crashKills || most < crashKills && i < 5*crashKills; i++ {
		// By turns while it opens the file and while it writes.
		saved, put := killed(t, path, time.Duration(r.Intn(80))*time.Millisecond, i%3 > 0)
		db, err := Open(ctx, path, OpenOptions{})
		must(t, err)
		entries, err := db.Entries(ctx, Filter{States: []State{Approved}, Sort: ByID})
		must(t, err)
		if len(entries) < saved {
			t.Fatalf("%d entries, but %d were committed", len(entries), saved)
		}
		for i, e := range entries {
			if want := fmt.Sprintf("approved en:term %d fr:terme %d", i, i); brief(&e) != want {
				t.Fatalf("%q, want %q", brief(&e), want)
			}
		}
		most = max(most, saved)
		checkPairs(t, db, put)
		d, err := db.Diagnose(ctx, false)
		must(t, err)
		if !d.Healthy() {
			t.Fatalf("%+v", d)
		}
		must(t, db.Close())
	}
	if most < crashKills {
		t.Errorf("only %d writes in all: the test tests nothing", most)
	}
}

// killed runs the writer and kills it some time after it was started, or after
// its first write; it gives what the writer said was committed.
func killed(t *testing.T, path string, after time.Duration, writing bool) (saved int, put map[int]int) {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^$")
	cmd.Env = append(os.Environ(), "TERMBASE_CRASH="+path)
	out, err := cmd.StdoutPipe()
	must(t, err)
	must(t, cmd.Start())
	timer := time.AfterFunc(after, func() { cmd.Process.Kill() })
	defer timer.Stop()
	if writing {
		timer.Reset(time.Minute)
	}
	put = map[int]int{}
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if writing {
			writing = false
			timer.Reset(after)
		}
		f := strings.Fields(lines.Text())
		switch {
		case len(f) == 2 && f[0] == "saved":
			n, _ := strconv.Atoi(f[1])
			saved = n + 1
		case len(f) == 3 && f[0] == "put":
			at, _ := strconv.Atoi(f[1])
			put[at], _ = strconv.Atoi(f[2])
		case len(f) > 0 && f[0] == "error:":
			t.Fatal(lines.Text())
		}
	}
	cmd.Wait()
	return saved, put
}

// checkPairs fails unless every pair is whole and as new as what was committed.
func checkPairs(t *testing.T, db *DB, put map[int]int) {
	t.Helper()
	pairs, err := db.Pairs(ctx)
	must(t, err)
	for _, p := range pairs {
		at, _ := strconv.Atoi(strings.TrimPrefix(p.Source.Path, "en"))
		version, _ := strconv.Atoi(p.Digest)
		if committed, ok := put[at]; ok && version < committed {
			t.Fatalf("pair %d is of version %d, but %d was committed", at, version, committed)
		}
		n := 0
		for u, err := range db.Units(ctx, UnitFilter{Pair: p.ID}) {
			must(t, err)
			if u.Source != fmt.Sprintf("text %d", version) {
				t.Fatalf("a unit of another version: %+v", u)
			}
			n++
		}
		if n != 1+version%40 || n != p.Units || p.Source.Blocks != n {
			t.Fatalf("pair %+v has %d units", p, n)
		}
	}
}
