package lang

import (
	"strings"
	"unicode/utf8"

	"bitext/corpus"
)

// number reads what begins with a digit: "1 234,5", "65/230", "27-29", "10:30",
// "1er", "21st", "1990s", "10-year".
func (w *scanner) number(i int) int {
	end, grouped := i, true // grouped: spaces may still part groups of three digits
	run := 0
	for end < len(w.text) {
		kind, size := w.classAt(end)
		if kind == digit {
			end += size
			run++
			continue
		}
		skip, group := w.separator(end)
		if skip == 0 || group && !(grouped && run <= 3) {
			break
		}
		grouped = grouped && group
		end += skip
		run = 0
	}
	return w.suffixed(i, end)
}

// separator is the length of a separator inside a number that stands at i and
// is followed by a digit; group tells that it parts groups of three digits.
func (w *scanner) separator(i int) (size int, group bool) {
	c := w.text[i]
	switch {
	case c == '.' || c == ',' || c == '/' || c == '-' || c == ':' || c == '\'':
		size = 1
	case c == ' ':
		size, group = 1, w.code != corpus.English
	default:
		for _, mark := range [...]string{"\u00a0", "\u202f", "\u2009"} {
			if strings.HasPrefix(w.text[i:], mark) {
				size, group = len(mark), true
			}
		}
		if strings.HasPrefix(w.text[i:], "–") || strings.HasPrefix(w.text[i:], "‑") {
			size = len("–")
		}
	}
	if size == 0 || i+size >= len(w.text) || !isDigit(w.text[i+size]) {
		return 0, false
	}
	if c == ' ' && !group || group && !threeDigits(w.text[i+size:]) {
		return 0, false
	}
	return size, group
}

// threeDigits reports whether a text begins with three digits and no more.
func threeDigits(text string) bool {
	for i := range 3 {
		if i >= len(text) || !isDigit(text[i]) {
			return false
		}
	}
	return len(text) == 3 || !isDigit(text[3])
}

// suffixed adds the number with the letters right behind it, unless they are a
// unit.
func (w *scanner) suffixed(start, end int) int {
	after := w.letters(end)
	if after == end {
		if end < len(w.text) && hyphen(w.text[end:]) > 0 {
			if join := w.joint(start, end); join > 0 { // "10-year-old"
				return w.compound(start, join)
			}
		}
		return w.add(start, end, Number)
	}
	switch suffix := Normal(w.text[end:after]); suffix {
	case "km", "m", "kg", "g", "cm", "mm", "ha", "l", "kw", "mw", "gw", "kwh", "mwh", "gwh", "mhz", "ghz", "go", "mo", "gb", "mb", "tb", "km2", "m2", "m3", "€":
		return w.add(start, end, Number)
	case "er", "re", "e", "ère", "ème", "nd", "nde", "ers", "res", "es", "èmes", "st", "th", "rd", "s", "o", "a", "°":
		return w.add(start, after, Number)
	}
	if w.code == corpus.French && clockHour(w.text[end:after]) {
		w.add(start, end, Number) // "14h30" is 14 h 30
		if end = w.add(end, end+1, Word); end < after {
			w.add(end, after, Number)
		}
		return after
	}
	return w.compound(start, after)
}

// clockHour reports whether the letters behind a number are those of a time of
// the day.
func clockHour(rest string) bool {
	return (rest[0] == 'h' || rest[0] == 'H') && (len(rest) == 1 || len(rest) == 3 && isNumberOf(rest[1:]))
}

// compound adds a word that begins with digits: "10-year-old", "3D".
func (w *scanner) compound(start, i int) int {
	end := w.letters(i)
	for end < len(w.text) {
		join := w.joint(start, end)
		if join == 0 {
			break
		}
		end = w.letters(join)
	}
	return w.add(start, end, Word)
}

// symbol is the end of a document symbol or an address whose first run of
// letters and digits is text[start:end], or 0.
func (w *scanner) symbol(start, end int) int {
	switch w.text[end] {
	case '/', '.', ':', '@', '_', '-':
	default:
		return 0
	}
	if w.text[end] == ':' && !strings.HasPrefix(w.text[end:], "://") {
		return 0
	}
	run := w.text[start:symbolRun(w.text, start)]
	if isAddress(run) {
		rest := w.text[start:]
		if i := strings.IndexAny(rest, " \t\n\r<>\"«»“”\u00a0\u202f"); i >= 0 {
			rest = rest[:i]
		}
		return start + len(strings.TrimRight(rest, ".,;:!?)]'’…"))
	}
	run = strings.TrimRight(run, "./-_:@")
	if !isDocumentSymbol(run) {
		return 0
	}
	after := start + len(run)
	if rest := w.text[after:]; len(rest) >= 6 && rest[0] == '(' && rest[5] == ')' && isNumberOf(rest[1:5]) {
		after += 6 // "S/RES/1325(2000)"
	}
	return after
}

// symbolRun is the end of the run of characters that symbols and addresses are
// made of; whoever has more than longestWord of them is recognised by the first.
func symbolRun(text string, i int) int {
	for last := min(len(text), i+longestWord); i < last; {
		c := text[i]
		if c >= utf8.RuneSelf || !('a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || isDigit(c) || strings.IndexByte("/.-_@:~%&=?#+", c) >= 0) {
			break
		}
		i++
	}
	return i
}

func isNumberOf(s string) bool { return strings.Trim(s, digits) == "" }

// isAddress reports whether a run of characters is a web or mail address.
func isAddress(run string) bool {
	if strings.Contains(run, "://") || strings.HasPrefix(run, "www.") {
		return true
	}
	if name, host, mail := strings.Cut(run, "@"); mail {
		return name != "" && strings.Contains(strings.Trim(host, "."), ".")
	}
	host, _, _ := strings.Cut(run, "/")
	host = strings.TrimRight(host, ".")
	at := strings.LastIndexByte(host, '.')
	if at <= 0 || strings.ToLower(host) != host {
		return false
	}
	switch host[at+1:] {
	case "org", "com", "net", "int", "gov", "edu", "eu", "info":
		return !isNumberOf(host[:at])
	}
	return false
}

// isDocumentSymbol reports whether a run is the symbol of a document or its
// sales number: parts in capitals and digits between strokes, stops and
// hyphens, with at least one digit ("E/CN.15/2011/19", "F.02.XI.1",
// "CRP.1"), or one of the words that symbols contain ("Add", "Rev").
func isDocumentSymbol(run string) bool {
	if run == "" || run[0] < 'A' || run[0] > 'Z' || !strings.ContainsAny(run, "/.") || !strings.ContainsAny(run, digits) {
		return false
	}
	for rest := run; rest != ""; {
		part := rest
		if i := strings.IndexAny(rest, "/.-"); i >= 0 {
			part, rest = rest[:i], rest[i+1:]
		} else {
			rest = ""
		}
		if !isSymbolPart(part) {
			return false
		}
	}
	return true
}

func isSymbolPart(part string) bool {
	switch part {
	case "":
		return false
	case "Add", "Rev", "Corr", "Conf", "Amend", "Inf", "Res", "Dec", "Part", "Annex", "Summary", "Misc":
		return true
	}
	for i := 0; i < len(part); i++ {
		if c := part[i]; !('A' <= c && c <= 'Z' || isDigit(c)) {
			return false
		}
	}
	return true
}
