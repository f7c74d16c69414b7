package check

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// Baseline is a list of findings that are not to be reported: those that were
// there when a team began to check (known), and those that a person looked at and
// lets stand (waived), which needs a reason.
//
// As a file it is a table of tab-separated columns under a header line:
//
//	fingerprint	state	rule	term	got	reason
//
// sorted by rule and fingerprint, so that it lives well in version control.
// Only fingerprint, state and reason are read back for matching; the rest
// is for people.
type Baseline struct {
	Entries []Accepted
}

// Accepted is one finding that is not to be reported.
type Accepted struct {
	Fingerprint string
	Rule        string
	Term        string
	Got         string
	Reason      string // why it stands; "" for a known one that nobody judged
}

// Waived reports whether a person gave a reason.
func (a Accepted) Waived() bool { return a.Reason != "" }

// ErrNoReason is returned for a waiver without a reason.
var ErrNoReason = errors.New("a waiver needs a reason")

const (
	baselineHeader = "fingerprint\tstate\trule\tterm\tgot\treason"
	stateKnown     = "known"
	stateWaived    = "waived"
)

// ReadBaseline reads a baseline file. Errors name the line.
func ReadBaseline(r io.Reader) (*Baseline, error) {
	b := &Baseline{}
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimRight(lines.Text(), "\r")
		if n == 1 {
			if line != baselineHeader {
				return nil, errors.New("line 1: not a baseline: the header is missing")
			}
			continue
		}
		if strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 6 {
			return nil, fmt.Errorf("line %d: %d columns, want 6", n, len(f))
		}
		a := Accepted{Fingerprint: f[0], Rule: f[2], Term: f[3], Got: f[4], Reason: strings.TrimSpace(f[5])}
		switch {
		case f[1] == stateWaived && a.Reason == "":
			return nil, fmt.Errorf("line %d: %w", n, ErrNoReason)
		case f[1] != stateWaived && f[1] != stateKnown:
			return nil, fmt.Errorf("line %d: state %q, want known or waived", n, f[1])
		}
		b.Entries = append(b.Entries, a)
	}
	return b, lines.Err()
}

// Write writes the baseline, sorted.
func (b *Baseline) Write(w io.Writer) error {
	entries := slices.Clone(b.Entries)
	slices.SortStableFunc(entries, func(x, y Accepted) int {
		return cmp.Or(cmp.Compare(x.Rule, y.Rule), cmp.Compare(x.Fingerprint, y.Fingerprint))
	})
	if _, err := fmt.Fprintln(w, baselineHeader); err != nil {
		return err
	}
	for _, a := range entries {
		state := stateKnown
		if a.Waived() {
			state = stateWaived
		}
		row := []string{a.Fingerprint, state, a.Rule, a.Term, a.Got, a.Reason}
		for i, cell := range row {
			row[i] = strings.Join(strings.FieldsFunc(cell, func(r rune) bool { return r == '\t' || r == '\n' || r == '\r' }), " ")
		}
		if _, err := fmt.Fprintln(w, strings.Join(row, "\t")); err != nil {
			return err
		}
	}
	return nil
}

// Add takes findings in as known ones; those that stand in it already stay as
// they are.
func (b *Baseline) Add(found []Finding) {
	for i := range found {
		f := &found[i]
		if b.find(f.Fingerprint) < 0 && f.Rule != unusedWaiver.Name {
			b.Entries = append(b.Entries, Accepted{Fingerprint: f.Fingerprint, Rule: f.Rule, Term: f.Term, Got: f.Got})
		}
	}
}

// Waive lets a finding stand for a reason. A fingerprint that is no finding's is
// taken too: the finding may come back.
func (b *Baseline) Waive(a Accepted) error {
	if strings.TrimSpace(a.Reason) == "" {
		return ErrNoReason
	}
	if i := b.find(a.Fingerprint); i >= 0 {
		b.Entries[i].Reason = a.Reason
		return nil
	}
	b.Entries = append(b.Entries, a)
	return nil
}

func (b *Baseline) find(fingerprint string) int {
	return slices.IndexFunc(b.Entries, func(a Accepted) bool { return a.Fingerprint == fingerprint })
}

// Prune drops the entries that none of the findings needs any more and returns
// how many they were.
func (b *Baseline) Prune(found []Finding) int {
	before := len(b.Entries)
	b.Entries = slices.DeleteFunc(b.Entries, func(a Accepted) bool {
		return !slices.ContainsFunc(found, func(f Finding) bool { return f.Fingerprint == a.Fingerprint })
	})
	return before - len(b.Entries)
}

// Apply takes the accepted findings out and, unless a rule of the baseline did
// not run, reports each waiver that accepted nothing.
func (b *Baseline) Apply(found []Finding, ran []Rule) []Finding {
	at := map[string]int{}
	for i, a := range b.Entries {
		at[a.Fingerprint] = i
	}
	used := make([]bool, len(b.Entries))
	var rest []Finding
	for _, f := range found {
		if i, ok := at[f.Fingerprint]; ok {
			used[i] = true
			continue
		}
		rest = append(rest, f)
	}
	if !slices.ContainsFunc(ran, func(r Rule) bool { return r.Name == unusedWaiver.Name }) {
		return rest
	}
	for i, a := range b.Entries {
		looked := slices.ContainsFunc(ran, func(r Rule) bool { return r.Name == a.Rule })
		if a.Waived() && !used[i] && looked {
			rest = append(rest, unusedFinding(a))
		}
	}
	return rest
}

var unusedWaiver = Rule{
	Name:  "unused-waiver",
	Title: "a waiver lets nothing stand any more",
	Explanation: "A finding was waived with a reason and does not occur any more: the text was changed, or the waiver is for another file. Take it out (check --prune), so that it does not " +
		"hide the same fault when it comes back.",
	Wrong:    "a waiver for \"captif de guerre\" where the text now has \"prisonnier de guerre\"",
	Right:    "a waiver for a finding that is still there",
	Severity: Warning,
	Mono:     true,
	Whole:    func(*Pass) ([]Finding, error) { return nil, nil }, // Baseline.Apply reports it, when all rules have run
}

func unusedFinding(a Accepted) Finding {
	f := Finding{
		Rule: unusedWaiver.Name, Severity: unusedWaiver.Severity, Source: NoSide(), Target: NoSide(),
		Term: a.Term, Got: a.Got, Want: []string{},
		Message: fmt.Sprintf("the waiver of %s %s (%s) is not used", a.Rule, a.Fingerprint, a.Reason),
	}
	f.Fingerprint = digest(f.Rule, a.Fingerprint)
	f.Group = f.Fingerprint
	return f
}
