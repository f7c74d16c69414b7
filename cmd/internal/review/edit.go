package review

import (
	"fmt"
	"net/http"
	"strings"

	"bitext/corpus"
	"bitext/termbase"
)

// editView is the form of an entry.
type editView struct {
	*termbase.Entry
	Rows     []termbase.Term
	Statuses []termbase.Status
	Langs    []corpus.Lang
	Term     string
}

// spareTerms is how many empty rows for further terms the form has.
const spareTerms = 2

func (h *Handler) editTerm(w http.ResponseWriter, r *request) error {
	id, err := number(r.PathValue("id"))
	if err != nil {
		return err
	}
	found, err := h.db.Entries(r.Context(), termbase.Filter{IDs: []int64{id}})
	if err != nil {
		return err
	}
	if len(found) == 0 {
		return termbase.ErrNoEntry
	}
	e := &found[0]
	v := editView{Entry: e, Rows: e.Terms, Statuses: statuses()}
	if head, ok := e.Head(e.Terms[0].Lang); ok {
		v.Term = head.Text
	}
	v.Langs = append([]corpus.Lang{e.Terms[0].Lang}, targetsOf(e)...)
	if l, err := h.lists(r.Context()); err == nil && len(v.Langs) == 1 {
		v.Langs = append(v.Langs, l.Shown)
	}
	for range spareTerms {
		v.Rows = append(v.Rows, termbase.Term{Lang: v.Langs[len(v.Langs)-1]})
	}
	return h.show(w, r, "edit", r.t("Edit"), "part-edit", v)
}

func statuses() []termbase.Status {
	return []termbase.Status{"", termbase.Preferred, termbase.Admitted, termbase.Deprecated, termbase.Superseded, termbase.Forbidden}
}

// saveTerm stores an entry as the form has it. What the form does not show
// stays as it is.
func (h *Handler) saveTerm(w http.ResponseWriter, r *request) error {
	id, seen, err := idOf(r)
	if err != nil {
		return err
	}
	found, err := h.db.Entries(r.Context(), termbase.Filter{IDs: []int64{id}})
	if err != nil {
		return err
	}
	if len(found) == 0 {
		return termbase.ErrNoEntry
	}
	e := &found[0]
	e.Version = seen[id]
	e.Subject = strings.TrimSpace(r.PostFormValue("subject"))
	e.Definition = tidy(r.PostFormValue("definition"))
	e.Note = tidy(r.PostFormValue("note"))
	if e.Terms, err = formTerms(r, e.Terms); err != nil {
		return err
	}
	ch := h.change(r)
	ch.Merge = true
	if err := h.db.Save(r.Context(), ch, e); err != nil {
		return h.conflict(w, r, err)
	}
	return h.done(w, r, id, "said:saved")
}

// mostTerms bounds the terms of one entry in a form.
const mostTerms = 200

// formTerms reads the terms of the form; an empty text takes a term away.
func formTerms(r *request, old []termbase.Term) ([]termbase.Term, error) {
	byID := map[int64]termbase.Term{}
	for _, t := range old {
		byID[t.ID] = t
	}
	var out []termbase.Term
	for i := range mostTerms {
		field := func(name string) string { return strings.TrimSpace(r.PostFormValue(fmt.Sprintf("%s-%d", name, i))) }
		if _, ok := r.PostForm[fmt.Sprintf("text-%d", i)]; !ok {
			break
		}
		id, err := offered(field("id"))
		if err != nil {
			return nil, err
		}
		t := byID[id] // what the form does not show stays; one that is gone by now is a new one
		t.Text, t.Lang, t.Status, t.Gender, t.Note = field("text"), corpus.Lang(strings.ToLower(field("lang"))), termbase.Status(field("status")), field("gender"), tidy(r.PostFormValue(fmt.Sprintf("note-%d", i)))
		if t.Text != "" {
			out = append(out, t)
		}
	}
	if len(out) == 0 {
		return nil, failure{http.StatusUnprocessableEntity, "An entry needs a term.", nil}
	}
	return out, nil
}

// tidy is a text of several lines as it is stored.
func tidy(text string) string {
	return strings.TrimSpace(strings.ReplaceAll(text, "\r\n", "\n"))
}
