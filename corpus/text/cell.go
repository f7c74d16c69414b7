package text

// Lines in the cells of tables: a cell is a column of its own, so what a document's
// lines tell of its margins says nothing of them.

// outOfTables gives the lines that stand in no cell.
func outOfTables(lines []line) []line {
	n := 0
	for i := range lines {
		if lines[i].cell > 0 {
			n++
		}
	}
	if n == 0 {
		return lines
	}
	out := make([]line, 0, len(lines)-n)
	for i := range lines {
		if lines[i].cell == 0 {
			out = append(out, lines[i])
		}
	}
	return out
}

// cellGroup gives the group that a line in a cell goes on with, nil where it begins one.
func cellGroup(groups []group, n *line) *group {
	if n.cell == 0 || len(groups) == 0 {
		return nil
	}
	g := &groups[len(groups)-1]
	if p := g.last(); p.cell == n.cell && p.page == n.page {
		if startsInCell(p, n) {
			return nil
		}
		return g
	}
	for i := len(groups) - 1; i >= 0 && n.from > 0; i-- {
		p := groups[i].last()
		if p.page < n.page-1 {
			break
		}
		if p.page == n.page-1 && p.cell == n.from {
			return &groups[i]
		}
	}
	return nil
}

// What room in a cell means.
const (
	cellSlack = 1.5  // characters that a full line may leave free
	cellShare = 0.25 // of the width of the cell, before a small letter
)

// startsInCell reports whether line n begins a paragraph after line p of its cell.
func startsInCell(p, n *line) bool {
	if begunByLabel(n) && n.label.style != arabicBare || n.gap > 0 {
		return true
	}
	word := n.extent * float64(unbroken(n.text)) / float64(len(n.text))
	free := p.width - word - 1
	if n.begin == beginsLower || n.begin == beginsLinking || p.end == endsDangling || p.end == endsHyphen {
		return free > cellShare*(p.width+p.extent)+cellSlack
	}
	return free > cellSlack
}
