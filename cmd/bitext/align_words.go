package main

import (
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/urfave/cli/v2"

	"bitext/align/word"
	"bitext/corpus"
	"bitext/corpus/lang"
)

// alignWords is `align --as lines --level word --to pharaoh`: two files that
// are aligned line by line already, one line of word links for each pair of
// lines, blank where one of them is.
func alignWords(c *cli.Context) error {
	if c.NArg() != 2 || c.String("as") != "lines" {
		return withHint(fmt.Errorf("align: --level word takes two files aligned line by line"), "bitext align --as lines --level word --to pharaoh SOURCE TARGET")
	}
	if form := c.String("to"); form != "pharaoh" {
		return withHint(fmt.Errorf("align: words are written as pharaoh, not %q", form), "bitext align --as lines --level word --to pharaoh SOURCE TARGET")
	}
	spaces := c.String("tokens") == "space"
	if t := c.String("tokens"); t != "words" && t != "space" {
		return withHint(fmt.Errorf("align: --tokens is words or space, not %q", t), "bitext align --as lines --level word --to pharaoh --tokens space SOURCE TARGET")
	}
	source, from, err := readWords(c.Args().Get(0), plainLanguage(c.String("source-lang")), spaces)
	if err != nil {
		return err
	}
	target, to, err := readWords(c.Args().Get(1), plainLanguage(c.String("target-lang")), spaces)
	if err != nil {
		return err
	}
	if len(source) != len(target) {
		return fmt.Errorf("%s has %s, %s has %s: they are not aligned line by line",
			c.Args().Get(0), number(len(source), "line", "lines"), c.Args().Get(1), number(len(target), "line", "lines"))
	}
	pairs := make([]word.Pair, len(source))
	for i := range pairs {
		pairs[i] = word.Pair{Source: source[i], Target: target[i]}
	}
	links, err := word.Align(c.Context, pairs, word.Options{Prior: word.Shipped(from, to)})
	if err != nil {
		return err
	}
	return writeOutput(c, func(w io.Writer) error { return word.WritePharaoh(w, links) })
}

// readWords reads a file as lines of words in their normal form.
func readWords(path string, code corpus.Lang, spaces bool) ([][]string, corpus.Lang, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, "", pathError(err)
	}
	text := strings.TrimSuffix(string(data), "\n")
	if code == "" {
		code, _ = lang.Detect(text)
	}
	l := lang.For(code)
	var lines [][]string
	for line := range strings.SplitSeq(text, "\n") {
		var words []string
		if spaces {
			for w := range strings.FieldsSeq(line) {
				words = append(words, lang.Normal(w))
			}
		} else {
			for _, t := range l.Words(line) {
				words = append(words, t.Norm)
			}
		}
		lines = append(lines, words)
	}
	return lines, code, nil
}
