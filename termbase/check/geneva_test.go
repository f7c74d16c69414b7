package check

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"bitext/align"
	"bitext/corpus"
	"bitext/termbase"
)

// dataFolder is the optional data beside the repository.
func dataFolder(t testing.TB, name string) string {
	t.Helper()
	dir := filepath.Join("..", "..", "..", "shared", "data", name)
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("no %s beside the repository", name)
	}
	return dir
}

func readRows(t testing.TB, path string) [][]string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var out [][]string
	for line := range strings.SplitSeq(string(text), "\n") {
		if line != "" {
			out = append(out, strings.Split(line, "\t"))
		}
	}
	return out
}

// goldBitext joins the lines of two files along a list of pairs of indices.
func goldBitext(t testing.TB, source, target, gold string) *align.Bitext {
	t.Helper()
	read := func(path string, code corpus.Lang) *corpus.Document {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return corpus.Lines(path, code, string(text))
	}
	b := &align.Bitext{Source: read(source, corpus.English), Target: read(target, corpus.French)}
	numbers := func(field string) (out []int) {
		for s := range strings.SplitSeq(field, ",") {
			if n, err := strconv.Atoi(s); err == nil {
				out = append(out, n)
			}
		}
		return out
	}
	for _, f := range readRows(t, gold) {
		if len(f) == 2 {
			b.Paragraphs = append(b.Paragraphs, align.Bead{Source: numbers(f[0]), Target: numbers(f[1]), Confidence: 1})
		}
	}
	return b
}

func glossary(t testing.TB, path string) []termbase.Entry {
	t.Helper()
	var out []termbase.Entry
	for _, f := range readRows(t, path)[1:] {
		out = append(out, termbase.Entry{State: termbase.Approved, Terms: []termbase.Term{
			{Lang: "en", Text: f[0]}, {Lang: "fr", Text: f[1], Status: termbase.Preferred},
		}})
	}
	return out
}

// TestGenevaFindings writes the findings on the set of wrong terms as JSON to
// the folder in BITEXT_FINDINGS, for the evaluation script. BITEXT_TERMCHECK
// names another set of the same form.
func TestGenevaFindings(t *testing.T) {
	root := os.Getenv("BITEXT_TERMCHECK")
	if root == "" {
		root = dataFolder(t, "check/termcheck-geneva")
	}
	folder := os.Getenv("BITEXT_FINDINGS")
	if folder == "" {
		t.Skip("set BITEXT_FINDINGS to a folder for the findings")
	}
	opts := Options{
		Entries: glossary(t, filepath.Join(root, "glossary.tsv")),
		Only:    []string{"term-missing", "term-forbidden", "term-variant"},
	}
	for _, name := range []string{"fr", "fr.clean"} {
		b := goldBitext(t, filepath.Join(root, "en.txt"), filepath.Join(root, name+".txt"), filepath.Join(root, "gold.tsv"))
		found := run(t, NewPass(b, opts))
		f, err := os.Create(filepath.Join(folder, name+".json"))
		if err != nil {
			t.Fatal(err)
		}
		enc := json.NewEncoder(f)
		for _, x := range found {
			if x.Severity > Note {
				enc.Encode(x)
			}
		}
		f.Close()
	}
}
