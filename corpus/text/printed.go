package text

import (
	"math"
	"slices"
	"strings"
	"unicode"

	"bitext/corpus"
)

// Line is a line of a printed page with its place, in points from the upper
// left corner.
type Line struct {
	Text        string
	Page        int // from 1
	Left, Right float64
	Y           float64 // of the base line
	Size        float64 // of most of its type
	Bold        bool    // all of it
	Cell        int     // of a table, by their order on the page from 1; 0 outside of tables
	Room        float64 // that the line leaves free in its cell
	From        int     // the cell of the page before that the page end has cut and the line goes on with; 0 for none
	Again       bool    // it stands at the head of a table that has begun on a page before
}

// FromLines finds the blocks of a printed document, given its lines in reading
// order. What Read has to guess is known here: margins, indentations, the room
// between lines, page ends, headings by their type. The document's Original is
// the lines, with a form feed at page ends.
func FromLines(printed []Line) *corpus.Document {
	var b strings.Builder
	printed = markNotes(printed)
	lines := make([]line, 0, len(printed))
	var places []Line
	page := 0
	for _, p := range printed {
		body := strings.TrimFunc(strings.ToValidUTF8(p.Text, "\uFFFD"), blank)
		if body == "" {
			continue
		}
		if page != 0 && p.Page != page {
			b.WriteByte('\f')
		}
		page = p.Page
		lines = append(lines, line{
			Span: corpus.Span{Start: b.Len(), End: b.Len() + len(body)}, text: body, page: p.Page,
			size: p.Size, bold: p.Bold, y: p.Y, cell: p.Cell, from: p.From, again: p.Again,
		})
		places = append(places, p)
		b.WriteString(body)
		b.WriteByte('\n')
	}
	d := &corpus.Document{Original: b.String(), Encoding: "utf-8"}
	if len(lines) == 0 {
		return d
	}
	place(lines, places)
	arrange(d, lines, true)
	return d
}

// place turns points into the columns and blank lines that the reader counts
// in.
func place(lines []line, places []Line) {
	unit := charWidth(places)
	pitch := linePitch(places)
	for from := 0; from < len(lines); {
		to := from
		for to < len(lines) && lines[to].page == lines[from].page {
			to++
		}
		gutter := findGutter(places[from:to])
		left := [2]float64{commonLeft(places[from:to], gutter, false), commonLeft(places[from:to], gutter, true)}
		for i := from; i < to; i++ {
			base := left[0]
			if gutter > 0 && places[i].Left >= gutter-1 {
				base = left[1]
			}
			l, p := &lines[i], places[i]
			l.indent = int(math.Round((p.Left - base) / unit))
			l.width, l.extent = (p.Right-base)/unit, (p.Right-p.Left)/unit
			if p.Cell > 0 {
				l.width, l.joint = p.Room/unit, i == from
			}
			if i == 0 {
				continue
			}
			if p.Cell > 0 && places[i-1].Cell != p.Cell {
				continue
			}
			dy := p.Y - places[i-1].Y
			l.joint = i == from || dy < -pitch // a new page or column
			if !l.joint {
				l.gap = gapClass(dy / max(pitch, lineHeight*p.Size))
			}
		}
		from = to
	}
}

// lineHeight is the least distance of two lines, in sizes of their type.
const lineHeight = 1.15

// gapClass counts the room above a line, in line pitches, as blank lines.
func gapClass(pitches float64) int {
	switch {
	case pitches < 1.2:
		return 0
	case pitches < 1.6:
		return 1
	case pitches < 2.2:
		return 2
	case pitches < 3:
		return 3
	}
	return 4
}

// charWidth is the mean width of a character in the document.
func charWidth(places []Line) float64 {
	width, chars := 0.0, 0
	for _, p := range places {
		width += max(0, p.Right-p.Left)
		chars += len([]rune(p.Text))
	}
	if width <= 0 || chars == 0 {
		return 1
	}
	return width / float64(chars)
}

// linePitch is the usual distance of two lines of a paragraph.
func linePitch(places []Line) float64 {
	var steps []float64
	for i := 1; i < len(places); i++ {
		if d := places[i].Y - places[i-1].Y; places[i].Page == places[i-1].Page && d > 1 {
			steps = append(steps, math.Round(d*4)/4)
		}
	}
	if len(steps) == 0 {
		return 12
	}
	slices.Sort(steps)
	return mode(steps)
}

// mode is the most frequent of sorted values, the smallest of several.
func mode(sorted []float64) float64 {
	best, most := sorted[0], 0
	for i := 0; i < len(sorted); {
		j := i
		for j < len(sorted) && sorted[j] == sorted[i] {
			j++
		}
		if j-i > most {
			best, most = sorted[i], j-i
		}
		i = j
	}
	return best
}

// findGutter finds where the second of two columns begins on a page; 0 where
// there is one column. What stands above the second column, such as the title of an
// article, may be as wide as both.
func findGutter(page []Line) float64 {
	page = running(page)
	left, right := math.Inf(1), math.Inf(-1)
	for _, l := range page {
		left, right = min(left, l.Left), max(right, l.Right)
	}
	best, bestCount := 0.0, 0
	for _, c := range page {
		x := c.Left
		if x < left+0.3*(right-left) || x > left+0.7*(right-left) || x == best {
			continue
		}
		top := math.Inf(1)
		for _, l := range page {
			if l.Left >= x-1 {
				top = min(top, l.Y)
			}
		}
		before, after, across := 0, 0, 0
		for _, l := range page {
			switch {
			case l.Left >= x-1:
				after++
			case l.Right <= x+1:
				before++
			case l.Y >= top:
				across++
			}
		}
		if n := before + after + across; across*10 <= n && before*4 >= n && after*4 >= n && after > bestCount {
			best, bestCount = x, after
		}
	}
	return best
}

// running gives the lines that stand in no table.
func running(page []Line) []Line {
	if !slices.ContainsFunc(page, func(l Line) bool { return l.Cell > 0 }) {
		return page
	}
	var out []Line
	for _, l := range page {
		if l.Cell == 0 {
			out = append(out, l)
		}
	}
	return out
}

// commonLeft is the left margin of a page or of one of its columns: where most
// of its lines begin.
func commonLeft(page []Line, gutter float64, second bool) float64 {
	if text := running(page); len(text) > 0 {
		page = text
	}
	var lefts []float64
	for _, l := range page {
		if gutter == 0 || second == (l.Left >= gutter-1) {
			lefts = append(lefts, math.Round(l.Left))
		}
	}
	if len(lefts) == 0 {
		return 0
	}
	slices.Sort(lefts)
	return mode(lefts)
}

// smallType is the share of the body size up to which type is that of
// footnotes.
const smallType = 0.93

// markType marks large type, and where the footnotes of a page begin: the first
// line of small type after which only small type comes on the page.
func markType(lines []line) {
	body := bodySize(lines)
	for i := range lines {
		lines[i].large = lines[i].size > 1.1*body
	}
	feet := false // the page before has footnotes, which may go on
	for from := 0; from < len(lines); {
		to := from
		for to < len(lines) && lines[to].page == lines[from].page {
			to++
		}
		first := to
		for first > from+1 && lines[first-1].size < smallType*body && lines[first-1].cell == 0 {
			first--
		}
		if first <= from+1 && !feet { // a page in small type
			first = to
		}
		feet = first < to
		for i := first; i < to; i++ {
			l := &lines[i]
			l.small = true
			if i == first || startsNote(l.text) {
				l.rule = true
			}
		}
		from = to
	}
}

// markNotes writes the number that begins a footnote as a raised one, set off
// from the text: "1See" is how some programs print it.
func markNotes(printed []Line) []Line {
	out := slices.Clone(printed)
	size := commonSize(printed)
	for from := 0; from < len(out); {
		to := from
		for to < len(out) && out[to].Page == out[from].Page {
			to++
		}
		last := to
		for last > from && to-last < maxFeet && out[last-1].Cell == 0 && out[last-1].Size >= smallType*size {
			last--
		}
		for i := last - 1; i >= from && out[i].Size < smallType*size && out[i].Cell == 0; i-- {
			out[i].Text = markNote(out[i].Text)
		}
		from = to
	}
	return out
}

// maxFeet is the largest number of lines in body type below the footnotes of a
// page: its foot.
const maxFeet = 3

func markNote(s string) string {
	n := 0
	for n < len(s) && n < 3 && isDigit(s[n]) {
		n++
	}
	if n > 0 && n < len(s) && unicode.IsLetter(firstRune(s[n:])) {
		return raiseNumber(s[:n]) + " " + s[n:]
	}
	return s
}

// raiseNumber writes digits as raised characters.
func raiseNumber(digits string) string {
	raised := []rune(superscripts)
	return strings.Map(func(r rune) rune { return raised[r-'0'] }, digits)
}

// startsNote reports whether a line of small type begins with a note mark.
func startsNote(s string) bool {
	l := parseLabel(s)
	return l.style == noteMark || l.style == arabicBare || l.style == arabicStop || strings.HasPrefix(s, "*")
}

// commonSize is the size of type that most characters of the lines have.
func commonSize(printed []Line) float64 {
	lines := make([]line, len(printed))
	for i, p := range printed {
		lines[i] = line{text: p.Text, size: p.Size}
	}
	return bodySize(lines)
}

// Columns reports whether the lines of a page stand in two columns.
func Columns(page []Line) bool { return findGutter(page) > 0 }

// bodySize is the size of type that most characters have.
func bodySize(lines []line) float64 {
	counts := map[float64]int{}
	best := 0.0
	for i := range lines {
		s := math.Round(lines[i].size*2) / 2
		counts[s] += len(lines[i].text)
		if counts[s] > counts[best] || counts[s] == counts[best] && s < best {
			best = s
		}
	}
	return best
}

// headingsByType makes headings of blocks in larger or bolder type than the
// body. Levels go by size.
func headingsByType(blocks []corpus.Block, groups []group, body float64) {
	for i := range blocks {
		g, b := groups[i], &blocks[i]
		if b.Kind != corpus.Paragraph || len(b.Text) > maxHeading || g.first().size == 0 {
			continue
		}
		size := g.first().size
		bold := true
		for _, l := range g.lines {
			bold = bold && l.bold
		}
		switch {
		case size > 1.6*body:
			b.Kind, b.Level = corpus.Heading, 1
		case size > 1.25*body:
			b.Kind, b.Level = corpus.Heading, 2
		case size > 1.08*body:
			b.Kind, b.Level = corpus.Heading, 3
		case bold && endingOf(b.Text) != endsStop && endingOf(b.Text) != endsComma && len(b.Text) <= maxPlainHeading:
			b.Kind, b.Level = corpus.Heading, 4
		}
	}
}
