package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"bitext/cmd/internal/pairs"
	"bitext/corpus"
	"bitext/corpus/load"
	"bitext/termbase"
)

func buildCommand() *cli.Command {
	return &cli.Command{
		Name:      "build",
		Usage:     "find the pairs in folders, align and store them, extract their terms",
		ArgsUsage: "PATH…",
		Description: `Finds the files that are translations of each other (by language marks in
the names of files and folders, else by content), aligns each pair, stores it in
the termbase and proposes the recurring terms with their renderings. What has
not changed since the last build is not read again; a pair of the given folders
whose files are gone is taken out, its counts with it. While less than a
twentieth of the text is new, known terms are counted in it and new ones added;
beyond that, or with --rank, the terms of all texts are ranked anew. What people decided about
terms, and the beads that they set (bitext beads), stay.

Example:
  bitext build reports -d termbase.db
  bitext build reports -d a.db --part 1/2; bitext build reports -d b.db --part 2/2; bitext merge a.db b.db -d termbase.db

Exit status: 0 done, 2 could not be done.`,
		Flags: []cli.Flag{
			databaseFlag(),
			&cli.StringFlag{Name: "source", Usage: "`LANGUAGE` of the originals (default: English where it is there)"},
			&cli.StringFlag{Name: "part", Usage: "only part `I/N` of the pairs, without ranking their terms: for several machines; bitext merge joins the files"},
			&cli.BoolFlag{Name: "again", Usage: "align every pair again, changed or not"},
			&cli.BoolFlag{Name: "rank", Usage: "rank the terms of all texts anew, however little is new"},
			&cli.BoolFlag{Name: "force", Usage: "store even pairs that do not look like translations of each other"},
			&cli.BoolFlag{Name: "quiet", Aliases: []string{"q"}, Usage: "print nothing but errors"},
		},
		Action: runBuild,
	}
}

// job is one pair to be looked at.
type job struct {
	pairs.Job
	digest string // filled in by the worker
}

func runBuild(c *cli.Context) error {
	if err := wantArgs(c, 1, -1); err != nil {
		return err
	}
	share, err := parsePart(c.String("part"))
	if err != nil {
		return err
	}
	jobs, alone, err := findJobs(c)
	if err != nil {
		return err
	}
	limitMemory()
	db, err := termbase.Open(c.Context, c.String("db"), termbase.OpenOptions{})
	if err != nil {
		return err
	}
	defer db.Close()
	b := &build{
		db: db, opts: buildOptions{again: c.Bool("again"), rank: c.Bool("rank"), force: c.Bool("force"), part: share, handSet: db.HandSet},
		terminal: c.App.ErrWriter,
	}
	if err := b.all(c.Context, c.Args().Slice(), jobs); err != nil {
		if c.Context.Err() != nil {
			return withHint(err, goOn(c))
		}
		return err
	}
	if !c.Bool("quiet") {
		b.summary(c, alone)
	}
	return db.Close()
}

// softMemory is where the garbage collector begins to work harder, in bytes. A
// ranking of 250,000 sentence pairs holds more than 1.2 GB at a time; without this
// the process grows to twice that, 2.37 GiB. It stays 30 MB above the limit; a lower
// one would leave the collector too much to do.
const softMemory = 1750 << 20

// limitMemory does so, unless the environment says otherwise.
func limitMemory() {
	if os.Getenv("GOMEMLIMIT") == "" && os.Getenv("GOGC") == "" {
		debug.SetMemoryLimit(softMemory)
	}
}

// goOn is the command that goes on where this one was interrupted.
func goOn(c *cli.Context) string {
	parts := append([]string{"bitext build"}, c.Args().Slice()...)
	for _, name := range []string{"db", "source", "part"} {
		if c.IsSet(name) {
			parts = append(parts, "--"+name, c.String(name))
		}
	}
	for _, name := range []string{"again", "rank", "force", "quiet"} {
		if c.Bool(name) {
			parts = append(parts, "--"+name)
		}
	}
	return strings.Join(parts, " ")
}

// all does the work in its three steps; one part of several is not ranked.
func (b *build) all(ctx context.Context, paths []string, jobs []job) error {
	own := slices.DeleteFunc(slices.Clone(jobs), func(j job) bool { return !b.opts.part.has(paths, j) })
	if err := b.run(ctx, own); err != nil {
		return err
	}
	if err := b.forget(ctx, paths, jobs); err != nil {
		return err
	}
	if !b.opts.part.whole() {
		return nil
	}
	err := b.extract(ctx)
	if err != nil && ctx.Err() != nil {
		return fmt.Errorf("all pairs are stored, their terms are not: %w", ctx.Err())
	}
	return err
}

// findJobs lists the pairs under the paths.
func findJobs(c *cli.Context) (jobs []job, alone []string, err error) {
	found, alone, err := pairs.Find(c.Context, c.Args().Slice(), plainLanguage(c.String("source")))
	if err != nil {
		return nil, nil, err
	}
	for _, j := range found {
		jobs = append(jobs, job{Job: j})
	}
	if len(jobs) == 0 {
		err := fmt.Errorf("no file and its translation under %s", strings.Join(c.Args().Slice(), ", "))
		if len(alone) > 0 {
			err = fmt.Errorf("%w (without partner: %s)", err, strings.Join(alone, ", "))
		}
		return nil, alone, withHint(err, "bitext align SOURCE TARGET")
	}
	return jobs, alone, nil
}

// buildOptions are the settings of a run.
type buildOptions struct {
	again bool // align what has not changed too
	rank  bool // extract from all texts, however little is new
	part  part // of the pairs
	force bool // store what looks like no translation too

	handSet func(ctx context.Context, source, target *corpus.Document) (*termbase.Hand, error)
}

// build is one run of the verb.
type build struct {
	db       *termbase.DB
	opts     buildOptions
	terminal io.Writer // for progress; nil for none

	added, changed, same, removed int
	leftOut                       []string // pairs that look like no translations
	lost                          []string // beads set by hand whose text is gone
	units                         int
	terms                         []langTerms
}

// langTerms is what extraction found for one pair of languages.
type langTerms struct {
	pairs.Langs
	out    termbase.Outcome
	update bool // from new texts alone
	left   int  // sentence pairs that may still be added before all texts are ranked anew
}

// run aligns what is new or changed: workers read and align, this goroutine
// alone writes. Results are stored in the order of the jobs, so that the same
// folders give the same file.
func (b *build) run(ctx context.Context, jobs []job) error {
	stored, err := b.digests(ctx)
	if err != nil {
		return err
	}
	refused, err := b.refusals(ctx)
	if err != nil {
		return err
	}
	// An interrupt ends the run between documents: those in hand are finished
	// and stored. A second one ends the process.
	work, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer stop()
	done, progress := 0, newProgress(b.terminal, "aligning", len(jobs))
	for r := range inOrder(ctx, runtime.GOMAXPROCS(0), jobs, func(j job) aligned {
		return alignJob(work, j, before{stored[j.String()], refused[j.String()]}, b.opts)
	}) {
		err := r.err
		if err == nil {
			err = b.store(work, r, stored[r.job.String()] != "")
		}
		if err != nil {
			stop()
			return err
		}
		done++
		progress.step()
	}
	progress.done()
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("%d of %s stored: %w", done, count(len(jobs), "pair is", "pairs are"), err)
	}
	return nil
}

// digests lists the fingerprints with which pairs are stored, by their paths.
func (b *build) digests(ctx context.Context) (map[string]string, error) {
	all, err := b.db.Pairs(ctx)
	if err != nil {
		return nil, err
	}
	stored := make(map[string]string, len(all))
	for _, p := range all {
		stored[pairs.JobOf(p).String()] = p.Digest
	}
	return stored, nil
}

// refusals lists what earlier builds have left out, by the paths of the pairs.
func (b *build) refusals(ctx context.Context) (map[string]termbase.Refused, error) {
	list, err := b.db.Refusals(ctx)
	if err != nil {
		return nil, err
	}
	refused := make(map[string]termbase.Refused, len(list))
	for _, r := range list {
		refused[pairs.Job{Source: load.Item{Path: r.Source}, Target: load.Item{Path: r.Target}}.String()] = r
	}
	return refused, nil
}

// store writes one pair and counts it.
func (b *build) store(ctx context.Context, r aligned, known bool) error {
	if r.bitext == nil && r.doubt == "" {
		b.same++
		return nil
	}
	if r.doubt != "" {
		if err := b.db.Refuse(ctx, termbase.Refused{Source: r.job.Source.Path, Target: r.job.Target.Path, Digest: r.job.digest, Reason: r.doubt}); err != nil {
			return err
		}
		b.leftOut = append(b.leftOut, r.job.String()+" (they do not look like translations of each other: "+r.doubt+")")
		return nil
	}
	if err := b.db.PutPair(ctx, r.bitext, r.job.digest); err != nil {
		return fmt.Errorf("store %s: %w", r.job, err)
	}
	for _, l := range r.lost {
		b.lost = append(b.lost, fmt.Sprintf("%s: %s", r.job, lostBead(l)))
	}
	if known {
		b.changed++
	} else {
		b.added++
	}
	return nil
}

// forget takes out the pairs that lie under the given folders but are no
// longer found there.
func (b *build) forget(ctx context.Context, paths []string, jobs []job) error {
	found := make(map[string]bool)
	for _, j := range jobs {
		found[j.String()] = true
	}
	all, err := b.db.Pairs(ctx)
	if err != nil {
		return err
	}
	for _, p := range all {
		j := pairs.JobOf(p)
		if found[j.String()] || !under(paths, p.Source.Path) || !under(paths, p.Target.Path) {
			b.units += p.Units
			continue
		}
		if err := b.db.RemovePair(ctx, p.ID); err != nil {
			return fmt.Errorf("remove %s: %w", j, err)
		}
		b.removed++
	}
	return nil
}

// under reports whether a file lies in one of the folders.
func under(folders []string, path string) bool {
	for _, f := range folders {
		rel, err := filepath.Rel(f, path)
		if err == nil && rel != "." && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
			return true
		}
	}
	return false
}

// summary says what was found.
func (b *build) summary(c *cli.Context, alone []string) {
	w := c.App.Writer
	fmt.Fprintf(w, "%s: %d new, %d changed, %d unchanged, %d removed; %s stored\n",
		count(b.added+b.changed+b.same, "pair", "pairs"), b.added, b.changed, b.same, b.removed, count(b.units, "sentence pair", "sentence pairs"))
	b.sayTerms(c)
	for _, d := range b.leftOut {
		fmt.Fprintf(c.App.ErrWriter, "bitext: left out: %s\n", d)
	}
	if len(b.leftOut) > 0 {
		fmt.Fprintf(c.App.ErrWriter, "  try: bitext build --force %s\n", strings.Join(c.Args().Slice(), " "))
	}
	for _, l := range b.lost {
		fmt.Fprintf(c.App.ErrWriter, "bitext: set by hand, not found any more: %s\n", l)
	}
	for _, f := range alone {
		fmt.Fprintf(c.App.ErrWriter, "bitext: no partner for %s\n", f)
	}
	if p := b.opts.part; !p.whole() {
		fmt.Fprintf(w, "part %d of %d: terms are ranked when all parts are joined\nnext: bitext merge %s OTHER.db… -d TERMBASE.db\n", p.i, p.n, c.String("db"))
		return
	}
	fmt.Fprintf(w, "next: bitext terms list -d %s\n", c.String("db"))
}

// sayTerms says what became of the terms of each pair of languages.
func (b *build) sayTerms(c *cli.Context) {
	w := c.App.Writer
	for _, t := range b.terms {
		if t.update {
			fmt.Fprintf(w, "terms %s → %s: %d found in what is new, %d of them new, %d dropped; all are ranked anew after %s more, or now with --rank\n",
				t.Source, t.Target, t.out.Proposals, t.out.Added, t.out.Dropped, count(max(t.left, 0)+1, "sentence pair", "sentence pairs"))
			continue
		}
		fmt.Fprintf(w, "terms %s → %s: %d proposed, %d of them new, %d dropped\n", t.Source, t.Target, t.out.Proposals, t.out.Added, t.out.Dropped)
	}
}

// count writes a number with its noun.
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
