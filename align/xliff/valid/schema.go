package valid

import (
	"fmt"
	"slices"
	"strings"
	"sync"
)

// rule says what an element may hold. Content is a sequence of particles:
// alternatives with |, then ? (at most one), + (at least one), * (any number);
// # stands for elements that are not of the core. Of the attributes, one with
// ! is required, @ lets in those of other name spaces and ~ only those of the
// modules fs and slr. Content "any" is not checked.
type rule struct{ attributes, content string }

const inline = "cp|ph|pc|sc|ec|mrk|sm|em*"

// schema is the grammar of core and modules, after the published schemas
// (xliff_core_2.0.xsd to 2.2 and those of the modules).
var schema = map[string]rule{
	"xliff":        {"version! srcLang! trgLang xml:space @", "notes? mda:metadata? file+"},
	"file":         {"id! canResegment original translate srcDir trgDir xml:space @", "skeleton? #* notes? unit|group+"},
	"skeleton":     {"href", "any"},
	"group":        {"id! name canResegment translate srcDir trgDir type xml:space @", "#* notes? unit|group*"},
	"unit":         {"id! name canResegment translate srcDir trgDir type xml:space @", "#* notes? originalData? segment|ignorable+"},
	"segment":      {"id canResegment state subState pgs:case", "source target?"},
	"ignorable":    {"id", "source target?"},
	"notes":        {"", "note+"},
	"note":         {"id appliesTo category priority ref @", ""},
	"originalData": {"", "data+"},
	"data":         {"id! dir xml:space", "cp*"},
	"source":       {"xml:lang xml:space", inline},
	"target":       {"xml:lang xml:space order", inline},
	"cp":           {"hex!", ""},
	"ph":           {"canCopy canDelete canReorder copyOf disp equiv id! dataRef subFlows subType type ~", ""},
	"pc": {"canCopy canDelete canOverlap canReorder copyOf dispEnd dispStart equivEnd equivStart id! dataRefEnd dataRefStart " +
		"subFlowsEnd subFlowsStart subType type dir ~", inline},
	"sc":  {"canCopy canDelete canOverlap canReorder copyOf dataRef dir disp equiv id! isolated subFlows subType type ~", ""},
	"ec":  {"canCopy canDelete canOverlap canReorder copyOf dataRef dir disp equiv id isolated startRef subFlows subType type ~", ""},
	"mrk": {"id! translate type ref value @", inline},
	"sm":  {"id! translate type ref value @", ""},
	"em":  {"startRef!", ""},

	"gls:glossary":   {"", "gls:glossEntry+"},
	"gls:glossEntry": {"id ref @", "gls:term gls:translation* gls:definition? #*"},
	"gls:term":       {"source @", ""}, "gls:translation": {"id ref source @", ""}, "gls:definition": {"source @", ""},
	"mtc:matches":         {"", "mtc:match+"},
	"mtc:match":           {"id matchQuality matchSuitability origin ref! reference similarity subType type @", "mda:metadata? originalData? source target #*"},
	"mda:metadata":        {"id", "mda:metaGroup+"},
	"mda:metaGroup":       {"id category appliesTo", "mda:metaGroup|mda:meta|meta+"},
	"meta":                {"type!", ""}, // as published samples of 2.2 have it
	"mda:meta":            {"type!", ""},
	"res:resourceData":    {"", "res:resourceItemRef* res:resourceItem*"},
	"res:resourceItemRef": {"id ref! @", ""},
	"res:resourceItem":    {"mimeType id context @", "notes? res:source? res:target? res:reference*"},
	"res:source":          {"href xml:lang @", "any"}, "res:target": {"href xml:lang @", "any"}, "res:reference": {"href! xml:lang @", ""},
	"slr:profiles":      {"generalProfile storageProfile", "slr:normalization? #*"},
	"slr:normalization": {"general storage", ""},
	"slr:data":          {"profile! @", "any"},
	"val:validation":    {"@", "val:rule+"},
	"val:rule":          {"isPresent occurs isNotPresent startsWith endsWith existsInSource caseSensitive normalization disabled @", ""},
	"ctr:changeTrack":   {"", "ctr:revisions+"},
	"ctr:revisions":     {"appliesTo! ref currentVersion @", "ctr:revision+"},
	"ctr:revision":      {"author datetime version @", "ctr:item+"},
	"ctr:item":          {"property! @", "any"},
}

// particle is one part of a content model.
type particle struct {
	names    []string
	min, max int
}

// element is a rule taken apart.
type element struct {
	attributes map[string]bool // and whether they are required
	others     byte            // '@', '~' or 0
	content    []particle
	any        bool
}

var elements = sync.OnceValue(func() map[string]element {
	out := map[string]element{}
	for name, r := range schema {
		e := element{attributes: map[string]bool{}, any: r.content == "any"}
		for _, a := range strings.Fields(r.attributes) {
			if a == "@" || a == "~" {
				e.others = a[0]
				continue
			}
			plain, required := strings.CutSuffix(a, "!")
			e.attributes[plain] = required
		}
		for _, p := range strings.Fields(r.content) {
			e.content = append(e.content, newParticle(p))
		}
		out[name] = e
	}
	return out
})

func newParticle(p string) particle {
	const many = 1 << 30
	switch p[len(p)-1] {
	case '?':
		return particle{strings.Split(p[:len(p)-1], "|"), 0, 1}
	case '*':
		return particle{strings.Split(p[:len(p)-1], "|"), 0, many}
	case '+':
		return particle{strings.Split(p[:len(p)-1], "|"), 1, many}
	}
	return particle{[]string{p}, 1, 1}
}

// structure checks a node and those below it against the grammar.
func (f *finder) structure(n *node) {
	if n.seen {
		return
	}
	e, known := elements()[n.name.String()]
	switch {
	case known && !isForeign(n.name.space):
		f.attributes(n, e)
		if !e.any {
			f.content(n, e)
		}
	case n.name.space == "its" || n.name.space == "itsm" || n.name.space == "pgs":
	case !isForeign(n.name.space):
		f.add(n, "<%s> is no element of XLIFF or of its modules", n.name)
	}
	for _, k := range n.kids {
		f.structure(k)
	}
}

func isForeign(space string) bool { return strings.HasPrefix(space, foreign) }

// content checks that the children stand in the order of the model.
func (f *finder) content(n *node, e element) {
	i, count := 0, 0
	for _, k := range n.kids {
		for i < len(e.content) && !(e.content[i].takes(k) && count < e.content[i].max) {
			if count < e.content[i].min {
				f.add(k, "<%s> stands where <%s> needs <%s>", k.name, n.name, strings.Join(e.content[i].names, "> or <"))
				return
			}
			i, count = i+1, 0
		}
		if i == len(e.content) {
			f.add(k, "<%s> cannot stand at this place in <%s>", k.name, n.name)
			return
		}
		count++
	}
	for ; i < len(e.content); i, count = i+1, 0 {
		if count < e.content[i].min {
			f.add(n, "<%s> lacks <%s>", n.name, strings.Join(e.content[i].names, "> or <"))
			return
		}
	}
	if n.text && !slices.Contains(textual, n.name.String()) {
		f.add(n, "text cannot stand directly in <%s>", n.name)
	}
}

// textual are the elements of the grammar that hold text.
var textual = []string{"note", "data", "source", "target", "pc", "mrk", "gls:term", "gls:translation", "gls:definition", "mda:meta", "meta", "val:rule"}

func (p particle) takes(k *node) bool {
	for _, want := range p.names {
		if want == "#" && k.name.space != "" || want == k.name.String() && !isForeign(k.name.space) {
			return true
		}
	}
	return false
}

// attributes checks which attributes an element has, and their values.
func (f *finder) attributes(n *node, e element) {
	missing := ""
	for want, required := range e.attributes {
		if _, ok := n.lookup("", want); required && !ok && (missing == "" || want < missing) {
			missing = want
		}
	}
	if missing != "" {
		f.add(n, "<%s> needs the attribute %s", n.name, missing)
	}
	for _, a := range n.attrs {
		_, listed := e.attributes[a.name.String()]
		switch {
		case listed && !isForeign(a.name.space), allowed(n, a, e.others):
			if problem := valueProblem(n, a); problem != "" {
				f.add(n, "%s of <%s> is %q, %s", a.name, n.name, a.value, problem)
			}
		default:
			f.add(n, "the attribute %s cannot stand on <%s>", a.name, n.name)
		}
	}
}

// allowed reports whether an attribute of another name space may stand on an
// element; an end code takes them only when it is isolated.
func allowed(n *node, a attr, others byte) bool {
	module := moduleAttributes[a.name.space]
	switch {
	case others == 0 || a.name.space == "":
		return false
	case a.name.space == "xml":
		return n.name.space == "" && others == '@'
	case n.is("ec") && n.attr("isolated") != "yes" && a.name.local != "equivStorage":
		return false
	case module != nil:
		return slices.Contains(module, a.name.local)
	case others == '~':
		return false
	}
	return true
}

var moduleAttributes = map[string][]string{
	"fs":  {"fs", "subFs"},
	"slr": {"storageRestriction", "sizeRestriction", "equivStorage", "sizeInfo", "sizeInfoRef"},
	"mtc": {}, "gls": {}, "mda": {}, "res": {}, "val": {}, "ctr": {},
}

// finder gathers the first problem, by line.
type finder struct{ first *Error }

func (f *finder) add(n *node, format string, args ...any) {
	if f.first == nil || n.line < f.first.Line {
		f.first = &Error{n.line, fmt.Sprintf(format, args...)}
	}
}

// End checks the file read; it gives the first problem, or nil.
func (c *Checker) End() *Error {
	if c.root == nil {
		return nil
	}
	c.found.whole(c.root, c.root)
	return c.found.first
}

// whole checks an element, the root or a unit, with all that is in it.
func (f *finder) whole(root, n *node) {
	f.structure(n)
	f.languages(root, n)
	if n.is("unit") {
		f.extensions(n)
		f.unit(n)
	}
	for _, file := range n.kids {
		if file.is("file") {
			f.file(file)
		}
	}
	f.modules(root, n)
	f.references(n)
}
