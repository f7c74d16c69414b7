package valid

import (
	"slices"
	"strings"
)

// references checks the fragment identifiers in ref attributes.
func (f *finder) references(root *node) {
	root.all(func(n *node) {
		ref, ok := n.lookup("", "ref")
		if !ok || !n.is("mrk", "sm", "note") && n.name.space != "gls" && n.name.space != "mtc" {
			return
		}
		fragment, local := strings.CutPrefix(ref, "#")
		if !local {
			return
		}
		if problem := fragmentProblem(fragment); problem != "" {
			f.add(n, "ref %q of <%s> is no fragment identifier: %s", ref, n.name, problem)
		}
	})
}

// selector is one part of a fragment identifier, prefix=id.
type selector struct{ prefix, id string }

func selectors(fragment string) []selector {
	var out []selector
	for _, part := range strings.Split(strings.TrimPrefix(fragment, "/"), "/") {
		prefix, id, ok := strings.Cut(part, "=")
		if !ok {
			prefix, id = "", part
		}
		out = append(out, selector{prefix, id})
	}
	return out
}

// modulePrefixes are those registered for fragment identifiers of modules and
// extensions.
var modulePrefixes = []string{"mtc", "gls", "fs", "mda", "res", "ctr", "slr", "val", "its", "itsm", "pgs", "tbx"}

// fragmentProblem says what is wrong with the form of a fragment identifier:
// at most a file, then a group, then a unit, then one thing in it.
func fragmentProblem(fragment string) string {
	rank := 0
	for _, s := range selectors(fragment) {
		this := 4
		switch s.prefix {
		case "f":
			this = 1
		case "g":
			this = 2
		case "u":
			this = 3
		case "", "n", "d", "t":
		default:
			switch {
			case !nameToken.MatchString(s.prefix):
				return "the prefix " + s.prefix + " is not a name token"
			case len(s.prefix) < 2:
				return "the prefix " + s.prefix + " is too short"
			case !slices.Contains(modulePrefixes, s.prefix):
				return "the prefix " + s.prefix + " is not registered"
			}
		}
		if !nameToken.MatchString(s.id) {
			return "\"" + s.id + "\" is not a name token"
		}
		if this <= rank {
			return "its parts stand in the wrong order or twice"
		}
		rank = this
	}
	return ""
}

// resolve finds what a fragment identifier leads to: a file, group, unit,
// note, data or inline element; nil for nothing and for things of modules.
func resolve(from *node, fragment string) *node {
	at := from.up("unit", "group", "file")
	if strings.HasPrefix(fragment, "/") || strings.HasPrefix(fragment, "f=") {
		at = from.up("xliff")
	}
	for _, s := range selectors(fragment) {
		at = step(at, s)
		if at == nil {
			return nil
		}
	}
	return at
}

func step(at *node, s selector) *node {
	if at == nil {
		return nil
	}
	switch s.prefix {
	case "f":
		return find(at.up("xliff"), s.id, "file")
	case "g":
		return find(atOrAbove(at), s.id, "group")
	case "u":
		return find(atOrAbove(at), s.id, "unit")
	case "n":
		if notes := at.child("notes"); notes != nil {
			return find(notes, s.id, "note")
		}
	case "d":
		if data := at.child("originalData"); data != nil {
			return find(data, s.id, "data")
		}
	case "t":
		return inlineOf(at, s.id, "target")
	case "":
		return inlineOf(at, s.id, "source")
	}
	return nil
}

// atOrAbove is the file that holds a node, or the node itself above files.
func atOrAbove(at *node) *node {
	if file := at.up("file"); file != nil {
		return file
	}
	return at
}

func find(below *node, id string, local string) *node {
	var out *node
	if below != nil {
		below.all(func(n *node) {
			if out == nil && n.is(local) && n.attr("id") == id {
				out = n
			}
		})
	}
	return out
}

// inlineOf finds a segment, ignorable or inline element of a unit by its id.
func inlineOf(unit *node, id, side string) *node {
	for _, part := range unit.kids {
		if !part.is("segment", "ignorable") {
			continue
		}
		if part.attr("id") == id {
			return part
		}
		var out *node
		if s := part.child(side); s != nil {
			s.all(func(n *node) {
				if out == nil && n.attr("id") == id {
					out = n
				}
			})
		}
		if out != nil {
			return out
		}
	}
	return nil
}
