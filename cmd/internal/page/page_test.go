package page_test

import (
	"strings"
	"testing"

	"bitext/align"
	"bitext/cmd/internal/page"
	"bitext/corpus"
)

func write(t *testing.T, bitexts ...*align.Bitext) string {
	t.Helper()
	var out strings.Builder
	if err := page.Write(&out, align.Paragraph, bitexts...); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func pair(source *corpus.Document, code corpus.Lang, text string, beads ...align.Bead) *align.Bitext {
	return &align.Bitext{Source: source, Target: corpus.Lines(string(code)+"/a.txt", code, text), Paragraphs: beads}
}

func TestDoubtfulAndLoneRowsAreMarked(t *testing.T) {
	source := corpus.Lines("en/a.txt", corpus.English, "One.\nTwo.\nThree.\n")
	got := write(t, pair(source, corpus.French, "Un.\nDeux.\n",
		align.Bead{Source: []int{0}, Target: []int{0}, Confidence: 0.97},
		align.Bead{Source: []int{1}, Target: []int{1}, Confidence: 0.4},
		align.Bead{Source: []int{2}, Confidence: 0.8}))
	for _, want := range []string{
		"<title>en/a.txt – fr/a.txt</title>",
		"3 rows, 1 doubtful, 1 without counterpart · beads: 1-0 × 1 1-1 × 2",
		`<tr id="r1"><td class="n">1</td><td lang="en" class="paragraph">One.</td>`,
		`<tr id="r2" class="doubtful">`,
		`<tr id="r3" class="lone">`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
}

func TestSeveralLanguagesSideBySide(t *testing.T) {
	source := corpus.Lines("en/a.txt", corpus.English, "One.\nTwo.\n")
	got := write(t,
		pair(source, corpus.French, "Un et deux.\n", align.Bead{Source: []int{0, 1}, Target: []int{0}, Confidence: 1}),
		pair(source, corpus.Arabic, "واحد\nاثنان\n", align.Bead{Source: []int{0}, Target: []int{0}, Confidence: 1}, align.Bead{Source: []int{1}, Target: []int{1}, Confidence: 1}))
	if want := `>One. Two.</td><td lang="fr" class="paragraph">Un et deux.</td><td lang="ar" dir="rtl" class="paragraph">واحد اثنان</td>`; !strings.Contains(got, want) {
		t.Errorf("no %q in\n%s", want, got)
	}
}

func TestTextIsEscaped(t *testing.T) {
	source := corpus.Lines("en/<a>.txt", corpus.English, "<script>alert(1)</script>\n")
	got := write(t, pair(source, corpus.French, "\"><img onerror=x>\n", align.Bead{Source: []int{0}, Target: []int{0}, Confidence: 1}))
	if strings.Contains(got, "<script") || strings.Contains(got, "<img") {
		t.Errorf("markup of the text in the page:\n%s", got)
	}
}

// The page of a bitext that one file holds is named once, and its columns by their
// languages; what HTML forbids is left out.
func TestOneFile(t *testing.T) {
	source := corpus.Lines("job.xlf", corpus.English, "One\x01\ufffe line\u0085more.\n")
	source.SetLang("en-GB")
	got := write(t, &align.Bitext{
		Source: source, Target: corpus.Lines("job.xlf", "he", "\u05d0\n"),
		Paragraphs: []align.Bead{{Source: []int{0}, Target: []int{0}, Confidence: 1}},
	})
	for _, want := range []string{"<title>job.xlf</title>", `<th scope="col" lang="en-GB">en-GB</th><th scope="col" lang="he" class="rtl">he</th>`, ">One line more.<"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
}
