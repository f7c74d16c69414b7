package symbol

import (
	"slices"
	"strconv"
	"strings"
)

// Change is a fact and what stands in its place.
type Change struct {
	Source, Target Fact
}

// Difference is what two texts that should say the same do not share.
type Difference struct {
	Missing []Fact   // in the source alone
	Extra   []Fact   // in the target alone
	Changed []Change // a fact of the source and the one that seems to stand for it
	Units   []Change // the same number of something else: "30 days", "30 mois"
}

// Empty reports whether nothing differs.
func (d *Difference) Empty() bool {
	return len(d.Missing)+len(d.Extra)+len(d.Changed)+len(d.Units) == 0
}

// Compare finds the facts of one text that have no counterpart in the other.
// Both lists come from All. Where spelled is false (a language whose number
// words are not known), facts in words count only where they match.
//
// The usual way is to compare the two lists as multisets; it cries wolf
// wherever a translator repeats a number or writes a pronoun for it, cuts a
// date in two, or says "une quinzaine de jours" for "two weeks". Here facts are
// paired in steps, surest first: same kind and value; same value; the other
// reading of the characters ("1 234" as two numbers); the parts of dates and
// references, so that "4(1)(a)" is "alinéa a) du paragraphe 4(1)"; equal
// lengths of time; weak facts ("one", "un"). What is left over is dropped where
// the other side has the value elsewhere (a repetition), and where it is a
// spelled number too small to be sure that it counts something. The cost is
// quadratic in the facts of one paragraph, of which there are few.
func Compare(source, target []Fact, spelled bool) Difference {
	c := comparison{source: sides(source), target: sides(target)}
	for _, weak := range [...]bool{false, true} {
		for _, same := range relations() {
			c.pair(weak, same)
		}
	}
	c.parts()
	return c.result(spelled)
}

// side is a fact with what became of it.
type side struct {
	Fact
	done   bool
	repeat bool // its value stands on the other side too
}

type comparison struct {
	source, target []side
	units          []Change
}

func sides(facts []Fact) []side {
	out := make([]side, len(facts))
	for i, f := range facts {
		out[i].Fact = f
	}
	return out
}

// relations are the ways in which two facts may be the same, surest first.
func relations() []func(a, b *Fact) bool {
	return []func(a, b *Fact) bool{
		func(a, b *Fact) bool { return a.Kind == b.Kind && a.Value == b.Value && a.Unit == b.Unit },
		func(a, b *Fact) bool { return a.Kind == b.Kind && a.Value == b.Value },
		func(a, b *Fact) bool { return a.Value == b.Value },
		sameReading, sameTime, shortYear, sameDocument,
	}
}

// pair joins what is left on both sides by a relation: strong facts among
// themselves, or those of which one at least is weak.
func (c *comparison) pair(weak bool, same func(a, b *Fact) bool) {
	for i := range c.source {
		a := &c.source[i]
		if a.done {
			continue
		}
		for j := range c.target {
			b := &c.target[j]
			if b.done || (a.Weak || b.Weak) != weak || !same(&a.Fact, &b.Fact) {
				continue
			}
			a.done, b.done = true, true
			if a.Value == b.Value && c.unitsClash(&a.Fact, &b.Fact) {
				c.units = append(c.units, Change{a.Fact, b.Fact})
			}
			break
		}
	}
}

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
	if afternoon(a, b) || afternoon(b, a) {
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
// BCE/2016/3), or in the century of the year (2960/2001, 2960/01).
func sameDocument(a, b *Fact) bool {
	if a.Kind != Document || b.Kind != Document {
		return false
	}
	headA, restA, _ := strings.Cut(a.Value, "/")
	headB, restB, _ := strings.Cut(b.Value, "/")
	if restA == restB && restA != "" && !strings.ContainsAny(headA, "0123456789") && len(headA) >= 3 && headA != headB && anagram(headA, headB) {
		return true
	}
	short := func(x, y string) bool { return len(x) == 4 && len(y) == 2 && x[2:] == y && isDecimal(x) }
	return headA == headB && (short(restA, restB) || short(restB, restA))
}

// anagram reports whether two words of ASCII letters have the same letters.
func anagram(a, b string) bool {
	x, y := []byte(a), []byte(b)
	slices.Sort(x)
	slices.Sort(y)
	return string(x) == string(y)
}

// hours is how long a unit of time lasts.
func hours(unit string) float64 {
	switch unit {
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

// sameTime reports whether two numbers measure the same time: 24 months and two
// years, two weeks and "quinze jours", eight days and a week.
func sameTime(a, b *Fact) bool {
	x, errA := strconv.ParseFloat(a.Value, 64)
	y, errB := strconv.ParseFloat(b.Value, 64)
	if errA != nil || errB != nil || a.Unit == b.Unit {
		return false
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
	case "km", "m", "cm", "mm", "mile":
		return "length"
	case "kg", "g", "t":
		return "mass"
	case "USD", "EUR", "GBP", "JPY", "CHF":
		return "money"
	case "%":
		return "percent"
	}
	return ""
}

// parts pairs the parts of dates and references.
func (c *comparison) parts() {
	left, right := openParts(c.source), openParts(c.target)
	for i := range left {
		for j := range right {
			if !right[j].done && !left[i].done && left[i].text == right[j].text && (left[i].composite || right[j].composite) {
				left[i].done, right[j].done = true, true
			}
		}
	}
	settle(c.source, left, c.target)
	settle(c.target, right, c.source)
}

// part is one component of a fact that has found no counterpart as a whole.
type part struct {
	owner     int
	text      string
	composite bool // its fact has several
	done      bool
}

func openParts(s []side) []part {
	var out []part
	for i := range s {
		if s[i].done {
			continue
		}
		texts := atoms(&s[i].Fact)
		for _, t := range texts {
			out = append(out, part{owner: i, text: t, composite: len(texts) > 1})
		}
	}
	return out
}

// settle closes the facts all of whose parts were found: among the open parts
// of the other side or, for a part of a larger fact, in anything there, which is
// credit for what is said once for two.
func settle(s []side, parts []part, other []side) {
	credit := dateCredit(other)
	for i := range s {
		if s[i].done {
			continue
		}
		found, n := true, 0
		for _, p := range parts {
			if p.owner != i {
				continue
			}
			n++
			if !p.done && !(p.composite && (s[i].Kind != Date || credit) && hasAtom(other, p.text)) {
				found = false
			}
		}
		s[i].done = found && n > 0
	}
}

// dateCredit reports whether a month or year may stand once for two dates on
// this side: not where a whole date is left without counterpart, for that is
// the one that was changed, unless a date without year or month stands by it.
func dateCredit(s []side) bool {
	whole, short := false, false
	for i := range s {
		if s[i].done || s[i].Kind != Date {
			continue
		}
		if strings.Count(s[i].Value, "-") >= 2 && s[i].Value[0] != '-' {
			whole = true
		} else {
			short = true
		}
	}
	return short || !whole
}

func hasAtom(s []side, text string) bool {
	for i := range s {
		if s[i].Value == text || slices.Contains(atoms(&s[i].Fact), text) {
			return true
		}
	}
	return false
}

// atoms takes a fact apart: a date into days, "m7" for the month and the year;
// a reference into number and sub-items; numbers that may be two into those.
func atoms(f *Fact) []string {
	switch {
	case f.Kind == Date:
		return dateAtoms(f.Value)
	case f.Kind == Reference && strings.Contains(f.Value, ".") && !strings.Contains(f.Value, "("):
		return split(f.Value, '.') // article 247.4 is "article 247, paragraphe 4"
	case f.Kind == Reference || f.Kind == Document && !strings.Contains(f.Value, "/"):
		return referenceAtoms(f.Value)
	case f.Kind == Number && f.Unit == "clock":
		hour, minute, _ := strings.Cut(f.Value, ":")
		if minute == "00" {
			return []string{trimZeros(hour)}
		}
		return []string{trimZeros(hour), minute}
	case f.Kind == Number && strings.Contains(f.also, " "):
		return fields(f.also)
	case f.Kind == Number && strings.Contains(f.Value, "/"):
		a, b, _ := strings.Cut(f.Value, "/")
		if a == "1" {
			return []string{b}
		}
		return []string{a, b}
	}
	return []string{f.Value}
}

func dateAtoms(value string) []string {
	var out []string
	if strings.HasPrefix(value, "weekday") {
		return []string{value}
	}
	for _, v := range split(value, '/') {
		year, rest := "", strings.TrimPrefix(v, "--")
		if rest == v {
			year, rest, _ = strings.Cut(v, "-")
		}
		month, day, _ := strings.Cut(rest, "-")
		if day != "" {
			out = append(out, trimZeros(day))
		}
		out = append(out, "m"+trimZeros(month))
		if year != "" {
			out = append(out, year)
		}
	}
	return out
}

func referenceAtoms(value string) []string {
	var out []string
	for value != "" {
		at := strings.IndexByte(value[1:], '(') + 1
		if at == 0 {
			at = len(value)
		}
		label := value[:at]
		if bare := strings.Trim(label, "()"); isDecimal(bare) {
			label = bare // "153(3)" is "153, paragraph 3"
		}
		out = append(out, label)
		value = value[at:]
	}
	return out
}

// smallest is the least spelled number whose absence alone is reported:
// translators drop and add "two" freely ("both parties", "les deux parties",
// "the two countries", "ces pays").
const smallest = 3

// result sorts what was left over.
func (c *comparison) result(spelled bool) Difference {
	missing, extra := leftOver(c.source, c.target), leftOver(c.target, c.source)
	d := Difference{Units: c.units}
	for i := range missing {
		if j := partner(&missing[i].Fact, extra); j >= 0 {
			d.Changed = append(d.Changed, Change{missing[i].Fact, extra[j].Fact})
			missing[i].done, extra[j].done = true, true
		}
	}
	d.Changed = append(d.Changed, c.weekdays()...)
	for j := range extra {
		if a := c.weakOrdinal(&extra[j]); a != nil { // "the second quarter", "le troisième trimestre"
			d.Changed = append(d.Changed, Change{a.Fact, extra[j].Fact})
			a.done, extra[j].done = true, true
		}
	}
	closeRanges(missing, c.target)
	closeRanges(extra, c.source)
	d.Missing, d.Extra = alone(missing), alone(extra)
	if !spelled {
		words := func(f Fact) bool { return f.Spelled }
		d.Missing, d.Extra = slices.DeleteFunc(d.Missing, words), slices.DeleteFunc(d.Extra, words)
		d.Changed = slices.DeleteFunc(d.Changed, func(c Change) bool { return c.Source.Spelled || c.Target.Spelled })
	}
	return d
}

// weekdays pairs the days of the week that differ; one that is left out passes.
func (c *comparison) weekdays() []Change {
	var out []Change
	for i := range c.source {
		for j := range c.target {
			a, b := &c.source[i], &c.target[j]
			if !a.done && !b.done && a.Unit == "weekday" && b.Unit == "weekday" {
				a.done, b.done = true, true
				out = append(out, Change{a.Fact, b.Fact})
			}
		}
	}
	return out
}

// weakOrdinal finds a "first" or "second" of the source that has no
// counterpart, for an ordinal that is left over in the target.
func (c *comparison) weakOrdinal(extra *side) *side {
	if extra.done || !extra.Ordinal || !extra.Spelled {
		return nil
	}
	for i := range c.source {
		if a := &c.source[i]; !a.done && a.Weak && a.Ordinal {
			return a
		}
	}
	return nil
}

// longestRange is how many numbers a range may hold that the other side lists
// one by one: "articles 8 to 11", "articles 8, 9, 10 et 11".
const longestRange = 8

// closeRanges drops left-over numbers that lie in a range of the other side.
func closeRanges(left, other []side) {
	for i := range left {
		n, err := strconv.Atoi(left[i].Value)
		if err != nil || left[i].done {
			continue
		}
		for j := 1; j < len(other); j++ {
			a, errA := strconv.Atoi(other[j-1].Value)
			b, errB := strconv.Atoi(other[j].Value)
			if errA == nil && errB == nil && other[j].Kind == other[j-1].Kind && a < n && n < b && b-a <= longestRange && other[j].Start-other[j-1].End < 8 {
				left[i].done = true
			}
		}
	}
}

// leftOver lists the strong facts without counterpart.
func leftOver(s, other []side) []side {
	marks := slices.ContainsFunc(other, func(o side) bool { return o.Unit == "mark" })
	var out []side
	for _, f := range s {
		if f.done || f.Weak || f.Unit == "mark" && !marks {
			continue
		}
		f.repeat = hasAtom(other, f.Value)
		out = append(out, f)
	}
	return out
}

// alone lists what is reported without a partner.
func alone(s []side) []Fact {
	var out []Fact
	for _, f := range s {
		n, err := strconv.Atoi(f.Value)
		if f.done || f.repeat || f.Spelled && err == nil && n < smallest {
			continue
		}
		out = append(out, f.Fact)
	}
	return out
}

// partner finds the fact that seems to stand for f: of the same kind, most
// alike, the first among equals.
func partner(f *Fact, others []side) int {
	best, score := -1, 0
	for j := range others {
		o := &others[j]
		if o.done {
			continue
		}
		if s := likeness(f, &o.Fact); s > score {
			best, score = j, s
		}
	}
	return best
}

// likeness says how well two facts without counterpart go together; 0 is not
// at all.
func likeness(a, b *Fact) int {
	if a.Kind != b.Kind {
		counts := func(k Kind) bool { return k == Number || k == Reference || k == Date }
		if counts(a.Kind) && counts(b.Kind) {
			return 1
		}
		return 0
	}
	score := 2
	for _, x := range atoms(a) {
		if slices.Contains(atoms(b), x) {
			score += 2
		}
	}
	if a.Unit == b.Unit {
		score++
	}
	if a.Spelled == b.Spelled {
		score++
	}
	if len(a.Value) == len(b.Value) {
		score++
	}
	return score
}
