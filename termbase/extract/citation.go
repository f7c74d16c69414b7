package extract

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"bitext/corpus"
	"bitext/corpus/lang"
)

// phrase is one occurrence of a term or rendering: its words, and whether their
// capitals mean anything there.
type phrase struct {
	tokens []token
	title  bool
}

func (s *side) phrasesOf(places []place) []phrase {
	all := make([]phrase, len(places))
	for i, p := range places {
		sentence := &s.sentences[p.sentence]
		tokens := sentence.tokens[p.from:p.to]
		if p.past > p.gap {
			tokens = slices.Concat(sentence.tokens[p.from:p.gap], sentence.tokens[p.past:p.to])
		}
		all[i] = phrase{tokens, sentence.title}
	}
	return all
}

// grammatical says which number a dictionary form has, where that is known.
type grammatical uint8

const (
	unknownNumber grammatical = iota
	inSingular
	inPlural
)

// Thresholds of the dictionary form.
const (
	alwaysPlural = 0.95 // share of plurals in general language from which the plural is the dictionary form of a phrase
	onlyPlural   = 0.98 // the same for a single word
	enoughSeen   = 10   // occurrences there that the share needs
)

// citation gives the dictionary form of occurrences that share their lemmas: the
// head in the singular with what agrees with it ("États Membres" gives "État
// Membre", "mesures juridiques" "mesure juridique"), but for what general
// language has in the plural ("human rights"); what depends on the head stays
// as it mostly stands ("échange d'informations"). Capitals stay where most
// occurrences inside sentences have them. Languages of which only stems are
// known get the most frequent form.
func (s *side) citation(all []phrase, number grammatical) string {
	all = s.unpossessed(all)
	best := s.commonest(all, nil)
	if !s.lemmatised() {
		return s.spell(all, best.tokens, nil)
	}
	if t := best.tokens[0]; len(best.tokens) == 1 && s.code == corpus.French && (t.class == adjective || t.class == past) {
		return s.spell(all, best.tokens, []string{masculineFrench(s.words[t.written], s.words[t.lemma], t.class)})
	}
	if number == inPlural || number == unknownNumber && s.keepsPlural(best.tokens) {
		if many := s.commonest(all, func(p phrase) bool { return s.isPlural(p.tokens) }); many.tokens != nil {
			return s.spell(all, many.tokens, nil)
		}
	}
	if one := s.commonest(all, func(p phrase) bool { return !s.isPlural(p.tokens) }); one.tokens != nil {
		var replace []string
		if slices.ContainsFunc(one.tokens, func(t token) bool {
			return modifies(t.class) && clash(s.headNoun(one.tokens).grammar, t.grammar, singular|plural)
		}) {
			replace = s.singularise(one.tokens) // "une autorité ou une administration publiques"
		}
		return s.spell(all, one.tokens, replace)
	}
	return s.spell(all, best.tokens, s.singularise(best.tokens))
}

// unpossessed leaves out occurrences with a possessive or demonstrative inside, where there
// are others: "date de [sa] mise en service".
func (s *side) unpossessed(all []phrase) []phrase {
	others := slices.DeleteFunc(slices.Clone(all), func(p phrase) bool {
		return slices.ContainsFunc(p.tokens, func(t token) bool {
			return t.class == determiner && t.flags&capital == 0 && s.pointing(t.lemma)
		})
	})
	if len(others) == 0 {
		return all
	}
	return others
}

// pointing reports whether a determiner points at something in its text.
func (s *side) pointing(lemma uint32) bool {
	switch s.words[lemma] {
	case "mon", "ton", "son", "notre", "votre", "leur", "ce":
		return true
	}
	return false
}

// lemmatised reports whether the lemmas of the language are words, not stems.
func (s *side) lemmatised() bool { return s.code == corpus.English || s.code == corpus.French }

// commonest gives an occurrence of the most frequent form, among those that
// fit.
func (s *side) commonest(all []phrase, fits func(phrase) bool) (best phrase) {
	counts := map[string]int{}
	most, mostKey := 0, ""
	for _, p := range all {
		if fits != nil && !fits(p) {
			continue
		}
		key := s.normsOf(p.tokens)
		counts[key]++
		if n := counts[key]; n > most || n == most && key < mostKey {
			most, mostKey, best = n, key, p
		}
	}
	return best
}

func (s *side) normsOf(tokens []token) string {
	words := make([]uint32, len(tokens))
	for i, t := range tokens {
		words[i] = t.norm
	}
	return s.text(words)
}

// head gives the words that change with the head's number: from to to.
func (s *side) head(tokens []token) (from, to int) {
	to = len(tokens)
	for i, t := range tokens {
		if t.class == adposition && i > 0 {
			to = i
			break
		}
	}
	if s.code == corpus.French {
		return 0, to
	}
	return to - 1, to
}

// headNoun is the word whose number counts: the first noun in French, else the
// last word before a preposition.
func (s *side) headNoun(tokens []token) token {
	from, to := s.head(tokens)
	for _, t := range tokens[from:to] {
		if t.class == noun {
			return t
		}
	}
	return tokens[from]
}

// isPlural reports whether the head stands in the plural.
func (s *side) isPlural(tokens []token) bool {
	h := s.headNoun(tokens)
	if h.grammar&(singular|plural) != 0 {
		return h.grammar&plural != 0
	}
	return h.class == noun && h.lemma != h.norm
}

// keepsPlural reports whether the plural is the dictionary form.
func (s *side) keepsPlural(tokens []token) bool {
	if !s.isPlural(tokens) {
		return false
	}
	lemmas := make([]uint32, len(tokens))
	for i, t := range tokens {
		lemmas[i] = t.lemma
	}
	e := s.general.Find(s.lemmaText(lemmas))
	if e.Count < enoughSeen {
		return false
	}
	return e.Inflected >= onlyPlural || len(tokens) > 1 && e.Inflected >= alwaysPlural
}

// singularise gives the words of the head in the singular, "" for words that
// stay.
func (s *side) singularise(tokens []token) []string {
	out := make([]string, len(tokens))
	if h := s.headNoun(tokens); s.code == corpus.French && h.grammar&plural != 0 && strings.EqualFold(singularFrench(s.words[h.written], s.words[h.lemma], h.class), s.words[h.written]) {
		return out // "frais raisonnables": has no singular
	}
	from, to := s.head(tokens)
	for i := from; i < to; i++ {
		t := tokens[i]
		written := s.words[t.written]
		switch {
		case s.code == corpus.French && (t.class == adjective || t.class == past || t.class == noun):
			out[i] = singularFrench(written, s.words[t.lemma], t.class)
		case s.code != corpus.French && t.class == noun:
			out[i] = s.words[t.lemma]
		}
	}
	for i := to; i < len(tokens) && s.code == corpus.French; i++ {
		if t := tokens[i]; (t.class == adjective || t.class == past) && ofHead(tokens, to, i) {
			out[i] = singularFrench(s.words[t.written], s.words[t.lemma], t.class)
		}
	}
	return out
}

// ofHead reports whether the adjective at i, behind a complement that begins at
// from, belongs to the head in the plural rather than to the complement: "normes
// [d'intégrité] applicables".
func ofHead(tokens []token, from, i int) bool {
	if tokens[i].grammar&plural == 0 {
		return false
	}
	nouns := false
	for _, t := range tokens[from:i] {
		if t.class == noun {
			nouns = true
			if t.grammar&(singular|plural) == 0 || !clash(t.grammar, tokens[i].grammar, masculine|feminine) && !clash(t.grammar, tokens[i].grammar, singular|plural) {
				return false
			}
		}
	}
	return nouns
}

// singularFrench takes the plural off a French word and leaves its gender: for
// -aux and the like by the lemma, else by the letter s.
func singularFrench(written, lemma string, c class) string {
	lower := strings.ToLower(written)
	if first, rest, compound := strings.Cut(lower, "-"); compound {
		if !strings.HasSuffix(first, "s") && !strings.HasSuffix(first, "x") {
			return lower // "assurance-dépôts", "chauffe-eau"
		}
		if lemma == lower || strings.Contains(rest, "-") {
			return lemma
		}
		lemmaFirst, lemmaRest, _ := strings.Cut(lemma, "-")
		return singularFrench(first, lemmaFirst, c) + "-" + singularFrench(rest, lemmaRest, c)
	}
	switch {
	case c == noun && strings.HasPrefix(lower, lemma) && len(lower)-len(lemma) <= 1, strings.HasSuffix(lower, "x"):
		return lemma
	case strings.HasSuffix(lower, "s") && lower != lemma && len(lower) > 3:
		return lower[:len(lower)-1]
	}
	return lower
}

// masculineFrench gives an adjective or participle in the masculine singular, the
// form in which dictionaries list it.
func masculineFrench(written, lemma string, c class) string {
	if c == adjective {
		return lemma
	}
	lower := strings.ToLower(written)
	if one, found := strings.CutSuffix(lower, "s"); found && !strings.HasSuffix(lower, "is") && len(lower) > 3 {
		lower = one
	}
	for _, ending := range []string{"ée", "ie", "ue", "te", "ise"} {
		if strings.HasSuffix(lower, ending) {
			return lower[:len(lower)-1]
		}
	}
	return lower
}

// spell writes the words of a form, with replacements where there are any, and
// with the capitals that most occurrences have.
func (s *side) spell(all []phrase, tokens []token, replace []string) string {
	var b strings.Builder
	for i, t := range tokens {
		word := s.words[t.written]
		if replace != nil && replace[i] != "" {
			word = replace[i]
		}
		if !s.staysUpper(tokens, i) || replace != nil && replace[i] != "" {
			if lower := strings.ToLower(word); s.capitalised(all, i) {
				word = capitalise(word, lower, t.flags&shouting != 0)
			} else {
				word = lower
			}
		}
		if i > 0 && tokens[i-1].end != t.start {
			b.WriteByte(' ')
		}
		b.WriteString(word)
	}
	return plainMarks(b.String())
}

// capitalise gives a word with a capital, and with those that it has inside, but
// in a heading in capitals: "Nouveau-Brunswick".
func capitalise(word, lower string, shouted bool) string {
	if shouted {
		word = lower
	}
	r, size := utf8.DecodeRuneInString(word)
	return string(unicode.ToUpper(r)) + word[size:]
}

// staysUpper reports whether a word in capitals is an acronym rather than a word
// of a heading in capitals.
func (s *side) staysUpper(tokens []token, i int) bool {
	t := tokens[i]
	if t.flags&shouting == 0 {
		return false
	}
	if w := s.lemmas[t.lemma]; 2*w.shouting <= w.count || s.ordinary(s.words[t.norm]) {
		return false
	}
	for _, other := range tokens {
		if content(other.class) && other.flags&shouting == 0 {
			return true
		}
	}
	return len(tokens) == 1 || t.end-t.start <= shortAcronym
}

// shortAcronym is the length up to which a word in capitals among others in
// capitals is taken for an acronym.
const shortAcronym = 4

// ordinary reports whether the lexicon has a word, too long for an acronym, as
// something else than a name: "SOUS-SECTION" in headings. Of a compound it has the
// parts.
func (s *side) ordinary(norm string) bool {
	if len(norm) <= shortAcronym {
		return false
	}
	for _, part := range strings.Split(norm, "-") {
		if !slices.ContainsFunc(s.language.Tags(part), func(tag lang.Tag) bool { return tag != lang.Propn }) {
			return false
		}
	}
	return true
}

// plainMarks makes apostrophes and spaces those of a keyboard.
func plainMarks(s string) string {
	return strings.NewReplacer("’", "'", "\u00a0", " ", "\u202f", " ").Replace(s)
}

// capitalised reports whether word i has a capital in most of the occurrences
// where that means something; where it never does, in all titles.
func (s *side) capitalised(all []phrase, i int) bool {
	capitals, seen, titled, inTitles := 0, 0, 0, 0
	for _, p := range all {
		if i >= len(p.tokens) {
			continue
		}
		t := p.tokens[i]
		if p.title && t.flags&first == 0 {
			inTitles++
			if t.flags&capital != 0 {
				titled++
			}
		}
		if !p.title && t.flags&first == 0 {
			seen++
			if t.flags&capital != 0 {
				capitals++
			}
		}
	}
	if seen == 0 {
		return inTitles > 0 && titled == inTitles
	}
	return 2*capitals > seen
}

// sortedKeys lists the keys of a map in order.
func sortedKeys[K cmp.Ordered, V any](m map[K]V) []K {
	keys := make([]K, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
