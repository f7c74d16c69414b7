package symbol

import (
	"strconv"
	"strings"
)

// cjkDateAt reads "2020年7月27日", "2020년 7월 27일" and their parts from the month
// on, and further days of the month: "7月27日至29日".
func (p *parser) cjkDateAt(i int) int {
	year, month, day, j := "", 0, 0, i
	for n, signs := range [...][2]string{{"年", "년"}, {"月", "월"}, {"日", "일"}} {
		if !p.counted(j, signs[0]) && !p.counted(j, signs[1]) {
			continue
		}
		value, _ := strconv.Atoi(p.digits(j))
		switch n {
		case 0:
			year = p.digits(j)
		case 1:
			month = value
		default:
			day = value
		}
		j += 2
	}
	if month < 1 || month > 12 || day > 31 {
		return i
	}
	value := dateValue(year, int64(month), day)
	for range maxDays {
		next := p.cjkJoint(j)
		if day == 0 || next == j || !p.counted(next, "日") && !p.counted(next, "号") {
			break
		}
		n, _ := strconv.Atoi(p.digits(next))
		if n < 1 || n > 31 {
			break
		}
		value += "/" + dateValue(year, int64(month), n)
		j = next + 2
	}
	return p.add(i, j, Fact{Kind: Date, Value: value})
}

// cjkClockAt reads "下午3时30分", "午後3時", "오후 3시 30분": the hour at token i.
func (p *parser) cjkClockAt(i int) int {
	if !cjk(p.lex.code) || !p.counted(i, "时") && !p.counted(i, "時") && !p.counted(i, "点") && !p.counted(i, "시") {
		return i
	}
	h, _ := strconv.Atoi(p.digits(i))
	minutes, j := "00", i+2
	if p.minutes(j) && (p.counted(j, "分") || p.counted(j, "분")) {
		minutes, j = p.digits(j), j+2
	}
	before := p.text[:p.toks[i].start]
	if h == 0 && minutes == "00" || h > 24 || strings.HasSuffix(before, "小") || p.kind(i+2) == wordTok && p.str(i+1) == "小" {
		return i
	}
	for _, noon := range [...]string{"下午", "晚上", "午後", "오후"} {
		if h < 12 && strings.HasSuffix(strings.TrimRight(before, " "), noon) {
			h += 12
		}
	}
	return p.add(i, j, Fact{Kind: Number, Value: two(h) + ":" + minutes, Unit: "clock"})
}

// cjkDecadeAt reads "20世纪90年代": the decade of a century.
func (p *parser) cjkDecadeAt(i int) int {
	if !p.counted(i, "世") || !p.counted(i+3, "年") || p.kind(i+5) != wordTok || p.str(i+5) != "代" {
		return i
	}
	century, _ := strconv.Atoi(p.digits(i))
	decade, _ := strconv.Atoi(p.digits(i + 3))
	return p.add(i, i+6, Fact{Kind: Number, Value: strconv.Itoa((century-1)*100+decade) + "s"})
}

// counted reports whether digits stand at token j and a sign behind them.
func (p *parser) counted(j int, sign string) bool {
	return p.kind(j) == digitTok && p.kind(j+1) == wordTok && strings.HasPrefix(p.str(j+1), sign) // Korean puts particles behind it
}

// cjkJoint skips what joins two days in Chinese.
func (p *parser) cjkJoint(j int) int {
	if p.dash(j) || p.is(j, "、") || p.is(j, "~") || p.is(j, "～") {
		return j + 1
	}
	if p.kind(j) == wordTok && strings.Contains("至到和及与", p.str(j)) {
		return j + 1
	}
	return j
}
