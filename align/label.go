package align

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// labelLongest is the most characters that a number at the start of a segment
// may have, as "12.1 (2)(a)".
const labelLongest = 16

// headingDigits is the most digits of the number of a heading: a year is none.
const headingDigits = 3

// leadingLabel gives the numbers and letters with which the text begins as
// part of a list: "5.", "12.1 (2)", "(a)", "IV." or "a)"; "" where there are
// none. A bare number counts only before a space and a capital or bracket.
func leadingLabel(text string) string {
	if number := headingNumber(text); number != "" {
		return number
	}
	end := 0
	for {
		n := labelPart(text[end:])
		if n == 0 || end+n > labelLongest {
			return text[:end]
		}
		end += n
		for strings.HasPrefix(text[end:], " ") {
			end++
		}
	}
}

// headingNumber is the number of a heading that names its kind first, such as
// "Article 26" or "Section 31 Accession"; "" where there is none.
func headingNumber(text string) string {
	word, rest, _ := strings.Cut(text, " ")
	number, after, more := strings.Cut(rest, " ")
	first, _ := utf8.DecodeRuneInString(word)
	next, _ := utf8.DecodeRuneInString(after)
	digit := func(r rune) bool { return '0' <= r && r <= '9' }
	switch {
	case unicode.IsLower(first) || strings.ContainsFunc(word, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) }):
	case number == "" || len(number) > headingDigits || strings.ContainsFunc(number, func(r rune) bool { return !digit(r) }):
	case more && unicode.IsLower(next):
	default:
		return number
	}
	return ""
}

// labelPart is the length of one number or letter with its marks at the start
// of text, 0 where there is none.
func labelPart(text string) int {
	i, open := 0, false
	if strings.HasPrefix(text, "(") {
		i, open = 1, true
	}
	start := i
	digits, letters := 0, 0
	for i < len(text) {
		c := text[i]
		switch {
		case '0' <= c && c <= '9':
			digits++
		case c == '.' && i > start && i+1 < len(text) && '0' <= text[i+1] && text[i+1] <= '9':
		case strings.IndexByte("ivxlcIVXLC", c) >= 0 || 'a' <= c|0x20 && c|0x20 <= 'z' && letters == 0:
			letters++
		default:
			goto body
		}
		i++
	}
body:
	if i == start || letters > 6 || digits > 4 || letters > 0 && digits > 0 && letters > 1 {
		return 0
	}
	rest := text[i:]
	switch {
	case strings.HasPrefix(rest, ")"), strings.HasPrefix(rest, ".") && !open:
		if n := i + 1; n == len(text) || text[n] == ' ' || text[n] == '(' || text[n] >= utf8.RuneSelf {
			return n
		}
	case digits > 0 && letters == 0 && !open && strings.HasPrefix(rest, " ") && len(rest) > 1:
		if r, _ := utf8.DecodeRuneInString(rest[1:]); unicode.IsUpper(r) || r == '(' || r == '[' {
			return i
		}
	}
	return 0
}

// normalLabel makes "(a)", "a)" and "a." the same.
func normalLabel(label string) string {
	return strings.ToLower(strings.Join(strings.FieldsFunc(label, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '.'
	}), "/"))
}
