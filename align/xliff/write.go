package xliff

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"bitext/align"
	"bitext/corpus"
	"bitext/corpus/markup"
)

// Write writes a bitext as XLIFF 2.1, a unit of one segment for each bead. A
// bead without target becomes a segment in the state "initial", one without
// source gets an empty source, because the format has no other place for it.
// The confidence of the bead stands in a note of the category "confidence".
func Write(w io.Writer, level align.Level, b *align.Bitext) error {
	out := &writer{w: w, source: align.Parts(b.Source, level), target: align.Parts(b.Target, level)}
	out.print("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" +
		"<xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" version=\"2.1\" srcLang=\"" + markup.Escape(b.Source.LangTag()) +
		"\" trgLang=\"" + markup.Escape(b.Target.LangTag()) + "\">\n")
	out.print("  <file id=\"f1\" original=\"" + markup.Escape(filepath.ToSlash(b.Source.Path)) + "\">\n")
	for i, bead := range b.Beads(level) {
		out.unit(i+1, bead)
	}
	if len(b.Beads(level)) == 0 {
		out.print("    <unit id=\"u1\"><segment><source/></segment></unit>\n")
	}
	out.print("  </file>\n</xliff>\n")
	return out.err
}

// writer writes until the first error.
type writer struct {
	w              io.Writer
	err            error
	source, target func(segments []int) []align.Part
}

func (w *writer) print(s string) {
	if w.err == nil {
		_, w.err = io.WriteString(w.w, s)
	}
}

// unit writes one bead.
func (w *writer) unit(n int, bead align.Bead) {
	source, target := w.source(bead.Source), w.target(bead.Target)
	data := newOriginals()
	state := "initial"
	text := "<source>" + data.content(source) + "</source>"
	if len(target) > 0 {
		state = "translated"
		if s := target[0].Block.About().State; known(s) {
			state = s
		}
		text += "<target>" + data.content(target) + "</target>"
	}
	w.print(fmt.Sprintf("    <unit id=\"u%d\"", n))
	if len(source) == 1 && source[0].Block.About().ID != "" {
		w.print(" name=\"" + markup.Escape(source[0].Block.About().ID) + "\"")
	}
	w.print(">\n      <notes>")
	if len(source) > 0 {
		for _, note := range source[0].Block.About().Notes {
			w.print("<note>" + markup.Escape(note) + "</note>")
		}
	}
	w.print(fmt.Sprintf("<note category=\"confidence\">%.2f</note></notes>\n", bead.Confidence))
	if len(data.elements) > 0 {
		w.print("      <originalData>" + strings.Join(data.elements, "") + "</originalData>\n")
	}
	w.print("      <segment state=\"" + state + "\">" + text + "</segment>\n    </unit>\n")
}

func known(state string) bool {
	switch state {
	case "initial", "translated", "reviewed", "final":
		return true
	}
	return false
}

// originals gathers the original data of a unit's inline codes.
type originals struct {
	elements []string
	seen     map[string]bool
	ids      map[string]string // placeholder ids by the markup of another format
}

func newOriginals() *originals {
	return &originals{seen: map[string]bool{}, ids: map[string]string{}}
}

// content gives the parts joined by a space, escaped, inline codes put back.
// Codes of another format become placeholders that refer to their markup; the
// same markup in source and target is the same placeholder.
func (o *originals) content(parts []align.Part) string {
	used := map[string]int{}
	texts := make([]string, len(parts))
	for i, p := range parts {
		for _, c := range markup.Within(p.Block, p.Span) {
			if c.Form == form2 && c.Data != "" && !o.seen[c.Data] {
				o.seen[c.Data] = true
				o.elements = append(o.elements, c.Data)
			}
		}
		texts[i] = markup.Restore(p.Block, p.Span, form2, func(c corpus.Code) string {
			used[c.Raw]++
			return o.placeholder(c.Raw, used[c.Raw])
		})
	}
	return strings.Join(texts, " ")
}

// placeholder gives the n-th occurrence of a foreign code on one side.
func (o *originals) placeholder(raw string, n int) string {
	key := fmt.Sprintf("%d %s", n, raw)
	id, ok := o.ids[key]
	if !ok {
		id = fmt.Sprint(len(o.ids) + 1)
		o.ids[key] = id
		o.elements = append(o.elements, "<data id=\"x"+id+"\">"+markup.Escape(raw)+"</data>")
	}
	return "<ph id=\"x" + id + "\" dataRef=\"x" + id + "\"/>"
}
