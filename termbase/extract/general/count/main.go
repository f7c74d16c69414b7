// Command count makes the tables of general language from sentence pairs,
// English TAB French, gzipped:
//
//	go run ./termbase/extract/general/count ../shared/data/scale/europarl-pairs.tsv.gz
//
// It writes en.bin and fr.bin into termbase/extract/general, the same bytes
// from the same pairs and the same analyser of words.
package main

import (
	"bufio"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"strings"

	"bitext/corpus"
	"bitext/termbase/extract"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: count PAIRS.tsv.gz (from the root of the project)")
		os.Exit(2)
	}
	for column, code := range []corpus.Lang{corpus.English, corpus.French} {
		if err := count(os.Args[1], column, code); err != nil {
			fmt.Fprintln(os.Stderr, "count:", err)
			os.Exit(2)
		}
	}
}

// count counts one column of the pairs.
func count(path string, column int, code corpus.Lang) error {
	in, err := os.Open(path)
	if err != nil {
		return err
	}
	defer in.Close()
	unzipped, err := gzip.NewReader(in)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	out, err := os.Create(filepath.Join("termbase", "extract", "general", string(code)+".bin"))
	if err != nil {
		return err
	}
	defer out.Close()
	var failed error
	if err := extract.CountGeneral(context.Background(), code, columnOf(unzipped, column, &failed), out); err != nil {
		return err
	}
	if failed != nil {
		return fmt.Errorf("%s: %w", path, failed)
	}
	return out.Close()
}

// columnOf yields one column of the lines.
func columnOf(r io.Reader, column int, failed *error) iter.Seq[string] {
	return func(yield func(string) bool) {
		lines := bufio.NewScanner(r)
		lines.Buffer(nil, 1<<22)
		for lines.Scan() {
			fields := strings.Split(lines.Text(), "\t")
			if column < len(fields) && !yield(fields[column]) {
				return
			}
		}
		*failed = lines.Err()
	}
}
