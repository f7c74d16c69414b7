package extract

import (
	"slices"
	"strings"
	"testing"

	"bitext/corpus"
	"bitext/termbase/extract/general"
)

// ranked gives the place of each term of a text in one language, from 1.
func ranked(t *testing.T, code corpus.Lang, text string) map[string]int {
	t.Helper()
	proposals, err := Monolingual(t.Context(), document(code, text), Options{Top: 200, MinCount: 1})
	if err != nil {
		t.Fatal(err)
	}
	rank := map[string]int{}
	for i, p := range proposals {
		if rank[p.Text] > 0 {
			t.Errorf("%q is listed twice", p.Text)
		}
		rank[p.Text] = i + 1
	}
	return rank
}

func TestKindsBeforeJudgements(t *testing.T) {
	for _, test := range []struct {
		code             corpus.Lang
		text             string
		kinds, judgement string
	}{
		{"en", `Thermal kilns are inspected each spring. A thermal kiln has two doors.
A difficult kiln needs care. Difficult kilns are inspected by two people.
Thermal kilns and difficult kilns differ. The thermal kiln cools at night. The difficult kiln cools late.`, "thermal kiln", "difficult kiln"},
		{"fr", `Les fours thermiques sont inspectés au printemps. Un four thermique a deux portes.
Un four difficile demande du soin. Les fours difficiles sont inspectés à deux.
Le four thermique refroidit la nuit. Le four difficile refroidit tard.`, "four thermique", "four difficile"},
	} {
		proposals, err := Monolingual(t.Context(), document(test.code, test.text), Options{Top: 200})
		if err != nil {
			t.Fatal(err)
		}
		graded := map[string]float64{}
		for _, p := range proposals {
			graded[p.Text] = p.Parts["graded"]
		}
		if graded[test.kinds] != 1 || graded[test.judgement] == 0 || graded[test.judgement] > 1-gradedLoss/2 {
			t.Errorf("%q has the factor %v, %q %v", test.kinds, graded[test.kinds], test.judgement, graded[test.judgement])
		}
	}
}

// What is written alike is one entry, whatever the tagger makes of it.
func TestOneEntryForOnePhrase(t *testing.T) {
	x := newExtraction(corpus.English, Options{})
	add := func(classes, text string, count int, words ...string) *candidate {
		var tokens []token
		for i, w := range words {
			tokens = append(tokens, token{lemma: x.source.intern(w), norm: x.source.intern(w), class: classes[i]})
		}
		c := x.newCandidate(normsKey(tokens), tokens, pattern{classes, 1})
		c.count = count
		c.forms[text] = &form{text: text, count: count}
		return c
	}
	gerund := add("GN", "contracting party", 9, "contract", "party")
	named := add("NN", "contracting party", 4, "contracting", "party")
	bid, bidding := add("N", "bid", 7, "bid"), add("N", "bidding", 5, "bidding")
	x.groupVariants()
	if gerund.count != 13 || named.count != 0 {
		t.Errorf("a phrase with two taggings has %d and %d occurrences, want 13 and 0", gerund.count, named.count)
	}
	if bid.count != 7 || bidding.count != 5 {
		t.Errorf("bid and bidding have %d and %d occurrences, want 7 and 5", bid.count, bidding.count)
	}
}

// Where no tagger knows the words, lists of frequent ones tell terms from the rest.
func TestTermsBeforeFrequentWords(t *testing.T) {
	for _, test := range []struct {
		code       corpus.Lang
		text       string
		term, word string
	}{
		{"es", `El acuífero pierde agua cada año. Este año nuestro acuífero recibió lluvia. Un año seco daña todo acuífero. Otro año creció un acuífero grande.`, "acuífero", "año"},
		{"ru", `Водоносный слой мелеет каждый год. В этот год слой получил дождь. Сухой год вредит: водоносный слой мелеет. Другой год слой рос.`, "водоносный слой", "год"},
		{"de", `Der Aquifer verliert jedes Jahr Wasser. In diesem Jahr wuchs unser Aquifer. Ein Jahr später fiel ein Aquifer. Kein Aquifer hält im trockenen Jahr.`, "Aquifer", "Jahr"},
	} {
		rank := ranked(t, test.code, strings.ReplaceAll(test.text, ". ", ".\n"))
		if rank[test.term] == 0 || rank[test.word] > 0 && rank[test.word] < rank[test.term] {
			t.Errorf("%s: %q is the %d. term, %q the %d. of %v", test.code, test.term, rank[test.term], test.word, rank[test.word], sortedKeys(rank))
		}
	}
}

func TestTablesOfGeneralLanguage(t *testing.T) {
	for code, words := range map[corpus.Lang][]string{
		"ar": {"سنة", "تحكيم"}, "de": {"jahr", "kläger"}, "en": {"year", "arbitration"}, "es": {"año", "arbitraje"}, "fr": {"année", "arbitrage"},
		"it": {"anno", "arbitrato"}, "nl": {"jaar", "geschil"}, "pt": {"ano", "arbitragem"}, "ru": {"год", "арбитраж"}, "zh": {"年", "裁"},
	} {
		table := general.For(code)
		var counts []float64
		for _, w := range words {
			counts = append(counts, table.Find(newSide(code).language.Analyse(w)[0].Lemma).Count)
		}
		slices.Reverse(counts)
		if !slices.IsSorted(counts) || counts[len(counts)-1] == 0 {
			t.Errorf("%s: %v have counts %v, rare first", code, words, counts)
		}
	}
}
