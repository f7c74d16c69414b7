package odt

// lists counts the items of the lists of a document.
type lists struct {
	byID    map[string]*counter // lists that others may go on with
	byStyle map[string]*counter // the last list of each style
	outline counter
}

// counter is the state of one list over all its levels.
type counter struct {
	count [levels]int
	begun [levels]bool
}

// next counts an item at a level that begins at start.
func (c *counter) next(at, start int) {
	if c.begun[at] {
		c.count[at]++
	} else {
		c.begun[at], c.count[at] = true, start
	}
	for i := at + 1; i < levels; i++ {
		c.begun[i] = false
	}
}

// fill gives the levels above an item that have no number yet their first one.
func (c *counter) fill(at int, l *listStyle) {
	for i := range at {
		if !c.begun[i] {
			c.begun[i], c.count[i] = true, l.level[i].start
		}
	}
}

// place is where a paragraph stands: in how many lists, in which list, in a
// table.
type place struct {
	depth   int // lists around
	style   string
	counter *counter
	numbers bool // the next paragraph is the first of its item and gets the number
	start   int  // number that the item sets itself, -1 for none
	cell    bool
	label   string // number that the file itself writes before the paragraph
}

// enter gives the place within a list.
func (l *lists) enter(p place, id, style, continued string, goesOn bool) place {
	if l.byID == nil {
		l.byID, l.byStyle = map[string]*counter{}, map[string]*counter{}
	}
	if style != "" {
		p.style = style
	}
	if p.depth == 0 {
		switch {
		case continued != "" && l.byID[continued] != nil:
			p.counter = l.byID[continued]
		case goesOn && l.byStyle[p.style] != nil:
			p.counter = l.byStyle[p.style]
		default:
			p.counter = &counter{}
		}
		l.byStyle[p.style] = p.counter
	}
	if id != "" {
		l.byID[id] = p.counter
	}
	p.depth++
	return p
}
