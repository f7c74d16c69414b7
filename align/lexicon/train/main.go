// Command train makes the lexicon of word translations that bitext carries
// (align/lexicon/en-fr.bin) from aligned text. From the root of the project:
//
//	go run ./align/lexicon/train -o align/lexicon/en-fr.bin \
//		../shared/data/scale/canlaw-pairs.tsv.gz ../shared/data/scale/europarl-pairs.tsv.gz
//
// Each file holds one pair a line, English TAB French, with or without the
// name of the document before them; a name ending in .gz is unpacked. It
// trains IBM Model 1 on the distinct pairs in both directions and keeps the
// entries in which the two agree best. The same input gives the same bytes. It
// takes about two minutes and 3 GB of memory.
package main

import (
	"bufio"
	"cmp"
	"compress/gzip"
	"context"
	"flag"
	"fmt"
	"io"
	"math"
	"os"
	"slices"
	"strings"

	"bitext/align/lexicon"
	"bitext/corpus"
)

// apart are the documents on which alignment is measured: nothing is learned
// from them.
var apart = map[string]bool{"M-13.6": true, "P-21": true, "F-29.4": true}

// longest is the most units a side of a pair that is learned from: in longer
// ones everything meets everything.
const longest = 60

func main() {
	out := flag.String("o", "align/lexicon/en-fr.bin", "write to `FILE`")
	keep := flag.Int("n", 300_000, "keep the best `N` entries")
	flag.Parse()
	if err := run(*out, *keep, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(2)
	}
}

func run(out string, keep int, files []string) error {
	t := &trainer{seen: map[string]bool{}, sides: [2]vocabulary{newVocabulary(corpus.English), newVocabulary(corpus.French)}}
	for _, file := range files {
		if err := t.read(file); err != nil {
			return err
		}
	}
	entries, err := t.train(context.Background())
	if err != nil {
		return err
	}
	f, err := os.Create(out)
	if err != nil {
		return err
	}
	if err := lexicon.Encode(f, entries[:min(keep, len(entries))]); err != nil {
		return err
	}
	return f.Close()
}

type vocabulary struct {
	lang   corpus.Lang
	number map[string]int32
	names  []string
}

func newVocabulary(lang corpus.Lang) vocabulary {
	return vocabulary{lang: lang, number: map[string]int32{}}
}

func (v *vocabulary) units(text string) []int32 {
	var out []int32
	lexicon.Units(text, v.lang, func(u []byte) {
		n, ok := v.number[string(u)]
		if !ok {
			n = int32(len(v.names))
			v.number[string(u)] = n
			v.names = append(v.names, string(u))
		}
		out = append(out, n)
	})
	return slices.Clip(out)
}

type trainer struct {
	seen  map[string]bool
	sides [2]vocabulary
	pairs []lexicon.Pair
}

func (t *trainer) read(file string) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	var r io.Reader = f
	if strings.HasSuffix(file, ".gz") {
		if r, err = gzip.NewReader(f); err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
	}
	in := bufio.NewScanner(r)
	in.Buffer(nil, 1<<26)
	for in.Scan() {
		fields := strings.Split(in.Text(), "\t")
		if len(fields) == 3 && apart[fields[0]] || len(fields) < 2 {
			continue
		}
		t.add(fields[len(fields)-2], fields[len(fields)-1])
	}
	return in.Err()
}

func (t *trainer) add(english, french string) {
	if key := english + "\t" + french; t.seen[key] {
		return
	} else {
		t.seen[key] = true
	}
	p := lexicon.Pair{Source: t.sides[0].units(english), Target: t.sides[1].units(french)}
	if len(p.Source) > 0 && len(p.Target) > 0 && len(p.Source) <= longest && len(p.Target) <= longest {
		t.pairs = append(t.pairs, p)
	}
}

// train gives the entries, best first.
func (t *trainer) train(ctx context.Context) ([]lexicon.Entry, error) {
	t.seen = nil
	fmt.Fprintf(os.Stderr, "train: %d pairs, %d and %d units\n", len(t.pairs), len(t.sides[0].names), len(t.sides[1].names))
	turned := make([]lexicon.Pair, len(t.pairs))
	for i, p := range t.pairs {
		turned[i] = lexicon.Pair{Source: p.Target, Target: p.Source}
	}
	n, m := len(t.sides[0].names), len(t.sides[1].names)
	forth, err := lexicon.Learn(ctx, t.pairs, n, m, lexicon.LearnOptions{Floor: floor, Anywhere: true})
	if err != nil {
		return nil, err
	}
	back, err := lexicon.Learn(ctx, turned, m, n, lexicon.LearnOptions{Floor: floor, Anywhere: true})
	if err != nil {
		return nil, err
	}
	return t.best(forth, back), nil
}

// floor is the least probability that is followed during training.
const floor = 1e-4

// best ranks the pairs of units that both directions know: agreement times
// how often the pair was seen.
func (t *trainer) best(forth, back *lexicon.Table) []lexicon.Entry {
	count := make([]int, len(t.sides[0].names))
	for _, p := range t.pairs {
		for _, u := range p.Source {
			count[u]++
		}
	}
	type ranked struct {
		lexicon.Entry
		rank float64
	}
	var all []ranked
	for s := range t.sides[0].names {
		for _, e := range forth.Row(int32(s)) {
			b := probability(back.Row(e.Unit), int32(s))
			joint := float64(e.P) * float64(count[s])
			if b == 0 || joint < least {
				continue
			}
			rank := math.Sqrt(float64(e.P)*float64(b)) * math.Log2(1+joint)
			all = append(all, ranked{lexicon.Entry{Source: t.sides[0].names[s], Target: t.sides[1].names[e.Unit], Forward: e.P, Backward: b}, rank})
		}
	}
	slices.SortFunc(all, func(a, b ranked) int {
		return cmp.Or(cmp.Compare(b.rank, a.rank), strings.Compare(a.Source, b.Source), strings.Compare(a.Target, b.Target))
	})
	out := make([]lexicon.Entry, len(all))
	for i, r := range all {
		out[i] = r.Entry
	}
	return out
}

// least is how often a pair must have been seen to be kept.
const least = 1

func probability(row []lexicon.Prob, unit int32) float32 {
	k, ok := slices.BinarySearchFunc(row, unit, func(p lexicon.Prob, u int32) int { return cmp.Compare(p.Unit, u) })
	if !ok {
		return 0
	}
	return row[k].P
}
