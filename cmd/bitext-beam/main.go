// Command bitext-beam is bitext build for more texts than one machine should
// align: the same work as an Apache Beam pipeline. It runs on this machine with
// Beam's own runner (prism) and, with Beam's flags, on Flink, Spark or Dataflow.
//
//	bitext-beam --termbase termbase.db --terms terms.tsv reports
//	bitext-beam --runner flink --endpoint HOST:8099 --pairs gs://bucket/pairs.tsv --termbase gs://bucket/termbase.db
//
// It is a module of its own, so that nobody who builds bitext needs Beam. See
// .github/CLUSTER.md for what was tried and what was not.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/x/beamx"
)

// Exit statuses.
const (
	exitDone  = 0
	exitError = 2
)

func main() {
	register()
	os.Exit(run(context.Background(), flag.CommandLine, os.Args[1:], os.Stderr))
}

const usage = `usage: bitext-beam [flags] FOLDER…
       bitext-beam [flags] --pairs FILE

Aligns the texts of the folders, or those that FILE names (a line is SOURCE, tab, TARGET, and
optionally their languages), with their translations, and writes the termbase that bitext build
would make. Files may lie wherever Beam reads (gs://, local paths that all workers see).

Exit status: 0 done, 2 could not be done.

`

func run(ctx context.Context, flags *flag.FlagSet, args []string, messages io.Writer) int {
	o := options{}
	flags.StringVar(&o.Pairs, "pairs", "", "`FILE` with the pairs, instead of folders")
	flags.StringVar(&o.Source, "source", "", "language of the originals in the folders, as `CODE`")
	flags.StringVar(&o.Termbase, "termbase", "", "write the termbase to `FILE`")
	flags.StringVar(&o.Terms, "terms", "", "write the ranked terms to `FILE` (.tsv or .tbx)")
	flags.Usage = func() {
		fmt.Fprint(messages, usage)
		flags.SetOutput(messages)
		flags.PrintDefaults()
	}
	if err := flags.Parse(args); err != nil {
		return exitError
	}
	beam.Init() // a worker of a cluster stays in here
	if err := build(ctx, o, flags.Args()); err != nil {
		fmt.Fprintln(messages, "bitext-beam:", err)
		return exitError
	}
	return exitDone
}

// build makes the pipeline and runs it.
func build(ctx context.Context, o options, folders []string) error {
	if err := o.check(folders); err != nil {
		return err
	}
	tasks, err := findTasks(ctx, o, folders)
	if err != nil {
		return err
	}
	p, err := newPipeline(o, tasks)
	if err != nil {
		return err
	}
	return beamx.Run(ctx, p)
}
