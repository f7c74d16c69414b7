package align

import (
	"math"
	"slices"
)

// prior holds what is believed of beads before their words are looked at: how
// often each shape occurs and how long a translation is. Both adapt to the
// document: reports are one to one and repeat themselves, so that merging would
// cost nothing; novels merge freely.
type prior struct {
	paragraphs bool                              // whether segments are known to be paragraphs
	distant    bool                              // whether the first path has little but lengths to go by
	only       []Shape                           // the shapes that the user wants; none for all
	shape      [longest + 1][longest + 1]float32 // log probability of n-m
	ratio      float32                           // characters of target for one of source
	spread     float32                           // variance of the difference, per character
	skip       [2]float32                        // cost of the first segment of a gap, of each further one
}

// Constants of the prior.
const (
	oneToOne      = 0.85 // sentences
	oneToTwo      = 0.05 // and 0.4 of it for each further segment
	oneToMore     = 0.4
	paragraphRate = 0.3  // of such beads among paragraphs: translators keep those
	twoToTwo      = 0.02 // and half of it for each further segment
	twoToMore     = 0.5
	pseudoBeads   = 100 // weight of the above when counts of the document come in
	lengthWeight  = 0.6
	lengthFreedom = 5.0 // degrees of Student's t: tails heavy enough for free translation
	startSpread   = 6.8 // Gale and Church 1993
	skipFirst     = 4.0 // cost of the first segment of a gap
	skipNext      = 2.5 // of each further one: gaps come in runs
)

// allowed reports whether beads of n source and m target segments are looked
// at.
func allowed(n, m int) bool {
	return n >= 1 && m >= 1 && n <= longest && m <= longest && (n+m <= mostBoth || n == 1 || m == 1)
}

// shapeProbability is the prior before the document is known.
func (p *prior) shapeProbability(n, m int) float64 {
	rate, one, two := 1.0, oneToOne, oneToTwo
	if p.paragraphs {
		rate = paragraphRate
	}
	if p.distant {
		one, two = distantOne, distantTwo
	}
	switch {
	case n == 1 && m == 1:
		return 1 - rate*(1-one)
	case n == 1 || m == 1:
		return rate * two * math.Pow(oneToMore, float64(n+m-3))
	}
	return rate * twoToTwo * math.Pow(twoToMore, float64(n+m-4))
}

// newPrior is the belief before the first path.
func newPrior(source, target *side) *prior {
	p := &prior{spread: startSpread, skip: [2]float32{skipFirst, skipNext}}
	var s, t float32
	for _, c := range source.chars {
		s += c
	}
	for _, c := range target.chars {
		t += c
	}
	p.ratio = min(max(t/max(s, 1), 0.3), 3)
	p.be(false)
	return p
}

// be begins the shapes for paragraphs or for sentences.
func (p *prior) be(paragraphs bool) {
	p.paragraphs = paragraphs
	for n := 1; n <= longest; n++ {
		for m := 1; m <= longest; m++ {
			p.shape[n][m] = p.bounded(n, m, math.Log(p.shapeProbability(n, m)))
		}
	}
}

// forbidden is the log probability of a shape that the user has ruled out.
const forbidden = -1000

// bounded is the log probability of a shape, as far as the user wants it.
func (p *prior) bounded(n, m int, log float64) float32 {
	if len(p.only) > 0 && !slices.Contains(p.only, Shape{n, m}) {
		return forbidden
	}
	return float32(log)
}

// learn takes the shapes and lengths of a path in.
func (p *prior) learn(path []step, source, target *side) {
	var count [longest + 1][longest + 1]float64
	total := 0.0
	for _, b := range path {
		if n, m := b.to.i-b.from.i, b.to.j-b.from.j; allowed(n, m) {
			count[n][m]++
			total++
		}
	}
	for n := 1; n <= longest; n++ {
		for m := 1; m <= longest; m++ {
			both := (count[n][m] + (count[n][m]+count[m][n])/2) / 2 // half symmetric
			p.shape[n][m] = p.bounded(n, m, math.Log((both+pseudoBeads*p.shapeProbability(n, m))/(total+pseudoBeads)))
		}
	}
	p.learnLength(path, source, target)
	p.learnSkips(path)
}

// wrongOrder is what speaks against a gap of the source right after one of the
// target. Both orders say the same; were both possible, each would get half of
// the probability, and a bead that is worse than both together would win.
const wrongOrder = 20.0

// gap is the cost of leaving a segment out in a state, after another.
func (p *prior) gap(before, state int) float32 {
	switch {
	case before == state:
		return p.skip[1]
	case before == skipTarget:
		return p.skip[0] + wrongOrder
	}
	return p.skip[0]
}

// Bounds of what a document can make of the cost of gaps, and the number of
// steps that the first belief counts for.
const (
	skipPseudo                  = 20
	skipFirstLow, skipFirstHigh = 3.0, 5.0
	skipNextLow, skipNextHigh   = 1.0, 3.0
)

// learnSkips takes in how often gaps begin and go on in a path.
func (p *prior) learnSkips(path []step) {
	var begun, open, goneOn float64
	kind := func(b step) int {
		switch {
		case b.from.i == b.to.i:
			return skipTarget
		case b.from.j == b.to.j:
			return skipSource
		}
		return matched
	}
	for k, b := range path {
		now, before := kind(b), matched
		if k > 0 {
			before = kind(path[k-1])
		}
		if before != matched {
			open++
		}
		switch {
		case now == matched:
		case now == before:
			goneOn++
		default:
			begun++
		}
	}
	first := (begun + skipPseudo*math.Exp(-skipFirst)) / (float64(len(path)) + skipPseudo)
	next := (goneOn + skipPseudo*math.Exp(-skipNext)) / (open + skipPseudo)
	p.skip[0] = max(skipFirstLow, min(skipFirstHigh, float32(-math.Log(first))))
	p.skip[1] = max(skipNextLow, min(skipNextHigh, float32(-math.Log(next))))
}

// lengthSample is the least number of one-to-one beads from which lengths are
// learned.
const lengthSample = 20

func (p *prior) learnLength(path []step, source, target *side) {
	var ratios, squares []float32
	for _, b := range path {
		if b.to.i-b.from.i == 1 && b.to.j-b.from.j == 1 {
			ratios = append(ratios, target.chars[b.from.j]/source.chars[b.from.i])
		}
	}
	if len(ratios) < lengthSample {
		return
	}
	p.ratio = min(max(median(ratios), 0.1), 10)
	for _, b := range path {
		if b.to.i-b.from.i == 1 && b.to.j-b.from.j == 1 {
			s, t := source.chars[b.from.i], target.chars[b.from.j]
			d := t - p.ratio*s
			squares = append(squares, d*d/((s+t/p.ratio)/2))
		}
	}
	// The median of a squared normal deviate is 0.455 of its mean.
	p.spread = max(0.5, median(squares)/0.455)
}

// length is the log likelihood of the two lengths, under Student's t.
func (p *prior) length(s, t float32) float32 {
	d := t - p.ratio*s
	d2 := d * d / (p.spread*(s+t/p.ratio)/2 + 1)
	return -lengthWeight * (lengthFreedom + 1) / 2 * log(1+d2/lengthFreedom)
}
