package align

import (
	"unicode/utf8"

	"bitext/align/lexicon"
	"bitext/corpus"
)

// side is one of the two texts as the search sees it: segments of numbered
// units.
type side struct {
	lang   corpus.Lang
	text   []string  // the segments
	units  []int32   // of all segments, one after the other
	start  []int32   // where the units of segment i begin; one more than segments
	chars  []float32 // length of each segment in characters that are not white space
	names  []string  // the unit behind each number
	count  []int32   // how often each unit stands in the text
	traits []trait
	bead   []int32 // of the level above
	part   []int32 // between which kept beads each segment stands
	aside  []bool  // whether it was taken out of a paragraph; nil where none was
}

// segments is how many there are.
func (s *side) segments() int { return len(s.text) }

// of gives the units of segment i.
func (s *side) of(i int) []int32 { return s.units[s.start[i]:s.start[i+1]] }

// size is the number of units in the segments from first up to end.
func (s *side) size(first, end int) int { return int(s.start[end] - s.start[first]) }

// newSide cuts the segments into units and numbers these in the order in which
// they come.
func newSide(segments []segment, lang corpus.Lang) *side {
	s := &side{lang: lang, text: make([]string, len(segments)), start: make([]int32, 1, len(segments)+1)}
	number := map[string]int32{}
	add := func(unit []byte) {
		n, ok := number[string(unit)]
		if !ok {
			n = int32(len(s.names))
			name := string(unit)
			number[name] = n
			s.names = append(s.names, name)
			s.count = append(s.count, 0)
		}
		s.count[n]++
		s.units = append(s.units, n)
	}
	for i, seg := range segments {
		s.text[i] = seg.text
		lexicon.Units(seg.text, lang, add)
		s.start = append(s.start, int32(len(s.units)))
		s.chars = append(s.chars, float32(letters(seg.text)))
		s.traits = append(s.traits, traitOf(seg))
		s.bead = append(s.bead, seg.bead)
		s.part = append(s.part, seg.part)
	}
	return s
}

// letters counts the characters that are not white space; never less than one.
func letters(text string) int {
	n := 0
	for i := 0; i < len(text); i++ {
		if c := text[i]; c > ' ' && utf8.RuneStart(c) {
			n++
		}
	}
	return max(n, 1)
}

// segment is what is to be aligned: a paragraph or a sentence.
type segment struct {
	text  string
	label string      // number at its start, "" where there is none
	kind  corpus.Kind // paragraph where it is not known
	bead  int32       // of the level above that it stands in; the same number on both sides
	part  int32       // how many kept beads stand before it
}

// permuted is the same side with its segments in another order; units keep
// their numbers.
func (s *side) permuted(order []int) *side {
	out := *s
	size := 0
	for _, i := range order {
		size += len(s.of(i))
	}
	out.text = make([]string, len(order))
	out.units = make([]int32, 0, size)
	out.start = make([]int32, 1, len(order)+1)
	out.chars = make([]float32, len(order))
	out.traits = make([]trait, len(order))
	out.bead = make([]int32, len(order))
	out.part = make([]int32, len(order))
	if s.aside != nil {
		out.aside = make([]bool, len(order))
	}
	for k, i := range order {
		out.text[k], out.chars[k], out.traits[k] = s.text[i], s.chars[i], s.traits[i]
		out.bead[k], out.part[k] = s.bead[i], s.part[i]
		if s.aside != nil {
			out.aside[k] = s.aside[i]
		}
		out.units = append(out.units, s.of(i)...)
		out.start = append(out.start, int32(len(out.units)))
	}
	return &out
}

// slice is the part of the side from segment first up to end.
func (s *side) slice(first, end int) *side {
	out := *s
	out.text, out.chars = s.text[first:end], s.chars[first:end]
	out.traits, out.bead, out.part = s.traits[first:end], s.bead[first:end], s.part[first:end]
	out.start = s.start[first : end+1]
	if s.aside != nil {
		out.aside = s.aside[first:end]
	}
	return &out
}
