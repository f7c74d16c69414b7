package align

import "math"

// logBits is how many bits of the mantissa log looks at: with eleven the error
// stays below 0.0003, far below what a score can tell.
const logBits = 11

// logs holds the logarithms of 1 to 2 in equal steps; it is never written to.
var logs = func() (t [1 << logBits]float32) {
	for k := range t {
		t[k] = float32(math.Log1p((float64(k) + 0.5) / (1 << logBits)))
	}
	return t
}()

// log is the natural logarithm, several times faster than math.Log: the search
// takes hundreds of millions of them. x is positive and normal.
func log(x float32) float32 {
	bits := math.Float32bits(x)
	return float32(int32(bits>>23)-127)*math.Ln2 + logs[bits>>(23-logBits)&(1<<logBits-1)]
}

// longLog is log of a float64.
func longLog(x float64) float32 {
	bits := math.Float64bits(x)
	return float32(int32(bits>>52)-1023)*math.Ln2 + logs[bits>>(52-logBits)&(1<<logBits-1)]
}

// worth is the weighted and bounded log ratio of two probabilities.
func worth(seen, chance float64) float32 {
	return traitWeight * float32(min(traitCap, max(-traitCap, math.Log(seen/chance))))
}

func exp(x float64) float64 { return math.Exp(x) }
