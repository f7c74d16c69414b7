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

func TestBrowserDragsABorder(t *testing.T) {
	db := shipped(t)
	b := browse(t, db)
	pair := pairNamed(t, db, "water-2021", "fr")
	before := sentenceBeads(t, db, pair)
	b.open(fmt.Sprintf("/pairs/%d", pair))
	// The translation of the second row into the first, and back.
	cell := func(n int) string { return fmt.Sprintf(".beads > .bead:nth-child(%d) .own[data-of]", n) }
	b.do(chromedp.DragAndDrop(cell(2)+" [data-segment]", cell(1)))
	b.until(`document.querySelectorAll("` + cell(1) + ` [data-segment]").length === 2`)
	b.idle()
	got := sentenceBeads(t, db, pair)
	if len(got[0].Target) != 2 || len(got[1].Target) != 0 || len(got[0].Source) != len(before[0].Source) || len(got[1].Source) != len(before[1].Source) || !got[0].Fixed {
		t.Errorf("dragged up: %+v %+v", got[0], got[1])
	}
	b.shoot("alignment-dragged")
	b.do(chromedp.DragAndDrop(cell(1)+" [data-segment]:last-child", cell(2)))
	b.until(`document.querySelectorAll("` + cell(1) + ` [data-segment]").length === 1`)
	b.idle()
	if got = sentenceBeads(t, db, pair); beadKey(got[0]) != beadKey(before[0]) || beadKey(got[1]) != beadKey(before[1]) {
		t.Errorf("dragged down: %+v %+v", got[0], got[1])
	}
	// A sentence that is not at the border goes nowhere.
	b.do(chromedp.DragAndDrop(cell(4)+" [data-segment]", cell(1)))
	b.idle()
	if got = sentenceBeads(t, db, pair); beadKey(got[3]) != beadKey(before[3]) {
		t.Errorf("over a row between: %+v", got[3])
	}
}

// TestBrowserMendsDoubtfulBeads merges and moves borders in the list of doubtful
// beads, where a bead's neighbours stand in its own row.
func TestBrowserMendsDoubtfulBeads(t *testing.T) {
	db := shipped(t)
	b := browse(t, db)
	pair := pairNamed(t, db, "water-2021", "fr")
	// A sentence detached by hand and given back: doubtful, as one side is empty.
	before := sentenceBeads(t, db, pair)
	at := len(before) / 2
	_, err := db.Correct(t.Context(), termbase.Change{Author: "reviewer"}, pair, align.Detach(align.Sentence, before[at]))
	must(t, err)
	for _, i := range []int{at, at + 1} {
		_, err = db.Correct(t.Context(), termbase.Change{Author: "reviewer"}, pair, align.Release(align.Sentence, sentenceBeads(t, db, pair)[i]))
		must(t, err)
	}
	detached := sentenceBeads(t, db, pair)
	key := beadKey(detached[at])
	b.open(fmt.Sprintf("/pairs/%d?doubtful=1&at=%s", pair, key))
	b.until(fmt.Sprintf(`bead() && bead().dataset.key === %q`, key))
	b.shoot("doubtful-detached")
	rows := ask[int](b, "beadRows().length")
	b.keys("m")
	b.until(fmt.Sprintf("beadRows().length === %d", rows-2))
	b.idle()
	if got := sentenceBeads(t, db, pair); len(got) != len(before) || beadKey(got[at]) != beadKey(before[at]) || !got[at].Fixed {
		t.Errorf("m: %+v", got[at])
	}
	b.keys("u")
	b.until(fmt.Sprintf("beadRows().length === %d", rows))
	b.idle()
	// With the one before: the same from the other half.
	second := beadKey(sentenceBeads(t, db, pair)[at+1])
	b.open(fmt.Sprintf("/pairs/%d?doubtful=1&at=%s", pair, second))
	b.until(fmt.Sprintf(`bead() && bead().dataset.key === %q`, second))
	b.keys("M")
	b.until(fmt.Sprintf("beadRows().length === %d", rows-2))
	b.idle()
	if got := sentenceBeads(t, db, pair); len(got) != len(before) || !got[at].Fixed {
		t.Errorf("M: %+v", got[at])
	}
	b.keys("u")
	b.until(fmt.Sprintf("beadRows().length === %d", rows))
	b.idle()
	// The border to the one before: its last sentence comes over.
	b.open(fmt.Sprintf("/pairs/%d?doubtful=1&at=%s", pair, key))
	b.until(fmt.Sprintf(`bead() && bead().dataset.key === %q`, key))
	b.keys("{")
	b.idle()
	b.until(`document.querySelector("#said .said")`)
	got := sentenceBeads(t, db, pair)
	if len(got[at-1].Target) != len(before[at-1].Target)-1 || len(got[at].Target) != 1 {
		t.Errorf("{: %+v %+v", got[at-1], got[at])
	}
}
