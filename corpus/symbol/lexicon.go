package symbol

import (
	"sync"
	"unicode"
	"unicode/utf8"

	"bitext/corpus"
)

// class is what a word is good for in a fact.
type class uint8

const (
	_              class = iota
	weakWord             // n may be meant: "one", "first", "both"
	cardinal             // n below 100
	hundredWord          // times 100
	scaleWord            // times n: thousand, million
	ordinalWord          // n, "sixth"
	collective           // n as a noun: "dozen", "douzaine"
	fractionWord         // one n-th: "half", "tiers"
	decadeWord           // n: "nineties"
	decadeLead           // "années" before 90 or 1990
	monthWord            // n
	weakMonth            // n, also an ordinary word: "may", "march"
	refWord              // unit: "paragraph"
	resolutionWord       // "resolution", "decision"
	salesWord            // "Sales"
	numberSign           // "No.", "n°"
	unitWord             // unit
	percentWord          // "percent"
	percentLead          // "per", "pour" before cent
	currencySign         // unit
	currencyWord         // unit
	articleWord          // "the", "le" between day and month
	rangeWord            // "to", "à"
	listWord             // "and", "et"
	ofWord               // "of", "de"
	halfDay              // n: 0 "a.m.", 12 "p.m."
	hourLetter           // "h" between hours and minutes
	weekdayWord          // n from 1, Monday
	numeral              // a Chinese character for a digit, or for 10, 100, 1000
)

// lexeme is what the lexicon says about a word. A word has one class; the few
// that have two ("second", "cent") are sorted out by the recognisers.
type lexeme struct {
	class class
	n     int64
	unit  string
}

// lexicon is what is known of one language.
type lexicon struct {
	code     corpus.Lang
	words    map[string]lexeme // lower case, without accents
	signs    map[rune]lexeme
	suffixes string // endings of ordinals in digits, separated by spaces and at both ends one
	decimal  byte   // mark before decimals
	group    byte   // mark between thousands; ' ' for a space
	dayFirst bool   // 3/4/2020 is in April
	longest  int    // length of the longest word in bytes
	months   bool   // it has the names of the months
}

// maxWord is the longest word that is looked up, in bytes after folding.
const maxWord = 28

// lookup finds a word as written. It allocates nothing: it is called for every
// word of every text.
func (l *lexicon) lookup(word string) lexeme {
	if len(word) > maxWord {
		return lexeme{}
	}
	var buf [maxWord * 2]byte
	out := buf[:0]
	for i := 0; i < len(word); {
		c := word[i]
		if c < utf8.RuneSelf {
			if 'A' <= c && c <= 'Z' {
				c += 'a' - 'A'
			}
			out = append(out, c)
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(word[i:])
		out = appendFolded(out, r)
		i += n
	}
	if len(out) > l.longest {
		return lexeme{}
	}
	return l.words[string(out)]
}

// appendFolded adds a letter in lower case and, where it is Latin, without its
// accent.
func appendFolded(out []byte, r rune) []byte {
	r = unicode.ToLower(r)
	switch {
	case r >= 0xe0 && r <= 0xff:
		const plain = "aaaaaaaceeeeiiiidnooooo/ouuuuyty"
		return append(out, plain[r-0xe0])
	case unicode.Is(unicode.Mn, r):
		return out
	}
	return utf8.AppendRune(out, r)
}

// lexiconOf gives the lexicon of a language, an empty one for an unknown one.
func lexiconOf(code corpus.Lang) *lexicon {
	switch code {
	case corpus.English:
		return english()
	case corpus.French:
		return french()
	case corpus.Spanish:
		return spanish()
	case corpus.German:
		return german()
	case corpus.Russian:
		return russian()
	case corpus.Arabic:
		return arabic()
	case corpus.Chinese:
		return chinese()
	}
	if l, ok := widened()[corpus.Lang(base(code))]; ok {
		return l()
	}
	return bare()
}

// base is the code of a language without its region; the two forms of Norwegian
// are one.
func base(code corpus.Lang) string {
	s := split(string(code), '-')
	switch {
	case len(s) == 0:
		return ""
	case s[0] == "nb" || s[0] == "nn":
		return "no"
	}
	return s[0]
}

// bare is the lexicon of a language of which nothing is known. Most of them
// write a comma before decimals, but either mark is read either way.
var bare = sync.OnceValue(func() *lexicon {
	return newLexicon("", ',', '.', true, "").done()
})

// newLexicon makes a lexicon with the signs that all languages share.
func newLexicon(code corpus.Lang, decimal, group byte, dayFirst bool, suffixes string) *lexicon {
	return &lexicon{
		code: code, decimal: decimal, group: group, dayFirst: dayFirst, suffixes: " " + suffixes + " ",
		words: map[string]lexeme{},
		signs: map[rune]lexeme{
			'$': {class: currencySign, unit: "USD"}, '€': {class: currencySign, unit: "EUR"},
			'£': {class: currencySign, unit: "GBP"}, '¥': {class: currencySign, unit: "JPY"},
			'№': {class: numberSign}, '§': {class: refWord, unit: "section"}, '¶': {class: refWord, unit: "para"},
		},
	}
}

// done notes the length of the longest word, and whether there are months.
func (l *lexicon) done() *lexicon {
	for w, x := range l.words {
		l.longest = max(l.longest, len(w))
		l.months = l.months || x.class == monthWord
	}
	return l
}

// numbered gives the words, separated by spaces, the values first, first+step …
func (l *lexicon) numbered(c class, first, step int64, words string) {
	n := first
	for _, w := range fields(words) {
		for _, form := range split(w, '|') {
			l.words[form] = lexeme{class: c, n: n}
		}
		n += step
	}
}

// all gives every word the same lexeme.
func (l *lexicon) all(x lexeme, words string) {
	for _, w := range fields(words) {
		l.words[w] = x
	}
}

func fields(s string) []string { return split(s, ' ') }

func split(s string, sep byte) []string {
	var out []string
	start := 0
	for i := 0; i <= len(s); i++ {
		if i == len(s) || s[i] == sep || (sep == ' ' && (s[i] == '\n' || s[i] == '\t')) {
			if i > start {
				out = append(out, s[start:i])
			}
			start = i + 1
		}
	}
	return out
}

// technicalUnits adds the signs of units that every language writes alike.
func technicalUnits(unit func(unit, words string)) {
	for _, u := range []string{"kw", "mw", "gw", "kwh", "mwh", "gwh", "khz", "mhz", "ghz", "ml", "cl", "dl", "mg"} {
		unit(u, u)
	}
}
