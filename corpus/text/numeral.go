package text

import (
	"cmp"
	"strconv"
	"strings"

	"bitext/corpus/symbol"
)

// Roman writes a number in Roman capitals; in digits where it has none.
func Roman(n int) string {
	return cmp.Or(symbol.Roman(n), strconv.Itoa(n))
}

// Letters writes a, b, … z, aa, bb, …
func Letters(n int, first rune) string {
	if n < 1 || n > 26*20 {
		return strconv.Itoa(n)
	}
	return strings.Repeat(string(first+rune((n-1)%26)), (n-1)/26+1)
}

// Superscript writes the digits of a text as raised characters, so that the mark of
// a note does not run into the word before it.
func Superscript(s string) string {
	raised := []rune(superscripts)
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return raised[r-'0']
		}
		return r
	}, s)
}
