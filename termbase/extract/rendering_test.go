package extract

import (
	"strings"
	"testing"

	"bitext/corpus"
)

// charityReport has what made renderings too short, too long or ill-formed.
const charityReport = `Each registered charity keeps accounts.
Chaque organisme de bienfaisance enregistré tient des comptes.

A charity in the United Kingdom pays no tax.
Un organisme de bienfaisance du Royaume-Uni ne paie pas d'impôt.

The charity receives gifts from the public.
L'organisme de bienfaisance reçoit des dons du public.

Under agenda item 4, the Committee examined reports from the United Kingdom.
Au titre du point 4 de l'ordre du jour, le Comité a examiné des rapports du Royaume-Uni.

The Committee turned to agenda item 5 and received two proposals.
Le Comité est passé au point 5 de l'ordre du jour et a reçu deux propositions.

Law enforcement agencies receive training in all regions.
Les services de détection et de répression reçoivent une formation dans toutes les régions.

The report urges law enforcement agencies to receive foreign experts.
Le rapport invite instamment les services de détection et de répression à recevoir des experts étrangers.

Law enforcement agencies (services de répression) asked for applicable integrity standards.
Les services de détection et de répression ont demandé des normes d'intégrité applicables.

Applicable integrity standards (normes applicables) bind the donor.
Les normes d'intégrité applicables lient le donateur.

Combating smuggling takes time, and smuggling goes on.
La lutte contre la contrebande prend du temps, et la contrebande continue.

In combating smuggling, the Committee relies on the donor.
Pour lutter contre la contrebande, le Comité compte sur le donateur.

The Committee thanked France and Portugal, and Ms. Abascal spoke.
Le Comité a remercié la France et le Portugal, et Mme Abascal a pris la parole.

France spoke of smuggling, and Portugal of the goods of the donor.
La France a parlé de la contrebande, et le Portugal des marchandises du donateur.

Portugal asked Ms. Abascal whether France and Portugal received goods.
Le Portugal a demandé à Mme Abascal si la France et le Portugal recevaient des marchandises.

The goods reached France, then Portugal, and smuggling of goods stopped.
Les marchandises sont arrivées en France, puis au Portugal, et la contrebande de marchandises a cessé.`

func TestRenderingsAreWhole(t *testing.T) {
	found := bilingual(t, charityReport, Options{Top: 200})
	for term, want := range map[string]string{
		"charity":            "organisme de bienfaisance",
		"agenda item":        "point de l'ordre", // two places tell too little of "jour"
		"integrity standard": "norme d'intégrité",
		"United Kingdom":     "Royaume-Uni",
		"receive":            "recevoir",
		"goods":              "marchandises",
	} {
		p, known := found[term]
		if !known || len(p.Renderings) == 0 || p.Renderings[0].Text != want {
			t.Errorf("%q: %v, want %q first", term, p.Renderings, want)
		}
	}
}

func TestWhatIsNoTermOfABitext(t *testing.T) {
	found := bilingual(t, charityReport, Options{Top: 200})
	for _, term := range []string{"Abascal", "France", "France and Portugal", "combating smuggling", "services de répression", "répression"} {
		if p, known := found[term]; known {
			t.Errorf("%q is proposed: %v", term, p.Renderings)
		}
	}
}

func TestNoNoiseInABitext(t *testing.T) {
	figures := strings.Repeat("12 345,6\t78 %\t1 234\n12 345.6\t78%\t1,234\n\n", 60)
	code := strings.Repeat("for (int i = 0; i < n; i++) { sum += a[i] * b[i]; }\nfor (int i = 0; i < n; i++) { sum += a[i] * b[i]; }\n\n", 30)
	for name, text := range map[string]string{"figures": figures, "code": code} {
		if found := bilingual(t, text, Options{}); len(found) > 3 {
			t.Errorf("%s: %d proposals", name, len(found))
		}
	}
}

func TestMarksOfCompounds(t *testing.T) {
	for written, want := range map[string]string{
		"réfrigérateurs-congélateurs": "réfrigérateur-congélateur",
		"assurance-dépôts":            "assurance-dépôts",
		"porte-parole":                "porte-parole",
	} {
		if got := singularFrench(written, "réfrigérateur-congélateur", noun); got != want {
			t.Errorf("%s: %q, want %q", written, got, want)
		}
	}
}

func TestAdjectiveBehindAComplement(t *testing.T) {
	s := newSide(corpus.French)
	s.add([]string{"Les normes d'intégrité applicables.", "Les mécanismes de contrôle interne existants."}, []int32{0, 0})
	for n, want := range []string{"norme d'intégrité applicable", "mécanisme de contrôle interne existant"} {
		tokens := s.sentences[n].tokens
		at := []place{{sentence: int32(n), from: 1, to: int16(len(tokens) - 1)}}
		if got := s.citation(s.phrasesOf(at), unknownNumber); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// orderReport has what is rendered in another order, with compound prepositions, or
// with a conjunction.
const orderReport = `Household surveys cost money.
Les enquêtes auprès des ménages coûtent de l'argent.

The Committee discussed household surveys.
Le Comité a examiné les enquêtes auprès des ménages.

The Committee reads each composite sample.
Le Comité lit chaque échantillon composite.

A grab or composite sample was taken.
Un échantillon instantané ou composite a été prélevé.

The Committee takes a grab or composite sample.
Le Comité prélève un échantillon instantané ou composite.

Island schools cost money.
Les écoles insulaires coûtent de l'argent.

Island surveys were read.
Les enquêtes insulaires ont été lues.

The island was bought.
L'île a été achetée.`

func TestRenderingsInAnotherOrder(t *testing.T) {
	found := bilingual(t, orderReport, Options{Top: 200})
	for term, want := range map[string]string{
		"household survey": "enquête auprès des ménages",
		"composite sample": "échantillon composite",
		"island":           "île",
	} {
		if p := found[term]; len(p.Renderings) == 0 || p.Renderings[0].Text != want {
			t.Errorf("%q: %v, want %q first", term, p.Renderings, want)
		}
	}
}

func TestDefinitionsOpen(t *testing.T) {
	x := newBilingual(corpus.English, corpus.French, Options{})
	x.target.add([]string{
		"La boîte à œufs Emballage pouvant se fermer.",
		"Un emballage contient des œufs, un autre emballage est vide.",
		"L'accord Canada entre en vigueur avec le Canada.",
	}, []int32{0, 0, 0})
	for n, want := range []string{"Emballage", "", ""} {
		got := ""
		tokens := x.target.sentences[n].tokens
		for i := 1; i < len(tokens); i++ {
			if x.opens(tokens, i) {
				got = x.target.words[tokens[i].written]
			}
		}
		if got != want {
			t.Errorf("sentence %d: %q opens something, want %q", n, got, want)
		}
	}
}

func TestUnmarkedCompounds(t *testing.T) {
	for text, want := range map[string]string{
		"francs-or":                   "franc-or",
		"réfrigérateurs-congélateurs": "réfrigérateur-congélateur",
		"sous-section":                "sous-section",
		"porte-avions":                "porte-avion", // a key, not a form
		"droits des services":         "droits des services",
	} {
		if got := unmarkedCompounds(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestHeadingsAreNoAcronyms(t *testing.T) {
	s := newSide(corpus.French)
	for word, want := range map[string]bool{"section": true, "sous-section": true, "onudc": false, "unesco": false, "aide": false} {
		if got := s.ordinary(word); got != want {
			t.Errorf("%s: %v, want %v", word, got, want)
		}
	}
}

func TestUnmarkedPlurals(t *testing.T) {
	s := newSide(corpus.English)
	for text, want := range map[string]string{
		"Orders":             "order",
		"consular relations": "consular relation",
		"premises":           "premises",
		"United Nations":     "united nation", // a key, not a form
	} {
		if got := s.unmarked(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestBareConjuncts(t *testing.T) {
	for text, want := range map[string]string{
		"détection et de répression":            "détection et répression",
		"détection et de la répression":         "détection et répression",
		"service de détection et de répression": "service de détection et de répression",
		"droit d'auteur ou d'inventeur":         "droit d'auteur ou d'inventeur",
		"biens et services":                     "biens et services",
	} {
		if got := bareConjuncts(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
