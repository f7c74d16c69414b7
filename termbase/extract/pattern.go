package extract

import (
	"strings"

	"bitext/corpus"
	"bitext/corpus/lang"
)

// pattern is a sequence of parts of speech that may be a term.
type pattern struct {
	classes string
	weight  float64 // factor of the score: how often what looks like this is a term
}

// longestPattern is the greatest number of words in a candidate.
const longestPattern = 7

// Weights of patterns: tuned by hand on annotated texts of two domains
// (corruption, dressage) in both languages; see the table in the README.
const (
	weightOne       = 0.8  // single nouns
	weightAdjective = 0.6  // single adjectives
	weightVerb      = 0.4  // single verbs
	weightIng       = 0.6  // single -ing forms
	weightPast      = 0.4  // single participles
	weightAdverb    = 0.3  // single adverbs
	weightJoined    = 0.35 // noun, preposition, noun
	weightArticle   = 0.2  // French noun, preposition, article, noun
	weightNounVerb  = 0.8  // French noun and participle
	weightFrench    = 0.4  // French noun, preposition, noun
	weightInfinite  = 0.5  // single French verbs
)

// patternsOf lists the patterns of a language. For a language that is not
// known, where tags are missing, runs of content words have to do.
func patternsOf(code corpus.Lang) map[string]pattern {
	all := map[string]pattern{}
	add := func(weight float64, lists ...string) {
		for _, classes := range lists {
			if _, known := all[classes]; !known {
				all[classes] = pattern{classes, weight}
			}
		}
	}
	add(weightOne, "N")
	add(weightAdjective, "A")
	add(weightIng, "G")
	add(weightPast, "P")
	add(weightAdverb, "R")
	switch code {
	case corpus.French:
		add(weightInfinite, "V")
		add(1, "NA", "NN", "AN", "NAA", "ANA", "NNA")
		add(weightFrench, "NIN", "NINA", "NAIN", "NIAN", "NAINA", "NINN")
		add(weightArticle, "NIDN", "NIDNA", "NAIDN")
		add(weightNounVerb, "NP")
	default:
		add(weightVerb, "V")
		modifiers := []string{"A", "P", "G", "N"}
		add(1, products(modifiers, "N", 3)...)
		add(weightJoined, "NIN", "NIAN", "NINN", "ANIN", "NNIN", "NIDN", "ANIAN", "NIPN", "NIGN")
	}
	return all
}

// products lists the sequences of one to n of the parts before the last one.
func products(parts []string, last string, n int) []string {
	if n == 0 {
		return nil
	}
	var all []string
	for _, rest := range append([]string{last}, products(parts, last, n-1)...) {
		for _, p := range parts {
			all = append(all, p+rest)
		}
	}
	return all
}

// name writes a pattern for people: "A N".
func (p pattern) name() string { return strings.Join(strings.Split(p.classes, ""), " ") }

// content reports whether a word of that class carries meaning.
func content(c class) bool {
	return c == noun || c == adjective || c == past || c == ing || c == verb || c == adverb
}

// classOf maps the tag of a token to a class.
func classOf(l *lang.Language, t lang.Token) class {
	code := l.Code()
	if t.Form == lang.Punctuation || t.Form == lang.Symbol {
		return breaks
	}
	if t.Form == lang.Number {
		return number
	}
	switch t.Tag {
	case lang.Noun, lang.Propn:
		return noun
	case lang.Adj:
		return adjective
	case lang.Adp:
		return adposition
	case lang.Det:
		return determiner
	case lang.Adv:
		return adverb
	case lang.Cconj:
		return coordinate
	case lang.Verb:
		return verbClass(code, t)
	case lang.X: // a language without a tagger: content words are taken for nouns
		if c, known := functionWords()[code][t.Norm]; known {
			return c
		}
		if !l.StopWord(t.Norm) {
			return noun
		}
	}
	return breaks
}

func verbClass(code corpus.Lang, t lang.Token) class {
	switch {
	case t.Fine == "VBN":
		return past
	case t.Fine == "VBG":
		return ing
	case code == corpus.French && t.Gender != 0:
		return past
	}
	return verb
}
