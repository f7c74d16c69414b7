package placeholder

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// dollar takes ${name}, $(name), $t(key), $name$ and $name at i.
func (s *scanner) dollar(i int) int {
	rest := s.text[i+1:]
	if strings.HasPrefix(rest, "{") {
		return s.brace(i, i+1)
	}
	n := nameLength(rest)
	if strings.HasPrefix(rest[n:], "(") {
		end := strings.IndexByte(rest, ')')
		if inner := rest[n+1 : max(end, n+1)]; inner != "" && lengthOf(inner, func(c byte) bool { return isName(c) || strings.IndexByte("^.-:", c) >= 0 }) == len(inner) {
			return s.add(i, end+2, Plain)
		}
	}
	if n > 1 && strings.HasPrefix(rest[n:], "$") {
		return s.add(i, n+2, Plain)
	}
	if before, _ := utf8.DecodeLastRuneInString(s.text[:i]); n < 3 || unicode.IsLetter(before) || unicode.IsDigit(before) || slices.Contains(money, rest[:n]) {
		return 0
	}
	return s.add(i, n+1, Dollar)
}

// money are the words that stand behind a sign for dollars without space.
var money = []string{"million", "millions", "billion", "billions", "trillion", "thousand", "mln", "bln", "mio", "USD", "AUD", "CAD", "NZD"}

// sigil takes @name@, @name, #name#, #{name} and __NAME__ at i.
func (s *scanner) sigil(i int) int {
	text, rest := s.text, s.text[i+1:]
	n := nameLength(rest)
	switch text[i] {
	case '@':
		switch {
		case n > 0 && strings.HasPrefix(rest[n:], "@"):
			return s.add(i, n+2, Plain)
		case n > 2 && apart(text, i) && rest[0] >= 'a':
			return s.add(i, n+1, At)
		}
	case '#':
		switch {
		case strings.HasPrefix(rest, "{"):
			return s.brace(i, i+1)
		case n > 1 && apart(text, i) && strings.HasPrefix(rest[n:], "#"):
			return s.add(i, n+2, Hash)
		}
	case '_':
		n = lengthOf(text[i:], isName)
		name := strings.Trim(text[i:i+n], "_")
		if strings.HasPrefix(rest, "_") && strings.HasSuffix(text[:i+n], "__") && apart(text, i) &&
			len(name) > 1 && n == len(name)+4 && (strings.Contains(name, "_") || name == strings.ToUpper(name)) {
			return s.add(i, n, Plain)
		}
	}
	return 0
}

// quoted takes what stands between grave accents: `name`, “mysql“. Quotation
// marks that open with one and close with another mark are none, nor is a text of
// several words.
func (s *scanner) quoted(i int) int {
	n := lengthOf(s.text[i:], func(c byte) bool { return c == '`' })
	marks := s.text[i : i+n]
	end := strings.Index(s.text[i+n:], marks)
	if n > 2 || end < 1 {
		return n
	}
	content := s.text[i+n : i+n+end]
	after := i + n + end + n
	if strings.ContainsAny(content, "<'%{$\n") || n == 1 && strings.ContainsAny(content, " ") || strings.HasPrefix(s.text[after:], "_") || strings.HasPrefix(s.text[after:], "`") {
		return 0
	}
	return s.addKey(i, after-i, content, Quoted)
}

// strong takes the ** before or behind words, where a text has them in pairs.
// A single one marks a footnote.
func (s *scanner) strong(i int) int {
	if !strings.HasPrefix(s.text[i:], "**") || strings.HasPrefix(s.text[i:], "***") {
		return lengthOf(s.text[i:], func(c byte) bool { return c == '*' })
	}
	first := strings.Index(s.text, "**")
	if next, _ := utf8.DecodeRuneInString(s.text[first+2:]); !unicode.IsLetter(next) && !unicode.IsDigit(next) || first > 0 && strings.Count(s.text, "**") == 1 {
		return 2
	}
	return s.add(i, 2, Strong)
}

// escapeLength is the length of \n, \t, \r or \\ at i. Paths of Windows have none.
func escapeLength(text string, i int) int {
	s := text[i:]
	if len(s) < 2 || strings.Contains(text, ":\\") {
		return 0
	}
	if strings.IndexByte("ntr\\", s[1]) < 0 || s[1] == '\\' && apart(text, i) && len(s) > 2 && isLetter(s[2]) {
		return 0
	}
	return 2
}

// colonLength is the length of a name behind a colon (":count") at i.
func colonLength(text string, i int) int {
	s := text[i:]
	if !apart(text, i) {
		return 0
	}
	n := 1 + lengthOf(s[1:], func(c byte) bool { return c >= 'a' && c <= 'z' || c == '_' })
	if n <= 3 || n < len(s) && s[n] == ':' {
		return 0
	}
	return n
}

// wordLength is the length of code that looks like a word and begins at i: an
// option of a command, the name of a function with its brackets, a path, the name
// of a file of a program; 0 where there is none.
func wordLength(text string, i int) int {
	s := text[i:]
	switch c := s[0]; {
	case c != '-' && c != '/' && c != '~' && c != '.' && c != '_' && !isLetter(c) || !apart(text, i):
		return 0
	case c == '-':
		return optionLength(s)
	case c == '/':
		return pathLength(s)
	case c == '~' || c == '.':
		if rest := strings.TrimLeft(s, "~."); len(s)-len(rest) < 3 && strings.HasPrefix(rest, "/") {
			return pathEnd(s, 2)
		}
		return 0
	case c >= 'A' && c <= 'Z' && strings.HasPrefix(s[1:], ":\\"):
		return 2 + lengthOf(s[2:], isPath)
	}
	n := lengthOf(s, func(c byte) bool { return isName(c) || c == '.' || c == '-' })
	if s[n-1] != '.' && strings.HasPrefix(s[n:], "()") {
		return n + 2
	}
	return fileLength(s[:n])
}

// extensions are those of files that belong to a program. Documents (txt, pdf,
// html) have their own name in each language.
var extensions = strings.Fields("json xml yaml yml toml ini conf cfg py js ts go java sh bat exe dll so php css sql log po mo tmx xliff xlf tbx jar rb rs cpp dat db")

// fileLength is the length of a word that names such a file, 0 for others.
func fileLength(word string) int {
	word = strings.TrimRight(word, ".")
	dot := strings.LastIndexByte(word, '.')
	if dot < 1 || !slices.Contains(extensions, word[dot+1:]) {
		return 0
	}
	return len(word)
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
	n := 2 + lengthOf(s[2:], func(c byte) bool { return c >= 'a' && c <= 'z' || isDigit(c) || c == '-' })
	if n < 4 || s[n-1] == '-' || aside(s[n:]) {
		return 0
	}
	return n
}

// aside reports whether an aside ends in s: "--" behind a word, or space on both
// sides.
func aside(s string) bool {
	for i := 0; ; i++ {
		n := strings.Index(s[i:], "--")
		if n < 0 {
			return false
		}
		i += n
		behind := i+2 < len(s) && (isName(s[i+2]) || s[i+2] == '-')
		if i > 0 && isName(s[i-1]) || !behind {
			return true
		}
	}
}

// pathLength is the length of "/etc/hosts" at the start of s: two steps at
// least.
func pathLength(s string) int {
	n := pathEnd(s, 1)
	if n < 4 || strings.Count(s[:n], "/") < 2 || strings.Contains(s[:n], "//") || s[1] >= 'A' && s[1] <= 'Z' {
		return 0
	}
	return n
}

// pathEnd is the length of a path of so many bytes at least, without a mark
// behind it.
func pathEnd(s string, least int) int {
	n := lengthOf(s, isPath)
	for n > 0 && strings.IndexByte(".,", s[n-1]) >= 0 {
		n--
	}
	if n <= least {
		return 0
	}
	return n
}

func isPath(c byte) bool { return isName(c) || strings.IndexByte("/.-+~\\", c) >= 0 }
