package xliff_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"bitext/align/xliff"
)

const glossed = `<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" xmlns:gls="urn:oasis:names:tc:xliff:glossary:2.0" version="2.1" srcLang="en" trgLang="fr"><file id="f">
<unit id="1"><gls:glossary>
  <gls:glossEntry><gls:term source="desk">tab stop</gls:term><gls:translation source="desk">taquet de
   tabulation</gls:translation><gls:translation>taquet</gls:translation><gls:definition source="memo">where tabs end</gls:definition></gls:glossEntry>
  <gls:glossEntry><gls:term>ruler</gls:term><gls:definition>what shows inches</gls:definition></gls:glossEntry>
</gls:glossary><segment><source>Set a tab stop.</source></segment></unit>
<unit id="2"><glossary xmlns="urn:oasis:names:tc:xliff:glossary:2.0"><glossEntry><term>ruler</term><definition>what shows inches</definition></glossEntry>
  <glossEntry><term>ruler</term><translation>règle</translation></glossEntry></glossary><segment><source>The ruler.</source></segment></unit></file></xliff>`

func TestGlossary(t *testing.T) {
	g, err := xliff.ReadGlossary(strings.NewReader(glossed), xliff.Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := "{en fr [{{tab stop desk} [{taquet de tabulation desk} {taquet }] {where tabs end memo}} {{ruler } [] {what shows inches }} {{ruler } [{règle }] { }}]}"
	if got := fmt.Sprint(*g); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if _, err := xliff.ReadGlossary(strings.NewReader(v12), xliff.Options{}); !errors.Is(err, xliff.ErrNoGlossary) {
		t.Errorf("1.2: %v", err)
	}
	if b := read(t, glossed); len(b.Source.Blocks) != 2 {
		t.Errorf("%d units beside the glossary", len(b.Source.Blocks))
	}
}
