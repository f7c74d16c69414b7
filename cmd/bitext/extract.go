package main

import (
	"bufio"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"maps"
	"os"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"

	"github.com/urfave/cli/v2"

	"bitext/corpus"
	"bitext/corpus/lang"
	"bitext/corpus/load"
	"bitext/termbase"
	"bitext/termbase/extract"
	"bitext/termbase/sheet"
	"bitext/termbase/tbx"
)

func extractCommand() *cli.Command {
	return &cli.Command{
		Name:      "extract",
		Usage:     "propose terms from the stored texts or from documents in one language",
		ArgsUsage: "[FILE…]",
		Description: `With files: the terms of documents in one language; no termbase is needed.
Without: the terms of the texts in the termbase, each with its renderings. The
termbase is not changed: "bitext build" stores proposals.

The score is a product of parts; --explain names them.

Examples:
  bitext extract -d termbase.db --top 60
  bitext extract --lang en --to tsv report.docx > terms.tsv

Exit status: 0 done, 2 could not be done.`,
		Flags: []cli.Flag{
			toFlag("table, tsv, json, xlsx or tbx"),
			&cli.StringFlag{Name: "lang", Usage: "`LANGUAGE` of the files, or source language of the stored texts (default: detected)"},
			&cli.StringFlag{Name: "target", Usage: "target `LANGUAGE` of the stored texts (default: the first there is)"},
			&cli.IntFlag{Name: "top", Aliases: []string{"n"}, Usage: "so many entries, best first (default: those whose score says that they are terms)"},
			&cli.IntFlag{Name: "min-count", Usage: "at least so many occurrences (default: 1 in files, 2 in stored texts)"},
			&cli.StringSliceFlag{Name: "pattern", Usage: "only this `PATTERN` of parts of speech, such as \"A N\"; may be repeated"},
			&cli.StringFlag{Name: "stop", Usage: "`FILE` of words and phrases that are no terms, one a line"},
			&cli.StringFlag{Name: "names", Value: "auto", Usage: "`keep` or `demote` names of persons, places and bodies"},
			&cli.BoolFlag{Name: "examples", Usage: "show the first sentence with each term (table, json)"},
			&cli.BoolFlag{Name: "explain", Usage: "show what each score is made of (table, json)"},
			databaseFlag(), outputFlag(),
		},
		Action: runExtract,
	}
}

func runExtract(c *cli.Context) error {
	form := c.String("to")
	if !slices.Contains([]string{"table", "tsv", "json", "xlsx", "tbx"}, form) {
		return withHint(fmt.Errorf("extract: no form %q", form), "bitext extract --to tsv")
	}
	opts, err := extractOptions(c)
	if err != nil {
		return err
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(extractMemory)
	}
	found := &extracted{examples: c.Bool("examples"), explain: c.Bool("explain")}
	bitexts, err := bilingualFiles(c)
	if err != nil {
		return err
	}
	switch {
	case len(bitexts) > 0:
		err = found.fromBitexts(c, bitexts, opts)
	case c.Args().Present():
		err = found.fromFiles(c, opts)
	default:
		err = found.fromTermbase(c, opts)
	}
	if err != nil {
		return err
	}
	return writeOutput(c, func(w io.Writer) error { return found.write(w, form) })
}

// extractMemory is where the collector begins to work harder: the texts of
// 250,000 pairs of sentences fit below, garbage does not have to.
const extractMemory = 3 << 29

func extractOptions(c *cli.Context) (extract.Options, error) {
	opts := extract.Options{Top: c.Int("top"), MinCount: c.Int("min-count"), Patterns: c.StringSlice("pattern")}
	switch c.String("names") {
	case "auto":
	case "keep":
		opts.Names = extract.NamesKeep
	case "demote":
		opts.Names = extract.NamesDemote
	default:
		return opts, withHint(fmt.Errorf("extract: --names is keep or demote, not %q", c.String("names")), "bitext extract --names keep")
	}
	if path := c.String("stop"); path != "" {
		f, err := os.Open(path)
		if err != nil {
			return opts, pathError(err)
		}
		defer f.Close()
		opts.Stop = map[string]bool{}
		lines := bufio.NewScanner(f)
		for lines.Scan() {
			if word := lang.Normal(strings.TrimSpace(lines.Text())); word != "" {
				opts.Stop[word] = true
			}
		}
		return opts, lines.Err()
	}
	return opts, nil
}

// extracted is what an extraction gave and how it is to be shown.
type extracted struct {
	proposals         []termbase.Proposal
	target            corpus.Lang // "" for one language
	examples, explain bool
	sentence          []string // sentence of each unit, for examples; nil where they are not wanted
}

// fromFiles extracts from documents in one language.
func (x *extracted) fromFiles(c *cli.Context, opts extract.Options) error {
	var docs []*corpus.Document
	for _, path := range c.Args().Slice() {
		d, err := load.File(c.Context, path, load.Options{Lang: corpus.Lang(c.String("lang"))})
		if err != nil {
			return err
		}
		docs = append(docs, d)
		for b := range d.Blocks {
			for i := range d.Blocks[b].Segments {
				x.sentence = append(x.sentence, d.Blocks[b].Segment(i))
			}
		}
	}
	var err error
	x.proposals, err = extract.Monolingual(c.Context, docs, opts)
	return err
}

// fromTermbase extracts from the stored units.
func (x *extracted) fromTermbase(c *cli.Context, opts extract.Options) error {
	path := c.String("db")
	db, err := termbase.Open(c.Context, path, termbase.OpenOptions{ReadOnly: true, Existing: true})
	if err != nil {
		return withHint(pathError(err), "bitext build FOLDER -d "+path)
	}
	defer db.Close()
	pairs, err := db.Pairs(c.Context)
	if err != nil {
		return err
	}
	filter := termbase.UnitFilter{Source: plainLanguage(c.String("lang")), Target: plainLanguage(c.String("target"))}
	for _, p := range pairs {
		if (filter.Source == "" || filter.Source == p.Source.Lang) && (filter.Target == "" || filter.Target == p.Target.Lang) {
			filter.Source, filter.Target = p.Source.Lang, p.Target.Lang
			break
		}
	}
	if filter.Source == "" || filter.Target == "" {
		return withHint(fmt.Errorf("%s holds no texts in these languages", path), "bitext build FOLDER -d "+path)
	}
	x.target = filter.Target
	units := db.Units(c.Context, filter)
	if x.examples {
		units = x.keep(units)
	}
	x.proposals, err = extract.Bilingual(c.Context, filter.Source, filter.Target, units, opts)
	return err
}

// keep notes the source sentences on their way past.
func (x *extracted) keep(units iter.Seq2[termbase.Unit, error]) iter.Seq2[termbase.Unit, error] {
	return func(yield func(termbase.Unit, error) bool) {
		for u, err := range units {
			x.sentence = append(x.sentence, u.Source)
			if !yield(u, err) {
				return
			}
		}
	}
}

func (x *extracted) write(w io.Writer, form string) error {
	switch form {
	case "tsv":
		if x.target == "" {
			return x.writeForms(w)
		}
		return x.writeRenderings(w)
	case "json":
		return x.writeJSON(w)
	case "xlsx":
		columns := []string{x.source()}
		if x.target != "" {
			columns = append(columns, string(x.target))
		}
		return sheet.Write(w, sheet.XLSX, append(columns, "count", "score"), x.entries())
	case "tbx":
		return tbx.Write(w, x.entries(), tbx.WriteOptions{})
	}
	return x.writeTable(w)
}

func (x *extracted) source() string {
	if len(x.proposals) == 0 {
		return "en"
	}
	return string(x.proposals[0].Lang)
}

// formsOf lists the surface forms of a proposal, most frequent first.
func formsOf(p *termbase.Proposal) []string {
	return slices.SortedFunc(maps.Keys(p.Forms), func(a, b string) int {
		return cmp.Or(cmp.Compare(p.Forms[b], p.Forms[a]), cmp.Compare(a, b))
	})
}

func scoreText(score float64) string { return strconv.FormatFloat(score, 'f', 3, 64) }

// writeForms writes one row a surface form.
func (x *extracted) writeForms(w io.Writer) error {
	if err := tsvRow(w, "term", "score", "count", "variants"); err != nil {
		return err
	}
	for i := range x.proposals {
		p := &x.proposals[i]
		forms := formsOf(p)
		for n, form := range forms {
			others := slices.Concat(forms[:n:n], forms[n+1:])
			if err := tsvRow(w, form, scoreText(p.Score), strconv.Itoa(p.Forms[form]), strings.Join(others, "|")); err != nil {
				return err
			}
		}
	}
	return nil
}

// renderingsOf writes renderings as "form:count|form:count".
func renderingsOf(p *termbase.Proposal, separator string) string {
	var parts []string
	for _, r := range p.Renderings {
		parts = append(parts, r.Text+":"+strconv.Itoa(r.Count))
	}
	return strings.Join(parts, separator)
}

// writeRenderings writes one row an entry.
func (x *extracted) writeRenderings(w io.Writer) error {
	if err := tsvRow(w, "source", "target", "score", "count", "renderings"); err != nil {
		return err
	}
	for i := range x.proposals {
		p := &x.proposals[i]
		first := ""
		if len(p.Renderings) > 0 {
			first = p.Renderings[0].Text
		}
		if err := tsvRow(w, p.Text, first, scoreText(p.Score), strconv.Itoa(p.Count), renderingsOf(p, "|")); err != nil {
			return err
		}
	}
	return nil
}

// proposalRow is one line of `extract --to json`.
type proposalRow struct {
	Term       string             `json:"term"`
	Lang       corpus.Lang        `json:"lang"`
	Score      float64            `json:"score"`
	Count      int                `json:"count"`
	Docs       int                `json:"docs"`
	Pattern    string             `json:"pattern"`
	Type       string             `json:"type,omitempty"`
	Long       string             `json:"long,omitempty"`
	Forms      []termbase.Form    `json:"forms"`
	Broader    []string           `json:"broader,omitempty"`
	Renderings []termbase.Form    `json:"renderings,omitempty"`
	Parts      map[string]float64 `json:"parts,omitempty"`
	Example    string             `json:"example,omitempty"`
}

func (x *extracted) writeJSON(w io.Writer) error {
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	for i := range x.proposals {
		p := &x.proposals[i]
		row := proposalRow{
			Term: p.Text, Lang: p.Lang, Score: p.Score, Count: p.Count, Docs: p.Docs, Pattern: p.Pattern,
			Type: p.Type, Long: p.Long, Broader: p.Broader,
		}
		for _, f := range formsOf(p) {
			row.Forms = append(row.Forms, termbase.Form{Text: f, Count: p.Forms[f]})
		}
		for _, r := range p.Renderings {
			row.Renderings = append(row.Renderings, termbase.Form{Text: r.Text, Count: r.Count})
		}
		if x.explain {
			row.Parts = p.Parts
		}
		if x.examples {
			row.Example = x.example(p)
		}
		if err := out.Encode(row); err != nil {
			return err
		}
	}
	return nil
}

// example is the first sentence in which a term stands.
func (x *extracted) example(p *termbase.Proposal) string {
	if len(p.Places) == 0 || p.Places[0].Index >= len(x.sentence) {
		return ""
	}
	return oneLine(x.sentence[p.Places[0].Index])
}
