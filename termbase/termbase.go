// Package termbase keeps the work in one SQLite file: the aligned documents,
// the terms that were proposed or decided with every rendering that they got
// and its places, and the history of every change.
//
// The model follows ISO 16642 and ISO 30042: an entry is one concept, with
// terms in each language. Renderings observed in the texts stay apart from the
// terms that a person decided on.
//
//	db, err := termbase.Open(ctx, "termbase.db", termbase.OpenOptions{})
//	…
//	defer db.Close()
//	err = db.PutPair(ctx, bitext, digest)          // align.Documents made it
//	for unit, err := range db.Units(ctx, termbase.UnitFilter{}) { … }
//	err = db.Propose(ctx, proposals, run)          // extract.Bilingual made them
//	err = db.Extend(ctx, proposals, run)           // extract.Memory.Update did, from new pairs alone
//	for entry, err := range db.Entries(ctx, termbase.Filter{}) { … }
//
// Promises. The file carries an application id and a schema version: another
// program's file, a damaged one and one from a newer bitext are refused before
// anything is written; an older one is migrated in one transaction, a copy of
// it kept beside it. Every method that writes does so in one transaction: after
// a kill at any moment the file holds all that was committed and nothing else.
// Readers and one writer work at the same time (write-ahead log); a second
// writer waits, see OpenOptions.Busy. Decisions of people, about terms and about
// beads (see Correct), are never changed by PutPair and Propose. There is no
// clock here: whoever changes an entry says who, when and why in a Change.
//
// A DB is safe for concurrent use.
package termbase

import "bitext/corpus"

// State says what a person has decided about an entry.
type State string

// The states of an entry.
const (
	Proposed State = "proposed"
	Approved State = "approved"
	Rejected State = "rejected"
)

// Valid reports whether the state is one of the three.
func (s State) Valid() bool { return s == Proposed || s == Approved || s == Rejected }

// Status says how a term may be used.
type Status string

// The statuses of a term. The zero value means that nothing was decided.
const (
	Preferred  Status = "preferred"
	Admitted   Status = "admitted"
	Deprecated Status = "deprecated"
	Superseded Status = "superseded"
	Forbidden  Status = "forbidden"
)

// Valid reports whether the status is one of those above or empty.
func (s Status) Valid() bool {
	switch s {
	case "", Preferred, Admitted, Deprecated, Superseded, Forbidden:
		return true
	}
	return false
}

// Context is a sentence in which a term stands, and where that is from.
type Context struct {
	Text   string `json:"text"`
	Source string `json:"source,omitempty"`
}

// Term is one designation of a concept in one language.
type Term struct {
	ID       int64       `json:"id,omitempty"`
	Lang     corpus.Lang `json:"lang"`
	Text     string      `json:"text"`
	Status   Status      `json:"status,omitempty"`
	POS      string      `json:"pos,omitempty"`      // noun, verb, adjective, …
	Gender   string      `json:"gender,omitempty"`   // m, f, n
	Number   string      `json:"number,omitempty"`   // singular, plural
	Type     string      `json:"type,omitempty"`     // full, acronym, abbreviation, short, variant, phrase
	Note     string      `json:"note,omitempty"`     // on usage; each line is a note of its own
	Source   string      `json:"source,omitempty"`   // where the term was taken from
	Region   string      `json:"region,omitempty"`   // where it is used ("fr-CA", "Suisse")
	Client   string      `json:"client,omitempty"`   // for whom it is used
	Exact    bool        `json:"exact,omitempty"`    // matches as written only, never inflected
	Case     bool        `json:"case,omitempty"`     // matches in this letter case only
	Skip     Side        `json:"skip,omitempty"`     // sides on which checks pass the term over
	Contexts []Context   `json:"contexts,omitempty"` //
	Extra    string      `json:"extra,omitempty"`    // XML from an exchange file that the model has no place for
}

// Side names a side of a check for which something holds.
type Side string

// The sides. The zero value is none.
const (
	SourceSide Side = "source" // when the term's language is the source
	TargetSide Side = "target" // when it is the target
	BothSides  Side = "both"
)

// Rendering is what a term was turned into in the texts, in one form that
// stands for all its inflections.
type Rendering struct {
	Lang   corpus.Lang `json:"lang"`
	Text   string      `json:"text"` // the dictionary form, agreement kept ("État Membre")
	Count  int         `json:"count"`
	Places []Place     `json:"places,omitempty"`
}

// Place is one occurrence of a term, with its rendering where that was found.
type Place struct {
	Unit   int64       `json:"unit"`           // ID of the stored sentence pair; 0 outside a termbase
	Index  int         `json:"index"`          // number of the unit among those that were counted, from 0
	Source corpus.Span `json:"source"`         // in the unit's source text
	Target corpus.Span `json:"target"`         // in its target text; empty where no rendering was found
	Form   string      `json:"form,omitempty"` // the rendering as it stands there

	Variant int `json:"-"` // which form of the term stands there: its number in the order of the texts of Proposal.Forms, from 1; 0 where that is not known
}

// Section is what is said of a concept in one language.
type Section struct {
	Lang       corpus.Lang `json:"lang"`
	Definition string      `json:"definition,omitempty"`
	Source     string      `json:"source,omitempty"` // of the definition
	Note       string      `json:"note,omitempty"`
	Extra      string      `json:"extra,omitempty"`
}

// Reference leads from a concept to another one or to something outside.
type Reference struct {
	Kind  string `json:"kind"`            // broader, narrower, related, see, link, image
	Entry int64  `json:"entry,omitempty"` // 0 where only the text is known
	Text  string `json:"text,omitempty"`
	URI   string `json:"uri,omitempty"`
}

// Entry is one concept.
type Entry struct {
	ID         int64       `json:"id"`
	UID        string      `json:"uid,omitempty"` // identifier in the file that it came from ("c12")
	State      State       `json:"state"`
	Subject    string      `json:"subject,omitempty"`
	Definition string      `json:"definition,omitempty"`
	Source     string      `json:"source,omitempty"` // of the definition
	Note       string      `json:"note,omitempty"`   // each line is a note of its own
	Score      float64     `json:"score,omitempty"`  // termhood given by extraction; 0 for entries made by hand
	Count      int         `json:"count,omitempty"`  // occurrences in the stored texts
	Docs       int         `json:"docs,omitempty"`   // documents in which it occurs
	Pattern    string      `json:"pattern,omitempty"`
	Terms      []Term      `json:"terms"`
	Sections   []Section   `json:"sections,omitempty"`
	References []Reference `json:"references,omitempty"`
	Forms      []Form      `json:"forms,omitempty"`      // surface forms of the source term, most frequent first
	Renderings []Rendering `json:"renderings,omitempty"` // observed, most frequent first within a language
	Extra      string      `json:"extra,omitempty"`      // XML from an exchange file that the model has no place for
	Version    int         `json:"version"`              // rises with each change; guards against lost updates
	Changed    int64       `json:"changed,omitempty"`    // when a person changed it last, seconds since 1970
	Author     string      `json:"author,omitempty"`     // who did
}

// Form is a surface form of a term with the number of its occurrences.
type Form struct {
	Text  string `json:"text"`
	Count int    `json:"count"`
}

// Unit is a stored pair of aligned sentences (or paragraphs, where a text has
// no sentences).
type Unit struct {
	ID          int64
	Pair        int64   // ID of the document pair
	Index       int     // number within the pair, from 0
	Source      string  // text; "" where the translation adds something
	Target      string  // text; "" where nothing was translated
	SourceBlock int     // index of the first block, -1 where there is none
	TargetBlock int     //
	Confidence  float64 // of the bead
	Fixed       bool    // set by a person
}

// Proposal is a term candidate that extraction hands over: a concept named in
// the source language, every surface form seen, and the renderings.
type Proposal struct {
	Lang       corpus.Lang
	Text       string             // dictionary form
	Forms      map[string]int     // surface forms with counts
	Pattern    string             // part-of-speech pattern ("A N")
	Score      float64            // termhood, higher is better
	Parts      map[string]float64 // what the score is made of, by name
	Count      int                // occurrences
	Docs       int                // documents in which it occurs
	Type       string             // "acronym" where it is one, else ""
	Long       string             // the long form of an acronym
	Broader    []string           // texts of proposals that this one narrows
	Renderings []Rendering
	Places     []Place // every occurrence
}

// TermsIn gives the terms of one language, in the entry's order.
func (e *Entry) TermsIn(code corpus.Lang) []Term {
	var out []Term
	for _, t := range e.Terms {
		if t.Lang == code {
			out = append(out, t)
		}
	}
	return out
}

// Head is the term that names the entry: the first preferred one, otherwise
// the first that may be used, otherwise the first.
func (e *Entry) Head(code corpus.Lang) (Term, bool) {
	terms := e.TermsIn(code)
	for _, want := range []Status{Preferred, "", Admitted} {
		for _, t := range terms {
			if t.Status == want {
				return t, true
			}
		}
	}
	if len(terms) > 0 {
		return terms[0], true
	}
	return Term{}, false
}
