package tbx

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"strings"
	"unicode"

	"bitext/corpus"
	"bitext/corpus/markup"
	"bitext/termbase"
)

// WriteOptions tunes writing. The zero value is the recommended setting.
type WriteOptions struct {
	Title     string                // of the source description
	Lang      corpus.Lang           // of what is written around the terms; empty is en
	Name      func(id int64) string // the name under which an entry referred to is written, "" where it is not; nil knows none
	Resources []termbase.Resource   // for the back matter
}

// NameOf is the XML name of an entry: its UID where that may be one, otherwise
// one made from its ID. WriteOptions.Name must give the same.
func NameOf(id int64, uid string) string {
	if isName(uid) && !strings.HasPrefix(uid, termbase.MadeUID) {
		return uid
	}
	return fmt.Sprintf("%s%d", termbase.MadeUID, id)
}

// isName reports whether s is an NCName.
func isName(s string) bool {
	for i, r := range s {
		switch {
		case unicode.IsLetter(r) || r == '_':
		case i > 0 && (unicode.IsDigit(r) || r == '-' || r == '.' || unicode.Is(unicode.Mn, r)):
		default:
			return false
		}
	}
	return s != ""
}

// Write writes entries as TBX-Basic in DCA style.
func Write(w io.Writer, entries iter.Seq2[*termbase.Entry, error], opts WriteOptions) error {
	out := &writer{Writer: bufio.NewWriterSize(w, 64<<10), opts: opts, used: map[string]bool{}, names: map[string]bool{}}
	for _, r := range opts.Resources {
		if isName(r.ID) {
			out.names[r.ID] = true
		}
	}
	if opts.Lang == "" {
		out.opts.Lang = "en"
	}
	out.head()
	n := 0
	for e, err := range entries {
		if err != nil {
			return err
		}
		if len(e.Terms) == 0 {
			continue
		}
		if n == 0 {
			out.WriteString("<body>\n")
		}
		n++
		out.entry(e)
	}
	if n > 0 {
		out.WriteString("</body>\n")
	}
	out.back()
	out.WriteString("</text>\n</tbx>\n")
	return out.Flush()
}

// writer writes one file. Errors of the stream are kept by the bufio.Writer and
// come out of Flush.
type writer struct {
	*bufio.Writer
	opts  WriteOptions
	used  map[string]bool // IDs written so far
	names map[string]bool // IDs of the back matter
}

func (w *writer) head() {
	title := w.opts.Title
	if title == "" {
		title = "bitext termbase"
	}
	fmt.Fprintf(w, `<?xml version="1.0" encoding="UTF-8"?>
<?xml-model href="https://raw.githubusercontent.com/LTAC-Global/TBX-Basic_dialect/master/DCA/TBXcoreStructV03.rng" type="application/xml" schematypens="http://relaxng.org/ns/structure/1.0"?>
<?xml-model href="https://raw.githubusercontent.com/LTAC-Global/TBX-Basic_dialect/master/DCA/TBX-Basic_DCA.sch" type="application/xml" schematypens="http://purl.oclc.org/dsdl/schematron"?>
<tbx type="TBX-Basic" style="dca" xml:lang="%s" xmlns="urn:iso:std:iso:30042:ed-2">
<tbxHeader><fileDesc><sourceDesc><p>%s</p></sourceDesc></fileDesc></tbxHeader>
<text>
`, w.opts.Lang, markup.Escape(title))
}

func (w *writer) back() {
	if len(w.names) == 0 {
		return
	}
	w.WriteString("<back>\n")
	for _, r := range w.opts.Resources {
		if w.names[r.ID] && !w.used[r.ID] {
			w.used[r.ID] = true
			fmt.Fprintf(w, "<refObjectSec type=\"%s\"><refObject id=\"%s\">%s</refObject></refObjectSec>\n", markup.Escape(r.Kind), r.ID, r.Body)
		}
	}
	w.WriteString("</back>\n")
}

// text writes an element that holds nothing but text. Empty text writes nothing.
func (w *writer) text(name, category, text string) {
	if text == "" {
		return
	}
	w.WriteByte('<')
	w.WriteString(name)
	if category != "" {
		w.WriteString(` type="`)
		w.WriteString(category)
		w.WriteByte('"')
	}
	w.WriteByte('>')
	w.WriteString(markup.Escape(text))
	w.WriteString("</")
	w.WriteString(name)
	w.WriteString(">\n")
}

func (w *writer) entry(e *termbase.Entry) {
	name := NameOf(e.ID, e.UID)
	if w.used[name] || w.names[name] {
		name = fmt.Sprintf("%s%d-%d", termbase.MadeUID, e.ID, len(w.used))
	}
	w.used[name] = true
	var m memory
	if e.UID != "" && e.UID != name {
		m.UID = &e.UID
	}
	if e.State != termbase.Approved {
		m.State = e.State
	}
	fmt.Fprintf(w, "<conceptEntry id=\"%s\">\n", name)
	w.text("descrip", "subjectField", e.Subject)
	extra := fragment(e.Extra)
	w.definition(e.Definition, e.Source, extra)
	m.Refs = w.references(e.References)
	m.Extra = w.extra(extra, "conceptEntry")
	w.notes(e.Note, &m)
	w.memory(m)
	for _, code := range languages(e) {
		w.language(e, code)
	}
	w.WriteString("</conceptEntry>\n")
}

// languages lists the languages of an entry in the order of its terms.
func languages(e *termbase.Entry) []corpus.Lang {
	var out []corpus.Lang
	seen := map[corpus.Lang]bool{}
	for _, t := range e.Terms {
		if !seen[t.Lang] {
			seen[t.Lang] = true
			out = append(out, t.Lang)
		}
	}
	return out
}

// notes writes each line as a note. Where white space would not survive, the
// note goes into memory too.
func (w *writer) notes(note string, m *memory) {
	back := ""
	for _, line := range strings.Split(note, "\n") {
		clean := strings.Join(strings.Fields(line), " ")
		if strings.HasPrefix(clean, noteMark) {
			clean = ""
		}
		back = addLine(back, clean)
		w.text("note", "", clean)
	}
	if back != note {
		m.Note = note
	}
}

// memory writes the note with what TBX-Basic cannot say.
func (w *writer) memory(m memory) {
	var buf strings.Builder
	out := json.NewEncoder(&buf)
	out.SetEscapeHTML(false)
	if err := out.Encode(m); err != nil || buf.String() == "{}\n" {
		return
	}
	// Runs of spaces are written so that they survive what editors do to XML.
	w.text("note", "", "bitext "+strings.ReplaceAll(strings.TrimSpace(buf.String()), "  ", `\u0020\u0020`))
}

// definition writes a definition with its source, unless a group among the
// extra holds the same with more.
func (w *writer) definition(text, source string, extra []*node) {
	if text == "" && source == "" {
		return
	}
	for _, n := range extra {
		if d := kid(n, "descrip", "definition"); n.name == "descripGrp" && d != nil && d.plain() == text {
			return
		}
	}
	w.group("definition", text, source)
}

// group writes a description with its source.
func (w *writer) group(category, text, source string) {
	if source == "" {
		w.text("descrip", category, text)
		return
	}
	fmt.Fprintf(w, "<descripGrp><descrip type=\"%s\">%s</descrip>", category, markup.Escape(text))
	w.text("admin", "source", source)
	w.WriteString("</descripGrp>\n")
}

// references writes references as cross-references and gives those that need
// more to be said.
func (w *writer) references(refs []termbase.Reference) []placedRef {
	var more []placedRef
	for i, r := range refs {
		target := ""
		if r.Entry != 0 && w.opts.Name != nil {
			target = w.opts.Name(r.Entry)
		}
		external := r.Kind == "link" || r.Kind == "image"
		switch {
		case external && strings.HasPrefix(r.URI, "http"):
			category := "externalCrossReference"
			if r.Kind == "image" {
				category = "xGraphic"
			}
			fmt.Fprintf(w, "<xref type=\"%s\" target=\"%s\">%s</xref>\n", category, markup.Escape(strings.ReplaceAll(r.URI, " ", "%20")), markup.Escape(r.Text))
		case external || r.URI != "" || target == "" && r.Text == "":
			r.Entry = 0
			if r.Text != "" || r.URI != "" {
				more = append(more, placedRef{At: i, Reference: r})
			}
		default:
			w.WriteString(`<ref type="crossReference"`)
			if target != "" {
				fmt.Fprintf(w, ` target="%s"`, target)
			}
			fmt.Fprintf(w, ">%s</ref>\n", markup.Escape(r.Text))
			if r.Kind != "see" {
				more = append(more, placedRef{At: i, Shown: true, Reference: termbase.Reference{Kind: r.Kind}})
			}
		}
	}
	return more
}

// extra writes the elements that TBX-Basic allows at a level and gives the
// others as XML.
func (w *writer) extra(nodes []*node, level string) (rest string) {
	var left strings.Builder
	for _, n := range nodes {
		if n.name == "" || !allowed(n, level) {
			n.write(&left)
			continue
		}
		w.resolve(n)
		var b strings.Builder
		n.write(&b)
		w.WriteString(b.String())
		w.WriteByte('\n')
	}
	return left.String()
}

// resolve takes away targets that lead nowhere in this file, and IDs that stand
// in it already.
func (w *writer) resolve(n *node) {
	if t := n.attr("target"); t != "" && !strings.HasPrefix(t, "http") && !w.names[t] {
		n.drop("target")
	}
	if id := n.attr("id"); id != "" {
		if w.used[id] || w.names[id] || !isName(id) {
			n.drop("id")
		}
		w.used[id] = true
	}
	n.drop("metatype")
	for _, k := range n.kids {
		w.resolve(k)
	}
}

func (w *writer) language(e *termbase.Entry, code corpus.Lang) {
	fmt.Fprintf(w, "<langSec xml:lang=\"%s\">\n", markup.Escape(string(code)))
	for _, s := range e.Sections {
		if s.Lang == code {
			extra := fragment(s.Extra)
			w.definition(s.Definition, s.Source, extra)
			m := memory{Extra: w.extra(extra, "langSec")}
			w.notes(s.Note, &m)
			w.memory(m)
		}
	}
	for i := range e.Terms {
		if e.Terms[i].Lang == code {
			w.term(&e.Terms[i])
		}
	}
	w.WriteString("</langSec>\n")
}

func (w *writer) term(t *termbase.Term) {
	m := memory{Exact: t.Exact, Case: t.Case, Skip: t.Skip, Number: t.Number}
	w.WriteString("<termSec>\n")
	w.text("term", "", t.Text)
	w.text("termNote", "administrativeStatus", statusValue(t.Status))
	if t.Status == termbase.Forbidden {
		m.Status = t.Status
	}
	for _, p := range []struct {
		category, value string
		memory          *string
	}{{"partOfSpeech", t.POS, &m.POS}, {"grammaticalGender", t.Gender, &m.Gender}, {"termType", t.Type, &m.Type}} {
		if p.value == "" {
			continue
		}
		value, whole := theirs(p.category, p.value)
		w.text("termNote", p.category, value)
		if !whole {
			*p.memory = p.value
		}
	}
	w.text("termNote", "geographicalUsage", t.Region)
	extra := fragment(t.Extra)
	notes, others := sift(extra)
	m.Extra = w.extra(notes, "termSec") // termNotes stand before everything else
	w.text("admin", "source", t.Source)
	w.text("admin", "customerSubset", t.Client)
	for _, c := range t.Contexts {
		w.group("context", c.Text, c.Source)
	}
	m.Extra += w.extra(others, "termSec")
	w.notes(t.Note, &m)
	w.memory(m)
	w.WriteString("</termSec>\n")
}

// sift parts the termNotes from the other elements.
func sift(nodes []*node) (notes, others []*node) {
	for _, n := range nodes {
		if n.name == "termNote" || n.name == "termNoteGrp" {
			notes = append(notes, n)
		} else {
			others = append(others, n)
		}
	}
	return notes, others
}
