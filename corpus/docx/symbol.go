package docx

import (
	"strconv"
	"strings"

	"bitext/corpus/text"
)

// Word keeps the characters of symbol fonts in a private place of Unicode,
// U+F000 to U+F0FF; what they show depends on the font.

func isSymbolFont(name string) bool { return strings.EqualFold(name, "Symbol") }

// symbol gives the character that a symbol font shows where it is a common one,
// as Unicode has it.
func symbol(font, code string) string {
	n, err := strconv.ParseUint(code, 16, 32)
	if err != nil {
		return ""
	}
	if n < 0x100 { // the font is named beside it
		n += 0xF000
	}
	return withoutPrivate(string(rune(n)), isSymbolFont(font))
}

// withoutPrivate replaces characters from the private places of symbol fonts:
// of the font Symbol all of them, of others the marks that lists begin with
// and a few signs.
func withoutPrivate(s string, greek bool) string {
	if !strings.ContainsFunc(s, isPrivate) {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case !isPrivate(r):
			return r
		case greek:
			return greekSign(r - text.FirstPrivate)
		}
		return text.Dingbat(r)
	}, s)
}

func isPrivate(r rune) bool { return r >= text.FirstPrivate && r <= text.LastPrivate }

// The characters of the font Symbol from 0x20 and from 0xA0 on, in the order of
// the encoding that Adobe gave it. Pieces of tall brackets are left out ("\u0000").
const (
	lowSigns = " !∀#∃%&∋()∗+,−./0123456789:;<=>?" +
		"≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_" +
		"‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼\u0000"
	highSigns = "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…|—↵" +
		"ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓" +
		"◊〈®©™∑\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000" +
		"\u0000〉∫"
)

// greekSign is a character of the font Symbol, -1 where it has none.
func greekSign(code rune) rune {
	signs, at := lowSigns, int(code)-0x20
	if code >= 0xA0 {
		signs, at = highSigns, int(code)-0xA0
	}
	if at < 0 {
		return -1
	}
	for _, r := range signs {
		if at == 0 && r != 0 {
			return r
		}
		at--
	}
	return -1
}
