package sheet

import (
	"fmt"
	"strconv"
	"strings"

	"bitext/corpus"
	"bitext/termbase"
)

// builder makes entries out of rows.
type builder struct {
	plan  *plan
	opts  Options
	yield func(*termbase.Entry, error) bool
	open  *termbase.Entry // of a long table: the concept whose terms are being read
}

// row takes one row.
func (b *builder) row(cells []string, line int) error {
	if strings.TrimSpace(strings.Join(cells, "")) == "" {
		return nil
	}
	e, problems := b.entry(cells)
	for _, text := range problems {
		if !b.yield(nil, &termbase.Problem{Line: line, UID: e.UID, Text: text}) {
			return errStopped
		}
	}
	if len(e.Terms) == 0 {
		if !b.yield(nil, &termbase.Problem{Line: line, UID: e.UID, Text: "no term in this row", Skipped: true}) {
			return errStopped
		}
		return nil
	}
	if !b.plan.long {
		return b.emit(e)
	}
	if b.open != nil && e.UID != "" && e.UID == b.open.UID {
		b.join(e)
		return nil
	}
	if err := b.flush(); err != nil {
		return err
	}
	b.open = e
	return nil
}

// join adds the row of a long table to the concept that is open. What is said
// of the concept need stand in one row only.
func (b *builder) join(e *termbase.Entry) {
	o := b.open
	o.Terms = append(o.Terms, e.Terms...)
	for _, f := range []struct{ mine, other *string }{
		{&o.Subject, &e.Subject}, {&o.Definition, &e.Definition}, {&o.Source, &e.Source}, {&o.Note, &e.Note},
	} {
		if *f.mine == "" {
			*f.mine = *f.other
		}
	}
}

// flush hands over the concept that is open.
func (b *builder) flush() error {
	if b.open == nil {
		return nil
	}
	e := b.open
	b.open = nil
	return b.emit(e)
}

func (b *builder) emit(e *termbase.Entry) error {
	b.settle(e)
	if !b.yield(e, nil) {
		return errStopped
	}
	return nil
}

// settle gives terms without status one: the first of a language is preferred.
func (b *builder) settle(e *termbase.Entry) {
	if e.State != termbase.Approved {
		return
	}
	preferred := map[corpus.Lang]bool{}
	for _, t := range e.Terms {
		preferred[t.Lang] = preferred[t.Lang] || t.Status == termbase.Preferred
	}
	for i := range e.Terms {
		t := &e.Terms[i]
		switch {
		case t.Status != "":
		case preferred[t.Lang]:
			t.Status = termbase.Admitted
		default:
			t.Status, preferred[t.Lang] = termbase.Preferred, true
		}
	}
}

// entry reads one row: the terms first, then what is said of them.
func (b *builder) entry(cells []string) (e *termbase.Entry, problems []string) {
	e = &termbase.Entry{State: b.opts.State}
	cell := func(i int) string {
		if i < len(cells) {
			return strings.TrimSpace(cells[i])
		}
		return ""
	}
	if b.plan.long {
		b.longTerm(e, cell)
	}
	for i, c := range b.plan.columns {
		if c.field != "term" || b.plan.long {
			continue
		}
		for _, text := range parts(cell(i)) {
			e.Terms = append(e.Terms, termbase.Term{Lang: c.lang, Text: text, Region: c.region})
		}
	}
	for i, c := range b.plan.columns {
		text := cell(i)
		if text == "" || c.field == "term" || c.field == "lang" || c.field == "" {
			continue
		}
		if err := b.set(e, c, text); err != nil {
			problems = append(problems, err.Error())
		}
	}
	if len(cells) > len(b.plan.columns) && strings.TrimSpace(strings.Join(cells[len(b.plan.columns):], "")) != "" {
		problems = append(problems, fmt.Sprintf("%d cells, but the header has %d", len(cells), len(b.plan.columns)))
	}
	return e, problems
}

// longTerm reads the term of a row of a long table.
func (b *builder) longTerm(e *termbase.Entry, cell func(int) string) {
	t := termbase.Term{}
	for i, c := range b.plan.columns {
		switch c.field {
		case "term":
			t.Text = cell(i)
		case "lang":
			t.Lang, t.Region, _ = newRecogniser().language(cell(i))
		}
	}
	if t.Text != "" && t.Lang != "" {
		e.Terms = append(e.Terms, t)
	}
}

// set stores what one cell says.
func (b *builder) set(e *termbase.Entry, c column, text string) error {
	switch c.field {
	case "id":
		e.UID = text
	case "state":
		return setState(e, text)
	case "subject":
		e.Subject = text
	case "subdomain":
		e.Subject = strings.Trim(e.Subject+" / "+text, " /")
	case "definition", "definition source", "section note":
		b.describe(e, c, text)
	case "note":
		if c.lang == "" && !b.plan.long {
			e.Note = addLine(e.Note, text)
			return nil
		}
		return b.each(e, c, text)
	case "renderings", "count", "score": // observed, not decided
	default:
		return b.each(e, c, text)
	}
	return nil
}

func addLine(to, line string) string {
	if to == "" {
		return line
	}
	return to + "\n" + line
}

// setState understands our states and what other tools call them.
func setState(e *termbase.Entry, text string) error {
	switch folded(text) {
	case "approved", "accepted", "finalized", "final", "valid", "validated":
		e.State = termbase.Approved
	case "proposed", "new", "draft", "unprocessed", "provisional", "provisionally processed", "candidate":
		e.State = termbase.Proposed
	case "rejected", "refused", "not approved":
		e.State = termbase.Rejected
	default:
		return fmt.Errorf("unknown state %q", text)
	}
	return nil
}

// describe stores a definition, its source or a note of one language or of the
// concept.
func (b *builder) describe(e *termbase.Entry, c column, text string) {
	if c.lang == "" && c.field != "section note" {
		if c.field == "definition" {
			e.Definition = text
		} else {
			e.Source = text
		}
		return
	}
	i := 0
	for i < len(e.Sections) && e.Sections[i].Lang != c.lang {
		i++
	}
	if i == len(e.Sections) {
		e.Sections = append(e.Sections, termbase.Section{Lang: c.lang})
	}
	switch s := &e.Sections[i]; c.field {
	case "definition":
		s.Definition = text
	case "definition source":
		s.Source = text
	default:
		s.Note = text
	}
}

// each stores what a cell says of terms: one value for all of them, or as many
// values as there are terms.
func (b *builder) each(e *termbase.Entry, c column, text string) error {
	var terms []*termbase.Term
	for i := range e.Terms {
		if t := &e.Terms[i]; b.about(c, t.Lang) {
			terms = append(terms, t)
		}
	}
	values := cut(text)
	for i, t := range terms {
		v := ""
		switch {
		case len(values) == len(terms):
			v = values[i]
		case len(values) == 1:
			v = values[0]
		default:
			return fmt.Errorf("%s: %d values for %d terms", c.field, len(values), len(terms))
		}
		if v = strings.TrimSpace(v); v == "" {
			continue
		}
		if err := setTerm(t, c.field, v); err != nil {
			return err
		}
	}
	return nil
}

// about reports whether a column is about the terms of a language. Without one
// of its own it is about all; where it says how a term may be used, about all
// but the first language, that is about the translations.
func (b *builder) about(c column, code corpus.Lang) bool {
	if c.lang != "" || b.plan.long {
		return c.lang == code || b.plan.long
	}
	switch c.field {
	case "status", "forbidden", "preferred", "gender", "number":
		return len(b.plan.langs) < 2 || code != b.plan.langs[0]
	}
	return true
}

func setTerm(t *termbase.Term, field, v string) error {
	switch field {
	case "status":
		s, ok := status(v)
		if !ok {
			return fmt.Errorf("unknown status %q", v)
		}
		t.Status = s
	case "forbidden", "preferred":
		if truth(v) && field == "forbidden" {
			t.Status = termbase.Forbidden
		} else if truth(v) {
			t.Status = termbase.Preferred
		}
	case "pos":
		t.POS = v
	case "gender":
		t.Gender = v
	case "number":
		t.Number = v
	case "type":
		t.Type = v
	case "source":
		t.Source = v
	case "region":
		t.Region = v
	case "client":
		t.Client = v
	case "note":
		t.Note = v
	case "context":
		t.Contexts = append(t.Contexts, termbase.Context{Text: v})
	case "context source":
		if n := len(t.Contexts); n > 0 {
			t.Contexts[n-1].Source = v
		}
	case "exact":
		t.Exact = truth(v)
	case "case":
		t.Case = truth(v) || folded(v) == "case sensitive" || folded(v) == "yes"
	case "skip":
		t.Skip = termbase.Side(folded(v))
	}
	return nil
}

// status understands our statuses and what other tools call them.
func status(v string) (termbase.Status, bool) {
	switch folded(v) {
	case "preferred", "preferredterm", "preferredterm admn sts", "approved", "standardized", "privilégié", "recommended":
		return termbase.Preferred, true
	case "admitted", "admittedterm", "admittedterm admn sts", "allowed", "acceptable", "permitted":
		return termbase.Admitted, true
	case "deprecated", "deprecatedterm", "deprecatedterm admn sts", "not recommended", "notrecommended", "obsolete":
		return termbase.Deprecated, true
	case "superseded", "supersededterm", "supersededterm admn sts":
		return termbase.Superseded, true
	case "forbidden", "blacklisted", "do not use", "donotuse", "prohibited", "interdit":
		return termbase.Forbidden, true
	case "new", "proposed", "draft", "":
		return "", true
	}
	return "", false
}

func truth(v string) bool {
	switch folded(v) {
	case "yes", "oui", "y", "x", "1":
		return true
	}
	ok, _ := strconv.ParseBool(strings.ToLower(v))
	return ok
}
