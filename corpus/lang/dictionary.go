package lang

import (
	"bitext/corpus"
	"bitext/corpus/lang/internal/lexicon"
)

// Lemmas lists every dictionary form that the normal word can have, over all
// its parts of speech, without repetition ("parties" is partie and partir). For
// an English word that the lexicon does not know it goes by rules; nil where
// nothing is known of a French word, and for other languages.
func (l *Language) Lemmas(norm string) []string {
	var lemmas []string
	for _, r := range l.readings(norm) {
		lemmas = appendOnce(lemmas, r.Lemma(norm))
	}
	if lemmas == nil && l.code == corpus.English {
		return englishLemmas(norm)
	}
	return lemmas
}

// Tags lists the parts of speech that the lexicon allows the normal word; nil
// where it does not know the word or the language has none.
func (l *Language) Tags(norm string) []Tag {
	var tags []Tag
	for _, r := range l.readings(norm) {
		tags = appendOnce(tags, Tag(r.Tag))
	}
	return tags
}

// readings are the analyses of a normal word in the lexicon of the language.
func (l *Language) readings(norm string) []lexicon.Analysis {
	var lex *lexicon.Lexicon
	switch l.code {
	case corpus.French:
		lex = frenchLexicon()
	case corpus.English:
		lex = englishLexicon()
	default:
		return nil
	}
	return readingsIn(lex, norm)
}

// readingsIn are the analyses of a normal word in a lexicon, nil where it does not know it.
func readingsIn(lex *lexicon.Lexicon, norm string) []lexicon.Analysis {
	p, _ := lex.Find(norm)
	if p < 0 {
		return nil
	}
	return lex.Paradigm(p)
}

func appendOnce[T comparable](list []T, v T) []T {
	for _, have := range list {
		if have == v {
			return list
		}
	}
	return append(list, v)
}
