package text

import (
	"regexp"
	"strings"
	"unicode"
)

// Marks of Markdown that plain text does not have by chance.
var markdownSigns = regexp.MustCompile(`\]\([^)\s]*\)|\^\{[^}]*\}|\*\*\S|(?:^|[\s(«])\*[^\s*][^*]*[^\s*]\*(?:$|[\s.,;:)»])|^#{1,6} `)

// looksLikeMarkdown reports whether some lines bear marks of Markdown.
func looksLikeMarkdown(lines []line) bool {
	for i := range lines {
		if strings.ContainsAny(lines[i].text, "*#]^") && markdownSigns.MatchString(lines[i].text) {
			return true
		}
	}
	return false
}

// stripMarkdown takes the marks out: emphasis, links (their text stays),
// superscripts 1^{er}, the signs of headings, escapes.
func stripMarkdown(marks []mark) []mark {
	drop := make([]bool, len(marks))
	dropHeading(marks, drop)
	dropLinks(marks, drop)
	dropScripts(marks, drop)
	dropEmphasis(marks, drop, '*')
	dropEmphasis(marks, drop, '_')
	out := marks[:0]
	for i, k := range marks {
		if !drop[i] {
			out = append(out, k)
		}
	}
	return out
}

func dropHeading(marks []mark, drop []bool) {
	n := 0
	for n < len(marks) && n < 7 && marks[n].r == '#' {
		n++
	}
	if n > 0 && n < 7 && n < len(marks) && unicode.IsSpace(marks[n].r) {
		for i := range n {
			drop[i] = true
		}
	}
}

// dropLinks keeps the text of [text](target).
func dropLinks(marks []mark, drop []bool) {
	var open []int
	seen := 0 // where the last search for an end stopped
	for i, k := range marks {
		switch k.r {
		case '[':
			open = append(open, i)
		case ']':
			if len(open) == 0 {
				continue
			}
			start := open[len(open)-1]
			open = open[:len(open)-1]
			if i+1 >= len(marks) || marks[i+1].r != '(' {
				continue
			}
			end := targetEnd(marks, max(i+2, seen))
			if end < 0 || end-i > maxTarget {
				seen = max(seen, end, -end)
				continue
			}
			drop[start] = true
			if start > 0 && marks[start-1].r == '!' {
				drop[start-1] = true
			}
			for j := i; j <= end; j++ {
				drop[j] = true
			}
		}
	}
}

// maxTarget bounds the length of a link target, in characters.
const maxTarget = 2000

// targetEnd finds the bracket that closes a link target, which has no white
// space in it. Where there is none it gives, negative, the place up to which
// there is none, so that it need not be searched again.
func targetEnd(marks []mark, from int) int {
	for j := from; j < len(marks); j++ {
		if marks[j].r == ')' {
			return j
		}
		if unicode.IsSpace(marks[j].r) {
			return -j
		}
	}
	return -len(marks)
}

// dropScripts takes ^{…} and _{…} off what they raise or lower.
func dropScripts(marks []mark, drop []bool) {
	for i := 0; i+2 < len(marks); i++ {
		if marks[i].r != '^' && marks[i].r != '_' || marks[i+1].r != '{' {
			continue
		}
		for j := i + 2; j < len(marks) && j < i+20; j++ {
			if marks[j].r == '}' {
				drop[i], drop[i+1], drop[j] = true, true, true
				break
			}
		}
	}
}

// dropEmphasis takes out the runs of c that open and close: an opening run has
// text behind it and none before, a closing run the other way round.
func dropEmphasis(marks []mark, drop []bool, c rune) {
	start, size := -1, 0
	for i := 0; i < len(marks); {
		if marks[i].r != c || drop[i] {
			i++
			continue
		}
		n := 1
		for i+n < len(marks) && marks[i+n].r == c {
			n++
		}
		before, after := i == 0 || outside(marks[i-1].r), i+n == len(marks) || outside(marks[i+n].r)
		spaceAfter := i+n == len(marks) || unicode.IsSpace(marks[i+n].r)
		spaceBefore := i == 0 || unicode.IsSpace(marks[i-1].r)
		switch {
		case start >= 0 && n == size && after && !spaceBefore:
			for j := range n {
				drop[start+j], drop[i+j] = true, true
			}
			start = -1
		case before && !spaceAfter && n <= 3:
			start, size = i, n
		}
		i += n
	}
}

// outside reports whether emphasis may stand beside the rune outside.
func outside(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }
