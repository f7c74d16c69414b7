//go:build unix

package review

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
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

// BenchmarkScrolling measures, in the browser, how a list of 100,000 terms
// scrolls: what a frame costs the script, and how long frames take, while it
// runs past at 20 rows a frame; then how long rows are awaited after jumps.
//
// frame-p95-ms is what a person sees; without a graphics card it includes the
// drawing by the processor, which the script-p95-ms do not.
func BenchmarkScrolling(b *testing.B) {
	chromium(b)
	w := browse(b, largeFile(b))
	w.open("/terms?sort=term")
	for b.Loop() {
		if _, err := chromedp.Run(w.ctx, chromedp.Evaluate[bool](scrolling)); err != nil {
			b.Fatal(err)
		}
		var got map[string]float64
		for got == nil {
			time.Sleep(100 * time.Millisecond)
			got = ask[map[string]float64](w, "window.scrolled || null")
		}
		for name, value := range got {
			b.ReportMetric(value, name)
		}
	}
}

// scrolling leaves its figures in window.scrolled.
const scrolling = `(() => {
  window.scrolled = null;
  const frames = [], scripts = [], waits = [], at = (list, p) => list.sort((a, b) => a - b)[Math.floor((list.length - 1) * p)] || 0;
  const frame = () => new Promise(requestAnimationFrame);
  const jump = async to => {
    const begun = performance.now();
    list.scrollTop = list.scrollHeight * to;
    lay();
    while ($(".waiting", list)) await frame();
    waits.push(performance.now() - begun);
  };
  (async () => {
    list.scrollTop = 0;
    let last = await frame();
    for (let i = 0; i < 300; i++) {
      list.scrollTop += 20 * high;
      const begun = performance.now();
      lay();
      scripts.push(performance.now() - begun);
      const now = await frame();
      frames.push(now - last);
      last = now;
    }
    for (let i = 1; i < 20; i++) await jump((i * 7 % 20) / 20);
    window.scrolled = { "frame-p50-ms": at(frames, .5), "frame-p95-ms": at(frames, .95), "script-p95-ms": at(scripts, .95), "jump-p50-ms": at(waits, .5), "jump-p95-ms": at(waits, .95), "rows-held": document.querySelectorAll(".rows > .row").length };
  })();
  return true;
})()`
