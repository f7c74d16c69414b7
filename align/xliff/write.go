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

// Write writes a bitext as XLIFF 2.1, a unit for each bead. A unit that came from a file
// keeps its name and, at the level of paragraphs, its segments where each has one
// counterpart at most. A segment without target is in the state "initial"; what has
// no source gets an empty one, because the format has no other place for it.
// The confidence of the bead stands in a note of the category "confidence".
func Write(w io.Writer, level align.Level, b *align.Bitext) error {
	beads := b.Beads(level)
	out := &writer{
		w: w, level: level, root: "<xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" version=\"2.1\" srcLang=\"" + markup.Escape(b.Source.LangTag()) +
			"\" trgLang=\"" + markup.Escape(b.Target.LangTag()) + "\">\n",
		source: align.Parts(b.Source, level), target: align.Parts(b.Target, level),
	}
	if level == align.Paragraph {
		out.segments = newSegments(b)
	}
	out.name(beads)
	out.print("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + out.root)
	out.print("  <file id=\"f1\" original=\"" + markup.Escape(filepath.ToSlash(b.Source.Path)) + "\">\n")
	for i, bead := range beads {
		out.unit(out.names[i], bead)
	}
	if len(beads) == 0 {
		out.print("    <unit id=\"u1\"><segment><source/></segment></unit>\n")
	}
	out.print("  </file>\n</xliff>\n")
	return out.err
}

// writer writes until the first error.
type writer struct {
	w              io.Writer
	err            error
	level          align.Level
	root           string // start tag
	source, target func(segments []int) []align.Part
	segments       *segments         // nil at the level of sentences
	names          []string          // of the units
	renamed        map[string]string // names of the units by the IDs that they had
}

func (w *writer) print(s string) {
	if w.err == nil {
		_, w.err = io.WriteString(w.w, s)
	}
}

// name gives the units their names: the ID that they had, where it can be one and no
// unit before has it, or else their number.
func (w *writer) name(beads []align.Bead) {
	w.renamed = map[string]string{}
	used := map[string]bool{}
	for i, bead := range beads {
		name := ""
		if w.level == align.Paragraph {
			if id := w.about(bead).ID; isName(id) && !used[id] {
				name = id
			}
		}
		for n := i + 1; name == "" || used[name]; n++ {
			name = fmt.Sprint("u", n)
		}
		used[name] = true
		if id := w.about(bead).ID; id != "" && w.renamed[id] == "" {
			w.renamed[id] = name
		}
		w.names = append(w.names, name)
	}
}

// about gives what a file said of the unit that a bead comes from.
func (w *writer) about(bead align.Bead) corpus.Unit {
	if parts := w.source(bead.Source); len(parts) == 1 {
		return parts[0].Block.About()
	}
	return corpus.Unit{}
}

// isName reports whether an ID can stand in XML where a name token must: in letters and
// digits that every program takes.
func isName(id string) bool {
	return id != "" && strings.Trim(id, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._:-") == ""
}

// unit writes one bead. Codes of XLIFF 2 that break a constraint where they stand now, a
// reference to what is not written or half of what belongs together, become
// placeholders.
func (w *writer) unit(name string, bead align.Bead) {
	text, doubtful := w.compose(name, bead, false)
	if doubtful && !w.holds(text) {
		text, _ = w.compose(name, bead, true)
	}
	w.print(text)
}

// holds reports whether a unit keeps the constraints. What its sub-flows are is no
// matter of the unit alone.
func (w *writer) holds(unit string) bool {
	file := w.root + "<file id=\"f\">" + flows.ReplaceAllString(unit, "") + "</file></xliff>"
	_, err := Read("", strings.NewReader(file), Options{})
	return err == nil
}

// compose writes a unit down, and says whether codes of XLIFF 2 are in it that may break a
// constraint; plain makes placeholders of all codes.
func (w *writer) compose(name string, bead align.Bead, plain bool) (text string, doubtful bool) {
	source, target := w.source(bead.Source), w.target(bead.Target)
	o := newOriginals(plain)
	var body strings.Builder
	for i, p := range w.segments.of(bead, source, target) {
		if i > 0 {
			body.WriteString(p.between())
		}
		state, side := "initial", "<source>"+o.content(0, p.source)+"</source>"
		if len(p.target) > 0 {
			state = stateOf(p.target[0].Block.About().State)
			side += "<target>" + o.content(1, p.target) + "</target>"
		}
		body.WriteString("      <segment state=\"" + state + "\">" + side + "</segment>\n")
	}
	about := w.about(bead)
	var out strings.Builder
	out.WriteString("    <unit id=\"" + markup.Escape(name) + "\"")
	if about.ID != "" && about.ID != name {
		out.WriteString(" name=\"" + markup.Escape(about.ID) + "\"")
	}
	out.WriteString(strings.Join(o.spaces, "") + ">\n      <notes>")
	var notes []string
	if len(source) > 0 {
		notes = source[0].Block.About().Notes
	}
	out.WriteString(o.allNotes(notes))
	fmt.Fprintf(&out, "<note category=\"confidence\">%.2f</note></notes>\n", bead.Confidence)
	if len(o.elements) > 0 {
		out.WriteString("      <originalData>" + strings.Join(o.elements, "") + "</originalData>\n")
	}
	out.WriteString(w.rename(about.ID, body.String()) + "    </unit>\n")
	return out.String(), o.doubtful || o.own && len(o.ids) > 0
}

// stateOf reads a state in the words of any format as one of XLIFF 2 for a segment that
// has a target.
func stateOf(state string) string {
	switch state {
	case "initial", "translated", "reviewed", "final":
		return state
	case "new", "needs-translation", "Draft", "Unspecified", "NotStarted", "Pretranslated", "MachineTranslated", "AssembledFromFragments", "PartiallyEdited", "unconfirmed":
		return "initial"
	case "ApprovedTranslation", "Proofread", "Reviewer1Confirmed":
		return "reviewed"
	case "signed-off", "ApprovedSignOff", "Reviewer2Confirmed":
		return "final"
	}
	return "translated"
}
