package extract

import (
	"maps"
	"math"
)

// Constants of the choice among the options of an occurrence.
const (
	habitWeigh = 0.5  // power of a rendering's share of the occurrences of the term
	backWeigh  = 0.2  // power of the term's share of the occurrences of the rendering
	backSmooth = 1.0  // added to the occurrences of the rendering
	together   = 0.7  // share of the occurrences of a rendering that must have the wider one
	mostlyTied = 0.8  // share of the occurrences of a wider rendering that have the same word beside the term
	mostHabits = 40   // options of a term that are counted over the whole text
	fullFit    = 0.9  // fit from which a rendering is whole somewhere
	leastMore  = 0.1  // how much more of the term it must render there
	slightMore = 0.05 // the same where its part hardly stands without it: less comes of faint links
	fragment   = 0.8  // share of the occurrences of a part that stand in the whole, from which it is nothing by itself
	fullShare  = 0.5  // and of the fit of its part, where it is to replace that elsewhere
	rareOption = 0.1  // what the others count for that share

	settleRounds = 3
	sharpness    = 3.0 // power of the score in dividing an occurrence among its options
)

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
	return o.cover > part.cover+slightMore && o.fit >= fullShare*part.fit && h.seen[o.key] > 1 && h.stands[o.key] >= fragment*h.stands[part.key]
}
