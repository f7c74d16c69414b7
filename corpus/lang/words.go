package lang

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"bitext/corpus"
)

// Words cuts a text into words, numbers and marks, without tags and lemmas.
//
// Whole tokens are: numbers with their separators ("1 234,5", "65/230",
// "1er", "2018-2021"), document symbols and addresses ("E/CN.15/2011/19",
// "F.02.XI.1", "www.un.org"), abbreviations with their stop ("par.", "M.",
// "U.S."), words with inner hyphens or apostrophes ("capacity-building",
// "aujourd'hui"), a run of stops. French articles and pronouns that are elided
// stand alone with their apostrophe ("l'", "qu'"), and so do pronouns behind
// the verb with their hyphen ("-il", "-t-on"); English "'s", "n't" and "'ll"
// are cut off. In Chinese every character is a word.
//
// Words allocates two or three times for a whole text and reads some five
// million tokens a second.
func (l *Language) Words(text string) []Token {
	w := scanner{Language: l, text: text}
	w.tokens = make([]Token, 0, len(text)/5+4)
	for i := 0; i < len(text); {
		i = w.next(i)
	}
	return w.tokens
}

// scanner is the state of one pass over a text.
type scanner struct {
	*Language
	text   string
	tokens []Token
	norms  strings.Builder // normal forms of the words that are not normal as they stand
	piece  []byte
}

// class is the kind of a character for the scanner.
type class uint8

const (
	other class = iota
	space
	letter
	digit
	ideograph // a letter that is a word by itself
)

// classAt is the class of the character at i and its length.
func (w *scanner) classAt(i int) (class, int) {
	c := w.text[i]
	switch {
	case 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z':
		return letter, 1
	case c < utf8.RuneSelf:
		if c == ' ' || '\t' <= c && c <= '\r' {
			return space, 1
		}
		if isDigit(c) {
			return digit, 1
		}
		return other, 1
	}
	r, size := utf8.DecodeRuneInString(w.text[i:])
	return classOf(r), size
}

func classOf(r rune) class {
	switch {
	case 0xc0 <= r && r < 0x250 && r != '×' && r != '÷':
		return letter
	case unicode.IsSpace(r):
		return space
	case unicode.Is(unicode.Han, r):
		return ideograph
	case unicode.IsLetter(r) || unicode.IsMark(r) || r == 0xad || r == 0x200c || r == 0x200d:
		return letter
	case unicode.IsDigit(r):
		return digit
	}
	return other
}

// next reads the token at i, or one white-space character, and returns where
// the next one begins.
func (w *scanner) next(i int) int {
	kind, size := w.classAt(i)
	switch kind {
	case space:
		return i + size
	case letter:
		return w.word(i)
	case digit:
		return w.number(i)
	case ideograph:
		return w.add(i, i+size, Word)
	}
	return w.mark(i, size)
}

// add appends a token and returns its end.
func (w *scanner) add(start, end int, form Form) int {
	text := w.text[start:end]
	norm := text
	if !isNormal(text) {
		if w.norms.Cap() == 0 {
			w.norms.Grow(len(w.text) - start + 8)
		}
		from := w.norms.Len()
		w.piece = appendNormal(w.piece[:0], text)
		w.norms.Write(w.piece)
		norm = w.norms.String()[from:]
	}
	w.tokens = append(w.tokens, Token{
		Span: corpus.Span{Start: start, End: end}, Text: text, Norm: norm, Form: form,
	})
	return end
}

// mark reads punctuation: a run of the same stop, hyphen or underline is one
// token, everything else stands alone.
func (w *scanner) mark(i, size int) int {
	end := i + size
	switch c := w.text[i]; c {
	case 0xc2: // "°C"
		if strings.HasPrefix(w.text[i:], "°C") && w.letters(end) == end+1 {
			return w.add(i, end+1, Word)
		}
	case '.', '-', '_', '*', '=':
		for end < len(w.text) && w.text[end] == c {
			end++
		}
	}
	return w.add(i, end, Punctuation)
}

// word reads what begins with a letter.
func (w *scanner) word(i int) int {
	end := w.letters(i)
	if end < len(w.text) {
		if after := w.symbol(i, end); after > 0 {
			return w.add(i, after, Symbol)
		}
	}
	for end < len(w.text) {
		join := w.joint(i, end)
		if join == 0 {
			break
		}
		end = w.letters(join)
	}
	if end < len(w.text) {
		if power := w.power(i, end); power > 0 {
			return w.add(i, power, Word)
		}
		if after := w.abbreviated(i, end); after > 0 {
			return w.add(i, after, Word)
		}
		if w.code == corpus.French {
			if size := apostrophe(w.text[end:]); size > 0 && w.elided(i, end) {
				return w.add(i, end+size, Word)
			}
		}
	}
	switch w.code {
	case corpus.French:
		return w.clitics(i, end)
	case corpus.English:
		return w.contractions(i, end)
	}
	return w.add(i, end, Word)
}

// power is the end of a unit with its raised number ("km²"), 0 where the raised
// number is the mark of a note ("informatique¹").
func (w *scanner) power(start, i int) int {
	if w.text[i] < utf8.RuneSelf || i-start > 2 {
		return 0
	}
	r, size := utf8.DecodeRuneInString(w.text[i:])
	if !isRaisedDigit(r) {
		return 0
	}
	switch w.text[start:i] {
	case "m", "km", "cm", "mm", "dm", "hm":
		return i + size
	}
	return 0
}

// letters is the end of the run of letters, marks and digits from i on.
func (w *scanner) letters(i int) int {
	for i < len(w.text) {
		c := w.text[i]
		if 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || isDigit(c) {
			i++
			continue
		}
		if c < utf8.RuneSelf {
			break
		}
		kind, size := w.classAt(i)
		if kind != letter && kind != digit {
			break
		}
		i += size
	}
	return i
}

// joint is where a word that began at start goes on behind the hyphen or
// apostrophe at i, 0 where it ends there.
func (w *scanner) joint(start, i int) int {
	size := apostrophe(w.text[i:])
	if size > 0 && w.code == corpus.French && w.elided(start, i) {
		return 0
	}
	if size == 0 {
		size = hyphen(w.text[i:])
	}
	if size == 0 || i+size >= len(w.text) {
		return 0
	}
	if kind, _ := w.classAt(i + size); kind != letter && kind != digit {
		return 0
	}
	return i + size
}

// apostrophe is the length of the apostrophe that a text begins with, or 0.
func apostrophe(text string) int {
	switch {
	case text[0] == '\'':
		return 1
	case strings.HasPrefix(text, "’"), strings.HasPrefix(text, "‘"):
		return len("’")
	case strings.HasPrefix(text, "ʼ"):
		return len("ʼ")
	}
	return 0
}

// hyphen is the length of the hyphen that a text begins with, or 0. A dash is
// no hyphen.
func hyphen(text string) int {
	switch {
	case text[0] == '-':
		return 1
	case strings.HasPrefix(text, "‐"), strings.HasPrefix(text, "‑"):
		return len("‑")
	}
	return 0
}
