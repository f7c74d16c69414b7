package review

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"bitext/align"
	"bitext/corpus"
	"bitext/termbase"
)

func TestStrangersGetNothing(t *testing.T) {
	db := shipped(t)
	h, err := New(db, Options{Author: "reviewer", Token: "secret", Loopback: true})
	must(t, err)
	for _, token := range []string{"", "?token=", "?token=wrong", "?token=secret1", "?token=SECRET"} {
		v := stranger(t, h, db)
		for _, path := range append([]string{"/" + token}, pages()...) {
			if code, text := v.get(path); code != http.StatusForbidden || strings.Contains(text, "seed") || strings.Contains(text, "reports.db") {
				t.Errorf("%s %s: %d", token, path, code)
			}
		}
		for path, form := range changes() {
			if code, _ := v.post(path, form...); code != http.StatusForbidden {
				t.Errorf("POST %s: %d", path, code)
			}
		}
		if code, _ := v.do("GET", "/terms", nil, http.Header{"Cookie": {"bitext=x; bitext-80=y"}}); code != http.StatusForbidden {
			t.Errorf("with a cookie of one's own: %d", code)
		}
	}
	unchanged(t, db)
}

// unchanged fails unless nobody has changed anything.
func unchanged(t *testing.T, db *termbase.DB) {
	t.Helper()
	events, err := db.History(context.Background(), termbase.EventFilter{})
	must(t, err)
	if len(events) > 0 {
		t.Errorf("%+v", events)
	}
}

func TestOtherSitesChangeNothing(t *testing.T) {
	v := visit(t, shipped(t))
	for name, head := range map[string]http.Header{
		"foreign origin":       {"Origin": {"https://evil.example"}},
		"origin null":          {"Origin": {"null"}},
		"other port":           {"Origin": {"http://127.0.0.1:1"}},
		"other scheme":         {"Origin": {strings.Replace(v.server.URL, "http", "https", 1)}},
		"no origin":            {},
		"cross-site":           {"Sec-Fetch-Site": {"cross-site"}},
		"same site, not ours":  {"Sec-Fetch-Site": {"same-site"}},
		"foreign, says ours":   {"Origin": {"https://evil.example"}, "Sec-Fetch-Site": {"same-origin"}},
		"broken origin":        {"Origin": {"://"}},
		"ours as its own user": {"Origin": {strings.Replace(v.server.URL, "//", "//x@", 1) + ".evil.example"}},
	} {
		head.Set("Content-Type", "application/x-www-form-urlencoded")
		for path := range changes() {
			if code, _ := v.do("POST", path, strings.NewReader("state=approved&version=1"), head); code != http.StatusForbidden {
				t.Errorf("%s: POST %s: %d", name, path, code)
			}
		}
	}
	for _, kind := range []string{"cross-site"} {
		if code, _ := v.do("GET", "/terms", nil, http.Header{"Sec-Fetch-Site": {kind}, "Sec-Fetch-Mode": {"no-cors"}}); code != http.StatusForbidden {
			t.Errorf("another site reads: %d", code)
		}
	}
	unchanged(t, v.db)
}

func TestOnlyOurNamesAreAnswered(t *testing.T) {
	v := visit(t, shipped(t))
	for host, want := range map[string]int{
		"evil.example": 421, "evil.example:8080": 421, "127.0.0.1.evil.example": 421, "192.168.1.5": 421, "localhost.evil.example": 421, "[2001:db8::1]:80": 421,
		"localhost": 403, "LOCALHOST:9": 403, "127.0.0.1": 403, "[::1]:9": 403, // ours, but the session is of another port
	} {
		if code, text := v.do("GET", "/terms", nil, http.Header{"Host": {host}}); code != want || strings.Contains(text, "seed bank") {
			t.Errorf("%s: %d", host, code)
		}
	}
}

func TestBodiesAreBounded(t *testing.T) {
	v := visit(t, shipped(t))
	head := http.Header{"Origin": {v.server.URL}, "Content-Type": {"application/x-www-form-urlencoded"}}
	if code, _ := v.do("POST", "/terms/1/edit", strings.NewReader("note="+strings.Repeat("a", mostForm+1)), head); code != http.StatusRequestEntityTooLarge {
		t.Errorf("too large: %d", code)
	}
	head.Set("Content-Type", "multipart/form-data; boundary=x")
	if code, _ := v.do("POST", "/terms/1/edit", strings.NewReader("--x\r\nbroken"), head); code != http.StatusBadRequest {
		t.Errorf("broken: %d", code)
	}
	head.Set("Content-Type", "application/json")
	if code, _ := v.do("POST", "/terms/1/decide", strings.NewReader(`{"state":"approved","version":1}`), head); code != http.StatusBadRequest {
		t.Errorf("JSON: %d", code)
	}
	for _, method := range []string{"PUT", "DELETE", "PATCH"} {
		if code, _ := v.do(method, "/terms/1/decide", nil, http.Header{"Origin": {v.server.URL}}); code == http.StatusOK {
			t.Errorf("%s: %d", method, code)
		}
	}
	unchanged(t, v.db)
}

func TestNoRedirectToOtherSites(t *testing.T) {
	v := visit(t, shipped(t))
	v.client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	for _, to := range []string{"https://evil.example", "//evil.example", `/\evil.example`, "javascript:alert(1)", "", "/\r\nX: y"} {
		r, err := http.NewRequest("POST", v.server.URL+"/look", strings.NewReader("theme=dark&back="+strings.NewReplacer("\r", "%0d", "\n", "%0a", `\`, "%5c").Replace(to)))
		must(t, err)
		r.Header.Set("Origin", v.server.URL)
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		a, err := v.client.Do(r)
		must(t, err)
		a.Body.Close()
		if at := a.Header.Get("Location"); at != "/" {
			t.Errorf("%q leads to %q", to, at)
		}
	}
}

func TestAnswersCarryTheirPolicy(t *testing.T) {
	v := visit(t, shipped(t))
	for _, path := range []string{"/", "/terms", "/nothing"} {
		a, err := v.client.Get(v.server.URL + path)
		must(t, err)
		a.Body.Close()
		for name, want := range map[string]string{
			"Content-Security-Policy": "default-src 'none'; script-src 'self'", "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store",
			"Cross-Origin-Opener-Policy": "same-origin", "X-Frame-Options": "DENY",
		} {
			if got := a.Header.Get(name); !strings.HasPrefix(got, want) {
				t.Errorf("%s: %s: %q", path, name, got)
			}
		}
		if p := a.Header.Get("Content-Security-Policy"); strings.Contains(p, "unsafe") || strings.Contains(p, "*") || strings.Contains(p, "http") {
			t.Errorf("%s: %s", path, p)
		}
	}
	text := v.ok("/terms")
	for _, inline := range []string{"<script>", " style=", " onclick=", " onload=", "javascript:", "<style", "http://", "https://"} {
		if strings.Contains(text, inline) {
			t.Errorf("the page has %q in it", inline)
		}
	}
}

func TestSessionCookie(t *testing.T) {
	db := shipped(t)
	now := time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC)
	h, err := New(db, Options{Author: "reviewer", Token: "secret", Secure: true, Now: func() time.Time { return now }})
	must(t, err)
	enter := func() *http.Cookie {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest("GET", "https://127.0.0.1:9/?token=secret", nil))
		if w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/" || len(w.Result().Cookies()) != 1 {
			t.Fatalf("%d %v", w.Code, w.Header())
		}
		return w.Result().Cookies()[0]
	}
	c := enter()
	if !c.HttpOnly || !c.Secure || c.SameSite != http.SameSiteStrictMode || c.Name != "bitext-9" || len(c.Value) < 26 || enter().Value == c.Value {
		t.Errorf("%+v", c)
	}
	with := func() int {
		w := httptest.NewRecorder()
		r := httptest.NewRequest("GET", "https://127.0.0.1:9/terms", nil)
		r.AddCookie(c)
		h.ServeHTTP(w, r)
		return w.Code
	}
	if code := with(); code != http.StatusOK {
		t.Error(code)
	}
	now = now.Add(sessionLife + time.Second)
	if code := with(); code != http.StatusForbidden {
		t.Errorf("a session that nobody used: %d", code)
	}
	for range mostSessions + 5 {
		enter()
	}
	if n := len(h.sessions.live); n > mostSessions {
		t.Errorf("%d sessions", n)
	}
}

// script is what must never come out as it went in.
const script = `<script>alert("x")</script>"'><img src=x onerror=alert(1)>`

// hostile is a termbase with a script in every text that has a place in it.
func hostile(t *testing.T) *termbase.DB {
	t.Helper()
	ctx := context.Background()
	db := shipped(t)
	s := &corpus.Document{Path: "en/" + script, Lang: "en", Blocks: []corpus.Block{{Text: script, Label: script, Segments: []corpus.Segment{corpus.NewSegment(corpus.Span{End: len(script)})}}}}
	d := &corpus.Document{Path: "fr/" + script, Lang: "fr", Blocks: s.Blocks}
	b := &align.Bitext{Source: s, Target: d, Paragraphs: []align.Bead{{Source: []int{0}, Target: []int{0}, Confidence: 0.5}}}
	b.Sentences = b.Paragraphs
	must(t, db.PutPair(ctx, b, script))
	pairs, err := db.Pairs(ctx)
	must(t, err)
	at := termbase.Place{Source: corpus.Span{Start: 0, End: 8}, Target: corpus.Span{Start: 0, End: 8}}
	for _, p := range pairs {
		if p.Source.Path == s.Path {
			at.Unit = p.First
		}
	}
	other := at
	other.Source.Start++
	p := termbase.Proposal{
		Lang: "en", Text: script, Forms: map[string]int{script: 1, "x" + script: 1}, Pattern: script, Score: 1e9, Count: 2, Docs: 1,
		Renderings: []termbase.Rendering{{Lang: "fr", Text: script, Count: 1, Places: []termbase.Place{at}}, {Lang: "fr", Text: "b" + script, Count: 1, Places: []termbase.Place{other}}},
		Places:     []termbase.Place{at, other},
	}
	_, err = db.Propose(ctx, []termbase.Proposal{p}, termbase.Run{Source: "en", Target: "fr", Keep: true})
	must(t, err)
	found, err := db.Entries(ctx, termbase.Filter{Text: "script"})
	must(t, err)
	e := &found[0]
	e.Subject, e.Definition, e.Note, e.Source, e.UID = script, script, script, script, script
	e.Terms = append(e.Terms, termbase.Term{Lang: "fr", Text: "c" + script, Note: script, Gender: script, Region: script, Status: termbase.Forbidden}, termbase.Term{Lang: "en", Text: "d" + script})
	must(t, db.Save(ctx, termbase.Change{Author: script, Reason: script, At: time.Unix(1, 0)}, e))
	return db
}

func TestTextsAreNeverScripts(t *testing.T) {
	db := hostile(t)
	v := visit(t, db)
	found, err := db.Entries(context.Background(), termbase.Filter{Text: "script"})
	must(t, err)
	id := found[0].ID
	at := func(path string) string { return strings.ReplaceAll(path, "ID", itoa(id)) }
	for _, path := range []string{"/", "/terms", at("/terms?at=ID"), at("/terms/ID/edit"), "/terms?subject=%3Cscript%3E", "/terms?q=%3Cscript%3Ealert%28%22x%22%29", at("/terms/ID/contexts?lang=fr&text=%3Cscript%3E"), at("/terms/ID/merge?other=15"), "/pairs", "/pairs/9", "/pairs/9?level=paragraph", "/search?q=script", "/search?q=%3Cscript%3Ealert%28%22x%22%29%3C", "/export/terms.html", "/pairs/9/pair.html", "/terms?lang=%22%3E%3Cscript%3E", "/%3Cscript%3Ealert(1)%3C/script%3E"} {
		_, text := v.get(path)
		safe(t, path, text)
	}
	if text := v.ok(at("/terms?at=ID")); strings.Count(text, "&lt;script&gt;alert(") < 10 {
		t.Error("the texts are not shown as they are")
	}
	_, text := v.post(at("/terms/ID/decide"), "state", "approved", "version", "1")
	safe(t, "conflict", text)
	_, text = v.post(at("/terms/ID/decide"), "state", "approved", "version", "2", "reason", script, "prefer", "c"+script)
	safe(t, "decide", text)
	safe(t, "overview", v.ok("/"))
}

func safe(t *testing.T, what, text string) {
	t.Helper()
	for _, bad := range []string{"<script>", "<img", "onerror=alert(1)>"} {
		if i := strings.Index(text, bad); i >= 0 {
			t.Errorf("%s: …%s…", what, text[max(0, i-80):min(len(text), i+80)])
		}
	}
}
