package symbol

import (
	"sync"

	"bitext/corpus"
)

// The languages of this file have their digits, months, common number words
// and words for references; Spells is false for them.

var spanish = sync.OnceValue(func() *lexicon {
	l := newLexicon(corpus.Spanish, ',', ' ', true, "o a er ra ro")
	l.numbered(cardinal, 2, 1, "dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve veinte veintiuno|veintiun|veintiuna veintidos veintitres veinticuatro veinticinco veintiseis veintisiete veintiocho veintinueve treinta")
	l.numbered(cardinal, 40, 10, "cuarenta cincuenta sesenta setenta ochenta noventa")
	l.all(lexeme{class: hundredWord, n: 100}, "cien ciento")
	l.all(lexeme{class: scaleWord, n: 1e3}, "mil miles")
	l.all(lexeme{class: scaleWord, n: 1e6}, "millon millones")
	l.all(lexeme{class: weakWord, n: 1}, "un una uno primer primero primera")
	l.all(lexeme{class: weakWord, n: 2}, "segundo segunda ambos ambas")
	l.numbered(ordinalWord, 3, 1, "tercero|tercera|tercer cuarto|cuarta quinto|quinta sexto|sexta septimo|septima octavo|octava noveno|novena decimo|decima")
	l.numbered(monthWord, 1, 1, "enero febrero marzo abril mayo junio julio agosto septiembre|setiembre octubre noviembre diciembre")
	l.numbered(weekdayWord, 1, 1, "lunes martes miercoles jueves viernes sabado domingo")
	ref := func(unit, words string) { l.all(lexeme{class: refWord, unit: unit}, words) }
	ref("para", "parrafo parrafos parr parrs apartado apartados")
	ref("article", "articulo articulos art arts")
	ref("section", "seccion secciones secc")
	ref("chapter", "capitulo capitulos cap")
	ref("annex", "anexo anexos apendice")
	ref("table", "cuadro cuadros")
	ref("figure", "grafico figura")
	ref("note", "nota notas")
	ref("item", "tema temas punto")
	l.all(lexeme{class: resolutionWord}, "resolucion resoluciones decision decisiones")
	l.all(lexeme{class: percentLead}, "por")
	l.all(lexeme{class: numberSign}, "num nums numero numeros")
	l.all(lexeme{class: articleWord}, "el los al del")
	l.all(lexeme{class: rangeWord}, "a al")
	l.all(lexeme{class: listWord}, "y o e")
	l.all(lexeme{class: ofWord}, "de")
	unit := func(unit, words string) { l.all(lexeme{class: unitWord, unit: unit}, words) }
	unit("hour", "hora horas")
	unit("day", "dia dias")
	unit("week", "semana semanas")
	unit("month", "mes meses")
	unit("year", "ano anos")
	l.all(lexeme{class: currencyWord, unit: "USD"}, "dolar dolares")
	l.all(lexeme{class: currencyWord, unit: "EUR"}, "euro euros")
	return l.done()
})

var german = sync.OnceValue(func() *lexicon {
	l := newLexicon(corpus.German, ',', '.', true, "")
	l.numbered(cardinal, 2, 1, "zwei drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn funfzehn sechzehn siebzehn achtzehn neunzehn")
	l.numbered(cardinal, 20, 10, "zwanzig dreissig|dreißig vierzig funfzig sechzig siebzig achtzig neunzig")
	l.all(lexeme{class: hundredWord, n: 100}, "hundert")
	l.all(lexeme{class: scaleWord, n: 1e3}, "tausend")
	l.all(lexeme{class: scaleWord, n: 1e6}, "million millionen mio")
	l.all(lexeme{class: scaleWord, n: 1e9}, "milliarde milliarden mrd")
	l.all(lexeme{class: weakWord, n: 1}, "ein eine einen einem einer eins erste erster ersten")
	l.all(lexeme{class: weakWord, n: 2}, "zweite zweiter zweiten beide beiden")
	l.numbered(monthWord, 1, 1, "januar|janner februar marz april mai juni juli august september oktober november dezember")
	ref := func(unit, words string) { l.all(lexeme{class: refWord, unit: unit}, words) }
	ref("para", "absatz abs ziffer ziff randnummer")
	ref("article", "artikel art")
	ref("section", "abschnitt paragraf paragraph")
	ref("chapter", "kapitel kap")
	ref("annex", "anhang anlage")
	ref("table", "tabelle")
	ref("figure", "abbildung abb")
	l.all(lexeme{class: resolutionWord}, "resolution resolutionen beschluss")
	l.all(lexeme{class: percentWord, unit: "%"}, "prozent")
	l.all(lexeme{class: numberSign}, "nr nummer")
	l.all(lexeme{class: rangeWord}, "bis")
	l.all(lexeme{class: listWord}, "und oder")
	timeUnits(l, "stunde|stunden tag|tage|tagen woche|wochen monat|monate|monaten jahr|jahre|jahren")
	for n, stem := range fields("dritte vierte funfte sechste siebte achte neunte zehnte elfte zwolfte") {
		for _, ending := range [...]string{"", "r", "n", "s", "m"} {
			l.words[stem+ending] = lexeme{class: ordinalWord, n: int64(n + 3)}
		}
	}
	return l.done()
})

var russian = sync.OnceValue(func() *lexicon {
	l := newLexicon(corpus.Russian, ',', ' ', true, "й го я е м х му ой ый")
	l.numbered(cardinal, 2, 1, "два|две|двух три|трех|трёх четыре|четырех|четырёх пять|пяти шесть|шести семь|семи восемь|восьми девять|девяти десять|десяти одиннадцать|одиннадцати двенадцать|двенадцати тринадцать|тринадцати четырнадцать|четырнадцати пятнадцать|пятнадцати шестнадцать|шестнадцати семнадцать|семнадцати восемнадцать|восемнадцати девятнадцать|девятнадцати")
	l.numbered(cardinal, 20, 10, "двадцать|двадцати тридцать|тридцати сорок|сорока пятьдесят|пятидесяти шестьдесят|шестидесяти семьдесят восемьдесят девяносто")
	l.all(lexeme{class: hundredWord, n: 100}, "сто ста")
	l.all(lexeme{class: scaleWord, n: 1e3}, "тысяча тысячи тысяч тыс")
	l.all(lexeme{class: scaleWord, n: 1e6}, "миллион миллиона миллионов млн")
	l.all(lexeme{class: scaleWord, n: 1e9}, "миллиард миллиарда миллиардов млрд")
	l.all(lexeme{class: weakWord, n: 1}, "один одна одно одного одной первый первая первого первой")
	l.all(lexeme{class: weakWord, n: 2}, "второй вторая второго обе оба")
	l.numbered(monthWord, 1, 1, "января|январь|январе февраля|февраль|феврале марта|март|марте апреля|апрель|апреле мая|май|мае июня|июнь|июне июля|июль|июле августа|август|августе сентября|сентябрь|сентябре октября|октябрь|октябре ноября|ноябрь|ноябре декабря|декабрь|декабре")
	ref := func(unit, words string) { l.all(lexeme{class: refWord, unit: unit}, words) }
	ref("para", "пункт пункта пункте пункты пунктов пунктах пунктом подпункт подпункта пп")
	ref("article", "статья статьи статье статей статьях статью ст")
	ref("section", "раздел раздела разделе")
	ref("chapter", "глава главы главе")
	ref("annex", "приложение приложения приложении")
	ref("table", "таблица таблице таблицы")
	l.all(lexeme{class: resolutionWord}, "резолюция резолюции резолюций резолюцию резолюцией резолюциях решение решения")
	l.all(lexeme{class: percentWord, unit: "%"}, "процент процента процентов")
	l.all(lexeme{class: rangeWord}, "до по")
	l.all(lexeme{class: listWord}, "и или")
	l.all(lexeme{class: hourLetter}, "ч")
	timeUnits(l, "час|часа|часов|часы день|дня|дней|дни неделя|недели|недель месяц|месяца|месяцев|месяцы лет")
	return l.done()
})

var arabic = sync.OnceValue(func() *lexicon {
	l := newLexicon(corpus.Arabic, '.', ',', true, "")
	l.numbered(monthWord, 1, 1, "يناير فبراير مارس أبريل|نيسان مايو|أيار يونيو|يونيه|حزيران يوليو|يوليه|تموز أغسطس|آب سبتمبر|أيلول أكتوبر نوفمبر ديسمبر")
	l.all(lexeme{class: scaleWord, n: 1e3}, "ألف")
	l.all(lexeme{class: scaleWord, n: 1e6}, "مليون ملايين")
	l.all(lexeme{class: scaleWord, n: 1e9}, "بليون مليار")
	l.all(lexeme{class: refWord, unit: "para"}, "الفقرة الفقرات فقرة")
	l.all(lexeme{class: refWord, unit: "article"}, "المادة المواد")
	l.all(lexeme{class: resolutionWord}, "القرار القرارات قرار المقرر")
	l.all(lexeme{class: percentWord, unit: "%"}, "بالمائة بالمئة")
	l.all(lexeme{class: percentLead}, "في")
	l.all(lexeme{class: rangeWord}, "إلى")
	l.all(lexeme{class: listWord}, "و")
	return l.done()
})

// chinese has a character as a word: 年, 月 and 日 stand behind their numbers, so
// dates are read by cjkDateAt.
var chinese = sync.OnceValue(func() *lexicon {
	l := newLexicon(corpus.Chinese, '.', ',', false, "")
	l.all(lexeme{class: scaleWord, n: 1e4}, "万")
	l.all(lexeme{class: scaleWord, n: 1e8}, "亿")
	l.numbered(numeral, 0, 1, "零|〇 一 二|两 三 四 五 六 七 八 九 十")
	l.all(lexeme{class: numeral, n: 100}, "百")
	l.all(lexeme{class: numeral, n: 1000}, "千")
	return l.done()
})
