package main

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"

	"bitext/corpus/lang"
	"bitext/corpus/lang/internal/lexicon"
	"bitext/corpus/lang/internal/perceptron"
	"bitext/corpus/lang/internal/pos"
	"bitext/corpus/lang/internal/treebank"
)

// Readings that the treebanks add to the lexicon were seen there this often:
// a reading seen once or twice would teach the tagger to trust the lexicon on
// exactly the words that it was trained with.
const seenOften = 3

// A feature that the training changed less often than this is left out.
const minUpdates = 1

func trainFrench(o options) error {
	sentences, held, err := frenchTreebanks(o)
	if err != nil {
		return err
	}
	lex, err := frenchLexicon(o, sentences)
	if err != nil {
		return err
	}
	all := examples(lex, sentences)
	certain := certainWords(all)
	packed := pos.Pack(certain, learn(all, int(lang.Verb)+1, o.epochs).Pack(minUpdates))
	if err := write(o, "fr.tagger.gz", packed); err != nil {
		return err
	}
	if o.development {
		tagger, err := pos.Read(packed)
		if err != nil {
			return err
		}
		measure(tagger, examples(lex, held))
	}
	return nil
}

// certainWords finds the words whose tag needs no thought.
func certainWords(all []example) map[string]uint8 {
	seen := make(map[string]map[uint8]int)
	for _, e := range all {
		for i, w := range e.words {
			if seen[w.Norm] == nil {
				seen[w.Norm] = make(map[uint8]int)
			}
			if e.tags[i] != noTag {
				seen[w.Norm][e.tags[i]]++
			}
		}
	}
	return pos.Certain(seen)
}

// frenchLexicon makes the lexicon of the Lefff, the treebanks and Europarl, or
// reads the one that stands.
func frenchLexicon(o options, sentences []treebank.Sentence) (*lexicon.Lexicon, error) {
	if o.keep {
		packed, err := read(o, "fr.lexicon.gz")
		if err != nil {
			return nil, err
		}
		return lexicon.Read(string(packed))
	}
	entries, err := readLefff(o.lefff)
	if err != nil {
		return nil, err
	}
	counts, err := count(o, "fr")
	if err != nil {
		return nil, err
	}
	words := readings(entries)
	addTreebank(words, sentences)
	order(words, counts.words, sentences)
	packed := lexicon.Pack(words, counts.clusters)
	if err := write(o, "fr.lexicon.gz", packed); err != nil {
		return nil, err
	}
	return lexicon.Read(string(packed))
}

// frenchTreebanks reads what to train on and what to measure on.
func frenchTreebanks(o options) (training, held []treebank.Sentence, err error) {
	gsd, err := frenchTreebank(o, "GSD/fr_gsd-ud-dev")
	if err != nil {
		return nil, nil, err
	}
	sequoia, err := frenchTreebank(o, "Sequoia/fr_sequoia-ud-train", "Sequoia/fr_sequoia-ud-dev")
	if err != nil {
		return nil, nil, err
	}
	pud, err := frenchTreebank(o, "PUD/fr_pud-ud-test")
	if err != nil {
		return nil, nil, err
	}
	if o.development {
		held, gsd = everyNth(gsd, 4)
	}
	harmonise(sequoia, slices.Concat(gsd, pud), isSign)
	harmonise(pud, slices.Concat(gsd, sequoia), anyWord)
	return slices.Concat(gsd, sequoia, pud), held, nil
}

func frenchTreebank(o options, names ...string) (all []treebank.Sentence, err error) {
	for _, name := range names {
		s, err := treebank.Read(filepath.Join(o.data, "treebanks", "UD_French-"+name+".conllu"))
		if err != nil {
			return nil, err
		}
		all = append(all, s...)
	}
	return all, nil
}

// everyNth parts the sentences: one of n is held out.
func everyNth(sentences []treebank.Sentence, n int) (held, rest []treebank.Sentence) {
	for i, s := range sentences {
		if i%n == 0 {
			held = append(held, s)
		} else {
			rest = append(rest, s)
		}
	}
	return held, rest
}

// key is a normal form with a tag.
type key struct {
	form string
	tag  uint8
}

// addTreebank adds the readings of the treebanks that the lexicon lacks, and
// puts the lemmas that the treebanks use before others.
func addTreebank(words map[string][]lexicon.Reading, sentences []treebank.Sentence) {
	seen := make(map[key]map[string]int) // lemmas
	for _, s := range sentences {
		for _, t := range s.Tokens {
			tag, known := lang.ParseTag(t.Tag)
			if !known || tag == lang.Punct || tag == lang.Num || tag == lang.Sym || tag == lang.X {
				continue
			}
			k := key{lang.Normal(t.Form), uint8(tag)}
			if seen[k] == nil {
				seen[k] = make(map[string]int)
			}
			lemma := lang.Normal(t.Lemma)
			if tag == lang.Pron {
				lemma = pronoun(k.form) // the treebanks have "lui" for all persons
			}
			seen[k][lemma]++
		}
	}
	for k, lemmas := range seen {
		lemma, total := favourite(lemmas)
		words[k.form] = merge(words[k.form], k, lemma, total)
	}
}

// favourite is the commonest key, the first in the alphabet among equals, and
// the sum of the counts.
func favourite(counts map[string]int) (best string, total int) {
	for name, n := range counts {
		total += n
		if n > counts[best] || n == counts[best] && (best == "" || name < best) {
			best = name
		}
	}
	return best, total
}

// merge puts the treebank's lemma first among the readings of the tag.
func merge(list []lexicon.Reading, k key, lemma string, total int) []lexicon.Reading {
	like := -1
	for i, r := range list {
		if r.Tag != k.tag {
			continue
		}
		if like = i; r.Lemma == lemma {
			r := list[i]
			return append([]lexicon.Reading{r}, slices.Delete(list, i, i+1)...)
		}
	}
	if like < 0 && total < seenOften || k.tag == uint8(lang.Propn) && like < 0 {
		return list
	}
	r := lexicon.Reading{Tag: k.tag, Lemma: lemma}
	if like >= 0 {
		r = list[like]
		r.Lemma = lemma
	}
	return append([]lexicon.Reading{r}, list...)
}

// order sorts the readings by tag and, within a tag, lets the lemma that is
// commoner in the corpus come first unless the treebanks have chosen.
func order(words map[string][]lexicon.Reading, counts map[string]int, sentences []treebank.Sentence) {
	chosen := make(map[key]bool)
	for _, s := range sentences {
		for _, t := range s.Tokens {
			tag, _ := lang.ParseTag(t.Tag)
			chosen[key{lang.Normal(t.Form), uint8(tag)}] = true
		}
	}
	lemmas := lemmaCounts(words, counts)
	for form, list := range words {
		if form == "" {
			continue
		}
		slices.SortStableFunc(list, func(a, b lexicon.Reading) int {
			if a.Tag != b.Tag {
				return int(a.Tag) - int(b.Tag)
			}
			if chosen[key{form, a.Tag}] {
				return 0
			}
			return lemmas[key{b.Lemma, b.Tag}] - lemmas[key{a.Lemma, a.Tag}]
		})
	}
}

// lemmaCounts counts how often a lemma was met in forms that can be no other.
func lemmaCounts(words map[string][]lexicon.Reading, counts map[string]int) map[key]int {
	lemmas := make(map[key]int)
	for form, list := range words {
		for i, r := range list {
			unique := true
			for j, other := range list {
				unique = unique && (i == j || other.Tag != r.Tag || other.Lemma == r.Lemma)
			}
			if unique {
				lemmas[key{r.Lemma, r.Tag}] += counts[form]
			}
		}
	}
	return lemmas
}

// noTag stands for the tag of a token that is not to be learned.
const noTag = 255

// example is a sentence with its right tags, noTag where none is given.
type example struct {
	words []pos.Word
	tags  []uint8
}

// examples prepares sentences for the tagger.
func examples(lex *lexicon.Lexicon, sentences []treebank.Sentence) []example {
	french := lang.For("fr")
	all := make([]example, 0, len(sentences))
	for _, s := range sentences {
		var e example
		for _, t := range s.Tokens {
			tag, known := lang.ParseTag(t.Tag)
			if !known && t.Tag != unlearnt {
				continue
			}
			shape := uint8(lang.Word)
			if tokens := french.Words(t.Form); len(tokens) > 0 {
				shape = uint8(tokens[0].Form)
			}
			w, _ := pos.Look(lex, t.Form, lang.Normal(t.Form), shape)
			e.words = append(e.words, w)
			if t.Tag == unlearnt {
				tag = noTag
			}
			e.tags = append(e.tags, uint8(tag))
		}
		all = append(all, e)
	}
	return all
}

// learn trains on the examples, shuffled the same way every time.
func learn(all []example, classes, epochs int) *perceptron.Trainer {
	trainer := perceptron.NewTrainer(classes)
	random := rand.New(rand.NewPCG(1, 2))
	var s pos.Sentence
	for epoch := range epochs {
		wrong, total := 0, 0
		random.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		for _, e := range all {
			s.Prepare(e.words)
			t1, t2 := uint32(0), uint32(0)
			for i, truth := range e.tags {
				features := s.Features(i, t1, t2)
				guess := trainer.Predict(features)
				if truth == noTag {
					t1, t2 = uint32(guess)+1, t1
					continue
				}
				trainer.Learn(features, int(truth), guess)
				if total++; guess != int(truth) {
					wrong++
				}
				t1, t2 = uint32(guess)+1, t1
			}
		}
		fmt.Printf("pass %d: %.2f %% wrong\n", epoch+1, 100*float64(wrong)/float64(total))
	}
	return trainer
}

// measure prints the share of right tags on the tokens of the treebank.
func measure(tagger *pos.Tagger, all []example) {
	var s pos.Sentence
	right, total := 0, 0
	for _, e := range all {
		tags := make([]uint8, len(e.words))
		tagger.Tag(e.words, tags, &s)
		for i, tag := range tags {
			if total++; tag == e.tags[i] {
				right++
			}
		}
	}
	fmt.Printf("held out: %.2f %% of %d tags right\n", 100*float64(right)/float64(max(total, 1)), total)
}
