package sheet

import (
	"iter"
	"slices"
	"sort"
	"strconv"
	"strings"

	"bitext/corpus"
	"bitext/termbase"
)

// rowsOf gives the rows of one entry.
func (p *plan) rowsOf(e *termbase.Entry) [][]string {
	if !p.long {
		return [][]string{p.row(e, nil)}
	}
	out := make([][]string, len(e.Terms))
	for i := range e.Terms {
		out[i] = p.row(e, &e.Terms[i])
	}
	return out
}

// row gives the cells of an entry, or of one of its terms.
func (p *plan) row(e *termbase.Entry, term *termbase.Term) []string {
	cells := make([]string, len(p.columns))
	for i, c := range p.columns {
		terms := e.TermsIn(c.lang)
		if term != nil {
			terms = []termbase.Term{*term}
		}
		cells[i] = p.cell(e, c, terms)
	}
	return cells
}

func (p *plan) cell(e *termbase.Entry, c column, terms []termbase.Term) string {
	switch c.field {
	case "id":
		if e.UID == "" && e.ID != 0 && p.long {
			return strconv.FormatInt(e.ID, 10)
		}
		return e.UID
	case "state":
		return string(e.State)
	case "subject":
		return e.Subject
	case "count":
		return strconv.Itoa(e.Count)
	case "score":
		return strconv.FormatFloat(e.Score, 'g', 6, 64)
	case "lang":
		return string(terms[0].Lang)
	case "renderings":
		return renderings(e, c.lang)
	case "definition", "definition source", "section note":
		return description(e, c)
	case "note":
		if c.lang == "" && !p.long {
			return e.Note
		}
	}
	if len(terms) == 0 {
		return ""
	}
	values := make([]string, len(terms))
	empty := true
	for i, t := range terms {
		values[i] = termCell(t, c.field)
		empty = empty && values[i] == ""
	}
	if empty {
		return ""
	}
	if p.long {
		return values[0]
	}
	return paste(values)
}

func description(e *termbase.Entry, c column) string {
	s := termbase.Section{Definition: e.Definition, Source: e.Source}
	if c.lang != "" {
		s = termbase.Section{}
		for _, x := range e.Sections {
			if x.Lang == c.lang {
				s = x
			}
		}
	}
	switch c.field {
	case "definition":
		return s.Definition
	case "definition source":
		return s.Source
	}
	return s.Note
}

// renderings writes what was observed as "form:count|form:count".
func renderings(e *termbase.Entry, code corpus.Lang) string {
	var out []string
	for _, r := range e.Renderings {
		if r.Lang == code || code == "" {
			out = append(out, r.Text+":"+strconv.Itoa(r.Count))
		}
	}
	return strings.Join(out, "|")
}

func termCell(t termbase.Term, field string) string {
	switch field {
	case "term":
		return t.Text
	case "status":
		return string(t.Status)
	case "pos":
		return t.POS
	case "gender":
		return t.Gender
	case "number":
		return t.Number
	case "type":
		return t.Type
	case "note":
		return t.Note
	case "source":
		return t.Source
	case "region":
		return t.Region
	case "client":
		return t.Client
	case "context":
		if len(t.Contexts) > 0 {
			return t.Contexts[0].Text
		}
	case "context source":
		if len(t.Contexts) > 0 {
			return t.Contexts[0].Source
		}
	case "exact":
		return yes(t.Exact)
	case "case":
		return yes(t.Case)
	case "skip":
		return string(t.Skip)
	}
	return ""
}

func yes(b bool) string {
	if b {
		return "yes"
	}
	return ""
}

// termFields are the fields of terms in the order in which they are written.
func termFields() []string {
	return []string{"status", "pos", "gender", "number", "type", "note", "source", "region", "client", "context", "context source", "exact", "case", "skip"}
}

// Columns looks through entries and gives the columns that hold all that the
// wide layout has a place for: those of the concept first, then each language
// with what is said of its terms. first languages come first, the others by
// code. Only fields that some entry uses are there, but for the state. With
// observed, counts and renderings are too.
func Columns(entries iter.Seq2[*termbase.Entry, error], observed bool, first ...corpus.Lang) ([]string, error) {
	s := survey{concept: map[string]bool{"state": true}, terms: map[corpus.Lang]map[string]bool{}}
	for e, err := range entries {
		if err != nil {
			return nil, err
		}
		s.see(e)
		for _, r := range e.Renderings {
			if observed {
				s.term(r.Lang, "renderings")
				s.concept["count"] = true
			}
		}
	}
	return s.columns(first), nil
}

// LongColumns are the columns of the long layout, which has a row a term.
func LongColumns() []string {
	return append([]string{"id", "state", "subject", "definition", "definition source", "lang", "term"}, termFields()...)
}

// survey notes which fields are used.
type survey struct {
	concept map[string]bool
	terms   map[corpus.Lang]map[string]bool
}

func (s *survey) term(code corpus.Lang, field string) {
	if s.terms[code] == nil {
		s.terms[code] = map[string]bool{}
	}
	s.terms[code][field] = true
}

func (s *survey) see(e *termbase.Entry) {
	for field, used := range map[string]bool{
		"id": e.UID != "", "subject": e.Subject != "", "definition": e.Definition != "",
		"definition source": e.Source != "", "note": e.Note != "",
	} {
		if used {
			s.concept[field] = true
		}
	}
	for _, t := range e.Terms {
		s.term(t.Lang, "term")
		for _, field := range termFields() {
			if termCell(t, field) != "" {
				s.term(t.Lang, field)
			}
		}
	}
	for _, x := range e.Sections {
		for field, text := range map[string]string{"definition": x.Definition, "definition source": x.Source, "section note": x.Note} {
			if text != "" {
				s.term(x.Lang, "term")
				s.term(x.Lang, field)
			}
		}
	}
}

func (s *survey) columns(first []corpus.Lang) []string {
	var out []string
	for _, field := range []string{"id", "state", "subject", "definition", "definition source", "note", "count"} {
		if s.concept[field] {
			out = append(out, field)
		}
	}
	var codes []corpus.Lang
	for code := range s.terms {
		codes = append(codes, code)
	}
	if len(codes) == 0 {
		codes = first // a table without entries still has a header
	}
	rank := func(code corpus.Lang) int {
		for i, c := range first {
			if c == code {
				return i
			}
		}
		return len(first)
	}
	codes = slices.Clone(codes)
	sort.Slice(codes, func(i, j int) bool {
		a, b := rank(codes[i]), rank(codes[j])
		return a < b || a == b && codes[i] < codes[j]
	})
	for _, code := range codes {
		out = append(out, string(code))
		for _, field := range append(termFields(), "definition", "definition source", "section note", "renderings") {
			if s.terms[code][field] {
				out = append(out, string(code)+":"+field)
			}
		}
	}
	return out
}
