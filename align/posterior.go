package align

import (
	"context"
	"math"
	"runtime"
	"sync"
)

// The confidence of a bead is its posterior probability: the share of the
// weight of all paths near the best one that go through it (forward and
// backward sums, as Rabiner 1989 has them for hidden Markov models). The scores
// of the search are sharper than probabilities, for its evidence is not
// independent; temperature flattens them until of the beads that are said to be
// right with 90 per cent, 90 per cent are (table in doc.go).
const (
	temperature    = 1.5
	posteriorWidth = 6   // of the band about the path
	posteriorSteps = 200 // of the path at a time…
	posteriorAbout = 6   // …and so many more on either side
)

// posteriors gives the posterior probability of every step of a path.
func (a *aligner) posteriors(ctx context.Context, path []step) []float64 {
	out := make([]float64, len(path))
	var wait sync.WaitGroup
	slots := make(chan struct{}, runtime.GOMAXPROCS(0))
	for first := 0; first < len(path); first += posteriorSteps {
		if ctx.Err() != nil {
			break
		}
		slots <- struct{}{}
		wait.Go(func() {
			a.posterior(path, out, first, min(first+posteriorSteps, len(path)))
			<-slots
		})
	}
	wait.Wait()
	return out
}

// posterior fills the steps from first up to end.
func (a *aligner) posterior(path []step, out []float64, first, end int) {
	from, to := max(0, first-posteriorAbout), min(len(path), end+posteriorAbout)
	base, last := path[from].from, path[to-1].to
	source, target := a.source.slice(base.i, last.i), a.target.slice(base.j, last.j)
	nodes := []node{{}}
	for _, p := range path[from:to] {
		nodes = append(nodes, node{p.to.i - base.i, p.to.j - base.j})
	}
	l := &lattice{search: &search{
		source: source, target: target, forth: a.forth.on(target), back: a.back.on(source),
		prior: a.prior, traits: a.traits, windows: longest, evidence: evidenceWeight,
		band: around(nodes, last.i-base.i, last.j-base.j, posteriorWidth),
	}}
	l.fill()
	for k := first; k < end; k++ {
		p := path[k]
		out[k] = l.of(node{p.from.i - base.i, p.from.j - base.j}, node{p.to.i - base.i, p.to.j - base.j})
	}
}

// lattice holds the sums over all paths of a small grid.
type lattice struct {
	*search
	offset   []int             // of each row in the arrays below
	bead     [][]float32       // score of every bead that ends at a point, by shape
	forward  [states][]float32 // log sum of the paths to a point
	backward [states][]float32 // log sum of the paths from it
	all      float32           // log sum of all paths
}

func (l *lattice) fill() {
	n, m := l.source.segments(), l.target.segments()
	l.sideways = l.band.transposed(m)
	l.offset = make([]int, n+2)
	for i := 0; i <= n; i++ {
		l.offset[i+1] = l.offset[i] + int(l.band.hi[i]-l.band.lo[i]) + 1
	}
	points := l.offset[n+1]
	l.bead = make([][]float32, points)
	for k := range states {
		l.forward[k], l.backward[k] = make([]float32, points), make([]float32, points)
		for x := range points {
			l.forward[k][x], l.backward[k][x] = impossible, impossible
		}
	}
	t := l.tables(newScorer(l.source, l.target, l.forth), newScorer(l.target, l.source, l.back), 0, n+1)
	for i := 0; i <= n; i++ {
		for j := int(l.band.lo[i]); j <= int(l.band.hi[i]); j++ {
			l.visit(node{i, j}, t)
		}
	}
	for k := range states {
		l.backward[k][points-1] = 0
		l.all = addLogs(l.all, l.forward[k][points-1], k == 0)
	}
	for i := n; i >= 0; i-- {
		for j := int(l.band.hi[i]); j >= int(l.band.lo[i]); j-- {
			l.leave(node{i, j})
		}
	}
}

// point is the place of a node in the arrays, −1 outside the band.
func (l *lattice) point(p node) int {
	if p.i < 0 || p.i >= len(l.band.lo) || p.j < int(l.band.lo[p.i]) || p.j > int(l.band.hi[p.i]) {
		return -1
	}
	return l.offset[p.i] + p.j - int(l.band.lo[p.i])
}

// visit sums the paths that come to p.
func (l *lattice) visit(p node, t *tables) {
	x := l.point(p)
	if p == (node{}) {
		l.forward[matched][x] = 0
	}
	l.bead[x] = make([]float32, longest*longest)
	for n := 1; n <= longest && n <= p.i; n++ {
		for m := 1; m <= longest && m <= p.j; m++ {
			from := l.point(node{p.i - n, p.j - m})
			if from < 0 || !allowed(n, m) {
				continue
			}
			score := l.beadScore(t, p, n, m) / temperature
			l.bead[x][(n-1)*longest+m-1] = score
			for k := range states {
				l.forward[matched][x] = addLogs(l.forward[matched][x], l.forward[k][from]+score, false)
			}
		}
	}
	for state, q := range [states]node{skipSource: {p.i - 1, p.j}, skipTarget: {p.i, p.j - 1}} {
		from := l.point(q)
		if state == matched || from < 0 {
			continue
		}
		for k := range states {
			l.forward[state][x] = addLogs(l.forward[state][x], l.forward[k][from]-l.cost(k, state), false)
		}
	}
}

// cost is that of leaving a segment out in a state, after another.
func (l *lattice) cost(before, state int) float32 {
	if before == state {
		return l.prior.skip[1] / temperature
	}
	return l.prior.skip[0] / temperature
}

// leave sums the paths that go on from p.
func (l *lattice) leave(p node) {
	x := l.point(p)
	for n := 1; n <= longest; n++ {
		for m := 1; m <= longest; m++ {
			to := l.point(node{p.i + n, p.j + m})
			if to < 0 || !allowed(n, m) {
				continue
			}
			v := l.bead[to][(n-1)*longest+m-1] + l.backward[matched][to]
			for k := range states {
				l.backward[k][x] = addLogs(l.backward[k][x], v, false)
			}
		}
	}
	for state, q := range [states]node{skipSource: {p.i + 1, p.j}, skipTarget: {p.i, p.j + 1}} {
		to := l.point(q)
		if state == matched || to < 0 {
			continue
		}
		for k := range states {
			l.backward[k][x] = addLogs(l.backward[k][x], l.backward[state][to]-l.cost(k, state), false)
		}
	}
}

// of is the posterior probability of the step between two points.
func (l *lattice) of(from, to node) float64 {
	a, b := l.point(from), l.point(to)
	n, m := to.i-from.i, to.j-from.j
	state := matched
	switch {
	case m == 0:
		state = skipSource
	case n == 0:
		state = skipTarget
	case !allowed(n, m):
		return 0
	}
	sum := impossible
	for k := range states {
		v := l.forward[k][a] + l.backward[state][b]
		if state == matched {
			v += l.bead[b][(n-1)*longest+m-1]
		} else {
			v -= l.cost(k, state)
		}
		sum = addLogs(sum, v, false)
	}
	return min(1, math.Exp(float64(sum-l.all)))
}

// beadScore is the score of the bead of n and m segments that ends at p.
func (l *lattice) beadScore(t *tables, p node, n, m int) float32 {
	var s, o, joins, others float32
	for i := p.i - n; i < p.i; i++ {
		s += l.source.chars[i]
		if i > p.i-n {
			joins += l.traits.join(l.source, i)
		}
	}
	for j := p.j - m; j < p.j; j++ {
		o += l.target.chars[j]
		if j > p.j-m {
			others += l.traits.join(l.target, j)
		}
	}
	sums, base := t.forth.row(p.i-1, n)
	lexical := sums[p.j-int(base)] - sums[p.j-m-int(base)]
	up, top := t.back.row(p.j-1, m)
	lexical += up[p.i-int(top)] - up[p.i-n-int(top)]
	return l.evidence*lexical/2 + l.prior.length(s, o) + l.prior.shape[n][m] + max(joins, joinsLeast) + max(others, joinsLeast) +
		l.traits.end(l.source, l.target, p.i-1, p.j-1) + l.traits.start(l.source, l.target, p.i-n, p.j-m) -
		l.crossing(p.i-n, p.i-1, p.j-m, p.j-1)
}

// addLogs is log(eᵃ + eᵇ); fresh takes b alone.
func addLogs(a, b float32, fresh bool) float32 {
	if fresh || a < impossible/2 {
		return b
	}
	if b < impossible/2 {
		return a
	}
	if a < b {
		a, b = b, a
	}
	if a-b > 15 {
		return a
	}
	return a + float32(math.Log1p(math.Exp(float64(b-a))))
}
