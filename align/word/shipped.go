package word

import (
	"bufio"
	"bytes"
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

// Shipped gives the word translations that come with the program, by normal
// form (lang.Normal), or nil where there are none for the two languages. They
// were learned with this package from the proceedings of the European
// Parliament and from Canadian legislation:
//
//	go run ./align/word/learn ../shared/data/scale/europarl-pairs.tsv.gz ../shared/data/scale/canlaw-pairs.tsv.gz
func Shipped(source, target corpus.Lang) Prior {
	switch {
	case source == corpus.English && target == corpus.French:
		return englishFrench()
	case source == corpus.French && target == corpus.English:
		return reversed{englishFrench()}
	}
	return nil
}

//go:embed en-fr.bin
var enFrData []byte

var englishFrench = sync.OnceValue(func() Prior {
	d, err := ReadDictionary(bytes.NewReader(enFrData))
	if err != nil {
		return &Dictionary{source: newVocabulary(), target: newVocabulary(), table: newTable(0)}
	}
	return d
})

// reversed is a prior read from the other side.
type reversed struct{ Prior }

func (r reversed) Prob(source, target string) (forward, backward float64) {
	backward, forward = r.Prior.Prob(target, source)
	return forward, backward
}

// Dictionary is a list of word translations with their probabilities in both
// directions. It is a Prior, safe for concurrent use.
type Dictionary struct {
	source, target *vocabulary
	table          *table
	prob           [][2]byte // by slot, squeezed
}

// Prob implements Prior.
func (d *Dictionary) Prob(source, target string) (forward, backward float64) {
	e, known := d.source.number[source]
	if !known {
		return 0, 0
	}
	f, known := d.target.number[target]
	if !known {
		return 0, 0
	}
	slot := d.table.find(keyOf(e, f))
	if slot == none {
		return 0, 0
	}
	return expand(d.prob[slot][0]), expand(d.prob[slot][1])
}

// Has reports whether the dictionary knows a word of the source.
func (d *Dictionary) Has(source string) bool {
	_, known := d.source.number[source]
	return known
}

// Translations calls yield for each pair of words, in the order of the source.
func (d *Dictionary) Translations(yield func(source, target string, forward, backward float64)) {
	for slot, k := range d.table.keys {
		yield(d.source.words[k.source()], d.target.words[k.target()], expand(d.prob[slot][0]), expand(d.prob[slot][1]))
	}
}

// Len is the number of pairs in the dictionary.
func (d *Dictionary) Len() int { return len(d.prob) }

// Probabilities are kept as bytes: 20 steps to a factor of e, 0 for less than
// 3 in a million.
const probUnit = 20

func squeeze(p float64) byte {
	if p <= 0 {
		return 0
	}
	return byte(max(0, 255+math.Round(probUnit*math.Log(min(p, 1)))))
}

func expand(b byte) float64 {
	if b == 0 {
		return 0
	}
	return math.Exp((float64(b) - 255) / probUnit)
}

// magic begins every dictionary; its last digit is the version.
const magic = "bitext words 1\n"

// errFormat is returned for data that WriteDictionary did not make.
var errFormat = errors.New("not a dictionary of words")

// WriteDictionary packs the translations of a model that have at least the
// probability in one direction and whose words occur at least twice: the words
// of both sides in order, front-coded, then for each source word its targets.
func WriteDictionary(w io.Writer, m *Model, least float64) error {
	type entry struct {
		target string
		prob   [2]byte
	}
	rows, targets := map[string][]entry{}, map[string]uint32{}
	for slot, k := range m.table.keys {
		forward, backward := float64(m.prob[0][slot]), float64(m.prob[1][slot])
		if max(forward, backward) < least || m.source.counts[k.source()] < 2 || m.target.counts[k.target()] < 2 {
			continue
		}
		source, target := m.source.words[k.source()], m.target.words[k.target()]
		rows[source] = append(rows[source], entry{target, [2]byte{squeeze(forward), squeeze(backward)}})
		targets[target] = 0
	}
	b := bufio.NewWriter(w)
	b.WriteString(magic)
	sources := sortedWords(rows)
	writeWords(b, sources)
	targetWords := sortedWords(targets)
	writeWords(b, targetWords)
	for i, word := range targetWords {
		targets[word] = uint32(i)
	}
	for _, source := range sources {
		row := rows[source]
		slices.SortFunc(row, func(a, b entry) int { return int(targets[a.target]) - int(targets[b.target]) })
		b.Write(binary.AppendUvarint(nil, uint64(len(row))))
		last := uint32(0)
		for _, e := range row {
			b.Write(binary.AppendUvarint(nil, uint64(targets[e.target]-last)))
			b.Write(e.prob[:])
			last = targets[e.target]
		}
	}
	return b.Flush()
}

func sortedWords[V any](m map[string]V) []string {
	words := make([]string, 0, len(m))
	for w := range m {
		words = append(words, w)
	}
	slices.Sort(words)
	return words
}

// writeWords writes sorted words: how many, and for each how many bytes it
// shares with the one before, how many follow, and these.
func writeWords(b *bufio.Writer, words []string) {
	b.Write(binary.AppendUvarint(nil, uint64(len(words))))
	last := ""
	for _, w := range words {
		n := 0
		for n < min(len(w), len(last)) && w[n] == last[n] {
			n++
		}
		b.Write(binary.AppendUvarint(nil, uint64(n)))
		b.Write(binary.AppendUvarint(nil, uint64(len(w)-n)))
		b.WriteString(w[n:])
		last = w
	}
}

// ReadDictionary is the inverse of WriteDictionary.
func ReadDictionary(r io.Reader) (*Dictionary, error) {
	b := bufio.NewReader(r)
	head := make([]byte, len(magic))
	if _, err := io.ReadFull(b, head); err != nil || string(head) != magic {
		return nil, errFormat
	}
	d := &Dictionary{}
	var err error
	if d.source, err = readWords(b); err != nil {
		return nil, err
	}
	if d.target, err = readWords(b); err != nil {
		return nil, err
	}
	d.table = newTable(4 * len(d.source.words))
	for e := 1; e < len(d.source.words); e++ {
		if err := d.readRow(b, uint32(e)); err != nil {
			return nil, fmt.Errorf("%w: %w", errFormat, err)
		}
	}
	return d, nil
}

func (d *Dictionary) readRow(b *bufio.Reader, source uint32) error {
	n, err := binary.ReadUvarint(b)
	if err != nil {
		return err
	}
	target := uint64(1) // numbers of words begin at 1
	for range n {
		delta, err := binary.ReadUvarint(b)
		if err != nil {
			return err
		}
		var p [2]byte
		if _, err := io.ReadFull(b, p[:]); err != nil {
			return err
		}
		if target += delta; target >= uint64(len(d.target.words)) {
			return errFormat
		}
		if int(d.table.add(keyOf(source, uint32(target)))) == len(d.prob) {
			d.prob = append(d.prob, p)
		}
	}
	return nil
}

func readWords(b *bufio.Reader) (*vocabulary, error) {
	n, err := binary.ReadUvarint(b)
	if err != nil || n > 1<<24 {
		return nil, errFormat
	}
	v, last := newVocabulary(), ""
	for range n {
		shared, err := binary.ReadUvarint(b)
		if err != nil || shared > uint64(len(last)) {
			return nil, errFormat
		}
		rest, err := binary.ReadUvarint(b)
		if err != nil || rest > 1<<12 {
			return nil, errFormat
		}
		tail := make([]byte, rest)
		if _, err := io.ReadFull(b, tail); err != nil {
			return nil, errFormat
		}
		last = last[:shared] + string(tail)
		v.add([]string{last})
	}
	return v, nil
}
