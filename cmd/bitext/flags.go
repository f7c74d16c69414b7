package main

import (
	"fmt"
	"strings"

	"github.com/urfave/cli/v2"

	"bitext/corpus"
	"bitext/corpus/lang"
)

// flagsFirst moves the flags of a verb before its arguments, because the
// library takes whatever follows the first argument for arguments: `align a b
// --to tsv` would be four of them. What stands after "--" stays where it is. A
// flag that the verb does not have is an error.
func flagsFirst(app *cli.App, args []string) ([]string, error) {
	path, rest, flags := splitVerb(app, args)
	if path == nil {
		return args, nil
	}
	var front, back []string
	for i := 0; i < len(rest); i++ {
		arg := rest[i]
		if arg == "--" {
			back = append(back, rest[i:]...)
			break
		}
		if len(arg) < 2 || arg[0] != '-' {
			back = append(back, arg)
			continue
		}
		name, _, given := strings.Cut(strings.TrimLeft(arg, "-"), "=")
		flag, known := flags[name]
		if !known {
			return nil, withHint(fmt.Errorf("%s: no flag %q", strings.Join(path, " "), arg), "bitext "+strings.Join(path, " ")+" --help")
		}
		if given && isLanguage(flag) {
			value, err := languages(strings.Join(path, " "), arg[strings.IndexByte(arg, '=')+1:])
			if err != nil {
				return nil, err
			}
			arg = arg[:strings.IndexByte(arg, '=')+1] + value
		}
		front = append(front, arg)
		if _, isBool := flag.(*cli.BoolFlag); isBool || given {
			continue
		}
		if i+1 == len(rest) {
			return nil, withHint(fmt.Errorf("%s: flag %q needs a value", strings.Join(path, " "), arg), "bitext "+strings.Join(path, " ")+" --help")
		}
		i++
		value := rest[i]
		if isLanguage(flag) {
			var err error
			if value, err = languages(strings.Join(path, " "), value); err != nil {
				return nil, err
			}
		}
		front = append(front, value)
	}
	return append(append(path, front...), back...), nil
}

// isLanguage reports whether the value of a flag is a language, by the name that its
// usage gives to it.
func isLanguage(flag cli.Flag) bool {
	f, ok := flag.(cli.DocGenerationFlag)
	return ok && strings.Contains(f.GetUsage(), "`LANGUAGE`")
}

// languages turns languages as people write them, commas between, into tags.
func languages(verb, value string) (string, error) {
	parts := strings.Split(value, ",")
	for i, name := range parts {
		if strings.TrimSpace(name) == "" {
			continue
		}
		if parts[i] = lang.ByUser(name); parts[i] == "" {
			return "", withHint(fmt.Errorf("%s: no language %q: a code like fr or fr-CA names one", verb, name), "bitext "+verb+" --help")
		}
	}
	return strings.Join(parts, ","), nil
}

// plainLanguage is a language that was given, without its region.
func plainLanguage(value string) corpus.Lang { return corpus.Lang(value).Primary() }

// splitVerb follows the verb and its sub-verb; path is nil where the arguments do
// not begin with a verb.
func splitVerb(app *cli.App, args []string) (path, rest []string, flags map[string]cli.Flag) {
	commands := app.Commands
	rest = args
	for len(rest) > 0 {
		var found *cli.Command
		for _, c := range commands {
			if c.HasName(rest[0]) {
				found = c
			}
		}
		if found == nil {
			break
		}
		path = append(path, rest[0])
		flags = flagsByName(found)
		commands, rest = found.Subcommands, rest[1:]
	}
	return path, rest, flags
}

func flagsByName(c *cli.Command) map[string]cli.Flag {
	flags := map[string]cli.Flag{
		"help":                     cli.HelpFlag,
		"h":                        cli.HelpFlag,
		"generate-bash-completion": cli.BashCompletionFlag,
	}
	for _, f := range c.Flags {
		for _, name := range f.Names() {
			flags[name] = f
		}
	}
	return flags
}
