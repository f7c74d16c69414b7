package extract

import "bitext/corpus"

// weights says for one occurrence how the words of the target belong to it.
type weights struct {
	tokens      []token
	inside      []float64    // strength of the link into the occurrence
	outside     []float64    // strength of the link to words around it
	partners    map[int]link // strongest link of each word around it
	known       []float64    // how well the dictionary of the text knows it as a translation, against the best one in the sentence
	reach       [][]float64  // by content word of the occurrence: strength of its link to each word of the target
	entries     [][]float64  // by content word: what known is the greatest of
	sums        []float64    // by content word: all its links
	shares      []float64    // by content word: its share of the meaning
	loose       float64      // content words of the occurrence without any link
	joined      bool         // the occurrence is coordinated
	joints      map[int]bool // conjunctions of the target that stand for one outside the occurrence
	head        bool         // the occurrence modifies no noun behind it
	joins       *joins       // complements in the target
	first, last int          // words with a link inside
}

// weigh sorts the links of a sentence for an occurrence; nil where no content
// word of it has any.
func (x *extraction) weigh(p place, links []link) *weights {
	source, target := x.source.sentences[p.sentence].tokens, x.target.sentences[p.sentence].tokens
	w := &weights{tokens: target, inside: make([]float64, len(target)), outside: make([]float64, len(target)), known: make([]float64, len(target)), partners: map[int]link{}, first: -1}
	rows := make(map[int]int)
	var words []uint32
	for i := int(p.from); i < int(p.to); i++ {
		w.joined = w.joined || p.has(i) && source[i].class == coordinate
		if p.has(i) && content(source[i].class) {
			rows[i] = len(w.reach)
			words = append(words, source[i].lemma)
			w.reach = append(w.reach, make([]float64, len(target)))
		}
	}
	w.take(p, source, links, rows)
	if w.first < 0 {
		return nil
	}
	w.shares = x.sharesOf(p, source)
	w.head = int(p.to) == len(source) || source[p.to].class != noun
	w.joins = x.joins
	w.claim(p, source, links)
	for _, row := range w.reach {
		sum := 0.0
		for _, p := range row {
			sum += p
		}
		if w.sums = append(w.sums, sum); sum < noLink {
			w.loose++
		}
	}
	x.consult(w, p, source, words)
	return w
}

// take notes the links into the occurrence, whose content words have the rows, and
// the partners of the words around it.
func (w *weights) take(p place, source []token, links []link, rows map[int]int) {
	for _, l := range links {
		i, j, p1 := int(l.source), int(l.target), float64(l.p)
		if !p.has(i) {
			switch {
			case source[i].class == coordinate:
				if w.joints == nil {
					w.joints = map[int]bool{}
				}
				w.joints[j] = true
			case content(source[i].class) && w.partners[i].p < l.p:
				w.partners[i] = l
			}
			continue
		}
		row, isContent := rows[i]
		if !isContent {
			continue
		}
		w.reach[row][j] = max(w.reach[row][j], p1)
		w.inside[j] = max(w.inside[j], p1)
		if w.first < 0 || j < w.first {
			w.first = j
		}
		w.last = max(w.last, j)
	}
}

// claim notes what the words around the occurrence have a claim to. A faint link
// of a word that has a partner elsewhere is none.
func (w *weights) claim(p place, source []token, links []link) {
	for _, l := range links {
		i, j := int(l.source), int(l.target)
		if p.has(i) || !content(source[i].class) {
			if source[i].class == adposition && !p.has(i) && content(w.tokens[j].class) && l.p >= firmLink {
				w.outside[j] = max(w.outside[j], float64(l.p)) // "during", "au [cours] de"
			}
			continue
		}
		if own := w.partners[i]; own.p < fullLink || l.p >= faint*own.p {
			w.outside[j] = max(w.outside[j], float64(l.p))
		}
	}
}

// consult looks the words around the links up in the dictionary of the text:
// links follow the order of words and go astray where two languages order the
// parts of a compound differently; the dictionary does not mind. A word that it
// gives to a neighbour of the occurrence that has no other partner, rather than to the
// occurrence, loses strength, and is not known.
func (x *extraction) consult(w *weights, p place, source []token, words []uint32) {
	from, to := max(0, w.first-3), min(len(w.tokens), w.last+4)
	inner, outer := make([]float64, len(w.tokens)), make([]float64, len(w.tokens))
	for i := max(0, int(p.from)-vicinity); i < min(len(source), int(p.to)+vicinity); i++ {
		if p.has(i) || !content(source[i].class) {
			continue
		}
		own, settled := w.partners[i], 0.0
		if own.p >= fullLink {
			settled = float64(x.entries[entryKey(source[i].lemma, w.tokens[own.target].lemma)])
		}
		for j := from; j < to; j++ {
			if !content(w.tokens[j].class) {
				continue
			}
			if entry := float64(x.entries[entryKey(source[i].lemma, w.tokens[j].lemma)]); entry*isSettled > settled || int(own.target) == j {
				outer[j] = max(outer[j], entry)
			}
		}
	}
	for _, word := range words {
		entries, best := make([]float64, len(w.tokens)), 0.0
		for j := from; j < to; j++ {
			if content(w.tokens[j].class) {
				entry := float64(x.entries[entryKey(word, w.tokens[j].lemma)])
				inner[j] = max(inner[j], entry)
				if entry >= outer[j] {
					entries[j] = entry
					best = max(best, entry)
				}
			}
		}
		for j := from; j < to && best > 0; j++ {
			entries[j] /= best
			w.known[j] = max(w.known[j], entries[j])
		}
		w.entries = append(w.entries, entries)
	}
	for j := from; j < to; j++ {
		if outer[j] > inner[j] {
			w.weaken(j, max(mostClaimed, (inner[j]+doubt)/(outer[j]+doubt)))
		}
	}
}

// weaken lowers the links of a word into the occurrence.
func (w *weights) weaken(j int, factor float64) {
	w.outside[j] = max(w.outside[j], w.inside[j]*(1-factor))
	w.inside[j] *= factor
	for _, row := range w.reach {
		row[j] *= factor
	}
}

// class is the class of a word: a verb, an adverb or a numeral with a firm link into
// the occurrence may be part of a noun phrase, whatever the tagger thinks ("filet
// maillant", "véhicule zéro émission", "filiale à cent pour cent").
func (w *weights) class(at int) class {
	t := w.tokens[at]
	if at > 0 && t.class == adjective && w.tokens[at-1].class == adposition && !w.nominal(at+1) {
		return noun // "mise en commun"
	}
	if w.inside[at] < fullLink || at == 0 {
		return t.class
	}
	switch before := w.tokens[at-1].class; {
	case t.flags&wordlike != 0 && (t.class == breaks || t.class == adverb) && (before == noun || before == adjective) && w.inside[at] >= firmLink && !w.modified(at+1):
		return adjective
	case t.class == verb && !w.joins.light[t.lemma] && (before == noun || before == adjective || before == past):
		return past
	case t.class == determiner && before == noun:
		return adjective // "véhicule tout terrain"
	case t.class == breaks && t.flags&wordlike != 0 && before == adposition:
		return noun
	}
	return t.class
}

// modified reports whether the word there may be an adjective that an adverb before it
// modifies.
func (w *weights) modified(at int) bool {
	return at < len(w.tokens) && (w.tokens[at].class == adjective || w.tokens[at].class == past)
}

// nominal reports whether the word there may be a noun, before which an adjective may
// stand.
func (w *weights) nominal(at int) bool {
	return at < len(w.tokens) && (w.tokens[at].class == noun || w.tokens[at].class == adjective || w.tokens[at].class == breaks && w.tokens[at].flags&wordlike != 0)
}

// walk takes the words from from to to into a phrase.
func (w *weights) walk(s *phraseState, from, to int) bool {
	for i := from; i < to; i++ {
		if !s.next(w.class(i)) {
			return false
		}
	}
	return true
}

// fit is how much of the occurrence the span covers times how much of the span
// belongs to the occurrence. Words that no link reaches on either side make up for
// each other in part: "anti-corruption agency", "organe de lutte contre la
// corruption".
func (w *weights) fit(at place) (fit float64, loose bool) {
	from, to := int(at.from), int(at.to)
	if w.foreign(from) || w.foreign(to-1) {
		return 0, false
	}
	belongs, words, free, joints := 0.0, 0.0, 0.0, 0.0
	for j := from; j < to; j++ {
		class := w.tokens[j].class
		if !at.has(j) {
			continue
		}
		if w.inside[j] == 0 && (!content(class) || class == adverb) {
			if class == coordinate {
				joints++
			}
			continue
		}
		words++
		switch {
		case w.inside[j] > 0 && w.inside[j] >= w.outside[j]:
			belongs += w.own(j)
		case w.known[j] > dictionary:
			belongs += dictionary
		case w.outside[j] == 0:
			free++
		}
	}
	covered := w.covered(at, w.shares)
	made := min(free, w.loose)
	if made == 0 && (joints == 0 || !w.both(at)) {
		belongs, words = belongs-joints*lostJoint, words+joints*lostJoint
	}
	covered += made * makesUp
	belongs += made*makesUp + (free-made)*unlinked
	if words == 0 || belongs <= 0 {
		return 0, false
	}
	return covered / float64(len(w.reach)) * belongs / words, made == 0 && (w.stray(from) && !w.headless(w.complement(from)) && !(from+1 < to && w.modifier(from+1)) || w.stray(to-1))
}

// sharesOf gives the shares of the content words of an occurrence in its meaning:
// the head counts more than what modifies it. Their sum is their number.
func (x *extraction) sharesOf(p place, source []token) []float64 {
	var shares []float64
	head := -1
	for i := int(p.from); i < int(p.to); i++ {
		if !p.has(i) {
			continue
		}
		if source[i].class == adposition {
			break
		}
		if source[i].class == noun && (head < 0 || x.source.code != corpus.French) {
			head = i
		}
	}
	n, sum := 0.0, 0.0
	for i := int(p.from); i < int(p.to); i++ {
		if p.has(i) && content(source[i].class) {
			share := 1.0
			if i == head {
				share = headShare
			}
			shares = append(shares, share)
			n, sum = n+1, sum+share
		}
	}
	for i := range shares {
		shares[i] *= n / sum
	}
	return shares
}

// covered is how many content words of the occurrence a span renders, each
// counted by its share; without shares all count the same.
func (w *weights) covered(at place, shares []float64) float64 {
	covered := 0.0
	for i, row := range w.reach {
		links, entry := 0.0, 0.0
		for j := int(at.from); j < int(at.to); j++ {
			if at.has(j) {
				links += row[j] * w.own(j)
				entry = max(entry, w.entries[i][j])
			}
		}
		if w.sums[i] < noLink {
			links = 0
		}
		share := 1.0
		if shares != nil {
			share = shares[i]
		}
		covered += share * max(links/max(w.sums[i], fullLink), dictionary*entry)
	}
	return covered
}

// own is the share of a linked word that belongs to the occurrence.
func (w *weights) own(j int) float64 {
	if w.inside[j] == 0 {
		return 0
	}
	return w.inside[j] / (w.inside[j] + w.outside[j])
}

// foreign reports whether a word belongs to something outside the occurrence,
// whatever faint link leads into it.
func (w *weights) foreign(at int) bool {
	return w.inside[at] < elsewhere*w.outside[at] && w.known[at] <= dictionary
}

// alien reports whether a content word of a span belongs to something else.
func (w *weights) alien(at place) bool {
	for j := int(at.from); j < int(at.to); j++ {
		if at.has(j) && content(w.tokens[j].class) && w.foreign(j) && w.outside[j] >= fullLink {
			return true
		}
	}
	return false
}

// stray reports whether nothing joins a word to the occurrence.
func (w *weights) stray(at int) bool { return w.inside[at] == 0 && w.known[at] <= dictionary }

// gap finds the words of others inside a span: one run of adjectives,
// "stratégie [nationale] de lutte contre la corruption", or a coordination,
// "stratégies [ou des programmes] anticorruption". It gives 0, 0 where there is none,
// or more than one.
func (w *weights) gap(from, to int) (gap, past int16) {
	for j := from + 1; j < to-1; j++ {
		if !w.foreign(j) || !content(w.tokens[j].class) {
			continue
		}
		if past > 0 && j >= int(past) {
			return 0, 0
		}
		if past > 0 {
			continue
		}
		first, end := w.run(j, from, to)
		if first < 0 {
			return 0, 0
		}
		gap, past = int16(first), int16(end)
	}
	return gap, past
}

// run gives the run of words around a foreign word that may be left out, or -1.
func (w *weights) run(j, from, to int) (first, end int) {
	first, end = j, j+1
	for first > from+1 && w.stray(first-1) && w.tokens[first-1].class != adposition {
		first--
	}
	for end < to-1 && w.stray(end) && modifies(w.tokens[end].class) {
		end++
	}
	if end < to-1 && w.tokens[end].class == coordinate && modifies(w.tokens[end+1].class) && modifies(w.tokens[first].class) {
		end++ // "gouvernement [provincial ou] territorial"
		return first, end
	}
	if w.tokens[first].class == coordinate {
		return first, end
	}
	if end+1 < to-1 && w.tokens[end].class == coordinate && w.tokens[end+1].class == adposition {
		switch {
		case modifies(w.tokens[first].class):
			return first, end + 1 // "normes [comptables et] de contrôle"
		case first-1 > from && w.tokens[first-1].class == adposition:
			return first - 1, end + 1 // "normes [de comptabilité et] d'audit"
		}
	}
	for _, t := range w.tokens[first:end] {
		if !modifies(t.class) {
			return -1, -1
		}
	}
	if end < to-1 && w.tokens[end].class == coordinate && !w.joined {
		end++ // "échantillon [instantané ou] composite"
	}
	if c := w.tokens[first-1].class; c == adposition || c == determiner {
		return -1, -1
	}
	if w.joins.relational[w.tokens[end-1].lemma] && w.tokens[end].class == adposition {
		return -1, -1
	}
	return first, end
}

func modifies(c class) bool { return c == adjective || c == past || c == adverb }
