package symbol

import (
	"strconv"
	"strings"
)

// counter adds number words up: total holds what was closed by a scale word,
// cur the part below a thousand.
type counter struct {
	total, cur int64
	words      int
	ordinal    bool
}

// spelled reads number words from token i: "one hundred and twenty-five",
// "quatre-vingt-dix-neuf", "soixante-cinquième", "two thirds". A single word that
// need not be a number comes back as weak.
func (p *parser) spelled(i int) (quantity, bool) {
	if p.is(i-1, "/") && p.tight(i) {
		return quantity{}, false // "grammes/mille"
	}
	if q, ok := p.spelledStart(i); ok {
		return q, true
	}
	var c counter
	j := i
	for !c.ordinal {
		k := p.joint(c, j)
		n := p.count(&c, k)
		if n == k {
			break
		}
		j = n
	}
	if c.words == 0 {
		return p.weakAt(i)
	}
	if q, ok := p.denominator(c, j); ok {
		return q, true
	}
	if c.total > 0 && c.cur == 0 && p.class(j) == listWord && p.half(j+1) > j { // "un million et demi"
		c.total += p.toks[j-1].lex.n / 2
		j = p.half(j + 1)
	}
	q := quantity{next: j, value: strconv.FormatInt(c.total+c.cur, 10), spelled: true, ordinal: c.ordinal}
	if n := p.andHalf(j); n > j && p.halves(n) { // "two and a half million"
		q.value, q.next = q.value+".5", n
	}
	q.weak = p.thirdParty(i, j) || p.lex.code == "en" && c.words == 1 && p.toks[i].lex.class == hundredWord || // "several hundred"
		p.lex.code == "fr" && q.value == "9" && c.words == 1 && !c.ordinal // "neuf" is also "new"
	return q, true
}

// half gives the token behind "half", "a half", "demi" at token j, 0 where
// none stands there.
func (p *parser) half(j int) int {
	if p.one(j) {
		j++
	}
	if p.class(j) == fractionWord && p.toks[j].lex.n == 2 {
		return j + 1
	}
	return 0
}

// andHalf gives the token behind "and a half" and "-and-a-half" at token j, j
// itself elsewhere.
func (p *parser) andHalf(j int) int {
	from := j
	skip := func() {
		if p.hyphen(j) {
			j++
		}
	}
	if skip(); p.class(j) != listWord {
		return from
	}
	j++
	if skip(); p.one(j) {
		j++
		skip()
	}
	if n := p.half(j); n > 0 {
		return n
	}
	return from
}

// halves reports whether the word at token j may be counted in halves: a scale
// ("two and a half million") or a unit ("two and a half years").
func (p *parser) halves(j int) bool { return p.class(j) == scaleWord || p.class(j) == unitWord }

// halfBehind gives the token behind "et demi" where it follows the unit at token
// j ("deux ans et demi", "a year and a half"), j itself elsewhere.
func (p *parser) halfBehind(j int) int {
	if p.class(j) == unitWord && p.class(j+1) == listWord {
		if n := p.half(j + 2); n > 0 && p.class(n) != unitWord && p.class(n) != articleWord && !p.one(n) && !p.genitive(n) && !p.hyphen(n) {
			return n
		}
	}
	return j
}

// thirdParty reports whether "third" in tokens [i,j) counts nothing: "third
// parties", "third States", "the third world".
func (p *parser) thirdParty(i, j int) bool {
	if p.lex.code != "en" || j != i+1 || p.toks[i].lex.n != 3 || p.toks[i].lex.class != ordinalWord {
		return false
	}
	if p.is(j, "-") {
		j++
	}
	if p.kind(j) != wordTok {
		return false
	}
	next := strings.ToLower(p.str(j))
	for _, start := range [...]string{"part", "person", "state", "countr", "world"} {
		if strings.HasPrefix(next, start) {
			return true
		}
	}
	return false
}

// spelledStart reads what does not add up: decades and lone fractions.
func (p *parser) spelledStart(i int) (quantity, bool) {
	x := p.toks[i].lex
	switch x.class {
	case decadeWord:
		return quantity{next: i + 1, value: strconv.FormatInt(x.n, 10) + "s", spelled: true}, true
	case fractionWord:
		return quantity{next: i + 1, value: "1/" + strconv.FormatInt(x.n, 10), also: strconv.FormatInt(x.n, 10), spelled: true, weak: true}, true
	}
	return quantity{}, false
}

// weakAt gives a word that may be a number on its own.
func (p *parser) weakAt(i int) (quantity, bool) {
	x := p.toks[i].lex
	if x.class != weakWord {
		return quantity{}, false
	}
	q := quantity{next: i + 1, value: strconv.FormatInt(x.n, 10), spelled: true, weak: true, ordinal: x.unit == "ordinal"}
	if n := p.andHalf(i + 1); p.one(i) && n > i+1 && p.halves(n) { // "one and a half million"
		return quantity{next: n, value: "1.5", spelled: true}, true
	}
	if p.one(i) {
		j := i + 1
		if p.hyphen(j) {
			j++
		}
		if d := p.class(j); d == fractionWord || d == ordinalWord && p.genitive(j+1) {
			return quantity{next: j + 1, value: "1/" + strconv.FormatInt(p.toks[j].lex.n, 10), spelled: true, weak: p.lex.code == "fr" || p.toks[j].lex.n == 4 && !p.genitive(j+1)}, true // "a quarter" of the year
		}
	}
	return q, true
}

// genitive reports whether token j is "of", "de" or one of its forms.
func (p *parser) genitive(j int) bool {
	if p.class(j) == ofWord {
		return true
	}
	if p.kind(j) != wordTok || p.lex.code != "fr" {
		return false
	}
	s := p.str(j)
	return s == "du" || s == "des" || s == "d"
}

// denominator reads "two thirds", "trois quarts" when the numerator was c.
func (p *parser) denominator(c counter, j int) (quantity, bool) {
	n := c.total + c.cur
	if c.ordinal || n > 99 {
		return quantity{}, false
	}
	if p.hyphen(j) {
		j++
	}
	d := p.toks[min(j, len(p.toks)-1)]
	plural := d.lex.class == fractionWord && (d.lex.n > 2 || n > 1) || p.lex.code == "fr" && d.lex.class == ordinalWord && p.text[d.end-1] == 's'
	if j >= len(p.toks) || !plural {
		return quantity{}, false
	}
	return quantity{next: j + 1, value: strconv.FormatInt(n, 10) + "/" + strconv.FormatInt(d.lex.n, 10), spelled: true}, true
}

// one reports whether token i is the number or article one.
func (p *parser) one(i int) bool {
	if p.class(i) != weakWord || p.toks[i].lex.n != 1 {
		return false
	}
	switch strings.ToLower(p.str(i)) {
	case "one", "a", "an", "un", "une", "uno", "una", "ein", "eine":
		return true
	}
	return false
}

// hyphen reports whether token j is a hyphen without space around it.
func (p *parser) hyphen(j int) bool {
	return (p.is(j, "-") || p.is(j, "\u2010") || p.is(j, "\u2011")) && p.tight(j) && p.tight(j+1)
}

// joint skips a hyphen, or an "and" that belongs to the number, before the next
// number word.
func (p *parser) joint(c counter, j int) int {
	switch {
	case c.words == 0:
		return j
	case p.hyphen(j) && p.class(j+1) == listWord && p.hyphen(j+2): // "quarante-et-un"
		if k := p.joint(c, j+1); k > j+1 {
			return k
		}
		return p.jointed(c, j)
	case p.hyphen(j):
		return j + 1
	case p.class(j) != listWord:
		return j
	}
	next := p.class(j + 1)
	switch p.lex.code {
	case "en":
		after := p.class(j + 2)
		if (c.cur >= 100 && c.cur%100 == 0 || c.cur == 0 && c.total > 0) && (next == cardinal || next == ordinalWord || p.one(j+1)) &&
			after != hundredWord {
			return j + 1
		}
	case "fr":
		if tens := c.cur % 100; tens >= 20 && tens != 80 && tens == p.toks[j-1].lex.n && (p.one(j+1) || next == cardinal && p.toks[j+1].lex.n == 11 || next == ordinalWord && p.toks[j+1].lex.n%10 == 1) {
			return j + 1
		}
	case "es", "pt":
		if tens := c.cur % 100; tens >= 30 && tens%10 == 0 && (p.one(j+1) || next == cardinal && p.toks[j+1].lex.n < 10) {
			return j + 1
		}
	}
	return j
}

// jointed gives the token behind "-et-" where "un" or "onze" follows a ten, j
// itself elsewhere.
func (p *parser) jointed(c counter, j int) int {
	tens := c.cur % 100
	if p.lex.code == "fr" && tens >= 20 && tens%10 == 0 && (p.one(j+3) || p.class(j+3) == cardinal && p.toks[j+3].lex.n == 11 || p.class(j+3) == ordinalWord && p.toks[j+3].lex.n%10 == 1) {
		return j + 3
	}
	return j
}

// count takes the number word at token j into c and gives the token behind it,
// j itself where it does not fit.
func (p *parser) count(c *counter, j int) int {
	if j >= len(p.toks) {
		return j
	}
	x := p.toks[j].lex
	switch x.class {
	case cardinal, ordinalWord:
		return p.countUnit(c, j, x)
	case weakWord:
		return p.countOne(c, j)
	case hundredWord:
		if c.cur > 9 {
			return j
		}
		c.cur = max(c.cur, 1) * 100
	case scaleWord:
		if p.nautical(j) {
			return j
		}
		if c.words == 0 && p.text[p.toks[j].end-1] == 's' || c.words > 0 && c.cur == 0 || c.total > 0 && c.total < x.n {
			return j
		}
		c.total += max(c.cur, 1) * x.n
		c.cur = 0
	case collective:
		if c.cur > 99 || c.total > 0 {
			return j
		}
		c.cur = max(c.cur, 1) * x.n
	default:
		return j
	}
	c.words++
	return j + 1
}

// nautical reports whether the word at token j is the mile of sailors and no
// thousand: "un mille marin".
func (p *parser) nautical(j int) bool {
	return p.lex.code == "fr" && p.kind(j+1) == wordTok && strings.HasPrefix(p.str(j+1), "marin")
}

// countUnit adds a word below a hundred, or an ordinal, where the language
// allows it after what was said.
func (p *parser) countUnit(c *counter, j int, x lexeme) int {
	switch {
	case x.class == ordinalWord && x.n >= 100:
		if c.cur > 9 {
			return j
		}
		c.cur = max(c.cur, 1) * x.n
	case c.words > 0 && x.n == 20 && c.cur%100 == 4 && p.lex.code == "fr":
		c.cur += 76 // quatre-vingts
	case c.words == 0 || p.fits(c.cur%100, x.n):
		c.cur += x.n
	default:
		return j
	}
	c.ordinal = x.class == ordinalWord
	c.words++
	return j + 1
}

// fits reports whether v may follow a number that ends in c (below a hundred).
func (p *parser) fits(c, v int64) bool {
	french := p.lex.code == "fr"
	switch {
	case c == 0:
		return true
	case v < 10:
		return c >= 20 && c%10 == 0 || french && c == 10 && v >= 7
	case v < 20:
		return french && (c == 60 || c == 80)
	}
	return false
}

// countOne takes "one" as part of a number: before "hundred", after "twenty".
func (p *parser) countOne(c *counter, j int) int {
	if !p.one(j) {
		if p.toks[j].lex.n <= 2 && c.words > 0 && p.hyphen(j-1) && p.fits(c.cur%100, p.toks[j].lex.n) {
			c.cur += p.toks[j].lex.n // "twenty-first", "trente-deuxième"
			c.ordinal = true
			c.words++
			return j + 1
		}
		return j
	}
	if c.words == 0 {
		switch p.class(j + 1) {
		case hundredWord, scaleWord, collective:
			c.cur, c.words = 1, 1
			return j + 1
		}
		return j
	}
	if tens := c.cur % 100; c.cur == 0 && c.total == 0 || !(tens >= 20 && tens%10 == 0 || tens == 0) {
		return j
	}
	if !p.hyphen(j-1) && p.class(j-1) != listWord && p.lex.code == "fr" && c.cur%100 != 0 {
		return j
	}
	if w := p.str(j); w == "a" || w == "an" {
		return j
	}
	c.cur++
	c.words++
	return j + 1
}
