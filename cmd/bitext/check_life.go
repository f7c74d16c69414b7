package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"bitext/align"
	"bitext/cmd/internal/inspect"
	reports "bitext/cmd/internal/report"
	"bitext/termbase"
	"bitext/termbase/check"
)

// lifeFlags are the flags of what a team accepts.
func lifeFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "config", Usage: "settings `FILE` (default: " + configName + " beside the checked file or above)"},
		&cli.StringFlag{Name: "baseline", Usage: "do not report what stands in the baseline `FILE`"},
		&cli.BoolFlag{Name: "write-baseline", Usage: "take all findings into the baseline file, as known"},
		&cli.StringSliceFlag{Name: "waive", Usage: "let the finding with this `FINGERPRINT` stand, in the baseline file or else in the termbase; needs --reason"},
		&cli.StringFlag{Name: "reason", Usage: "`WHY` the waived findings stand"},
		&cli.StringSliceFlag{Name: "unwaive", Usage: "take back the waiver of the finding with this `FINGERPRINT`"},
		&cli.BoolFlag{Name: "prune", Usage: "take out of the baseline file, or else of the termbase, what does not occur any more"},
		&cli.BoolFlag{Name: "store", Usage: "keep the findings in the termbase, for the review page"},
		authorFlag(),
	}
}

// life is what a team has accepted, and what is to be changed in it.
type life struct {
	path     string
	baseline *check.Baseline // nil where none is used
	write    bool
	prune    bool
	store    bool
	waive    []string
	unwaive  []string
	reason   string
	author   string
	changed  bool // the baseline file is to be written
}

func newLife(c *cli.Context) (*life, error) {
	l := &life{
		path: c.String("baseline"), write: c.Bool("write-baseline"), prune: c.Bool("prune"), store: c.Bool("store"),
		waive: listed(c, "waive"), unwaive: listed(c, "unwaive"), reason: strings.TrimSpace(c.String("reason")), author: authorOf(c),
	}
	if len(l.waive) > 0 && l.reason == "" {
		return nil, withHint(fmt.Errorf("check: %w", check.ErrNoReason), `bitext check … --waive FINGERPRINT --reason "title as in the treaty"`)
	}
	if l.path == "" {
		if l.write {
			return nil, withHint(errors.New("check: --write-baseline needs --baseline FILE"), "bitext check … --baseline baseline.tsv --write-baseline")
		}
		return l, nil
	}
	f, err := os.Open(l.path)
	if errors.Is(err, fs.ErrNotExist) && (l.write || len(l.waive) > 0) {
		l.baseline = &check.Baseline{}
		return l, nil
	}
	if err != nil {
		return nil, pathError(err)
	}
	defer f.Close()
	if l.baseline, err = check.ReadBaseline(f); err != nil {
		return nil, fmt.Errorf("%s: %w", l.path, err)
	}
	return l, nil
}

// decides reports whether waivers are to be changed.
func (l *life) decides() bool { return l.prune || len(l.waive)+len(l.unwaive) > 0 }

// needsTermbase reports whether the termbase is to be written.
func (l *life) needsTermbase() bool { return l.store || l.path == "" && l.decides() }

// accept changes what is accepted as asked, keeps the findings where that was
// asked, and parts them. results are the texts with every finding of the run.
func (l *life) accept(ctx context.Context, db *termbase.DB, results []inspect.Result) ([]reports.Document, error) {
	documents := make([]reports.Document, len(results))
	for i, r := range results {
		documents[i] = reports.Document{Source: r.Bitext.Source, Target: r.Bitext.Target, Findings: r.Findings}
	}
	if l.baseline != nil {
		if err := l.changeBaseline(results); err != nil {
			return nil, err
		}
		l.part(documents, l.baseline, l.looked(results, l.file))
	}
	if db == nil {
		return documents, nil
	}
	if l.store {
		open := slices.Clone(results)
		for i := range open {
			open[i].Findings = documents[i].Findings
		}
		if err := inspect.Store(ctx, db, open, l.author, time.Now()); err != nil {
			return nil, err
		}
	}
	if l.path == "" && l.decides() {
		if err := l.changeTermbase(ctx, db, results); err != nil {
			return nil, err
		}
	}
	waived, err := inspect.Accepted(ctx, db)
	if err != nil {
		return nil, err
	}
	l.part(documents, waived, l.looked(results, func(b *align.Bitext) string { return fileIn(db, b) }))
	return documents, nil
}

func fileIn(db *termbase.DB, b *align.Bitext) string {
	_, target := inspect.Paths(db, b)
	return target
}

// file is the name of a text in the baseline file: its path from there.
func (l *life) file(b *align.Bitext) string {
	file, err := filepath.Abs(b.Target.Path)
	if err != nil {
		return b.Target.Path
	}
	base, err := filepath.Abs(filepath.Dir(l.path))
	if err != nil {
		return b.Target.Path
	}
	if rel, err := filepath.Rel(base, file); err == nil {
		file = rel
	}
	return filepath.ToSlash(file)
}

func (l *life) looked(results []inspect.Result, file func(*align.Bitext) string) check.Looked {
	var out check.Looked
	for _, r := range results {
		out.Rules = r.Rules
		out.Files = append(out.Files, file(r.Bitext))
	}
	return out
}

// part moves what is accepted out of the findings of each document and puts the
// waivers that are not used behind those of the last one.
func (l *life) part(documents []reports.Document, b *check.Baseline, looked check.Looked) {
	var all []check.Finding
	for i := range documents {
		d := &documents[i]
		all = append(all, d.Findings...)
		for _, a := range d.Accepted {
			all = append(all, a.Finding)
		}
		open, accepted, by := b.Split(d.Findings)
		d.Findings = open
		for k := range accepted {
			d.Accepted = append(d.Accepted, reports.Accepted{Finding: accepted[k], By: by[k]})
		}
	}
	if n := len(documents); n > 0 {
		documents[n-1].Findings = append(documents[n-1].Findings, b.Unused(all, looked)...)
	}
}

// findingWith finds a finding by its fingerprint.
func findingWith(results []inspect.Result, fingerprint string) (*inspect.Result, *check.Finding, error) {
	for i := range results {
		for k := range results[i].Findings {
			if f := &results[i].Findings[k]; f.Fingerprint == fingerprint {
				return &results[i], f, nil
			}
		}
	}
	return nil, nil, withHint(fmt.Errorf("check: no finding has the fingerprint %q", fingerprint), "bitext check … --to tsv")
}

// changeBaseline makes the changes that were asked for in the baseline file.
func (l *life) changeBaseline(results []inspect.Result) error {
	for _, fingerprint := range l.waive {
		r, f, err := findingWith(results, fingerprint)
		if err != nil {
			return err
		}
		a := check.Accepted{Fingerprint: fingerprint, Rule: f.Rule, Term: f.Term, Got: f.Got, Reason: l.reason, File: l.file(r.Bitext)}
		if err := l.baseline.Waive(a); err != nil {
			return err
		}
	}
	for _, fingerprint := range l.unwaive {
		if !l.baseline.Unwaive(fingerprint) {
			return fmt.Errorf("%s: no waiver has the fingerprint %q", l.path, fingerprint)
		}
	}
	var all []check.Finding
	for _, r := range results {
		if l.write {
			l.baseline.Add(r.Findings, l.file(r.Bitext))
		}
		all = append(all, r.Findings...)
	}
	if l.prune {
		l.baseline.Prune(all, l.looked(results, l.file))
	}
	l.changed = l.write || l.decides()
	return nil
}

// changeTermbase makes the changes that were asked for in the termbase.
func (l *life) changeTermbase(ctx context.Context, db *termbase.DB, results []inspect.Result) error {
	var all []check.Finding
	for _, r := range results {
		all = append(all, r.Findings...)
	}
	var waivers []termbase.Waiver
	for _, fingerprint := range l.waive {
		r, f, err := findingWith(results, fingerprint)
		if err != nil {
			return err
		}
		var c termbase.Checked
		c.Source, c.Target = inspect.Paths(db, r.Bitext)
		waivers = append(waivers, inspect.Waiver(&c, *f, l.reason, l.author, time.Now()))
	}
	if err := db.Waive(ctx, waivers...); err != nil {
		return err
	}
	gone := l.unwaive
	if l.prune {
		waived, err := inspect.Accepted(ctx, db)
		if err != nil {
			return err
		}
		before := slices.Clone(waived.Entries)
		waived.Prune(all, l.looked(results, func(b *align.Bitext) string { return fileIn(db, b) }))
		for _, a := range before {
			if !slices.Contains(waived.Entries, a) && !slices.Contains(gone, a.Fingerprint) {
				gone = append(gone, a.Fingerprint)
			}
		}
	}
	return db.Unwaive(ctx, gone...)
}

// save writes the baseline file where it was changed.
func (l *life) save() error {
	if !l.changed {
		return nil
	}
	return writeFile(l.path, func(w io.Writer) error { return l.baseline.Write(w) })
}
