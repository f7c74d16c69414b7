package review

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"strings"

	"bitext/corpus"
	"bitext/termbase"
)

// change says who changes something now.
func (h *Handler) change(r *request) termbase.Change {
	return termbase.Change{Author: r.user.Name, At: h.opts.Now(), Reason: strings.TrimSpace(r.PostFormValue("reason")), Force: r.PostFormValue("force") != ""}
}

// idOf reads the entry that a change is about and the version that its author
// saw.
func idOf(r *request) (id int64, seen map[int64]int, err error) {
	if id, err = number(r.PathValue("id")); err != nil {
		return 0, nil, err
	}
	version, err := number(r.PostFormValue("version"))
	return id, map[int64]int{id: int(version)}, err
}

// decide gives an entry a state.
func (h *Handler) decide(w http.ResponseWriter, r *request) error {
	id, seen, err := idOf(r)
	if err != nil {
		return err
	}
	state := termbase.State(r.PostFormValue("state"))
	if !state.Valid() {
		return failure{http.StatusBadRequest, "The address asks for something that does not exist.", nil}
	}
	ch := h.change(r)
	ch.Seen = seen
	if err := h.db.Decide(r.Context(), ch, state, r.PostFormValue("prefer"), id); err != nil {
		return h.conflict(w, r, err)
	}
	return h.done(w, r, id, "said:"+string(state))
}

// doneView is what the script gets back of a change: the row as it is now, and
// what was done, with the number that takes it back.
type doneView struct {
	Row    *termRow // nil where the entry is gone
	ID     int64
	Change int64
	Said   string
}

// done answers a change of an entry.
func (h *Handler) done(w http.ResponseWriter, r *request, id int64, said string, args ...any) error {
	if !r.part() {
		return back(w, r)
	}
	v := doneView{ID: id}
	if err := h.fill(r.Context(), r, &v); err != nil {
		return err
	}
	name := ""
	if v.Row != nil {
		name = v.Row.Term
	}
	v.Said = r.t(said, append([]any{name}, args...)...)
	return h.write(w, r, http.StatusOK, "part-done", v)
}

// fill reads the row of an entry and its latest change.
func (h *Handler) fill(ctx context.Context, r *request, v *doneView) error {
	found, err := h.db.Entries(ctx, termbase.Filter{IDs: []int64{v.ID}})
	if err != nil {
		return err
	}
	l, err := h.lists(ctx)
	if err != nil {
		return err
	}
	if len(found) > 0 {
		row := rowOf(&found[0], l.or(corpus.Lang(r.FormValue("lang"))))
		row.Link = "/terms?at=" + strconv.FormatInt(v.ID, 10)
		v.Row = &row
	}
	events, err := h.db.History(ctx, termbase.EventFilter{Entry: v.ID, Limit: 1})
	if err == nil && len(events) > 0 {
		v.Change = events[0].ID
	}
	return err
}

// conflict tells the second of two people what the first has saved.
func (h *Handler) conflict(w http.ResponseWriter, r *request, err error) error {
	var c *termbase.ConflictError
	if !errors.As(err, &c) {
		return err
	}
	v := conflictView{Fields: c.Fields, Term: c.Current, Here: r.URL.Path, Form: r.PostForm}
	v.Who = c.Current.Author
	if r.part() {
		return h.write(w, r, http.StatusConflict, "part-conflict", v)
	}
	return h.write(w, r, http.StatusConflict, "page-conflict", h.frame(r, "conflict", r.t("Not done"), v))
}

// conflictView is what stands now, and the form to do it all the same.
type conflictView struct {
	Who    string
	Fields []string
	Term   termbase.Entry
	Here   string
	Form   map[string][]string
}

// mergeView asks whether two entries are one.
type mergeView struct{ Into, From termRow }

func (h *Handler) askMerge(w http.ResponseWriter, r *request) error {
	id, err := number(r.PathValue("id"))
	if err != nil {
		return err
	}
	other, err := number(r.URL.Query().Get("other"))
	if err != nil {
		return err
	}
	found, err := h.db.Entries(r.Context(), termbase.Filter{IDs: []int64{id, other}})
	if err != nil {
		return err
	}
	var v mergeView
	for i := range found {
		row := rowOf(&found[i], "")
		if row.ID == id {
			v.Into = row
		} else {
			v.From = row
		}
	}
	if v.Into.ID == 0 || v.From.ID == 0 {
		return termbase.ErrNoEntry
	}
	return h.show(w, r, "merge", r.t("Merge"), "part-merge", v)
}

// merge joins an entry with another one: that of the address stays.
func (h *Handler) merge(w http.ResponseWriter, r *request) error {
	id, seen, err := idOf(r)
	if err != nil {
		return err
	}
	other, err := number(r.PostFormValue("other"))
	if err != nil {
		return err
	}
	if other == id {
		return failure{http.StatusBadRequest, "An entry cannot be merged with itself.", nil}
	}
	ch := h.change(r)
	ch.Seen = seen
	if v := r.PostFormValue("other-version"); v != "" {
		n, err := number(v)
		if err != nil {
			return err
		}
		ch.Seen[other] = int(n)
	}
	if err := h.db.Merge(r.Context(), ch, id, other); err != nil {
		return h.conflict(w, r, err)
	}
	return h.done(w, r, id, "said:merged")
}

// undo takes a change back, with those that were made together with it.
func (h *Handler) undo(w http.ResponseWriter, r *request) error {
	id, err := number(r.PostFormValue("change"))
	if err != nil {
		return err
	}
	if id == 0 { // the latest change of whoever is there
		return failureOf(termbase.ErrNoEvent)
	}
	ch := h.change(r)
	undone, err := h.db.Undo(r.Context(), ch, id)
	if err != nil {
		return h.conflict(w, r, err)
	}
	if len(undone) > 1 && r.part() {
		v := doneView{Said: r.t("%d entries are as they were", len(undone))}
		return h.write(w, r, http.StatusOK, "part-done", v)
	}
	return h.done(w, r, undone[0].Entry, "said:undone")
}

// allView asks whether everything that a filter chooses is to be decided.
type allView struct {
	choice
	Decision termbase.State
	Count    int
}

// most bounds what one decision may be about: more is a matter of the command
// line, and holds up others who want to write.
const mostAtOnce = 5000

func (h *Handler) askAll(w http.ResponseWriter, r *request) error {
	c, err := choiceOf(r.URL.Query())
	if err != nil {
		return err
	}
	v := allView{choice: c, Decision: termbase.State(r.URL.Query().Get("decision"))}
	if !v.Decision.Valid() {
		return failure{http.StatusBadRequest, "The address asks for something that does not exist.", nil}
	}
	if v.Count, err = h.db.Count(r.Context(), c.filter()); err != nil {
		return err
	}
	return h.show(w, r, "all", r.t("Decide all"), "part-all", v)
}

// decideAll decides on everything that a filter chooses, provided that it is
// still as much as the person saw.
func (h *Handler) decideAll(w http.ResponseWriter, r *request) error {
	c, err := choiceOf(r.PostForm)
	if err != nil {
		return err
	}
	state := termbase.State(r.PostFormValue("decision"))
	want, err := number(r.PostFormValue("count"))
	if err != nil {
		return err
	}
	f := c.filter()
	f.Sort = termbase.ByID
	ids, err := h.db.IDs(r.Context(), f)
	switch {
	case err != nil:
		return err
	case !state.Valid():
		return failure{http.StatusBadRequest, "The address asks for something that does not exist.", nil}
	case len(ids) != int(want):
		return failure{http.StatusConflict, "The list has changed: there are %d now. Look again.", []any{len(ids)}}
	case len(ids) > mostAtOnce:
		return failure{http.StatusUnprocessableEntity, "More than %d at once are a matter for the command line: bitext terms accept --state proposed …", []any{mostAtOnce}}
	}
	if err := h.db.Decide(r.Context(), h.change(r), state, "", ids...); err != nil {
		return h.conflict(w, r, err)
	}
	if !r.part() || len(ids) == 0 {
		return back(w, r)
	}
	events, err := h.db.History(r.Context(), termbase.EventFilter{Entry: ids[0], Limit: 1})
	if err != nil {
		return err
	}
	v := doneView{Said: r.t("%d entries decided", len(ids))}
	if len(events) > 0 {
		v.Change = events[0].ID
	}
	return h.write(w, r, http.StatusOK, "part-done", v)
}

// mostEvents bounds the history that is shown of an entry.
const mostEvents = 20

// events is the history of an entry.
func (h *Handler) events(ctx context.Context, r *request, id int64) ([]eventView, error) {
	found, err := h.db.History(ctx, termbase.EventFilter{Entry: id, Limit: mostEvents})
	if err != nil {
		return nil, err
	}
	var out []eventView
	for _, e := range found {
		out = append(out, eventView{e, r.t("did:" + e.Action)})
	}
	return out, nil
}
