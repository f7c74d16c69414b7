package align

// longest is how many segments of one side a bead may have, mostBoth how many
// of both together. Six and eight: three and four lose half a point on novels,
// eight gains nothing.
const (
	longest  = 6
	mostBoth = 8
)

// table holds the lexical scores of a stripe of the grid in one direction: how
// well a window of one to `windows` segments of the given side accounts for
// each single segment of the scored side. Sums run along the scored side, so
// that any bead is the difference of two of them.
type table struct {
	first   int         // first segment of the given side
	windows int         // longest window
	cols    []tableCols // of the scored side, for each row and window length
	sums    []float32   // running sums, one more than segments; of longer windows than are asked for, nothing
}

// tableCols is where the running sums of one row and window length stand.
type tableCols struct {
	from   int32 // first segment of the scored side
	width  int32 // segments of the scored side
	offset int   // in sums
}

// row gives the running sums of the window of n segments that ends with
// segment r of the given side, and the segment of the scored side that they
// begin with.
func (t *table) row(r, n int) (sums []float32, from int32) {
	c := &t.cols[(r-t.first)*t.windows+n-1]
	return t.sums[c.offset : c.offset+int(c.width)+1], c.from
}

// scorer fills tables; one for each goroutine.
type scorer struct {
	given, scored *side
	rows          *rows
	dense         []float32
	reach         []uint8            // longest window that ends with each given segment; nil for no limit
	ring          [longest][]float32 // p of each unit of the scored side given one row's segment
	base          [longest]int32     // first unit in ring
	sum           []float32          // of the window so far
}

func newScorer(given, scored *side, r *rows, reach []uint8) *scorer {
	return &scorer{given: given, scored: scored, rows: r, reach: reach, dense: make([]float32, len(scored.names))}
}

// columns is the range of the scored segments that beads with a window of n
// segments, ending with that row, can have; a longer window's begins no later.
type columns func(row, n int) (from, end int32)

// fill scores the rows from first up to end with windows of up to n segments.
// cols must rise with the row.
func (s *scorer) fill(t *table, first, end, n int, cols columns) {
	t.first, t.windows = first, n
	t.cols = t.cols[:0]
	total := 0
	for r := first; r < end; r++ {
		for k := 1; k <= n; k++ {
			from, to := cols(r, k)
			t.cols = append(t.cols, tableCols{from, to - from, total})
			total += int(to - from + 1)
		}
	}
	t.sums = resize(t.sums, total)
	for r := max(0, first-n+1); r < end; r++ {
		_, last := cols(min(end-1, r+n-1), 1)
		from, _ := cols(max(first, r), n)
		s.gather(r, from, last)
		if r >= first {
			s.score(t, r)
		}
	}
}

// gather puts into the ring how likely each unit of the scored segments is
// given segment r.
func (s *scorer) gather(r int, from, end int32) {
	for _, u := range s.given.of(r) {
		for _, e := range s.rows.of(u) {
			s.dense[e.Unit] += e.P
		}
	}
	units := s.scored.units[s.scored.start[from]:s.scored.start[end]]
	vec := resize(s.ring[r%longest], len(units))
	for x, u := range units {
		vec[x] = s.dense[u]
	}
	s.ring[r%longest], s.base[r%longest] = vec, s.scored.start[from]
	for _, u := range s.given.of(r) {
		for _, e := range s.rows.of(u) {
			s.dense[e.Unit] = 0
		}
	}
}

// score fills row r of the table for all windows.
func (s *scorer) score(t *table, r int) {
	length, windows := 0, t.windows
	if s.reach != nil {
		windows = min(windows, int(s.reach[r]))
	}
	widest := t.cols[(r-t.first)*t.windows+windows-1]
	first, last := s.scored.start[widest.from], s.scored.start[widest.from+widest.width]
	s.sum = resize(s.sum, int(last-first))
	clear(s.sum)
	for n := 1; n <= windows; n++ {
		sums, from := t.row(r, n)
		if r-n+1 < 0 {
			clear(sums)
			continue
		}
		k := (r - n + 1) % longest
		vec := s.ring[k][first-s.base[k]:]
		for x := range s.sum {
			s.sum[x] += vec[x]
		}
		length += len(s.given.of(r - n + 1))
		s.sumUp(sums, from, first, thinned(length))
	}
}

// sumUp turns the probabilities of a window into running sums of scores.
func (s *scorer) sumUp(sums []float32, from, first int32, thin float32) {
	running := float32(0)
	sums[0] = 0
	for c := 1; c < len(sums); c++ {
		seg := int(from) + c - 1
		running += s.rows.sum[seg]
		units := s.scored.of(seg)
		sum := s.sum[s.scored.start[seg]-first:][:len(units)]
		// The sum of the logarithms is that of the product, which is one logarithm
		// in place of many. No factor is less than one; so that it stays finite,
		// the product is taken in where it has grown.
		gain, product := float32(0), 1.0
		for x, p := range sum {
			if p == 0 {
				continue
			}
			u := &s.rows.unit[units[x]]
			product *= float64(min(highest, u.free+min(1, p)*thin*u.rare) * u.inverse)
			if product > productMost {
				gain, product = gain+longLog(product), 1
			}
		}
		running += (gain + longLog(product)) * s.rows.weight[seg]
		sums[c] = running
	}
}

// productMost is the product from which on its logarithm is taken: one more factor
// is no overflow.
const productMost = 1e200

// resize gives a slice of that length, the old one where it is large enough;
// its content is not defined.
func resize(s []float32, n int) []float32 {
	if cap(s) < n {
		return make([]float32, n, n+n/4)
	}
	return s[:n]
}
