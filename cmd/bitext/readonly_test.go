//go:build linux

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// nobody is a user without rights of its own, for tests that run as root.
const nobody = 65534

// TestReadOnlyFolder builds into a folder that may not be written to: a clear
// message, status 2, nothing left behind. A termbase in such a folder can still be read.
func TestReadOnlyFolder(t *testing.T) {
	dir, err := os.MkdirTemp("", "bitext-readonly")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.Chmod(filepath.Join(dir, "closed"), 0o755); os.RemoveAll(dir) })
	closed, reports := filepath.Join(dir, "closed"), someReports(t, dir, "risk-2022")
	if err := os.Mkdir(closed, 0o755); err != nil {
		t.Fatal(err)
	}
	there := filepath.Join(closed, "there.db")
	mustRun(t, "build", reports, "-d", there)
	for path, mode := range map[string]os.FileMode{dir: 0o755, there: 0o444, closed: 0o555} {
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
	}
	before, program := names(t, closed), copyOfCommand(t, dir)

	code, said := asNobody(t, program, "build", reports, "-d", filepath.Join(closed, "new.db"))
	if code != exitFailure || !strings.HasPrefix(said, "bitext: ") || !strings.Contains(said, "new.db") || strings.Count(said, "\n") > 2 {
		t.Errorf("build in a read-only folder: status %d, %q", code, said)
	}
	code, said = asNobody(t, program, "align", filepath.Join(reports, "en/risk-2022.txt"), filepath.Join(reports, "fr/risk-2022.txt"), "-o", filepath.Join(closed, "out.tsv"))
	if code != exitFailure || !strings.Contains(said, "out.tsv") {
		t.Errorf("align into a read-only folder: status %d, %q", code, said)
	}
	if code, said = asNobody(t, program, "terms", "list", "-d", there); code != exitClean {
		t.Errorf("list a read-only termbase: status %d, %q", code, said)
	}
	if code, said = asNobody(t, program, "build", reports, "-d", there); code != exitFailure {
		t.Errorf("build into a read-only termbase: status %d, %q", code, said)
	}
	if after := names(t, closed); after != before {
		t.Errorf("the folder holds %s, held %s", after, before)
	}
}

// copyOfCommand puts the command where everybody may run it.
func copyOfCommand(t *testing.T, dir string) string {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(program)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "bitext")
	if err := os.WriteFile(path, data, 0o755); err != nil {
		t.Fatal(err)
	}
	return path
}

// asNobody runs the command without the rights of root and gives its status and
// standard error.
func asNobody(t *testing.T, program string, args ...string) (int, string) {
	t.Helper()
	c := exec.Command(program, args...)
	if os.Geteuid() == 0 {
		c.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
	}
	c.Dir = os.TempDir()
	var said strings.Builder
	c.Stderr = &said
	if err := c.Run(); c.ProcessState == nil {
		t.Skipf("cannot run as another user: %v", err)
	}
	return c.ProcessState.ExitCode(), said.String()
}

func names(t *testing.T, dir string) string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, e := range entries {
		all = append(all, e.Name())
	}
	return strings.Join(all, " ")
}
