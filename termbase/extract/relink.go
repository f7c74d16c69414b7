package extract

import (
	"math"
	"slices"

	"bitext/align/word"
)

// Constants of the doubt in word links.
const (
	contradicted = 0.005   // probability in the known lexicon, mean of both directions, below which it does not know a link
	wellKnown    = 0.1     // and from which it knows another
	relinked     = 0.6     // share of the strength that passes to the other
	needed       = 0.35    // strength of a link to the only partner of a word
	yielded      = 0.3     // share of that strength that others keep, which have a partner of their own
	mostKnown    = 1 << 20 // answers of the lexicon that are kept: 40 MB
)

// relinker mends the links that a text which repeats itself teaches wrongly: where
// "specified firearm" recurs, "arme" is linked to "specified" and only "feu" to
// "firearm". Where the lexicon known beforehand does not know a link, but knows a
// partner of its French word that stands in the same sentence and is linked to nothing
// that it knows, the link passes to that.
type relinker struct {
	*extraction
	lexicon word.Prior
	known   map[uint64]float32 // geometric means of both probabilities, by entryKey
}

// relink mends the links of all units: by the lexicon known beforehand, and by
// what words leave to each other.
func (x *extraction) relink(lexicon word.Prior) {
	for n := range x.links {
		x.yield(n)
	}
	if lexicon == nil {
		return
	}
	r := &relinker{x, lexicon, map[uint64]float32{}}
	for n := range x.links {
		r.mend(n)
	}
}

// prob gives what the lexicon says of two lemmas.
func (r *relinker) prob(source, target uint32) float32 {
	key := entryKey(source, target)
	p, asked := r.known[key]
	if !asked {
		forward, backward := r.lexicon.Prob(r.source.words[source], r.target.words[target])
		p = float32(math.Sqrt(forward * backward))
		if len(r.known) >= mostKnown {
			clear(r.known)
		}
		r.known[key] = p
	}
	return p
}

// mend goes over the links of a unit.
func (r *relinker) mend(n int) {
	links := r.links[n]
	source, target := r.source.sentences[n].tokens, r.target.sentences[n].tokens
	var sure map[uint16]bool // words of the source with a partner that the lexicon knows
	for i, l := range links {
		s, t := source[l.source], target[l.target]
		if l.p < fullLink || !content(s.class) || !content(t.class) || r.prob(s.lemma, t.lemma) >= contradicted {
			continue
		}
		if sure == nil {
			sure = r.sure(links, source, target)
		}
		if at := r.partner(source, t.lemma, sure); at >= 0 && at != int(l.source) {
			links[i].source, links[i].p = uint16(at), relinked*l.p
		}
	}
	if sure != nil {
		slices.SortStableFunc(links, func(a, b link) int { return int(a.source) - int(b.source) })
	}
}

func (r *relinker) sure(links []link, source, target []token) map[uint16]bool {
	sure := map[uint16]bool{}
	for _, l := range links {
		if l.p >= fullLink && r.prob(source[l.source].lemma, target[l.target].lemma) >= wellKnown {
			sure[l.source] = true
		}
	}
	return sure
}

// partner finds the word of the source that the lexicon knows best for a word of
// the target, among those without a known partner, or -1.
func (r *relinker) partner(source []token, target uint32, sure map[uint16]bool) int {
	best, at := float32(wellKnown), -1
	for i, s := range source {
		if content(s.class) && !sure[uint16(i)] {
			if p := r.prob(s.lemma, target); p > best {
				best, at = p, i
			}
		}
	}
	return at
}

// yield weakens the links of a word to what another word needs more: in
// "hydrocarbon deposits", which is always rendered "gisements d'hydrocarbures",
// "gisements" is linked to both words, but "hydrocarbon" has "hydrocarbures" and
// "deposits" has nothing else. What stands the same in both languages has no other
// partner.
func (x *extraction) yield(n int) {
	links := x.links[n]
	source, target := x.source.sentences[n].tokens, x.target.sentences[n].tokens
	meaning := func(l link) bool { return content(source[l.source].class) && content(target[l.target].class) }
	partners := make([]uint8, len(source)) // how many, but for faint ones; 2 for more
	twins := make([]float32, len(source))  // strength of the link to the same word
	for _, l := range links {
		if !meaning(l) || l.p < needed {
			continue
		}
		partners[l.source] = min(2, partners[l.source]+1)
		if l.p >= firmLink && x.source.words[source[l.source].norm] == x.target.words[target[l.target].norm] {
			twins[l.source] = l.p
		}
	}
	only := make([]float32, len(target)) // strength of the link to a word that has no other partner
	for _, l := range links {
		if meaning(l) && l.p >= needed && partners[l.source] == 1 {
			only[l.target] = max(only[l.target], l.p)
		}
	}
	for i, l := range links {
		switch {
		case !meaning(l):
		case only[l.target] > 0 && (partners[l.source] > 1 || partners[l.source] == 1 && l.p < needed):
			links[i].p = min(l.p, yielded*only[l.target])
		case l.p < twins[l.source]:
			links[i].p *= yielded
		}
	}
}
