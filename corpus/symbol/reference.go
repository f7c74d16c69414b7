package symbol

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// referenceAt reads the numbers behind a word such as "paragraph": "para. 52 (a)
// (i)", "articles 1, 22 to 24 et 27". Each number is a fact of its own.
func (p *parser) referenceAt(i int) int {
	unit := p.toks[i].lex.unit
	j := i + 1
	switch point := p.is(j, ".") && p.tight(j); {
	case point && !abbreviates(p.str(i)), !point && needsPoint(p.str(i)):
		return i
	case point:
		j++
	}
	j = p.numberSignAt(j)
	if unit == "page" && p.kind(j) != digitTok { // "P.C. 1978-881"
		return i
	}
	value, next := p.refValue(j, true)
	if value == "" {
		return i
	}
	start := i
	for {
		p.add(start, next, Fact{Kind: Reference, Unit: unit, Value: value, listed: start > i, ranged: start > i && (p.class(start-1) == rangeWord || p.dash(start-1))})
		last := next
		j = p.refJoint(last)
		if j == last {
			return last
		}
		start = j
		value, next = p.refValue(j, false)
		if value == "" || p.counts(next) || p.monthBehind(next) > 0 {
			return last
		}
	}
}

// abbreviates reports whether a point behind the word belongs to it; behind a
// whole word it ends the sentence.
func abbreviates(word string) bool {
	switch strings.ToLower(word) {
	case "para", "paras", "subpara", "subparas", "art", "arts", "sect", "sects", "chap", "chaps", "fig", "figs", "vol", "vols",
		"p", "pp", "par", "al", "parr", "párr", "párrs", "parrs", "secc", "cap", "abs", "ziff", "kap", "abb", "п", "пп", "ст", "app", "tab":
		return true
	}
	return false
}

// needsPoint reports whether a word is an abbreviation of a reference only with
// its point: "par" and "al" are words of their own in French.
func needsPoint(word string) bool {
	switch word {
	case "par", "Par", "p", "pp", "al", "chap":
		return true
	}
	return false
}

// numberSignAt skips "No.", "n°", "nos".
func (p *parser) numberSignAt(j int) int {
	if p.class(j) != numberSign && !(p.is(j+1, "°") || p.is(j+1, "º")) {
		return j
	}
	k := j + 1
	for p.is(k, ".") || p.is(k, "°") || p.is(k, "º") {
		k++
	}
	if p.kind(k) == digitTok {
		return k
	}
	return j
}

// refJoint skips what joins two numbers of a list of references.
func (p *parser) refJoint(j int) int {
	k := j
	if p.is(k, ",") || p.is(k, ";") && p.class(k+1) == listWord {
		k++
	}
	switch p.class(k) {
	case listWord, rangeWord:
		k++
	default:
		if p.dash(k) {
			k++
		}
	}
	return k
}

// counts reports whether what stands at token j makes the number before it
// one that counts things: "paragraph 2 and 5 days".
func (p *parser) counts(j int) bool {
	switch p.class(j) {
	case unitWord, currencyWord, currencySign, scaleWord, percentWord:
		return true
	}
	return p.percentAt(j) > j || p.is(j, "/")
}

// refValue reads one number of a reference with its sub-items. Right behind the
// keyword (first) a letter or a Roman numeral of one letter counts too.
func (p *parser) refValue(j int, first bool) (value string, next int) {
	switch p.kind(j) {
	case digitTok:
		if p.is(j+1, "/") && p.tight(j+1) {
			return "", j
		}
		q := p.figures(j)
		switch {
		case strings.Contains(q.also, " ") && !first:
			return "", j
		case strings.Contains(q.also, " "): // "paragraphs 110,111", "4 100"
			q = quantity{value: trimZeros(p.digits(j)), next: j + 1}
		case strings.Contains(q.also, "."): // section 462.321
			q.value = q.also
		}
		if q.ordinal && q.value != "1" {
			return "", j
		}
		value, next = q.value, q.next
	case wordTok:
		value, next = p.refWordValue(j, first)
	}
	for {
		label, n := "", j
		if value != "" {
			label, n = p.labelAt(next, true)
		} else if !p.tight(j) {
			label, n = p.labelAt(j, true) // "paragraph (1)"
		}
		if label == "" || !first && value == "" && p.kind(j) == digitTok {
			return value, max(next, j)
		}
		value, next = value+label, n
	}
}

// refWordValue reads a Roman numeral, or right behind the keyword one capital
// letter.
func (p *parser) refWordValue(j int, first bool) (string, int) {
	word := p.str(j)
	if p.is(j+1, ")") && p.tight(j+1) && !p.is(j-1, "(") && !(p.capital(j) && p.depth > 0) {
		return "", 0 // a label, "alinéa a)", but not the end of "(see annex I)"
	}
	if p.is(j+1, "'") || p.is(j+1, "’") || p.is(j+1, "´") {
		return "", 0 // "au titre d'une aide"
	}
	if n := roman(word); n > 0 && (first && (len(word) > 1 || !containsAny(word, "LCDM")) || len(word) > 1 && !containsAny(word, "LCDM")) {
		return strconv.Itoa(n), j + 1
	}
	if first && len(word) == 1 && word[0] >= 'A' && word[0] <= 'Z' && !p.is(j+1, "°") && !p.is(j+1, "(") && !p.initial(j) {
		return word, j + 1
	}
	return "", 0
}

// initial reports whether the letter at token j is that of a name: "M. Rypl".
func (p *parser) initial(j int) bool {
	return p.is(j+1, ".") && p.tight(j+1) && p.kind(j+2) == wordTok
}

// labelAt reads a sub-item "(a)", "a)", "(iv)", "(2)" and gives it as "(a)".
// Behind a number (after) digits in brackets count as well.
func (p *parser) labelAt(j int, after bool) (label string, next int) {
	k := j
	open := p.is(k, "(")
	if open {
		k++
	}
	if k >= len(p.toks) || !p.is(k+1, ")") || !p.tight(k+1) || open && !p.tight(k) {
		return "", j
	}
	switch s := p.str(k); {
	case p.toks[k].kind == wordTok && isLabel(s):
		return "(" + s + ")", k + 2
	case p.toks[k].kind == wordTok && labelLetter(s) != "":
		return "(" + labelLetter(s) + ")", k + 2
	case p.toks[k].kind == digitTok && after && open && len(s) <= 2:
		return "(" + trimZeros(p.digits(k)) + ")", k + 2
	}
	return "", j
}

// isLabel reports whether s may number a list item: one letter, or a Roman
// numeral in small letters.
func isLabel(s string) bool {
	if len(s) == 1 {
		return true
	}
	return len(s) <= 5 && smallRoman(s)
}

// labelLetter gives the Latin letter for one that numbers items in Cyrillic or
// Arabic, "" for others. Cyrillic letters that look like Latin ones stand for
// those: both are typed.
func labelLetter(s string) string {
	switch s {
	case "а", "أ":
		return "a"
	case "б", "ب":
		return "b"
	case "в", "с", "ج":
		return "c"
	case "г", "د":
		return "d"
	case "д", "е", "ه", "هـ":
		return "e"
	case "و":
		return "f"
	case "ж", "ز":
		return "g"
	case "з", "ح":
		return "h"
	case "и", "ط":
		return "i"
	case "к", "ي":
		return "j"
	}
	return ""
}

// itemAt reads the label of a list item in running text: "(a)" or "a)".
func (p *parser) itemAt(i int) int {
	if i > 0 && p.toks[i].gap == noGap && !p.is(i-1, ")") && !p.is(i-1, "(") && p.kind(i-1) != digitTok && !p.dash(i-1) {
		return i // the "(s)" of "État(s)"
	}
	open := p.is(i, "(")
	if !open && (p.is(i-1, "(") || p.kind(i) != wordTok || !p.is(i+1, ")")) {
		return i
	}
	label, next := p.labelAt(i, false)
	if label == "" {
		return i
	}
	if !open && p.depth > 0 && !p.closes(next) {
		return i // "(annexe A)"
	}
	return p.add(i, next, Fact{Kind: Reference, Unit: "item", Value: label})
}

// closes reports whether a bracket is closed before another opens, from token j
// on: then the bracket before j belonged to a label.
func (p *parser) closes(j int) bool {
	for ; j < len(p.toks); j++ {
		if p.is(j, "(") {
			return false
		}
		if p.is(j, ")") && !(p.kind(j-1) == wordTok && isLabel(p.str(j-1)) && p.toks[j-1].gap != noGap) {
			return true
		}
	}
	return false
}

// markAt reads a superscript number: the mark of a note, unless it is the
// exponent of a unit ("m²").
func (p *parser) markAt(i int) int {
	if p.exponent(i) {
		return i
	}
	if p.tight(i) && p.kind(i-1) == digitTok && p.kind(i) == superTok && p.str(i-1) == "10" {
		return p.add(i, i+1, Fact{Kind: Number, Value: "^" + p.digits(i)}) // "10⁶"
	}
	return p.add(i, i+1, Fact{Kind: Reference, Unit: "mark", Value: "^" + p.digits(i)})
}

// exponent reports whether the digits at token i cling to a unit or element:
// "m2", "km²", "CO2".
func (p *parser) exponent(i int) bool {
	if i == 0 || !p.tight(i) {
		return false
	}
	switch p.str(i - 1) {
	case "m", "km", "cm", "mm", "dm", "s", "CO", "kg":
		return true
	}
	return false
}

// glued reports whether the digits at token i cling to a word of the text: the
// mark of a note whose raised position was lost ("the Council2.").
func (p *parser) glued(i int) bool {
	if !p.tight(i) || p.toks[i].end-p.toks[i].start > 3 || p.kind(i-1) != wordTok || p.kind(i+1) == wordTok && p.tight(i+1) {
		return false
	}
	word := p.str(i - 1)
	last, n := utf8.DecodeLastRuneInString(word)
	return len(word) >= 3+n && unicode.IsLower(last)
}

// romanAt reads a Roman numeral of at least two letters, or in French with the
// ending of an ordinal ("XXe siècle").
func (p *parser) romanAt(i int) int {
	if !romanLetter(p.text[p.toks[i].start]) || i > 0 && p.tight(i) && (p.is(i-1, ".") || p.is(i-1, "/") || p.is(i-1, "'") || p.is(i-1, "’")) {
		return i
	}
	word := p.str(i)
	body, ordinal := word, false
	if p.lex.code == "fr" {
		for _, end := range [...]string{"ème", "ième", "er", "re", "ère", "e"} {
			if n := len(word) - len(end); n > 0 && word[n:] == end {
				body, ordinal = word[:n], true
				break
			}
		}
	}
	n := roman(body)
	if n == 0 || len(body) < 2 && !ordinal || len(body) < 3 && containsAny(body, "LCDM") || containsAny(body, "CDM") {
		return i
	}
	return p.add(i, i+1, Fact{Kind: Number, Value: strconv.Itoa(n), Ordinal: ordinal, Unit: "roman"})
}

func containsAny(s, chars string) bool {
	for i := 0; i < len(s); i++ {
		for j := 0; j < len(chars); j++ {
			if s[i] == chars[j] {
				return true
			}
		}
	}
	return false
}
