package extract

import (
	"math"
	"slices"
	"strings"

	"bitext/corpus/lang"
	"bitext/termbase"
)

// How many candidates are proposed when the caller names no number: the
// geometric mean of a share of all and of those with a score that terms have.
// On the annotated texts this is within a point of the best cut of each.
const (
	shareProposed = 0.107
	shareStored   = 0.3 // the same in a bitext, where candidates have two occurrences and people decide on each
	scoreProposed = 4.0
	spare         = 5    // one in so many is taken more in a bitext
	goodWeight    = 0.25 // power of the second number
)

// cut chooses the candidates that are proposed.
func (x *extraction) cut() []*candidate {
	least := x.opts.MinCount
	if least == 0 && x.bilingual {
		least = 2
	}
	var kept []*candidate
	forms, good := 0, 0
	for _, c := range x.candidates {
		if c.count < least || c.score <= 0 || x.stopped(c) {
			continue
		}
		forms += len(c.forms)
		if c.score >= scoreProposed {
			good += len(c.forms)
		}
		kept = append(kept, c)
	}
	if x.opts.Top > 0 {
		top := x.opts.Top
		if x.bilingual {
			top += top / spare // some turn out to have no rendering of their own
		}
		return kept[:min(len(kept), top)]
	}
	share := shareProposed
	if x.bilingual {
		share = shareStored
	}
	wanted := int(math.Pow(share*float64(forms), 1-goodWeight) * math.Pow(float64(good), goodWeight))
	for n, c := range kept {
		if wanted <= 0 {
			return kept[:n]
		}
		wanted -= len(c.forms)
	}
	return kept
}

// stopped reports whether the settings exclude a candidate.
func (x *extraction) stopped(c *candidate) bool {
	if x.opts.Patterns != nil && !slices.Contains(x.opts.Patterns, c.pattern.name()) {
		return true
	}
	if x.opts.Stop == nil {
		return false
	}
	for _, f := range c.forms {
		if x.opts.Stop[lang.Normal(f.text)] {
			return true
		}
	}
	return x.opts.Stop[x.source.lemmaText(c.lemmas)]
}

// proposals hands the candidates over.
func (x *extraction) proposals(chosen []*candidate) []termbase.Proposal {
	all := make([]termbase.Proposal, 0, len(chosen))
	terms := x.withKnown(chosen)
	broader, texts := x.broader(terms), map[*candidate]string{}
	for _, c := range terms {
		if c.known != nil {
			texts[c] = c.known.Text
		} else {
			texts[c] = x.textOf(c)
		}
	}
	for _, c := range chosen {
		p := termbase.Proposal{
			Lang: x.source.code, Text: texts[c], Forms: map[string]int{}, Pattern: c.pattern.name(),
			Score: math.Round(c.score*1000) / 1000, Parts: c.parts, Count: c.count, Docs: x.docsOf(c),
		}
		for _, f := range c.sortedForms() {
			p.Forms[f.text] += f.count
		}
		for _, b := range broader[c] {
			p.Broader = append(p.Broader, texts[b])
		}
		x.describeAcronym(c, &p)
		p.Renderings, p.Places = x.evidence(c, variantsOf(c, p.Forms))
		all = append(all, p)
	}
	return all
}

// textOf is the dictionary form of a candidate, from its own occurrences
// rather than those of the variants that it stands for. A noun is not given as
// the verb that is spelt like it, a verb in the infinitive.
func (x *extraction) textOf(c *candidate) string {
	own := slices.DeleteFunc(x.source.phrasesOf(c.places), func(p phrase) bool { return !slices.Equal(lemmasOf(p.tokens), c.lemmas) })
	if len(own) == 0 {
		own = x.source.phrasesOf(c.places)
	}
	text := x.source.citation(own, unknownNumber)
	switch {
	case c.pattern.classes == "V" && x.source.lemmatised():
		return x.source.words[c.lemmas[0]]
	case c.pattern.classes == "N":
		nouns := slices.DeleteFunc(slices.Clone(own), func(p phrase) bool { return isVerb(p.tokens[0].class) })
		if len(nouns) > 0 {
			if named := x.source.citation(nouns, unknownNumber); !strings.EqualFold(named, text) {
				return named
			}
		}
	}
	return text
}

func isVerb(c class) bool { return c == verb || c == past || c == ing }

// describeAcronym says that a proposal is an acronym, and its long form, where
// the text explains it and the long form is no entry itself.
func (x *extraction) describeAcronym(c *candidate, p *termbase.Proposal) {
	if len(c.lemmas) != 1 {
		return
	}
	w := x.source.lemmas[c.lemmas[0]]
	if 2*w.shouting > w.count {
		p.Type = "acronym"
		if long, known := x.long[c.lemmas[0]]; known {
			p.Long = x.source.lemmaText(long.lemmas)
		}
	}
}

// docsOf counts the documents in which a candidate stands: places are in order.
func (x *extraction) docsOf(c *candidate) int {
	docs, last := 0, int32(-1)
	for _, p := range c.places {
		if doc := x.source.sentences[p.sentence].doc; doc != last {
			docs, last = docs+1, doc
		}
	}
	return docs
}

// variantsOf numbers the forms of a candidate in the order of their texts, by
// norms.
func variantsOf(c *candidate, forms map[string]int) map[string]int {
	order := sortedKeys(forms)
	numbers := make(map[string]int, len(c.forms))
	for norms, f := range c.forms {
		n, _ := slices.BinarySearch(order, f.text)
		numbers[norms] = n + 1
	}
	return numbers
}

// evidence lists the places of a candidate, with the renderings where there is
// a translation.
func (x *extraction) evidence(c *candidate, variants map[string]int) ([]termbase.Rendering, []termbase.Place) {
	places := make([]termbase.Place, len(c.places))
	for i, p := range c.places {
		places[i] = x.placeOf(p)
		if p.past == p.gap { // what a coordination hides is no form
			places[i].Variant = variants[normsKey(x.source.sentences[p.sentence].tokens[p.from:p.to])]
		}
	}
	if !x.bilingual {
		return nil, places
	}
	var all []termbase.Rendering
	for _, r := range c.renderings {
		out := termbase.Rendering{Lang: x.target.code, Text: r.text, Count: len(r.places)}
		for _, at := range r.places {
			place := &places[at.place]
			place.Target, place.Form = at.span, at.form
			out.Places = append(out.Places, *place)
		}
		all = append(all, out)
	}
	return all, places
}

func (x *extraction) placeOf(p place) termbase.Place {
	tokens := x.source.sentences[p.sentence].tokens
	out := termbase.Place{Index: int(p.sentence)}
	out.Source.Start, out.Source.End = int(tokens[p.from].start), int(tokens[p.to-1].end)
	if x.units != nil {
		out.Unit = x.units[p.sentence]
	}
	return out
}
