package review

import (
	"os"
	"path/filepath"
	"regexp"
	"sort"
	"strings"
	"testing"

	"bitext/termbase/check"
)

// TestEveryTextIsInBothLanguages looks for the texts of the interface in
// templates and code: each needs a French form, names and plurals an English
// one too, and no form may be left over.
func TestEveryTextIsInBothLanguages(t *testing.T) {
	fr, err := wordsIn("fr")
	must(t, err)
	en, err := wordsIn("en")
	must(t, err)
	used := usedTexts(t)
	var missing []string
	for key := range used {
		if _, ok := fr[key]; !ok {
			missing = append(missing, key)
		}
	}
	for key := range en {
		if _, ok := fr[key]; !ok && !used[key] {
			missing = append(missing, key)
		}
		used[key] = true
	}
	for _, rule := range check.Rules() {
		if key := "rule:" + rule.Name; fr[key] == nil {
			missing = append(missing, key)
		} else {
			used[key] = true
		}
	}
	sort.Strings(missing)
	for _, key := range missing {
		t.Errorf("no French for %q", key)
	}
	for key, value := range fr {
		if !used[key] && !strings.HasPrefix(key, "message:") && !strings.HasPrefix(key, "part:") {
			t.Errorf("nothing says %q", key)
		}
		if v, ok := value.(string); ok && strings.Count(v, "%") != strings.Count(key, "%") && !strings.HasPrefix(key, "said:") {
			t.Errorf("%q and %q have other places for values", key, v)
		}
	}
}

// usedTexts lists the texts that templates and code ask for by name.
func usedTexts(t *testing.T) map[string]bool {
	t.Helper()
	used := map[string]bool{}
	find := func(glob string, patterns ...string) {
		paths, err := filepath.Glob(glob)
		if err != nil || len(paths) == 0 {
			t.Fatalf("%s: %v", glob, err)
		}
		for _, p := range paths {
			text, err := os.ReadFile(p)
			must(t, err)
			for _, pattern := range patterns {
				for _, m := range regexp.MustCompile(pattern).FindAllStringSubmatch(string(text), -1) {
					used[m[1]] = true
				}
			}
		}
	}
	find("templates/*.html", `[({ ]t "([^"]+)"`)
	find("*.go", `r\.t\("([^"]+)"[,)]`, `l\.say\("([^"]+)"[,)]`, `failure\{http\.\w+, "((?:[^"\\]|\\.)+)"`, `Sprintf\("([A-Z][^"%]+)"\)`)
	for key := range used {
		if strings.Contains(key, `\"`) {
			delete(used, key)
		}
	}
	delete(used, "%d")
	return used
}
