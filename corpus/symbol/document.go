package symbol

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// documentAt reads what a document is known by: symbols ("E/CN.15/2011/19"),
// sales numbers ("E.02.XI.1"), parts ("Add.1"), book numbers.
func (p *parser) documentAt(i int) int {
	if !p.capital(i) {
		return i
	}
	word := p.str(i)
	switch {
	case len(word) == 1 && p.is(i+1, "."):
		return p.salesAt(i)
	case word == "ISBN" || word == "ISSN":
		return p.bookAt(i)
	case p.is(i+1, ".") && p.tight(i+1) && p.kind(i+2) == digitTok && p.tight(i+2):
		switch word {
		case "Add", "Corr", "Rev", "Amend":
			return p.add(i, i+3, Fact{Kind: Document, Value: word + "." + p.digits(i+2)})
		}
	}
	if word == "FY" || !p.tight(i+1) || p.kind(i+1) != markTok && p.kind(i+1) != digitTok { // a fiscal year
		return i
	}
	end := p.symbolEnd(p.toks[i].start)
	symbol := p.text[p.toks[i].start:end]
	if !isSymbol(symbol) {
		return i
	}
	return p.addUntil(i, end, Fact{Kind: Document, Value: symbol})
}

// addUntil adds a fact from token i up to the byte end and gives the first
// token behind it.
func (p *parser) addUntil(i, end int, f Fact) int {
	f.Start, f.End = p.toks[i].start, end
	p.facts = append(p.facts, f)
	j := i + 1
	for j < len(p.toks) && p.toks[j].start < end {
		j++
	}
	return j
}

// symbolEnd runs over the characters of a document symbol.
func (p *parser) symbolEnd(start int) int {
	end, open := start, 0
	for end < len(p.text) {
		c := p.text[end]
		switch {
		case c == '(':
			open++
		case c == ')':
			if open == 0 {
				return trimSymbol(p.text, start, end)
			}
			open--
		case !(c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c == '.' || c == '/' || c == '-'):
			return trimSymbol(p.text, start, end)
		}
		end++
	}
	return trimSymbol(p.text, start, end)
}

func trimSymbol(text string, start, end int) int {
	for end > start && strings.IndexByte("./-(", text[end-1]) >= 0 {
		end--
	}
	return end
}

// isSymbol reports whether s is built like a symbol of the United Nations:
// capitals before the first stroke, a digit somewhere after it.
func isSymbol(s string) bool {
	body, rest, found := strings.Cut(s, "/")
	if !found || rest == "" {
		return false
	}
	for i := 0; i < len(body); i++ {
		if c := body[i]; !(c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '.' || c == '-') {
			return false
		}
	}
	return strings.ContainsAny(rest, "0123456789")
}

// salesAt reads a sales number: a letter for the language, then year, subject
// and number. The letter is no part of the value: "E.02.XI.1" is "F.02.XI.1"
// in French.
func (p *parser) salesAt(i int) int {
	if strings.IndexByte("EFSRAC", p.text[p.toks[i].start]) < 0 || p.kind(i+2) != digitTok || !p.is(i+3, ".") || p.kind(i+4) != wordTok {
		return i
	}
	for k := i + 1; k <= i+4; k++ {
		if !p.tight(k) {
			return i
		}
	}
	if roman(p.str(i+4)) == 0 {
		return i
	}
	end := p.symbolEnd(p.toks[i].start)
	return p.addUntil(i, end, Fact{Kind: Document, Unit: "sales", Value: "sales " + p.text[p.toks[i].start+2:end]})
}

// bookAt reads the number behind ISBN or ISSN.
func (p *parser) bookAt(i int) int {
	j := i + 1
	for p.is(j, ":") || p.is(j, ".") || p.class(j) == numberSign {
		j++
	}
	var value []byte
	k := j
	for k < len(p.toks) && (p.toks[k].kind == digitTok || p.is(k, "-") || p.is(k, "X") || p.dash(k)) {
		if p.toks[k].kind == digitTok {
			value = append(value, p.digits(k)...)
		}
		k++
	}
	for k > j && p.toks[k-1].kind != digitTok {
		k--
	}
	if len(value) < 7 {
		return i
	}
	return p.add(j, k, Fact{Kind: Document, Unit: "isbn", Value: "isbn " + string(value)})
}

// slashedAt reads digits with strokes between: resolutions and other documents
// ("65/230", "95/46/EC"), periods ("2010/11"), fractions ("2/3").
func (p *parser) slashedAt(i int) int {
	if !p.is(i+1, "/") || !p.tight(i+1) || p.kind(i+2) != digitTok || !p.tight(i+2) {
		return i
	}
	if next := p.numericDateAt(i); next > i {
		return next
	}
	if p.monthBehind(i+3) > 0 { // "17/18 May"
		return i
	}
	a, b := p.digits(i), p.digits(i+2)
	x, _ := strconv.Atoi(a)
	y, _ := strconv.Atoi(b)
	j := i + 3
	switch {
	case len(a) == 4 && (len(b) == 2 && y == (x+1)%100 || y == x+1):
		return p.add(i, j, Fact{Kind: Number, Value: a + "/" + strconv.Itoa(x+1)})
	case x < y && y <= 10 && !p.afterResolution(i):
		return p.add(i, j, Fact{Kind: Number, Value: a + "/" + b})
	}
	value := a + "/" + b
	if value == "24/7" && !p.afterResolution(i) { // around the clock
		p.add(i, i+1, Fact{Kind: Number, Value: a, Weak: true})
		return p.add(i+2, i+3, Fact{Kind: Number, Value: b, Weak: true})
	}
	for p.is(j, "/") && p.tight(j) && p.tight(j+1) {
		if p.kind(j+1) == digitTok {
			value += "/" + p.digits(j+1)
		} else if p.kind(j+1) != wordTok || !p.capital(j+1) {
			break
		}
		j += 2 // the letters of "95/46/EC" differ by language
	}
	return p.add(i, j, Fact{Kind: Document, Value: value})
}

// afterResolution reports whether one of the three words before token i says
// that a resolution is named.
func (p *parser) afterResolution(i int) bool {
	for k := i - 1; k >= max(0, i-3); k-- {
		if p.toks[k].lex.class == resolutionWord {
			return true
		}
	}
	return false
}

// resolutionAt reads the numbers behind "resolution" where they have their
// year or session in brackets: "1373 (2001) and 1566 (2004)", "217 A (III)".
func (p *parser) resolutionAt(i int) int {
	j, found := i+1, i
	if p.class(j) == numberSign {
		j++
	}
	for {
		value, next := p.sessioned(j)
		if value == "" {
			return found
		}
		p.add(j, next, Fact{Kind: Document, Unit: "resolution", Value: value})
		found = next
		for j = next; p.is(j, ",") || p.class(j) == listWord; {
			j++
		}
		if j == next {
			return found
		}
	}
}

// sessioned reads "1373 (2001)" and "217 A (III)".
func (p *parser) sessioned(j int) (value string, next int) {
	if p.kind(j) != digitTok || len(p.digits(j)) > 4 {
		return "", j
	}
	value, next = p.digits(j), j+1
	if p.kind(next) == wordTok && p.toks[next].end-p.toks[next].start == 1 && p.capital(next) {
		value += p.str(next)
		next++
	}
	if !p.is(next, "(") || !p.is(next+2, ")") {
		return "", j
	}
	switch p.kind(next + 1) {
	case digitTok:
		value += "(" + p.digits(next+1) + ")"
	case wordTok:
		n := roman(p.str(next + 1))
		if n == 0 {
			return "", j
		}
		value += "(" + strconv.Itoa(n) + ")"
	default:
		return "", j
	}
	return value, next + 3
}

// addressAt reads web and mail addresses.
func (p *parser) addressAt(i int) int {
	start := p.toks[i].start
	word := p.str(i)
	scheme := word == "http" || word == "https" || word == "ftp" || word == "www" || word == "mailto"
	if !scheme && (!p.tight(i+1) || p.kind(i+1) != markTok || !strings.Contains("@._-", p.str(i+1))) {
		return i
	}
	if !scheme && i > 0 && p.tight(i) && !strings.Contains("(<[\"'«“", p.str(i-1)) && !p.is(i-1, "’") && !p.cjkBefore(i) {
		return i
	}
	end := addressEnd(p.text, start)
	run := p.text[start:end]
	if !isAddress(run) {
		return i
	}
	return p.addUntil(i, end, Fact{Kind: URL, Value: normalAddress(run)})
}

// cjkBefore reports whether a character of a script without spaces stands right
// before token i.
func (p *parser) cjkBefore(i int) bool {
	r, _ := utf8.DecodeLastRuneInString(p.text[:p.toks[i].start])
	return r >= 0x2e80 && (ideograph(r) || unicode.In(r, unicode.Hiragana, unicode.Katakana, unicode.Hangul) || !unicode.IsLetter(r))
}

// addressEnd runs up to white space or a mark that no address holds, then back
// over the punctuation of the sentence.
func addressEnd(text string, start int) int {
	end := start
	for end < len(text) {
		r, n := utf8.DecodeRuneInString(text[end:])
		if unicode.IsSpace(r) || strings.ContainsRune("<>\"«»“”’‘|[]{}", r) || ideograph(r) || r >= 0x3000 && r <= 0x303f {
			break
		}
		end += n
	}
	for end > start {
		last := text[end-1]
		if strings.IndexByte(".,;:!?'*", last) >= 0 || last == ')' && strings.Count(text[start:end], ")") > strings.Count(text[start:end], "(") {
			end--
			continue
		}
		break
	}
	return end
}

// isAddress reports whether the run is an address: a scheme, "www.", a mail
// address, or a host in one of the common top-level domains.
func isAddress(run string) bool {
	for _, lead := range [...]string{"http://", "https://", "ftp://", "www.", "mailto:"} {
		if strings.HasPrefix(run, lead) && len(run) > len(lead)+2 {
			return true
		}
	}
	if at := strings.IndexByte(run, '@'); at > 0 {
		return strings.Contains(run[at:], ".") && isHost(run[at+1:])
	}
	host, _, path := strings.Cut(run, "/")
	if !isHost(host) {
		return false
	}
	switch host[strings.LastIndexByte(host, '.')+1:] {
	case "org", "com", "net", "int", "edu", "gov", "info":
		return true
	case "fr", "ca", "uk", "ch", "eu", "es", "de", "be", "ru", "cn":
		return path
	}
	return false
}

func isHost(s string) bool {
	point := strings.LastIndexByte(s, '.')
	if point < 1 || point+2 >= len(s) {
		return false
	}
	for i := 0; i < len(s); i++ {
		if c := s[i]; !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '.' || c == '-' || c == '_') {
			return false
		}
	}
	return true
}

// languageParts are the parts of an address that name a language.
const languageParts = " en fr es ru ar zh de eng fra fre spa english french francais espanol anglais russian arabic chinese "

// normalAddress takes off the scheme, "www." and the final stroke, lowers the
// host, and puts "*" for every part that names a language: the French page at
// "/fr/" is the counterpart of the English at "/en/".
func normalAddress(s string) string {
	for _, lead := range [...]string{"http://", "https://", "ftp://", "mailto:", "www."} {
		s = strings.TrimPrefix(s, lead)
	}
	s = strings.TrimSuffix(s, "/")
	host, path, found := strings.Cut(s, "/")
	s = strings.ToLower(host)
	if found {
		s += "/" + path
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		j := i
		for j < len(s) && (s[j] >= 'a' && s[j] <= 'z' || s[j] >= 'A' && s[j] <= 'Z' || s[j] >= '0' && s[j] <= '9' || s[j] >= utf8.RuneSelf) {
			j++
		}
		if part := s[i:j]; part != "" && strings.Contains(languageParts, " "+strings.ToLower(part)+" ") {
			b.WriteByte('*')
		} else {
			b.WriteString(part)
		}
		if j < len(s) {
			b.WriteByte(s[j])
			j++
		}
		i = j
	}
	return b.String()
}
