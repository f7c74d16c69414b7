package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"bitext/cmd/internal/exchange"
	"bitext/corpus"
	"bitext/termbase"
	"bitext/termbase/sheet"
)

// exchangeForms are the forms of import and export, for help texts.
const exchangeForms = "tsv, csv, xlsx, tbx or jsonl (everything: a backup)"

func termsImportCommand() *cli.Command {
	return &cli.Command{
		Name:      "import",
		Usage:     "take over terms from a file",
		ArgsUsage: "FILE…",
		Description: "The form is told by the file's name, or by --from. In tables the header names languages (en, French) and\n" +
			"properties (status, note, fr:gender); synonyms in a cell are separated by |. Of an XLIFF 2 file the glossaries\n" +
			"in its units are taken. Imported entries are approved.\n\n" +
			"Example:\n   bitext terms import glossary.tsv --dry-run\n   bitext terms import old.csv --columns \"Terme source=en,Terme cible=fr\"\n\n" +
			"Exit status: 0 done, 2 could not do it",
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "from", Usage: "`FORM` of the file: " + exchangeForms},
			&cli.StringFlag{Name: "on-duplicate", Value: "merge", Usage: "`POLICY` for concepts that stand already: merge, add, skip or overwrite"},
			&cli.BoolFlag{Name: "dry-run", Usage: "say what would be done, store nothing"},
			&cli.StringFlag{Name: "columns", Usage: "`HEADER=NAME,…` for headers that are not known; =- ignores a column"},
			&cli.StringFlag{Name: "langs", Usage: "languages of a table without header, as `SOURCE,TARGET`"},
			&cli.StringFlag{Name: "sheet", Usage: "`NAME` of the sheet of a workbook (default: the first)"},
			lenientFlag(),
			&cli.StringFlag{Name: "state", Value: "approved", Usage: "`STATE` of entries that say nothing: approved or proposed"},
			reasonFlag(), authorFlag(), databaseFlag(),
		},
		Action: runTermsImport,
	}
}

func runTermsImport(c *cli.Context) error {
	if err := wantArgs(c, 1, -1); err != nil {
		return err
	}
	opts := termbase.ImportOptions{OnDuplicate: termbase.Policy(c.String("on-duplicate")), DryRun: c.Bool("dry-run")}
	if !opts.OnDuplicate.Valid() {
		return withHint(fmt.Errorf("no policy %q", opts.OnDuplicate), "bitext terms import FILE --on-duplicate skip")
	}
	for _, name := range c.Args().Slice() { // before anything is opened or made
		if _, err := os.Stat(name); err != nil {
			return err
		}
	}
	return openTermbase(c, termbase.OpenOptions{}, func(ctx context.Context, db *termbase.DB) error {
		for _, name := range c.Args().Slice() {
			if err := importFile(ctx, c, db, name, opts); err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
		}
		return nil
	})
}

func importFile(ctx context.Context, c *cli.Context, db *termbase.DB, name string, opts termbase.ImportOptions) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	var report *termbase.ImportReport
	switch form := formOf(c.String("from"), name); form {
	case "tsv", "csv", "xlsx":
		var table sheet.Options
		if table, err = sheetOptions(c, sheet.Form(form)); err == nil {
			report, err = db.Import(ctx, changeOf(c), sheet.Read(f, table), opts)
		}
	case "tbx", "xml", "martif":
		report, err = importTBX(ctx, c, db, f, opts)
	case "xlf", "xliff":
		report, err = importGlossary(ctx, c, db, f, opts)
	case "jsonl":
		report, err = importDump(ctx, c, db, f, opts)
	default:
		err = withHint(fmt.Errorf("no form %q", form), "bitext terms import FILE --from tsv")
	}
	if errors.Is(err, sheet.ErrHeader) {
		return withHint(err, fmt.Sprintf("bitext terms import %s --columns \"HEADER=en,HEADER=fr\"", name))
	}
	if err != nil {
		return err
	}
	sayReport(c, name, report)
	return nil
}

// formOf is the form that a flag names, or a file name.
func formOf(flag, name string) string {
	if flag != "" {
		return flag
	}
	switch ext := strings.ToLower(strings.TrimPrefix(filepath.Ext(name), ".")); ext {
	case "txt", "tab", "utf8":
		return "tsv"
	default:
		return ext
	}
}

func sheetOptions(c *cli.Context, form sheet.Form) (sheet.Options, error) {
	opts := sheet.Options{Form: form, Sheet: c.String("sheet"), State: termbase.State(c.String("state")), Columns: map[string]string{}}
	if !opts.State.Valid() {
		return opts, fmt.Errorf("no state %q", opts.State)
	}
	if s := c.String("columns"); s != "" {
		for _, pair := range strings.Split(s, ",") {
			header, name, ok := strings.Cut(pair, "=")
			if !ok {
				return opts, withHint(fmt.Errorf("--columns: %q is not HEADER=NAME", pair), `bitext terms import FILE --columns "Term=en,Translation=fr"`)
			}
			opts.Columns[strings.TrimSpace(header)] = strings.TrimSpace(name)
		}
	}
	if s := c.String("langs"); s != "" {
		for _, code := range strings.Split(s, ",") {
			opts.Langs = append(opts.Langs, corpus.Lang(strings.ToLower(strings.TrimSpace(code))))
		}
	}
	return opts, nil
}

// sayReport tells what became of a file.
func sayReport(c *cli.Context, name string, r *termbase.ImportReport) {
	for _, p := range r.Problems {
		say(c, "%s: %v", name, &p)
	}
	if r.More > 0 {
		say(c, "%s: %s", name, number(r.More, "more of this kind", "more of these"))
	}
	would := ""
	if c.Bool("dry-run") {
		would = " (dry run: nothing was stored)"
	}
	parts := []string{fmt.Sprintf("read %s", number(r.Read, "entry", "entries"))}
	for _, x := range []struct {
		n    int
		what string
	}{{r.Added, "added"}, {r.Merged, "merged"}, {r.Overwritten, "overwritten"}, {r.Unchanged, "unchanged"}, {r.Skipped, "skipped"}} {
		if x.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", x.n, x.what))
		}
	}
	say(c, "%s: %s%s", name, strings.Join(parts, ", "), would)
}

func termsExportCommand() *cli.Command {
	return &cli.Command{
		Name:      "export",
		Usage:     "write terms to a file",
		ArgsUsage: " ",
		Description: "The form is told by --to, or by the name of the file given with -o. Rejected entries stay out unless\n" +
			"--state asks for them.\n\nExample:\n   bitext terms export -o glossary.xlsx --state approved\n\nExit status: 0 done, 2 could not do it",
		Flags: append(filterFlags(),
			&cli.StringFlag{Name: "to", Usage: "write as `FORM`: " + exchangeForms + ", html (to print), or tmx (the stored texts); default: tsv"},
			&cli.StringFlag{Name: "columns", Usage: "write these columns only, as `NAME,…` (en,fr,fr:status,note)"},
			&cli.BoolFlag{Name: "rows", Usage: "one row a term rather than one a concept"},
			&cli.BoolFlag{Name: "observed", Usage: "with counts and renderings"},
			databaseFlag(), outputFlag()),
		Action: runTermsExport,
	}
}

func runTermsExport(c *cli.Context) error {
	if err := wantArgs(c, 0, 0); err != nil {
		return err
	}
	f, err := filterOf(c)
	if err != nil {
		return err
	}
	if len(f.States) == 0 {
		f.States = []termbase.State{termbase.Approved, termbase.Proposed}
	}
	o := exchange.Options{
		Form: formOf(c.String("to"), c.String("output")), Filter: f, Rows: c.Bool("rows"), Observed: c.Bool("observed"), Whole: !filtered(c),
		Title: "terms of " + c.String("db"), Version: version(),
	}
	if o.Form == "" {
		o.Form = "tsv"
	}
	if !slices.Contains(exchange.Forms(), o.Form) {
		return withHint(exchange.ErrForm(o.Form), "bitext terms export --to tsv")
	}
	if names := c.String("columns"); names != "" {
		o.Columns = strings.Split(names, ",")
	}
	return withTermbase(c, true, func(ctx context.Context, db *termbase.DB) error {
		return writeOutput(c, func(w io.Writer) error { return exchange.Write(ctx, w, db, o) })
	})
}
