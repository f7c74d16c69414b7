package match

import (
	"testing"

	"bitext/corpus"
	"bitext/corpus/lang"
)

func found(code corpus.Lang, text string, terms ...string) []string {
	var list []Term
	for _, t := range terms {
		list = append(list, Term{Text: t})
	}
	var out []string
	for _, m := range New(list, code).Find(lang.For(code).Words(text)) {
		out = append(out, m.In(text))
	}
	return out
}

func TestFind(t *testing.T) {
	tests := []struct {
		code       corpus.Lang
		term, text string
		want       int
	}{
		{"en", "Member State", "The Member States and each member state's duty", 2},
		{"en", "data subject", "the data subject's consent and data subjects’ rights", 2},
		{"en", "health", "healthy people", 0},
		{"en", "NGO", "NGOs and an NGO, but ngo no", 2},
		{"en", "WHO", "those who ask the WHO", 1},
		{"en", "capacity-building", "capacity building and capacity-building", 2},
		{"fr", "plan d'action", "les plans d’action et un plan de l'action", 2},
		{"fr", "État Membre", "Les États Membres, l'Etat Membre", 2},
		{"fr", "coopération policière", "la coopération judiciaire et policière", 1},
		{"fr", "coopération policière", "la coopération judiciaire et la force policière", 0},
		{"fr", "coopération policière", "la coopération et l'entraide policières", 1},
		{"fr", "coopération policière", "la coopération judiciaire. La force policière", 0},
		{"fr", "État non partie", "les États parties et non parties", 1},
		{"fr", "éléments de preuve", "la preuve des éléments", 0},
		{"fr", "sous-comité", "Sous-Comité, sous‑comité", 2},
		{"fr", "ONU", "l'ONU et l’onu", 1},
		{"fr", "main-d'œuvre", "la main d'oeuvre", 1},
		{"es", "Estado Miembro", "Los Estados Miembros y el Estado miembro", 2},
		{"es", "cooperación policial", "la cooperación judicial y policial", 1},
		{"es", "plan de acción", "un plan de la acción, los planes de acción", 2},
		{"es", "policía", "la política", 0},
		{"ru", "судебное сотрудничество", "судебного и полицейского сотрудничества", 1},
		{"ru", "государство-член", "государствами-членами", 1},
		{"de", "technische Zusammenarbeit", "die technische und wirtschaftliche Zusammenarbeit", 1},
		{"ar", "تغير المناخ", "المعني بتغير المناخ، وتغيّر المناخ، ولتغير المناخ", 3},
		{"ar", "المساعدة التقنية", "وينبغي تقديم مساعدة تقنية", 1},
		{"ar", "تغير المناخ", "تغير المناطق", 0},
		{"zh", "气候变化", "关于气候变化的政策", 1},
		{"zh", "气候变化", "气候的变化", 0},
	}
	for _, c := range tests {
		if got := found(c.code, c.text, c.term); len(got) != c.want {
			t.Errorf("%s in %q: %q, want %d", c.term, c.text, got, c.want)
		}
	}
}

func TestLongestTermWins(t *testing.T) {
	got := found("en", "the World Health Organization and health", "health", "World Health Organization")
	if len(got) != 2 || got[0] != "World Health Organization" || got[1] != "health" {
		t.Errorf("got %q", got)
	}
}
