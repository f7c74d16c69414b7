package lang

import (
	"strings"
	"unicode/utf8"

	"bitext/corpus"
	"github.com/kljensen/snowball/english"
	"github.com/kljensen/snowball/french"
	"github.com/kljensen/snowball/russian"
	"github.com/kljensen/snowball/spanish"
)

// Stem cuts the inflection off a normal word: a key for recall, equal for the
// forms of a word and now and then for other words, not a word itself. English,
// French, Spanish and Russian go by the rules of Snowball (Porter), Arabic and
// German by a light stemmer of ours; other languages keep the word.
func (l *Language) Stem(norm string) string {
	switch l.code {
	case corpus.English:
		return english.Stem(American(norm), true)
	case corpus.French:
		return french.Stem(norm, true)
	case corpus.Spanish:
		return spanish.Stem(norm, true)
	case corpus.Russian:
		return russian.Stem(norm, true)
	case corpus.Arabic:
		return stemArabic(norm)
	case corpus.German:
		return stemGerman(norm)
	}
	return norm
}

// stemArabic takes conjunctions, prepositions and the article off the front
// and the endings of number, gender and possession off the end, as long as
// enough letters stay (after the light10 stemmer of Larkey, Ballesteros and
// Connell, Light Stemming for Arabic, 2007).
func stemArabic(norm string) string {
	word := Fold(norm)
	if rest, found := strings.CutPrefix(word, "و"); found && utf8.RuneCountInString(rest) >= 3 {
		word = rest
	}
	for _, p := range [...]string{"بال", "كال", "فال", "ال", "لل"} {
		if rest, found := strings.CutPrefix(word, p); found && utf8.RuneCountInString(rest) >= 2 {
			word = rest
			break
		}
	}
	for _, e := range [...]string{"ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي"} {
		if rest, found := strings.CutSuffix(word, e); found && utf8.RuneCountInString(rest) >= 3 {
			word = rest
		}
	}
	return word
}

// stemGerman takes the commonest endings of nouns and adjectives off.
func stemGerman(norm string) string {
	word := Fold(norm)
	for _, e := range [...]string{"ern", "em", "en", "er", "es", "e", "s", "n"} {
		if rest, found := strings.CutSuffix(word, e); found && len(rest) >= 4 {
			return rest
		}
	}
	return word
}
