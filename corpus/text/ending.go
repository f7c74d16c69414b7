package text

import (
	"strings"
	"unicode"
)

// ending is how a line ends.
type ending uint8

const (
	endsOpen     ending = iota // on a word: the sentence may go on
	endsStop                   // . ! ? … with what closes behind it
	endsShort                  // on a stop that belongs to an abbreviation or initial
	endsColon                  // :
	endsSemi                   // ;
	endsComma                  // ,
	endsClosed                 // on a closing bracket or quote, without a stop
	endsHyphen                 // on a hyphen behind a letter
	endsDangling               // on a word or bracket that cannot end a sentence
	endsLeader                 // on dots that lead to a page number, as in a table of contents
)

const (
	closers = "»”’\"')]}*_†‡" + superscripts
	openers = "([{«“‘„"
)

// endingOf looks at the end of a line.
func endingOf(s string) ending {
	bare := strings.TrimRight(s, closers+" \u00a0\u202f")
	if bare == "" {
		return endsOpen
	}
	if led(bare) {
		return endsLeader
	}
	switch r := lastRune(bare); {
	case r == '.':
		if shortened(lastWord(bare)) && bare == strings.TrimRight(s, " \u00a0\u202f") {
			return endsShort
		}
		return endsStop
	case strings.ContainsRune("!?…。！？؟۔।", r):
		return endsStop
	case r == ':' || r == '：':
		return endsColon
	case r == ';' || r == '；' || r == '؛':
		return endsSemi
	case r == ',' || r == '،' || r == '、':
		return endsComma
	case strings.ContainsRune(openers, r):
		return endsDangling
	case strings.ContainsRune("-\u2010\u2011\u00ad", r) && len(bare) == len(s):
		if word := lastWord(bare); len(word) > 2 {
			return endsHyphen
		}
		return endsDangling
	}
	if s = strings.TrimRight(s, superscripts+" \u00a0\u202f"); len(bare) < len(s) {
		return endsClosed
	}
	word := lastWord(bare)
	if !dangles(word) {
		return endsOpen
	}
	if joins(word) { // "…; and" before the last item of a list
		rest := strings.TrimRight(strings.TrimSuffix(bare, word), " \u00a0\u202f")
		if e := lastRune(rest); e == ';' || e == ',' {
			return endsSemi
		}
	}
	return endsDangling
}

// led reports whether a line ends on leader dots or a tab and a page number.
func led(s string) bool {
	rest := strings.TrimRight(s, "0123456789ivxlc")
	if len(rest) < len(s) && strings.HasSuffix(rest, "\t") {
		return true
	}
	if len(rest) == len(s) && !strings.HasSuffix(s, ".....") && !strings.HasSuffix(s, ". . .") {
		return false
	}
	dots := strings.TrimRight(rest, ".…·_ \u00a0")
	return strings.Count(rest[len(dots):], ".")+strings.Count(rest[len(dots):], "_") >= 4 || strings.Count(rest[len(dots):], "…") >= 2
}

// cutAddress reports whether a line end cuts a web address in two.
func cutAddress(p, n string) bool {
	word := lastWord(p)
	if !webAddress(word) && !strings.HasSuffix(word, "http:") && !strings.HasSuffix(word, "https:") {
		return false
	}
	if !strings.ContainsRune("/.:-_?=&#%~", lastRune(word)) {
		return false
	}
	next := firstWord(n)
	return strings.ContainsAny(next, "/.") && parseLabel(n).style == noLabel || strings.HasPrefix(next, "//") || lastRune(word) != '.' && isASCIILetter(next[0])
}

// webAddress reports whether a word is the beginning of a web address.
func webAddress(word string) bool {
	return strings.Contains(word, "://") || strings.Contains(word, "www.")
}

// shortenedWords are abbreviations that stand before what they belong to, so
// that a line that ends on one goes on. English and French; their plurals too.
const shortenedWords = " m. mm. mr. mrs. ms. dr. mme. mlle. art. arts. par. para. paras. p. pp. no. nos. vol. chap. sect. fig. al. cf. st. prof. rev. sr. sra. nr. abs. "

// shortened reports whether a last word with a stop is an initial ("L.") or an
// abbreviation that something must follow.
func shortened(word string) bool {
	word = strings.TrimLeft(word, openers+"'\"’")
	if len(word) == 2 && unicode.IsUpper(rune(word[0])) {
		return true
	}
	return strings.Contains(shortenedWords, " "+strings.ToLower(word)+" ")
}

// danglingWords are words after which a sentence cannot end: articles,
// prepositions, conjunctions, of English, French, Spanish, German.
const danglingWords = " a an the of in on at to for by with from and or nor but as than that which whose into upon under between among within per via " +
	"le la les l un une des du de d à au aux en dans par pour sur sous avec sans et ou ni mais que qu dont leur leurs son sa ses ce cet cette ces notre nos entre vers chez selon lors " +
	"el los las del al un una unos unas y o con por para sobre entre su sus que " +
	"der die das den dem des ein eine einer eines einem einen und oder von vom zu zum zur mit bei für auf aus nach durch über unter "

// dangles reports whether a word cannot end a sentence or a heading.
func dangles(word string) bool {
	word = strings.TrimLeft(word, openers+"\"'’")
	if len(word) > 1 {
		word = strings.ToLower(word) // a heading in capitals, the start of a sentence
	}
	return word != "" && strings.Contains(danglingWords, " "+strings.TrimRight(word, "’'")+" ")
}

// joins reports whether a word stands before the last item of a list.
func joins(word string) bool {
	return strings.Contains(" and or et ou y o e und oder и или ", " "+strings.ToLower(word)+" ")
}

// beginning is how a line begins, its label apart.
type beginning uint8

const (
	beginsOther    beginning = iota
	beginsUpper              // a capital, perhaps behind an opening quote
	beginsLower              // a small letter
	beginsLinking            // a small word that goes on with a sentence: an article, a preposition
	beginsDigit              // a number that is no label
	beginsClosing            // what cannot begin anything: ) , ; »
	beginsCaseless           // a letter of a script without capitals
)

// beginningOf looks at the start of a line.
func beginningOf(s string) beginning {
	r := firstRune(s)
	if strings.ContainsRune(")]}»”,;:.!?%", r) {
		return beginsClosing
	}
	s = strings.TrimLeft(s, openers+"\"'*_¿¡ \u00a0\u202f")
	r = firstRune(s)
	switch {
	case unicode.IsUpper(r) || unicode.IsTitle(r):
		return beginsUpper
	case unicode.IsLower(r):
		word := strings.TrimRight(firstWord(s), ",;:.)")
		if i := strings.IndexAny(word, "'’"); i > 0 {
			word = word[:i]
		}
		if dangles(word) {
			return beginsLinking
		}
		return beginsLower
	case unicode.IsDigit(r):
		return beginsDigit
	case unicode.Is(unicode.Lo, r):
		return beginsCaseless
	}
	return beginsOther
}

// preambleWords begin the paragraphs of a preamble, which end on commas, beside
// the participles that preamble knows by their endings. English and French.
const preambleWords = " whereas vu attendu considérant conscient consciente conscients conscientes aware mindful desirous conscious concerned " +
	"convinced determined guided alarmed deeply gravely bearing désireux désireuse soucieux soucieuse inquiet inquiète se tenant "

// preamble reports whether a line begins as the paragraphs of a preamble do:
// "Recalling …", "Considérant que …", "Persuadés que …".
func preamble(s string) bool {
	word := firstWord(s)
	rest := strings.TrimLeftFunc(s[len(word):], unicode.IsSpace)
	if !unicode.IsUpper(firstRune(word)) || unicode.IsUpper(firstRune(rest)) && !strings.HasSuffix(word, "ing") && !strings.HasSuffix(word, "ant") && word != "Whereas" {
		return false
	}
	w := strings.ToLower(word)
	if strings.Contains(preambleWords, " "+w+" ") {
		return true
	}
	if len(w) < 6 {
		return false
	}
	for _, end := range []string{"ing", "ant", "és", "ées", "ée", "cus", "cue", "cues", "cu"} {
		if strings.HasSuffix(w, end) {
			return true
		}
	}
	return false
}
