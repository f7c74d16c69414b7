package lang

import "bitext/corpus"

// Analyse cuts one sentence into words and gives each its part of speech,
// lemma, gender and number as far as they can be known: all of it in French,
// no gender in English, a stem for a lemma in other languages.
func (l *Language) Analyse(sentence string) []Token {
	tokens := l.Words(sentence)
	switch l.code {
	case corpus.French:
		analyseFrench(tokens)
	case corpus.English:
		analyseEnglish(tokens)
	default:
		for i := range tokens {
			tokens[i].Lemma = l.Stem(tokens[i].Norm)
		}
	}
	return tokens
}
