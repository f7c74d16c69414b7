package lang

// Analyse cuts one sentence into words and gives each its part of speech,
// lemma, gender and number as far as they can be known.
func (l *Language) Analyse(sentence string) []Token {
	tokens := l.Words(sentence)
	for i := range tokens {
		tokens[i].Lemma = tokens[i].Norm
	}
	return tokens
}

// Stem cuts the inflection off a normal word: a key for recall, not a word.
func (l *Language) Stem(norm string) string { return norm }
