package placeholder

import (
	"html"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"bitext/corpus"
	"bitext/corpus/symbol"
)

// tagMost is how long a tag may be; longer ones are two unrelated marks.
const tagMost = 500

// markup takes a tag at i: <b>, </b>, <br/>, <a href="…">, <0>. "a < b" has none,
// nor has "<see below>".
func (s *scanner) markup(i int) int {
	rest := s.text[i:]
	for _, mark := range [...]string{"<![CDATA[", "<!--"} {
		if strings.HasPrefix(rest, mark) {
			return s.addKey(i, len(mark), "", Plain)
		}
	}
	end := strings.IndexByte(rest, '>')
	if end < 2 || end > tagMost {
		return 0
	}
	t, ok := parseTag(rest[1:end])
	if !ok {
		return 0
	}
	key := t.key()
	if t.lone() && !strings.Contains(s.text, "</"+t.name) { // "press <Enter>": a word in angles, which is translated
		key = "<>"
	} else if !asciiName(t.name) {
		return 0
	}
	return s.addKey(i, end+1, key, Plain)
}

// tag is what stands between < and >.
type tag struct {
	name        string
	attributes  []string // name="value", sorted; empty values of those that are translated
	closes, end bool     // </name>, <name/>
}

func parseTag(content string) (tag, bool) {
	var t tag
	content, t.closes = strings.CutPrefix(content, "/")
	content = strings.TrimRight(content, " \n\t")
	if content, t.end = strings.CutSuffix(content, "/"); strings.HasSuffix(content, "/") {
		return t, false
	}
	n := strings.IndexFunc(content, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("-_:.", r)
	})
	if n < 0 {
		n = len(content)
	}
	t.name = content[:n]
	first, _ := utf8.DecodeRuneInString(t.name)
	if t.name == "" || !unicode.IsLetter(first) && strings.Trim(t.name, "0123456789") != "" || strings.HasSuffix(t.name, ":") {
		return t, false
	}
	return t, t.parseAttributes(content[n:])
}

// parseAttributes reads name="value" to the end; false where something else
// stands there.
func (t *tag) parseAttributes(rest string) bool {
	for {
		trimmed := strings.TrimLeft(rest, " \n\t")
		if trimmed == "" {
			slices.Sort(t.attributes)
			return true
		}
		if len(trimmed) == len(rest) {
			return false
		}
		name, after, found := strings.Cut(trimmed, "=")
		if name = strings.TrimSpace(name); !found || name == "" || strings.ContainsAny(name, " <\"'") {
			return false
		}
		var value string
		if after = strings.TrimLeft(after, " "); after != "" && (after[0] == '"' || after[0] == '\'') {
			end := strings.IndexByte(after[1:], after[0])
			if end < 0 {
				return false
			}
			value, rest = after[1:end+1], after[end+2:]
		} else {
			n := strings.IndexAny(after+" ", " \n\t")
			value, rest = after[:n], after[n:]
		}
		t.attributes = append(t.attributes, name+"="+untranslated(name, value))
	}
}

// untranslated is the value of an attribute without what is translated in it: the
// texts of some attributes, and the language in an address.
func untranslated(name, value string) string {
	switch name {
	case "alt", "title", "placeholder", "label", "summary", "aria-label", "lang", "hreflang", "xml:lang", "xml-lang", "dir":
		return ""
	}
	for _, f := range symbol.Find(value, corpus.English) {
		if f.Kind == symbol.URL {
			return value[:f.Start] + f.Value + value[f.End:]
		}
	}
	return value
}

func (t *tag) key() string {
	key := "<"
	if t.closes {
		key += "/"
	}
	key = strings.Join(append([]string{key + t.name}, t.attributes...), " ")
	if t.end {
		key += "/"
	}
	return key + ">"
}

// elements are names that stand for a tag without closing one, in HTML and XLIFF.
var elements = strings.Fields("br hr img input wbr p li td tr th col area base link meta a b i u em strong span div ul ol table sub sup code pre tt q s small big font center g x bx ex bpt ept ph it mrk pc sc ec sm em")

// lone reports whether a tag may be a word in angles.
func (t *tag) lone() bool {
	return !t.closes && !t.end && len(t.attributes) == 0 && !isDigit(t.name[0]) && !slices.Contains(elements, strings.ToLower(t.name))
}

func asciiName(name string) bool {
	return strings.IndexFunc(name, func(r rune) bool { return r >= utf8.RuneSelf }) < 0
}

// entity takes &lt; and its like, and the entities of a program (&brandName;).
// Those that stand for a character may be the character itself in the other
// language.
func (s *scanner) entity(i int) int {
	rest := s.text[i:]
	end := strings.IndexByte(rest, ';')
	if end < 3 || end > braceMost || lengthOf(rest[1:end], func(c byte) bool { return isName(c) || strings.IndexByte("#.-", c) >= 0 }) != end-1 {
		return 0
	}
	entity := rest[:end+1]
	switch {
	case entity == "&amp;", entity == "&lt;", entity == "&gt;":
		return s.add(i, end+1, Plain)
	case html.UnescapeString(entity) != entity:
		return s.addKey(i, end+1, "", Plain)
	case isLetter(entity[1]):
		return s.add(i, end+1, Plain)
	}
	return 0
}

// forumNames are the names of tags in square brackets that are closed somewhere
// ([b]…[/b]), in a text or in its source.
func forumNames(text string, source []Code) []string {
	var out []string
	for _, c := range source {
		if c.Style == Forum {
			out = append(out, strings.Trim(head(c.Text, "="), "[/]"))
		}
	}
	for rest := text; ; {
		i := strings.Index(rest, "[/")
		if i < 0 {
			return out
		}
		rest = rest[i+2:]
		if n := nameLength(rest); n > 0 && strings.HasPrefix(rest[n:], "]") {
			out = append(out, rest[:n])
		}
	}
}

// forum takes [b], [/b] or [url=…] at i.
func (s *scanner) forum(i int) int {
	rest := s.text[i:]
	end := strings.IndexByte(rest, ']')
	if end < 2 || len(s.names) == 0 {
		return 0
	}
	if !slices.Contains(s.names, head(strings.TrimPrefix(rest[1:end], "/"), "=")) {
		return 0
	}
	return s.add(i, end+1, Forum)
}

// Crossed finds the first closing tag that closes something else than the last
// tag that is open.
func Crossed(codes []Code) (Code, bool) {
	var open []string
	for i, c := range codes {
		if !strings.HasPrefix(c.Text, "<") || c.Key == "" {
			continue
		}
		t, ok := parseTag(strings.Trim(c.Text, "<>"))
		if !ok || t.end {
			continue
		}
		closer := func(c Code) bool { return strings.HasPrefix(c.Text, "</"+t.name) }
		switch {
		case !t.closes:
			if slices.ContainsFunc(codes[i:], closer) {
				open = append(open, t.name)
			}
		case len(open) > 0 && open[len(open)-1] == t.name:
			open = open[:len(open)-1]
		default:
			return c, true
		}
	}
	return Code{}, false
}
