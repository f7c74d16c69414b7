package placeholder

import (
	"slices"
	"strconv"
	"strings"
)

// dateFormat reports whether a text is a format of a date ("%d.%m.%Y, %H:%M"): its
// parts follow the language.
func dateFormat(text string) bool {
	n := 0
	for _, part := range [...]string{"%Y", "%y", "%m", "%B", "%b", "%H", "%I", "%M"} {
		if strings.Contains(text, part) {
			n++
		}
	}
	return n > 1
}

// percent takes what begins with a per cent sign: a verb of printf, "%%", %{name},
// %<name>d, %name%, %NAME, and the numbers of Qt and Boost.
func (s *scanner) percent(i int) int {
	rest := s.text[i:]
	if strings.HasPrefix(rest, "%%") {
		return s.add(i, 2, Plain)
	}
	if i > 0 && isDigit(s.text[i-1]) {
		return 0 // "12%"
	}
	if strings.HasPrefix(rest, "%{") {
		return s.brace(i, i+1)
	}
	if n, key := verbLength(rest); n > 0 && !s.dates && !(n == 2 && afterNumber(s.text[:i]) && (elides(rest[n:]) || n < len(rest) && isLetter(rest[n]))) {
		return s.addKey(i, n, key, Verb)
	}
	if n := nameLength(rest[1:]); n > 1 && strings.HasPrefix(rest[1+n:], "%") {
		return s.add(i, n+2, Plain)
	}
	if n := lengthOf(rest[1:], func(c byte) bool { return c >= 'A' && c <= 'Z' || c == '_' }); n > 2 {
		return s.add(i, n+1, Plain)
	}
	return s.add(i, percentName(s.text, i), Percent)
}

// percentName is the length of %1, %L1, %1%, %n or %name at i.
func percentName(text string, i int) int {
	rest := text[i+1:]
	lead := lengthOf(rest, func(c byte) bool { return c == 'L' })
	if n := lengthOf(rest[lead:], isDigit); lead < 2 && n > 0 && n < 3 {
		if n += lead; strings.HasPrefix(rest[n:], "%") {
			n++
		}
		return n + 1
	}
	if n := nameLength(rest); n > 2 && apart(text, i) && rest[0] >= 'a' && !afterNumber(text[:i]) && !hasVerb(text) {
		return n + 1
	}
	return 0
}

// hasVerb reports whether a text is one for printf: "%shint" has a verb there.
func hasVerb(text string) bool {
	for i := range len(text) {
		if text[i] == '%' {
			if n, _ := verbLength(text[i:]); n > 0 {
				return true
			}
		}
	}
	return false
}

// afterNumber reports whether a text ends in a digit and space: "12 %of" lacks a
// space.
func afterNumber(text string) bool {
	before := strings.TrimRight(text, " \u00a0\u202f")
	return before != "" && isDigit(before[len(before)-1])
}

// elides reports whether an apostrophe begins a text: "50 %d'entre eux" lacks a
// space, and has no verb.
func elides(s string) bool { return strings.HasPrefix(s, "'") || strings.HasPrefix(s, "’") }

// verbLength is the length of a verb of printf at the start of s (%s, %d, %1$s,
// %.2f, %-10s, %(name)s, %<name>d, %@) and its key: without the mark for groups
// of thousands, which follows the language.
func verbLength(s string) (n int, key string) {
	i := 1
	named := false
	if i < len(s) && (s[i] == '(' || s[i] == '<') {
		end := strings.IndexByte(s, map[byte]byte{'(': ')', '<': '>'}[s[i]])
		if end < 3 || end > 40 || strings.ContainsAny(s[2:end], "(<%") {
			return 0, ""
		}
		i, named = end+1, true
	}
	from := i
	i += lengthOf(s[i:], func(c byte) bool { return isDigit(c) || strings.IndexByte("$.*+-#'", c) >= 0 })
	if mark := strings.IndexByte(s[from:i], '\''); mark > 0 && isDigit(s[from+mark-1]) {
		return 0, "" // "%50'si" in Turkish
	}
	numbered := strings.Contains(s[from:i], "$")
	i += lengthOf(s[i:], func(c byte) bool { return strings.IndexByte("hljztqL", c) >= 0 })
	if i >= len(s) || !strings.ContainsRune("sdifuxXgGeEcCpnSoFaAr@", rune(s[i])) {
		return 0, ""
	}
	if unit := s[i+1:][:lengthOf(s[i+1:], isLetter)]; !named && !numbered && unit != "" && (strings.IndexByte("sdiu", s[i]) < 0 || len(unit) > 1 && unit[0] >= 'a' && unit != "kB" && unit != "ms" && unit != "px") { // "%dMB" and "%ds" are ones, "%des" is none
		return 0, ""
	}
	return i + 1, strings.ReplaceAll(s[:i+1], "'", "")
}

// Numbered gives the codes of both sides in which verbs and braces without a
// number have the number that their place gives them, where the other side
// numbers them: "%s of %d" is "%2$d, %1$s".
func Numbered(source, target []Code) (s, t []Code) {
	for _, style := range [...]Style{Verb, Brace} {
		if a, b := numbers(source, style), numbers(target, style); a != b {
			source, target = number(source, style), number(target, style)
		}
	}
	return source, target
}

// numbers reports whether any code of the style has a number.
func numbers(codes []Code, style Style) bool {
	return slices.ContainsFunc(codes, func(c Code) bool { return c.Style == style && !unnumbered(c) })
}

func unnumbered(c Code) bool {
	if c.Style == Brace {
		return strings.HasPrefix(c.Text, "{}") || strings.HasPrefix(c.Text, "{:") || strings.HasPrefix(c.Text, "{!")
	}
	return !strings.Contains(c.Text, "$") && !strings.HasPrefix(c.Text, "%(") && !strings.HasPrefix(c.Text, "%<")
}

// number gives the codes without a number their place: verbs count from 1,
// braces from 0.
func number(codes []Code, style Style) []Code {
	out := slices.Clone(codes)
	n := 0
	for i := range out {
		c := &out[i]
		if c.Style != style || !unnumbered(*c) {
			continue
		}
		if style == Brace {
			c.Key = "{" + strconv.Itoa(n) + c.Key[1:]
		} else {
			c.Key = "%" + strconv.Itoa(n+1) + "$" + c.Key[1:]
		}
		n++
	}
	return out
}

// Displaced finds the first verb without a number that stands where the source
// has another one, in texts that have the same verbs: a program fills them in
// order.
func Displaced(source, target []Code) (want, got Code, found bool) {
	ordered := func(codes []Code) []Code {
		return slices.DeleteFunc(slices.Clone(codes), func(c Code) bool { return c.Style != Verb || !unnumbered(c) })
	}
	a, b := ordered(source), ordered(target)
	for i := range min(len(a), len(b)) {
		if a[i].Key != b[i].Key {
			return a[i], b[i], true
		}
	}
	return Code{}, Code{}, false
}
