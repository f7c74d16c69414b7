package lexicon

import (
	"bytes"
	"compress/flate"
	_ "embed"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"sync"

	"bitext/corpus"
)

//go:embed en-fr.bin
var enFr []byte

// Lexicon holds probabilities of translation between the units of two
// languages, in both directions. It is safe for concurrent use.
type Lexicon struct {
	source, target corpus.Lang
	names          [2][]string // units of the source and the target, sorted
	dir            [2]direction
}

// direction lists for every unit of one side those of the other.
type direction struct {
	start []int32
	unit  []int32
	p     []float32 // of unit given the side's own
}

// Shipped gives the lexicon that comes with the program for that pair of
// languages, nil where there is none. It is unpacked at the first call.
func Shipped(source, target corpus.Lang) *Lexicon {
	switch {
	case source == corpus.English && target == corpus.French:
		return englishFrench()
	case source == corpus.French && target == corpus.English:
		return frenchEnglish()
	}
	return nil
}

var englishFrench = sync.OnceValue(func() *Lexicon {
	l, err := Decode(bytes.NewReader(enFr))
	if err != nil {
		panic("lexicon: en-fr.bin: " + err.Error()) // built into the program
	}
	l.source, l.target = corpus.English, corpus.French
	return l
})

var frenchEnglish = sync.OnceValue(func() *Lexicon {
	l := englishFrench()
	return &Lexicon{
		source: l.target, target: l.source,
		names: [2][]string{l.names[1], l.names[0]},
		dir:   [2]direction{l.dir[1], l.dir[0]},
	}
})

// Len is the number of pairs of units.
func (l *Lexicon) Len() int { return len(l.dir[0].unit) }

// Rows translates numbered vocabularies: for every unit of given, p(unit of
// scored | given), as far as the lexicon knows both. Units of given are of the
// source language, or of the target language when reverse is set.
func (l *Lexicon) Rows(given, scored []string, reverse bool) [][]Prob {
	from, to := 0, 1
	if reverse {
		from, to = 1, 0
	}
	number := make([]int32, len(l.names[to])) // 1 + number in scored
	for u, name := range scored {
		if k, ok := slices.BinarySearch(l.names[to], name); ok {
			number[k] = int32(u) + 1
		}
	}
	d := &l.dir[from]
	out := make([][]Prob, len(given))
	for s, name := range given {
		k, ok := slices.BinarySearch(l.names[from], name)
		if !ok {
			continue
		}
		for e := d.start[k]; e < d.start[k+1]; e++ {
			if u := number[d.unit[e]]; u > 0 {
				out[s] = append(out[s], Prob{u - 1, d.p[e]})
			}
		}
	}
	return out
}

// Prob gives p(target|source) and p(source|target) of two words, as written;
// 0 where the pair is not known. A text of several units takes the first.
func (l *Lexicon) Prob(source, target string) (forward, backward float64) {
	s, t := l.Index(0, source), l.Index(1, target)
	if s < 0 || t < 0 {
		return 0, 0
	}
	return l.Between(s, t)
}

// Index is the number of the first unit of a word of the source (side 0) or
// target (side 1), -1 where it is not known.
func (l *Lexicon) Index(side int, word string) int32 {
	lang := l.source
	if side == 1 {
		lang = l.target
	}
	var name []byte
	Units(word, lang, func(u []byte) {
		if name == nil {
			name = bytes.Clone(u)
		}
	})
	if k, ok := slices.BinarySearch(l.names[side], string(name)); ok {
		return int32(k)
	}
	return -1
}

// Between is Prob for numbers that Index gave.
func (l *Lexicon) Between(source, target int32) (forward, backward float64) {
	return l.dir[0].prob(source, target), l.dir[1].prob(target, source)
}

func (d *direction) prob(of, unit int32) float64 {
	row := d.unit[d.start[of]:d.start[of+1]]
	if k, ok := slices.BinarySearch(row, unit); ok {
		return float64(d.p[int(d.start[of])+k])
	}
	return 0
}

// Entry is one pair of units of a lexicon as it is stored.
type Entry struct {
	Source, Target    string
	Forward, Backward float32 // p(target|source), p(source|target)
}

// The stored form, deflated: the number of names of each side and the names,
// sorted, each as the length that it shares with the one before, the length of
// the rest, and the rest; then for each source name the number of its entries,
// and each entry as the distance of its target name from the one before and
// two bytes of probability. Numbers are varints. A probability is stored as
// its negative binary logarithm in steps of a quarter: 7 % at most is lost.
const quantum = 4

func pack(p float32) byte   { return byte(min(255, max(0, math.Round(-quantum*math.Log2(float64(p)))))) }
func unpack(b byte) float32 { return float32(math.Exp2(-float64(b) / quantum)) }

// Encode writes entries in the stored form.
func Encode(w io.Writer, entries []Entry) error {
	entries = slices.SortedFunc(slices.Values(entries), func(a, b Entry) int {
		return cmpPair(a.Source, b.Source, a.Target, b.Target)
	})
	var names [2][]string
	for _, e := range entries {
		names[0] = append(names[0], e.Source)
		names[1] = append(names[1], e.Target)
	}
	var buf []byte
	for side := range names {
		slices.Sort(names[side])
		names[side] = slices.Compact(names[side])
		buf = appendNames(buf, names[side])
	}
	for _, s := range names[0] {
		n := 0
		for n < len(entries) && entries[n].Source == s {
			n++
		}
		buf = appendRow(buf, entries[:n], names[1])
		entries = entries[n:]
	}
	z, err := flate.NewWriter(w, flate.BestCompression)
	if err != nil {
		return err
	}
	if _, err := z.Write(buf); err != nil {
		return err
	}
	return z.Close()
}

func cmpPair(a, b, c, d string) int {
	if a != b {
		if a < b {
			return -1
		}
		return 1
	}
	return bytes.Compare([]byte(c), []byte(d))
}

func appendNames(buf []byte, names []string) []byte {
	buf = binary.AppendUvarint(buf, uint64(len(names)))
	before := ""
	for _, name := range names {
		k := 0
		for k < min(len(name), len(before)) && name[k] == before[k] {
			k++
		}
		buf = binary.AppendUvarint(buf, uint64(k))
		buf = binary.AppendUvarint(buf, uint64(len(name)-k))
		buf = append(buf, name[k:]...)
		before = name
	}
	return buf
}

func appendRow(buf []byte, row []Entry, targets []string) []byte {
	buf = binary.AppendUvarint(buf, uint64(len(row)))
	before := 0
	for _, e := range row {
		k, _ := slices.BinarySearch(targets, e.Target)
		buf = binary.AppendUvarint(buf, uint64(k-before))
		buf = append(buf, pack(e.Forward), pack(e.Backward))
		before = k
	}
	return buf
}

// errDamaged is returned for a stored lexicon that breaks off or contradicts
// itself.
var errDamaged = errors.New("damaged lexicon")

// Decode reads the stored form.
func Decode(r io.Reader) (*Lexicon, error) {
	data, err := io.ReadAll(flate.NewReader(r))
	if err != nil {
		return nil, fmt.Errorf("unpack: %w", err)
	}
	d := decoder{data: data}
	l := &Lexicon{}
	for side := range l.names {
		l.names[side] = d.names()
	}
	forth := &l.dir[0]
	forth.start = make([]int32, 1, len(l.names[0])+1)
	var backward []float32
	for range l.names[0] {
		before := 0
		for n := d.number(); n > 0 && !d.bad; n-- {
			before += d.number()
			forth.unit = append(forth.unit, int32(before))
			forth.p = append(forth.p, unpack(d.byte()))
			backward = append(backward, unpack(d.byte()))
			d.bad = d.bad || before >= len(l.names[1])
		}
		forth.start = append(forth.start, int32(len(forth.unit)))
	}
	if d.bad {
		return nil, errDamaged
	}
	l.dir[1] = forth.transposed(len(l.names[1]), backward)
	return l, nil
}

// transposed turns the entries round; p holds their other probabilities.
func (d *direction) transposed(units int, p []float32) direction {
	t := direction{start: make([]int32, units+1), unit: make([]int32, len(d.unit)), p: make([]float32, len(d.unit))}
	for _, u := range d.unit {
		t.start[u+1]++
	}
	for u := range units {
		t.start[u+1] += t.start[u]
	}
	at := slices.Clone(t.start)
	for s := range len(d.start) - 1 {
		for e := d.start[s]; e < d.start[s+1]; e++ {
			u := d.unit[e]
			t.unit[at[u]], t.p[at[u]] = int32(s), p[e]
			at[u]++
		}
	}
	return t
}

// decoder reads numbers; bad is set where the data break off.
type decoder struct {
	data []byte
	bad  bool
}

func (d *decoder) number() int {
	v, n := binary.Uvarint(d.data)
	if n <= 0 || v > math.MaxInt32 {
		d.bad = true
		return 0
	}
	d.data = d.data[n:]
	return int(v)
}

func (d *decoder) byte() byte {
	if len(d.data) == 0 {
		d.bad = true
		return 0
	}
	b := d.data[0]
	d.data = d.data[1:]
	return b
}

func (d *decoder) names() []string {
	n := d.number()
	names := make([]string, 0, min(n, len(d.data)))
	var name []byte
	for range n {
		keep, add := d.number(), d.number()
		if d.bad || keep > len(name) || add > len(d.data) {
			d.bad = true
			return nil
		}
		name = append(name[:keep], d.data[:add]...)
		d.data = d.data[add:]
		names = append(names, string(name))
	}
	return names
}
