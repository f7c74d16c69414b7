package symbol

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

// sameReading compares with the other readings of the characters.
func sameReading(a, b *Fact) bool {
	if a.also != "" && a.also == b.Value || b.also != "" && b.also == a.Value {
		return true
	}
	if a.Kind == Reference || b.Kind == Reference { // "(7)" is "7"
		return strings.Trim(a.Value, "()") == strings.Trim(b.Value, "()") && isDecimal(strings.Trim(a.Value, "()"))
	}
	if a.Unit == "clock" && strings.TrimSuffix(a.Value, ":00") == twoDigits(b.Value) || b.Unit == "clock" && strings.TrimSuffix(b.Value, ":00") == twoDigits(a.Value) {
		return true // "3 p.m." is "15 heures"
	}
	if a.Unit == "%" && fractionOf(b.Value) == a.Value || b.Unit == "%" && fractionOf(a.Value) == b.Value {
		return true
	}
	if afternoon(a, b) || afternoon(b, a) || pointed(a, b) || pointed(b, a) || scaledLetter(a, b) || scaledLetter(b, a) || midnight(a, b) || midnight(b, a) {
		return true
	}
	return a.Ordinal && b.Value == "1/"+a.Value || b.Ordinal && a.Value == "1/"+b.Value
}

// afternoon reports whether b is the hour of a after noon: "from 3 to 6 p.m.",
// "de 15 heures à 18 heures".
func afternoon(a, b *Fact) bool {
	n, err := strconv.Atoi(a.Value)
	return err == nil && n < 12 && a.Unit == "" && (b.Unit == "clock" || b.Unit == "hour") && b.Value == strconv.Itoa(n+12)
}

// pointed reports whether b is the time a written with a point: "15.30 horas",
// "alle 15.30".
func pointed(a, b *Fact) bool {
	return a.Unit == "clock" && b.Kind == Number && len(a.Value) == 5 && twoDigits(b.Value[:max(len(b.Value)-3, 0)])+":"+b.Value[max(len(b.Value)-2, 0):] == a.Value && strings.HasSuffix(b.Value[:max(len(b.Value)-2, 0)], ".")
}

// scaledLetter reports whether a has a letter for its thousands or millions:
// "12k", "1.2m", "1M".
func scaledLetter(a, b *Fact) bool {
	if a.Kind != Number || b.Kind != Number || a.Value == "" {
		return false
	}
	if places := currencyScale(a.Value[len(a.Value)-1:]); places > 0 && isDecimal(a.Value[:len(a.Value)-1]) {
		return shift(a.Value[:len(a.Value)-1], places) == b.Value
	}
	return a.Unit == "m" && b.Unit == "" && isDecimal(a.Value) && shift(a.Value, 6) == b.Value
}

// midnight reports whether a is the end of a day and b the start of one.
func midnight(a, b *Fact) bool {
	return a.Value == "24" && a.Weak && (b.Value == "0" && b.Unit == "hour" || b.Value == "00:00" || b.Value == "24:00" || b.Value == "24" && b.Unit == "hour")
}

// sameDecade compares decades in languages whose words for them are not known:
// "la década de 1990", "os anos 90", "1990年代".
func sameDecade(a, b *Fact) bool {
	if !a.decade() {
		a, b = b, a
	}
	return a.decade() && b.Kind == Number && (b.Value == a.Value[:4] || b.Value == a.Value[2:4])
}

// fractionOf gives a fraction as a percentage, "" where it is none in whole
// numbers: a quarter is 25 per cent.
func fractionOf(value string) string {
	a, b, found := strings.Cut(value, "/")
	x, errA := strconv.Atoi(a)
	y, errB := strconv.Atoi(b)
	if !found || errA != nil || errB != nil || y == 0 || 100*x%y != 0 {
		return ""
	}
	return strconv.Itoa(100 * x / y)
}

// twoDigits writes one digit as two, as clocks do.
func twoDigits(s string) string {
	if len(s) == 1 {
		return "0" + s
	}
	return s
}

// sameDocument reports whether two documents differ in nothing but the
// acronym of the organ, which each language spells its own way (ECB/2016/3 is
// BCE/2016/3, SOR/2016-230 is DORS/2016-230), or in the century of the year (2960/2001, 2960/01).
func sameDocument(a, b *Fact) bool {
	if a.Kind != Document || b.Kind != Document {
		return false
	}
	headA, restA, _ := strings.Cut(a.Value, "/")
	headB, restB, _ := strings.Cut(b.Value, "/")
	if restA == restB && restA != "" && acronyms(headA, headB) {
		return true
	}
	short := func(x, y string) bool { return len(x) == 4 && len(y) == 2 && x[2:] == y && isDecimal(x) }
	return headA == headB && (short(restA, restB) || short(restB, restA))
}

// acronyms reports whether two words of capitals may be the acronym of one
// organ in two languages: the same letters in another order (ECB, BCE), or so
// unlike that it is no slip (SOR, DORS).
func acronyms(a, b string) bool {
	for i := 0; i < len(a)+len(b); i++ {
		if c := (a + b)[i]; c < 'A' || c > 'Z' {
			return false
		}
	}
	if len(a) < 2 || len(b) < 2 {
		return false
	}
	x, y := []byte(a), []byte(b)
	slices.Sort(x)
	slices.Sort(y)
	return string(x) == string(y) && Distance(a, b) > 1 || string(x) != string(y) && Distance(a, b) >= 2
}

// hours is how long a unit of time lasts.
func hours(unit string) float64 {
	switch unit {
	case "minute":
		return 1.0 / 60
	case "hour":
		return 1
	case "day":
		return 24
	case "week":
		return 7 * 24
	case "month":
		return 30 * 24
	case "year":
		return 360 * 24
	}
	return 0
}

// size is a unit of length in metres or of mass in kilograms.
func size(unit string) float64 {
	switch unit {
	case "mm", "g":
		return 0.001
	case "cm":
		return 0.01
	case "m", "kg":
		return 1
	case "km", "t":
		return 1000
	}
	return 0
}

// sameTime reports whether two numbers measure the same time or size: 24 months and two
// years, two weeks and "quinze jours", eight days and a week.
func sameTime(a, b *Fact) bool {
	x, errA := strconv.ParseFloat(a.Value, 64)
	y, errB := strconv.ParseFloat(b.Value, 64)
	if errA != nil || errB != nil || a.Unit == b.Unit {
		return false
	}
	if l := size(a.Unit) * x; l > 0 && family(a.Unit) == family(b.Unit) { // 1.27 cm is 12,7 mm
		return math.Abs(l-size(b.Unit)*y) < 1e-9*l
	}
	x, y = x*hours(a.Unit), y*hours(b.Unit)
	if x == 0 || y == 0 {
		return false
	}
	if x > y {
		x, y = y, x
	}
	return x == y || y == x+24 && (x == 7*24 || x == 14*24)
}

// shortYear reports whether one is the year of the other without its century:
// "1998-99", "1998-1999".
func shortYear(a, b *Fact) bool {
	if len(a.Value) > len(b.Value) {
		a, b = b, a
	}
	return a.Kind == Number && b.Kind == Number && len(a.Value) == 2 && len(b.Value) == 4 &&
		(b.Value[0] == '1' || b.Value[0] == '2') && b.Value[2:] == a.Value && isDecimal(b.Value)
}

// unitsClash reports whether two equal numbers count different things, or two
// references name different parts. Only units of one family are compared: a
// translator may well turn "30 days" into "30 journées de travail", but not into
// "30 mois".
func (c *comparison) unitsClash(a, b *Fact) bool {
	if a.Unit == b.Unit || a.Weak || b.Weak {
		return false
	}
	if a.Kind == Reference && b.Kind == Reference {
		return division(a.Unit) && division(b.Unit) && !a.listed && !b.listed
	}
	fa, fb := family(a.Unit), family(b.Unit)
	switch {
	case fa == "percent" && b.Unit == "":
		return !percents(c.target)
	case fb == "percent" && a.Unit == "":
		return !percents(c.source)
	case fa == "" || fb == "":
		return false
	}
	return fa == fb || fa == "percent" || fb == "percent"
}

// percents reports whether any number of a side is a percentage: the sign may
// stand once for several ("entre 20 et 30 %").
func percents(s []side) bool {
	return slices.ContainsFunc(s, func(f side) bool { return f.Unit == "%" })
}

// division reports whether a part of a document bears the same name in every
// language. Sections, rules, clauses and parts do not: section 4 of an act and
// rule 4 of procedure are "article 4".
func division(unit string) bool {
	switch unit {
	case "article", "para", "annex", "chapter", "table", "figure", "page":
		return true
	}
	return false
}

func family(unit string) string {
	switch unit {
	case "second", "minute", "hour", "day", "week", "month", "year":
		return "time"
	case "km", "m", "cm", "mm", "mile", "foot", "inch", "yard", "km²", "m²", "cm²", "mm²", "km³", "m³", "cm³", "mm³":
		return "length"
	case "kg", "g", "t", "mg", "pound", "ounce":
		return "mass"
	case "ha", "acre":
		return "area"
	case "l", "ml", "cl", "dl", "gallon":
		return "volume"
	case "°C", "°F":
		return "temperature"
	case "kB", "MB", "GB", "TB":
		return "data"
	case "kw", "mw", "gw":
		return "power"
	case "kwh", "mwh", "gwh":
		return "energy"
	case "khz", "mhz", "ghz":
		return "frequency"
	case "USD", "EUR", "GBP", "JPY", "CHF":
		return "money"
	case "%":
		return "percent"
	}
	return ""
}
