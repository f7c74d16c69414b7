//go:build unix

package review

import (
	"context"
	"fmt"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"bitext/termbase"
)

// fewTerms is enough for a list that scrolls far, and made in a second.
const fewTerms = 1500

// TestBrowserScrollsALongList goes to the end of a list of which the document
// holds only the rows about the window, and decides across the borders of what
// the server sends at once.
func TestBrowserScrollsALongList(t *testing.T) {
	chromium(t)
	db := openFile(t, large(t, fewTerms, 1))
	b := browse(t, db)
	b.open("/terms?state=proposed&sort=term")
	order, err := db.IDs(context.Background(), termbase.Filter{States: []termbase.State{termbase.Proposed}, Sort: termbase.ByTerm})
	must(t, err)
	at := func() int64 { return b.selectedID() }
	few := func(when string) {
		t.Helper()
		if n := ask[int](b, `document.querySelectorAll(".rows > .row").length`); n > 250 || n < 20 {
			t.Errorf("%s: %d rows in the document", when, n)
		}
	}
	few("at the start")
	b.keys(kb.End)
	b.until(fmt.Sprintf(`document.querySelector('a.row[aria-selected="true"]').dataset.id === "%d"`, order[len(order)-1]))
	few("at the end")
	b.shoot("long-list-end")
	b.keys(kb.Home)
	b.until(fmt.Sprintf(`document.querySelector('a.row[aria-selected="true"]').dataset.id === "%d"`, order[0]))

	// Half-way by the scroll bar: rows come, and a click selects one.
	ask[bool](b, `(list.scrollTop = list.scrollHeight / 2, true)`)
	b.until(`!document.querySelector(".rows .waiting") && Math.abs(Number(document.querySelector(".rows a.row").getAttribute("aria-posinset")) - ` + itoa(int64(len(order)/2)) + `) < 200`)
	few("half-way")

	// Fifty-five decisions in a row leave the list of proposals under one's feet:
	// none may be passed over.
	b.keys(kb.Home)
	b.until(fmt.Sprintf(`document.querySelector('a.row[aria-selected="true"]').dataset.id === "%d"`, order[0]))
	for i := range 55 {
		if got := at(); got != order[i] {
			t.Fatalf("after %d decisions: at entry %d, not %d", i, got, order[i])
		}
		b.keys("a")
	}
	b.idle()
	n, err := db.Count(context.Background(), termbase.Filter{States: []termbase.State{termbase.Proposed}})
	must(t, err)
	if n != len(order)-55 {
		t.Errorf("%d proposals are left of %d", n, len(order))
	}
	if shown := ask[string](b, `document.querySelector('.state-tab[data-state="proposed"] small').textContent`); shown != fmt.Sprintf("%d,%03d", n/1000, n%1000) {
		t.Errorf("the figure above the list says %s, not %d", shown, n)
	}
}
