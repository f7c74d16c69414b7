package review

import (
	"context"
	"net/url"
	"strconv"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"bitext/termbase"
)

func (b *browser) entry(id int64) *termbase.Entry {
	b.t.Helper()
	e, err := b.db.Entry(context.Background(), id)
	must(b.t, err)
	return e
}

func (b *browser) selectedID() int64 {
	b.t.Helper()
	return ask[int64](b, `Number(document.querySelector('a.row[aria-selected="true"]').dataset.id)`)
}

func TestBrowserDecidesTerms(t *testing.T) {
	b := browse(t, shipped(t))
	b.shootAll("overview")
	b.keys("g", "t")
	b.goes("/terms")
	b.shootAll("terms")

	first := b.selectedID()
	b.keys("j", "j", "k", "k", "a")
	b.idle()
	if e := b.entry(first); e.State != termbase.Approved || e.Author != "reviewer" {
		t.Errorf("a: %+v", e)
	}
	b.shoot("terms-accepted")
	second := b.selectedID()
	if second == first {
		t.Error("accepting did not go on to the next")
	}
	b.keys("x")
	b.idle()
	if e := b.entry(second); e.State != termbase.Rejected {
		t.Errorf("x: %+v", e)
	}
	b.keys("u")
	b.until(`!document.querySelector(".row.is-rejected")`)
	b.idle()
	if e := b.entry(second); e.State != termbase.Proposed {
		t.Errorf("u: %+v", e)
	}

	b.keys("/")
	bank, rendering := competing(t, b.db)
	text := b.entry(bank).Terms[0].Text
	b.fill(`[data-key="/"]`, text)
	b.keys(kb.Enter)
	b.until(`new URLSearchParams(location.search).get("q") === ` + strconv.Quote(text) + " && " + ready)
	b.open("/terms?q=" + url.QueryEscape(text) + "&at=" + itoa(bank))
	b.visible(`[data-digit="2"]`)
	b.keys("p", "2")
	b.idle()
	if e := b.entry(bank); e.State != termbase.Approved || preferred(e, "fr") != rendering {
		t.Errorf("p 2: %+v", e)
	}
	b.keys("?")
	b.visible("#keys[open]")
	b.shoot("keys")
	b.keys(kb.Escape)

	b.keys("e")
	b.visible("form.edit")
	b.shoot("terms-edit")
	b.fill(`form.edit [name="definition"]`, "a store of seeds")
	b.click(`form.edit button.main`)
	b.until(`document.querySelector(".definition")`)
	if e := b.entry(bank); e.Definition != "a store of seeds" {
		t.Errorf("e: %+v", e)
	}
}

// TestBrowserPicture makes the picture of the README, .github/assets/review.png:
//
//	SCREENSHOTS=.github/assets go test ./cmd/internal/review -run BrowserPicture
func TestBrowserPicture(t *testing.T) {
	b := browse(t, shipped(t))
	b.size(1280, 760)
	b.open("/terms?sort=count")
	b.until(`document.querySelector('a.row[aria-selected="true"]')`)
	for _, key := range []string{"a", "x", "a", "a", "a", "j", "a", "x", "j", "a"} {
		b.keys(key)
		b.idle()
	}
	found, err := b.db.Find(context.Background(), "meeting", termbase.FindOptions{Limit: 1})
	must(t, err)
	b.open("/terms?sort=count&at=" + itoa(found[0].Entry))
	b.until(`document.querySelectorAll(".contexts").length === 2`)
	ask[bool](b, "(document.activeElement.blur(), true)")
	b.shoot("review")
	if n := ask[int](b, `document.querySelectorAll("a.row.is-approved").length`); n != 6 {
		t.Errorf("%d of 6 entries are approved", n)
	}
}

func preferred(e *termbase.Entry, code string) string {
	for _, t := range e.Terms {
		if string(t.Lang) == code && t.Status == termbase.Preferred {
			return t.Text
		}
	}
	return ""
}
