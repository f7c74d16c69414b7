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
	"strings"

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
	Next           string // key of the bead that follows in the text; "" for the last
	Splits         bool   // it has segments enough to be split
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

// bitext reads a pair; it is kept while the termbase stays as it is.
func (h *Handler) bitext(ctx context.Context, id int64) (*align.Bitext, error) {
	return keep(ctx, &h.cache, fmt.Sprintf("bitext %d", id), func(ctx context.Context) (*align.Bitext, error) {
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
		unsure := !x.Fixed && (x.Confidence < doubtful || len(x.Source) == 0 || len(x.Target) == 0)
		if x.Fixed {
			v.Fixed++
		}
		if unsure {
			v.Unsure++
		}
		if !v.Doubtful || unsure {
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
		row := rowOfBead(beads[i], i, sides)
		row.SourceLang, row.TargetLang = b.Source.Lang, b.Target.Lang
		if i+1 < len(beads) {
			row.Next = beadKey(beads[i+1])
		}
		v.Rows = append(v.Rows, row)
	}
}

func rowOfBead(b align.Bead, index int, sides [2]segments) beadRow {
	row := beadRow{Key: beadKey(b), Index: index, Confidence: b.Confidence, Percent: int(b.Confidence*100 + .5), Fixed: b.Fixed, Splits: len(b.Source)+len(b.Target) > 2 || len(b.Source) > 1 || len(b.Target) > 1}
	switch {
	case b.Fixed || b.Confidence >= 0.95:
	case b.Confidence >= doubtful:
		row.Shade = 1
	case b.Confidence >= 0.5:
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

// beadKey names a bead by its segments.
func beadKey(b align.Bead) string {
	list := func(segments []int) string {
		out := make([]string, len(segments))
		for i, n := range segments {
			out[i] = strconv.Itoa(n)
		}
		return strings.Join(out, ",")
	}
	return list(b.Source) + ":" + list(b.Target)
}

// beadOf finds the bead that a key names.
func beadOf(beads []align.Bead, key string) (int, error) {
	i := slices.IndexFunc(beads, func(b align.Bead) bool { return beadKey(b) == key })
	if i < 0 {
		return 0, align.ErrOtherBeads
	}
	return i, nil
}

// correct changes beads as the form asks, and answers with the page as it is
// then.
func (h *Handler) correct(w http.ResponseWriter, r *request) error {
	id, err := number(r.PathValue("id"))
	if err != nil {
		return err
	}
	ctx := r.Context()
	b, err := h.bitext(ctx, id)
	if err != nil {
		return err
	}
	level := align.Sentence
	if r.PostFormValue("level") == "paragraph" || b.Sentences == nil {
		level = align.Paragraph
	}
	c, after, err := correction(r, level, b.Beads(level))
	if err == nil {
		_, err = h.db.Correct(ctx, h.change(r), id, c)
	}
	if err != nil {
		return noPair(err)
	}
	return h.corrected(w, r, id, "beads:"+r.PostFormValue("do"), after)
}

// corrected answers a change of beads: what was done, and the page with the
// bead at which to go on.
func (h *Handler) corrected(w http.ResponseWriter, r *request, id int64, said, at string) error {
	if !r.part() {
		return back(w, r)
	}
	r.Form.Set("at", at)
	v, err := h.alignView(r)
	if err != nil {
		return err
	}
	all, err := h.db.Corrections(r.Context(), id)
	if err != nil {
		return err
	}
	out := struct {
		*alignView
		Change int64
		Said   string
	}{v, 0, r.t(said)}
	if len(all) > 0 {
		out.Change = all[0].ID
	}
	return h.write(w, r, http.StatusOK, "part-corrected", out)
}

// correction reads what is to be done with which bead; after is the key of the
// bead at which the person goes on.
func correction(r *request, level align.Level, beads []align.Bead) (c align.Correction, after string, err error) {
	i, err := beadOf(beads, r.PostFormValue("bead"))
	if err != nil {
		return c, "", err
	}
	b := beads[i]
	next := ""
	if i+1 < len(beads) {
		next = beadKey(beads[i+1])
	}
	switch r.PostFormValue("do") {
	case "confirm":
		return align.Confirm(level, b), r.PostFormValue("then"), nil
	case "release":
		return align.Release(level, b), beadKey(b), nil
	case "merge":
		if next == "" || r.PostFormValue("next") != next {
			return c, "", align.ErrOtherBeads
		}
		c = align.Merge(level, b, beads[i+1])
	case "detach":
		if len(b.Source) == 0 || len(b.Target) == 0 {
			return c, "", failure{http.StatusUnprocessableEntity, "This one stands alone already.", nil}
		}
		c = align.Detach(level, b)
	case "split":
		source, err1 := number(r.PostFormValue("source"))
		target, err2 := number(r.PostFormValue("target"))
		if err := errors.Join(err1, err2); err != nil {
			return c, "", failure{http.StatusBadRequest, "The request cannot be read.", nil}
		}
		c = align.Split(level, b, int(min(source, 1e6)), int(min(target, 1e6)))
		if len(c.With) < 2 {
			return c, "", failure{http.StatusUnprocessableEntity, "A part without any text is none.", nil}
		}
	case "down", "up":
		if next == "" || r.PostFormValue("next") != next {
			return c, "", align.ErrOtherBeads
		}
		c, err = border(level, b, beads[i+1], r.PostFormValue("do") == "down")
		if err != nil {
			return c, "", err
		}
	default:
		return c, "", failure{http.StatusBadRequest, "The address asks for something that does not exist.", nil}
	}
	return c, beadKey(c.With[0]), nil
}

// border moves the border between a bead and the next in the translation: down
// gives the next one's first segment to the bead, up the bead's last to the next.
// The source side is never cut anew.
func border(level align.Level, a, b align.Bead, down bool) (align.Correction, error) {
	x, y := slices.Clone(a.Target), slices.Clone(b.Target)
	switch {
	case down && len(y) > 0:
		x, y = append(x, y[0]), y[1:]
	case !down && len(x) > 0:
		y, x = append([]int{x[len(x)-1]}, y...), x[:len(x)-1]
	default:
		return align.Correction{}, failure{http.StatusUnprocessableEntity, "There is nothing on that side of the border.", nil}
	}
	c := align.Correction{Level: level, Replace: []align.Bead{a, b}}
	for _, n := range []align.Bead{{Source: a.Source, Target: x, Fixed: true}, {Source: b.Source, Target: y, Fixed: true}} {
		if len(n.Source)+len(n.Target) > 0 {
			n.Confidence = 1
			c.With = append(c.With, n)
		}
	}
	return c, nil
}

// splitView asks where a bead is to be cut.
type splitView struct {
	*alignView
	beadRow
	CutSource, CutTarget int
}

func (h *Handler) askSplit(w http.ResponseWriter, r *request) error {
	v, err := h.alignView(r)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(v.Rows, func(x beadRow) bool { return x.Key == r.FormValue("at") })
	if i < 0 {
		return align.ErrOtherBeads
	}
	row := v.Rows[i]
	if !row.Splits {
		return failure{http.StatusUnprocessableEntity, "There is nothing to split: one against one.", nil}
	}
	return h.show(w, r, "split", r.t("Split"), "part-split", splitView{v, row, (len(row.Source) + 1) / 2, (len(row.Target) + 1) / 2})
}

// undoBeads takes a correction back.
func (h *Handler) undoBeads(w http.ResponseWriter, r *request) error {
	id, err := number(r.PathValue("id"))
	if err != nil {
		return err
	}
	change, err := number(r.PostFormValue("change"))
	if err != nil {
		return err
	}
	all, err := h.db.Corrections(r.Context(), id)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(all, func(c termbase.Corrected) bool { return c.ID == change }) {
		return failure{http.StatusNotFound, "There is nothing to undo.", nil}
	}
	undone, err := h.db.UndoCorrection(r.Context(), h.change(r), change)
	if err != nil {
		return noPair(err)
	}
	at := ""
	gone := undone.Sentences.Gone
	if r.PostFormValue("level") == "paragraph" {
		gone = undone.Paragraphs.Gone
	}
	if len(gone) > 0 {
		at = beadKey(gone[0])
	}
	return h.corrected(w, r, id, "beads:undo", at)
}
