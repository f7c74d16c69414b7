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
//	fingerprint	state	rule	term	got	reason	file
//
// sorted by rule and fingerprint, so that it lives well in version control. A
// finding is known by its fingerprint alone, wherever it stands; rule and file
// say where an unused waiver would be missed; the rest is for people. The last
// column may be lacking.
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
	File        string // translation that it was found in, as the caller names it; "" where that is not known
}

// Waived reports whether a person gave a reason.
func (a Accepted) Waived() bool { return a.Reason != "" }

// ErrNoReason is returned for a waiver without a reason.
var ErrNoReason = errors.New("a waiver needs a reason")

const (
	baselineHeader = "fingerprint\tstate\trule\tterm\tgot\treason"
	fileColumn     = "file"
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
			if strings.TrimSuffix(line, "\t"+fileColumn) != baselineHeader {
				return nil, errors.New("line 1: not a baseline: the header is missing")
			}
			continue
		}
		if strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 6 && len(f) != 7 {
			return nil, fmt.Errorf("line %d: %d columns, want 7", n, len(f))
		}
		a := Accepted{Fingerprint: f[0], Rule: f[2], Term: f[3], Got: f[4], Reason: strings.TrimSpace(f[5])}
		if len(f) == 7 {
			a.File = f[6]
		}
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
	if _, err := fmt.Fprintln(w, baselineHeader+"\t"+fileColumn); err != nil {
		return err
	}
	for _, a := range entries {
		state := stateKnown
		if a.Waived() {
			state = stateWaived
		}
		row := []string{a.Fingerprint, state, a.Rule, a.Term, a.Got, a.Reason, a.File}
		for i, cell := range row {
			row[i] = strings.Join(strings.FieldsFunc(cell, func(r rune) bool { return r == '\t' || r == '\n' || r == '\r' }), " ")
		}
		if _, err := fmt.Fprintln(w, strings.Join(row, "\t")); err != nil {
			return err
		}
	}
	return nil
}

// Add takes the findings of a file in as known ones; those that stand in it
// already stay as they are.
func (b *Baseline) Add(found []Finding, file string) {
	for i := range found {
		f := &found[i]
		if b.find(f.Fingerprint) < 0 && f.Rule != unusedWaiver.Name {
			b.Entries = append(b.Entries, Accepted{Fingerprint: f.Fingerprint, Rule: f.Rule, Term: f.Term, Got: f.Got, File: file})
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
		if a.File != "" {
			b.Entries[i].File = a.File
		}
		return nil
	}
	b.Entries = append(b.Entries, a)
	return nil
}

// Unwaive drops the entry of a fingerprint and reports whether there was one
// with a reason.
func (b *Baseline) Unwaive(fingerprint string) bool {
	i := b.find(fingerprint)
	if i < 0 || !b.Entries[i].Waived() {
		return false
	}
	b.Entries = slices.Delete(b.Entries, i, i+1)
	return true
}

func (b *Baseline) find(fingerprint string) int {
	return slices.IndexFunc(b.Entries, func(a Accepted) bool { return a.Fingerprint == fingerprint })
}

// Prune drops the entries that were looked for and that none of the findings
// needs any more, and returns how many they were.
func (b *Baseline) Prune(found []Finding, l Looked) int {
	before := len(b.Entries)
	b.Entries = slices.DeleteFunc(b.Entries, func(a Accepted) bool {
		return l.at(a) && !slices.ContainsFunc(found, func(f Finding) bool { return f.Fingerprint == a.Fingerprint })
	})
	return before - len(b.Entries)
}

// Split parts findings into those that are open and those that are accepted,
// with what accepts each.
func (b *Baseline) Split(found []Finding) (open, accepted []Finding, by []Accepted) {
	at := make(map[string]int, len(b.Entries))
	for i, a := range b.Entries {
		at[a.Fingerprint] = i
	}
	for _, f := range found {
		if i, ok := at[f.Fingerprint]; ok {
			accepted, by = append(accepted, f), append(by, b.Entries[i])
		} else {
			open = append(open, f)
		}
	}
	return open, accepted, by
}

// Looked says what a check looked at, so that a finding that is not there is
// known to be gone.
type Looked struct {
	Rules []Rule   // that ran
	Files []string // names of the translations, as in Accepted.File
}

// at reports whether an accepted finding would have been found again.
func (l Looked) at(a Accepted) bool {
	return slices.ContainsFunc(l.Rules, func(r Rule) bool { return r.Name == a.Rule }) &&
		(a.File == "" || slices.Contains(l.Files, a.File))
}

// Unused reports each waiver that was looked for and let none of the findings
// stand. Where the rule unused-waiver did not run it reports nothing.
func (b *Baseline) Unused(found []Finding, l Looked) []Finding {
	if !slices.ContainsFunc(l.Rules, func(r Rule) bool { return r.Name == unusedWaiver.Name }) {
		return nil
	}
	here := make(map[string]bool, len(found))
	for i := range found {
		here[found[i].Fingerprint] = true
	}
	var out []Finding
	for _, a := range b.Entries {
		if a.Waived() && l.at(a) && !here[a.Fingerprint] {
			out = append(out, unusedFinding(a))
		}
	}
	return out
}

var unusedWaiver = Rule{
	Name:  "unused-waiver",
	Title: "a waiver lets nothing stand any more",
	Explanation: "A finding was waived with a reason and does not occur any more: the text was changed, or the waiver is for another file. Take it out (check --prune, check --unwaive), so that it does not " +
		"hide the same fault when it comes back.",
	Wrong:    "a waiver for \"captif de guerre\" where the text now has \"prisonnier de guerre\"",
	Right:    "a waiver for a finding that is still there",
	Severity: Warning,
	Mono:     true,
	Whole:    func(*Pass) ([]Finding, error) { return nil, nil }, // Baseline.Unused reports it, when all rules have run
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
