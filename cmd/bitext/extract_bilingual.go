package main

import (
	"errors"
	"fmt"
	"iter"
	"slices"

	"github.com/urfave/cli/v2"

	"bitext/align"
	"bitext/align/sheet"
	"bitext/cmd/internal/bilingual"
	"bitext/corpus"
	"bitext/termbase"
	"bitext/termbase/extract"
)

// bilingualFiles reads the arguments as files that hold source and target. It
// gives none where one of them is a document in one language: a table of which
// the columns are not in two languages is one.
func bilingualFiles(c *cli.Context) ([]*align.Bitext, error) {
	source, target := corpus.Lang(c.String("lang")), corpus.Lang(c.String("target"))
	var all []*align.Bitext
	for _, path := range c.Args().Slice() {
		form, err := sniffBilingual(path)
		if err != nil || form == "" {
			return nil, err
		}
		bitexts, err := readBilingual(path, bilingual.Options{Source: source, Target: target})
		table := slices.Contains([]string{"tsv", "csv"}, form)
		if table && (errors.Is(err, sheet.ErrColumns) || err == nil && !twoLanguages(bitexts)) {
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		all = append(all, bitexts...)
	}
	return all, nil
}

func twoLanguages(bitexts []*align.Bitext) bool {
	for _, b := range bitexts {
		if b.Source.Lang == "" || b.Target.Lang == "" || b.Source.Lang == b.Target.Lang {
			return false
		}
	}
	return true
}

// fromBitexts extracts from files that hold source and target: those in the
// languages of the first.
func (x *extracted) fromBitexts(c *cli.Context, bitexts []*align.Bitext, opts extract.Options) error {
	first := bitexts[0]
	source, target := first.Source.Lang, first.Target.Lang
	if source == "" || target == "" || source == target {
		return withHint(fmt.Errorf("%s: cannot tell the two languages apart (%q, %q)", first.Source.Path, source, target),
			"bitext extract --lang en --target fr "+first.Source.Path)
	}
	x.target = target
	units := func(yield func(termbase.Unit, error) bool) {
		for n, b := range bitexts {
			if b.Source.Lang != source || b.Target.Lang != target {
				continue
			}
			for _, u := range termbase.Derive(b) {
				u.Pair = int64(n + 1)
				if !yield(u, nil) {
					return
				}
			}
			bitexts[n] = &align.Bitext{Source: &corpus.Document{}, Target: &corpus.Document{}} // read once, and large
		}
	}
	var seq iter.Seq2[termbase.Unit, error] = units
	if x.examples {
		seq = x.keep(seq)
	}
	var err error
	x.proposals, err = extract.Bilingual(c.Context, source, target, seq, opts)
	return err
}
