package lang

import "bitext/corpus"

// Lemmas lists every dictionary form that the normal word can have, over all
// its parts of speech, without repetition ("parties" is partie and partir);
// nil where the lexicon does not know the word or the language has none.
func (l *Language) Lemmas(norm string) []string {
	switch l.code {
	case corpus.French:
		lex := frenchLexicon()
		p, _ := lex.Find(norm)
		if p < 0 {
			return nil
		}
		var lemmas []string
		for _, r := range lex.Paradigm(p) {
			lemmas = appendOnce(lemmas, r.Lemma(norm))
		}
		return lemmas
	case corpus.English:
		return englishLemmas(norm)
	}
	return nil
}

// Tags lists the parts of speech that the lexicon allows the normal word; nil
// where it does not know the word or the language has none.
func (l *Language) Tags(norm string) []Tag {
	switch l.code {
	case corpus.French:
		lex := frenchLexicon()
		p, _ := lex.Find(norm)
		if p < 0 {
			return nil
		}
		var tags []Tag
		for _, r := range lex.Paradigm(p) {
			tags = appendOnce(tags, Tag(r.Tag))
		}
		return tags
	}
	return nil
}

func appendOnce[T comparable](list []T, v T) []T {
	for _, have := range list {
		if have == v {
			return list
		}
	}
	return append(list, v)
}
