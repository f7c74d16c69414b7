package extract

import (
	"context"
	"io"
	"iter"
	"math"
	"strings"

	"bitext/corpus"
	"bitext/termbase/extract/general"
)

// Limits of the table of general language.
const (
	generalBlock  = 100 // sentences that count as one document for burstiness
	generalWord   = 2   // occurrences a word needs
	generalPhrase = 3   // occurrences a phrase needs
)

// generalCount is what is counted for a word or phrase.
type generalCount struct {
	count, blocks, inflected int
	last                     int // block of the last occurrence, from 1
}

// CountGeneral counts the words and candidate phrases of general language over
// sentences in one language and writes them as package general reads them. It
// is how the shipped tables are made; it fails when ctx ends or w fails.
func CountGeneral(ctx context.Context, code corpus.Lang, sentences iter.Seq[string], w io.Writer) error {
	g := &generalCounter{side: newSide(code), counts: map[string]*generalCount{}}
	g.finder, g.degree = newFinder(g.side), degreeWords(code)
	var texts []string
	for text := range sentences {
		texts = append(texts, text)
		if len(texts) == batch {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			g.add(texts)
			texts = texts[:0]
		}
	}
	g.add(texts)
	return general.Write(w, g.side.tokens, g.entries())
}

type generalCounter struct {
	side   *side
	finder *finder
	degree map[string]bool
	counts map[string]*generalCount
	seen   int // sentences
}

func (g *generalCounter) add(texts []string) {
	g.side.add(texts, make([]int32, len(texts)))
	for i := range g.side.sentences {
		tokens := g.side.sentences[i].tokens
		for j, t := range tokens {
			if t.class != breaks && t.class != number {
				g.count(g.side.words[t.lemma], tokens[j:j+1])
			}
			if t.class == adjective && g.graded(tokens, j) {
				g.count(general.Graded(g.side.words[t.lemma]), tokens[j:j+1])
			}
		}
		for _, sp := range g.finder.find(g.side, &g.side.sentences[i]) {
			if sp.to-sp.from > 1 {
				g.count(g.side.lemmaText(lemmasOf(tokens[sp.from:sp.to])), tokens[sp.from:sp.to])
			}
		}
		g.seen++
	}
	g.side.sentences = g.side.sentences[:0]
}

// graded reports whether an adjective says how much: behind a word of degree, or compared
// by its ending.
func (g *generalCounter) graded(tokens []token, at int) bool {
	norm, lemma := g.side.words[tokens[at].norm], g.side.words[tokens[at].lemma]
	if g.side.code == corpus.English && norm != lemma && (strings.HasSuffix(norm, "er") || strings.HasSuffix(norm, "est")) {
		return true
	}
	return at > 0 && g.degree[g.side.words[tokens[at-1].norm]]
}

func lemmasOf(tokens []token) []uint32 {
	lemmas := make([]uint32, len(tokens))
	for i, t := range tokens {
		lemmas[i] = t.lemma
	}
	return lemmas
}

func (g *generalCounter) count(key string, tokens []token) {
	c := g.counts[key]
	if c == nil {
		c = &generalCount{}
		g.counts[key] = c
	}
	c.count++
	if block := g.seen/generalBlock + 1; c.last != block {
		c.last = block
		c.blocks++
	}
	if g.side.isPlural(tokens) {
		c.inflected++
	}
}

// entries turns the counts into what is shipped.
func (g *generalCounter) entries() map[string]general.Entry {
	blocks := float64(g.seen/generalBlock + 1)
	out := map[string]general.Entry{}
	for key, c := range g.counts {
		least := generalWord
		for i := range len(key) {
			if key[i] == ' ' {
				least = generalPhrase
			}
		}
		if c.count < least {
			continue
		}
		expected := 1 - math.Exp(-float64(c.count)/blocks)
		out[key] = general.Entry{
			Count:     float64(c.count),
			Burst:     math.Log2(blocks/float64(c.blocks)) + math.Log2(expected),
			Inflected: float64(c.inflected) / float64(c.count),
		}
	}
	return out
}
