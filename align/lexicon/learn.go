package lexicon

import (
	"context"
	"slices"
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

// Len is the number of entries.
func (t *Table) Len() int { return len(t.probs) }

// LearnOptions tunes Learn. The zero value is the recommended setting.
type LearnOptions struct {
	Iterations int     // of expectation maximisation; 0 = 5
	Floor      float32 // entries below it are dropped on the way; 0 = 1e-4
}

// Learn trains IBM Model 1 (Brown et al. 1993): p(t|s) that makes the target
// sides most likely, with an empty word that accounts for what nothing
// translates. sources and targets are the sizes of the vocabularies.
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
	l := newLearner(pairs, sources, targets)
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

type learner struct {
	pairs   []Pair
	offset  []int32   // of each pair's target occurrences in denom
	denom   []float32 // Σ_s p(t|s) of each occurrence
	posting [][]int32 // pairs in which a source unit stands, with repetition; the last is the empty word
	dense   []float32
	seen    []int32
}

func newLearner(pairs []Pair, sources, targets int) *learner {
	l := &learner{pairs: pairs, offset: make([]int32, len(pairs)+1), dense: make([]float32, targets)}
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
	all := make([]int32, 0, total)
	l.posting = make([][]int32, sources+1)
	for s, c := range counts {
		l.posting[s] = all[len(all) : len(all) : len(all)+int(c)]
		all = all[:len(all)+int(c)]
	}
	for i, p := range pairs {
		for _, s := range p.Source {
			l.posting[s] = append(l.posting[s], int32(i))
		}
		l.posting[sources] = append(l.posting[sources], int32(i))
	}
	l.denom = make([]float32, l.offset[len(pairs)])
	return l
}

// expect fills denom under the table; nil means that all are alike.
func (l *learner) expect(t *Table) {
	if t == nil {
		for i, p := range l.pairs {
			for o := l.offset[i]; o < l.offset[i+1]; o++ {
				l.denom[o] = float32(len(p.Source) + 1)
			}
		}
		return
	}
	clear(l.denom)
	for s, in := range l.posting {
		if len(in) == 0 {
			continue
		}
		row := t.Row(int32(s))
		for _, e := range row {
			l.dense[e.Unit] = e.P
		}
		for _, i := range in {
			denom := l.denom[l.offset[i]:l.offset[i+1]]
			for k, u := range l.pairs[i].Target {
				denom[k] += l.dense[u]
			}
		}
		for _, e := range row {
			l.dense[e.Unit] = 0
		}
	}
}

// maximise counts under the table and denom, and makes the next table.
func (l *learner) maximise(t *Table, floor float32) *Table {
	next := &Table{start: make([]int32, 1, len(l.posting)+1)}
	if t != nil {
		next.probs = make([]Prob, 0, len(t.probs))
	}
	counts := make([]float32, len(l.dense))
	for s, in := range l.posting {
		l.count(counts, t.Row(int32(s)), in, t == nil)
		if t == nil {
			slices.Sort(l.seen)
		} else { // the rows are in order already
			l.seen = l.seen[:0]
			for _, e := range t.Row(int32(s)) {
				if counts[e.Unit] > 0 {
					l.seen = append(l.seen, e.Unit)
				}
			}
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

// count adds the expected counts of one source unit to counts and lists the
// target units that got any in seen.
func (l *learner) count(counts []float32, row []Prob, in []int32, alike bool) {
	l.seen = l.seen[:0]
	for _, e := range row {
		l.dense[e.Unit] = e.P
	}
	for _, i := range in {
		denom := l.denom[l.offset[i]:l.offset[i+1]]
		for k, u := range l.pairs[i].Target {
			p := l.dense[u]
			if alike {
				p = 1
			}
			if p == 0 {
				continue
			}
			if counts[u] == 0 {
				l.seen = append(l.seen, u)
			}
			counts[u] += p / denom[k]
		}
	}
	for _, e := range row {
		l.dense[e.Unit] = 0
	}
}
