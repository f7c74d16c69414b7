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
	b := band{lo: make([]int32, n+1), hi: make([]int32, n+1)}
	for i := range b.lo {
		b.lo[i], b.hi[i] = int32(m), 0
	}
	for k, p := range nodes {
		b.cover(p.i, p.j, p.j)
		if k == 0 {
			continue
		}
		q := nodes[k-1]
		for i := q.i; i <= p.i; i++ { // a bead spans all its rows
			b.cover(i, q.j, p.j)
		}
	}
	return b.widen(m, width)
}

func (b band) cover(i, from, to int) {
	b.lo[i] = min(b.lo[i], int32(from))
	b.hi[i] = max(b.hi[i], int32(to))
}

// widen adds width columns on both sides of the band, and width rows above and
// below.
func (b band) widen(m, width int) band {
	n := len(b.lo) - 1
	out := band{lo: make([]int32, n+1), hi: make([]int32, n+1)}
	for i := 0; i <= n; i++ {
		out.lo[i] = max(0, b.lo[max(0, i-width)]-int32(width))
		out.hi[i] = min(int32(m), b.hi[min(n, i+width)]+int32(width))
	}
	return out
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
