package align

import (
	"unicode/utf8"

	"bitext/align/lexicon"
)

// Cognates: units of both languages that are written alike. Names, numbers,
// document symbols and the learned words of Europe stay the same or nearly so,
// and nobody has to be taught them (Simard, Foster and Isabelle 1992).
const (
	sameWord    = 0.7
	sameFour    = 0.4
	sameThree   = 0.2
	sameShorter = 0.05
	sameMark    = 0.5
	sameNumber  = 0.7
	likeShare   = 0.5
	likeLeast   = 0.65 // least Dice coefficient of letter pairs
	likeLetters = 4    // shortest stems that are compared
	likeBonus   = 0.15
	likeFirst   = 2 // letters at the start that must be the same
)

// cognates lists, for each unit of the given side, the units of the other that
// are written alike.
func cognates(given, other *side) [][]lexicon.Prob {
	same := make(map[string]int32, len(other.names))
	bucket := map[string][]int32{}
	grams := make([][]uint16, len(other.names))
	for t, name := range other.names {
		same[name] = int32(t)
		if stem(name) {
			bucket[name[:likeFirst]] = append(bucket[name[:likeFirst]], int32(t))
			grams[t] = bigrams(name)
		}
	}
	out := make([][]lexicon.Prob, len(given.names))
	for s, name := range given.names {
		if t, ok := same[name]; ok {
			out[s] = append(out[s], lexicon.Prob{Unit: t, P: sameness(name)})
		}
		if !stem(name) {
			continue
		}
		g := bigrams(name)
		for _, t := range bucket[name[:likeFirst]] {
			if d := dice(g, grams[t]); d >= likeLeast && other.names[t] != name {
				out[s] = append(out[s], lexicon.Prob{Unit: t, P: likeShare * (d - likeLeast + likeBonus)})
			}
		}
	}
	return out
}

// stem reports whether the unit is a word that is long enough to be compared
// letter by letter.
func stem(name string) bool {
	c := name[0]
	return len(name) >= likeLetters && (c >= 'a' || c >= utf8.RuneSelf) && utf8.RuneCountInString(name) >= likeLetters
}

// sameness is the weight of a unit that stands on both sides as it is.
func sameness(name string) float32 {
	c := name[0]
	switch {
	case '0' <= c && c <= '9':
		return sameNumber
	case c < 'a' && c < utf8.RuneSelf:
		return sameMark
	}
	switch n := utf8.RuneCountInString(name); {
	case n > 4:
		return sameWord
	case n == 4:
		return sameFour
	case n == 3:
		return sameThree
	}
	return sameShorter
}

// bigrams gives the pairs of neighbouring bytes.
func bigrams(name string) []uint16 {
	out := make([]uint16, 0, len(name)-1)
	for i := 0; i+1 < len(name); i++ {
		out = append(out, uint16(name[i])<<8|uint16(name[i+1]))
	}
	return out
}

// dice is twice the number of shared bigrams over the number of all.
func dice(a, b []uint16) float32 {
	shared := 0
	var used uint64
	for _, x := range a {
		for k, y := range b {
			if x == y && used&(1<<k) == 0 {
				used |= 1 << k
				shared++
				break
			}
		}
	}
	return 2 * float32(shared) / float32(len(a)+len(b))
}
