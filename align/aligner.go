package align

import (
	"cmp"
	"context"
	"slices"

	"bitext/align/lexicon"
)

// aligner takes one pair of texts from a first guess to its final path.
type aligner struct {
	source, target *side
	straight       [2]*side         // both as they stood at first
	order          [2][]int         // where the segments of both stood then; nil where nothing has moved
	forthCognates  [][]lexicon.Prob // target units that look like a source unit
	backCognates   [][]lexicon.Prob
	forthStored    [][]lexicon.Prob // nil without a stored lexicon
	backStored     [][]lexicon.Prob
	prior          *prior
	traits         *traitModel
	tables         [2]*lexicon.Table // what was learned last, there and back
	forth, back    *rows             // of the last round
	borders        []node            // points that the path goes through
	before         []step            // path of the round before the last
	every          int               // one bead in so many was learned from
	grouped        int               // rounds to come that learn from groups of beads
}

// Rounds of the search.
const (
	rounds        = 4    // …
	moreRounds    = 8    // more, while the path still changes much
	firstWidth    = 15   // of the band about the anchors
	secondWidth   = 10   // about the first path
	laterWidth    = 6    // about the path of the round before, where it has changed
	secondLongest = 4    // side of a bead in the second search; the later ones go to longest
	settledWidth  = 3    // elsewhere…
	settledReach  = 4    // …and the longest side of a bead there
	settledShare  = 1000 // a path is final when fewer than one step in so many has changed…
	laterShare    = 50   // …after the first rounds, one in so many
	learnMost     = 5000 // beads that are learned from; in a longer text every second, third…
	learnLimit    = 120  // units a side of the beads that are learned from
)

// The second start: gaps are cheap, lengths strict. It was chosen on the Universal
// Declaration in fourteen languages with a sixth of its paragraphs lost: strict F1
// .920 in place of .909 in the mean of all pairs, from English to Chinese .95 in
// place of .29.
const (
	shortTexts     = 200  // segments of both sides up to which it is tried: longer free ones lose by it
	otherSkipFirst = 2.5  // its cost of the first segment of a gap…
	otherSkipNext  = 2.0  // …of each further one
	otherSpread    = 4.0  // and its variance of the difference in length
	clearlyMore    = 0.01 // of the segments expected to be right, from which it counts
	wellBegun      = 0.99 // share of them from which the first start is good enough
)

func newAligner(source, target *side) *aligner {
	a := &aligner{
		source: source, target: target, straight: [2]*side{source, target},
		prior: newPrior(source, target), traits: newTraitModel(),
	}
	l := lexicon.Shipped(source.lang, target.lang)
	together(func() {
		a.forthCognates = cognates(source, target)
		if l != nil {
			a.forthStored = l.Rows(source.names, target.names, false)
		}
	}, func() {
		a.backCognates = cognates(target, source)
		if l != nil {
			a.backStored = l.Rows(target.names, source.names, true)
		}
	})
	return a
}

// models mixes the rows of both directions.
func (a *aligner) models(forth, back *lexicon.Table) (f, b *rows) {
	together(func() {
		f = newRows(a.source, a.target, sources{a.forthCognates, a.forthStored, forth, a.every})
	}, func() {
		b = newRows(a.target, a.source, sources{a.backCognates, a.backStored, back, a.every})
	})
	free := float32(freeWithDocument)
	switch {
	case a.forthStored != nil:
		free = freeWithStored
	case forth == nil:
		free = freeWithCognates
	}
	together(func() { f.finish(a.target, b, free) }, func() { b.finish(a.source, f, free) })
	return f, b
}

// align finds the beads from nothing; where the first path may well be a wrong one,
// from other starts too. What is learned from a wrong path confirms it.
func (a *aligner) align(ctx context.Context) ([]Bead, error) {
	begun, prior := *a, *a.prior
	beads, err := a.attempt(ctx)
	sure := expectation(beads)
	if err != nil || a.forthStored != nil || sure >= wellBegun {
		return beads, err
	}
	for _, s := range a.starts() {
		b, p := begun, prior
		b.prior, b.traits = &p, newTraitModel()
		s.begin(&b)
		found, err := b.attempt(ctx)
		if err != nil {
			return nil, err
		}
		if e := expectation(found); s.trusted || e > sure+clearlyMore {
			*a, beads, sure = b, found, e
		}
	}
	return beads, nil
}

// start is a belief to begin with.
type start struct {
	begin   func(*aligner)
	trusted bool // whether its path counts however sure the one before is, not only where clearly more of it is expected to be right
}

// starts lists the further starts where lengths decide on the first path: the texts
// are short, or hardly anything in them looks alike.
func (a *aligner) starts() []start {
	short := a.source.segments()+a.target.segments() <= shortTexts
	switch distant := a.distant(); {
	case distant && short:
		return []start{{begin: (*aligner).beginLoose}, {begin: (*aligner).beginDistant}}
	case distant:
		return []start{{begin: (*aligner).beginDistant, trusted: true}}
	case short:
		return []start{{begin: (*aligner).beginLoose}}
	}
	return nil
}

// beginLoose is the second start of short texts.
func (a *aligner) beginLoose() {
	a.prior.skip, a.prior.spread = [2]float32{otherSkipFirst, otherSkipNext}, otherSpread
}

// expectation is the share of the segments that are expected to stand in a right
// bead.
func expectation(beads []Bead) float64 {
	sure, all := 0.0, 0.0
	for _, b := range beads {
		size := float64(len(b.Source) + len(b.Target))
		sure, all = sure+b.Confidence*size, all+size
	}
	return sure / max(1, all)
}

// attempt finds the beads from one start.
func (a *aligner) attempt(ctx context.Context) ([]Bead, error) {
	path, err := a.begin(ctx)
	if err != nil {
		return nil, err
	}
	if path, err = a.refine(ctx, path, rounds+moreRounds, false); err != nil {
		return nil, err
	}
	if path, err = a.mend(ctx, path); err != nil {
		return nil, err
	}
	if path, err = a.reorder(ctx, path); err != nil {
		return nil, err
	}
	return a.beads(ctx, path)
}

// reorder looks for what stands in another order in the target, and searches
// again in the order of the source.
func (a *aligner) reorder(ctx context.Context, path []step) ([]step, error) {
	groups := newMover(newJudge(a, a.forth, a.back), path).groups()
	if groups == nil {
		return path, nil
	}
	var order []int
	var near []step
	for _, g := range groups {
		from := node{g.from, len(order)}
		order = append(order, g.target...)
		near = append(near, step{from: from, to: node{g.end, len(order)}})
	}
	a.target = a.target.permuted(order)
	a.moved([2][]int{nil, order})
	return a.refine(ctx, near, 1, true)
}

// moved notes that the segments of both sides have been put into another order;
// nil for a side that stands as it did.
func (a *aligner) moved(order [2][]int) {
	for k, now := range order {
		if now == nil {
			continue
		}
		now = slices.Clone(now)
		if before := a.order[k]; before != nil {
			renumber(now, before)
		}
		a.order[k] = now
	}
}

// beads makes beads of the final path, with confidence.
func (a *aligner) beads(ctx context.Context, path []step) ([]Bead, error) {
	path, err := a.settle(ctx, path)
	if err != nil {
		return nil, err
	}
	g := newJudge(a, a.forth, a.back)
	path = g.enclose(path)
	var beads []Bead
	for _, p := range path {
		b := Bead{Source: p.source(), Target: p.target(), Confidence: p.sure}
		for k, segments := range [2][]int{b.Source, b.Target} {
			if a.order[k] != nil {
				renumber(segments, a.order[k])
				slices.Sort(segments)
			}
		}
		beads = append(beads, b)
	}
	return beads, nil
}

// begin finds a first path.
func (a *aligner) begin(ctx context.Context) ([]step, error) {
	f, b := a.models(nil, nil)
	region, err := coarseBand(ctx, a.source, a.target, f, firstWidth, a.borders)
	if err != nil {
		return nil, err
	}
	return a.search(ctx, f, b, region, [2][]uint8{}, 2)
}

// refine goes on from a path: it learns from its beads and searches again near
// it, round by round, at most so many times.
func (a *aligner) refine(ctx context.Context, path []step, most int, rough bool) ([]step, error) {
	var before []step
	for k := range most {
		width, changed := widths(path, before, secondWidth)
		share := settledShare
		if k >= rounds {
			share = laterShare
		}
		if before != nil && changed*share < len(path) {
			break
		}
		there, here := a.pairsOf(path)
		forth, back, err := a.learn(ctx, there, here)
		if err != nil {
			return nil, err
		}
		f, b := a.models(forth, back)
		together(func() { f.learnFree(a.target, there) }, func() { b.learnFree(a.source, here) })
		if !rough {
			a.prior.learn(path, a.source, a.target)
			a.traits.learn(path, a.source, a.target)
		}
		rough = false
		windows := longest
		if before == nil {
			windows = secondLongest
		}
		a.forth, a.back, before, a.before = f, b, path, path
		region := along(nodesOf(path), a.source.segments(), a.target.segments(), func(k int) int { return int(width[k]) })
		if path, err = a.search(ctx, f, b, region, a.reach(path, width), windows); err != nil {
			return nil, err
		}
	}
	return path, nil
}

// widths gives the width of the band about each step of a path, narrow where it
// has not changed since the round before, and the number of steps that have;
// width k+1 is that of step k. Without a round before all are of the first width.
func widths(path, before []step, first uint8) (width []uint8, changed int) {
	old := make(map[step]bool, len(before))
	for _, p := range before {
		old[p] = true
	}
	const about = 4 // steps from the nearest change on which the path counts as settled
	width = make([]uint8, len(path)+1)
	for k := range width {
		width[k] = settledWidth
	}
	for k, p := range path {
		if old[p] {
			continue
		}
		changed++
		w := uint8(laterWidth)
		if before == nil {
			w = first
		}
		for x := max(0, k-about); x <= min(len(path)-1, k+about); x++ {
			width[x+1] = w
		}
	}
	return width, changed
}

// reach gives the longest side of the beads that end with each segment: less
// where a path of small beads has settled.
func (a *aligner) reach(path []step, width []uint8) (reach [2][]uint8) {
	reach[0], reach[1] = make([]uint8, a.source.segments()), make([]uint8, a.target.segments())
	for k, p := range path {
		r := uint8(longest)
		if width[k+1] == settledWidth && max(p.to.i-p.from.i, p.to.j-p.from.j) < settledReach {
			r = settledReach
		}
		for i := p.from.i; i < p.to.i; i++ {
			reach[0][i] = r
		}
		for j := p.from.j; j < p.to.j; j++ {
			reach[1][j] = r
		}
	}
	return reach
}

func (a *aligner) search(ctx context.Context, f, b *rows, region band, reach [2][]uint8, windows int) ([]step, error) {
	s := &search{
		source: a.source, target: a.target, forth: f, back: b, prior: a.prior, traits: a.traits,
		band: region, windows: windows, reach: reach, evidence: evidenceWeight,
	}
	return s.run(ctx)
}

// pairsOf gives the pairs that the next round learns from.
func (a *aligner) pairsOf(path []step) (there, here []lexicon.Pair) {
	if a.grouped > 0 {
		a.grouped--
		return a.pairs(grouped(path), groupedLimit)
	}
	return a.pairs(path, learnLimit)
}

// pairs gives the units of the beads of a path that words are learned from, as
// they are read there and back; not of those that have more than limit on a side.
func (a *aligner) pairs(path []step, limit int) (there, here []lexicon.Pair) {
	a.every = max(1, len(path)/learnMost)
	for k := 0; k < len(path); k += a.every {
		b := path[k]
		s, t := a.source.size(b.from.i, b.to.i), a.target.size(b.from.j, b.to.j)
		if s == 0 || t == 0 || s > limit || t > limit {
			continue
		}
		p := lexicon.Pair{
			Source: a.source.units[a.source.start[b.from.i]:a.source.start[b.to.i]],
			Target: a.target.units[a.target.start[b.from.j]:a.target.start[b.to.j]],
		}
		there = append(there, p)
		here = append(here, lexicon.Pair{Source: p.Target, Target: p.Source})
	}
	return there, here
}

// learn trains Model 1 on pairs, in both directions at once. The tables hold until
// it is called again.
func (a *aligner) learn(ctx context.Context, there, here []lexicon.Pair) (forth, back *lexicon.Table, err error) {
	var errs [2]error
	together(func() {
		forth, errs[0] = lexicon.Learn(ctx, there, len(a.source.names), len(a.target.names), lexicon.LearnOptions{Reuse: a.tables[0]})
	}, func() {
		back, errs[1] = lexicon.Learn(ctx, here, len(a.target.names), len(a.source.names), lexicon.LearnOptions{Reuse: a.tables[1]})
	})
	a.tables = [2]*lexicon.Table{forth, back}
	return forth, back, cmp.Or(errs[0], errs[1])
}

func nodesOf(path []step) []node {
	nodes := []node{{}}
	for _, b := range path {
		nodes = append(nodes, b.to)
	}
	return nodes
}

func median(x []float32) float32 {
	slices.Sort(x)
	return x[len(x)/2]
}
