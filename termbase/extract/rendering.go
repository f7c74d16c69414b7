package extract

import (
	"cmp"
	"context"
	"math"
	"slices"

	"bitext/align/word"
	"bitext/corpus"
	"bitext/corpus/lang"
)

// rendering is one way in which a term was rendered, all inflections together.
type rendering struct {
	text   string
	places []rendered
}

// rendered is an occurrence of a rendering.
type rendered struct {
	place int // number among the places of the term
	at    place
	span  corpus.Span
	form  string
}

// Constants of the choice of renderings.
const (
	leastFit    = 0.2  // a span of the target below this fit renders nothing
	unlinked    = 0.35 // what a content word without any link counts for the fit of a span
	mostSpan    = 10   // words in a rendering
	makesUp     = 0.6  // what a pair of words without link on either side counts
	lostJoint   = 0.3  // what an "and" that nothing stands for costs
	noNoun      = 0.75 // factor for a word that the tagger does not take for a noun, as the rendering of one
	noLink      = 0.1  // strength below which a word of the occurrence counts as without link
	habitWeigh  = 0.5  // power of a rendering's share of all occurrences in the choice for one
	together    = 0.7  // share of the occurrences of a rendering that must have the wider one
	optionsKept = 12
)

// option is a span of the target that may render an occurrence.
type option struct {
	at    place
	key   string
	fit   float64
	loose bool // a word at its edge has no link: only good where the words stand together time and again
}

// render finds the renderings of the chosen candidates: for each occurrence the
// spans of the translation that fit the word links and the patterns of the
// language, then, for each candidate, the spans that its occurrences agree on.
func (x *extraction) render(ctx context.Context, chosen []*candidate) error {
	links, err := x.align(ctx)
	if err != nil {
		return err
	}
	for _, c := range chosen {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		x.renderOne(c, links)
	}
	return nil
}

// learnFrom is how many pairs of sentences the word links are learned from,
// spread evenly over the text.
const learnFrom = 20000

// link is a word link, packed: a text of millions of words has as many.
type link struct {
	source, target uint16
	p              float32
}

// align links the words of all units by lemma.
func (x *extraction) align(ctx context.Context) ([][]link, error) {
	n := len(x.source.sentences)
	step := max(1, float64(n)/learnFrom)
	var sample []word.Pair
	for at := 0.0; int(at) < n; at += step {
		sample = append(sample, x.pair(int(at)))
	}
	model, err := word.Train(ctx, sample, word.Options{Prior: x.prior(), Workers: x.opts.Workers})
	if err != nil {
		return nil, err
	}
	all := make([][]link, n)
	pairs := make([]word.Pair, 0, batch)
	for from := 0; from < n; from += batch {
		pairs = pairs[:0]
		for i := from; i < min(n, from+batch); i++ {
			pairs = append(pairs, x.pair(i))
		}
		links, err := model.All(ctx, pairs)
		if err != nil {
			return nil, err
		}
		for i, list := range links {
			all[from+i] = pack(list)
		}
	}
	return all, nil
}

func pack(links []word.Link) []link {
	out := make([]link, 0, len(links))
	for _, l := range links {
		if l.Source <= math.MaxUint16 && l.Target <= math.MaxUint16 {
			out = append(out, link{uint16(l.Source), uint16(l.Target), float32(l.P)})
		}
	}
	return out
}

// pair gives both sides of a unit as keys, or an empty pair where one is empty.
func (x *extraction) pair(n int) word.Pair {
	source, target := &x.source.sentences[n], &x.target.sentences[n]
	if len(source.tokens) == 0 || len(target.tokens) == 0 {
		return word.Pair{}
	}
	return word.Pair{Source: x.source.keys(source), Target: x.target.keys(target)}
}

func (s *side) keys(sentence *sentence) []string {
	keys := make([]string, len(sentence.tokens))
	for i, t := range sentence.tokens {
		keys[i] = s.words[t.lemma]
	}
	return keys
}

// renderOne finds the renderings of one candidate.
func (x *extraction) renderOne(c *candidate, links [][]link) {
	options := make([][]option, len(c.places))
	h := habits{mass: map[string]float64{}, seen: map[string]int{}}
	for i, p := range c.places {
		options[i] = x.options(p, links[p.sentence], c.pattern)
		h.add(options[i])
	}
	groups := map[string][]rendered{}
	for i, list := range options {
		if best := h.choose(list); best >= 0 {
			o := list[best]
			groups[o.key] = append(groups[o.key], x.rendered(i, o.at))
		}
	}
	x.group(c, groups)
}

// habits is what the occurrences of a term have in common.
type habits struct {
	mass  map[string]float64 // fit of each rendering, summed
	seen  map[string]int     // occurrences in which it is an option
	total float64
}

func (h *habits) add(list []option) {
	firm := false
	for _, o := range list {
		h.seen[o.key]++
		if !o.loose {
			h.mass[o.key] += o.fit
			if !firm {
				h.total += o.fit
			}
			firm = true
		}
	}
}

// choose gives the option that renders an occurrence, or -1: the one that fits
// best and that other occurrences have too, then what stands around it time and again
// without a partner of its own ("plan de travail" for "workplan", where only "plan" is
// linked).
func (h *habits) choose(list []option) int {
	best, bestScore := -1, 0.0
	for i, o := range list {
		if score := o.fit * math.Pow(h.mass[o.key]/h.total, habitWeigh); !o.loose && score > bestScore {
			best, bestScore = i, score
		}
	}
	if best < 0 {
		return best
	}
	inner, widest := list[best], best
	for i, o := range list {
		if o.loose && o.at.from <= inner.at.from && o.at.to >= inner.at.to && h.seen[o.key] > 1 &&
			float64(h.seen[o.key]) >= together*float64(h.seen[inner.key]) && o.at.to-o.at.from > list[widest].at.to-list[widest].at.from {
			widest = i
		}
	}
	return widest
}

// group makes the renderings of a candidate from the occurrences with one key.
func (x *extraction) group(c *candidate, groups map[string][]rendered) {
	byText := map[string]int{}
	for _, key := range sortedKeys(groups) {
		places := groups[key]
		at := make([]place, len(places))
		for i, r := range places {
			at[i] = r.at
		}
		text := x.target.citation(x.target.phrasesOf(at))
		if n, known := byText[lang.Normal(text)]; known { // one form under two tags
			c.renderings[n].places = append(c.renderings[n].places, places...)
			continue
		}
		byText[lang.Normal(text)] = len(c.renderings)
		c.renderings = append(c.renderings, rendering{text, places})
	}
	slices.SortStableFunc(c.renderings, func(a, b rendering) int {
		return cmp.Or(cmp.Compare(len(b.places), len(a.places)), cmp.Compare(a.text, b.text))
	})
}

func (x *extraction) rendered(n int, at place) rendered {
	tokens := x.target.sentences[at.sentence].tokens[at.from:at.to]
	r := rendered{place: n, at: at, form: x.target.surface(tokens)}
	r.span.Start, r.span.End = int(tokens[0].start), int(tokens[len(tokens)-1].end)
	return r
}

// surface writes words as they stand in the text, with single spaces.
func (s *side) surface(tokens []token) string {
	var b []byte
	for i, t := range tokens {
		if i > 0 && tokens[i-1].end != t.start {
			b = append(b, ' ')
		}
		b = append(b, s.words[t.written]...)
	}
	return string(b)
}

// options lists the spans of the target that may render an occurrence, best
// first.
func (x *extraction) options(p place, links []link, pattern pattern) []option {
	w := x.weigh(p, links)
	if w == nil {
		return nil
	}
	var all []option
	tokens := w.tokens
	nominal := pattern.classes != "V" && pattern.classes != "A" && pattern.classes != "R" && pattern.classes != "P" && pattern.classes != "G"
	for from := max(0, w.first-3); from <= w.last; from++ {
		state := newPhraseState(x.target.code)
		for to := from + 1; to <= min(len(tokens), from+mostSpan, w.last+4); to++ {
			if !state.next(tokens[to-1].class) {
				break
			}
			if !state.complete(nominal && len(w.reach) > 1) || to == from+1 && x.empty(tokens[from]) {
				continue
			}
			fit, loose := w.fit(from, to)
			if nominal && !state.complete(true) {
				fit *= noNoun
			}
			if fit >= leastFit {
				at := place{sentence: p.sentence, from: int16(from), to: int16(to)}
				all = append(all, option{at, renderingKey(tokens[from:to]), fit, loose})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b option) int { return cmp.Compare(b.fit, a.fit) })
	return all[:min(len(all), optionsKept)]
}

// empty reports whether a word alone says too little to render anything: "M.",
// "autre".
func (x *extraction) empty(t token) bool {
	return t.end-t.start < 3 && t.flags&shouting == 0 || x.poorTarget[x.target.words[t.lemma]]
}

// renderingKey names a rendering by its lemmas without determiners.
func renderingKey(tokens []token) string {
	var buf []byte
	for i, t := range tokens {
		if t.class != determiner {
			buf = keyOf(buf, tokens[i:i+1])
		}
	}
	return string(buf)
}

// weights says for one occurrence how the words of the target belong to it.
type weights struct {
	tokens      []token
	inside      []float64   // strength of the link into the occurrence
	outside     []float64   // strength of the link to words around it
	reach       [][]float64 // by content word of the occurrence: strength of its link to each word of the target
	sums        []float64   // by content word: all its links
	loose       float64     // content words of the occurrence without any link
	first, last int         // words with a link inside
}

// weigh sorts the links of a sentence for an occurrence; nil where no content
// word of it has any.
func (x *extraction) weigh(p place, links []link) *weights {
	source, target := x.source.sentences[p.sentence].tokens, x.target.sentences[p.sentence].tokens
	w := &weights{tokens: target, inside: make([]float64, len(target)), outside: make([]float64, len(target)), first: -1}
	rows := make(map[int]int)
	for i := int(p.from); i < int(p.to); i++ {
		if p.has(i) && content(source[i].class) {
			rows[i] = len(w.reach)
			w.reach = append(w.reach, make([]float64, len(target)))
		}
	}
	for _, l := range links {
		i, j, p1 := int(l.source), int(l.target), float64(l.p)
		if !p.has(i) {
			if content(source[i].class) {
				w.outside[j] = max(w.outside[j], p1)
			}
			continue
		}
		row, isContent := rows[i]
		if !isContent {
			continue
		}
		w.reach[row][j] = p1
		w.inside[j] = max(w.inside[j], p1)
		if w.first < 0 || j < w.first {
			w.first = j
		}
		w.last = max(w.last, j)
	}
	if w.first < 0 {
		return nil
	}
	for _, row := range w.reach {
		sum := 0.0
		for _, p := range row {
			sum += p
		}
		if w.sums = append(w.sums, sum); sum < noLink {
			w.loose++
		}
	}
	return w
}

// fit is how much of the occurrence the span covers times how much of the span
// belongs to the occurrence. Words that no link reaches on either side make up for
// each other in part: "anti-corruption agency", "organe de lutte contre la
// corruption".
func (w *weights) fit(from, to int) (fit float64, loose bool) {
	belongs, words, free, joints := 0.0, 0.0, 0.0, 0.0
	for j := from; j < to; j++ {
		class := w.tokens[j].class
		if w.inside[j] == 0 && (!content(class) || class == adverb) {
			if class == coordinate {
				joints++
			}
			continue
		}
		words++
		switch {
		case w.inside[j] > 0 && w.inside[j] >= w.outside[j]:
			belongs += w.inside[j] / (w.inside[j] + w.outside[j])
		case w.outside[j] == 0:
			free++
		}
	}
	covered := 0.0
	for i, row := range w.reach {
		if w.sums[i] < noLink {
			continue
		}
		for j := from; j < to; j++ {
			covered += row[j] / w.sums[i]
		}
	}
	made := min(free, w.loose)
	if made == 0 {
		belongs, words = belongs-joints*lostJoint, words+joints*lostJoint
	}
	covered += made * makesUp
	belongs += made*makesUp + (free-made)*unlinked
	if words == 0 || belongs <= 0 || w.foreign(from) || w.foreign(to-1) {
		return 0, false
	}
	return covered / float64(len(w.reach)) * belongs / words, made == 0 && (w.inside[from] == 0 || w.inside[to-1] == 0)
}

// foreign reports whether a word belongs to something outside the occurrence.
func (w *weights) foreign(at int) bool { return w.inside[at] == 0 && w.outside[at] > 0 }

// prior gives the word translations known beforehand, by lemma: those of the
// forms that each lemma has in the texts.
func (x *extraction) prior() word.Prior {
	known := x.opts.Prior
	if known == nil {
		known = word.Shipped(x.source.code, x.target.code)
	}
	if known == nil {
		return nil
	}
	return lemmaPrior{known, x.source.formsOfLemmas(), x.target.formsOfLemmas()}
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
