package xliff

import (
	"encoding/xml"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"bitext/align"
	"bitext/corpus"
	"bitext/corpus/markup"
)

// declared gives the name spaces by prefix, with those that attributes declare.
func declared(spaces map[string]string, attrs []xml.Attr) map[string]string {
	own := false
	for _, a := range attrs {
		if a.Name.Space != "xmlns" || spaces[a.Name.Local] == a.Value {
			continue
		}
		if !own {
			own = true
			if spaces = maps.Clone(spaces); spaces == nil {
				spaces = map[string]string{}
			}
		}
		spaces[a.Name.Local] = a.Value
	}
	return spaces
}

// restoreData gives each code what it refers to.
func (p *parser) restoreData(pieces []piece, data, notes map[string]string) {
	for i := range pieces {
		for _, codes := range [][]corpus.Code{pieces[i].sourceCodes, pieces[i].toCodes} {
			for k, c := range codes {
				own, ok := unwrapped(c, data)
				if !ok {
					own.Data = p.dataOf(c.Raw, data, notes)
				}
				codes[k] = own
			}
		}
	}
}

// prefixed finds the prefixes of attributes; quotes in their values are escaped.
var prefixed = regexp.MustCompile(` ([\pL_][\pL\pN_.-]*):[\pL_][\pL\pN_.-]*="`)

// dataOf gives what a code refers to: the <data> elements of the unit, the <note> that a
// comment is, and the name spaces of its attributes.
func (p *parser) dataOf(raw string, data, notes map[string]string) string {
	out := ""
	for _, name := range []string{"dataRef", "dataRefStart", "dataRefEnd"} {
		if id, ok := valueOf(raw, name); ok {
			out += `<data id="` + id + `">` + markup.Escape(data[id]) + "</data>"
		}
	}
	if ref, ok := valueOf(raw, "ref"); ok && (strings.HasPrefix(raw, "<mrk") || strings.HasPrefix(raw, "<sm")) {
		id := ref[strings.LastIndexByte(ref, '=')+1:]
		if text, ok := notes[id]; ok && strings.HasSuffix(ref, "n="+id) {
			out += `<note id="` + id + `">` + markup.Escape(text) + "</note>"
		}
	}
	if strings.Contains(raw, ":") {
		for _, m := range prefixed.FindAllStringSubmatch(raw, -1) {
			if uri, ok := p.spaces[m[1]]; ok {
				out += " xmlns:" + m[1] + `="` + markup.Escape(uri) + `"`
			}
		}
	}
	return out
}

// valueOf gives the value of an attribute of a code as it is written, and whether it is
// there.
func valueOf(raw, name string) (string, bool) {
	_, rest, found := strings.Cut(raw, " "+name+`="`)
	if !found {
		return "", false
	}
	value, _, _ := strings.Cut(rest, `"`)
	return value, true
}

// parts takes the data of a code apart again. What stands in its elements is escaped, so
// that none holds the end of another.
func parts(data string) (elements, notes, spaces []string) {
	for data != "" {
		switch {
		case strings.HasPrefix(data, "<data "):
			elements = append(elements, first(&data, "</data>"))
		case strings.HasPrefix(data, "<note "):
			notes = append(notes, first(&data, "</note>"))
		default:
			_, value, _ := strings.Cut(data, `"`)
			spaces = append(spaces, data[:len(data)-len(value)]+first(&value, `"`))
			data = value
		}
	}
	return elements, notes, spaces
}

// first takes off a text what it begins with, up to a mark.
func first(text *string, mark string) string {
	head, rest, _ := strings.Cut(*text, mark)
	*text = rest
	return head + mark
}

// originals gathers what stands in a unit beside its segments: the original data of its
// inline codes, the notes that comments are, name spaces.
type originals struct {
	plain    bool // make placeholders of all codes
	own      bool // whether there are codes of XLIFF 2
	doubtful bool // whether some of them may not hold where they stand now
	elements []string
	notes    []string
	spaces   []string
	seen     map[string]bool
	ids      map[string]string // placeholder ids by the markup of another format
	used     [2]map[string]int // how often such markup stood in source and target
}

func newOriginals(plain bool) *originals {
	return &originals{plain: plain, seen: map[string]bool{}, ids: map[string]string{}, used: [2]map[string]int{{}, {}}}
}

// content gives the parts of a side, of source or target, joined by a space, escaped,
// inline codes put back.
// Codes of another format become placeholders that refer to their markup; the
// same markup in source and target is the same placeholder.
func (o *originals) content(side int, parts []align.Part) string {
	texts := make([]string, len(parts))
	form := form2
	if o.plain {
		form = ""
	}
	for i, p := range parts {
		codes := p.Block.Codes()
		if !p.Whole {
			codes = markup.Within(p.Block, p.Span)
		}
		for _, c := range codes {
			if c.Form == form {
				o.own = true
				o.doubtful = o.doubtful || refers.MatchString(c.Raw)
				o.gather(c.Data)
			}
		}
		texts[i] = markup.Restore(p.Block, p.Span, codes, form, func(c corpus.Code) string {
			o.used[side][c.Raw]++
			return o.placeholder(c, o.used[side][c.Raw])
		})
	}
	return strings.Join(texts, " ")
}

// refers finds what depends on other codes or on what stands elsewhere in a file.
var refers = regexp.MustCompile(` (ref|copyOf|canReorder|canDelete|isolated|[\pL_][\pL\pN_.-]*:[\pL_][\pL\pN_.-]*)="`)

// gather takes what a code refers to, each once.
func (o *originals) gather(data string) {
	elements, notes, spaces := parts(data)
	for _, list := range []struct {
		from []string
		to   *[]string
	}{{elements, &o.elements}, {notes, &o.notes}, {spaces, &o.spaces}} {
		for _, x := range list.from {
			if !o.seen[x] {
				o.seen[x] = true
				*list.to = append(*list.to, x)
			}
		}
	}
}

// ours begins the subType of the placeholders that stand for a code of another format,
// which it names.
const ours = "bitext:"

// placeholder gives the n-th occurrence of a foreign code on one side.
func (o *originals) placeholder(c corpus.Code, n int) string {
	key := fmt.Sprintf("%d %s", n, c.Raw)
	id, ok := o.ids[key]
	if !ok {
		id = fmt.Sprint(len(o.ids) + 1)
		o.ids[key] = id
		o.elements = append(o.elements, "<data id=\"x"+id+"\">"+markup.Escape(c.Raw)+"</data>")
	}
	return "<ph id=\"x" + id + "\" dataRef=\"x" + id + "\" type=\"other\" subType=\"" + ours + c.Form + "\"/>"
}

// unwrapped gives the code of another format that a placeholder stands for. One of XLIFF 2
// stays what it has become: what it referred to is gone.
func unwrapped(c corpus.Code, data map[string]string) (corpus.Code, bool) {
	kind, _ := valueOf(c.Raw, "subType")
	form, ok := strings.CutPrefix(kind, ours)
	id, _ := valueOf(c.Raw, "dataRef")
	if !ok || form == form2 || form == "" || data[id] == "" {
		return c, false
	}
	return corpus.Code{At: c.At, Raw: data[id], Form: form}, true
}

// allNotes writes notes; one that a code refers to has its name.
func (o *originals) allNotes(notes []string) string {
	var out strings.Builder
	named := slices.Clone(o.notes)
	for _, note := range notes {
		end := ">" + markup.Escape(note) + "</note>"
		if i := slices.IndexFunc(named, func(n string) bool { return strings.HasSuffix(n, end) }); i >= 0 {
			out.WriteString(named[i])
			named = slices.Delete(named, i, i+1)
			continue
		}
		out.WriteString("<note" + end)
	}
	return out.String() + strings.Join(named, "")
}

// flows finds the attributes that lead to other units.
var flows = regexp.MustCompile(` (subFlows|subFlowsStart|subFlowsEnd)="([^"]*)"`)

// rename gives the sub-flows of a unit the names that their units have now; a sub-flow
// that is not written is left out.
func (w *writer) rename(id, unit string) string {
	if !strings.Contains(unit, " subFlows") {
		return unit
	}
	file := id[:strings.LastIndexByte(id, ':')+1] // where there are several files
	return flows.ReplaceAllStringFunc(unit, func(attribute string) string {
		m := flows.FindStringSubmatch(attribute)
		var to []string
		for _, flow := range strings.Fields(m[2]) {
			name := w.renamed[file+flow]
			if name == "" {
				name = w.renamed[flow]
			}
			if name != "" {
				to = append(to, name)
			}
		}
		if len(to) == 0 {
			return ""
		}
		return " " + m[1] + "=\"" + strings.Join(to, " ") + "\""
	})
}
