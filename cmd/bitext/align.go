package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"bitext/align"
	"bitext/align/score"
	"bitext/corpus"
	"bitext/corpus/lang"
	"bitext/corpus/load"
)

func alignCommand() *cli.Command {
	return &cli.Command{
		Name:      "align",
		Usage:     "align one document with its translation",
		ArgsUsage: "SOURCE TARGET…",
		Description: "Finds which paragraphs or sentences of TARGET translate which of SOURCE. Several\n" +
			"targets, each in a language of its own, stand side by side (tmx, xlsx, html).\n\n" +
			"Example: bitext align report.en.docx report.fr.docx --level sentence --to tmx -o report.tmx\n\n" +
			"Exit status: 0 aligned, 2 could not (bad input, or the files are no translations of each other).",
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "as", Value: "document", Usage: "read the files as `FORM`: document, or lines (each line one segment as it stands)"},
			&cli.StringFlag{Name: "level", Value: "paragraph", Usage: "align to the `LEVEL` of paragraph, sentence or word (word: --as lines --to pharaoh)"},
			&cli.StringFlag{Name: "tokens", Value: "words", Usage: "at the level of words: `WORDS` as we cut them (words), or what stands between white space (space)"},
			&cli.StringFlag{Name: "to", Value: "tsv", Usage: "write as `FORM`: tsv, links, json, " + bitextForms},
			&cli.StringFlag{Name: "keep", Usage: "respect the beads in `FILE` (links form, at the level asked for) as they are"},
			&cli.StringFlag{Name: "lock", Usage: "leave every segment of this `SIDE` by itself: source"},
			&cli.StringFlag{Name: "beads", Usage: "allow only these `SHAPES`, as in 1-1,1-2,2-1"},
			&cli.Float64Flag{Name: "min-confidence", Usage: "leave out beads of less than `P` confidence, 0 to 1"},
			&cli.BoolFlag{Name: "force", Usage: "align even files that do not look like translations of each other"},
			&cli.StringFlag{Name: "source-lang", Usage: "`LANGUAGE` of the source, as in en (default: detected)"},
			&cli.StringFlag{Name: "target-lang", Usage: "`LANGUAGE` of the target (default: detected)"},
			outputFlag(),
		},
		Action: runAlign,
	}
}

func runAlign(c *cli.Context) error {
	if err := wantArgs(c, 2, -1); err != nil {
		return err
	}
	spareMemory(c, readShare)
	if c.String("level") == "word" {
		return alignWords(c)
	}
	if err := checkForm(c.String("to")); err != nil {
		return err
	}
	opts, err := alignOptions(c)
	if err != nil {
		return err
	}
	if c.NArg() > 2 {
		return alignSeveral(c, opts)
	}
	source, err := readSide(c, 0, corpus.Lang(c.String("source-lang")))
	if err != nil {
		return err
	}
	b, err := alignOne(c, source, 1, opts)
	if err != nil {
		return err
	}
	return writeOutput(c, func(w io.Writer) error { return writeBitext(w, c.String("to"), opts.Level, b) })
}

// checkForm finds out before anything is read whether the form can be written.
func checkForm(form string) error {
	for f := range strings.FieldsFuncSeq("tsv links json "+bitextForms, func(r rune) bool { return r == ',' || r == ' ' }) {
		if form == f && f != "or" {
			return nil
		}
	}
	return withHint(fmt.Errorf("no output form %q", form), "bitext align --help")
}

// alignOptions reads what the flags say of the alignment.
func alignOptions(c *cli.Context) (opts align.Options, err error) {
	if opts.Level, err = levelOf(c.String("level")); err != nil {
		return opts, err
	}
	switch side := c.String("lock"); side {
	case "":
	case "source":
		opts.Beads = align.LockSource()
	default:
		return opts, withHint(fmt.Errorf("--lock takes source, not %q", side), "bitext align --help")
	}
	if list := c.String("beads"); list != "" {
		if opts.Beads != nil {
			return opts, withHint(fmt.Errorf("--beads and --lock exclude each other"), "bitext align --help")
		}
		for f := range strings.SplitSeq(list, ",") {
			var s align.Shape
			if n, err := fmt.Sscanf(strings.TrimSpace(f), "%d-%d", &s.Source, &s.Target); n != 2 || err != nil {
				return opts, withHint(fmt.Errorf("--beads: %q is no shape", f), "bitext align --beads 1-1,1-2,2-1 SOURCE TARGET")
			}
			opts.Beads = append(opts.Beads, s)
		}
	}
	if p := c.Float64("min-confidence"); p < 0 || p > 1 {
		return opts, withHint(fmt.Errorf("--min-confidence is between 0 and 1, not %v", p), "bitext align --help")
	}
	if path := c.String("keep"); path != "" {
		opts.Keep, err = readLinks(path)
	}
	return opts, err
}

// readLinks reads a file of links.
func readLinks(path string) ([]align.Bead, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, pathError(err)
	}
	defer f.Close()
	beads, err := score.Read(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return beads, nil
}

// differ refuses a document as its own translation.
func differ(c *cli.Context, source, target *corpus.Document) error {
	if c.Bool("force") {
		return nil
	}
	again := "bitext align --force " + source.Path + " " + target.Path
	a, errA := os.Stat(source.Path)
	b, errB := os.Stat(target.Path)
	if errA == nil && errB == nil && os.SameFile(a, b) {
		return withHint(fmt.Errorf("%s and %s are the same file", source.Path, target.Path), again)
	}
	if source.Lang != "" && source.Lang == target.Lang && c.String("as") == "document" {
		return withHint(fmt.Errorf("%s and %s are both in one language (%s)", source.Path, target.Path, source.Lang), again)
	}
	return nil
}

// related refuses texts that are no translations of each other.
func related(c *cli.Context, b *align.Bitext) error {
	v := b.Verdict
	if !v.Doubtful || c.Bool("force") {
		return nil
	}
	return withHint(fmt.Errorf("%s and %s do not look like translations of each other: %.0f %% of the text found a counterpart, %.0f %% a likely one",
		b.Source.Path, b.Target.Path, 100*v.Matched, 100*v.Sure), "bitext align --force "+b.Source.Path+" "+b.Target.Path)
}

// sureOnly takes the beads out that are not sure enough.
func sureOnly(b *align.Bitext, least float64) {
	for _, beads := range []*[]align.Bead{&b.Paragraphs, &b.Sentences} {
		*beads = slices.DeleteFunc(*beads, func(x align.Bead) bool { return x.Confidence < least })
	}
}

func levelOf(name string) (align.Level, error) {
	switch name {
	case "paragraph":
		return align.Paragraph, nil
	case "sentence":
		return align.Sentence, nil
	}
	return 0, withHint(fmt.Errorf("no level %q", name), "bitext align --help")
}

// readSide reads argument n in the form that --as says.
func readSide(c *cli.Context, n int, language corpus.Lang) (*corpus.Document, error) {
	path := c.Args().Get(n)
	switch form := c.String("as"); form {
	case "document":
		return load.File(c.Context, path, load.Options{Lang: language})
	case "lines":
		text, err := os.ReadFile(path)
		if err != nil {
			return nil, pathError(err)
		}
		if language == "" {
			language, _ = lang.Detect(string(text[:min(len(text), detectBytes)]))
		}
		d := corpus.Lines(path, language, string(text))
		d.SetLang(string(language)) // which may have a region
		return d, nil
	default:
		return nil, withHint(fmt.Errorf("no form %q to read", form), "bitext align --help")
	}
}

// detectBytes is how much of a file is looked at to tell its language.
const detectBytes = 1 << 16

func writeBitext(w io.Writer, form string, level align.Level, b *align.Bitext) error {
	switch form {
	case "tsv":
		return writeTSV(w, level, b)
	case "links":
		return writeLinks(w, b.Beads(level))
	case "json":
		return writeJSON(w, level, b)
	}
	return writeFormat(w, form, level, b)
}

// writeTSV writes one bead a line under a header.
func writeTSV(w io.Writer, level align.Level, b *align.Bitext) error {
	source, target := align.Texts(b.Source, level), align.Texts(b.Target, level)
	if _, err := fmt.Fprintln(w, "source\ttarget\tconfidence"); err != nil {
		return err
	}
	for _, x := range b.Beads(level) {
		if _, err := fmt.Fprintf(w, "%s\t%s\t%.2f\n", oneField(source(x.Source)), oneField(target(x.Target)), x.Confidence); err != nil {
			return err
		}
	}
	return nil
}

// oneField takes out of a text what would end a field or a line.
func oneField(text string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case '\t', '\n', '\r', '\v', '\f', '\u0085', '\u2028', '\u2029':
			return ' '
		}
		return r
	}, text)
}

func writeLinks(w io.Writer, beads []align.Bead) error {
	list := func(s []int) string {
		return "[" + strings.Trim(strings.ReplaceAll(fmt.Sprint(s), " ", ", "), "[]") + "]"
	}
	for _, b := range beads {
		if _, err := fmt.Fprintf(w, "%s:%s:%.2f\n", list(b.Source), list(b.Target), b.Confidence); err != nil {
			return err
		}
	}
	return nil
}

// jsonBead is one bead as a line of JSON.
type jsonBead struct {
	Source     jsonSide `json:"source"`
	Target     jsonSide `json:"target"`
	Confidence float64  `json:"confidence"`
	Fixed      bool     `json:"fixed,omitempty"`
}

type jsonSide struct {
	Segments []int  `json:"segments"`
	Text     string `json:"text"`
}

func writeJSON(w io.Writer, level align.Level, b *align.Bitext) error {
	source, target := align.Texts(b.Source, level), align.Texts(b.Target, level)
	side := func(segments []int, text func([]int) string) jsonSide {
		return jsonSide{append([]int{}, segments...), text(segments)}
	}
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	for _, x := range b.Beads(level) {
		if err := out.Encode(jsonBead{side(x.Source, source), side(x.Target, target), x.Confidence, x.Fixed}); err != nil {
			return err
		}
	}
	return nil
}
