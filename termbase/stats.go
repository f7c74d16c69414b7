package termbase

import (
	"context"
	"sort"

	"bitext/corpus"
)

// Stats are the figures of a termbase.
type Stats struct {
	Documents int            `json:"documents"`
	Pairs     int            `json:"pairs"`
	Units     int            `json:"units"`
	Entries   map[string]int `json:"entries"` // by state
	Langs     []LangStats    `json:"languages"`
	Places    int            `json:"places"`
	Rivals    int            `json:"rivals"` // entries with several renderings in one language
	Changes   int            `json:"changes"`
	Authors   []AuthorStats  `json:"authors"`
	Waivers   int            `json:"waivers"`
}

// LangStats are the figures of one language.
type LangStats struct {
	Lang       corpus.Lang    `json:"lang"`
	Documents  int            `json:"documents"`
	Terms      int            `json:"terms"`
	Statuses   map[string]int `json:"statuses"` // terms by status; "" where nothing was decided
	Renderings int            `json:"renderings"`
}

// AuthorStats says how many changes somebody has made.
type AuthorStats struct {
	Author  string `json:"author"`
	Changes int    `json:"changes"`
}

// Stats counts what the termbase holds.
func (db *DB) Stats(ctx context.Context) (*Stats, error) {
	s := &Stats{Entries: map[string]int{}}
	err := db.read(ctx, func(q querier) error {
		for _, c := range []struct {
			to    *int
			query string
		}{
			{&s.Documents, "SELECT count(*) FROM document"},
			{&s.Pairs, "SELECT count(*) FROM pair"},
			{&s.Units, "SELECT coalesce(sum(units), 0) FROM pair"},
			{&s.Places, "SELECT count(*) FROM place"},
			{&s.Rivals, "SELECT count(*) FROM entry WHERE rivals > 1"},
			{&s.Changes, "SELECT count(*) FROM change"},
			{&s.Waivers, "SELECT count(*) FROM waiver"},
		} {
			if err := q.QueryRowContext(ctx, c.query).Scan(c.to); err != nil {
				return err
			}
		}
		return s.groups(ctx, q)
	})
	return s, err
}

func (s *Stats) groups(ctx context.Context, q querier) error {
	if err := grouped(ctx, q, "SELECT state, '', count(*) FROM entry GROUP BY state", func(state, _ string, n int) { s.Entries[state] = n }); err != nil {
		return err
	}
	langs := map[corpus.Lang]*LangStats{}
	of := func(code string) *LangStats {
		l := langs[corpus.Lang(code)]
		if l == nil {
			l = &LangStats{Lang: corpus.Lang(code), Statuses: map[string]int{}}
			langs[l.Lang] = l
		}
		return l
	}
	for _, g := range []struct {
		query string
		use   func(a, b string, n int)
	}{
		{"SELECT lang, status, count(*) FROM term GROUP BY lang, status", func(code, status string, n int) {
			of(code).Terms += n
			of(code).Statuses[status] = n
		}},
		{"SELECT lang, '', count(*) FROM document GROUP BY lang", func(code, _ string, n int) { of(code).Documents = n }},
		{"SELECT target, '', count(*) FROM rendering WHERE count > 0 GROUP BY target", func(code, _ string, n int) { of(code).Renderings = n }},
		{"SELECT author, '', count(*) AS n FROM change GROUP BY author ORDER BY n DESC, author", func(author, _ string, n int) {
			s.Authors = append(s.Authors, AuthorStats{author, n})
		}},
	} {
		if err := grouped(ctx, q, g.query, g.use); err != nil {
			return err
		}
	}
	for _, l := range langs {
		s.Langs = append(s.Langs, *l)
	}
	sort.Slice(s.Langs, func(i, j int) bool { return s.Langs[i].Lang < s.Langs[j].Lang })
	return nil
}

// grouped runs a query that gives two texts and a number.
func grouped(ctx context.Context, q querier, query string, use func(a, b string, n int), args ...any) error {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var a, b string
		var n int
		if err := rows.Scan(&a, &b, &n); err != nil {
			return err
		}
		use(a, b, n)
	}
	return rows.Err()
}

// sortStable sorts by less and keeps equals in their order.
func sortStable[T any](list []T, less func(a, b T) bool) {
	sort.SliceStable(list, func(i, j int) bool { return less(list[i], list[j]) })
}
