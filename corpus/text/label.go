package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// style is the kind of a number label. Labels of one style with rising values
// make a row.
type style uint8

const (
	noLabel     style = iota
	arabicStop        // 5.   10.1.
	arabicParen       // 5)
	arabicBoth        // (5)
	arabicBare        // 5 Everyone …
	lowerParen        // a)  b.1)
	lowerBoth         // (a)
	lowerStop         // a.
	upperStop         // A.
	upperParen        // A)  (A)
	romanUpper        // II.
	romanLower        // ii)  (ii)  ii.
	noteMark          // ¹  [1]  1/
	bullet            // •  –
	keyword           // Article 5, CHAPTER II, Annexe
)

// label is a number at the start of a line.
type label struct {
	style style
	alt   style  // a second reading: "i)" and "c)" may be letters or Roman numbers
	pair  bool   // there is a second label, "(1)"
	value int    // 1 for "a", "I", "1"; of the last part in "10.1"
	other int    // value under alt
	major int    // of the parts before the last, packed; 0 where there is one part
	text  string // as written, with a second label after it: "2 (1)"
}

// Label gives the number label that a paragraph begins with, as written ("5.",
// "a)", "2 (1)", "¹"), or "" where it begins with none.
func Label(paragraph string) string {
	return parseLabel(paragraph).text
}

const superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹"

// parseLabel reads the label at the start of s.
func parseLabel(s string) label {
	for _, parse := range []func(string) label{parseMark, parseBracketed, parseArabic, parseLetters, parseOther, parseKeyword} {
		if l := parse(s); l.style != noLabel {
			return l.withSecond(s)
		}
	}
	return label{}
}

// withSecond takes a label in brackets behind the first into it: "2 (1)".
func (l label) withSecond(s string) label {
	if l.style != arabicBare && l.style != arabicStop {
		return l
	}
	rest := s[len(l.text):]
	body := strings.TrimLeftFunc(rest, unicode.IsSpace)
	if second := parseBracketed(body); second.style == arabicBoth && second.value == 1 {
		l.text, l.pair = s[:len(l.text)+len(rest)-len(body)+len(second.text)], true
	}
	return l
}

// parseMark reads bullets and the marks of footnotes.
func parseMark(s string) label {
	r, size := utf8.DecodeRuneInString(s)
	rest := s[size:]
	spaced := rest != "" && unicode.IsSpace(firstRune(rest))
	switch {
	case strings.ContainsRune("•‣◦▪■●○·∙➢➤✓", r) || strings.ContainsRune("–—―-*+−o", r) && spaced:
		if r == 'o' || rest == "" {
			return label{}
		}
		return label{style: bullet, text: s[:size]}
	case strings.ContainsRune(superscripts, r):
		value, end := 0, 0
		for i, r := range s {
			n, ok := superDigit(r)
			if !ok {
				break
			}
			value, end = value*10+n, i+utf8.RuneLen(r)
		}
		if value > 999 || end == len(s) {
			return label{}
		}
		return label{style: noteMark, value: value, text: s[:end]}
	}
	return label{}
}

func superDigit(r rune) (value int, ok bool) {
	for _, c := range superscripts {
		if c == r {
			return value, true
		}
		value++
	}
	return 0, false
}

// parseBracketed reads "(5)", "(1.1)", "(a)", "(h.1)", "(iv)", "[1]".
func parseBracketed(s string) label {
	if s == "" || s[0] != '(' && s[0] != '[' {
		return label{}
	}
	closer := byte(')')
	if s[0] == '[' {
		closer = ']'
	}
	end := strings.IndexByte(s[:min(len(s), 10)], closer)
	if end < 2 || !endsLabel(s[end+1:]) {
		return label{}
	}
	l := parseNumber(s[1:end])
	l.text = s[:end+1]
	if closer == ']' {
		if l.style != arabicStop || l.major != 0 {
			return label{}
		}
		l.style = noteMark
		return l
	}
	l.style, l.alt = l.style.bracketed(), l.alt.bracketed()
	return l
}

// bracketed is the style of the same number within brackets.
func (s style) bracketed() style {
	switch s {
	case arabicStop:
		return arabicBoth
	case lowerStop:
		return lowerBoth
	case upperStop:
		return upperParen
	}
	return s
}

// endsLabel reports whether what follows a label leaves it a label: white
// space, or a letter in scripts and habits that do without.
func endsLabel(rest string) bool {
	if rest == "" {
		return false
	}
	r := firstRune(rest)
	return unicode.IsSpace(r) || strings.ContainsRune("*_[(«“\"", r) || unicode.IsUpper(r)
}

// maxNumber is the largest number taken for a label: paragraphs rarely number
// more, and years begin above it.
const maxNumber = 1499

// parseArabic reads "5.", "10.1", "5)", "1/", and "5 Everyone".
func parseArabic(s string) label {
	end := 0
	for end < len(s) && (isDigit(s[end]) || s[end] == '.' && end > 0 && end+1 < len(s) && isDigit(s[end+1])) {
		end++
	}
	if end == 0 || end == len(s) || end > 12 {
		return label{}
	}
	l := parseNumber(s[:end])
	if l.style != arabicStop {
		return label{}
	}
	rest := s[end:]
	switch c := rest[0]; {
	case c == '.' && endsLabel(rest[1:]):
		l.text = s[:end+1]
	case c == ')' && endsLabel(rest[1:]):
		l.style, l.text = arabicParen, s[:end+1]
	case c == '/' && l.major == 0 && len(rest) > 1 && rest[1] == ' ':
		l.style, l.text = noteMark, s[:end+1]
	case unicode.IsSpace(firstRune(rest)):
		body := strings.TrimLeftFunc(rest, unicode.IsSpace)
		r := firstRune(body)
		if dash := spacedDash(body); dash > 0 { // "5 - ", as Arabic texts have it
			l.text = s[:len(s)-len(body)+dash]
			return l
		}
		if !unicode.IsUpper(r) && !strings.ContainsRune("(«“\"", r) && strings.Count(s[:end], ".") < 2 { // "2.5 million" is no label
			return label{}
		}
		l.style, l.text = arabicBare, s[:end]
		if l.major != 0 {
			l.style = arabicStop
		}
	default:
		return label{}
	}
	return l
}

// parseLetters reads "a)", "b.1)", "ii)", "A.", "II.", "a.".
func parseLetters(s string) label {
	end := 0
	for end < len(s) && end < 8 && (isASCIILetter(s[end]) || end > 0 && (isDigit(s[end]) || s[end] == '.' && end+1 < len(s) && isDigit(s[end+1]))) {
		end++
	}
	if end == 0 || end >= len(s) || !endsLabel(s[end+1:]) {
		return label{}
	}
	l := parseNumber(s[:end])
	l.text = s[:end+1]
	switch s[end] {
	case '.':
		return l
	case ')':
		switch l.style {
		case lowerStop:
			l.style = lowerParen
		case upperStop:
			l.style = upperParen
		}
		if l.alt == lowerStop {
			l.alt = lowerParen
		}
		return l
	}
	return label{}
}

// parseNumber reads a number without its punctuation: "5", "10.1", "a", "h.1",
// "IV". Arabic numbers, letters and Roman numbers come as the styles with a
// stop.
func parseNumber(s string) label {
	head, tail, parts := s, "", 0
	if i := strings.LastIndexByte(s, '.'); i >= 0 {
		head, tail, parts = s[:i], s[i+1:], strings.Count(s, ".")
	}
	l := label{}
	switch {
	case head == "":
		return label{}
	case isDigit(head[0]):
		l.style = arabicStop
		for _, part := range strings.Split(s, ".") {
			n, ok := decimal(part)
			if !ok {
				return label{}
			}
			l.major, l.value = l.major*1000+l.value, n
		}
		return l
	case parts > 1:
		return label{}
	case tail != "":
		if len(head) != 1 || !isASCIILetter(head[0]) {
			return label{}
		}
		n, ok := decimal(tail)
		if !ok {
			return label{}
		}
		return label{style: letterStyle(head[0]), value: n, major: int(head[0]|0x20) - 'a' + 1}
	}
	return parseWord(head)
}

// parseWord reads a letter or a Roman number, or both where it can be both.
func parseWord(s string) label {
	var l label
	if len(s) == 1 && isASCIILetter(s[0]) {
		l.style, l.value = letterStyle(s[0]), int(s[0]|0x20)-'a'+1
	} else if len(s) == 2 && s[0] == s[1] && isASCIILetter(s[0]) { // aa) after z)
		l.style, l.value = letterStyle(s[0]), 26+int(s[0]|0x20)-'a'+1
	}
	n := roman(strings.ToUpper(s))
	if n == 0 || strings.ToUpper(s) != s && strings.ToLower(s) != s {
		return l
	}
	st := romanLower
	if s[0] < 'a' {
		st = romanUpper
	}
	if l.style == noLabel {
		return label{style: st, value: n}
	}
	l.alt, l.other = st, n
	return l
}

func letterStyle(c byte) style {
	if c >= 'a' {
		return lowerStop
	}
	return upperStop
}

// roman is the value of a Roman number in capitals, 0 where it is none.
func roman(s string) int {
	total := 0
	for i := 0; i < len(s); i++ {
		v := romanDigit(s[i])
		if v == 0 {
			return 0
		}
		if i+1 < len(s) && romanDigit(s[i+1]) > v {
			total -= v
		} else {
			total += v
		}
	}
	if total > 0 && total < 100 && toRoman(total) == s {
		return total
	}
	return 0
}

func romanDigit(c byte) int {
	switch c {
	case 'I':
		return 1
	case 'V':
		return 5
	case 'X':
		return 10
	case 'L':
		return 50
	case 'C':
		return 100
	}
	return 0
}

// toRoman writes a number from 1 to 99 in capitals.
func toRoman(n int) string {
	tens := [...]string{"", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC"}
	ones := [...]string{"", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"}
	return tens[n/10] + ones[n%10]
}

// decimal reads a number up to maxNumber.
func decimal(s string) (int, bool) {
	if s == "" || len(s) > 4 {
		return 0, false
	}
	n := 0
	for i := 0; i < len(s); i++ {
		if !isDigit(s[i]) {
			return 0, false
		}
		n = n*10 + int(s[i]-'0')
	}
	return n, n <= maxNumber
}

func isDigit(c byte) bool       { return c >= '0' && c <= '9' }
func isASCIILetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}
