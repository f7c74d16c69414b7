package text

// maxBridge is the largest number of footnotes between the halves of a
// paragraph.
const maxBridge = 12

// bridge puts together paragraphs that a page end has cut in two. The footnotes
// of the page may stand between the halves; they then follow the paragraph.
func bridge(groups []group, l layout) []group {
	var out []group
	for i := 0; i < len(groups); i++ {
		g := groups[i]
		for {
			j := i + 1
			for j < len(groups) && groups[j].note && j-i <= maxBridge {
				j++
			}
			if g.note || j >= len(groups) || j-i > maxBridge || !l.continues(&g, &groups[j], j > i+1) {
				break
			}
			g.lines = append(g.lines, groups[j].lines...)
			// The notes change places with the tail.
			copy(groups[i+2:j+1], groups[i+1:j])
			i++
		}
		out = append(out, g)
	}
	return out
}

// maxCutShare is the share of long lines without closing mark up to which such
// an end is the sign of a cut: reports end every paragraph with a mark.
const maxCutShare = 0.2

// continues reports whether group n is the rest of the sentence that group p
// leaves open; notes says that footnotes stand between.
func (l *layout) continues(p, n *group, notes bool) bool {
	f := n.first()
	if p.last().cell > 0 || f.cell > 0 || n.note || f.rule && !notes || begunByLabel(f) || preamble(f.text) && !notes {
		return false
	}
	end, begin := p.last().end, f.begin
	if l.wrapped && !notes && (f.gap < 1 || l.slack(p.last(), f) > l.noise+l.tolerance()) { // score has weighed this place already
		return false
	}
	body := p.size() >= longLine || isNumbered(p.first())
	switch {
	case end == endsStop || end == endsColon || begin == beginsClosing:
		return false
	case !body:
		return false
	case begin == beginsLower || begin == beginsLinking:
		return notes && (end != endsSemi || !isListStyle(p.first().label.style)) || end == endsDangling || end == endsHyphen || end == endsOpen || end == endsShort
	case end == endsDangling || end == endsHyphen || end == endsShort && notes:
		return begin == beginsUpper || begin == beginsDigit
	case end == endsOpen && notes && p.size() >= longLine:
		// A capital: the tail must be running text, not a heading.
		return l.cut <= maxCutShare && (n.size() >= longLine || n.last().end == endsStop)
	}
	return false
}

// begunByLabel reports whether the label of a line makes it the start of a
// block: it stands in a row, or could be nothing else.
func begunByLabel(f *line) bool {
	switch f.label.style {
	case noLabel:
		return false
	case arabicBare, arabicStop, upperStop, lowerStop: // a number, a year, an initial
		return f.row != odd
	}
	return true
}

// isNumbered reports whether a line begins a numbered paragraph or item.
func isNumbered(f *line) bool {
	switch f.label.style {
	case noLabel, romanUpper, upperStop, keyword, bullet:
		return false
	}
	return f.row == next || f.row == first
}
