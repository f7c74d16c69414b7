package symbol

import (
	"strings"

	"bitext/corpus"
)

// quantity is a number as read, before it is known what it counts.
type quantity struct {
	next    int    // index of the token behind it
	value   string // decimal, "." before decimals
	also    string // as Fact.also
	spelled bool
	ordinal bool
	weak    bool
}

// numberAt reads the number at token i with its scale, percent and unit.
func (p *parser) numberAt(i int) int {
	q, ok := p.quantityAt(i)
	if !ok {
		return i
	}
	return p.addQuantity(i, q, "")
}

// numberAfterCurrency reads "$5 million": the sign stands first.
func (p *parser) numberAfterCurrency(i int) int {
	if p.kind(i+1) != digitTok {
		return i
	}
	q, ok := p.quantityAt(i + 1)
	if !ok {
		return i
	}
	if j := q.next; p.tight(j) && p.kind(j) == wordTok && currencyScale(p.str(j)) > 0 { // "€155m"
		q.value, q.also, q.next = shift(q.value, currencyScale(p.str(j))), "", j+1
	}
	return p.addQuantity(i+1, q, p.toks[i].lex.unit)
}

// addQuantity reads what follows a number and adds the fact.
func (p *parser) addQuantity(i int, q quantity, unit string) int {
	f := Fact{Kind: Number, Value: q.value, also: q.also, Spelled: q.spelled, Ordinal: q.ordinal, Weak: q.weak, Unit: unit}
	j := q.next
	if n := p.percentAt(j); n > j && !q.ordinal {
		f.Unit, j, f.Weak = "%", n, false
	} else if p.percentBefore(i) {
		f.Unit, f.Weak = "%", false
	}
	if f.Unit == "" {
		f.Unit = p.unitAt(i, j)
	}
	if p.lex.code == corpus.English && p.class(i-2) == fractionWord && p.kind(i-1) == wordTok && p.str(i-1) == "past" { // "half past three"
		f.Value += ".5"
	}
	if n := p.halfBehind(j); n > j && !strings.Contains(f.Value, ".") && !q.ordinal {
		f.Value, f.also, f.Weak, j = f.Value+".5", "", false, n
	}
	switch {
	case p.sign(i):
		f.Value = "-" + f.Value
		i--
	case p.minus(i) && f.also == "":
		f.also = "-" + f.Value
	}
	return p.add(i, j, f)
}

// quantityAt reads digits or number words.
func (p *parser) quantityAt(i int) (quantity, bool) {
	var q quantity
	if p.kind(i) == digitTok {
		q = p.figures(i)
	} else {
		var ok bool
		if q, ok = p.spelled(i); !ok {
			return q, false
		}
	}
	if q.ordinal || q.weak {
		return q, true
	}
	return p.scaled(q), true
}

// figures reads digits with their groups and decimals.
func (p *parser) figures(i int) quantity {
	lead := p.digits(i)
	q := quantity{value: trimZeros(lead), next: i + 1}
	if value, next := p.lakhs(i); next > i {
		q.value, q.next = value, next
	} else if sep, j, gapped := p.groups(i, len(lead)); j > i+1 {
		p.useGroups(&q, i, j, sep, gapped)
	}
	if p.decimalAt(q.next) && !strings.Contains(q.value, ".") {
		fraction := p.digits(q.next + 1)
		q.value += "." + fraction
		grouped := q.also != ""
		q.also = "" // groups with decimals are one number for certain
		q.next += 2
		if short := strings.TrimRight(strings.TrimRight(q.value, "0"), "."); short != q.value && q.also == "" {
			q.also = short
		} else if q.also == "" && !grouped && !p.is(q.next-2, ".") {
			q.also = strings.Replace(q.value, ".", " ", 1) // "5,6" may be two numbers
		}
	}
	if p.is(i-1, ".") && p.tight(i) && !p.tight(i-1) && q.next == i+1 { // ".5"
		q.value, q.also = "0."+lead, ""
		return q
	}
	if p.kind(q.next) == fractionTok && p.tight(q.next) { // "2½"
		if decimals := fractionDecimals(vulgarFraction(p.str(q.next))); decimals != "" {
			q.value, q.also, q.next = q.value+decimals, "", q.next+1
			return q
		}
	}
	if p.kind(q.next) == digitTok && p.toks[q.next].gap != noGap && p.is(q.next+1, "/") && p.tight(q.next+1) && p.tight(q.next+2) && p.kind(q.next+2) == digitTok { // "24 1/2"
		if decimals := fractionDecimals(p.str(q.next) + "/" + p.str(q.next+2)); decimals != "" {
			q.value, q.also, q.next = q.value+decimals, "", q.next+3
			return q
		}
	}
	p.suffix(&q, i)
	return q
}

// fractionDecimals gives a common fraction as decimals, "" for others.
func fractionDecimals(fraction string) string {
	switch fraction {
	case "1/2":
		return ".5"
	case "1/4":
		return ".25"
	case "3/4":
		return ".75"
	}
	return ""
}

// groups finds groups of three digits behind a lead of at most three: the mark
// between them (' ' for a space), the token behind the last, and whether an
// ordinary space stood between.
func (p *parser) groups(i, lead int) (sep byte, next int, plain bool) {
	next = i + 1
	if lead > 3 || p.text[p.toks[i].start] == '0' {
		return 0, next, false
	}
	for {
		s, j, gap := p.groupAt(next)
		if s == 0 || (sep != 0 && s != sep) {
			return sep, next, plain
		}
		sep, next = s, j
		plain = plain || gap == plainGap
	}
}

// lakhs reads the digits of India, "12,34,567": groups of two before the last
// three. It gives the number and the token behind it.
func (p *parser) lakhs(i int) (value string, next int) {
	value, j := p.digits(i), i+1
	if len(value) > 2 {
		return "", i
	}
	for pairs := 0; p.is(j, ",") && p.tight(j) && p.kind(j+1) == digitTok && p.tight(j+1); j += 2 {
		group := p.digits(j + 1)
		value += group
		switch len(group) {
		case 2:
			pairs++
		case 3:
			if pairs > 0 {
				return trimZeros(value), j + 2
			}
			return "", i
		default:
			return "", i
		}
	}
	return "", i
}

// groupAt reads one group: its mark, the token behind it, the gap before it.
func (p *parser) groupAt(j int) (byte, int, gapKind) {
	if p.kind(j) == digitTok && p.toks[j].gap != noGap && p.toks[j].end-p.toks[j].start == 3 {
		return ' ', j + 1, p.toks[j].gap
	}
	if p.kind(j) != markTok || !p.tight(j) || p.kind(j+1) != digitTok || !p.tight(j+1) || len(p.digits(j+1)) != 3 {
		return 0, j, noGap
	}
	switch p.str(j) {
	case ",", "٬", "،":
		return ',', j + 2, noGap
	case ".":
		return '.', j + 2, noGap
	case "'", "’":
		return '\'', j + 2, noGap
	}
	return 0, j, noGap
}

// useGroups decides what marks between groups of three digits mean in this
// language: thousands, decimals, or nothing.
func (p *parser) useGroups(q *quantity, i, j int, sep byte, plain bool) {
	var parts []string
	for k := i; k < j; k++ {
		if p.toks[k].kind == digitTok {
			parts = append(parts, p.digits(k))
		}
	}
	whole := strings.Join(parts, "")
	if sep == '.' && p.is(j, ".") && p.decimalAt(j) { // a section: "13.010.1"
		q.value, q.next = strings.Join(parts, "."), j
		return
	}
	if len(parts) == 2 && sep == p.lex.decimal {
		q.value, q.next = trimZeros(parts[0])+"."+parts[1], j
		if sep == '.' || p.lex.code == "" {
			q.also = whole
		}
		return
	}
	q.value, q.next = whole, j
	switch {
	case sep == ' ' && plain, sep == ',':
		q.also = strings.Join(parts, " ")
	case sep == '.' && len(parts) == 2:
		q.also = parts[0] + "." + parts[1]
	}
}

// decimalAt reports whether a mark before decimals and digits stand at token j.
// A point is one in every language: "3.5" may be a section anywhere.
func (p *parser) decimalAt(j int) bool {
	if !p.tight(j) || p.kind(j) != markTok || p.kind(j+1) != digitTok || !p.tight(j+1) {
		return false
	}
	s := p.str(j)
	switch s {
	case ".", "٫":
		return true
	case ",":
		// Arabic texts have both: "45,5" is a decimal, three digits are a group.
		return p.lex.decimal == ',' || p.lex.code == corpus.Arabic && len(p.digits(j+1)) < 3
	}
	return false
}

// suffix reads what clings to the digits: further parts of a section number
// ("1.2.3"), the ending of an ordinal, the "s" of a decade, a letter ("12A").
func (p *parser) suffix(q *quantity, i int) {
	for strings.Contains(q.value, ".") && p.is(q.next, ".") && p.decimalAt(q.next) {
		q.value += "." + p.digits(q.next+1)
		q.also = ""
		q.next += 2
	}
	j := q.next
	if p.is(j, "º") || p.is(j, "ª") {
		q.ordinal, q.next = true, j+1
		return
	}
	if p.kind(j) != wordTok {
		return
	}
	if n := q.next; !p.tight(j) || len(p.str(j)) > 2 {
		if p.latinSuffix(q); !p.tight(j) || q.next > n {
			return
		}
	}
	word := p.str(j)
	switch {
	case strings.Contains(p.lex.suffixes, " "+word+" ") && (!p.is(j+1, ")") || p.is(i-1, "(")): // not the label of "12e)"
		q.ordinal, q.next = true, j+1
	case word == "s" && len(q.value) == 4 && q.value[3] == '0':
		q.value, q.next = q.value+"s", j+1
	case word == "s" && len(q.value) == 2 && q.value[1] == '0':
		q.value, q.next = "19"+q.value+"s", j+1
	case word == "er" && p.lex.code == corpus.German && (len(q.value) == 4 || len(q.value) == 2) && q.value[len(q.value)-1] == '0': // "in den 1990er Jahren"
		q.value, q.next = strings.Repeat("19", 2-len(q.value)/2)+q.value+"s", j+1
	case currencyScale(word) > 0 && i > 0 && p.toks[i-1].lex.class == currencySign:
		// numberAfterCurrency reads them
	case len(word) == 1 && p.letter(j) && j == i+1 && !p.formula(i, j) && (!p.is(j+1, ")") || p.is(i-1, "(")): // not the label of "2a)"
		if word == "E" || word == "e" { // an ordinal in French: "51E"
			q.also = q.value
		}
		q.value, q.next = q.value+strings.ToLower(word), j+1
	}
}

// formula reports whether the digits at token i and the letter at token j stand
// in the middle of a longer code or formula: "C12H8".
func (p *parser) formula(i, j int) bool {
	return p.kind(i-1) == wordTok && p.tight(i) || p.tight(j+1) && (p.kind(j+1) == digitTok || p.kind(j+1) == wordTok)
}

// letter reports whether the letter at token j belongs to a number ("12A") and
// is no unit ("5 m", "10h").
func (p *parser) letter(j int) bool {
	c := p.toks[j].lex.class
	return p.capital(j) || c != unitWord && c != hourLetter
}

// latinSuffix reads "bis" and its like behind a number; the law of the Union
// writes letters for them in English: article 9a is article 9 bis.
func (p *parser) latinSuffix(q *quantity) {
	if p.kind(q.next) != wordTok {
		return
	}
	letter := ""
	switch p.str(q.next) {
	case "bis":
		if p.class(q.next) == rangeWord { // "10 bis 20" in German
			return
		}
		letter = "a"
	case "ter":
		letter = "b"
	case "quater":
		letter = "c"
	case "quinquies":
		letter = "d"
	case "sexies":
		letter = "e"
	default:
		return
	}
	q.value += letter
	q.next++
}
