package extract

import (
	"slices"

	"bitext/corpus/lang"
)

// Constants of what completes a rendering.
const (
	enoughAlike        = 4    // occurrences of a rendering from which it says something that all have the same words beside them
	enoughPrepositions = 2    // the same for a preposition before what renders an adjective
	mostlyAlike        = 0.8  // share of them that has
	mostBeside         = 6    // words that complete a rendering
	claimed            = 0.35 // strength of a link out of the occurrence from which a word belongs to something else
)

// complete lengthens renderings by the words that nearly always stand beside them and
// that nothing else in the source accounts for, whatever their parts of speech:
// "société [ayant fait appel au public]" for "distributing corporation", "[machine à]
// glaçons" for "ice-maker". Word links do not reach them where one word of a language
// says what several of the other do. The groups are occurrences by renderingKey.
//
// On one half of the statutes of Canada this mends 9 first renderings of 2,424 defined
// terms and spoils none, on the other half, which nothing was chosen by, 16 of 2,696.
func (x *extraction) complete(c *candidate, groups map[string][]rendered) {
	if c.known != nil {
		for _, key := range sortedKeys(groups) {
			x.regroup(groups, key, x.asKnown(c.known, groups[key]))
		}
		return
	}
	for _, way := range []struct {
		enough   int
		lengthen func(*candidate, []rendered) map[int]place
	}{{enoughAlike, x.withEnd}, {enoughAlike, x.withHead}, {enoughPrepositions, x.withPreposition}, {enoughAlike, x.withArticle}} {
		for _, key := range sortedKeys(groups) {
			if len(groups[key]) >= way.enough {
				x.regroup(groups, key, way.lengthen(c, groups[key]))
			}
		}
	}
}

// regroup moves the occurrences of a rendering that have become longer, by their number
// among its occurrences, to the groups of what they are now.
func (x *extraction) regroup(groups map[string][]rendered, key string, longer map[int]place) {
	if len(longer) == 0 {
		return
	}
	places := groups[key]
	delete(groups, key)
	for i, r := range places {
		if at, found := longer[i]; found {
			chosen := r.key
			r = x.rendered(r.place, option{at: at, cover: r.cover})
			r.key = chosen
		}
		whole := x.keyOfRendering(r.at)
		groups[whole] = append(groups[whole], r)
	}
}

// asKnown finds the renderings of earlier texts in which the occurrences of a shorter one
// stand.
func (x *extraction) asKnown(k *knownTerm, places []rendered) map[int]place {
	longer := map[int]place{}
	for i, r := range places {
		for _, known := range k.Renderings {
			if len(known.Whole) == 0 || lemmaKey(known.Lemmas) != r.key {
				continue
			}
			if at, found := x.around(r.at, lemmaKey(known.Whole)); found {
				longer[i] = at
			}
		}
	}
	return longer
}

// around finds the span with a key that holds another span.
func (x *extraction) around(inner place, key string) (place, bool) {
	tokens := x.target.sentences[inner.sentence].tokens
	for from := int(inner.from); from >= max(0, int(inner.from)-mostBeside); from-- {
		for to := int(inner.to); to <= min(len(tokens), int(inner.to)+mostBeside); to++ {
			at := inner
			at.from, at.to = int16(from), int16(to)
			if renderingKey(tokens, at) == key {
				return at, true
			}
		}
	}
	return place{}, false
}

// withEnd lengthens occurrences by the words that follow nearly all of them.
func (x *extraction) withEnd(c *candidate, places []rendered) map[int]place {
	end := x.commonEnd(c, places)
	if len(end) == 0 {
		return nil
	}
	longer := map[int]place{}
	for i, r := range places {
		if x.goesOn(r.at, end) {
			at := r.at
			at.to += int16(len(end))
			longer[i] = at
		}
	}
	return longer
}

// commonEnd gives the lemmas that follow nearly all occurrences of a rendering, up to the
// last that may end a phrase; nil where there are none, or where they belong to something
// else.
func (x *extraction) commonEnd(c *candidate, places []rendered) []uint32 {
	var end []uint32
	good := 0
	for len(end) < mostBeside {
		counts, next := map[uint32]int{}, uint32(0)
		for _, r := range places {
			tokens := x.target.sentences[r.at.sentence].tokens
			if at := int(r.at.to) + len(end); at < len(tokens) && x.goesOn(r.at, end) && tokens[at].flags&wordlike != 0 && tokens[at].class != number {
				counts[tokens[at].lemma]++
			}
		}
		for _, lemma := range sortedKeys(counts) {
			if counts[lemma] > counts[next] {
				next = lemma
			}
		}
		if float64(counts[next]) < mostlyAlike*float64(len(places)) {
			break
		}
		if end = append(end, next); x.endsWell(c, places, end) {
			good = len(end)
		}
	}
	return end[:good]
}

// goesOn reports whether words with these lemmas follow.
func (x *extraction) goesOn(at place, end []uint32) bool {
	tokens := x.target.sentences[at.sentence].tokens[at.to:]
	if len(end) > len(tokens) {
		return false
	}
	for i, lemma := range end {
		if tokens[i].lemma != lemma || tokens[i].flags&wordlike == 0 {
			return false
		}
	}
	return true
}

// endsWell reports whether the last of the words that follow may end a phrase, and
// hardly ever one of them belongs to something else.
func (x *extraction) endsWell(c *candidate, places []rendered, end []uint32) bool {
	lost, all := 0, 0
	for _, r := range places {
		if !x.goesOn(r.at, end) {
			continue
		}
		p := c.places[r.place]
		w := x.weigh(p, x.links[p.sentence])
		from, last := int(r.at.to), int(r.at.to)+len(end)-1
		if w == nil || !x.mayEnd(w.tokens, last) {
			return false
		}
		all++
		if w.claimed(from, last+1) {
			lost++
		}
	}
	return float64(lost) <= (1-mostlyAlike)*float64(all)
}

// mayEnd reports whether a phrase may end with the word at a place.
func (x *extraction) mayEnd(tokens []token, at int) bool {
	switch t := tokens[at]; t.class {
	case noun, adjective, past:
		return !x.poorTarget[x.target.words[t.lemma]]
	case verb:
		return tokens[at-1].class == adposition // "prêt à charger"
	}
	return false
}

// claimed reports whether something else in the source accounts for a word with meaning.
func (w *weights) claimed(from, to int) bool {
	for j := from; j < to; j++ {
		if (content(w.tokens[j].class) || w.tokens[j].class == breaks) && w.outside[j] >= claimed && w.outside[j] > w.inside[j] {
			return true
		}
	}
	return false
}

// withHead lengthens occurrences that are the mere complement of the same noun nearly
// always, or an adjective behind it, by that.
func (x *extraction) withHead(c *candidate, places []rendered) map[int]place {
	if !nominalPattern(c.pattern) {
		return nil
	}
	longer, counts := map[int]place{}, map[string]int{}
	for i, r := range places {
		if at, found := x.headed(c, r); found {
			longer[i] = at
			counts[x.keyOfRendering(at)]++
		}
	}
	return x.alike(longer, counts, len(places))
}

// alike keeps those of longer occurrences that nearly all of the shorter ones would
// become.
func (x *extraction) alike(longer map[int]place, counts map[string]int, all int) map[int]place {
	whole := ""
	for _, key := range sortedKeys(counts) {
		if float64(counts[key]) >= mostlyAlike*float64(all) {
			whole = key
		}
	}
	for i, at := range longer {
		if x.keyOfRendering(at) != whole {
			delete(longer, i)
		}
	}
	return longer
}

// withPreposition lengthens nouns by a preposition that nearly always stands before them
// and that nothing in the source accounts for: what renders an adjective or a compound
// ("[à] faible utilisation" for "low-use"), or says that something is missing ("[sans]
// fil" for "wireless").
func (x *extraction) withPreposition(c *candidate, places []rendered) map[int]place {
	if len(c.lemmas) > 1 {
		return nil
	}
	adjective := !nominalPattern(c.pattern) || x.isCompound(c.lemmas[0]) || x.modifies(c)
	longer, counts := map[int]place{}, map[string]int{}
	for i, r := range places {
		tokens, from := x.target.sentences[r.at.sentence].tokens, int(r.at.from)-1
		if from < 0 || !x.joins.without[tokens[from].norm] && !(adjective && x.joins.adjectival[tokens[from].norm]) ||
			x.target.headNoun(tokens[r.at.from:r.at.to]).class != noun || x.spokenFor(c.places[r.place], from) {
			continue
		}
		at := r.at
		at.from--
		longer[i] = at
		counts[x.keyOfRendering(at)]++
	}
	return x.alike(longer, counts, len(places))
}

// modifies reports whether a word that the tagger takes for a noun is used as an adjective or
// adverb: the lexicon has it as one, and it never ends a noun phrase with a determiner
// ("posted online", "online content").
func (x *extraction) modifies(c *candidate) bool {
	if !slices.Contains(x.source.language.Tags(x.source.words[c.lemmas[0]]), lang.Adj) {
		return false
	}
	return !slices.ContainsFunc(c.places, func(p place) bool {
		tokens := x.source.sentences[p.sentence].tokens
		if int(p.to) < len(tokens) && tokens[p.to].class == noun {
			return false
		}
		return p.from > 0 && tokens[p.from-1].class == determiner
	})
}

// withArticle lengthens names by the determiner that nearly always stands before them with a
// capital: "[Sa] Majesté", "[La] Haye".
func (x *extraction) withArticle(_ *candidate, places []rendered) map[int]place {
	longer, capitals, seen := map[int]place{}, 0, 0
	for i, r := range places {
		tokens, from := x.target.sentences[r.at.sentence].tokens, int(r.at.from)-1
		if from >= 0 && tokens[from].flags&first != 0 {
			continue
		}
		if seen++; from >= 0 && tokens[from].class == determiner && tokens[from].flags&capital != 0 && tokens[from+1].flags&capital != 0 {
			capitals++
			at := r.at
			at.from--
			longer[i] = at
		}
	}
	if float64(capitals) < mostlyAlike*float64(seen) {
		return nil
	}
	return longer
}

// spokenFor reports whether a word of the target has a partner outside an occurrence.
func (x *extraction) spokenFor(p place, at int) bool {
	return slices.ContainsFunc(x.links[p.sentence], func(l link) bool {
		return int(l.target) == at && l.p >= fullLink && !p.has(int(l.source))
	})
}

// headed gives an occurrence with the noun before it that it belongs to, if nothing else
// in the source accounts for that.
func (x *extraction) headed(c *candidate, r rendered) (place, bool) {
	p, from, head := c.places[r.place], int(r.at.from), -1
	w := x.weigh(p, x.links[p.sentence])
	if w == nil || from == 0 {
		return place{}, false
	}
	switch t := w.tokens[from]; {
	case t.class == noun:
		head = x.joins.head(w.tokens, from)
	case (t.class == adjective || t.class == past) && w.tokens[from-1].class == noun:
		head = from - 1
	}
	if head < 0 || x.poorTarget[x.target.words[w.tokens[head].lemma]] || w.claimed(head, from) {
		return place{}, false
	}
	at := r.at
	at.from = int16(head)
	return at, true
}
