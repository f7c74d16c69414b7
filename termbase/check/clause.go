package check

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"bitext/corpus"
)

// Bounds on the ratio of the lengths of a clause and its translation, both
// with some bytes added so that short ones may differ more; from the French of
// the Geneva Conventions, where they hold for all but one of a thousand right
// pairs.
const (
	clauseSlack = 8
	clauseLeast = 0.4
	clauseMost  = 2.6
)

// clausesOf cuts the sentence pairs of a row at stops, colons and semicolons
// where both sides have as many and the lengths fit. Terms are counted within
// clauses, so that one too many here does not make up for one too few there.
func clausesOf(r *Row) []clause {
	var out []clause
	for _, p := range r.Pairs {
		source, target := stretches(r.Source.Text, p.Source), stretches(r.Target.Text, p.Target)
		if len(source) != len(target) || !alike(source, target) {
			out = append(out, clause{p.Source, p.Target})
			continue
		}
		for i := range source {
			out = append(out, clause{source[i], target[i]})
		}
	}
	return out
}

func alike(source, target []corpus.Span) bool {
	for i := range source {
		ratio := float64(target[i].Len()+clauseSlack) / float64(source[i].Len()+clauseSlack)
		if ratio < clauseLeast || ratio > clauseMost {
			return false
		}
	}
	return true
}

// stretches cuts a span of the text behind marks that white space follows.
func stretches(text string, span corpus.Span) []corpus.Span {
	var out []corpus.Span
	start, mark := span.Start, false
	for i, r := range span.In(text) {
		at := span.Start + i
		switch {
		case mark && unicode.IsSpace(r) && strings.TrimSpace(text[start:at]) != "":
			out = append(out, corpus.Span{Start: start, End: at})
			start, mark = at+utf8.RuneLen(r), false
		case !unicode.IsSpace(r):
			mark = strings.ContainsRune(".;:!?", r)
		}
	}
	if strings.TrimSpace(text[start:span.End]) != "" || len(out) == 0 {
		out = append(out, corpus.Span{Start: start, End: span.End})
	}
	return out
}
