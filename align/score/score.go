// Package score measures an alignment against one that people made.
//
// Three pairs of precision and recall, each with its F1:
//
//   - strict: a bead is right when the gold has the same bead. Precision
//     counts every bead, recall only the gold beads with both sides, as
//     Thompson and Koehn (2019) do for Vecalign.
//   - lax: a bead is right when it shares a source and a target segment with
//     one gold bead.
//   - link: every bead counts as its pairs of segments, n times m for n-m.
//
// Where the gold says nothing of a segment (blocks whose inner pairing is not
// known), beads that touch it are left out.
package score

import (
	"fmt"
	"slices"

	"bitext/align"
)

// Ratio is a precision or recall as counts.
type Ratio struct {
	Right, All int
}

// Value is Right/All, 0 where nothing was counted.
func (r Ratio) Value() float64 {
	if r.All == 0 {
		return 0
	}
	return float64(r.Right) / float64(r.All)
}

func (r *Ratio) add(s Ratio) {
	r.Right += s.Right
	r.All += s.All
}

// Measure is one way of counting.
type Measure struct {
	Precision, Recall Ratio
}

// F1 is the harmonic mean of precision and recall.
func (m Measure) F1() float64 {
	p, r := m.Precision.Value(), m.Recall.Value()
	if p+r == 0 {
		return 0
	}
	return 2 * p * r / (p + r)
}

// Result holds the three measures.
type Result struct {
	Strict, Lax, Link Measure
}

// Add takes the counts of another text in, so that the figures are over both.
func (r *Result) Add(s Result) {
	for _, m := range []struct{ to, from *Measure }{{&r.Strict, &s.Strict}, {&r.Lax, &s.Lax}, {&r.Link, &s.Link}} {
		m.to.Precision.add(m.from.Precision)
		m.to.Recall.add(m.from.Recall)
	}
}

// String gives the three F1 on one line.
func (r Result) String() string {
	return fmt.Sprintf("strict %.4f  lax %.4f  link %.4f", r.Strict.F1(), r.Lax.F1(), r.Link.F1())
}

// Beads scores test against gold.
func Beads(gold, test []align.Bead) Result {
	source, target := covered(gold)
	kept := make([]align.Bead, 0, len(test))
	for _, b := range test {
		if all(b.Source, source) && all(b.Target, target) {
			kept = append(kept, b)
		}
	}
	gold, kept = distinct(gold), distinct(kept)
	var r Result
	right(gold, kept, &r.Strict.Precision, &r.Lax.Precision)
	// Recall asks for the gold's beads among those of the test with both sides.
	right(bothSides(kept), bothSides(gold), &r.Strict.Recall, &r.Lax.Recall)
	g, t := links(gold), links(kept)
	shared := 0
	for l := range t {
		if g[l] {
			shared++
		}
	}
	r.Link = Measure{Ratio{shared, len(t)}, Ratio{shared, len(g)}}
	return r
}

// right counts the beads of test that reference has, and those that it has in
// part.
func right(reference, test []align.Bead, strict, lax *Ratio) {
	same := map[string]bool{}
	at := map[int][]int{}
	for _, b := range reference {
		same[key(b)] = true
		for _, i := range b.Source {
			at[i] = append(at[i], b.Target...)
		}
	}
	strict.All, lax.All = len(test), len(test)
	for _, b := range test {
		if same[key(b)] {
			strict.Right++
			lax.Right++
			continue
		}
		if slices.ContainsFunc(b.Source, func(i int) bool {
			return slices.ContainsFunc(at[i], func(j int) bool { return slices.Contains(b.Target, j) })
		}) {
			lax.Right++
		}
	}
}

func key(b align.Bead) string { return fmt.Sprint(b.Source, b.Target) }

// distinct drops empty beads and repetitions.
func distinct(beads []align.Bead) []align.Bead {
	seen := map[string]bool{}
	var out []align.Bead
	for _, b := range beads {
		if k := key(b); len(b.Source)+len(b.Target) > 0 && !seen[k] {
			seen[k] = true
			out = append(out, b)
		}
	}
	return out
}

func bothSides(beads []align.Bead) []align.Bead {
	var out []align.Bead
	for _, b := range beads {
		if len(b.Source) > 0 && len(b.Target) > 0 {
			out = append(out, b)
		}
	}
	return out
}

func covered(beads []align.Bead) (source, target map[int]bool) {
	source, target = map[int]bool{}, map[int]bool{}
	for _, b := range beads {
		for _, i := range b.Source {
			source[i] = true
		}
		for _, j := range b.Target {
			target[j] = true
		}
	}
	return source, target
}

func all(segments []int, in map[int]bool) bool {
	return !slices.ContainsFunc(segments, func(i int) bool { return !in[i] })
}

func links(beads []align.Bead) map[[2]int]bool {
	out := map[[2]int]bool{}
	for _, b := range beads {
		for _, i := range b.Source {
			for _, j := range b.Target {
				out[[2]int{i, j}] = true
			}
		}
	}
	return out
}
