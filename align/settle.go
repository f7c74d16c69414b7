package align

import (
	"context"
	"math"
	"slices"
)

// The search gives the one path that scores best. Near it there are others that
// score nearly as well, and what most of them agree on is right more often than
// what the best one says. So the last decision is taken over all of them:
//
//  1. Forward and backward sums tell which nodes of the grid paths of any
//     weight go through. There are few.
//  2. The beads between those nodes are scored once more, with evidence that is
//     too dear for the whole grid (displaced.go, repeated.go, unsupported.go).
//  3. Sums over this small graph give each bead its posterior probability, and
//     of all paths the one is taken in which most segments may be expected to
//     stand in a right bead.
//
// The posterior probability is also the confidence of a bead (table in doc.go).

// Constants of the decision.
const (
	settleSteps = 200   // steps of the path that are settled at a time
	cutReach    = 8     // how far from there a sure node is looked for…
	cutContext  = 6     // …seeing so many steps more
	nodeLeast   = 0.003 // least probability of a node of the graph
)

// settle decides among the paths near the one that was found, part by part, and
// gives each step its probability.
func (a *aligner) settle(ctx context.Context, path []step) ([]step, error) {
	if len(path) == 0 {
		return nil, ctx.Err()
	}
	width, _ := widths(path, a.before, laterWidth)
	parts := make([][]step, max(1, (len(path)+settleSteps/2-1)/settleSteps))
	cuts := make([]int, len(parts)+1)
	cuts[len(parts)] = len(path)
	each(ctx, len(parts)-1, func(k int) { cuts[k+1] = a.cut(path, width, (k+1)*settleSteps) })
	each(ctx, len(parts), func(k int) {
		parts[k] = a.settlePart(path[cuts[k]:cuts[k+1]], width[cuts[k]:cuts[k+1]+1])
	})
	return slices.Concat(parts...), ctx.Err()
}

// cut finds near step k the step before which the path is surest.
func (a *aligner) cut(path []step, width []uint8, k int) int {
	from, to := max(0, k-cutReach-cutContext), min(len(path), k+cutReach+cutContext)
	l := a.latticeOf(path[from:to], width[from:to+1])
	base := path[from].from
	best, at := impossible, k
	for x := max(from+1, k-cutReach); x < min(to, k+cutReach); x++ {
		if v := l.through(node{path[x].from.i - base.i, path[x].from.j - base.j}); v > best {
			best, at = v, x
		}
	}
	return at
}

func (a *aligner) settlePart(path []step, width []uint8) []step {
	l := a.latticeOf(path, width)
	base := path[0].from
	out := newGraph(l, path, base).decide()
	for k := range out {
		p := &out[k]
		p.from, p.to = node{p.from.i + base.i, p.from.j + base.j}, node{p.to.i + base.i, p.to.j + base.j}
	}
	return out
}

// graph is the part of a lattice that paths of some weight go through.
type graph struct {
	*lattice
	nodes []node
	in    [][]edge // the steps that end at each node
}

// edge is a step between two nodes.
type edge struct {
	from  int // node
	state int
	score float32 // of a bead with both sides
	size  int     // segments of both sides
	sure  float64
}

// newGraph takes the nodes of the path and all others of some weight.
func newGraph(l *lattice, path []step, base node) *graph {
	g := &graph{lattice: l}
	found := map[node]bool{{}: true}
	for _, p := range path {
		found[node{p.to.i - base.i, p.to.j - base.j}] = true
	}
	least := float32(math.Log(nodeLeast))
	index := map[node]int{}
	for i := range l.band.lo {
		for j := int(l.band.lo[i]); j <= int(l.band.hi[i]); j++ {
			p := node{i, j}
			if found[p] || l.through(p) >= least {
				index[p] = len(g.nodes)
				g.nodes = append(g.nodes, p)
			}
		}
	}
	g.in = make([][]edge, len(g.nodes))
	d := newDisplacement(l, index)
	r := newRepetition(l)
	for y, q := range g.nodes {
		add := func(n, m, state int) {
			p := node{q.i - n, q.j - m}
			x, ok := index[p]
			if !ok {
				return
			}
			e := edge{from: x, state: state, size: n + m}
			if state == matched {
				e.score = *l.beadTo(l.point(q), n, m) + d.gain(p, q) - l.unsupported(p, q)
				if v := l.steps(p, q, e.score); v > repeatedLeast && (n+m > 2 || v < repeatedMost) {
					e.score -= r.loss(p, q)
				}
			}
			g.in[y] = append(g.in[y], e)
		}
		for size := 2; size <= mostBoth; size++ { // parts of a bead before the whole
			for n := max(1, size-longest); n <= min(longest, size-1); n++ {
				if allowed(n, size-n) {
					add(n, size-n, matched)
				}
			}
		}
		add(1, 0, skipSource)
		add(0, 1, skipTarget)
	}
	return g
}

// decide gives the path in which most segments are expected to stand in a right
// bead, with the probability of each step. (Against the path of the highest
// score: strict F1 of yearbooks .939 in place of .935, of two novels .956 in place
// of .954.)
func (g *graph) decide() []step {
	g.sum()
	n := len(g.nodes)
	best := make([]float64, n)
	way := make([]*edge, n)
	for y := 1; y < n; y++ {
		best[y] = math.Inf(-1)
		for k := range g.in[y] {
			e := &g.in[y][k]
			if v := best[e.from] + e.sure*float64(e.size); v > best[y] {
				best[y], way[y] = v, e
			}
		}
	}
	var path []step
	for y := n - 1; y > 0; {
		e := way[y]
		path = append(path, step{from: g.nodes[e.from], to: g.nodes[y], sure: e.sure})
		y = e.from
	}
	slices.Reverse(path)
	return path
}

// sum gives every edge its posterior probability.
func (g *graph) sum() {
	n := len(g.nodes)
	var forward, backward [states][]float32
	for k := range states {
		forward[k], backward[k] = fill(n), fill(n)
		backward[k][n-1] = 0
	}
	forward[matched][0] = 0
	score := func(before int, e *edge) float32 {
		if e.state == matched {
			return e.score
		}
		return -g.gap(before, e.state, g.nodes[e.from].i, g.nodes[e.from].j)
	}
	for y := range g.nodes {
		for k := range g.in[y] {
			e := &g.in[y][k]
			for b := range states {
				forward[e.state][y] = addLogs(forward[e.state][y], forward[b][e.from]+score(b, e))
			}
		}
	}
	all := impossible
	for k := range states {
		all = addLogs(all, forward[k][n-1])
	}
	for y := n - 1; y >= 0; y-- {
		for k := range g.in[y] {
			e := &g.in[y][k]
			sum := impossible
			for b := range states {
				on := score(b, e) + backward[e.state][y]
				backward[b][e.from] = addLogs(backward[b][e.from], on)
				sum = addLogs(sum, forward[b][e.from]+on)
			}
			e.sure = min(1, math.Exp(float64(sum-all)))
		}
	}
}
