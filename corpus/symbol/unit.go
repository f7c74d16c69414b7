package symbol

import (
	"strings"

	"bitext/corpus"
)

// percentAt gives the token behind "%", "per cent", "pour cent", "p. 100".
func (p *parser) percentAt(j int) int {
	switch {
	case p.is(j, "%"), p.is(j, "٪"), p.is(j, "％"), p.class(j) == percentWord:
		return j + 1
	case p.class(j) == percentLead && p.hundred(j+1) && (p.kind(j+1) == wordTok || p.lex.code == "fr"):
		return j + 2
	case p.lex.code == "fr" && p.kind(j) == wordTok && p.str(j) == "p" && p.is(j+1, ".") && p.hundred(j+2):
		return j + 3
	}
	return j
}

// percentBefore reports whether a sign or word before the number at token i makes
// it a percentage: "%50" and "yüzde 50" in Turkish, "百分之50" in Chinese.
func (p *parser) percentBefore(i int) bool {
	switch p.lex.code {
	case "tr":
		return p.is(i-1, "%") && p.tight(i) || p.kind(i-1) == wordTok && strings.EqualFold(p.str(i-1), "yüzde")
	case corpus.Chinese:
		return i >= 3 && p.str(i-3) == "百" && p.str(i-2) == "分" && p.str(i-1) == "之"
	}
	return false
}

func (p *parser) hundred(j int) bool {
	switch p.kind(j) {
	case wordTok:
		switch strings.ToLower(p.str(j)) {
		case "cent", "ciento", "cien", "cento", "cem", "المائة", "المئة":
			return true
		}
	case digitTok:
		return p.str(j) == "100"
	}
	return false
}

// unitAt gives what the number in tokens [i,j) counts, as far as it stands
// next to it.
func (p *parser) unitAt(i, j int) string {
	if i > 0 && p.toks[i-1].lex.class == currencySign || p.class(i-1) == currencyWord && p.str(i-1) == strings.ToUpper(p.str(i-1)) {
		return p.toks[i-1].lex.unit
	}
	if p.is(j, "-") && p.tight(j) && p.tight(j+1) {
		j++
	}
	if p.class(j) == ofWord || p.kind(j) == wordTok && (p.str(j) == "d" || p.str(j) == "US") {
		j++
		if p.is(j, "'") || p.is(j, "’") {
			j++
		}
		if c := p.class(j); c != currencyWord && c != currencySign {
			return ""
		}
	}
	switch p.class(j) {
	case unitWord:
		return p.toks[j].lex.unit + p.power(j)
	case currencyWord, currencySign:
		return p.toks[j].lex.unit
	}
	return p.degrees(j)
}

// power reads the exponent of a unit of length at token j: "m²", "m3", "mètres
// carrés".
func (p *parser) power(j int) string {
	switch p.toks[j].lex.unit {
	case "km", "m", "cm", "mm":
	default:
		return ""
	}
	word := ""
	if j+1 < len(p.toks) {
		word = p.str(j + 1)
	}
	switch tight := p.tight(j + 1); {
	case tight && (word == "²" || word == "2"), strings.HasPrefix(word, "carré"):
		return "²"
	case tight && (word == "³" || word == "3"), strings.HasPrefix(word, "cube"):
		return "³"
	}
	return ""
}

// degrees reads the scale of a temperature, "" where none stands: "°C", "degrees
// Celsius", "degrés Fahrenheit".
func (p *parser) degrees(j int) string {
	scale := ""
	if j+1 >= len(p.toks) {
		return ""
	}
	switch {
	case p.is(j, "°"):
		scale = p.str(j + 1)
	case p.is(j, "℃"):
		scale = "C"
	case p.is(j, "℉"):
		scale = "F"
	case strings.HasPrefix(p.str(j), "degr"), strings.HasPrefix(p.str(j), "degré"):
		scale = p.str(j + 1)
	}
	switch scale {
	case "C", "Celsius", "celsius":
		return "°C"
	case "F", "Fahrenheit", "fahrenheit":
		return "°F"
	}
	return ""
}
