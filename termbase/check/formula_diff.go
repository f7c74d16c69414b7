package check

import (
	"strings"

	"bitext/align/word"
	"bitext/corpus"
	"bitext/termbase/match"
)

// linkedShare is how much of the words of a passage must have a link for its
// translation to be cut out.
const linkedShare = 0.4

// render cuts out the translation of a member of a passage: from the first to
// the last word that its content words are linked to.
func (x *formulaIndex) render(m member, length int) (rendered, bool) {
	u := x.units[m.unit]
	links, targetWords := x.links(m.unit)
	first, last, linked, other := -1, -1, map[int]bool{}, map[int]bool{}
	for _, l := range links {
		w := &u.source.Words[u.words[l.source]]
		if !content(w) || !content(&u.twin.target.Words[targetWords[l.target]]) {
			continue
		}
		if l.source < m.first || l.source >= m.first+length {
			other[targetWords[l.target]] = true
			continue
		}
		linked[l.source] = true
		if first < 0 || l.target < first {
			first = l.target
		}
		last = max(last, l.target)
	}
	if float64(len(linked)) < linkedShare*float64(length)/2 || first < 0 {
		return rendered{}, false
	}
	if last-first+1 > 3*length { // links that lead astray
		return rendered{}, false
	}
	r := rendered{formulaUnit: u, published: u.row == nil}
	_, target := u.texts()
	a, b := targetWords[first], targetWords[last]
	r.span = corpus.Span{Start: u.twin.target.Words[a].Start, End: u.twin.target.Words[b].End}
	r.form = r.span.In(target)
	s, e := u.words[m.first], u.words[m.first+length-1]
	r.source = corpus.Span{Start: u.source.Words[s].Start, End: u.source.Words[e].End}
	for _, l := range links {
		if linked[l.source] {
			delete(other, targetWords[l.target])
		}
	}
	for i := a; i <= b; i++ {
		if w := u.twin.target.Words[i]; content(&w) && !other[i] { // another order of words may bring in what stands beside the passage
			r.words = append(r.words, w)
		}
	}
	return r, true
}

// links links the words, marks not counted, of a unit; computed once for all
// units of the same texts: what is checked is often published already.
func (x *formulaIndex) links(n int) (links []link, targetWords []int) {
	u := x.units[n]
	u.twin.once.Do(func() {
		_, target := u.texts()
		u.twin.target = x.terms.target.Text(x.terms.target.Lang().Words(target))
		l := x.terms.links()
		if l.model == nil || len(target) > longestLinked {
			return
		}
		pair := word.Pair{
			Source: keysIn(u.source, corpus.Span{End: 1 << 30}, nil),
			Target: keysIn(u.twin.target, corpus.Span{End: 1 << 30}, &u.twin.words),
		}
		for _, k := range l.model.Links(pair) {
			u.twin.links = append(u.twin.links, link{source: k.Source, target: k.Target, p: k.P})
		}
	})
	return u.twin.links, u.twin.words
}

// sameRenderings puts translations together that differ at their ends alone.
func sameRenderings(forms []rendered) [][]rendered {
	var groups [][]rendered
next:
	for _, f := range forms {
		for i, g := range groups {
			if g[0].published == f.published && !differs(g[0].words, f.words) {
				groups[i] = append(groups[i], f)
				continue next
			}
		}
		groups = append(groups, []rendered{f})
	}
	return joinPublished(groups)
}

// joinPublished leaves a group out of this text that reads like a published
// one.
func joinPublished(groups [][]rendered) [][]rendered {
	var out [][]rendered
	for _, g := range groups {
		known := false
		for _, h := range groups {
			if !g[0].published && h[0].published && !differs(g[0].words, h[0].words) {
				known = true
			}
		}
		if !known {
			out = append(out, g)
		}
	}
	return out
}

// differs reports whether two translations differ in a word that is not at
// their ends.
func differs(a, b []match.Word) bool {
	common := longestCommon(a, b)
	if len(common) == 0 {
		return true
	}
	firstA, firstB := common[0][0], common[0][1]
	lastA, lastB := common[len(common)-1][0], common[len(common)-1][1]
	before, behind := min(firstA, firstB), min(len(a)-1-lastA, len(b)-1-lastB)
	if before > edge || behind > edge {
		return true
	}
	return lastA-firstA+1 != len(common) || lastB-firstB+1 != len(common)
}

// edge is how many words both translations may have of their own at one end:
// where a passage ends in the translation is seldom sure to the word. What
// only one of them has there is the extent of the passage, not a difference.
const edge = 1

// longestCommon is a longest common subsequence of two lists of words, as
// pairs of indices.
func longestCommon(a, b []match.Word) [][2]int {
	best := make([][]int, len(a)+1)
	for i := range best {
		best[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i].Same(&b[j]) {
				best[i][j] = best[i+1][j+1] + 1
			} else {
				best[i][j] = max(best[i+1][j], best[i][j+1])
			}
		}
	}
	var out [][2]int
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i].Same(&b[j]):
			out = append(out, [2]int{i, j})
			i, j = i+1, j+1
		case best[i+1][j] >= best[i][j+1]:
			i++
		default:
			j++
		}
	}
	return out
}

// wordDiff shows two lists of words as one: what only the first has between
// [- and -], what only the second has between {+ and +}.
func wordDiff(a, b []match.Word) string {
	var out []string
	i, j := 0, 0
	flush := func(toA, toB int) {
		if i < toA {
			out = append(out, "[-"+joinWords(a[i:toA])+"-]")
		}
		if j < toB {
			out = append(out, "{+"+joinWords(b[j:toB])+"+}")
		}
	}
	for _, c := range longestCommon(a, b) {
		flush(c[0], c[1])
		out = append(out, b[c[1]].Norm)
		i, j = c[0]+1, c[1]+1
	}
	flush(len(a), len(b))
	return strings.Join(out, " ")
}

func joinWords(words []match.Word) string {
	var out []string
	for i := range words {
		out = append(out, words[i].Norm)
	}
	return strings.Join(out, " ")
}

// overlapWords reports whether one text ends or begins with, or holds, a good
// part of the other.
func overlapWords(a, b string) bool {
	x, y := strings.Fields(segmentKey(a)), strings.Fields(segmentKey(b))
	if len(x) > len(y) {
		x, y = y, x
	}
	have := map[string]bool{}
	for _, w := range y {
		have[w] = true
	}
	n := 0
	for _, w := range x {
		if have[w] {
			n++
		}
	}
	const most = 0.8 // of the shorter one: passages cut at other words of one formula
	return float64(n) >= most*float64(len(x))
}
