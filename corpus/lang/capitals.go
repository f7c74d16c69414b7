package lang

import (
	"unicode"
	"unicode/utf8"

	"bitext/corpus/lang/internal/lexicon"
)

// accents lists the accented forms of the letters that French has them on, the likeliest
// first.
var accents = map[byte][]string{
	'a': {"â", "à"}, 'c': {"ç"}, 'e': {"é", "è", "ê"}, 'i': {"î", "ï"}, 'o': {"ô"}, 'u': {"û", "ù"},
}

// Limits of a word that is written in capitals throughout.
const (
	mostAccents = 2 // letters that are taken to have lost their accent
	mostAcronym = 4 // letters of what is rather an acronym: "PAME" is not "pâme"
)

// accented is the normal form of a French word with the accents that its capitals have lost,
// as many writers and machines leave them out: "Etats" is "états", "SECURITE" "sécurité". It
// is norm where the lexicon knows that, and where it knows nothing better.
func accented(lex *lexicon.Lexicon, text, norm string) string {
	first, size := utf8.DecodeRuneInString(text)
	if len(norm) < 3 || !unicode.IsUpper(first) || first >= utf8.RuneSelf {
		return norm
	}
	if len(readingsIn(lex, norm)) > 0 {
		return norm
	}
	if second, _ := utf8.DecodeRuneInString(text[size:]); !unicode.IsUpper(second) {
		return restore(lex, norm, 0, 1, 1)
	}
	if len(norm) <= mostAcronym {
		return norm
	}
	for n := 1; n <= mostAccents; n++ {
		if word := restore(lex, norm, 0, len(norm), n); word != norm {
			return word
		}
	}
	return norm
}

// restore puts accents on n of the letters from a place on, before another place, so that the
// lexicon knows the word; it gives the word as it is where that cannot be done.
func restore(lex *lexicon.Lexicon, word string, from, before, n int) string {
	for i := from; i < before; i++ {
		for _, letter := range accents[word[i]] {
			longer := word[:i] + letter + word[i+1:]
			if n > 1 {
				if found := restore(lex, longer, i+len(letter), before+len(letter)-1, n-1); found != longer {
					return found
				}
			} else if len(readingsIn(lex, longer)) > 0 {
				return longer
			}
		}
	}
	return word
}
