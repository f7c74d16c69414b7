package valid

import (
	"slices"
	"strings"
)

// its checks what the module for the Internationalization Tag Set demands where its
// attributes and elements need each other. Whether the type of an annotation fits what
// it carries is not checked: files of tools differ there, and no text depends on it.
func (f *finder) its(n *node) {
	switch n.name {
	case name{"its", "locQualityIssue"}:
		if !n.hasAny("locQualityIssueType", "locQualityIssueComment") {
			f.add(n, "<its:locQualityIssue> needs locQualityIssueType or locQualityIssueComment")
		}
	case name{"its", "provenanceRecord"}:
		if !n.hasAny("org", "orgRef", "person", "personRef", "revOrg", "revOrgRef", "revPerson", "revPersonRef", "revTool", "revToolRef", "tool", "toolRef") {
			f.add(n, "<its:provenanceRecord> needs a person, organization or tool")
		}
	}
	f.together(n)
	for attribute, category := range map[string]string{"mtConfidence": "mt-confidence", "taConfidence": "text-analysis", "termConfidence": "terminology"} {
		if _, ok := n.lookup("its", attribute); ok && !annotated(n, category) {
			f.add(n, "its:%s of <%s> needs its:annotatorsRef for %s, here or above", attribute, n.name, category)
		}
	}
	f.standoff(n, "locQualityIssuesRef", "locQualityIssues")
	f.standoff(n, "provenanceRecordsRef", "provenanceRecords")
}

// together checks attributes that go with each other, or do not.
func (f *finder) together(n *node) {
	has := func(local string) bool { _, ok := n.lookup("its", local); return ok }
	if has("taIdent") != has("taSource") {
		f.add(n, "its:taIdent and its:taSource of <%s> stand together or not at all", n.name)
	}
	if has("locQualityRatingScore") && has("locQualityRatingVote") {
		f.add(n, "<%s> has its:locQualityRatingScore and its:locQualityRatingVote, but only one of them is allowed", n.name)
	}
}

// hasAny reports whether an element has one of these attributes, with the prefix of its
// or without any.
func (n *node) hasAny(locals ...string) bool {
	return slices.ContainsFunc(n.attrs, func(a attr) bool {
		return (a.name.space == "" || a.name.space == "its") && slices.Contains(locals, a.name.local)
	})
}

// annotated reports whether the tool that marks a category is named here or above.
func annotated(n *node, category string) bool {
	for ; n != nil; n = n.parent {
		value, _ := n.lookup("its", "annotatorsRef")
		for _, part := range strings.Fields(value) {
			if this, _, _ := strings.Cut(part, "|"); this == category {
				return true
			}
		}
	}
	return false
}

// standoff checks that a reference leads to records: in the unit, the match or the
// revision around, or further up.
func (f *finder) standoff(n *node, attribute, element string) {
	ref, ok := n.lookup("its", attribute)
	id, local := strings.CutPrefix(ref, "#its=")
	if !ok || !local {
		return
	}
	for at := n; at != nil; at = at.parent {
		for _, k := range at.kids {
			if v, _ := k.lookup("xml", "id"); k.name == (name{"its", element}) && v == id {
				return
			}
		}
	}
	f.add(n, "its:%s %q of <%s> leads to no <its:%s>", attribute, ref, n.name, element)
}
