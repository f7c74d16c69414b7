package align

// A translator often ends a sentence earlier or later than the author:
//
//	She ate a little bit.            Elle mangea un petit morceau, et, la main
//	Holding her hand on her head …   sur la tête, …
//
// Each sentence then seems to translate its own neighbour, two beads 1-1, though
// a clause has crossed the border and only the bead 2-2 is true. The mean over
// all words of the bead hardly sees it. So a bead is also looked at as two parts
// between which a run of words has crossed: the words at the end of one part
// that the other side has at the start of the next.

// displacementCost is what speaks against a clause that has crossed, in the
// coin of the search. 0.2 and 1 lose less than half a point on novels.
const displacementCost = 0.5

// crossedLeast is the least worth of the words that have crossed: less is found
// where a report says the same things again.
const crossedLeast = 3.0

// clauseShare is the most of a segment, in hundredths, that can have crossed: where
// all of it has, the border stands elsewhere. 60 to 95 do equally well; without it
// Confessions lose seven thousandths of strict F1.
const clauseShare = 80

// displacementBoth is the most segments of both sides of a bead that is looked
// at as two parts.
const displacementBoth = 6

// displacement finds clauses that have crossed the border between two parts of
// a bead.
type displacement struct {
	*lattice
	nodes   map[node]int        // where the borders of parts may be
	best    map[[2]node]float32 // lexical score of each bead, as one or as two parts
	denseOf [2][]float32        // by unit of the target and of the source
	worths  [2][]float32        // of the units of one side, given one part and the other
}

func newDisplacement(l *lattice, nodes map[node]int) *displacement {
	return &displacement{
		lattice: l, nodes: nodes, best: map[[2]node]float32{},
		denseOf: [2][]float32{make([]float32, len(l.target.names)), make([]float32, len(l.source.names))},
	}
}

// gain is what a bead gains when it is looked at as two parts. Its parts, being
// shorter, must have been asked for before.
func (d *displacement) gain(p, q node) float32 {
	plain := d.lexical(p, q)
	best := plain
	for i := p.i + 1; i < q.i && q.i-p.i+q.j-p.j <= displacementBoth; i++ {
		for j := p.j + 1; j < q.j; j++ {
			r := node{i, j}
			first, ok := d.best[[2]node{p, r}]
			second, also := d.best[[2]node{r, q}]
			if !ok || !also || relation(&d.source.traits[i], &d.target.traits[j]) != unlabelled {
				continue
			}
			if v := d.crossed(p, r, q); v >= crossedLeast {
				best = max(best, first+second+d.evidence*v-displacementCost)
			}
		}
	}
	d.best[[2]node{p, q}] = best
	return best - plain
}

// crossed is the worth of the words that cross the border r within the bead
// from p to q, in the direction in which more of them do.
func (d *displacement) crossed(p, r, q node) float32 {
	later := lean(
		d.run(d.source, d.target, d.forth, 0, [2]int{p.i, r.i}, [2]int{r.i, q.i}, [2]int{r.j, q.j}, false),
		d.run(d.target, d.source, d.back, 1, [2]int{r.j, q.j}, [2]int{p.j, r.j}, [2]int{p.i, r.i}, true))
	earlier := lean(
		d.run(d.target, d.source, d.back, 1, [2]int{p.j, r.j}, [2]int{r.j, q.j}, [2]int{r.i, q.i}, false),
		d.run(d.source, d.target, d.forth, 0, [2]int{r.i, q.i}, [2]int{p.i, r.i}, [2]int{p.j, r.j}, true))
	return max(later, earlier)
}

// lean is nearer to the smaller of two: both directions must see the run.
func lean(a, b float32) float32 { return (3*min(a, b) + max(a, b)) / 4 }

// run is the worth of the words at the start of some segments, at their end if
// backwards, by as much as near explains them better than own does.
func (d *displacement) run(given, scored *side, r *rows, direction int, near, own, segments [2]int, backwards bool) float32 {
	thin := thinned(max(given.size(near[0], near[1]), given.size(own[0], own[1])))
	edge := segments[0]
	if backwards {
		edge = segments[1] - 1
	}
	longest := len(scored.of(edge)) * clauseShare / 100
	a := d.explain(given, scored, r, direction, near, segments, thin, 0)
	b := d.explain(given, scored, r, direction, own, segments, thin, 1)
	best, sum := float32(0), float32(0)
	for k := range a[:longest] {
		if backwards {
			k = len(a) - 1 - k
		}
		sum += a[k] - b[k]
		best = max(best, sum)
	}
	return best
}

// explain gives the worth of each unit of some segments given others.
func (d *displacement) explain(given, scored *side, r *rows, direction int, by, segments [2]int, thin float32, into int) []float32 {
	dense := d.denseOf[direction]
	units := given.units[given.start[by[0]]:given.start[by[1]]]
	for _, u := range units {
		for _, e := range r.of(u) {
			dense[e.Unit] += e.P
		}
	}
	out := d.worths[into][:0]
	for j := segments[0]; j < segments[1]; j++ {
		for _, u := range scored.of(j) {
			out = append(out, r.worth(u, dense[u], thin)*r.weight[j])
		}
	}
	for _, u := range units {
		for _, e := range r.of(u) {
			dense[e.Unit] = 0
		}
	}
	d.worths[into] = out
	return out
}
