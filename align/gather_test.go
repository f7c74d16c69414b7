package align

import (
	"testing"

	"bitext/corpus"
)

// What was gathered is the same with room made for it before, too little or too much.
func TestGatherer(t *testing.T) {
	for _, room := range []int{0, 2, 5000} {
		g := NewGatherer("x")
		g.Grow(room)
		for i := range 3000 {
			g.Add(corpus.Block{Text: "mole"}, corpus.Block{Text: "jetée"}, i%7 != 0, i%5 != 0, 0.5)
		}
		b := g.Bitext()
		source, target := 0, 0
		for _, bead := range b.Paragraphs {
			for _, i := range bead.Source {
				if i != source || b.Source.Blocks[i].Segment(0) != "mole" {
					t.Fatalf("source %d, want %d", i, source)
				}
				source++
			}
			for _, i := range bead.Target {
				if i != target || b.Target.Blocks[i].Segment(0) != "jetée" {
					t.Fatalf("target %d, want %d", i, target)
				}
				target++
			}
		}
		if source != len(b.Source.Blocks) || target != len(b.Target.Blocks) || len(b.Paragraphs) != 3000-86 {
			t.Errorf("%d, %d, %d", source, target, len(b.Paragraphs))
		}
	}
}
