package invent

import "strings"

// noun is a thing in both languages.
type noun struct {
	en, ens string // singular and plural
	fr, frs string
	fem     bool
}

// quality is an adjective in both languages: the French behind its noun.
type quality struct {
	en       string
	fr, frs  string // masculine
	fra, frf string // feminine
}

// nouns reads lines "plan plans plan plans m"; an underscore is a space.
func nouns(list string) []noun {
	var out []noun
	for line := range strings.Lines(list) {
		f := strings.Fields(strings.ReplaceAll(line, "_", "\u00a0"))
		for i := range f {
			f[i] = strings.ReplaceAll(f[i], "\u00a0", " ")
		}
		if len(f) == 5 {
			out = append(out, noun{f[0], f[1], f[2], f[3], f[4] == "f"})
		}
	}
	return out
}

// heads are the nouns that terms are made of, the most frequent first.
const heads = `
plan plans plan plans m
programme programmes programme programmes m
agreement agreements accord accords m
assessment assessments évaluation évaluations f
committee committees comité comités m
measure measures mesure mesures f
system systems système systèmes m
network networks réseau réseaux m
authority authorities autorité autorités f
strategy strategies stratégie stratégies f
procedure procedures procédure procédures f
report reports rapport rapports m
standard standards norme normes f
service services service services m
council councils conseil conseils m
framework frameworks cadre cadres m
inspection inspections inspection inspections f
licence licences permis permis m
register registers registre registres m
fund funds fonds fonds m
survey surveys enquête enquêtes f
laboratory laboratories laboratoire laboratoires m
agency agencies organisme organismes m
treaty treaties traité traités m
training_course training_courses formation formations f
database databases base_de_données bases_de_données f
guideline guidelines directive directives f
warning warnings alerte alertes f
reserve reserves réserve réserves f
station stations station stations f
harbour harbours port ports m
bridge bridges pont ponts m
canal canals canal canaux m
forest forests forêt forêts f
hospital hospitals hôpital hôpitaux m
school schools école écoles f
contract contracts contrat contrats m
tribunal tribunals tribunal tribunaux m
archive archives archive archives f
budget budgets budget budgets m
`

// fields are the nouns that narrow a term from behind in French and from the front
// in English: "water plan", "plan des eaux".
const fields = `
water water eau eaux f
risk risk risque risques m
road road route routes f
seed seed semence semences f
fishing fishing pêche pêches f
river_basin river_basin bassin_fluvial bassins_fluviaux m
mining mining mine mines f
customs customs douane douanes f
land land terre terres f
flood flood inondation inondations f
housing housing logement logements m
waste waste déchet déchets m
energy energy énergie énergies f
language language langue langues f
vaccine vaccine vaccin vaccins m
safety safety danger dangers m
crop crop récolte récoltes f
data data donnée données f
`

// qualities are adjectives "national national nationaux nationale nationales".
const qualities = `
national national nationaux nationale nationales
regional régional régionaux régionale régionales
annual annuel annuels annuelle annuelles
joint commun communs commune communes
technical technique techniques technique techniques
legal juridique juridiques juridique juridiques
voluntary volontaire volontaires volontaire volontaires
provisional provisoire provisoires provisoire provisoires
environmental environnemental environnementaux environnementale environnementales
scientific scientifique scientifiques scientifique scientifiques
urban urbain urbains urbaine urbaines
coastal côtier côtiers côtière côtières
digital numérique numériques numérique numériques
bilateral bilatéral bilatéraux bilatérale bilatérales
rural rural ruraux rurale rurales
permanent permanent permanents permanente permanentes
industrial industriel industriels industrielle industrielles
medical médical médicaux médicale médicales
statistical statistique statistiques statistique statistiques
transboundary transfrontière transfrontières transfrontière transfrontières
multilingual multilingue multilingues multilingue multilingues
hydrological hydrologique hydrologiques hydrologique hydrologiques
`

func adjectives(list string) []quality {
	var out []quality
	for line := range strings.Lines(list) {
		if f := strings.Fields(line); len(f) == 5 {
			out = append(out, quality{f[0], f[1], f[2], f[3], f[4]})
		}
	}
	return out
}

// elides reports whether le, la, de lose their vowel before a word. The words of
// this package with h are silent ("hôpital").
func elides(word string) bool {
	return strings.ContainsAny(word[:1], "aeiouh") || strings.HasPrefix(word, "é") || strings.HasPrefix(word, "ê")
}

// the is a French noun with the article, "de" or "à" before it.
func the(before, word string, fem, plural bool) string {
	article := map[string][4]string{
		"":   {"le ", "la ", "l’", "les "},
		"de": {"du ", "de la ", "de l’", "des "},
		"à":  {"au ", "à la ", "à l’", "aux "},
	}[before]
	switch {
	case plural:
		return article[3] + word
	case elides(word):
		return article[2] + word
	case fem:
		return article[1] + word
	}
	return article[0] + word
}
