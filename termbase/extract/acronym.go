package extract

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"
)

// longForm is the long form of an acronym, as the text introduces it: "United
// Nations Office on Drugs and Crime (UNODC)".
type longForm struct {
	lemmas   []uint32
	capitals float64 // share of its content words that are capitalised
	seen     int
}

// Limits of acronyms.
const (
	leastLetters = 2
	mostLetters  = 10
	longestName  = 14 // words of a long form or of a name
)

// longForms finds the acronyms that the text explains in brackets. Where it
// explains one twice, the more frequent long form counts, then the first.
func (s *side) longForms() map[uint32]longForm {
	seen := map[uint32][]longForm{}
	for n := range s.sentences {
		tokens := s.sentences[n].tokens
		for i := 1; i+2 < len(tokens); i++ {
			if s.words[tokens[i].norm] != "(" || s.words[tokens[i+2].norm] != ")" || tokens[i+1].flags&shouting == 0 {
				continue
			}
			from := s.expand(tokens[:i], s.words[tokens[i+1].norm])
			if from < 0 {
				continue
			}
			note(seen, tokens[i+1].lemma, tokens[from:i])
		}
	}
	best := map[uint32]longForm{}
	for acronym, all := range seen {
		for _, l := range all {
			if l.seen > best[acronym].seen {
				best[acronym] = l
			}
		}
	}
	return best
}

func note(seen map[uint32][]longForm, acronym uint32, tokens []token) {
	lemmas := lemmasOf(tokens)
	for i, l := range seen[acronym] {
		if slices.Equal(l.lemmas, lemmas) {
			seen[acronym][i].seen++
			return
		}
	}
	words, capitals := 0.0, 0.0
	for _, t := range tokens {
		if content(t.class) {
			words++
			if t.flags&capital != 0 {
				capitals++
			}
		}
	}
	seen[acronym] = append(seen[acronym], longForm{lemmas, capitals / max(words, 1), 1})
}

// expand finds where the long form that ends the tokens begins: each letter of
// the acronym is the first of a word, in order; words without meaning may be
// passed over, and one word with meaning in a long form of four and more.
// Failing that, letters inside words count too ("Group of States against
// Corruption" is GRECO; Schwartz and Hearst 2003). It gives -1 where there is
// none.
func (s *side) expand(tokens []token, acronym string) int {
	letters := []rune(strings.ToLower(acronym))
	if len(letters) < leastLetters || len(letters) > mostLetters {
		return -1
	}
	if from := s.initials(tokens, letters); from >= 0 {
		return from
	}
	return s.scattered(tokens, letters)
}

// initials finds the long form of which each letter begins a word.
func (s *side) initials(tokens []token, letters []rune) int {
	passed, left := 0, len(letters)-1
	for i := len(tokens) - 1; i >= 0 && len(tokens)-i <= longestName; i-- {
		t := tokens[i]
		if t.class == breaks && !isHyphen(s.words[t.norm]) {
			return -1
		}
		r, _ := utf8.DecodeRuneInString(s.words[t.norm])
		switch {
		case foldRune(r) == foldRune(letters[left]):
			if left--; left < 0 {
				return s.withCapital(tokens, i)
			}
		case content(t.class):
			if passed++; passed > 1 || len(letters) < 4 {
				return -1
			}
		}
	}
	return -1
}

// scattered finds the long form that holds the letters in order, the first at
// the start of a word: no more words than letters, at least half of the words
// that have meaning giving one.
func (s *side) scattered(tokens []token, letters []rune) int {
	left, hits, words := len(letters)-1, 0, 0
	for i := len(tokens) - 1; i >= 0 && len(tokens)-i <= len(letters); i-- {
		t := tokens[i]
		if t.class == breaks && !isHyphen(s.words[t.norm]) {
			return -1
		}
		word := []rune(s.words[t.norm])
		hit := false
		for j := len(word) - 1; j >= 0 && left >= 0; j-- {
			if foldRune(word[j]) == foldRune(letters[left]) && (left > 0 || j == 0) && content(t.class) {
				left--
				hit = true
			}
		}
		if hit {
			hits++
		}
		if content(t.class) {
			words++
		}
		if left < 0 {
			if 2*hits < words || hits < 2 || t.flags&capital == 0 {
				return -1
			}
			return s.withCapital(tokens, i)
		}
	}
	return -1
}

// withCapital leaves a start only where it is content.
func (s *side) withCapital(tokens []token, from int) int {
	if !content(tokens[from].class) || len(tokens)-from < 2 {
		return -1
	}
	return from
}

func isHyphen(w string) bool { return w == "-" || w == "–" || w == "/" }

func foldRune(r rune) rune {
	if folded := strings.IndexRune("éèêëàâîïôöûùüç", r); folded >= 0 {
		return map[rune]rune{'é': 'e', 'è': 'e', 'ê': 'e', 'ë': 'e', 'à': 'a', 'â': 'a', 'î': 'i', 'ï': 'i', 'ô': 'o', 'ö': 'o', 'û': 'u', 'ù': 'u', 'ü': 'u', 'ç': 'c'}[r]
	}
	return r
}

// names finds sequences of lemmas that are candidates as a whole: long forms
// of acronyms and names of bodies and instruments.
type names struct {
	long    map[uint32][][]uint32 // long forms by first lemma, longest first
	joiners map[uint32]bool       // small words that a name may hold; nil for any
	to      uint32                // the English "to", which has no article behind it there
}

func newNames(s *side, long map[uint32]longForm) names {
	n := names{long: map[uint32][][]uint32{}, joiners: s.numbersOf(joinersOf(s.code)), to: s.number["to"]}
	for _, acronym := range sortedKeys(long) {
		lemmas := long[acronym].lemmas
		n.long[lemmas[0]] = append(n.long[lemmas[0]], lemmas)
	}
	for _, list := range n.long {
		slices.SortStableFunc(list, func(a, b []uint32) int { return cmp.Compare(len(b), len(a)) })
	}
	return n
}

// find adds the names that begin with word from and the capitalised sequence
// that does.
func (n names) find(spans []span, sentence *sentence, from int) []span {
	tokens := sentence.tokens
	for _, lemmas := range n.long[tokens[from].lemma] {
		to := from + len(lemmas)
		if to <= len(tokens) && slices.Equal(lemmasOf(tokens[from:to]), lemmas) {
			return append(spans, span{from, to, pattern{classesOf(tokens[from:to]), 1}})
		}
	}
	if to := n.capitalised(tokens, from); !sentence.title && to-from > 2 {
		return append(spans, span{from, to, pattern{classesOf(tokens[from:to]), 1}})
	}
	return spans
}

func classesOf(tokens []token) string {
	b := make([]byte, len(tokens))
	for i, t := range tokens {
		b[i] = t.class
	}
	return string(b)
}

// capitalised gives the end of the sequence of capitalised words that begins
// at from, with the small words of names between them, or from where it begins
// before from or has no such word inside.
func (n names) capitalised(tokens []token, from int) int {
	if c := tokens[from].class; c != noun && c != adjective {
		return from
	}
	if tokens[from].flags&capital == 0 || tokens[from].flags&first != 0 || from > 0 && tokens[from-1].flags&capital != 0 {
		return from
	}
	to, joined := from+1, false
	for i := from + 1; i < len(tokens) && i-from < longestName; i++ {
		switch t := tokens[i]; {
		case t.flags&capital != 0 && (t.class == noun || t.class == adjective || t.class == past):
			joined = joined || to < i
			to = i + 1
		case t.class == determiner && tokens[i-1].norm == n.to:
			i = len(tokens) // "Canada to the Minister"
		case n.joins(t):
		default:
			i = len(tokens)
		}
	}
	if !joined {
		return from
	}
	return to
}

// joins reports whether a name may hold a small word.
func (n names) joins(t token) bool {
	switch t.class {
	case adposition, determiner, coordinate:
		return n.joiners == nil || n.joiners[t.norm]
	}
	return false
}
