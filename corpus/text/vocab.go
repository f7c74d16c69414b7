package text

import (
	"strings"
	"unicode"
)

// vocab counts the words of a document in small letters, without the words that
// a line end has cut.
type vocab map[string]int

// vocabulary counts the words of the lines.
func vocabulary(lines []line) vocab {
	v := vocab{}
	for i := range lines {
		eachWord(lines[i].text, func(w string) { v[strings.ToLower(w)]++ })
	}
	return v
}

// eachWord calls f with every run of letters, inner hyphens included.
func eachWord(s string, f func(string)) {
	start := -1
	for i, r := range s {
		in := unicode.IsLetter(r) || unicode.Is(unicode.Mn, r) || start >= 0 && (r == '-' || r == '\u2010')
		if in && start < 0 {
			start = i
		}
		if !in && start >= 0 {
			f(s[start:i])
			start = -1
		}
	}
	if start >= 0 {
		f(s[start:])
	}
}
