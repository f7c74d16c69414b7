package word

// Kind says how a word is likely to stand towards the one before it in the other
// language, as far as the caller knows: a French adjective behind a noun has its
// partner before that of the noun. What a kind means is learned from the text;
// only equality matters.
type Kind uint8

// Kinds is the number of kinds: from 0 to one less.
const Kinds = 49

// Part is a part of speech, as far as it says something about the order of
// words.
type Part uint8

// The parts of speech that are told apart.
const (
	Other Part = iota
	Noun
	Adjective // and participles
	Adposition
	Verb
	Determiner
	Adverb // and conjunctions
	partsKnown
)

// KindsOf gives the kinds of the words of a sentence by their parts of speech:
// that of the word itself and that of the one before it, determiners apart.
func KindsOf(parts []Part) []Kind {
	kinds := make([]Kind, len(parts))
	before := Other
	for i, p := range parts {
		kinds[i] = Kind(before*partsKnown + p)
		if p != Determiner {
			before = p
		}
	}
	return kinds
}
