package review

import (
	"context"
	"html"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"bitext/termbase"
)

// visitor is somebody at the page, without a browser.
type visitor struct {
	t      testing.TB
	server *httptest.Server
	client *http.Client
	db     *termbase.DB
	head   http.Header
}

// visit serves a termbase and comes in.
func visit(t testing.TB, db *termbase.DB) *visitor {
	t.Helper()
	h, err := New(db, Options{Author: "reviewer", Token: "secret", Loopback: true, Now: func() time.Time { return time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC) }})
	must(t, err)
	v := stranger(t, h, db)
	if code, _ := v.get("/?token=secret"); code != http.StatusOK {
		t.Fatalf("the token does not let in: %d", code)
	}
	return v
}

// stranger is somebody who has not come in.
func stranger(t testing.TB, h http.Handler, db *termbase.DB) *visitor {
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	jar, err := cookiejar.New(nil)
	must(t, err)
	return &visitor{t, server, &http.Client{Jar: jar}, db, http.Header{}}
}

func (v *visitor) do(method, path string, body io.Reader, head http.Header) (int, string) {
	v.t.Helper()
	r, err := http.NewRequest(method, v.server.URL+path, body)
	must(v.t, err)
	for _, h := range []http.Header{v.head, head} {
		for name, values := range h {
			if name == "Host" {
				r.Host = values[0]
			}
			r.Header[name] = values
		}
	}
	a, err := v.client.Do(r)
	must(v.t, err)
	defer a.Body.Close()
	text, err := io.ReadAll(a.Body)
	must(v.t, err)
	return a.StatusCode, string(text)
}

func (v *visitor) get(path string) (int, string) {
	v.t.Helper()
	return v.do("GET", path, nil, nil)
}

// ok gets a page that must be there.
func (v *visitor) ok(path string) string {
	v.t.Helper()
	code, text := v.get(path)
	if code != http.StatusOK {
		v.t.Fatalf("GET %s: %d\n%s", path, code, text)
	}
	return text
}

// post sends a form as the script of the page does. fields are names and values.
func (v *visitor) post(path string, fields ...string) (int, string) {
	v.t.Helper()
	form := url.Values{}
	for i := 0; i < len(fields); i += 2 {
		form.Add(fields[i], fields[i+1])
	}
	return v.do("POST", path, strings.NewReader(form.Encode()), http.Header{
		"Content-Type": {"application/x-www-form-urlencoded"}, "Origin": {v.server.URL}, "X-Part": {"1"},
	})
}

func (v *visitor) entry(id int64) *termbase.Entry {
	v.t.Helper()
	e, err := v.db.Entry(context.Background(), id)
	must(v.t, err)
	return e
}

// pages are addresses of everything that can be looked at.
func pages() []string {
	return []string{
		"/", "/terms", "/terms?state=proposed&rivals=1&sort=rivals&lang=fr", "/terms?at=1", "/terms/rows?from=50", "/terms/1/edit",
		"/terms/1/contexts?lang=fr&text=", "/terms/all?decision=approved&state=proposed", "/terms/1/merge?other=2",
	}
}

// changes are forms that change something.
func changes() map[string][]string {
	return map[string][]string{
		"/terms/1/decide": {"state", "approved", "version", "1"},
		"/terms/1/edit":   {"version", "1", "text-0", "x", "lang-0", "en", "id-0", "1"},
		"/terms/1/merge":  {"other", "2", "version", "1"},
		"/terms/all":      {"decision", "approved", "count", "157"},
		"/undo":           {"change", "1"},
		"/pairs/1":        {"do", "confirm", "bead", "0:0"},
		"/pairs/1/undo":   {"change", "1"},
		"/checks/1/judge": {"do", "waive", "finding", "x", "reason", "y"},
	}
}

func TestPagesAnswer(t *testing.T) {
	v := visit(t, shipped(t))
	for _, path := range pages() {
		text := v.ok(path)
		if strings.Contains(text, "%!") || strings.Contains(text, "<no value>") || strings.Contains(text, "ZgotmplZ") {
			t.Errorf("%s: a value is missing", path)
		}
	}
	if text := v.ok("/terms"); !strings.Contains(text, "seed bank") || !strings.Contains(text, "banque de semences") {
		t.Error("no term in the list")
	}
	for _, path := range []string{"/terms/rows?from=900000000000000000000", "/terms?page=-1", "/terms?state=x", "/terms?sort=x", "/terms?doc=x", "/terms/x/edit", "/terms/all?decision=x"} {
		if code, _ := v.get(path); code != http.StatusBadRequest {
			t.Errorf("%s: %d", path, code)
		}
	}
	for _, path := range []string{"/nothing", "/terms/99999/edit", "/assets/../review.go", "/assets/x-page.js", "/terms/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/terms/1/merge?other=99999"} {
		if code, _ := v.get(path); code != http.StatusNotFound {
			t.Errorf("%s: %d", path, code)
		}
	}
}

func TestInFrench(t *testing.T) {
	v := visit(t, shipped(t))
	v.head.Set("Accept-Language", "fr-CH, fr;q=0.9, en;q=0.8")
	for _, path := range pages() {
		if strings.HasSuffix(path, ".tsv") || strings.HasSuffix(path, ".html") {
			continue // no page of the interface
		}
		for _, english := range []string{">Overview<", ">Terms<", "Accept <", "Renderings", "Reason, for"} {
			if strings.Contains(v.ok(path), english) {
				t.Errorf("%s says %q", path, english)
			}
		}
	}
	if code, _ := v.post("/look", "lang", "en", "back", "/terms"); code != http.StatusOK {
		t.Error(code)
	}
	if !strings.Contains(v.ok("/"), ">Overview<") {
		t.Error("the choice of the language is not kept")
	}
}

func TestDecisionsAreStored(t *testing.T) {
	v := visit(t, shipped(t))
	id, second := competing(t, v.db)
	decide := "/terms/" + itoa(id) + "/decide"
	code, text := v.post(decide, "state", "approved", "version", "1", "prefer", second, "lang", "fr")
	e := v.entry(id)
	if code != http.StatusOK || e.State != termbase.Approved || e.Author != "reviewer" || preferred(e, "fr") != second || !strings.Contains(text, `data-change="1"`) {
		t.Errorf("%d %+v\n%s", code, e, text)
	}
	// The second of two windows still holds version 1.
	code, text = v.post(decide, "state", "rejected", "version", "1")
	if code != http.StatusConflict || v.entry(id).State != termbase.Approved || !strings.Contains(text, "reviewer was faster") || !strings.Contains(text, `name="force"`) {
		t.Errorf("%d\n%s", code, text)
	}
	if code, _ = v.post(decide, "state", "rejected", "version", "1", "force", "1"); code != http.StatusOK || v.entry(id).State != termbase.Rejected {
		t.Error(code)
	}
	if code, _ = v.post("/undo", "change", "2"); code != http.StatusOK || v.entry(id).State != termbase.Approved {
		t.Error(code)
	}
	if code, _ = v.post("/undo", "change", "1"); code != http.StatusConflict {
		t.Errorf("an undo over a later change: %d", code)
	}
	if code, _ = v.post(decide, "state", "nonsense", "version", "1"); code != http.StatusBadRequest {
		t.Error(code)
	}
	if code, _ = v.post("/terms/99999/decide", "state", "approved", "version", "1"); code != http.StatusNotFound {
		t.Error(code)
	}
}

func TestAllThatAFilterChooses(t *testing.T) {
	v := visit(t, shipped(t))
	ctx := context.Background()
	f := termbase.Filter{States: []termbase.State{termbase.Proposed}, Rivals: 2}
	n, err := v.db.Count(ctx, f)
	must(t, err)
	if code, _ := v.post("/terms/all", "decision", "rejected", "state", "proposed", "rivals", "1", "count", "3"); code != http.StatusConflict {
		t.Errorf("the list is longer than was seen: %d", code)
	}
	code, text := v.post("/terms/all", "decision", "rejected", "state", "proposed", "rivals", "1", "count", strconv.Itoa(n), "reason", "a test")
	f.States[0] = termbase.Rejected
	if rejected, err := v.db.Count(ctx, f); err != nil || rejected != n || code != http.StatusOK {
		t.Fatalf("%d of %d, %d %v\n%s", rejected, n, code, err, text)
	}
	_, change, _ := strings.Cut(text, `data-change="`)
	change, _, _ = strings.Cut(change, `"`)
	if code, _ := v.post("/undo", "change", change); code != http.StatusOK {
		t.Error(code)
	}
	if rejected, err := v.db.Count(ctx, f); err != nil || rejected != 0 {
		t.Errorf("%d %v", rejected, err)
	}
}

func TestEditing(t *testing.T) {
	v := visit(t, shipped(t))
	id := strconv.FormatInt(v.entry(15).Terms[0].ID, 10)
	form := []string{
		"version", "1", "id-0", id, "text-0", "seed bank", "lang-0", "en", "status-0", "preferred", "note-0", "", "gender-0", "",
		"text-1", "banque de semences", "lang-1", "FR", "status-1", "preferred", "gender-1", "f", "note-1", "two\r\nlines", "text-2", "",
		"subject", " plants ", "definition", "a store", "note", "",
	}
	code, text := v.post("/terms/15/edit", form...)
	e := v.entry(15)
	if code != http.StatusOK || e.Subject != "plants" || len(e.Terms) != 2 || e.Terms[1].Gender != "f" || e.Terms[1].Note != "two\nlines" || e.Terms[0].Status != termbase.Preferred {
		t.Fatalf("%d %+v\n%s", code, e, text)
	}
	// Two people change different things on the same version: both stand.
	other := v.entry(15)
	must(t, v.db.Decide(context.Background(), termbase.Change{Author: "ben"}, termbase.Approved, "", 15))
	form[1] = strconv.Itoa(other.Version)
	form[len(form)-3] = "a store of seeds"
	if code, text = v.post("/terms/15/edit", form...); code != http.StatusOK || v.entry(15).State != termbase.Approved || v.entry(15).Definition != "a store of seeds" {
		t.Errorf("%d %+v\n%s", code, v.entry(15), text)
	}
	// The same thing: the second is told.
	code, text = v.post("/terms/15/edit", "version", form[1], "text-0", "another", "lang-0", "en", "definition", "mine")
	if code != http.StatusConflict || !strings.Contains(text, "reviewer was faster") {
		t.Errorf("%d\n%s", code, text)
	}
	if code, _ = v.post("/terms/15/edit", "version", "9", "text-0", " "); code != http.StatusUnprocessableEntity {
		t.Errorf("no term: %d", code)
	}
}

func TestMerging(t *testing.T) {
	v := visit(t, shipped(t))
	a, b := v.entry(15), v.entry(16)
	if text := v.ok("/terms/15/merge?other=16"); !strings.Contains(text, a.Terms[0].Text) || !strings.Contains(text, b.Terms[0].Text) {
		t.Error(text)
	}
	if code, _ := v.post("/terms/15/merge", "version", "1", "other", "16", "other-version", "7"); code != http.StatusConflict {
		t.Errorf("the marked entry was changed: %d", code)
	}
	if code, _ := v.post("/terms/15/merge", "version", "1", "other", "15"); code != http.StatusBadRequest {
		t.Errorf("with itself: %d", code)
	}
	code, _ := v.post("/terms/15/merge", "version", "1", "other", "16", "other-version", "1")
	if e := v.entry(15); code != http.StatusOK || len(e.Terms) != 2 {
		t.Errorf("%d %+v", code, e)
	}
	if _, err := v.db.Entry(context.Background(), 16); err == nil {
		t.Error("the merged entry is still there")
	}
}

func itoa(n int64) string { return strconv.FormatInt(n, 10) }

func TestConcordance(t *testing.T) {
	v := visit(t, shipped(t))
	text := v.ok("/search?q=early+warning+system")
	for _, want := range []string{"7 places", "<mark>early warning systems</mark>", "<mark>systèmes d’alerte précoce</mark>", "système d&#39;alerte précoce", "/terms?at="} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q", want)
		}
	}
	if text := v.ok("/search?q=systeme+d'alerte&lang=en"); !strings.Contains(text, "stands nowhere") {
		t.Error("French was found in English texts")
	}
	if code, _ := v.get("/search?q=" + strings.Repeat("x", mostPhrase+1)); code != http.StatusBadRequest {
		t.Error(code)
	}
	if next := v.ok("/search?q=the"); !strings.Contains(next, `rel="next"`) {
		t.Error("no further page")
	}
	v.ok("/search?q=the&from=50")
	v.ok("/search?q=the&from=999999")
}

func TestExports(t *testing.T) {
	v := visit(t, shipped(t))
	id, rendering := competing(t, v.db)
	term := v.entry(id).Terms[0].Text
	if code, _ := v.post("/terms/"+itoa(id)+"/decide", "state", "approved", "version", "1", "prefer", rendering, "lang", "fr"); code != http.StatusOK {
		t.Fatal(code)
	}
	written := html.EscapeString(rendering)
	pair := pairNamed(t, v.db, "water-2021", "fr")
	for path, want := range map[string]string{
		"/export/terms.tbx": "<tbx", "/export/terms.tsv": rendering, "/export/terms.xlsx": "PK", "/export/terms.html": "<b>" + written + "</b>",
		"/export/terms.tmx": "<tmx", "/export/terms.jsonl": `"` + term + `"`, "/export/terms.csv": term, "/pairs/" + itoa(pair) + "/pair.tmx": "<tmx",
		"/pairs/" + itoa(pair) + "/pair.html": "<html", "/pairs/" + itoa(pair) + "/pair.xlsx": "PK",
	} {
		a, err := v.client.Get(v.server.URL + path)
		must(t, err)
		text, err := io.ReadAll(a.Body)
		must(t, err)
		a.Body.Close()
		if d := a.Header.Get("Content-Disposition"); a.StatusCode != http.StatusOK || !strings.HasPrefix(d, "attachment; filename=") || !strings.Contains(string(text), want) {
			t.Errorf("%s: %d %s", path, a.StatusCode, d)
		}
	}
	for _, path := range []string{"/export/terms.exe", "/export/terms", "/export/passwd", "/pairs/1/pair.exe", "/pairs/99999/pair.tmx", "/pairs/99999"} {
		if code, _ := v.get(path); code != http.StatusNotFound {
			t.Errorf("%s: %d", path, code)
		}
	}
}
