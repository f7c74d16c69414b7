package lang

import (
	"testing"

	"bitext/corpus"
)

func TestAccentsOfCapitals(t *testing.T) {
	tests := []struct {
		sentence string
		want     map[string]string // lemma by word
	}{
		{"Les Etats Membres étudient les Ecoles et les Eglises.", map[string]string{"Etats": "état", "Ecoles": "école", "Eglises": "église"}},
		{"Etude de l'Equitation", map[string]string{"Etude": "étude", "Equitation": "équitation"}},
		{"RAPPORT SUR LA SECURITE ET LE DEVELOPPEMENT", map[string]string{"SECURITE": "sécurité", "DEVELOPPEMENT": "développement", "RAPPORT": "rapport"}},
		{"Âge et États", map[string]string{"Âge": "âge", "États": "état"}},
		// Not without capitals, nor where the word stands in the lexicon as it is, nor inside a word.
		{"le marche des etats", map[string]string{"etats": "etat"}},
		{"La Cote et le Marché, selon ONUDC, PAME et Eleves.", map[string]string{"Cote": "cote", "ONUDC": "onudc", "PAME": "pame"}},
	}
	for _, test := range tests {
		hasLemmas(t, corpus.French, test.sentence, test.want)
	}
}
