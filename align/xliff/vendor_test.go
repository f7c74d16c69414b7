package xliff

import (
	"strings"
	"testing"
)

// Files of translation tools: a prefix for the core, segments and states of
// their own, markers within codes, no target language, groups in groups.
func TestVendorFiles(t *testing.T) {
	for name, test := range map[string]struct{ file, source, target, state string }{
		"segment definitions": {
			`<xliff xmlns:sdl="urn:sdl" xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2" sdl:version="1.0"><doc-info xmlns="urn:sdl"><source>no</source></doc-info>
<file original="a" source-language="en-US" target-language="fr-FR"><header><sdl:ref-files/></header><body><group><group><trans-unit id="1"><source><g id="5">Open. Shut.</g></source>
<seg-source><g id="5"><mrk mtype="seg" mid="1">Open.</mrk> <mrk mtype="seg" mid="2">Shut.</mrk></g></seg-source>
<target><g id="5"><mrk mtype="seg" mid="1">Ouvert.</mrk> <mrk mtype="seg" mid="2">Fermé.</mrk></g></target>
<sdl:seg-defs><sdl:seg id="1" conf="Draft"><sdl:value key="x">y</sdl:value></sdl:seg><sdl:seg id="2" conf="ApprovedTranslation"/></sdl:seg-defs></trans-unit></group></group></body></file></xliff>`,
			"Open. Shut.", "Ouvert. Fermé.", "Draft",
		},
		"status of the unit": {`<xliff its:version="2.0" version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:its="http://www.w3.org/2005/11/its" xmlns:mq="MQXliff"><file original="a" source-language="en" target-language="fr" datatype="x"><body>
<trans-unit id="1" mq:status="ManuallyConfirmed"><source xml:space="preserve">Open <bpt id="1">{}</bpt>it<ept id="1">{}</ept></source><target xml:space="preserve">Ouvrez</target>
<alt-trans><source>x</source><target>y</target></alt-trans><mq:minorversions/></trans-unit></body></file></xliff>`, "Open it", "Ouvrez", "ManuallyConfirmed"},
		"tracked changes": {
			`<xliff xmlns:sdl="urn:sdl" xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2"><file original="a" source-language="en" target-language="fr"><body><trans-unit id="1"><source>Open</source>
<seg-source><mrk mtype="seg" mid="1">Open</mrk></seg-source><target><mrk mtype="seg" mid="1"><mrk mtype="x-sdl-deleted" sdl:revid="r">Fermez</mrk><mrk mtype="x-sdl-added" sdl:revid="s">Ouvrez</mrk></mrk></target></trans-unit></body></file></xliff>`,
			"Open", "Ouvrez", "",
		},
		"no version": {
			`<xliff><file original="a" source-language="en" target-language="fr"><body><trans-unit id="1"><source>Open</source><target>Ouvrez</target></trans-unit></body></file></xliff>`,
			"Open", "Ouvrez", "",
		},
		"prefix and no target language": {`<x:xliff version="1.1" xmlns:x="urn:oasis:names:tc:xliff:document:1.1"><x:file original="a" source-language="en"><x:body><x:bin-unit id="b"><x:bin-source/></x:bin-unit>
<x:trans-unit id="1"><x:source>Open</x:source><x:target state="needs-review-translation">Ouvrez</x:target></x:trans-unit></x:body></x:file></x:xliff>`, "Open", "Ouvrez", "needs-review-translation"},
	} {
		b, err := Read("x", strings.NewReader(test.file), Options{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if len(b.Source.Blocks) != 1 || len(b.Target.Blocks) != 1 {
			t.Errorf("%s: %d and %d blocks", name, len(b.Source.Blocks), len(b.Target.Blocks))
			continue
		}
		if s, d := b.Source.Blocks[0], b.Target.Blocks[0]; s.Text != test.source || d.Text != test.target || d.About().State != test.state {
			t.Errorf("%s: %q, %q, %q", name, s.Text, d.Text, d.About().State)
		}
	}
}

// The language that a target names is that of its file, where that names none.
func TestLanguageOfTarget(t *testing.T) {
	file := func(attrs, lang string) string {
		return `<file original="a" source-language="en" datatype="x"` + attrs + `><body><trans-unit id="1"><source>Open</source><target` + lang + `>x</target></trans-unit></body></file>`
	}
	all, err := ReadAll("x", strings.NewReader(`<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">`+
		file("", ` xml:lang="fr-FR"`)+file(` target-language="de"`, "")+`</xliff>`), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != 2 || all[0].Target.Lang != "fr" || all[1].Target.Lang != "de" {
		t.Errorf("%d bitexts", len(all))
	}
}
