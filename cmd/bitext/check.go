package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"bitext/align"
	reports "bitext/cmd/internal/report"
	"bitext/corpus"
	"bitext/termbase"
	"bitext/termbase/check"
)

func checkCommand() *cli.Command {
	return &cli.Command{
		Name:      "check",
		Usage:     "check a translation against its source, the termbase and earlier translations",
		ArgsUsage: "SOURCE TARGET | FILE",
		Description: "FILE is a bitext (XLIFF, TMX, PO, TSV, CSV, XLSX), or with --lang a text without its source.\n\n" +
			"Example: bitext check report.en.docx report.fr.docx -d termbase.db\n\n" +
			"Exit status: 0 nothing at or above --fail-on, 1 findings, 2 the files could not be checked.",
		Flags: append([]cli.Flag{
			databaseFlag(),
			&cli.StringFlag{Name: "as", Value: "document", Usage: "read the files as `FORM`: document, or lines (each line one segment as it stands)"},
			&cli.StringFlag{Name: "source-lang", Usage: "`LANGUAGE` of the source, as in en (default: detected)"},
			&cli.StringFlag{Name: "target-lang", Usage: "`LANGUAGE` of the target (default: detected)"},
			&cli.StringFlag{Name: "lang", Usage: "check FILE alone, a text in `LANGUAGE`"},
			&cli.StringSliceFlag{Name: "only", Usage: "run these `RULES` alone (names, commas between)"},
			&cli.StringSliceFlag{Name: "skip", Usage: "do not run these `RULES`"},
			&cli.StringFlag{Name: "min-severity", Value: "warning", Usage: "show findings from `SEVERITY` on: note, warning, error"},
			&cli.StringFlag{Name: "fail-on", Value: "warning", Usage: "exit with 1 for findings from `SEVERITY` on: note, warning, error, or never"},
			&cli.StringSliceFlag{Name: "to", Usage: "write as `FORM` or FORM=FILE, several times if wanted: text, json, tsv, sarif, junit, html, xlsx (default: text)"},
			outputFlag(),
		}, lifeFlags()...),
		Action: runCheck,
	}
}

func runCheck(c *cli.Context) error {
	if err := wantArgs(c, 1, 2); err != nil {
		return err
	}
	job, err := newCheckJob(c)
	if err != nil {
		return err
	}
	bitexts, err := checkedTexts(c)
	if err != nil {
		return err
	}
	db, err := openForCheck(c)
	if err != nil {
		return err
	}
	if db != nil {
		defer db.Close()
	}
	all, err := job.checkAll(c.Context, bitexts, db)
	if err != nil {
		return err
	}
	if err := job.write(c, all); err != nil {
		return err
	}
	if err := job.life.save(); err != nil {
		return err
	}
	if job.fails(all) {
		return errFindings
	}
	return nil
}

// checkJob is what the flags ask for.
type checkJob struct {
	opts   check.Options
	least  check.Severity
	failOn check.Severity
	never  bool         // findings do not change the exit status
	rules  []check.Rule // that ran
	config *config
	life   *life
}

// checked is one text with what was found in it.
type checked struct {
	bitext   *align.Bitext
	findings []check.Finding
}

func newCheckJob(c *cli.Context) (*checkJob, error) {
	j := &checkJob{}
	var err error
	if j.config, err = loadConfig(c.String("config"), c.Args().Get(c.NArg()-1)); err != nil {
		return nil, err
	}
	if j.life, err = newLife(c); err != nil {
		return nil, err
	}
	if j.least, err = check.ParseSeverity(c.String("min-severity")); err != nil {
		return nil, withHint(fmt.Errorf("check: --min-severity: %w", err), "bitext check --help")
	}
	if on := c.String("fail-on"); on == "never" {
		j.never = true
	} else if j.failOn, err = check.ParseSeverity(on); err != nil {
		return nil, withHint(fmt.Errorf("check: --fail-on: %w", err), "bitext check --help")
	}
	if err = j.config.options(c.Args().Get(c.NArg()-1), &j.opts); err != nil {
		return nil, err
	}
	if j.opts.Only, err = j.ruleNames(c.StringSlice("only")); err != nil {
		return nil, err
	}
	j.opts.Skip, err = j.ruleNames(c.StringSlice("skip"))
	return j, err
}

// ruleNames splits lists of names at commas and refuses what is no rule.
func (j *checkJob) ruleNames(lists []string) ([]string, error) {
	var out []string
	for _, list := range lists {
		for name := range strings.SplitSeq(list, ",") {
			if name = strings.TrimSpace(name); name == "" {
				continue
			}
			_, known := check.ByName(name)
			if !known && !slices.ContainsFunc(j.opts.Extra, func(r check.Rule) bool { return r.Name == name }) {
				return nil, noRule(name)
			}
			out = append(out, name)
		}
	}
	return out, nil
}

// checkedTexts reads what is to be checked: two documents, aligned here, or
// the bitexts of one file, or one document without source.
func checkedTexts(c *cli.Context) ([]*align.Bitext, error) {
	sourceLang, targetLang := corpus.Lang(c.String("source-lang")), corpus.Lang(c.String("target-lang"))
	if mono := c.String("lang"); mono != "" {
		if c.NArg() != 1 {
			return nil, withHint(errors.New("check: --lang is for one file without its source"), "bitext check --help")
		}
		doc, err := readSide(c, 0, corpus.Lang(mono))
		return []*align.Bitext{{Target: doc}}, err
	}
	if c.NArg() == 1 {
		return readBilingual(c.Args().First(), sourceLang, targetLang)
	}
	source, err := readSide(c, 0, sourceLang)
	if err != nil {
		return nil, err
	}
	target, err := readSide(c, 1, targetLang)
	if err != nil {
		return nil, err
	}
	if source.Lang == target.Lang && source.Lang != "" {
		return nil, withHint(fmt.Errorf("%s and %s are both in %s", source.Path, target.Path, source.Lang),
			"bitext check --source-lang en --target-lang fr …")
	}
	b, err := align.Documents(c.Context, source, target, align.Options{Level: align.Sentence})
	return []*align.Bitext{b}, err
}

// openForCheck opens the termbase for reading. One that was not named and does
// not exist is no error: a text can be checked without.
func openForCheck(c *cli.Context) (*termbase.DB, error) {
	db, err := termbase.Open(c.Context, c.String("db"), termbase.OpenOptions{ReadOnly: true})
	if errors.Is(err, fs.ErrNotExist) && !c.IsSet("db") {
		return nil, nil
	}
	return db, err
}

// checkAll runs the rules over every text and takes out what is accepted or
// below the severity that is shown.
func (j *checkJob) checkAll(ctx context.Context, bitexts []*align.Bitext, db *termbase.DB) ([]checked, error) {
	var entries []termbase.Entry
	if db != nil {
		var err error
		if entries, err = db.Entries(ctx, termbase.Filter{States: []termbase.State{termbase.Approved, termbase.Proposed}}); err != nil {
			return nil, err
		}
	}
	var all []checked
	var found []check.Finding
	for _, b := range bitexts {
		one, err := j.check(ctx, b, db, entries)
		if err != nil {
			return nil, err
		}
		all = append(all, one)
		found = append(found, one.findings...)
	}
	kept, err := j.life.accept(found, j.rules)
	if err != nil {
		return nil, err
	}
	return j.shown(all, kept), nil
}

// shown gives each text the findings of it that were kept and are severe
// enough. Findings of no text (unused waivers) go to the last one.
func (j *checkJob) shown(all []checked, kept []check.Finding) []checked {
	for i := range all {
		var mine []check.Finding
		for _, f := range all[i].findings {
			if len(kept) > 0 && kept[0].Fingerprint == f.Fingerprint {
				kept = kept[1:]
				if f.Severity >= j.least {
					mine = append(mine, f)
				}
			}
		}
		all[i].findings = mine
	}
	if len(all) > 0 {
		last := &all[len(all)-1]
		last.findings = append(last.findings, kept...)
	}
	return all
}

// check runs the rules over one text.
func (j *checkJob) check(ctx context.Context, b *align.Bitext, db *termbase.DB, entries []termbase.Entry) (checked, error) {
	opts := j.opts
	opts.Entries = entries
	var pass *check.Pass
	if b.Source == nil {
		pass = check.NewMono(b.Target, sourceOf(entries, b.Target.Lang), opts)
	} else {
		if db != nil {
			opts.Published = stored{db, b.Source.Lang, b.Target.Lang}
		}
		pass = check.NewPass(b, opts)
	}
	findings, err := check.Run(ctx, pass)
	j.rules = pass.Rules()
	return checked{b, findings}, err
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

func (j *checkJob) fails(all []checked) bool {
	if j.never {
		return false
	}
	for _, one := range all {
		for _, f := range one.findings {
			if f.Severity >= j.failOn {
				return true
			}
		}
	}
	return false
}

// stored gives the rules the units of the termbase.
type stored struct {
	db             *termbase.DB
	source, target corpus.Lang
}

func (s stored) Units(ctx context.Context) iter.Seq2[termbase.Unit, error] {
	return s.db.Units(ctx, termbase.UnitFilter{Source: s.source, Target: s.target})
}

// write writes the report in every form that was asked for.
func (j *checkJob) write(c *cli.Context, all []checked) error {
	in := reports.Input{Version: version(), Rules: j.rules}
	for _, one := range all {
		in.Documents = append(in.Documents, reports.Document{Source: one.bitext.Source, Target: one.bitext.Target, Findings: one.findings})
	}
	wanted := c.StringSlice("to")
	if len(wanted) == 0 {
		wanted = []string{"text"}
	}
	for _, name := range wanted {
		name, path, toFile := strings.Cut(name, "=")
		form, err := reports.ByName(name)
		if err != nil {
			return withHint(fmt.Errorf("check: --to: %w", err), "bitext check --help")
		}
		show := func(w io.Writer) error { return form.Write(w, in) }
		switch {
		case toFile:
			err = writeFile(path, show)
		case name == "text" && c.String("output") == "" && colourful(c.App.Writer):
			err = reports.Text(c.App.Writer, in, reports.TextOptions{Color: true})
		default:
			err = writeOutput(c, show)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// colourful reports whether a stream takes colour: a terminal, and the user
// has not said NO_COLOR.
func colourful(w io.Writer) bool { return isTerminal(w) && os.Getenv("NO_COLOR") == "" }
