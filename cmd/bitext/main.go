// Command bitext aligns a text with its translation, extracts the terms with
// their renderings into a termbase, and checks new translations against it.
//
// The voice of the tool: messages are lower case, begin with "bitext:", name
// the file and the place, end without a full stop; a hint stands on a line of
// its own and can be pasted. Results go to standard output or to the file
// given with -o, everything else to standard error.
//
// Exit status of every verb: 0 nothing found, 1 findings, 2 usage, input or
// internal error.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/urfave/cli/v2"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // the first signal asks, the second ends
	code := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// Exit statuses.
const (
	exitClean    = 0
	exitFindings = 1
	exitFailure  = 2
)

// errFindings ends a verb that has reported findings at or above the
// threshold; it has no message of its own.
var errFindings = errors.New("findings")

// run is the whole command but for the process: arguments without the name of
// the program, the three streams, and the exit status.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	app := newApp(stdin, stdout, stderr)
	args, err := flagsFirst(app, args)
	if err == nil {
		err = app.RunContext(ctx, append([]string{"bitext"}, args...))
	}
	switch {
	case err == nil:
		return exitClean
	case errors.Is(err, errFindings):
		return exitFindings
	case errors.Is(err, context.Canceled):
		interrupted(stderr, err)
		return exitFailure
	}
	report(stderr, err)
	return exitFailure
}

// newApp puts the verbs together. Each verb stands in a file of its own.
func newApp(stdin io.Reader, stdout, stderr io.Writer) *cli.App {
	return &cli.App{
		Name:      "bitext",
		Usage:     "align a text with its translation, extract terms, check translations",
		UsageText: "bitext VERB [arguments]",
		Version:   version(),
		Reader:    stdin, Writer: stdout, ErrWriter: stderr,
		HideHelpCommand:      true,
		EnableBashCompletion: true,
		Suggest:              true,
		Commands: []*cli.Command{
			buildCommand(),
			mergeCommand(),
			alignCommand(),
			beadsCommand(),
			termsCommand(),
			extractCommand(),
			searchCommand(),
			reviewCommand(),
			doctorCommand(),
			readCommand(),
			wordsCommand(),
			checkCommand(),
			waiversCommand(),
			explainCommand(),
			completionCommand(),
		},
		Action:         noVerb,
		OnUsageError:   func(c *cli.Context, err error, _ bool) error { return usageError(c, err) },
		ExitErrHandler: func(*cli.Context, error) {}, // run decides
	}
}

// noVerb answers a call without a verb or with one that does not exist.
func noVerb(c *cli.Context) error {
	if c.Args().Present() {
		err := fmt.Errorf("%q is not a verb", c.Args().First())
		return withHint(err, strings.Join(strings.Fields("bitext "+nearestVerb(c)+" --help"), " "))
	}
	return cli.ShowAppHelp(c)
}

// nearestVerb is the verb whose name shares the longest beginning with what was
// typed, or "" where not even the first letter fits.
func nearestVerb(c *cli.Context) string {
	typed, best, length := c.Args().First(), "", 0
	for _, v := range c.App.VisibleCommands() {
		n := 0
		for n < min(len(typed), len(v.Name)) && typed[n] == v.Name[n] {
			n++
		}
		if n > length {
			best, length = v.Name, n
		}
	}
	return best
}
