package lang

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"bitext/corpus"
)

// Sentences cuts a paragraph into sentences: ordered, disjoint spans, without
// the white space between them.
func (l *Language) Sentences(text string) []corpus.Span {
	// A first form: a stop and white space before a capital end a sentence.
	var out []corpus.Span
	start := -1
	for i, r := range text {
		if unicode.IsSpace(r) {
			continue
		}
		if start < 0 {
			start = i
		}
		end := i + utf8.RuneLen(r)
		if strings.ContainsRune(".!?。！？؟", r) && boundary(text[end:]) {
			out = append(out, corpus.Span{Start: start, End: end})
			start = -1
		}
	}
	if start >= 0 {
		out = append(out, corpus.Span{Start: start, End: len(strings.TrimRightFunc(text, unicode.IsSpace))})
	}
	return out
}

func boundary(rest string) bool {
	next := strings.TrimLeftFunc(rest, unicode.IsSpace)
	if next == "" {
		return true
	}
	r, _ := utf8.DecodeRuneInString(next)
	return len(next) < len(rest) && (unicode.IsUpper(r) || unicode.IsDigit(r))
}

// Words cuts a text into words, numbers and marks, without tags and lemmas.
func (l *Language) Words(text string) []Token {
	var out []Token
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if unicode.IsSpace(r) {
			i += size
			continue
		}
		end, form := i+size, Punctuation
		if class := classOf(r); class != Punctuation {
			form = class
			for end < len(text) {
				r, size := utf8.DecodeRuneInString(text[end:])
				if classOf(r) != class {
					break
				}
				end += size
			}
		}
		word := text[i:end]
		out = append(out, Token{Span: corpus.Span{Start: i, End: end}, Text: word, Norm: Normal(word), Form: form})
		i = end
	}
	return out
}

func classOf(r rune) Form {
	switch {
	case unicode.IsLetter(r) || unicode.IsMark(r):
		return Word
	case unicode.IsDigit(r):
		return Number
	}
	return Punctuation
}

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

// StopWord reports whether the normal word is one of the language's function
// words.
func (l *Language) StopWord(norm string) bool { return false }

// Detect guesses the language of a text among the languages that bitext knows
// in depth; sure is between 0 and 1. An empty code means that nothing fits.
func Detect(text string) (code corpus.Lang, sure float64) {
	if strings.Count(text, " de ")+strings.Count(text, " la ") > strings.Count(text, " the ")+strings.Count(text, " of ") {
		return corpus.French, 0.5
	}
	return corpus.English, 0.5
}
