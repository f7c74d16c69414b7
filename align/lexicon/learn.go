package lexicon

import (
	"context"
	"math"
	"math/bits"
)

// Pair is one bead to learn from: the units of both sides as numbers from 0.
type Pair struct {
	Source, Target []int32
}

// Prob is one entry of a row: unit t with the probability that it translates
// the row's unit.
type Prob struct {
	Unit int32
	P    float32
}

// Table holds p(t|s) for every s, sparse. Rows are ordered by unit.
type Table struct {
	start []int32
	probs []Prob
}

// Row gives the entries of unit s; nothing for a unit that was not learned.
func (t *Table) Row(s int32) []Prob {
	if t == nil || int(s)+1 >= len(t.start) {
		return nil
	}
	return t.probs[t.start[s]:t.start[s+1]]
}

// LearnOptions tunes Learn. The zero value is the recommended setting.
type LearnOptions struct {
	Iterations int     // of expectation maximisation; 0 = 5
	Floor      float32 // entries below it are dropped on the way; 0 = 1e-4
	Anywhere   bool    // position in the pair says nothing, as in plain Model 1
	Reuse      *Table  // no longer needed: the new table is made in its memory; nil for none
}

// Learn trains IBM Model 1 (Brown et al. 1993): p(t|s) that makes the target
// sides most likely, with an empty word that accounts for what nothing
// translates. sources and targets are the sizes of the vocabularies.
//
// Unlike Model 1 it expects translations to keep their relative place in the
// pair, as fast_align does (Dyer, Chahuneau and Smith 2013): among the few beads
// of one document it tells apart words that always occur together.
//
// The loop runs by source unit, not by pair: its row is spread over a dense
// array, so that no hash table is needed. Cost: iterations × Σ |S|·|T| over
// the pairs; memory: the distinct pairs of units that meet.
func Learn(ctx context.Context, pairs []Pair, sources, targets int, opts LearnOptions) (*Table, error) {
	if opts.Iterations == 0 {
		opts.Iterations = 5
	}
	if opts.Floor == 0 {
		opts.Floor = 1e-4
	}
	l := newLearner(pairs, sources, targets, opts.Anywhere)
	if opts.Reuse != nil {
		l.memory = opts.Reuse.probs
	}
	var table *Table
	for range opts.Iterations {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		l.expect(table)
		table = l.maximise(table, opts.Floor)
	}
	table.start = table.start[:sources+1]
	table.probs = table.probs[:table.start[sources]] // without the row of the empty word
	return table, nil
}

// Constants of the place prior. A word at relative place x becomes one at y with
// a weight of exp(−tension·|x−y|); fast_align has 4 for sentence pairs of a
// large corpus; for a document of hundreds of sentences 1 and 3 lose less than a
// point to 2.
const (
	tension = 2.0
	places  = 32 // steps of the relative place
	nowhere = places
)

// placeWeights gives the weight of a pair of places; the empty word, which
// stands nowhere, has the mean.
func placeWeights(alike bool) *[places + 1][places]float32 {
	w := new([places + 1][places]float32)
	for x := range w {
		for y := range w[x] {
			switch {
			case alike:
				w[x][y] = 1
			case x == nowhere:
				w[x][y] = float32((1 - math.Exp(-tension/2)) / (tension / 2))
			default:
				w[x][y] = float32(math.Exp(-tension * math.Abs(float64(x-y)) / places))
			}
		}
	}
	return w
}

// place is the relative place of unit k of n.
func place(k, n int) uint8 { return uint8((2*k + 1) * places / (2 * n)) }

// spot is an occurrence of a source unit.
type spot struct {
	pair  int32
	place uint8
}

type learner struct {
	pairs   []Pair
	offset  []int32   // of each pair's target occurrences in denom and place
	denom   []float32 // Σ_s w·p(t|s) of each occurrence; its inverse when counting
	place   []uint8   // of each occurrence in its pair
	posting [][]spot  // where a source unit stands, with repetition; the last is the empty word
	weights *[places + 1][places]float32
	dense   []float32
	seen    []int32
	marks   []uint64 // a bit for each target unit that got a count
	memory  []Prob   // for the entries of a table
}

func newLearner(pairs []Pair, sources, targets int, anywhere bool) *learner {
	l := &learner{
		pairs: pairs, offset: make([]int32, len(pairs)+1),
		dense: make([]float32, targets), marks: make([]uint64, (targets+63)/64), weights: placeWeights(anywhere),
	}
	counts := make([]int32, sources+1)
	for i, p := range pairs {
		l.offset[i+1] = l.offset[i] + int32(len(p.Target))
		for _, s := range p.Source {
			counts[s]++
		}
		counts[sources]++
	}
	total := int32(0)
	for _, c := range counts {
		total += c
	}
	all := make([]spot, 0, total)
	l.posting = make([][]spot, sources+1)
	for s, c := range counts {
		l.posting[s] = all[len(all) : len(all) : len(all)+int(c)]
		all = all[:len(all)+int(c)]
	}
	l.denom = make([]float32, l.offset[len(pairs)])
	l.place = make([]uint8, len(l.denom))
	for i, p := range pairs {
		for k, s := range p.Source {
			l.posting[s] = append(l.posting[s], spot{int32(i), place(k, len(p.Source))})
		}
		l.posting[sources] = append(l.posting[sources], spot{int32(i), nowhere})
		for k := range p.Target {
			l.place[int(l.offset[i])+k] = place(k, len(p.Target))
		}
	}
	return l
}

// expect fills denom under the table; nil means that all words are alike.
func (l *learner) expect(t *Table) {
	clear(l.denom)
	if t == nil {
		l.expectAll()
		return
	}
	for s, in := range l.posting {
		if len(in) == 0 {
			continue
		}
		row := l.spread(t, int32(s))
		for _, at := range in {
			first, end := l.offset[at.pair], l.offset[at.pair+1]
			denom, place, w := l.denom[first:end], l.place[first:end], &l.weights[at.place]
			for k, u := range l.pairs[at.pair].Target {
				denom[k] += l.dense[u] * w[place[k]%places]
			}
		}
		l.gather(row)
	}
	l.invert()
}

// expectAll is expect for the first round, where all words are alike.
func (l *learner) expectAll() {
	for _, in := range l.posting {
		for _, at := range in {
			first, end := l.offset[at.pair], l.offset[at.pair+1]
			denom, w := l.denom[first:end], &l.weights[at.place]
			for k, p := range l.place[first:end] {
				denom[k] += w[p%places]
			}
		}
	}
	l.invert()
}

func (l *learner) invert() {
	for k, d := range l.denom {
		if d > 0 { // nothing explains a word of which every entry fell below the floor
			l.denom[k] = 1 / d
		}
	}
}

// spread puts the row of a source unit into dense, gather clears it.
func (l *learner) spread(t *Table, s int32) []Prob {
	row := t.Row(s)
	for _, e := range row {
		l.dense[e.Unit] = e.P
	}
	return row
}

func (l *learner) gather(row []Prob) {
	for _, e := range row {
		l.dense[e.Unit] = 0
	}
}

// maximise counts under the table and denom, and makes the next table, in the
// memory of the one before: no row of it is longer than it was.
func (l *learner) maximise(t *Table, floor float32) *Table {
	next := &Table{start: make([]int32, 1, len(l.posting)+1), probs: l.memory[:0]}
	if t != nil {
		next.probs = t.probs[:0]
	}
	counts := make([]float32, len(l.dense))
	for s, in := range l.posting {
		l.seen = l.seen[:0]
		if t == nil {
			l.begin(counts, in)
		} else {
			l.count(counts, t, int32(s), in)
		}
		sum := float32(0)
		for _, u := range l.seen {
			sum += counts[u]
		}
		for _, u := range l.seen {
			if p := counts[u] / sum; p >= floor {
				next.probs = append(next.probs, Prob{u, p})
			}
			counts[u] = 0
		}
		next.start = append(next.start, int32(len(next.probs)))
	}
	return next
}

// begin is count for the first round, where all words are alike; it lists the
// target units that got any, in order, in seen.
func (l *learner) begin(counts []float32, in []spot) {
	for _, at := range in {
		first, end := l.offset[at.pair], l.offset[at.pair+1]
		denom, place, w := l.denom[first:end], l.place[first:end], &l.weights[at.place]
		for k, u := range l.pairs[at.pair].Target {
			if counts[u] == 0 {
				l.marks[u>>6] |= 1 << (u & 63)
			}
			counts[u] += w[place[k]%places] * denom[k]
		}
	}
	for k, m := range l.marks {
		for ; m != 0; m &= m - 1 {
			l.seen = append(l.seen, int32(k<<6+bits.TrailingZeros64(m)))
		}
		l.marks[k] = 0
	}
}

// count adds the expected counts of one source unit to counts and lists the
// target units that got any, in order, in seen.
func (l *learner) count(counts []float32, t *Table, s int32, in []spot) {
	row := l.spread(t, s)
	for _, at := range in {
		first, end := l.offset[at.pair], l.offset[at.pair+1]
		denom, place, w := l.denom[first:end], l.place[first:end], &l.weights[at.place]
		for k, u := range l.pairs[at.pair].Target {
			counts[u] += l.dense[u] * w[place[k]%places] * denom[k]
		}
	}
	for _, e := range row {
		if counts[e.Unit] > 0 {
			l.seen = append(l.seen, e.Unit)
		}
	}
	l.gather(row)
}
