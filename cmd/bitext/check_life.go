package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"github.com/urfave/cli/v2"

	"bitext/termbase/check"
)

// lifeFlags are the flags of what a team accepts.
func lifeFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "config", Usage: "settings `FILE` (default: " + configName + " beside the checked file or above)"},
		&cli.StringFlag{Name: "baseline", Usage: "do not report what stands in the baseline `FILE`"},
		&cli.BoolFlag{Name: "write-baseline", Usage: "take all findings into the baseline file, as known"},
		&cli.BoolFlag{Name: "prune", Usage: "take out of the baseline file what does not occur any more"},
		&cli.StringSliceFlag{Name: "waive", Usage: "let the finding with this `FINGERPRINT` stand, in the baseline file; needs --reason"},
		&cli.StringFlag{Name: "reason", Usage: "`WHY` the waived findings stand"},
	}
}

// life is what a team has accepted, and what is to be changed in it.
type life struct {
	path     string
	baseline *check.Baseline // nil where none is used
	write    bool
	prune    bool
	waive    []string
	reason   string
	changed  bool
}

func newLife(c *cli.Context) (*life, error) {
	l := &life{
		path: c.String("baseline"), write: c.Bool("write-baseline"), prune: c.Bool("prune"),
		waive: c.StringSlice("waive"), reason: strings.TrimSpace(c.String("reason")),
	}
	if l.path == "" {
		if l.write || l.prune || len(l.waive) > 0 {
			return nil, withHint(errors.New("check: --write-baseline, --prune and --waive need --baseline FILE"), "bitext check … --baseline baseline.tsv --write-baseline")
		}
		return l, nil
	}
	if len(l.waive) > 0 && l.reason == "" {
		return nil, withHint(fmt.Errorf("check: %w", check.ErrNoReason), `bitext check … --waive FINGERPRINT --reason "title as in the treaty"`)
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

// accept changes the baseline as asked and takes the accepted findings out.
// all is every finding of the run.
func (l *life) accept(all []check.Finding, ran []check.Rule) ([]check.Finding, error) {
	if l.baseline == nil {
		return all, nil
	}
	for _, fingerprint := range l.waive {
		a := check.Accepted{Fingerprint: fingerprint, Reason: l.reason}
		known := false
		for _, f := range all {
			if f.Fingerprint == fingerprint {
				a.Rule, a.Term, a.Got, known = f.Rule, f.Term, f.Got, true
			}
		}
		if !known {
			return nil, fmt.Errorf("check: no finding has the fingerprint %q", fingerprint)
		}
		if err := l.baseline.Waive(a); err != nil {
			return nil, err
		}
	}
	if l.write {
		l.baseline.Add(all)
	}
	if l.prune {
		l.baseline.Prune(all)
	}
	l.changed = l.write || l.prune || len(l.waive) > 0
	return l.baseline.Apply(all, ran), nil
}

// save writes the baseline file where it was changed.
func (l *life) save() error {
	if !l.changed {
		return nil
	}
	return writeFile(l.path, func(w io.Writer) error { return l.baseline.Write(w) })
}
