package check

import (
	"strings"
	"testing"

	"bitext/termbase"
)

func TestStoredRenderingsAreTheNorm(t *testing.T) {
	entries := []termbase.Entry{
		storedEntry(t, "human rights", "droits de l'homme 14"),
		storedEntry(t, "methodology", "méthode 5 | méthodologie 1"),
		storedEntry(t, "technical assistance", "assistance technique 9"),
	}
	en := "Human rights shall be protected.\nThe methodology was adopted.\nTechnical assistance was given.\nThe Office gave technical assistance."
	fr := "Les droits humains sont protégés.\nLa méthodologie a été adoptée.\nUne assistance technique a été fournie.\nL'Office a fourni une assistance avant tout technique."
	found := run(t, lines(en, fr, Options{Only: []string{"term-inconsistent"}, Entries: entries}))
	var got []string
	for _, f := range found {
		got = append(got, f.Term+": "+f.Got)
	}
	if s := strings.ToLower(strings.Join(got, "; ")); s != "human rights: droits humains; methodology: méthodologie" {
		t.Errorf("got %q", s)
	}
}

func TestFormulaShowsTheDifference(t *testing.T) {
	old := usedUnits{{
		ID:     1,
		Source: "It was requested to report on the measures taken to strengthen international cooperation against transnational organized crime.",
		Target: "Il a été prié de faire rapport sur les mesures prises pour renforcer la coopération internationale contre la criminalité transnationale organisée.",
	}}
	en := "The Secretariat reported on the measures taken to strengthen international cooperation against transnational organized crime."
	same := "Le Secrétariat a fait rapport sur les mesures prises pour renforcer la coopération internationale contre la criminalité transnationale organisée."
	other := strings.Replace(same, "mesures prises pour renforcer", "dispositions adoptées pour consolider", 1)
	opts := Options{Only: []string{"formula"}, Published: old}
	if found := run(t, lines(en, same, opts)); len(found) != 0 {
		t.Errorf("the same translation gives %+v", found)
	}
	found := run(t, lines(en, other, opts))
	if len(found) != 1 || !strings.Contains(found[0].Message, "{+") || !found[0].Evidence[0].Published && !found[0].Evidence[1].Published {
		t.Errorf("another translation gives %+v", found)
	}
}
