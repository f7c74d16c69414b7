package valid

import (
	"slices"
	"strconv"
	"strings"
)

// languages checks that xml:lang agrees with the root's srcLang and trgLang.
func (f *finder) languages(root, below *node) {
	below.all(func(n *node) {
		lang := n.inherited("xml", "lang", "")
		want := ""
		switch {
		case n.is("source") && !n.parent.is("segment", "ignorable"), n.is("target") && !n.parent.is("segment", "ignorable"):
			return // in a match, which may be of another language
		case n.is("source"), n.name == (name{"res", "source"}):
			want = "srcLang"
		case n.is("target"):
			want = "trgLang"
		}
		if lang != "" && want != "" && !strings.EqualFold(lang, root.attr(want)) {
			f.add(n, "xml:lang of <%s> is %q, but %s of <xliff> is %q", n.name, lang, want, root.attr(want))
		}
	})
}

// subFlows are the attributes that name other units.
var subFlows = [...]string{"subFlows", "subFlowsStart", "subFlowsEnd"}

// file checks the units of a <file>.
func (f *finder) file(file *node) {
	units := map[string]bool{}
	file.all(func(n *node) {
		if n.is("unit") {
			units[n.attr("id")] = true
		}
	})
	f.extensions(file)
	file.all(func(n *node) {
		switch {
		case n.seen:
		case n.is("unit"):
			f.extensions(n)
			f.unit(n)
		case n.is("group"):
			f.extensions(n)
		}
		for _, name := range subFlows {
			for _, id := range strings.Fields(n.attr(name)) {
				if n.name.space == "" && !units[id] && !file.units[id] {
					f.add(n, "%s of <%s> names %q, which is no unit of the file", name, n.name, id)
				}
			}
		}
	})
}

// extensions checks that the identifiers of extension elements directly under
// a file, group or unit are unique there.
func (f *finder) extensions(holder *node) {
	seen := map[string]bool{}
	check := func(n *node) {
		if !isForeign(n.name.space) {
			return
		}
		id, ok := n.lookup("", "id")
		if !ok {
			id, ok = n.lookup("xml", "id")
		}
		if ok && seen[id] {
			f.add(n, "id %q of <%s> is used twice among the extension elements of one <%s>", id, n.name, holder.name)
		}
		seen[id] = true
	}
	for _, k := range holder.kids {
		if isForeign(k.name.space) {
			check(k)
			k.all(check)
		}
	}
}

// unitCodes are the inline codes of a unit by identifier, of each side.
type unitCodes struct {
	source, target map[string]*node
}

func (f *finder) unit(unit *node) {
	codes := unitCodes{map[string]*node{}, map[string]*node{}}
	for _, part := range unit.kids {
		for _, side := range part.kids {
			into := codes.source
			if side.is("target") {
				into = codes.target
			}
			side.all(func(n *node) {
				if id := n.attr("id"); id != "" {
					into[id] = n
				}
			})
		}
	}
	place, orders := 0, map[string]bool{}
	parts := unit.parts()
	for _, part := range parts {
		place++
		if target := part.child("target"); target != nil {
			f.order(target, place, len(parts), orders)
		}
		f.segment(part, codes)
	}
}

// parts are the segments and ignorables of a unit.
func (n *node) parts() []*node {
	var out []*node
	for _, k := range n.kids {
		if k.is("segment", "ignorable") {
			out = append(out, k)
		}
	}
	return out
}

// order checks that no two targets of a unit have the same place, and none a place
// behind the last.
func (f *finder) order(target *node, place, last int, seen map[string]bool) {
	order := target.attr("order")
	if order == "" {
		order = strconv.Itoa(place)
	}
	if n, err := strconv.Atoi(order); err == nil && n > last {
		f.add(target, "order %s of <target> is more than the %d segments and ignorables of the unit", order, last)
	}
	if seen[order] {
		f.add(target, "order %s of <target> is used twice in the unit", order)
	}
	seen[order] = true
}

// segment checks the codes of a segment or ignorable.
func (f *finder) segment(part *node, codes unitCodes) {
	source, target := part.child("source"), part.child("target")
	if source == nil {
		return
	}
	source.all(func(n *node) { f.code(n, codes.source) })
	from := f.sequences(source)
	if target == nil {
		return
	}
	if source.inherited("xml", "space", "default") != target.inherited("xml", "space", "default") {
		f.add(target, "xml:space of <target> is not that of its <source>")
	}
	target.all(func(n *node) {
		f.code(n, codes.target)
		f.corresponds(n, codes.source)
	})
	to := f.sequences(target)
	for first, order := range from {
		if other, ok := to[first]; ok && !slices.Equal(order, other) {
			f.add(target, "the codes that begin with %s may not be reordered (canReorder), but <target> has them as %s, not %s", first, strings.Join(other, " "), strings.Join(order, " "))
		}
	}
	source.all(func(n *node) {
		if n.attr("canDelete") == "no" && n.is("ph", "pc", "sc") && codes.target[n.attr("id")] == nil {
			f.add(target, "the code %q may not be deleted (canDelete), but is in no <target> of the unit", n.attr("id"))
		}
	})
}

// code checks one inline code against the others of its side.
func (f *finder) code(n *node, side map[string]*node) {
	if n.is("ph", "pc", "sc", "ec") {
		f.copyOf(n, side)
		f.subType(n)
		if reorder := n.attr("canReorder"); (reorder == "no" || reorder == "firstNo") && !n.is("ec") && (n.attr("canCopy") != "no" || n.attr("canDelete") != "no") {
			f.add(n, "canReorder %q of <%s> needs canCopy and canDelete to be \"no\"", reorder, n.name)
		}
	}
	if n.is("mrk", "sm") && n.attr("type") == "comment" {
		f.comment(n)
	}
	if start := side[n.attr("startRef")]; n.is("ec") && start.is("sc") {
		f.pair(start, n)
	}
	if _, ok := n.lookup("", "dir"); ok && n.is("ec") && n.attr("isolated") != "yes" {
		f.add(n, "dir cannot stand on an <ec> that is not isolated")
	}
}

// corresponds checks that an element of the target with the identifier of one of the
// source is of its kind: a code in one piece or a pair of codes, a placeholder, an annotation.
func (f *finder) corresponds(n *node, source map[string]*node) {
	other := source[n.attr("id")]
	if other == nil || n.name.space != "" || other.name.space != "" {
		return
	}
	if a, b := inlineKind(n), inlineKind(other); a != b && a != "" && b != "" {
		f.add(n, "<%s> of <target> has the id %q, which is that of a <%s> in <source>", n.name, n.attr("id"), other.name)
	}
}

// inlineKind is what an inline element is, however it is written.
func inlineKind(n *node) string {
	switch {
	case n.is("ph"):
		return "placeholder"
	case n.is("pc", "sc", "ec"):
		return "pair"
	case n.is("mrk", "sm"):
		return "annotation"
	}
	return ""
}

func (f *finder) copyOf(n *node, side map[string]*node) {
	of, ok := n.lookup("", "copyOf")
	if !ok {
		return
	}
	base := side[of]
	if base == nil && n.up("target") != nil { // a copy made in the target of a code of the source
		if unit := n.up("unit"); unit != nil {
			unit.all(func(o *node) {
				if o.attr("id") == of && o.is("ph", "pc", "sc", "ec") {
					base = o
				}
			})
		}
	}
	switch {
	case base == nil || !base.is("ph", "pc", "sc", "ec"):
		f.add(n, "copyOf of <%s> names %q, which is no code of the unit", n.name, of)
	case base.attr("canCopy") == "no":
		f.add(n, "<%s> is a copy of %q, which may not be copied (canCopy)", n.name, of)
	}
	for _, name := range []string{"dataRef", "dataRefStart", "dataRefEnd"} {
		if _, ok := n.lookup("", name); ok {
			f.add(n, "<%s> has copyOf and %s, but only one of them is allowed", n.name, name)
		}
	}
}

// subType checks the values that the specification reserves.
func (f *finder) subType(n *node) {
	value, ok := strings.CutPrefix(n.attr("subType"), "xlf:")
	if !ok {
		return
	}
	want := map[string]string{"lb": "fmt", "pb": "fmt", "b": "fmt", "i": "fmt", "u": "fmt", "var": "ui"}[value]
	if want == "" || n.attr("type") != want {
		f.add(n, "subType \"xlf:%s\" of <%s> does not go with type %q", value, n.name, n.attr("type"))
	}
}

// comment checks a comment annotation: a text or a reference to a note of the
// unit, not both.
func (f *finder) comment(n *node) {
	ref, hasRef := n.lookup("", "ref")
	if _, hasValue := n.lookup("", "value"); hasValue == hasRef {
		f.add(n, "a <%s> of type comment has either value or ref", n.name)
		return
	}
	if !hasRef {
		return
	}
	fragment, local := strings.CutPrefix(ref, "#")
	at := resolve(n, fragment)
	if local && at != nil && at.is("note") && at.parent.parent == n.up("unit") {
		return
	}
	f.add(n, "ref %q of a <%s> of type comment leads to no note of the unit", ref, n.name)
}

// pair checks that the attributes of an end code are those of its start.
func (f *finder) pair(start, end *node) {
	for _, name := range []string{"canCopy", "canDelete", "canOverlap"} {
		otherwise := "yes"
		if valueOr(start, name, otherwise) != valueOr(end, name, otherwise) {
			f.add(end, "%s of <ec> is not that of its <sc> %q", name, start.attr("id"))
		}
	}
	s, e := valueOr(start, "canReorder", "yes"), valueOr(end, "canReorder", "yes")
	if s == "yes" && e != "yes" || s != "yes" && e != "no" {
		f.add(end, "canReorder %q of <ec> does not go with %q of its <sc> %q", e, s, start.attr("id"))
	}
}

func valueOr(n *node, name, otherwise string) string {
	if v, ok := n.lookup("", name); ok {
		return v
	}
	return otherwise
}

// sequences gives the codes that must keep their order, by the first of them;
// the end of a paired code stands with a slash.
func (f *finder) sequences(side *node) map[string][]string {
	out := map[string][]string{}
	first := ""
	var walk func(n *node)
	walk = func(n *node) {
		for _, k := range n.kids {
			if !k.is("ph", "pc", "sc", "ec") {
				walk(k)
				continue
			}
			id := k.attr("id")
			if k.is("ec") && id == "" {
				id = "/" + k.attr("startRef")
			}
			switch reorder := valueOr(k, "canReorder", "yes"); {
			case reorder == "firstNo":
				first = id
			case reorder == "no" && first == "":
				f.add(k, "canReorder \"no\" of <%s> comes before any \"firstNo\" that begins its sequence", k.name)
			case reorder == "yes":
				first = ""
			}
			if first != "" {
				out[first] = append(out[first], id)
			}
			walk(k)
			if k.is("pc") && first != "" && valueOr(k, "canReorder", "yes") != "yes" {
				out[first] = append(out[first], "/"+id)
			}
		}
	}
	walk(side)
	return out
}
