// Package lang knows what a language needs to be read: where its sentences and
// words begin and end, what part of speech and lemma a word has, and when two
// words are the same.
//
// English and French are known in depth; other languages go by the rules of
// Unicode (UAX 29), with stems and stop words where they are to be had.
//
//	l := lang.For(corpus.French)
//	for _, s := range l.Sentences(paragraph) {
//		for _, t := range l.Analyse(s.In(paragraph)) {
//			fmt.Println(t.Text, t.Tag, t.Lemma)
//		}
//	}
//
// A Language is safe for concurrent use. All spans are bytes of the text that
// was passed in; tokens are ordered and disjoint and cover all that is not
// white space.
package lang

import "bitext/corpus"

// Tag is a part of speech of Universal Dependencies.
type Tag uint8

// The universal parts of speech. X, the zero value, also stands where nothing
// is known.
const (
	X Tag = iota
	Adj
	Adp
	Adv
	Aux
	Cconj
	Det
	Intj
	Noun
	Num
	Part
	Pron
	Propn
	Punct
	Sconj
	Sym
	Verb
)

var tagNames = [...]string{
	"X", "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN",
	"NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB",
}

// String gives the tag as Universal Dependencies writes it ("NOUN").
func (t Tag) String() string {
	if int(t) < len(tagNames) {
		return tagNames[t]
	}
	return "X"
}

// ParseTag is the inverse of Tag.String; known is false for other names.
func ParseTag(name string) (tag Tag, known bool) {
	for i, n := range tagNames {
		if n == name {
			return Tag(i), true
		}
	}
	return X, false
}

// Form is the shape of a token, known without a tagger.
type Form uint8

// The shapes of tokens.
const (
	Word        Form = iota // letters, with inner apostrophes and hyphens
	Number                  // "1 234,5", "65/230", "1er", "27-29"
	Symbol                  // a document symbol, web or mail address
	Punctuation             // everything else
)

// Token is one word, number or mark of a text.
type Token struct {
	corpus.Span        // bytes in the text that was analysed
	Text        string // as written
	Norm        string // Normal(Text)
	Lemma       string // dictionary form, normal; the stem or Norm where there is no lemmatiser; "" from Words
	Tag         Tag    // X from Words and for languages without a tagger
	Form        Form
	Fine        string // tag of the language's own set where the tagger has one (Penn "NNS" for English)
	Gender      byte   // 'm', 'f'; 0 where it is not known or both
	Plural      byte   // 's', 'p'; 0 where it is not known or both
}

// Language is what is known of one language.
type Language struct {
	code    corpus.Lang
	profile *profile
}

// For gives the language with that code; a code that nothing is known about
// gets the rules of Unicode. It never returns nil and is cheap to call.
func For(code corpus.Lang) *Language { return &Language{code, profileOf(code)} }

// Code is the language's code as passed to For.
func (l *Language) Code() corpus.Lang { return l.code }

// StopWord reports whether the normal word is one of the language's function
// words: articles, prepositions, pronouns, conjunctions, auxiliaries and the
// commonest adverbs. Elided and clitic forms count ("l'", "-t-il", "'s").
func (l *Language) StopWord(norm string) bool {
	_, stop := l.profile.stop[norm]
	return stop
}
