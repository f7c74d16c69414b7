package symbol

import (
	"strconv"
	"strings"

	"bitext/corpus"
)

// clockAt reads times of day: "10.30 a.m.", "15:30", "10 h 30", "10 heures 30".
func (p *parser) clockAt(i int) int {
	h, _ := strconv.Atoi(p.digits(i))
	if len(p.digits(i)) > 2 || h > 24 {
		return i
	}
	j, minutes := i+1, "00"
	marked := false
	switch {
	case (p.is(j, ":") || p.is(j, ".")) && p.tight(j) && p.tight(j+1) && p.minutes(j+1):
		marked = p.is(j, ":")
		minutes, j = p.digits(j+1), j+2
	case p.class(j) == hourLetter && p.lex.code == corpus.Russian:
		marked = true
		if j = p.abbreviation(j + 1); p.minutes(j) {
			if minutes, j = p.digits(j), j+1; p.kind(j) == wordTok && p.str(j) == "м" {
				j = p.abbreviation(j + 1)
			}
		}
	case p.class(j) == hourLetter && p.str(j) == "h" || p.class(j) == unitWord && p.toks[j].lex.unit == "hour" && p.minutes(j+1) && p.class(j+2) != unitWord && p.lex.code == "fr":
		marked = true
		if j++; p.minutes(j) {
			minutes, j = p.digits(j), j+1
		}
	}
	if half, next := p.halfDayAt(j); next > j {
		if half == 12 && h < 12 || half == 0 && h == 12 {
			h = (h + 12) % 24
		}
		j, marked = next, true
	}
	if !marked {
		return i
	}
	return p.add(i, j, Fact{Kind: Number, Value: two(h) + ":" + minutes, Unit: "clock"})
}

// minutes reports whether token j is two digits up to 59.
func (p *parser) minutes(j int) bool {
	if p.kind(j) != digitTok {
		return false
	}
	s := p.digits(j)
	return len(s) == 2 && s[0] < '6'
}

// wholeDay stands for "Uhr": the hours run to 24.
const wholeDay = 24

// halfDayAt reads "a.m." and "pm": 0 or 12, and the token behind.
func (p *parser) halfDayAt(j int) (half int64, next int) {
	if p.class(j) == halfDay {
		return p.toks[j].lex.n, j + 1
	}
	if p.lex.code == corpus.German && p.kind(j) == wordTok && p.str(j) == "Uhr" {
		return wholeDay, j + 1
	}
	if p.lex.code == "en" && p.kind(j) == wordTok && p.is(j+1, ".") && p.kind(j+2) == wordTok && strings.EqualFold(p.str(j+2), "m") {
		switch p.str(j) {
		case "a", "A":
			return 0, j + 3
		case "p", "P":
			return 12, j + 3
		}
	}
	return 0, j
}
