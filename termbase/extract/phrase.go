package extract

import "bitext/corpus"

// phraseState walks over the classes of a span and knows whether it is a
// phrase that may render a term: a noun phrase with prepositions, participles
// and coordination inside, or a single verb, adjective or adverb.
type phraseState struct {
	postposed bool // adjectives may follow the noun
	at        int
	words     int
	only      class // class of the first word
	joined    bool  // there was a coordination
}

const (
	atStart  = iota // nothing yet, or adjectives before a noun
	atNoun          // behind a noun or what modifies it
	atLink          // behind a preposition or a coordination: a noun must come
	atAdverb        // behind an adverb: an adjective or participle must come
)

func newPhraseState(code corpus.Lang) phraseState {
	return phraseState{postposed: code != corpus.English && code != corpus.German}
}

// next takes a word in and reports whether a phrase can still come out.
func (s *phraseState) next(c class) bool {
	s.words++
	if s.words == 1 {
		s.only = c
	}
	switch c {
	case noun:
		s.at = atNoun
		return true
	case adjective, past:
		if s.at == atStart || s.at == atLink {
			return s.words == 1 || s.at == atLink || s.only != verb
		}
		s.at = atNoun
		return s.postposed
	case ing, verb:
		return s.words == 1 || c == ing && s.at != atAdverb
	case adposition:
		compound := s.at == atLink || s.at == atAdverb && s.only != adverb // "auprès des"
		if s.at != atNoun && !(compound && s.postposed) {
			return false
		}
		s.at = atLink
		return true
	case determiner:
		return s.at == atLink
	case coordinate:
		if s.at != atNoun {
			return false
		}
		s.at, s.joined = atLink, true
		return true
	case adverb:
		if s.words > 1 && s.at != atNoun {
			return false
		}
		s.at = atAdverb
		return s.words == 1 || s.postposed
	}
	return false
}

// complete reports whether what was taken in is a phrase; a nominal term wants
// a noun, others may be rendered by a single word.
func (s *phraseState) complete(nominal bool) bool {
	if s.at == atNoun {
		return true
	}
	return !nominal && s.words == 1 && (s.only == verb || s.only == adjective || s.only == past || s.only == ing || s.only == adverb)
}
