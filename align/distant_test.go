package align_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"bitext/align"
	"bitext/align/score"
)

// freely makes so many sentences and a translation without a cognate or number: half
// of the words are translated, a sentence may say as many others, and every second one
// is cut in two or three.
func freely(n int, seed uint64) (source, target []string, gold []align.Bead) {
	r := rand.New(rand.NewPCG(seed, 2))
	for i := range n {
		var s, t []string
		wordy := r.IntN(65)
		for range 3 + r.IntN(25) {
			w := min(r.IntN(500), r.IntN(500), r.IntN(500))
			s = append(s, word("en", w))
			if r.IntN(2) == 0 {
				t = append(t, word("fr", w))
			}
			for r.IntN(100) < wordy {
				t = append(t, word("fr", r.IntN(500)))
			}
		}
		t = append(t, "tra")
		parts := 1
		if r.IntN(2) == 0 {
			parts += 1 + r.IntN(2)
		}
		bead := align.Bead{Source: []int{i}}
		for k := range parts {
			bead.Target = append(bead.Target, len(target))
			target = append(target, strings.Join(t[len(t)*k/parts:len(t)*(k+1)/parts], " ")+".")
		}
		source, gold = append(source, strings.Join(s, " ")+"."), append(gold, bead)
	}
	return source, target, gold
}

func TestFreeTranslationWithoutCognates(t *testing.T) {
	for seed := range uint64(4) {
		source, target, gold := freely(200, seed)
		b := documents(t, source, target, align.Options{})
		if f := score.Beads(gold, b.Paragraphs).Strict.F1(); f < 0.9 {
			t.Errorf("text %d: strict F1 %.3f", seed, f)
		}
	}
}
