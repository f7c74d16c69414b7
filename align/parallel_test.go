package align

import (
	"context"
	"slices"
	"testing"
)

func TestInOrder(t *testing.T) {
	for _, n := range []int{0, 1, 7, 500} {
		squares := func() func(int) int { return func(k int) int { return k * k } }
		got := slices.Collect(inOrder(context.Background(), n, squares))
		if len(got) != n {
			t.Fatalf("%d values in place of %d", len(got), n)
		}
		for k, v := range got {
			if v != k*k {
				t.Errorf("value %d is %d", k, v)
			}
		}
	}
}

func TestInOrderEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	got := 0
	for k := range inOrder(ctx, 1_000_000, func() func(int) int { return func(k int) int { return k } }) {
		if got++; k == 10 {
			cancel()
		}
	}
	if got < 11 || got > 1000 {
		t.Errorf("%d values after the context ended at the eleventh", got)
	}
}

func TestPermutedTakesOnlyWhatItHolds(t *testing.T) {
	s := newSide([]segment{{text: "one two three four"}, {text: "five"}, {text: "six seven"}}, "en")
	if p := s.permuted([]int{2, 1}); cap(p.units) > 3 {
		t.Errorf("room for %d units in a part of 3", cap(p.units))
	}
}
