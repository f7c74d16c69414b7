package text

import (
	"strconv"
	"strings"
)

// Roman writes a number in Roman capitals.
func Roman(n int) string {
	if n < 1 || n > 3999 {
		return strconv.Itoa(n)
	}
	values := [...]int{1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1}
	signs := [...]string{"M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"}
	var b strings.Builder
	for i, v := range values {
		for ; n >= v; n -= v {
			b.WriteString(signs[i])
		}
	}
	return b.String()
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
