package check

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"bitext/corpus"
	"bitext/corpus/symbol"
)

// bracketRule reports brackets without partner.
func bracketRule() Rule {
	return Rule{
		Name:  "bracket",
		Title: "a bracket has no partner",
		Explanation: "Round, square and curly brackets, in Spanish ¿? and ¡! too, must open and close within the paragraph. The half bracket of a list label (a), 1), iv)) passes, " +
			"and so does a paragraph whose source has the same bracket without partner.",
		Wrong:    "the Commission (sixth session) → la Commission (sixième session",
		Right:    "(a) the report; (b) the annex → a) le rapport ; b) l'annexe",
		Severity: Warning,
		Mono:     true,
		Row:      brackets,
	}
}

func brackets(p *Pass, r *Row) []Finding {
	if r.Target.Empty() {
		return nil
	}
	lonely := unpaired(&r.Target)
	if p.Target.Code() == corpus.Spanish {
		lonely = append(lonely, inverted(r.Target.Text)...)
	}
	if len(lonely) == 0 {
		return nil
	}
	var source []bracketAt
	if !r.Source.Empty() {
		source = unpaired(&r.Source)
	}
	var out []Finding
	for _, b := range lonely {
		if forgiven(&source, b.r) {
			continue
		}
		message := "this bracket is never closed"
		switch {
		case strings.ContainsRune("¿¡", b.r):
			message = "this mark is never closed"
		case strings.ContainsRune("?!", b.r):
			message = "this mark was never opened"
		case strings.ContainsRune(closing, b.r):
			message = "this bracket was never opened"
		}
		span := corpus.Span{Start: b.at, End: b.at + utf8.RuneLen(b.r)}
		out = append(out, Finding{Message: message, Source: r.Source.All(), Target: r.Target.Side(span), Got: string(b.r)})
	}
	return out
}

type bracketAt struct {
	r  rune
	at int
}

const (
	opening = "([{（［｛【「『《〈"
	closing = ")]}）］｝】」』》〉"
)

// kindOfBracket is the place of a bracket in opening or closing, -1 for what is
// none; one of full width is the same as its narrow one, for both are mixed.
func kindOfBracket(r rune, list string) int {
	const narrow = 3
	i := strings.IndexRune(list, r)
	if i < narrow {
		return i
	}
	if i = narrow + (i-narrow)/len("（"); i < 2*narrow {
		return i - narrow
	}
	return i
}

// inverted lists the question and exclamation marks of a Spanish text that lack
// the other of their kind. "¿Qué!" has both: a question may end as a cry.
func inverted(text string) []bracketAt {
	open := strings.IndexAny(text, "¿¡")
	shut := -1
	for i, r := range text {
		next, _ := utf8.DecodeRuneInString(text[i+1:])
		ends := i+1 == len(text) || unicode.IsSpace(next) || strings.ContainsRune("»”\")]}.,;:?!", next)
		before, _ := utf8.DecodeLastRuneInString(text[:i])
		word := text[strings.LastIndexFunc(text[:i], unicode.IsSpace)+1 : i]
		if (r == '?' || r == '!') && ends && (unicode.IsLetter(before) || unicode.IsDigit(before) && !strings.ContainsAny(word, "=/")) {
			shut = i
		}
	}
	switch {
	case open >= 0 && !strings.ContainsAny(text, "?!"):
		r, _ := utf8.DecodeRuneInString(text[open:])
		return []bracketAt{{r, open}}
	case open < 0 && shut >= 0:
		return []bracketAt{{rune(text[shut]), shut}}
	}
	return nil
}

// forgiven takes one bracket like r out of the source's unpaired ones.
func forgiven(source *[]bracketAt, r rune) bool {
	for i, s := range *source {
		if s.r == r {
			*source = append((*source)[:i:i], (*source)[i+1:]...)
			return true
		}
	}
	return false
}

// unpaired lists the brackets of a side that have no partner, in order.
func unpaired(t *Text) []bracketAt {
	text, facts := t.Text, t.Facts()
	var open, lonely []bracketAt
	for i, r := range text {
		if r == ')' && halfBracket(text, facts, i) || t.hidden(corpus.Span{Start: i}) {
			continue
		}
		switch kind := kindOfBracket(r, closing); {
		case kindOfBracket(r, opening) >= 0:
			open = append(open, bracketAt{r, i})
		case kind >= 0:
			n := len(open) - 1
			if n >= 0 && kindOfBracket(open[n].r, opening) == kind {
				if label := r == ')' && labelBefore(text, i) && closesLater(text, facts, i+1); !label || text[open[n].at+1:i] == labelOf(text, i) {
					open = open[:n]
				}
				continue
			}
			if r == ')' && labelBefore(text, i) || strings.HasSuffix(text[:i], ":") || strings.HasSuffix(text[:i], ";") {
				continue // a list label, a smile
			}
			lonely = append(lonely, bracketAt{r, i})
		}
	}
	lonely = append(lonely, open...)
	sortBrackets(lonely)
	return lonely
}

// halfBracket reports whether the bracket at i is the half bracket of a
// sub-item inside a reference: "par. 52 a)".
func halfBracket(text string, facts []symbol.Fact, i int) bool {
	for _, f := range facts {
		if f.Start <= i && i < f.End {
			return f.Kind == symbol.Reference && openIn(text[f.Start:i]) == 0 && labelBefore(text, i)
		}
	}
	return false
}

// openIn counts the brackets of a reference that are still open at its end:
// "2g)(iv" has one.
func openIn(s string) int {
	open := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '(':
			open++
		case ')':
			open = max(0, open-1)
		}
	}
	return open
}

func sortBrackets(b []bracketAt) {
	for i := 1; i < len(b); i++ {
		for j := i; j > 0 && b[j].at < b[j-1].at; j-- {
			b[j], b[j-1] = b[j-1], b[j]
		}
	}
}

// labelOf is what may be the label of a list item before the bracket at i: a
// letter, digits, a small Roman numeral.
func labelOf(text string, i int) string {
	start := i
	for start > 0 {
		r, n := utf8.DecodeLastRuneInString(text[:start])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '.' {
			break
		}
		start -= n
	}
	return text[start:i]
}

// labelBefore reports whether the closing bracket at i belongs to a list
// label.
func labelBefore(text string, i int) bool {
	label := strings.TrimSuffix(labelOf(text, i), ".")
	if at := strings.LastIndexByte(label, '.'); at >= 0 && at+1 < len(label) && strings.Trim(label[at+1:], "0123456789") != "" {
		label = label[at+1:] // "2.viii)", "C.01.604b)"
	}
	before, _ := utf8.DecodeLastRuneInString(text[:i-len(labelOf(text, i))])
	switch {
	case label == "", strings.ContainsRune("/-–'’", before): // the end of a symbol or a word
		return false
	case utf8.RuneCountInString(label) == 1:
		return true
	case strings.Trim(label, "0123456789.") == "":
		return len(label) <= 5
	case strings.Trim(label, ".0123456789") != label: // "4b)", "b.1)"
		return len(strings.Trim(label, ".0123456789")) <= 1
	}
	return len(label) <= 5 && strings.Trim(label, "ivxl") == "" || len(label) == 2 && label[0] == label[1]
}

// closesLater reports whether, from offset i on, another bracket closes that is
// no list label, before one opens.
func closesLater(text string, facts []symbol.Fact, i int) bool {
	for ; i < len(text); i++ {
		switch {
		case text[i] == '(':
			return false
		case text[i] == ')' && !halfBracket(text, facts, i):
			return true
		}
	}
	return false
}
