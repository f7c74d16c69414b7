// Package general knows how often words and phrases occur in general language:
// what is frequent there is no term, however often a report repeats it.
//
// The counts of English and French come from the proceedings of the European Parliament (Koehn
// 2005), by lemma, with phrases; those of eight more languages from lists of frequent words
// (wordfreq, Speer 2022), by stem. They are packed: an entry is known by a 32-bit fingerprint
// of its lemmas, so a phrase that was never seen is taken for another once in
// some twenty thousand look-ups, which is harmless where counts only weigh.
// The numbers are rounded to three per cent.
//
// The files beside this one are made, byte for byte the same each time, by
//
//	go run ./termbase/extract/general/count ../shared/data/scale/europarl-pairs.tsv.gz
//	go run ./termbase/extract/general/everyday ../wordfreq/wordfreq/data
//
// How much such lists are worth shows where both can be had: without any table the terms of
// the annotated English and French texts are found with an F1 of 31, 41, 29 and 35 %, with
// a list of words alone 35, 47, 33 and 45 %, with the tables of the Parliament 41, 50, 39
// and 51 %.
package general

import (
	"bufio"
	"bytes"
	"cmp"
	"embed"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"math"
	"slices"
	"strings"
	"sync"

	"bitext/corpus"
)

// Entry is what is known of a word or phrase. The zero value stands for one
// that was never seen.
type Entry struct {
	Count     float64 // occurrences, all inflections
	Burst     float64 // residual inverse document frequency: how much it gathers in few places (Church and Gale 1995), from 0
	Inflected float64 // share of the occurrences whose last noun is not in its dictionary form, 0 to 1
}

// Table holds the counts of one language. It is safe for concurrent use.
type Table struct {
	Tokens  float64 // words that were counted over
	prints  []uint32
	entries [][3]byte
}

// For gives the table of a language, or an empty one where none is shipped.
// It never returns nil.
func For(code corpus.Lang) *Table {
	if load := tables[code]; load != nil {
		return load()
	}
	return &Table{Tokens: 1}
}

//go:embed *.bin
var files embed.FS

// tables loads the shipped tables, each when it is first asked for.
var tables = loaders()

func loaders() map[corpus.Lang]func() *Table {
	all := map[corpus.Lang]func() *Table{}
	names, _ := files.ReadDir(".") // embedded: it cannot fail
	for _, name := range names {
		code := strings.TrimSuffix(name.Name(), ".bin")
		all[corpus.Lang(code)] = sync.OnceValue(func() *Table { return shipped(name.Name()) })
	}
	return all
}

func shipped(name string) *Table {
	data, err := files.Open(name)
	if err != nil {
		return &Table{Tokens: 1}
	}
	t, err := Read(data)
	if err != nil {
		return &Table{Tokens: 1}
	}
	return t
}

// Find looks up a word or a phrase by its lemmas, joined by single spaces.
func (t *Table) Find(lemmas string) Entry {
	i, found := slices.BinarySearch(t.prints, fingerprint(lemmas))
	if !found {
		return Entry{}
	}
	e := t.entries[i]
	return Entry{expand(e[0]), float64(e[1]) / burstUnit, float64(e[2]) / 255}
}

// Graded is the entry, beside that of an adjective itself, that counts in how many of its
// occurrences it is compared or graded: "very young", "more serious".
func Graded(lemma string) string { return "very " + lemma }

// Gradable is the share of the occurrences of an adjective that are compared or graded, from 0
// to 1. Adjectives that name a kind ("judicial") have hardly any, those that judge ("good")
// some in ten.
func (t *Table) Gradable(lemma string) float64 {
	graded := t.Find(Graded(lemma)).Count
	if graded == 0 {
		return 0
	}
	return min(1, graded/max(graded, t.Find(lemma).Count))
}

// Len is the number of entries.
func (t *Table) Len() int { return len(t.prints) }

// burstUnit is the precision of Burst: 50 steps to a bit, 5.1 bits at most.
const burstUnit = 50

// countUnit is the precision of Count: 16 steps to a factor of e.
const countUnit = 16

func squeeze(count float64) byte { return byte(min(255, math.Round(countUnit*math.Log(count)))) }

func expand(b byte) float64 { return math.Round(math.Exp(float64(b) / countUnit)) }

func fingerprint(lemmas string) uint32 {
	h := fnv.New64a()
	io.WriteString(h, lemmas)
	sum := h.Sum64()
	return uint32(sum ^ sum>>32)
}

// magic begins every file of counts; its last digit is the version.
const magic = "bitext general 1\n"

// Write packs counts: entries by lemmas joined by spaces, tokens counted over.
func Write(w io.Writer, tokens int, counts map[string]Entry) error {
	type packed struct {
		print uint32
		entry [3]byte
	}
	all := make([]packed, 0, len(counts))
	for lemmas, e := range counts {
		all = append(all, packed{fingerprint(lemmas), [3]byte{
			squeeze(e.Count),
			byte(math.Round(min(max(e.Burst, 0)*burstUnit, 255))),
			byte(math.Round(e.Inflected * 255)),
		}})
	}
	slices.SortFunc(all, func(a, b packed) int { // of two with one fingerprint the more frequent stays
		return cmp.Or(cmp.Compare(a.print, b.print), -bytes.Compare(a.entry[:], b.entry[:]))
	})
	all = slices.CompactFunc(all, func(a, b packed) bool { return a.print == b.print })
	b := bufio.NewWriter(w)
	b.WriteString(magic)
	b.Write(binary.AppendUvarint(nil, uint64(tokens)))
	b.Write(binary.AppendUvarint(nil, uint64(len(all))))
	last := uint32(0)
	for _, p := range all {
		b.Write(binary.AppendUvarint(nil, uint64(p.print-last)))
		b.Write(p.entry[:])
		last = p.print
	}
	return b.Flush()
}

// errFormat is returned for data that Write did not make.
var errFormat = errors.New("not a table of general counts")

// Read is the inverse of Write.
func Read(r io.Reader) (*Table, error) {
	b := bufio.NewReader(r)
	head := make([]byte, len(magic))
	if _, err := io.ReadFull(b, head); err != nil || string(head) != magic {
		return nil, errFormat
	}
	tokens, err := binary.ReadUvarint(b)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errFormat, err)
	}
	n, err := binary.ReadUvarint(b)
	if err != nil || n > 1<<28 {
		return nil, errFormat
	}
	t := &Table{Tokens: float64(tokens)}
	last := uint32(0)
	for range n {
		delta, err := binary.ReadUvarint(b)
		if err != nil {
			return nil, fmt.Errorf("%w: %w", errFormat, err)
		}
		var e [3]byte
		if _, err := io.ReadFull(b, e[:]); err != nil {
			return nil, fmt.Errorf("%w: %w", errFormat, err)
		}
		last += uint32(delta)
		t.prints, t.entries = append(t.prints, last), append(t.entries, e)
	}
	return t, nil
}
