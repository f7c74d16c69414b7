package extract

import (
	"strings"

	"bitext/corpus"
)

// listed is the set of the words of a list: the French one for French, else the
// English one.
func listed(code corpus.Lang, english, french string) map[string]bool {
	list := english
	if code == corpus.French {
		list = french
	}
	words := map[string]bool{}
	for _, w := range strings.Fields(list) {
		words[w] = true
	}
	return words
}

// poorWords lists words with which no term begins or ends, though their part of
// speech would allow it: they count, order, point or weigh. Written for this
// project.
func poorWords(code corpus.Lang) map[string]bool { return listed(code, poorEnglish, poorFrench) }

const poorEnglish = `same many other others several way ways year years month months week weeks day days time times
	such certain various own first second fourth fifth sixth seventh eighth ninth tenth last next previous former latter
	following above below more most less least much few further additional particular possible important necessary
	different new great large small high low long short able available likely relevant appropriate
	recent current main major example examples thing things lot number kind kinds sort sorts type types
	view regard respect addition accordance connection relation end beginning
	one two three four five six seven eight nine ten both only well also very etc inter alia today
	hereinafter thereto thereof therein thereby herein hereby aforementioned abovementioned said
	applicable concerned existing adequate sufficient subsequent overall entire
	use mr mrs ms sir yes no not cent percent distr`

const poorFrench = `même mêmes autre autres plusieurs fois façon manière an ans année années mois semaine semaines jour jours temps
	tel telle tels telles certain certaine certains certaines divers diverses propre premier première premiers premières
	deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième dernier dernière derniers dernières
	prochain prochaine suivant suivante suivants suivantes précédent précédente plus moins nombreux nombreuses
	particulier particulière possible possibles important importante importants importantes nécessaire nécessaires
	différent différente différents différentes nouveau nouvel nouvelle nouveaux nouvelles grand grande grands grandes
	petit petite petits petites seul seule seuls seules tout toute tous toutes chaque quelque quelques
	exemple exemples chose choses nombre sorte sortes type types vue égard
	matière fin début suite présent présente présents présentes dit dite lequel
	dudit ledit ladite lesdits lesdites desdits desdites susmentionné susvisé ci-après ci-dessus ci-dessous précité
	applicable concerné concernée concernés concernées visé visée visés visées commis commise commises
	existant existante existants existantes éventuel actuel approprié appropriée appropriés appropriées adéquat suffisant
	ultérieur futur récent véritable supplémentaire relatif pertinent
	mme etc ainsi notamment aujourd'hui ère ème ième eme cent pourcent distr`

// vagueWords lists words that are no terms alone, nor with what a preposition
// joins to them ("case of", "cadre de"), but make terms with others ("legal
// basis", "cadre juridique"). Written for this project.
func vagueWords(code corpus.Lang) map[string]bool { return listed(code, vagueEnglish, vagueFrench) }

const (
	vagueEnglish = `case basis part point order good third fact`
	vagueFrench  = `cadre base ordre point fait cas bon partie sens titre lieu moyen forme niveau`
)

// relationalFrench lists the lemmas of French adjectives and participles that join a complement
// to a noun. Written for this project.
const relationalFrench = `relatif afférent propre conforme lié lier dû devoir destiné destiner chargé charger visé viser`

// lightVerbs lists verbs that are too general for a term; as nouns ("pouvoir",
// "avoir") they may be one. Written for this project.
func lightVerbs(code corpus.Lang) map[string]bool { return listed(code, lightEnglish, lightFrench) }

const (
	lightEnglish = `be have do make take give get see use become include go come say know want need let put keep find`
	lightFrench  = `être avoir faire prendre donner mettre pouvoir devoir vouloir savoir voir aller venir dire falloir laisser trouver`
)

// degreeWords lists the words behind which an adjective says how much rather than of which
// kind ("very young", "plus grave"). Written for this project.
func degreeWords(code corpus.Lang) map[string]bool {
	return listed(code, degreeEnglish, degreeFrench)
}

const (
	degreeEnglish = `very more most too so less least quite extremely rather fairly equally as how highly particularly increasingly`
	degreeFrench  = `très plus moins trop si assez aussi extrêmement particulièrement tout fort combien bien`
)

// prefixes lists parts of words that writers leave apart ("anticorps anti nucléaires",
// "nodule intra kystique"): no term ends with them. Written for this project.
func prefixes(code corpus.Lang) map[string]bool { return listed(code, prefixesEnglish, prefixesFrench) }

const (
	prefixesEnglish = `anti inter intra extra infra supra pre peri pluri multi pseudo semi hyper hypo trans`
	prefixesFrench  = `anti inter intra extra infra supra pré péri pluri multi pseudo semi demi hyper hypo trans`
)

// structureWords name parts of documents and dates: they repeat in every text.
func structureWords(code corpus.Lang) map[string]bool {
	return listed(code, structureEnglish, structureFrench)
}

const structureEnglish = `annex article paragraph subparagraph section chapter page figure table footnote heading appendix title para
	thereof herein hereby january february march april may june july august september october november december
	monday tuesday wednesday thursday friday saturday sunday`

const structureFrench = `annexe article paragraphe alinéa section chapitre page figure tableau note rubrique appendice titre
	janvier février mars avril mai juin juillet août septembre octobre novembre décembre
	lundi mardi mercredi jeudi vendredi samedi dimanche`

// joinersOf lists the small words that names of bodies and instruments hold; nil
// for a language of which that is not known, where any may stand.
func joinersOf(code corpus.Lang) []string {
	switch code {
	case corpus.English:
		return []string{"of", "for", "on", "in", "against", "to", "and", "&", "the"}
	case corpus.French:
		return []string{"de", "d'", "du", "des", "à", "au", "aux", "en", "pour", "sur", "contre", "et", "la", "le", "les", "l'"}
	}
	return nil
}

// numbersOf gives the numbers of words; nil for none.
func (s *side) numbersOf(words []string) map[uint32]bool {
	if words == nil {
		return nil
	}
	set := map[string]bool{}
	for _, w := range words {
		set[w] = true
	}
	return s.numbered(set)
}

// numbered gives the numbers of a set of words.
func (s *side) numbered(words map[string]bool) map[uint32]bool {
	set := map[uint32]bool{}
	for w := range words {
		if id, known := s.number[w]; known {
			set[id] = true
		}
	}
	return set
}
