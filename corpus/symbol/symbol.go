// Package symbol finds the facts in running text whose form differs by
// language but whose value must not: numbers, dates, document symbols,
// resolutions, paragraph references. Each has a canonical value, so that
// "1,234.5" in English equals "1 234,5" in French and "para. 52 (a) (i)"
// equals "par. 52 a) i)".
package symbol

import "bitext/corpus"

// Kind says what sort of fact was found.
type Kind uint8

// The kinds of facts.
const (
	Number Kind = iota
	Date
	Document  // a document symbol, sales number or resolution: "E/CN.15/2011/19", "65/230"
	Reference // a paragraph, article, annex or section referred to
	URL
)

// Fact is one fact in a text.
type Fact struct {
	corpus.Span        // bytes in the text
	Kind        Kind   //
	Value       string // canonical, equal for equal facts in all languages
}

// Find lists the facts in a text of the given language, in order, disjoint.
func Find(text string, code corpus.Lang) []Fact { return nil }
