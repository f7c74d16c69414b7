package review

import (
	"context"
	"net/http"
	"net/url"
	"path/filepath"
	"slices"
	"strconv"

	"bitext/corpus"
	"bitext/termbase"
)

// pageRows is how many rows of a list come at once: more than most screens show,
// few enough to be made and drawn at once (12 ms of processor time).
const pageRows = 50

// choice is what the filters of the list of terms choose, as it stands in the
// address.
type choice struct {
	State   string // a state, "" for all
	Subject string
	Lang    corpus.Lang // of the translation: its renderings are shown
	Doc     int64
	Rivals  bool
	Query   string
	Sort    termbase.Order
	Page    int
	At      int64 // the entry that is selected
}

func choiceOf(q url.Values) (choice, error) {
	c := choice{
		State: q.Get("state"), Subject: q.Get("subject"), Lang: corpus.Lang(q.Get("lang")), Rivals: q.Get("rivals") != "",
		Query: q.Get("q"), Sort: termbase.Order(q.Get("sort")),
	}
	if c.State != "" && !termbase.State(c.State).Valid() || !c.Sort.Valid() {
		return c, failure{http.StatusBadRequest, "The address asks for something that does not exist.", nil}
	}
	var err error
	if c.Doc, err = offered(q.Get("doc")); err != nil {
		return c, err
	}
	page, err := offered(q.Get("page"))
	if err != nil {
		return c, err
	}
	c.Page = max(1, int(min(page, 1<<30)))
	c.At, err = offered(q.Get("at"))
	return c, err
}

// filter is what the termbase is asked for.
func (c choice) filter() termbase.Filter {
	f := termbase.Filter{Subject: c.Subject, Document: c.Doc, Text: c.Query, Sort: c.Sort, Renders: c.Lang}
	if c.State != "" {
		f.States = []termbase.State{termbase.State(c.State)}
	}
	if c.Rivals {
		f.Rivals = 2
	}
	return f
}

// values are the filters as they stand in an address, without page and place.
func (c choice) values() url.Values {
	v := url.Values{}
	set := func(name, value string) {
		if value != "" {
			v.Set(name, value)
		}
	}
	set("state", c.State)
	set("subject", c.Subject)
	set("lang", string(c.Lang))
	set("q", c.Query)
	set("sort", string(c.Sort))
	if c.Doc != 0 {
		v.Set("doc", strconv.FormatInt(c.Doc, 10))
	}
	if c.Rivals {
		v.Set("rivals", "1")
	}
	return v
}

// address leads to the list with one filter set otherwise.
func (c choice) address(path, name, value string) string {
	v := c.values()
	if value == "" {
		v.Del(name)
	} else {
		v.Set(name, value)
	}
	if len(v) == 0 {
		return path
	}
	return path + "?" + v.Encode()
}

// Values are the filters for a form.
func (c choice) Values() url.Values { return c.values() }

// Filtered reports whether the list may lack something.
func (c choice) Filtered() bool { return len(c.values()) > 0 }

// PageLink leads to a page of the list.
func (c choice) PageLink(page int) string { return c.address("/terms", "page", strconv.Itoa(page)) }

// RowsLink leads to rows of the list, to which the script adds from where on.
func (c choice) RowsLink() string { return c.address("/terms/rows", "", "") }

// AllLink leads to the question whether all that is chosen is to be decided.
func (c choice) AllLink(decision termbase.State) string {
	return c.address("/terms/all", "decision", string(decision))
}

// termsView is the page of terms.
type termsView struct {
	choice
	Rows   rowsView
	States []stateTab
	Lists  lists
	Term   *termView // nil where nothing is selected
	Total  int
	Pages  int
	Any    bool // the termbase holds some entry
}

type stateTab struct {
	State string
	Count int
	Link  string
	On    bool
}

// lists are what the filters offer.
type lists struct {
	Subjects []termbase.Subject
	Langs    []corpus.Lang // of translations
	Sources  []corpus.Lang // of the other texts
	Docs     []docName
	Shown    corpus.Lang // whose renderings the list shows where none was chosen
}

type docName struct {
	ID   int64
	Name string
}

// rowsView is a run of rows of the list.
type rowsView struct {
	Rows  []termRow
	Total int
	At    int64
}

// termRow is an entry in the list.
type termRow struct {
	ID       int64
	Version  int
	State    termbase.State
	Term     string
	Lang     corpus.Lang
	Subject  string
	Count    int
	Position int // from 1
	Total    int
	Selected bool
	Link     string
	Target   corpus.Lang
	Variants []variant
}

func (h *Handler) terms(w http.ResponseWriter, r *request) error {
	c, err := choiceOf(r.URL.Query())
	if err != nil {
		return err
	}
	ctx := r.Context()
	v := termsView{choice: c}
	if v.Lists, err = h.lists(ctx); err != nil {
		return err
	}
	if v.States, err = h.stateTabs(ctx, c); err != nil {
		return err
	}
	for _, s := range v.States {
		v.Any = v.Any || s.Count > 0
		if s.On {
			v.Total = s.Count
		}
	}
	v.Pages = max(1, (v.Total+pageRows-1)/pageRows)
	v.Page = min(v.Page, v.Pages)
	c.Page = v.Page
	if v.Rows, err = h.rows(ctx, c, v.Total, (c.Page-1)*pageRows, v.Lists); err != nil {
		return err
	}
	if v.At == 0 && len(v.Rows.Rows) > 0 {
		v.At = v.Rows.Rows[0].ID
	}
	for i := range v.Rows.Rows {
		v.Rows.Rows[i].Selected = v.Rows.Rows[i].ID == v.At
	}
	if v.At != 0 {
		if v.Term, err = h.termView(r, v.At, v.Lists.or(c.Lang)); err != nil {
			return err
		}
	}
	return h.show(w, r, "terms", r.t("Terms"), "part-terms", v)
}

// termRows gives the rows from an offset on, for a list that grows while it is
// scrolled.
func (h *Handler) termRows(w http.ResponseWriter, r *request) error {
	c, err := choiceOf(r.URL.Query())
	if err != nil {
		return err
	}
	from, err := offered(r.URL.Query().Get("from"))
	if err != nil {
		return err
	}
	l, err := h.lists(r.Context())
	if err != nil {
		return err
	}
	total, err := h.count(r.Context(), c)
	if err != nil {
		return err
	}
	rows, err := h.rows(r.Context(), c, total, int(min(from, 1<<30)), l)
	if err != nil {
		return err
	}
	return h.write(w, r, http.StatusOK, "part-rows", rows)
}

func (h *Handler) rows(ctx context.Context, c choice, total, from int, l lists) (rowsView, error) {
	f := c.filter()
	f.Offset, f.Limit = from, pageRows
	entries, err := h.db.Entries(ctx, f)
	if err != nil {
		return rowsView{}, err
	}
	v := rowsView{Total: total, At: c.At}
	shown := l.or(c.Lang)
	for i := range entries {
		row := rowOf(&entries[i], shown)
		row.Position, row.Total = from+i+1, total
		row.Link = c.address("/terms", "at", strconv.FormatInt(row.ID, 10))
		if c.Page > 1 {
			row.Link += "&page=" + strconv.Itoa(c.Page)
		}
		v.Rows = append(v.Rows, row)
	}
	return v, nil
}

func rowOf(e *termbase.Entry, shown corpus.Lang) termRow {
	row := termRow{ID: e.ID, Version: e.Version, State: e.State, Subject: e.Subject, Count: e.Count, Target: shown}
	if len(e.Terms) > 0 {
		row.Lang = e.Terms[0].Lang
		head, _ := e.Head(row.Lang)
		row.Term = head.Text
	}
	if row.Lang == shown {
		for _, t := range e.Terms { // the concept is named in the language that is shown: show another
			if t.Lang != shown {
				row.Target = t.Lang
				break
			}
		}
	}
	row.Variants = variantsOf(e, row.Target)
	return row
}

// or is the language whose renderings are shown.
func (l lists) or(chosen corpus.Lang) corpus.Lang {
	if chosen != "" {
		return chosen
	}
	return l.Shown
}

// states counts the entries of each state that the other filters choose.
func (h *Handler) states(ctx context.Context, c choice) (map[termbase.State]int, error) {
	c.State = ""
	return recently(ctx, &h.cache, "states "+c.values().Encode(), func(ctx context.Context) (map[termbase.State]int, error) {
		return h.db.CountStates(ctx, c.filter())
	})
}

// count is how many entries the filters choose.
func (h *Handler) count(ctx context.Context, c choice) (int, error) {
	states, err := h.states(ctx, c)
	return inState(states, c.State), err
}

// inState adds up what is in one state, or in all of them where none is named.
func inState(states map[termbase.State]int, state string) int {
	if state != "" {
		return states[termbase.State(state)]
	}
	n := 0
	for _, k := range states {
		n += k
	}
	return n
}

func (h *Handler) stateTabs(ctx context.Context, c choice) ([]stateTab, error) {
	states, err := h.states(ctx, c)
	if err != nil {
		return nil, err
	}
	var out []stateTab
	for _, s := range []termbase.State{termbase.Proposed, termbase.Approved, termbase.Rejected, ""} {
		out = append(out, stateTab{string(s), inState(states, string(s)), c.address("/terms", "state", string(s)), c.State == string(s)})
	}
	return out, nil
}

// lists reads what the filters offer.
func (h *Handler) lists(ctx context.Context) (lists, error) {
	return recently(ctx, &h.cache, "lists", func(ctx context.Context) (l lists, err error) {
		if l.Subjects, err = h.db.Subjects(ctx); err != nil {
			return l, err
		}
		pairs, err := h.db.Pairs(ctx)
		if err != nil {
			return l, err
		}
		l.Docs = docNames(pairs)
		if l.Langs, err = h.db.Targets(ctx); err != nil {
			return l, err
		}
		l.Shown = mostTranslated(pairs, l.Langs)
		for _, p := range pairs {
			if !slices.Contains(l.Sources, p.Source.Lang) && !slices.Contains(l.Langs, p.Source.Lang) {
				l.Sources = append(l.Sources, p.Source.Lang)
			}
		}
		return l, nil
	})
}

// mostTranslated is the language of most of the stored texts' translations; of
// a termbase without texts, the first that there is.
func mostTranslated(pairs []termbase.Pair, langs []corpus.Lang) corpus.Lang {
	units := map[corpus.Lang]int{}
	for _, p := range pairs {
		units[p.Target.Lang] += p.Units
	}
	best := corpus.French
	if len(langs) > 0 && !slices.Contains(langs, best) {
		best = langs[0]
	}
	for _, code := range langs {
		if units[code] > units[best] {
			best = code
		}
	}
	return best
}

// docNames lists the source texts by name.
func docNames(pairs []termbase.Pair) []docName {
	var out []docName
	seen := map[int64]bool{}
	for _, p := range pairs {
		if !seen[p.Source.ID] {
			seen[p.Source.ID] = true
			out = append(out, docName{p.Source.ID, filepath.Base(p.Source.Path)})
		}
	}
	return out
}
