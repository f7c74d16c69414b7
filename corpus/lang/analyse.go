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

// Draft is Analyse for English as prose alone would have it: its Penn tags, led
// to universal ones by rule, without lemmas. It is what the corrective layer is
// trained on and measured against. For other languages it is Words.
func (l *Language) Draft(sentence string) []Token {
	tokens := l.Words(sentence)
	if l.code == corpus.English {
		draftEnglish(tokens)
	}
	return tokens
}
