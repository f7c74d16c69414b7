package check

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"bitext/corpus"
)

// quoteRule reports quotation marks without partner and quotations that were
// lost.
func quoteRule() Rule {
	return Rule{
		Name:  "quote",
		Title: "a quotation mark has no partner",
		Explanation: "« », “ ” and \" must open and close within the paragraph; a paragraph whose source has an odd mark too passes (quotations over several paragraphs), " +
			"and so do inches and apostrophes. That the source quotes something and the translation nothing is a note.",
		Wrong:    "the term “party” → le terme « partie",
		Right:    "the term “party” → le terme « partie »",
		Severity: Warning,
		Mono:     true,
		Row:      quotes,
	}
}

func quotes(_ *Pass, r *Row) []Finding {
	if r.Target.Empty() {
		return nil
	}
	t := quotesOf(r.Target.Text)
	s := quoteCount{odd: -1}
	if !r.Source.Empty() {
		s = quotesOf(r.Source.Text)
	}
	switch {
	case t.odd >= 0 && s.odd < 0:
		_, n := utf8.DecodeRuneInString(r.Target.Text[t.odd:])
		span := corpus.Span{Start: t.odd, End: t.odd + n}
		return []Finding{{
			Message: "this quotation mark has no partner", Source: r.Source.All(), Target: r.Target.Side(span), Got: span.In(r.Target.Text),
			Debatable: s.pairs == 0 && t.pairs == 0 && runsOver(r.Target.Text, span),
		}}
	case s.pairs > 0 && t.pairs == 0 && s.odd < 0 && !r.Source.Empty():
		return []Finding{{Message: "the quotation marks of the source are gone", Source: r.Source.Side(s.first), Target: r.Target.All(), Debatable: true}}
	}
	return nil
}

// runsOver reports whether a quotation may begin in an earlier paragraph or end
// in a later one: the mark stands at the start, at the end or behind a colon.
func runsOver(text string, span corpus.Span) bool {
	before := strings.TrimSpace(text[:span.Start])
	after := strings.TrimLeft(text[span.End:], " \u00a0.;,)0123456789")
	if mark := span.In(text); mark == "»" || mark == "”" {
		return after == ""
	}
	return before == "" || strings.HasSuffix(before, ":") || after == "" && span.In(text) == `"`
}

// quoteCount is what the quotation marks of a text are like.
type quoteCount struct {
	pairs int
	odd   int         // offset of the first mark without partner, -1 where all have one
	first corpus.Span // of the first quotation, marks included
}

// quotesOf pairs the marks of a text. Single marks are apostrophes too often
// to be judged.
func quotesOf(text string) quoteCount {
	c := quoteCount{odd: -1}
	open := map[rune]int{} // closing mark → offset of its opening one
	note := func(start, end int) {
		if c.pairs == 0 {
			c.first = corpus.Span{Start: start, End: end}
		}
		c.pairs++
	}
	lone := func(at int) {
		if c.odd < 0 || at < c.odd {
			c.odd = at
		}
	}
	for i, r := range text {
		switch r {
		case '«':
			if at, ok := open['»']; ok && !continued(text, i) {
				lone(at)
			}
			if _, ok := open['»']; !ok {
				open['»'] = i
			}
		case '“':
			if at, ok := open['”']; ok { // „deutsch“
				note(at, i+len("“"))
				delete(open, '”')
				continue
			}
			open['”'] = i
		case '„':
			open['”'] = i
		case '»', '”':
			at, ok := open[r]
			if !ok {
				lone(i)
				continue
			}
			note(at, i+utf8.RuneLen(r))
			delete(open, r)
		case '"':
			if inches(text, i) {
				continue
			}
			if at, ok := open['"']; ok {
				note(at, i+1)
				delete(open, '"')
			} else {
				open['"'] = i
			}
		}
	}
	for _, at := range open {
		lone(at)
	}
	return c
}

// continued reports whether the mark at i opens again what is open: French
// repeats « at the start of each paragraph or line of a quotation.
func continued(text string, i int) bool {
	before := strings.TrimRightFunc(text[:i], unicode.IsSpace)
	if before == "" {
		return true
	}
	last, _ := utf8.DecodeLastRuneInString(before)
	return strings.ContainsRune(".;:!?", last)
}

// inches reports whether the mark at i stands behind a digit and closes
// nothing: 19".
func inches(text string, i int) bool {
	return i > 0 && text[i-1] >= '0' && text[i-1] <= '9' && strings.Count(text[:i], `"`)%2 == 0
}
