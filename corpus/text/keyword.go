package text

import (
	"strings"
	"unicode"
)

// keywords open the headings of articles, parts and annexes in the languages
// in which laws and reports come here. Source: the drafting habits of the
// United Nations, the European Union and the parliaments of Canada,
// Switzerland and Spain.
const keywords = " article articles section part partie chapter chapitre title titre annex annexe appendix appendice " +
	"schedule book livre rule règle regulation règlement principle principe protocol protocole paragraph table tableau " +
	"figure capítulo artículo parte sección anexo título artikel abschnitt kapitel teil anhang anlage статья глава раздел " +
	"приложение часть "

// parseKeyword reads "Article 6", "CHAPTER II", "Annex A" where a capital
// begins the word and nothing or a title follows the number.
func parseKeyword(s string) label {
	word := firstWord(s)
	if len(word) < 4 || len(word) > 20 || !unicode.IsUpper(firstRune(word)) ||
		!strings.Contains(keywords, " "+strings.ToLower(word)+" ") {
		return label{}
	}
	body := strings.TrimLeftFunc(s[len(word):], unicode.IsSpace)
	number := strings.TrimRight(firstWord(body), ".:–—-")
	if len(number) == 0 || len(number) > 8 {
		return label{}
	}
	l := parseNumber(strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(number, "er"), "re"), "ᵉʳ"))
	if l.style == noLabel || l.style == lowerStop {
		return label{}
	}
	l.text = s[:len(s)-len(body)+len(number)]
	if rest := strings.TrimLeftFunc(s[len(l.text):], unicode.IsSpace); rest != "" &&
		!unicode.IsUpper(firstRune(rest)) && !strings.ContainsRune(".:–—-(«“\"", firstRune(rest)) {
		return label{}
	}
	l.style, l.alt = keyword, noLabel
	return l
}
