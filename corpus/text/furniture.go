package text

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"bitext/corpus"
)

// Page numbers, running heads and document symbols at the top and bottom of
// pages. A line is one of them by where it stands, not by its words alone: it
// comes back at every page end.
const (
	maxFurniture  = 90 // bytes: longer lines are text
	maxPageMark   = 48 // bytes: longer lines are no page or job numbers
	reach         = 3  // lines with text between a page number and the other marks of the same page end
	minPageLines  = 8  // lines between two page numbers
	minPages      = 3  // numbers in a row that make them page numbers
	minRecurrence = 3  // times that a running head must come back
)

var (
	pageNumber = regexp.MustCompile(`^(?:(?i:page|p\.|seite|página|стр\.)\s*)?[-–—\[|( ]*(\d{1,4})(?:\s*(?:/|(?i:of|de|sur|von|из))\s*(\d{1,4}))?[-–—\]|) ]*$`)
	jobNumber  = regexp.MustCompile(`^(?:[A-Z]{1,3}\.\d{2}-\d{4,6}(?:\s*\([A-Z]\))?)(?:\s+\d{1,4}(?:/\d{1,4})?)?$|^\d{1,4}(?:/\d{1,4})?\s+[A-Z]{1,3}\.\d{2}-\d{4,6}(?:\s*\([A-Z]\))?$|^\*\d{7}\*$`)
)

// bodyLines takes the furniture of the pages and drawn lines out, and gives the
// furniture as blocks.
func bodyLines(lines []line, printed bool) ([]line, []corpus.Block) {
	drop := make([]bool, len(lines))
	for i := range lines {
		drop[i] = lines[i].again
	}
	if printed {
		dropAtMargins(lines, drop)
	}
	ends := pageEnds(lines)
	for _, i := range ends {
		drop[i] = true
	}
	dropNeighbours(lines, ends, drop)
	dropAtFeeds(lines, drop)
	var out []corpus.Block
	for i, l := range lines {
		if drop[i] {
			out = append(out, corpus.Block{Page: int32(l.page), Text: l.text, At: int32(l.Start) + 1})
		}
	}
	return kept(lines, drop, printed), out
}

// kept removes the dropped lines and hands what they knew to the next line.
func kept(lines []line, drop []bool, printed bool) []line {
	out := lines[:0] // what is written has been read
	joint, rule := false, false
	gap := 0
	for i, l := range lines {
		joint = joint || l.joint || drop[i]
		if drop[i] {
			continue
		}
		if isRule(l.text) {
			rule = true
			gap += l.gap
			continue
		}
		l.joint, l.rule = joint, rule || l.rule
		l.gap += gap
		out = append(out, l)
		joint, rule, gap = false, false, 0
	}
	if printed {
		return out
	}
	return numberPages(out)
}

// numberPages counts the pages by their joints.
func numberPages(lines []line) []line {
	page := 1
	for i := range lines {
		if i > 0 && lines[i].joint {
			page++
		}
		lines[i].page = page
	}
	return lines
}

// pageEnds finds the page numbers and job numbers that stand alone on a line:
// numbers that rise by one or two, at least minPageLines apart.
func pageEnds(lines []line) []int {
	var found []int
	var runs []pageRun
	for i := range lines {
		s := lines[i].text
		if len(s) > maxPageMark || lines[i].cell > 0 || !strings.ContainsAny(s, "0123456789") {
			continue
		}
		m := pageNumber.FindStringSubmatch(s)
		switch {
		case jobNumber.MatchString(s), m != nil && (m[2] != "" || dashed(s)): // "4/30" and "- 4 -" are page numbers without doubt
			found = append(found, i)
		case m != nil:
			if v, ok := decimal(m[1]); ok {
				runs = addNumber(runs, v, i)
			}
		}
	}
	for _, r := range runs {
		if len(r.lines) >= minPages {
			found = append(found, r.lines...)
		}
	}
	slices.Sort(found)
	return found
}

// pageRun is a row of numbers that may be page numbers.
type pageRun struct {
	value int
	lines []int
}

// maxRuns bounds how many rows are followed at once.
const maxRuns = 256

// addNumber puts a number that stands alone on line i into the row that it
// goes on with, or begins one.
func addNumber(runs []pageRun, value, i int) []pageRun {
	for k := len(runs) - 1; k >= 0 && k >= len(runs)-maxRuns; k-- {
		r := &runs[k]
		if d := value - r.value; d >= 1 && d <= 2 && i-r.lines[len(r.lines)-1] >= minPageLines {
			r.value, r.lines = value, append(r.lines, i)
			return runs
		}
	}
	return append(runs, pageRun{value, []int{i}})
}

// dashed reports whether a number stands between dashes.
func dashed(s string) bool {
	return strings.ContainsRune("-–—", firstRune(s)) && strings.ContainsRune("-–—", lastRune(s))
}

// edge is a place beside page ends: so many lines before or behind, and the
// shape of the line there.
type edge struct {
	step, rank int
	shape      string
}

// dropNeighbours drops the running heads beside the page ends: short lines
// whose shape, digits apart, comes back at the same place beside other page
// ends.
func dropNeighbours(lines []line, ends []int, drop []bool) {
	count := map[edge]int{}
	at := map[int][]edge{} // line → the places where it stands
	for _, e := range ends {
		for _, step := range []int{-1, 1} {
			rank := 0
			for i := e + step; i >= 0 && i < len(lines) && rank < reach; i += step {
				if lines[i].cell > 0 {
					break
				}
				if drop[i] {
					if rank == 0 {
						break // the next mark of the same page end looks on
					}
					continue
				}
				rank++
				k := edge{step, rank, shape(lines[i].text)}
				count[k]++
				at[i] = append(at[i], k)
			}
		}
	}
	pages := joints(ends)
	short := fullShare * usualLength(lines)
	for i := range lines {
		for _, k := range at[i] {
			n := count[k]
			if n >= minRecurrence && n*3 >= pages && float64(len(lines[i].text)) < short && len(lines[i].text) <= maxFurniture && looksRunning(lines[i].text) {
				drop[i] = true
			}
		}
	}
}

// joints counts the page ends: marks that stand close together are one.
func joints(ends []int) int {
	sorted := slices.Clone(ends)
	slices.Sort(sorted)
	n, last := 0, -minPageLines
	for _, e := range sorted {
		if e-last >= minPageLines {
			n++
		}
		last = e
	}
	return max(n, 1)
}

// usualLength is the length that the longest of the usual lines have.
func usualLength(lines []line) float64 {
	lengths := make([]float64, len(lines))
	for i := range lines {
		lengths[i] = float64(len(lines[i].text))
	}
	return quantile(lengths, 0.9)
}

// looksRunning reports whether a line can be a running head: no list label, no
// end of a sentence.
func looksRunning(s string) bool {
	return parseLabel(s).style == noLabel && endingOf(s) == endsOpen && beginningOf(s) != beginsLower
}

// dropAtFeeds drops the first and last lines of pages marked by form feeds
// where they come back.
func dropAtFeeds(lines []line, drop []bool) {
	if len(lines) == 0 {
		return
	}
	var edges []int
	for i := 1; i < len(lines); i++ {
		if lines[i].page == lines[i-1].page {
			continue
		}
		for _, j := range []int{i - 2, i - 1, i, i + 1} {
			if j >= 0 && j < len(lines) && len(lines[j].text) <= maxFurniture && lines[j].cell == 0 {
				edges = append(edges, j)
			}
		}
	}
	count := map[string]int{}
	for _, j := range edges {
		count[shape(lines[j].text)]++
	}
	pages := lines[len(lines)-1].page
	for _, j := range edges {
		s := lines[j].text
		if n := count[shape(s)]; n >= min(minRecurrence, max(pages-1, 2)) && looksRunning(s) || pageNumber.MatchString(s) {
			drop[j] = true
		}
	}
}

// dropAtMargins drops running heads and feet of printed pages: lines that stand
// at the same height at the top or bottom of most pages, set off from the text.
func dropAtMargins(lines []line, drop []bool) {
	for range 3 { // heads of up to three lines
		tops, bottoms := edgeLines(lines, drop)
		dropEdge(lines, drop, tops, 1)
		dropEdge(lines, drop, bottoms, -1)
	}
}

// edgeLines gives the first and the last line of every page that are not
// dropped yet.
func edgeLines(lines []line, drop []bool) (tops, bottoms []int) {
	last := -1
	for i := range lines {
		if drop[i] {
			continue
		}
		if last < 0 || lines[i].page != lines[last].page {
			tops = append(tops, i)
			if last >= 0 {
				bottoms = append(bottoms, last)
			}
		}
		last = i
	}
	if last >= 0 {
		bottoms = append(bottoms, last)
	}
	return tops, bottoms
}

// Heads and feet of printed pages.
const (
	minEdgeShare = 0.5 // of the pages have them
	sameShare    = 0.8 // of them that are alike, where they look like sentences or items
	edgeHeight   = 2.0 // points by which their height differs
	edgeGap      = 1.4 // line heights between them and the text
	minRepeated  = 0.3 // of those that are not all alike begin as one before
	headStart    = 8   // characters that are their beginning
)

// dropEdge drops the lines among edges that stand at the height at which most
// do, where they are alike; or where they are set off from the next line in the
// direction of the text and many begin alike, as the titles of chapters do. Text
// begins at the same height on every page, too, and a paragraph of one line is
// set off, but it does not come back.
func dropEdge(lines []line, drop []bool, edges []int, inward int) {
	if len(edges) < minPages {
		dropPair(lines, drop, edges)
		return
	}
	found := atOneHeight(lines, edges)
	apart, repeated, alike, same := 0, 0, 0, 0
	shapes, begun := map[string]int{}, map[string]bool{}
	for _, i := range found {
		s := lines[i].text
		k := shape(s)
		shapes[k]++
		same = max(same, shapes[k])
		if looksRunning(s) || pageNumber.MatchString(s) || jobNumber.MatchString(s) {
			alike = max(alike, shapes[k])
		}
		start := startOf(shape(lines[i].text))
		if begun[start] {
			repeated++
		}
		begun[start] = true
		if setOff(lines, drop, i, inward) {
			apart++
		}
	}
	share := func(n int, of float64) bool { return float64(n) >= of*float64(len(found)) }
	if float64(len(found)) < minEdgeShare*float64(len(edges)) || !share(alike, minEdgeShare) && !share(same, sameShare) && !(share(apart, 0.8) && share(repeated, minRepeated)) {
		return
	}
	for _, i := range found {
		drop[i] = true
	}
}

// startOf is the first characters of the shape of a line.
func startOf(shape string) string {
	n := 0
	for i := range shape {
		if n++; n > headStart {
			return shape[:i]
		}
	}
	return shape
}

// dropPair drops the heads and feet of a document of one or two pages: the same
// line on both, or the numbers of the pages.
func dropPair(lines []line, drop []bool, edges []int) {
	numbered, same := true, len(edges) == 2
	for _, i := range edges {
		m := pageNumber.FindStringSubmatch(lines[i].text)
		numbered = numbered && m != nil && m[1] == strconv.Itoa(lines[i].page)
		same = same && lines[i].text == lines[edges[0]].text && looksRunning(lines[i].text) && math.Abs(lines[i].y-lines[edges[0]].y) <= edgeHeight
	}
	for _, i := range edges {
		drop[i] = drop[i] || numbered || same
	}
}

// atOneHeight gives the lines among edges that stand where most do and can be
// heads or feet.
func atOneHeight(lines []line, edges []int) []int {
	heights := make([]float64, len(edges))
	for k, i := range edges {
		heights[k] = math.Round(lines[i].y / edgeHeight)
	}
	sorted := slices.Clone(heights)
	slices.Sort(sorted)
	at := mode(sorted)
	var found []int
	for k, i := range edges {
		if d := heights[k] - at; d >= -1 && d <= 1 && len(lines[i].text) <= 2*maxFurniture && parseLabel(lines[i].text).style != noteMark {
			found = append(found, i)
		}
	}
	return found
}

// setOff reports whether there is more than a line end between line i and the
// next one in the direction of the text.
func setOff(lines []line, drop []bool, i, inward int) bool {
	j := i + inward
	for j >= 0 && j < len(lines) && drop[j] {
		j += inward
	}
	return j < 0 || j >= len(lines) || lines[j].page != lines[i].page || math.Abs(lines[j].y-lines[i].y) > edgeGap*max(lines[i].size, lines[j].size)*1.15
}

// shape is a line with every number as one mark and without white space.
func shape(s string) string {
	var b strings.Builder
	digit := false
	for _, r := range s {
		switch {
		case unicode.IsDigit(r):
			if !digit {
				b.WriteByte('#')
			}
			digit = true
			continue
		case unicode.IsSpace(r):
			continue
		}
		digit = false
		b.WriteRune(r)
	}
	return b.String()
}
