package align

import (
	"math"
	"testing"
)

func TestLog(t *testing.T) {
	for x := float32(1e-6); x < 1e7; x *= 1.0137 {
		if got, want := float64(log(x)), math.Log(float64(x)); math.Abs(got-want) > 3e-4 {
			t.Fatalf("log(%v) is %v, want %v", x, got, want)
		}
	}
}
