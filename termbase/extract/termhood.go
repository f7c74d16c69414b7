package extract

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// Constants of the score. Tuned by hand on annotated texts on corruption and
// dressage in English and French, checked on two more domains; the smoothing
// is the one that matters most: at 50 instead of 3 the F1 falls by two points.
const (
	smoothing       = 3    // added to a lemma's count in general language
	frequencyPow    = 1.1  // power of the logarithm of the frequency
	leastContrast   = 0.01 // floor of the contrast
	phraseContrast  = 2.5  // least contrast of a phrase in a bitext
	namedContrast   = 4    // of a phrase in capitals there
	loneName        = 0.3  // factor of single names in a bitext: persons and towns
	unknownContrast = 2    // of every word, in a language without general counts
	nameLoss        = 0.97 // share of the score that a name loses
	capitalShare    = 0.6  // of the occurrences inside sentences, from which a word is a name
	nearlyAlways    = 0.95 // the same for a single name in a bitext, where "State" and "Group" are terms
	articleShare    = 0.3  // of an acronym's occurrences, from which it is a body's name
	fixedLoss       = 0.6  // always the same word before or behind
	nestedLoss      = 0.8  // seen mostly inside longer candidates
	cutLoss         = 0.3  // an English phrase that mostly goes on with the noun that it modifies: "inside hind [leg]"
	digitLoss       = 0.3  // digits, slashes, dots: addresses and codes
	gradedLoss      = 0.4  // share of the score that a phrase loses by an adjective that judges
	gradedShare     = 0.1  // share of its occurrences in general language that are graded, from which it loses it all
	structureLoss   = 0.4  // parts of documents, dates
	frequentAcronym = 5    // occurrences of an acronym without long form from which it is likely a body's name
	unexplained     = 0.7  // how likely
	familyTop       = 100  // the score of the so-many-th with the same stem counts as full
	modifierTop     = 500  // the modifiers of so many first
	modifierGain    = 1.3  // raise others that they modify
)

// rank collects and scores the candidates, best first.
func (x *extraction) rank() {
	x.collect()
	s := newScorer(x)
	for _, c := range x.candidates {
		s.score(c)
	}
	x.sort()
	s.family(x.candidates)
	x.sort()
	s.modifiers(x.candidates)
	x.sort()
	if x.bilingual {
		s.standalone(x.candidates)
	} else {
		s.alike(x.candidates)
	}
	x.sort()
}

func (x *extraction) sort() {
	slices.SortStableFunc(x.candidates, func(a, b *candidate) int {
		if c := cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(b.count, a.count)); c != 0 {
			return c
		}
		return cmp.Compare(x.source.lemmaText(a.lemmas), x.source.lemmaText(b.lemmas)) // whatever the order of the texts
	})
}

// scorer knows what the score of one candidate needs from all.
type scorer struct {
	*extraction
	structure map[string]bool
	contrasts map[uint32]float64
}

func newScorer(x *extraction) *scorer {
	return &scorer{extraction: x, structure: structureWords(x.source.code), contrasts: map[uint32]float64{}}
}

// score computes the score of a candidate from its own counts: a product of
// parts, kept by name.
//
//	frequency  ln(1+count)^1.1
//	contrast   how much more frequent its words are here than in general language, mean and least
//	pattern    how often what looks like this is a term
//	name       names of persons, places and bodies
//	fixed      always beside the same word: a piece of something longer
//	nested     mostly inside longer candidates, or in English before the noun that it modifies
//	burst      its words gather in few places of general language, as those of a field do
//	code       digits and signs
//	structure  words for parts of documents, dates
//	graded     an adjective in it says how much, not of which kind: "young horse"
//	unit       its words attract each other, in general language and here
func (s *scorer) score(c *candidate) {
	src := s.source
	contrast, burst := s.words(c)
	c.parts = map[string]float64{
		"frequency": math.Pow(math.Log(1+float64(c.count)), frequencyPow),
		"contrast":  contrast,
		"pattern":   c.pattern.weight,
		"name":      1 - nameLoss*s.nameness(c),
		"burst":     math.Sqrt(0.3 + min(max(burst, 0.05), 2)),
		"fixed":     1, "nested": 1, "code": 1, "structure": 1, "graded": 1, "unit": 1,
	}
	if s.compound(c) {
		c.parts["pattern"] = 1
	}
	if s.measure(c) {
		c.parts["code"] = digitLoss
	}
	switch {
	case len(c.lemmas) > 1 && len(c.places) >= enoughFixed && !s.standing(c) && s.bound(c) >= boundShare:
		c.parts["fixed"] = boundLoss
	case c.count >= 3 && (!c.left.varied && c.left.word != 0 || !c.right.varied && c.right.word != 0):
		c.parts["fixed"] = fixedLoss
	}
	if c.within >= c.count {
		c.parts["nested"] = nestedLoss
	}
	if len(c.lemmas) > 1 && float64(c.cut) >= nearlyAll*float64(c.count) {
		c.parts["nested"] *= cutLoss
	}
	for _, l := range c.lemmas {
		word := src.words[l]
		if strings.ContainsAny(word, "/._0123456789@") {
			c.parts["code"] = digitLoss
		}
		if s.structure[word] {
			c.parts["structure"] = structureLoss
		}
	}
	if len(c.lemmas) > 1 {
		c.parts["graded"] = s.graded(c)
		c.parts["unit"] = s.unit(c, contrast)
	}
	c.score = 1
	for _, name := range partNames {
		c.score *= c.parts[name]
	}
}

// graded lowers phrases with an adjective that general language compares and grades, as it
// does those that judge. Adjectives that make a kind of what their noun names are not graded
// (McNally and Boleda 2004), and a term names a kind.
func (s *scorer) graded(c *candidate) float64 {
	most := 0.0
	for i, l := range c.lemmas {
		if c.pattern.classes[i] == adjective {
			most = max(most, s.source.general.Gradable(s.source.words[l]))
		}
	}
	return 1 - gradedLoss*min(1, most/gradedShare)
}

// compound reports whether a candidate is one word made of two by a hyphen
// ("capacity-building"): a phrase in all but spelling.
func (s *scorer) compound(c *candidate) bool {
	if len(c.lemmas) != 1 || c.pattern.classes != "N" {
		return false
	}
	first, last, found := strings.Cut(s.source.words[c.lemmas[0]], "-")
	return found && len(first) >= compoundPart && len(last) >= compoundPart && !strings.Contains(last, "-")
}

// compoundPart is the least length of either part of a compound, in bytes:
// prefixes ("e-mail", "co-operation") are shorter.
const compoundPart = 4

// partNames orders the parts, so that the product is the same each time.
var partNames = []string{"frequency", "contrast", "pattern", "name", "burst", "fixed", "nested", "code", "structure", "graded", "unit"}

// contrast is the logarithm of how much more frequent a lemma is here than in
// general language.
func (s *scorer) contrast(lemma uint32) float64 {
	if w, known := s.contrasts[lemma]; known {
		return w
	}
	src := s.source
	if src.general.Len() == 0 {
		return unknownContrast
	}
	here := float64(src.lemmas[lemma].count) / float64(max(src.tokens, 1))
	there := (src.general.Find(src.words[lemma]).Count + smoothing) / src.general.Tokens
	w := math.Log(here / there)
	s.contrasts[lemma] = w
	return w
}

// words gives the contrast of the content words, mean and least added, and
// their mean burstiness.
func (s *scorer) words(c *candidate) (contrast, burst float64) {
	least, sum, n := math.Inf(1), 0.0, 0.0
	for i, l := range c.lemmas {
		if !content(c.pattern.classes[i]) {
			continue
		}
		w := s.contrast(l)
		least, sum, n = min(least, w), sum+w, n+1
		if e := s.source.general.Find(s.source.words[l]); e.Count >= 5 {
			burst += e.Burst
		} else {
			burst++
		}
	}
	return max(sum/n+least, s.floor(c)), burst / n
}

// floor is the least contrast. A termbase wants the phrases of its texts that are
// common elsewhere too ("Member State"), and names of bodies above all; a list of
// terms does not.
func (s *scorer) floor(c *candidate) float64 {
	switch {
	case !s.bilingual || len(c.lemmas) == 1:
		return leastContrast
	case s.named(c):
		return namedContrast
	}
	return phraseContrast
}

// named reports whether all content words of a phrase have capitals wherever
// capitals mean something.
func (s *scorer) named(c *candidate) bool {
	for i, l := range c.lemmas {
		if w := s.source.lemmas[l]; content(c.pattern.classes[i]) && (w.mid == 0 || 2*w.capital <= w.mid) {
			return false
		}
	}
	return true
}

// nameness is 1 for a name, 0 for a common noun; between them for acronyms
// whose long form is partly capitalised.
func (s *scorer) nameness(c *candidate) float64 {
	if s.opts.Names == NamesKeep {
		return 0
	}
	if s.opts.Names == NamesAuto && s.bilingual {
		if s.alone(c) {
			return (1 - loneName) / nameLoss
		}
		return 0
	}
	ne := 0.0
	for i, l := range c.lemmas {
		if !content(c.pattern.classes[i]) {
			continue
		}
		w := s.source.lemmas[l]
		if 2*w.shouting > w.count {
			if long, known := s.long[l]; known {
				ne = max(ne, long.capitals)
			} else if float64(w.named) > articleShare*float64(w.count) {
				ne = 1
			} else if s.source.general.Find(s.source.words[l]).Count > 0 || w.count >= frequentAcronym {
				ne = max(ne, unexplained)
			}
			continue
		}
		if w.mid > 0 && float64(w.capital) > capitalShare*float64(w.mid) {
			ne = 1
		}
	}
	return ne
}

// alone reports whether a candidate is the single name of a person or place: a
// word that always has a capital, and is no acronym.
func (x *extraction) alone(c *candidate) bool {
	w := x.source.lemmas[c.lemmas[0]]
	always := float64(w.capital) > nearlyAlways*float64(w.mid)
	if w.mid == 0 { // only in titles and lists: a name, if general language does not know the word or it is always part of one
		always = w.upper == w.count && (c.within >= c.count || !inGeneral(x.source.general, x.source.words[c.lemmas[0]]))
	}
	return len(c.lemmas) == 1 && 2*w.shouting <= w.count && always
}

// unit says how much the words attract each other: pointwise mutual
// information in general language where the phrase is known there, its own contrast, and
// for two words the likelihood ratio of their meeting here.
func (s *scorer) unit(c *candidate, contrast float64) float64 {
	src, factor := s.source, 1.0
	if src.general.Len() == 0 {
		return 1
	}
	phrase := src.general.Find(src.lemmaText(c.lemmas)).Count
	if phrase >= 3 {
		p := math.Log(phrase / src.general.Tokens)
		for _, l := range c.lemmas {
			p -= math.Log((src.general.Find(src.words[l]).Count + 1) / src.general.Tokens)
		}
		factor *= 1 + min(max((p/float64(len(c.lemmas)-1)-2)/4, 0), 1)
	}
	here := math.Log((float64(c.count) / float64(src.tokens)) / ((phrase + 2) / src.general.Tokens))
	if phrase >= 3 {
		factor *= max(1, 0.5*here/contrast)
	}
	return factor * s.attraction(c)
}

// standing reports whether general language has a phrase too ("river basin"), and so
// it is whole, whatever it always stands beside here.
func (s *scorer) standing(c *candidate) bool {
	return s.source.general.Find(s.source.lemmaText(c.lemmas)).Count >= smoothing
}

// attraction says how much more often the ends of a phrase meet here than words
// of their frequency would by chance: the likelihood ratio, which says more of what a
// preposition joins, where most is no term.
func (s *scorer) attraction(c *candidate) float64 {
	src, last := s.source, len(c.lemmas)-1
	joined := strings.Contains(c.pattern.classes, "I")
	if last > 1 && !joined {
		return 1
	}
	f := float64(c.count)
	e := float64(src.lemmas[c.lemmas[0]].count) * float64(src.lemmas[c.lemmas[last]].count) / float64(src.tokens)
	ratio := f*math.Log(f/e) - (f - e)
	if joined {
		return 0.8 + 0.6*min(max(ratio/60, 0), 1)
	}
	return 0.9 + 0.2*min(max(ratio/30, 0), 1)
}

// stemLength is how many letters two words must share from the start to belong
// to one family.
const stemLength = 6

func stemOf(word string) string {
	n := 0
	for i := range word {
		if n == stemLength {
			return word[:i]
		}
		n++
	}
	return word
}

// family weighs single words that are no nouns by the best noun of their
// family: "corrupt" beside "corruption".
func (s *scorer) family(ranked []*candidate) {
	best := map[string]float64{}
	var tops []float64
	for _, c := range ranked {
		for i, l := range c.lemmas {
			if c.pattern.classes[i] != noun {
				continue
			}
			stem := stemOf(s.source.words[l])
			if _, known := best[stem]; !known {
				best[stem] = c.score
				tops = append(tops, c.score)
			}
		}
	}
	if len(tops) == 0 {
		return
	}
	full := tops[min(familyTop, len(tops))-1]
	for _, c := range ranked {
		if len(c.lemmas) == 1 && c.pattern.classes != "N" {
			c.parts["family"] = 0.7 + 0.8*min(1, best[stemOf(s.source.words[c.lemmas[0]])]/full)
			c.score *= c.parts["family"]
		}
	}
}

// modifiers raises phrases whose modifier also makes other terms at the top.
func (s *scorer) modifiers(ranked []*candidate) {
	seen := map[uint32]bool{}
	for _, c := range ranked[:min(modifierTop, len(ranked))] {
		if len(c.lemmas) > 1 {
			seen[s.modifier(c)] = true
		}
	}
	for _, c := range ranked {
		if len(c.lemmas) > 1 && seen[s.modifier(c)] {
			c.parts["modifier"] = modifierGain
			c.score *= modifierGain
		}
	}
}

// modifier is the word that narrows the head: the last in French, else the
// first.
func (s *scorer) modifier(c *candidate) uint32 {
	if s.source.code == "fr" {
		return c.lemmas[len(c.lemmas)-1]
	}
	return c.lemmas[0]
}
