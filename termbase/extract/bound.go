package extract

import "unicode/utf8"

// Constants of what a candidate stands beside.
const (
	boundShare  = 0.8 // of the occurrences beside one noun, from which a phrase is a piece of what both make
	boundLoss   = 0.3 // factor for a piece
	measured    = 0.8 // share of the occurrences behind a number, from which a short word is the sign of a unit
	mostMeasure = 4   // letters of such a sign
)

// bound is the share of the occurrences of a candidate that have one and the same
// noun right before them, or right behind them, whichever is more ("axillary lymph"
// before "node"): what never varies at its border does not end there (Harris 1955,
// Jin and Tanaka-Ishii 2006).
func (x *extraction) bound(c *candidate) float64 {
	before := x.steadiest(c, func(p place) int { return int(p.from) - 1 })
	behind := x.steadiest(c, func(p place) int { return int(p.to) })
	return max(before, behind)
}

// steadiest is the share of the occurrences that have the most frequent noun at a
// place beside them, found by the vote of Boyer and Moore: one that has less than
// half of them does not matter.
func (x *extraction) steadiest(c *candidate, at func(p place) int) float64 {
	word, lead := uint32(0), 0
	for _, p := range c.places {
		switch t := x.tokenAt(p, at(p)); {
		case t.class != noun:
		case t.lemma == word:
			lead++
		case lead > 0:
			lead--
		default:
			word, lead = t.lemma, 1
		}
	}
	n := 0
	for _, p := range c.places {
		if word != 0 && x.tokenAt(p, at(p)).lemma == word { // whatever the tagger takes it for
			n++
		}
	}
	return float64(n) / float64(len(c.places))
}

// tokenAt is the token at a place of the sentence of an occurrence, empty beyond
// its ends.
func (x *extraction) tokenAt(p place, at int) token {
	tokens := x.source.sentences[p.sentence].tokens
	if at < 0 || at >= len(tokens) {
		return token{}
	}
	return tokens[at]
}

// measure reports whether a candidate is the sign of a unit of measure: a short
// word that stands behind numbers and strokes ("mmHg", "µl", "60/min").
func (x *extraction) measure(c *candidate) bool {
	if len(c.lemmas) != 1 || len(c.places) < enoughFixed || utf8.RuneCountInString(x.source.words[c.lemmas[0]]) > mostMeasure {
		return false
	}
	n := 0
	for _, p := range c.places {
		if before := x.tokenAt(p, int(p.from)-1); before.class == number || x.source.words[before.norm] == "/" {
			n++
		}
	}
	return float64(n) >= measured*float64(len(c.places))
}
