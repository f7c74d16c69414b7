package main

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/urfave/cli/v2"

	"bitext/corpus/lang"
)

// wordsCommand is hidden: it shows what corpus/lang makes of a sentence, for
// those who work on the taggers.
func wordsCommand() *cli.Command {
	return &cli.Command{
		Name:      "words",
		Hidden:    true,
		Usage:     "show the words of a text with part of speech and lemma",
		ArgsUsage: "[TEXT…]",
		Description: "Cuts the text, or standard input line by line, into sentences and words and prints\n" +
			"a word a line: word, universal part of speech, lemma, the tag of the language's own\n" +
			"set, gender and number; an empty line after each sentence.\n\n" +
			"Example: bitext words --lang fr \"Les études approfondies\"\n\n" +
			"Exit status: 0 shown, 2 it could not be read.",
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "lang", Usage: "the `LANGUAGE` of the text (default: detected)"},
			outputFlag(),
		},
		Action: runWords,
	}
}

func runWords(c *cli.Context) error {
	return writeOutput(c, func(w io.Writer) error {
		if c.Args().Present() {
			return showWords(w, strings.Join(c.Args().Slice(), " "), c.String("lang"))
		}
		lines := bufio.NewScanner(c.App.Reader)
		lines.Buffer(nil, 1<<24)
		for lines.Scan() {
			if err := showWords(w, lines.Text(), c.String("lang")); err != nil {
				return err
			}
		}
		return lines.Err()
	})
}

func showWords(w io.Writer, text, code string) error {
	if code == "" {
		detected, _ := lang.Detect(text)
		code = string(detected)
	}
	l := lang.For(plainLanguage(code))
	for _, s := range l.Sentences(text) {
		for _, t := range l.Analyse(s.In(text)) {
			inflection := strings.Trim(string([]byte{t.Gender, t.Plural}), "\x00")
			if _, err := fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\n", t.Text, t.Tag, t.Lemma, t.Fine, inflection); err != nil {
				return err
			}
		}
		if _, err := fmt.Fprintln(w); err != nil {
			return err
		}
	}
	return nil
}
