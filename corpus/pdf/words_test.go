package pdf_test

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"bitext/corpus/pdf"
)

var (
	aWord    = regexp.MustCompile(`[\pL\pN]+`)
	lineCuts = regexp.MustCompile(`-\n`)
)

// wordsOf counts the words of a text.
func wordsOf(text string) (count map[string]int, total int) {
	count = map[string]int{}
	for _, w := range aWord.FindAllString(norm.NFKC.String(text), -1) {
		count[w]++
		total++
	}
	return count, total
}

// leastWords is the share of words that must be the same as pdftotext's, either
// way; the manuals have 99.5 % and more.
const leastWords = 0.985

// The words of real manuals are those that poppler's pdftotext finds.
func TestWords(t *testing.T) {
	files, err := filepath.Glob("../../../shared/data/formats/pdf/*.[ef][nr].pdf")
	if _, missing := exec.LookPath("pdftotext"); err != nil || len(files) == 0 || missing != nil || testing.Short() {
		t.Skip("wants ../shared/data/formats/pdf beside the checkout and pdftotext (Debian: poppler-utils)")
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		d, err := pdf.Read(context.Background(), data)
		if err != nil {
			t.Fatal(err)
		}
		other, err := exec.Command("pdftotext", file, "-").Output()
		if err != nil {
			t.Fatal(err)
		}
		var own strings.Builder
		for _, b := range append(d.Blocks, d.LeftOut...) {
			own.WriteString(b.Text + "\n")
		}
		got, n := wordsOf(own.String())
		want, m := wordsOf(lineCuts.ReplaceAllString(string(other), ""))
		same := 0
		for w, k := range got {
			same += min(k, want[w])
		}
		recall, precision := float64(same)/float64(m), float64(same)/float64(n)
		t.Logf("%s: recall %.2f %%, precision %.2f %%", filepath.Base(file), 100*recall, 100*precision)
		if recall < leastWords || precision < leastWords {
			t.Errorf("%s: recall %.4f, precision %.4f", file, recall, precision)
		}
	}
}
