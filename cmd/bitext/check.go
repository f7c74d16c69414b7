package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"bitext/align"
	"bitext/cmd/internal/inspect"
	reports "bitext/cmd/internal/report"
	"bitext/corpus"
	"bitext/corpus/lang"
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
			"Settings stand in .bitext.toml, beside the checked file or above it:\n\n" + configSample + "\n" +
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
			lenientFlag(), fuzzyFlag(), outputFlag(),
		}, slices.Concat(lifeFlags(), fixFlags())...),
		Action: runCheck,
	}
}

func runCheck(c *cli.Context) error {
	if err := wantArgs(c, 1, 2); err != nil {
		return err
	}
	spareMemory(c, checkShare)
	job, err := newCheckJob(c)
	if err != nil {
		return err
	}
	stored := job.begin(c)
	bitexts, err := checkedTexts(c)
	db, entries, errStored := stored()
	if db != nil {
		defer db.Close()
	}
	if err = cmp.Or(err, errStored); err != nil {
		return err
	}
	job.opts.Entries = entries
	all, err := job.checkAll(c.Context, bitexts, db)
	if err != nil {
		return err
	}
	if c.String("fix") != "-" || c.IsSet("to") {
		if err := job.write(c, all); err != nil {
			return err
		}
	}
	if err := job.fix(c, all); err != nil {
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

	outputs []reportOutput
}

func newCheckJob(c *cli.Context) (*checkJob, error) {
	j := &checkJob{}
	var err error
	if j.config, err = loadConfig(c.String("config"), c.Args().Get(c.NArg()-1)); err != nil {
		return nil, err
	}
	if j.outputs, err = reportOutputs(c); err != nil {
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
		return readBilingual(c.Args().First(), bilingualOptions(c, sourceLang, targetLang))
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
	for _, code := range []corpus.Lang{source.Lang, target.Lang} {
		go lang.For(code).Analyse("a") // loads what it needs while the texts are aligned
	}
	b, err := align.Documents(c.Context, source, target, align.Options{Level: align.Sentence})
	return []*align.Bitext{b}, err
}

// openForCheck opens the termbase, for reading unless something is to be kept
// in it. One that was not named and does not exist is no error: a text can be
// checked without.
func openForCheck(c *cli.Context, write bool) (*termbase.DB, error) {
	db, err := openStored(c.Context, c.String("db"), termbase.OpenOptions{ReadOnly: !write, Existing: true})
	missing := errors.Is(err, fs.ErrNotExist)
	switch {
	case missing && write:
		return nil, withHint(fmt.Errorf("%s: no such termbase: --store, --waive, --unwaive and --prune need one, or --baseline FILE", c.String("db")),
			"bitext check … --baseline baseline.tsv")
	case missing && !c.IsSet("db"):
		return nil, nil
	}
	return db, err
}

// begin opens the termbase and reads its entries, while the texts are read
// and aligned; the function that it gives waits for them.
func (j *checkJob) begin(c *cli.Context) func() (*termbase.DB, []termbase.Entry, error) {
	done := make(chan struct{})
	var db *termbase.DB
	var entries []termbase.Entry
	var err error
	go func() {
		defer close(done)
		if db, err = openForCheck(c, j.life.needsTermbase()); err == nil {
			entries, err = inspect.Entries(c.Context, db)
		}
	}()
	return func() (*termbase.DB, []termbase.Entry, error) {
		<-done
		return db, entries, err
	}
}

// checkAll runs the rules over every text and takes out what is accepted or
// below the severity that is shown.
func (j *checkJob) checkAll(ctx context.Context, bitexts []*align.Bitext, db *termbase.DB) ([]reports.Document, error) {
	var results []inspect.Result
	for _, b := range bitexts {
		r, err := inspect.Text(ctx, db, b, j.opts)
		if err != nil {
			return nil, err
		}
		results = append(results, r)
		j.rules = r.Rules
	}
	all, err := j.life.accept(ctx, db, results)
	if err != nil {
		return nil, err
	}
	for i := range all {
		all[i].Findings = slices.DeleteFunc(slices.Clone(all[i].Findings), func(f check.Finding) bool { return f.Severity < j.least })
	}
	return all, nil
}

func (j *checkJob) fails(all []reports.Document) bool {
	if j.never {
		return false
	}
	for _, one := range all {
		for _, f := range one.Findings {
			if f.Severity >= j.failOn {
				return true
			}
		}
	}
	return false
}

// write writes the report in every form that was asked for.
func (j *checkJob) write(c *cli.Context, all []reports.Document) error {
	in := reports.Input{Version: version(), Rules: j.rules, Documents: all}
	for _, o := range j.outputs {
		show := func(w io.Writer) error { return o.form.Write(w, in) }
		var err error
		switch {
		case o.path != "":
			err = writeFile(o.path, show)
		case o.form.Name == "text" && c.String("output") == "" && colourful(c.App.Writer):
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

// reportOutput is one form of the report and where it goes.
type reportOutput struct {
	form reports.Form
	path string // "" for -o or standard output
}

// reportOutputs reads --to: forms, one of which may go to standard output, the
// others to files.
func reportOutputs(c *cli.Context) ([]reportOutput, error) {
	wanted := c.StringSlice("to")
	if len(wanted) == 0 {
		wanted = []string{"text"}
	}
	var out []reportOutput
	for _, name := range wanted {
		name, path, toFile := strings.Cut(name, "=")
		form, err := reports.ByName(name)
		if err != nil {
			return nil, withHint(fmt.Errorf("check: --to: %w", err), "bitext check --help")
		}
		if toFile && path == "" {
			return nil, withHint(fmt.Errorf("check: --to %s= names no file", name), "bitext check … --to "+name+"=FILE")
		}
		same := func(o reportOutput) bool { return o.path == path }
		if slices.ContainsFunc(out, same) {
			return nil, withHint(fmt.Errorf("check: --to: two forms for one output"), "bitext check … --to text --to "+name+"=FILE")
		}
		out = append(out, reportOutput{form, path})
	}
	return out, nil
}

// colourful reports whether a stream takes colour: a terminal, and the user
// has not said NO_COLOR.
func colourful(w io.Writer) bool { return isTerminal(w) && os.Getenv("NO_COLOR") == "" }
