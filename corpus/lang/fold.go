package lang

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Normal is the form in which two spellings of one word are the same word:
// lower case, composed letters, one kind of apostrophe, quote, dash and space,
// ligatures (œ, æ, ﬁ), superscripts (1ᵉʳ, m²), full-width letters and Arabic
// digits written plainly; soft hyphens, zero-width and direction marks gone.
// Accents stay. Normal(Normal(s)) = Normal(s).
func Normal(s string) string {
	if isNormal(s) {
		return s
	}
	return string(appendNormal(make([]byte, 0, len(s)+4), s))
}

// Fold is Normal without accents: the key for search. It also takes the vowel
// signs and letter variants out of Arabic (أ is ا, ة is ه) and writes ß as ss;
// the Russian й stays a letter of its own.
func Fold(s string) string {
	if isNormal(s) {
		return s
	}
	b := appendNormal(make([]byte, 0, len(s)+4), s)
	return string(appendBare(make([]byte, 0, len(b)), string(b)))
}

// isNormal reports that s is ASCII without capitals: most words are, and they
// are their own normal form.
func isNormal(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= utf8.RuneSelf || 'A' <= c && c <= 'Z' || c == '`' || c < ' ' {
			return false
		}
	}
	return true
}

// appendNormal appends the normal form of s to b, cluster by cluster.
func appendNormal(b []byte, s string) []byte {
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf && (i+1 == len(s) || s[i+1] < utf8.RuneSelf) {
			b = append(b, normalByte(c))
			i++
			continue
		}
		end := clusterEnd(s, i)
		b = appendCluster(b, s[i:end])
		i = end
	}
	return b
}

// clusterEnd is the end of the character that begins at i with all combining
// and invisible marks after it. Nothing composes across clusters, so that a
// text is normalised piece by piece and every piece can be led back.
func clusterEnd(s string, i int) int {
	_, size := utf8.DecodeRuneInString(s[i:])
	i += size
	for i < len(s) && s[i] >= utf8.RuneSelf {
		r, size := utf8.DecodeRuneInString(s[i:])
		if !combining(r) && !invisible(r) {
			break
		}
		i += size
	}
	return i
}

// appendCluster appends the normal form of one cluster.
func appendCluster(b []byte, cluster string) []byte {
	start, marked := len(b), false
	for _, r := range cluster {
		marked = marked || combining(r)
		b = appendRune(b, r)
	}
	if marked {
		// Lower case first: some letters (ẖ) are composed in lower case only.
		b = append(b[:start], norm.NFC.Bytes(b[start:])...)
	}
	return b
}

func normalByte(c byte) byte {
	switch {
	case 'A' <= c && c <= 'Z':
		return c + 'a' - 'A'
	case c == '`':
		return '\''
	case c < ' ' && (c == '\t' || c == '\n' || c == '\v' || c == '\f' || c == '\r'):
		return ' '
	}
	return c
}

// combining reports whether r is a combining diacritical mark of the European
// alphabets.
func combining(r rune) bool { return 0x300 <= r && r <= 0x36f }

// invisible reports whether r leaves no trace on paper: soft hyphen, zero-width
// space, joiners of words, marks of direction, byte order mark.
func invisible(r rune) bool {
	switch {
	case r == 0xad, r == 0x200b, r == 0x200e, r == 0x200f, r == 0x61c, r == 0x2060, r == 0xfeff:
		return true
	case 0x202a <= r && r <= 0x202e, 0x2066 <= r && r <= 0x2069:
		return true
	}
	return false
}

// appendRune appends the plain lower-case form of one rune.
func appendRune(b []byte, r rune) []byte {
	if r < utf8.RuneSelf {
		return append(b, normalByte(byte(r)))
	}
	if invisible(r) {
		return b
	}
	if plain := plainForm(r); plain != "" {
		return append(b, plain...)
	}
	if unicode.IsSpace(r) {
		return append(b, ' ')
	}
	if 0xff01 <= r && r <= 0xff5e { // full-width ASCII
		return append(b, normalByte(byte(r-0xff01+'!')))
	}
	if r == utf8.RuneError {
		return append(b, "\ufffd"...)
	}
	return utf8.AppendRune(b, unicode.ToLower(r))
}

// plainForm is the plain spelling of characters that stand for others, ""
// where r stands for itself.
func plainForm(r rune) string {
	switch r {
	case '’', '‘', '‚', '‛', 'ʼ', 'ʹ', '′', '´', '‹', '›', '＇':
		return "'"
	case 0x374, 0x1fef, 0x1ffd: // Greek signs that compose to ʹ, ` and ´
		return "'"
	case '“', '”', '„', '‟', '«', '»', '″', '＂':
		return `"`
	case '‐', '‑', '‒', '–', '—', '―', '−', '⁃', '﹣':
		return "-"
	case 'œ', 'Œ':
		return "oe"
	case 'æ', 'Æ':
		return "ae"
	case '…':
		return "..."
	case 'º', '˚':
		return "°"
	case '№':
		return "n°"
	case 'ª', 'ᵃ':
		return "a"
	}
	return compatible(r)
}

// compatible is the plain form of ligatures, superscripts, subscripts and
// digits of the Arabic script.
func compatible(r rune) string {
	switch {
	case r == '¹':
		return "1"
	case r == '²':
		return "2"
	case r == '³':
		return "3"
	case r == 0x2070 || 0x2074 <= r && r <= 0x2079:
		return digits[r-0x2070:][:1]
	case 0x2080 <= r && r <= 0x2089:
		return digits[r-0x2080:][:1]
	case 0x660 <= r && r <= 0x669:
		return digits[r-0x660:][:1]
	case 0x6f0 <= r && r <= 0x6f9:
		return digits[r-0x6f0:][:1]
	case 0xfb00 <= r && r <= 0xfb06:
		return [...]string{"ff", "fi", "fl", "ffi", "ffl", "st", "st"}[r-0xfb00]
	}
	return raised(r)
}

const digits = "0123456789"

// raised is the letter of which r is the superscript, as in 1ᵉʳ, 2ⁿᵈ, Mᵐᵉ.
func raised(r rune) string {
	switch r {
	case 'ᵈ':
		return "d"
	case 'ᵉ':
		return "e"
	case 'ᵍ':
		return "g"
	case 'ʰ':
		return "h"
	case 'ⁱ':
		return "i"
	case 'ᵐ':
		return "m"
	case 'ⁿ':
		return "n"
	case 'ᵒ':
		return "o"
	case 'ʳ':
		return "r"
	case 'ˢ':
		return "s"
	case 'ᵗ':
		return "t"
	}
	return ""
}

// appendBare appends a normal text without its accents.
func appendBare(b []byte, s string) []byte {
	for _, r := range s {
		switch {
		case r < utf8.RuneSelf:
			b = append(b, byte(r))
		case r == utf8.RuneError:
			b = append(b, "\ufffd"...)
		default:
			b = appendBareRune(b, r)
		}
	}
	return b
}

func appendBareRune(b []byte, r rune) []byte {
	switch r {
	case 'ß':
		return append(b, "ss"...)
	case 'ø':
		return append(b, 'o')
	case 'ł':
		return append(b, 'l')
	case 'đ', 'ð':
		return append(b, 'd')
	case 'ı':
		return append(b, 'i')
	case 'þ':
		return append(b, "th"...)
	case 'й':
		return append(b, "й"...)
	}
	if 0x600 <= r && r <= 0x6ff {
		return appendBareArabic(b, r)
	}
	if combining(r) {
		return b
	}
	if r < 0x530 || 0x1e00 <= r && r <= 0x1fff { // Latin, Greek, Cyrillic
		if d := norm.NFD.PropertiesString(string(r)).Decomposition(); d != nil {
			base, _ := utf8.DecodeRune(d)
			if plain := plainForm(base); plain != "" { // ǣ is æ, and æ is ae
				return append(b, plain...)
			}
			return appendBareRune(b, base)
		}
	}
	return utf8.AppendRune(b, r)
}

func appendBareArabic(b []byte, r rune) []byte {
	switch {
	case 0x64b <= r && r <= 0x65f, r == 0x670, r == 0x640: // vowel signs, dagger alef, tatweel
		return b
	case r == 'أ' || r == 'إ' || r == 'آ' || r == 'ٱ':
		return append(b, "ا"...)
	case r == 'ى':
		return append(b, "ي"...)
	case r == 'ة':
		return append(b, "ه"...)
	}
	return utf8.AppendRune(b, r)
}
