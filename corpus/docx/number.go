package docx

import (
	"strconv"
	"strings"

	"bitext/corpus/text"
)

// writeNumber writes a number in one of Word's formats. Formats that are not
// known, and numbers as words, come in Arabic digits.
func writeNumber(n int, format string) string {
	switch format {
	case "none":
		return ""
	case "lowerLetter":
		return text.Letters(n, 'a')
	case "upperLetter":
		return text.Letters(n, 'A')
	case "lowerRoman":
		return strings.ToLower(text.Roman(n))
	case "upperRoman":
		return text.Roman(n)
	case "decimalZero":
		if n < 10 {
			return "0" + strconv.Itoa(n)
		}
	case "decimalEnclosedParen":
		return "(" + strconv.Itoa(n) + ")"
	case "decimalEnclosedFullstop":
		return strconv.Itoa(n) + "."
	case "numberInDash":
		return "- " + strconv.Itoa(n) + " -"
	case "ordinal":
		return ordinal(n)
	case "russianUpper":
		return strings.ToUpper(nth(n, alphabets["russianLower"]))
	case "chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCountingThousand", "ideographDigital":
		return chinese(n)
	}
	return nth(n, alphabets[format])
}

// ordinal writes 1st, 2nd, 3rd, 4th, as Word does in English.
func ordinal(n int) string {
	ending := "th"
	if n/10%10 != 1 {
		switch n % 10 {
		case 1:
			ending = "st"
		case 2:
			ending = "nd"
		case 3:
			ending = "rd"
		}
	}
	return strconv.Itoa(n) + ending
}

// alphabets are the letters and signs that count, by the name of the format
// (ECMA-376 part 1, 17.18.59).
var alphabets = map[string]string{
	"russianLower":          "абвгдежзиклмнопрстуфхцчшщэюя", // without ё, й, ъ, ы, ь
	"arabicAlpha":           "أبتثجحخدذرزسشصضطظعغفقكلمنهوي",
	"arabicAbjad":           "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ",
	"hebrew2":               "אבגדהוזחטיכלמנסעפצקרשת",
	"thaiLetters":           "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ",
	"ganada":                "가나다라마바사아자차카타파하",
	"chosung":               "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ",
	"aiueoFullWidth":        "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン",
	"irohaFullWidth":        "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン",
	"ideographTraditional":  "甲乙丙丁戊己庚辛壬癸",
	"ideographZodiac":       "子丑寅卯辰巳午未申酉戌亥",
	"decimalEnclosedCircle": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
}

// nth gives a letter of an alphabet by its number, from 1.
func nth(n int, alphabet string) string {
	for _, r := range alphabet {
		if n--; n == 0 {
			return string(r)
		}
	}
	return strconv.Itoa(n + len([]rune(alphabet)))
}

// chinese writes 1 to 99 in Chinese characters: 一, 十, 十二, 二十三.
func chinese(n int) string {
	digits := []rune("〇一二三四五六七八九")
	if n < 1 || n > 99 {
		return strconv.Itoa(n)
	}
	s := ""
	if n >= 20 {
		s = string(digits[n/10])
	}
	if n >= 10 {
		s += "十"
	}
	if n%10 > 0 {
		s += string(digits[n%10])
	}
	return s
}
