package symbol

import (
	"slices"
	"strings"
)

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
