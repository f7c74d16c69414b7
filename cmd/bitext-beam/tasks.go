package main

import (
	"context"
	"errors"
	"fmt"
	"path"
	"strings"

	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem"

	"bitext/cmd/internal/pairs"
	"bitext/corpus"
)

// options are the settings of a run.
type options struct {
	Pairs, Source   string
	Termbase, Terms string
}

func (o options) check(folders []string) error {
	switch {
	case (o.Pairs == "") == (len(folders) == 0):
		return errors.New("either folders or --pairs are wanted")
	case o.Termbase == "" && o.Terms == "":
		return errors.New("nothing is to be written: --termbase or --terms")
	}
	if e := path.Ext(o.Terms); o.Terms != "" && e != ".tsv" && e != ".tbx" {
		return fmt.Errorf("--terms %s: no form %q, but .tsv or .tbx", o.Terms, e)
	}
	return nil
}

// task is one pair of files to be aligned.
type task struct {
	N                      int // in the order of the build
	Source, Target         string
	SourceLang, TargetLang string
}

// findTasks lists the pairs in the order in which bitext build stores them.
func findTasks(ctx context.Context, o options, folders []string) ([]task, error) {
	if o.Pairs != "" {
		data, err := readFile(ctx, o.Pairs)
		if err != nil {
			return nil, err
		}
		return parsePairs(o.Pairs, string(data))
	}
	jobs, _, err := pairs.Find(ctx, folders, corpus.Lang(o.Source))
	if err != nil {
		return nil, err
	}
	if len(jobs) == 0 {
		return nil, fmt.Errorf("no file and its translation under %s", strings.Join(folders, ", "))
	}
	tasks := make([]task, len(jobs))
	for i, j := range jobs {
		tasks[i] = task{i, j.Source.Path, j.Target.Path, string(j.Source.Lang), string(j.Target.Lang)}
	}
	return tasks, nil
}

// parsePairs reads a list of pairs.
func parsePairs(name, text string) ([]task, error) {
	var tasks []task
	for i, line := range strings.Split(text, "\n") {
		if line = strings.TrimSuffix(line, "\r"); strings.TrimSpace(line) == "" {
			continue
		}
		fields := strings.Split(line, "\t")
		if len(fields) != 2 && len(fields) != 4 {
			return nil, fmt.Errorf("%s:%d: %d columns instead of SOURCE, TARGET, and optionally their languages", name, i+1, len(fields))
		}
		fields = append(fields, "", "")
		tasks = append(tasks, task{len(tasks), fields[0], fields[1], fields[2], fields[3]})
	}
	if len(tasks) == 0 {
		return nil, fmt.Errorf("%s: no pairs", name)
	}
	return tasks, nil
}

// readFile reads a file wherever Beam can.
func readFile(ctx context.Context, name string) ([]byte, error) {
	fs, err := filesystem.New(ctx, name)
	if err != nil {
		return nil, err
	}
	defer fs.Close()
	return filesystem.Read(ctx, fs, name)
}

// writeFile writes a file wherever Beam can.
func writeFile(ctx context.Context, name string, data []byte) error {
	fs, err := filesystem.New(ctx, name)
	if err != nil {
		return err
	}
	defer fs.Close()
	return filesystem.Write(ctx, fs, name, data)
}
