package extract

import "bitext/corpus"

// joins knows the mere complements of a text: nouns that a preposition joins to
// the noun before, without an article between them ("arme à feu", "organisme de
// bienfaisance", "société en commandite").
type joins struct {
	prepositions map[uint32]bool
	counts       map[uint32]joinCount // by lemma
}

type joinCount struct{ joined, all int32 }

// newJoins counts the complements of a side; those of languages other than French
// have none.
func newJoins(s *side) *joins {
	j := &joins{map[uint32]bool{}, map[uint32]joinCount{}}
	if s.code != corpus.French {
		return j
	}
	for _, w := range []string{"de", "d'", "à", "en"} {
		if id, known := s.number[w]; known {
			j.prepositions[id] = true
		}
	}
	for n := range s.sentences {
		tokens := s.sentences[n].tokens
		for i, t := range tokens {
			if t.class != noun {
				continue
			}
			c := j.counts[t.lemma]
			c.all++
			if j.head(tokens, i) >= 0 {
				c.joined++
			}
			j.counts[t.lemma] = c
		}
	}
	return j
}

// head gives the noun that the word at from is a mere complement of, or -1.
func (j *joins) head(tokens []token, from int) int {
	if from < 2 || tokens[from].class != noun || !j.prepositions[tokens[from-1].norm] {
		return -1
	}
	head := from - 2
	for head > 0 && modifies(tokens[head].class) {
		head--
	}
	if tokens[head].class != noun {
		return -1
	}
	return head
}

// share gives the share of the occurrences of a noun that are mere complements.
func (j *joins) share(lemma uint32) float64 {
	c := j.counts[lemma]
	return float64(c.joined) / float64(max(c.all, 1))
}
