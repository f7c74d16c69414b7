package check

import (
	"regexp"
	"slices"
	"strings"

	"bitext/corpus"
	"bitext/corpus/markup"
)

// attribute is one in the start tag of a code; quotes in its value are escaped.
var attribute = regexp.MustCompile(`\s([\w.:-]+)="([^"]*)"`)

// subFlow is text to be translated within a code, as the alternative of a picture.
var subFlow = regexp.MustCompile(`(?s)<sub\b[^>]*>.*?</sub>`)

// identifiers are the attributes that say which code of the other side one is.
var identifiers = []string{"id", "startRef", "xid"}

// codeKey is what two inline codes of a bilingual file have in common that are the same:
// the element and its identifier, and what it holds but for text. How programs describe
// and order the rest differs between the sides of honest files. It is "" for an
// annotation (a comment, a term) and for text that Trados has locked, which may stand on
// one side alone.
func codeKey(raw string) string {
	raw = strings.Join(strings.Fields(raw), " ") // without what programs set anew
	tag, content, _ := strings.Cut(raw, ">")
	name := markup.ElementOf(raw)
	switch {
	case name == "mrk" || name == "sm" || name == "em", strings.Contains(tag, ` xid="lockTU_`):
		return ""
	case strings.HasPrefix(raw, "</"):
		return "</" + name + ">"
	}
	values, other := map[string]string{}, []string{}
	for _, m := range attribute.FindAllStringSubmatch(tag, -1) {
		values[m[1]] = m[2]
		if !slices.Contains([]string{"i", "type", "ctype", "equiv-text", "assoc"}, m[1]) {
			other = append(other, m[0])
		}
	}
	key := "<" + name
	if x, ok := values["x"]; ok { // of TMX: i is counted anew on each side
		return key + " x=" + x + ">" + subFlow.ReplaceAllString(content, "<sub/>")
	}
	named := false
	for _, n := range identifiers {
		if v, ok := values[n]; ok {
			key, named = key+" "+n+"="+v, true
		}
	}
	if !named {
		slices.Sort(other)
		key += strings.Join(other, "")
	}
	return key + ">" + subFlow.ReplaceAllString(content, "<sub/>")
}

// standsFor reports whether a code stands for something that is read, a value or a
// picture, rather than beginning or ending a format.
func standsFor(raw string) bool {
	switch markup.ElementOf(raw) {
	case "x", "ph":
		return true
	}
	return false
}

// holdsCode reports whether a code that stands for something lies in a span of a block.
func holdsCode(b *corpus.Block, span corpus.Span) bool {
	for _, c := range b.Codes() {
		if c.At >= span.Start && c.At <= span.End && standsFor(c.Raw) {
			return true
		}
	}
	return false
}
