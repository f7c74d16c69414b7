package extract

import (
	"cmp"
	"encoding/binary"
	"runtime"
	"slices"
	"sync"
)

// phraseCounter counts how often phrases stand in a text: a trie of lemmas
// that is walked from every word. It is filled first and counts then.
type phraseCounter struct {
	next   map[trieStep]int32
	ends   []int32 // by node: number of the phrase that ends there, -1 for none
	counts []int   // by phrase
}

type trieStep struct {
	node  int32
	lemma uint32
}

func newPhraseCounter() *phraseCounter {
	return &phraseCounter{next: map[trieStep]int32{}, ends: []int32{-1}}
}

// want takes in the weightiest options of a term and gives their numbers.
func (c *phraseCounter) want(h *habits) map[string]int32 {
	keys := sortedKeys(h.share)
	slices.SortStableFunc(keys, func(a, b string) int { return cmp.Compare(h.share[b], h.share[a]) })
	numbers := map[string]int32{}
	for _, key := range keys[:min(len(keys), mostHabits)] {
		numbers[key] = c.add(key)
	}
	return numbers
}

// add gives the number of a phrase, by its renderingKey.
func (c *phraseCounter) add(key string) int32 {
	node := int32(0)
	for ; len(key) >= 4; key = key[4:] {
		step := trieStep{node, binary.LittleEndian.Uint32([]byte(key[:4]))}
		to, known := c.next[step]
		if !known {
			to = int32(len(c.ends))
			c.next[step] = to
			c.ends = append(c.ends, -1)
		}
		node = to
	}
	if c.ends[node] < 0 {
		c.ends[node] = int32(len(c.counts))
		c.counts = append(c.counts, 0)
	}
	return c.ends[node]
}

// count goes over the text, on all processors.
func (c *phraseCounter) count(s *side) {
	workers := runtime.GOMAXPROCS(0)
	parts := make([][]int, workers)
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			parts[w] = make([]int, len(c.counts))
			for n := w; n < len(s.sentences); n += workers {
				c.walk(s.sentences[n].tokens, parts[w])
			}
		})
	}
	wg.Wait()
	for _, part := range parts {
		for i, n := range part {
			c.counts[i] += n
		}
	}
}

func (c *phraseCounter) walk(tokens []token, counts []int) {
	for from, t := range tokens {
		if t.class == determiner {
			continue
		}
		node := int32(0)
		for i := from; i < len(tokens) && i-from < mostSpan; i++ {
			if tokens[i].class == determiner {
				continue
			}
			to, known := c.next[trieStep{node, tokens[i].lemma}]
			if !known {
				break
			}
			if node = to; c.ends[node] >= 0 {
				counts[c.ends[node]]++
			}
		}
	}
}
