package text

// standing says how a label stands in the rows of numbers of its document.
type standing uint8

const (
	unnumbered standing = iota // no label
	odd                        // a label that nothing leads to: "43." after "5."
	skips                      // goes on after a gap: "7." after "5."
	first                      // begins a row: "1.", "a)", "I."
	next                       // goes on: "6." after "5."
)

// chains follows the rows of numbers through a document. Rows nest: within
// "20." a row "1." may begin, within that "a)"; when "21." comes, the inner
// rows end.
type chains struct {
	open []row
	note int // the last note mark; notes stand outside the rows
}

// row is a run of labels of one style with rising values.
type row struct {
	style style
	major int
	value int
}

// maxSkip is how many numbers may be missing from a row: a number lost to the
// layout or a paragraph deleted in a draft.
const maxSkip = 3

// follow puts the next label of the document into its row and gives its
// standing and the depth of the row from 1.
func (c *chains) follow(l label) (s standing, depth int) {
	switch l.style {
	case noLabel:
		return unnumbered, 0
	case bullet:
		return first, len(c.open) + 1
	case noteMark:
		s := odd
		if l.value == c.note+1 || l.value == 1 {
			s = next
		}
		c.note = l.value
		return s, 0
	case keyword:
		c.open = append(c.open[:0], row{keyword, 0, l.value})
		return first, 1
	}
	if s, depth = c.place(l); s != odd && l.pair {
		c.open = append(c.open, row{arabicBoth, 0, 1})
	}
	return s, depth
}

func (c *chains) place(l label) (standing, int) {
	for step := 1; step <= maxSkip; step++ {
		for i := len(c.open) - 1; i >= 0; i-- {
			r := &c.open[i]
			if !r.leadsTo(l, step) {
				continue
			}
			r.value += step
			c.open = c.open[:i+1]
			if step == 1 {
				return next, i + 1
			}
			return skips, i + 1
		}
		if step > 1 {
			continue
		}
		if begins(l.value) {
			return first, c.push(row{l.style, l.major, l.value})
		}
		if l.alt != noLabel && begins(l.other) {
			return first, c.push(row{l.alt, l.major, l.other})
		}
	}
	c.push(row{l.style, l.major, l.value})
	return odd, 0
}

// begins reports whether a row may begin with the value.
func begins(value int) bool { return value == 1 }

// leadsTo reports whether the label stands step places further in the row,
// under either reading.
func (r *row) leadsTo(l label, step int) bool {
	if r.major != l.major {
		return false
	}
	return r.style == l.style && r.value+step == l.value ||
		l.alt != noLabel && r.style == l.alt && r.value+step == l.other
}

// maxDepth bounds the rows that are open at once; the outermost is dropped
// beyond it, so that odd labels cannot make the search slow.
const maxDepth = 12

func (c *chains) push(r row) int {
	if len(c.open) == maxDepth {
		copy(c.open, c.open[1:])
		c.open = c.open[:maxDepth-1]
	}
	c.open = append(c.open, r)
	return len(c.open)
}

// findLabels reads the label of every line and its standing.
func findLabels(lines []line) {
	var c chains
	for i := range lines {
		lines[i].label = parseLabel(lines[i].text)
		lines[i].row, _ = c.follow(lines[i].label)
	}
}
