package tbx

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"bitext/termbase"
)

const schemas = "../../../shared/data/formats/schemas/tbx"

// toValidate writes the full entries, and the official sample of TBX-Basic once
// it has been read.
func toValidate(t *testing.T) []string {
	t.Helper()
	if _, err := os.Stat(schemas); err != nil {
		t.Skip("no schemas in ../shared/data/formats/schemas")
	}
	entries := full()
	texts := map[string][]byte{"full.tbx": written(t, entries, WriteOptions{Name: func(id int64) string { return NameOf(id, entries[id-1].UID) }})}
	for _, name := range samples(t) {
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		var resources []termbase.Resource
		read, _ := readAll(t, f, Options{Resource: func(r termbase.Resource) { resources = append(resources, r) }})
		f.Close()
		texts[filepath.Base(name)] = written(t, read, WriteOptions{Resources: resources})
	}
	var files []string
	dir := t.TempDir()
	for name, text := range texts {
		files = append(files, filepath.Join(dir, name))
		if err := os.WriteFile(files[len(files)-1], text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return files
}

func TestWrittenFilesFitTheSchema(t *testing.T) {
	jing, err := exec.LookPath("jing")
	if err != nil {
		t.Skip("jing is not installed")
	}
	out, err := exec.Command(jing, append([]string{filepath.Join(schemas, "TBXcoreStructV03.rng")}, toValidate(t)...)...).Output()
	if err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

func TestWrittenFilesKeepTheRules(t *testing.T) {
	const saxon = "/usr/share/java/Saxon-HE.jar"
	java, err := exec.LookPath("java")
	if _, missing := os.Stat(saxon); missing != nil || err != nil {
		t.Skip("Saxon is not installed")
	}
	for _, file := range toValidate(t) {
		if filepath.Base(file) != "full.tbx" && os.Getenv("TBX_ALL") == "" {
			continue // each takes seconds: TBX_ALL=1 checks the samples too
		}
		out, err := exec.Command(java, "-jar", saxon, "-s:"+file, "-xsl:"+filepath.Join(schemas, "compiled", "TBX-Basic_DCA.xsl")).Output()
		if err != nil || !bytes.Contains(out, []byte("fired-rule")) || bytes.Contains(out, []byte("failed-assert")) {
			t.Errorf("%s: %v\n%s", filepath.Base(file), err, out)
		}
	}
}
