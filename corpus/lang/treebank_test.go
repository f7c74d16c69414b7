package lang_test

import (
	"testing"

	"bitext/corpus"
	"bitext/corpus/lang"
	"bitext/corpus/lang/internal/treebank"
)

// treebanks is the optional folder of Universal Dependencies.
const treebanks = "../../../shared/data/treebanks/"

// score counts the words of a treebank, and those whose span, tag and lemma
// Analyse finds in the raw text of the sentence.
type score struct {
	words, cut, tagged int
	content, lemmas    int
	wrongLemmas        map[string]int
}

func measure(analyse func(string) []lang.Token, sentences []treebank.Sentence) score {
	s := score{wrongLemmas: map[string]int{}}
	for _, sentence := range sentences {
		found := make(map[corpus.Span]lang.Token)
		for _, t := range analyse(sentence.Text) {
			found[t.Span] = t
		}
		for _, gold := range sentence.Tokens {
			s.add(gold, found[corpus.Span{Start: gold.Start, End: gold.End}])
		}
	}
	return s
}

func (s *score) add(gold treebank.Token, t lang.Token) {
	s.words++
	content := gold.Tag == "NOUN" || gold.Tag == "VERB" || gold.Tag == "ADJ" || gold.Tag == "ADV" || gold.Tag == "PROPN"
	if content {
		s.content++
	}
	if t.Text == "" {
		return
	}
	s.cut++
	if t.Tag.String() == gold.Tag {
		s.tagged++
	}
	if content && t.Lemma == lang.Normal(gold.Lemma) {
		s.lemmas++
	} else if content {
		s.wrongLemmas[gold.Tag+" "+t.Norm+": "+t.Lemma+" for "+gold.Lemma]++
	}
}

func (s *score) tags() float64  { return 100 * float64(s.tagged) / float64(s.words) }
func (s *score) lemma() float64 { return 100 * float64(s.lemmas) / float64(s.content) }

// TestTreebank measures tags and lemmas on raw text. A word counts as right
// only if it was also cut right; content words are nouns, verbs, adjectives,
// adverbs and names. The French sets were not seen in training. The English one
// is all there is: the layer that corrects prose is trained on it, so that here
// only prose itself and the lemmas, which are not trained on it, are measured;
// `go run ./corpus/lang/train -keep -only en -development` measures the layer
// by cross-validation.
func TestTreebank(t *testing.T) {
	french, english := lang.For(corpus.French), lang.For(corpus.English)
	for _, c := range []struct {
		name, file  string
		analyse     func(string) []lang.Token
		tags, lemma float64 // what must be reached, per cent
	}{
		{"French GSD test", "UD_French-GSD/fr_gsd-ud-test.conllu", french.Analyse, 96, 97},
		{"French Sequoia test", "UD_French-Sequoia/fr_sequoia-ud-test.conllu", french.Analyse, 98, 98},
		{"English PUD, prose alone", "UD_English-PUD/en_pud-ud-test.conllu", english.Draft, 92, 0},
		{"English PUD, lemmas", "UD_English-PUD/en_pud-ud-test.conllu", english.Analyse, 92, 95},
	} {
		sentences, err := treebank.Read(treebanks + c.file)
		if err != nil {
			t.Skip("no treebanks: ", err)
		}
		s := measure(c.analyse, sentences)
		t.Logf("%s: %d words, %.2f %% cut, %.2f %% tagged, %.2f %% of content lemmas",
			c.name, s.words, 100*float64(s.cut)/float64(s.words), s.tags(), s.lemma())
		if s.tags() < c.tags || s.lemma() < c.lemma {
			t.Errorf("%s: below %.1f %% tags, %.1f %% lemmas", c.name, c.tags, c.lemma)
		}
	}
}
