package main

import (
	"bufio"
	"compress/gzip"
	"os"
	"path/filepath"
	"strings"

	"bitext/corpus/lang"
)

// frenchCounts counts the words of the French side of Europarl.
func frenchCounts(o options) (map[string]int, error) {
	file, err := os.Open(filepath.Join(o.data, "scale", "europarl-pairs.tsv.gz"))
	if err != nil {
		return nil, err
	}
	defer file.Close()
	z, err := gzip.NewReader(file)
	if err != nil {
		return nil, err
	}
	counts := make(map[string]int)
	french := lang.For("fr")
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 1<<22)
	for lines.Scan() {
		_, text, _ := strings.Cut(lines.Text(), "\t")
		for _, t := range french.Words(text) {
			if t.Form == lang.Word {
				if _, known := counts[t.Norm]; known {
					counts[t.Norm]++
				} else {
					counts[strings.Clone(t.Norm)] = 1
				}
			}
		}
	}
	return counts, lines.Err()
}
