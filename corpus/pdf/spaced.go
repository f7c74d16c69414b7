package pdf

import (
	"cmp"
	"math"
	"slices"
	"unicode"
	"unicode/utf8"
)

// Many tables have no lines, or level ones alone: their columns are kept apart by room.
// Rows of pieces of lines that leave the same strips of the page free are such a table.
// Lists, tables of contents and columns of running text leave strips free, too, and are
// told by what stands beside them.

// band is a row of type: pieces of lines at one height, from left to right.
type band struct {
	at     []int // in page.set
	y      float64
	size   float64
	middle bool // within a row of the table: the band above goes on
}

// What makes a table of free strips.
const (
	leastBands  = 3   // with several pieces
	manyColumns = 4   // from which two such bands are enough
	bothShare   = 0.4 // of the bands of two columns must hold something in both
	strip       = 0.8 // least width of a free strip, in sizes of the type
	crossShare  = 0.1 // of the bands may cross a strip, as heads over several columns do
	farBand     = 3.5 // sizes of the type between bands: more ends a table
	maxBands    = 400 // of a page: more are the labels of a drawing, and looking takes the third power of their number
	rowGap      = 1.2 // least room between rows against that of lines in a row
)

// spaced finds tables without upright lines among the pieces of lines that stand in no
// grid, and gives their pieces cells.
func (p *page) spaced() {
	var at []int
	for i := range p.set {
		if p.set[i].where.grid == 0 {
			at = append(at, i)
		}
	}
	bands := p.bands(at)
	if len(bands) > maxBands {
		return
	}
	for i := 0; i < len(bands); {
		n := p.spacedFrom(bands[i:])
		if n > 0 {
			p.addSpaced(bands[i : i+n])
			i += n
			continue
		}
		i++
	}
}

// refine cuts the cells of grids at free strips: tables with lines between their rows
// have few or none between their columns.
func (p *page) refine() {
	type column struct {
		grid        int
		left, right float64
	}
	members := map[column][]int{}
	var order []column
	for i := range p.set {
		if w := p.set[i].where; w.grid > 0 {
			k := column{w.grid, w.left, w.right}
			if members[k] == nil {
				order = append(order, k)
			}
			members[k] = append(members[k], i)
		}
	}
	for _, k := range order {
		bands := p.bands(members[k])
		columns := p.columnsOf(bands)
		if len(columns) < 2 || !p.rows(members[k], columns, len(p.grids[k.grid-1].upright) == 0) || !p.tableLike(bands, columns) {
			continue
		}
		wide := widened(columns, bands[0].size, k.right)
		for _, i := range members[k] {
			if c := p.columnOf(i, columns); c >= 0 {
				p.set[i].where.left, p.set[i].where.right = wide[c].left, wide[c].right
			}
		}
	}
}

// leastRows is the number of rows with something in several columns from which cells are
// cut.
const leastRows = 2

// headingSize is the size from which type is that of a heading, against the usual one.
const headingSize = 1.28

// rows reports whether several columns of a grid hold something in enough of its rows:
// where all its lines are level in half of them, and nothing reaches over several or is
// set as a heading.
func (p *page) rows(members []int, columns []span, level bool) bool {
	sizes := make([]float64, len(members))
	for k, i := range members {
		sizes[k] = p.set[i].Size
	}
	slices.Sort(sizes)
	usual := sizes[len(sizes)/2]
	held := map[float64]map[int]bool{} // columns by the top of their row
	for _, i := range members {
		c, top := p.columnOf(i, columns), p.set[i].where.top
		if level && (c < 0 || p.set[i].Size > headingSize*usual) {
			return false
		}
		if held[top] == nil {
			held[top] = map[int]bool{}
		}
		held[top][c] = true
	}
	full := 0
	for _, row := range held {
		if len(row) > 1 {
			full++
		}
	}
	return full >= leastRows && (!level || 2*full >= len(held))
}

// bands puts pieces into rows of type, from top to bottom.
func (p *page) bands(at []int) []band {
	slices.SortStableFunc(at, func(a, b int) int { return cmp.Compare(p.set[a].Y, p.set[b].Y) })
	var out []band
	for _, i := range at {
		l := &p.set[i]
		if n := len(out); n > 0 && l.Y-out[n-1].y <= 0.35*max(l.Size, out[n-1].size) {
			out[n-1].at = append(out[n-1].at, i)
			out[n-1].size = max(out[n-1].size, l.Size)
			continue
		}
		out = append(out, band{at: []int{i}, y: l.Y, size: l.Size})
	}
	for _, b := range out {
		slices.SortStableFunc(b.at, func(x, y int) int { return cmp.Compare(p.set[x].Left, p.set[y].Left) })
	}
	return out
}

// spacedFrom gives the number of bands that are a table from the first on, 0 for none.
func (p *page) spacedFrom(bands []band) int {
	if p.several(&bands[0]) < 2 {
		return 0
	}
	columns := p.columnsOf(bands[:1])
	best := 0
	for n, several := 1, 1; n < len(bands); n++ {
		if bands[n].y-bands[n-1].y > farBand*max(bands[n].size, bands[n-1].size) {
			break
		}
		if p.several(&bands[n]) == 1 {
			if !p.fits(&bands[n], columns) {
				break
			}
			continue
		}
		several++
		if columns = p.columnsOf(bands[:n+1]); len(columns) < 2 {
			break
		}
		if several >= leastBands || len(columns) >= manyColumns && len(bands[0].at) >= manyColumns-1 && len(bands[n].at) >= manyColumns-1 {
			best = n + 1
		}
	}
	if best == 0 {
		return 0
	}
	columns = p.columnsOf(bands[:best])
	if len(columns) == 2 && !p.bothHeld(bands[:best]) {
		return 0
	}
	// The last row may go on below in one column.
	for best < len(bands) && len(bands[best].at) == 1 && bands[best].y-bands[best-1].y < rowGap*p.pitch(bands[:best]) &&
		len(p.columnsOf(bands[:best+1])) == len(columns) && p.fits(&bands[best], columns) {
		best++
	}
	if !p.tableLike(bands[:best], columns) {
		return 0
	}
	return best
}

// bothHeld reports whether enough bands hold something in both columns of two: running
// text, too, leaves a strip free now and then.
func (p *page) bothHeld(bands []band) bool {
	n := 0
	for i := range bands {
		if p.several(&bands[i]) > 1 {
			n++
		}
	}
	return float64(n) >= bothShare*float64(len(bands))
}

// several gives the number of pieces of a band; a number or bullet belongs to what stands
// behind it.
func (p *page) several(b *band) int {
	if len(b.at) == 2 && labelAlone(p.set[b.at[0]].Text) {
		return 1
	}
	return len(b.at)
}

// span is a column, from its left to its right edge.
type span struct{ left, right float64 }

// columnsOf gives the columns between the strips that the bands leave free. A single
// piece is a column of its own band only where it fits in one of the others.
func (p *page) columnsOf(bands []band) []span {
	type edge struct {
		x    float64
		step int
	}
	var edges []edge
	size := math.Inf(1)
	for _, b := range bands {
		size = min(size, b.size)
		for _, i := range b.at {
			edges = append(edges, edge{p.set[i].Left, 1}, edge{p.set[i].Right, -1})
		}
	}
	slices.SortFunc(edges, func(a, b edge) int { return cmp.Or(cmp.Compare(a.x, b.x), cmp.Compare(b.step, a.step)) })
	allowed := int(crossShare * float64(len(bands)))
	var out []span
	covered := 0
	for _, e := range edges {
		before := covered
		covered += e.step
		switch {
		case before <= allowed && covered > allowed:
			if n := len(out); n > 0 && e.x-out[n-1].right < strip*size {
				continue
			}
			out = append(out, span{e.x, e.x})
		case len(out) > 0 && before > allowed:
			out[len(out)-1].right = max(out[len(out)-1].right, e.x)
		}
	}
	return out
}

// fits reports whether no piece of a band reaches over several columns.
func (p *page) fits(b *band, columns []span) bool {
	for _, i := range b.at {
		if p.columnOf(i, columns) < 0 {
			return false
		}
	}
	return true
}

// columnOf gives the column that a piece stands in, -1 where it reaches over several.
func (p *page) columnOf(i int, columns []span) int {
	found := -1
	for c, s := range columns {
		if p.set[i].Left < s.right+same && p.set[i].Right > s.left-same {
			if found >= 0 {
				return -1
			}
			found = c
		}
	}
	return found
}

// pitch is the least usual distance of bands.
func (p *page) pitch(bands []band) float64 {
	var steps []float64
	for k := 1; k < len(bands); k++ {
		steps = append(steps, bands[k].y-bands[k-1].y)
	}
	if len(steps) == 0 {
		return 0
	}
	slices.Sort(steps)
	return steps[len(steps)/10]
}

// padding is the least room between the text of a cell and that of the next, in sizes of
// the type.
const padding = 1.0

// widened gives the columns as wide as their cells may be: up to the next column, the last
// one up to an edge.
func widened(columns []span, size, edge float64) []span {
	out := slices.Clone(columns)
	last := len(out) - 1
	out[last].right = max(out[last].right, edge)
	for i := 0; i+1 < len(out); i++ {
		out[i].right = max(out[i].right, out[i+1].left-padding*size)
	}
	return out
}

// edge is where the text of the page ends on the right.
func (p *page) edge() float64 {
	right := 0.0
	for i := range p.set {
		right = max(right, p.set[i].Right)
	}
	return right
}

// addSpaced makes a grid of bands and gives their pieces cells.
func (p *page) addSpaced(bands []band) {
	columns := p.columnsOf(bands)
	p.markRows(bands, columns)
	first, last := bands[0], bands[len(bands)-1]
	columns = widened(columns, first.size, p.edge())
	p.grids = append(p.grids, grid{left: columns[0].left, right: columns[len(columns)-1].right, top: first.y - first.size, foot: last.y})
	top := 0.0
	for k, b := range bands {
		if !b.middle {
			top = b.y - b.size
		}
		foot := top + 1
		for n := k; n < len(bands) && (n == k || bands[n].middle); n++ {
			foot = bands[n].y
		}
		for _, i := range b.at {
			l := &p.set[i]
			c := cell{left: l.Left, right: l.Right, top: top, foot: foot}
			for _, s := range columns {
				if l.Left < s.right+same && l.Right > s.left-same {
					c.left, c.right = min(c.left, s.left), max(c.right, s.right)
				}
			}
			l.where = where{len(p.grids), c}
		}
	}
	for k, b := range bands { // one foot for all bands of a row
		for n := k + 1; n < len(bands) && bands[n].middle; n++ {
			for _, i := range bands[n].at {
				if l := &p.set[i]; len(b.at) > 0 {
					l.where.foot = p.set[b.at[0]].where.foot
				}
			}
		}
	}
}

// markRows marks the bands that go on with the row above: rows are further apart than
// the lines in them, or else begin in the first column.
func (p *page) markRows(bands []band, columns []span) {
	pitch := p.pitch(bands)
	apart := 0
	for k := 1; k < len(bands); k++ {
		if bands[k].y-bands[k-1].y > rowGap*pitch {
			apart++
		}
	}
	ruled := p.ruled(bands, columns)
	for k := 1; k < len(bands); k++ {
		b := &bands[k]
		if ruled != nil {
			b.middle = !ruled[k]
			continue
		}
		if bands[k].y-bands[k-1].y > rowGap*pitch {
			continue
		}
		begins := p.columnOf(b.at[0], columns) == 0
		r, _ := utf8.DecodeRuneInString(p.set[b.at[0]].Text)
		switch {
		case apart*3 >= len(bands): // room between all rows
			b.middle = true
		case !begins, len(b.at) == 1 && unicode.IsLower(r):
			b.middle = true
		}
	}
}

// leastRules is the number of level lines within a table from which they part its rows;
// fewer set off its head and foot.
const leastRules = 3

// ruled tells of each band whether a line is drawn above it, nil where lines do not part
// the rows.
func (p *page) ruled(bands []band, columns []span) []bool {
	out := make([]bool, len(bands))
	n := 0
	for _, r := range p.levels {
		if r.from > columns[0].right || r.to < columns[len(columns)-1].left {
			continue
		}
		for k := 1; k < len(bands); k++ {
			if !out[k] && r.at > bands[k-1].y && r.at < bands[k].y-bands[k].size/2 {
				out[k] = true
				n++
			}
		}
	}
	if n < leastRules {
		return nil
	}
	return out
}
