package sheet

import (
	"fmt"
	"strings"

	"bitext/corpus"
	"bitext/corpus/lang"
)

// column is what the cells of one column mean.
type column struct {
	field  string      // "" is ignored
	lang   corpus.Lang // of the terms that it is about; "" where it is about the concept or about all of them
	region string      // of a header such as fr-CA
}

// plan is what the columns of a table mean.
type plan struct {
	columns []column
	langs   []corpus.Lang // in the order of their term columns
	long    bool
	unknown []string // headers that mean nothing here
}

// field names, each with the names that tools and people give it. Folded: lower
// case, words separated by one space.
func fieldNames() map[string][]string {
	return map[string][]string{
		"id":                {"id", "uid", "entry", "entry id", "entry number", "entry no", "concept", "concept id", "conceptid", "termid group", "key", "uuid"},
		"state":             {"state", "entry status", "entry state", "process status"},
		"subject":           {"subject", "domain", "subject field", "field", "concept domain", "conceptdomain", "topic", "category", "domaine"},
		"subdomain":         {"subdomain", "subject subdomain", "concept subdomain", "conceptsubdomain"},
		"definition":        {"definition", "concept definition", "conceptdefinition", "définition", "meaning"},
		"definition source": {"definition source", "source of definition"},
		"note":              {"note", "notes", "remark", "remarks", "comment", "comments", "concept note", "conceptnote", "usage note", "usage", "remarque", "commentaire"},
		"section note":      {"section note"},
		"term":              {"term", "terms", "terme", "term text"},
		"lang":              {"lang", "language", "locale", "langue", "language code", "term language"},
		"status":            {"status", "term status", "statut", "administrative status", "usage status", "usagestatus"},
		"forbidden":         {"forbidden", "not recommended", "do not use"},
		"preferred":         {"preferred", "is preferred"},
		"pos":               {"pos", "part of speech", "partofspeech", "word class"},
		"gender":            {"gender", "grammatical gender", "genre"},
		"number":            {"number", "grammatical number", "nombre"},
		"type":              {"type", "term type", "termtype"},
		"source":            {"source", "term source", "reference"},
		"region":            {"region", "geographical usage", "country"},
		"client":            {"client", "customer", "customer subset"},
		"context":           {"context", "example", "example of use", "example sentence", "contexte", "exemple"},
		"context source":    {"context source"},
		"exact":             {"exact", "exact match", "exactmatch"},
		"case":              {"case", "case sensitive", "casesensitive", "case sensitivity", "casesensitivity"},
		"skip":              {"skip", "do not check"},
		"renderings":        {"renderings"},
		"count":             {"count"},
		"score":             {"score"},
	}
}

// names is the inverse of fieldNames.
func names() map[string]string {
	out := map[string]string{}
	for field, all := range fieldNames() {
		for _, n := range all {
			out[n] = field
		}
	}
	return out
}

// recogniser tells what a header means.
type recogniser struct {
	fields map[string]string
}

func newRecogniser() *recogniser {
	return &recogniser{names()}
}

// language reads a header that is nothing but a language.
func (r *recogniser) language(s string) (code corpus.Lang, region string, ok bool) {
	if code = lang.ByName(folded(s)); code == "" {
		code, region = lang.ByTag(s)
	}
	return code, region, code != ""
}

// column reads a header. One that means nothing gives no field.
func (r *recogniser) column(header string) column {
	name := folded(header)
	if field, ok := r.fields[name]; ok {
		return column{field: field}
	}
	if code, region, ok := r.language(header); ok {
		return column{"term", code, region}
	}
	// A field and a language in either order: "fr:status", "French Status",
	// "term (en)", "en_US term".
	for i := range name {
		if name[i] != ' ' {
			continue
		}
		if c, ok := r.both(name[:i], name[i+1:]); ok {
			return c
		}
		if c, ok := r.both(name[i+1:], name[:i]); ok {
			return c
		}
	}
	return column{}
}

func (r *recogniser) both(code, field string) (column, bool) {
	f, ok := r.fields[field]
	if !ok {
		return column{}, false
	}
	c, region, ok := r.language(strings.ReplaceAll(code, " ", "-"))
	return column{f, c, region}, ok
}

// folded brings the ways of writing a header together.
func folded(s string) string {
	s = strings.NewReplacer("_", " ", ":", " ", "-", " ", "/", " ", ".", " ", "(", " ", ")", " ", "[", " ", "]", " ", "*", " ").Replace(strings.ToLower(s))
	return strings.Join(strings.Fields(s), " ")
}

// newPlan reads the first row. headed is false where it is data: where it names
// no language, or not the first of those that are expected.
func newPlan(head []string, opts Options) (p *plan, headed bool, err error) {
	r := newRecogniser()
	p = &plan{}
	for _, h := range head {
		h = strings.TrimSpace(h)
		name, mapped := opts.Columns[h]
		if !mapped {
			name = h
		}
		c := r.column(name)
		if mapped && name == "-" {
			c = column{}
		} else if mapped && c.field == "" {
			return nil, false, fmt.Errorf("column %q: no such field %q", h, name)
		}
		p.columns = append(p.columns, c)
		if c.field == "" && h != "" && !(mapped && name == "-") {
			p.unknown = append(p.unknown, h)
		}
	}
	if err := p.finish(); err == nil && (len(opts.Langs) == 0 || p.long || has(p.langs, opts.Langs[0])) {
		return p, true, nil
	}
	if len(opts.Langs) == 2 && (len(head) == 2 || len(head) == 3) {
		p = &plan{columns: []column{{"term", opts.Langs[0], ""}, {"term", opts.Langs[1], ""}, {"note", "", ""}}}
		return p, false, p.finish()
	}
	return nil, false, fmt.Errorf("%w: %s", ErrHeader, strings.Join(head, " | "))
}

// planOf reads the names of columns that are to be written.
func planOf(columns []string) (*plan, error) {
	r := newRecogniser()
	p := &plan{}
	for _, name := range columns {
		c := r.column(name)
		if c.field == "" {
			return nil, fmt.Errorf("no such column %q", name)
		}
		p.columns = append(p.columns, c)
	}
	return p, p.finish()
}

// finish finds the layout and gives columns that repeat to the language before
// them.
func (p *plan) finish() error {
	times := map[string]int{}
	hasTerm, hasLang := false, false
	for _, c := range p.columns {
		if c.lang == "" {
			times[c.field]++
			hasTerm = hasTerm || c.field == "term"
			hasLang = hasLang || c.field == "lang"
		}
	}
	if hasTerm && hasLang {
		p.long = true
		return nil
	}
	before := corpus.Lang("")
	for i := range p.columns {
		c := &p.columns[i]
		switch {
		case c.field == "term" && c.lang != "":
			before = c.lang
			if !has(p.langs, c.lang) {
				p.langs = append(p.langs, c.lang)
			}
		case c.lang == "" && times[c.field] > 1:
			c.lang = before
		}
	}
	if len(p.langs) == 0 {
		return ErrHeader
	}
	return nil
}

func has[T comparable](list []T, v T) bool {
	for _, x := range list {
		if x == v {
			return true
		}
	}
	return false
}
