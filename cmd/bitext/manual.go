package main

import (
	"fmt"
	"io"

	"github.com/urfave/cli/v2"
)

// completions are the scripts that make a shell ask the command itself what
// can stand next.
var completions = map[string]string{
	"bash": `# bash completion for bitext:  source <(bitext completion bash)
_bitext() {
	local word="${COMP_WORDS[COMP_CWORD]}" given=("${COMP_WORDS[@]:0:COMP_CWORD}")
	if [[ $word == -* ]]; then given+=("$word"); fi
	COMPREPLY=($(compgen -W "$("${given[@]}" --generate-bash-completion 2>/dev/null | sed 's/:.*//')" -- "$word"))
}
complete -o default -F _bitext bitext
`,
	"zsh": `#compdef bitext
# zsh completion for bitext:  source <(bitext completion zsh)
_bitext() {
	local -a options
	options=("${(@f)$(${words[1,CURRENT-1]} --generate-bash-completion 2>/dev/null)}")
	if [[ -n "${options[1]}" ]]; then _describe 'values' options; else _files; fi
}
compdef _bitext bitext
`,
	"fish": `# fish completion for bitext:  bitext completion fish | source
complete -c bitext -a '(set -l given (commandline -opc); $given --generate-bash-completion 2>/dev/null | string replace -r ":.*" "")'
`,
}

func completionCommand() *cli.Command {
	return &cli.Command{
		Name:      "completion",
		Usage:     "print the completion script of a shell, or the manual page",
		ArgsUsage: "bash|zsh|fish|man",
		Description: `Prints to standard output.

Examples:
  source <(bitext completion bash)
  bitext completion man > bitext.1

Exit status: 0 done, 2 could not be done.`,
		Flags:  []cli.Flag{outputFlag()},
		Action: runCompletion,
	}
}

func runCompletion(c *cli.Context) error {
	if err := wantArgs(c, 1, 1); err != nil {
		return err
	}
	kind := c.Args().First()
	text, ok := completions[kind]
	switch {
	case kind == "man":
		page, err := c.App.ToManWithSection(1)
		if err != nil {
			return fmt.Errorf("manual page: %w", err)
		}
		text = page
	case !ok:
		return withHint(fmt.Errorf("no completion for %q", kind), "bitext completion bash")
	}
	return writeOutput(c, func(w io.Writer) error {
		_, err := io.WriteString(w, text)
		return err
	})
}
