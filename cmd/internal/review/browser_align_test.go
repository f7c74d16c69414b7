package review

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"bitext/align"
	"bitext/termbase"
)

// pairNamed finds a pair by the name of its source and the language of its
// translation.
func pairNamed(t testing.TB, db *termbase.DB, name, code string) int64 {
	t.Helper()
	pairs, err := db.Pairs(context.Background())
	must(t, err)
	for _, p := range pairs {
		if strings.Contains(p.Source.Path, name) && string(p.Target.Lang) == code {
			return p.ID
		}
	}
	t.Fatalf("no pair %s", name)
	return 0
}

func sentenceBeads(t testing.TB, db *termbase.DB, pair int64) []align.Bead {
	t.Helper()
	beads, err := db.Beads(context.Background(), pair, align.Sentence)
	must(t, err)
	return beads
}

func TestBrowserCorrectsAlignment(t *testing.T) {
	db := shipped(t)
	b := browse(t, db)
	pair := pairNamed(t, db, "water-2021", "fr")
	before := sentenceBeads(t, db, pair)
	b.keys("g", "a")
	b.goes("/pairs")
	b.shootAll("pairs")
	b.open(fmt.Sprintf("/pairs/%d", pair))
	b.until(`document.querySelector('.bead[aria-selected="true"]')`)
	b.shootAll("alignment")

	b.keys(kb.Enter, kb.Enter)
	b.until(`document.querySelectorAll(".bead.fixed").length === 2 && document.querySelector("#said .said")`)
	fixed := func() (n int) {
		for _, x := range sentenceBeads(t, db, pair) {
			if x.Fixed {
				n++
			}
		}
		return n
	}
	b.idle()
	if n := fixed(); n != 2 {
		t.Errorf("Enter, Enter: %d beads are set", n)
	}
	b.keys("m")
	b.until(fmt.Sprintf(`document.querySelector(".beads").getAttribute("aria-label").startsWith("%d ")`, len(before)-1))
	after := sentenceBeads(t, db, pair)
	if len(after) != len(before)-1 || len(after[2].Source) != len(before[2].Source)+len(before[3].Source) || !after[2].Fixed {
		t.Errorf("m: %d beads, %+v", len(after), after[2])
	}
	b.shoot("alignment-merged")
	b.keys("s")
	b.visible("#ask[open]")
	b.shoot("alignment-split")
	b.do(chromedp.Click(`#ask input[name="source"][value="1"]`), chromedp.Click(`#ask input[name="target"][value="1"]`), chromedp.Click("#ask button.main"))
	b.until(fmt.Sprintf(`document.querySelector(".beads").getAttribute("aria-label").startsWith("%d ")`, len(before)))
	if n := len(sentenceBeads(t, db, pair)); n != len(before) {
		t.Errorf("s: %d beads", n)
	}
	b.keys("d")
	b.idle()
	if got := sentenceBeads(t, db, pair); len(got) != len(before)+1 || len(got[2].Target) != 0 {
		t.Errorf("d: %+v", got[2])
	}
	b.keys("u")
	b.until(fmt.Sprintf(`document.querySelector(".beads").getAttribute("aria-label").startsWith("%d ")`, len(before)))
	b.idle()
	b.keys("]")
	b.idle()
	if got := sentenceBeads(t, db, pair); len(got[2].Target) != 2 || len(got[3].Target) != 0 {
		t.Errorf("]: %+v %+v", got[2], got[3])
	}
}

func TestBrowserShowsConcordance(t *testing.T) {
	b := browse(t, shipped(t))
	b.keys("g", "c")
	b.goes("/search")
	b.shoot("search-empty")
	b.fill(`input[name="q"]`, "early warning systems")
	b.keys(kb.Enter)
	b.until(`document.querySelector(".hit") && ` + ready)
	if n := ask[int](b, `document.querySelectorAll(".hit").length`); n != 7 {
		t.Errorf("%d places", n)
	}
	b.keys(kb.Escape, "j")
	b.keys(kb.Enter)
	b.until(`document.querySelector(".hit[open]")`)
	b.shootAll("search")
	b.open("/search?q=nowhere+at+all")
	b.shoot("search-nothing")
}
