package symbol

import (
	"sync"

	"bitext/corpus"
)

// wide is what is known of a language that has no lexicon of its own: enough to
// read its numbers and dates.
type wide struct {
	months  string // from January on, forms of one separated by "|"
	scales  string // words for 10^3, 10^6, 10^9, the forms of one separated by "|", "-" where there is none
	percent string // words for per cent
	of      string // words between day, month and year
	points  bool   // a point stands before decimals, not a comma
}

// wideLanguages lists them by code. The names of the months are those of the
// CLDR, in the forms that dates and running text have.
func wideLanguages() map[corpus.Lang]wide {
	return map[corpus.Lang]wide{
		"pt": {"janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro", "mil milhão|milhões bilhão|bilhões", "", "de", false},
		"it": {"gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre", "mila|mille milione|milioni miliardo|miliardi", "", "", false},
		"ca": {"gener febrer març abril maig juny juliol agost setembre octubre novembre desembre", "mil milió|milions -", "", "de d", false},
		"ro": {"ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie", "mie|mii milion|milioane miliard|miliarde", "", "", false},
		"nl": {"januari februari maart april mei juni juli augustus september oktober november december", "duizend miljoen miljard", "procent", "", false},
		"sv": {"januari februari mars april maj juni juli augusti september oktober november december", "tusen miljon|miljoner miljard|miljarder", "procent", "", false},
		"da": {"januar februar marts april maj juni juli august september oktober november december", "tusind|tusinde million|millioner milliard|milliarder", "procent", "", false},
		"no": {"januar februar mars april mai juni juli august september oktober november desember", "tusen million|millioner milliard|milliarder", "prosent", "", false},
		"fi": {
			"tammikuu|tammikuuta helmikuu|helmikuuta maaliskuu|maaliskuuta huhtikuu|huhtikuuta toukokuu|toukokuuta kesäkuu|kesäkuuta heinäkuu|heinäkuuta elokuu|elokuuta syyskuu|syyskuuta lokakuu|lokakuuta marraskuu|marraskuuta joulukuu|joulukuuta",
			"tuhat|tuhatta miljoona|miljoonaa miljardi|miljardia", "prosentti|prosenttia", "", false,
		},
		"pl": {
			"stycznia|styczeń|styczniu lutego|luty|lutym marca|marzec|marcu kwietnia|kwiecień|kwietniu maja|maj|maju czerwca|czerwiec|czerwcu lipca|lipiec|lipcu sierpnia|sierpień|sierpniu września|wrzesień|wrześniu października|październik|październiku listopada|listopad|listopadzie grudnia|grudzień|grudniu",
			"tysiąc|tysiące|tysięcy|tys milion|miliony|milionów|mln miliard|miliardy|miliardów|mld", "procent|procenta", "", false,
		},
		"cs": {
			"ledna|leden|lednu února|únor|únoru března|březen|březnu dubna|duben|dubnu května|květen|květnu června|červen|červnu července|červenec|červenci srpna|srpen|srpnu září října|říjen|říjnu listopadu|listopad prosince|prosinec|prosinci",
			"tisíc|tisíce milion|miliony|milionů|mil miliarda|miliardy|miliard|mld", "procento|procenta|procent", "", false,
		},
		"sk": {
			"januára|január februára|február marca|marec apríla|apríl mája|máj júna|jún júla|júl augusta|august septembra|september októbra|október novembra|november decembra|december",
			"tisíc milión|milióny|miliónov|mil miliarda|miliardy|miliárd|mld", "percento|percentá|percent", "", false,
		},
		"tr": {"ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık", "bin milyon milyar", "", "", false},
		"hu": {"január februar|február március április május június július augusztus szeptember október november december", "ezer millió milliárd", "százalék|százaléka", "", false},
		"el": {
			"ιανουαρίου|ιανουάριο φεβρουαρίου|φεβρουάριο μαρτίου|μάρτιο απριλίου|απρίλιο μαΐου|μάιο ιουνίου|ιούνιο ιουλίου|ιούλιο αυγούστου|αύγουστο σεπτεμβρίου|σεπτέμβριο οκτωβρίου|οκτώβριο νοεμβρίου|νοέμβριο δεκεμβρίου|δεκέμβριο",
			"χιλιάδες εκατομμύριο|εκατομμύρια δισεκατομμύριο|δισεκατομμύρια", "", "", false,
		},
		"uk": {
			"січня|січень|січні лютого|лютий|лютому березня|березень|березні квітня|квітень|квітні травня|травень|травні червня|червень|червні липня|липень|липні серпня|серпень|серпні вересня|вересень|вересні жовтня|жовтень|жовтні листопада|листопад|листопаді грудня|грудень|грудні",
			"тисяча|тисячі|тисяч|тис мільйон|мільйони|мільйонів|млн мільярд|мільярди|мільярдів|млрд", "відсоток|відсотка|відсотків", "", false,
		},
		"bg": {"януари февруари март април май юни юли август септември октомври ноември декември", "хиляда|хиляди милион|милиона|млн милиард|милиарда|млрд", "процент|процента", "", false},
		"id": {"januari februari maret april mei juni juli agustus september oktober november desember", "ribu juta miliar", "persen", "", false},
		"hi": {"जनवरी फ़रवरी|फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर|सितम्बर अक्टूबर|अक्तूबर नवंबर|नवम्बर दिसंबर|दिसम्बर", "हज़ार|हजार - अरब", "प्रतिशत", "", true},
		"he": {
			"ינואר|בינואר פברואר|בפברואר מרץ|במרץ אפריל|באפריל מאי|במאי יוני|ביוני יולי|ביולי אוגוסט|באוגוסט ספטמבר|בספטמבר אוקטובר|באוקטובר נובמבר|בנובמבר דצמבר|בדצמבר",
			"אלף|אלפים מיליון מיליארד", "אחוז|אחוזים", "", true,
		},
		"fa": {"ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر", "هزار میلیون میلیارد", "درصد", "", true},
		"ja": {points: true}, "ko": {points: true}, "th": {points: true}, "ms": {points: true},
	}
}

// widened makes the lexicons of the languages, each when it is first wanted.
var widened = sync.OnceValue(func() map[corpus.Lang]func() *lexicon {
	out := map[corpus.Lang]func() *lexicon{}
	for code, w := range wideLanguages() {
		out[code] = sync.OnceValue(func() *lexicon { return w.lexicon(code) })
	}
	return out
})

func (w wide) lexicon(code corpus.Lang) *lexicon {
	l := newLexicon(code, ',', '.', true, "")
	if w.points {
		l.decimal, l.group = '.', ','
	}
	for n, word := range fields(w.months) {
		l.spell(word, lexeme{class: monthWord, n: int64(n + 1)})
	}
	n := int64(1)
	for _, word := range fields(w.scales) {
		if n *= 1000; word != "-" {
			l.spell(word, lexeme{class: scaleWord, n: n})
		}
	}
	l.spell(w.percent, lexeme{class: percentWord, unit: "%"})
	for _, word := range fields(w.of) {
		l.spell(word, lexeme{class: ofWord})
	}
	wideWords(l, code)
	switch code {
	case "ja":
		l.spell("万|萬", lexeme{class: scaleWord, n: 1e4})
		l.spell("億", lexeme{class: scaleWord, n: 1e8})
	case "ko":
		l.spell("만", lexeme{class: scaleWord, n: 1e4})
		l.spell("억", lexeme{class: scaleWord, n: 1e8})
	case "hi":
		l.spell("लाख", lexeme{class: scaleWord, n: 1e5})
		l.spell("करोड़", lexeme{class: scaleWord, n: 1e7})
	case "pt", "it":
		l.spell(map[corpus.Lang]string{"pt": "por", "it": "per"}[code], lexeme{class: percentLead})
	}
	return l.done()
}

// spell gives the forms of a word, as written, the same lexeme.
func (l *lexicon) spell(forms string, x lexeme) {
	for _, form := range split(forms, '|') {
		var folded []byte
		for _, r := range form {
			folded = appendFolded(folded, r)
		}
		l.words[string(folded)] = x
	}
}
