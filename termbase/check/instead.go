package check

import (
	"slices"

	"bitext/corpus"
	"bitext/corpus/lang"
	"bitext/termbase/match"
)

// insteadReach is how many words, free ones included, a rendering may span.
const insteadReach = 9

// stand is what stands in the place of an occurrence.
type stand struct {
	span   corpus.Span // in the target; empty where nothing was found
	rival  bool        // a term of its own: neither empty nor a short form
	linked bool        // word links lead there
}

// scene is what a search for a stand looks at: one clause of a row, with the
// words that are spoken for.
type scene struct {
	text  *match.Text
	span  corpus.Span
	head  *headOf
	kept  []match.Match
	verb  bool            // the approved term is a verb
	mine  map[int]float64 // target words linked to the occurrence, with the weight
	other map[int]float64 // target words linked to other words of the source
}

func newScene(row *rowTerms, s shortage, o occurrence, links []link) *scene {
	c := &scene{
		text: row.target(), span: s.clause.target, head: s.concept.head(), kept: s.kept,
		mine: map[int]float64{}, other: map[int]float64{},
	}
	c.verb = len(c.head.words) > 0 && c.head.words[0].Infinitive()
	for _, l := range links {
		if slices.Contains(o.Parts, l.source) {
			c.mine[l.target] = max(c.mine[l.target], l.p)
		} else if l.known {
			c.other[l.target] = max(c.other[l.target], l.p)
		}
	}
	return c
}

// open reports whether word i may be part of a rival: it carries meaning,
// belongs to no approved rendering, and no other word of the source accounts
// for it better.
func (c *scene) open(i int) bool {
	w := &c.text.Words[i]
	return w.Start < c.span.End && w.End > c.span.Start && c.names(w) && !within(c.kept, i) && !c.foreign(i)
}

// foreign reports whether another word of the source accounts for word i.
func (c *scene) foreign(i int) bool { return c.other[i] > max(c.mine[i], sureLink) }

// sureLink is the probability from which a link of another word takes a word
// away from a rival; a word that stands for nothing in the source is linked
// to something too, but weakly.
const sureLink = 0.6

// names reports whether a word can name the concept: a noun or adjective, or a
// verb where the term is one.
func (c *scene) names(w *match.Word) bool {
	if w.Punct() || w.Free() || pronouns[w.Norm] {
		return false
	}
	switch w.Tag {
	case lang.Noun, lang.Propn, lang.Adj:
		return true
	case lang.Verb:
		return c.verb || w.Modifier() || w.Nominal() || c.head.shares(w)
	case lang.X:
		return len([]rune(w.Norm)) > 3
	}
	return c.head.shares(w)
}

// pronouns stand for a noun, and with "-ci" or "-même" behind them look like one.
var pronouns = map[string]bool{
	"celui": true, "celle": true, "ceux": true, "celles": true, "ci": true,
	"lui": true, "elle": true, "eux": true, "elles": true, "même": true, "mêmes": true,
}

// instead finds what stands in the place of an occurrence that no approved
// rendering stands for: the words that the occurrence is linked to; else a
// phrase that shares a word with the approved term but is not it ("captif de
// guerre"); else a noun that nothing in the source accounts for.
func (t *terms) instead(row *rowTerms, s shortage, o occurrence, links []link) stand {
	c := newScene(row, s, o, links)
	first := firstWord(c.text, c.span.Start)
	last := firstWord(c.text, c.span.End)
	for n, witness := range []func(int) bool{
		func(i int) bool { return c.mine[i] > 0 },
		func(i int) bool { return c.head.shares(&c.text.Words[i]) },
	} {
		var hit []int
		for i := first; i < min(last+1, len(c.text.Words)); i++ {
			if c.open(i) && witness(i) {
				hit = append(hit, i)
			}
		}
		if len(hit) > 0 {
			from, to := nearest(hit)
			from, to = c.widen(from, to)
			if from == to && c.complement(from) {
				continue
			}
			return stand{
				span:  corpus.Span{Start: c.text.Words[from].Start, End: c.text.Words[to].End},
				rival: !c.short(from, to), linked: n == 0,
			}
		}
	}
	return stand{}
}

// complement reports whether a word is a mere complement of the approved term
// that stands alone here: "travaux" says nothing of "groupe de travail".
func (c *scene) complement(i int) bool {
	w := &c.text.Words[i]
	return c.head.shares(w) && !c.head.is(w) && w.Nominal()
}

// nearest is the longest run of hits that fits into one phrase.
func nearest(hit []int) (first, last int) {
	first, last = hit[0], hit[0]
	best := 0
	for i := range hit {
		j := i
		for j+1 < len(hit) && hit[j+1]-hit[i] < insteadReach {
			j++
		}
		if j-i+1 > best {
			best, first, last = j-i+1, hit[i], hit[j]
		}
	}
	return first, last
}

// widen takes in what belongs to the phrase: a word of the approved term next
// to it, an adjective behind its head, and a complement that no other word of
// the source accounts for.
func (c *scene) widen(first, last int) (int, int) {
	words := c.text.Words
	if i := before(words, first); i >= 0 && c.open(i) && (c.head.shares(&words[i]) || i == first-1 && words[i].Modifier() && !words[i].Nominal()) {
		first = i
	}
	if i := before(words, first); i >= 0 && (i == first-1 || joined(words[i+1:first])) && c.headless(first, last) && words[i].Nominal() && !within(c.kept, i) && !c.foreign(i) {
		first = i // "collectivité" before "civile", "service" before "au conflit"
	}
	i := after(words, last)
	if i >= len(words) || !c.open(i) {
		return first, last
	}
	switch {
	case c.head.shares(&words[i]):
		last = i
	case !c.head.is(&words[last]):
	case i == last+1, i == last+2 && joins[words[last+1].Norm] && words[i].Nominal():
		last = i
	}
	return first, last
}

// joined reports whether words tie what follows them to the noun before them.
func joined(between []match.Word) bool {
	for i := range between {
		if joins[between[i].Norm] {
			return true
		}
	}
	return false
}

// headless reports whether a phrase has modifiers of the approved term alone.
func (c *scene) headless(first, last int) bool {
	for i := first; i <= last; i++ {
		if w := &c.text.Words[i]; !w.Punct() && !w.Free() && (c.head.is(w) || !c.head.shares(w)) {
			return false
		}
	}
	return true
}

// joins are the words that tie a complement to its noun.
var joins = map[string]bool{"de": true, "d": true, "du": true, "des": true, "sous": true, "à": true, "au": true, "aux": true, "par": true}

// short reports whether a phrase is a short form of the approved term: its
// head, alone or with some of its words, and nothing else.
func (c *scene) short(first, last int) bool {
	if len(c.head.words) < 2 {
		return false
	}
	head, parts := false, 0
	for i := first; i <= last; i++ {
		w := &c.text.Words[i]
		if w.Punct() || w.Free() {
			continue
		}
		if !c.head.shares(w) {
			return false
		}
		parts++
		head = head || c.head.is(w)
	}
	return (head || parts > 1) && parts < len(c.head.words)
}

// before is the content word in front of word i in the same phrase, or -1.
func before(words []match.Word, i int) int {
	for i--; i >= 0 && words[i].Free() && !words[i].Punct(); i-- {
	}
	if i >= 0 && content(&words[i]) {
		return i
	}
	return -1
}

// after is the first word behind word i that is not free.
func after(words []match.Word, i int) int {
	for i++; i < len(words) && (words[i].Free() || joins[words[i].Norm]) && !words[i].Punct(); i++ {
	}
	return i
}

// content reports whether a word can carry the meaning of a term.
func content(w *match.Word) bool {
	if w.Punct() || w.Free() {
		return false
	}
	switch w.Tag {
	case lang.Noun, lang.Propn, lang.Adj, lang.Verb, lang.Num:
		return true
	case lang.X:
		return len([]rune(w.Norm)) > 3
	}
	return false
}
