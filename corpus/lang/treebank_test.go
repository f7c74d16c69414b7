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
	words, cut, tagged      int
	content, lemmas         int
	confused                map[string]int
	wrongLemmas, wrongWords map[string]int
}

func measure(code corpus.Lang, sentences []treebank.Sentence) score {
	s := score{confused: map[string]int{}, wrongLemmas: map[string]int{}, wrongWords: map[string]int{}}
	l := lang.For(code)
	for _, sentence := range sentences {
		found := make(map[corpus.Span]lang.Token)
		for _, t := range l.Analyse(sentence.Text) {
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
		s.wrongWords[gold.Form]++
		return
	}
	s.cut++
	if t.Tag.String() == gold.Tag {
		s.tagged++
	} else {
		s.confused[gold.Tag+">"+t.Tag.String()+" "+t.Norm]++
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
// adverbs and names.
func TestTreebank(t *testing.T) {
	for _, c := range []struct {
		name, file  string
		code        corpus.Lang
		tags, lemma float64 // what must be reached, per cent
	}{
		{"GSD test", "UD_French-GSD/fr_gsd-ud-test.conllu", corpus.French, 94, 97},
		{"English PUD", "UD_English-PUD/en_pud-ud-test.conllu", corpus.English, 85, 90},
		{"Sequoia test", "UD_French-Sequoia/fr_sequoia-ud-test.conllu", corpus.French, 97, 97},
	} {
		sentences, err := treebank.Read(treebanks + c.file)
		if err != nil {
			t.Skip("no treebanks: ", err)
		}
		s := measure(c.code, sentences)
		t.Logf("%s: %d words, %.2f %% cut, %.2f %% tagged, %.2f %% of content lemmas",
			c.name, s.words, 100*float64(s.cut)/float64(s.words), s.tags(), s.lemma())
		if s.tags() < c.tags || s.lemma() < c.lemma {
			t.Errorf("%s: below %.1f %% tags, %.1f %% lemmas", c.name, c.tags, c.lemma)
		}
	}
}
