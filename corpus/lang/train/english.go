package main

import (
	"bufio"
	"compress/gzip"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"bitext/corpus"
	"bitext/corpus/lang"
	"bitext/corpus/lang/internal/lexicon"
	"bitext/corpus/lang/internal/pos"
	"bitext/corpus/lang/internal/treebank"
)

// A word gets into the English lexicon with a part of speech if prose gave it
// that often and in at least this share of its occurrences: below that, it is
// mostly prose's error.
const (
	leastCount = 4
	leastShare = 0.03
)

// trainEnglish makes the English lexicon of what prose tags in Europarl and the
// laws of Canada, and the layer that corrects prose, of the English PUD.
func trainEnglish(o options) error {
	lex, err := englishLexicon(o)
	if err != nil {
		return err
	}
	sentences, err := treebank.Read(filepath.Join(o.data, "treebanks", "UD_English-PUD", "en_pud-ud-test.conllu"))
	if err != nil {
		return err
	}
	if o.development {
		crossValidate(lex, sentences, o.epochs)
	}
	all := englishExamples(lex, sentences)
	trainer := learn(all, int(lang.Verb)+1, o.epochs)
	return write(o, "en.tagger.gz", pos.Pack(certainWords(all), trainer.Pack(minUpdates)))
}

// penn counts the Penn tags of a form.
type penn map[string]int

func englishLexicon(o options) (*lexicon.Lexicon, error) {
	if o.keep {
		packed, err := read(o, "en.lexicon.gz")
		if err != nil {
			return nil, err
		}
		return lexicon.Read(string(packed))
	}
	tags := make(map[string]penn)
	for _, name := range []string{"europarl-pairs.tsv.gz", "canlaw-pairs.tsv.gz"} {
		if err := countTags(filepath.Join(o.data, "scale", name), tags); err != nil {
			return nil, err
		}
	}
	counts, err := count(o, corpus.English)
	if err != nil {
		return nil, err
	}
	words := make(map[string][]lexicon.Reading)
	for form, fine := range tags {
		if list := englishReadings(form, fine, tags); len(list) > 0 {
			words[form] = list
		}
	}
	packed := lexicon.Pack(words, counts.clusters)
	if err := write(o, "en.lexicon.gz", packed); err != nil {
		return nil, err
	}
	return lexicon.Read(string(packed))
}

// countTags tags the English of a file by prose and counts.
func countTags(path string, tags map[string]penn) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	z, err := gzip.NewReader(file)
	if err != nil {
		return err
	}
	english := lang.For(corpus.English)
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 1<<22)
	for lines.Scan() {
		fields := strings.Split(lines.Text(), "\t")
		for _, t := range english.Draft(fields[len(fields)-2]) {
			if t.Form != lang.Word {
				continue
			}
			if tags[t.Norm] == nil {
				tags[strings.Clone(t.Norm)] = make(penn)
			}
			tags[t.Norm][t.Fine]++
		}
	}
	return lines.Err()
}

// englishReadings are the readings of a form that prose gave often enough.
func englishReadings(form string, fine penn, tags map[string]penn) []lexicon.Reading {
	total := 0
	names := make([]string, 0, len(fine))
	for name, n := range fine {
		total += n
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int {
		if fine[a] != fine[b] {
			return fine[b] - fine[a]
		}
		return strings.Compare(a, b)
	})
	var list []lexicon.Reading
	for _, name := range names {
		tag, known := lang.PennTag(name)
		if !known || fine[name] < leastCount || float64(fine[name]) < leastShare*float64(total) {
			continue
		}
		r := lexicon.Reading{Tag: uint8(tag), Lemma: englishLemma(form, name, tags)}
		switch name {
		case "NNS", "NNPS":
			r.Number = 'p'
		case "NN", "NNP":
			r.Number = 's'
		}
		list = appendNew(list, r)
	}
	return list
}

// englishLemma chooses among the lemmas that rules allow a form the one that is
// commonest in the corpus as a base form.
func englishLemma(form, fine string, tags map[string]penn) string {
	best, count := lang.EnglishLemma(form, fine), -1
	for _, c := range lang.EnglishBases(form, fine) {
		n := 0
		switch {
		case strings.HasPrefix(fine, "VB"):
			n = tags[c]["VB"] + tags[c]["VBP"]
		case fine == "NNS":
			n = tags[c]["NN"]
		default:
			return best
		}
		if n > count {
			best, count = c, n
		}
	}
	return best
}

// englishExamples drafts the sentences and takes the right tags from the
// treebank where it cuts the words alike; elsewhere the draft stands.
func englishExamples(lex *lexicon.Lexicon, sentences []treebank.Sentence) []example {
	english := lang.For(corpus.English)
	all := make([]example, 0, len(sentences))
	for _, s := range sentences {
		gold := make(map[corpus.Span]lang.Tag)
		for _, t := range s.Tokens {
			if tag, known := lang.ParseTag(t.Tag); known {
				gold[corpus.Span{Start: t.Start, End: t.End}] = tag
			}
		}
		var e example
		tokens := english.Draft(s.Text)
		for i := range tokens {
			w, _ := lang.LookEnglish(lex, &tokens[i])
			tag, known := gold[tokens[i].Span]
			if !known {
				tag = tokens[i].Tag
			}
			e.words = append(e.words, w)
			e.tags = append(e.tags, uint8(tag))
		}
		all = append(all, e)
	}
	return all
}

// crossValidate prints the share of right tags before and after correction,
// each tenth of the sentences corrected by a layer trained on the others.
func crossValidate(lex *lexicon.Lexicon, sentences []treebank.Sentence, epochs int) {
	const parts = 10
	before, after, total := 0, 0, 0
	for part := range parts {
		var training, held []treebank.Sentence
		for i, s := range sentences {
			if i*parts/len(sentences) == part {
				held = append(held, s)
			} else {
				training = append(training, s)
			}
		}
		all := englishExamples(lex, training)
		certain := certainWords(all)
		tagger, err := pos.Read(pos.Pack(certain, learn(all, int(lang.Verb)+1, epochs).Pack(minUpdates)))
		if err != nil {
			panic(err)
		}
		b, a, n := correct(lex, tagger, held)
		before, after, total = before+b, after+a, total+n
	}
	fmt.Printf("English PUD, ten parts: %.2f %% of %d words by prose, %.2f %% corrected\n",
		100*float64(before)/float64(total), total, 100*float64(after)/float64(total))
}

// correct counts the words of the treebank that are right before and after.
func correct(lex *lexicon.Lexicon, tagger *pos.Tagger, sentences []treebank.Sentence) (before, after, total int) {
	english := lang.For(corpus.English)
	var scratch pos.Sentence
	for _, s := range sentences {
		tokens := english.Draft(s.Text)
		words, tags := make([]pos.Word, len(tokens)), make([]uint8, len(tokens))
		index := make(map[corpus.Span]int)
		for i := range tokens {
			words[i], _ = lang.LookEnglish(lex, &tokens[i])
			index[tokens[i].Span] = i
		}
		tagger.Tag(words, tags, &scratch)
		for _, t := range s.Tokens {
			total++
			if i, found := index[corpus.Span{Start: t.Start, End: t.End}]; found {
				if tokens[i].Tag.String() == t.Tag {
					before++
				}
				if lang.Tag(tags[i]).String() == t.Tag {
					after++
				}
			}
		}
	}
	return before, after, total
}
