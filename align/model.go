package align

import (
	"math"

	"bitext/align/lexicon"
)

// Constants of the lexical score. They were set together on novels, treaties,
// laws and yearbooks (doc.go has the table); none moves the mean F1 by more
// than half a point when changed by a quarter.
const (
	cognateShare   = 0.6      // weight of likeness beside learned probability
	translated     = 0.8      // share of a unit's probability that its translations may claim
	dilution       = 0.9      // how much a longer window thins its evidence: L^0.9
	scoreCap       = 8.0      // highest log ratio of one unit…
	highest        = 2980.958 // …and that ratio, e⁸
	evidenceWeight = 0.4      // of the lexical score: units are not independent
	globalShare    = 0.6      // trust in the stored lexicon before the document has spoken
)

// Probability that a unit of a right counterpart is translated by nothing in
// it, by how good the lexicon at hand is: without the last a poor lexicon
// would take every untranslated word for a proof against the bead.
const (
	freeWithCognates = 0.9
	freeWithDocument = 0.7
	freeWithStored   = 0.6
	freeWhenCovered  = 0.2
)

// rows is the model of one direction: what each unit of the given side says
// about the units of the other.
type rows struct {
	start  []int32        // entries of unit s are entries[start[s]:start[s+1]]
	entry  []lexicon.Prob // p(t|s)
	unit   []unit         // what is known of each unit of the scored side
	sum    []float32      // Σ log λ over each segment of the scored side, weighted
	weight []float32      // of each segment of the scored side
}

// unit is what the score of one unit needs, side by side for the sake of the
// processor's cache.
type unit struct {
	free    float32 // λ: it may stand there without a counterpart
	log     float32 // log λ
	rare    float32 // translated / its background probability
	inverse float32 // 1/λ
}

func (r *rows) of(s int32) []lexicon.Prob { return r.entry[r.start[s]:r.start[s+1]] }

// sources of translation probability for one direction.
type sources struct {
	cognate [][]lexicon.Prob // by unit of the given side
	stored  [][]lexicon.Prob // nil without a stored lexicon
	learned *lexicon.Table   // nil before the first path
	every   int              // one bead in so many was learned from
}

// newRows mixes the sources into one row a unit.
func newRows(given, scored *side, src sources) *rows {
	r := &rows{start: make([]int32, 1, len(given.names)+1)}
	dense := make([]float32, len(scored.names))
	seen := make([]int32, 0, 256)
	put := func(u int32, p float32) {
		if dense[u] == 0 {
			seen = append(seen, u)
		}
		dense[u] += p
	}
	for s := range given.names {
		seen = seen[:0]
		count := float32(given.count[s])
		share := count / (count + 1)
		if src.stored != nil {
			if len(src.stored[s]) > 0 {
				share *= 1 - globalShare
			}
			if src.learned == nil {
				share = 0
			}
			for _, e := range src.stored[s] {
				put(e.Unit, (1-share)*e.P)
			}
		}
		seenTimes := max(1, count/float32(max(1, src.every)))
		for _, e := range src.learned.Row(int32(s)) {
			// Absolute discounting: what was seen once proves nothing, least
			// of all about the path that it was learned from.
			if p := (e.P*seenTimes - 1) / seenTimes; p > 0 {
				put(e.Unit, share*p)
			}
		}
		for _, e := range src.cognate[s] {
			if p := cognateShare * e.P; p > dense[e.Unit] {
				put(e.Unit, p-dense[e.Unit])
			}
		}
		for _, u := range seen {
			if dense[u] >= rowFloor {
				r.entry = append(r.entry, lexicon.Prob{Unit: u, P: dense[u]})
			}
			dense[u] = 0
		}
		r.start = append(r.start, int32(len(r.entry)))
	}
	return r
}

// unseen is how much text, in units, a short document is thought to be cut out
// of: within twenty lines no word is rare.
const unseen = 1000

// rowFloor keeps rows short: an entry below it cannot lift a unit above its
// background.
const rowFloor = 1e-3

// finish fills the parts of r that depend on the scored side; back is the
// model of the other direction, and free is λ for a unit that back knows
// nothing of.
func (r *rows) finish(scored *side, back *rows, free float32) {
	vocabulary := len(scored.names)
	r.unit = make([]unit, vocabulary)
	total := float32(len(scored.units) + vocabulary + unseen)
	for t := range r.unit {
		covered := float32(0)
		for _, e := range back.of(int32(t)) {
			covered += e.P
		}
		lambda := free - (free-freeWhenCovered)*min(1, covered)
		r.unit[t] = unit{lambda, log(lambda), translated * total / float32(scored.count[t]+1), 1 / lambda}
	}
	r.weigh(scored)
}

// weigh fills the sums and weights of the segments of the scored side.
func (r *rows) weigh(scored *side) {
	r.sum = make([]float32, scored.segments())
	r.weight = make([]float32, scored.segments())
	for i := range r.sum {
		r.weight[i] = segmentWeight(len(scored.of(i)))
		for _, u := range scored.of(i) {
			r.sum[i] += r.unit[u].log
		}
		r.sum[i] *= r.weight[i]
	}
}

// on is the same model for other segments of the same vocabularies.
func (r *rows) on(scored *side) *rows {
	other := *r
	other.weigh(scored)
	return &other
}

// worth is the score of unit t where its counterparts give it probability p,
// thinned by the length of their window.
func (r *rows) worth(t int32, p, thin float32) float32 {
	u := &r.unit[t]
	if p == 0 {
		return u.log
	}
	return min(scoreCap, log(u.free+min(1, p)*thin*u.rare))
}

// fullWeight is the length in units up to which all of a segment counts. Beyond
// it the units of a segment repeat each other, and a long recital that is
// translated freely would seem proven false. 25 to 60 do equally well.
const fullWeight = 40.0

// segmentWeight is how much each unit of a segment counts.
func segmentWeight(units int) float32 {
	return float32(math.Sqrt(min(1, fullWeight/float64(max(1, units)))))
}
