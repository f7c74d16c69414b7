// Package match recognises terms in running text as people write them.
//
// The usual matchers compare strings, prefixes or stems anywhere in the
// segment: the first floods users of an inflected language with false alarms,
// the last lets wrong terms pass. Here a term is a sequence of words, each
// word the set of its dictionary forms, and it matches where the same words
// stand in the same order with no more between them than the language lets
// stand there:
//
//   - inflection: "Parties contractantes" is "Partie contractante";
//   - elision, articles and small prepositions: "plan d'action", "plan de l'action";
//   - apostrophes, hyphens and spaces of any kind;
//   - one adjective or adverb put in: "études nationales approfondies"; an adjective on the
//     other side of its noun: "technologies nouvelles" for "nouvelle technologie";
//   - coordination: "coopération judiciaire et policière" holds
//     "coopération policière".
//
// Matching runs in three passes, from strict to free, each using up the words
// that it matched, so that one word never counts twice; at a place the longest
// term wins, and a term inside a longer one does not match there. An acronym
// matches capitals only.
//
//	f := match.New([]match.Term{{Text: "étude approfondie"}}, corpus.French)
//	for _, m := range f.Find(lang.For(corpus.French).Words(text)) {
//		fmt.Println(m.Span.In(text))
//	}
//
// Goals: quiet on right text, strict on wrong text, linear in the text. Not a
// goal: agreement in gender and number is not checked; otherwise the order of
// the words is that of the term.
package match

import (
	"slices"
	"strings"

	"bitext/corpus"
	"bitext/corpus/lang"
	"bitext/corpus/parallel"
)

// Term is what is looked for.
type Term struct {
	Text string
	Verb bool // a verb: in English its -ed and -ing forms match too
	Noun bool // surely a noun: a word of the text that can only be a verb does not match
}

// Kind says how freely a term was matched.
type Kind uint8

// The kinds of matches, strict ones first.
const (
	Plain       Kind = iota // the words, inflected, with articles and small prepositions between
	Inserted                // with one adjective or adverb between
	Coordinated             // with a coordinated word between
)

// Match is one occurrence of a term.
type Match struct {
	corpus.Span      // from the first word of the term to the last, in the text that was cut into tokens
	Term        int  // index in the terms given to New
	Kind        Kind //
	First, Last int  // indices of the words in Text.Words
	Parts       []int
}

// Finder holds a set of terms of one language, ready to be found. It is safe
// for concurrent use.
type Finder struct {
	morph    *Morph
	patterns []pattern
	first    map[string][]int // patterns by a key of their first word, longest pattern first
	loosest  Kind
	left     []bool // terms that were left out; nil where all are looked for
}

type pattern struct {
	term  int
	parts []part
	size  int  // bytes of the term, to prefer the longer of two with as many words
	turn  bool // the two words of a term in the other order; see turned
}

// part is one word of a term: a word of the text fits where it has one of the
// keys.
type part struct {
	keys []string
	noun bool // a word that can only be a verb does not fit
}

// New makes a finder. Terms without words are never found.
func New(terms []Term, code corpus.Lang) *Finder { return NewWith(terms, NewMorph(code)) }

// NewWith makes a finder that shares what a Morph has looked up already.
func NewWith(terms []Term, m *Morph) *Finder { return NewAmong(terms, m, nil) }

// NewAmong makes a finder for texts whose words are in the vocabulary: terms that
// cannot stand in them are left out. A nil vocabulary has all words.
func NewAmong(terms []Term, m *Morph, v Vocabulary) *Finder {
	f := &Finder{morph: m, first: map[string][]int{}, loosest: m.rules.loosest}
	if v != nil {
		f.left = make([]bool, len(terms))
	}
	for i, parts := range m.allParts(terms) {
		t := &terms[i]
		if v != nil && !v.holds(parts) {
			f.left[i] = true
			continue
		}
		if len(parts) > 0 {
			f.patterns = append(f.patterns, pattern{term: i, parts: parts, size: len(t.Text)})
			if len(parts) == 2 && m.rules.turns {
				f.patterns = append(f.patterns, pattern{term: i, parts: []part{parts[1], parts[0]}, size: len(t.Text), turn: true})
			}
		}
	}
	slices.SortStableFunc(f.patterns, func(a, b pattern) int {
		if len(a.parts) != len(b.parts) {
			return len(b.parts) - len(a.parts)
		}
		return b.size - a.size
	})
	for i, p := range f.patterns {
		for _, k := range p.parts[0].keys {
			f.first[k] = append(f.first[k], i)
		}
	}
	return f
}

// LeftOut reports whether a term cannot stand in the vocabulary that the finder
// was made for.
func (f *Finder) LeftOut(term int) bool { return f.left != nil && f.left[term] }

// Vocabulary is the words of texts.
type Vocabulary map[string]bool // keys of words

// Add takes in the words of a text.
func (v Vocabulary) Add(t *Text) {
	for i := range t.Words {
		for _, k := range t.Words[i].form.keys {
			v[k] = true
		}
	}
}

// holds reports whether the vocabulary has a word for each part of a term.
func (v Vocabulary) holds(parts []part) bool {
	for _, p := range parts {
		if !slices.ContainsFunc(p.keys, func(k string) bool { return v[k] }) {
			return false
		}
	}
	return true
}

// Loosened makes the finder match in all ways, insertion and coordination too,
// where the language has words for them, and returns it. It is for looking
// around, not for counting.
func (f *Finder) Loosened() *Finder {
	if f.morph.rules.conj != nil {
		f.loosest = Coordinated
	}
	return f
}

// Find lists the occurrences of the terms in order, disjoint in the words that
// they use. Tokens with tags and lemmas (Analyse) are used where they say
// more; plain ones (Words) do.
func (f *Finder) Find(tokens []lang.Token) []Match { return f.In(f.morph.Text(tokens)) }

// In is Find on a text that was prepared once for several finders.
func (f *Finder) In(t *Text) []Match {
	if len(f.patterns) == 0 || len(t.Words) == 0 {
		return nil
	}
	s := search{finder: f, text: t, used: make([]bool, len(t.Words))}
	for kind := Plain; kind <= f.loosest; kind++ {
		s.pass(kind)
	}
	slices.SortFunc(s.found, func(a, b Match) int { return a.Start - b.Start })
	return s.found
}

// search is the state of one call of In.
type search struct {
	finder *Finder
	text   *Text
	used   []bool
	found  []Match
}

func (s *search) pass(kind Kind) {
	for i := range s.text.Words {
		w := &s.text.Words[i]
		if s.used[i] || w.free && !w.standing {
			continue
		}
		if p, parts := s.best(i, kind); parts != nil {
			s.take(p, parts, kind)
		}
	}
}

// best is the longest pattern that matches from word i on.
func (s *search) best(i int, kind Kind) (best int, parts []int) {
	best = -1
	for _, key := range s.text.Words[i].form.keys {
		for _, n := range s.finder.first[key] {
			if best >= 0 && n >= best {
				break // patterns stand longest first
			}
			p := &s.finder.patterns[n]
			if kind != Plain && len(p.parts) == 1 {
				break // nothing can stand inside one word
			}
			if p.turn && kind != Inserted {
				continue
			}
			if got := s.follow(p, i, kind); got != nil {
				best, parts = n, got
				break
			}
		}
	}
	return best, parts
}

// follow matches the parts of a pattern from word i on and gives the words
// they fell on, or nil.
func (s *search) follow(p *pattern, i int, kind Kind) []int {
	if !s.fits(&p.parts[0], i) {
		return nil
	}
	if p.turn {
		return s.turned(p, i)
	}
	at := make([]int, 1, len(p.parts))
	at[0] = i
	budget := gaps{kind: kind}
	for k := range p.parts[1:] {
		next := s.next(&p.parts[k+1], at[len(at)-1], &budget)
		if next < 0 {
			return nil
		}
		at = append(at, next)
	}
	return at
}

// turned matches a noun and its adjective in the other order: "technologies
// nouvelles" is "nouvelle technologie". Nothing may stand between them.
func (s *search) turned(p *pattern, i int) []int {
	words := s.text.Words
	if i+1 >= len(words) || !s.fits(&p.parts[1], i+1) {
		return nil
	}
	a, b := &words[i], &words[i+1]
	if a.form.noun && b.form.modifier || a.form.modifier && b.form.noun {
		return []int{i, i + 1}
	}
	return nil
}

func (s *search) fits(p *part, i int) bool {
	w := &s.text.Words[i]
	if s.used[i] || p.noun && w.onlyVerb {
		return false
	}
	for _, k := range w.form.keys {
		if slices.Contains(p.keys, k) {
			return true
		}
	}
	return false
}

func (s *search) take(p int, parts []int, kind Kind) {
	words := s.text.Words
	last := parts[len(parts)-1]
	for _, i := range parts {
		s.used[i] = true
	}
	if kind == Plain { // what stands between belongs to the term
		for i := parts[0]; i < last; i++ {
			s.used[i] = true
		}
	}
	s.found = append(s.found, Match{
		Span:  corpus.Span{Start: words[parts[0]].Start, End: words[last].End},
		Term:  s.finder.patterns[p].term,
		Kind:  kind,
		First: parts[0], Last: last, Parts: parts,
	})
}

// allParts cuts terms into their words: a termbase has many.
func (m *Morph) allParts(terms []Term) [][]part {
	out := make([][]part, len(terms))
	parallel.For(0, len(terms), func(i int) { out[i] = m.parts(terms[i]) })
	return out
}

// parts turns a term into the words that are looked for.
func (m *Morph) parts(t Term) []part {
	text := m.Text(m.lang.Words(t.Text))
	var all, content []part
	for i := range text.Words {
		w := &text.Words[i]
		if w.punct {
			continue
		}
		p := part{keys: m.wanted(w, t, len(text.Words)), noun: t.Noun && len(text.Words) == 1}
		all = append(all, p)
		if !w.free {
			content = append(content, p)
		}
	}
	if len(content) == 0 {
		return all
	}
	return content
}

// acronym reports whether a term or word is written in capitals only and
// short enough to be no shouted word.
func acronym(s string) bool {
	const longest = 7 // "UNCITRAL" is read as a word and inflects as little, but "ANNEXE" must not count
	letters := 0
	for _, r := range s {
		switch {
		case r >= 'A' && r <= 'Z':
			letters++
		case r >= '0' && r <= '9' || r == '-' || r == '&' || r == '/':
		default:
			return false
		}
	}
	return letters >= 2 && len(s) <= longest && !strings.HasPrefix(s, "-")
}
