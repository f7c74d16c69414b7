package review

import (
	"context"
	_ "embed"
	"fmt"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"bitext/termbase"
)

//go:embed testdata/manners.js
var manners string

// shownPage is a page of which every state that matters is looked at.
type shownPage struct {
	name, path string
	keys       []string // typed before it is looked at
	until      string   // what the keys lead to
}

// shownPages are the parts of the page, with what dialogs, empty lists and
// errors they have.
func shownPages(t *testing.T, db *termbase.DB) []shownPage {
	t.Helper()
	entry, _ := competing(t, db)
	pair := pairNamed(t, db, "water-2021", "fr")
	several := ""
	for _, x := range sentenceBeads(t, db, pair) {
		if len(x.Source) > 1 && len(x.Target) > 0 {
			several = beadKey(x)
			break
		}
	}
	return []shownPage{
		{name: "overview", path: "/"},
		{name: "terms", path: fmt.Sprintf("/terms?at=%d", entry)},
		{name: "terms-nothing", path: "/terms?q=zzzz"},
		{name: "edit", path: fmt.Sprintf("/terms?at=%d", entry), keys: []string{"e"}, until: `document.querySelector("form.edit")`},
		{name: "merge", path: "/terms", keys: []string{"m", "j", "m"}, until: `document.querySelector("#ask[open]")`},
		{name: "all", path: "/terms/all?decision=approved&state=proposed"},
		{name: "keys", path: "/terms", keys: []string{"?"}, until: `document.querySelector("#keys[open]")`},
		{name: "pairs", path: "/pairs"},
		{name: "beads", path: fmt.Sprintf("/pairs/%d", pair)},
		{name: "doubtful", path: fmt.Sprintf("/pairs/%d?doubtful=1", pair)},
		{name: "split", path: fmt.Sprintf("/pairs/%d?at=%s", pair, url.QueryEscape(several)), keys: []string{"s"}, until: `document.querySelector("#ask[open]")`},
		{name: "checks", path: "/checks"},
		{name: "findings", path: "/checks/1?severity=note"},
		{name: "findings-none", path: "/checks/1?state=waived"},
		{name: "search", path: "/search?q=early+warning+system", keys: []string{"j", kb.Enter}, until: `document.querySelector(".hit[open]")`},
		{name: "search-empty", path: "/search"},
		{name: "search-nothing", path: "/search?q=nowhere+at+all"},
		{name: "failure", path: "/nothing"},
	}
}

// TestBrowserManners looks at every page in light and dark, wide and narrow, in
// both languages: contrast, nothing cut off, roles and names, headings in order,
// a focus that is seen. With SCREENSHOTS it leaves a picture of each.
func TestBrowserManners(t *testing.T) {
	db, _ := checkedReport(t)
	day := time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC)
	must(t, db.Decide(context.Background(), termbase.Change{Author: "reviewer", At: day}, termbase.Approved, "", 1, 2, 3))
	must(t, db.Decide(context.Background(), termbase.Change{Author: "reviewer", At: day.AddDate(0, 0, 4)}, termbase.Rejected, "", 4))
	longTerms(t, db)
	b := browse(t, db)
	for i, p := range shownPages(t, db) {
		for j, lang := range []string{"en", "fr"} {
			if pictures() || i%2 == j { // one language each, all of them where pictures are wanted
				b.show(p, lang)
				b.mind(p.name + "-" + lang)
			}
		}
	}
}

// show opens a page in a language of the interface.
func (b *browser) show(p shownPage, lang string) {
	b.t.Helper()
	b.size(1440, 900)
	b.open(p.path)
	if ask[string](b, "document.documentElement.lang") != lang {
		b.click(`button[name="lang"]`)
		b.until(fmt.Sprintf("document.documentElement.lang === %q", lang))
		b.open(p.path)
	}
	b.keys(p.keys...)
	if p.until != "" {
		b.until(p.until)
	}
}

// mind checks the manners of the page that is shown, in every size and in both
// colours, and keeps pictures.
func (b *browser) mind(name string) {
	b.t.Helper()
	for _, look := range []struct {
		name          string
		width, height int64
		dark          bool
	}{{"wide", 1440, 900, false}, {"dark", 1280, 800, true}, {"tablet", 820, 1180, false}, {"phone", 390, 844, false}, {"phone-dark", 390, 844, true}} {
		b.size(look.width, look.height)
		b.dark(look.dark)
		b.shoot(name + "-" + look.name)
		for _, c := range ask[[]string](b, manners) {
			b.t.Errorf("%s-%s: %s", name, look.name, c)
		}
	}
	b.dark(false)
	b.tree(name)
	b.focusIsSeen(name)
}

// longTerms makes an entry of the longest terms that reports have.
func longTerms(t *testing.T, db *termbase.DB) {
	t.Helper()
	e := &termbase.Entry{State: termbase.Approved, Subject: "droit international de l’environnement et du développement durable", Terms: []termbase.Term{
		{Lang: "en", Text: "Advisory Committee on Administrative and Budgetary Questions"},
		{Lang: "fr", Text: "Comité consultatif pour les questions administratives et budgétaires", Status: termbase.Preferred},
		{Lang: "fr", Text: "mécanisme international appelé à exercer les fonctions résiduelles des tribunaux pénaux", Status: termbase.Superseded},
		{Lang: "fr", Text: "anticonstitutionnellement-intergouvernementalisation-désinstitutionnalisation", Status: termbase.Forbidden},
	}}
	must(t, db.Save(context.Background(), termbase.Change{Author: "reviewer", At: time.Date(2026, 5, 9, 12, 0, 0, 0, time.UTC)}, e))
}

// tree checks what a screen reader is told: every part that can be used has a
// name, and headings follow each other without a gap.
func (b *browser) tree(page string) {
	b.t.Helper()
	ctx, cancel := b.bounded()
	defer cancel()
	found, err := chromedp.Call(ctx, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{})
	if err != nil {
		b.fail(err)
	}
	used := []string{"button", "link", "textbox", "searchbox", "combobox", "checkbox", "radio", "listbox", "option", "dialog", "image", "img", "article", "navigation", "region", "DisclosureTriangle"}
	for _, n := range found.Nodes {
		if n.Ignored || n.Role == nil {
			continue
		}
		role := value(n.Role)
		if slices.Contains(used, role) && strings.TrimSpace(value(n.Name)) == "" {
			b.t.Errorf("%s: a %s without a name (%v)", page, role, n.BackendDOMNodeID)
		}
	}
	for _, c := range ask[[]string](b, headings) {
		b.t.Errorf("%s: %s", page, c)
	}
}

func value(v *accessibility.Value) string {
	if v == nil {
		return ""
	}
	return strings.Trim(string(v.Value), `"`)
}

// headings says where headings leave out a level, and where there is no first.
const headings = `(() => {
  const out = [], box = document.querySelector("dialog[open]") || document.querySelector("main");
  let last = box.matches("dialog") ? 1 : 0, first = 0;
  for (const h of box.querySelectorAll("h1, h2, h3, h4")) {
    if (!h.checkVisibility()) continue;
    const level = Number(h.tagName[1]);
    if (level === 1) first++;
    if (level > last + 1) out.push("h" + level + " after h" + last + ": " + h.innerText);
    last = level;
  }
  if (first !== 1 && !box.matches("dialog")) out.push(first + " first headings");
  return out;
})()`

// focusIsSeen goes through the page with the tab key.
func (b *browser) focusIsSeen(page string) {
	b.t.Helper()
	for range 8 {
		b.keys(kb.Tab)
		at := ask[string](b, `(() => {
  const e = document.activeElement, s = getComputedStyle(e);
  if (e === document.body) return "";
  const r = e.getBoundingClientRect();
  const seen = s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2 && r.width > 0;
  return seen ? "" : e.outerHTML.slice(0, 100);
})()`)
		if at != "" {
			b.t.Errorf("%s: the focus is not seen on %s", page, at)
		}
	}
}

// TestBrowserShowsAnEmptyTermbase looks at what is there before anything is.
func TestBrowserShowsAnEmptyTermbase(t *testing.T) {
	b := browse(t, openFile(t, filepath.Join(t.TempDir(), "empty.db")))
	for _, p := range []shownPage{{name: "empty-overview", path: "/"}, {name: "empty-terms", path: "/terms"}, {name: "empty-pairs", path: "/pairs"}, {name: "empty-checks", path: "/checks"}, {name: "empty-search", path: "/search?q=x"}} {
		b.show(p, "fr")
		b.mind(p.name)
	}
}
