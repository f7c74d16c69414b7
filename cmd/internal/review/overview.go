package review

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"bitext/align"
	"bitext/corpus"
	"bitext/termbase"
)

// mostRivals is how many terms with competing renderings the overview lists.
const mostRivals = 12

// overviewView is the first page.
type overviewView struct {
	Stats  *termbase.Stats
	Counts []stateTab
	Share  map[string]float64 // of the entries, in percent, by state
	Pairs  []pairView
	More   int // pairs beyond those listed
	Beads  []beadCount
	Rivals []termRow
	Chart  *chart // nil where nobody has decided anything yet
}

// pairView is a pair of texts with what is to be known of its beads.
type pairView struct {
	termbase.Pair
	SourceName, TargetName string
	Beads                  pairBeads
}

// pairBeads counts the sentence pairs of a pair of texts.
type pairBeads struct {
	Kinds    map[string]int
	Total    int
	Doubtful int
	Fixed    int
}

// beadCount is how many beads have a shape.
type beadCount struct {
	Kind  string
	Count int
	Share float64 // of all, in percent
}

// mostPairs bounds the pairs that the overview lists.
const mostPairs = 30

func (h *Handler) overview(w http.ResponseWriter, r *request) error {
	v, err := recently(r.Context(), &h.cache, "overview", func(ctx context.Context) (overviewView, error) { return h.readOverview(ctx) })
	if err != nil {
		return err
	}
	return h.show(w, r, "overview", r.t("Overview"), "part-overview", v)
}

func (h *Handler) readOverview(ctx context.Context) (v overviewView, err error) {
	if v.Stats, err = h.db.Stats(ctx); err != nil {
		return v, err
	}
	if v.Counts, err = h.stateTabs(ctx, choice{}); err != nil {
		return v, err
	}
	v.Share = map[string]float64{}
	if all := v.Counts[len(v.Counts)-1].Count; all > 0 {
		for _, c := range v.Counts {
			v.Share[c.State] = 100 * float64(c.Count) / float64(all)
		}
	}
	if err := h.overviewPairs(ctx, &v); err != nil {
		return v, err
	}
	l, err := h.lists(ctx)
	if err != nil {
		return v, err
	}
	rivals, err := h.db.Entries(ctx, termbase.Filter{Rivals: 2, Sort: termbase.ByRivals, Limit: mostRivals, States: []termbase.State{termbase.Proposed, termbase.Approved}})
	if err != nil {
		return v, err
	}
	for i := range rivals {
		row := rowOf(&rivals[i], widest(&rivals[i], l.Shown))
		row.Link = fmt.Sprintf("/terms?rivals=1&sort=rivals&lang=%s&at=%d", row.Target, row.ID)
		v.Rivals = append(v.Rivals, row)
	}
	days, err := h.db.Timeline(ctx)
	if err != nil {
		return v, err
	}
	v.Chart = chartOf(days, v.Stats.Entries)
	return v, nil
}

// widest is the language in which an entry has most renderings.
func widest(e *termbase.Entry, first corpus.Lang) corpus.Lang {
	best, most := first, len(variantsOf(e, first))
	for _, code := range targetsOf(e) {
		if n := len(variantsOf(e, code)); n > most {
			best, most = code, n
		}
	}
	return best
}

// overviewPairs reads the pairs and counts their beads.
func (h *Handler) overviewPairs(ctx context.Context, v *overviewView) error {
	pairs, err := h.db.Pairs(ctx)
	if err != nil {
		return err
	}
	all := map[string]int{}
	total := 0
	for i, p := range pairs {
		beads, err := h.beads(ctx, p)
		if err != nil {
			return err
		}
		for kind, n := range beads.Kinds {
			all[kind] += n
		}
		total += beads.Total
		if i >= mostPairs {
			v.More++
			continue
		}
		x, err := h.pairView(ctx, p)
		if err != nil {
			return err
		}
		v.Pairs = append(v.Pairs, x)
	}
	v.Beads = beadCounts(all, total)
	return nil
}

// pairView reads what is shown of a pair.
func (h *Handler) pairView(ctx context.Context, p termbase.Pair) (x pairView, err error) {
	x.Pair = p
	if x.Beads, err = h.beads(ctx, p); err != nil {
		return x, err
	}
	if x.SourceName, err = h.places.File(ctx, p.Source); err != nil {
		return x, err
	}
	x.TargetName, err = h.places.File(ctx, p.Target)
	return x, err
}

// beads counts the sentence beads of a pair. They are kept until a person
// changes beads: numbers of pairs are never used twice.
func (h *Handler) beads(ctx context.Context, p termbase.Pair) (pairBeads, error) {
	return keep(ctx, &h.texts, fmt.Sprintf("beads %d", p.ID), func(ctx context.Context) (pairBeads, error) {
		beads, err := h.db.Beads(ctx, p.ID, align.Sentence)
		if beads == nil && err == nil {
			beads, err = h.db.Beads(ctx, p.ID, align.Paragraph)
		}
		return countBeads(beads), err
	})
}

func countBeads(beads []align.Bead) pairBeads {
	b := pairBeads{Kinds: map[string]int{}, Total: len(beads)}
	for _, x := range beads {
		b.Kinds[shape(x)]++
		switch {
		case x.Fixed:
			b.Fixed++
		case doubtful(x):
			b.Doubtful++
		}
	}
	return b
}

// shape is a bead's kind, "1–1", "2–1"; beyond three segments "4+".
func shape(b align.Bead) string {
	n := func(segments []int) string {
		if len(segments) > 3 {
			return "4+"
		}
		return fmt.Sprint(len(segments))
	}
	return n(b.Source) + "–" + n(b.Target)
}

// beadCounts sorts kinds by how many there are.
func beadCounts(all map[string]int, total int) []beadCount {
	var out []beadCount
	for kind, n := range all {
		out = append(out, beadCount{kind, n, 100 * float64(n) / float64(total)})
	}
	slices.SortFunc(out, func(a, b beadCount) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Kind, b.Kind))
	})
	return out
}

// chart is how many entries were decided over time, ready to be drawn in a box
// of chartWidth by chartHeight.
type chart struct {
	Approved, Rejected string // points of the areas' upper edges
	From, To           string // first and last day
	Most               int    // entries at the top
	Days               []chartDay
}

type chartDay struct {
	Day                string
	Approved, Rejected int // that stand at the end of the day
}

// The chart's own units.
const (
	chartWidth  = 600
	chartHeight = 120
)

// chartOf draws the timeline as steps: rejected entries stand on approved ones.
func chartOf(days []termbase.Day, now map[string]int) *chart {
	if len(days) == 0 {
		return nil
	}
	c := &chart{From: days[0].Day.Format("2006-01-02"), To: days[len(days)-1].Day.Format("2006-01-02")}
	// Counted backwards from what stands now, so that entries older than the
	// history are in it.
	approved, rejected := now[string(termbase.Approved)], now[string(termbase.Rejected)]
	c.Days = make([]chartDay, len(days))
	for i := len(days) - 1; i >= 0; i-- {
		c.Days[i] = chartDay{days[i].Day.Format("2006-01-02"), approved, rejected}
		c.Most = max(c.Most, approved+rejected)
		approved -= days[i].States[termbase.Approved]
		rejected -= days[i].States[termbase.Rejected]
	}
	c.draw(days, approved, rejected)
	return c
}

// draw makes steps at the days on which somebody decided, with a day of what was
// before them in front and a day of what is now behind.
func (c *chart) draw(days []termbase.Day, approved, rejected int) {
	const day = 24.0 // hours
	first := days[0].Day
	span := days[len(days)-1].Day.Sub(first).Hours() + 2*day
	y := func(n int) float64 { return chartHeight * (1 - float64(n)/float64(max(c.Most, 1))) }
	var a, b strings.Builder
	fmt.Fprintf(&a, "M0,%d V%.1f", chartHeight, y(approved))
	fmt.Fprintf(&b, "M0,%d V%.1f", chartHeight, y(approved+rejected))
	for i, d := range c.Days {
		x := (days[i].Day.Sub(first).Hours() + day) / span * chartWidth
		fmt.Fprintf(&a, " H%.1f V%.1f", x, y(d.Approved))
		fmt.Fprintf(&b, " H%.1f V%.1f", x, y(d.Approved+d.Rejected))
	}
	end := fmt.Sprintf(" H%d V%d Z", chartWidth, chartHeight)
	c.Approved, c.Rejected = a.String()+end, b.String()+end
}
