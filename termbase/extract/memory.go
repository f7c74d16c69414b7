package extract

import (
	"bytes"
	"cmp"
	"compress/flate"
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"

	"bitext/align/word"
	"bitext/corpus"
	"bitext/termbase"
)

// Memory is what an extraction over many texts found that one over a few new
// texts cannot see: how frequent each word is, which candidates are terms and
// where the line was drawn, how each term is rendered, and which word translates
// which. Update needs nothing else, so that its work is that of the new texts.
//
// It takes some 2 % of the size of the texts. It is no record: what it says
// follows from the texts, and an extraction over all of them makes it anew.
type Memory struct {
	source, target corpus.Lang
	memo
	words *word.Dictionary // by lemma
}

// memo is what of a Memory is stored.
type memo struct {
	Source, Target string      // languages
	Words          [2][]string // vocabulary of both sides; 0 is ""
	Tokens         int         // words of the source
	Counts         []lemmaCount
	Terms          []knownTerm
	Long           []knownLong
	Cut            float64 // least score that was proposed
	Dictionary     []byte  // as package word writes it
}

// lemmaCount is what the texts say of a lemma.
type lemmaCount struct {
	Lemma                                              uint32
	Count, Mid, Capital, Upper, Shouting, Named, Nouns int
}

// knownTerm is a term that was proposed.
type knownTerm struct {
	Text       string
	Classes    string // parts of speech
	Score      float64
	Keys       [][]uint32 // lemmas of the term and its variants
	Acronym    uint32     // lemma, 0 without
	Fixed      bool       // see habits
	Renderings []knownRendering

	texts map[string]string // texts of the renderings, by key
}

// knownRendering is a rendering of it under one key, see renderingKey.
type knownRendering struct {
	Text   string
	Lemmas []uint32
	Whole  []uint32 // lemmas of what completes it, see complete; nil where nothing does
	Habit  habit
}

// habit is what texts show of one rendering of a term, see habits.
type habit struct {
	key    string
	Count  int     // occurrences that it was chosen for
	Seen   int     // occurrences in which it was an option
	Stands int     // how often it stands in the whole translation
	Top    float64 // best fit
}

// knownLong is the long form of an acronym.
type knownLong struct {
	Acronym  uint32
	Lemmas   []uint32
	Capitals float64
	Seen     int
}

// Limits of what is remembered.
const (
	leastKnown      = 2    // occurrences of a lemma; rarer ones count for nothing
	mostRenderings  = 12   // by term; three quarters of the occurrences have one of the first three
	leastTranslated = 0.02 // probability of a word translation
)

// errMemory is returned for data that Memory.Pack did not make.
var errMemory = errors.New("not the memory of an extraction")

// remember gathers what the next extractions want to know.
func (x *extraction) remember(chosen []*candidate, proposals []termbase.Proposal) (*Memory, error) {
	m := &Memory{source: x.source.code, target: x.target.code}
	m.Source, m.Target = string(m.source), string(m.target)
	source, target := newNumbering(x.source), newNumbering(x.target)
	m.Tokens = x.source.tokens
	for lemma, c := range x.source.lemmas {
		if c.count >= leastKnown {
			m.Counts = append(m.Counts, lemmaCount{source.of(uint32(lemma)), c.count, c.mid, c.capital, c.upper, c.shouting, c.named, c.nouns})
		}
	}
	m.Cut = math.Inf(1)
	for i, c := range chosen {
		m.Cut = min(m.Cut, c.score)
		m.Terms = append(m.Terms, x.rememberTerm(c, proposals[i].Text, source, target))
	}
	for _, acronym := range sortedKeys(x.long) {
		l := x.long[acronym]
		m.Long = append(m.Long, knownLong{source.of(acronym), source.all(l.lemmas), l.capitals, l.seen})
	}
	m.Words = [2][]string{source.words, target.words}
	m.Dictionary = x.dictionary
	var err error
	m.words, err = word.ReadDictionary(bytes.NewReader(m.Dictionary))
	return m, err
}

func (x *extraction) rememberTerm(c *candidate, text string, source, target *numbering) knownTerm {
	k := knownTerm{Text: text, Classes: c.pattern.classes, Score: c.score, Keys: [][]uint32{source.all(c.lemmas)}, Fixed: x.fixed(c)}
	if c.acronym != 0 {
		k.Acronym = source.of(c.acronym)
	}
	seen := map[string]bool{lemmaKey(c.lemmas): true}
	for _, p := range x.source.phrasesOf(c.places) {
		lemmas := lemmasOf(p.tokens)
		if key := lemmaKey(lemmas); !seen[key] {
			seen[key] = true
			k.Keys = append(k.Keys, source.all(lemmas))
		}
	}
	for _, r := range c.renderings {
		counts := map[string]map[string]int{} // by what was chosen, then by what it became
		for _, at := range r.places {
			if counts[at.key] == nil {
				counts[at.key] = map[string]int{}
			}
			counts[at.key][x.keyOfRendering(at.at)]++
		}
		for _, h := range c.habits {
			for _, whole := range sortedKeys(counts[h.key]) {
				known := knownRendering{Text: r.text, Lemmas: target.all(keyLemmas(h.key)), Habit: h}
				known.Habit.Count = counts[h.key][whole]
				if whole != h.key {
					known.Whole = target.all(keyLemmas(whole))
				}
				k.Renderings = append(k.Renderings, known)
			}
		}
	}
	slices.SortStableFunc(k.Renderings, func(a, b knownRendering) int { return cmp.Compare(b.Habit.Count, a.Habit.Count) })
	k.Renderings = k.Renderings[:min(len(k.Renderings), mostRenderings)]
	return k
}

// numbering numbers the words that are remembered.
type numbering struct {
	side   *side
	number map[uint32]uint32
	words  []string
}

func newNumbering(s *side) *numbering {
	return &numbering{s, map[uint32]uint32{0: 0}, []string{""}}
}

func (n *numbering) of(w uint32) uint32 {
	id, known := n.number[w]
	if !known {
		id = uint32(len(n.words))
		n.number[w] = id
		n.words = append(n.words, n.side.words[w])
	}
	return id
}

func (n *numbering) all(words []uint32) []uint32 {
	out := make([]uint32, len(words))
	for i, w := range words {
		out[i] = n.of(w)
	}
	return out
}

// Pack writes the memory as bytes: the same for the same memory.
func (m *Memory) Pack() ([]byte, error) {
	var b bytes.Buffer
	z, err := flate.NewWriter(&b, flate.BestSpeed)
	if err != nil {
		return nil, err
	}
	if err := errors.Join(gob.NewEncoder(z).Encode(&m.memo), z.Close()); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// ReadMemory is the inverse of Memory.Pack.
func ReadMemory(data []byte) (*Memory, error) {
	m := &Memory{}
	z := flate.NewReader(bytes.NewReader(data))
	if err := gob.NewDecoder(z).Decode(&m.memo); err != nil {
		return nil, fmt.Errorf("%w: %v", errMemory, err)
	}
	if _, err := io.Copy(io.Discard, z); err != nil {
		return nil, fmt.Errorf("%w: %v", errMemory, err)
	}
	m.source, m.target = corpus.Lang(m.Source), corpus.Lang(m.Target)
	var err error
	if m.words, err = word.ReadDictionary(bytes.NewReader(m.Dictionary)); err != nil {
		return nil, fmt.Errorf("%w: %v", errMemory, err)
	}
	return m, m.check()
}

// check refuses numbers that name no word.
func (m *Memory) check() error {
	sides := [2]int{len(m.Words[0]), len(m.Words[1])}
	fits := func(side int, words ...uint32) bool {
		return !slices.ContainsFunc(words, func(w uint32) bool { return int(w) >= sides[side] })
	}
	ok := true
	for _, c := range m.Counts {
		ok = ok && fits(0, c.Lemma)
	}
	for _, l := range m.Long {
		ok = ok && fits(0, l.Acronym) && fits(0, l.Lemmas...) && len(l.Lemmas) > 0
	}
	for _, t := range m.Terms {
		ok = ok && len(t.Keys) > 0 && fits(0, t.Acronym)
		for _, key := range t.Keys {
			ok = ok && len(key) > 0 && fits(0, key...)
		}
		for _, r := range t.Renderings {
			ok = ok && fits(1, r.Lemmas...) && fits(1, r.Whole...)
		}
		ok = ok && (len(t.Keys) == 0 || len(t.Classes) == len(t.Keys[0]))
	}
	if !ok {
		return errMemory
	}
	return nil
}
