package align

// A segment that only one side has is cheap to take into the bead of its neighbour:
//
//	The Committee met in Geneva.       Le Comité s'est réuni à Genève.
//	                                   Prochaine session
//
// As any word may stand by itself, a few of them that are not found prove little
// against the bead, by the score of its words, but much when they are all of a
// segment: true parts of a bead nearly always have something to show. So beads of
// two or three segments on a side lose by the one that has least. Longer beads do
// not: items of a list that the other side has run together are short, and each of
// them is thinned by all.
//
// Only a stored lexicon knows enough words for that; by words learned from the
// text, yearbooks lose a point of strict F1.

// Constants of unsupported segments, chosen on reports and debates with missing,
// inserted and merged parts (strict F1 .979 to .984), held against acts damaged in
// the same way (.969 to .973) and novels (unchanged).
const (
	supportFull = 2.0 // lexical score from which on a segment is borne out
	supportLoss = 0.4 // for each point less
	supportMost = 2.0 // a bead loses on one side
	supportSide = 3   // most segments of such a side
)

// unsupported is what a bead loses by segments of which the other side knows
// nothing.
func (l *lattice) unsupported(from, to node) float32 {
	n, m := to.i-from.i, to.j-from.j
	if !l.stored {
		return 0
	}
	loss := float32(0)
	if 1 < m && m <= supportSide {
		loss += l.tables.forth.least(to.i-1, n, from.j, to.j)
	}
	if 1 < n && n <= supportSide {
		loss += l.tables.back.least(to.j-1, m, from.i, to.i)
	}
	return loss
}

// least is what a bead loses by the worst of the scored segments from first up to
// end, beside the window of n segments that ends with segment r.
func (t *table) least(r, n, first, end int) float32 {
	sums, base := t.row(r, n)
	loss := float32(0)
	for k := first - int(base); k < end-int(base); k++ {
		loss = max(loss, supportLoss*(supportFull-(sums[k+1]-sums[k])))
	}
	return min(supportMost, loss)
}
