package termbase

import (
	"fmt"
	"slices"
)

// Merge3 merges two versions of an entry that were made from one, field by field
// and term by term; base is nil where that is not known. fields lists what both
// have changed in different ways: there ours stays, or theirs if preferTheirs.
func Merge3(base, ours, theirs *Entry, preferTheirs bool) (merged *Entry, fields []string) {
	if base == nil {
		base = &Entry{}
	}
	m := merge3{theirs: preferTheirs}
	out := *ours
	for _, f := range []struct {
		name          string
		to            *string
		base, b2, our string
	}{
		{"uid", &out.UID, base.UID, theirs.UID, ours.UID},
		{"subject", &out.Subject, base.Subject, theirs.Subject, ours.Subject},
		{"definition", &out.Definition, base.Definition, theirs.Definition, ours.Definition},
		{"source", &out.Source, base.Source, theirs.Source, ours.Source},
		{"note", &out.Note, base.Note, theirs.Note, ours.Note},
		{"extra", &out.Extra, base.Extra, theirs.Extra, ours.Extra},
	} {
		*f.to = choose(&m, f.name, f.base, f.our, f.b2)
	}
	out.State = choose(&m, "state", base.State, ours.State, theirs.State)
	out.Terms = mergeLists(&m, base.Terms, ours.Terms, theirs.Terms, func(t Term) string { return string(t.Lang) + ":" + t.Text }, sameTerm)
	out.Sections = mergeLists(&m, base.Sections, ours.Sections, theirs.Sections, func(s Section) string { return string(s.Lang) }, equal)
	out.References = mergeLists(&m, base.References, ours.References, theirs.References,
		func(r Reference) string { return fmt.Sprint(r.Kind, " ", r.Entry, " ", r.Text, " ", r.URI) }, equal)
	for i := range out.Terms {
		// The IDs of theirs may be those of other terms here.
		t := &out.Terms[i]
		t.ID = 0
		for _, o := range ours.Terms {
			if o.Lang == t.Lang && o.Text == t.Text {
				t.ID = o.ID
			}
		}
	}
	return &out, m.fields
}

func equal[T comparable](a, b T) bool { return a == b }

type merge3 struct {
	theirs bool
	fields []string
}

// choose merges one value.
func choose[T comparable](m *merge3, name string, base, ours, theirs T) T {
	var none T
	switch {
	case ours == theirs, theirs == base, theirs == none && base == none:
		return ours
	case ours == base, ours == none && base == none:
		return theirs
	}
	m.fields = append(m.fields, name)
	if m.theirs {
		return theirs
	}
	return ours
}

// mergeLists merges lists whose elements are told apart by a key. Ours keep
// their order, what only they have comes behind.
func mergeLists[T any](m *merge3, base, ours, theirs []T, key func(T) string, same func(a, b T) bool) []T {
	at := func(list []T, k string) *T {
		i := slices.IndexFunc(list, func(x T) bool { return key(x) == k })
		if i < 0 {
			return nil
		}
		return &list[i]
	}
	var out []T
	for _, o := range ours {
		b, t := at(base, key(o)), at(theirs, key(o))
		switch {
		case t == nil && b != nil && same(*b, o): // they took it away
		case t == nil && b != nil:
			m.fields = append(m.fields, key(o))
			if !m.theirs {
				out = append(out, o)
			}
		case t == nil || same(o, *t) || b != nil && same(*b, *t):
			out = append(out, o)
		case b != nil && same(*b, o):
			out = append(out, *t)
		default:
			m.fields = append(m.fields, key(o))
			if m.theirs {
				o = *t
			}
			out = append(out, o)
		}
	}
	for _, t := range theirs {
		b := at(base, key(t))
		if at(ours, key(t)) != nil || b != nil && same(*b, t) {
			continue
		}
		if b != nil { // we took it away, they changed it
			m.fields = append(m.fields, key(t))
			if !m.theirs {
				continue
			}
		}
		out = append(out, t)
	}
	return out
}
