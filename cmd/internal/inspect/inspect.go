// Package inspect is what the command line and the review page share of a
// check: it runs the rules over a text with the entries and the published
// units of a termbase, keeps there what was found, and lets findings stand for
// a reason.
//
//	result, err := inspect.Text(ctx, db, bitext, check.Options{})
//	err = inspect.Store(ctx, db, []inspect.Result{result}, "reviewer", time.Now())
//	…
//	stored, err := inspect.Load(ctx, db, checked.ID) // checked is one of db.Checks
//	err = db.Waive(ctx, inspect.Waiver(&checked, stored[0].Finding, "title as in the treaty", "reviewer", time.Now()))
//	err = db.Unwaive(ctx, stored[0].Fingerprint)
//
// All findings of a check are kept, notes and waived ones too: what is shown is
// the reader's choice. Paths are kept relative to the folder of the termbase
// (see Path), so that a check from another folder finds its place again.
package inspect

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"bitext/align"
	"bitext/cmd/internal/report"
	"bitext/corpus"
	"bitext/termbase"
	"bitext/termbase/check"
)

// Result is one text with what was found in it.
type Result struct {
	Bitext   *align.Bitext // Source is nil for a text by itself
	Findings []check.Finding
	Rules    []check.Rule // that ran
}

// Entries reads the entries that a check goes by.
func Entries(ctx context.Context, db *termbase.DB) ([]termbase.Entry, error) {
	if db == nil {
		return nil, nil
	}
	return db.Entries(ctx, termbase.Filter{States: []termbase.State{termbase.Approved, termbase.Proposed}})
}

// Text runs the rules over one text: against its source, or by itself where the
// bitext has none. Without a termbase (nil) the rules that need one find
// nothing. Where opts.Entries is nil they are read here.
func Text(ctx context.Context, db *termbase.DB, b *align.Bitext, opts check.Options) (Result, error) {
	if opts.Entries == nil {
		var err error
		if opts.Entries, err = Entries(ctx, db); err != nil {
			return Result{}, err
		}
	}
	var pass *check.Pass
	if b.Source == nil {
		pass = check.NewMono(b.Target, sourceOf(opts.Entries, b.Target.Lang), opts)
	} else {
		if db != nil {
			opts.Published = newPublished(db, b)
		}
		pass = check.NewPass(b, opts)
	}
	findings, err := check.Run(ctx, pass)
	if err == nil && db != nil {
		err = namePlaces(ctx, db, findings)
	}
	return Result{b, findings, pass.Rules()}, err
}

// sourceOf is the language, other than that of the text, in which the entries
// name their concepts: that of the first term of another language.
func sourceOf(entries []termbase.Entry, target corpus.Lang) corpus.Lang {
	for _, e := range entries {
		for _, t := range e.Terms {
			if t.Lang != target {
				return t.Lang
			}
		}
	}
	return ""
}

// published gives the rules the units of the termbase.
type published struct {
	db     *termbase.DB
	filter termbase.UnitFilter
	sizes  map[int64]int // units of the stored pairs; nil until they are asked for
}

func newPublished(db *termbase.DB, b *align.Bitext) *published {
	return &published{db: db, filter: termbase.UnitFilter{Source: b.Source.Lang, Target: b.Target.Lang}}
}

// Like implements check.Published.
func (p *published) Like(ctx context.Context, texts []string) iter.Seq2[termbase.Unit, error] {
	return p.db.UnitsLike(ctx, p.filter, texts)
}

// Size implements check.Published.
func (p *published) Size(ctx context.Context, pair int64) (int, error) {
	if p.sizes == nil {
		pairs, err := p.db.Pairs(ctx)
		if err != nil {
			return 0, err
		}
		p.sizes = map[int64]int{}
		for i := range pairs {
			p.sizes[pairs[i].ID] = pairs[i].Units
		}
	}
	return p.sizes[pair], nil
}

// Seen implements check.Published.
func (p *published) Seen(ctx context.Context, pair int64) (map[int64]map[string]int, error) {
	return p.db.Seen(ctx, pair)
}

// Path is how the path of a checked file is kept in the termbase: relative to
// its folder, with strokes; absolute where there is no relative one.
func Path(db *termbase.DB, file string) string {
	if file == "" {
		return ""
	}
	full, err := filepath.Abs(file)
	if err != nil {
		return filepath.ToSlash(file)
	}
	if base, err := filepath.Abs(filepath.Dir(db.Path())); err == nil {
		if rel, err := filepath.Rel(base, full); err == nil {
			return filepath.ToSlash(rel)
		}
	}
	return filepath.ToSlash(full)
}

// Paths are the two paths of a text as they are kept.
func Paths(db *termbase.DB, b *align.Bitext) (source, target string) {
	if b.Source != nil {
		source = Path(db, b.Source.Path)
	}
	return source, Path(db, b.Target.Path)
}

// Store keeps the findings of texts in the place of those that an earlier
// check of the same files found. Texts that stand in one file are kept together.
func Store(ctx context.Context, db *termbase.DB, results []Result, author string, at time.Time) error {
	var checks []termbase.Checked
	found := map[termbase.Checked][]termbase.StoredFinding{}
	for _, r := range results {
		c := termbase.Checked{Author: author, At: at}
		c.Source, c.Target = Paths(db, r.Bitext)
		if !slices.Contains(checks, c) {
			checks = append(checks, c)
		}
		lines, err := storedLines(r)
		if err != nil {
			return err
		}
		found[c] = append(found[c], lines...)
	}
	for _, c := range checks {
		if err := db.PutFindings(ctx, c, found[c]); err != nil {
			return err
		}
	}
	return nil
}

func storedLines(r Result) ([]termbase.StoredFinding, error) {
	var out []termbase.StoredFinding
	for _, line := range report.Lines(&report.Document{Source: r.Bitext.Source, Target: r.Bitext.Target, Findings: r.Findings}) {
		body, err := json.Marshal(line)
		if err != nil {
			return nil, err
		}
		out = append(out, termbase.StoredFinding{Fingerprint: line.Fingerprint, Rule: line.Rule, Severity: line.Severity.String(), Body: body})
	}
	return out, nil
}

// Stored is a finding as it is kept, and why it stands.
type Stored struct {
	report.Line
	Waiver *termbase.Waiver `json:"waiver,omitempty"` // nil where the finding is open
}

// Load reads the findings of a check in the order of the text.
func Load(ctx context.Context, db *termbase.DB, checked int64) ([]Stored, error) {
	waivers, err := db.Waivers(ctx)
	if err != nil {
		return nil, err
	}
	byPrint := map[string]*termbase.Waiver{}
	for i := range waivers {
		byPrint[waivers[i].Fingerprint] = &waivers[i]
	}
	found, err := db.Findings(ctx, checked)
	if err != nil {
		return nil, err
	}
	out := make([]Stored, len(found))
	for i, f := range found {
		if err := json.Unmarshal(f.Body, &out[i].Line); err != nil {
			return nil, fmt.Errorf("finding %s: %w", f.Fingerprint, err)
		}
		out[i].Waiver = byPrint[f.Fingerprint]
	}
	return out, nil
}

// Waiver lets a finding of a check stand, once termbase.DB.Waive has stored it.
func Waiver(c *termbase.Checked, f check.Finding, reason, author string, at time.Time) termbase.Waiver {
	return termbase.Waiver{
		Fingerprint: f.Fingerprint, Rule: f.Rule, Reason: strings.TrimSpace(reason), Author: author, At: at,
		Source: c.Source, Target: c.Target, Term: f.Term, Got: f.Got,
	}
}

// Accepted is what stands in the termbase for a reason, as the rules read it.
// A waiver is looked for in the texts with its path, or where it has none in
// all.
func Accepted(ctx context.Context, db *termbase.DB) (*check.Baseline, error) {
	waivers, err := db.Waivers(ctx)
	b := &check.Baseline{}
	for _, w := range waivers {
		b.Entries = append(b.Entries, check.Accepted{
			Fingerprint: w.Fingerprint, Rule: w.Rule, Term: w.Term, Got: w.Got, Reason: w.Reason, File: w.Target,
		})
	}
	return b, err
}
