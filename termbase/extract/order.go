package extract

import (
	"cmp"
	"slices"
	"strings"

	"bitext/corpus"
	"bitext/corpus/lang"
)

// Constants of the order and the form of renderings.
const (
	wholeCover    = 0.7  // share of a term from which a rendering counts as one of the whole
	acronymShare  = 0.01 // what the occurrences of an acronym count for its long form
	shortShare    = 0.3  // what an acronym counts as the rendering of a long form
	untranslated  = 0.1  // what the occurrences count whose words are those of the source: quoted in the translation
	otherClass    = 0.3  // what the occurrences of a word as another part of speech count ("packaged" for the noun "package")
	adjectival    = 0.2  // what an adjective counts as the rendering of a noun: it renders it where it modifies another ("school bus")
	enoughPlurals = 3    // plurals for a term in the singular from which the plural may be the dictionary form
	mostlyPlural  = 0.8  // and their share
	rarelyPlural  = 0.2  // share of a term's own plurals up to which it may be a mass noun ("expenditure")
)

// group makes the renderings of a candidate from the occurrences with one key.
// Those that render the whole term come before those that leave a part of it
// unsaid ("titulaire" for "permit holder"), unless these are far more frequent.
func (x *extraction) group(c *candidate, groups map[string][]rendered) {
	byText, weights := map[string]int{}, map[string]float64{}
	for _, key := range sortedKeys(groups) {
		places := groups[key]
		at, weight := make([]place, len(places)), 0.0
		for i, r := range places {
			at[i] = r.at
			weight += x.weightOf(c, r)
		}
		text, known := c.known.rendering(key)
		if !known {
			text = x.target.citation(x.target.phrasesOf(at), x.numberOf(c, places))
			if lemma := x.infinitive(c, places); lemma != "" {
				text = lemma
			}
		}
		if x.target.code == corpus.French {
			text = bareConjuncts(text)
		}
		written := x.target.unmarked(text)
		weights[written] += weight
		if n, known := byText[written]; known { // one form under two tags
			c.renderings[n].places = append(c.renderings[n].places, places...)
			if len(text) < len(c.renderings[n].text) {
				c.renderings[n].text = text
			}
			continue
		}
		byText[written] = len(c.renderings)
		c.renderings = append(c.renderings, rendering{text, places})
	}
	settled := x.settled(c)
	slices.SortStableFunc(c.renderings, func(a, b rendering) int {
		return cmp.Or(
			cmp.Compare(weights[x.target.unmarked(b.text)], weights[x.target.unmarked(a.text)]), cmp.Compare(len(b.places), len(a.places)),
			cmp.Compare(settled[b.places[0].key], settled[a.places[0].key]), cmp.Compare(a.text, b.text))
	})
}

// settled says which of renderings of a phrase that are equal otherwise comes first, by
// renderingKey: the one that stands more often in the translation, whatever it renders, as
// an expression does that is settled.
func (x *extraction) settled(c *candidate) map[string]int {
	settled := make(map[string]int, len(c.habits))
	if len(c.lemmas) > 1 || x.isCompound(c.lemmas[0]) {
		for _, h := range c.habits {
			settled[h.key] = h.Stands
		}
	}
	return settled
}

// bareConjuncts takes the preposition off the second of two nouns whose first has lost it,
// where a rendering begins: "[de] détection et de la répression" is "détection et
// répression".
func bareConjuncts(text string) string {
	for _, conjunction := range []string{" et ", " ou "} {
		before, behind, found := strings.Cut(text, conjunction)
		if !found || slices.ContainsFunc(strings.Fields(before), joinsNouns) {
			continue
		}
		for _, preposition := range []string{"de la ", "de l'", "des ", "du ", "de ", "d'"} {
			if rest, found := strings.CutPrefix(behind, preposition); found {
				return before + conjunction + rest
			}
		}
	}
	return text
}

// joinsNouns reports whether a word is, or begins with, a French preposition.
func joinsNouns(word string) bool {
	switch word {
	case "de", "du", "des", "à", "au", "aux", "en", "par", "pour", "sur", "contre", "dans", "avec", "sans", "auprès":
		return true
	}
	return strings.HasPrefix(word, "d'")
}

// unmarked is a text without what may be written or not: see unmarkedCompounds; in English
// also without the plural at its end, which a tagger overlooks in names ("Orders").
func (s *side) unmarked(text string) string {
	text = unmarkedCompounds(text)
	if s.code != corpus.English {
		return text
	}
	before, last := "", text
	if i := strings.LastIndexByte(text, ' '); i >= 0 {
		before, last = text[:i+1], text[i+1:]
	}
	for _, lemma := range s.language.Lemmas(last) {
		if lemma+"s" == last {
			return before + lemma
		}
	}
	return text
}

// unmarkedCompounds is a text without the plurals inside compounds, which lexicons do not
// have: "francs-or" is "franc-or".
func unmarkedCompounds(text string) string {
	text = lang.Normal(text)
	if !strings.Contains(text, "-") {
		return text
	}
	words := strings.Fields(text)
	for i, word := range words {
		parts := strings.Split(word, "-")
		for n, part := range parts {
			if len(parts) > 1 && len(part) > shortAcronym {
				parts[n] = strings.TrimRight(part, "sx")
			}
		}
		words[i] = strings.Join(parts, "-")
	}
	return strings.Join(words, " ")
}

// infinitive gives the dictionary form of a verb that renders a verb, "" for
// any other rendering.
func (x *extraction) infinitive(c *candidate, places []rendered) string {
	if c.pattern.classes != "V" || !x.target.lemmatised() {
		return ""
	}
	verbs, lemma := 0, uint32(0)
	for _, r := range places {
		t := x.target.sentences[r.at.sentence].tokens[r.at.from]
		if r.at.to != r.at.from+1 || t.flags&capital != 0 && t.flags&first == 0 {
			return ""
		}
		if lemma = t.lemma; t.class == verb || t.class == past {
			verbs++
		}
	}
	if 2*verbs < len(places) {
		return ""
	}
	return x.target.words[lemma]
}

// weightOf is what an occurrence counts for the order of the renderings. An
// acronym says how it is rendered itself, not how its long form is.
func (x *extraction) weightOf(c *candidate, r rendered) float64 {
	p, weight := c.places[r.place], 1.0
	if (len(c.lemmas) > 1 || x.isCompound(c.lemmas[0])) && r.cover < wholeCover {
		weight = r.cover * r.cover
	}
	source := x.source.sentences[p.sentence].tokens[p.from:p.to]
	if len(source) > 1 && strings.Contains(lang.Normal(r.form), lang.Normal(x.source.surface(source))) {
		weight *= untranslated
	}
	if len(c.lemmas) == 1 && p.to == p.from+1 && source[0].class != c.pattern.classes[0] {
		weight *= otherClass
	}
	if r.at.to == r.at.from+1 {
		weight *= x.wordWeight(c, x.target.sentences[r.at.sentence].tokens[r.at.from], len(source))
	}
	if c.acronym != 0 && p.to-p.from == 1 && x.source.sentences[p.sentence].tokens[p.from].lemma == c.acronym {
		weight *= acronymShare
	}
	return weight
}

// isCompound reports whether a word is linked by its pieces.
func (x *extraction) isCompound(lemma uint32) bool {
	first, _ := x.source.pieces(token{lemma: lemma})
	return first != ""
}

// wordWeight is what a single word counts as the rendering of an occurrence of so
// many words.
func (x *extraction) wordWeight(c *candidate, t token, words int) float64 {
	switch {
	case words > 1 && t.flags&shouting != 0:
		return shortShare
	case len(c.lemmas) > 1:
		return 1
	case x.quoted(t):
		return untranslated
	case nominalPattern(c.pattern) && (t.class == adjective || t.class == past):
		return adjectival
	}
	return 1
}

// quoted reports whether a word of the target belongs to the source, which
// general language knows there alone: "(energy-efficiency report)" in a French law.
func (x *extraction) quoted(t token) bool {
	norm := x.target.words[t.norm]
	return x.target.general.Len() > 0 && x.target.language.Tags(norm) == nil && !inGeneral(x.target.general, x.target.words[t.lemma]) && inGeneral(x.source.general, norm)
}

// numberOf says in which number a rendering stands where the term is in its own
// dictionary form: "expenditure" is "dépenses", "goods" "marchandises".
func (x *extraction) numberOf(c *candidate, places []rendered) grammatical {
	singulars, plurals, all := 0, 0, 0
	for _, r := range places {
		p := c.places[r.place]
		many := x.target.isPlural(x.target.sentences[r.at.sentence].tokens[r.at.from:r.at.to])
		if many {
			all++
		}
		tokens := x.source.sentences[p.sentence].tokens
		switch {
		case x.source.isPlural(tokens[p.from:p.to]), int(p.to) < len(tokens) && tokens[p.to].class == noun:
			// nor does a modifier say it: "expert group"
		case many:
			plurals++
		default:
			singulars++
		}
	}
	own, counted := x.countable(c)
	switch {
	case own && float64(all) >= mostlyPlural*float64(len(places)):
		return inPlural
	case !counted && plurals >= enoughPlurals && float64(plurals) >= mostlyPlural*float64(plurals+singulars):
		return inPlural
	case singulars > plurals:
		return inSingular
	}
	return unknownNumber
}

// countable reports whether the dictionary form of a term is a plural, and
// whether it has a plural beside the singular.
func (x *extraction) countable(c *candidate) (own, counted bool) {
	many, text := 0, lang.Normal(x.textOf(c))
	for _, p := range x.source.phrasesOf(c.places) {
		if x.source.isPlural(p.tokens) {
			many++
			own = own || x.source.normsOf(p.tokens) == text
		}
	}
	return own, float64(many) > rarelyPlural*float64(len(c.places))
}
