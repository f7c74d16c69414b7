package lang_test

import (
	"testing"

	"bitext/corpus"
	"bitext/corpus/lang"
)

func TestNames(t *testing.T) {
	for name, want := range map[string]corpus.Lang{
		"French": "fr", "FRANÇAIS": "fr", "francais": "fr", "Französisch": "fr", "francese": "fr", "французский": "fr", "法语": "fr", " Frans ": "fr",
		"norsk": "no", "Ελληνικά": "el", "日本語": "ja", "lets": "", "Malta": "", "": "", "source": "", "en": "",
	} {
		if got := lang.ByName(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
	for tag, want := range map[string][2]string{
		"en": {"en", ""}, "EN": {"en", ""}, "fra": {"fr", ""}, "fr_CA": {"fr", "CA"}, "zh-Hans-CN": {"zh", "Hans-CN"},
		"law": {}, "xx": {}, "en-status": {}, "French": {}, "": {}, "a": {},
	} {
		code, region := lang.ByTag(tag)
		if string(code) != want[0] || region != want[1] {
			t.Errorf("%q: %q, %q", tag, code, region)
		}
	}
}
