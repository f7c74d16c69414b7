package placeholder

import (
	"slices"
	"strings"

	"bitext/corpus"
)

// Longest content of a pair of braces that is taken for a placeholder. Messages
// of ICU may be as long as they like.
const (
	braceMost  = 60
	doubleMost = 100
)

// brace takes {name}, {0}, {}, {{name}}, {count, plural, …}, and what belongs to
// them before the brace at open: the code begins at i ("${", "#{", "%{").
func (s *scanner) brace(i, open int) int {
	rest := s.text[open:]
	if strings.HasPrefix(rest, "{{") {
		if end := strings.Index(rest, "}}"); end > 2 && end < doubleMost && !strings.ContainsAny(rest[2:end], "{\n") && strings.TrimSpace(rest[2:end]) != "" {
			n := open - i + end + 2
			return s.addKey(i, n, strings.Join(strings.Fields(s.text[i:i+n]), ""), Plain)
		}
		return 0
	}
	if n := s.message(open); n > 0 && i == open {
		return n
	}
	end := strings.IndexByte(rest, '}')
	if end < 1 || end > braceMost {
		return 0
	}
	content := rest[1:end]
	n := open - i + end + 1
	if fluent := strings.TrimSpace(content); i == open && fluent != content && isFluent(fluent) || i == open && strings.HasPrefix(content, "$") {
		return s.addKey(i, n, "{"+strings.TrimRight(head(fluent, "("), " ")+variableIn(fluent)+"}", Plain)
	}
	switch {
	case content == "" && i == open:
		return s.add(i, n, Brace)
	case !isField(content):
		return 0
	case i == open && isDigit(content[0]):
		return s.add(i, n, Brace)
	}
	return s.add(i, n, Plain)
}

// head is what stands before a mark, all of s where it does not occur.
func head(s, mark string) string {
	before, _, _ := strings.Cut(s, mark)
	return before
}

// isFluent reports whether a content is a reference as Fluent writes them:
// $name, -term, -term(case: "genitive"), NUMBER($price).
func isFluent(content string) bool {
	name := strings.TrimLeft(head(content, "("), "$-")
	return name != "" && len(name) == lengthOf(name, func(c byte) bool { return isName(c) || c == '-' || c == '.' }) &&
		(strings.HasPrefix(content, "$") || strings.HasPrefix(content, "-") || name == strings.ToUpper(name) && strings.HasSuffix(content, ")"))
}

// variableIn is the variable that a function of Fluent is given.
func variableIn(content string) string {
	_, rest, found := strings.Cut(content, "($")
	if !found {
		return ""
	}
	return "($" + rest[:nameLength(rest)]
}

// isField reports whether the content of braces is the name or number of an
// argument, perhaps with a part of it, a conversion and a format: user.name,
// items[0], name!r, 0:.2f, 0,10:C. "a, b" is none.
func isField(content string) bool {
	content = strings.TrimSpace(content)
	n := lengthOf(content, func(c byte) bool { return isName(c) || strings.IndexByte("_.-#/:", c) >= 0 })
	for n < len(content) && content[n] == '[' {
		end := strings.IndexByte(content[n:], ']')
		if n == 0 || end < 0 || strings.ContainsAny(content[n:n+end], " ,") {
			return false
		}
		n += end + 1
		n += lengthOf(content[n:], func(c byte) bool { return isName(c) || c == '.' })
	}
	if n == 0 && strings.IndexByte(":!", firstByte(content)) < 0 {
		return false
	}
	format := content[n:]
	switch {
	case format == "":
		return true
	case strings.Contains(content[:n], ":") || format[0] == '!' || format[0] == ':':
		return !strings.ContainsAny(format, " ;")
	case format[0] == ',' && isDigit(content[0]):
		width := strings.TrimPrefix(format[1:], "-")
		digits := lengthOf(width, isDigit)
		return digits > 0 && (digits == len(width) || width[digits] == ':')
	}
	return false
}

func firstByte(s string) byte {
	if s == "" {
		return ' '
	}
	return s[0]
}

// messageTypes are the types of arguments of ICU and Java.
var messageTypes = []string{"number", "date", "time", "choice", "plural", "select", "selectordinal", "spellout", "ordinal", "duration", "list"}

// message takes {name, type} and {name, type, …} at i: the argument and its type,
// then the branches.
func (s *scanner) message(i int) int {
	lead := strings.TrimLeft(s.text[i+1:], " \n\t")
	if !strings.HasPrefix(strings.TrimLeft(lead[lengthOf(lead, isName):], " "), ",") {
		return 0
	}
	end := closing(s.text[i:])
	if end < 0 {
		return 0
	}
	inner := s.text[i+1 : i+end]
	name, rest, found := strings.Cut(inner, ",")
	kind, style, more := strings.Cut(rest, ",")
	name, kind = strings.TrimSpace(name), strings.TrimSpace(kind)
	if !found || name == "" || lengthOf(name, isName) != len(name) || !slices.Contains(messageTypes, kind) {
		return 0
	}
	if !more {
		return s.addKey(i, end+1, "{"+name+","+kind+"}", Plain)
	}
	from := i + end - len(style)
	switch kind {
	case "plural", "select", "selectordinal":
		s.addKey(i, from-i, "{"+name+","+kind, Plain)
		s.branches(from, i+end, kind == "select")
	case "choice":
		s.addKey(i, from-i, "{"+name+",choice", Plain)
		s.inside(from, i+end, map[string]bool{})
	default: // formats of dates and numbers follow the language
		return s.addKey(i, end+1, "{"+name+","+kind, Plain)
	}
	s.addKey(i+end, 1, "", Plain)
	return end + 1
}

// closing is the offset of the brace that closes the one at the start of s, -1
// where there is none.
func closing(s string) int {
	depth := 0
	for i := range len(s) {
		switch s[i] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}

// branches takes the selectors of a message between two offsets and the codes in
// their texts. A code that stands in several branches counts once, for languages
// have different numbers of them; of the plural only "other" must be there.
func (s *scanner) branches(from, to int, choice bool) {
	seen := map[string]bool{}
	for from < to {
		open := strings.IndexByte(s.text[from:to], '{')
		if open < 0 {
			return
		}
		open += from
		end := closing(s.text[open:to])
		if end < 0 {
			return
		}
		end += open
		selector := strings.TrimSpace(s.text[from:open])
		key := selector
		if !choice && (slices.Contains([]string{"zero", "one", "two", "few", "many"}, selector) || strings.HasPrefix(selector, "=") || strings.HasPrefix(selector, "offset:")) {
			key = ""
		}
		start := open - len(strings.TrimLeft(s.text[from:open], " \n\t"))
		s.addKey(start, open+1-start, key, Plain)
		s.inside(open+1, end, seen)
		s.addKey(end, 1, "", Plain)
		from = end + 1
	}
}

// inside takes the codes of the text of a branch.
func (s *scanner) inside(from, to int, seen map[string]bool) {
	for _, c := range Find(s.text[from:to]) {
		key := c.Key
		if seen[key] {
			key = ""
		}
		seen[c.Key] = true
		s.out = append(s.out, Code{Span: corpus.Span{Start: from + c.Start, End: from + c.End}, Text: c.Text, Key: key, Style: c.Style})
	}
}
