package symbol

import (
	"strconv"
	"strings"

	"bitext/corpus"
)

// maxDays is how many days one list before a month may hold ("3, 4 and 5 May").
const maxDays = 6

// dayDateAt reads dates that begin with the day: "27 July 2020", "27-29 juillet",
// "1er décembre", "the 12th day of August 1949". Token i is the first day.
func (p *parser) dayDateAt(i int) int {
	var days [maxDays]int
	n, j, closed := 0, i, true
	for n < maxDays {
		day, next := p.dayAt(j)
		if day == 0 {
			return i
		}
		days[n] = day
		n++
		if m := p.monthBehind(next); m > 0 {
			if !closed {
				return i
			}
			return p.addDate(i, m, days[:n])
		}
		var comma bool
		if j, comma = p.dayJoint(next); j == next {
			return i
		}
		closed = !comma
	}
	return i
}

// dayAt reads a day of the month and gives the token behind it, 0 where there
// is none.
func (p *parser) dayAt(i int) (day, next int) {
	switch {
	case p.kind(i) == digitTok:
		s := p.digits(i)
		if len(s) > 2 {
			return 0, i
		}
		day, _ = strconv.Atoi(s)
		next = i + 1
		if p.tight(next) && p.kind(next) == wordTok && strings.Contains(p.lex.suffixes, " "+p.str(next)+" ") || p.is(next, "º") {
			next++
		}
		if c := p.class(next + 1); p.dotted() && p.is(next, ".") && (c == rangeWord || c == listWord || p.dash(next+1)) { // "27. bis 29. Juli"
			next++
		}
	case p.class(i) == cardinal || p.class(i) == ordinalWord || p.class(i) == weakWord && p.toks[i].lex.n <= 2:
		q, ok := p.spelled(i)
		if !ok {
			return 0, i
		}
		day, _ = strconv.Atoi(q.value)
		next = q.next
	}
	if day > 31 {
		return 0, i
	}
	return day, next
}

// monthBehind gives the token of the month behind a day, 0 where there is none.
func (p *parser) monthBehind(j int) int {
	for range 3 {
		if p.class(j) == ofWord || p.class(j) == articleWord && p.class(j-1) != ofWord || p.hyphen(j) || p.is(j, ".") && p.dotted() {
			j++
		}
	}
	if c := p.class(j); c == monthWord || c == weakMonth && p.capital(j) {
		return j
	}
	return 0
}

// dotted reports whether the language writes a point behind the day: "31.
// Dezember", "31. prosince".
func (p *parser) dotted() bool {
	switch p.lex.code {
	case corpus.German, "cs", "sk", "da", "no", "fi":
		return true
	}
	return false
}

// dayJoint skips what joins two days.
func (p *parser) dayJoint(j int) (next int, comma bool) {
	next = j
	switch {
	case p.is(j, ","):
		next, comma = j+1, p.class(j+1) != listWord
		if !comma {
			next++
		}
	case p.dash(j), p.class(j) == rangeWord, p.class(j) == listWord, p.is(j, "/"):
		next = j + 1
	}
	if next > j && p.class(next) == articleWord {
		next++
	}
	return next, comma
}

// dash reports whether token j is a hyphen or dash.
func (p *parser) dash(j int) bool {
	return p.is(j, "-") || p.is(j, "–") || p.is(j, "—") || p.is(j, "\u2011") || p.is(j, "\u2010")
}

func (p *parser) capital(j int) bool {
	c := p.text[p.toks[j].start]
	return 'A' <= c && c <= 'Z'
}

// addDate adds the days of the month at token m, with the year behind it.
func (p *parser) addDate(i, m int, days []int) int {
	year, next := p.yearAt(p.abbreviation(m + 1))
	if year == "" {
		next = m + 1
	}
	if last := len(days) - 1; days[last]-days[0] == last && last > 0 { // 27, 28 and 29: 27-29
		days[1] = days[last]
		days = days[:2]
	}
	var b strings.Builder
	for n, day := range days {
		if n > 0 {
			b.WriteByte('/')
		}
		b.WriteString(dateValue(year, p.toks[m].lex.n, day))
	}
	return p.add(i, next, Fact{Kind: Date, Value: b.String()})
}

// dateValue writes a date as ISO 8601 does: "2020-07-27", "--07-27", "2020-07",
// "--07".
func dateValue(year string, month int64, day int) string {
	if year == "" {
		year = "-"
	}
	v := year + "-" + two(int(month))
	if day > 0 {
		v += "-" + two(day)
	}
	return v
}

func two(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

// abbreviation skips the point behind an abbreviated month.
func (p *parser) abbreviation(j int) int {
	if p.is(j, ".") && p.tight(j) && p.toks[j-1].end-p.toks[j-1].start <= 5 {
		return j + 1
	}
	return j
}

// yearAt reads a year of four digits, after a comma too.
func (p *parser) yearAt(j int) (year string, next int) {
	if p.is(j, ",") && p.lex.code != "fr" {
		j++
	}
	if p.class(j) == ofWord && p.kind(j+1) == digitTok {
		j++
	}
	if p.kind(j) == digitTok && p.plainYear(j) {
		return p.digits(j), j + 1
	}
	return "", j
}

// plainYear reports whether token j is a year from 1000 to 2999.
func (p *parser) plainYear(j int) bool {
	s := p.digits(j)
	return len(s) == 4 && (s[0] == '1' || s[0] == '2')
}

// monthAt reads dates that begin with the month: "July 27, 2020", "July 2020".
// A month alone counts too, unless it is an ordinary word as well.
func (p *parser) monthAt(i int) int {
	english := p.lex.code == "en"
	if english && !p.capital(i) {
		return i
	}
	j := p.abbreviation(i + 1)
	if english {
		if next := p.monthDay(i, j); next > i {
			return next
		}
	}
	if year, next := p.yearAt(j); year != "" {
		return p.add(i, next, Fact{Kind: Date, Value: dateValue(year, p.toks[i].lex.n, 0)})
	}
	if short := p.toks[i].end-p.toks[i].start <= 3; english && short {
		return i // "Jan" and "OCT" are names too
	}
	return p.add(i, i+1, Fact{Kind: Date, Value: dateValue("", p.toks[i].lex.n, 0)})
}

// monthDay reads the days behind the month at token i, from token j on.
func (p *parser) monthDay(i, j int) int {
	if p.class(j) == articleWord {
		j++
	}
	var days []int
	for len(days) < maxDays {
		day, next := p.dayAt(j)
		if day == 0 || p.kind(j) != digitTok && len(days) == 0 {
			break
		}
		days = append(days, day)
		j = next
		k := j
		if p.dash(j) || p.class(j) == listWord || p.class(j) == rangeWord {
			k = j + 1
		}
		if k == j || p.kind(k) != digitTok || len(p.digits(k)) > 2 {
			break
		}
		if m := p.monthBehind(k + 1); m > 0 {
			break // "July 27 – 2 August"
		}
		j = k
	}
	if len(days) == 0 {
		return i
	}
	year, next := p.yearAt(j)
	if year == "" {
		next = j
	}
	var values []string
	for _, d := range days {
		values = append(values, dateValue(year, p.toks[i].lex.n, d))
	}
	return p.add(i, next, Fact{Kind: Date, Value: strings.Join(values, "/")})
}

// weakMonthAt is monthAt for "May" and "March": alone they are months for certain
// behind a word of time ("in May"), and may be elsewhere.
func (p *parser) weakMonthAt(i int) int {
	if !p.capital(i) {
		return i
	}
	j := p.abbreviation(i + 1)
	if next := p.monthDay(i, j); next > i {
		return next
	}
	if year, next := p.yearAt(j); year != "" {
		return p.add(i, next, Fact{Kind: Date, Value: dateValue(year, p.toks[i].lex.n, 0)})
	}
	if joint := p.class(j); (p.dash(j) || joint == listWord || joint == rangeWord) && p.class(j+1) == monthWord && p.capital(j+1) { // "May–June 2020"
		return p.add(i, i+1, Fact{Kind: Date, Value: dateValue("", p.toks[i].lex.n, 0)})
	}
	if i == 0 || p.kind(i-1) != wordTok {
		return i
	}
	return p.add(i, i+1, Fact{Kind: Date, Value: dateValue("", p.toks[i].lex.n, 0), Weak: !p.timely(i - 1)})
}

// timely reports whether the word at token i stands before a time: "in May", "late
// March".
func (p *parser) timely(i int) bool {
	switch strings.ToLower(p.str(i)) {
	case "in", "by", "since", "until", "till", "during", "early", "late", "mid", "last", "next":
		return true
	}
	return false
}

// numericDateAt reads 2020-07-27, 27/07/2020, 27.07.2020.
func (p *parser) numericDateAt(i int) int {
	if !p.chain(i, i+4) || p.str(i+1) != p.str(i+3) || p.continues(i+4) || (i > 0 && p.tight(i) && p.toks[i-1].kind == markTok && p.toks[i-1].end-p.toks[i-1].start == 1 && strings.Contains("./-", p.str(i-1))) {
		return i
	}
	a, b, c := p.digits(i), p.digits(i+2), p.digits(i+4)
	sep := p.str(i + 1)
	f := Fact{Kind: Date}
	switch {
	case len(a) == 4 && len(b) == 2 && len(c) == 2 && sep != ".":
		f.Value = numericDate(a, b, c)
	case sep != "-" && len(a) <= 2 && len(b) <= 2 && (len(c) == 4 || len(c) == 2 && (sep == "/" || len(a) == 2 || len(b) == 2)):
		if len(c) == 2 && c < "50" {
			c = "20" + c
		} else if len(c) == 2 {
			c = "19" + c
		}
		day, month := a, b
		if !p.lex.dayFirst && sep == "/" {
			day, month = b, a
		}
		f.Value, f.also = numericDate(c, month, day), numericDate(c, day, month)
		if f.Value == "" {
			f.Value, f.also = f.also, ""
		}
	}
	if f.Value == "" {
		return i
	}
	return p.add(i, i+5, f)
}

// chain reports whether tokens [i,j] are digits and marks in turn without
// space.
func (p *parser) chain(i, j int) bool {
	for k := i; k <= j; k++ {
		want := digitTok
		if (k-i)%2 == 1 {
			want = markTok
		}
		if p.kind(k) != want || k > i && !p.tight(k) {
			return false
		}
	}
	return strings.Contains("./-", p.str(i+1))
}

// continues reports whether another part of a chain follows token j.
func (p *parser) continues(j int) bool {
	return p.kind(j+1) == markTok && p.tight(j+1) && strings.Contains("./-", p.str(j+1)) && p.kind(j+2) == digitTok && p.tight(j+2)
}

func numericDate(year, month, day string) string {
	m, _ := strconv.Atoi(month)
	d, _ := strconv.Atoi(day)
	if m < 1 || m > 12 || d < 1 || d > 31 {
		return ""
	}
	return dateValue(year, int64(m), d)
}

// decadeAt reads "années 90", "années 1990", "années quatre-vingt-dix".
func (p *parser) decadeAt(i int) int {
	q, ok := quantity{}, false
	if i+1 < len(p.toks) && (p.kind(i+1) == digitTok || p.class(i+1) == cardinal) {
		q, ok = p.quantityAt(i + 1)
	}
	n, err := strconv.Atoi(q.value)
	if !ok || err != nil || n%10 != 0 || n < 20 || n > 90 && len(q.value) != 4 {
		return i
	}
	if n < 100 {
		n += 1900
	}
	p.add(i+1, q.next, Fact{Kind: Number, Value: strconv.Itoa(n) + "s", Spelled: q.spelled})
	if c := p.class(q.next); c == listWord || c == rangeWord || p.dash(q.next) || p.is(q.next, ",") {
		if next := p.decadeAt(q.next); next > q.next { // "les années 1980 et 1990"
			return next
		}
	}
	return q.next
}
