package align

import (
	"context"
	"iter"
	"math"
	"runtime"
	"slices"
)

// step is one bead of a path: the segments between two points of the grid.
type step struct {
	from, to node
	sure     float64 // probability that it is right, once it is known
}

// The states of a point: the last step was a bead with both sides, or a run of
// source or target segments without counterpart is open. Opening a run costs
// more than going on with it.
const (
	matched = iota
	skipSource
	skipTarget
	states
)

// stripe is how many rows are scored at a time.
const stripe = 256

// search is one run of dynamic programming over the grid.
type search struct {
	source, target *side
	forth, back    *rows // p(target|source) and p(source|target)
	prior          *prior
	traits         *traitModel
	band           band
	windows        int        // longest side of a bead in this run…
	reach          [2][]uint8 // …and of one that ends with each segment of source and target; nil for no other limit
	evidence       float32
	sideways       band // the band seen from the target

	score  float32             // of the whole path, once it is found
	offset []int               // of each row in moves
	moves  [states][]uint8     // how the best way came to each point and state
	best   [][states][]float32 // ring of the last rows: score of the best way
}

const (
	impossible = float32(-1e30)
	noMove     = 255
)

// run finds the best path, from the first corner of the grid to the last.
func (s *search) run(ctx context.Context) ([]step, error) {
	n, m := s.source.segments(), s.target.segments()
	s.sideways = s.band.transposed(m)
	s.offset = make([]int, n+2)
	for i := 0; i <= n; i++ {
		s.offset[i+1] = s.offset[i] + int(s.band.hi[i]-s.band.lo[i]) + 1
	}
	for k := range s.moves {
		s.moves[k] = make([]uint8, s.offset[n+1])
	}
	s.best = make([][states][]float32, s.windows+1)
	free := make(chan *tables, 4*runtime.GOMAXPROCS(0)) // more than there are at a time
	for t := range s.stripes(ctx, free) {
		for i := t.first; i < t.end; i++ {
			s.row(i, t)
		}
		free <- t
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return s.trace(n, m), nil
}

// tables is the scored part of the grid for the points of the rows from first
// up to end.
type tables struct {
	first, end  int
	forth, back table
}

// stripes scores the grid stripe by stripe, on all cores, and hands the
// stripes over in order. The caller puts them into free when it is done with them.
func (s *search) stripes(ctx context.Context, free chan *tables) iter.Seq[*tables] {
	n := s.source.segments()
	return inOrder(ctx, n/stripe+1, func() func(int) *tables {
		forth, back := s.scorers()
		return func(k int) *tables {
			t := new(tables)
			select {
			case t = <-free:
			default:
			}
			s.tables(t, forth, back, k*stripe, min((k+1)*stripe, n+1))
			return t
		}
	})
}

// scorers makes the scorers of both directions.
func (s *search) scorers() (forth, back *scorer) {
	return newScorer(s.source, s.target, s.forth, s.reach[0]), newScorer(s.target, s.source, s.back, s.reach[1])
}

// longestTo is the longest side of a bead that ends with segment k of the source
// (side 0) or target (1).
func (s *search) longestTo(side, k int) int {
	if r := s.reach[side]; r != nil {
		return min(s.windows, int(r[k]))
	}
	return s.windows
}

// tables scores what beads that end in the rows from first up to end need.
func (s *search) tables(t *tables, forth, back *scorer, first, end int) {
	t.first, t.end = first, end
	top, bottom := max(0, first-s.windows), end-1 // source segments
	if bottom <= 0 {
		return
	}
	left, right := s.band.lo[top], s.band.hi[bottom] // target segments
	forth.fill(&t.forth, max(0, first-1), bottom, s.windows, func(r, n int) (int32, int32) {
		return s.band.lo[max(0, r+1-n)], s.band.hi[r+1]
	})
	back.fill(&t.back, int(left), int(right), s.windows, func(c, n int) (int32, int32) {
		return min(max(s.sideways.lo[max(0, c+1-n)], int32(top)), int32(bottom)), max(min(s.sideways.hi[c+1], int32(bottom)), int32(top))
	})
}

// row works out the best ways to the points of row i.
func (s *search) row(i int, t *tables) {
	lo, hi := int(s.band.lo[i]), int(s.band.hi[i])
	now := &s.best[i%len(s.best)]
	for k := range now {
		now[k] = resize(now[k], hi-lo+1)
	}
	moves := [states][]uint8{}
	for k := range moves {
		moves[k] = s.moves[k][s.offset[i]:s.offset[i+1]]
	}
	s.matches(i, t, now[matched], moves[matched])
	if i == 0 && lo == 0 {
		now[matched][0] = 0
	}
	for j := lo; j <= hi; j++ {
		x := j - lo
		now[skipSource][x], moves[skipSource][x] = s.skip(i-1, j, skipSource)
		if j == lo {
			now[skipTarget][x], moves[skipTarget][x] = impossible, noMove
			continue
		}
		now[skipTarget][x], moves[skipTarget][x] = s.skip(i, j-1, skipTarget)
	}
}

// skip is the best way to a point by leaving out one segment, from the point
// before it.
func (s *search) skip(i, j, state int) (float32, uint8) {
	if i < 0 || j < int(s.band.lo[i]) || j > int(s.band.hi[i]) {
		return impossible, noMove
	}
	before := &s.best[i%len(s.best)]
	x := j - int(s.band.lo[i])
	score, move := impossible, uint8(noMove)
	for k := range states {
		if v := before[k][x] - s.gap(k, state, i, j); v > score {
			score, move = v, uint8(k)
		}
	}
	if score < impossible/2 {
		return impossible, noMove
	}
	return score, move
}

// gap is the cost of leaving out, in a state and after another, the segment of its
// side that follows the point (i, j).
func (s *search) gap(before, state, i, j int) float32 {
	if state == skipSource && s.source.aside != nil && s.source.aside[i] || state == skipTarget && s.target.aside != nil && s.target.aside[j] {
		return 0
	}
	return s.prior.gap(before, state)
}

// matches works out the best way to each point of row i by a bead with both
// sides.
func (s *search) matches(i int, t *tables, out []float32, moves []uint8) {
	for x := range out {
		out[x], moves[x] = impossible, noMove
	}
	lo, hi := int(s.band.lo[i]), int(s.band.hi[i])
	chars, joins := float32(0), float32(0)
	for n := 1; i > 0 && n <= s.longestTo(0, i-1) && n <= i; n++ {
		chars += s.source.chars[i-n]
		if n > 1 {
			joins += s.traits.join(s.source, i-n+1)
		}
		before := &s.best[(i-n)%len(s.best)]
		from, to := int(s.band.lo[i-n]), int(s.band.hi[i-n])
		sums, base := t.forth.row(i-1, n)
		for j := max(lo, from+1); j <= hi; j++ {
			other := float32(0)
			end, others := max(joins, joinsLeast)+s.traits.end(s.source, s.target, i-1, j-1), float32(0)
			for m := 1; m <= s.longestTo(1, j-1) && j-m >= from; m++ {
				other += s.target.chars[j-m]
				if m > 1 {
					others += s.traits.join(s.target, j-m+1)
				}
				if j-m > to || !allowed(n, m) {
					continue
				}
				x := j - m - from
				score, state := bestState(before, x)
				if score < impossible/2 {
					continue
				}
				lexical := sums[j-int(base)] - sums[j-m-int(base)]
				up, top := t.back.row(j-1, m)
				lexical += up[i-int(top)] - up[i-n-int(top)]
				score += s.evidence*lexical/2 + s.prior.length(chars, other) + s.prior.shape[n][m] +
					end + max(others, joinsLeast) + s.traits.start(s.source, s.target, i-n, j-m) - s.crossing(i-n, i-1, j-m, j-1)
				if score > out[j-lo] {
					out[j-lo], moves[j-lo] = score, uint8(state*longest*longest+(n-1)*longest+m-1)
				}
			}
		}
	}
}

// crossing is the cost of a bead that joins what stands in different beads of
// the level above, or what was taken out of a paragraph with what was not.
func (s *search) crossing(i, lastI, j, lastJ int) float32 {
	a, b := s.source.bead[i], s.target.bead[j]
	cost := float32(s.source.bead[lastI]-a) + float32(s.target.bead[lastJ]-b)
	if a != b {
		cost++
	}
	if p := s.source.part[i]; p != s.source.part[lastI] || p != s.target.part[j] || p != s.target.part[lastJ] {
		return -forbidden
	}
	if s.source.mixed(i, lastI) || s.target.mixed(j, lastJ) {
		return -forbidden
	}
	return borderCost * cost
}

// borderCost is the cost of a sentence bead that crosses the border of a
// paragraph bead.
const borderCost = 3

func bestState(at *[states][]float32, x int) (float32, int) {
	score, state := at[matched][x], matched
	for k := skipSource; k < states; k++ {
		if at[k][x] > score {
			score, state = at[k][x], k
		}
	}
	return score, state
}

// trace follows the moves back from the far corner.
func (s *search) trace(n, m int) []step {
	var path []step
	last := &s.best[n%len(s.best)]
	score, state := bestState(last, m-int(s.band.lo[n]))
	s.score = score
	at := node{n, m}
	for at != (node{}) {
		move := s.moves[state][s.offset[at.i]+at.j-int(s.band.lo[at.i])]
		if move == noMove {
			panic("align: broken path") // the band is connected, so there is always a way
		}
		next := at
		switch state {
		case skipSource:
			next.i--
			state = int(move)
		case skipTarget:
			next.j--
			state = int(move)
		default:
			k := int(move)
			next.i -= k%(longest*longest)/longest + 1
			next.j -= k%longest + 1
			state = k / (longest * longest)
		}
		path = append(path, step{from: next, to: at})
		at = next
	}
	slices.Reverse(path)
	return path
}

// thinned is the share that a window of that many units leaves to each.
func thinned(length int) float32 {
	return float32(math.Pow(float64(length+1), -dilution))
}
