// Package treebank reads sentences with the tags and lemmas that linguists gave
// them, in the CoNLL-U format of Universal Dependencies.
//
// A word that the format splits into several ("du" into "de" and "le") stays
// one token with the tag and lemma of its first part, unless the parts stand
// side by side in the text ("children" and "'s").
package treebank

import (
	"bufio"
	"fmt"
	"os"
	"strconv"
	"strings"
)

// Token is one word of a sentence.
type Token struct {
	Start, End int // bytes in the sentence
	Form       string
	Lemma      string
	Tag        string // universal part of speech
	Fine       string // tag of the language's own set
	Features   string // "Gender=Fem|Number=Sing"
	Split      bool   // the format splits it into several words
}

// Sentence is a sentence as it was written, with its tokens in order.
type Sentence struct {
	Text   string
	Tokens []Token
}

// Read reads a file.
func Read(path string) ([]Sentence, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<22)
	var all []Sentence
	var open Sentence
	var rows [][]string
	for lines.Scan() {
		line := lines.Text()
		switch {
		case strings.HasPrefix(line, "# text = "):
			open.Text = line[len("# text = "):]
		case line == "":
			if open.Tokens, err = place(open.Text, rows); err != nil {
				return nil, fmt.Errorf("%s: %w", path, err)
			}
			all = append(all, open)
			open, rows = Sentence{}, nil
		case line[0] != '#':
			rows = append(rows, strings.Split(line, "\t"))
		}
	}
	return all, lines.Err()
}

// place finds the words of a sentence in its text.
func place(text string, rows [][]string) ([]Token, error) {
	var tokens []Token
	at, skip := 0, 0
	for i := 0; i < len(rows); i++ {
		row := rows[i]
		if len(row) < 6 || strings.Contains(row[0], ".") {
			continue
		}
		id, _ := strconv.Atoi(row[0])
		if id > 0 && id <= skip {
			continue
		}
		token := Token{Form: row[1], Lemma: row[2], Tag: row[3], Fine: row[4], Features: row[5]}
		if first, last, found := strings.Cut(row[0], "-"); found && i+1 < len(rows) {
			from, _ := strconv.Atoi(first)
			to, _ := strconv.Atoi(last)
			if joined(rows[i+1:min(len(rows), i+2+to-from)]) == row[1] {
				continue
			}
			skip = to
			part := rows[i+1]
			token.Lemma, token.Tag, token.Fine, token.Features, token.Split = part[2], part[3], part[4], part[5], true
		}
		found := strings.Index(text[at:], token.Form)
		if found < 0 {
			return nil, fmt.Errorf("word %q is not in %q", token.Form, text)
		}
		token.Start = at + found
		token.End = token.Start + len(token.Form)
		at = token.End
		tokens = append(tokens, token)
	}
	return tokens, nil
}

func joined(rows [][]string) string {
	var b strings.Builder
	for _, r := range rows {
		b.WriteString(r[1])
	}
	return b.String()
}
