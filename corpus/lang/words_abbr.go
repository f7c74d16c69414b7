package lang

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// abbreviated is the end of an abbreviation with its stop that begins at start
// and whose first run of letters ends at i, or 0: a listed one ("par.",
// "p.ex."), letters with stops between them ("U.S."), an initial before a name,
// the sign n°.
func (w *scanner) abbreviated(start, i int) int {
	if strings.HasPrefix(w.text[i:], "°") && i-start <= 3 && (w.text[start] == 'n' || w.text[start] == 'N') {
		return i + len("°")
	}
	if w.text[i] != '.' || i-start > 20 {
		return 0
	}
	if rest := w.text[i:]; i == start+1 && len(rest) > 3 && rest[1] == '-' && rest[3] == '.' && isInitial(w.text[start:i]) && isInitial(rest[2:3]) {
		return i + 4 // "J.-C.", "J.-P."
	}
	if after := w.dotted(start, i); after > 0 {
		return after
	}
	word := w.text[start:i]
	last := i+1 >= len(w.text)
	initial := isInitial(word)
	if initial && start > 0 && !last && w.nameAt(i+1) {
		return i + 1
	}
	if len(w.profile.abbreviations) == 0 || !last && w.text[i+1] == '.' {
		return 0
	}
	class, known := w.profile.abbreviations[Normal(word)]
	if !known || last && class != endAbbr || initial && class != titleAbbr {
		return 0
	}
	return i + 1
}

// dotted is the end of letters with stops between them: "U.S.", "e.g.",
// "op.cit.", "n.º"; 0 where there is none.
func (w *scanner) dotted(start, stop int) int {
	end := stop
	for end-start < 16 && end < len(w.text) && w.text[end] == '.' {
		after := w.letters(end + 1)
		if after == end+1 || after > end+5 {
			break
		}
		end = after
	}
	if end == stop {
		return 0
	}
	word := w.text[start:end]
	_, known := w.profile.abbreviations[Normal(word)]
	if !known && !isAcronym(word) {
		return 0
	}
	if end < len(w.text) && w.text[end] == '.' {
		end++
	}
	return end
}

// nameAt reports whether a capitalised word that is no function word, or
// another initial, follows after white space.
func (w *scanner) nameAt(i int) bool {
	at := skipSpace(w.text, i)
	r, size := utf8.DecodeRuneInString(w.text[at:])
	if at == i && r != '-' || !unicode.IsUpper(r) && r != '-' {
		return false
	}
	end := w.letters(at + size)
	return end == at+size || !w.StopWord(Normal(w.text[at:end]))
}
