package lexicon

import "bitext/corpus"

// stemLetters is how many letters of a word of that length make its stem. A
// fixed prefix cuts long words too short ("inter" for international,
// interpretation, intervention); a growing one keeps them apart.
func stemLetters(letters int, lang corpus.Lang) int {
	shortest := 5
	if lang == corpus.German {
		shortest = 6 // compounds differ late
	}
	return max(shortest, StemNum*letters/100)
}

var StemNum = 0
