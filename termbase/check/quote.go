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

func quotes(p *Pass, r *Row) []Finding {
	if r.Target.Empty() {
		return nil
	}
	t := quotesOf(r.Target.Text, p.Target.Code())
	s := quoteCount{odd: -1}
	if !r.Source.Empty() {
		s = quotesOf(r.Source.Text, p.Source.Code())
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
func quotesOf(text string, code corpus.Lang) quoteCount {
	q := quotePairs{text: text, code: code, open: map[rune][]int{}, count: quoteCount{odd: -1}}
	for i, r := range text {
		q.mark(i, r)
	}
	for _, open := range q.open {
		for _, at := range open {
			q.lone(at)
		}
	}
	return q.count
}

// quotePairs pairs marks from left to right.
type quotePairs struct {
	text  string
	code  corpus.Lang
	open  map[rune][]int // closing mark → offsets of its opening ones
	count quoteCount
}

// mark takes the character r at offset i.
func (q *quotePairs) mark(i int, r rune) {
	switch r {
	case '«':
		if q.shut('«', i, len("«")) { // »deutsch«
			return
		}
		if len(q.open['»']) == 0 || !continued(q.text, i) {
			q.opens('»', i)
		}
	case '„':
		q.opens('”', i)
	case '“':
		if !q.shut('”', i, len("“")) { // „deutsch“
			q.opens('”', i)
		}
	case '»', '”':
		if q.shut(r, i, utf8.RuneLen(r)) {
			return
		}
		if opens := opensWith(r, q.code); opens != 0 {
			q.opens(opens, i)
		} else {
			q.lone(i)
		}
	case '"':
		if inches(q.text, i) || gershayim(q.text, i, q.code) || q.shut('"', i, 1) || q.typed(i) {
			return
		}
		q.opens('"', i)
	}
}

// opens notes that a mark at i waits for its closing one.
func (q *quotePairs) opens(shut rune, i int) { q.open[shut] = append(q.open[shut], i) }

// typed closes „ with the mark of the keyboard: „so".
func (q *quotePairs) typed(i int) bool {
	open := q.open['”']
	return len(open) > 0 && strings.HasPrefix(q.text[open[len(open)-1]:], "„") && q.shut('”', i, 1)
}

// gershayim reports whether the mark at i stands inside a Hebrew acronym: האו"ם.
func gershayim(text string, i int, code corpus.Lang) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	after, _ := utf8.DecodeRuneInString(text[i+1:])
	return (code == "he" || code == "yi") && unicode.IsLetter(before) && unicode.IsLetter(after)
}

// opensWith gives the mark that closes what a mark opens which closes in most
// languages, 0 where it opens nothing: »deutsch«, ”svenska”, »suomi».
func opensWith(r rune, code corpus.Lang) rune {
	switch code {
	case corpus.German, "da", "cs", "sk", "sl", "hr", "sr", "hu", "pl":
		if r == '»' {
			return '«'
		}
	case "sv", "fi":
		return r
	}
	return 0
}

// shut closes what waits for the mark, which is size bytes at i; false where
// nothing waits.
func (q *quotePairs) shut(mark rune, i, size int) bool {
	last := len(q.open[mark]) - 1
	if last < 0 {
		return false
	}
	at := q.open[mark][last]
	if q.count.pairs == 0 {
		q.count.first = corpus.Span{Start: at, End: i + size}
	}
	q.count.pairs++
	q.open[mark] = q.open[mark][:last]
	return true
}

// lone notes a mark without partner; the first one counts.
func (q *quotePairs) lone(at int) {
	if q.count.odd < 0 || at < q.count.odd {
		q.count.odd = at
	}
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
