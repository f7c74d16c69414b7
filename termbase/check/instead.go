package check

import (
	"slices"

	"bitext/corpus"
	"bitext/corpus/lang"
	"bitext/termbase/match"
)

// insteadReach is how many words, free ones included, a rendering may span.
const insteadReach = 9

// instead finds what stands in the place of an occurrence that no approved
// rendering stands for. First witness: a phrase that shares a word with the
// approved term but is not it ("Puissance de protection", "captif de guerre"); second: the
// words that the occurrence is linked to.
func (t *terms) instead(row *rowTerms, s shortage, o occurrence, links []link) (corpus.Span, bool) {
	text := row.target()
	taken := func(i int) bool {
		return slices.ContainsFunc(s.kept, func(m match.Match) bool { return m.First <= i && i <= m.Last })
	}
	var hit []int
	for _, l := range links {
		if slices.Contains(o.Parts, l.source) && !taken(l.target) && content(&text.Words[l.target]) {
			hit = append(hit, l.target)
		}
	}
	slices.Sort(hit)
	hit = slices.Compact(hit)
	if len(hit) == 0 {
		return corpus.Span{}, false
	}
	first, last := nearest(hit)
	first, last = widen(text, s.concept.head(), first, last, taken)
	span := corpus.Span{Start: text.Words[first].Start, End: text.Words[last].End}
	return span, !t.bare(text, s.concept.head(), first, last)
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
// to it, and a modifier or complement behind its head.
func widen(text *match.Text, h *headOf, first, last int, taken func(int) bool) (int, int) {
	words := text.Words
	if i := before(words, first); i >= 0 && !taken(i) && h.shares(&words[i]) {
		first = i
	}
	if i := after(words, last); i < len(words) && !taken(i) && content(&words[i]) &&
		(h.shares(&words[i]) || h.is(&words[last]) && (words[i].Modifier() || i > last+1)) {
		last = i
	}
	return first, last
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
	for i++; i < len(words) && words[i].Free() && !words[i].Punct(); i++ {
	}
	return i
}

// bare reports whether a phrase is the head of the approved term and no more:
// a short form.
func (t *terms) bare(text *match.Text, h *headOf, first, last int) bool {
	return first == last && h.is(&text.Words[first]) && len(h.words) > 1
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
