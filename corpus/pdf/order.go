package pdf

import (
	"math"
	"slices"
	"strings"

	"bitext/corpus/text"
)

// sideBySide adds lines to those before them that stand side by side with them at the same
// height, as a number set apart from its paragraph does.
func sideBySide(lines []set) []set {
	out := lines[:0]
	for _, l := range lines {
		if len(out) == 0 || !out[len(out)-1].join(&l) {
			out = append(out, l)
		}
	}
	return out
}

// join adds a line to this one where it goes on with it. The size stays that of the first
// piece: headings often go on in a smaller typewriter face.
func (s *set) join(l *set) bool {
	if s.where != l.where {
		return false
	}
	size := max(l.Size, s.Size)
	if mark, ok := raisedMark(s.Line, l.Line); ok {
		s.Text, s.Right, s.Y, s.Size, s.Bold = mark+" "+l.Text, l.Right, l.Y, l.Size, l.Bold
		return true
	}
	if d := l.Y - s.Y; math.Abs(d) > sameRow*size || l.Left < s.Right-overlap*size {
		return false
	}
	if l.Left-s.Right > apart*size && slices.Contains(letterBullets, s.Text) {
		s.Text = "•"
	}
	if l.Left-s.Right > led*size && isPageNumber(l.Text) {
		s.Text += "\t" + l.Text
	} else {
		s.Text += " " + l.Text
	}
	s.Right = l.Right
	s.Bold = s.Bold && l.Bold
	return true
}

// What stands side by side, in sizes of the type.
const (
	sameRow = 0.35 // by which base lines of one row may differ
	overlap = 0.1  // that a line may reach into the next, as italic letters do
)

// letterBullets are letters that Word's fonts of pictures and its typewriter show before
// the items of lists.
var letterBullets = []string{"o", "§", "Ø", "ü"}

// led is the room from which a tab leads to a page number, in sizes of the type.
const led = 3.0

// raisedMark reports whether a line is the raised number before the footnote
// that the next line begins, and gives it in raised characters.
func raisedMark(mark, note text.Line) (string, bool) {
	if len(mark.Text) > 3 || strings.Trim(mark.Text, "0123456789") != "" || mark.Size > raisedSize*note.Size {
		return "", false
	}
	if up := note.Y - mark.Y; up < raisedBy*note.Size || up > raisedMost*note.Size || note.Left < mark.Right-1 {
		return "", false
	}
	return strings.Map(raise, mark.Text), true
}

// raise gives the raised form of a digit.
func raise(r rune) rune {
	if isDigit(r) {
		return []rune("⁰¹²³⁴⁵⁶⁷⁸⁹")[r-'0']
	}
	return r
}

// order puts the lines in reading order. Files write columns one after the other, but
// heads, feet and footnotes at any time; so a page of one column is read from top to
// bottom.
func (p *page) order() {
	pieces := slices.Clone(p.set)
	p.set = sideBySide(p.set)
	var outside []text.Line
	for _, l := range p.set {
		if l.where.grid == 0 {
			outside = append(outside, l.Line)
		}
	}
	if text.Columns(outside) {
		p.settle()
		p.set = gathered(p.set)
		return
	}
	p.set = pieces
	p.spaced()
	p.set = sideBySide(p.set)
	p.settle()
	slices.SortStableFunc(p.set, p.byTable)
	p.set = sideBySide(p.set)
}
