package check

import (
	"bitext/corpus"
	"bitext/termbase/match"
)

// memory is how many rows back a full form lets a short form stand.
const memory = 2

// saidBefore reports whether an approved rendering of the concept stands in
// the row before the clause or in the rows just before.
func (t *terms) saidBefore(r *Row, s shortage) bool {
	for _, m := range t.standing(r, s.concept) {
		if m.Start < s.clause.target.Start {
			return true
		}
	}
	for i := r.Index - 1; i >= max(0, r.Index-memory); i-- {
		if len(t.standing(t.pass.Rows[i], s.concept)) > 0 {
			return true
		}
	}
	return false
}

// pointers are French words that stand for a noun phrase said before.
var pointers = map[string]bool{
	"celui": true, "celle": true, "ceux": true, "celles": true,
	"dernier": true, "dernière": true, "derniers": true, "dernières": true,
	"ledit": true, "ladite": true, "lesdits": true, "lesdites": true, "dudit": true, "desdits": true, "desdites": true,
}

// pointersEnglish are the words that such French words translate themselves.
var pointersEnglish = map[string]bool{"latter": true, "former": true, "those": true, "that": true, "such": true}

var personal = map[string]bool{"il": true, "elle": true, "ils": true, "elles": true}

// shortForms counts the bare heads and pointing words in the target of the
// clause that no bare head or pointing word of the source accounts for.
func (t *terms) shortForms(r *Row, s shortage) int {
	row := &t.rows[r.Index]
	target, source := row.target(), row.source()
	heads := countBare(target, s.clause.target, s.concept.head(), s.kept) - t.bareSources(source, s)
	points := countWords(target, s.clause.target, pointers) - countWords(source, s.clause.source, pointersEnglish)
	n := max(0, heads)
	if len(s.kept) > 0 {
		n += max(0, points)
	}
	return n
}

// countBare counts the heads with a determiner in front and no modifier or
// complement behind, outside the approved renderings.
func countBare(t *match.Text, span corpus.Span, h *headOf, kept []match.Match) int {
	if len(h.words) < 2 {
		return 0
	}
	n := 0
	words := t.Words
	for i := firstWord(t, span.Start); i < len(words) && words[i].Start < span.End; i++ {
		if !h.is(&words[i]) || within(kept, i) || i == 0 || !words[i-1].Free() {
			continue
		}
		if i+1 == len(words) || !goesOn(&words[i+1]) {
			n++
		}
	}
	return n
}

func within(matches []match.Match, i int) bool {
	for _, m := range matches {
		if m.First <= i && i <= m.Last {
			return true
		}
	}
	return false
}

// complements are words after a noun that say which one is meant.
var complements = map[string]bool{
	"de": true, "du": true, "des": true, "d": true, "d'": true, "à": true, "en": true, "qui": true, "que": true, "qu": true,
	"dont": true, "par": true, "pour": true, "sous": true,
}

// goesOn reports whether a word behind a noun narrows it.
func goesOn(w *match.Word) bool { return complements[w.Norm] || !w.Punct() && w.Modifier() }

// bareSources counts, in the source, the last words of the term outside its
// occurrences: "the Power" where the term is "Detaining Power".
func (t *terms) bareSources(source *match.Text, s shortage) int {
	last := s.places[0].Parts[len(s.places[0].Parts)-1]
	n := 0
	for i := firstWord(source, s.clause.source.Start); i < len(source.Words) && source.Words[i].Start < s.clause.source.End; i++ {
		if !source.Words[i].Same(&source.Words[last]) {
			continue
		}
		inside := false
		for _, o := range s.places {
			inside = inside || o.First <= i && i <= o.Last
		}
		if !inside {
			n++
		}
	}
	return n
}

func countWords(t *match.Text, span corpus.Span, list map[string]bool) int {
	n := 0
	for i := firstWord(t, span.Start); i < len(t.Words) && t.Words[i].Start < span.End; i++ {
		if list[t.Words[i].Norm] {
			n++
		}
	}
	return n
}

// openingWords is how far into a clause a pronoun may stand that takes up what
// was said before.
const openingWords = 4

// openingPronoun reports whether the target of the clause has a bare head, a
// pointing word, or a personal pronoun among its first words.
func (t *terms) openingPronoun(r *Row, s shortage) bool {
	target := t.rows[r.Index].target()
	if countBare(target, s.clause.target, s.concept.head(), s.kept) > 0 || countWords(target, s.clause.target, pointers) > 0 {
		return true
	}
	first := firstWord(target, s.clause.target.Start)
	for i := first; i < min(first+openingWords, len(target.Words)); i++ {
		if personal[target.Words[i].Norm] {
			return true
		}
	}
	return false
}
