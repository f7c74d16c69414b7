package check

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"bitext/corpus"
	"bitext/corpus/symbol"
)

// numberingRule compares the numbers of paragraphs and items.
func numberingRule() Rule {
	return Rule{
		Name:  "numbering",
		Title: "the number of a paragraph or item differs from the source",
		Explanation: "Numbers and letters at the start of paragraphs, headings and items must be the same: \"5.\" and \"5.\", \"(a)\" and \"a)\", \"II.\" and \"II.\". " +
			"Roman and Arabic forms of one number are equal. A number that stands on one side alone is reported where the text numbers its paragraphs on both sides.",
		Wrong:    "12. The Group agreed. → 13. Le Groupe est convenu.",
		Right:    "(a) the report → a) le rapport",
		Severity: Warning,
		Row:      numbering,
	}
}

// numberedShare is how many of the source's labels must have one on the other
// side before the lack of one is reported: where a program numbers the
// paragraphs, no label stands in the text.
const numberedShare = 0.5

func numbering(p *Pass, r *Row) []Finding {
	if len(r.Source.Blocks) != 1 || len(r.Target.Blocks) != 1 || r.Confidence < doubtful {
		return nil
	}
	s, at := labelOfBlock(r.Source.Block(0))
	t, bt := labelOfBlock(r.Target.Block(0))
	if s == t || numberOf(s) == numberOf(t) && numberOf(s) != "" || !p.numbered() && (s == "" || t == "") {
		return nil
	}
	if s != "" && t != "" && !sameSort(s, t) {
		return nil // "5." and "a)": two ways to number
	}
	f := Finding{
		Source: r.Source.Side(at), Target: r.Target.Side(bt),
		Term: at.In(r.Source.Text), Got: bt.In(r.Target.Text),
	}
	switch {
	case t == "":
		f.Message = fmt.Sprintf("the number %s is missing", f.Term)
	case s == "":
		f.Message = fmt.Sprintf("the number %s is not in the source", f.Got)
		f.Debatable = true
	default:
		f.Message = fmt.Sprintf("the number %s stands as %s", f.Term, f.Got)
	}
	return []Finding{f}
}

// labelOfBlock reads the label at the start of a block: "5.", "(a)", "iv)",
// "II.", "A.". The value is without brackets and stops.
func labelOfBlock(b *corpus.Block) (value string, at corpus.Span) {
	text := b.Text
	start := len(text) - len(strings.TrimLeft(text, " \t\u00a0\u202f*"))
	rest := text[start:]
	open := strings.HasPrefix(rest, "(")
	body := strings.TrimPrefix(rest, "(")
	n := 0
	for n < len(body) && (body[n] >= '0' && body[n] <= '9' || body[n] >= 'a' && body[n] <= 'z' || body[n] >= 'A' && body[n] <= 'Z') {
		n++
	}
	if n == 0 || n > 5 || n >= len(body) {
		return "", corpus.Span{}
	}
	end := body[n]
	if end != ')' && (open || end != '.') || end == '.' && n+1 < len(body) && !gapAt(body[n+1:]) {
		return "", corpus.Span{}
	}
	value = body[:n]
	if !labelWord(value) {
		return "", corpus.Span{}
	}
	length := n + 1
	if open {
		length++
	}
	return value, corpus.Span{Start: start, End: start + length}
}

// gapAt reports whether a text begins with white space.
func gapAt(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return r == ' ' || r == '\t' || r == '\u00a0' || r == '\u202f' || r == '\u2003'
}

// labelWord reports whether a word may be a label: a number, one letter, or a
// Roman numeral.
func labelWord(s string) bool {
	if _, err := strconv.Atoi(s); err == nil {
		return len(s) <= 4
	}
	return len(s) == 1 || romanLabel(s) > 0
}

// romanLabel is the value of a Roman numeral in letters of one case, 0 where s
// is none.
func romanLabel(s string) int {
	upper := strings.ToUpper(s)
	if s != upper && s != strings.ToLower(s) {
		return 0
	}
	for n := 1; n < 90; n++ {
		if symbol.Roman(n) == upper {
			return n
		}
	}
	return 0
}

// numberOf gives the value of a label that is a number, "" for letters.
func numberOf(s string) string {
	if _, err := strconv.Atoi(s); err == nil {
		return s
	}
	if n := romanLabel(s); n > 0 && (len(s) > 1 || s == "I" || s == "V" || s == "X") {
		return strconv.Itoa(n)
	}
	return ""
}

// sameSort reports whether two labels number in the same way.
func sameSort(a, b string) bool {
	if len(a) > 1 && len(b) == 1 {
		a, b = b, a
	}
	if len(b) > 1 && romanLabel(a) > 0 && romanLabel(b) > 0 { // "v)" and "vi)"
		return true
	}
	return (numberOf(a) == "") == (numberOf(b) == "")
}

// numbersBoth reports whether labels stand on both sides of the text.
func numbersBoth(rows []*Row) bool {
	all, both := 0, 0
	for _, r := range rows {
		if len(r.Source.Blocks) != 1 || len(r.Target.Blocks) != 1 {
			continue
		}
		s, _ := labelOfBlock(r.Source.Block(0))
		t, _ := labelOfBlock(r.Target.Block(0))
		if s == "" {
			continue
		}
		all++
		if t != "" {
			both++
		}
	}
	return all > 1 && float64(both) >= numberedShare*float64(all)
}
