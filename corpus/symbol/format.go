package symbol

import (
	"strconv"
	"strings"

	"bitext/corpus"
)

// Format writes a number or date as a text in the language has it: "1 234,5"
// with no-break spaces and "27-29 juillet 2020" in French, "1,234.5" and
// "27–29 July 2020" in English. It gives "" for other facts and languages.
func Format(f Fact, code corpus.Lang) string {
	if code != corpus.English && code != corpus.French {
		return ""
	}
	switch {
	case f.Kind == Date && f.Unit == "":
		return formatDate(f.Value, code)
	case f.Kind == Number && f.Unit == "roman":
		n, _ := strconv.Atoi(f.Value)
		return Roman(n)
	case f.Kind == Number && !f.Spelled && !f.Ordinal && isDecimal(f.Value):
		s := formatNumber(f.Value, code)
		if f.Unit == "%" {
			s += map[bool]string{true: "\u00a0%", false: "%"}[code == corpus.French]
		}
		return s
	}
	return ""
}

// formatNumber groups the digits in threes from five digits on in French and
// from four on in English; four digits may be a year.
func formatNumber(value string, code corpus.Lang) string {
	group, decimal := ",", "."
	if code == corpus.French {
		group, decimal = "\u00a0", ","
	}
	whole, fraction, found := strings.Cut(value, ".")
	if len(whole) > 4 {
		for at := len(whole) - 3; at > 0; at -= 3 {
			whole = whole[:at] + group + whole[at:]
		}
	}
	if found {
		whole += decimal + fraction
	}
	return whole
}

// formatDate writes the value of a Date; several days of one month are joined
// by a dash.
func formatDate(value string, code corpus.Lang) string {
	parts := split(value, '/')
	var days []string
	for _, v := range parts {
		if day := v[len(v)-2:]; strings.Count(strings.TrimPrefix(v, "--"), "-") == 2 || strings.HasPrefix(v, "--") && strings.Contains(v[2:], "-") {
			days = append(days, dayName(trimZeros(day), code))
		}
	}
	year, rest := "", strings.TrimPrefix(parts[0], "--")
	if rest == parts[0] {
		year, rest, _ = strings.Cut(parts[0], "-")
	}
	month, _, _ := strings.Cut(rest, "-")
	n, err := strconv.Atoi(month)
	if err != nil || n < 1 || n > 12 {
		return ""
	}
	dash := map[bool]string{true: "-", false: "–"}[code == corpus.French]
	out := strings.Join(days, dash) + " " + monthNames(code)[n-1] + " " + year
	return strings.TrimSpace(out)
}

func dayName(day string, code corpus.Lang) string {
	if day == "1" && code == corpus.French {
		return "1er"
	}
	return day
}

func monthNames(code corpus.Lang) []string {
	if code == corpus.French {
		return fields("janvier février mars avril mai juin juillet août septembre octobre novembre décembre")
	}
	return fields("January February March April May June July August September October November December")
}
