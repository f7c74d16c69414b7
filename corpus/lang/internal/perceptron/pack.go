package perceptron

import (
	"encoding/binary"
	"errors"
	"math"
	"slices"
)

// Weights are stored as whole numbers of 1/scale.
const scale = 16

// Pack writes the averaged weights of all features that were changed at least
// minUpdates times: classes, number of rows, then for each row in the order of
// the hashes the difference to the hash before, a mask of the classes whose
// weight is not nought, and these weights, all as variable-length integers.
func (t *Trainer) Pack(minUpdates int) []byte {
	order := make([]int, 0, len(t.keys))
	for row := range t.keys {
		if int(t.updates[row]) >= minUpdates && t.mask(row) != 0 {
			order = append(order, row)
		}
	}
	slices.SortFunc(order, func(a, b int) int {
		if t.keys[a] < t.keys[b] {
			return -1
		}
		return 1
	})
	out := binary.AppendUvarint(nil, uint64(t.classes))
	out = binary.AppendUvarint(out, uint64(len(order)))
	last := uint32(0)
	for _, row := range order {
		out = binary.AppendUvarint(out, uint64(t.keys[row]-last))
		last = t.keys[row]
		out = binary.AppendUvarint(out, t.mask(row))
		for c := range t.classes {
			if w := t.rounded(row*t.classes + c); w != 0 {
				out = binary.AppendVarint(out, w)
			}
		}
	}
	return out
}

func (t *Trainer) rounded(at int) int64 {
	return int64(math.Round(max(-2000, min(2000, t.average(at))) * scale))
}

func (t *Trainer) mask(row int) uint64 {
	mask := uint64(0)
	for c := range t.classes {
		if t.rounded(row*t.classes+c) != 0 {
			mask |= 1 << c
		}
	}
	return mask
}

var errDamaged = errors.New("damaged model")

// Read makes a Model of what Pack wrote.
func Read(data []byte) (*Model, error) {
	r := reader{data: data}
	m := &Model{classes: int(r.unsigned())}
	rows := int(r.unsigned())
	if r.failed || m.classes < 1 || m.classes > MaxClasses || rows > len(data) {
		return nil, errDamaged
	}
	bits := uint(4)
	for 1<<bits < rows*2 {
		bits++
	}
	m.shift = 32 - bits
	m.slots, m.filter = make([]slot, 1<<bits), make([]uint64, filterMask+1)
	m.weights = make([]int16, rows*m.classes)
	key := uint32(0)
	for row := range rows {
		key += uint32(r.unsigned())
		mask := r.unsigned()
		for c := range m.classes {
			if mask>>c&1 == 1 {
				m.weights[row*m.classes+c] = int16(r.signed())
			}
		}
		m.insert(key, uint32(row))
	}
	if r.failed {
		return nil, errDamaged
	}
	return m, nil
}

func (m *Model) insert(key, row uint32) {
	at := m.slot(key)
	for m.slots[at].key != 0 {
		at = (at + 1) & uint32(len(m.slots)-1)
	}
	m.slots[at] = slot{key, row}
	m.filter[key>>6&filterMask] |= 1 << (key & 63)
}

type reader struct {
	data   []byte
	failed bool
}

func (r *reader) unsigned() uint64 {
	v, n := binary.Uvarint(r.data)
	if n <= 0 {
		r.failed = true
		return 0
	}
	r.data = r.data[n:]
	return v
}

func (r *reader) signed() int64 {
	v, n := binary.Varint(r.data)
	if n <= 0 {
		r.failed = true
		return 0
	}
	r.data = r.data[n:]
	return v
}
