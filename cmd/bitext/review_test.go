package main

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestReviewedBeadsSurviveABuild confirms and merges beads on the page that
// bitext review serves; what was set is what the command line shows, and a build
// that aligns all anew keeps it.
func TestReviewedBeadsSurviveABuild(t *testing.T) {
	dir := t.TempDir()
	reports := someReports(t, dir, "water-2021")
	db := filepath.Join(dir, "t.db")
	mustRun(t, "build", reports, "-d", db)
	before := mustRun(t, "beads", "show", "1", "-d", db, "--to", "links")

	address, stop := served(t, "-d", db, "--author", "reviewer")
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	client := &http.Client{Jar: jar, Timeout: 10 * time.Second}
	if a, err := client.Get(address); err != nil || a.StatusCode != http.StatusOK {
		t.Fatal(a, err)
	}
	do := func(form url.Values) {
		t.Helper()
		base := address[:strings.Index(address, "/?")]
		r, err := http.NewRequest(http.MethodPost, base+"/pairs/1", strings.NewReader(form.Encode()))
		if err != nil {
			t.Fatal(err)
		}
		r.Header = http.Header{"Content-Type": {"application/x-www-form-urlencoded"}, "Origin": {base}, "X-Part": {"1"}}
		a, err := client.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer a.Body.Close()
		if text, _ := io.ReadAll(a.Body); a.StatusCode != http.StatusOK {
			t.Fatalf("%v: %d\n%s", form, a.StatusCode, text)
		}
	}
	do(url.Values{"do": {"confirm"}, "bead": {"3:3"}, "level": {"sentence"}})
	do(url.Values{"do": {"merge"}, "bead": {"4:4"}, "next": {"5:5"}, "level": {"sentence"}})
	stop()

	byHand := []string{"beads", "show", "1", "-d", db, "--by-hand", "--to", "links"}
	set := "[3]:[3]:1.00\n[4, 5]:[4, 5]:1.00\n"
	if got := mustRun(t, byHand...); string(got) != set {
		t.Fatalf("set on the page:\n%s", got)
	}
	mustRun(t, "build", reports, "-d", db, "--again")
	byHand[2] = filepath.Join(reports, "fr", "water-2021.txt")
	if got := mustRun(t, byHand...); string(got) != set {
		t.Errorf("after a build:\n%s", got)
	}
	after := mustRun(t, "beads", "show", byHand[2], "-d", db, "--to", "links")
	if n, m := bytes.Count(before, []byte("\n")), bytes.Count(after, []byte("\n")); m != n-1 {
		t.Errorf("%d beads, %d before the merge", m, n)
	}
}

// served runs bitext review until stop, and gives the address that it prints.
func served(t *testing.T, args ...string) (address string, stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	out, in := io.Pipe()
	var messages bytes.Buffer
	ended := make(chan int, 1)
	go func() {
		code := run(ctx, append([]string{"review"}, args...), strings.NewReader(""), in, &messages)
		in.Close()
		ended <- code
	}()
	address, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		cancel()
		t.Fatalf("nothing is served: %v\n%s", err, messages.String())
	}
	return strings.TrimSpace(address), func() {
		cancel()
		select {
		case <-ended:
		case <-time.After(10 * time.Second):
			t.Fatal("the server does not stop")
		}
	}
}
