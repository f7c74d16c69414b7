package lang

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// elided reports whether a French word that ends before an apostrophe is an
// article, pronoun or conjunction without its vowel ("l'", "qu'", "jusqu'").
// "aujourd'hui", "quelqu'un", "presqu'île" stay whole because their first part
// is not in the list, "N'Djamena" because of its capitals.
func (w *scanner) elided(start, i int) bool {
	word := w.text[start:i]
	switch len(word) {
	case 1:
		if strings.IndexByte("ldjmtsncLDJMTSNC", word[0]) < 0 {
			return false
		}
		rest := w.text[i+apostrophe(w.text[i:]):]
		return !w.foreignName(word[0], i) && !strings.HasPrefix(rest, "est-à-dire") && !isOn(word[0], rest)
	case 2, 5, 6, 7:
		switch Normal(word) {
		case "qu", "jusqu", "lorsqu", "puisqu", "quoiqu":
			return true
		}
	}
	return false
}

// isOn reports whether "l'" belongs to "l'on", which is one pronoun.
func isOn(c byte, rest string) bool {
	return (c == 'l' || c == 'L') && strings.HasPrefix(rest, "on") && letters(rest) == "on"
}

// foreignName tells "N'Djamena", "M'Bala" from "N'est" and "N'EST".
func (w *scanner) foreignName(c byte, i int) bool {
	if c != 'N' && c != 'M' {
		return false
	}
	at := i + apostrophe(w.text[i:])
	r, size := utf8.DecodeRuneInString(w.text[at:])
	after, _ := utf8.DecodeRuneInString(w.text[at+size:])
	return unicode.IsUpper(r) && unicode.IsLower(after)
}

// clitics adds a French word and the pronouns behind it: "est-il", "a-t-on",
// "dites-le-moi".
func (w *scanner) clitics(start, end int) int {
	cut := 0
	if end-start <= longestWord {
		cut = w.cliticAt(start, end)
	}
	if cut == 0 {
		return w.add(start, end, Word)
	}
	w.clitics(start, cut)
	return w.add(cut, end, Word)
}

// cliticAt is where the last pronoun behind a verb begins, with its hyphen, or
// 0.
func (w *scanner) cliticAt(start, end int) int {
	word := w.text[start:end]
	at := strings.LastIndexByte(word, '-')
	if other := strings.LastIndex(word, "‑"); other > at {
		at = other
	}
	if at <= 0 || len(word)-at > 10 {
		return 0
	}
	pronoun := strings.TrimLeft(Normal(word[at:]), "-")
	switch pronoun {
	case "il", "elle", "on", "ils", "elles":
		for _, t := range [...]string{"-t", "-T", "‑t", "‑T"} {
			if rest, found := strings.CutSuffix(word[:at], t); found {
				at = len(rest)
				break
			}
		}
	case "je", "tu", "nous", "vous", "ce", "le", "la", "les", "lui", "leur", "moi", "toi", "y", "en":
	case "ci", "là": // "cette fois-ci", but "celui-ci", "par-là"
		if pairedAdverb(Normal(word[:at])) {
			return 0
		}
	default:
		return 0
	}
	if at <= 0 || wholeWord(Normal(word)) {
		return 0
	}
	return start + at
}

// pairedAdverb reports whether a French word and "-ci" or "-là" are one word.
func pairedAdverb(word string) bool {
	switch word {
	case "celui", "celle", "ceux", "celles", "par", "de", "au", "jusque", "là", "ceux-ci", "celui-ci", "celle-ci", "ici", "couci":
		return true
	}
	return false
}

// wholeWord reports whether a French word is one although it ends like a verb
// with a pronoun.
func wholeWord(word string) bool {
	switch word {
	case "rendez-vous", "qu'en-dira-t-on", "chez-nous", "garde-à-vous", "entre-nous":
		return true
	}
	return strings.HasPrefix(word, "saint-") || strings.HasPrefix(word, "sainte-")
}

// contractions adds an English word and what is contracted with it: "Chair's",
// "don't", "they'll".
func (w *scanner) contractions(start, end int) int {
	word := w.text[start:end]
	if len(word) > longestWord {
		return w.add(start, end, Word)
	}
	at := strings.LastIndexByte(word, '\'')
	if curly := strings.LastIndex(word, "’"); curly > at {
		at = curly
	}
	if at <= 0 || len(word)-at > 5 {
		return w.add(start, end, Word)
	}
	switch strings.TrimLeft(word[at:], "'’") {
	case "s", "S", "m", "ll", "re", "ve", "d", "LL", "RE", "VE", "D":
		w.contractions(start, start+at)
		return w.add(start+at, end, Word)
	case "t", "T":
		if at > 1 && (word[at-1] == 'n' || word[at-1] == 'N') {
			w.add(start, start+at-1, Word)
			return w.add(start+at-1, end, Word)
		}
	}
	return w.add(start, end, Word)
}
