package text

import (
	"strings"
	"unicode"

	"bitext/corpus"
)

// maxHeading is the length in bytes beyond which nothing is a heading.
const maxHeading = 220

// maxPlainHeading is the same for a block that has neither number nor capitals
// to show for it.
const maxPlainHeading = 120

// Classify fills in the label of every block that has none, and the kind and
// level of those that are still plain paragraphs. It is for readers of formats
// that do not say what a block is; what a reader has set stays.
func Classify(blocks []corpus.Block) {
	var c chains
	for i := range blocks {
		b := &blocks[i]
		l := parseLabel(b.Text)
		if b.Kind == corpus.Footnote && l.style == arabicBare {
			l.style = noteMark
		}
		if b.Label != "" && b.Label != l.text {
			continue // the format itself has numbered the block
		}
		s, depth := c.follow(l)
		if s == odd && b.Label == "" && (l.style == arabicBare || l.style == upperStop || l.style == lowerStop) {
			l, s = label{}, unnumbered
		}
		b.Label = l.text
		if b.Kind == corpus.Paragraph {
			kind, level := kindOf(b.Text, l, depth)
			b.Kind, b.Level = kind, corpus.Depth(level)
		}
	}
}

// kindOf guesses what a block is from its text and label.
func kindOf(s string, l label, depth int) (corpus.Kind, int) {
	title := looksLikeTitle(s[len(l.text):], l)
	switch l.style {
	case noteMark:
		return corpus.Footnote, 0
	case bullet, lowerParen, lowerBoth, lowerStop, romanLower, arabicParen, arabicBoth, upperParen:
		return corpus.ListItem, max(depth, 1)
	case keyword:
		if title {
			return corpus.Heading, 1
		}
	case romanUpper:
		if title {
			return corpus.Heading, 1
		}
	case upperStop:
		if title {
			return corpus.Heading, 2
		}
	case arabicStop, arabicBare:
		if title && !l.pair {
			return corpus.Heading, 1 + dots(l)
		}
	case noLabel:
		if title {
			return corpus.Heading, 0
		}
	}
	return corpus.Paragraph, 0
}

// dots is the number of parts before the last in "10.1.2".
func dots(l label) int { return strings.Count(strings.TrimRight(l.text, "."), ".") }

// looksLikeTitle reports whether the text behind a label is a title: short,
// begun with a capital, not ended as a sentence.
func looksLikeTitle(s string, l label) bool {
	s = strings.TrimSpace(s)
	if s == "" {
		return l.style == keyword
	}
	limit := maxPlainHeading
	if l.style == romanUpper || l.style == upperStop || l.style == keyword {
		limit = maxHeading
	}
	if len(s) > limit || beginningOf(s) != beginsUpper {
		return false
	}
	switch endingOf(s) {
	case endsOpen, endsClosed:
		return true
	case endsStop: // a title that ends on a bracket or abbreviation
		return strings.ToUpper(s) == s && strings.IndexFunc(s, unicode.IsLetter) >= 0
	}
	return false
}
