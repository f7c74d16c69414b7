package corpus

import (
	"slices"
	"testing"
)

// What a slab hands out stays as it is, whatever its owner or its neighbours do.
func TestSlab(t *testing.T) {
	var s Slab[int]
	var lists [][]int
	for i := range 3 * slabSize {
		lists = append(lists, s.One(i))
		if i%100 == 0 {
			lists[i] = append(lists[i], -i)
		}
	}
	long := s.Copy(make([]int, slabSize))
	long[0] = 7
	for i, l := range lists {
		if l[0] != i || i%100 != 0 && len(l) != 1 {
			t.Fatalf("list %d is %v", i, l)
		}
	}
	if s.Copy(nil) != nil || !slices.Equal(s.Copy([]int{1, 2}), []int{1, 2}) {
		t.Error("copies differ")
	}
}
