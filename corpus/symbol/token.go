package symbol

import (
	"unicode"
	"unicode/utf8"
)

// tokenKind is the shape of a token.
type tokenKind uint8

const (
	_ tokenKind = iota
	wordTok
	digitTok    // decimal digits of any script
	superTok    // superscript digits: note marks
	fractionTok // one vulgar fraction: "½"
	markTok     // any other character
)

// gapKind is the white space before a token.
type gapKind uint8

const (
	noGap    gapKind = iota
	plainGap         // at least one ordinary space or line end
	fixedGap         // no-break or thin spaces only: what holds groups of digits together
)

// token is a word, a run of digits or a mark.
type token struct {
	start, end int
	kind       tokenKind
	gap        gapKind
	lex        lexeme
}

// tokenise cuts the text into tokens and notes whether any of them may begin
// a fact: most paragraphs of running text hold none.
func (p *parser) tokenise() {
	p.toks = make([]token, 0, len(p.text)/5+4)
	gap := noGap
	for i := 0; i < len(p.text); {
		r, size := rune(p.text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(p.text[i:])
		}
		if g := gapOf(r); g != noGap {
			if gap != plainGap {
				gap = g
			}
			i += size
			continue
		}
		t := token{start: i, gap: gap, kind: kindOf(r)}
		t.end = p.tokenEnd(i, size, t.kind, r)
		p.classify(&t, r)
		p.toks = append(p.toks, t)
		gap, i = noGap, t.end
	}
}

// tokenEnd runs on while characters of the same kind follow.
func (p *parser) tokenEnd(i, size int, kind tokenKind, first rune) int {
	end := i + size
	if kind == markTok || kind == fractionTok || (kind == wordTok && ideograph(first)) {
		return end
	}
	for end < len(p.text) {
		r, n := rune(p.text[end]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(p.text[end:])
		}
		if kindOf(r) != kind || ideograph(r) {
			break
		}
		end += n
	}
	return end
}

// classify looks a word or sign up and says whether it may begin a fact.
func (p *parser) classify(t *token, r rune) {
	switch t.kind {
	case wordTok:
		t.lex = p.lex.lookup(p.text[t.start:t.end])
		if t.lex.class != 0 || (unicode.IsUpper(r) && romanLetter(p.text[t.start])) {
			p.promising = true
		}
	case markTok:
		t.lex = p.lex.signs[r]
		if r == '@' || r == ')' || r == '/' || r == '.' && t.end < len(p.text) && p.text[t.end] >= 'a' && p.text[t.end] <= 'z' {
			p.promising = true
		}
	default:
		p.promising = true
	}
}

func gapOf(r rune) gapKind {
	switch r {
	case ' ', '\t', '\n', '\r', '\v', '\f', 0x85, 0x2028, 0x2029, 0x3000:
		return plainGap
	case 0xa0, 0x202f, 0x2009, 0x2007, 0x2008, 0x200a:
		return fixedGap
	}
	if r > 0x2000 && unicode.IsSpace(r) {
		return plainGap
	}
	return noGap
}

func kindOf(r rune) tokenKind {
	switch {
	case 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z':
		return wordTok
	case '0' <= r && r <= '9':
		return digitTok
	case r < utf8.RuneSelf:
		return markTok
	case superDigit(r) >= 0:
		return superTok
	case 0xbc <= r && r <= 0xbe || 0x2150 <= r && r <= 0x215e:
		return fractionTok
	case r == 0xba || r == 0xaa: // º ª: marks of ordinals
		return markTok
	case unicode.IsLetter(r) || unicode.IsMark(r) || r == '〇':
		return wordTok
	case unicode.Is(unicode.Nd, r):
		return digitTok
	}
	return markTok
}

// ideograph reports whether a character is a word of its own.
func ideograph(r rune) bool { return r >= 0x2e80 && unicode.In(r, unicode.Han) }

func superDigit(r rune) int {
	switch {
	case r == 0xb9:
		return 1
	case r == 0xb2 || r == 0xb3:
		return int(r - 0xb0)
	case r == 0x2070 || 0x2074 <= r && r <= 0x2079:
		return int(r - 0x2070)
	}
	return -1
}

// digits gives the run of digits at token i in ASCII.
func (p *parser) digits(i int) string {
	s := p.str(i)
	if s[0] < utf8.RuneSelf {
		return s
	}
	out := make([]byte, 0, len(s))
	for _, r := range s {
		if d := superDigit(r); d >= 0 {
			out = append(out, byte('0'+d))
			continue
		}
		out = append(out, byte('0'+digitValue(r)))
	}
	return string(out)
}

// digitValue is the value of a decimal digit: Unicode lays the ten digits of
// a script out in a row that begins at a multiple of ten within its range.
func digitValue(r rune) int {
	for _, zero := range [...]rune{'0', 0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0xff10} {
		if zero <= r && r <= zero+9 {
			return int(r - zero)
		}
	}
	n := 0
	for n < 9 && unicode.Is(unicode.Nd, r-rune(n)-1) {
		n++
	}
	return n
}

// vulgarFraction gives "1/2" for "½".
func vulgarFraction(s string) string {
	r, _ := utf8.DecodeRuneInString(s)
	const names = "1/4 1/2 3/4 1/7 1/9 1/101/3 2/3 1/5 2/5 3/5 4/5 1/6 5/6 1/8 3/8 5/8 7/8 "
	n := int(r - 0xbc)
	if r >= 0x2150 {
		n = int(r-0x2150) + 3
	}
	if n == 5 {
		return "1/10"
	}
	if n > 5 {
		return names[24+(n-6)*4 : 27+(n-6)*4]
	}
	return names[n*4 : n*4+3]
}
