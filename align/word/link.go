package word

import (
	"context"
	"math"
	"sync/atomic"
)

// Thresholds on the mean of the two posteriors, geometric and arithmetic.
const (
	sure    = 0.35 // a link that both directions see
	precise = 0.45 // the same with Options.Precise
	oneSide = 0.45 // arithmetic mean: a link that one direction sees, beside one that both see
)

// All links every pair, in parallel. It fails only when ctx ends.
func (m *Model) All(ctx context.Context, pairs []Pair) ([][]Link, error) {
	links := make([][]Link, len(pairs))
	workers := make([]*worker, m.opts.Workers)
	for i := range workers {
		workers[i] = &worker{}
	}
	var failed atomic.Bool
	parallel(m.opts.Workers, len(pairs), func(w, from, to int) {
		for n := from; n < to; n++ {
			if ctx.Err() != nil {
				failed.Store(true)
				return
			}
			links[n] = m.links(workers[w], pairs[n])
		}
	})
	if failed.Load() {
		return nil, ctx.Err()
	}
	return links, nil
}

// Links links the words of one pair, which need not be one of those that were
// learned from.
func (m *Model) Links(p Pair) []Link { return m.links(&worker{}, p) }

func (m *Model) links(w *worker, p Pair) []Link {
	I, J := len(p.Source), len(p.Target)
	if I == 0 || J == 0 {
		return nil
	}
	source, target := m.source.lookUp(p.Source), m.target.lookUp(p.Target)
	w.lattice[0].size(I, J)
	w.lattice[1].size(J, I)
	for j, f := range target {
		for i, e := range source {
			forward, backward := m.cell(p.Source[i], p.Target[j], e, f)
			w.lattice[0].emit[j*I+i] = max(forward, floor)
			w.lattice[1].emit[i*J+j] = max(backward, floor)
		}
	}
	m.emitNull(w, source, target)
	for side := range w.lattice {
		w.lattice[side].run(m.jumps[side], false)
	}
	return m.choose(w, I, J)
}

// lookUp numbers words without learning them: 0 for a word never seen.
func (v *vocabulary) lookUp(words []string) []uint32 {
	ids := make([]uint32, len(words))
	for i, w := range words {
		ids[i] = v.number[w]
	}
	return ids
}

// cell gives the two probabilities of a pair of words.
func (m *Model) cell(source, target string, e, f uint32) (forward, backward float64) {
	if e != 0 && f != 0 {
		if slot := m.table.find(keyOf(e, f)); slot != none {
			return float64(m.prob[0][slot]), float64(m.prob[1][slot])
		}
	}
	if m.opts.Prior != nil {
		forward, backward = m.opts.Prior.Prob(source, target)
	}
	if e == 0 || f == 0 { // a new word may be anything that is spelt like it
		like := likeness(spelling(source), spelling(target))
		forward, backward = max(forward, like, unseenShare), max(backward, like, unseenShare)
	}
	return forward / 2, backward / 2
}

// choose reads the links off the posteriors: those that both directions see,
// then their neighbours that one direction is sure of.
func (m *Model) choose(w *worker, I, J int) []Link {
	least := sure
	if m.opts.Precise {
		least = precise
	}
	var links []Link
	for i := range I {
		for j := range J {
			a, b := w.lattice[0].post[j*I+i], w.lattice[1].post[i*J+j]
			both := math.Sqrt(a * b)
			if both >= least || m.beside(w, i, j, (a+b)/2) {
				links = append(links, Link{i, j, min(max(both, (a+b)/2), 1)})
			}
		}
	}
	return links
}

// beside reports whether one direction is sure of a link next to a link of
// the same word that both see: a word of one language stands for several
// neighbours of the other.
func (m *Model) beside(w *worker, i, j int, mean float64) bool {
	if mean < oneSide {
		return false
	}
	near := func(i, j int) bool {
		I, J := w.lattice[0].I, w.lattice[0].J
		if i < 0 || j < 0 || i >= I || j >= J {
			return false
		}
		return w.lattice[0].post[j*I+i]*w.lattice[1].post[i*J+j] >= sure*sure
	}
	return near(i-1, j) || near(i+1, j) || near(i, j-1) || near(i, j+1)
}
