package symbol

// romanLetter reports whether c is one of the capitals of Roman numerals.
func romanLetter(c byte) bool { return romanDigit(c) > 0 }

func romanDigit(c byte) int {
	switch c {
	case 'I':
		return 1
	case 'V':
		return 5
	case 'X':
		return 10
	case 'L':
		return 50
	case 'C':
		return 100
	case 'D':
		return 500
	case 'M':
		return 1000
	}
	return 0
}

// roman gives the value of a Roman numeral in capitals, 0 where s is none in
// the one correct spelling.
func roman(s string) int {
	if s == "" || len(s) > 15 {
		return 0
	}
	total := 0
	for i := 0; i < len(s); i++ {
		d := romanDigit(s[i])
		if d == 0 {
			return 0
		}
		if i+1 < len(s) && romanDigit(s[i+1]) > d {
			total -= d
		} else {
			total += d
		}
	}
	if total <= 0 || Roman(total) != s {
		return 0
	}
	return total
}

// Roman writes n from 1 to 3999 as a Roman numeral in capitals, "" beyond.
func Roman(n int) string {
	if n < 1 || n > 3999 {
		return ""
	}
	const (
		units     = " I II III IV V VI VII VIII IX"
		tens      = " X XX XXX XL L LX LXX LXXX XC"
		hundreds  = " C CC CCC CD D DC DCC DCCC CM"
		thousands = " M MM MMM"
	)
	pick := func(names string, digit int) string {
		if digit == 0 {
			return ""
		}
		return split(names, ' ')[digit-1]
	}
	return pick(thousands, n/1000) + pick(hundreds, n/100%10) + pick(tens, n/10%10) + pick(units, n%10)
}

// smallRoman reports whether s is a Roman numeral in small letters.
func smallRoman(s string) bool {
	var buf [12]byte
	if len(s) > len(buf) {
		return false
	}
	for i := 0; i < len(s); i++ {
		if s[i] < 'a' || s[i] > 'z' {
			return false
		}
		buf[i] = s[i] - 'a' + 'A'
	}
	return roman(string(buf[:len(s)])) > 0
}
