package extract

import (
	"cmp"
	"context"
	"maps"
	"math"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

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
	cover float64 // share of the term's words that it renders
}

// Constants of the order and the form of renderings.
const (
	wholeCover    = 0.7  // share of a term from which a rendering counts as one of the whole
	acronymShare  = 0.01 // what the occurrences of an acronym count for its long form
	shortShare    = 0.3  // what an acronym counts as the rendering of a long form
	untranslated  = 0.1  // what the occurrences count whose words are those of the source: quoted in the translation
	otherClass    = 0.3  // what the occurrences of a word as another part of speech count ("packaged" for the noun "package")
	adjectival    = 0.2  // what an adjective counts as the rendering of a noun: it renders it where it modifies another ("school bus")
	enoughPlurals = 3    // plurals for a term in the singular from which the plural may be the dictionary form
	mostlyPlural  = 0.8  // and their share
	rarelyPlural  = 0.2  // share of a term's own plurals up to which it may be a mass noun ("expenditure")
)

// Constants of the choice among the options of an occurrence.
const (
	habitWeigh = 0.5 // power of a rendering's share of the occurrences of the term
	backWeigh  = 0.2 // power of the term's share of the occurrences of the rendering
	backSmooth = 1.0 // added to the occurrences of the rendering
	together   = 0.7 // share of the occurrences of a rendering that must have the wider one
	mostlyTied = 0.8 // share of the occurrences of a wider rendering that have the same word beside the term
	mostHabits = 40  // options of a term that are counted over the whole text
	fullFit    = 0.9 // fit from which a rendering is whole somewhere
	leastMore  = 0.1 // how much more of the term it must render there
	fragment   = 0.8 // share of the occurrences of a part that stand in the whole, from which it is nothing by itself
	fullShare  = 0.5 // and of the fit of its part, where it is to replace that elsewhere
	rareOption = 0.1 // what the others count for that share

	settleRounds = 3
	sharpness    = 3.0 // power of the score in dividing an occurrence among its options
)

// render finds the renderings of the chosen candidates in three steps. First the
// options of each occurrence: the spans of the translation that fit its word links and
// the patterns of the language. Then how often each option stands in the whole
// translation. Then, for each occurrence, the option that fits, that other
// occurrences of the term have too, and that stands for little else: the two
// directions of a phrase table (Koehn, Och and Marcu 2003), estimated on the
// text itself.
func (x *extraction) render(ctx context.Context, chosen []*candidate) error {
	if err := x.align(ctx); err != nil {
		return err
	}
	return x.renderLinked(ctx, chosen)
}

// renderLinked does so once the words are linked.
func (x *extraction) renderLinked(ctx context.Context, chosen []*candidate) error {
	x.joins = newJoins(x.target)
	all := make([]*habits, len(chosen))
	counter := newPhraseCounter()
	if err := x.parallel(ctx, len(chosen), func(i int) { all[i] = x.habitsOf(chosen[i]) }); err != nil {
		return err
	}
	for _, h := range all {
		h.counts = counter.want(h)
	}
	counter.count(x.target)
	return x.parallel(ctx, len(chosen), func(i int) {
		x.renderOne(chosen[i], all[i], counter)
		all[i] = nil
	})
}

// telling leaves out what has no rendering, or none of its own: actions of which only the
// object is rendered, in the way in which it is rendered elsewhere ("combating
// cybercrime", "cybercriminalité"), and names of persons and places that the other
// language writes alike.
func (x *extraction) telling(chosen []*candidate) []*candidate {
	first := map[string]string{} // first rendering, by lemmas
	for _, c := range chosen {
		if len(c.renderings) > 0 {
			first[lemmaKey(c.lemmas)] = lang.Normal(c.renderings[0].text)
		}
	}
	return slices.DeleteFunc(chosen, func(c *candidate) bool {
		switch {
		case c.known != nil:
			return false
		case len(c.renderings) == 0:
			return true
		case x.alone(c):
			return len(c.renderings) == 1 && lang.Normal(c.renderings[0].text) == lang.Normal(x.textOf(c))
		case c.pattern.classes[0] == ing && len(c.lemmas) > 1:
			object := first[lemmaKey(c.lemmas[1:])]
			return slices.ContainsFunc(c.renderings, func(r rendering) bool {
				return 2*len(r.places) > c.count && lang.Normal(r.text) == object
			})
		}
		return false
	})
}

// parallel calls do for 0 to n-1 on all processors. It fails only when ctx
// ends.
func (x *extraction) parallel(ctx context.Context, n int, do func(i int)) error {
	workers := x.opts.Workers
	if workers == 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	var next atomic.Int64
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			for {
				i := int(next.Add(1)) - 1
				if i >= n || ctx.Err() != nil {
					return
				}
				do(i)
			}
		})
	}
	wg.Wait()
	return ctx.Err()
}

// habitsOf goes over the occurrences of a term and gathers their options.
func (x *extraction) habitsOf(c *candidate) *habits {
	h := &habits{top: map[string]float64{}, seen: map[string]int{}, share: map[string]float64{}}
	h.fixed = x.fixed(c)
	h.recall(c.known)
	beside := map[string]map[int64]int{}
	for _, p := range c.places {
		before, behind := x.beside(p)
		for _, o := range x.options(p, c.pattern) {
			h.seen[o.key]++
			if o.loose {
				if beside[o.key] == nil {
					beside[o.key] = map[int64]int{}
				}
				beside[o.key][before]++
				beside[o.key][behind]++
			} else {
				h.top[o.key] = max(h.top[o.key], o.fit)
				h.share[o.key] += o.fit
			}
		}
	}
	h.tied = map[string]bool{}
	for key, words := range beside {
		for word, n := range words {
			if word != 0 && float64(n) >= mostlyTied*float64(h.seen[key]) {
				h.tied[key] = true
			}
		}
	}
	return h
}

// beside gives the nearest words with meaning before and behind an occurrence,
// the latter by a negative number, 0 for none.
func (x *extraction) beside(p place) (before, behind int64) {
	tokens := x.source.sentences[p.sentence].tokens
	for i := int(p.from) - 1; i >= max(0, int(p.from)-vicinity) && before == 0; i-- {
		if content(tokens[i].class) {
			before = int64(tokens[i].lemma)
		}
	}
	for i := int(p.to); i < min(len(tokens), int(p.to)+vicinity) && behind == 0; i++ {
		if content(tokens[i].class) {
			behind = -int64(tokens[i].lemma)
		}
	}
	return before, behind
}

// enoughFixed is the number of occurrences from which it says something that
// all have the same neighbour.
const enoughFixed = 3

// fixed reports whether a term always has the same word before it or behind it,
// articles and marks apart.
func (x *extraction) fixed(c *candidate) bool {
	if len(c.places) < enoughFixed {
		return false
	}
	same := func(at func(p place) int) bool {
		word := uint32(0)
		for _, p := range c.places {
			tokens, i := x.source.sentences[p.sentence].tokens, at(p)
			if i < 0 || i >= len(tokens) || !content(tokens[i].class) && tokens[i].class != adposition || word != 0 && tokens[i].lemma != word {
				return false
			}
			word = tokens[i].lemma
		}
		return true
	}
	return same(func(p place) int { return int(p.from) - 1 }) || same(func(p place) int { return int(p.to) })
}

// renderOne finds the renderings of one candidate.
func (x *extraction) renderOne(c *candidate, h *habits, counter *phraseCounter) {
	options := make([][]option, len(c.places))
	for i, p := range c.places {
		options[i] = x.options(p, c.pattern)
	}
	h.settle(options, counter)
	groups := map[string][]rendered{}
	for i, list := range options {
		if best := h.choose(list); best >= 0 {
			o := list[best]
			groups[o.key] = append(groups[o.key], x.rendered(i, o))
		}
	}
	c.habits = h.of(sortedKeys(groups), counter)
	x.group(c, groups)
}

// habits is what the occurrences of a term have in common.
type habits struct {
	top    map[string]float64 // best fit of each rendering
	seen   map[string]int     // occurrences in which each rendering is an option
	share  map[string]float64 // of the occurrences, by rendering; at first the sum of its fits
	back   map[string]float64 // of the occurrences of the rendering, those that are options here
	stands map[string]float64 // occurrences of the rendering, whatever they render
	own    map[string]float64 // the same without doubt in small numbers
	tied   map[string]bool    // wider renderings that go with one word beside the term: they render that too
	fixed  bool               // the term always has the same neighbour: what stands around its rendering belongs to that
	counts map[string]int32   // numbers of the renderings in the phraseCounter
	before map[string]habit   // what earlier texts have shown of each rendering; nil where there are none
}

// settle estimates the share of each rendering by expectation maximisation:
// every occurrence is divided among its options by how well they fit and by the shares
// so far.
func (h *habits) settle(options [][]option, counter *phraseCounter) {
	h.back, h.own, h.stands = make(map[string]float64, len(h.seen)), make(map[string]float64, len(h.seen)), make(map[string]float64, len(h.seen))
	for key, seen := range h.seen {
		h.back[key] = rareOption
		if stands, known := h.standing(key, counter); known {
			most := max(float64(stands), float64(seen))
			h.stands[key] = float64(stands)
			h.back[key], h.own[key] = min(1, float64(seen)/(most+backSmooth)), float64(seen)/most
		}
	}
	past, pastTotal := h.past()
	total := pastTotal
	for _, key := range sortedKeys(h.share) {
		total += h.share[key]
	}
	for key := range h.share {
		h.share[key] = (h.share[key] + past[key]) / total
	}
	for range settleRounds {
		next, total := make(map[string]float64, len(h.share)), pastTotal
		maps.Copy(next, past)
		for _, list := range options {
			sum, best := 0.0, 0.0
			for _, o := range list {
				if s := h.score(o); !o.loose {
					sum += math.Pow(s, sharpness)
					best = max(best, o.fit)
				}
			}
			for _, o := range list {
				if !o.loose && sum > 0 {
					next[o.key] += best * math.Pow(h.score(o), sharpness) / sum
				}
			}
			total += best
		}
		for key := range next {
			next[key] /= total
		}
		h.share = next
	}
}

// score is how well an option renders its occurrence, with regard to all
// others.
func (h *habits) score(o option) float64 {
	return o.fit * math.Pow(h.share[o.key], habitWeigh) * math.Pow(h.back[o.key], backWeigh)
}

// choose gives the option that renders an occurrence, or -1: the one that fits
// best and that other occurrences have too, then the narrowest that stands around it time and again
// without a partner of its own ("plan de travail" for "workplan", where only "plan" is
// linked).
func (h *habits) choose(list []option) int {
	best, bestScore := -1, 0.0
	for i, o := range list {
		if score := h.score(o); !o.loose && score > bestScore {
			best, bestScore = i, score
		}
	}
	if best < 0 {
		return best
	}
	best = h.whole(list, best)
	if h.fixed {
		return best
	}
	inner, wider := list[best], best
	for i, o := range list {
		if o.loose && !h.tied[o.key] && o.at.from <= inner.at.from && o.at.to >= inner.at.to && h.seen[o.key] > 1 &&
			float64(h.seen[o.key]) >= together*float64(h.seen[inner.key]) &&
			(wider == best || o.at.to-o.at.from < list[wider].at.to-list[wider].at.from) {
			wider = i
		}
	}
	return wider
}

// whole leads from an option to a wider one that fits as well or better and is no
// rarer in other use: what an occurrence says in full is not cut down to what the others
// leave of it.
func (h *habits) whole(list []option, best int) int {
	for i, o := range list {
		if h.completes(o, list[best]) {
			best = i
		}
	}
	return best
}

// completes reports whether an option is the whole of which another is a part.
func (h *habits) completes(o, part option) bool {
	if o.loose || o.alien && !part.alien || o.at.from > part.at.from || o.at.to < part.at.to || o.at.to-o.at.from == part.at.to-part.at.from {
		return false
	}
	more := o.cover > part.cover+leastMore
	fits := o.fit >= part.fit || more && h.top[o.key] >= fullFit && o.fit >= fullShare*part.fit
	if fits && (h.back[o.key] >= h.back[part.key] || more && h.seen[o.key] > 1 && h.own[o.key] >= h.own[part.key]) {
		return true
	}
	return o.cover > part.cover && o.fit >= fullShare*part.fit && h.seen[o.key] > 1 && h.stands[o.key] >= fragment*h.stands[part.key]
}

// group makes the renderings of a candidate from the occurrences with one key.
// Those that render the whole term come before those that leave a part of it
// unsaid ("titulaire" for "permit holder"), unless these are far more frequent.
func (x *extraction) group(c *candidate, groups map[string][]rendered) {
	byText, weights := map[string]int{}, map[string]float64{}
	for _, key := range sortedKeys(groups) {
		places := groups[key]
		at, weight := make([]place, len(places)), 0.0
		for i, r := range places {
			at[i] = r.at
			weight += x.weightOf(c, r)
		}
		text, known := c.known.rendering(key)
		if !known {
			text = x.target.citation(x.target.phrasesOf(at), x.numberOf(c, places))
			if lemma := x.infinitive(c, places); lemma != "" {
				text = lemma
			}
		}
		written := unmarked(text)
		weights[written] += weight
		if n, known := byText[written]; known { // one form under two tags
			c.renderings[n].places = append(c.renderings[n].places, places...)
			if len(text) < len(c.renderings[n].text) {
				c.renderings[n].text = text
			}
			continue
		}
		byText[written] = len(c.renderings)
		c.renderings = append(c.renderings, rendering{text, places})
	}
	slices.SortStableFunc(c.renderings, func(a, b rendering) int {
		return cmp.Or(cmp.Compare(weights[unmarked(b.text)], weights[unmarked(a.text)]), cmp.Compare(len(b.places), len(a.places)), cmp.Compare(a.text, b.text))
	})
}

// unmarked is a text without the plurals inside compounds, which lexicons do not
// have: "francs-or" is "franc-or".
func unmarked(text string) string {
	text = lang.Normal(text)
	if !strings.Contains(text, "-") {
		return text
	}
	words := strings.Fields(text)
	for i, word := range words {
		parts := strings.Split(word, "-")
		for n, part := range parts {
			if len(parts) > 1 && len(part) > shortAcronym {
				parts[n] = strings.TrimRight(part, "sx")
			}
		}
		words[i] = strings.Join(parts, "-")
	}
	return strings.Join(words, " ")
}

// infinitive gives the dictionary form of a verb that renders a verb, "" for
// any other rendering.
func (x *extraction) infinitive(c *candidate, places []rendered) string {
	if c.pattern.classes != "V" || !x.target.lemmatised() {
		return ""
	}
	verbs, lemma := 0, uint32(0)
	for _, r := range places {
		t := x.target.sentences[r.at.sentence].tokens[r.at.from]
		if r.at.to != r.at.from+1 || t.flags&capital != 0 && t.flags&first == 0 {
			return ""
		}
		if lemma = t.lemma; t.class == verb || t.class == past {
			verbs++
		}
	}
	if 2*verbs < len(places) {
		return ""
	}
	return x.target.words[lemma]
}

// weightOf is what an occurrence counts for the order of the renderings. An
// acronym says how it is rendered itself, not how its long form is.
func (x *extraction) weightOf(c *candidate, r rendered) float64 {
	p, weight := c.places[r.place], 1.0
	if (len(c.lemmas) > 1 || x.isCompound(c.lemmas[0])) && r.cover < wholeCover {
		weight = r.cover * r.cover
	}
	source := x.source.sentences[p.sentence].tokens[p.from:p.to]
	if len(source) > 1 && strings.Contains(lang.Normal(r.form), lang.Normal(x.source.surface(source))) {
		weight *= untranslated
	}
	if len(c.lemmas) == 1 && p.to == p.from+1 && x.source.sentences[p.sentence].tokens[p.from].class != c.pattern.classes[0] {
		weight *= otherClass
	}
	if t := x.target.sentences[r.at.sentence].tokens[r.at.from]; len(c.lemmas) == 1 && nominalPattern(c.pattern) && r.at.to == r.at.from+1 && (t.class == adjective || t.class == past) {
		weight *= adjectival
	}
	if t := x.target.sentences[r.at.sentence].tokens[r.at.from]; len(source) > 1 && r.at.to == r.at.from+1 && t.flags&shouting != 0 {
		weight *= shortShare
	}
	if c.acronym != 0 && p.to-p.from == 1 && x.source.sentences[p.sentence].tokens[p.from].lemma == c.acronym {
		weight *= acronymShare
	}
	return weight
}

// isCompound reports whether a word is linked by its pieces.
func (x *extraction) isCompound(lemma uint32) bool {
	first, _ := x.source.pieces(token{lemma: lemma})
	return first != ""
}

// numberOf says in which number a rendering stands where the term is in its own
// dictionary form: "expenditure" is "dépenses", "goods" "marchandises".
func (x *extraction) numberOf(c *candidate, places []rendered) grammatical {
	singulars, plurals, all := 0, 0, 0
	for _, r := range places {
		p := c.places[r.place]
		many := x.target.isPlural(x.target.sentences[r.at.sentence].tokens[r.at.from:r.at.to])
		if many {
			all++
		}
		tokens := x.source.sentences[p.sentence].tokens
		switch {
		case x.source.isPlural(tokens[p.from:p.to]), int(p.to) < len(tokens) && tokens[p.to].class == noun:
			// nor does a modifier say it: "expert group"
		case many:
			plurals++
		default:
			singulars++
		}
	}
	own, counted := x.countable(c)
	switch {
	case own && float64(all) >= mostlyPlural*float64(len(places)):
		return inPlural
	case !counted && plurals >= enoughPlurals && float64(plurals) >= mostlyPlural*float64(plurals+singulars):
		return inPlural
	case singulars > plurals:
		return inSingular
	}
	return unknownNumber
}

// countable reports whether the dictionary form of a term is a plural, and
// whether it has a plural beside the singular.
func (x *extraction) countable(c *candidate) (own, counted bool) {
	many, text := 0, lang.Normal(x.textOf(c))
	for _, p := range x.source.phrasesOf(c.places) {
		if x.source.isPlural(p.tokens) {
			many++
			own = own || x.source.normsOf(p.tokens) == text
		}
	}
	return own, float64(many) > rarelyPlural*float64(len(c.places))
}

func (x *extraction) rendered(n int, o option) rendered {
	at := o.at
	tokens := x.target.sentences[at.sentence].tokens[at.from:at.to]
	r := rendered{place: n, at: at, form: x.target.surface(tokens), cover: o.cover}
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
