package lexicon

import (
	"unicode"
	"unicode/utf8"

	"bitext/corpus"
)

// Units cuts text into the pieces that are compared across languages and calls
// add with each, in order: the stems of words, runs of digits, and the marks
// that translations keep (? ! ( ) : ; % and one sign for every kind of
// quotation mark). Of Han, kana and Thai letters each two that stand together are a
// unit, in Chinese each character is. The slice passed to add is valid only during the call.
//
// A stem here is the beginning of the word, folded to lower case without
// accents: crude beside a lemma, but quick, the same for every language that
// inflects at the end, and good enough for counts of co-occurrence.
func Units(text string, lang corpus.Lang, add func(unit []byte)) {
	buf := make([]byte, 0, 64)
	for i := 0; i < len(text); {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[i:])
		}
		switch class := classify(r); class {
		case letter:
			var letters int
			buf, letters, size = word(buf[:0], text[i:])
			if len(buf) > 0 { // a lone mark of combination leaves nothing
				stem := buf
				if lang == corpus.Arabic {
					stem = bareArabic(buf)
					letters = utf8.RuneCount(stem)
				}
				add(stem[:stemEnd(stem, letters, lang)])
			}
		case digit:
			buf, size = digits(buf[:0], text[i:])
			add(buf)
		case ideograph:
			size = ideographs(buf[:0], text[i:], lang, add)
		case mark:
			add(append(buf[:0], byte(foldMark(r))))
		}
		i += size
	}
}

// class is the kind of a character as far as units care.
type class uint8

const (
	other class = iota
	letter
	digit
	ideograph
	mark
)

func classify(r rune) class {
	if r < utf8.RuneSelf {
		switch {
		case 'a' <= r|0x20 && r|0x20 <= 'z':
			return letter
		case '0' <= r && r <= '9':
			return digit
		}
		switch r {
		case '?', '!', '(', ')', ':', ';', '%', '"':
			return mark
		}
		return other
	}
	switch {
	case foldMark(r) != 0:
		return mark
	case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai):
		return ideograph
	case unicode.IsLetter(r), unicode.IsMark(r):
		return letter
	case unicode.IsDigit(r):
		return digit
	}
	return other
}

// foldMark maps the marks of all scripts to one ASCII sign each, 0 for what is
// no such mark.
func foldMark(r rune) rune {
	switch r {
	case '«', '»', '“', '”', '„', '‟', '‹', '›', '「', '」', '『', '』':
		return '"'
	case '？', '؟':
		return '?'
	case '！':
		return '!'
	case '（':
		return '('
	case '）':
		return ')'
	case '：':
		return ':'
	case '；', '؛':
		return ';'
	case '％', '٪':
		return '%'
	}
	if r < utf8.RuneSelf && classify(r) == mark {
		return r
	}
	return 0
}

// softHyphen marks where a word may be broken; it is no part of it.
const softHyphen = '\u00ad'

// word appends the folded letters at the start of text and returns how many
// there were and how many bytes of text they took.
func word(buf []byte, text string) (folded []byte, letters, size int) {
	for size < len(text) {
		c := text[size]
		if c < utf8.RuneSelf {
			c |= 0x20
			if c < 'a' || c > 'z' {
				break
			}
			buf = append(buf, c)
			letters++
			size++
			continue
		}
		r, n := utf8.DecodeRuneInString(text[size:])
		if classify(r) != letter && r != softHyphen {
			break
		}
		size += n
		if unicode.IsMark(r) || r == softHyphen {
			continue
		}
		before := len(buf)
		buf = appendFolded(buf, r)
		letters += max(1, utf8.RuneCount(buf[before:]))
	}
	return buf, letters, size
}

// digits appends the run of digits at the start of text as ASCII.
func digits(buf []byte, text string) ([]byte, int) {
	size := 0
	for size < len(text) {
		r, n := utf8.DecodeRuneInString(text[size:])
		if !unicode.IsDigit(r) {
			break
		}
		buf = append(buf, digitValue(r))
		size += n
	}
	return buf, size
}

// digitValue gives the ASCII digit for a decimal digit of any script: the
// blocks of Unicode begin at a zero.
func digitValue(r rune) byte {
	if r < utf8.RuneSelf {
		return byte(r)
	}
	zero := r
	for r-zero < 9 && unicode.IsDigit(zero-1) {
		zero--
	}
	return byte('0' + r - zero)
}

// latin1 folds the letters U+00C0 to U+017F; 0 keeps the letter.
const latin1 = "aaaaaa\x00ceeeeiiiidnooooo\x00ouuuuyt\x00aaaaaa\x00ceeeeiiiidnooooo\x00ouuuuyty" +
	"aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii\x00\x00jjkkkllllllllll" +
	"nnnnnnnnnoooooo\x00\x00rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs"

func appendFolded(buf []byte, r rune) []byte {
	switch r {
	case 'œ', 'Œ':
		return append(buf, 'o', 'e')
	case 'æ', 'Æ':
		return append(buf, 'a', 'e')
	case 'ß':
		return append(buf, 's', 's')
	case 'أ', 'إ', 'آ', 'ٱ':
		r = 'ا'
	case 'ى':
		r = 'ي'
	case 'ة':
		r = 'ه'
	}
	if 0xc0 <= r && int(r) < 0xc0+len(latin1) {
		if c := latin1[r-0xc0]; c != 0 {
			return append(buf, c)
		}
	}
	return utf8.AppendRune(buf, unicode.ToLower(r))
}

// stemEnd is where the stem of the folded word ends.
func stemEnd(folded []byte, letters int, lang corpus.Lang) int {
	n := stemLetters(letters, lang)
	if n >= letters {
		return len(folded)
	}
	if letters == len(folded) {
		return n
	}
	end := 0
	for ; n > 0; n-- {
		_, size := utf8.DecodeRune(folded[end:])
		end += size
	}
	return end
}
