// Command learn makes the word translations that come with the program from
// gzipped pairs of sentences: the last two tab-separated fields of each line
// are English and French.
//
//	go run ./align/word/learn ../shared/data/scale/europarl-pairs.tsv.gz ../shared/data/scale/canlaw-pairs.tsv.gz
//
// It writes align/word/en-fr.bin, the same bytes from the same pairs and the
// same tokeniser.
package main

import (
	"bufio"
	"compress/gzip"
	"context"
	"fmt"
	"os"
	"strings"

	"bitext/align/word"
	"bitext/corpus"
	"bitext/corpus/lang"
)

// Limits of what is learned. More pairs gain little: with twice as many the error
// rate on the gold of testdata stays within a tenth of a point.
const (
	perFile = 150000 // pairs of each file, taken evenly
	least   = 2e-3   // probability in one of the directions
)

func main() {
	if len(os.Args) < 2 {
		fmt.Fprintln(os.Stderr, "usage: learn PAIRS.tsv.gz… (from the root of the project)")
		os.Exit(2)
	}
	if err := learn(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "learn:", err)
		os.Exit(2)
	}
}

func learn(paths []string) error {
	var all []word.Pair
	for _, path := range paths {
		pairs, err := read(path)
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		step := max(1, float64(len(pairs))/perFile)
		for at := 0.0; int(at) < len(pairs); at += step {
			all = append(all, pairs[int(at)])
		}
	}
	m, err := word.Train(context.Background(), all, word.Options{Sample: len(all)})
	if err != nil {
		return err
	}
	out, err := os.Create("align/word/en-fr.bin")
	if err != nil {
		return err
	}
	defer out.Close()
	if err := word.WriteDictionary(out, m, least); err != nil {
		return err
	}
	return out.Close()
}

// read gives the pairs of a file; a pair that was there before is left out,
// because laws repeat themselves.
func read(path string) ([]word.Pair, error) {
	in, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	unzipped, err := gzip.NewReader(in)
	if err != nil {
		return nil, err
	}
	lines := bufio.NewScanner(unzipped)
	lines.Buffer(nil, 1<<22)
	var pairs []word.Pair
	seen := map[string]bool{}
	interned := map[string]string{}
	for lines.Scan() {
		fields := strings.Split(lines.Text(), "\t")
		if len(fields) < 2 || seen[fields[len(fields)-2]] {
			continue
		}
		seen[fields[len(fields)-2]] = true
		var p word.Pair
		p.Source, p.SourceKinds = norms(lang.For(corpus.English), fields[len(fields)-2], interned)
		p.Target, p.TargetKinds = norms(lang.For(corpus.French), fields[len(fields)-1], interned)
		pairs = append(pairs, p)
	}
	return pairs, lines.Err()
}

// norms gives the normal forms and the kinds of the words of a sentence.
func norms(l *lang.Language, text string, interned map[string]string) ([]string, []word.Kind) {
	tokens := l.Analyse(text)
	words, parts := make([]string, len(tokens)), make([]word.Part, len(tokens))
	for i, t := range tokens {
		if _, known := interned[t.Norm]; !known {
			interned[t.Norm] = strings.Clone(t.Norm)
		}
		words[i], parts[i] = interned[t.Norm], partOf(t.Tag)
	}
	return words, word.KindsOf(parts)
}

func partOf(tag lang.Tag) word.Part {
	switch tag {
	case lang.Noun, lang.Propn:
		return word.Noun
	case lang.Adj:
		return word.Adjective
	case lang.Adp:
		return word.Adposition
	case lang.Verb:
		return word.Verb
	case lang.Det:
		return word.Determiner
	case lang.Adv, lang.Cconj:
		return word.Adverb
	}
	return word.Other
}
