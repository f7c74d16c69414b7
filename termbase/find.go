package termbase

import (
	"context"
	"encoding/json"
	"fmt"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/agnivade/levenshtein"

	"bitext/corpus"
	"bitext/corpus/lang"
)

// Closeness says in which way a term fits what was looked for; less is closer.
type Closeness int

// The ways, closest first.
const (
	ExactTerm     Closeness = iota // the same but for case and the kinds of apostrophes
	FoldedTerm                     // accents apart too
	InflectedTerm                  // all words, inflected
	PartOfTerm                     // some words of the term, or beginnings of them
	WithinWord                     // stands within the term somewhere
	SimilarTerm                    // words a few letters off
)

// Found is an entry that a search for terms has found, with the term that fits
// best.
type Found struct {
	Entry     int64
	Term      Term
	Closeness Closeness
}

// FindOptions tunes Find. The zero value looks in all languages, in every way
// but similarity, for 50 entries.
type FindOptions struct {
	Lang  corpus.Lang
	Fuzzy int // letters that a word may be off; 0 to 2
	Limit int // entries to find; 0 is 50
}

// Find looks for entries by any form of a term: as it stands, folded, inflected,
// a part of it, or similar. The closest come first, and among equals the
// shortest term.
func (db *DB) Find(ctx context.Context, text string, opts FindOptions) ([]Found, error) {
	if opts.Limit <= 0 {
		opts.Limit = 50
	}
	var out []Found
	err := db.read(ctx, func(q querier) error {
		f := &finder{ctx: ctx, q: q, opts: opts, text: text, fold: lang.Fold(strings.Join(strings.Fields(text), " ")), seen: map[int64]bool{}}
		var err error
		out, err = f.all()
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("find %q: %w", text, err)
	}
	return out, nil
}

// finder looks in one way after the other until it has enough.
type finder struct {
	ctx  context.Context
	q    querier
	opts FindOptions
	text string
	fold string
	out  []Found
	seen map[int64]bool
}

func (f *finder) all() ([]Found, error) {
	var whole, starts []string
	for _, s := range words(f.text) {
		w := lang.Fold(s.In(f.text))
		whole, starts = append(whole, w), append(starts, w+"*")
	}
	if len(whole) == 0 {
		err := f.like()
		return f.out, err
	}
	steps := []func() error{func() error { return f.exact(strings.Join(whole, " ")) }}
	for _, query := range f.stems() {
		steps = append(steps, func() error { return f.match(InflectedTerm, query) })
	}
	steps = append(steps,
		func() error { return f.match(PartOfTerm, `"`+strings.Join(starts, " ")+`"`) },
		func() error { return f.match(PartOfTerm, strings.Join(starts, " ")) },
		f.like,
		func() error { return f.similar(whole) })
	for _, step := range steps {
		if err := step(); err != nil {
			return nil, err
		}
		if len(f.out) >= f.opts.Limit {
			break
		}
	}
	return f.out[:min(len(f.out), f.opts.Limit)], nil
}

// stems gives the queries for the stems of all words, in the language that is
// meant or in those known in depth.
func (f *finder) stems() []string {
	codes := []corpus.Lang{f.opts.Lang}
	if f.opts.Lang == "" {
		codes = []corpus.Lang{corpus.English, corpus.French}
	}
	var queries []string
	for _, code := range codes {
		l := lang.For(code)
		var stems []string
		for _, t := range l.Words(f.text) {
			if t.Form == lang.Word {
				stems = append(stems, `"`+stemWord(l, t.Norm)+`"`)
			}
		}
		if query := strings.Join(stems, " "); query != "" && !contains(queries, query) {
			queries = append(queries, query)
		}
	}
	return queries
}

// exact finds the terms that are the phrase, folded.
func (f *finder) exact(phrase string) error {
	norm := lang.Normal(strings.Join(strings.Fields(f.text), " "))
	return f.query(`WHERE t.id IN (SELECT docid FROM term_text WHERE words MATCH ?1) AND t.fold = ?2`, func(t Term, stored string) Closeness {
		if stored == norm {
			return ExactTerm
		}
		return FoldedTerm
	}, `"`+phrase+`"`, f.fold)
}

// match finds terms through the word index.
func (f *finder) match(how Closeness, query string) error {
	if query == "" {
		return nil
	}
	return f.query("WHERE t.id IN (SELECT docid FROM term_text WHERE words MATCH ?1) AND (?2 = '' OR 1)",
		func(Term, string) Closeness { return how }, query, "")
}

// like finds terms in which the text stands anywhere.
func (f *finder) like() error {
	if f.fold == "" {
		return nil
	}
	return f.query("WHERE t.id IN (SELECT id FROM term WHERE instr(fold, ?1)) AND (?2 = '' OR 1)", func(Term, string) Closeness { return WithinWord }, f.fold, "")
}

// mostOfOneWay bounds what one way may give before the next is tried.
const mostOfOneWay = 2000

// query adds the terms that fit, shortest first.
func (f *finder) query(where string, how func(Term, string) Closeness, args ...any) error {
	rows, err := f.q.QueryContext(f.ctx, `SELECT t.entry, t.id, t.lang, t.text, t.norm, t.status FROM term t `+where+
		` AND (?3 = '' OR t.lang = ?3) ORDER BY length(t.fold), t.fold, t.id LIMIT ?4`, append(args, f.opts.Lang, mostOfOneWay)...)
	if err != nil {
		return err
	}
	defer rows.Close()
	var found []Found
	for rows.Next() {
		var x Found
		var norm string
		if err := rows.Scan(&x.Entry, &x.Term.ID, &x.Term.Lang, &x.Term.Text, &norm, &x.Term.Status); err != nil {
			return err
		}
		x.Closeness = how(x.Term, norm)
		found = append(found, x)
	}
	sort.SliceStable(found, func(i, j int) bool { return found[i].Closeness < found[j].Closeness })
	for _, x := range found {
		if !f.seen[x.Entry] {
			f.seen[x.Entry] = true
			f.out = append(f.out, x)
		}
	}
	return rows.Err()
}

// similar finds terms that have, for each word, one that is a few letters off.
// The first letter must be right: that keeps the words to compare few, and
// slips there are rare (Damerau 1964).
func (f *finder) similar(whole []string) error {
	if f.opts.Fuzzy <= 0 {
		return nil
	}
	query := ""
	for i, w := range whole {
		near, err := f.near(w, min(f.opts.Fuzzy, 2))
		if err != nil || len(near) == 0 {
			return err
		}
		list, err := json.Marshal(near)
		if err != nil {
			return err
		}
		if i > 0 {
			query += " AND "
		}
		query += "t.id IN (SELECT v.docid FROM json_each('" + strings.ReplaceAll(string(list), "'", "''") + "') w JOIN term_text v ON v.words MATCH w.value)"
	}
	return f.query("WHERE (?1 = '' OR 1) AND (?2 = '' OR 1) AND "+query, func(Term, string) Closeness { return SimilarTerm }, "", "")
}

// near lists the words of the index that are at most so many letters off, the
// nearest first.
func (f *finder) near(w string, most int) ([]string, error) {
	length := utf8.RuneCountInString(w)
	if length < shortestSimilar {
		return []string{w}, nil
	}
	_, size := utf8.DecodeRuneInString(w)
	all, err := column[string](f.ctx, f.q, `SELECT term FROM term_word WHERE term BETWEEN ? AND ? AND col = '*' AND length(term) BETWEEN ? AND ?`,
		w[:size], w[:size]+"\U0010ffff", length-most, length+most)
	if err != nil {
		return nil, err
	}
	off := map[string]int{}
	var found []string
	for _, v := range all {
		if d := levenshtein.ComputeDistance(w, v); d <= most {
			off[v] = d
			found = append(found, v)
		}
	}
	sort.SliceStable(found, func(i, j int) bool { return off[found[i]] < off[found[j]] })
	return found[:min(len(found), mostSimilar)], nil
}

// mostSimilar bounds the words that are taken for one; shorter words than
// shortestSimilar have too many neighbours that mean something else.
const (
	mostSimilar     = 20
	shortestSimilar = 4
)
