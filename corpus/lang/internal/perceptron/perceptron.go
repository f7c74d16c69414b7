// Package perceptron is a linear classifier over hashed binary features: the
// averaged perceptron of Collins (Discriminative Training Methods for Hidden
// Markov Models, EMNLP 2002), as used greedily, word by word, by taggers.
//
// A feature is a 32-bit hash; its row holds one weight for every class. A
// Trainer learns rows, Pack writes the useful ones small, Read makes a Model
// of them that scores some three million features a second and core without
// allocating. Nothing is random here: the order of the examples is the
// caller's, and the same examples give the same bytes.
package perceptron

// MaxClasses bounds the number of classes, so that scores live on the stack.
const MaxClasses = 48

// Scores is the score of every class.
type Scores [MaxClasses]int32

// Model scores features. It is read only and safe for concurrent use.
type Model struct {
	classes int
	slots   []slot   // open addressing
	filter  []uint64 // a bit for every feature that has a row: most of those asked for have none, and the filter fits the cache
	weights []int16
	shift   uint
}

// slot leads a feature to its row of weights; key 0 is free.
type slot struct{ key, row uint32 }

// Score adds the weights of the features to the scores.
func (m *Model) Score(features []uint32, scores *Scores) {
	mask := uint32(len(m.slots) - 1)
	for _, f := range features {
		if m.filter[f>>6&filterMask]>>(f&63)&1 == 0 {
			continue
		}
		at := m.slot(f)
		for m.slots[at].key != f && m.slots[at].key != 0 {
			at = (at + 1) & mask
		}
		if m.slots[at].key == 0 {
			continue
		}
		from := int(m.slots[at].row) * m.classes
		row := m.weights[from : from+m.classes]
		into := scores[:len(row)]
		for c, w := range row {
			into[c] += int32(w)
		}
	}
}

// Best is the class with the highest score, the first of equals, and its lead
// over the second.
func (m *Model) Best(scores *Scores) (class int, lead int32) {
	return best(scores[:m.classes])
}

func best(scores []int32) (class int, lead int32) {
	second := int32(-1 << 31)
	for c := 1; c < len(scores); c++ {
		switch s := scores[c]; {
		case s > scores[class]:
			second, class = scores[class], c
		case s > second:
			second = s
		}
	}
	return class, scores[class] - second
}

// filterMask bounds the words of the filter: 2^20 bits.
const filterMask = 1<<14 - 1

func (m *Model) slot(f uint32) uint32 { return f * 0x9e3779b1 >> m.shift }

// Mix makes one feature of a template's number and the hashes of its parts.
func Mix(template uint32, parts ...uint32) uint32 {
	h := (template + 1) * 0x9e3779b1
	for _, p := range parts {
		h = (h ^ p) * 0x85ebca6b
		h ^= h >> 15
	}
	h ^= h >> 13
	h *= 0xc2b2ae35
	h ^= h >> 16
	if h == 0 {
		return 1
	}
	return h
}

// Hash is the hash of a string (FNV-1a).
func Hash(s string) uint32 {
	h := uint32(2166136261)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return h
}
