package word

import (
	"context"
	"math"
	"runtime"
	"sync"
	"sync/atomic"
)

// Rounds and limits of a training.
const (
	sampleSize  = 20000 // pairs learned from, where nobody asks for more: the table of word pairs takes 50 bytes for each that meet, some 250 MB
	longest     = 150   // words of a sentence that is learned from; longer ones are linked all the same
	longPair    = 1600  // words times words from which a pair of sentences is long
	farApart    = 0.3   // share of a long sentence that partners are at most apart while learning
	ibmRounds   = 3
	hmmRounds   = 3
	diagonal    = 4.0 // how steeply Model 1 prefers the same relative place (Dyer et al. 2013)
	abreast     = 2.0 // words apart up to which it prefers none, where kinds are known: what their order says is for the next model
	floor       = 1e-7
	unseenShare = 1e-4    // P of a pair never seen together, before lexicon and spelling
	one         = 1 << 24 // expected counts are summed as integers of this many parts
	negligible  = 1e-5    // expected counts below are not added
)

// Model is what a training learned. It is safe for concurrent use.
type Model struct {
	opts           Options
	source, target *vocabulary
	table          *table
	prob           [2][]float32 // by slot: P(target|source), P(source|target)
	null           [2][]float32 // by word: P(target word|nothing), P(source word|nothing)
	jumps          [2]*jumpsByKind
	spare          *sync.Pool // of workers, for Links
}

// training is a model in the making.
type training struct {
	*Model
	sources, targets [][]uint32  // the sample
	kinds            [2][][]Kind // of its words
	slots            [][]uint32  // by pair: slot of each cell, target × source
	prior            [2][]float32
	count            []int64 // by slot; both directions count what they agree on
	nullCount        [2][]int64
	jumpCount        jumpCounts
}

// Train learns from the pairs. It fails only when ctx ends.
func Train(ctx context.Context, pairs []Pair, opts Options) (*Model, error) {
	if opts.Sample == 0 {
		opts.Sample = sampleSize
	}
	if opts.Workers == 0 {
		opts.Workers = runtime.GOMAXPROCS(0)
	}
	t := &training{Model: &Model{opts: opts, source: newVocabulary(), target: newVocabulary(), spare: &sync.Pool{New: func() any { return &worker{} }}}}
	t.sample(pairs)
	t.layOut()
	t.setPriors()
	t.jumps = [2]*jumpsByKind{firstJumps(), firstJumps()}
	for round := 0; round < ibmRounds+hmmRounds; round++ {
		if err := t.round(ctx, round >= ibmRounds); err != nil {
			return nil, err
		}
	}
	return t.Model, nil
}

// sample picks the pairs to learn from and numbers their words.
func (t *training) sample(pairs []Pair) {
	step := max(1, float64(len(pairs))/float64(t.opts.Sample))
	for at := 0.0; int(at) < len(pairs); at += step {
		p := pairs[int(at)]
		if len(p.Source) == 0 || len(p.Target) == 0 || len(p.Source) > longest || len(p.Target) > longest {
			continue
		}
		t.sources = append(t.sources, t.source.add(p.Source))
		t.targets = append(t.targets, t.target.add(p.Target))
		t.kinds[0], t.kinds[1] = append(t.kinds[0], p.SourceKinds), append(t.kinds[1], p.TargetKinds)
	}
}

// layOut numbers all pairs of words that were seen together.
func (t *training) layOut() {
	t.table = newTable(1 << 16)
	t.slots = make([][]uint32, len(t.sources))
	for n, source := range t.sources {
		target := t.targets[n]
		cells := make([]uint32, 0, len(source)*len(target))
		for j, f := range target {
			for i, e := range source {
				slot := uint32(none)
				if near(i, j, len(source), len(target)) {
					slot = t.table.add(keyOf(e, f))
				}
				cells = append(cells, slot)
			}
		}
		t.slots[n] = cells
	}
	slots := len(t.table.keys)
	t.count = make([]int64, slots)
	for side := range 2 {
		t.prob[side] = make([]float32, slots)
		t.prior[side] = make([]float32, slots)
	}
	for side, v := range []*vocabulary{t.target, t.source} {
		t.null[side] = make([]float32, len(v.words))
		t.nullCount[side] = make([]int64, len(v.words))
	}
}

// near reports whether two words of a long pair may have met: those that stand
// at far places in sentences of a hundred words only fill the table.
func near(i, j, I, J int) bool {
	if I*J <= longPair {
		return true
	}
	return math.Abs(float64(i)/float64(I)-float64(j)/float64(J)) <= farApart
}

// setPriors fills in the pseudo-counts and the probabilities that follow from
// them alone.
func (t *training) setPriors() {
	spellings := [2][]string{spellingsOf(t.source.words), spellingsOf(t.target.words)}
	source, target := ask(t.opts.Prior, 0, t.source.words), ask(t.opts.Prior, 1, t.target.words)
	parallel(t.opts.Workers, len(t.table.keys), func(_, from, to int) {
		for slot := from; slot < to; slot++ {
			k := t.table.keys[slot]
			like := likeness(spellings[0][k.source()], spellings[1][k.target()])
			forward, backward := between(t.opts.Prior, source, target, int(k.source()), int(k.target()))
			t.prior[0][slot] = float32(flat + like + fromPrior*forward)
			t.prior[1][slot] = float32(flat + like + fromPrior*backward)
		}
	})
	t.estimate(true)
}

func spellingsOf(words []string) []string {
	all := make([]string, len(words))
	for i, w := range words {
		all[i] = spelling(w)
	}
	return all
}

// estimate turns counts and pseudo-counts into probabilities. By variational Bayes the share of
// a pair is exp(ψ(count+prior) − ψ(sum of them)): small counts are
// pressed down, which keeps the table sparse. First of all, without counts, it is the mean
// of the prior, with weight for all pairs alike.
func (t *training) estimate(first bool) {
	sums := [2][]float64{make([]float64, len(t.source.words)), make([]float64, len(t.target.words))}
	extra := 0.0
	if first {
		extra = 0.05
	}
	for slot, k := range t.table.keys {
		count := float64(t.count[slot])/one + extra
		sums[0][k.source()] += float64(t.prior[0][slot]) + count
		sums[1][k.target()] += float64(t.prior[1][slot]) + count
	}
	if !first {
		for side := range sums {
			for id, sum := range sums[side] {
				sums[side][id] = digamma(sum)
			}
		}
	}
	parallel(t.opts.Workers, len(t.table.keys), func(_, from, to int) {
		for slot := from; slot < to; slot++ {
			k := t.table.keys[slot]
			for side, id := range [2]uint32{k.source(), k.target()} {
				own, sum := float64(t.prior[side][slot])+float64(t.count[slot])/one+extra, sums[side][id]
				if first {
					t.prob[side][slot] = float32(own / sum)
				} else {
					t.prob[side][slot] = float32(math.Exp(digamma(own) - sum))
				}
			}
			t.count[slot] = 0
		}
	})
	for side := range 2 {
		t.estimateNull(side)
		t.estimateJumps(side, first)
	}
}

// estimateNull does the same for words that stand for nothing. Their first
// probabilities are those of the words in the text.
func (t *training) estimateNull(side int) {
	words := t.target
	if side == 1 {
		words = t.source
	}
	sum, all := 0.0, 0.0
	for id, c := range t.nullCount[side] {
		sum += float64(c)/one + nullWeight
		all += float64(words.counts[id])
	}
	seen := sum > 2*nullWeight*float64(len(words.words))
	for id, c := range t.nullCount[side] {
		if seen {
			t.null[side][id] = float32(math.Exp(digamma(float64(c)/one+nullWeight) - digamma(sum)))
		} else {
			t.null[side][id] = float32(float64(words.counts[id]) / all)
		}
		t.nullCount[side][id] = 0
	}
}

// round goes over the sample once.
func (t *training) round(ctx context.Context, hidden bool) error {
	workers := make([]*worker, t.opts.Workers)
	for i := range workers {
		workers[i] = &worker{}
	}
	var failed atomic.Bool
	parallel(t.opts.Workers, len(t.sources), func(w, from, to int) {
		for n := from; n < to; n++ {
			if ctx.Err() != nil {
				failed.Store(true)
				return
			}
			t.expect(workers[w], n, hidden)
		}
	})
	if failed.Load() {
		return ctx.Err()
	}
	for _, w := range workers {
		for side := range 2 {
			for kind := range Kinds {
				for i, c := range w.jumpCount[side][kind] {
					t.jumpCount[side][kind][i] += c
				}
			}
		}
	}
	t.estimate(false)
	return nil
}

// worker holds what one goroutine needs.
type worker struct {
	lattice   [2]lattice
	jumpCount jumpCounts
}

// expect adds the expected counts of pair n.
func (t *training) expect(w *worker, n int, hidden bool) {
	source, target, cells := t.sources[n], t.targets[n], t.slots[n]
	I, J := len(source), len(target)
	w.lattice[0].size(I, J)
	w.lattice[1].size(J, I)
	for j := range target {
		for i := range source {
			forward, backward := floor, floor
			if slot := cells[j*I+i]; slot != none {
				forward, backward = max(float64(t.prob[0][slot]), floor), max(float64(t.prob[1][slot]), floor)
			}
			w.lattice[0].emit[j*I+i], w.lattice[1].emit[i*J+j] = forward, backward
		}
	}
	t.emitNull(w, source, target)
	w.lattice[0].setKinds(t.kinds[1][n])
	w.lattice[1].setKinds(t.kinds[0][n])
	for side := range w.lattice {
		l := &w.lattice[side]
		if !hidden {
			l.independent()
			continue
		}
		l.run(t.jumps[side], true)
		for n, kind := range l.present {
			for i, c := range l.jumpCount[n] {
				w.jumpCount[side][kind][i] += int64(c * one)
			}
		}
	}
	t.add(w, source, target, cells)
}

func (m *Model) emitNull(w *worker, source, target []uint32) {
	for j, f := range target {
		w.lattice[0].null[j] = max(float64(m.null[0][f]), floor)
	}
	for i, e := range source {
		w.lattice[1].null[i] = max(float64(m.null[1][e]), floor)
	}
}

// add counts what both directions agree on: the geometric mean of the two posteriors.
func (t *training) add(w *worker, source, target []uint32, cells []uint32) {
	I, J := len(source), len(target)
	for j, f := range target {
		for i := range source {
			both := math.Sqrt(w.lattice[0].post[j*I+i] * w.lattice[1].post[i*J+j])
			if both < negligible || cells[j*I+i] == none {
				continue
			}
			atomic.AddInt64(&t.count[cells[j*I+i]], int64(both*one))
		}
		atomic.AddInt64(&t.nullCount[0][f], int64(w.lattice[0].postNull[j]*one))
	}
	for i, e := range source {
		atomic.AddInt64(&t.nullCount[1][e], int64(w.lattice[1].postNull[i]*one))
	}
}

// independent computes the posteriors of Model 1, where words have their
// partners without regard to their neighbours, but for the relative place.
func (l *lattice) independent() {
	I, near := l.I, 0.0
	if l.told {
		near = abreast / float64(max(l.I, l.J))
	}
	for j := range l.J {
		post, emit := l.post[j*I:(j+1)*I], l.emit[j*I:(j+1)*I]
		place := (float64(j) + 0.5) / float64(l.J)
		sum, weights := 0.0, 0.0
		for i := range post {
			apart := math.Abs(place - (float64(i)+0.5)/float64(I))
			weight := math.Exp(-diagonal * max(0, apart-near))
			weights += weight
			post[i] = weight * emit[i]
			sum += post[i]
		}
		share := (1 - toNull) / weights
		total := share*sum + toNull*l.null[j]
		for i := range post {
			post[i] *= share / total
		}
		l.postNull[j] = toNull * l.null[j] / total
	}
}

// parallel cuts 0..n into pieces and hands them to the workers; do gets the
// number of the worker and the piece.
func parallel(workers, n int, do func(worker, from, to int)) {
	const most, turns = 256, 8 // pieces are small enough that all workers are busy to the end
	piece := max(1, min(most, n/(turns*workers)))
	var next atomic.Int64
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			for {
				from := int(next.Add(int64(piece))) - piece
				if from >= n {
					return
				}
				do(w, from, min(from+piece, n))
			}
		})
	}
	wg.Wait()
}

// digamma is ψ(x) for x > 0, by the recurrence ψ(x) = ψ(x+1) − 1/x and the
// asymptotic series from 6 on.
func digamma(x float64) float64 {
	shift := 0.0
	for range 6 {
		if x >= 6 {
			break
		}
		shift -= 1 / x
		x++
	}
	r := 1 / (x * x)
	return shift + math.Log(x) - 0.5/x - r*(1.0/12-r*(1.0/120-r/252))
}

// Translations calls yield for each pair of words that the model gives a
// probability of at least that in one of the directions, in order of first
// occurrence.
func (m *Model) Translations(least float64, yield func(source, target string, forward, backward float64)) {
	for slot, k := range m.table.keys {
		forward, backward := float64(m.prob[0][slot]), float64(m.prob[1][slot])
		if forward >= least || backward >= least {
			yield(m.source.words[k.source()], m.target.words[k.target()], forward, backward)
		}
	}
}
