package align

import (
	"cmp"
	"context"
	"slices"
)

// Translations that stand in another order: neighbours that changed places, whole
// sections (blocks.go), and lists (of definitions, of countries) that each language
// sorts by its own alphabet. The search goes straight on and cannot follow; so,
// after a first path, the target is put into the order of the source where much
// speaks for it, and searched again. The beads then carry the numbers of the true
// order.

// Constants of moves.
const (
	swapReach   = 12  // how far from its place a single segment is looked for
	swapLeast   = 2.0 // least score of a pair that has changed places…
	swapGain    = 4.0 // …and how much better the path about it must become
	swapAbout   = 4   // steps on either side of a swap that may change with it
	turnLongest = 3   // segments a side of a bead that may hold such a pair…
	turnGain    = 6.0 // …and how much better its beads must score apart
)

// mover finds the permutation.
type mover struct {
	*judge
	path []step
	at   []int // step of each source segment
	to   []int // step of each target segment
}

func newMover(g *judge, path []step) *mover {
	m := &mover{judge: g, path: path, at: make([]int, g.source.segments()), to: make([]int, g.target.segments())}
	for k, p := range path {
		for i := p.from.i; i < p.to.i; i++ {
			m.at[i] = k
		}
		for j := p.from.j; j < p.to.j; j++ {
			m.to[j] = k
		}
	}
	return m
}

// group is a stretch of the source and the segments of the target that belong
// beside it.
type group struct {
	from, end int   // source
	target    []int // rising within, not between groups
}

// places is where the target stands otherwise than the source.
type places struct {
	lists []list
	turns map[int][]group // by step
	block map[int]block   // by segment of the source
	home  map[int][]int   // single segments of the target, by the segment of the source beside which they belong
	away  map[int]bool    // segments of the target that belong elsewhere
}

// places finds them, the larger ones first.
func (m *mover) places() *places {
	p := &places{block: map[int]block{}, home: map[int][]int{}, away: map[int]bool{}}
	p.lists = m.lists()
	p.turns = m.turns(p.lists)
	for _, b := range m.blocks(p.lists) {
		for j := b.target.from; j < b.target.end; j++ {
			p.away[j] = true
		}
		for i := b.source.from; i < b.source.end; i++ {
			p.block[i] = b
		}
	}
	for _, s := range m.swaps(p.lists) {
		if _, moved := p.block[s.source]; !moved && !p.away[s.target] {
			p.home[s.source], p.away[s.target] = append(p.home[s.source], s.target), true
		}
	}
	return p
}

// groups gives the target in the order of the source, or nil where it stands
// in it already.
func (m *mover) groups() []group {
	at := m.places()
	if len(at.lists)+len(at.turns)+len(at.away) == 0 {
		return nil
	}
	var out []group
	for k := 0; k < len(m.path); k++ {
		p := m.path[k]
		if n := slices.IndexFunc(at.lists, func(l list) bool { return l.first == k }); n >= 0 {
			out = append(out, at.lists[n].groups...)
			k = at.lists[n].last
			continue
		}
		if t, ok := at.turns[k]; ok {
			out = append(out, t...)
			continue
		}
		if b, ok := at.block[p.from.i]; ok && p.from.j == p.to.j {
			if p.from.i == b.source.from {
				out = append(out, group{b.source.from, b.source.end, count(b.target.from, b.target.end)})
			}
			continue
		}
		g := group{from: p.from.i, end: p.to.i}
		for j := p.from.j; j < p.to.j; j++ {
			if !at.away[j] {
				g.target = append(g.target, j)
			}
		}
		for i := p.from.i; i < p.to.i; i++ {
			g.target = append(g.target, at.home[i]...)
		}
		out = append(out, g)
	}
	return out
}

// turns finds the beads with as many segments on both sides in which neighbours
// have changed places: the bead holds them together, since it must go straight
// on, but each has its own counterpart.
func (m *mover) turns(lists []list) map[int][]group {
	out := map[int][]group{}
	for k, p := range m.path {
		n := p.to.i - p.from.i
		if n < 2 || n > turnLongest || p.to.j-p.from.j != n || inList(lists, k) {
			continue
		}
		gain := float32(turnGain)
		for x := range n - 1 {
			var groups []group
			for i := range n {
				groups = append(groups, group{from: p.from.i + i, end: p.from.i + i + 1, target: []int{p.from.j + i}})
			}
			a, b := &groups[x], &groups[x+1]
			a.target, b.target = b.target, a.target
			if min(m.bead([]int{a.from}, a.target), m.bead([]int{b.from}, b.target)) < swapLeast {
				continue
			}
			if g := m.gain(k, k, groups); g > gain {
				out[k], gain = groups, g
			}
		}
	}
	return out
}

// swap is a pair of single segments without counterpart so far.
type swap struct {
	source, target int
	score          float32
}

// swaps pairs segments that the path leaves out with each other, best first.
func (m *mover) swaps(lists []list) []swap {
	var all []swap
	for k, p := range m.path {
		if p.from.j != p.to.j || inList(lists, k) {
			continue
		}
		for j := max(0, p.from.j-swapReach); j < min(m.target.segments(), p.from.j+swapReach); j++ {
			q := m.path[m.to[j]]
			if q.from.i != q.to.i || inList(lists, m.to[j]) {
				continue
			}
			if s := m.bead([]int{p.from.i}, []int{j}); s >= swapLeast {
				all = append(all, swap{p.from.i, j, s})
			}
		}
	}
	slices.SortFunc(all, func(a, b swap) int {
		return cmp.Or(cmp.Compare(b.score, a.score), a.source-b.source, a.target-b.target)
	})
	var out []swap
	used := [2]map[int]bool{{}, {}}
	for _, s := range all {
		if !used[0][s.source] && !used[1][s.target] && m.swapGains(s) {
			used[0][s.source], used[1][s.target] = true, true
			out = append(out, s)
		}
	}
	return out
}

// inList reports whether a step belongs to one of the lists.
func inList(lists []list, k int) bool {
	return slices.ContainsFunc(lists, func(l list) bool { return l.first <= k && k <= l.last })
}

// swapGains reports whether the stretch of the path about a swap scores better
// after it.
func (m *mover) swapGains(s swap) bool {
	a, b := m.at[s.source], m.to[s.target]
	first, last := max(0, min(a, b)-swapAbout), min(len(m.path)-1, max(a, b)+swapAbout)
	var groups []group
	for k := first; k <= last; k++ {
		p := m.path[k]
		g := group{from: p.from.i, end: p.to.i}
		for j := p.from.j; j < p.to.j; j++ {
			if j != s.target {
				g.target = append(g.target, j)
			}
		}
		if k == a {
			g.target = append(g.target, s.target)
		}
		groups = append(groups, g)
	}
	return m.gain(first, last, groups) >= swapGain
}

// gain is by how much the steps from first to last score better with the
// target in the order of groups.
func (m *mover) gain(first, last int, groups []group) float32 {
	var straight []group
	for _, p := range m.path[first : last+1] {
		g := group{from: p.from.i, end: p.to.i}
		for j := p.from.j; j < p.to.j; j++ {
			g.target = append(g.target, j)
		}
		straight = append(straight, g)
	}
	return m.value(groups) - m.value(straight)
}

// value is the score of the best path through groups.
func (m *mover) value(groups []group) float32 {
	var ours, theirs []int
	nodes := []node{{}}
	for _, g := range groups {
		for i := g.from; i < g.end; i++ {
			ours = append(ours, i)
		}
		theirs = append(theirs, g.target...)
		nodes = append(nodes, node{len(ours), len(theirs)})
	}
	score, _ := m.best(m.source.permuted(ours), m.target.permuted(theirs), nodes)
	return score
}

// best is the best path through two sides near nodes, and its score.
func (m *mover) best(source, target *side, nodes []node) (float32, []step) {
	s := &search{
		source: source, target: target, forth: m.forth.on(target), back: m.back.on(source), prior: m.prior,
		traits: m.traits, band: around(nodes, source.segments(), target.segments(), localWidth), windows: longest, evidence: m.evidence,
	}
	path, err := s.run(context.Background())
	if err != nil {
		return impossible, nil
	}
	return s.score, path
}

// localWidth is the width of the band in which a part of the path is searched
// again.
const localWidth = 8
