package word

import (
	"math"
	"slices"
)

// Fixed parameters of the hidden Markov model. The shares of NULL and of the uniform
// jump are those that Och and Ney (2003) found to matter little around these
// values; so it was on our gold.
const (
	toNull   = 0.10 // share of words that stand for nothing
	anywhere = 0.02 // share of jumps that go anywhere with equal chance
	farthest = 12   // jumps beyond this many words share one probability a step
	quiet    = 1e-6 // states below this share of the best are passed over
)

// jumps is the distribution of the step from the partner of one word to the
// partner of the next, by distance from -farthest to farthest.
type jumps [2*farthest + 1]float64

// firstJumps falls off on both sides of one step ahead.
func firstJumps() *jumpsByKind {
	var d jumps
	for i := range d {
		d[i] = math.Exp(-math.Abs(float64(i-farthest-1)) / 1.5)
	}
	d.normalise()
	var all jumpsByKind
	for kind := range all {
		all[kind] = &d
	}
	return &all
}

// jumpsByKind is that distribution for each kind of word.
type jumpsByKind [Kinds]*jumps

// spreadEnds parts the outermost counts among all jumps that they stand for.
func (d *jumps) spreadEnds() {
	const farther = 8
	d[0] /= farther
	d[2*farthest] /= farther
}

func (d *jumps) normalise() *jumps {
	sum := 0.0
	for _, p := range d {
		sum += p
	}
	for i := range d {
		d[i] /= sum
	}
	return d
}

// lattice is the working space for one sentence and one direction. The model
// gives every word j of the generated side a partner among the I words of the
// generating side, numbered from 1; state 0 is the place before the first
// word. A word that stands for nothing keeps the place of the one before it,
// so that the next jump starts there.
type lattice struct {
	I, J      int
	told      bool                  // the kinds are known
	kinds     []uint8               // J: kind of each word, numbered within the sentence
	present   []Kind                // the kinds of the sentence, by that number
	emit      []float64             // J × I: P(word j | partner i)
	null      []float64             // J: P(word j | nothing)
	post      []float64             // J × I: result, P(i is the partner of j | sentence)
	postNull  []float64             // J
	steps     []float64             // kinds × (2I+1): jump probability by distance + I
	inverse   []float64             // kinds × (I+1): one over the sum of the steps that stay in the sentence, from each place
	alpha     []float64             // (J+1) × (I+1): place after j words, scaled
	linked    []float64             // J × (I+1): the same, where word j has that partner
	beta      []float64             // I+1
	next      []float64             // I+1
	back      []float64             // I+1
	scale     []float64             // J
	jumpCount []jumps               // by number of the kind
	laid      map[laidOut][]float64 // inverse sums that are known already
	laidFor   *jumpsByKind          // the jumps that they belong to
}

func grown(s []float64, n int) []float64 {
	if cap(s) < n {
		return make([]float64, n, n+n/2)
	}
	return s[:n]
}

// size prepares the lattice for a sentence of J words made from I.
func (l *lattice) size(I, J int) {
	l.I, l.J = I, J
	l.emit, l.post = grown(l.emit, I*J), grown(l.post, I*J)
	l.null, l.postNull, l.scale = grown(l.null, J), grown(l.postNull, J), grown(l.scale, J)
	l.back = grown(l.back, I+1)
	l.alpha, l.linked = grown(l.alpha, (J+1)*(I+1)), grown(l.linked, J*(I+1))
	l.beta, l.next = grown(l.beta, I+1), grown(l.next, I+1)
}

// setKinds numbers the kinds of the words within the sentence; without kinds all
// words are of kind 0.
func (l *lattice) setKinds(kinds []Kind) {
	l.told, l.kinds, l.present = kinds != nil, l.kinds[:0], l.present[:0]
	for j := range l.J {
		kind := Kind(0)
		if j < len(kinds) {
			kind = kinds[j]
		}
		n := slices.Index(l.present, kind)
		if n < 0 {
			n = len(l.present)
			l.present = append(l.present, kind)
		}
		l.kinds = append(l.kinds, uint8(n))
	}
}

// run computes post and postNull; with count, the jumps that were made are
// added up in jumpCount.
func (l *lattice) run(d *jumpsByKind, count bool) {
	l.spread(d)
	if count {
		l.jumpCount = append(l.jumpCount[:0], make([]jumps, len(l.present))...)
	}
	l.forward()
	l.backward(count)
}

// spread lays the jump distributions out for this sentence length.
func (l *lattice) spread(d *jumpsByKind) {
	I := l.I
	l.steps, l.inverse = grown(l.steps, len(l.present)*(2*I+1)), grown(l.inverse, len(l.present)*(I+1))
	for n, kind := range l.present {
		steps, inverse := l.jumpsOf(n)
		for delta := -I; delta <= I; delta++ {
			steps[delta+I] = d[kind][min(max(delta, -farthest), farthest)+farthest]
		}
		copy(inverse, l.inverseOf(d, kind, steps))
	}
}

// laidOut names the inverse sums of a kind in sentences of one length.
type laidOut struct {
	kind Kind
	I    int
}

// inverseOf gives the inverse sums of a kind. They cost the square of the length, and
// lengths recur.
func (l *lattice) inverseOf(d *jumpsByKind, kind Kind, steps []float64) []float64 {
	if l.laidFor != d {
		l.laid, l.laidFor = map[laidOut][]float64{}, d
	}
	I := l.I
	inverse, known := l.laid[laidOut{kind, I}]
	if !known {
		inverse = make([]float64, I+1)
		for from := range inverse {
			sum := 0.0
			for _, p := range steps[I+1-from : 2*I+1-from] {
				sum += p
			}
			inverse[from] = 1 / sum
		}
		l.laid[laidOut{kind, I}] = inverse
	}
	return inverse
}

// jumpsOf gives the jumps to a word of the kind with that number.
func (l *lattice) jumpsOf(n int) (steps, inverse []float64) {
	I := l.I
	return l.steps[n*(2*I+1) : (n+1)*(2*I+1)], l.inverse[n*(I+1) : (n+1)*(I+1)]
}

func (l *lattice) forward() {
	I, w := l.I, l.I+1
	clear(l.alpha[:w])
	l.alpha[0] = 1
	for j := 0; j < l.J; j++ {
		before, after := l.alpha[j*w:(j+1)*w], l.alpha[(j+1)*w:(j+2)*w]
		linked, emit := l.linked[j*w:(j+1)*w], l.emit[j*I:(j+1)*I]
		l.flow(linked, before, int(l.kinds[j]))
		total := 0.0
		for i := range linked {
			after[i] = before[i] * toNull * l.null[j]
			if i > 0 {
				linked[i] *= (1 - toNull) * emit[i-1]
				after[i] += linked[i]
			} else {
				linked[i] = 0
			}
			total += after[i]
		}
		l.scale[j] = total
		for i := range after {
			after[i] /= total
			linked[i] /= total
		}
	}
}

// flow moves the mass of all places one jump on: to[i] = Σ from[i'] a(i|i'),
// to a word of the kind with that number.
func (l *lattice) flow(to, from []float64, kind int) {
	I := l.I
	all, inverse := l.jumpsOf(kind)
	best, sum := 0.0, 0.0
	for _, p := range from {
		best = max(best, p)
		sum += p
	}
	base := sum * anywhere / float64(I)
	for i := range to {
		to[i] = base
	}
	for at, p := range from {
		if p < quiet*best {
			continue
		}
		share := p * (1 - anywhere) * inverse[at]
		steps := all[I+1-at : 2*I+1-at]
		row := to[1 : 1+len(steps)]
		for i, s := range steps {
			row[i] += share * s
		}
	}
}

func (l *lattice) backward(count bool) {
	I, w := l.I, l.I+1
	for i := range l.beta {
		l.beta[i] = 1
	}
	for j := l.J - 1; j >= 0; j-- {
		before, linked := l.alpha[j*w:(j+1)*w], l.linked[j*w:(j+1)*w]
		emit, post := l.emit[j*I:(j+1)*I], l.post[j*I:(j+1)*I]
		best, sum := 0.0, 0.0
		linkedMass := 0.0
		for i := 1; i <= I; i++ {
			post[i-1] = linked[i] * l.beta[i]
			linkedMass += post[i-1]
			g := (1 - toNull) * emit[i-1] * l.beta[i] / l.scale[j]
			l.next[i] = g
			best = max(best, g)
			sum += g
		}
		l.postNull[j] = max(0, 1-linkedMass)
		stay := toNull * l.null[j] / l.scale[j]
		base := sum * anywhere / float64(I)
		for i := range l.beta {
			l.beta[i] = l.beta[i]*stay + base
		}
		l.pull(before, int(l.kinds[j]), best, count)
	}
}

// pull adds to beta what comes back over the jumps from the gains in next, and
// counts the jumps.
func (l *lattice) pull(before []float64, kind int, best float64, count bool) {
	I := l.I
	all, inverse := l.jumpsOf(kind)
	back := l.back[:I+1]
	clear(back)
	for i := 1; i <= I; i++ {
		g := l.next[i]
		if g < quiet*best {
			continue
		}
		g *= 1 - anywhere
		steps := all[i : i+I+1] // steps[I-at] for the jump from at to i
		for at, s := range steps {
			back[I-at] += g * s
		}
		if count {
			l.countJumps(before, kind, i, g)
		}
	}
	for at, b := range back {
		l.beta[at] += b * inverse[at]
	}
}

// countJumps adds up the jumps to i from wherever the chain may have been.
func (l *lattice) countJumps(before []float64, kind, i int, gain float64) {
	steps, inverse := l.jumpsOf(kind)
	count := &l.jumpCount[kind]
	for at, p := range before {
		if p < quiet {
			continue
		}
		count[min(max(i-at, -farthest), farthest)+farthest] += gain * p * steps[l.I+i-at] * inverse[at]
	}
}

// kindWeight is how many jumps of all words those of a kind start from. Of a
// kind that is not rare a text has hundreds.
const kindWeight = 20.0

// jumpCounts are expected counts of jumps, by direction and kind.
type jumpCounts [2][Kinds][2*farthest + 1]int64

// estimateJumps turns the counts of jumps into probabilities: those of all words
// together, and those of each kind, which lean on the former.
func (t *training) estimateJumps(side int, first bool) {
	if first {
		return
	}
	var all jumps
	total := int64(0)
	for i := range all {
		sum := int64(0)
		for kind := range Kinds {
			sum += t.jumpCount[side][kind][i]
		}
		all[i] = float64(sum)/one + 0.1
		total += sum
	}
	if total == 0 {
		return
	}
	all.spreadEnds()
	all.normalise()
	t.jumps[side] = &jumpsByKind{}
	for kind := range Kinds {
		var own jumps
		sum := int64(0)
		for i, c := range t.jumpCount[side][kind] {
			own[i] = float64(c) / one
			sum += c
			t.jumpCount[side][kind][i] = 0
		}
		if sum == total { // nothing is known of kinds
			t.jumps[side][kind] = &all
			continue
		}
		own.spreadEnds()
		for i := range own {
			own[i] += kindWeight * all[i]
		}
		t.jumps[side][kind] = own.normalise()
	}
}
