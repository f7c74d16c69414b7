package lexicon

import (
	"bytes"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"bitext/corpus"
)

// Writing that is not words between spaces, or hides the beginnings of words.

// ideographs adds the units of a run of letters that are words by themselves:
// their overlapping pairs, since most words of Japanese and Thai have two characters
// and more, or the one that stands alone. Those of Chinese have two as well, but too
// few pairs come again within one document to be learned, so there each Han character
// is a unit; on novels that is worth seven points of strict F1. Numbers in Chinese
// characters are added as digits. The run's length in bytes is returned.
func ideographs(buf []byte, text string, lang corpus.Lang, add func(unit []byte)) int {
	end, before, runes := 0, 0, 0
	for end < len(text) {
		r, size := utf8.DecodeRuneInString(text[end:])
		if classify(r) != ideograph {
			break
		}
		if n := numeral(text, end); n > size || n > 0 && strings.HasSuffix(text[:end], "第") {
			if runes == 1 {
				add(append(buf[:0], text[before:end]...))
			}
			add(appendNumeral(buf[:0], text[end:end+n]))
			end += n
			before, runes = end, 0
			continue
		}
		if lang == corpus.Chinese && unicode.Is(unicode.Han, r) {
			if runes == 1 {
				add(append(buf[:0], text[before:end]...))
			}
			add(append(buf[:0], text[end:end+size]...))
			end += size
			before, runes = end, 0
			continue
		}
		if runes > 0 {
			add(append(buf[:0], text[before:end+size]...))
			_, first := utf8.DecodeRuneInString(text[before:])
			before += first
		}
		runes++
		end += size
	}
	if runes == 1 {
		add(append(buf[:0], text[before:end]...))
	}
	return end
}

// Digits and powers of ten in Chinese characters.
const (
	hanDigits = "〇一二三四五六七八九"
	hanPowers = "十百千"
)

// numeral is the length in bytes of the run of Chinese numerals at i.
func numeral(text string, i int) int {
	end := i
	for end < len(text) {
		r, size := utf8.DecodeRuneInString(text[end:])
		if r != '零' && !strings.ContainsRune(hanDigits, r) && !strings.ContainsRune(hanPowers, r) {
			break
		}
		end += size
	}
	return end - i
}

// appendNumeral appends a number below ten thousand, or a row of digits, as
// ASCII digits: 二十三 is 23, 一九四八 is 1948.
func appendNumeral(buf []byte, text string) []byte {
	if !strings.ContainsAny(text, hanPowers) {
		for _, r := range text {
			buf = append(buf, byte('0'+max(0, hanDigit(r))))
		}
		return buf
	}
	total, digit := 0, 0
	for _, r := range text {
		power := 1
		switch r {
		case '十':
			power = 10
		case '百':
			power = 100
		case '千':
			power = 1000
		default:
			digit = max(0, hanDigit(r))
			continue
		}
		total += max(1, digit) * power
		digit = 0
	}
	return strconv.AppendInt(buf, int64(total+digit), 10)
}

func hanDigit(r rune) int {
	if at := strings.IndexRune(hanDigits, r); at >= 0 {
		return at / len("一")
	}
	return -1
}

// arabicLeast is how many letters stay of a word at least.
const arabicLeast = 3

// bareArabic takes the conjunctions, prepositions and the article that Arabic
// writes together with a word off its front (after the light stemmers of
// Larkey, Ballesteros and Connell, 2007).
func bareArabic(word []byte) []byte {
	rest := word
	cut := func(prefixes ...string) {
		for _, p := range prefixes {
			if after, found := bytes.CutPrefix(rest, []byte(p)); found && utf8.RuneCount(after) >= arabicLeast {
				rest = after
				return
			}
		}
	}
	cut("و", "ف")
	cut("بال", "كال", "ال", "لل")
	return rest
}
