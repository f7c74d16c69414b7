package align

import (
	"context"
	"iter"
	"math"
	"slices"
)

// The coarse path. A search in a band along the diagonal loses its way where
// one side lacks an annex. So the texts are first cut into so few pieces that
// every piece can be compared with every other, the best chain of pieces is
// taken, and the pieces on it are cut finer, level by level, down to single
// segments; each level looks only near the chain of the one before. Only
// units that are rare among the pieces are looked at.
const (
	fullGrid     = 1 << 20 // most cells that are compared at the coarsest level
	finer        = 6       // how many pieces one piece is cut into
	marginUnits  = 3       // coarser pieces on either side of the chain that are kept
	rarest       = 24      // most pieces that a unit may stand in and still count…
	rareShare    = 0.04    // …or this share of the pieces
	anchorLeast  = 2.5     // least gain that makes a pair of segments an anchor: one number that is rare on both sides
	chainLeast   = 1.0     // least gain of a pair of longer pieces
	denseAnchors = 5       // anchors on either side, one in two segments, that make a stretch dense
	longestBox   = 400     // a longer stretch without anchor is crossed on its diagonal
)

// coarseBand finds where the true path must lie, knowing nothing but the
// cognates and the stored lexicon in r.
func coarseBand(ctx context.Context, source, target *side, r *rows, width int, borders []node) (band, error) {
	n, m := source.segments(), target.segments()
	grain := 1
	for (n/grain+1)*(m/grain+1) > fullGrid {
		grain *= finer
	}
	var chain []node
	for first := true; ; first = false {
		c := newCoarse(source, target, r, grain)
		if !first {
			c.near(chain, finer*marginUnits)
		}
		var err error
		if chain, err = c.chain(ctx); err != nil {
			return band{}, err
		}
		if grain == 1 {
			nodes := bridge(through(chain, borders), n, m)
			return along(nodes, n, m, func(k int) int { return widthAt(nodes, k, width) }), nil
		}
		grain /= finer
	}
}

// widthAt is the width of the band about anchor k: half where anchors stand so
// close that they bear each other out.
func widthAt(nodes []node, k, width int) int {
	first, last := k-denseAnchors, k+denseAnchors
	if first < 0 || last >= len(nodes) {
		return width
	}
	if a, b := nodes[first], nodes[last]; max(b.i-a.i, b.j-a.j) > 4*denseAnchors {
		return width
	}
	return width / 2
}

// through takes the borders into a chain, and out of it what contradicts them.
func through(chain, borders []node) []node {
	if len(borders) == 0 {
		return chain
	}
	var out []node
	k := 0
	for _, b := range borders {
		for ; k < len(chain) && chain[k].i < b.i; k++ {
			if chain[k].j < b.j && (len(out) == 0 || chain[k].j >= out[len(out)-1].j) {
				out = append(out, chain[k])
			}
		}
		out = append(out, b)
	}
	for ; k < len(chain); k++ {
		if chain[k].j >= out[len(out)-1].j {
			out = append(out, chain[k])
		}
	}
	return out
}

// bridge turns the anchors of a chain into a path from corner to corner.
func bridge(chain []node, n, m int) []node {
	path := []node{{}}
	for _, p := range append(chain, node{n, m}) {
		q := path[len(path)-1]
		rows, cols := p.i-q.i, p.j-q.j
		if steps := min(rows, cols); steps > longestBox {
			for k := 1; k < steps; k++ {
				path = append(path, node{q.i + rows*k/steps, q.j + cols*k/steps})
			}
		}
		path = append(path, p)
	}
	return path
}

// coarse compares the texts cut into pieces of grain segments.
type coarse struct {
	source, target *side
	rows           *rows
	grain          int
	n, m           int       // pieces
	lo, hi         []int32   // pieces of the target to compare with each of the source, hi excluded
	posting        [][]int32 // pieces of the target that hold a rare unit
	weight         []float32
}

func newCoarse(source, target *side, r *rows, grain int) *coarse {
	c := &coarse{
		source: source, target: target, rows: r, grain: grain,
		n: (source.segments() + grain - 1) / grain, m: (target.segments() + grain - 1) / grain,
	}
	c.lo, c.hi = make([]int32, c.n), make([]int32, c.n)
	for i := range c.hi {
		c.hi[i] = int32(c.m)
	}
	most := max(rarest, int(rareShare*float64(c.m)))
	c.posting = make([][]int32, len(target.names))
	c.weight = make([]float32, len(target.names))
	for j := range c.m {
		for _, u := range target.units[target.start[j*grain]:target.start[min((j+1)*grain, target.segments())]] {
			if !anchors(target.names[u]) {
				continue
			}
			p := c.posting[u]
			if len(p) <= most && (len(p) == 0 || p[len(p)-1] != int32(j)) {
				c.posting[u] = append(p, int32(j))
			}
		}
	}
	for u, p := range c.posting {
		if len(p) > most {
			c.posting[u] = nil
		} else if len(p) > 0 {
			c.weight[u] = float32(math.Log(float64(c.m+1) / float64(len(p))))
		}
	}
	return c
}

// anchors reports whether a unit can tie two pieces together: a mark, however rare,
// stands in any text.
func anchors(name string) bool {
	c := name[0]
	return '0' <= c && c <= '9' || c >= 'a'
}

// near limits the comparison to what lies close to the chain of a level whose
// pieces were finer times as long.
func (c *coarse) near(chain []node, width int) {
	var corners []node
	for _, p := range chain {
		corners = append(corners, node{p.i * finer, p.j * finer}, node{min((p.i+1)*finer, c.n), min((p.j+1)*finer, c.m)})
	}
	b := around(bridge(corners, c.n, c.m), c.n, c.m, width)
	for i := range c.lo {
		c.lo[i], c.hi[i] = b.lo[i], b.hi[i+1]
	}
}

// chain finds the chain of pairs of pieces, rising on both sides, with the
// highest sum of gains.
func (c *coarse) chain(ctx context.Context) ([]node, error) {
	offset := make([]int, c.n+1)
	for i := range c.lo {
		offset[i+1] = offset[i] + int(c.hi[i]-c.lo[i])
	}
	const (
		up, left, diagonal = 0, 1, 2
	)
	moves := make([]uint8, offset[c.n])
	var above, now []float32     // scores of the rows of points
	lo, hi := int32(0), int32(0) // range of above
	i := 0
	for gain := range c.allGains(ctx) {
		l, h := c.lo[i], c.hi[i]
		now = resize(now, int(h-l))
		for j := l; j < h; j++ {
			best, move := scoreAt(above, lo, hi, j), uint8(up)
			if j > l && now[j-1-l] > best {
				best, move = now[j-1-l], left
			}
			if g := gain[j-l]; g > 0 {
				if v := scoreAt(above, lo, hi, j-1) + g; v > best {
					best, move = v, diagonal
				}
			}
			now[j-l], moves[offset[i]+int(j-l)] = best, move
		}
		above, now, lo, hi = now, above, l, h
		i++
	}
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	var chain []node
	for i, j := c.n-1, int32(c.m-1); i >= 0 && j >= 0; {
		if j >= c.hi[i] {
			j = c.hi[i] - 1
		}
		if j < c.lo[i] {
			i--
			continue
		}
		switch moves[offset[i]+int(j-c.lo[i])] {
		case diagonal:
			chain = append(chain, node{i, int(j)})
			i, j = i-1, j-1
		case left:
			j--
		default:
			i--
		}
	}
	slices.Reverse(chain)
	return chain, nil
}

// scoreAt reads column j of a row of scores that holds lo to hi; to the right
// of it the last one stands, to the left nothing.
func scoreAt(row []float32, lo, hi, j int32) float32 {
	switch {
	case j < lo || hi == lo:
		return 0
	case j >= hi:
		return row[hi-1-lo]
	}
	return row[j-lo]
}

// gainRows is how many pieces of the source are compared at a time.
const gainRows = 64

// allGains hands over the gains of all pieces of the source in order, worked out on
// all cores.
func (c *coarse) allGains(ctx context.Context) iter.Seq[[]float32] {
	return func(yield func([]float32) bool) {
		for rows := range inOrder(ctx, (c.n+gainRows-1)/gainRows, func() func(int) [][]float32 {
			acc := make([]float32, len(c.target.names))
			return func(k int) [][]float32 {
				rows := make([][]float32, 0, gainRows)
				for i := k * gainRows; i < min((k+1)*gainRows, c.n); i++ {
					rows = append(rows, c.gains(i, acc, make([]float32, c.hi[i]-c.lo[i])))
				}
				return rows
			}
		}) {
			for _, gain := range rows {
				yield(gain)
			}
		}
	}
}

// gains compares piece i of the source with the pieces of the target that are
// in question; what is less than an anchor is nothing.
func (c *coarse) gains(i int, acc, gain []float32) []float32 {
	from, end := i*c.grain, min((i+1)*c.grain, c.source.segments())
	units := c.source.units[c.source.start[from]:c.source.start[end]]
	var hit []int32
	for _, s := range units {
		for _, e := range c.rows.of(s) {
			if c.posting[e.Unit] == nil {
				continue
			}
			if acc[e.Unit] == 0 {
				hit = append(hit, e.Unit)
			}
			acc[e.Unit] += e.P
		}
	}
	l, h := c.lo[i], c.hi[i]
	for _, u := range hit {
		w := min(1, acc[u]) * c.weight[u]
		acc[u] = 0
		p := c.posting[u]
		at, _ := slices.BinarySearch(p, l)
		for _, j := range p[at:] {
			if j >= h {
				break
			}
			gain[j-l] += w
		}
	}
	mean := float32(0)
	for _, g := range gain {
		mean += g
	}
	mean /= float32(max(1, len(gain)))
	least := float32(chainLeast)
	if c.grain == 1 {
		least = anchorLeast
	}
	for k := range gain {
		if gain[k] -= 2 * mean; gain[k] < least {
			gain[k] = 0
		}
	}
	return gain
}
