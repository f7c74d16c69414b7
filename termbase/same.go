package termbase

import "slices"

// Same reports whether people have decided the same about two entries: all but
// IDs, versions, authors, times and what was observed.
func (e *Entry) Same(other *Entry) bool {
	return e.UID == other.UID && e.State == other.State && e.Subject == other.Subject &&
		e.Definition == other.Definition && e.Source == other.Source && e.Note == other.Note && e.Extra == other.Extra &&
		slices.EqualFunc(e.Terms, other.Terms, sameTerm) &&
		slices.Equal(e.Sections, other.Sections) && slices.Equal(e.References, other.References)
}

func sameTerm(a, b Term) bool {
	if !slices.Equal(a.Contexts, b.Contexts) {
		return false
	}
	// The rest of a term is comparable field by field.
	type rest struct{ lang, text, status, pos, gender, number, kind, note, source, region, client, skip, extra string }
	of := func(t Term) rest {
		return rest{string(t.Lang), t.Text, string(t.Status), t.POS, t.Gender, t.Number, t.Type, t.Note, t.Source, t.Region, t.Client, string(t.Skip), t.Extra}
	}
	return of(a) == of(b) && a.Exact == b.Exact && a.Case == b.Case
}
