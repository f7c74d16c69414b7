package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/urfave/cli/v2"
)

// hinted is an error with a command that the user can paste.
type hinted struct {
	error
	hint string
}

func (h hinted) Unwrap() error { return h.error }

// withHint adds a command that helps to get on.
func withHint(err error, hint string) error { return hinted{err, hint} }

// report writes an error as the tool speaks: one line, and the hint on the next.
func report(w io.Writer, err error) {
	fmt.Fprintf(w, "bitext: %v\n", err)
	var h hinted
	if errors.As(err, &h) {
		fmt.Fprintf(w, "  try: %s\n", h.hint)
	}
}

// interrupted says that the user ended the work, how far it had come and how to go
// on, where that is known.
func interrupted(w io.Writer, err error) {
	var h hinted
	if !errors.As(err, &h) {
		fmt.Fprintln(w, "bitext: interrupted")
		return
	}
	far := strings.TrimSuffix(strings.TrimSuffix(h.Error(), context.Canceled.Error()), ": ")
	fmt.Fprintf(w, "bitext: interrupted: %s\n  go on: %s\n", far, h.hint)
}

// usageError turns what the flag parser says into our voice.
func usageError(c *cli.Context, err error) error {
	return withHint(err, verbOf(c)+" --help")
}

// verbOf is the verb as it was typed, the program first ("bitext terms undo").
func verbOf(c *cli.Context) string {
	if c.Command != nil && c.Command.HelpName != "" {
		return c.Command.HelpName
	}
	return c.App.Name
}

// wantArgs fails unless the verb got between least and most arguments; most
// below zero sets no upper bound.
func wantArgs(c *cli.Context, least, most int) error {
	verb := verbOf(c)
	name := strings.TrimPrefix(verb, c.App.Name+" ")
	switch n := c.NArg(); {
	case n < least:
		return withHint(fmt.Errorf("%s: expected %s, got %s", name, c.Command.ArgsUsage, count(n, "argument", "arguments")), verb+" --help")
	case most >= 0 && n > most:
		return withHint(fmt.Errorf("%s: unexpected argument %q", name, c.Args().Get(most)), verb+" --help")
	}
	return nil
}

// pathError makes "FILE: what is wrong" of an error of package os, which names
// the system call first.
func pathError(err error) error {
	var p *os.PathError
	if errors.As(err, &p) {
		return fmt.Errorf("%s: %w", p.Path, p.Err)
	}
	return err
}
