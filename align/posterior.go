package align

import "math"

// lattice holds the sums over all paths of a small grid near a path (forward
// and backward, as Rabiner 1989 has them for hidden Markov models).
type lattice struct {
	*search
	stored   bool
	tables   tables
	offset   []int             // of each row in the arrays below
	bead     []float32         // score of every bead that ends at a point: shapes of them a point
	forward  [states][]float32 // log sum of the paths to a point
	come     []float32         // the same in all states
	backward [states][]float32 // log sum of the paths from it
	all      float32           // log sum of all paths
}

const shapes = longest * longest

// latticeOf sums over the paths near a part of a path, within a width for each
// step as the search has it.
func (a *aligner) latticeOf(path []step, width []uint8) *lattice {
	base, last := path[0].from, path[len(path)-1].to
	source, target := a.source.slice(base.i, last.i), a.target.slice(base.j, last.j)
	nodes := []node{{}}
	for _, p := range path {
		nodes = append(nodes, node{p.to.i - base.i, p.to.j - base.j})
	}
	l := &lattice{stored: a.forthStored != nil, search: &search{
		source: source, target: target, forth: a.forth.on(target), back: a.back.on(source),
		prior: a.prior, traits: a.traits, windows: longest, evidence: evidenceWeight,
		band: along(nodes, last.i-base.i, last.j-base.j, func(k int) int { return int(width[k]) }),
	}}
	l.fill()
	return l
}

func (l *lattice) fill() {
	n, m := l.source.segments(), l.target.segments()
	l.sideways = l.band.transposed(m)
	l.offset = make([]int, n+2)
	for i := 0; i <= n; i++ {
		l.offset[i+1] = l.offset[i] + int(l.band.hi[i]-l.band.lo[i]) + 1
	}
	points := l.offset[n+1]
	l.bead, l.come = make([]float32, points*shapes), fill(points)
	for k := range states {
		l.forward[k], l.backward[k] = fill(points), fill(points)
	}
	forth, back := l.scorers()
	l.search.tables(&l.tables, forth, back, 0, n+1)
	for i := 0; i <= n; i++ {
		for j := int(l.band.lo[i]); j <= int(l.band.hi[i]); j++ {
			l.visit(node{i, j})
		}
	}
	l.all = impossible
	for k := range states {
		l.backward[k][points-1] = 0
		l.all = addLogs(l.all, l.forward[k][points-1])
	}
	for i := n; i >= 0; i-- {
		for j := int(l.band.hi[i]); j >= int(l.band.lo[i]); j-- {
			l.leave(node{i, j})
		}
	}
}

// fill makes a slice of so many logarithms of nothing.
func fill(n int) []float32 {
	out := make([]float32, n)
	for k := range out {
		out[k] = impossible
	}
	return out
}

// point is the place of a node in the arrays, −1 outside the band.
func (l *lattice) point(p node) int {
	if p.i < 0 || p.i >= len(l.band.lo) || p.j < int(l.band.lo[p.i]) || p.j > int(l.band.hi[p.i]) {
		return -1
	}
	return l.offset[p.i] + p.j - int(l.band.lo[p.i])
}

// beadTo gives the score of the bead of n and m segments that ends at a point.
func (l *lattice) beadTo(point, n, m int) *float32 {
	return &l.bead[point*shapes+(n-1)*longest+m-1]
}

// visit sums the paths that come to p.
func (l *lattice) visit(p node) {
	x := l.point(p)
	if p == (node{}) {
		l.forward[matched][x] = 0
	}
	for n := 1; n <= longest && n <= p.i; n++ {
		for m := 1; m <= longest && m <= p.j; m++ {
			from := l.point(node{p.i - n, p.j - m})
			if from < 0 || !allowed(n, m) {
				continue
			}
			score := l.beadScore(p, n, m)
			*l.beadTo(x, n, m) = score
			l.forward[matched][x] = addLogs(l.forward[matched][x], l.come[from]+score)
		}
	}
	for state, q := range [states]node{skipSource: {p.i - 1, p.j}, skipTarget: {p.i, p.j - 1}} {
		from := l.point(q)
		if state == matched || from < 0 {
			continue
		}
		for k := range states {
			l.forward[state][x] = addLogs(l.forward[state][x], l.forward[k][from]-l.gap(k, state, q.i, q.j))
		}
	}
	for k := range states {
		l.come[x] = addLogs(l.come[x], l.forward[k][x])
	}
}

// leave sums the paths that go on from p.
func (l *lattice) leave(p node) {
	x := l.point(p)
	beads := impossible
	for n := 1; n <= longest; n++ {
		for m := 1; m <= longest; m++ {
			to := l.point(node{p.i + n, p.j + m})
			if to >= 0 && allowed(n, m) {
				beads = addLogs(beads, *l.beadTo(to, n, m)+l.backward[matched][to])
			}
		}
	}
	for k := range states {
		l.backward[k][x] = addLogs(l.backward[k][x], beads)
	}
	for state, q := range [states]node{skipSource: {p.i + 1, p.j}, skipTarget: {p.i, p.j + 1}} {
		to := l.point(q)
		if state == matched || to < 0 {
			continue
		}
		for k := range states {
			l.backward[k][x] = addLogs(l.backward[k][x], l.backward[state][to]-l.gap(k, state, p.i, p.j))
		}
	}
}

// through is the log probability that the path goes through a node.
func (l *lattice) through(p node) float32 {
	x := l.point(p)
	sum := impossible
	for k := range states {
		sum = addLogs(sum, l.forward[k][x]+l.backward[k][x])
	}
	return sum - l.all
}

// steps is the log probability that the path goes from p to q by a bead of that
// score.
func (l *lattice) steps(p, q node, score float32) float32 {
	x, y := l.point(p), l.point(q)
	return l.come[x] + score + l.backward[matched][y] - l.all
}

// beadScore is the score of the bead of n and m segments that ends at p.
func (l *lattice) beadScore(p node, n, m int) float32 {
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
	return l.lexical(node{p.i - n, p.j - m}, p) + l.prior.length(s, o) + l.prior.shape[n][m] + max(joins, joinsLeast) + max(others, joinsLeast) +
		l.traits.end(l.source, l.target, p.i-1, p.j-1) + l.traits.start(l.source, l.target, p.i-n, p.j-m) -
		l.crossing(p.i-n, p.i-1, p.j-m, p.j-1)
}

// lexical is what the words say of the bead between two nodes, weighted.
func (l *lattice) lexical(from, to node) float32 {
	n, m := to.i-from.i, to.j-from.j
	sums, base := l.tables.forth.row(to.i-1, n)
	v := sums[to.j-int(base)] - sums[from.j-int(base)]
	up, top := l.tables.back.row(to.j-1, m)
	v += up[to.i-int(top)] - up[from.i-int(top)]
	return l.evidence * v / 2
}

// addLogs is log(eᵃ + eᵇ).
func addLogs(a, b float32) float32 {
	if a < b {
		a, b = b, a
	}
	if b < impossible/2 || a-b > 15 {
		return a
	}
	return a + float32(math.Log1p(math.Exp(float64(b-a))))
}
