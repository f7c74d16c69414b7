package review

import (
	"context"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"bitext/cmd/internal/inspect"
)

// Each holds one sentence whose translation has another number.
func filesWithBoth() map[string]string {
	return map[string]string{
		"a.xlf": `<?xml version="1.0"?><xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="a" source-language="en" target-language="fr" datatype="plaintext"><body>
<trans-unit id="1"><source>The Panel visited 14 seed banks.</source><target>Le Groupe a visité 41 banques de semences.</target></trans-unit></body></file></xliff>`,
		"b.tmx": `<?xml version="1.0"?><tmx version="1.4"><header srclang="en" datatype="plaintext" segtype="sentence" adminlang="en" o-tmf="x" creationtool="x" creationtoolversion="1"/><body>
<tu><tuv xml:lang="en"><seg>The Panel visited 14 seed banks.</seg></tuv><tuv xml:lang="fr"><seg>Le Groupe a visité 41 banques de semences.</seg></tuv></tu></body></tmx>`,
		"c.po":  "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\nLanguage: fr\\n\"\n\nmsgid \"The Panel visited 14 seed banks.\"\nmsgstr \"Le Groupe a visité 41 banques de semences.\"\n",
		"d.tsv": "en\tfr\nThe Panel visited 14 seed banks.\tLe Groupe a visité 41 banques de semences.\n",
	}
}

func TestAFileWithBothLanguagesIsChecked(t *testing.T) {
	v := visit(t, shipped(t))
	for name, text := range filesWithBoth() {
		code, page := v.upload(map[string]string{"both": name}, map[string][]byte{"both": []byte(text)})
		if code != http.StatusOK || !strings.Contains(page, "<b>"+name+"</b>") || !strings.Contains(page, "<mark>41</mark>") {
			t.Errorf("%s: %d\n%s", name, code, page[max(0, len(page)-2000):])
		}
	}
	checks, err := v.db.Checks(context.Background())
	must(t, err)
	if len(checks) != 4 {
		t.Errorf("%d checks are kept", len(checks))
	}
	for _, c := range checks {
		found, err := inspect.Load(context.Background(), v.db, c.ID)
		must(t, err)
		if len(found) == 0 || found[0].Rule != "number" {
			t.Errorf("%s: %+v", c.Target, found)
		}
	}
	xlf := []byte(filesWithBoth()["a.xlf"])
	for name, c := range map[string]struct {
		file string
		text []byte
		want int
	}{
		"of another kind": {"a.docx", xlf, http.StatusUnsupportedMediaType},
		"broken":          {"a.xlf", xlf[:200], http.StatusUnprocessableEntity},
		"of nothing":      {"a.tmx", nil, http.StatusUnprocessableEntity},
		"plain text":      {"a.xlf", []byte("Nothing of it is XML."), http.StatusUnprocessableEntity},
	} {
		if code, page := v.upload(map[string]string{"both": c.file}, map[string][]byte{"both": c.text}); code != c.want || strings.Contains(page, "bitext-upload") {
			t.Errorf("%s: %d\n%s", name, code, page[max(0, len(page)-900):])
		}
	}
	if code, _ := v.upload(map[string]string{"both": "a.xlf", "source": "a.txt"}, map[string][]byte{"both": xlf, "source": xlf}); code != http.StatusBadRequest {
		t.Errorf("all of them: %d", code)
	}
}

func TestBrowserUploads(t *testing.T) {
	db := shipped(t)
	b := browse(t, db)
	file := filepath.Join(t.TempDir(), "rapport.xlf")
	must(t, os.WriteFile(file, []byte(filesWithBoth()["a.xlf"]), 0o600))
	b.open("/checks")
	b.do(chromedp.SetUploadFiles(`input[name="both"]`, []string{file}))
	b.click(`form.upload:has(input[name="both"]) button`)
	b.until(`/^\/checks\/\d+$/.test(location.pathname) && ` + ready)
	if n := ask[int](b, `document.querySelectorAll(".finding mark").length`); n == 0 {
		t.Error("no finding is shown")
	}
	checks, err := db.Checks(context.Background())
	must(t, err)
	if len(checks) != 1 || checks[0].Target != "rapport.xlf" || checks[0].Author != "reviewer" {
		t.Errorf("%+v", checks)
	}
}
