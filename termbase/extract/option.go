package extract

import (
	"cmp"
	"slices"
)

// Constants of the fit of spans.
const (
	leastFit     = 0.2  // a span of the target below this fit renders nothing
	unlinked     = 0.35 // what a content word without any link counts for the fit of a span
	mostSpan     = 10   // words in a rendering
	makesUp      = 0.6  // what a pair of words without link on either side counts
	lostJoint    = 0.3  // what an "and" that nothing stands for costs
	noNoun       = 0.75 // factor for a word that the tagger does not take for a noun, as the rendering of one
	noLink       = 0.1  // strength below which a word of the occurrence counts as without link
	fullLink     = 0.5  // sum of its links from which a word of the occurrence counts as rendered whole
	dictionary   = 0.5  // what a word that only the dictionary of the text joins to the occurrence counts
	joined       = 0.6  // factor for a span with "and" or "or" where the term has none
	headShare    = 2.0  // what the head of a term counts against each word that modifies it
	headless     = 0.4  // factor for a complement without the noun that it belongs to: "[organisme de] bienfaisance"
	mostlyJoined = 0.7  // share of the occurrences of a noun as a complement, from which it is nothing without its head
	firmLink     = 0.8  // strength of a link beyond doubt
	faint        = 0.5  // share of the strength of a word's best link below which another is no claim
	elsewhere    = 0.33 // strength of a link into the occurrence, against that of one out of it, below which it is none
	estranged    = 0.7  // factor for a span that holds a word that belongs to something else
	gapped       = 0.9  // factor for a span with words of others inside
	discord      = 0.5  // factor for a span whose last adjective agrees with no noun of it
	vicinity     = 4    // words around the occurrence that may claim words of the target
	doubt        = 0.03 // added to both probabilities where they do
	isSettled    = 0.25 // share of its best probability with which a neighbour keeps the partner that it has
	mostClaimed  = 0.05 // what is left at least of a link that a neighbour claims
	optionsKept  = 12
)

// option is a span of the target that may render an occurrence.
type option struct {
	at    place
	key   string
	fit   float64
	cover float64 // share of the words of the term that it renders
	alien bool    // a word inside belongs to something else
	loose bool    // a word at its edge has no link: only good where the words stand together time and again
}

// options lists the spans of the target that may render an occurrence, best
// first.
func (x *extraction) options(p place, pattern pattern) []option {
	w := x.weigh(p, x.links[p.sentence])
	if w == nil {
		return nil
	}
	nominal := nominalPattern(pattern)
	var all []option
	for from := max(0, w.first-3); from <= w.last; from++ {
		state, numbered := newPhraseState(x.target.code), 0
		for to := from + 1; to <= min(len(w.tokens), from+mostSpan, w.last+4); to++ {
			if to-1 > from && x.opens(w.tokens, to-1) {
				break
			}
			if numbered == 0 && state.at == atNoun && w.class(to-1) == number {
				numbered = to - 1 // "point [2] de l'ordre du jour"
				continue
			}
			if !state.next(w.class(to - 1)) {
				break
			}
			at := place{sentence: p.sentence, from: int16(from), to: int16(to)}
			if numbered > 0 {
				at.gap, at.past = int16(numbered), int16(numbered+1)
				all = x.tryOption(all, w, at, &state, nominal)
				continue
			}
			all = x.tryOption(all, w, at, &state, nominal)
			if at.gap, at.past = w.gap(from, to); at.past > 0 {
				rest := newPhraseState(x.target.code)
				if w.walk(&rest, from, int(at.gap)) && w.walk(&rest, int(at.past), to) {
					all = x.tryOption(all, w, at, &rest, nominal)
				}
			}
		}
	}
	slices.SortStableFunc(all, func(a, b option) int { return cmp.Compare(b.fit, a.fit) })
	return all[:min(len(all), optionsKept)]
}

// opens reports whether a word opens something new though no mark stands before
// it, as definitions in statutes do: a word with a capital, which it mostly does not
// have, behind one without. "boîte à œufs Emballage pouvant …" Letters open nothing:
// "permis de catégorie B".
func (x *extraction) opens(tokens []token, at int) bool {
	t, before := tokens[at], tokens[at-1]
	if t.flags&capital == 0 || t.flags&shouting != 0 || t.end-t.start == 1 || before.flags&capital != 0 || !content(before.class) {
		return false
	}
	c := x.target.lemmas[t.lemma]
	return 2*c.capital < c.mid
}

func nominalPattern(p pattern) bool {
	switch p.classes {
	case "V", "A", "R", "P", "G":
		return false
	}
	return true
}

// tryOption adds a span, if it is a phrase that fits.
func (x *extraction) tryOption(all []option, w *weights, at place, state *phraseState, nominal bool) []option {
	from, to := int(at.from), int(at.to)
	if nominal && (w.tokens[from].class == adverb || w.known[from] <= dictionary && x.introduces(w.tokens[from:to])) {
		return all
	}
	if !state.complete(nominal && len(w.reach) > 1) || to == from+1 && x.empty(w.tokens[from]) {
		return all
	}
	fit, loose := w.fit(at)
	switch lone := !state.complete(true); {
	case nominal && (w.headless(from) || w.stray(from) && w.joins.vague[w.tokens[from].lemma] || lone && w.modifier(from)):
		fit *= headless
	case nominal && lone:
		fit *= noNoun
	}
	alien := w.alien(at)
	if alien {
		fit *= estranged
	}
	if at.past > 0 {
		fit *= gapped
	}
	if state.joined && !w.joined && !w.both(at) {
		fit *= joined
	}
	if fit < leastFit {
		return all
	}
	if !agrees(w.tokens, at) {
		if at.past > 0 {
			return all
		}
		fit *= discord
	}
	return append(all, option{
		at: at, key: renderingKey(w.tokens, at), fit: fit, cover: w.covered(at, nil) / float64(len(w.reach)), alien: alien, loose: loose,
	})
}

// empty reports whether a word alone says too little to render anything: "M.",
// "autre".
func (x *extraction) empty(t token) bool {
	return t.end-t.start < 3 && t.flags&shouting == 0 || x.poorTarget[x.target.words[t.lemma]]
}

// introduces reports whether a span begins with the noun of a compound
// preposition: "[en] matière de …", "[aux] fins d'…".
func (x *extraction) introduces(tokens []token) bool {
	return len(tokens) > 1 && tokens[0].class == noun && tokens[1].class == adposition && x.poorTarget[x.target.words[tokens[0].lemma]]
}

// agrees reports whether the adjective that ends a span behind a noun may
// belong to one of its nouns, by gender and number: in "régimes [de retraite
// agréés]" it does not.
func agrees(tokens []token, at place) bool {
	last := tokens[at.to-1]
	if last.class != adjective && last.class != past {
		return true
	}
	nouns := false
	for i := int(at.from); i < int(at.to)-1; i++ {
		if t := tokens[i]; t.class == noun && at.has(i) {
			nouns = true
			if !clash(t.grammar, last.grammar, masculine|feminine) && !clash(t.grammar, last.grammar, singular|plural) {
				return true
			}
		}
	}
	return !nouns
}

// clash reports whether two words differ in a property that both have.
func clash(a, b, property byte) bool {
	return a&property != 0 && b&property != 0 && a&b&property == 0
}

// renderingKey names a rendering by its lemmas without determiners.
func renderingKey(tokens []token, at place) string {
	var buf []byte
	for i := int(at.from); i < int(at.to); i++ {
		if at.has(i) && tokens[i].class != determiner {
			buf = keyOf(buf, tokens[i:i+1])
		}
	}
	return string(buf)
}
