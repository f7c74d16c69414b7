package review

import (
	"bytes"
	"context"
	"io"
	"mime/multipart"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"bitext/cmd/internal/inspect"
	"bitext/termbase"
)

// newReport is a translation of testdata with planted faults.
func newReport(name string) string { return filepath.Join("..", "..", "..", "testdata", "new", name) }

// upload sends files as the form of the page does.
func (v *visitor) upload(names map[string]string, texts map[string][]byte) (int, string) {
	v.t.Helper()
	var b bytes.Buffer
	form := multipart.NewWriter(&b)
	for _, field := range []string{"source", "target", "both"} {
		if name, ok := names[field]; ok {
			part, err := form.CreateFormFile(field, name)
			must(v.t, err)
			_, err = part.Write(texts[field])
			must(v.t, err)
		}
	}
	must(v.t, form.Close())
	return v.do("POST", "/checks", io.Reader(&b), http.Header{"Content-Type": {form.FormDataContentType()}, "Origin": {v.server.URL}})
}

func readBoth(t testing.TB) map[string][]byte {
	t.Helper()
	en, err := os.ReadFile(newReport("water-2022.en.txt"))
	must(t, err)
	fr, err := os.ReadFile(newReport("water-2022.fr.txt"))
	must(t, err)
	return map[string][]byte{"source": en, "target": fr}
}

func TestUploadedFilesAreChecked(t *testing.T) {
	v := visit(t, shipped(t))
	texts := readBoth(t)
	code, text := v.upload(map[string]string{"source": "water.en.txt", "target": "../../water.fr.txt"}, texts)
	if code != http.StatusOK || !strings.Contains(text, "water.fr.txt") || !strings.Contains(text, "term-inconsistent") {
		t.Fatalf("%d\n%s", code, text)
	}
	checks, err := v.db.Checks(context.Background())
	must(t, err)
	if len(checks) != 1 || checks[0].Target != "water.fr.txt" || checks[0].Author != "reviewer" || checks[0].Count < 10 {
		t.Fatalf("%+v", checks)
	}
	for name, c := range map[string]struct {
		names map[string]string
		texts map[string][]byte
		want  int
	}{
		"one file":       {map[string]string{"source": "a.txt"}, texts, http.StatusBadRequest},
		"a program":      {map[string]string{"source": "a.exe", "target": "b.txt"}, texts, http.StatusUnsupportedMediaType},
		"no name":        {map[string]string{"source": "", "target": "b.txt"}, texts, http.StatusBadRequest},
		"one language":   {map[string]string{"source": "a.txt", "target": "b.txt"}, map[string][]byte{"source": texts["source"], "target": texts["source"]}, http.StatusUnprocessableEntity},
		"no translation": {map[string]string{"source": "a.txt", "target": "b.txt"}, map[string][]byte{"source": texts["source"], "target": []byte(strings.Repeat("Le chat dort sur le vieux canapé rouge.\n\n", 40))}, http.StatusUnprocessableEntity},
		"no document":    {map[string]string{"source": "a.docx", "target": "b.txt"}, map[string][]byte{"source": []byte("PK\x03\x04 is not all of it"), "target": texts["target"]}, http.StatusUnprocessableEntity},
		"too large":      {map[string]string{"source": "a.txt", "target": "b.txt"}, map[string][]byte{"source": bytes.Repeat([]byte("a"), mostUpload), "target": texts["target"]}, http.StatusRequestEntityTooLarge},
	} {
		code, text := v.upload(c.names, c.texts)
		if code != c.want || strings.Contains(text, os.TempDir()) {
			t.Errorf("%s: %d\n%s", name, code, text[max(0, len(text)-900):])
		}
	}
	if left, _ := filepath.Glob(filepath.Join(os.TempDir(), "bitext-upload*")); len(left) > 0 {
		t.Errorf("left behind: %q", left)
	}
}

// checkedReport is a termbase in which the findings of the new report are kept.
func checkedReport(t testing.TB) (*termbase.DB, []inspect.Stored) {
	t.Helper()
	v := visit(t, shipped(t))
	if code, text := v.upload(map[string]string{"source": "water-2022.en.txt", "target": "water-2022.fr.txt"}, readBoth(t)); code != http.StatusOK {
		t.Fatalf("%d\n%s", code, text)
	}
	found, err := inspect.Load(context.Background(), v.db, 1)
	must(t, err)
	return v.db, found
}

func TestFindingsAreJudged(t *testing.T) {
	db, found := checkedReport(t)
	v := visit(t, db)
	f := found[0]
	waiver := func() *termbase.Waiver {
		all, err := db.Waivers(context.Background())
		must(t, err)
		for _, w := range all {
			if w.Fingerprint == f.Fingerprint {
				return &w
			}
		}
		return nil
	}
	if code, _ := v.post("/checks/1/judge", "do", "waive", "finding", f.Fingerprint, "reason", "  "); code != http.StatusUnprocessableEntity || waiver() != nil {
		t.Errorf("without a reason: %d", code)
	}
	code, text := v.post("/checks/1/judge", "do", "waive", "finding", f.Fingerprint, "reason", "a quotation")
	if w := waiver(); code != http.StatusOK || w == nil || w.Reason != "a quotation" || w.Author != "reviewer" || w.Rule != f.Rule || !strings.Contains(text, "a quotation") {
		t.Fatalf("%d %+v\n%s", code, w, text)
	}
	// Another window still shows it open.
	if code, text = v.post("/checks/1/judge", "do", "waive", "finding", f.Fingerprint, "reason", "mine"); code != http.StatusConflict || !strings.Contains(text, "reviewer has waived it") || waiver().Reason != "a quotation" {
		t.Errorf("%d\n%s", code, text)
	}
	if code, _ = v.post("/checks/1/judge", "do", "open", "finding", f.Fingerprint, "was", waiverTag(waiver())); code != http.StatusOK || waiver() != nil {
		t.Errorf("%d %+v", code, waiver())
	}
	for want, form := range map[int][]string{
		http.StatusNotFound:   {"do", "waive", "finding", "0000", "reason", "x"},
		http.StatusBadRequest: {"do", "nonsense", "finding", f.Fingerprint},
	} {
		if code, _ = v.post("/checks/1/judge", form...); code != want {
			t.Errorf("%v: %d", form, code)
		}
	}
	if code, _ = v.get("/checks/77"); code != http.StatusNotFound {
		t.Error(code)
	}
	if code, _ = v.get("/checks/1?severity=nonsense"); code != http.StatusBadRequest {
		t.Error(code)
	}
	for _, path := range []string{"/checks", "/checks/1?state=waived", "/checks/1?state=all&severity=note&rule=" + f.Rule, "/checks/1?page=99"} {
		v.ok(path)
	}
}

func TestFindingsWithScripts(t *testing.T) {
	v := visit(t, hostile(t))
	bad := strings.NewReplacer("water", script).Replace(string(readBoth(t)["source"]))
	code, text := v.upload(map[string]string{"source": script + ".txt", "target": "b.txt"}, map[string][]byte{"source": []byte(bad), "target": readBoth(t)["target"]})
	safe(t, "upload", text)
	if code == http.StatusOK {
		safe(t, "checks", v.ok("/checks"))
		safe(t, "findings", v.ok("/checks/1?severity=note&state=all"))
	}
}

func TestBrowserJudgesFindings(t *testing.T) {
	db, found := checkedReport(t)
	b := browse(t, db)
	b.keys("g", "f")
	b.goes("/checks")
	b.shootAll("checks")
	b.open("/checks/1")
	b.until(`document.querySelector('.finding[aria-current="true"]')`)
	b.shootAll("findings")
	first := ask[string](b, `document.querySelector('.finding[aria-current="true"]').dataset.findingId`)
	b.keys("w")
	b.fill(`.finding[aria-current="true"] [name="reason"]`, "title as in the treaty")
	b.keys(kb.Enter)
	b.idle()
	b.until(`document.querySelector(".finding.waived")`)
	b.shoot("findings-waived")
	waivers, err := db.Waivers(context.Background())
	must(t, err)
	if len(waivers) != 1 || waivers[0].Fingerprint != first || waivers[0].Reason != "title as in the treaty" || waivers[0].Author != "reviewer" {
		t.Errorf("w: %+v", waivers)
	}
	b.keys(kb.Escape, "u")
	b.until(`!document.querySelector(".finding.waived")`)
	b.idle()
	if waivers, err = db.Waivers(context.Background()); err != nil || len(waivers) != 0 {
		t.Errorf("u: %+v %v", waivers, err)
	}
	b.keys("j", "f")
	b.until(`document.querySelector("#said p")`)
	if len(found) == 0 {
		t.Error("nothing was found")
	}
	b.open("/checks/1?rule=number")
	if n := ask[int](b, `document.querySelectorAll(".finding").length`); n == 0 {
		t.Error("no finding of one rule")
	}
	b.click(`.crumbs a`)
	b.goes("/checks")
}
