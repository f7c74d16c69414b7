package valid

import "strings"

// modules checks what the modules demand beyond their grammar.
func (f *finder) modules(root *node) {
	root.all(func(n *node) {
		f.attributesOfModules(n)
		switch n.name.String() {
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
		case "res:resourceData":
			f.unique(n, "res:resourceItem", "res:resourceItemRef")
		case "res:source", "res:target":
			if href := n.attr("href") != ""; href == (n.text || len(n.kids) > 0) {
				f.add(n, "<%s> has either href or content", n.name)
			}
		case "val:rule":
			f.validationRule(n)
		case "ctr:revisions":
			f.revisions(n)
		}
	})
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

func (f *finder) glossEntry(n *node) {
	for _, k := range n.kids {
		if k.name.String() == "gls:translation" || k.name.String() == "gls:definition" {
			return
		}
	}
	f.add(n, "a <gls:glossEntry> needs a translation or a definition")
}

// match checks the reference of a match: to a segment or a span of its unit.
func (f *finder) match(n *node) {
	if n.attr("subType") != "" && n.attr("type") == "" {
		f.add(n, "subType of <mtc:match> needs type beside it")
	}
	ref, ok := n.lookup("", "ref")
	if !ok {
		return
	}
	unit := n.up("unit")
	fragment, local := strings.CutPrefix(ref, "#")
	at := resolve(n, fragment)
	if !local || at == nil || at.up("unit") != unit || !at.is("segment", "ignorable", "mrk", "sm", "pc", "sc") {
		f.add(n, "ref %q of <mtc:match> leads to no span of text of its unit", ref)
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
	for _, revision := range n.kids {
		f.revision(revision, subjects[0])
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
