package extract

import (
	"context"
	"iter"
	"runtime"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"bitext/corpus"
	"bitext/corpus/lang"
	"bitext/termbase"
	"bitext/termbase/extract/general"
)

// class is a part of speech as patterns see it.
type class = byte

// The classes. Others are breaks: no candidate crosses them.
const (
	noun       class = 'N'
	adjective  class = 'A'
	past       class = 'P' // past participle
	ing        class = 'G' // English -ing form
	verb       class = 'V'
	adposition class = 'I'
	determiner class = 'D'
	adverb     class = 'R'
	coordinate class = 'C'
	number     class = '#'
	breaks     class = '.'
)

// Flags of a token.
const (
	capital  = 1 << iota // begins with a capital
	shouting             // two letters and more, all capitals
	first                // first word of its sentence, or behind a mark that opens one
	wordlike             // no mark
)

// token is a word of the text, packed: a text of millions of words is kept
// whole, at 24 bytes each.
type token struct {
	lemma, norm uint32 // numbers in the vocabulary
	written     uint32 // as it stands in the text
	start, end  uint32 // bytes in the sentence
	class       class
	flags       byte
	grammar     byte // gender and number: 1 masculine, 2 feminine, 4 singular, 8 plural
}

// Bits of token.grammar.
const (
	masculine = 1 << iota
	feminine
	singular
	plural
)

// sentence is an analysed sentence; text is kept only while it is needed.
type sentence struct {
	tokens []token
	doc    int32
	title  bool // most words are capitalised: capitals say nothing here
}

// side is the text in one language.
type side struct {
	code      corpus.Lang
	language  *lang.Language
	general   *general.Table
	number    map[string]uint32
	words     []string
	sentences []sentence
	tokens    int         // words, without marks
	lemmas    []wordCount // by lemma
}

// wordCount is what the text says of a word.
type wordCount struct {
	count    int // occurrences
	mid      int // of these inside a sentence that is no title
	capital  int // of those with a capital
	upper    int // with a capital anywhere but at the start of a sentence
	shouting int
	named    int // behind an article, for acronyms
	nouns    int // tagged as a noun
}

func newSide(code corpus.Lang) *side {
	return &side{code: code, language: lang.For(code), general: general.For(code), number: map[string]uint32{"": 0}, words: []string{""}}
}

func (s *side) intern(word string) uint32 {
	id, known := s.number[word]
	if !known {
		id = uint32(len(s.words))
		s.words = append(s.words, word)
		s.number[word] = id
	}
	return id
}

// batch is how many sentences are analysed at a time; their texts and full
// analyses are gone before the next.
const batch = 1024

// add analyses sentences in parallel and keeps them in order.
func (s *side) add(texts []string, docs []int32) {
	results := make([][]lang.Token, len(texts))
	var wg sync.WaitGroup
	workers := runtime.GOMAXPROCS(0)
	for w := range workers {
		wg.Go(func() {
			for i := w; i < len(texts); i += workers {
				results[i] = s.analyse(texts[i])
			}
		})
	}
	wg.Wait()
	for i, tokens := range results {
		s.sentences = append(s.sentences, s.pack(tokens, docs[i]))
	}
}

// analyse cuts a text, which may hold several sentences, and analyses each; the
// words of one in another language count as signs.
func (s *side) analyse(text string) []lang.Token {
	var all []lang.Token
	for _, span := range s.language.Sentences(text) {
		tokens := s.language.Analyse(span.In(text))
		foreign := s.foreign(span.In(text), tokens)
		for i := range tokens {
			if foreign {
				tokens[i].Tag = lang.Sym
			}
			tokens[i].Span = tokens[i].Shift(span.Start)
		}
		all = append(all, tokens...)
	}
	return all
}

// pack turns an analysis into a sentence and counts its words.
func (s *side) pack(tokens []lang.Token, doc int32) sentence {
	out := sentence{doc: doc, tokens: make([]token, len(tokens)), title: titled(tokens)}
	open, prose := true, isProse(tokens)
	for i, t := range tokens {
		lemma := s.lemmaOf(t)
		p := token{lemma: s.intern(lemma), norm: s.intern(t.Norm), written: s.intern(t.Text), start: uint32(t.Start), end: uint32(t.End), class: classOf(s.language, t)}
		if !prose || i >= mostTokens {
			p.class = breaks
		}
		p.flags, p.grammar = flagsOf(t.Text), grammarOf(t)
		if open {
			p.flags |= first
		}
		if t.Form != lang.Punctuation && t.Form != lang.Symbol {
			p.flags |= wordlike
		}
		open = opens(t) || open && (t.Form == lang.Number || t.Norm == "(")
		out.tokens[i] = p
		s.count(out, i, t)
	}
	return out
}

// opens reports whether a sentence, or what looks like one, may begin behind a mark. Behind a
// bracket inside a sentence a capital says as much as elsewhere: "(Thailand)".
func opens(t lang.Token) bool {
	return t.Form == lang.Punctuation && !strings.Contains(",')-(", t.Norm)
}

// mostTokens is the length of a sentence beyond which no candidates are taken:
// no sentence has as many words, and places count in 16 bits.
const mostTokens = 30000

// lemmaOf is the lemma of a token; a plural name is taken for the noun that it
// is made of ("Offenders" in a title).
func (s *side) lemmaOf(t lang.Token) string {
	if t.Tag == lang.Propn && (t.Fine == "NNPS" || t.Plural == 'p') && t.Lemma == t.Norm {
		for _, lemma := range s.language.Lemmas(t.Norm) {
			if lemma != t.Norm {
				return lemma
			}
		}
	}
	if t.Lemma == "" {
		return t.Norm
	}
	return t.Lemma
}

func (s *side) count(out sentence, i int, t lang.Token) {
	if t.Form == lang.Punctuation {
		return
	}
	s.tokens++
	p := out.tokens[i]
	for int(p.lemma) >= len(s.lemmas) {
		s.lemmas = append(s.lemmas, make([]wordCount, len(s.words)-len(s.lemmas)+256)...)
	}
	c := &s.lemmas[p.lemma]
	c.count++
	if p.class == noun {
		c.nouns++
	}
	if p.flags&shouting != 0 {
		c.shouting++
		if i > 0 && out.tokens[i-1].class == determiner {
			c.named++
		}
	}
	if p.flags&capital != 0 && p.flags&first == 0 {
		c.upper++
	}
	if !out.title && p.flags&first == 0 {
		c.mid++
		if p.flags&capital != 0 {
			c.capital++
		}
	}
}

// titleShare is the share of capitalised words from which a sentence counts as
// a title.
const titleShare = 0.6

func titled(tokens []lang.Token) bool {
	words, capitals := 0, 0
	for _, t := range tokens {
		if t.Form == lang.Word && utf8.RuneCountInString(t.Text) > 3 {
			words++
			if r, _ := utf8.DecodeRuneInString(t.Text); unicode.IsUpper(r) {
				capitals++
			}
		}
	}
	return words > 0 && float64(capitals) >= titleShare*float64(words)
}

func flagsOf(text string) (flags byte) {
	letters, lower := 0, 0
	for i, r := range text {
		if i == 0 && unicode.IsUpper(r) {
			flags |= capital
		}
		if unicode.IsLetter(r) {
			letters++
		}
		if unicode.IsLower(r) {
			lower++
		}
	}
	if letters >= 2 && lower == 0 || letters >= 4 && lower == 1 && flags&capital != 0 && unicode.IsUpper(lastRune(text)) {
		flags |= shouting
	}
	return flags
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

func grammarOf(t lang.Token) (g byte) {
	switch t.Gender {
	case 'm':
		g |= masculine
	case 'f':
		g |= feminine
	}
	switch t.Plural {
	case 's':
		g |= singular
	case 'p':
		g |= plural
	}
	return g
}

// readDocuments analyses every segment of the documents.
func (s *side) readDocuments(ctx context.Context, docs []*corpus.Document) error {
	var texts []string
	var numbers []int32
	flush := func() {
		s.add(texts, numbers)
		texts, numbers = texts[:0], numbers[:0]
	}
	for n, d := range docs {
		for b := range d.Blocks {
			for i := range d.Blocks[b].Segments {
				texts, numbers = append(texts, d.Blocks[b].Segment(i)), append(numbers, int32(n))
			}
			if len(texts) >= batch {
				if ctx.Err() != nil {
					return ctx.Err()
				}
				flush()
			}
		}
	}
	flush()
	return ctx.Err()
}

// readUnits analyses both sides of the units; sentence i of each is unit i.
func (x *extraction) readUnits(ctx context.Context, units iter.Seq2[termbase.Unit, error]) error {
	var sources, targets []string
	var docs []int32
	flush := func() {
		x.source.add(sources, docs)
		x.target.add(targets, docs)
		sources, targets, docs = sources[:0], targets[:0], docs[:0]
	}
	for u, err := range units {
		if err != nil {
			return err
		}
		if len(sources) == batch {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			flush()
		}
		sources, targets, docs = append(sources, u.Source), append(targets, u.Target), append(docs, int32(u.Pair))
		x.units = append(x.units, u.ID)
	}
	flush()
	return ctx.Err()
}
