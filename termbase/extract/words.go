package extract

import (
	"strings"

	"bitext/corpus"
)

// poorWords lists words with which no term begins or ends, though their part of
// speech would allow it: they count, order, point or weigh. Written for this
// project.
func poorWords(code corpus.Lang) map[string]bool {
	list := poorEnglish
	if code == corpus.French {
		list = poorFrench
	}
	words := map[string]bool{}
	for _, w := range strings.Fields(list) {
		words[w] = true
	}
	return words
}

const poorEnglish = `same many other others several case cases way ways year years month months week weeks day days time times
	such certain various own first second third fourth fifth sixth seventh eighth ninth tenth last next previous former latter
	following above below more most less least much few further additional particular possible important necessary
	different new good great large small high low long short able available likely relevant appropriate
	recent current main major example examples thing things lot number part parts kind kinds sort sorts type types
	fact point order view regard respect addition accordance connection relation basis end beginning
	one two three four five six seven eight nine ten both only well also very etc inter alia today
	hereinafter thereto thereof therein thereby herein hereby aforementioned abovementioned said
	be have do make take give get see use become include mr mrs ms sir yes no not`

const poorFrench = `même mêmes autre autres plusieurs cas fois façon manière an ans année années mois semaine semaines jour jours temps
	tel telle tels telles certain certaine certains certaines divers diverses propre premier première premiers premières
	deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième dernier dernière derniers dernières
	prochain prochaine suivant suivante suivants suivantes précédent précédente plus moins nombreux nombreuses
	particulier particulière possible possibles important importante importants importantes nécessaire nécessaires
	différent différente différents différentes nouveau nouvel nouvelle nouveaux nouvelles bon bonne grand grande grands grandes
	petit petite petits petites seul seule seuls seules tout toute tous toutes chaque quelque quelques
	exemple exemples chose choses nombre partie parties sorte sortes type types fait point ordre vue égard cadre
	matière sens titre lieu moyen fin début base suite présent présente présents présentes dit dite lequel
	dudit ledit ladite lesdits lesdites desdits desdites susmentionné susvisé ci-après ci-dessus ci-dessous précité
	être avoir faire prendre donner mettre pouvoir devoir vouloir savoir voir aller mme etc ainsi notamment aujourd'hui`

// structureWords name parts of documents and dates: they repeat in every text.
func structureWords(code corpus.Lang) map[string]bool {
	list := structureEnglish
	if code == corpus.French {
		list = structureFrench
	}
	words := map[string]bool{}
	for _, w := range strings.Fields(list) {
		words[w] = true
	}
	return words
}

const structureEnglish = `annex article paragraph subparagraph section chapter page figure table footnote heading appendix title para
	thereof herein hereby january february march april may june july august september october november december
	monday tuesday wednesday thursday friday saturday sunday`

const structureFrench = `annexe article paragraphe alinéa section chapitre page figure tableau note rubrique appendice titre
	janvier février mars avril mai juin juillet août septembre octobre novembre décembre
	lundi mardi mercredi jeudi vendredi samedi dimanche`
