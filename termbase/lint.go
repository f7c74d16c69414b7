package termbase

import (
	"context"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"bitext/corpus"
	"bitext/corpus/lang"
)

// Flaw is a kind of fault in a termbase itself.
type Flaw string

// The flaws that Lint looks for.
const (
	DuplicateTerm Flaw = "duplicate"           // one form is preferred in two entries of one subject
	Homograph     Flaw = "homograph"           // one form is a term of entries of different subjects
	RepeatedTerm  Flaw = "repeated"            // one form stands twice in an entry
	TwoPreferred  Flaw = "two-preferred"       // two terms of one language are preferred
	NonePreferred Flaw = "no-preferred"        // a deprecated, superseded or forbidden term without a preferred one
	LongTerm      Flaw = "long"                // reads like a sentence
	BadSpaces     Flaw = "spaces"              // white space at the ends, doubled, or line ends
	BadCharacters Flaw = "characters"          // control characters, or letters composed of parts
	NeverSeen     Flaw = "never-seen"          // a preferred translation that the texts never use, though the entry occurs
	OneLanguage   Flaw = "one-language"        // an approved entry that says nothing in another language
	LostReference Flaw = "reference"           // refers to an entry that is not there
	ForbiddenHead Flaw = "forbidden-elsewhere" // preferred in one entry, forbidden in another of the same subject
)

// Fault is one flaw of one entry.
type Fault struct {
	Flaw   Flaw        `json:"flaw"`
	Entry  int64       `json:"entry"`
	Lang   corpus.Lang `json:"lang,omitempty"`
	Text   string      `json:"text,omitempty"`   // of the term
	Others []int64     `json:"others,omitempty"` // entries that it is about too
	Seen   string      `json:"seen,omitempty"`   // what the texts use instead, with counts
}

// A term above these measures reads like a sentence. In the 12,305 terms that
// Canadian statutes define, 0.6 % have more words; in the titles of UN bodies,
// the longest common name has ten.
const (
	mostWords   = 10
	mostLetters = 90
	enoughSeen  = 3 // occurrences after which a translation that never came up is odd
)

// Lint looks for flaws in approved entries, in the order of the entries.
func (db *DB) Lint(ctx context.Context) ([]Fault, error) {
	l := &linter{forms: map[form][]use{}, ids: map[int64]bool{}}
	for e, err := range db.Stream(ctx, Filter{States: []State{Approved}, Sort: ByID}) {
		if err != nil {
			return nil, err
		}
		l.look(e)
	}
	ids, err := column[int64](ctx, db.sql, "SELECT id FROM entry")
	if err != nil {
		return nil, explain(err)
	}
	for _, id := range ids {
		l.ids[id] = true
	}
	return l.finish(), nil
}

// form is a term as it is compared.
type form struct {
	lang corpus.Lang
	norm string
}

// use is an entry in which a form stands.
type use struct {
	entry   int64
	subject string
	status  Status
	text    string
}

type linter struct {
	faults []Fault
	forms  map[form][]use
	order  []form // as they came up
	refs   []Fault
	ids    map[int64]bool
}

func (l *linter) add(flaw Flaw, e *Entry, t Term) {
	l.faults = append(l.faults, Fault{Flaw: flaw, Entry: e.ID, Lang: t.Lang, Text: t.Text})
}

// look finds the flaws of one entry on its own.
func (l *linter) look(e *Entry) {
	seen := map[form]bool{}
	preferred, barred := map[corpus.Lang]int{}, map[corpus.Lang]Term{}
	for _, t := range e.Terms {
		f := form{t.Lang, lang.Normal(t.Text)}
		if seen[f] {
			l.add(RepeatedTerm, e, t)
			continue
		}
		seen[f] = true
		if len(l.forms[f]) == 0 {
			l.order = append(l.order, f)
		}
		l.forms[f] = append(l.forms[f], use{e.ID, e.Subject, t.Status, t.Text})
		l.shape(e, t)
		switch t.Status {
		case Preferred:
			if preferred[t.Lang]++; preferred[t.Lang] == 2 {
				l.add(TwoPreferred, e, t)
			}
		case Deprecated, Superseded, Forbidden:
			barred[t.Lang] = t
		}
	}
	for _, t := range e.Terms {
		if b, ok := barred[t.Lang]; ok && preferred[t.Lang] == 0 && b.Text == t.Text {
			l.add(NonePreferred, e, t)
		}
	}
	if len(preferred) < 2 && len(languages(e)) < 2 {
		l.add(OneLanguage, e, e.Terms[0])
	}
	for _, r := range e.References {
		if r.Entry != 0 {
			l.refs = append(l.refs, Fault{Flaw: LostReference, Entry: e.ID, Text: r.Kind + " " + r.Text, Others: []int64{r.Entry}})
		}
	}
	l.observed(e)
}

func languages(e *Entry) []corpus.Lang {
	var out []corpus.Lang
	for _, t := range e.Terms {
		if !contains(out, t.Lang) {
			out = append(out, t.Lang)
		}
	}
	return out
}

// shape finds what is wrong with the letters of a term.
func (l *linter) shape(e *Entry, t Term) {
	text := t.Text
	if strings.TrimSpace(text) != text || strings.Contains(text, "  ") || strings.ContainsAny(text, "\t\r\n") {
		l.add(BadSpaces, e, t)
	}
	control := strings.ContainsFunc(text, func(r rune) bool {
		return unicode.IsControl(r) && !unicode.IsSpace(r) || r == unicode.ReplacementChar || r == '\ufeff' || r == '\u200b'
	})
	if control || !norm.NFC.IsNormalString(text) {
		l.add(BadCharacters, e, t)
	}
	trimmed := strings.TrimSpace(text)
	sentence := len(trimmed) > 1 && strings.HasSuffix(trimmed, ".") && strings.Count(trimmed, " ") >= 3
	if sentence || len(strings.Fields(text)) > mostWords || len([]rune(text)) > mostLetters {
		l.add(LongTerm, e, t)
	}
}

// observed finds preferred translations that the texts never use.
func (l *linter) observed(e *Entry) {
	totals, uses := map[corpus.Lang]int{}, map[corpus.Lang][]string{}
	for _, r := range e.Renderings {
		totals[r.Lang] += r.Count
		uses[r.Lang] = append(uses[r.Lang], r.Text)
	}
	for _, t := range e.Terms {
		if t.Status != Preferred || totals[t.Lang] < enoughSeen {
			continue
		}
		found := false
		for _, u := range uses[t.Lang] {
			found = found || lang.Fold(u) == lang.Fold(t.Text)
		}
		if !found {
			l.faults = append(l.faults, Fault{
				Flaw: NeverSeen, Entry: e.ID, Lang: t.Lang, Text: t.Text,
				Seen: strings.Join(uses[t.Lang][:min(3, len(uses[t.Lang]))], ", "),
			})
		}
	}
}

// finish finds the flaws that take several entries, and sorts.
func (l *linter) finish() []Fault {
	for _, f := range l.order {
		l.across(f, l.forms[f])
	}
	for _, r := range l.refs {
		if !l.ids[r.Others[0]] {
			l.faults = append(l.faults, r)
		}
	}
	sortStable(l.faults, func(a, b Fault) bool { return a.Entry < b.Entry })
	return l.faults
}

// across looks at the entries that share a form.
func (l *linter) across(f form, uses []use) {
	flaws := map[Flaw][]int64{}
	first := uses[0]
	for i, u := range uses {
		for _, o := range uses[:i] {
			a, b := o.status == Preferred, u.status == Preferred
			switch {
			case o.subject != u.subject:
				flaws[Homograph] = append(flaws[Homograph], o.entry, u.entry)
			case a && b:
				flaws[DuplicateTerm] = append(flaws[DuplicateTerm], o.entry, u.entry)
			case a && u.status == Forbidden, b && o.status == Forbidden:
				flaws[ForbiddenHead] = append(flaws[ForbiddenHead], o.entry, u.entry)
			}
		}
	}
	for _, flaw := range []Flaw{DuplicateTerm, ForbiddenHead, Homograph} {
		var others []int64
		for _, id := range flaws[flaw] {
			if !contains(others, id) {
				others = append(others, id)
			}
		}
		if len(others) > 1 {
			l.faults = append(l.faults, Fault{Flaw: flaw, Entry: others[0], Lang: f.lang, Text: first.text, Others: others[1:]})
		}
	}
}
