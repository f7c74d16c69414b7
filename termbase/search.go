package termbase

import (
	"context"
	"database/sql"
	"fmt"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"bitext/corpus"
	"bitext/corpus/lang"
)

// Query is a phrase to look for in the stored texts.
type Query struct {
	Phrase string
	Lang   corpus.Lang // of the phrase; empty looks in every text
	Exact  bool        // as written, accents and case apart; otherwise inflected forms count too
	Offset int
	Limit  int // hits to give; 0 is no limit
}

// Hit is a stored unit in which the phrase stands.
type Hit struct {
	Unit   Unit
	Pair   *Pair
	Source []corpus.Span // where it stands in the source, in bytes; nil where it does not
	Target []corpus.Span // where it stands in the target

	// Where its renderings stand on the other side, as far as they are known.
	SourceRendered, TargetRendered []corpus.Span
}

// Concordance is what a search found.
type Concordance struct {
	Hits       []Hit
	Total      int         // units in which the phrase stands, whatever the limit
	AtLeast    bool        // there are more than Total: the search stopped counting
	Renderings []Rendering // what stands for the phrase on the other side, where that is known, most frequent first
	Known      int         // occurrences whose rendering is known
}

// mostCandidates bounds the units that one search looks through: a function
// word stands in nearly all of them, and nobody reads so many.
const mostCandidates = 20000

// Search looks for a phrase in the texts of both sides. Accents, case and the
// kinds of apostrophes, hyphens and spaces do not matter. Renderings are counted
// where extraction has found them, that is for phrases that are terms.
func (db *DB) Search(ctx context.Context, q Query) (*Concordance, error) {
	m := newMatcher(q)
	out := &Concordance{}
	if len(m.phrase) == 0 {
		return out, nil
	}
	err := db.read(ctx, func(tx querier) error {
		pairs, err := pairsByID(ctx, tx)
		if err != nil {
			return err
		}
		hits, err := m.hits(ctx, tx, pairs)
		if err != nil {
			return err
		}
		out.AtLeast = m.seen >= mostCandidates
		out.Total = len(hits)
		if err := out.count(ctx, tx, hits); err != nil {
			return err
		}
		hits = hits[min(q.Offset, len(hits)):]
		if q.Limit > 0 {
			hits = hits[:min(q.Limit, len(hits))]
		}
		out.Hits = hits
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("search %q: %w", q.Phrase, err)
	}
	return out, nil
}

func pairsByID(ctx context.Context, q querier) (map[int64]*Pair, error) {
	rows, err := q.QueryContext(ctx, selectPairs)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	out := map[int64]*Pair{}
	for rows.Next() {
		p, err := scanPair(rows)
		if err != nil {
			return nil, err
		}
		out[p.ID] = &p
	}
	return out, rows.Err()
}

// matcher finds a phrase in texts. Words are folded and stemmed once each: a
// text has far fewer different ones.
type matcher struct {
	query  Query
	phrase []string              // the words as written
	seen   int                   // units looked through
	in     map[corpus.Lang]*view // by language of the text
}

// view is how the phrase and the words of texts look in one language.
type view struct {
	lang  *lang.Language
	forms map[string]wordForm
	want  []wordForm // the words of the phrase
}

// wordForm is a word folded, and its stem folded.
type wordForm struct{ fold, stem string }

func newMatcher(q Query) *matcher {
	m := &matcher{query: q, in: map[corpus.Lang]*view{}}
	for _, s := range words(q.Phrase) {
		m.phrase = append(m.phrase, s.In(q.Phrase))
	}
	return m
}

func (m *matcher) view(code corpus.Lang) *view {
	v := m.in[code]
	if v == nil {
		v = &view{lang: lang.For(code), forms: map[string]wordForm{}}
		for _, w := range m.phrase {
			v.want = append(v.want, v.form(w))
		}
		m.in[code] = v
	}
	return v
}

func (v *view) form(text string) wordForm {
	f, ok := v.forms[text]
	if !ok {
		norm := lang.Normal(text)
		f = wordForm{lang.Fold(norm), lang.Fold(v.lang.Stem(norm))}
		v.forms[strings.Clone(text)] = f
	}
	return f
}

// hits looks up the index and verifies what it gives: the index knows
// beginnings of words, and rows of units that are gone.
func (m *matcher) hits(ctx context.Context, q querier, pairs map[int64]*Pair) ([]Hit, error) {
	rows, err := q.QueryContext(ctx, "SELECT "+unitColumns+` FROM unit u JOIN pair p ON p.id = u.pair
		WHERE u.id IN (SELECT docid FROM unit_text WHERE unit_text MATCH ?) ORDER BY u.id LIMIT ?`, m.match(), mostCandidates)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []Hit
	for rows.Next() {
		u, err := scanUnit(rows)
		if err != nil {
			return nil, err
		}
		m.seen++
		h := Hit{Unit: u, Pair: pairs[u.Pair]}
		if h.Pair == nil {
			continue
		}
		h.Source = m.find(u.Source, h.Pair.Source.Lang)
		h.Target = m.find(u.Target, h.Pair.Target.Lang)
		if h.Source != nil || h.Target != nil {
			out = append(out, h)
		}
	}
	return out, rows.Err()
}

// match is the query for the index: the words in a row, each cut down to what
// its inflected forms share.
func (m *matcher) match() string {
	var parts []string
	for i, w := range m.phrase {
		if m.query.Exact {
			parts = append(parts, lang.Fold(w))
			continue
		}
		parts = append(parts, m.shared(i)+"*")
	}
	return `"` + strings.Join(parts, " ") + `"`
}

// shared is the beginning that a word of the phrase has in common with its stem
// in every language that may be meant.
func (m *matcher) shared(i int) string {
	codes := []corpus.Lang{m.query.Lang}
	if m.query.Lang == "" {
		codes = []corpus.Lang{corpus.English, corpus.French}
	}
	fold := lang.Fold(m.phrase[i])
	for _, code := range codes {
		stem := m.view(code).want[i].stem
		n := 0
		for n < min(len(fold), len(stem)) && fold[n] == stem[n] {
			n++
		}
		for n > 0 && n < len(fold) && !utf8.RuneStart(fold[n]) {
			n--
		}
		if n > 0 {
			fold = fold[:n]
		}
	}
	return fold
}

// find gives the spans of the phrase in a text of one language.
func (m *matcher) find(text string, code corpus.Lang) []corpus.Span {
	if m.query.Lang != "" && m.query.Lang != code {
		return nil
	}
	v := m.view(code)
	in := words(text)
	var out []corpus.Span
	for i := 0; i+len(v.want) <= len(in); i++ {
		last := i + len(v.want) - 1
		if m.at(v, text, in[i:last+1]) {
			out = append(out, corpus.Span{Start: in[i].Start, End: in[last].End})
			i = last
		}
	}
	return out
}

// at reports whether the words are those of the phrase, inflection apart.
func (m *matcher) at(v *view, text string, in []corpus.Span) bool {
	for i, s := range in {
		got, want := v.form(s.In(text)), v.want[i]
		if got.fold != want.fold && (m.query.Exact || got.stem == "" || got.stem != want.stem) {
			return false
		}
	}
	return true
}

// words cuts a text at everything that is no letter and no digit, as the index
// of texts does, so that "l'entraide" has the word "entraide"; characters of
// scripts written without spaces stand alone.
func words(text string) []corpus.Span {
	var out []corpus.Span
	start := -1
	end := func(at int) {
		if start >= 0 {
			out = append(out, corpus.Span{Start: start, End: at})
			start = -1
		}
	}
	for i, r := range text {
		switch {
		case unspaced(r):
			end(i)
			start = i
			end(i + utf8.RuneLen(r))
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || r == '\u00ad':
			if start < 0 {
				start = i
			}
		default:
			end(i)
		}
	}
	end(len(text))
	return out
}

// count adds up what stands for the phrase on the other side of the hits, and
// marks it there.
func (c *Concordance) count(ctx context.Context, q querier, hits []Hit) error {
	// Text comes with a place, so that nothing else need be looked up.
	prepared, err := prepare(ctx, q, `SELECT p.source_start, p.source_end, p.target_start, p.target_end, r.text
		FROM place p JOIN rendering r ON r.id = p.rendering WHERE p.unit = ?`)
	if err != nil {
		return err
	}
	defer prepared.Close()
	counts := map[rendered]int{}
	for i := range hits {
		h := &hits[i]
		seen := map[corpus.Span]bool{}
		err := eachPlace(ctx, prepared, h.Unit.ID, func(p Place, text string) {
			if r, ok := h.render(p, text, seen); ok {
				counts[r]++
				c.Known++
			}
		})
		if err != nil {
			return err
		}
	}
	for r, n := range counts {
		c.Renderings = append(c.Renderings, Rendering{Lang: r.lang, Text: r.text, Count: n})
	}
	sort.Slice(c.Renderings, func(i, j int) bool {
		a, b := c.Renderings[i], c.Renderings[j]
		if a.Lang != b.Lang {
			return a.Lang < b.Lang
		}
		if a.Count != b.Count {
			return a.Count > b.Count
		}
		return a.Text < b.Text
	})
	return nil
}

// rendered is what stands for the phrase, as it is counted.
type rendered struct {
	lang corpus.Lang
	text string
}

// render takes a place of some term in the unit: if the term or its rendering
// is the phrase, what stands on the other side is what was looked for. seen
// keeps an occurrence from being counted twice.
func (h *Hit) render(p Place, text string, seen map[corpus.Span]bool) (rendered, bool) {
	switch {
	case contains(h.Source, p.Source) && !seen[p.Source]:
		seen[p.Source] = true
		h.TargetRendered = append(h.TargetRendered, p.Target)
		return rendered{h.Pair.Target.Lang, text}, true
	case contains(h.Target, p.Target) && !seen[p.Target] && p.Source.End <= len(h.Unit.Source):
		seen[p.Target] = true
		h.SourceRendered = append(h.SourceRendered, p.Source)
		return rendered{h.Pair.Source.Lang, lang.Normal(p.Source.In(h.Unit.Source))}, true
	}
	return rendered{}, false
}

func eachPlace(ctx context.Context, s *sql.Stmt, unit int64, use func(Place, string)) error {
	rows, err := s.QueryContext(ctx, unit)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var p Place
		var text string
		if err := rows.Scan(&p.Source.Start, &p.Source.End, &p.Target.Start, &p.Target.End, &text); err != nil {
			return err
		}
		use(p, text)
	}
	return rows.Err()
}

func prepare(ctx context.Context, q querier, query string) (*sql.Stmt, error) {
	p, ok := q.(interface {
		PrepareContext(context.Context, string) (*sql.Stmt, error)
	})
	if !ok {
		return nil, fmt.Errorf("prepare: not a connection")
	}
	return p.PrepareContext(ctx, query)
}
