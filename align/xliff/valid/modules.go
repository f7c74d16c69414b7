package valid

import (
	"slices"
	"strings"
)

// modules checks what the modules demand beyond their grammar, of an element and those
// in it.
func (f *finder) modules(root, below *node) {
	its := root.attr("version") != "2.0" // which has no such module: what stands there is an extension
	check := func(n *node) {
		if n.seen {
			return
		}
		f.attributesOfModules(n)
		if its {
			f.its(n)
		}
		switch n.name.String() {
		case "file", "group", "unit":
			f.places(n)
		case "gls:glossary":
			f.unique(n, "gls:glossEntry", "gls:translation")
		case "gls:glossEntry":
			f.glossEntry(n)
		case "mtc:matches":
			f.unique(n, "mtc:match")
		case "mtc:match":
			f.match(n)
		case "mda:metadata":
			f.unique(n, "mda:metaGroup")
			n.all(func(k *node) {
				if id := n.attr("id"); id != "" && k.attr("id") == id && k.name == (name{"mda", "metaGroup"}) {
					f.add(k, "id %q of <mda:metaGroup> is that of its <mda:metadata>", id)
				}
			})
		case "res:resourceData":
			f.unique(n, "res:resourceItem", "res:resourceItemRef")
		case "res:resourceItem":
			f.resource(n)
		case "res:source", "res:target":
			if href := n.attr("href") != ""; href == (n.text || len(n.kids) > 0) {
				f.add(n, "<%s> has either href or content", n.name)
			}
		case "val:rule":
			f.validationRule(n)
		case "ctr:revisions":
			f.revisions(n)
		}
	}
	check(below)
	below.all(check)
}

// modulePlaces says which elements of modules stand directly in which elements of the
// core.
var modulePlaces = map[string]string{
	"mtc:matches": "unit", "gls:glossary": "unit", "mda:metadata": "file group unit", "res:resourceData": "file unit",
	"slr:profiles": "file", "slr:data": "file group unit", "val:validation": "file group unit", "ctr:changeTrack": "file group unit",
	"its:locQualityIssues": "unit", "its:provenanceRecords": "file group unit",
}

// places checks that the elements of modules in a file, group or unit belong there, and
// that those stand there once that may.
func (f *finder) places(holder *node) {
	seen := map[string]bool{}
	for _, k := range holder.kids {
		this := k.name.String()
		where, known := modulePlaces[this]
		switch {
		case !known || isForeign(k.name.space):
		case !slices.Contains(strings.Fields(where), holder.name.local):
			f.add(k, "<%s> cannot stand directly in <%s>", this, holder.name)
		case seen[this] && k.name.space != "its" && k.name.space != "ctr":
			f.add(k, "<%s> stands twice in one <%s>", this, holder.name)
		}
		seen[this] = true
	}
}

// resource checks that the type of what stands elsewhere is named.
func (f *finder) resource(n *node) {
	if _, ok := n.lookup("", "mimeType"); ok {
		return
	}
	for _, k := range n.kids {
		if (k.name == (name{"res", "source"}) || k.name == (name{"res", "target"})) && (k.text || len(k.kids) > 0) {
			return
		}
	}
	f.add(n, "<res:resourceItem> needs mimeType, because neither its source nor its target has content")
}

// unique checks that the identifiers of the elements named are unique below n.
func (f *finder) unique(n *node, names ...string) {
	seen := map[string]bool{}
	n.all(func(k *node) {
		id := k.attr("id")
		for _, name := range names {
			if id == "" || k.name.String() != name {
				continue
			}
			if seen[id] {
				f.add(k, "id %q of <%s> is used twice in one <%s>", id, k.name, n.name)
			}
			seen[id] = true
		}
	})
}

// attributesOfModules checks the attributes of fs and slr against each other.
func (f *finder) attributesOfModules(n *node) {
	if _, ok := n.lookup("fs", "subFs"); ok {
		if _, with := n.lookup("fs", "fs"); !with {
			f.add(n, "fs:subFs of <%s> needs fs:fs beside it", n.name)
		}
	}
	ref, ok := n.lookup("slr", "sizeInfoRef")
	if !ok {
		return
	}
	if _, both := n.lookup("slr", "sizeInfo"); both {
		f.add(n, "<%s> has slr:sizeInfo and slr:sizeInfoRef, but only one of them is allowed", n.name)
	}
	for above := n.parent; above != nil; above = above.parent {
		for _, data := range above.kids {
			if data.name == (name{"slr", "data"}) && holdsID(data, ref) {
				return
			}
		}
	}
	f.add(n, "slr:sizeInfoRef %q of <%s> leads to nothing in an <slr:data> beside or above it", ref, n.name)
}

func holdsID(n *node, id string) bool {
	found := false
	n.all(func(k *node) {
		if v, ok := k.lookup("xml", "id"); k.attr("id") == id || ok && v == id {
			found = true
		}
	})
	return found
}

// glossEntry checks that an entry says something of its term, and what it and its
// translations lead to.
func (f *finder) glossEntry(n *node) {
	says := false
	for _, k := range append([]*node{n}, n.kids...) {
		says = says || k.name.String() == "gls:translation" || k.name.String() == "gls:definition"
		if ref := k.attr("ref"); strings.HasPrefix(ref, "#") && !spanOf(k, ref) {
			f.add(k, "ref %q of <%s> leads to no span of text of its unit", ref, k.name)
		}
	}
	if !says {
		f.add(n, "a <gls:glossEntry> needs a translation or a definition")
	}
}

// spanOf reports whether a reference leads to a segment or a span of the unit that n
// stands in.
func spanOf(n *node, ref string) bool {
	fragment, local := strings.CutPrefix(ref, "#")
	at := resolve(n, fragment)
	return local && at != nil && at.up("unit") == n.up("unit") && at.is("segment", "ignorable", "mrk", "sm", "pc", "sc")
}

// match checks the reference of a match, to a segment or a span of its unit, and its
// codes.
func (f *finder) match(n *node) {
	if n.attr("subType") != "" && n.attr("type") == "" {
		f.add(n, "subType of <mtc:match> needs type beside it")
	}
	if ref, ok := n.lookup("", "ref"); ok && !spanOf(n, ref) {
		f.add(n, "ref %q of <mtc:match> leads to no span of text of its unit", ref)
	}
	data := map[string]bool{}
	if original := n.child("originalData"); original != nil {
		for _, d := range original.kids {
			data[d.attr("id")] = true
		}
	}
	for _, side := range n.kids {
		if side.is("source", "target") {
			f.matchCodes(side, data)
		}
	}
}

// matchCodes checks the codes of one side of a match, which is a world of its own.
func (f *finder) matchCodes(side *node, data map[string]bool) {
	ids, begun := map[string]bool{}, map[string]*node{}
	side.all(func(k *node) {
		id := k.attr("id")
		if id != "" && ids[id] {
			f.add(k, "id %q of <%s> is used twice in the <%s> of a <mtc:match>", id, k.name, side.name)
		}
		ids[id] = true
		for _, a := range []string{"dataRef", "dataRefStart", "dataRefEnd"} {
			if ref, ok := k.lookup("", a); ok && !data[ref] {
				f.add(k, "%s %q leads to no <data> of the <mtc:match>", a, ref)
			}
		}
		switch {
		case k.is("sm"), k.is("sc") && k.attr("isolated") != "yes":
			begun[id] = k
		case k.is("em"), k.is("ec") && k.attr("isolated") != "yes":
			ref := k.attr("startRef")
			if begun[ref] == nil {
				f.add(k, "startRef %q of <%s> leads to nothing before it in the <mtc:match>", ref, k.name)
			}
			delete(begun, ref)
		}
	})
	for id, k := range begun {
		f.add(k, "<%s> %q is never ended in the <mtc:match>", k.name, id)
	}
}

// validationRule checks that a rule says exactly one thing.
func (f *finder) validationRule(n *node) {
	kinds, source := 0, 0
	for _, a := range n.attrs {
		switch a.name.String() {
		case "isPresent", "startsWith", "endsWith":
			kinds, source = kinds+1, source+1
		case "isNotPresent":
			kinds++
		default:
			if isForeign(a.name.space) {
				kinds++
			}
		}
	}
	if kinds != 1 {
		f.add(n, "a <val:rule> has exactly one of isPresent, isNotPresent, startsWith, endsWith and a rule of its own, not %d", kinds)
	}
	if _, ok := n.lookup("", "existsInSource"); ok && source != 1 {
		f.add(n, "existsInSource of <val:rule> needs isPresent, startsWith or endsWith beside it")
	}
}

// revisions checks that revisions lead to something that can have changed so.
func (f *finder) revisions(n *node) {
	subjects, local := []*node{}, n.attr("appliesTo")
	ref, hasRef := n.lookup("", "ref")
	holder := n.up("unit", "group", "file")
	if holder != nil {
		holder.all(func(k *node) {
			if k.name.space == "ctr" || k.up("unit", "group", "file") != holder {
				return
			}
			if hasRef && k.attr("id") == ref || !hasRef && k.name.local == local {
				subjects = append(subjects, k)
			}
		})
	}
	switch {
	case len(subjects) == 0:
		f.add(n, "<ctr:revisions> leads to no <%s> %q", local, ref)
		return
	case !hasRef && len(subjects) > 1:
		f.add(n, "<ctr:revisions> needs ref, because there are several <%s>", local)
		return
	}
	current, known := n.lookup("", "currentVersion")
	for _, revision := range n.kids {
		f.revision(revision, subjects[0])
		known = known && revision.attr("version") != current
	}
	if known {
		f.add(n, "currentVersion %q of <ctr:revisions> is the version of no <ctr:revision> in it", current)
	}
}

// revision checks that each item is the content or an attribute of the subject.
func (f *finder) revision(n, subject *node) {
	seen := map[string]bool{}
	for _, item := range n.kids {
		property := item.attr("property")
		if seen[property] {
			f.add(item, "the property %q stands twice in one <ctr:revision>", property)
		}
		seen[property] = true
		_, has := subject.lookup("", property)
		if property != "content" && !has {
			f.add(item, "the property %q is neither the content nor an attribute of the <%s>", property, subject.name)
		}
	}
}
