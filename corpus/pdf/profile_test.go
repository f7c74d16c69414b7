package pdf

import (
	"math/rand/v2"
	"slices"
	"testing"

	"bitext/corpus/text"
)

// Bands that are added one by one leave the same strips free as all of them together.
func TestProfile(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 50 {
		p := &page{}
		var bands []band
		for y := range 12 {
			b := band{y: float64(12 * y), size: 8 + float64(random.IntN(4))}
			for left := float64(random.IntN(40)); left < 500; left += float64(60 + random.IntN(90)) {
				b.at = append(b.at, len(p.set))
				p.set = append(p.set, set{Line: text.Line{Left: left, Right: left + float64(random.IntN(80))}})
			}
			bands = append(bands, b)
		}
		grown := p.profile(bands[:1])
		for n := 1; n < len(bands); n++ {
			grown.add(&bands[n], p.bounds(&bands[n]))
			if got, want := grown.columns(), p.profile(bands[:n+1]).columns(); !slices.Equal(got, want) {
				t.Fatalf("columns of %d bands: %v, want %v", n+1, got, want)
			}
		}
	}
}

// A piece reaches into the columns that it overlaps.
func TestReach(t *testing.T) {
	columns := []span{{10, 100}, {120, 200}, {220, 300}}
	for _, c := range []struct {
		left, right float64
		from, to    int
	}{{10, 90, 0, 1}, {105, 110, 1, 1}, {90, 130, 0, 2}, {0, 400, 0, 3}, {230, 240, 2, 3}, {310, 320, 3, 3}, {0, 5, 0, 0}} {
		if from, to := reach(&set{Line: text.Line{Left: c.left, Right: c.right}}, columns); from != c.from || to != c.to {
			t.Errorf("%g to %g: columns %d to %d, want %d to %d", c.left, c.right, from, to, c.from, c.to)
		}
	}
}

// Marks stand behind their letters, several of one letter turned round; words of another
// script with their numbers are one row.
func TestMarked(t *testing.T) {
	signs := []sign{{0, 'א', 90, 100}, {1, 'b', 80, 90}, {2, 'ג', 70, 80}}
	marks := []sign{{3, '\u05B8', 74, 76}, {4, '\u05BC', 76, 78}, {5, '\u05B7', 40, 42}, {6, '\u05B0', 86, 88}}
	var got []rune
	for _, s := range marked(signs, marks, 12) {
		got = append(got, s.r)
	}
	if want := []rune{'א', '\u05B0', 'b', 'ג', '\u05BC', '\u05B8'}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	tokens := []token{{left: 90, right: 100}, {left: 80, right: 88, letters: true}, {left: 70, right: 78}, {left: 60, right: 68, turned: true}}
	if n := stretch(tokens, 10); n != 3 || rowEnd(tokens[:n]) != 2 {
		t.Errorf("a stretch of %d with a row of %d, want 3 and 2", n, rowEnd(tokens[:n]))
	}
}
