package review

import (
	"bytes"
	"crypto/tls"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
	"time"

	cdpbrowser "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"bitext/termbase"
)

// TestBrowserComesInWithAPassword goes through the door of a team's server, over
// TLS: cookies that only go over it, a wrong password, what a role may do, and
// out again.
func TestBrowserComesInWithAPassword(t *testing.T) {
	chromium(t)
	db := shipped(t)
	h, err := New(db, Options{Users: team(t), Secure: true, Loopback: true})
	must(t, err)
	server := httptest.NewUnstartedServer(h)
	server.TLS = &tls.Config{MinVersion: tls.VersionTLS12}
	server.StartTLS()
	t.Cleanup(server.Close)
	b := visitWith(t, db, server.URL)
	b.open("/terms")
	b.visible(`input[name="password"]`)
	b.mind("login")
	in := func(name, password string) {
		b.fill(`input[name="name"]`, name)
		b.fill(`input[name="password"]`, password)
		b.keys(kb.Enter)
	}
	in("theo", "wrong")
	b.until(`document.querySelector("p.failure") && ` + ready)
	b.mind("login-wrong")
	in("theo", "password of theo")
	b.until(`document.querySelector(".who") && ` + ready)
	if who := ask[string](b, `document.querySelector(".who").innerText`); who != "theo translator" {
		t.Errorf("%q came in", who)
	}
	if seen := ask[string](b, "document.cookie"); seen != "" {
		t.Errorf("scripts see the session: %s", seen)
	}
	b.open("/terms")
	if ask[bool](b, `Boolean(document.querySelector(".acts"))`) {
		t.Error("a translator is offered to decide on terms")
	}
	pair := pairNamed(t, db, "water-2021", "fr")
	b.open("/pairs/" + itoa(pair))
	b.keys(kb.Enter)
	b.idle()
	if beads := sentenceBeads(t, db, pair); !beads[0].Fixed {
		t.Error("a translator's confirmation was not taken")
	}
	b.click(`form[action="/logout"] button`)
	b.visible(`input[name="password"]`)
}

// TestBrowserStartsFromTheOverview clicks what the first page offers.
func TestBrowserStartsFromTheOverview(t *testing.T) {
	db := shipped(t)
	b := browse(t, db)
	b.click(".rivals a")
	b.goes("/terms")
	if n := ask[int](b, `document.querySelectorAll("#detail .variant").length`); n < 2 {
		t.Errorf("a term with competing renderings has %d", n)
	}
	b.open("/")
	b.click("a.figure.is-proposed")
	b.until(`new URLSearchParams(location.search).get("state") === "proposed" && ` + ready)
	b.open("/")
	b.click("table.wide tbody a")
	b.until(`/^\/pairs\/\d+$/.test(location.pathname) && ` + ready)
	b.open("/")
	dir := t.TempDir()
	_, err := chromedp.CallBrowser(b.ctx, cdpbrowser.SetDownloadBehavior, cdpbrowser.SetDownloadBehaviorParams{
		Behavior: cdpbrowser.SetDownloadBehaviorBehaviorAllow, BrowserContextID: chromedp.FromContext(b.ctx).BrowserContextID, DownloadPath: dir,
	})
	must(t, err)
	for form, begins := range map[string]string{"tbx": "<?xml", "xlsx": "PK", "html": "<!DOCTYPE html>", "tmx": "<?xml"} {
		b.click(`.exports a[href$=".` + form + `"]`)
		if text := downloaded(t, dir, "*."+form); !bytes.HasPrefix(text, []byte(begins)) || len(text) < 500 {
			t.Errorf("%s: %d bytes, %.40q", form, len(text), text)
		}
	}
}

// downloaded waits for a file that the window keeps.
func downloaded(t *testing.T, dir, pattern string) []byte {
	t.Helper()
	for begun := time.Now(); time.Since(begun) < stepTime; time.Sleep(20 * time.Millisecond) {
		found, err := filepath.Glob(filepath.Join(dir, pattern))
		must(t, err)
		if len(found) == 0 {
			continue
		}
		if text, err := os.ReadFile(found[0]); err == nil && len(text) > 0 {
			return text
		}
	}
	t.Fatalf("no file %s came within %v", pattern, stepTime)
	return nil
}

// TestBrowserMergesEntries marks an entry and merges it into another, and takes
// it back.
func TestBrowserMergesEntries(t *testing.T) {
	db := shipped(t)
	b := browse(t, db)
	b.open("/terms")
	from := b.selectedID()
	b.keys("m", "j")
	into := b.selectedID()
	b.keys("m")
	b.visible("#ask[open]")
	b.click("#ask button.main")
	b.until(`!document.getElementById("row-` + itoa(from) + `") && document.querySelector("#said .said")`)
	b.idle()
	if n := len(b.entry(into).Terms); n != 2 {
		t.Errorf("m: %d terms", n)
	}
	if found, err := db.Entries(t.Context(), termbase.Filter{IDs: []int64{from}}); err != nil || len(found) != 0 {
		t.Errorf("the merged entry is still there: %v", err)
	}
	if at := b.selectedID(); at != into {
		t.Errorf("entry %d is selected, not %d", at, into)
	}
	loaded := ask[float64](b, "performance.timeOrigin")
	b.keys("u")
	b.until(fmt.Sprintf("performance.timeOrigin !== %v && %s", loaded, ready)) // the list is loaded anew
	if n := len(b.entry(into).Terms); n != 1 || len(b.entry(from).Terms) != 1 {
		t.Errorf("u: %d terms", n)
	}
}

// TestTLSOnly makes sure that a session over TLS is not given out without it.
func TestTLSOnly(t *testing.T) {
	h, err := New(shipped(t), Options{Users: team(t), Secure: true, Loopback: true})
	must(t, err)
	w := httptest.NewRecorder()
	r := httptest.NewRequest(http.MethodPost, "https://127.0.0.1:9/login", bytes.NewBufferString("name=rita&password=password+of+rita"))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Origin", "http://127.0.0.1:9")
	h.ServeHTTP(w, r)
	if w.Code != http.StatusForbidden || len(w.Result().Cookies()) != 0 {
		t.Errorf("a form from a page without TLS: %d", w.Code)
	}
}
