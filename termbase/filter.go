package termbase

import (
	"strings"

	"bitext/corpus"
	"bitext/corpus/lang"
)

// Filter chooses entries and their order. The zero value takes all of them,
// best first. Conditions are joined by "and", the values of one by "or".
type Filter struct {
	IDs      []int64
	UID      string
	States   []State
	Statuses []Status      // some term has one of them
	Langs    []corpus.Lang // has a term in each of these languages
	Lacks    corpus.Lang   // has no term in this language
	Renders  corpus.Lang   // has a term or a rendering in this language
	Subject  string        // begins with, whatever the case
	Text     string        // stands within some term, accents and case apart
	Norm     []string      // some term is one of these, as lang.Normal writes them
	Since    int64         // changed then or later, seconds since 1970
	Author   string        // changed last by
	MinCount int           // occurs so often at least
	Rivals   int           // has so many different renderings in one language at least
	Document int64         // was seen in this stored text, or in what it is a translation of
	Sort     Order
	Reverse  bool
	Offset   int
	Limit    int  // 0 is no limit
	Places   bool // load the places of renderings and forms too
}

// Order says how entries are sorted; ties by ID.
type Order string

// The orders. The zero value puts what was decided and what scores high first.
const (
	ByRank    Order = ""        // score, then count, falling
	ByID      Order = "id"      //
	ByTerm    Order = "term"    // first term, as folded
	ByCount   Order = "count"   // falling
	ByChanged Order = "changed" // latest first
	BySubject Order = "subject" //
	ByRivals  Order = "rivals"  // most competing renderings first, then count
)

// Valid reports whether the order is one of those above.
func (o Order) Valid() bool {
	switch o {
	case ByRank, ByID, ByTerm, ByCount, ByChanged, BySubject, ByRivals:
		return true
	}
	return false
}

// clause builds the WHERE of a query over entry e, with its arguments.
type clause struct {
	parts []string
	args  []any
}

func (c *clause) add(sql string, args ...any) {
	c.parts = append(c.parts, sql)
	c.args = append(c.args, args...)
}

// in adds a condition with as many question marks in place of %s as there are
// values.
func in[T any](c *clause, sql string, values []T) {
	if len(values) == 0 {
		return
	}
	args := make([]any, len(values))
	for i, v := range values {
		args[i] = v
	}
	c.add(strings.Replace(sql, "%s", strings.TrimSuffix(strings.Repeat("?,", len(values)), ","), 1), args...)
}

func (c *clause) String() string {
	if len(c.parts) == 0 {
		return ""
	}
	return " WHERE " + strings.Join(c.parts, " AND ")
}

// ids gives the query for the identifiers of the entries that were chosen.
func (f Filter) ids() (string, []any) {
	c := f.where()
	query := "SELECT e.id FROM entry e" + c.String() + " ORDER BY " + f.order()
	if f.Limit > 0 || f.Offset > 0 {
		limit := f.Limit
		if limit == 0 {
			limit = -1
		}
		query += " LIMIT ? OFFSET ?"
		c.args = append(c.args, limit, f.Offset)
	}
	return query, c.args
}

// where gives the conditions of the filter.
func (f Filter) where() *clause {
	c := &clause{}
	in(c, "e.id IN (%s)", f.IDs)
	in(c, "e.state IN (%s)", f.States)
	in(c, "e.id IN (SELECT entry FROM term WHERE status IN (%s))", f.Statuses)
	in(c, "e.id IN (SELECT entry FROM term WHERE norm IN (%s))", f.Norm)
	for _, code := range f.Langs {
		c.add("EXISTS (SELECT 1 FROM term WHERE entry = e.id AND lang = ?)", code)
	}
	if f.Lacks != "" {
		c.add("NOT EXISTS (SELECT 1 FROM term WHERE entry = e.id AND lang = ?)", f.Lacks)
	}
	if f.Renders != "" {
		c.add("(EXISTS (SELECT 1 FROM rendering WHERE entry = e.id AND target = ? AND count > 0) OR EXISTS (SELECT 1 FROM term WHERE entry = e.id AND lang = ?))", f.Renders, f.Renders)
	}
	if f.UID != "" {
		c.add("e.uid = ?", f.UID)
	}
	if f.Subject != "" {
		c.add("lower(substr(e.subject, 1, length(?))) = lower(?)", f.Subject, f.Subject)
	}
	if f.Text != "" {
		c.add("e.id IN (SELECT entry FROM term WHERE instr(fold, ?))", lang.Fold(f.Text))
	}
	if f.Since != 0 {
		c.add("e.changed >= ?", f.Since)
	}
	if f.Author != "" {
		c.add("e.author = ?", f.Author)
	}
	if f.MinCount > 0 {
		c.add("e.count >= ?", f.MinCount)
	}
	if f.Rivals > 1 {
		c.add("e.rivals >= ?", f.Rivals)
	}
	if f.Document != 0 {
		c.add(`e.id IN (SELECT entry FROM place WHERE unit IN (SELECT u.id FROM pair p JOIN unit u ON u.id BETWEEN p.first AND p.first + p.units - 1
			WHERE p.source = ? OR p.target = ?))`, f.Document, f.Document)
	}
	return c
}

func (f Filter) order() string {
	falling, rising := " DESC", ""
	if f.Reverse {
		falling, rising = rising, falling
	}
	switch f.Sort {
	case ByID:
		return "e.id" + rising
	case ByTerm:
		return "e.head" + rising + ", e.id" + rising
	case ByCount:
		return "e.count" + falling + ", e.id" + rising
	case ByChanged:
		return "e.changed" + falling + ", e.id" + rising
	case BySubject:
		return "e.subject" + rising + ", e.id" + rising
	case ByRivals:
		return "e.rivals" + falling + ", e.count" + falling + ", e.id" + rising
	}
	return "e.score" + falling + ", e.count" + falling + ", e.id" + rising
}
