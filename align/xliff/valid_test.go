package xliff

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"bitext/align"
)

// What is written from either version is valid against the published schema of
// the core.
func TestWrittenIsValid(t *testing.T) {
	lint, err := exec.LookPath("xmllint")
	if err != nil {
		t.Skip("xmllint is not installed")
	}
	schema, err := filepath.Abs("../../../shared/data/formats/schemas/xliff21/xliff_core_2.0.xsd")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(schema); err != nil {
		t.Skip("no ../shared/data/formats/schemas")
	}
	const old = `<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file source-language="en" target-language="fr" original="a &amp; b"><body>
<trans-unit id="1 x"><source>a <g id="1">b</g><x id="2"/></source><target state="final">c <g id="1">d</g></target><note>n</note></trans-unit></body></file></xliff>`
	for name, file := range map[string]string{
		"1.2": old,
		"2.1": unit2(`<notes><note>n</note></notes><originalData><data id="d">&lt;br></data></originalData>`, `a<ph id="1" dataRef="d"/>`, `b<ph id="1" dataRef="d"/>`),
	} {
		b, err := Read("x", strings.NewReader(file), Options{})
		if err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		if err := Write(&out, align.Sentence, b); err != nil {
			t.Fatal(err)
		}
		if _, err := Read("x", bytes.NewReader(out.Bytes()), Options{}); err != nil {
			t.Errorf("%s: read again: %v", name, err)
		}
		cmd := exec.Command(lint, "--noout", "--nonet", "--schema", schema, "-")
		cmd.Stdin = &out
		if said, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%s: %v: %s", name, err, said)
		}
	}
}
