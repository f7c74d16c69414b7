package review

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"bitext/corpus"
	"bitext/termbase"
)

// pageHits is how many places a page of the concordance shows.
const pageHits = 50

// searchView is the concordance.
type searchView struct {
	Query      string
	Lang       corpus.Lang
	Exact      bool
	Langs      []corpus.Lang
	Asked      bool
	Total      int
	AtLeast    bool
	Known      int
	Renderings []searchRendering
	Terms      []termbase.Found // entries that the phrase is a term of
	Hits       []hitView
	From, To   int
	Prev, Next string
}

type searchRendering struct {
	termbase.Rendering
	Share float64
	Hue   int
}

// hitView is a place of the phrase.
type hitView struct {
	N              int
	Source, Target hitSide
	Pair           int64
	Unit           int
}

type hitSide struct {
	Lang   corpus.Lang
	Place  string
	Before string // KWIC: what stands before the first mark
	Mark   string
	After  string
	Full   []piece
	Found  bool // the phrase itself stands here, not only what stands for it
}

func (h *Handler) search(w http.ResponseWriter, r *request) error {
	q := r.URL.Query()
	v := searchView{Query: strings.TrimSpace(q.Get("q")), Lang: corpus.Lang(q.Get("lang")), Exact: q.Get("exact") != ""}
	from, err := offered(q.Get("from"))
	if err != nil {
		return err
	}
	v.From = int(min(from, 1<<30))
	l, err := h.lists(r.Context())
	if err != nil {
		return err
	}
	v.Langs = append(append([]corpus.Lang{}, l.Sources...), l.Langs...)
	if v.Query != "" {
		if len(v.Query) > mostPhrase {
			return failure{http.StatusBadRequest, "That is too long for a phrase.", nil}
		}
		key := fmt.Sprintf("search %q %s %v %d", v.Query, v.Lang, v.Exact, v.From)
		v, err = keep(r.Context(), &h.cache, key, func(ctx context.Context) (searchView, error) { return v, h.find(ctx, &v) })
		if err != nil {
			return err
		}
	}
	return h.show(w, r, "search", r.t("Concordance"), "part-search", v)
}

// mostPhrase bounds what is looked for.
const mostPhrase = 300

func (h *Handler) find(ctx context.Context, v *searchView) error {
	found, err := h.db.Search(ctx, termbase.Query{Phrase: v.Query, Lang: v.Lang, Exact: v.Exact, Offset: v.From, Limit: pageHits})
	if err != nil {
		return err
	}
	v.Asked, v.Total, v.AtLeast, v.Known = true, found.Total, found.AtLeast, found.Known
	most := 0
	for _, x := range found.Renderings {
		most = max(most, x.Count)
	}
	for i, x := range found.Renderings {
		v.Renderings = append(v.Renderings, searchRendering{x, 100 * float64(x.Count) / float64(most), min(i+1, hues)})
	}
	for i, hit := range found.Hits {
		x := hitView{N: v.From + i + 1, Pair: hit.Unit.Pair, Unit: hit.Unit.Index}
		if x.Source, err = h.side(ctx, hit, hit.Pair.Source, hit.Unit.Source, hit.Unit.SourceBlock, hit.Source, hit.SourceRendered); err != nil {
			return err
		}
		if x.Target, err = h.side(ctx, hit, hit.Pair.Target, hit.Unit.Target, hit.Unit.TargetBlock, hit.Target, hit.TargetRendered); err != nil {
			return err
		}
		v.Hits = append(v.Hits, x)
	}
	v.To = v.From + len(found.Hits)
	if v.From > 0 {
		v.Prev = v.address(max(0, v.From-pageHits))
	}
	if v.To < v.Total {
		v.Next = v.address(v.To)
	}
	terms, err := h.db.Find(ctx, v.Query, termbase.FindOptions{Lang: v.Lang, Limit: 20})
	for _, t := range terms {
		if t.Closeness <= termbase.InflectedTerm && len(strings.Fields(t.Term.Text)) == len(strings.Fields(v.Query)) && len(v.Terms) < 3 {
			v.Terms = append(v.Terms, t)
		}
	}
	return err
}

func (v *searchView) address(from int) string {
	q := url.Values{"q": {v.Query}}
	if v.Lang != "" {
		q.Set("lang", string(v.Lang))
	}
	if v.Exact {
		q.Set("exact", "1")
	}
	if from > 0 {
		q.Set("from", fmt.Sprint(from))
	}
	return "/search?" + q.Encode()
}

// side makes one side of a hit ready: the phrase marked, or what stands for it.
func (h *Handler) side(ctx context.Context, hit termbase.Hit, text termbase.Text, words string, block int, found, rendered []corpus.Span) (hitSide, error) {
	s := hitSide{Lang: text.Lang, Found: len(found) > 0}
	spans := found
	if len(spans) == 0 {
		spans = inOrder(rendered)
	}
	s.Full = mark(words, spans)
	if len(spans) > 0 && spans[0].End <= len(words) {
		s.Before, s.Mark, s.After = tail(words[:spans[0].Start]), words[spans[0].Start:spans[0].End], head(words[spans[0].End:], around)
	} else {
		s.After = head(words, 2*around)
	}
	var err error
	s.Place, err = h.places.Name(ctx, *hit.Pair, text, block)
	return s, err
}
