package review

import (
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"bitext/align"
	"bitext/termbase"
)

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
	then := r.PostFormValue("then")
	switch r.PostFormValue("do") {
	case "confirm":
		return align.Confirm(level, b), then, nil
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
	if r.PostFormValue("doubtful") != "" {
		return c, then, nil // what is set is doubtful no more
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
