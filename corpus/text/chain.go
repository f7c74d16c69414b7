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

// chains follows the rows of numbers through a document. Rows run side by
// side: numbered paragraphs go on across headings, "a)" begins again under
// each of them, an agenda from 1 may stand within paragraph 20.
type chains struct {
	open  []row   // the row that was added to last stands last
	lists []style // styles of the lists that are open, the outermost first
	note  int     // the last note mark; notes stand outside the rows
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
// standing, and for a list item the depth of the list from 1.
func (c *chains) follow(l label) (s standing, depth int) {
	switch l.style {
	case noLabel:
		return unnumbered, 0
	case bullet:
		return first, c.list(bullet)
	case noteMark:
		s := odd
		if l.value == c.note+1 || l.value == 1 {
			s = next
		}
		c.note = l.value
		return s, 0
	case keyword:
		c.lists = c.lists[:0]
		return first, 0
	}
	s, used := c.place(l)
	if s != odd && l.pair {
		c.add(row{arabicBoth, 0, 1})
	}
	if isListStyle(used) {
		return s, c.list(used)
	}
	c.lists = c.lists[:0]
	return s, 0
}

// isListStyle reports whether a style numbers items within paragraphs.
func isListStyle(s style) bool {
	switch s {
	case lowerParen, lowerBoth, lowerStop, romanLower, arabicParen, arabicBoth, upperParen, bullet:
		return true
	}
	return false
}

// list enters the list of a style and gives its depth.
func (c *chains) list(s style) int {
	for i, open := range c.lists {
		if open == s {
			c.lists = c.lists[:i+1]
			return i + 1
		}
	}
	c.lists = append(c.lists, s)
	return len(c.lists)
}

// place finds the row that the label goes on with, or begins one. It gives the
// style under which the label was read.
func (c *chains) place(l label) (standing, style) {
	for step := 1; step <= maxSkip; step++ {
		for i := len(c.open) - 1; i >= 0; i-- {
			r := c.open[i]
			if !r.leadsTo(l, step) {
				continue
			}
			r.value += step
			c.open = append(append(c.open[:i], c.open[i+1:]...), r)
			if step == 1 {
				return next, r.style
			}
			return skips, r.style
		}
		if step > 1 {
			continue
		}
		if begins(l.value) {
			return first, c.add(row{l.style, l.major, l.value})
		}
		if l.alt != noLabel && begins(l.other) {
			return first, c.add(row{l.alt, l.major, l.other})
		}
	}
	return odd, c.add(row{l.style, l.major, l.value})
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

// maxRows bounds the rows that are open at once; the one that was not added to
// for longest is dropped.
const maxRows = 12

// add opens a row. A list that begins again ends its old run.
func (c *chains) add(r row) style {
	if isListStyle(r.style) && begins(r.value) {
		for i := range c.open {
			if c.open[i].style == r.style && c.open[i].major == r.major {
				c.open = append(c.open[:i], c.open[i+1:]...)
				break
			}
		}
	}
	if len(c.open) == maxRows {
		c.open = append(c.open[:0], c.open[1:]...)
	}
	c.open = append(c.open, r)
	return r.style
}

// findLabels reads how every line begins and ends, its label and its standing.
func findLabels(lines []line) {
	var c chains
	for i := range lines {
		lines[i].find(&c)
	}
}

// find looks at the ends of a line and at its label in the row of those before.
func (l *line) find(c *chains) {
	l.end, l.begin = endingOf(l.text), beginningOf(l.text)
	l.label = parseLabel(l.text)
	l.row, _ = c.follow(l.label)
}
