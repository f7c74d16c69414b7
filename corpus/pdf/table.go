package pdf

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A table of a PDF is lines drawn between words: nothing else says which words stand
// in a cell. So lines that meet are put together to grids, and a word stands in the
// cell whose borders are the nearest lines of its grid around it; cells that are
// joined, over columns or rows, come out right of themselves. A grid of one column is
// no table but a frame around text.

// grid is drawn lines that meet.
type grid struct {
	rules
	left, right, top, foot float64
}

// cell is a cell of a grid.
type cell struct{ left, right, top, foot float64 }

// meet is the distance up to which lines meet, in points.
const meet = 3.0

// grids puts lines together that meet.
func (r rules) grids() []grid {
	groups := r.meeting()
	out := make([]grid, 0, len(groups))
	var alone []rule // level lines that meet no others
	for _, members := range groups {
		g := grid{left: math.Inf(1), right: math.Inf(-1), top: math.Inf(1), foot: math.Inf(-1)}
		for _, i := range members {
			if i < len(r.level) {
				l := r.level[i]
				g.level = append(g.level, l)
				g.left, g.right, g.top, g.foot = min(g.left, l.from), max(g.right, l.to), min(g.top, l.at), max(g.foot, l.at)
				continue
			}
			u := r.upright[i-len(r.level)]
			g.upright = append(g.upright, u)
			g.left, g.right, g.top, g.foot = min(g.left, u.at), max(g.right, u.at), min(g.top, u.from), max(g.foot, u.to)
		}
		if len(g.upright) > 0 && len(g.level)+len(g.upright) > 2 {
			out = append(out, g)
			continue
		}
		alone = append(alone, g.level...)
	}
	alone = slices.DeleteFunc(alone, func(r rule) bool { // underlined text in cells
		return slices.ContainsFunc(out, func(g grid) bool { return g.holds(r.from, r.at) && g.holds(r.to, r.at) })
	})
	return append(out, ladders(alone)...)
}

// leastRungs is the number of level lines of one length from which they part the rows of
// a table; three set off its head and its foot.
const leastRungs = 4

// ladders makes grids of level lines below each other that begin and end alike: tables
// may have lines between their rows alone.
func ladders(level []rule) []grid {
	slices.SortStableFunc(level, func(a, b rule) int { return cmp.Compare(a.at, b.at) })
	var out []grid
	for len(level) >= leastRungs {
		first := level[0]
		g := grid{left: first.from, right: first.to, top: first.at}
		level = slices.DeleteFunc(level, func(r rule) bool {
			if math.Abs(r.from-first.from) > meet || math.Abs(r.to-first.to) > meet {
				return false
			}
			g.level, g.foot = append(g.level, r), r.at
			return true
		})
		if len(g.level) >= leastRungs {
			out = append(out, g)
		}
	}
	return out
}

// meeting gives the lines of each grid by their numbers, level ones first.
func (r rules) meeting() [][]int {
	parent := make([]int, len(r.level)+len(r.upright))
	for i := range parent {
		parent[i] = i
	}
	find := func(i int) int {
		for parent[i] != i {
			parent[i] = parent[parent[i]]
			i = parent[i]
		}
		return i
	}
	for i, l := range r.level {
		for k, u := range r.upright {
			if u.at >= l.from-meet && u.at <= l.to+meet && l.at >= u.from-meet && l.at <= u.to+meet {
				parent[find(len(r.level)+k)] = find(i)
			}
		}
	}
	at := map[int]int{}
	var out [][]int
	for i := range parent {
		root := find(i)
		k, ok := at[root]
		if !ok {
			k = len(out)
			at[root] = k
			out = append(out, nil)
		}
		out[k] = append(out[k], i)
	}
	return out
}

// holds reports whether a place is within the grid.
func (g *grid) holds(x, y float64) bool {
	return x >= g.left-same && x <= g.right+same && y >= g.top && y <= g.foot
}

// cell gives the cell around a place. Tables without a border at a side end where
// their other lines do.
func (g *grid) cell(x, y float64) cell {
	var c cell
	c.left, c.right = between(g.upright, x, y, g.left, g.right)
	c.top, c.foot = between(g.level, y, x, g.top, g.foot)
	return c
}

// between gives the nearest lines on both sides of a place, of those that pass it at a
// distance along them; without one low or high.
func between(lines []rule, place, along, low, high float64) (before, after float64) {
	for _, l := range lines {
		switch {
		case along < l.from || along > l.to:
		case l.at <= place:
			low = max(low, l.at)
		default:
			high = min(high, l.at)
		}
	}
	return low, high
}

// where is the cell that a line stands in.
type where struct {
	grid int // from 1; 0 for none
	cell
}

// aboveLine is how far above the base line the middle of a small letter is, in sizes.
const aboveLine = 0.25

// cellAt gives the cell at a place of the base line of type of a size. Of grids within
// grids the smallest counts.
func (p *page) cellAt(x, y, size float64) where {
	y -= aboveLine * size
	best, area := 0, math.Inf(1)
	for i := range p.grids {
		g := &p.grids[i]
		if a := (g.right - g.left) * (g.foot - g.top); g.holds(x, y) && a < area {
			best, area = i+1, a
		}
	}
	if best == 0 {
		return where{}
	}
	return where{best, p.grids[best-1].cell(x, y)}
}

// unframed takes the lines out of grids that are no tables: frames around text.
func (p *page) unframed() {
	cells := make([]map[cell]bool, len(p.grids)+1)
	for i := range p.set {
		if w := p.set[i].where; w.grid > 0 {
			if cells[w.grid] == nil {
				cells[w.grid] = map[cell]bool{}
			}
			cells[w.grid][w.cell] = true
		}
	}
	table := make([]bool, len(cells))
	for g := range cells {
		table[g] = tabular(slices.Collect(maps.Keys(cells[g])))
	}
	for i := range p.set {
		l := &p.set[i]
		if l.where.grid > 0 && !table[l.where.grid] {
			l.where = where{}
		} else if l.where.grid > 0 {
			l.number = -1 // of a row
		}
	}
}

// tabular reports whether two cells stand side by side.
func tabular(cells []cell) bool {
	for k, c := range cells {
		for _, d := range cells[:k] {
			if (c.left >= d.right-same || c.right <= d.left+same) && c.top < d.foot-same && d.top < c.foot-same {
				return true
			}
		}
	}
	return false
}

// settle numbers the cells of the tables in reading order and says of each line in which
// it stands and how much room is left on it.
func (p *page) settle() {
	byGrid := make([][]int, len(p.grids)+1)
	for i := range p.set {
		g := p.set[i].where.grid
		byGrid[g] = append(byGrid[g], i)
	}
	number := 0
	for _, members := range byGrid[1:] {
		slices.SortStableFunc(members, func(a, b int) int {
			c, d := p.set[a].where.cell, p.set[b].where.cell
			return cmp.Or(cmp.Compare(c.top, d.top), cmp.Compare(c.left, d.left), cmp.Compare(c.foot, d.foot), cmp.Compare(c.right, d.right))
		})
		for k, i := range members {
			if k == 0 || p.set[i].where.cell != p.set[members[k-1]].where.cell {
				number++
			}
			p.set[i].Cell = number
		}
		p.room(members)
	}
}

// maxPad is the room between the border of a cell and its text that is not counted as
// free, in points.
const maxPad = 9.0

// room says how much of its cell each line leaves free, so that a line which the cell
// has broken can be told from one that the author ended.
func (p *page) room(members []int) {
	pad := map[int]float64{}
	for _, i := range members {
		l := &p.set[i]
		free := min(maxPad, max(0, l.Left-l.where.left), max(0, l.where.right-l.Right))
		if least, ok := pad[l.Cell]; !ok || free < least {
			pad[l.Cell] = free
		}
	}
	for _, i := range members {
		l := &p.set[i]
		l.Room = max(0, l.where.right-l.where.left-2*pad[l.Cell]-(l.Right-l.Left))
	}
}

// byTable compares two lines by the places of their tables and cells: a table stands
// where its top is.
func (p *page) byTable(a, b set) int {
	height := func(s set) float64 {
		if s.Cell > 0 {
			return p.grids[s.where.grid-1].top
		}
		return s.Y
	}
	order := cmp.Compare(math.Round(height(a)), math.Round(height(b)))
	if a.Cell == 0 && b.Cell == 0 {
		return cmp.Or(order, cmp.Compare(a.Left, b.Left))
	}
	return cmp.Or(order, cmp.Compare(a.where.grid, b.where.grid), byCell(a, b))
}

// byCell compares two lines of one table.
func byCell(a, b set) int {
	return cmp.Or(cmp.Compare(a.Cell, b.Cell), cmp.Compare(math.Round(a.Y), math.Round(b.Y)), cmp.Compare(a.Left, b.Left))
}

// gathered puts the lines of each table together where the first of them stands, in the
// order of the cells.
func gathered(lines []set) []set {
	tables := map[int][]set{}
	for _, l := range lines {
		if g := l.where.grid; g > 0 {
			tables[g] = append(tables[g], l)
		}
	}
	out := make([]set, 0, len(lines))
	for _, l := range lines {
		g := l.where.grid
		if g == 0 {
			out = append(out, l)
			continue
		}
		slices.SortStableFunc(tables[g], byCell)
		out = append(out, tables[g]...)
		delete(tables, g) // it stands where its first line does
	}
	return out
}

// maxMargin is the largest number of lines between a table that a page end cuts and
// that end: head or foot of the page.
const maxMargin = 3

// continued follows tables over page ends. Their head stands on each page again; a row
// may be cut itself.
func continued(pages []*page) {
	for k := 1; k < len(pages); k++ {
		above, below := pages[k-1].lastTable(), pages[k].firstTable()
		if len(above) == 0 || len(below) == 0 {
			continue
		}
		head, again := firstRow(above), firstRow(below)
		if len(head) < len(above) && len(head) == len(again) && len(again) < len(below) && slices.EqualFunc(head, again, func(a, b set) bool {
			return a.Text == b.Text && math.Abs(a.Left-b.Left) < meet
		}) {
			for i := range again {
				again[i].Again = true
			}
			below = below[len(again):]
		}
		goOn(lastRow(above), firstRow(below))
	}
}

// goOn marks the cells of a row that go on with those of the row before the page end.
func goOn(above, below []set) {
	for i := range below {
		l := &below[i]
		if i > 0 && below[i-1].Cell == l.Cell {
			continue
		}
		if r, _ := utf8.DecodeRuneInString(l.Text); !unicode.IsLower(r) {
			continue
		}
		for k, o := range above {
			last := k+1 == len(above) || above[k+1].Cell != o.Cell
			if last && math.Abs(o.where.left-l.where.left) < meet && math.Abs(o.where.right-l.where.right) < meet && !strings.HasSuffix(o.Text, ".") {
				l.From = o.Cell
			}
		}
	}
}

// firstTable gives the lines of the table that a page begins with.
func (p *page) firstTable() []set {
	for i := range p.set {
		if p.set[i].Cell == 0 {
			if i == maxMargin {
				return nil
			}
			continue
		}
		n := i
		for n < len(p.set) && p.set[n].where.grid == p.set[i].where.grid {
			n++
		}
		return p.set[i:n]
	}
	return nil
}

// lastTable gives the lines of the table that a page ends with.
func (p *page) lastTable() []set {
	for i := len(p.set) - 1; i >= 0; i-- {
		if p.set[i].Cell == 0 {
			if i == len(p.set)-1-maxMargin {
				return nil
			}
			continue
		}
		n := i
		for n >= 0 && p.set[n].where.grid == p.set[i].where.grid {
			n--
		}
		return p.set[n+1 : i+1]
	}
	return nil
}

// firstRow gives the lines of the first row of a table.
func firstRow(table []set) []set {
	n := 0
	for n < len(table) && math.Abs(table[n].where.top-table[0].where.top) < same {
		n++
	}
	return table[:n]
}

// lastRow gives the lines of the last row of a table.
func lastRow(table []set) []set {
	n := len(table)
	for n > 0 && math.Abs(table[n-1].where.top-table[len(table)-1].where.top) < same {
		n--
	}
	return table[n:]
}
