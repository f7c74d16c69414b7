package text

import "strings"

// group is the lines of one block in reading order.
type group struct {
	lines []*line
	note  bool // a footnote
}

func (g *group) first() *line { return g.lines[0] }
func (g *group) last() *line  { return g.lines[len(g.lines)-1] }

// size is the number of bytes in the group's lines.
func (g *group) size() int {
	n := 0
	for _, l := range g.lines {
		n += len(l.text)
	}
	return n
}

// groups cuts the lines into blocks.
func (l *layout) groups(lines []line) []group {
	var out []group
	for i := range lines {
		n := &lines[i]
		if open := openNote(out, n); open != nil {
			open.lines = append(open.lines, n)
			continue
		}
		if g := cellGroup(out, n); g != nil {
			g.lines = append(g.lines, n)
			continue
		}
		if len(out) > 0 && l.wrapped && n.cell == 0 && out[len(out)-1].last().cell == 0 {
			var after *line
			if i+1 < len(lines) {
				after = &lines[i+1]
			}
			if g := &out[len(out)-1]; l.score(g, n, after) <= 0 {
				g.lines = append(g.lines, n)
				continue
			}
		}
		out = append(out, group{lines: []*line{n}, note: isNote(n)})
	}
	return out
}

// openNote gives the footnote that line n goes on with at the foot of the next
// page, nil where it does not.
func openNote(groups []group, n *line) *group {
	if !n.small || !n.rule || n.label.style != noLabel {
		return nil
	}
	for i := len(groups) - 1; i >= 0; i-- {
		g := &groups[i]
		if !g.note {
			if g.last().page < n.page-1 {
				break
			}
			continue
		}
		if g.last().page == n.page-1 && g.last().end != endsStop {
			return g
		}
		break
	}
	return nil
}

// isNote reports whether a line begins a footnote.
func isNote(n *line) bool {
	return n.cell == 0 && (n.label.style == noteMark && (n.size == 0 || n.small) || n.rule && (n.label.style == arabicBare || n.label.style == arabicStop || strings.HasPrefix(n.text, "*")))
}

// What the features say, as log odds of a paragraph start. They were set by
// hand on UN reports and laws; what depends on the layout is learned from each
// document instead (see measure).
const (
	oddsNext     = 4.0  // the label continues a row
	oddsFirst    = 3.0  // the label begins a row
	oddsSkips    = 1.5  // the label continues a row with a gap
	oddsOdd      = -0.5 // nothing leads to the label
	oddsBare     = -2.0 // the label has no stop or bracket: "5 Everyone"
	oddsBullet   = 4.0
	oddsDash     = 1.5 // a dash may be punctuation
	oddsKeyword  = 3.0
	oddsRule     = 4.0  // a drawn line stands above
	oddsSize     = 4.0  // the type is larger or smaller
	oddsBold     = 2.5  // the type is bolder or lighter
	oddsFoot     = 6.0  // the line goes to or comes from the footnotes of a page
	oddsFull     = -1.5 // the line is full, and it did not end a sentence
	oddsSlackMax = 6.0  // the next word would have fitted, and many more
	oddsPreamble = 4.0  // after a comma or semicolon, a participle with a capital
	oddsTitled   = 2.5  // a row begins under a heading
	oddsAlone    = 3.0  // after a full stop, a short line that does not end a sentence itself
	oddsHeading  = -3.0 // a small letter goes on with a heading, however short its lines
)

var oddsEnding = [...]float64{
	endsOpen: -1, endsStop: 1, endsShort: -1.5, endsColon: 0.5, endsSemi: 1,
	endsComma: -2, endsClosed: -0.3, endsHyphen: -4, endsDangling: -3.5,
	endsLeader: 6,
}

var oddsBeginning = [...]float64{
	beginsOther: 0, beginsUpper: 0.3, beginsLower: -2.5, beginsLinking: -3.5,
	beginsDigit: -0.7, beginsClosing: -5, beginsCaseless: -0.5,
}

// score is the log odds that line n begins a block after the group before it;
// after is the line that follows, nil at the end.
func (l *layout) score(before *group, n, after *line) float64 {
	p := before.last()
	if cutAddress(p.text, n.text) {
		return -oddsNext
	}
	end, begin := p.end, n.begin
	s := oddsEnding[end]
	if !n.joint {
		s += l.gap[min(n.gap, 4)] + l.indent[l.indentClass(p, n)]
	}
	if n.rule {
		s += oddsRule
	}
	if n.size > 0 {
		s += typeOdds(p, n)
	}
	slack := l.slack(p, n)
	full := slack <= l.noise+l.tolerance()
	if n.label.style == noLabel || n.row == odd {
		s += oddsBeginning[begin]
		if end == endsStop && begin < beginsDigit && begin != beginsUpper {
			s++ // a sentence has ended, so a small letter means little
		}
	}
	switch {
	case full && end == endsStop && (begin == beginsUpper || begin == beginsCaseless) && n.label.style == noLabel:
		s += l.stop
		if l.alone(n, after) {
			s += oddsAlone
		}
	case full:
		s += oddsFull
	default:
		s += l.slackOdds(slack)
		if begin == beginsLower || begin == beginsLinking {
			s += before.headingOdds()
		}
	}
	return s + contextOdds(before, n, end) + labelOdds(n)
}

// contextOdds is what the block before says of line n.
func contextOdds(before *group, n *line, end ending) float64 {
	s := 0.0
	if f := before.first().label.style; n.row == first && (f == keyword || f == romanUpper || f == upperStop) {
		s += oddsTitled
	}
	if n.label.style == noLabel && end != endsLeader && before.first().label.style != noLabel && n.end == endsLeader {
		s -= oddsNext // the rest of an entry in a table of contents
	}
	if (end == endsComma || end == endsSemi) && n.label.style == noLabel && preamble(n.text) {
		s += oddsPreamble
	}
	return s
}

// typeOdds is what a change of type between two lines says.
func typeOdds(p, n *line) float64 {
	s := 0.0
	if q := n.size / max(p.size, 1); q > 1.07 || q < 0.94 {
		s += oddsSize
	}
	if p.bold != n.bold {
		s += oddsBold
	}
	if p.small != n.small {
		s += oddsFoot
	}
	if s == 0 && n.large && n.gap == 0 && !n.joint {
		s -= oddsSize // a heading in large type of several lines
	}
	return s
}

// alone reports whether a line stands for itself: it is short and ends no
// sentence, as a heading does and the last line of a paragraph does not.
func (l *layout) alone(n, after *line) bool {
	if n.end != endsOpen || len(n.text) > maxPlainHeading {
		return false
	}
	return after == nil || l.slack(n, after) > l.noise+0.2*l.right
}

// exact reports whether lines are broken by counting characters, so that one
// column of room means something.
func (l *layout) exact() bool { return l.metric == columnMetric && l.noise <= 1 }

// tolerance is how much room on a line still means nothing, beyond the noise
// that was seen.
func (l *layout) tolerance() float64 {
	if l.exact() {
		return 0
	}
	return 0.03 * l.right
}

// slackOdds is what room for the next word says.
func (l *layout) slackOdds(slack float64) float64 {
	share := (slack - l.noise) / l.right
	if l.exact() {
		return min(oddsSlackMax, 2.5+20*share)
	}
	return min(oddsSlackMax-1, 12*share)
}

// headingOdds lowers the odds where what stands before looks like a heading
// that goes on.
func (g *group) headingOdds() float64 {
	f := g.first().label.style
	if len(g.lines) <= 3 && (f == noLabel || f == romanUpper || f == upperStop || f == keyword) && g.last().end == endsOpen {
		return oddsHeading
	}
	return 0
}

// labelOdds is what the label of a line says.
func labelOdds(n *line) float64 {
	s := 0.0
	switch n.label.style {
	case noLabel:
		return 0
	case bullet:
		if strings.ContainsAny(n.label.text, "-*–—−") {
			return oddsDash
		}
		return oddsBullet
	case keyword:
		return oddsKeyword
	case arabicBare:
		s = oddsBare
	}
	switch n.row {
	case next:
		s += oddsNext
	case first:
		s += oddsFirst
	case skips:
		s += oddsSkips
	case odd:
		s += oddsOdd
	}
	return s
}
