// Package termbase keeps the work in one SQLite file: the aligned documents,
// the terms that were proposed or decided with every rendering that they got
// and its places, and the history of every change.
//
// The model follows ISO 16642 and ISO 30042: an entry is one concept, with
// terms in each language. Renderings observed in the texts stay apart from the
// terms that a person decided on.
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

// Term is one designation of a concept in one language.
type Term struct {
	ID     int64       `json:"id,omitempty"`
	Lang   corpus.Lang `json:"lang"`
	Text   string      `json:"text"`
	Status Status      `json:"status,omitempty"`
	POS    string      `json:"pos,omitempty"`    // noun, verb, adjective, …
	Gender string      `json:"gender,omitempty"` // m, f, n
	Number string      `json:"number,omitempty"` // singular, plural
	Type   string      `json:"type,omitempty"`   // full, acronym, short, variant
	Note   string      `json:"note,omitempty"`
}

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
}

// Entry is one concept.
type Entry struct {
	ID         int64       `json:"id"`
	State      State       `json:"state"`
	Subject    string      `json:"subject,omitempty"`
	Definition string      `json:"definition,omitempty"`
	Note       string      `json:"note,omitempty"`
	Score      float64     `json:"score,omitempty"` // termhood given by extraction; 0 for entries made by hand
	Count      int         `json:"count,omitempty"` // occurrences in the stored texts
	Terms      []Term      `json:"terms"`
	Renderings []Rendering `json:"renderings,omitempty"` // observed, most frequent first within a language
	Version    int         `json:"version"`              // rises with each change; guards against lost updates
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
