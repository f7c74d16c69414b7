package extract

import (
	"testing"

	"bitext/corpus"
)

// meterReport has renderings that go on with words that no link reaches.
const meterReport = `Each postage meter is sealed.
Chaque machine à affranchir est scellée.

The Committee bought a postage meter in May.
Le Comité a acheté une machine à affranchir en mai.

A postage meter costs money, and the Committee has two.
Une machine à affranchir coûte de l'argent, et le Comité en a deux.

The Committee sold the postage meter.
Le Comité a vendu la machine à affranchir.

A machine was repaired, and the machine stopped.
Une machine a été réparée, et la machine s'est arrêtée.

The distributing corporation pays tax on the machine.
La société ayant fait appel au public paie l'impôt sur la machine.

Each distributing corporation keeps accounts.
Chaque société ayant fait appel au public tient des comptes.

The Committee examined a distributing corporation.
Le Comité a examiné une société ayant fait appel au public.

A distributing corporation was dissolved, and a corporation was founded.
Une société ayant fait appel au public a été dissoute, et une société a été fondée.

The corporation owns wireless equipment.
La société possède du matériel sans fil.

Wireless equipment is cheap.
Le matériel sans fil est bon marché.

The Committee tested wireless telephones.
Le Comité a essayé des téléphones sans fil.

Wireless telephones of the corporation were sold.
Des téléphones sans fil de la société ont été vendus.`

func TestRenderingsAreCompleted(t *testing.T) {
	found := bilingual(t, meterReport, Options{Top: 200})
	for term, want := range map[string]string{
		"postage meter":            "machine à affranchir",
		"distributing corporation": "société ayant fait appel au public",
		"wireless":                 "sans fil",
		"corporation":              "société",
		"machine":                  "machine",
	} {
		if p := found[term]; len(p.Renderings) == 0 || p.Renderings[0].Text != want {
			t.Errorf("%q: %v, want %q first", term, p.Renderings, want)
		}
	}
}

// TestCompletedRenderingsAreRemembered adds one text to those that showed how a rendering goes
// on: it shows too little itself.
func TestCompletedRenderingsAreRemembered(t *testing.T) {
	_, memory, err := Rank(t.Context(), corpus.English, corpus.French, units(meterReport), Options{Top: 200})
	if err != nil {
		t.Fatal(err)
	}
	memory, _ = reread(t, memory)
	const text = "The postage meter stopped.\nLa machine à affranchir s'est arrêtée."
	updated, err := memory.Update(t.Context(), units(text), Options{})
	if err != nil {
		t.Fatal(err)
	}
	p := byText(updated)["postage meter"]
	if p == nil || len(p.Renderings) != 1 || p.Renderings[0].Text != "machine à affranchir" || p.Renderings[0].Places[0].Form != "machine à affranchir" {
		t.Errorf("%+v", p)
	}
}

// rosterReport has what is no term of a bitext: persons, pieces of longer terms, and words
// that mostly have no rendering.
const rosterReport = `Mr. Pedro Janices (Argentina) chaired the meeting of the Expert Group.
M. Pedro Janices (Argentine) a présidé la réunion du Groupe d'experts.

Pedro Janices thanked the delegation (Argentina) for the meeting of the Expert Group.
M. Pedro Janices a remercié la délégation (Argentine) de la réunion du Groupe d'experts.

The law enforcement agency of Thailand sent data.
Le service de détection et de répression de la Thaïlande a envoyé des données.

Every law enforcement agency keeps its data.
Chaque service de détection et de répression conserve ses données.

Data on road safety are data relating to public health.
Les données relatives à la sécurité routière sont des données relatives à la santé publique.

The meeting adopted road safety data.
La réunion a adopté les données relatives à la sécurité routière.

Road safety data are available online.
Les données relatives à la sécurité routière sont disponibles en ligne.

The agency keeps its data online.
Le service conserve ses données en ligne.`

func TestPiecesAndPersonsAreNoTerms(t *testing.T) {
	found := bilingual(t, rosterReport, Options{Top: 200})
	for _, term := range []string{"Pedro Janices", "meeting of the Expert"} {
		if p, known := found[term]; known {
			t.Errorf("%q is proposed: %v", term, p.Renderings)
		}
	}
	for term, want := range map[string]string{"Argentina": "Argentine", "online": "en ligne"} {
		if p := found[term]; len(p.Renderings) == 0 || p.Renderings[0].Text != want {
			t.Errorf("%q: %v, want %q", term, p.Renderings, want)
		}
	}
	for _, p := range found {
		for _, r := range p.Renderings {
			if r.Text == "données à la sécurité routière" {
				t.Errorf("%q: %q lacks a word", p.Text, r.Text)
			}
		}
	}
	if whole, piece := found["law enforcement agency"], found["enforcement agency"]; whole.Score <= 3*piece.Score {
		t.Errorf("law enforcement agency %.1f, enforcement agency %.1f", whole.Score, piece.Score)
	}
}

func TestPossessivesAreNoForm(t *testing.T) {
	s := newSide(corpus.French)
	s.add([]string{"La date de sa mise en service.", "La date de sa mise en service.", "La date de mise en service."}, []int32{0, 0, 0})
	var at []place
	for n := range s.sentences {
		at = append(at, place{sentence: int32(n), from: 1, to: int16(len(s.sentences[n].tokens) - 1)})
	}
	if got := s.citation(s.phrasesOf(at), unknownNumber); got != "date de mise en service" {
		t.Errorf("%q", got)
	}
}
