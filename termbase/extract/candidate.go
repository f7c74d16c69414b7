package extract

import (
	"cmp"
	"encoding/binary"
	"hash/fnv"
	"slices"
	"strings"

	"bitext/corpus"
)

// candidate is a word or phrase, counted over all its inflections.
type candidate struct {
	lemmas  []uint32
	pattern pattern
	lead    int // of the pattern over others, in the majority vote of Boyer and Moore
	count   int
	within  int                // occurrences of longer candidates around it
	cut     int                // occurrences before a noun, in English, which they modify
	left    neighbour          // the word before
	right   neighbour          // the word behind
	forms   map[string]*form   // by norms
	places  []place            // every occurrence
	score   float64            // termhood
	parts   map[string]float64 // what the score is made of

	acronym    uint32 // lemma of the acronym that stands for it, 0 without
	renderings []rendering
	habits     []habit    // of the renderings, where they are to be remembered
	known      *knownTerm // what an extraction over earlier texts found; nil for a new candidate
}

// form is one surface form of a candidate.
type form struct {
	text  string // as written
	fixed int    // how sure the capitals of text are: 0 at the start of a sentence or in a title, 1 inside one, 2 without capitals
	count int
}

// place is an occurrence: the words from to to of a sentence, but for those
// from gap to past, where a coordination stands between its parts ("national
// [and international] responses"); without one gap and past are 0.
type place struct {
	sentence  int32
	from, to  int16
	gap, past int16
}

// has reports whether word i of the sentence belongs to the occurrence.
func (p place) has(i int) bool {
	return i >= int(p.from) && i < int(p.to) && (i < int(p.gap) || i >= int(p.past))
}

// neighbour follows whether a candidate always has the same word beside it.
type neighbour struct {
	word   uint32
	seen   bool
	varied bool
}

func (n *neighbour) see(word uint32) {
	n.varied = n.varied || n.seen && n.word != word
	n.word, n.seen = word, true
}

// keyOf names a sequence of lemmas.
func keyOf(buf []byte, tokens []token) []byte {
	for _, t := range tokens {
		buf = binary.LittleEndian.AppendUint32(buf, t.lemma)
	}
	return buf
}

// text joins words by their numbers.
func (s *side) text(words []uint32) string {
	var b strings.Builder
	for i, w := range words {
		if i > 0 && !strings.HasSuffix(b.String(), "'") {
			b.WriteByte(' ')
		}
		b.WriteString(s.words[w])
	}
	return b.String()
}

// lemmaText joins lemmas with single spaces, as general.Table wants them.
func (s *side) lemmaText(lemmas []uint32) string {
	parts := make([]string, len(lemmas))
	for i, l := range lemmas {
		parts[i] = s.words[l]
	}
	return strings.Join(parts, " ")
}

// span is a candidate's occurrence in the sentence at hand.
type span struct {
	from, to int
	pattern  pattern
}

// finder finds the candidates in sentences of one language.
type finder struct {
	patterns map[string]pattern
	names    names           // sequences that count as candidates whatever their parts of speech
	poor     map[string]bool // words that no term begins or ends with
	vague    map[string]bool // words that are no terms alone
	light    map[string]bool // verbs that are no terms
	prefix   map[string]bool // parts of words, with which no term ends
	spans    []span
	classes  [longestPattern]byte
}

func newFinder(s *side) *finder {
	return &finder{patterns: patternsOf(s.code), poor: poorWords(s.code), vague: vagueWords(s.code), light: lightVerbs(s.code), prefix: prefixes(s.code)}
}

// find lists the candidates of a sentence by start and length. The result is
// valid until the next call.
func (f *finder) find(s *side, sentence *sentence) []span {
	tokens := sentence.tokens
	f.spans = f.spans[:0]
	for from := range tokens {
		if !f.edge(s, tokens[from]) && !opensName(sentence, from) {
			continue
		}
		before := len(f.spans)
		f.spans = f.names.find(f.spans, sentence, from)
		for n := 0; n < longestPattern && from+n < len(tokens); n++ {
			t := tokens[from+n]
			if t.class == breaks || t.class == number || t.class == coordinate {
				break
			}
			f.classes[n] = t.class
			p, fits := f.patterns[string(f.classes[:n+1])]
			if !fits || !f.edge(s, t) || f.prefix[s.words[t.norm]] || n == 0 && !f.edge(s, tokens[from]) || f.vague[s.words[tokens[from].lemma]] && (n == 0 || f.classes[1] == adposition) || len(f.spans) > before && f.spans[before].to == from+n+1 {
				continue // the last: it is a name already
			}
			if s.code == corpus.English && strings.Contains(p.classes, "I") && cutsCompound(tokens, from+n+1) {
				continue
			}
			if n > 0 && !agrees(tokens, place{from: int16(from), to: int16(from + n + 1)}) {
				continue // "conventions pénale [et civile]"
			}
			f.spans = append(f.spans, span{from, from + n + 1, p})
		}
	}
	return f.spans
}

// cutsCompound reports whether an English phrase that ends before a word leaves out the noun
// that its last one modifies: "meeting of the Expert [Group]".
func cutsCompound(tokens []token, at int) bool {
	return at < len(tokens) && tokens[at].class == noun
}

// opensName reports whether a word with a capital opens a name, whatever it
// means elsewhere: "New Brunswick", "First Committee".
func opensName(sentence *sentence, at int) bool {
	tokens := sentence.tokens
	t := tokens[at]
	return !sentence.title && content(t.class) && t.flags&capital != 0 && t.flags&(shouting|first) == 0 && t.end-t.start >= 3 &&
		at+1 < len(tokens) && tokens[at+1].flags&capital != 0 && content(tokens[at+1].class)
}

// edge reports whether a candidate may begin or end with the word: it has a
// meaning of its own and three characters. Nouns that are spelt like function
// words ("personne", "pouvoir", "avoir") are nouns.
func (f *finder) edge(s *side, t token) bool {
	if !content(t.class) || t.end-t.start < 3 {
		return false
	}
	if t.flags&shouting != 0 {
		return true
	}
	lemma, norm := s.words[t.lemma], s.words[t.norm]
	if f.poor[lemma] || f.poor[norm] || strings.Trim(norm, "ivx") == "" { // "(iii)" in running text
		return false
	}
	return t.class == noun || !f.light[lemma] && !s.language.StopWord(norm)
}

// collect counts the candidates of the source side with their forms and places.
func (x *extraction) collect() {
	f := newFinder(x.source)
	x.long = x.source.longForms()
	x.recallLong()
	f.names = newNames(x.source, x.long)
	rare := x.rare(f)
	var buf []byte
	for n := range x.source.sentences {
		sentence := &x.source.sentences[n]
		spans := f.find(x.source, sentence)
		found := make([]*candidate, 0, len(spans))
		kept := spans[:0]
		for _, sp := range spans {
			buf = keyOf(buf[:0], sentence.tokens[sp.from:sp.to])
			c := x.byKey[string(buf)]
			if c == nil && rare != nil && rare[keyHash(buf)] < x.leastCount() {
				continue
			}
			kept = append(kept, sp)
			if c == nil {
				c = x.newCandidate(string(buf), sentence.tokens[sp.from:sp.to], sp.pattern)
			}
			found = append(found, c)
			x.see(c, n, sp)
		}
		nest(kept, found)
	}
	x.coordinations()
	x.groupVariants()
}

// leastCount is how often a candidate must occur to be kept while counting:
// spellings, permutations and acronyms are joined only afterwards, so that it
// is below the count asked for, but in large texts.
func (x *extraction) leastCount() uint32 {
	if len(x.source.sentences) < largeText {
		return 1
	}
	return max(2, uint32(x.opts.MinCount))
}

// largeText is the number of sentences from which candidates that occur once
// are not kept, so that memory grows with what recurs.
const largeText = 20000

// rare counts all candidates of a large text by the hash of their lemmas; nil
// for a small one.
func (x *extraction) rare(f *finder) map[uint64]uint32 {
	if x.leastCount() == 1 {
		return nil
	}
	counts := map[uint64]uint32{}
	var buf []byte
	for n := range x.source.sentences {
		tokens := x.source.sentences[n].tokens
		for _, sp := range f.find(x.source, &x.source.sentences[n]) {
			buf = keyOf(buf[:0], tokens[sp.from:sp.to])
			counts[keyHash(buf)]++
		}
	}
	return counts
}

func keyHash(key []byte) uint64 {
	h := fnv.New64a()
	h.Write(key)
	return h.Sum64()
}

func (x *extraction) newCandidate(key string, tokens []token, p pattern) *candidate {
	c := &candidate{pattern: p, forms: map[string]*form{}}
	for _, t := range tokens {
		c.lemmas = append(c.lemmas, t.lemma)
	}
	x.byKey[key] = c
	x.candidates = append(x.candidates, c)
	return c
}

// see counts one occurrence.
func (x *extraction) see(c *candidate, n int, sp span) {
	sentence := &x.source.sentences[n]
	tokens := sentence.tokens[sp.from:sp.to]
	c.count++
	if x.source.code == corpus.English && cutsCompound(sentence.tokens, sp.to) {
		c.cut++
	}
	c.seePattern(sp.pattern)
	c.left.see(neighbourOf(sentence.tokens, sp.from-1))
	c.right.see(neighbourOf(sentence.tokens, sp.to))
	c.places = append(c.places, place{sentence: int32(n), from: int16(sp.from), to: int16(sp.to)})
	key := normsKey(tokens)
	f := c.forms[key]
	if f == nil {
		f = &form{fixed: -1}
		c.forms[key] = f
	}
	f.see(x.source, tokens, sentence.title)
}

// normsKey names a form.
func normsKey(tokens []token) string {
	buf := make([]byte, 0, 64)
	for _, t := range tokens {
		buf = binary.LittleEndian.AppendUint32(buf, t.norm)
	}
	return string(buf)
}

// see counts a form and keeps the writing that says most about its capitals: a
// form is lower case unless it is always capitalised.
func (f *form) see(s *side, tokens []token, title bool) {
	f.count++
	if f.fixed == 2 {
		return
	}
	fixed, capitals := 1, byte(0)
	for _, t := range tokens {
		capitals |= t.flags & capital
	}
	switch {
	case capitals == 0:
		fixed = 2
	case title || tokens[0].flags&first != 0:
		fixed = 0
	}
	if fixed > f.fixed {
		f.fixed, f.text = fixed, plainMarks(s.surface(tokens))
		if fixed == 0 && tokens[0].flags&shouting == 0 {
			f.text = strings.ToLower(f.text)
		}
	}
}

// seePattern keeps the pattern that most occurrences have: the tagger gives the
// same words different tags.
func (c *candidate) seePattern(p pattern) {
	switch {
	case p.classes == c.pattern.classes:
		c.lead++
	case c.lead > 0:
		c.lead--
	default:
		c.pattern, c.lead = p, 1
	}
}

// neighbourOf is the word at a place, 0 at the ends of the sentence.
func neighbourOf(tokens []token, at int) uint32 {
	if at < 0 || at >= len(tokens) {
		return 0
	}
	return tokens[at].norm
}

// nest counts which candidates stand inside longer ones. Spans are ordered by
// start, and none is longer than longestName, so that only neighbours are
// compared.
func nest(spans []span, found []*candidate) {
	for i, inner := range spans {
		first := i
		for first > 0 && spans[first-1].from >= inner.from-longestName {
			first--
		}
		for j := first; j < len(spans) && spans[j].from <= inner.from; j++ {
			if outer := spans[j]; outer.to >= inner.to && outer.to-outer.from > inner.to-inner.from {
				found[i].within++
			}
		}
	}
}

// sortedForms lists the forms, most frequent first.
func (c *candidate) sortedForms() []*form {
	all := make([]*form, 0, len(c.forms))
	for _, f := range c.forms {
		all = append(all, f)
	}
	slices.SortFunc(all, func(a, b *form) int {
		return cmp.Or(cmp.Compare(b.count, a.count), cmp.Compare(a.text, b.text))
	})
	return all
}
