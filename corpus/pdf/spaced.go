package pdf

import (
	"cmp"
	"slices"
	"sort"
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
	maxBands    = 400 // of a page: more are the labels of a drawing
	rowGap      = 1.2 // least room between rows against that of lines in a row
)

// maxLooks is the square of the number of bands times that of pieces, which looking for tables
// takes at worst: some seconds. A page of a hundred bands may have sixty thousand pieces.
const maxLooks = 600_000_000

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
	if len(bands) > maxBands || len(bands)*len(bands)*len(at) > maxLooks {
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
		columns := p.profile(bands).columns()
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
		if n := len(out); n > 0 && l.Y-out[n-1].y <= sameRow*max(l.Size, out[n-1].size) {
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
	looked := p.profile(bands[:1])
	columns := looked.columns()
	best, found := 0, columns
	for n, several := 1, 1; n < len(bands); n++ {
		if bands[n].y-bands[n-1].y > farBand*max(bands[n].size, bands[n-1].size) {
			break
		}
		if p.several(&bands[n]) == 1 {
			if !p.fits(&bands[n], columns) {
				break
			}
			looked.add(&bands[n], p.bounds(&bands[n]))
			continue
		}
		several++
		looked.add(&bands[n], p.bounds(&bands[n]))
		if columns = looked.columns(); len(columns) < 2 {
			break
		}
		if several >= leastBands || len(columns) >= manyColumns && len(bands[0].at) >= manyColumns-1 && len(bands[n].at) >= manyColumns-1 {
			best, found = n+1, columns
		}
	}
	if best == 0 || len(found) == 2 && !p.bothHeld(bands[:best]) {
		return 0
	}
	best = p.lastRowEnd(bands, best, found)
	if !p.tableLike(bands[:best], found) {
		return 0
	}
	return best
}

// lastRowEnd gives the number of bands of a table whose last row goes on below in one
// column.
func (p *page) lastRowEnd(bands []band, n int, columns []span) int {
	looked := p.profile(bands[:n])
	for ; n < len(bands) && len(bands[n].at) == 1 && p.fits(&bands[n], columns); n++ {
		if bands[n].y-bands[n-1].y >= rowGap*p.pitch(bands[:n]) {
			break
		}
		if looked.add(&bands[n], p.bounds(&bands[n])); len(looked.columns()) != len(columns) {
			break
		}
	}
	return n
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
	if from, to := reach(&p.set[i], columns); to == from+1 {
		return from
	}
	return -1
}

// reach gives the columns that a piece reaches into, from one to before another.
func reach(l *set, columns []span) (from, to int) {
	from = sort.Search(len(columns), func(k int) bool { return l.Left < columns[k].right+same })
	to = sort.Search(len(columns), func(k int) bool { return l.Right <= columns[k].left-same })
	return from, max(from, to)
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
	columns := p.profile(bands).columns()
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
			if from, to := reach(l, columns); from < to {
				c.left, c.right = min(c.left, columns[from].left), max(c.right, columns[to-1].right)
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
