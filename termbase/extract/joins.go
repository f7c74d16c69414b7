package extract

import (
	"strings"

	"bitext/corpus"
)

// joins knows the mere complements of a text: nouns that a preposition joins to
// the noun before, without an article between them ("arme à feu", "organisme de
// bienfaisance", "société en commandite").
type joins struct {
	prepositions map[uint32]bool
	adjectival   map[uint32]bool      // prepositions that make what an adjective says of a noun ("à temps plein")
	without      map[uint32]bool      // prepositions that say that something is missing ("sans fil")
	relational   map[uint32]bool      // adjectives that join a complement, which cannot stand without them ("relatif à")
	vague        map[uint32]bool      // nouns that say nothing of what they join
	light        map[uint32]bool      // verbs that are no part of a term
	counts       map[uint32]joinCount // by lemma
}

type joinCount struct{ joined, all int32 }

// newJoins counts the complements of a side; those of languages other than French
// have none.
func newJoins(s *side) *joins {
	j := &joins{vague: s.numbered(vagueWords(s.code)), light: s.numbered(lightVerbs(s.code)), counts: map[uint32]joinCount{}}
	if s.code != corpus.French {
		return j
	}
	j.prepositions = s.numbersOf([]string{"de", "d'", "à", "en"})
	j.adjectival = s.numbersOf([]string{"à", "en", "sous"})
	j.relational = s.numbersOf(strings.Fields(relationalFrench))
	j.without = s.numbersOf([]string{"sans", "hors"})
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
	if tokens[head].class != noun || j.vague[tokens[head].lemma] {
		return -1
	}
	return head
}

// share gives the share of the occurrences of a noun that are mere complements.
func (j *joins) share(lemma uint32) float64 {
	c := j.counts[lemma]
	return float64(c.joined) / float64(max(c.all, 1))
}

// headless reports whether a span that begins there is the complement of a noun
// before it that renders nothing else, while the occurrence is the head of its own
// phrase: what renders "charity" is not "bienfaisance", but "organisme de
// bienfaisance".
func (w *weights) headless(from int) bool {
	if !w.head || from < 0 || w.joins.share(w.tokens[from].lemma) < mostlyJoined {
		return false
	}
	head := w.joins.head(w.tokens, from)
	return head >= 0 && !w.foreign(head)
}

// modifier reports whether the word there is an adjective behind a noun that
// renders nothing else, while the occurrence is the head of its own phrase:
// "botnet" is not "zombie", but "ordinateur zombie".
func (w *weights) modifier(at int) bool {
	return w.head && at > 0 && w.tokens[at].class == adjective && w.tokens[at-1].class == noun && !w.foreign(at-1)
}

// both reports whether the nouns on either side of a coordination render
// different words of the term: "détection et répression" for "law enforcement".
func (w *weights) both(at place) bool {
	for j := int(at.from) + 1; j < int(at.to)-1; j++ {
		if w.tokens[j].class != coordinate || w.joints[j] {
			continue
		}
		before, behind := j-1, j+1
		for before > int(at.from) && w.tokens[before].class != noun {
			before--
		}
		for behind < int(at.to)-1 && w.tokens[behind].class != noun {
			behind++
		}
		one, other := w.partner(before), w.partner(behind)
		return one >= 0 && other >= 0 && one != other
	}
	return false
}

// partner gives the content word of the occurrence that a noun is linked to, or
// -1.
func (w *weights) partner(j int) int {
	for row, links := range w.reach {
		if w.tokens[j].class == noun && links[j] >= needed {
			return row
		}
	}
	return -1
}

// complement gives the start of the complement of the noun at from, or -1.
func (w *weights) complement(from int) int {
	if w.tokens[from].class != noun {
		return -1
	}
	at := from + 1
	for at < len(w.tokens) && modifies(w.tokens[at].class) {
		at++
	}
	if at+1 < len(w.tokens) && w.joins.prepositions[w.tokens[at].norm] {
		return at + 1
	}
	return -1
}
