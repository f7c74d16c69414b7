package lang

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// partNames are the parts of documents that bear letters or Roman numerals, in
// English, French and Spanish, without the plural s.
var partNames = sync.OnceValue(func() map[string]struct{} {
	return parseWords(`annex annexe annexes chapter chapitre part partie section table tableau tableaux group groupe
	appendix appendice title titre category categorie catégorie schedule article item point figure fig option phase class classe
	anexo capítulo parte sección cuadro grupo apéndice título comité committee volume tome version variante`)
})

// isTerminator reports whether r can end a sentence in some language.
func isTerminator(r rune) bool {
	switch r {
	case '.', '!', '?', '…', '。', '！', '？', '｡', '؟', '؛', '۔', '‽':
		return true
	}
	return false
}

// isIdeographic reports whether r ends a sentence without a space behind it.
func isIdeographic(r rune) bool {
	return r == '。' || r == '！' || r == '？' || r == '｡'
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

func isRaisedDigit(r rune) bool {
	return r == '¹' || r == '²' || r == '³' || r == 0x2070 || 0x2074 <= r && r <= 0x2079
}

// skipSpace is the offset of the first character from at on that is no space.
func skipSpace(text string, at int) int {
	for at < len(text) {
		r, size := rune(text[at]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[at:])
		}
		if !unicode.IsSpace(r) {
			break
		}
		at += size
	}
	return at
}

// skipOpeners goes on behind opening quotes and brackets, dashes and bullets
// and the spaces between them.
func skipOpeners(text string, at int) int {
	for at < len(text) {
		r, size := utf8.DecodeRuneInString(text[at:])
		if !unicode.IsSpace(r) && !strings.ContainsRune("\"'«“„‘‹([{（「『《¿¡-–—•·*_", r) {
			break
		}
		at += size
	}
	return at
}

// emptyLine reports whether a text that begins with a line end goes on with an
// empty line.
func emptyLine(rest string) bool {
	trimmed := strings.TrimLeft(rest[1:], " \t\r")
	return strings.HasPrefix(trimmed, "\n")
}

// isLabel reports whether a word is a label of a heading or list item without
// its stop: "1", "12.3", "A", "iv", "XII".
func isLabel(word string) bool {
	word = strings.TrimSpace(strings.TrimLeft(word, "("))
	if word == "" || len(word) > 8 {
		return false
	}
	if isDigit(word[0]) {
		return isNumberLabel(word)
	}
	if r, size := utf8.DecodeRuneInString(word); size == len(word) {
		return unicode.IsUpper(r)
	}
	return isRoman(word)
}

// isNumberLabel takes "1", "12.3", "4.1.2" for labels, but not a year.
func isNumberLabel(word string) bool {
	run := 0
	for i := 0; i < len(word); i++ {
		switch {
		case isDigit(word[i]):
			if run++; run > 3 {
				return false
			}
		case word[i] == '.' && run > 0:
			run = 0
		default:
			return false
		}
	}
	return true
}

// isRoman reports whether a word is made of the letters of Roman numerals, all
// capitals or all small.
func isRoman(word string) bool {
	return word != "" && (strings.Trim(word, "IVXLC") == "" || strings.Trim(word, "ivx") == "")
}

// isInitial reports whether a word is one capital, or several with hyphens and
// stops between them ("D", "J.-P").
func isInitial(word string) bool {
	r, size := utf8.DecodeRuneInString(word)
	if !unicode.IsUpper(r) {
		return false
	}
	rest := word[size:]
	return rest == "" || strings.HasPrefix(rest, ".-") && isInitial(rest[2:]) || strings.HasPrefix(rest, "-") && isInitial(rest[1:])
}

// isAcronym reports whether a word is letters with stops between them ("U.N",
// "O.N.U", "p.m").
func isAcronym(word string) bool {
	letters := 0
	for i := 0; i < len(word); {
		r, size := utf8.DecodeRuneInString(word[i:])
		i += size
		if !unicode.IsLetter(r) || i < len(word) && word[i] != '.' {
			return false
		}
		letters++
		i++ // the stop
	}
	return letters > 1
}

// isItemLabel reports whether a text begins with the label of a list item:
// "a) ", "(iv) ", "2. ".
func isItemLabel(rest string) bool {
	end := 0
	for end < len(rest) && end < 5 && (isDigit(rest[end]) || 'a' <= rest[end] && rest[end] <= 'z') {
		end++
	}
	if end == 0 || end >= len(rest) {
		return false
	}
	label := rest[:end]
	return (rest[end] == ')' && (end == 1 || isRoman(label) || isDigit(label[0]))) || rest[end] == '.' && isDigit(label[0])
}

// letters is the run of letters that a text begins with.
func letters(text string) string {
	for i, r := range text {
		if !unicode.IsLetter(r) {
			return text[:i]
		}
	}
	return text
}
