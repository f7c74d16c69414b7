package text

import (
	"regexp"
	"strings"
	"unicode"
)

// Page numbers, running heads and document symbols at the top and bottom of
// pages. A line is one of them by where it stands, not by its words alone: it
// comes back at every page end.
const (
	maxFurniture  = 90 // bytes: longer lines are text
	reach         = 4  // lines with text between a page number and the other marks of the same page end
	minPageLines  = 8  // lines between two page numbers
	minPages      = 3  // numbers in a row that make them page numbers
	minRecurrence = 3  // times that a running head must come back
)

var (
	pageNumber = regexp.MustCompile(`^(?:(?i:page|p\.|seite|página|стр\.)\s*)?[-–—\[|( ]*(\d{1,4})(?:\s*(?:/|(?i:of|de|sur|von|из))\s*(\d{1,4}))?[-–—\]|) ]*$`)
	jobNumber  = regexp.MustCompile(`^(?:[A-Z]{1,3}\.\d{2}-\d{4,6}(?:\s*\([A-Z]\))?)(?:\s+\d{1,4}(?:/\d{1,4})?)?$|^\d{1,4}(?:/\d{1,4})?\s+[A-Z]{1,3}\.\d{2}-\d{4,6}(?:\s*\([A-Z]\))?$|^\*\d{7}\*$`)
)

// bodyLines takes the furniture of the pages and drawn lines out.
func bodyLines(lines []line) []line {
	drop := make([]bool, len(lines))
	ends := pageEnds(lines)
	for _, i := range ends {
		drop[i] = true
	}
	dropNeighbours(lines, ends, drop)
	dropAtFeeds(lines, drop)
	return kept(lines, drop)
}

// kept removes the dropped lines and hands what they knew to the next line.
func kept(lines []line, drop []bool) []line {
	out := lines[:0:0]
	page, joint, rule := 0, false, false
	gap := 0
	for i, l := range lines {
		joint = joint || l.joint || drop[i]
		if drop[i] {
			page++
			continue
		}
		if isRule(l.text) {
			rule = true
			gap += l.gap
			continue
		}
		l.joint, l.rule = joint, rule
		l.gap += gap
		out = append(out, l)
		joint, rule, gap = false, false, 0
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
// numbers that rise by one, at least minPageLines apart.
func pageEnds(lines []line) []int {
	type run struct{ value, last, count int }
	var found []int
	var runs []run
	members := map[int][]int{} // first line of the run → its lines
	starts := []int{}
	for i := range lines {
		if len(lines[i].text) > maxFurniture {
			continue
		}
		if jobNumber.MatchString(lines[i].text) {
			found = append(found, i)
			continue
		}
		m := pageNumber.FindStringSubmatch(lines[i].text)
		if m == nil {
			continue
		}
		v, ok := decimal(m[1])
		if !ok {
			continue
		}
		if v >= 1 && (m[2] != "" || dashed(lines[i].text)) { // "4/30" and "- 4 -" alone on a line are page numbers
			found = append(found, i)
			continue
		}
		k := -1
		for r := range runs {
			if d := v - runs[r].value; d >= 1 && d <= 2 && i-runs[r].last >= minPageLines {
				k = r
			}
		}
		if k < 0 {
			runs, starts = append(runs, run{v, i, 1}), append(starts, i)
			members[i] = []int{i}
			if len(runs) > 32 { // old runs that went nowhere
				runs, starts = runs[1:], starts[1:]
			}
			continue
		}
		runs[k].value, runs[k].last = v, i
		members[starts[k]] = append(members[starts[k]], i)
	}
	for i := range lines {
		if m := members[i]; len(m) >= minPages {
			found = append(found, m...)
		}
	}
	return found
}

// dashed reports whether a number stands between dashes.
func dashed(s string) bool {
	return strings.ContainsRune("-–—", firstRune(s)) && strings.ContainsRune("-–—", lastRune(s))
}

// dropNeighbours drops the running heads beside the page ends: short lines
// whose shape, digits apart, comes back beside other page ends.
func dropNeighbours(lines []line, ends []int, drop []bool) {
	count := map[string]int{}
	each := func(f func(int)) {
		for _, e := range ends {
			for _, step := range []int{-1, 1} {
				seen := 0
				for i := e + step; i >= 0 && i < len(lines) && seen < reach; i += step {
					if !drop[i] {
						seen++
						f(i)
					}
				}
			}
		}
	}
	seen := map[int]bool{}
	each(func(i int) {
		if !seen[i] {
			seen[i] = true
			count[shape(lines[i].text)]++
		}
	})
	pages := max(1, len(ends)/2)
	var more []int
	each(func(i int) {
		n := count[shape(lines[i].text)]
		if len(lines[i].text) <= maxFurniture && n >= minRecurrence && n*4 >= pages && looksRunning(lines[i].text) {
			more = append(more, i)
		}
	})
	for _, i := range more {
		drop[i] = true
	}
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
			if j >= 0 && j < len(lines) && len(lines[j].text) <= maxFurniture {
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
