package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// elision stands in the README for lines of an output that are left out.
const elision = "…"

// TestREADME runs the lines of the README's console blocks that begin with "$ "
// in a folder with a copy of testdata, one after the other, and compares what
// they print. A line "…" stands for any number of lines. With -update the README
// is rewritten by what came out; as many lines stay before and after an
// elision as stood there.
func TestREADME(t *testing.T) {
	const path = "../../README.md"
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(text), "```console\n") {
		t.Skip("README.md has no ```console block")
	}
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "testdata"), os.DirFS("../../testdata")); err != nil {
		t.Fatal(err)
	}
	demo := &demo{t: t, dir: dir}
	var out []string
	lines := strings.Split(string(text), "\n")
	for i := 0; i < len(lines); i++ {
		out = append(out, lines[i])
		if lines[i] != "```console" {
			continue
		}
		end := slices.Index(lines[i:], "```")
		if end < 0 {
			t.Fatalf("README.md:%d: block without end", i+1)
		}
		out = append(out, demo.block(lines[i+1:i+end], i+2)...)
		i += end - 1
	}
	if demo.commands == 0 {
		t.Fatal("README.md: no console block has a line that begins with \"$ bitext \"")
	}
	if *update {
		if err := os.WriteFile(path, []byte(strings.Join(out, "\n")), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// demo runs the commands of the README in one folder.
type demo struct {
	t        *testing.T
	dir      string
	commands int
}

// block runs the commands of one block and returns the block as it should be.
func (d *demo) block(lines []string, number int) (right []string) {
	d.t.Helper()
	for i := 0; i < len(lines); {
		command, ok := strings.CutPrefix(lines[i], "$ ")
		if !ok {
			d.t.Errorf("README.md:%d: output without a command before it", number+i)
			return lines
		}
		next := i + 1
		for next < len(lines) && !strings.HasPrefix(lines[next], "$ ") {
			next++
		}
		got := d.run(command)
		right = append(append(right, lines[i]), abridge(got, lines[i+1:next])...)
		if want := lines[i+1 : next]; !*update && !fits(got, want) {
			d.t.Errorf("README.md:%d: $ %s\nprints\n%s\nthe README says\n%s", number+i, command, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
		i = next
	}
	return right
}

// run gives the lines that a command prints to both streams.
func (d *demo) run(command string) []string {
	d.t.Helper()
	if strings.HasPrefix(command, "bitext ") {
		d.commands++
	}
	c := exec.Command("sh", "-c", command)
	c.Dir = d.dir
	c.Env = append(os.Environ(), "NO_COLOR=1", "BITEXT_DB=", "BITEXT_AUTHOR=reader")
	out, err := c.CombinedOutput()
	if c.ProcessState == nil || c.ProcessState.ExitCode() > exitFindings {
		d.t.Errorf("README.md: $ %s: %v\n%s", command, err, out)
	}
	if len(out) == 0 {
		return nil
	}
	lines := strings.Split(strings.TrimRight(string(out), "\n"), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return lines
}

// fits compares an output with what the README says of it.
func fits(got, want []string) bool {
	cut := slices.Index(want, elision)
	if cut < 0 {
		return slices.Equal(got, want)
	}
	if len(got) < cut || !slices.Equal(got[:cut], want[:cut]) {
		return false
	}
	got, want = got[cut:], want[cut+1:]
	if slices.Contains(want, elision) {
		for skip := range len(got) + 1 {
			if fits(got[skip:], want) {
				return true
			}
		}
		return false
	}
	return len(got) >= len(want) && slices.Equal(got[len(got)-len(want):], want)
}

// abridge shortens an output as the README does.
func abridge(got, want []string) []string {
	cut := slices.Index(want, elision)
	if cut < 0 || fits(got, want) {
		if cut >= 0 {
			return want
		}
		return got
	}
	head, tail := cut, len(want)-cut-1
	if head+tail >= len(got) {
		return got
	}
	return slices.Concat(got[:head], []string{elision}, got[len(got)-tail:])
}

func TestFits(t *testing.T) {
	lines := func(s string) []string { return strings.Fields(s) }
	for _, c := range []struct {
		got, want string
		fits      bool
	}{
		{"a b c", "a b c", true},
		{"a b c", "a b", false},
		{"a b c", "a …", true},
		{"a b c", "… c", true},
		{"a b c", "a … c", true},
		{"a c", "a … c", true},
		{"a b c d e", "a … c … e", true},
		{"a b c d e", "a … e … c", false},
		{"a", "a … a", false},
	} {
		if fits(lines(c.got), lines(c.want)) != c.fits {
			t.Errorf("fits(%q, %q) is %v", c.got, c.want, !c.fits)
		}
	}
	if got := strings.Join(abridge(lines("x b c y"), lines("a … z")), " "); got != "x … y" {
		t.Errorf("abridge gives %q", got)
	}
}
