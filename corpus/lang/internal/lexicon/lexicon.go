// Package lexicon is a full-form dictionary in a small, read-only form: every
// form of a word with its parts of speech, lemmas, gender and number.
//
// Forms are sorted and front-coded in blocks of sixteen; a form points at its
// paradigm, the list of its analyses, in which a lemma is written as the
// number of bytes to take off the end of the form and the bytes to add. Forms
// of half a million inflections share a few thousand paradigms, and a lookup
// is a binary search over the heads of the blocks and a walk through one.
package lexicon

import (
	"encoding/binary"
	"errors"
	"sort"
	"strings"
)

// Analysis is one reading of a form.
type Analysis struct {
	Tag    uint8  // part of speech, as the caller numbers them
	Mood   uint8  // of verbs: see the constants
	Gender byte   // 'm', 'f' or 0
	Number byte   // 's', 'p' or 0
	Strip  uint8  // bytes to take off the end of the form …
	Add    string // … and to put there instead, for the lemma
}

// The moods of verbs.
const (
	NoMood     uint8 = iota
	Finite           // with a person
	Infinitive       //
	Present          // present participle
	Past             // past participle
)

// Lemma is the lemma of a form under this analysis.
func (a *Analysis) Lemma(form string) string {
	keep := max(0, len(form)-int(a.Strip))
	if a.Add == "" {
		return form[:keep]
	}
	return form[:keep] + a.Add
}

// Lexicon is safe for concurrent use.
type Lexicon struct {
	paradigms [][]Analysis
	forms     string
	blocks    []uint32 // offset of every block in forms
}

// blockSize is the number of forms in a block.
const blockSize = 16

// Paradigm lists the analyses of a paradigm, the likeliest of each part of
// speech first. The caller must not change it.
func (l *Lexicon) Paradigm(i int) []Analysis { return l.paradigms[i] }

// Find gives the paradigm of a normal form, or -1, and its cluster: the class of
// words that stand in like places, 0 where it is not known.
func (l *Lexicon) Find(form string) (paradigm int, cluster uint8) {
	b := sort.Search(len(l.blocks), func(i int) bool { return l.head(i) > form }) - 1
	if b < 0 {
		return -1, 0
	}
	at := int(l.blocks[b])
	end := len(l.forms)
	if b+1 < len(l.blocks) {
		end = int(l.blocks[b+1])
	}
	matched := 0 // bytes of form that the entry before shares
	for at < end {
		prefix, size, cluster := int(l.forms[at]), int(l.forms[at+1]), l.forms[at+2]
		at += 3
		suffix := l.forms[at : at+size]
		at += size
		paradigm, at = l.varint(at)
		if prefix > matched {
			continue // the entry before was smaller at matched, so is this one
		}
		if prefix < matched {
			return -1, 0 // entries from here on are greater
		}
		rest := form[prefix:]
		if suffix == rest {
			return paradigm, cluster
		}
		common := 0
		for common < len(suffix) && common < len(rest) && suffix[common] == rest[common] {
			common++
		}
		matched = prefix + common
		if common < len(suffix) && (common == len(rest) || suffix[common] > rest[common]) {
			return -1, 0
		}
	}
	return -1, 0
}

// head is the first form of a block, which is written whole.
func (l *Lexicon) head(block int) string {
	at := int(l.blocks[block])
	size := int(l.forms[at+1])
	return l.forms[at+3 : at+3+size]
}

func (l *Lexicon) varint(at int) (int, int) {
	v, shift := 0, 0
	for {
		b := l.forms[at]
		at++
		v |= int(b&0x7f) << shift
		if b < 0x80 {
			return v, at
		}
		shift += 7
	}
}

var errDamaged = errors.New("damaged lexicon")

// Read makes a Lexicon of what Pack wrote.
func Read(data string) (*Lexicon, error) {
	r := &source{data: data}
	l := &Lexicon{paradigms: make([][]Analysis, r.number())}
	for i := range l.paradigms {
		l.paradigms[i] = make([]Analysis, r.number())
		for j := range l.paradigms[i] {
			a := &l.paradigms[i][j]
			a.Tag, a.Mood, a.Gender, a.Number, a.Strip = r.byte(), r.byte(), r.byte(), r.byte(), r.byte()
			a.Add = r.text()
		}
		if r.failed {
			return nil, errDamaged
		}
	}
	l.blocks = make([]uint32, r.number())
	last := 0
	for i := range l.blocks {
		last += r.number()
		l.blocks[i] = uint32(last)
	}
	if r.failed {
		return nil, errDamaged
	}
	l.forms = r.data
	return l, nil
}

// source reads numbers and texts from a string.
type source struct {
	data   string
	failed bool
}

func (r *source) byte() byte {
	if r.data == "" {
		r.failed = true
		return 0
	}
	b := r.data[0]
	r.data = r.data[1:]
	return b
}

func (r *source) number() int {
	v, n := binary.Uvarint([]byte(r.data[:min(len(r.data), binary.MaxVarintLen32)]))
	if n <= 0 || v > 1<<24 {
		r.failed = true
		return 0
	}
	r.data = r.data[n:]
	return int(v)
}

func (r *source) text() string {
	n := r.number()
	if n > len(r.data) {
		r.failed = true
		return ""
	}
	s := strings.Clone(r.data[:n])
	r.data = r.data[n:]
	return s
}
