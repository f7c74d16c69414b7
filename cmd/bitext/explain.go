package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"bitext/termbase/check"
)

func explainCommand() *cli.Command {
	return &cli.Command{
		Name:      "explain",
		Usage:     "say what a rule means, with a wrong and a right example",
		ArgsUsage: "[RULE…]",
		Description: "Without a rule it lists all of them.\n\n" +
			"Example: bitext explain term-missing\n\n" +
			"Exit status: 0 explained, 2 there is no such rule.",
		Flags:  []cli.Flag{outputFlag()},
		Action: runExplain,
	}
}

func runExplain(c *cli.Context) error {
	var rules []check.Rule
	for _, name := range c.Args().Slice() {
		r, ok := check.ByName(name)
		if !ok {
			return noRule(name)
		}
		rules = append(rules, r)
	}
	return writeOutput(c, func(w io.Writer) error {
		if len(rules) == 0 {
			return listRules(w)
		}
		for i, r := range rules {
			if i > 0 {
				fmt.Fprintln(w)
			}
			explainRule(w, r)
		}
		return nil
	})
}

// noRule is the error for a rule that does not exist, with the nearest name.
func noRule(name string) error {
	best, shared := "", 0
	for _, r := range check.Rules() {
		n := 0
		for n < min(len(name), len(r.Name)) && name[n] == r.Name[n] {
			n++
		}
		if n > shared || strings.Contains(r.Name, name) && best == "" {
			best, shared = r.Name, n
		}
	}
	return withHint(fmt.Errorf("no rule %q", name), strings.TrimSpace("bitext explain "+best))
}

func listRules(w io.Writer) error {
	for _, r := range check.Rules() {
		state := r.Severity.String()
		if r.Off {
			state += ", off"
		}
		if _, err := fmt.Fprintf(w, "%-22s %-14s %s\n", r.Name, state, r.Title); err != nil {
			return err
		}
	}
	return nil
}

func explainRule(w io.Writer, r check.Rule) {
	state := r.Severity.String()
	if r.Off {
		state += "; off unless asked for with --only or the configuration"
	}
	fmt.Fprintf(w, "%s (%s)\n%s\n\n%s\n\n  wrong: %s\n  right: %s\n", r.Name, state, r.Title, fill(r.Explanation, 78), r.Wrong, r.Right)
	if r.Langs != nil {
		var names []string
		for _, l := range r.Langs {
			names = append(names, string(l))
		}
		slices.Sort(names)
		fmt.Fprintf(w, "  target language: %s\n", strings.Join(names, ", "))
	}
}

// fill breaks a text into lines of at most width characters.
func fill(text string, width int) string {
	var b strings.Builder
	column := 0
	for i, word := range strings.Fields(text) {
		n := len([]rune(word))
		switch {
		case i > 0 && column+1+n > width:
			b.WriteByte('\n')
			column = 0
		case i > 0:
			b.WriteByte(' ')
			column++
		}
		b.WriteString(word)
		column += n
	}
	return b.String()
}
