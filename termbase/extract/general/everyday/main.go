// Command everyday makes the tables of general language of the languages for which no
// proceedings are at hand, from the lists of frequent words of wordfreq (Speer 2022), which
// mix the web, the news, encyclopedias, books and subtitles:
//
//	git clone https://github.com/rspeer/wordfreq ../wordfreq
//	go run ./termbase/extract/general/everyday ../wordfreq/wordfreq/data
//
// It writes a file for each language into termbase/extract/general, the same bytes from
// the same lists and the same analyser of words.
package main

import (
	"bufio"
	"compress/gzip"
	"fmt"
	"io"
	"maps"
	"math"
	"os"
	"path/filepath"
	"strings"

	"github.com/vmihailenco/msgpack/v5"

	"bitext/corpus"
	"bitext/corpus/lang"
	"bitext/termbase/extract/general"
)

// lists names the lists that tables are made of. English and French have better tables, with
// phrases: see the command count.
var lists = []string{"large_ar", "large_de", "large_es", "large_it", "large_nl", "large_pt", "small_ru", "large_zh"}

// tokens is the number of words that frequencies are turned into counts of.
const tokens = 3_000_000

// least is the count that a word needs, all its inflections together: one in a million.
const least = 3

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: everyday FOLDER (from the root of the project)")
		os.Exit(2)
	}
	for _, list := range lists {
		_, code, _ := strings.Cut(list, "_")
		if err := convert(filepath.Join(os.Args[1], list+".msgpack.gz"), corpus.Lang(code)); err != nil {
			fmt.Fprintln(os.Stderr, "everyday:", err)
			os.Exit(2)
		}
	}
}

// convert makes the table of one language.
func convert(path string, code corpus.Lang) error {
	in, err := os.Open(path)
	if err != nil {
		return err
	}
	defer in.Close()
	unzipped, err := gzip.NewReader(in)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	counts, err := read(unzipped, lang.For(code))
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	out, err := os.Create(filepath.Join("termbase", "extract", "general", string(code)+".bin"))
	if err != nil {
		return err
	}
	defer out.Close()
	if err := general.Write(out, tokens, counts); err != nil {
		return err
	}
	return out.Close()
}

// read sums the frequencies of the words of a list by what they are counted by. A list holds,
// behind a head, the words of each hundredth of a power of ten, downwards from 1. What
// is several words for us, as every Chinese word of two characters, counts for each of them, and
// as a phrase.
func read(r io.Reader, l *lang.Language) (map[string]general.Entry, error) {
	list := msgpack.NewDecoder(bufio.NewReader(r))
	steps, err := list.DecodeArrayLen()
	if err != nil {
		return nil, err
	}
	if err := list.Skip(); err != nil {
		return nil, err
	}
	counts := map[string]general.Entry{}
	for step := range steps - 1 {
		words, err := list.DecodeArrayLen()
		if err != nil {
			return nil, err
		}
		for range words {
			word, err := list.DecodeString()
			if err != nil {
				return nil, err
			}
			add(counts, l, word, tokens*math.Pow(10, -float64(step)/100))
		}
	}
	maps.DeleteFunc(counts, func(_ string, e general.Entry) bool { return e.Count < least })
	return counts, nil
}

func add(counts map[string]general.Entry, l *lang.Language, word string, n float64) {
	var lemmas []string
	for _, t := range l.Analyse(word) {
		count(counts, t.Lemma, n)
		lemmas = append(lemmas, t.Lemma)
	}
	if len(lemmas) > 1 {
		count(counts, strings.Join(lemmas, " "), n)
	}
}

// count adds occurrences of a word or phrase. Where it gathers is not known: it is taken
// to gather as a word does that was never seen.
func count(counts map[string]general.Entry, lemmas string, n float64) {
	e := counts[lemmas]
	e.Count += n
	e.Burst = 1
	counts[lemmas] = e
}
