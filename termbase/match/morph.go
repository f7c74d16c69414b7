package match

import (
	"slices"
	"strings"
	"sync"

	"bitext/corpus"
	"bitext/corpus/lang"
)

// Morph knows when two words of a language are forms of one word, and
// remembers what it has looked up. It is safe for concurrent use and best
// shared by all finders of one language.
type Morph struct {
	lang  *lang.Language
	rules rules
	forms sync.Map // word as written → *form
}

// NewMorph makes a Morph for the language.
func NewMorph(code corpus.Lang) *Morph {
	return &Morph{lang: lang.For(code), rules: rulesFor(code)}
}

// Lang is the language of the Morph.
func (m *Morph) Lang() *lang.Language { return m.lang }

// rules is what a language lets happen to a term.
type rules struct {
	free     map[string]bool // words that may stand inside a term, and need not
	conj     map[string]bool // words that coordinate
	prefix   map[string]bool // what a word may begin with, with or without a hyphen
	elided   map[string]bool // what stands before an apostrophe and is a word of its own
	turns    bool            // adjectives stand on either side of their nouns
	loosest  Kind            // how freely a term may be matched
	keys     func(l lexicon, norm string) []string
	verbKeys func(norm string) []string     // of a word as a verb; nil where keys has them
	onlyVerb func(words []Word, i int) bool // the place allows a verb only; nil where that cannot be told
}

func rulesFor(code corpus.Lang) rules {
	switch code {
	case corpus.English:
		return english()
	case corpus.French:
		return french()
	case corpus.Spanish:
		return spanish()
	case corpus.Russian:
		return russian()
	case corpus.German:
		return german()
	case corpus.Arabic:
		return arabic()
	}
	return rules{loosest: Plain, keys: stemKeys}
}

// lexicon is what Morph asks of a language.
type lexicon interface {
	Stem(norm string) string
	Lemmas(norm string) []string
	Tags(norm string) []lang.Tag
}

// lexiconOf is the language as a lexicon; one without dictionary knows
// nothing.
func lexiconOf(l *lang.Language) lexicon {
	if known, ok := any(l).(lexicon); ok {
		return known
	}
	return unknown{l}
}

type unknown struct{ *lang.Language }

func (unknown) Lemmas(string) []string { return nil }
func (unknown) Tags(string) []lang.Tag { return nil }

// form is what is known of a word wherever it stands.
type form struct {
	norm     string
	upper    bool
	keys     []string
	modifier bool // can be an adjective or adverb
	noun     bool // can be a noun
	verb     bool // can be a verb
}

// noForm is the form of a mark: nothing.
var noForm form

// Keys carry a prefix that says what they are, so that an acronym never
// equals a word nor a folded form a written one.
const (
	foldedKey  = "~" // without accents: for words written without them
	acronymKey = "#" // as written
	verbKey    = "v:"
)

// look finds the form of a word as written.
func (m *Morph) look(raw string) *form {
	if f, ok := m.forms.Load(raw); ok {
		return f.(*form)
	}
	f := m.build(strings.Clone(raw))
	actual, _ := m.forms.LoadOrStore(raw, f)
	return actual.(*form)
}

func (m *Morph) build(raw string) *form {
	f := &form{norm: strings.TrimRight(lang.Normal(raw), "'"), upper: startsUpper(raw)}
	if strings.ContainsFunc(f.norm, isHyphen) { // behind a prefix: others were cut
		f.norm = strings.Map(func(r rune) rune {
			if isHyphen(r) {
				return -1
			}
			return r
		}, f.norm)
	}
	if f.norm == "" {
		f.norm = raw
	}
	l := lexiconOf(m.lang)
	f.keys = slices.Clone(m.rules.keys(l, f.norm))
	if m.rules.verbKeys != nil {
		for _, k := range m.rules.verbKeys(f.norm) {
			f.keys = append(f.keys, verbKey+k)
		}
	}
	tags := l.Tags(f.norm)
	for _, t := range tags {
		switch t {
		case lang.Adj, lang.Adv:
			f.modifier = true
		case lang.Noun, lang.Propn:
			f.noun = true
		case lang.Verb, lang.Aux:
			f.verb = true
		}
	}
	if len(tags) == 0 {
		f.noun = true
	}
	if folded := lang.Fold(f.norm); len(tags) == 0 || f.upper && folded == f.norm {
		for _, k := range m.rules.keys(l, folded) {
			f.keys = append(f.keys, foldedKey+k)
		}
	}
	if base, ok := acronymBase(raw); ok {
		f.keys = append(f.keys, acronymKey+base)
	}
	f.keys = slices.DeleteFunc(f.keys, func(k string) bool { return k == "" })
	slices.Sort(f.keys)
	f.keys = slices.Compact(f.keys)
	return f
}

// acronymBase is the acronym without the s of an English plural ("NGOs").
func acronymBase(raw string) (string, bool) {
	base := strings.TrimSuffix(raw, "s")
	if acronym(base) {
		return base, true
	}
	return raw, acronym(raw)
}

// wanted is the keys that a word of a term asks for.
func (m *Morph) wanted(w *Word, t Term, words int) []string {
	raw := w.raw
	if acronym(raw) {
		return []string{acronymKey + raw}
	}
	if m.rules.verbKeys != nil && t.Verb && words <= 2 {
		var keys []string
		for _, k := range m.rules.verbKeys(w.Norm) {
			keys = append(keys, verbKey+k)
		}
		return keys
	}
	l := lexiconOf(m.lang)
	keys := slices.Clone(m.rules.keys(l, w.Norm))
	for _, k := range m.rules.keys(l, w.Norm) {
		keys = append(keys, foldedKey+lang.Fold(k))
	}
	for _, k := range m.rules.keys(l, lang.Fold(w.Norm)) {
		keys = append(keys, foldedKey+k)
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}
