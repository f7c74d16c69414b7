package word

import "math"

// pair names a source word and a target word in one number.
type pairKey uint64

func keyOf(source, target uint32) pairKey { return pairKey(source)<<32 | pairKey(target) }

func (k pairKey) source() uint32 { return uint32(k >> 32) }
func (k pairKey) target() uint32 { return uint32(k) }

// none is the slot of a pair that the table does not hold.
const none = math.MaxUint32

// table holds the word pairs that were seen together and numbers them: an
// open-addressing hash, because tens of millions of look-ups stand in the
// inner loop and Go's map takes three times as long.
type table struct {
	keys  []pairKey // by slot
	index []uint32  // hash → slot + 1, 0 where empty
	mask  uint64
}

func newTable(room int) *table {
	size := uint64(1024)
	for size < uint64(room)*2 {
		size *= 2
	}
	return &table{index: make([]uint32, size), mask: size - 1}
}

// hash spreads the key over all bits (the finaliser of MurmurHash3).
func (k pairKey) hash() uint64 {
	h := uint64(k)
	h ^= h >> 33
	h *= 0xff51afd7ed558ccd
	h ^= h >> 33
	h *= 0xc4ceb9fe1a85ec53
	return h ^ h>>33
}

// find gives the slot of a pair, or none.
func (t *table) find(k pairKey) uint32 {
	for h := k.hash() & t.mask; ; h = (h + 1) & t.mask {
		slot := t.index[h]
		if slot == 0 {
			return none
		}
		if t.keys[slot-1] == k {
			return slot - 1
		}
	}
}

// add gives the slot of a pair and makes one where there is none.
func (t *table) add(k pairKey) uint32 {
	if 2*len(t.keys) >= len(t.index) {
		t.grow()
	}
	for h := k.hash() & t.mask; ; h = (h + 1) & t.mask {
		slot := t.index[h]
		if slot == 0 {
			t.keys = append(t.keys, k)
			t.index[h] = uint32(len(t.keys))
			return uint32(len(t.keys) - 1)
		}
		if t.keys[slot-1] == k {
			return slot - 1
		}
	}
}

func (t *table) grow() {
	t.index = make([]uint32, 2*len(t.index))
	t.mask = uint64(len(t.index) - 1)
	for slot, k := range t.keys {
		h := k.hash() & t.mask
		for t.index[h] != 0 {
			h = (h + 1) & t.mask
		}
		t.index[h] = uint32(slot + 1)
	}
}

// vocabulary numbers words from 1; 0 stands for no word at all (NULL).
type vocabulary struct {
	number map[string]uint32
	words  []string // words[0] is ""
	counts []int32
}

func newVocabulary() *vocabulary {
	return &vocabulary{number: map[string]uint32{}, words: []string{""}, counts: []int32{0}}
}

// add numbers the words of a sentence and counts them.
func (v *vocabulary) add(words []string) []uint32 {
	ids := make([]uint32, len(words))
	for i, w := range words {
		id, known := v.number[w]
		if !known {
			id = uint32(len(v.words))
			v.number[w] = id
			v.words = append(v.words, w)
			v.counts = append(v.counts, 0)
		}
		v.counts[id]++
		ids[i] = id
	}
	return ids
}
