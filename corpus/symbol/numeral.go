package symbol

import "strconv"

// numeralAt reads a number in Chinese characters from token i: "第五条",
// "百分之五十", "二〇一五年三月三日". Many words hold such a character ("一些"), so
// a number may account for one of the other language, and nothing follows from
// its absence.
func (p *parser) numeralAt(i int) int {
	if next := p.numeralDateAt(i); next > i {
		return next
	}
	n, next := p.numeralValue(i)
	if next == i {
		return i
	}
	f := Fact{Kind: Number, Value: strconv.Itoa(n), Spelled: true, Weak: true, Ordinal: i > 0 && p.str(i-1) == "第"}
	if p.percentBefore(i) {
		f.Unit = "%"
	}
	return p.add(i, next, f)
}

// numeralValue adds the characters up: each of ten, a hundred and a thousand
// multiplies the digit before it; digits alone stand as in figures.
func (p *parser) numeralValue(i int) (value, next int) {
	total, digit, digits, scales := 0, 0, 0, 0
	j := i
	for ; p.class(j) == numeral && (j == i || p.tight(j)); j++ {
		if p.is3(j, "百", "分", "之") {
			return 0, i // per cent
		}
		n := int(p.toks[j].lex.n)
		if n < 10 {
			if digits++; scales == 0 {
				digit = digit*10 + n
			} else {
				digit = n
			}
			continue
		}
		total += max(digit, 1) * n
		digit = 0
		scales++
	}
	if j == i || digits > 4 && scales == 0 {
		return 0, i
	}
	return total + digit, j
}

// is3 reports whether three tokens from j on are these characters.
func (p *parser) is3(j int, a, b, c string) bool {
	return j+2 < len(p.toks) && p.str(j) == a && p.str(j+1) == b && p.str(j+2) == c
}

// numeralDateAt reads "二〇一五年三月三日" and "三月三日".
func (p *parser) numeralDateAt(i int) int {
	var parts [3]int
	j := i
	for n, sign := range [...]string{"年", "月", "日"} {
		value, next := p.numeralValue(j)
		if next == j || next >= len(p.toks) || p.str(next) != sign {
			continue
		}
		parts[n], j = value, next+1
	}
	year := ""
	if parts[0] > 0 {
		year = strconv.Itoa(parts[0])
	}
	if parts[1] < 1 || parts[1] > 12 || parts[2] > 31 || year != "" && len(year) != 4 {
		return i
	}
	return p.add(i, j, Fact{Kind: Date, Value: dateValue(year, int64(parts[1]), parts[2])})
}
