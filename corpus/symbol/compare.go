package symbol

import (
	"slices"
	"strconv"
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
	same := relations()
	if !spelled {
		same = append(same, sameDecade)
	}
	for _, weak := range [...]bool{false, true} {
		for _, relation := range same {
			c.pair(weak, relation)
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
		words := func(f Fact) bool { return f.Spelled || f.decade() || f.Ordinal && len(f.Value) < 3 }
		d.Missing, d.Extra = slices.DeleteFunc(d.Missing, words), slices.DeleteFunc(d.Extra, words)
		d.Changed = slices.DeleteFunc(d.Changed, func(c Change) bool {
			return unsure(&c.Source) && c.Target.Unit != "roman" || unsure(&c.Target) // "the twentieth century", "el siglo XXI"
		})
	}
	return d
}

// decade reports whether a fact is a decade: "1990s".
func (f *Fact) decade() bool { return f.Kind == Number && len(f.Value) == 5 && f.Value[4] == 's' }

// unsure reports whether a number in words may be no number: in a language whose
// number words are not all known, the simple cardinals above two and the tens are
// trusted ("3 files", "cuatro archivos"), ordinals and sums are not.
func unsure(f *Fact) bool {
	if !f.Spelled {
		return false
	}
	n, err := strconv.Atoi(f.Value)
	return err != nil || f.Ordinal || n < smallest || n > 20 && (n > 90 || n%10 != 0)
}

// Forgive drops the dates that are missing but for the month, in a text whose
// language's names of months are not known: their day and year stand there.
func (d *Difference) Forgive(target []Fact) {
	there := sides(target)
	d.Missing = slices.DeleteFunc(d.Missing, func(f Fact) bool {
		if f.Kind != Date {
			return false
		}
		for _, a := range dateAtoms(f.Value) {
			if a[0] != 'm' && !hasAtom(there, a) {
				return false
			}
		}
		return true
	})
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
			if errA == nil && errB == nil && other[j].ranged && a < n && n < b && b-a <= longestRange {
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
