// Package placeholder finds what stands in a text for a program and not for its
// readers: tags, placeholders, escapes, names of functions, options and paths.
//
// A message of a program is text with holes: "%d files in {folder}". The holes
// must come out of a translation as they went in, in whatever order the language
// wants; everything between them is translated. The usual way is one expression
// for each kind of program, chosen by a flag of the file. Here there is no flag:
// what can hardly be anything else is a code (printf's %1$s, {name}, <b>), and
// what may be plain text in other surroundings ($name, @name, [b], `name`) is one
// in a translation only where its source has that style. A message of ICU is
// taken apart: the argument and its type must stay, the forms of the plural are
// those of the language, and what stands in the branches is text.
//
// Goals: no doubt where code is quoted in a report. Non-goals: the grammar of any
// one format is not checked.
package placeholder

import (
	"slices"
	"strings"

	"bitext/corpus"
)

// Code is a stretch of text that is not translated.
type Code struct {
	corpus.Span
	Text  string // as it stands
	Key   string // equal for what is the same in both languages; "" where it may rightly be lost or added
	Style Style
}

// Style is how a code is written.
type Style uint8

// The styles. Those behind Printf are codes in a translation only where the
// source has one of the same style.
const (
	Plain   Style = iota // no other text looks like it
	Verb                 // %s, %1$d; those without a number are told apart by their order
	Brace                // {}, {0}
	Percent              // %1, %1%, %name
	Dollar               // $name
	At                   // @name
	Hash                 // #name#
	Colon                // :name
	Forum                // [b], [/b]
	Quoted               // `name`
	Strong               // ** around words
)

// certain reports whether a code of the style needs no example in the source.
func (s Style) certain() bool { return s <= Brace }

// Find lists the codes of a source, or of a text without one, in order.
func Find(text string) []Code {
	s := scanner{text: text, names: forumNames(text, nil)}
	return s.all()
}

// FindLike lists the codes of a translation, given those of its source.
func FindLike(text string, source []Code) []Code {
	s := scanner{text: text, names: forumNames(text, source)}
	return slices.DeleteFunc(s.all(), func(c Code) bool {
		return !c.Style.certain() && !slices.ContainsFunc(source, func(o Code) bool { return o.Style == c.Style })
	})
}

// scanner reads a text from left to right.
type scanner struct {
	text  string
	names []string // of tags in square brackets
	out   []Code
	dates bool // the text is a format of a date
}

// starters are the bytes that a code may begin with, letters apart.
const starters = "<{$%\\&:-/~.@#_[`*"

func (s *scanner) all() []Code {
	if !strings.ContainsAny(s.text, starters) && !strings.Contains(s.text, "()") {
		return nil
	}
	s.dates = dateFormat(s.text)
	for i := 0; i < len(s.text); {
		i += max(s.at(i), 1)
	}
	return s.out
}

// at takes the code that begins at i and gives its length, 0 where there is none.
func (s *scanner) at(i int) int {
	switch s.text[i] {
	case '<':
		return s.markup(i)
	case '{':
		return s.brace(i, i)
	case '%':
		return s.percent(i)
	case '$':
		return s.dollar(i)
	case '@', '#', '_':
		return s.sigil(i)
	case '[':
		return s.forum(i)
	case '`':
		return s.quoted(i)
	case '*':
		return s.strong(i)
	case '&':
		return s.entity(i)
	case '\\':
		return s.add(i, escapeLength(s.text, i), Plain)
	case ':':
		return s.add(i, colonLength(s.text, i), Colon)
	}
	return s.add(i, wordLength(s.text, i), Plain)
}

// add takes n bytes at i as a code that is its own key.
func (s *scanner) add(i, n int, style Style) int {
	if n == 0 {
		return 0
	}
	return s.addKey(i, n, s.text[i:i+n], style)
}

func (s *scanner) addKey(i, n int, key string, style Style) int {
	s.out = append(s.out, Code{Span: corpus.Span{Start: i, End: i + n}, Text: s.text[i : i+n], Key: key, Style: style})
	return n
}

// Hidden reports whether a span begins inside a code.
func Hidden(codes []Code, span corpus.Span) bool {
	i, _ := slices.BinarySearchFunc(codes, span.Start, func(c Code, at int) int { return c.End - at - 1 })
	return i < len(codes) && codes[i].Start <= span.Start
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func isName(c byte) bool { return isLetter(c) || isDigit(c) || c == '_' }

// lengthOf counts the bytes at the start of s that a function takes.
func lengthOf(s string, take func(byte) bool) int {
	n := 0
	for n < len(s) && take(s[n]) {
		n++
	}
	return n
}

// nameLength is the length of a name of a program at the start of s: letters,
// digits and low lines, no digit first.
func nameLength(s string) int {
	if s == "" || isDigit(s[0]) {
		return 0
	}
	return lengthOf(s, isName)
}
