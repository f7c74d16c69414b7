package align

import "math"

// log is the natural logarithm to about five digits, several times faster than
// math.Log: the search takes hundreds of millions of them. x is positive and
// normal.
func log(x float32) float32 {
	bits := math.Float32bits(x)
	exponent := float32(int32(bits>>23) - 127)
	m := math.Float32frombits(bits&0x7fffff | 0x3f800000) // 1 ≤ m < 2
	// log2(m) = 2/ln2 · (z + z³/3 + z⁵/5 + z⁷/7), z = (m-1)/(m+1)
	z := (m - 1) / (m + 1)
	z2 := z * z
	log2 := 2.885390082 * z * (1 + z2*(0.3333333+z2*(0.2+z2*0.1428571)))
	return (exponent + log2) * math.Ln2
}

// worth is the weighted and bounded log ratio of two probabilities.
func worth(seen, chance float64) float32 {
	return traitWeight * float32(min(traitCap, max(-traitCap, math.Log(seen/chance))))
}

func exp(x float64) float64 { return math.Exp(x) }
