package odt

import (
	"encoding/xml"
	"slices"
	"strconv"
	"strings"

	"bitext/corpus/markup"
	"bitext/corpus/text"
)

// styles are the styles of a document.
type styles struct {
	by      map[string]style      // paragraph and text styles by name
	lists   map[string]*listStyle // list styles by name
	outline *listStyle            // numbers of headings
}

// style is what a style says about reading.
type style struct {
	parent string
	list   string // list style of the paragraphs of the style
	bare   bool   // its paragraphs stand in no list, whatever it is based on
	hidden bool
	title  bool
}

// levels is the number of levels that a list style has.
const levels = 10

// listStyle says how the items of a list are numbered.
type listStyle struct {
	level [levels]level
}

type level struct {
	format         string // "1", "a", "A", "i", "I"; "" for no number
	prefix, suffix string
	pattern        string // "%1%.%2%)": written by newer programs instead of prefix and suffix
	start          int
	shown          int // how many levels the number shows
	bullet         bool
	doubled        bool // z is followed by aa, bb, cc; otherwise by aa, ab, ac
}

func newStyles() *styles {
	return &styles{by: map[string]style{}, lists: map[string]*listStyle{}}
}

// read reads one style, list style or outline style.
func (s *styles) read(d *markup.Decoder, e xml.StartElement) error {
	name := attr(e, "style", "name")
	if e.Name.Local == "style" {
		st := style{parent: attr(e, "style", "parent-style-name"), list: attr(e, "style", "list-style-name")}
		st.bare = st.list == "" && slices.ContainsFunc(e.Attr, func(a xml.Attr) bool {
			return a.Name.Space == "style" && a.Name.Local == "list-style-name"
		})
		st.title = name == "Title" || name == "Subtitle"
		err := d.Children(func(e xml.StartElement) error {
			if e.Name.Local == "text-properties" && attr(e, "text", "display") == "none" {
				st.hidden = true
			}
			return nil
		})
		s.by[name] = st
		return err
	}
	l := &listStyle{}
	if e.Name.Local == "outline-style" {
		s.outline = l
	} else {
		s.lists[name] = l
	}
	return d.Children(func(e xml.StartElement) error {
		n := number(attr(e, "text", "level"))
		if n < 1 || n > levels {
			return nil
		}
		l.level[n-1] = level{
			format: attr(e, "style", "num-format"),
			prefix: attr(e, "style", "num-prefix"), suffix: attr(e, "style", "num-suffix"),
			pattern: attr(e, "loext", "num-list-format"),
			start:   max(1, number(attr(e, "text", "start-value"))),
			shown:   max(1, number(attr(e, "text", "display-levels"))),
			doubled: attr(e, "style", "num-letter-sync") == "true",
			bullet:  e.Name.Local == "list-level-style-bullet" || e.Name.Local == "list-level-style-image",
		}
		if s := attr(e, "text", "start-value"); s == "0" {
			l.level[n-1].start = 0
		}
		return nil
	})
}

// maxParents bounds the walk through styles that are based on each other.
const maxParents = 20

// has reports whether a style or one that it is based on answers yes.
func (s *styles) has(name string, yes func(style) bool) bool {
	for range maxParents {
		st, ok := s.by[name]
		if !ok {
			return name == "Title" && yes(style{title: true})
		}
		if yes(st) {
			return true
		}
		name = st.parent
	}
	return false
}

func (s *styles) hidden(name string) bool {
	return s.has(name, func(st style) bool { return st.hidden })
}

func (s *styles) title(name string) bool { return s.has(name, func(st style) bool { return st.title }) }

// listOf gives the list style that a paragraph style names.
func (s *styles) listOf(name string) string {
	list := ""
	s.has(name, func(st style) bool {
		list = st.list
		return list != "" || st.bare
	})
	return list
}

// bare reports whether a style takes numbers off.
func (s *styles) bare(name string) bool {
	bare := false
	s.has(name, func(st style) bool {
		bare = st.bare
		return bare || st.list != ""
	})
	return bare
}

// number reads a number from 0 to a million, 0 for anything else.
func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 || n > 1_000_000 {
		return 0
	}
	return n
}

// write writes the number of a level of a list whose counts are given.
func (l *listStyle) write(at int, counts *[levels]int) string {
	lv := l.level[at]
	if lv.pattern != "" {
		s := lv.pattern
		for i := range at + 1 {
			s = strings.ReplaceAll(s, "%"+strconv.Itoa(i+1)+"%", l.level[i].number(counts[i]))
		}
		return strings.TrimSpace(s)
	}
	if lv.format == "" {
		return ""
	}
	var parts []string
	for i := max(0, at+1-lv.shown); i <= at; i++ {
		if p := l.level[i].number(counts[i]); p != "" {
			parts = append(parts, p)
		}
	}
	return strings.TrimSpace(lv.prefix + strings.Join(parts, ".") + lv.suffix)
}

// number writes a number in the format of a level.
func (l level) number(n int) string {
	switch l.format {
	case "":
		return ""
	case "a", "A":
		return letters(n, rune(l.format[0]), l.doubled)
	case "i":
		return strings.ToLower(text.Roman(n))
	case "I":
		return text.Roman(n)
	}
	return strconv.Itoa(n)
}

// letters writes a, b, … z, then aa, bb, … or aa, ab, …
func letters(n int, first rune, doubled bool) string {
	if doubled || n < 1 || n > 26*20 {
		return text.Letters(n, first)
	}
	s := ""
	for ; n > 0; n = (n - 1) / 26 {
		s = string(first+rune((n-1)%26)) + s
	}
	return s
}
