package extract

import (
	"context"
	"encoding/binary"
	"iter"
	"slices"

	"bitext/align/word"
	"bitext/termbase"
)

// Update proposes what units show that were not among those of the extraction
// that left the memory: new occurrences of the terms that it proposed, with their
// renderings, and new terms. Counts, forms, renderings and places are those of the
// new units alone; Proposal.Text of a known term is as it was. It fails when ctx
// ends or units yields an error.
//
// A new term is one that occurs twice in the new units and scores, by the
// frequencies of all texts, no less than the last that was proposed. What was just below
// that line before stays there, however often it occurs now: an extraction over all
// texts finds it. That is why Update is for additions that are small.
func (m *Memory) Update(ctx context.Context, units iter.Seq2[termbase.Unit, error], opts Options) ([]termbase.Proposal, error) {
	x := newBilingual(m.source, m.target, opts)
	x.memory = m
	x.recall()
	if err := x.readUnits(ctx, units); err != nil {
		return nil, err
	}
	x.rankNew()
	chosen := x.chosenNew()
	if err := x.render(ctx, chosen); err != nil {
		return nil, err
	}
	return x.proposals(x.telling(chosen)), nil
}

// recall fills in the words, their counts and the known terms, before anything is
// read: words then have the numbers that they have in the memory.
func (x *extraction) recall() {
	m, s := x.memory, x.source
	for side, to := range [2]*side{x.source, x.target} {
		for _, w := range m.Words[side] {
			to.intern(w)
		}
	}
	s.tokens = m.Tokens
	s.lemmas = make([]wordCount, len(s.words))
	for _, c := range m.Counts {
		s.lemmas[c.Lemma] = wordCount{c.Count, c.Mid, c.Capital, c.Upper, c.Shouting, c.Named, c.Nouns}
	}
	for i := range m.Terms {
		k := &m.Terms[i]
		c := &candidate{
			lemmas: k.Keys[0], pattern: pattern{k.Classes, 1}, forms: map[string]*form{},
			known: k, acronym: k.Acronym, score: k.Score, parts: map[string]float64{},
		}
		c.left.varied, c.right.varied = true, true // few texts show few neighbours
		for _, key := range k.Keys {
			x.byKey[lemmaKey(key)] = c
		}
		x.candidates = append(x.candidates, c)
	}
}

// recallLong adds the long forms of acronyms that earlier texts explained.
func (x *extraction) recallLong() {
	if x.memory == nil {
		return
	}
	for _, l := range x.memory.Long {
		x.long[l.Acronym] = longForm{l.Lemmas, l.Capitals, l.Seen}
	}
}

// known is 1 for a candidate that earlier texts proposed.
func known(c *candidate) int {
	if c.known != nil {
		return 1
	}
	return 0
}

// rankNew collects the candidates of the new texts and scores those that are
// not known, among the known ones with the scores that they have.
func (x *extraction) rankNew() {
	terms := slices.Clone(x.candidates)
	x.collect()
	s := newScorer(x)
	for _, c := range x.candidates {
		if c.known == nil {
			s.score(c)
			terms = append(terms, c)
		}
	}
	met := x.candidates
	x.candidates = terms // to be told from each other among all
	for _, step := range []func([]*candidate){s.family, s.modifiers, s.standalone} {
		x.sort()
		step(x.candidates)
		for _, c := range x.candidates {
			if c.known != nil {
				c.score = c.known.Score
			}
		}
	}
	x.candidates = met
	x.sort()
}

// chosenNew lists the known terms that occur and the new ones that reach the
// line.
func (x *extraction) chosenNew() []*candidate {
	least := max(2, x.opts.MinCount)
	return slices.DeleteFunc(slices.Clone(x.candidates), func(c *candidate) bool {
		return c.known == nil && (c.count < least || c.score < x.memory.Cut || x.stopped(c))
	})
}

// withKnown are candidates with the known terms among them that do not occur.
func (x *extraction) withKnown(chosen []*candidate) []*candidate {
	if x.memory == nil {
		return chosen
	}
	all := slices.Clone(chosen)
	for i := range x.memory.Terms {
		if c := x.byKey[lemmaKey(x.memory.Terms[i].Keys[0])]; c.count == 0 {
			all = append(all, c)
		}
	}
	return all
}

// rememberedFit is what an occurrence of earlier texts counts in the choice of
// renderings: that of a good span.
const rememberedFit = 0.8

// recall adds what earlier texts have shown of a known term.
func (h *habits) recall(k *knownTerm) {
	if k == nil {
		return
	}
	h.fixed = k.Fixed
	h.before = make(map[string]habit, len(k.Renderings))
	for _, r := range k.Renderings {
		key := lemmaKey(r.Lemmas)
		count := h.before[key].Count
		h.before[key] = habit{Count: count + r.Habit.Count, Seen: r.Habit.Seen, Stands: r.Habit.Stands, Top: r.Habit.Top}
		h.seen[key] = r.Habit.Seen
		h.top[key] = r.Habit.Top
	}
}

// past is what the occurrences in earlier texts count for each rendering, and
// together.
func (h *habits) past() (counts map[string]float64, total float64) {
	counts = make(map[string]float64, len(h.before))
	for key, b := range h.before {
		counts[key] = rememberedFit * float64(b.Count)
	}
	for _, key := range sortedKeys(counts) {
		total += counts[key]
	}
	return counts, total
}

// standing is how often a rendering stands in the translation of all texts, if
// it was counted.
func (h *habits) standing(key string, counter *phraseCounter) (int, bool) {
	before, known := h.before[key]
	if n, counted := h.counts[key]; counted {
		return before.Stands + counter.counts[n], true
	}
	return before.Stands, known
}

// of gives what is to be remembered of some renderings; Count is left open.
func (h *habits) of(keys []string, counter *phraseCounter) []habit {
	out := make([]habit, len(keys))
	for i, key := range keys {
		stands, _ := h.standing(key, counter)
		out[i] = habit{key: key, Seen: h.seen[key], Stands: stands, Top: h.top[key]}
	}
	return out
}

// rendering gives the text under which a rendering of a known term is known, by
// its key.
func (k *knownTerm) rendering(key string) (text string, known bool) {
	if k == nil {
		return "", false
	}
	if k.texts == nil {
		k.texts = map[string]string{}
		for _, r := range k.Renderings {
			key := lemmaKey(r.Lemmas)
			if len(r.Whole) > 0 {
				key = lemmaKey(r.Whole)
			}
			if _, known := k.texts[key]; !known {
				k.texts[key] = r.Text
			}
		}
	}
	text, known = k.texts[key]
	return text, known
}

// keyOfRendering names the rendering that stands at a place of the target.
func (x *extraction) keyOfRendering(at place) string {
	return renderingKey(x.target.sentences[at.sentence].tokens, at)
}

// keyLemmas is the inverse of keyOf.
func keyLemmas(key string) []uint32 {
	lemmas := make([]uint32, len(key)/4)
	for i := range lemmas {
		lemmas[i] = binary.LittleEndian.Uint32([]byte(key[4*i:]))
	}
	return lemmas
}

// learnedPrior is a prior that knows what earlier texts taught.
func (x *extraction) learnedPrior(rest word.Prior) word.Prior {
	if x.memory == nil {
		return rest
	}
	return rememberedPrior{x.memory.words, rest}
}

type rememberedPrior struct {
	learned *word.Dictionary
	rest    word.Prior // nil where nothing is shipped
}

// Prob implements word.Prior.
func (p rememberedPrior) Prob(source, target string) (forward, backward float64) {
	forward, backward = p.learned.Prob(source, target)
	if forward == 0 && backward == 0 && p.rest != nil {
		return p.rest.Prob(source, target)
	}
	return forward, backward
}
