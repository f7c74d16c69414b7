package extract

import (
	"context"
	"slices"
	"strings"

	"bitext/corpus"
	"bitext/corpus/lang"
	"bitext/corpus/parallel"
)

// rendering is one way in which a term was rendered, all inflections together.
type rendering struct {
	text   string
	places []rendered
}

// rendered is an occurrence of a rendering.
type rendered struct {
	place int    // number among the places of the term
	key   string // renderingKey of what was chosen, before it was completed
	at    place
	span  corpus.Span
	form  string
	cover float64 // share of the term's words that it renders
}

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

// leastRendered is the share of the occurrences of a term, of enough of them, that must have a
// rendering: words that mostly have none are part of a turn of phrase ("purpose").
const leastRendered = 0.2

// seldom reports whether a term has mostly no rendering.
func (x *extraction) seldom(c *candidate) bool {
	rendered := 0
	for _, r := range c.renderings {
		rendered += len(r.places)
	}
	return c.count >= enoughAlike && float64(rendered) < leastRendered*float64(c.count)
}

// person reports whether a name is that of a person: the same in both languages, and behind
// a form of address in one of them.
func (x *extraction) person(c *candidate) bool {
	if len(c.lemmas) < 2 {
		return false
	}
	addressed, all := 0, 0
	for _, r := range c.renderings {
		for _, at := range r.places {
			p := c.places[at.place]
			source, target := x.source.sentences[p.sentence].tokens, x.target.sentences[p.sentence].tokens
			name := lang.Normal(x.source.surface(source[p.from:p.to]))
			all++
			switch found := lang.Normal(at.form); {
			case !strings.HasSuffix(found, name):
				return false
			case found != name, x.address(x.target, target, int(at.at.from)), x.address(x.source, source, int(p.from)):
				addressed++
			}
		}
	}
	return 2*addressed > all
}

// address reports whether a form of address stands before a word.
func (x *extraction) address(s *side, tokens []token, at int) bool {
	for at--; at >= 0 && tokens[at].flags&wordlike == 0; at-- { // "Mr."
	}
	if at < 0 {
		return false
	}
	switch s.words[tokens[at].norm] {
	case "m", "m.", "mm", "mm.", "mme", "mmes", "mlle", "mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.":
		return true
	}
	return false
}

// telling leaves out what has no rendering, or none of its own: actions of which only the
// object is rendered, in the way in which it is rendered elsewhere ("combating
// cybercrime", "cybercriminalité"), persons, and names of places that the other language
// writes alike.
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
		case x.seldom(c), x.person(c):
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
	parallel.For(x.opts.Workers, n, func(i int) {
		if ctx.Err() == nil {
			do(i)
		}
	})
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
			t := x.tokenAt(p, at(p))
			if !content(t.class) && t.class != adposition || word != 0 && t.lemma != word {
				return false
			}
			word = t.lemma
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
	if !h.fixed {
		x.complete(c, groups)
	}
	x.group(c, groups)
}

func (x *extraction) rendered(n int, o option) rendered {
	at := o.at
	tokens := x.target.sentences[at.sentence].tokens[at.from:at.to]
	r := rendered{place: n, key: o.key, at: at, form: x.target.surface(tokens), cover: o.cover}
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
