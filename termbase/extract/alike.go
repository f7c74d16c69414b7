package extract

import (
	"cmp"
	"math"
	"slices"
)

// Constants of the comparison with the top of the list. Tried on the annotated
// texts: half or twice as many examples move the F1 by less than 0.2 points.
const (
	topAlike     = 400  // the first so many are examples of terms
	bottomAlike  = 3000 // as many from the lower part are examples of others
	lowerPart    = 0.6  // share of the list that the latter are taken from
	topWeigh     = 3.0  // weight of an example from the top
	alikeRounds  = 6
	alikeStep    = 0.1  // AdaGrad (Duchi, Hazan and Singer 2011)
	alikeDecay   = 0.01 // L2 shrinking
	alikePower   = 0.25 // how strongly the comparison moves a score
	alikeMost    = 4.0  // bound of the logarithm of the odds
	mostCompared = 50000
)

// alike weighs every candidate by how much it looks like the first ones of its
// own list: endings, beginnings, pattern, length and neighbours, by logistic
// regression. Nothing is known beforehand: the list teaches itself which
// endings and which company the terms of this field have.
func (s *scorer) alike(ranked []*candidate) {
	if len(ranked) < 4*topAlike {
		return
	}
	ranked = ranked[:min(len(ranked), mostCompared)]
	l := &likenessModel{number: map[string]int{}}
	features := make([][]int, len(ranked))
	for i, c := range ranked {
		features[i] = l.features(s.extraction, c)
	}
	l.weights, l.squares = make([]float64, len(l.number)), make([]float64, len(l.number))
	lower := ranked[int(float64(len(ranked))*(1-lowerPart)):]
	from, step := len(ranked)-len(lower), max(1, len(lower)/bottomAlike)
	for range alikeRounds {
		for i, at := 0, from; i < topAlike || at < len(ranked); i++ {
			if i < topAlike {
				l.learn(features[i], 1, topWeigh)
			}
			for n := 0; n < bottomAlike/topAlike && at < len(ranked); n, at = n+1, at+step {
				l.learn(features[at], 0, 1)
			}
		}
	}
	for i, c := range ranked {
		c.parts["alike"] = math.Exp(alikePower * min(max(l.logit(features[i]), -alikeMost), alikeMost))
		c.score *= c.parts["alike"]
	}
}

// likenessModel is a logistic regression over features by number.
type likenessModel struct {
	number           map[string]int
	weights, squares []float64
}

func (l *likenessModel) logit(features []int) float64 {
	sum := 0.0
	for _, f := range features {
		sum += l.weights[f]
	}
	return sum
}

func (l *likenessModel) learn(features []int, label, weight float64) {
	p := 1 / (1 + math.Exp(-l.logit(features)))
	for _, f := range features {
		g := weight*(p-label) + alikeDecay*l.weights[f]
		l.squares[f] += g * g
		l.weights[f] -= alikeStep * g / (math.Sqrt(l.squares[f]) + 1e-8)
	}
}

// features names what a candidate looks like.
func (l *likenessModel) features(x *extraction, c *candidate) []int {
	var out []int
	add := func(name string) {
		n, known := l.number[name]
		if !known {
			n = len(l.number)
			l.number[name] = n
		}
		out = append(out, n)
	}
	add("bias")
	add("pattern " + c.pattern.classes)
	add("length " + string(rune('0'+len(c.lemmas))))
	for i, lemma := range c.lemmas {
		word := []rune(x.source.words[lemma])
		if !content(c.pattern.classes[i]) {
			continue
		}
		for _, n := range []int{3, 4} {
			if len(word) > n {
				add("ends " + string(word[len(word)-n:]))
			}
		}
		if len(word) > 4 {
			add("begins " + string(word[:4]))
		}
	}
	for _, w := range x.company(c, false) {
		add("left " + x.source.words[w])
	}
	for _, w := range x.company(c, true) {
		add("right " + x.source.words[w])
	}
	return out
}

// mostCompany is how many of the most frequent neighbours count.
const mostCompany = 3

// company lists the most frequent words before or behind a candidate.
func (x *extraction) company(c *candidate, behind bool) []uint32 {
	counts := map[uint32]int{}
	for _, p := range c.places[:min(len(c.places), 200)] {
		at := int(p.from) - 1
		if behind {
			at = int(p.to)
		}
		counts[neighbourOf(x.source.sentences[p.sentence].tokens, at)]++
	}
	words := sortedKeys(counts)
	slices.SortStableFunc(words, func(a, b uint32) int { return cmp.Compare(counts[b], counts[a]) })
	return words[:min(len(words), mostCompany)]
}
