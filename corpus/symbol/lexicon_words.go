package symbol

import (
	"strings"

	"bitext/corpus"
)

// wideWords adds what more is known of some languages: units of time, what joins
// two days of a date, number words. Forms of one word are separated by "|".
func wideWords(l *lexicon, code corpus.Lang) {
	switch code {
	case "it":
		timeUnits(l, "ora|ore giorno|giorni settimana|settimane mese|mesi anno|anni")
		l.all(lexeme{class: rangeWord}, "al all a")
		l.all(lexeme{class: listWord}, "e o")
		l.all(lexeme{class: articleWord}, "il l del dell")
		l.numbered(cardinal, 2, 1, "due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove venti")
		l.numbered(cardinal, 30, 10, "trenta quaranta cinquanta sessanta settanta ottanta novanta")
		l.numbered(ordinalWord, 3, 1, "terzo|terza quarto|quarta quinto|quinta sesto|sesta settimo|settima ottavo|ottava nono|nona decimo|decima")
	case "pt":
		timeUnits(l, "hora|horas dia|dias semana|semanas mes|meses ano|anos")
		l.all(lexeme{class: rangeWord}, "a ao")
		l.all(lexeme{class: listWord}, "e ou")
		l.numbered(cardinal, 2, 1, "dois|duas tres quatro cinco seis sete oito nove dez onze doze treze catorze|quatorze quinze dezasseis|dezesseis dezassete|dezessete dezoito dezanove|dezenove vinte")
		l.numbered(cardinal, 30, 10, "trinta quarenta cinquenta sessenta setenta oitenta noventa")
		l.numbered(ordinalWord, 3, 1, "terceiro|terceira quarto|quarta quinto|quinta sexto|sexta setimo|setima oitavo|oitava nono|nona decimo|decima")
	case "nl":
		timeUnits(l, "uur|uren dag|dagen week|weken maand|maanden jaar|jaren")
		l.all(lexeme{class: rangeWord}, "tot")
		l.all(lexeme{class: listWord}, "en of")
		l.numbered(cardinal, 2, 1, "twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien twintig")
		l.numbered(cardinal, 30, 10, "dertig veertig vijftig zestig zeventig tachtig negentig")
	case "pl":
		timeUnits(l, "godzina|godziny|godzin dzień|dni tydzień|tygodnie|tygodni miesiąc|miesiące|miesięcy rok|lata|lat")
		l.all(lexeme{class: rangeWord}, "do")
		l.all(lexeme{class: listWord}, "i lub")
	case "sv", "da", "no":
		timeUnits(l, "timme|timmar|time|timer dag|dagar|dage|dager vecka|veckor|uge|uger|uke|uker manad|manader|maned|maneder ar")
		l.all(lexeme{class: rangeWord}, "till til")
		l.all(lexeme{class: listWord}, "och og eller")
	}
}

// timeUnits adds the words for hour, day, week, month and year.
func timeUnits(l *lexicon, words string) {
	for n, forms := range fields(words) {
		unit := [...]string{"hour", "day", "week", "month", "year"}[n]
		l.all(lexeme{class: unitWord, unit: unit}, strings.ReplaceAll(forms, "|", " "))
	}
}
