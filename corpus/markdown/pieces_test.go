package markdown

import (
	"slices"
	"strings"
	"testing"

	"bitext/corpus"
)

// inPieces reads a text in pieces of at least some bytes.
func inPieces(source string, size int) []corpus.Block {
	r := newReader(source)
	r.read(size)
	return r.out.Document().Blocks
}

// samples have what reaches over blank lines, and what is defined elsewhere.
var samples = []string{
	"# Head\n\nOne[^b] and [two][x].\n\n- a\n\n  b[^a]\n\n- c\n\nEnd.\n\n[x]: /y\n\n[^a]: First[^c].\n\n    Second.\n\n[^b]: Other.\n\n[^c]: Third.\n",
	"```\ncode\n\nmore\n\n```\n\nText.\n\n~~~\nnever ended\n\nText.\n",
	"<div>\n\nText.\n\n</div>\n\n<!-- a\n\nb -->\n\n<pre>\n\n*x*\n\n</pre>\n\nText.\n",
	"> Quote\n\n> ```\n> code\n\nText.\n\n> [^q]: A note.\n\nMark[^q].\n",
	"1. one\n\n2. two\n\n   ```\n   code\n\n   more\n   ```\n\n10. ten\n\nText\n\n3. three\n",
	"    code\n\n    more\n\ntext\n\n\tcode\n\n \n\ntext\n===\n\n| a | b |\n|---|---|\n| c | d |\n\n| e |\n",
	"[a]: /b\n'title\n\nno title'\n\n[a] and [b]\n\n[b]:\n/c\n",
	"\"Open\n\nclosed\" it's\r\n\r\n\"so\"\r\n",
	"- [x] done\n\n- [ ] open\n\n* other\n\n+ list\n",
	"1. a\n1. b\n1. c\n   - d\n   - e\n   - f\n1. g\n\n   h\n1. i\n   lazy\ngoes on\n 7. j\n\n\n\n1. k\n1) l\n1) m\n1) n\n\nEnd.\n",
	"* a\n* b\n* * *\n* c\n* d\n-\n- e\n- f\n---\n- g\n",
	"before\n| a | b |\n|---|---|\n| c | d |\n| e |\n| f | g | h |\ni\n| j[^t] | [x] |\n> quote\n\n| k | l |\n|---|---|\n| m | n |\n|---|---|\n| o | p |\n- q\n\n[x]: /y\n\n[^t]: Note.\n",
	"[^n]: only\n\n[^n]: twice\n\n[^m]: > quote\n\n    > [^o]: within\n\nAll[^o][^n]![^m] and ![x][^n]\n",
}

// A text reads the same whatever the size of its pieces.
func TestPieces(t *testing.T) {
	for _, s := range append(samples, strings.Join(samples, "\n\n"), strings.Join(samples, "")) {
		samePieces(t, s)
	}
}

// A long list or table is cut, too.
func TestPiecesOfOneBlock(t *testing.T) {
	for _, s := range []string{
		strings.Repeat("- item\n", 100), strings.Repeat("1. item\n\n", 100),
		"| a | b |\n|---|---|\n" + strings.Repeat("| c | d |\n", 100),
	} {
		if o := outlineOf([]byte(s), 100); len(o.pieces) < 5 {
			t.Errorf("%d pieces of %q", len(o.pieces), s[:20])
		}
		samePieces(t, s)
	}
}

func FuzzPieces(f *testing.F) {
	for _, s := range samples {
		f.Add(s)
	}
	f.Fuzz(samePieces)
}

func samePieces(t *testing.T, s string) {
	if crowded(s) {
		return
	}
	whole := inPieces(s, len(s)+1)
	for _, size := range []int{1, 7, 40} {
		if got := inPieces(s, size); !slices.EqualFunc(got, whole, func(a, b corpus.Block) bool {
			return a.Kind == b.Kind && a.Level == b.Level && a.Label == b.Label && a.Text == b.Text
		}) {
			t.Fatalf("%q in pieces of %d:\ngot  %q\nwant %q", s, size, textsOf(got), textsOf(whole))
		}
	}
}

func textsOf(blocks []corpus.Block) []string {
	out := make([]string, len(blocks))
	for i, b := range blocks {
		out[i] = b.Kind.String() + "|" + b.Label + "|" + b.Text
	}
	return out
}
