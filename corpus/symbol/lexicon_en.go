package symbol

import (
	"sync"

	"bitext/corpus"
)

// english holds the words of facts in English: number words as in any
// grammar, references as the editorial manual of the United Nations and acts
// of parliament abbreviate them.
var english = sync.OnceValue(func() *lexicon {
	l := newLexicon(corpus.English, '.', ',', false, "st nd rd th ST ND RD TH")
	l.numbered(cardinal, 2, 1, "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
	l.numbered(cardinal, 20, 10, "twenty thirty forty|fourty fifty sixty seventy eighty ninety")
	l.all(lexeme{class: cardinal}, "zero")
	l.all(lexeme{class: hundredWord, n: 100}, "hundred")
	l.all(lexeme{class: scaleWord, n: 1e3}, "thousand")
	l.all(lexeme{class: scaleWord, n: 1e6}, "million mn")
	l.all(lexeme{class: scaleWord, n: 1e9}, "billion bn")
	l.all(lexeme{class: scaleWord, n: 1e12}, "trillion")
	l.all(lexeme{class: weakWord, n: 1}, "one once single sole a an unique alone only")
	l.all(lexeme{class: weakWord, n: 1, unit: "ordinal"}, "first firstly")
	l.all(lexeme{class: weakWord, n: 2, unit: "ordinal"}, "second secondly")
	l.all(lexeme{class: weakWord, n: 2}, "both twice pair couple double dual bilateral either twofold")
	l.all(lexeme{class: weakWord, n: 3}, "thrice triple trilateral threefold quarterly")
	l.all(lexeme{class: weakWord, n: 4}, "quadruple fourfold")
	l.all(lexeme{class: weakWord, n: 10}, "decade decades tenfold")
	l.all(lexeme{class: weakWord, n: 12}, "noon midday")
	l.all(lexeme{class: weakWord, n: 15}, "fortnight fortnightly")
	l.all(lexeme{class: weakWord, n: 100}, "century centuries centenary")
	l.numbered(ordinalWord, 3, 1, "third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth")
	l.numbered(ordinalWord, 30, 10, "thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth hundredth")
	l.all(lexeme{class: ordinalWord, n: 1000}, "thousandth")
	l.all(lexeme{class: collective, n: 12}, "dozen")
	l.all(lexeme{class: fractionWord, n: 2}, "half halves")
	l.numbered(fractionWord, 3, 1, "thirds quarters|fourths fifths sixths sevenths eighths ninths tenths")
	l.all(lexeme{class: fractionWord, n: 4}, "quarter")
	l.numbered(decadeWord, 1920, 10, "twenties thirties forties fifties sixties seventies eighties nineties")
	l.numbered(monthWord, 1, 1, "january|jan february|feb march| april|apr may| june|jun july|jul august|aug september|sept|sep october|oct november|nov december|dec")
	l.numbered(weekdayWord, 1, 1, "monday tuesday wednesday thursday friday saturday sunday")
	l.all(lexeme{class: weakMonth, n: 3}, "march mar")
	l.all(lexeme{class: weakMonth, n: 5}, "may")
	englishReferences(l)
	englishUnits(l)
	return l.done()
})

func englishReferences(l *lexicon) {
	ref := func(unit, words string) { l.all(lexeme{class: refWord, unit: unit}, words) }
	ref("para", "paragraph paragraphs para paras subparagraph subparagraphs subpara subparas subsection subsections")
	ref("article", "article articles art arts")
	ref("section", "section sections sect sects clause clauses subclause subclauses division divisions subdivision subdivisions")
	ref("chapter", "chapter chapters chap chaps subchapter")
	ref("part", "part parts subpart subparts title titles")
	ref("annex", "annex annexes appendix appendices schedule schedules attachment attachments")
	ref("table", "table tables")
	ref("figure", "figure figures fig figs box chart map")
	ref("note", "footnote footnotes note notes")
	ref("rule", "rule rules regulation regulations principle principles guideline guidelines")
	ref("item", "item items goal goals target targets recommendation recommendations point points")
	ref("page", "page pages p pp")
	ref("volume", "volume volumes vol vols book")
	ref("supplement", "supplement")
	l.all(lexeme{class: resolutionWord}, "resolution resolutions decision decisions")
	l.all(lexeme{class: salesWord}, "sales")
	l.all(lexeme{class: numberSign}, "no nos number numbers")
}

func englishUnits(l *lexicon) {
	unit := func(unit, words string) { l.all(lexeme{class: unitWord, unit: unit}, words) }
	unit("second", "seconds")
	unit("minute", "minute minutes min")
	unit("hour", "hour hours hr hrs")
	unit("day", "day days")
	unit("week", "week weeks")
	unit("month", "month months")
	unit("year", "year years")
	unit("km", "km kilometre kilometres kilometer kilometers")
	unit("m", "metre metres meter meters")
	unit("cm", "cm centimetre centimetres centimeter centimeters")
	unit("mm", "mm millimetre millimetres millimeter millimeters")
	unit("kg", "kg kilogram kilograms kilogramme kilogrammes")
	unit("g", "gram grams gramme grammes")
	unit("t", "ton tons tonne tonnes")
	unit("l", "litre litres liter liters")
	unit("ha", "ha hectare hectares")
	unit("mile", "mile miles")
	currency := func(unit, words string) { l.all(lexeme{class: currencyWord, unit: unit}, words) }
	currency("USD", "dollar dollars usd cad aud")
	currency("EUR", "euro euros eur")
	currency("GBP", "gbp sterling")
	currency("JPY", "yen jpy")
	currency("CHF", "franc francs chf")
	l.all(lexeme{class: percentWord, unit: "%"}, "percent pct")
	l.all(lexeme{class: percentLead}, "per")
	l.all(lexeme{class: articleWord}, "the")
	l.all(lexeme{class: rangeWord}, "to through until till")
	l.all(lexeme{class: listWord}, "and or")
	l.all(lexeme{class: ofWord}, "of day")
	l.all(lexeme{class: halfDay, n: 0}, "am")
	l.all(lexeme{class: halfDay, n: 12}, "pm")
}
