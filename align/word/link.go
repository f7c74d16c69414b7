package word

import (
	"context"
	"math"
	"slices"
	"sync/atomic"
)

// Thresholds on the posteriors of a link. Between 0.2 and 0.4 the error rate on the
// gold of testdata moves by 0.2 points.
const (
	both    = 0.30 // geometric mean of the two directions
	oneSide = 0.45 // arithmetic mean: a link that one direction alone is sure of
	beside  = 0.30 // the same for a neighbour of a link that both see
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
func (m *Model) Links(p Pair) []Link {
	w := m.spare.Get().(*worker)
	defer m.spare.Put(w)
	return m.links(w, p)
}

// mostWords is the length up to which a pair is linked as a whole: time grows with
// the cube of it. Longer ones, which are no sentences, are linked piece by
// piece, as if the translation ran evenly.
const mostWords = 200

func (m *Model) links(w *worker, p Pair) []Link {
	I, J := len(p.Source), len(p.Target)
	if I == 0 || J == 0 {
		return nil
	}
	if pieces := (max(I, J) + mostWords - 1) / mostWords; pieces > 1 {
		var all []Link
		for n := range pieces {
			from, at := n*I/pieces, n*J/pieces
			for _, l := range m.links(w, p.piece(from, (n+1)*I/pieces, at, (n+1)*J/pieces)) {
				all = append(all, Link{l.Source + from, l.Target + at, l.P})
			}
		}
		return all
	}
	source, target := m.source.lookUp(p.Source), m.target.lookUp(p.Target)
	c := m.cells(p, source, target)
	w.lattice[0].size(I, J)
	w.lattice[1].size(J, I)
	for j, f := range target {
		for i, e := range source {
			forward, backward := c.at(i, j, e, f)
			w.lattice[0].emit[j*I+i] = max(forward, floor)
			w.lattice[1].emit[i*J+j] = max(backward, floor)
		}
	}
	m.emitNull(w, source, target)
	w.lattice[0].setKinds(p.TargetKinds)
	w.lattice[1].setKinds(p.SourceKinds)
	for side := range w.lattice {
		w.lattice[side].run(m.jumps[side], false)
	}
	return m.choose(w, I, J)
}

// piece cuts a part out of both sides.
func (p Pair) piece(from, to, at, past int) Pair {
	out := Pair{Source: p.Source[from:to], Target: p.Target[at:past]}
	if p.SourceKinds != nil && p.TargetKinds != nil {
		out.SourceKinds, out.TargetKinds = p.SourceKinds[from:to], p.TargetKinds[at:past]
	}
	return out
}

// lookUp numbers words without learning them: 0 for a word never seen.
func (v *vocabulary) lookUp(words []string) []uint32 {
	ids := make([]uint32, len(words))
	for i, w := range words {
		ids[i] = v.number[w]
	}
	return ids
}

// cells gives the probabilities of the pairs of words of one sentence.
type cells struct {
	model          *Model
	source, target asked
	spellings      [2][]string // where some word was never seen
}

func (m *Model) cells(p Pair, source, target []uint32) *cells {
	c := &cells{model: m, source: ask(m.opts.Prior, 0, p.Source), target: ask(m.opts.Prior, 1, p.Target)}
	if slices.Contains(source, 0) || slices.Contains(target, 0) {
		c.spellings = [2][]string{spellingsOf(p.Source), spellingsOf(p.Target)}
	}
	return c
}

// at gives the two probabilities of word i of the source and word j of the
// target, whose numbers are e and f.
func (c *cells) at(i, j int, e, f uint32) (forward, backward float64) {
	m := c.model
	if e != 0 && f != 0 {
		if slot := m.table.find(keyOf(e, f)); slot != none {
			return float64(m.prob[0][slot]), float64(m.prob[1][slot])
		}
	}
	forward, backward = between(m.opts.Prior, c.source, c.target, i, j)
	if e == 0 || f == 0 { // a new word may be anything that is spelt like it
		like := likeness(c.spellings[0][i], c.spellings[1][j])
		forward, backward = max(forward, like, unseenShare), max(backward, like, unseenShare)
	}
	return forward / 2, backward / 2
}

// choose reads the links off the posteriors: those that both directions see,
// those that one is very sure of, and the neighbours of the first that one direction
// favours: a word of one language may stand for several of the other.
func (m *Model) choose(w *worker, I, J int) []Link {
	forward, backward := w.lattice[0].post, w.lattice[1].post
	seen := func(i, j int) bool {
		return i >= 0 && j >= 0 && i < I && j < J && forward[j*I+i]*backward[i*J+j] >= both*both
	}
	var links []Link
	for i := range I {
		for j := range J {
			mean := (forward[j*I+i] + backward[i*J+j]) / 2
			if !seen(i, j) && mean < oneSide && (mean < beside ||
				!seen(i-1, j) && !seen(i+1, j) && !seen(i, j-1) && !seen(i, j+1)) {
				continue
			}
			p := max(mean, math.Sqrt(forward[j*I+i]*backward[i*J+j]))
			links = append(links, Link{i, j, min(p, 1)})
		}
	}
	return links
}
