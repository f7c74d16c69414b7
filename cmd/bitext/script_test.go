package main

import (
	"context"
	"database/sql"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// update rewrites what the scripts and the README expect by what came out.
var update = flag.Bool("update", false, "rewrite expected output")

// TestMain lets the test binary stand in for the command: called by the name
// bitext it is the command.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"bitext": func() {
		ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
		context.AfterFunc(ctx, stop)
		code := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
		stop()
		os.Exit(code)
	}})
}

// TestScript runs testdata/script/*.txtar. The first word of a name is the verb.
// Beside the usual commands of testscript there are
//
//	bitext ARGS…          status 0 and nothing on standard error
//	exit N bitext ARGS…   status N; for 2 one message that begins with "bitext: ", else nothing on standard error
//	exec bitext ARGS…     status 0, whatever is on standard error
//	same FILE FILE        equal bytes
//	nothing FOLDER NAME…  the folder holds these names and no others
//	beads FILE FILE       the beads of an output of align, confidences apart, are those of the second file
//	reports NAME…         copies the named reports of testdata, English and French, to the folder reports
//	invent FOLDER S N P   writes N invented reports of P paragraphs, from seed S on, English and French
//	foreign FILE          makes another program's SQLite file
//
// and $REPO/testdata is there as $DATA.
func TestScript(t *testing.T) {
	data, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:           "testdata/script",
		UpdateScripts: *update,
		Setup: func(e *testscript.Env) error {
			e.Setenv("DATA", data)
			e.Setenv("NO_COLOR", "1")
			return nil
		},
		Condition: func(name string) (bool, error) {
			if verb, ok := strings.CutPrefix(name, "verb:"); ok {
				return hasVerb(verb), nil
			}
			if name == "root" {
				return os.Geteuid() == 0, nil
			}
			return false, fmt.Errorf("unknown condition %q", name)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"bitext": func(ts *testscript.TestScript, neg bool, args []string) {
				if neg {
					ts.Fatalf("say which status: exit 1 bitext …")
				}
				wantStatus(ts, 0, append([]string{"bitext"}, args...))
			},
			"exit":    cmdExit,
			"same":    cmdSame,
			"nothing": cmdNothing,
			"foreign": cmdForeign,
			"invent":  cmdInvent,
			"beads":   cmdBeads,
			"reports": cmdReports,
		},
	})
}

func hasVerb(name string) bool {
	for _, c := range newApp(nil, nil, nil).Commands {
		if c.HasName(name) {
			return true
		}
	}
	return false
}

func cmdExit(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exit N command args…")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	wantStatus(ts, want, args[1:])
}

// wantStatus runs a command and holds it to the contract of statuses and
// standard error.
func wantStatus(ts *testscript.TestScript, want int, args []string) {
	err := ts.Exec(args[0], args[1:]...)
	got := 0
	if exit := new(exec.ExitError); errors.As(err, &exit) {
		got = exit.ExitCode()
	} else if err != nil {
		ts.Fatalf("%v", err)
	}
	if got != want {
		ts.Fatalf("exit status %d, want %d", got, want)
	}
	stderr := ts.ReadFile("stderr")
	if want == exitFailure {
		if !strings.HasPrefix(stderr, "bitext: ") || strings.Contains(stderr, "panic") {
			ts.Fatalf("status 2 without a message of our own: %q", stderr)
		}
		return
	}
	if stderr != "" {
		ts.Fatalf("unexpected words on standard error: %s", stderr)
	}
}

func cmdSame(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: same FILE FILE")
	}
	a, b := ts.ReadFile(args[0]), ts.ReadFile(args[1])
	if (a == b) == neg {
		ts.Fatalf("%s and %s: same bytes is %v", args[0], args[1], a == b)
	}
	if a == "" {
		ts.Fatalf("%s is empty", args[0])
	}
}

// confidence is the last field of a line of links or TSV.
var confidence = regexp.MustCompile(`(?m)[:\t](0\.\d\d|1\.00|confidence)$`)

func cmdBeads(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: beads FILE FILE")
	}
	text := ts.ReadFile(args[0])
	if lines := strings.Count(text, "\n"); len(confidence.FindAllString(text, -1)) != lines {
		ts.Fatalf("%d lines, not each with a confidence from 0.00 to 1.00", lines)
	}
	if got, want := confidence.ReplaceAllString(text, ""), ts.ReadFile(args[1]); got != want {
		ts.Fatalf("beads are\n%swant\n%s", got, want)
	}
}

func cmdReports(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: reports NAME…")
	}
	for _, name := range args {
		for _, lang := range []string{"en", "fr"} {
			text, err := os.ReadFile(filepath.Join(ts.Getenv("DATA"), "reports", lang, name+".txt"))
			ts.Check(err)
			folder := ts.MkAbs(filepath.Join("reports", lang))
			ts.Check(os.MkdirAll(folder, 0o777))
			ts.Check(os.WriteFile(filepath.Join(folder, name+".txt"), text, 0o666))
		}
	}
}

func cmdForeign(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: foreign FILE")
	}
	db, err := sql.Open("sqlite3", ts.MkAbs(args[0]))
	ts.Check(err)
	defer db.Close()
	_, err = db.Exec("CREATE TABLE bookmarks (url TEXT); INSERT INTO bookmarks VALUES ('example'); PRAGMA user_version = 3")
	ts.Check(err)
}

func cmdNothing(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: nothing FOLDER NAME…")
	}
	entries, err := os.ReadDir(ts.MkAbs(args[0]))
	ts.Check(err)
	var names []string
	for _, e := range entries {
		if e.Name() != ".tmp" { // of testscript
			names = append(names, e.Name())
		}
	}
	if got, want := strings.Join(names, " "), strings.Join(args[1:], " "); got != want {
		ts.Fatalf("%s holds %q, want %q", args[0], got, want)
	}
}
