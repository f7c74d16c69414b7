package align

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"bitext/corpus/lang"
)

// Constants of sorted lists.
const (
	listHeads   = 4   // least entries of a sorted list
	listStray   = 2   // heads out of order that may stand between two in order
	listGain    = 6.0 // how much better the new order of a list must score…
	listGainOne = 1.0 // …and this for every entry that moves
	listLongest = 400 // entries; a longer list is cut
)

// list is a stretch of steps in which entries of the target change places.
type list struct {
	first, last int // steps
	groups      []group
}

// lists finds the sorted lists of both sides that stand at the same place and
// whose entries match better across than in order.
func (m *mover) lists() []list {
	theirs := sortedRuns(m.target)
	var out []list
	next := 0 // first step that is not in a list yet
	for _, run := range sortedRuns(m.source) {
		first, last := m.at[run.from], m.at[run.end-1]
		if first < next {
			continue
		}
		from, end := m.path[first].from.j, m.path[last].to.j
		for _, other := range theirs {
			if min(end, other.end)-max(from, other.from) < (other.end-other.from)/2 {
				continue
			}
			l := list{first: min(first, m.to[other.from]), last: max(last, m.to[other.end-1])}
			if l.first >= next && m.match(&l) {
				out = append(out, l)
				next = l.last + 1
				break
			}
		}
	}
	return out
}

// span is a stretch of segments.
type span struct{ from, end int }

// sortedRuns finds the stretches whose heads, the segments without number, are
// in alphabetical order. What follows a head with a number belongs to it, and
// so does a head that is out of order: the tail of a definition, as a rule.
func sortedRuns(s *side) []span {
	var heads []int
	var keys []string
	for i := range s.text {
		if key := sortKey(s.text[i]); s.traits[i].label == 0 && key != "" {
			heads, keys = append(heads, i), append(keys, key)
		}
	}
	length := make([]int, len(heads))
	before := make([]int, len(heads))
	for k := range heads {
		length[k], before[k] = 1, -1
		for p := k - 1; p >= max(0, k-listStray-1); p-- {
			if keys[p] <= keys[k] && length[p]+1 > length[k] {
				length[k], before[k] = length[p]+1, p
			}
		}
	}
	var runs []span
	for k, free := len(heads)-1, len(heads); k >= 0; k-- {
		if k >= free || length[k] < listHeads || k+1 < free && longerLater(length, k, free) {
			continue
		}
		first := k
		for before[first] >= 0 {
			first = before[first]
		}
		free = first
		r := span{heads[first], s.segments()}
		if k+1 < len(heads) {
			r.end = heads[k+1]
		}
		runs = append(runs, r)
	}
	slices.Reverse(runs)
	return runs
}

// longerLater reports whether a longer chain ends shortly after head k.
func longerLater(length []int, k, free int) bool {
	for p := k + 1; p < min(free, k+listStray+2); p++ {
		if length[p] > length[k] {
			return true
		}
	}
	return false
}

// sortKey is the beginning of a segment as a list is sorted by it.
func sortKey(text string) string {
	const enough = 8 // “personal information” stands before “personal information bank”
	var key strings.Builder
	for _, r := range text {
		if unicode.IsLetter(r) {
			key.WriteString(lang.Fold(string(r)))
		}
		if key.Len() >= enough {
			break
		}
	}
	return key.String()
}

// entries cuts a stretch into segments without number, each with the numbered
// ones after it.
func entries(s *side, from, end int) []span {
	var out []span
	for i := from; i < end; i++ {
		if len(out) == 0 || s.traits[i].label == 0 {
			out = append(out, span{i, i + 1})
		} else {
			out[len(out)-1].end = i + 1
		}
	}
	return out
}

// match pairs the entries of a list by score, and reports whether that is
// better than the order in which they stand.
func (m *mover) match(l *list) bool {
	ours := entries(m.source, m.path[l.first].from.i, m.path[l.last].to.i)
	theirs := entries(m.target, m.path[l.first].from.j, m.path[l.last].to.j)
	if len(ours) > listLongest || len(theirs) > listLongest || len(ours) < listHeads || len(theirs) < listHeads {
		return false
	}
	pair := bestPairs(m.entries(ours, theirs))
	moves, last := 0, -1
	for a := range ours {
		if b := pair[a]; b >= 0 {
			if b < last {
				moves++
			}
			last = b
		}
	}
	if moves == 0 {
		return false
	}
	l.groups = regroup(ours, theirs, pair)
	return m.gain(l.first, l.last, l.groups) >= listGain+listGainOne*float32(moves)
}

// entries scores every two entries as beads, what speaks against them as nothing;
// long ones count by their first segments.
func (m *mover) entries(ours, theirs []span) [][]float32 {
	var forth, back [][]float32
	together(
		func() { forth = m.grid(m.source, m.target, m.forth, m.dense[0], ours, theirs) },
		func() { back = m.grid(m.target, m.source, m.back, m.dense[1], theirs, ours) },
	)
	for a, x := range ours {
		for b, y := range theirs {
			kinds := m.traits.kinds[m.source.traits[x.from].kind][m.target.traits[y.from].kind]
			forth[a][b] = max(0, m.evidence*((forth[a][b]+back[b][a])/2)+kinds)
		}
	}
	return forth
}

// grid is what each entry of the given side says of each of the other.
func (m *mover) grid(given, scored *side, r *rows, dense []float32, from, to []span) [][]float32 {
	out := make([][]float32, len(from))
	for a, x := range from {
		out[a] = make([]float32, len(to))
		x := upTo(x)
		thin := m.spread(given, r, dense, x)
		for b, y := range to {
			out[a][b] = m.sum(scored, r, dense, upTo(y), thin)
		}
		m.gather(given, r, dense, x)
	}
	return out
}

func upTo(s span) []int {
	var out []int
	for i := s.from; i < min(s.end, s.from+longest); i++ {
		out = append(out, i)
	}
	return out
}

// bestPairs pairs rows with columns, best first; −1 for none.
func bestPairs(score [][]float32) []int {
	type cell struct {
		a, b int
		v    float32
	}
	var cells []cell
	for a, row := range score {
		for b, v := range row {
			if v > 0 {
				cells = append(cells, cell{a, b, v})
			}
		}
	}
	slices.SortFunc(cells, func(x, y cell) int {
		return cmp.Or(cmp.Compare(y.v, x.v), abs(x.a-x.b)-abs(y.a-y.b), x.a-y.a, x.b-y.b)
	})
	pair := slices.Repeat([]int{-1}, len(score))
	used := map[int]bool{}
	for _, c := range cells {
		if pair[c.a] < 0 && !used[c.b] {
			pair[c.a], used[c.b] = c.b, true
		}
	}
	return pair
}

func abs(x int) int { return max(x, -x) }

// regroup lists the entries of the source with their counterparts; an entry of
// the target without one follows the entry that it follows in the target.
func regroup(ours, theirs []span, pair []int) []group {
	owner := slices.Repeat([]int{-1}, len(theirs))
	for a, b := range pair {
		if b >= 0 {
			owner[b] = a
		}
	}
	out := make([]group, len(ours))
	for a, x := range ours {
		out[a] = group{from: x.from, end: x.end}
	}
	var lead group // stands before all entries
	lead.from, lead.end = ours[0].from, ours[0].from
	last := &lead
	for b, y := range theirs {
		if owner[b] >= 0 {
			last = &out[owner[b]]
		}
		for j := y.from; j < y.end; j++ {
			last.target = append(last.target, j)
		}
	}
	if len(lead.target) > 0 {
		out = append([]group{lead}, out...)
	}
	return out
}
