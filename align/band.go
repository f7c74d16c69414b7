package align

// band is the part of the grid that the search looks at: at row i (i segments
// of the source are behind us) the columns lo[i] to hi[i], both included. Both
// rise with i, the first begins at 0 and the last ends at the far corner.
//
//	   0 1 2 3 4 5 6 → target
//	0  ■ ■ ■
//	1  ■ ■ ■ ■
//	2    ■ ■ ■ ■
//	3      ■ ■ ■ ■
//	↓ source
type band struct {
	lo, hi []int32
}

// around gives the band of all points within width of a path. nodes are the
// points of the path, from (0,0) to (n,m).
func around(nodes []node, n, m, width int) band {
	return along(nodes, n, m, func(int) int { return width })
}

// along is around with a width for every stretch between two points of the
// path, the one that ends at point k.
func along(nodes []node, n, m int, width func(k int) int) band {
	b := band{lo: make([]int32, n+1), hi: make([]int32, n+1)}
	for i := range b.lo {
		b.lo[i], b.hi[i] = int32(m), 0
	}
	b.cover(0, 0, 0)
	for k := 1; k < len(nodes); k++ {
		q, p, w := nodes[k-1], nodes[k], width(k)
		from, to := max(0, q.j-w), min(m, p.j+w)
		for i := max(0, q.i-w); i <= min(n, p.i+w); i++ {
			b.cover(i, from, to)
		}
	}
	for i := 1; i <= n; i++ {
		b.hi[i] = max(b.hi[i], b.hi[i-1])
	}
	for i := n - 1; i >= 0; i-- {
		b.lo[i] = min(b.lo[i], b.lo[i+1])
	}
	return b
}

func (b band) cover(i, from, to int) {
	b.lo[i] = min(b.lo[i], int32(from))
	b.hi[i] = max(b.hi[i], int32(to))
}

// transposed is the same band seen from the target.
func (b band) transposed(m int) band {
	n := len(b.lo) - 1
	t := band{lo: make([]int32, m+1), hi: make([]int32, m+1)}
	i := 0
	for j := range t.lo {
		for i < n && b.hi[i] < int32(j) {
			i++
		}
		t.lo[j] = int32(i)
	}
	i = n
	for j := m; j >= 0; j-- {
		for i > 0 && b.lo[i] > int32(j) {
			i--
		}
		t.hi[j] = int32(i)
	}
	return t
}

// node is a point of the grid: i source and j target segments are behind it.
type node struct{ i, j int }
