package main

import (
	"bufio"
	"compress/gzip"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"bitext/corpus"
	"bitext/corpus/lang"
)

// corpusCounts is what the training needs to know of one side of Europarl.
type corpusCounts struct {
	words    map[string]int
	clusters map[string]uint8
}

// vocabulary bounds, found by looking at what the tagger gains: words that are
// rarer have too few neighbours to be told apart.
const (
	clusterWords    = 30_000 // words that get a cluster, the most frequent
	clusterContexts = 1_000  // neighbours that count, the most frequent
	clusterCount    = 200
	clusterPasses   = 12
)

// edge is the neighbour of the first and the last word of a sentence.
const edge = "\x00"

// eachLine calls f with the words of every line of one side of Europarl.
func eachLine(o options, code corpus.Lang, f func(words []string)) error {
	file, err := os.Open(filepath.Join(o.data, "scale", "europarl-pairs.tsv.gz"))
	if err != nil {
		return err
	}
	defer file.Close()
	z, err := gzip.NewReader(file)
	if err != nil {
		return err
	}
	l := lang.For(code)
	var words []string
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 1<<22)
	for lines.Scan() {
		text, other, _ := strings.Cut(lines.Text(), "\t")
		if code == corpus.French {
			text = other
		}
		words = append(words[:0], edge)
		for _, t := range l.Words(text) {
			if t.Form == lang.Number {
				words = append(words, "#")
			} else {
				words = append(words, t.Norm)
			}
		}
		f(append(words, edge))
	}
	return lines.Err()
}

// count counts the words of one side of Europarl and sorts the frequent ones
// into clusters by their neighbours.
func count(o options, code corpus.Lang) (corpusCounts, error) {
	words := make(map[string]int)
	err := eachLine(o, code, func(line []string) {
		for _, w := range line {
			if _, known := words[w]; known {
				words[w]++
			} else {
				words[strings.Clone(w)] = 1
			}
		}
	})
	if err != nil {
		return corpusCounts{}, err
	}
	frequent := make([]string, 0, len(words))
	for w := range words {
		frequent = append(frequent, w)
	}
	slices.SortFunc(frequent, func(a, b string) int {
		if words[a] != words[b] {
			return words[b] - words[a]
		}
		return strings.Compare(a, b)
	})
	frequent = frequent[:min(len(frequent), clusterWords)]
	vectors, err := neighbours(o, code, frequent)
	if err != nil {
		return corpusCounts{}, err
	}
	clusters := make(map[string]uint8)
	for i, c := range kmeans(vectors) {
		clusters[frequent[i]] = c + 1
	}
	return corpusCounts{words, clusters}, nil
}
