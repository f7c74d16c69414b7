package tbx

import (
	"encoding/json"
	"strings"

	"bitext/corpus"
	"bitext/termbase"
)

// entryOf makes an entry out of its element.
func entryOf(n *node, state termbase.State) *termbase.Entry {
	n = dca(n, false)
	e := &termbase.Entry{UID: n.attr("id"), State: state}
	var extra strings.Builder
	for _, k := range n.kids {
		switch k.name {
		case "langSec", "langSet", "langGroup":
			language(e, k)
		case "":
		default:
			if !concept(e, k) {
				k.write(&extra)
			}
		}
	}
	e.Extra = extra.String() + e.Extra // what the note at the end held comes last
	return e
}

// concept stores what is said of the concept; false where the model has no
// place for it.
func concept(e *termbase.Entry, n *node) bool {
	category, text := n.attr("type"), n.plain()
	if kind, ok := referenceKind(category); ok && (n.name == "ref" || n.name == "xref" || n.name == "descrip") {
		r := termbase.Reference{Kind: kind, Text: text, URI: n.attr("target")}
		if r.URI != "" && !strings.Contains(r.URI, ":") {
			r.URI = "#" + r.URI
		}
		e.References = append(e.References, r)
		return true
	}
	switch {
	case n.name == "descrip" && category == "subjectField" && e.Subject == "":
		e.Subject = text
	case n.name == "note" && strings.HasPrefix(text, noteMark):
		return remember(text, func(m memory) { m.intoEntry(e) })
	case n.name == "note":
		e.Note = addLine(e.Note, text)
	case n.name == "descripGrp" && kid(n, "descrip", "subjectField") != nil && len(n.kids) == 1 && e.Subject == "":
		e.Subject = text
	default:
		return describe(n, &e.Definition, &e.Source)
	}
	return true
}

// describe stores a definition with its source; false where n is none, one is
// there already, or more hangs on it than a source.
func describe(n *node, definition, source *string) bool {
	d := n
	if n.name == "descripGrp" {
		d = kid(n, "descrip", "definition")
	}
	if d == nil || d.name != "descrip" || d.attr("type") != "definition" {
		return false
	}
	from := kid(n, "admin", "source")
	rest := len(n.kids) - 1
	if from != nil {
		rest--
	}
	fresh := *definition == ""
	if fresh {
		*definition = d.plain()
		if from != nil {
			*source = from.plain()
		}
	}
	return fresh && (n.name == "descrip" || rest == 0)
}

// kid finds the first child with that name and type.
func kid(n *node, name, category string) *node {
	for _, k := range n.kids {
		if k.name == name && (category == "" || k.attr("type") == category) {
			return k
		}
	}
	return nil
}

func addLine(to, line string) string {
	if to == "" || line == "" {
		return to + line
	}
	return to + "\n" + line
}

// language reads what is said in one language, terms included.
func language(e *termbase.Entry, n *node) {
	code, region := tag(n)
	s := termbase.Section{Lang: code}
	var extra strings.Builder
	for _, k := range n.kids {
		text := k.plain()
		switch {
		case k.name == "termSec" || k.name == "tig" || k.name == "ntig" || k.name == "termGroup":
			e.Terms = append(e.Terms, term(k, &s, code, region))
		case k.name == "":
		case k.name == "note" && strings.HasPrefix(text, noteMark):
			remember(text, func(m memory) { s.Extra, s.Note = s.Extra+m.Extra, addLine(s.Note, m.Note) })
		case k.name == "note":
			s.Note = addLine(s.Note, text)
		case !describe(k, &s.Definition, &s.Source):
			k.write(&extra)
		}
	}
	s.Extra = extra.String() + s.Extra
	if s != (termbase.Section{Lang: code}) {
		e.Sections = append(e.Sections, s)
	}
}

// tag reads xml:lang: the language, and what else the tag says as region.
func tag(n *node) (corpus.Lang, string) {
	value := n.attr("xml:lang")
	if value == "" {
		value = n.attr("lang")
	}
	value = strings.ReplaceAll(value, "_", "-")
	code, region, _ := strings.Cut(value, "-")
	return corpus.Lang(strings.ToLower(code)), region
}

// term reads one term. In TBX 2008 a definition may stand here: it is the
// section's.
func term(n *node, s *termbase.Section, code corpus.Lang, region string) termbase.Term {
	t := termbase.Term{Lang: code, Region: region}
	var extra strings.Builder
	for _, k := range flat(n) {
		if k.name != "" && !take(&t, k, s) {
			k.write(&extra)
		}
	}
	t.Extra = extra.String() + t.Extra
	return t
}

// flat lists the children of a term, and in the place of a termGrp its own: the
// difference between ntig and tig is one level.
func flat(n *node) []*node {
	var out []*node
	for _, k := range n.kids {
		if k.name == "termGrp" {
			out = append(out, k.kids...)
			continue
		}
		out = append(out, k)
	}
	return out
}

// take stores what is said of a term; false where the model has no place for it.
func take(t *termbase.Term, n *node, s *termbase.Section) bool {
	text := n.plain()
	switch n.name {
	case "term":
		t.Text = text
		return true
	case "note":
		if strings.HasPrefix(text, noteMark) {
			return remember(text, func(m memory) { m.intoTerm(t) })
		}
		t.Note = addLine(t.Note, text)
		return true
	case "noteGrp":
		if len(n.kids) == 1 && n.kids[0].name == "note" {
			return take(t, n.kids[0], s)
		}
		return false
	case "termNote":
		return termNote(t, n.attr("type"), text)
	case "termNoteGrp":
		return len(n.kids) == 1 && n.kids[0].name == "termNote" && take(t, n.kids[0], s)
	case "admin":
		switch category := n.attr("type"); {
		case category == "source" && t.Source == "":
			t.Source = text
		case category == "customerSubset" && t.Client == "":
			t.Client = text
		default:
			return false
		}
		return true
	case "descrip", "descripGrp":
		return context(t, n) || describe(n, &s.Definition, &s.Source)
	}
	return false
}

// context stores a context with its source; false where n is none or more hangs
// on it.
func context(t *termbase.Term, n *node) bool {
	d := n
	if n.name == "descripGrp" {
		d = kid(n, "descrip", "context")
	}
	if d == nil || d.attr("type") != "context" {
		return false
	}
	c := termbase.Context{Text: d.plain()}
	rest := len(n.kids) - 1
	if from := kid(n, "admin", "source"); from != nil && n != d {
		c.Source = from.plain()
		rest--
	}
	if n != d && rest > 0 {
		return false
	}
	t.Contexts = append(t.Contexts, c)
	return true
}

// termNote stores a property; false where the model has no place for it or has
// one already.
func termNote(t *termbase.Term, category, value string) bool {
	var field *string
	switch category {
	case "administrativeStatus", "usageStatus", "normativeAuthorization":
		s, ok := status(value)
		if !ok || t.Status != "" {
			return false
		}
		t.Status = s
		return true
	case "partOfSpeech":
		field = &t.POS
	case "grammaticalGender":
		field = &t.Gender
	case "grammaticalNumber":
		field = &t.Number
	case "termType":
		field = &t.Type
	case "geographicalUsage":
		field = &t.Region
	case "source":
		field = &t.Source
	default:
		return false
	}
	if *field != "" && category != "geographicalUsage" {
		return false
	}
	*field = ours(category, value)
	return true
}

// noteMark begins a note that holds, as JSON, what TBX-Basic cannot say.
const noteMark = "bitext {"

// memory is what such a note holds.
type memory struct {
	State  termbase.State  `json:"state,omitempty"`
	UID    *string         `json:"uid,omitempty"`
	Status termbase.Status `json:"status,omitempty"`
	POS    string          `json:"pos,omitempty"`
	Gender string          `json:"gender,omitempty"`
	Number string          `json:"number,omitempty"`
	Type   string          `json:"type,omitempty"`
	Exact  bool            `json:"exact,omitempty"`
	Case   bool            `json:"case,omitempty"`
	Skip   termbase.Side   `json:"skip,omitempty"`
	Note   string          `json:"note,omitempty"` // where white space or our own mark would not survive
	Extra  string          `json:"extra,omitempty"`
	Refs   []placedRef     `json:"refs,omitempty"`
}

// placedRef is a reference that is no plain cross-reference.
type placedRef struct {
	At    int  `json:"at"`              // index among the references
	Shown bool `json:"shown,omitempty"` // stands in the file too, as a cross-reference
	termbase.Reference
}

// remember reads such a note; false where it is somebody else's.
func remember(text string, use func(memory)) bool {
	var m memory
	if err := json.Unmarshal([]byte(strings.TrimPrefix(text, "bitext ")), &m); err != nil {
		return false
	}
	use(m)
	return true
}

func (m memory) intoEntry(e *termbase.Entry) {
	if m.State.Valid() {
		e.State = m.State
	}
	if m.UID != nil {
		e.UID = *m.UID
	}
	if m.Note != "" {
		e.Note = m.Note
	}
	e.Extra += m.Extra
	for _, r := range m.Refs {
		switch {
		case r.Shown && r.At < len(e.References):
			e.References[r.At].Kind = r.Kind
		case !r.Shown && r.At <= len(e.References):
			e.References = append(e.References[:r.At], append([]termbase.Reference{r.Reference}, e.References[r.At:]...)...)
		}
	}
}

func (m memory) intoTerm(t *termbase.Term) {
	for _, f := range []struct {
		field *string
		value string
	}{{&t.POS, m.POS}, {&t.Gender, m.Gender}, {&t.Number, m.Number}, {&t.Type, m.Type}, {&t.Note, m.Note}} {
		if f.value != "" {
			*f.field = f.value
		}
	}
	if m.Status != "" {
		t.Status = m.Status
	}
	if m.Skip != "" {
		t.Skip = m.Skip
	}
	t.Exact, t.Case = t.Exact || m.Exact, t.Case || m.Case
	t.Extra += m.Extra
}
