package lang_test

import (
	"testing"

	"bitext/corpus"
	"bitext/corpus/lang"
)

func TestSame(t *testing.T) {
	for _, c := range []struct {
		code corpus.Lang
		a, b string
		want bool
	}{
		{corpus.English, "Organisation", "organization", true},
		{corpus.English, "labour-market programmes", "Labor market programs", true},
		{corpus.English, "behavioural", "behavioral", true},
		{corpus.English, "reorganised", "reorganized", true},
		{corpus.English, "centres", "centers", true},
		{corpus.English, "analyses", "analyzes", false},
		{corpus.English, "supervised", "supervized", false},
		{corpus.English, "exercise", "exercize", false},
		{corpus.English, "unadvised", "unadvized", false},
		{corpus.English, "capacity‑building", "capacity building", true},
		{corpus.English, "hour", "hor", false},
		{corpus.French, "mise en œuvre", "Mise en oeuvre", true},
		{corpus.French, "État-partie", "Etat partie", true},
		{corpus.French, "l’accord", "l'accord", true},
		{corpus.French, "organisation", "organization", false},
	} {
		if got := lang.For(c.code).Same(c.a, c.b); got != c.want {
			t.Errorf("%s: %q, %q: %t, want %t", c.code, c.a, c.b, got, c.want)
		}
	}
}

func TestStem(t *testing.T) {
	for _, c := range []struct {
		code corpus.Lang
		a, b string
	}{
		{corpus.English, "organisations", "organization"},
		{corpus.English, "basins", "basin"},
		{corpus.French, "parties", "partie"},
		{corpus.French, "approfondies", "approfondi"},
		{corpus.Spanish, "recomendaciones", "recomendación"},
		{corpus.Russian, "рекомендации", "рекомендация"},
		{corpus.Arabic, "والتوصيات", "توصية"},
		{corpus.German, "sitzungen", "sitzung"},
	} {
		l := lang.For(c.code)
		if a, b := l.Stem(c.a), l.Stem(c.b); a != b || a == "" {
			t.Errorf("%s: stem of %q is %q, of %q %q", c.code, c.a, a, c.b, b)
		}
	}
}

func TestLemmas(t *testing.T) {
	for _, c := range []struct {
		code             corpus.Lang
		sentence, lemmas string
	}{
		{corpus.French, "Les études approfondies ont été publiées.", "le étude approfondi avoir être publier ."},
		{corpus.French, "L'est de l'État est touché.", "le est de le état être toucher ."},
		{corpus.French, "Des mesures ont-elles été prises aux échelons nationaux ?", "un mesure avoir elles être prendre à échelon national ?"},
		{corpus.English, "The parties' submissions were carefully analysed.", "the party ' submission be carefully analyse ."},
		{corpus.English, "States parties adopted measures criminalizing money-laundering.", "state party adopt measure criminalize money-laundering ."},
		{corpus.English, "Capacity-building activities continued in 1990s' style.", "capacity-building activity continue in 1990s ' style ."},
		{corpus.English, "The children's needs have been taken into account.", "the child 's need have be take into account ."},
	} {
		got := ""
		for i, t := range lang.For(c.code).Analyse(c.sentence) {
			if i > 0 {
				got += " "
			}
			got += t.Lemma
		}
		if got != c.lemmas {
			t.Errorf("%s\n got %s\nwant %s", c.sentence, got, c.lemmas)
		}
	}
}
