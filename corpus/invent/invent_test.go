package invent_test

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"bitext/corpus"
	"bitext/corpus/invent"
)

// TestSame holds the bytes: figures in .github/BENCHMARKS.md are about them.
func TestSame(t *testing.T) {
	r := invent.New(7, 300)
	sum := sha256.Sum256([]byte(r.Text(corpus.English) + r.Text(corpus.French) + fmt.Sprint(r.Beads)))
	if got, want := fmt.Sprintf("%x", sum[:6]), "1ca38059ba68"; got != want {
		t.Errorf("fingerprint %s, want %s: benchmarks are to be measured anew", got, want)
	}
	if invent.New(8, 300).Text(corpus.English) == r.Text(corpus.English) {
		t.Error("two seeds give one report")
	}
}

// TestBeads holds that every paragraph stands in exactly one bead, in order,
// and that all that is promised occurs.
func TestBeads(t *testing.T) {
	r := invent.New(1, 2000)
	var sides [2][]int
	shapes := map[string]int{}
	for _, b := range r.Beads {
		shapes[fmt.Sprintf("%d-%d", len(b[0]), len(b[1]))]++
		for side := range b {
			sides[side] = append(sides[side], b[side]...)
		}
	}
	for side, n := range []int{len(r.English), len(r.French)} {
		if len(sides[side]) != n || !slices.IsSorted(sides[side]) {
			t.Errorf("side %d: %d of %d paragraphs stand in beads", side, len(sides[side]), n)
		}
	}
	for _, shape := range []string{"1-1", "1-0", "0-1", "1-2"} {
		if shapes[shape] == 0 {
			t.Errorf("no bead %s among %v", shape, shapes)
		}
	}
}

// TestFrench looks for what the rules of elision and contraction forbid.
func TestFrench(t *testing.T) {
	text := invent.New(3, 3000).Text(corpus.French)
	if !utf8.ValidString(text) {
		t.Error("not UTF-8")
	}
	for _, wrong := range []string{" de le ", " de les ", " à le ", " à les ", " le a", " la é", " le é", " le h", " que il ", " que a", "  ", " ée "} {
		if at := strings.Index(text, wrong); at >= 0 {
			t.Errorf("%q in %q", wrong, text[max(0, at-40):at+40])
		}
	}
}

func ExampleNew() {
	r := invent.New(5, 6)
	fmt.Println(r.English[5])
	fmt.Println(r.French[5])
	// Output:
	// 5. However, the permanent crop measure depends on the water contract.
	// 5. Toutefois, la mesure des récoltes permanente dépend du contrat des eaux.
}
