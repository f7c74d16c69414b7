package check

import (
	"bitext/termbase/match"
)

// headOf is an approved term cut into its head noun and the rest, to tell a
// short form ("le Groupe") from a rival ("le groupe de travail").
type headOf struct {
	words []match.Word // content words of the term
	head  int          // in words
}

// newHead finds the head of a French noun phrase: the first word that is no
// mere modifier of what follows ("Haute Partie contractante" → Partie).
func newHead(term string, m *match.Morph) *headOf {
	h := &headOf{}
	text := m.Text(m.Lang().Analyse(term))
	for i := range text.Words {
		if w := &text.Words[i]; !w.Punct() && !w.Free() {
			h.words = append(h.words, *w)
		}
	}
	for h.head < len(h.words)-1 && !h.words[h.head].Nominal() {
		h.head++
	}
	if h.head == len(h.words)-1 && len(h.words) > 0 && !h.words[h.head].Nominal() {
		h.head = 0
	}
	return h
}

// is reports whether the word is a form of the head.
func (h *headOf) is(w *match.Word) bool {
	return len(h.words) > 0 && h.words[h.head].Same(w)
}

// shares reports whether the word is a form of any word of the term.
func (h *headOf) shares(w *match.Word) bool {
	for i := range h.words {
		if h.words[i].Same(w) {
			return true
		}
	}
	return false
}
