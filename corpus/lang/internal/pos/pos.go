// Package pos gives words their parts of speech: greedily from left to right,
// each by the perceptron's view of the word, its neighbours, what the lexicon
// allows them and the tags that the words before have got.
//
// The same features serve the trainer and the tagger; whoever changes them
// must train again.
package pos

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"bitext/corpus/lang/internal/perceptron"
)

// Word is one word as the features see it.
type Word struct {
	Text    string // as written
	Norm    string // normal form
	Shape   uint8  // caller's kind of token: word, number, symbol, mark
	Tags    uint32 // set of the tags that the lexicon allows, bit by bit; 0 where it does not know the word
	Morph   uint32 // what else the lexicon tells: words that inflect alike have equal values; 0 unknown
	Cluster uint8  // class of words that stand in like places; 0 unknown
	Guess   uint8  // another tagger's opinion + 1; 0 where there is none
}

// Tagger is safe for concurrent use.
type Tagger struct {
	certain map[string]uint8 // words in small letters, and marks, that have one tag
	model   *perceptron.Model
}

// seen is what the features need of one word, computed once.
type seen struct {
	norm, tags, morph, shape   uint32
	suf1, suf2, suf3, suf4, p3 uint32
	cluster, guess             uint32
}

// Margin is the number of imaginary words on each side of a sentence.
const margin = 2

// Sentence is the scratch of one pass; it can be used again for the next one.
type Sentence struct {
	words    []seen
	features []uint32
}

// Prepare looks at the words of a sentence.
func (s *Sentence) Prepare(words []Word) {
	s.words = s.words[:0]
	edge := seen{norm: 1, tags: 1 << 30, morph: 1, shape: 99}
	s.words = append(s.words, edge, edge)
	for i := range words {
		s.words = append(s.words, look(&words[i], i == 0))
	}
	edge.norm = 2
	s.words = append(s.words, edge, edge)
}

func look(w *Word, first bool) seen {
	v := seen{norm: perceptron.Hash(w.Norm), tags: w.Tags, morph: w.Morph, cluster: uint32(w.Cluster), guess: uint32(w.Guess)}
	v.shape = uint32(w.Shape)<<8 | shape(w.Text, first)
	v.suf1, v.suf2, v.suf3, v.suf4 = ending(w.Norm, 1), ending(w.Norm, 2), ending(w.Norm, 3), ending(w.Norm, 4)
	v.p3 = perceptron.Hash(w.Norm[:min(3, len(w.Norm))])
	if w.Shape == Number {
		kind := numberKind(w.Norm)
		v.norm, v.suf1, v.suf2, v.suf3, v.suf4, v.p3 = kind, kind, 7, 7, 7, 7
	} else if i := strings.TrimLeft(w.Norm, "ivxl"); len(i) < len(w.Norm) && (i == "e" || i == "ème" || i == "th" || i == "er") {
		v.shape |= 1 << 20 // a Roman ordinal
	}
	return v
}

// numberKind tells plain numbers, years, ordinals and numbers with separators.
func numberKind(norm string) uint32 {
	end := strings.TrimLeft(norm, "0123456789")
	switch {
	case end == "" && len(norm) == 4:
		return 8
	case end == "":
		return 7
	case end[0] >= 'a':
		return 9
	case end[0] == ',' || end[0] == '.':
		return 10
	}
	return 11
}

// Number is the shape of numbers: their digits do not matter.
const Number = 1

// ending is the hash of the last n characters.
func ending(s string, n int) uint32 {
	i := len(s)
	for ; n > 0 && i > 0; n-- {
		_, size := utf8.DecodeLastRuneInString(s[:i])
		i -= size
	}
	return perceptron.Hash(s[i:])
}

// shape tells capitals, digits and hyphens.
func shape(text string, first bool) uint32 {
	v := uint32(0)
	upper, lower := false, false
	for i, r := range text {
		switch {
		case unicode.IsUpper(r):
			if i == 0 {
				v |= 1
			}
			upper = upper || i > 0
		case unicode.IsLower(r):
			lower = true
		case '0' <= r && r <= '9':
			v |= 2
		case r == '-':
			v |= 4
		case r == '.' && i > 0:
			v |= 32
		}
	}
	if upper && !lower {
		v |= 8
	}
	if first {
		v |= 16
	}
	return v
}

// Features fills the scratch with the features of word i; t1 and t2 are the
// tags of the word before and of the one before that, + 1, 0 at the edge.
func (s *Sentence) Features(i int, t1, t2 uint32) []uint32 {
	w := s.words[i : i+2*margin+1]
	b2, b1, c, a1, a2 := &w[0], &w[1], &w[2], &w[3], &w[4]
	tt := t1<<8 | t2
	known := uint32(0)
	if c.tags != 0 {
		known = 1
	}
	mix := perceptron.Mix
	s.features = append(s.features[:0],
		mix(0),
		mix(1, c.norm),
		mix(2, c.suf2), mix(3, c.suf3), mix(4, c.suf4), mix(5, c.suf1),
		mix(6, c.p3, known),
		mix(7, c.shape, known), mix(8, c.shape, c.tags), mix(9, c.shape, t1),
		mix(10, c.tags), mix(11, c.morph),
		mix(12, t1), mix(13, tt), mix(14, t1, c.norm), mix(15, t1, c.tags), mix(16, tt, c.tags),
		mix(17, t1, c.morph),
		mix(18, b1.norm), mix(19, b1.tags), mix(20, b1.morph), mix(21, b1.suf3),
		mix(22, b2.norm), mix(23, b2.tags),
		mix(24, a1.norm), mix(25, a1.tags), mix(26, a1.morph), mix(27, a1.suf3), mix(28, a1.shape),
		mix(29, a2.norm), mix(30, a2.tags),
		mix(31, c.tags, a1.tags), mix(32, t1, c.tags, a1.tags), mix(33, c.tags, a1.tags, a2.tags),
		mix(34, c.norm, a1.norm), mix(35, b1.norm, c.norm), mix(36, c.norm, a1.tags), mix(37, b1.norm, c.tags),
		mix(38, b2.norm, b1.norm, c.norm), mix(39, tt, c.norm),
		mix(40, c.morph, a1.morph), mix(41, b1.morph, c.morph), mix(42, t1, a1.tags), mix(43, b1.shape, c.shape), mix(44, c.shape, a1.shape), mix(45, c.suf3, c.shape),
	)
	if c.guess != 0 {
		s.features = append(s.features,
			mix(50, c.guess), mix(51, c.guess, c.norm), mix(52, c.guess, c.tags), mix(53, c.guess, a1.guess),
			mix(54, c.guess, t1), mix(55, c.guess, c.suf3), mix(56, c.guess, b1.guess, a1.guess), mix(57, c.guess, c.shape),
			mix(58, c.guess, a1.norm), mix(59, c.guess, b1.norm))
	}
	if c.cluster|b1.cluster|a1.cluster != 0 {
		s.features = append(s.features,
			mix(60, c.cluster), mix(61, c.cluster, t1), mix(62, a1.cluster), mix(63, b1.cluster),
			mix(64, c.cluster, a1.cluster), mix(65, c.tags, a1.cluster), mix(66, c.cluster, c.tags))
	}
	return s.features
}

// Tag writes the tag of every word. tags has the length of words.
func (t *Tagger) Tag(words []Word, tags []uint8, s *Sentence) {
	s.Prepare(words)
	t1, t2 := uint32(0), uint32(0)
	for i := range words {
		tag, certain := t.certain[words[i].Text]
		if !certain {
			var scores perceptron.Scores
			t.model.Score(s.Features(i, t1, t2), &scores)
			best, _ := t.model.Best(&scores)
			tag = uint8(best)
		}
		tags[i] = tag
		t1, t2 = uint32(tag)+1, t1
	}
}
