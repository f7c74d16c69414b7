package parallel

import "testing"

func TestForTakesEachStepOnce(t *testing.T) {
	for _, n := range []int{0, 1, 2, 1000} {
		for _, workers := range []int{0, 1, 3} {
			taken := make([]int, n)
			For(workers, n, func(i int) { taken[i]++ })
			for i, times := range taken {
				if times != 1 {
					t.Errorf("%d workers: step %d of %d was taken %d times", workers, i, n, times)
				}
			}
		}
	}
}
