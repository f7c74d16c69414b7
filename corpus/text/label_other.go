package text

import (
	"strings"
	"unicode/utf8"
)

// The letters and numerals with which lists are numbered in the scripts of the
// United Nations other than Latin.
const (
	cyrillicLetters = "абвгдежзиклмнопрстуфхцчшщэюя" // without ё, й, ъ, ы, ь
	chineseNumbers  = "一二三四五六七八九"
	arabicLetters   = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ" // in the old order
)

// parseOther reads "а)", "(а)", "一、", "（一）", "(أ)".
func parseOther(s string) label {
	inner, open := s, false
	for _, bracket := range []string{"(", "（"} {
		if rest, ok := strings.CutPrefix(s, bracket); ok {
			inner, open = rest, true
		}
	}
	l, size := otherNumber(inner)
	if size == 0 {
		return label{}
	}
	rest := inner[size:]
	for _, close := range []string{")", "）", "、", "."} {
		if !strings.HasPrefix(rest, close) || open != (close != "、" && close != ".") && close != ")" {
			continue
		}
		if close == "." && l.style != upperStop || close == ")" && !endsLabel(rest[1:]) {
			return label{}
		}
		l.text = s[:len(s)-len(rest)+len(close)]
		return l
	}
	return label{}
}

// otherNumber reads a letter or a numeral at the start of s.
func otherNumber(s string) (l label, size int) {
	if n, size := chineseNumber(s); size > 0 {
		return label{style: romanUpper, value: n}, size
	}
	r, size := utf8.DecodeRuneInString(s)
	for i, letters := range []string{cyrillicLetters, arabicLetters} {
		n := 0
		for _, c := range letters {
			n++
			if c == r {
				return label{style: lowerParen, value: n, major: -1 - i}, size
			}
			if i == 0 && strings.ToUpper(string(c)) == string(r) {
				return label{style: upperStop, value: n, major: -1}, size
			}
		}
	}
	return label{}, 0
}

// chineseNumber reads a numeral from 1 to 99.
func chineseNumber(s string) (value, size int) {
	digit := func(s string) (int, int) {
		n := 0
		for _, c := range chineseNumbers {
			n++
			if strings.HasPrefix(s, string(c)) {
				return n, utf8.RuneLen(c)
			}
		}
		return 0, 0
	}
	value, size = digit(s)
	if rest, ok := strings.CutPrefix(s[size:], "十"); ok {
		n, more := digit(rest)
		return max(value, 1)*10 + n, size + len("十") + more
	}
	return value, size
}

// spacedDash gives the length of a dash that stands at the start of s with
// white space behind it, 0 where there is none.
func spacedDash(s string) int {
	for _, dash := range []string{"-", "–", "—"} {
		if rest, ok := strings.CutPrefix(s, dash+" "); ok && rest != "" && !isDigit(rest[0]) {
			return len(dash)
		}
	}
	return 0
}
