package check

import (
	"strings"
	"unicode/utf8"
)

// codeLength is the length of what is code in running text and begins at i: an
// escape (\\n), a name behind a colon (":count"), an entity of XML, an option of a command, the name of a function
// with its brackets, a path; 0 where there is none.
func codeLength(text string, i int) int {
	s := text[i:]
	switch c := s[0]; {
	case c == '\\':
		if len(s) > 1 && strings.IndexByte("ntr", s[1]) >= 0 && !strings.Contains(text, ":\\") {
			return 2
		}
	case c == '&':
		for _, entity := range []string{"&amp;", "&lt;", "&gt;"} {
			if strings.HasPrefix(s, entity) {
				return len(entity)
			}
		}
	case !apart(text, i):
	case c == ':':
		if n := 1 + lengthOf(s[1:], func(c byte) bool { return c >= 'a' && c <= 'z' || c == '_' }); n > 3 && (n == len(s) || s[n] != ':') {
			return n
		}
	case c == '-':
		return optionLength(s)
	case c == '/':
		return pathLength(s)
	case c >= 'A' && c <= 'Z' && strings.HasPrefix(s[1:], ":\\"):
		return 2 + lengthOf(s[2:], isPath)
	case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_':
		if n := lengthOf(s, func(c byte) bool { return isName(c) || c == '.' }); s[n-1] != '.' && strings.HasPrefix(s[n:], "()") {
			return n + 2
		}
	}
	return 0
}

// apart reports whether nothing but a space, a bracket or a quotation mark
// stands before i.
func apart(text string, i int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	return i == 0 || strings.ContainsRune(" \u00a0\u202f\t\n([\"'`«“", before)
}

// optionLength is the length of "--verbose" or "--log-level" at the start of s.
// "--" around an aside, as typewriters wrote a dash, is none.
func optionLength(s string) int {
	if !strings.HasPrefix(s, "--") {
		return 0
	}
	n := 2 + lengthOf(s[2:], func(c byte) bool { return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' })
	if n < 4 || s[n-1] == '-' || strings.Contains(s[n:], "--") && !strings.Contains(s[n:], " --") || strings.Contains(s[n:], "-- ") {
		return 0
	}
	return n
}

// pathLength is the length of "/etc/hosts" at the start of s: two steps at
// least.
func pathLength(s string) int {
	n := lengthOf(s, isPath)
	for n > 0 && strings.IndexByte(".,", s[n-1]) >= 0 {
		n--
	}
	if n < 4 || strings.Count(s[:n], "/") < 2 || strings.Contains(s[:n], "//") || s[1] >= 'A' && s[1] <= 'Z' {
		return 0
	}
	return n
}

func lengthOf(s string, take func(byte) bool) int {
	n := 0
	for n < len(s) && take(s[n]) {
		n++
	}
	return n
}

func isName(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_'
}

func isPath(c byte) bool { return isName(c) || strings.IndexByte("/.-+~\\", c) >= 0 }
