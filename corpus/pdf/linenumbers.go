package pdf

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"bitext/corpus/text"
)

// Drafts of laws and court papers count their lines in the margin: every one, or each
// fifth. Such a number is no part of the text. It is known by its company: a column
// of numbers by itself that rise in equal steps, as many lines of text from one to
// the next as the step is. Numbers of single lines are rather those of a list, unless
// the lines begin as lines of running text do, in small letters.

// set is a line as it was set, with the number that it may begin with.
type set struct {
	text.Line
	number int     // that the line is, or begins with before a wide room; -1 for none
	right  float64 // where the number ends
	rest   float64 // where the text behind it begins; 0 where there is none
	cut    int     // bytes of the text that the number and the room take
	where  where   // the cell of a table that it stands in
}

// What makes a column of line numbers.
const (
	apart        = 0.9  // least room behind a number, in sizes of the type: a space between words is a third
	edge         = 3.0  // points by which the edges of a column may differ
	leastSteps   = 3    // numbers of a column that counts in steps
	leastSingles = 8    // numbers of a column that counts every line
	rightShare   = 0.7  // of the places that must be as the rule has them
	smallShare   = 0.25 // of lines that begin with a small letter: half of those of running text do
)

// numberOf looks for a number at the start of a line.
func (p *page) numberOf(l text.Line, in where, start, end int) (set, error) {
	s := set{Line: l, number: -1, where: in}
	n := start
	for n < end && n-start < 4 && isDigit(p.chars[n]) {
		n++
	}
	digits := string(p.chars[start:n])
	if n == start || !strings.HasPrefix(l.Text, digits) {
		return s, nil
	}
	value, err := strconv.Atoi(digits)
	if err != nil {
		return s, nil
	}
	if n == end {
		s.number, s.right, s.cut = value, l.Right, len(l.Text)
		return s, nil
	}
	behind := n
	for behind < end && !shown(p.chars[behind]) {
		behind++
	}
	if behind == n || behind == end {
		return s, nil
	}
	last, err := p.place(n - 1)
	if err != nil {
		return s, err
	}
	next, err := p.place(behind)
	if err != nil {
		return s, err
	}
	if next.left-last.right >= apart*l.Size {
		s.number, s.right, s.rest = value, last.right, next.left
		s.cut = len(l.Text) - len(strings.TrimLeftFunc(l.Text[len(digits):], unicode.IsSpace))
	}
	return s, nil
}

// column is numbers below each other.
type column struct {
	at    []int // lines of the page, from top to bottom
	left  float64
	right float64
	step  int
}

// dropLineNumbers takes the line numbers of all pages out.
func dropLineNumbers(pages []*page) {
	var sure []column
	rest := map[*page]bool{}
	for _, p := range pages {
		if c, ok := p.lineNumbers(nil); ok {
			sure = append(sure, c)
			p.drop(c.at)
		} else {
			rest[p] = true
		}
	}
	// Pages with few lines go by the others.
	for _, p := range pages {
		if !rest[p] || len(sure) == 0 {
			continue
		}
		if c, ok := p.lineNumbers(sure); ok {
			p.drop(c.at)
		}
	}
}

// drop takes numbers off their lines.
func (p *page) drop(at []int) {
	for _, i := range at {
		l := &p.set[i]
		l.Text, l.Left = l.Text[l.cut:], l.rest
	}
	p.set = slices.DeleteFunc(p.set, func(l set) bool { return l.Text == "" })
}

// lineNumbers finds the column of line numbers of a page. like are those of other
// pages: a column at the place of one of them needs less to show for it.
func (p *page) lineNumbers(like []column) (column, bool) {
	for _, c := range p.columns() {
		known := slices.IndexFunc(like, func(o column) bool {
			return (o.step == c.step || len(c.at) == 1) && (math.Abs(o.left-c.left) < edge || math.Abs(o.right-c.right) < edge)
		})
		if known >= 0 {
			c.step = like[known].step
		} else if len(like) > 0 {
			continue
		}
		if p.counts(c, known >= 0) {
			return c, true
		}
	}
	return column{}, false
}

// columns gathers the numbers of a page that have an edge in common, the longest
// columns first.
func (p *page) columns() []column {
	var numbered []int
	for i := range p.set {
		if p.set[i].number >= 0 {
			numbered = append(numbered, i)
		}
	}
	var out []column
	for n, i := range numbered {
		for _, edgeOf := range []func(l *set) float64{
			func(l *set) float64 { return l.right },
			func(l *set) float64 { return l.Left },
		} {
			place := edgeOf(&p.set[i])
			sameEdge := func(k int) bool { return math.Abs(edgeOf(&p.set[k])-place) < edge }
			if slices.ContainsFunc(numbered[:n], sameEdge) { // each column once
				continue
			}
			c := column{left: math.Inf(1), right: math.Inf(-1)}
			for _, k := range numbered[n:] {
				if sameEdge(k) {
					c.at = append(c.at, k)
				}
			}
			out = append(out, p.rising(c))
		}
	}
	slices.SortStableFunc(out, func(a, b column) int { return cmp.Compare(len(b.at), len(a.at)) })
	return out
}

// rising keeps of a column what rises in steps: a page number at the foot may stand in
// it by chance.
func (p *page) rising(c column) column {
	slices.SortStableFunc(c.at, func(a, b int) int { return cmp.Compare(p.set[a].Y, p.set[b].Y) })
	steps := map[int]int{}
	for k := 1; k < len(c.at); k++ {
		if d := p.set[c.at[k]].number - p.set[c.at[k-1]].number; d > 0 {
			if steps[d]++; steps[d] > steps[c.step] || steps[d] == steps[c.step] && d < c.step {
				c.step = d
			}
		}
	}
	var kept []int
	for k, i := range c.at {
		follows := k > 0 && p.set[i].number-p.set[c.at[k-1]].number == c.step
		leads := k+1 < len(c.at) && p.set[c.at[k+1]].number-p.set[i].number == c.step
		if follows || leads || len(c.at) == 1 {
			kept = append(kept, i)
			c.left, c.right = min(c.left, p.set[i].Left), max(c.right, p.set[i].right)
		}
	}
	c.at = kept
	return c
}

// counts reports whether a column counts the lines of its page.
func (p *page) counts(c column, known bool) bool {
	if c.step == 0 || len(c.at) == 0 {
		return false
	}
	least := leastSteps
	if c.step == 1 {
		least = leastSingles
	}
	if !known && len(c.at) < least {
		return false
	}
	multiples := 0
	for _, i := range c.at {
		if p.set[i].number%c.step == 0 {
			multiples++
		}
	}
	return float64(multiples) >= rightShare*float64(len(c.at)) && p.alone(c) && p.everyLine(c, known) && (c.step > 1 || p.running(c))
}

// alone reports whether nothing else stands in a column; what counts every line
// stands left or right of all text.
func (p *page) alone(c column) bool {
	within := map[int]bool{}
	for _, i := range c.at {
		within[i] = true
	}
	top, foot := p.set[c.at[0]].Y, p.set[c.at[len(c.at)-1]].Y
	others, crossing, before, after := 0, 0, 0, 0
	for i, l := range p.set {
		left := l.Left
		if within[i] {
			if left = l.rest; left == 0 {
				continue
			}
		}
		if l.Y < top-1 || l.Y > foot+1 {
			continue
		}
		others++
		switch {
		case left >= c.right:
			after++
		case l.Right <= c.left:
			before++
		default:
			crossing++
		}
	}
	return others > 0 && crossing*10 <= others && (c.step > 1 || min(before, after)*10 <= others)
}

// everyLine reports whether there are as many lines of text from one number to the
// next as they differ by.
func (p *page) everyLine(c column, known bool) bool {
	var rows []float64
	within := map[int]bool{}
	for _, i := range c.at {
		within[i] = true
	}
	for i, l := range p.set {
		if !within[i] || l.rest > 0 {
			rows = append(rows, l.Y)
		}
	}
	slices.Sort(rows)
	rows = slices.CompactFunc(rows, func(a, b float64) bool { return math.Abs(a-b) < 2 })
	right := 0
	for k := 1; k < len(c.at); k++ {
		above, below := p.set[c.at[k-1]], p.set[c.at[k]]
		from, _ := slices.BinarySearch(rows, above.Y+2)
		to, _ := slices.BinarySearch(rows, below.Y+2)
		if to-from == below.number-above.number {
			right++
		}
	}
	return float64(right) >= rightShare*float64(len(c.at)-1) && (len(c.at) > 1 || known)
}

// running reports whether lines begin as those of running text do.
func (p *page) running(c column) bool {
	small, all := 0, 0
	for _, l := range p.set {
		s := l.Text
		if l.number >= 0 {
			s = s[l.cut:]
		}
		if s == "" {
			continue
		}
		all++
		if r, _ := utf8.DecodeRuneInString(s); unicode.IsLower(r) {
			small++
		}
	}
	return float64(small) >= smallShare*float64(all)
}
