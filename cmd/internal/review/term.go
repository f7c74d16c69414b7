package review

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"time"

	"bitext/corpus"
	"bitext/termbase"
)

// firstContexts is how many contexts of each rendering are shown at first,
// moreContexts how many come with each request for more.
const (
	firstContexts = 4
	nextContexts  = 40
)

// termView is an entry with its contexts.
type termView struct {
	*termbase.Entry
	Term    string
	Lang    corpus.Lang
	When    time.Time // of the last change; zero where nobody has changed it
	Forms   []termbase.Form
	Targets []targetView
	Own     []variant // terms of the language that names it, where there are several
	History []eventView
	May     bool // the person may decide
	Notes   []string
}

// targetView is what stands for the concept in one language.
type targetView struct {
	Lang     corpus.Lang
	Variants []variant
	Groups   []contextGroup
}

// contextGroup is the contexts of one rendering.
type contextGroup struct {
	Entry    int64
	Lang     corpus.Lang
	Text     string // "" for places without rendering
	Hue      int
	Count    int // 0 where it is not known
	Contexts []passage
	More     string // address of further ones
}

// passage is a place in both languages.
type passage struct {
	Source, Target         []piece
	SourceLang, TargetLang corpus.Lang
	SourcePlace            string
	TargetPlace            string
	Pair                   int64
	Unit                   int64
}

type eventView struct {
	termbase.Event
	Text string // what was done, in words
}

func (h *Handler) term(w http.ResponseWriter, r *request) error {
	id, err := number(r.PathValue("id"))
	if err != nil {
		return err
	}
	if !r.part() {
		http.Redirect(w, r.Request, "/terms?at="+r.PathValue("id"), http.StatusSeeOther)
		return nil
	}
	l, err := h.lists(r.Context())
	if err != nil {
		return err
	}
	v, err := h.termView(r, id, l.or(corpus.Lang(r.URL.Query().Get("lang"))))
	if err != nil {
		return err
	}
	return h.write(w, r, http.StatusOK, "part-term", v)
}

// termView reads an entry; the language first comes first.
func (h *Handler) termView(r *request, id int64, first corpus.Lang) (*termView, error) {
	ctx := r.Context()
	found, err := h.db.Entries(ctx, termbase.Filter{IDs: []int64{id}})
	if err != nil {
		return nil, err
	}
	if len(found) == 0 {
		return nil, termbase.ErrNoEntry
	}
	e := &found[0]
	v := &termView{Entry: e, Forms: e.Forms, May: r.user.Role >= terminologist}
	if len(e.Terms) > 0 {
		v.Lang = e.Terms[0].Lang
		head, _ := e.Head(v.Lang)
		v.Term = head.Text
		if own := e.TermsIn(v.Lang); len(own) > 1 {
			for _, t := range own {
				v.Own = append(v.Own, variant{Text: t.Text, Lang: t.Lang, Status: t.Status})
			}
		}
	}
	if e.Changed != 0 {
		v.When = time.Unix(e.Changed, 0)
	}
	if e.Note != "" {
		v.Notes = strings.Split(e.Note, "\n")
	}
	places, err := h.db.Occurrences(ctx, id, termbase.OccurrenceFilter{Limit: firstContexts + 1})
	if err != nil {
		return nil, err
	}
	targets := targetsOf(e)
	slices.SortStableFunc(targets, func(a, b corpus.Lang) int { return order(b == first, a == first) })
	for _, code := range targets {
		t := targetView{Lang: code, Variants: variantsOf(e, code)}
		if t.Groups, err = h.groups(ctx, e, t, places, firstContexts); err != nil {
			return nil, err
		}
		v.Targets = append(v.Targets, t)
	}
	v.History, err = h.events(ctx, r, id)
	return v, err
}

func order(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// groups puts places together by rendering, in the order of the variants.
func (h *Handler) groups(ctx context.Context, e *termbase.Entry, t targetView, places []termbase.Occurrence, most int) ([]contextGroup, error) {
	var out []contextGroup
	at := map[string]int{}
	for _, o := range places {
		if o.Lang != t.Lang {
			continue
		}
		i, ok := at[o.Text]
		if !ok {
			i = len(out)
			at[o.Text] = i
			out = append(out, t.group(e.ID, o.Text))
		}
		g := &out[i]
		if len(g.Contexts) == most {
			g.More = moreAddress(e.ID, t.Lang, o.Text, most)
			continue
		}
		c, err := h.context(ctx, o)
		if err != nil {
			return nil, err
		}
		g.Contexts = append(g.Contexts, c)
	}
	slices.SortStableFunc(out, func(a, b contextGroup) int { return t.rank(a.Text) - t.rank(b.Text) })
	return out, nil
}

// group begins the group of a rendering.
func (t targetView) group(entry int64, text string) contextGroup {
	g := contextGroup{Entry: entry, Lang: t.Lang, Text: text}
	for _, v := range t.Variants {
		if v.Text == text {
			g.Hue, g.Count = v.Hue, v.Count
		}
	}
	return g
}

// rank is the place of a rendering among the variants; places without one come
// last.
func (t targetView) rank(text string) int {
	i := slices.IndexFunc(t.Variants, func(v variant) bool { return v.Text == text })
	if i < 0 {
		return len(t.Variants)
	}
	return i
}

// context makes a place ready to be shown.
func (h *Handler) context(ctx context.Context, o termbase.Occurrence) (passage, error) {
	p, err := h.places.Pair(ctx, o.Of.Pair)
	if err != nil {
		return passage{}, err
	}
	c := passage{Pair: o.Of.Pair, Unit: o.Of.ID, SourceLang: p.Source.Lang, TargetLang: p.Target.Lang}
	c.Source = excerpt(o.Of.Source, o.Source)
	c.Target = excerpt(o.Of.Target, o.Target)
	if c.SourcePlace, err = h.places.Name(ctx, p, p.Source, o.Of.SourceBlock); err != nil {
		return c, err
	}
	c.TargetPlace, err = h.places.Name(ctx, p, p.Target, o.Of.TargetBlock)
	return c, err
}

// moreContexts gives further contexts of one rendering.
func (h *Handler) moreContexts(w http.ResponseWriter, r *request) error {
	id, err := number(r.PathValue("id"))
	if err != nil {
		return err
	}
	q := r.URL.Query()
	from, err := offered(q.Get("from"))
	if err != nil {
		return err
	}
	f := termbase.OccurrenceFilter{Lang: corpus.Lang(q.Get("lang")), Text: q.Get("text"), Offset: int(min(from, 1<<30)), Limit: nextContexts + 1}
	f.Bare = f.Text == ""
	places, err := h.db.Occurrences(r.Context(), id, f)
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
	t := targetView{Lang: f.Lang, Variants: variantsOf(&found[0], f.Lang)}
	g := t.group(id, f.Text)
	for i, o := range places {
		if i == nextContexts {
			g.More = moreAddress(id, f.Lang, f.Text, f.Offset+nextContexts)
			break
		}
		c, err := h.context(r.Context(), o)
		if err != nil {
			return err
		}
		g.Contexts = append(g.Contexts, c)
	}
	return h.write(w, r, http.StatusOK, "part-contexts", g)
}
