package extract

import (
	"slices"
	"sort"
	"strings"

	"bitext/termbase/extract/general"
)

// Constants of what a termbase leaves out.
const (
	insideLoss   = 0.7 // share of the score lost where all occurrences stand inside longer terms
	loneModifier = 0.4 // factor for single adjectives and verbs
	onlyPiece    = 0.3 // factor for phrases of which nearly all occurrences stand inside longer ones
	nearlyAll    = 0.9 // the share that is nearly all
	otherTongue  = 0.1 // factor for words of the other language
	muchMore     = 3   // times as frequent there, from which a word belongs to it
	twoNames     = 0.1 // factor for names that an "and" joins now and then
	fewJoint     = 0.5 // share of the occurrences of either that is now and then
)

// standalone lowers what a list of terms may hold but a termbase, on whose entries
// people decide one by one, should not.
//
//	standalone  pieces of longer terms, single words that are no nouns
//	tongue      words of the other language, quoted in brackets
//	joint       two names with an "and" between them ("Romania and Bulgaria")
func (s *scorer) standalone(ranked []*candidate) {
	covered := s.covered(ranked)
	abroad := s.abroad()
	for _, c := range ranked {
		inside := 0
		for _, p := range c.places {
			if coveredBy(covered[p.sentence], p) {
				inside++
			}
		}
		share := float64(inside) / float64(c.count)
		c.parts["standalone"] = 1 - insideLoss*share
		switch {
		case len(c.lemmas) == 1 && c.pattern.classes != "N":
			c.parts["standalone"] *= loneModifier
		case len(c.lemmas) > 1 && share >= nearlyAll:
			c.parts["standalone"] *= onlyPiece
		}
		c.parts["tongue"], c.parts["joint"] = 1, 1
		if s.foreign(c, abroad) {
			c.parts["tongue"] = otherTongue
		}
		if s.twoNames(c) {
			c.parts["joint"] = twoNames
		}
		c.score *= c.parts["standalone"] * c.parts["tongue"] * c.parts["joint"]
	}
}

// covered lists, by sentence, the places of the phrases that look like terms
// (the idea of C-value, Frantzi et al. 2000).
func (s *scorer) covered(ranked []*candidate) map[int32][]place {
	covered := map[int32][]place{}
	for _, c := range ranked {
		if len(c.lemmas) > 1 && c.count > 1 && c.score >= scoreProposed {
			for _, p := range c.places {
				covered[p.sentence] = append(covered[p.sentence], p)
			}
		}
	}
	for _, list := range covered {
		slices.SortFunc(list, comparePlaces)
	}
	return covered
}

// coveredBy reports whether one of the places, in order, holds p and more.
func coveredBy(places []place, p place) bool {
	i := sort.Search(len(places), func(i int) bool { return int(places[i].from) >= int(p.from)-longestName })
	for ; i < len(places) && places[i].from <= p.from; i++ {
		if q := places[i]; q.to >= p.to && q.to-q.from > p.to-p.from {
			return true
		}
	}
	return false
}

// abroad counts the words of the target that the source has too, by their
// number in the source.
func (s *scorer) abroad() map[uint32]int {
	here := make(map[uint32]uint32, len(s.target.words))
	for id, w := range s.target.words {
		if n, known := s.source.number[w]; known {
			here[uint32(id)] = n
		}
	}
	counts := map[uint32]int{}
	for n := range s.target.sentences {
		for _, t := range s.target.sentences[n].tokens {
			if id, known := here[t.norm]; known {
				counts[id]++
			}
		}
	}
	return counts
}

// foreign reports whether the words of a candidate belong to the target, which
// has them far more often, while general language has none of them.
func (s *scorer) foreign(c *candidate, abroad map[uint32]int) bool {
	if s.source.general.Len() == 0 || len(c.places) == 0 {
		return false
	}
	for _, p := range s.source.phrasesOf(c.places[:1]) {
		for i, t := range p.tokens {
			if i < len(c.lemmas) && content(t.class) && (abroad[t.norm] < muchMore*s.source.lemmas[t.lemma].count || inGeneral(s.source.general, s.source.words[t.lemma])) {
				return false
			}
		}
	}
	return true
}

// inGeneral reports whether general language has a word.
func inGeneral(table *general.Table, word string) bool { return table.Find(word).Count >= smoothing }

// twoNames reports whether a name is two, joined by an "and" now and then: what
// stands before it and what stands behind it are names by themselves that are
// more frequent than both together.
func (s *scorer) twoNames(c *candidate) bool {
	at := strings.IndexByte(c.pattern.classes, coordinate)
	if at <= 0 || at+1 >= len(c.lemmas) || at != strings.LastIndexByte(c.pattern.classes, coordinate) {
		return false
	}
	behind := at + 1
	if c.pattern.classes[behind] == determiner {
		behind++
	}
	for _, lemmas := range [][]uint32{c.lemmas[:at], c.lemmas[behind:]} {
		part := s.byKey[lemmaKey(lemmas)]
		if part == nil || !s.named(part) || float64(c.count) > fewJoint*float64(part.count) {
			return false
		}
	}
	return true
}
