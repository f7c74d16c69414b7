package lang

import (
	"slices"
	"testing"

	"bitext/corpus"
)

// What prose takes for a singular, or the lexicon for the plural of another word.
func TestEnglishPlurals(t *testing.T) {
	for _, test := range []struct {
		sentence string
		want     map[string]string
	}{
		{
			"Two paragraphs and three columns of photographs were removed from the texts.",
			map[string]string{"paragraphs": "paragraph", "columns": "column", "photographs": "photograph", "texts": "text"},
		},
		{
			"The mechanisms for visas cover planes, wares, monies and kilocalories.",
			map[string]string{"mechanisms": "mechanism", "visas": "visa", "planes": "plane", "wares": "ware", "monies": "money", "kilocalories": "kilocalorie"},
		},
		{
			"The dues, the news, the premises, the statistics and a lens with bias.",
			map[string]string{"dues": "dues", "news": "news", "premises": "premises", "statistics": "statistics", "lens": "lens", "bias": "bias"},
		},
		{"A party that withdraws forgoes the leaves shed.", map[string]string{"withdraws": "withdraw", "shed": "shed"}},
	} {
		hasLemmas(t, corpus.English, test.sentence, test.want)
	}
}

// hasLemmas compares the lemmas of words of a sentence, by word.
func hasLemmas(t *testing.T, code corpus.Lang, sentence string, want map[string]string) {
	t.Helper()
	tokens := For(code).Analyse(sentence)
	for word, lemma := range want {
		i := slices.IndexFunc(tokens, func(t Token) bool { return t.Text == word })
		if i < 0 || tokens[i].Lemma != lemma {
			t.Errorf("%q: %s has lemma %q, want %q", sentence, word, tokens[max(i, 0)].Lemma, lemma)
		}
	}
}
