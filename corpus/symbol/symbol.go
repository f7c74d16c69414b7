// Package symbol finds the facts in running text whose form differs by
// language but whose value must not: numbers, dates, document symbols,
// resolutions, paragraph references, web addresses. Each has a canonical value,
// so that "1,234.5" in English equals "1 234,5" in French and
// "para. 52 (a) (i)" equals "par. 52 a) i)"; Compare says which facts of one
// text have no counterpart in the other.
//
//	for _, f := range symbol.Find("27-29 juillet 2020", corpus.French) {
//		fmt.Println(f.Kind, f.Value) // date 2020-07-27/2020-07-29
//	}
//
// # How it works
//
// One pass cuts the text into words, runs of digits and marks and looks each
// word up in the small lexicon of its language (number words, months, units,
// "paragraph", "resolution"). A second pass tries the recognisers at each
// place, the more special first: address, document symbol, reference, date,
// number. No regular expressions are used, so the cost is linear in the text:
// it may be called for every paragraph of a large corpus.
//
// English and French are known in depth; Spanish, German, Russian, Arabic and
// Chinese have months, digits, common number words and words for references;
// some twenty more have months, large numbers and the mark before decimals (see
// wideLanguages), a few of them units of time and number words (see wideWords). Any other language has its digits, symbols and addresses
// read.
//
// # What it does not do
//
// It does not hold "minus five" to be negative for certain ("au moins cinq"), reads no phone numbers as such and no
// chemical or mathematical formulae; it does not convert units.
package symbol

import (
	"bitext/corpus"
)

// Kind says what sort of fact was found.
type Kind uint8

// The kinds of facts.
const (
	Number Kind = iota
	Date
	Document  // a document symbol, sales number or resolution: "E/CN.15/2011/19", "65/230"
	Reference // a paragraph, article, annex, section or list item referred to
	URL       // a web or mail address
)

var kindNames = [...]string{"number", "date", "document", "reference", "url"}

// String gives the kind's name ("number").
func (k Kind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return "unknown"
}

// Fact is one fact in a text.
type Fact struct {
	corpus.Span        // bytes in the text
	Kind        Kind   //
	Value       string // canonical, equal for equal facts in all languages; see the constants of Kind
	Unit        string // what is counted or referred to where that was understood: "%", "EUR", "day", "para"; else ""
	Spelled     bool   // written in words ("thirty", "sixième")
	Ordinal     bool   // "sixth", "6e"
	Weak        bool   // no number for certain ("one", "first", "un"); only All gives these

	listed bool   // a Reference without its word: "24" in "articles 22 to 24"
	ranged bool   // the end of a range that the Reference before it begins
	also   string // another reading of the same characters, values separated by a space
}

// Find lists the facts in a text of the given language, in order, disjoint.
//
// Values by kind:
//
//	number     "1234.5", fractions "2/3", clock times "15:30", decades "1990s"
//	date       "2020-07-27", "--07-27" without year, "2020-07" without day,
//	           several days joined by "/"
//	document   "E/CN.15/2011/19", "65/230", "1373(2001)", sales numbers
//	           without their letter for the language: "sales 02.XI.1"
//	reference  "52(a)(i)", Roman numerals in Arabic digits
//	url        without scheme, "www." and language: "unodc.org/*/index.html"
func Find(text string, code corpus.Lang) []Fact {
	all := All(text, code)
	strong := all[:0]
	for _, f := range all {
		if !f.Weak {
			strong = append(strong, f)
		}
	}
	return strong
}

// All is Find with the weak facts: words that may be numbers or may be none
// ("one", "first", "both"; "un", "premier"). They can account for a fact on the
// other side, but nothing follows from their absence.
func All(text string, code corpus.Lang) []Fact {
	p := parser{text: text, lex: lexiconOf(code)}
	p.tokenise()
	if !p.promising {
		return nil
	}
	for i := 0; i < len(p.toks); {
		i = p.step(i)
	}
	return p.facts
}

// Spells reports whether the number words of the language are known well
// enough that the absence of one means something.
func Spells(code corpus.Lang) bool { return code == corpus.English || code == corpus.French }

// Months reports whether the names of the months are known in the language.
func Months(code corpus.Lang) bool {
	return lexiconOf(code).months || cjk(code)
}

// cjk reports whether the language writes dates as 2020年12月31日.
func cjk(code corpus.Lang) bool {
	switch base(code) {
	case "zh", "ja", "ko":
		return true
	}
	return false
}

// parser walks over the tokens of one text and collects the facts.
type parser struct {
	text      string
	lex       *lexicon
	toks      []token
	facts     []Fact
	promising bool // some token may begin a fact
	depth     int  // open round brackets before the current token
}

// step tries every recogniser at token i and gives the index to go on from.
func (p *parser) step(i int) int {
	t := &p.toks[i]
	var next int
	switch {
	case t.kind == digitTok:
		next = p.digitsAt(i)
	case t.kind == wordTok:
		next = p.wordAt(i)
	case t.kind == superTok:
		next = p.markAt(i)
	case t.kind == fractionTok:
		next = p.add(i, i+1, Fact{Kind: Number, Value: vulgarFraction(p.str(i))})
	default:
		next = p.punctAt(i)
	}
	if next > i {
		return next
	}
	return i + 1
}

// digitsAt handles a run of digits.
func (p *parser) digitsAt(i int) int {
	if p.glued(i) {
		return p.markAt(i)
	}
	if p.exponent(i) {
		return i + 1
	}
	for _, try := range [...]func(int) int{p.addressAt, p.slashedAt, p.numericDateAt, p.cjkDateAt, p.cjkClockAt, p.cjkDecadeAt, p.clockAt, p.dayDateAt} {
		if next := try(i); next > i {
			return next
		}
	}
	return p.numberAt(i)
}

// wordAt handles a word.
func (p *parser) wordAt(i int) int {
	if next := p.addressAt(i); next > i {
		return next
	}
	if next := p.documentAt(i); next > i {
		return next
	}
	switch p.toks[i].lex.class {
	case numeral:
		return p.numeralAt(i)
	case refWord:
		if next := p.referenceAt(i); next > i {
			return next
		}
	case resolutionWord:
		if next := p.resolutionAt(i); next > i {
			return next
		}
	case monthWord:
		return p.monthAt(i)
	case weakMonth:
		return p.weakMonthAt(i)
	case weekdayWord:
		return p.add(i, i+1, Fact{Kind: Date, Value: "weekday " + string(byte('0'+p.toks[i].lex.n)), Unit: "weekday", Weak: true})
	case decadeLead:
		if next := p.decadeAt(i); next > i {
			return next
		}
	case weakWord, cardinal, hundredWord, scaleWord, ordinalWord, collective, fractionWord, decadeWord:
		if next := p.dayDateAt(i); next > i {
			return next
		}
		return p.numberAt(i)
	}
	if next := p.romanAt(i); next > i {
		return next
	}
	return p.itemAt(i)
}

// punctAt handles a mark: list items, signs, brackets.
func (p *parser) punctAt(i int) int {
	switch p.text[p.toks[i].start] {
	case '(':
		if next := p.itemAt(i); next > i {
			return next
		}
		p.depth++
	case ')':
		p.depth = max(0, p.depth-1)
	case '[':
		if p.tight(i) && p.kind(i+1) == digitTok && p.is(i+2, "]") && p.toks[i+1].end-p.toks[i+1].start <= 3 {
			return p.add(i, i+3, Fact{Kind: Reference, Unit: "mark", Value: "^" + p.digits(i+1)})
		}
	}
	if p.toks[i].lex.class == currencySign {
		return p.numberAfterCurrency(i)
	}
	return i
}

// add appends a fact that covers the tokens [i,j) and returns j.
func (p *parser) add(i, j int, f Fact) int {
	f.Start, f.End = p.toks[i].start, p.toks[j-1].end
	p.facts = append(p.facts, f)
	return j
}

func (p *parser) str(i int) string { return p.text[p.toks[i].start:p.toks[i].end] }

// is reports whether token i exists and is exactly the mark s.
func (p *parser) is(i int, s string) bool {
	return i >= 0 && i < len(p.toks) && p.toks[i].kind == markTok && p.str(i) == s
}

// tight reports whether token i exists and follows the one before without
// white space.
func (p *parser) tight(i int) bool {
	return i > 0 && i < len(p.toks) && p.toks[i].gap == noGap
}

// class gives the lexical class of token i, nothing beyond the end.
func (p *parser) class(i int) class {
	if i < 0 || i >= len(p.toks) {
		return 0
	}
	return p.toks[i].lex.class
}

// kind gives the kind of token i, 0 beyond the ends.
func (p *parser) kind(i int) tokenKind {
	if i < 0 || i >= len(p.toks) {
		return 0
	}
	return p.toks[i].kind
}
