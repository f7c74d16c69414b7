package symbol

import (
	"sync"

	"bitext/corpus"
)

// french holds the words of facts in French, of France, Belgium, Switzerland
// and Canada; references as the United Nations and acts of parliament
// abbreviate them. Words stand without their accents.
var french = sync.OnceValue(func() *lexicon {
	l := newLexicon(corpus.French, ',', ' ', true, "er ere re e eme ieme es emes iemes nd nde o ER RE E EME")
	l.numbered(cardinal, 2, 1, "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize")
	l.numbered(cardinal, 20, 10, "vingt|vingts trente quarante cinquante soixante septante huitante|octante nonante")
	l.all(lexeme{class: cardinal}, "zero")
	l.all(lexeme{class: hundredWord, n: 100}, "cent cents")
	l.all(lexeme{class: scaleWord, n: 1e3}, "mille milliers mil")
	l.all(lexeme{class: scaleWord, n: 1e6}, "million millions")
	l.all(lexeme{class: scaleWord, n: 1e9}, "milliard milliards md mds")
	l.all(lexeme{class: scaleWord, n: 1e12}, "billion billions")
	l.all(lexeme{class: weakWord, n: 1}, "un une seul seule unique uniquement")
	l.all(lexeme{class: weakWord, n: 1, unit: "ordinal"}, "premier premiere premiers premieres premierement")
	l.all(lexeme{class: weakWord, n: 2}, "double doubles bilateral bilaterale bilateraux bilaterales")
	l.all(lexeme{class: weakWord, n: 2, unit: "ordinal"}, "second seconde secondes seconds deuxieme deuxiemes deuxiemement")
	l.all(lexeme{class: weakWord, n: 3}, "triple trilateral trilaterale tripartite tierce tierces troisiemement trimestriel trimestrielle")
	l.all(lexeme{class: weakWord, n: 4}, "quadruple trimestre trimestres")
	l.all(lexeme{class: weakWord, n: 10}, "decennie decennies")
	l.all(lexeme{class: weakWord, n: 12}, "midi")
	l.all(lexeme{class: weakWord, n: 100}, "siecle siecles centenaire")
	l.numbered(ordinalWord, 1, 1, "unieme deuxieme| troisieme|troisiemes quatrieme|quatriemes cinquieme|cinquiemes sixieme|sixiemes septieme|septiemes huitieme|huitiemes neuvieme|neuviemes dixieme|dixiemes onzieme douzieme treizieme quatorzieme quinzieme seizieme")
	l.numbered(ordinalWord, 20, 10, "vingtieme trentieme quarantieme cinquantieme soixantieme septantieme huitantieme nonantieme centieme")
	l.all(lexeme{class: weakWord, n: 2, unit: "ordinal"}, "deuxieme")
	l.all(lexeme{class: ordinalWord, n: 1000}, "millieme")
	l.numbered(collective, 10, 5, "dizaine quinzaine vingtaine")
	l.numbered(collective, 30, 10, "trentaine | cinquantaine soixantaine")
	l.all(lexeme{class: weakWord, n: 40}, "quarantaine")
	l.all(lexeme{class: collective, n: 12}, "douzaine")
	l.all(lexeme{class: collective, n: 100}, "centaine")
	l.all(lexeme{class: collective, n: 1000}, "millier")
	l.all(lexeme{class: fractionWord, n: 2}, "demi demie demis moitie")
	l.all(lexeme{class: fractionWord, n: 3}, "tiers")
	l.all(lexeme{class: fractionWord, n: 4}, "quart quarts")
	l.all(lexeme{class: decadeLead}, "annees")
	l.numbered(monthWord, 1, 1, "janvier|janv fevrier|fevr mars avril|avr mai juin juillet|juil aout septembre|sept octobre|oct novembre|nov decembre|dec")
	l.all(lexeme{class: cardinal, n: 7}, "sept")
	frenchReferences(l)
	frenchUnits(l)
	return l.done()
})

func frenchReferences(l *lexicon) {
	ref := func(unit, words string) { l.all(lexeme{class: refWord, unit: unit}, words) }
	ref("para", "paragraphe paragraphes par alinea alineas al sous alineas")
	ref("article", "article articles art arts")
	ref("section", "section sections sect clause clauses division divisions")
	ref("chapter", "chapitre chapitres chap")
	ref("part", "partie parties titre titres")
	ref("annex", "annexe annexes appendice appendices")
	ref("table", "tableau tableaux")
	ref("figure", "figure figures fig encadre encadres graphique graphiques carte")
	ref("note", "note notes")
	ref("rule", "regle regles reglement principe principes directive directives")
	ref("item", "point points objectif objectifs cible cibles recommandation recommandations rubrique")
	ref("page", "page pages p pp")
	ref("volume", "volume volumes vol vols tome livre")
	ref("supplement", "supplement")
	delete(l.words, "sous")
	l.all(lexeme{class: resolutionWord}, "resolution resolutions decision decisions")
	l.all(lexeme{class: salesWord}, "vente")
	l.all(lexeme{class: numberSign}, "no nos numero numeros n")
}

func frenchUnits(l *lexicon) {
	unit := func(unit, words string) { l.all(lexeme{class: unitWord, unit: unit}, words) }
	unit("minute", "minute minutes min")
	unit("hour", "heure heures")
	unit("day", "jour jours")
	unit("week", "semaine semaines")
	unit("month", "mois")
	unit("year", "an ans annee")
	unit("km", "km kilometre kilometres")
	unit("m", "metre metres")
	unit("cm", "cm centimetre centimetres")
	unit("mm", "mm millimetre millimetres")
	unit("kg", "kg kilo kilos kilogramme kilogrammes")
	unit("g", "gramme grammes")
	unit("t", "tonne tonnes")
	unit("l", "litre litres")
	unit("ha", "ha hectare hectares")
	unit("mile", "mille-marin milles")
	currency := func(unit, words string) { l.all(lexeme{class: currencyWord, unit: unit}, words) }
	currency("USD", "dollar dollars usd cad aud")
	currency("EUR", "euro euros eur")
	currency("GBP", "gbp sterling")
	currency("JPY", "yen yens jpy")
	currency("CHF", "franc francs chf")
	l.all(lexeme{class: percentLead}, "pour")
	l.all(lexeme{class: articleWord}, "le les du au")
	l.all(lexeme{class: rangeWord}, "a au aux jusqu")
	l.all(lexeme{class: listWord}, "et ou")
	l.all(lexeme{class: ofWord}, "de")
	l.all(lexeme{class: hourLetter}, "h")
}
