package match

import (
	"strings"
	"unicode/utf8"

	"bitext/corpus/lang"
)

// arabic is what Arabic lets happen to a term: conjunctions, prepositions and
// the particle of the future are written together with the word behind them
// ("بتغير المناخ" holds "تغير المناخ").
func arabic() rules { return rules{loosest: Plain, keys: arabicKeys} }

// arabicKeys is the word, its stem, and the stems without what may be written
// before it. A root that begins with one of these letters gets a key that is
// no word, which harms nothing.
func arabicKeys(l lexicon, norm string) []string {
	keys := []string{norm, l.Stem(norm)}
	word := lang.Fold(norm)
	for range 2 { // "وبتغير"
		_, size := utf8.DecodeRuneInString(word)
		rest := word[size:]
		if !strings.ContainsAny(word[:size], "وفبكلس") || utf8.RuneCountInString(rest) < 3 {
			break
		}
		keys = append(keys, l.Stem(rest))
		word = rest
	}
	return keys
}
