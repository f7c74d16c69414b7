package pdf

import (
	"cmp"
	"math"
	"slices"
)

// profile tells how many pieces of some bands stand above each other over every place
// from left to right: the projection profile of layout analysis. Bands are added one by
// one, for columns are looked for again and again as a table grows.
type profile struct {
	bounds []bound
	size   float64 // the least of the type
	bands  int
}

// bound is where a piece begins (step 1) or ends (step -1).
type bound struct {
	x    float64
	step int
}

// before reports whether a bound is left of another; at one place pieces begin before
// others end.
func (b bound) before(other bound) bool {
	return b.x < other.x || b.x == other.x && b.step > other.step
}

func (b bound) compare(other bound) int {
	return cmp.Or(cmp.Compare(b.x, other.x), cmp.Compare(other.step, b.step))
}

// profile gives the profile of bands.
func (p *page) profile(bands []band) *profile {
	f := &profile{size: math.Inf(1), bands: len(bands)}
	for i := range bands {
		f.bounds = append(f.bounds, p.bounds(&bands[i])...)
		f.size = min(f.size, bands[i].size)
	}
	slices.SortFunc(f.bounds, bound.compare)
	return f
}

// bounds gives the bounds of the pieces of a band.
func (p *page) bounds(b *band) []bound {
	out := make([]bound, 0, 2*len(b.at))
	for _, i := range b.at {
		out = append(out, bound{p.set[i].Left, 1}, bound{p.set[i].Right, -1})
	}
	return out
}

// add adds a band, given the bounds of its pieces.
func (f *profile) add(b *band, added []bound) {
	f.bands++
	f.size = min(f.size, b.size)
	slices.SortFunc(added, bound.compare)
	n := len(f.bounds)
	f.bounds = append(f.bounds, added...)
	// Both parts are in order: the larger ones go to the end first.
	for to, k := len(f.bounds)-1, len(added)-1; k >= 0; to-- {
		if n > 0 && added[k].before(f.bounds[n-1]) {
			n--
			f.bounds[to] = f.bounds[n]
			continue
		}
		f.bounds[to] = added[k]
		k--
	}
}

// columns gives the columns between the strips that the bands leave free; a few bands may
// cross a strip.
func (f *profile) columns() []span {
	allowed := int(crossShare * float64(f.bands))
	var out []span
	covered := 0
	for _, e := range f.bounds {
		before := covered
		covered += e.step
		switch {
		case before <= allowed && covered > allowed:
			if n := len(out); n > 0 && e.x-out[n-1].right < strip*f.size {
				continue
			}
			out = append(out, span{e.x, e.x})
		case len(out) > 0 && before > allowed:
			out[len(out)-1].right = max(out[len(out)-1].right, e.x)
		}
	}
	return out
}
