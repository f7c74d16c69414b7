package extract

import (
	"bytes"
	"context"
	"math"
	"strings"

	"bitext/align/word"
	"bitext/corpus"
)

// learnFrom is how many pairs of sentences the word links are learned from,
// spread evenly over the text.
const learnFrom = 20000

// link is a word link, packed: a text of millions of words has as many.
type link struct {
	source, target uint16
	p              float32
}

// align links the words of all units by lemma.
func (x *extraction) align(ctx context.Context) error {
	n := len(x.source.sentences)
	step := max(1, float64(n)/learnFrom)
	var sample []word.Pair
	for at := 0.0; int(at) < n; at += step {
		sample = append(sample, x.pair(int(at)))
	}
	prior := x.prior()
	model, err := word.Train(ctx, sample, word.Options{Prior: prior, Workers: x.opts.Workers})
	if err != nil {
		return err
	}
	if err := x.learn(model); err != nil {
		return err
	}
	x.links = make([][]link, n)
	pairs := make([]word.Pair, 0, batch)
	for from := 0; from < n; from += batch {
		pairs = pairs[:0]
		for i := from; i < min(n, from+batch); i++ {
			pairs = append(pairs, x.pair(i))
		}
		links, err := model.All(ctx, pairs)
		if err != nil {
			return err
		}
		for i, list := range links {
			x.links[from+i] = pack(list, x.source.owners(from+i), x.target.owners(from+i))
		}
	}
	x.relink(prior)
	return nil
}

// leastEntry is the probability, in the weaker direction, from which a word
// translation is kept.
const leastEntry = 0.005

// learn keeps the word translations of a model: of the words that earlier texts
// knew, what these have taught. A compound has those of its pieces.
func (x *extraction) learn(m *word.Model) error {
	compounds := map[string][]uint32{}
	for id := range x.source.words {
		if first, second := x.source.pieces(token{lemma: uint32(id)}); first != "" {
			compounds[first] = append(compounds[first], uint32(id))
			compounds[second] = append(compounds[second], uint32(id))
		}
	}
	x.entries = map[uint64]float32{}
	enter := func(source, target string, forward, backward float64) {
		p := float32(min(forward, backward))
		if p < leastEntry {
			return
		}
		to, known := x.target.number[target]
		if !known {
			return
		}
		for _, id := range compounds[source] {
			x.entries[entryKey(id, to)] = max(x.entries[entryKey(id, to)], p)
		}
		if id, known := x.source.number[source]; known {
			x.entries[entryKey(id, to)] = max(x.entries[entryKey(id, to)], p)
		}
	}
	if x.memory != nil {
		x.memory.words.Translations(enter)
		m.Translations(leastEntry, func(source, target string, forward, backward float64) {
			if !x.memory.words.Has(source) {
				enter(source, target, forward, backward)
			}
		})
		return nil
	}
	m.Translations(leastEntry, enter)
	var b bytes.Buffer
	err := word.WriteDictionary(&b, m, leastTranslated)
	x.dictionary = b.Bytes()
	return err
}

// entryKey names a pair of lemmas.
func entryKey(source, target uint32) uint64 { return uint64(source)<<32 | uint64(target) }

// pack puts links between pieces of words down as links between words.
func pack(links []word.Link, sources, targets []uint16) []link {
	out := make([]link, 0, len(links))
	for _, l := range links {
		if l.Source >= len(sources) || l.Target >= len(targets) {
			continue
		}
		packed := link{sources[l.Source], targets[l.Target], float32(l.P)}
		if n := len(out); n > 0 && out[n-1].source == packed.source && out[n-1].target == packed.target {
			out[n-1].p = max(out[n-1].p, packed.p)
			continue
		}
		out = append(out, packed)
	}
	return out
}

// pair gives both sides of a unit as keys, or an empty pair where one is empty.
func (x *extraction) pair(n int) word.Pair {
	if len(x.source.sentences[n].tokens) == 0 || len(x.target.sentences[n].tokens) == 0 {
		return word.Pair{}
	}
	p := word.Pair{}
	p.Source, p.SourceKinds = x.source.keys(n)
	p.Target, p.TargetKinds = x.target.keys(n)
	return p
}

// pieces cuts an English compound with a hyphen into its parts, which French
// writes as words of their own: "anti-corruption", "lutte contre la corruption".
// The zero result is a word that stays whole.
func (s *side) pieces(t token) (first, second string) {
	if s.code != corpus.English {
		return "", ""
	}
	first, second, found := strings.Cut(s.words[t.lemma], "-")
	if !found || len(first) < leastPiece || len(second) < leastPiece {
		return "", ""
	}
	return first, second
}

// leastPiece is the length of a part of a compound, in bytes, from which it is
// linked by itself: "co-operation" and "e-mail" are words.
const leastPiece = 3

// keys lists what the words of a sentence are linked by: lemmas, or the pieces
// of compounds; and their kinds.
func (s *side) keys(n int) ([]string, []word.Kind) {
	tokens := s.sentences[n].tokens
	keys, parts := make([]string, 0, len(tokens)), make([]word.Part, 0, len(tokens))
	for _, t := range tokens {
		part := partOf(t.class)
		if first, second := s.pieces(t); first != "" {
			keys, parts = append(keys, first, second), append(parts, part, part)
			continue
		}
		keys, parts = append(keys, s.words[t.lemma]), append(parts, part)
	}
	return keys, word.KindsOf(parts)
}

func partOf(c class) word.Part {
	switch c {
	case noun:
		return word.Noun
	case adjective, past:
		return word.Adjective
	case adposition:
		return word.Adposition
	case verb, ing:
		return word.Verb
	case determiner:
		return word.Determiner
	case adverb, coordinate:
		return word.Adverb
	}
	return word.Other
}

// owners gives the word that each of the keys comes from.
func (s *side) owners(n int) []uint16 {
	tokens := s.sentences[n].tokens
	tokens = tokens[:min(len(tokens), math.MaxUint16)]
	owners := make([]uint16, 0, len(tokens))
	for i, t := range tokens {
		if first, _ := s.pieces(t); first != "" {
			owners = append(owners, uint16(i))
		}
		owners = append(owners, uint16(i))
	}
	return owners
}

// prior gives the word translations known beforehand, by lemma: those of the
// forms that each lemma has in the texts.
func (x *extraction) prior() word.Prior {
	known := x.opts.Prior
	if known == nil {
		known = word.Shipped(x.source.code, x.target.code)
	}
	if known == nil {
		return x.learnedPrior(nil)
	}
	return x.learnedPrior(lemmaPrior{known, x.source.formsOfLemmas(), x.target.formsOfLemmas()})
}

// mostForms is how many forms of a lemma are looked up.
const mostForms = 4

// lemmaPrior answers for lemmas from a prior that knows forms.
type lemmaPrior struct {
	word.Prior
	sources, targets map[string][]string
}

// Prob gives the best answer for any of the forms.
func (p lemmaPrior) Prob(source, target string) (forward, backward float64) {
	for _, s := range p.sources[source] {
		for _, t := range p.targets[target] {
			f, b := p.Prior.Prob(s, t)
			forward, backward = max(forward, f), max(backward, b)
		}
	}
	return forward, backward
}

// formsOfLemmas lists the first forms in which each lemma stands in the text.
func (s *side) formsOfLemmas() map[string][]string {
	forms := map[string][]string{}
	seen := map[uint64]bool{}
	for n := range s.sentences {
		for _, t := range s.sentences[n].tokens {
			if key := uint64(t.lemma)<<32 | uint64(t.norm); !seen[key] {
				seen[key] = true
				if lemma := s.words[t.lemma]; len(forms[lemma]) < mostForms {
					forms[lemma] = append(forms[lemma], s.words[t.norm])
				}
			}
		}
	}
	return forms
}
