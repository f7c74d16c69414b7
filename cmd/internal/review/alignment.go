package review

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"sort"
	"strconv"

	"bitext/align"
	"bitext/cmd/internal/place"
	"bitext/corpus"
	"bitext/termbase"
)

// pageBeads is how many beads a page of an alignment shows.
const pageBeads = 100

// pairsView lists the pairs of texts.
type pairsView struct{ Pairs []pairView }

// alignView is a pair of texts, bead by bead.
type alignView struct {
	ID            int64
	Pair          termbase.Pair
	SourceName    string
	TargetName    string
	Level         string // "paragraph" or "sentence"
	Levels        []string
	Doubtful      bool // the doubtful ones first, and only those
	Rows          []beadRow
	Page, Pages   int
	Total         int // beads of the level
	Unsure, Fixed int
	May           bool
	At            string
}

// beadRow is a bead with its texts.
type beadRow struct {
	Key            string // "3,4:5": segments from 0, as bitext beads has them
	Index          int    // among all beads, from 0
	Source, Target []segmentView
	SourceLang     corpus.Lang
	TargetLang     corpus.Lang
	Confidence     float64
	Percent        int
	Shade          int // 0 sure … 3 very doubtful
	Fixed          bool
	Prev, Next     string   // keys of the beads before and after it in the text; "" at its ends
	Splits         bool     // it has segments enough to be split
	Before, After  *beadRow // the same beads, where the list is not in the order of the text
}

// beadCells is a bead's two cells: of the row itself, or of a neighbour.
type beadCells struct {
	Class string
	Row   beadRow
}

type segmentView struct {
	Index int
	Label string // of the paragraph, where the segment begins one
	Text  string
}

// noPair says that a pair is not there, where that is what is wrong.
func noPair(err error) error {
	if errors.Is(err, sql.ErrNoRows) || errors.Is(err, termbase.ErrNoPair) {
		return failure{http.StatusNotFound, "There is no such pair of texts any more: a build may have stored it anew.", nil}
	}
	return err
}

func (h *Handler) pairs(w http.ResponseWriter, r *request) error {
	v, err := recently(r.Context(), &h.cache, "pairs", func(ctx context.Context) (pairsView, error) {
		pairs, err := h.db.Pairs(ctx)
		if err != nil {
			return pairsView{}, err
		}
		var v pairsView
		for _, p := range pairs {
			x, err := h.pairView(ctx, p)
			if err != nil {
				return v, err
			}
			v.Pairs = append(v.Pairs, x)
		}
		return v, nil
	})
	if err != nil {
		return err
	}
	return h.show(w, r, "align", r.t("Alignment"), "part-pairs", v)
}

// bitext reads a pair; it is kept until a person changes beads. A pair that a
// build has stored anew is another one.
func (h *Handler) bitext(ctx context.Context, id int64) (*align.Bitext, error) {
	if p, err := h.places.Pair(ctx, id); err != nil || p.ID == 0 {
		return nil, errors.Join(err, noPair(termbase.ErrNoPair))
	}
	return keep(ctx, &h.texts, fmt.Sprintf("bitext %d", id), func(ctx context.Context) (*align.Bitext, error) {
		b, err := h.db.Bitext(ctx, id)
		return b, noPair(err)
	})
}

func (h *Handler) alignment(w http.ResponseWriter, r *request) error {
	v, err := h.alignView(r)
	if err != nil {
		return err
	}
	return h.show(w, r, "beads", v.SourceName+" – "+v.TargetName, "part-beads", v)
}

// alignView reads the part of an alignment that the address asks for.
func (h *Handler) alignView(r *request) (*alignView, error) {
	id, err := number(r.PathValue("id"))
	if err != nil {
		return nil, err
	}
	ctx := r.Context()
	b, err := h.bitext(ctx, id)
	if err != nil {
		return nil, err
	}
	v := &alignView{ID: id, Level: "sentence", Levels: []string{"paragraph", "sentence"}, Doubtful: r.FormValue("doubtful") != "", May: r.user.Role >= translator, At: r.FormValue("at")}
	if b.Sentences == nil {
		v.Levels = v.Levels[:1]
	}
	if r.FormValue("level") == "paragraph" || b.Sentences == nil {
		v.Level = "paragraph"
	}
	if v.Pair, err = h.places.Pair(ctx, id); err != nil {
		return nil, err
	}
	if v.SourceName, err = h.places.File(ctx, v.Pair.Source); err == nil {
		v.TargetName, err = h.places.File(ctx, v.Pair.Target)
	}
	if err != nil {
		return nil, err
	}
	page, err := offered(r.FormValue("page"))
	v.fill(b, max(1, int(min(page, 1<<30))))
	return v, err
}

// PageLink leads to a page of the alignment.
func (v *alignView) PageLink(page int) string {
	q := url.Values{"level": {v.Level}, "page": {strconv.Itoa(page)}}
	if v.Doubtful {
		q.Set("doubtful", "1")
	}
	return fmt.Sprintf("/pairs/%d?%s", v.ID, q.Encode())
}

// level is the level that is looked at.
func (v *alignView) level() align.Level {
	if v.Level == "paragraph" {
		return align.Paragraph
	}
	return align.Sentence
}

// fill chooses the beads of the page.
func (v *alignView) fill(b *align.Bitext, page int) {
	beads := b.Beads(v.level())
	order := make([]int, 0, len(beads))
	for i, x := range beads {
		if x.Fixed {
			v.Fixed++
		}
		if doubtful(x) {
			v.Unsure++
		}
		if !v.Doubtful || doubtful(x) {
			order = append(order, i)
		}
	}
	if v.Doubtful {
		sort.SliceStable(order, func(i, j int) bool { return beads[order[i]].Confidence < beads[order[j]].Confidence })
	}
	v.Total = len(beads)
	v.Pages = max(1, (len(order)+pageBeads-1)/pageBeads)
	v.Page = min(page, v.Pages)
	if at := slices.IndexFunc(order, func(i int) bool { return beadKey(beads[i]) == v.At }); v.At != "" && at >= 0 {
		v.Page = at/pageBeads + 1
	}
	order = order[(v.Page-1)*pageBeads : min(len(order), v.Page*pageBeads)]
	sides := [2]segments{newSegments(b.Source, v.level()), newSegments(b.Target, v.level())}
	for _, i := range order {
		row := rowAt(beads, i, sides)
		if v.Doubtful && i > 0 {
			row.Before = rowAt(beads, i-1, sides)
		}
		if v.Doubtful && i+1 < len(beads) {
			row.After = rowAt(beads, i+1, sides)
		}
		v.Rows = append(v.Rows, *row)
	}
}

// doubtful reports whether a bead deserves a look: one that is not sure, and one
// that says that something was left out or added.
func doubtful(b align.Bead) bool {
	return !b.Fixed && (b.Confidence < align.Doubtful || len(b.Source) == 0 || len(b.Target) == 0)
}

// rowAt is a bead with its texts and the names of its neighbours.
func rowAt(beads []align.Bead, i int, sides [2]segments) *beadRow {
	row := rowOfBead(beads[i], i, sides)
	row.SourceLang, row.TargetLang = sides[0].doc.Lang, sides[1].doc.Lang
	if i > 0 {
		row.Prev = beadKey(beads[i-1])
	}
	if i+1 < len(beads) {
		row.Next = beadKey(beads[i+1])
	}
	return &row
}

// faint is the confidence below which a doubtful bead is shown in a stronger
// shade: of those above it, four of five are right.
const faint = 0.7

func rowOfBead(b align.Bead, index int, sides [2]segments) beadRow {
	row := beadRow{Key: beadKey(b), Index: index, Confidence: b.Confidence, Percent: int(b.Confidence*100 + .5), Fixed: b.Fixed, Splits: len(b.Source)+len(b.Target) > 2 || len(b.Source) > 1 || len(b.Target) > 1}
	switch {
	case !doubtful(b):
	case b.Confidence >= faint:
		row.Shade = 1
	case b.Confidence >= align.Unlikely:
		row.Shade = 2
	default:
		row.Shade = 3
	}
	for _, i := range b.Source {
		row.Source = append(row.Source, sides[0].view(i))
	}
	for _, j := range b.Target {
		row.Target = append(row.Target, sides[1].view(j))
	}
	return row
}

// segments are the paragraphs or sentences of a document.
type segments struct {
	doc    *corpus.Document
	places []corpus.Place // nil for paragraphs
}

func newSegments(d *corpus.Document, level align.Level) segments {
	if level == align.Sentence {
		return segments{d, d.Places()}
	}
	return segments{doc: d}
}

func (s segments) view(i int) segmentView {
	if s.places == nil {
		return segmentView{i, place.Of(&s.doc.Blocks[i], i), s.doc.Blocks[i].Text}
	}
	at := s.places[i]
	b := &s.doc.Blocks[at.Block]
	v := segmentView{Index: i, Text: b.Segment(at.Segment)}
	if at.Segment == 0 {
		v.Label = place.Of(b, at.Block)
	}
	return v
}
