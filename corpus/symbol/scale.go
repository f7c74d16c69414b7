package symbol

import (
	"strconv"
	"strings"

	"bitext/corpus"
)

// sign reports whether the mark before token i makes its number negative: a
// minus sign, or a hyphen with space before it and none behind ("27 -29" is a
// range, "- 5 kg" an item of a list).
func (p *parser) sign(i int) bool {
	if i == 0 || p.toks[i].kind != digitTok {
		return false
	}
	if p.is(i-1, "-") && p.is(i-2, "(") && p.percentAt(i+1) > i+1 { // "(- 28%)"
		return true
	}
	if !p.tight(i) {
		return false
	}
	if p.is(i-1, "\u2212") {
		return true
	}
	if !p.is(i-1, "-") || p.kind(i-2) == digitTok {
		return false
	}
	if i == 1 {
		return p.kind(i+1) != wordTok || p.tight(i+1)
	}
	return p.toks[i-1].gap != noGap && p.kind(i+1) != markTok || p.signed(i)
}

// signed reports whether the number at token i is a percentage or temperature
// behind a hyphen that space or a bracket parts from the word before it.
func (p *parser) signed(i int) bool {
	j := i + 1
	if p.decimalAt(j) {
		j += 2
	}
	counts := p.percentAt(j) > j || p.is(j, "°") || p.is(j, "º") || p.is(j, ".") && j+1 == len(p.toks)
	return counts && (p.toks[i-1].gap != noGap || p.is(i-2, "("))
}

// minus reports whether the word before token i may make its number negative.
func (p *parser) minus(i int) bool {
	if p.kind(i-1) != wordTok {
		return false
	}
	switch p.str(i - 1) {
	case "minus", "moins", "menos", "meno", "минус":
		return true
	}
	return false
}

// scaled applies "million", "milliards" and their like, and the letters before a
// currency sign ("1,5 M€").
func (p *parser) scaled(q quantity) quantity {
	if p.kind(q.next) == wordTok && p.tight(q.next+1) && p.class(q.next+1) == currencySign && isDecimal(q.value) {
		if places := currencyScale(p.str(q.next)); places > 0 {
			q.value, q.also = shift(q.value, places), ""
			q.next++
			return q
		}
	}
	if p.lex.code == "fr" && p.kind(q.next) == wordTok && p.str(q.next) == "Mio" && isDecimal(q.value) {
		q.value, q.also = shift(q.value, 6), ""
		q.next++
	}
	for p.class(q.next) == scaleWord && isDecimal(q.value) && !p.nautical(q.next) {
		q.value = shift(q.value, len(strconv.FormatInt(p.toks[q.next].lex.n, 10))-1)
		q.also = ""
		q.next++
		if cjk(p.lex.code) {
			p.addRest(&q)
		}
	}
	return q
}

// addRest adds the digits that follow a large scale in Chinese, Japanese and
// Korean: "1万2000" is 12,000, "1만 2천" too.
func (p *parser) addRest(q *quantity) {
	j := q.next
	if p.kind(j) != digitTok || p.lex.code == corpus.Chinese && !p.tight(j) || len(p.digits(j)) > 4 {
		return
	}
	rest, next := p.digits(j), j+1
	if p.kind(next) == wordTok && p.tight(next) && (p.str(next) == "千" || p.str(next) == "천") {
		rest, next = shift(rest, 3), next+1
	}
	whole, err := strconv.Atoi(q.value)
	n, errRest := strconv.Atoi(rest)
	if err == nil && errRest == nil && n < 10000 && whole%10000 == 0 && p.class(next) != unitWord {
		q.value, q.next = strconv.Itoa(whole+n), next
	}
}

// currencyScale is how many zeros a letter next to a currency sign stands for.
func currencyScale(letter string) int {
	switch letter {
	case "k", "K":
		return 3
	case "m", "M":
		return 6
	case "b", "B", "bn", "Md", "Mds":
		return 9
	}
	return 0
}

// trimZeros takes leading zeros off.
func trimZeros(s string) string {
	for len(s) > 1 && s[0] == '0' {
		s = s[1:]
	}
	return s
}

func isDecimal(s string) bool {
	points := 0
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '.':
			points++
		case s[i] < '0' || s[i] > '9':
			return false
		}
	}
	return s != "" && points <= 1
}

// shift moves the decimal point n places to the right.
func shift(s string, n int) string {
	whole, fraction, _ := strings.Cut(s, ".")
	if len(fraction) < n {
		fraction += strings.Repeat("0", n-len(fraction))
	}
	whole, fraction = trimZeros(whole+fraction[:n]), strings.TrimRight(fraction[n:], "0")
	if fraction == "" {
		return whole
	}
	return whole + "." + fraction
}
