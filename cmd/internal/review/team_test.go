//go:build unix

package review

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/net/html"

	"bitext/termbase"
)

// crew is many people at once: they look at pages, and now and then add a line to
// the note of an entry that others are at, too.
type crew struct {
	tb      testing.TB
	servers []*httptest.Server // each a process of its own as far as SQLite can see: a connection, a cache
	pause   time.Duration      // between two actions of one person
	entries []int64            // that people write to
	pages   func(person, turn int) []string

	lock         sync.Mutex
	reads, saves []time.Duration
	told         int                // saves that were refused because a colleague was faster
	kept         map[int64][]string // lines that the server said it keeps
}

// editEvery is how often an action is an edit.
const editEvery = 5

// work lets a person do some actions and come back to what was refused.
func (m *crew) work(person, turns int) {
	jar, err := cookiejar.New(nil)
	must(m.tb, err)
	v := &visitor{m.tb, m.servers[person%len(m.servers)], &http.Client{Jar: jar, Transport: &http.Transport{MaxIdleConnsPerHost: 1}}, nil, http.Header{}}
	defer v.client.CloseIdleConnections()
	if code, _ := v.get("/?token=secret"); code != http.StatusOK {
		m.tb.Errorf("person %d does not come in: %d", person, code)
		return
	}
	time.Sleep(m.pause * time.Duration(person%97) / 97) // not all in one moment
	for turn := range turns {
		time.Sleep(m.pause)
		if (person+turn)%editEvery == 0 {
			m.edit(v, m.entries[(person*7+turn)%len(m.entries)], fmt.Sprintf("person %d, turn %d", person, turn))
			continue
		}
		pages := m.pages(person, turn)
		start := time.Now()
		code, _ := v.get(pages[(person+turn)%len(pages)])
		m.lock.Lock()
		m.reads = append(m.reads, time.Since(start))
		m.lock.Unlock()
		if code != http.StatusOK {
			m.tb.Errorf("%s: %d", pages[(person+turn)%len(pages)], code)
		}
	}
}

// edit adds a line to the note of an entry, from what the form showed, until the
// server takes it.
func (m *crew) edit(v *visitor, id int64, line string) {
	at := fmt.Sprintf("/terms/%d/edit", id)
	for {
		code, text := v.get(at)
		if code != http.StatusOK {
			m.tb.Errorf("%s: %d", at, code)
			return
		}
		form := formOf(m.tb, text)
		form.Set("note", strings.TrimSpace(form.Get("note")+"\n"+line))
		start := time.Now()
		code, text = v.do("POST", at, strings.NewReader(form.Encode()), http.Header{
			"Content-Type": {"application/x-www-form-urlencoded"}, "Origin": {v.server.URL}, "X-Part": {"1"},
		})
		m.lock.Lock()
		m.saves = append(m.saves, time.Since(start))
		switch code {
		case http.StatusOK:
			m.kept[id] = append(m.kept[id], line)
		case http.StatusConflict:
			m.told++
		default:
			m.tb.Errorf("%s: %d\n%.300s", at, code, text)
		}
		m.lock.Unlock()
		if code != http.StatusConflict {
			return
		}
	}
}

// newCrew serves one file from several processes, as it were, and names entries
// to write to.
func newCrew(tb testing.TB, path string, servers, entries int) *crew {
	m := &crew{tb: tb, kept: map[int64][]string{}}
	for range servers {
		h, err := New(openFile(tb, path), Options{Author: "reviewer", Token: "secret", Loopback: true, Now: func() time.Time { return time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC) }})
		must(tb, err)
		server := httptest.NewServer(h)
		tb.Cleanup(server.Close)
		m.servers = append(m.servers, server)
	}
	for i := range entries {
		m.entries = append(m.entries, int64(2+i))
	}
	return m
}

// all lets so many people work at once.
func (m *crew) all(people, turns int) {
	var group sync.WaitGroup
	for person := range people {
		group.Go(func() { m.work(person, turns) })
	}
	group.Wait()
}

// TestTeamLosesNothing lets 24 people change the notes of three entries at once
// through two servers over one file: every line that was taken stands there once.
func TestTeamLosesNothing(t *testing.T) {
	db := shipped(t)
	m := newCrew(t, db.Path(), 2, 3)
	m.pages = func(int, int) []string { return pages()[:5] }
	m.all(24, 5)
	m.check(db)
	if len(m.saves)-m.told != 24 || m.told == 0 {
		t.Errorf("%d saves, %d of them refused", len(m.saves), m.told)
	}
}

// BenchmarkTeam lets 200 people work among 100,000 terms: four pages, then a line
// in the note of one of 60 entries; one action every five seconds each, as people
// who read do, or one a second, which is more than two processors can answer. Two
// servers share the file, which is more than a service needs. It fails where a line
// is lost.
//
//	go test ./cmd/internal/review -run XXX -bench Team -benchtime 1x
func BenchmarkTeam(b *testing.B) {
	data, err := os.ReadFile(largeFile(b).Path())
	must(b, err)
	for _, every := range []time.Duration{5 * time.Second, time.Second} {
		b.Run(fmt.Sprint("every=", every), func(b *testing.B) { benchmarkTeam(b, data, every) })
	}
}

func benchmarkTeam(b *testing.B, data []byte, every time.Duration) {
	const people, turns, servers, contested = 200, 20, 2, 60
	path := filepath.Join(b.TempDir(), "team.db") // notes of an earlier run would be taken for lines written twice
	must(b, os.WriteFile(path, data, 0o600))
	db := openFile(b, path)
	m := newCrew(b, path, servers, contested)
	m.pause, m.pages = every, largePages
	before := cpu(b)
	for b.Loop() {
		m.all(people, turns)
	}
	actions := len(m.reads) + len(m.saves)
	b.ReportMetric(float64((cpu(b)-before).Microseconds())/1000/float64(actions), "cpu-ms/action")
	b.ReportMetric(float64(actions)/b.Elapsed().Seconds(), "actions/s")
	b.ReportMetric(float64(len(m.saves)-m.told), "saved")
	b.ReportMetric(float64(m.told), "told")
	m.check(db)
	for name, times := range map[string][]time.Duration{"read": m.reads, "save": m.saves} {
		slices.Sort(times)
		for _, p := range []int{50, 95, 99} {
			b.ReportMetric(float64(times[(len(times)-1)*p/100].Microseconds())/1000, fmt.Sprintf("%s-p%d-ms", name, p))
		}
	}
}

// check looks for lines that the server took and lost, and for others.
func (m *crew) check(db *termbase.DB) {
	for id, lines := range m.kept {
		e, err := db.Entry(context.Background(), id)
		must(m.tb, err)
		note := map[string]int{}
		for _, line := range strings.Split(e.Note, "\n") {
			note[line]++
		}
		for _, line := range lines {
			if note[line] != 1 {
				m.tb.Errorf("entry %d: the line of %s stands there %d times", id, line, note[line])
			}
		}
		history, err := db.History(context.Background(), termbase.EventFilter{Entry: id})
		must(m.tb, err)
		if len(note) != len(lines) || len(history) < len(lines) {
			m.tb.Errorf("entry %d: %d lines and %d changes of %d saves", id, len(note), len(history), len(lines))
		}
	}
}

// formOf reads what the form of an entry holds, as a browser would send it.
func formOf(tb testing.TB, page string) url.Values {
	root, err := html.Parse(bytes.NewReader([]byte(page)))
	must(tb, err)
	form := url.Values{}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode || attribute(n, "name") == "" || attribute(n, "name") == "back" {
			continue
		}
		switch n.Data {
		case "input":
			form.Set(attribute(n, "name"), attribute(n, "value"))
		case "textarea":
			form.Set(attribute(n, "name"), textOf(n))
		case "select":
			for option := range n.Descendants() {
				if option.Data == "option" && (hasAttribute(option, "selected") || form.Get(attribute(n, "name")) == "" && !form.Has(attribute(n, "name"))) {
					form.Set(attribute(n, "name"), attribute(option, "value"))
				}
			}
		}
	}
	if form.Get("version") == "" || form.Get("text-0") == "" {
		tb.Fatalf("no form of an entry: %v", form)
	}
	return form
}

func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func hasAttribute(n *html.Node, name string) bool {
	for _, a := range n.Attr {
		if a.Key == name {
			return true
		}
	}
	return false
}
