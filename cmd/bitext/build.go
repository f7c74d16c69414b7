package main

import (
	"context"
	"fmt"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/urfave/cli/v2"

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
whose files are gone is taken out, its counts with it. What people decided about
terms, and the beads that they set (bitext beads), stay.

Example:
  bitext build reports -d termbase.db

Exit status: 0 done, 2 could not be done.`,
		Flags: []cli.Flag{
			databaseFlag(),
			&cli.StringFlag{Name: "source", Usage: "language of the originals, as `CODE` (default: English where it is there)"},
			&cli.BoolFlag{Name: "again", Usage: "align every pair again, changed or not"},
			&cli.BoolFlag{Name: "force", Usage: "store even pairs that do not look like translations of each other"},
			&cli.BoolFlag{Name: "quiet", Aliases: []string{"q"}, Usage: "print nothing but errors"},
		},
		Action: runBuild,
	}
}

// job is one pair to be looked at.
type job struct {
	source, target load.Item
	digest         string // filled in by the worker
}

func (j job) String() string { return j.source.Path + " – " + j.target.Path }

func runBuild(c *cli.Context) error {
	if err := wantArgs(c, 1, -1); err != nil {
		return err
	}
	jobs, alone, err := findJobs(c)
	if err != nil {
		return err
	}
	db, err := termbase.Open(c.Context, c.String("db"), termbase.OpenOptions{})
	if err != nil {
		return err
	}
	defer db.Close()
	b := &build{db: db, opts: buildOptions{again: c.Bool("again"), force: c.Bool("force"), handSet: db.HandSet}, progress: newProgress(c.App.ErrWriter, "aligning", len(jobs))}
	if err := b.run(c.Context, jobs); err != nil {
		return err
	}
	if err := b.forget(c.Context, c.Args().Slice(), jobs); err != nil {
		return err
	}
	if err := b.extract(c.Context); err != nil {
		return err
	}
	if !c.Bool("quiet") {
		b.summary(c, alone)
	}
	return db.Close()
}

// findJobs lists the pairs under the paths.
func findJobs(c *cli.Context) (jobs []job, alone []string, err error) {
	opts := load.PairOptions{Source: corpus.Lang(c.String("source"))}
	groups, alone, err := load.Pairs(c.Context, c.Args().Slice(), opts)
	if err != nil {
		return nil, nil, err
	}
	for _, g := range groups {
		for _, target := range g.Targets {
			jobs = append(jobs, job{source: g.Source, target: target})
		}
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
	force bool // store what looks like no translation too

	handSet func(ctx context.Context, source, target *corpus.Document) (*termbase.Hand, error)
}

// build is one run of the verb.
type build struct {
	db       *termbase.DB
	opts     buildOptions
	progress *progress

	added, changed, same, removed int
	leftOut                       []string // pairs that look like no translations
	lost                          []string // beads set by hand whose text is gone
	units                         int
	terms                         []langTerms
}

// langTerms is what extraction found for one pair of languages.
type langTerms struct {
	source, target corpus.Lang
	out            termbase.Outcome
}

// run aligns what is new or changed: workers read and align, this goroutine
// alone writes. Results are stored in the order of the jobs, so that the same
// folders give the same file.
func (b *build) run(ctx context.Context, jobs []job) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	stored := make(map[string]string)
	for _, j := range jobs {
		digest, err := b.db.PairDigest(ctx, j.source.Path, j.target.Path)
		if err != nil {
			return err
		}
		stored[j.String()] = digest
	}
	for r := range inOrder(ctx, runtime.GOMAXPROCS(0), jobs, func(j job) aligned {
		return alignJob(ctx, j, stored[j.String()], b.opts)
	}) {
		if r.err != nil {
			return r.err
		}
		if err := b.store(ctx, r, stored[r.job.String()] != ""); err != nil {
			return err
		}
		b.progress.step()
	}
	b.progress.done()
	return ctx.Err()
}

// store writes one pair and counts it.
func (b *build) store(ctx context.Context, r aligned, known bool) error {
	if r.bitext == nil {
		b.same++
		return nil
	}
	if r.doubt != "" {
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
	pairs, err := b.db.Pairs(ctx)
	if err != nil {
		return err
	}
	for _, p := range pairs {
		j := job{source: load.Item{Path: p.Source.Path}, target: load.Item{Path: p.Target.Path}}
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
	for _, t := range b.terms {
		fmt.Fprintf(w, "terms %s → %s: %d proposed, %d of them new, %d dropped\n", t.source, t.target, t.out.Proposals, t.out.Added, t.out.Dropped)
	}
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
	fmt.Fprintf(w, "next: bitext terms list -d %s\n", c.String("db"))
}

// count writes a number with its noun.
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
