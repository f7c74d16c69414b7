package lang

import (
	"slices"
	"strings"
	"unicode"

	"bitext/corpus"
)

// Detect looks at no more than this many bytes: the vote is clear long before.
const detectBytes = 20_000

// european are the languages in Latin script that Detect tells apart.
var european = [...]corpus.Lang{corpus.English, corpus.French, corpus.Spanish, corpus.German}

// Detects reports whether Detect tells a language from others.
func Detects(code corpus.Lang) bool {
	for i := range scripts {
		if scripts[i].code == code {
			return true
		}
	}
	return slices.Contains(european[:], code)
}

// Detect guesses the language of a text among English, French, Spanish,
// Russian, Arabic, Chinese and German, and those that are alone in their script;
// sure is between 0 and 1. An empty code
// means that nothing fits. Scripts decide first; the languages in Latin script
// vote by their function words, typical letters and endings, so that a few
// words are enough for a guess and a paragraph for a certainty.
func Detect(text string) (code corpus.Lang, sure float64) {
	if len(text) > detectBytes {
		text = text[:detectBytes]
	}
	if code, sure := detectScript(text); code != "" || sure > 0 {
		return code, sure
	}
	var votes [len(european)]float64
	words := 0.0
	for _, t := range For("").Words(text) {
		if t.Form == Word && len(t.Norm) > 0 {
			words++
			voteWord(&votes, t.Norm)
		}
	}
	best, second := 0, 0.0
	for i, v := range votes {
		switch {
		case v > votes[best]:
			best, second = i, votes[best]
		case i != best && v > second:
			second = v
		}
	}
	if votes[best] == 0 {
		return "", 0
	}
	lead := (votes[best] - second) / votes[best]
	return european[best], lead * min(1, votes[best]/min(4, max(1, words/3)))
}

// scripts are those that name a language by themselves. A character that stands
// for a syllable or more counts as several letters.
var scripts = [...]struct {
	code   corpus.Lang
	table  *unicode.RangeTable
	weight int
}{
	{corpus.Russian, unicode.Cyrillic, 1},
	{corpus.Arabic, unicode.Arabic, 1},
	{corpus.Chinese, unicode.Han, 3},
	{japanese, unicode.Hiragana, 3},
	{japanese, unicode.Katakana, 3},
	{"ko", unicode.Hangul, 3},
	{"el", unicode.Greek, 1},
	{"he", unicode.Hebrew, 1},
	{"th", unicode.Thai, 1},
}

const japanese corpus.Lang = "ja"

// minKana is the share of kana among Han and kana from which a text is
// Japanese: in Japanese prose they are a half, in Chinese there are none.
const minKana = 0.1

// detectScript decides by the script of the letters. It returns a sureness
// without a language for scripts that are not known, and nothing for Latin.
func detectScript(text string) (corpus.Lang, float64) {
	counts := map[corpus.Lang]int{}
	all := 0
	for _, r := range text {
		if !unicode.IsLetter(r) {
			continue
		}
		code, weight := scriptOf(r)
		if r >= firstBeyondLatin {
			counts[code] += weight
		}
		all += weight
	}
	if kana, han := counts[japanese], counts[corpus.Chinese]; kana > 0 && float64(kana) >= minKana*float64(kana+han) {
		counts[japanese], counts[corpus.Chinese] = kana+han, 0
	}
	for code, n := range counts {
		if 2*n > all {
			return code, float64(n) / float64(all)
		}
	}
	return "", 0
}

// firstBeyondLatin is the first character that is no letter of the Latin
// alphabets of Europe.
const firstBeyondLatin = 0x250

func scriptOf(r rune) (corpus.Lang, int) {
	if r >= firstBeyondLatin {
		for i := range scripts {
			if unicode.Is(scripts[i].table, r) {
				return scripts[i].code, scripts[i].weight
			}
		}
	}
	return "", 1
}

// voteWord adds the votes of one word: a function word counts 1, shared among
// the languages that have it; letters and endings count less.
func voteWord(votes *[len(european)]float64, word string) {
	shared := 0.0
	var has [len(european)]bool
	for i, code := range european {
		_, has[i] = profileOf(code).stop[word]
		if !has[i] && code == corpus.French {
			has[i] = elidedWord(word)
		}
		if has[i] {
			shared++
		}
	}
	for i, code := range european {
		if has[i] {
			votes[i] += 1 / (shared * shared)
		}
		votes[i] += spelling(code, word)
	}
}

// elidedWord reports whether a word begins with an elided French article or
// pronoun.
func elidedWord(word string) bool {
	for _, p := range [...]string{"l'", "d'", "qu'", "n'", "s'", "c'", "j'"} {
		if strings.HasPrefix(word, p) && len(word) > len(p)+1 {
			return true
		}
	}
	return false
}

// typical letters and endings, with the vote that one of them is worth.
const (
	letterVote = 0.4
	endingVote = 0.25
)

// spelling is the vote of a word's letters and ending for a language.
func spelling(code corpus.Lang, word string) float64 {
	letters, endings := "", []string(nil)
	switch code {
	case corpus.French:
		letters = "èêçùûîôâëï"
		endings = []string{"eur", "eux", "eaux", "ement", "ique", "iques", "ée", "ées", "és", "aire", "elle", "ière", "ité", "ités", "tion", "tions"}
	case corpus.Spanish:
		letters = "ñáíóú"
		endings = []string{"ción", "ciones", "dad", "dades", "mente", "miento", "ado", "ados", "ada", "adas", "ico", "ica", "os", "ar", "aje"}
	case corpus.German:
		letters = "ßäöü"
		endings = []string{"ung", "ungen", "keit", "heit", "lich", "liche", "lichen", "isch", "ische", "ischen", "schaft", "en", "er"}
	case corpus.English:
		endings = []string{"ing", "ness", "ly", "ed", "ship", "ity", "ities", "th", "ght", "tion", "tions", "ful", "ry", "al", "cy", "ck"}
	}
	if strings.ContainsAny(word, letters) {
		return letterVote
	}
	for _, e := range endings {
		if len(word) > len(e)+1 && strings.HasSuffix(word, e) {
			return endingVote
		}
	}
	return 0
}
