package check

import (
	"cmp"
	"iter"
	"slices"
	"strings"

	"bitext/corpus"
	"bitext/corpus/lang"
	"bitext/termbase"
	"bitext/termbase/extract"
	"bitext/termbase/extract/general"
	"bitext/termbase/match"
)

// Bounds on the terms that are taken from the text itself.
const (
	ownTerms  = 800  // proposals that are looked at, best first
	ownUnits  = 4000 // sentence pairs up to which a text is searched for terms of its own
	ownRivals = 2    // times that the main rendering stands at least
	tooCommon = 3e-4 // frequency in general language from which a single word is no term
	ownScore  = 1.0  // least termhood
	openCount = 3    // occurrences from which a phrase without a main rendering is looked at
)

// usageConcepts lists the terms whose renderings are compared: those of the
// termbase that nobody has decided on, with their published renderings, and
// the recurring terms of the text with their main rendering. Approved terms
// have rules of their own.
func (t *terms) usageConcepts() (*concepts, error) {
	published, err := t.pass.elsewhere()
	if err != nil {
		return nil, err
	}
	c := &concepts{}
	byName := map[string]int{}
	decided := t.concepts()
	for _, d := range decided.source {
		if len(decided.list[d.concept].want) > 0 {
			byName[nameKey(d.text)] = -1
		}
	}
	for i := range decided.list {
		if x := decided.list[i]; len(x.want) == 0 && len(x.stored) > 0 {
			c.adopt(t, decided, i, published.own, byName)
		}
	}
	if err := t.ownConcepts(c, byName); err != nil {
		return nil, err
	}
	// Phrases with a preposition are looked for apart: "meeting" is to be seen
	// inside "meeting of the Expert Group", not "group" inside "Expert Group".
	slices.SortStableFunc(c.source, func(a, b designation) int {
		return cmp.Compare(t.linkedPhrase(a.text), t.linkedPhrase(b.text))
	})
	var lists [2][]match.Term
	for _, d := range c.source {
		n := t.linkedPhrase(d.text)
		lists[n] = append(lists[n], match.Term{Text: d.text, Noun: true})
	}
	c.finder = match.NewWith(lists[0], t.source).Loosened()
	c.apart, c.apartFrom = match.NewWith(lists[1], t.source).Loosened(), len(lists[0])
	return c, nil
}

// linkedPhrase is 1 for a phrase with a preposition or conjunction inside.
func (t *terms) linkedPhrase(term string) int {
	for _, w := range t.source.Lang().Words(term) {
		if t.source.Lang().StopWord(w.Norm) {
			return 1
		}
	}
	return 0
}

// adopt takes over a concept of the termbase with its stored renderings as
// what is known.
func (c *concepts) adopt(t *terms, from *concepts, n int, own map[int64]map[string]int, byName map[string]int) {
	x := *from.list[n]
	if x.absent(from) || t.light(x.name) || !t.nominal(x.name) {
		return
	}
	x.common = !t.worth(x.name)
	x.stored = slices.DeleteFunc(elsewhereOnly(x.stored, own), func(s storedRendering) bool {
		words := t.target.Text(t.target.Lang().Words(s.text)).Words
		acronym := len(words) == 1 && words[0].Acronym() // another designation, with a rule of its own
		noun := slices.ContainsFunc(words, func(w match.Word) bool { return w.Nominal() })
		pronoun := slices.ContainsFunc(words, func(w match.Word) bool { return pronouns[w.Norm] })
		return acronym || !noun || pronoun || prepositional(s.text)
	})
	if len(x.stored) == 0 {
		return
	}
	for _, s := range x.stored {
		if contentWords(t.source, x.name) == 1 || contentWords(t.target, s.text) > 1 {
			x.want = append(x.want, s.text)
		}
	}
	x.prepare(t)
	x.bare = x.bareHead(t)
	at := len(c.list)
	for _, i := range x.names {
		if d := from.source[i]; byName[nameKey(d.text)] == 0 {
			byName[nameKey(d.text)] = at + 1
			c.source = append(c.source, designation{d.text, at})
		}
	}
	c.list = append(c.list, &x)
}

// absent reports whether no term of a concept can stand in the text.
func (c *concept) absent(in *concepts) bool {
	return !slices.ContainsFunc(c.names, func(i int) bool { return !in.finder.LeftOut(i) })
}

// nominal reports whether a term of one word can be a noun, as far as a lexicon
// knows it.
func (t *terms) nominal(term string) bool {
	words := t.source.Lang().Words(term)
	if len(words) != 1 {
		return true
	}
	tags := t.source.Lang().Tags(words[0].Norm)
	return tags == nil || slices.Contains(tags, lang.Noun) || slices.Contains(tags, lang.Propn)
}

// bareHead reports whether the head of the main rendering stands alone at least
// as often as the whole: it is understood, and what holds it is no rival.
func (c *concept) bareHead(t *terms) bool {
	if len(c.want) == 0 {
		return false
	}
	whole, alone := 0, 0
	for _, s := range c.stored {
		switch words := t.target.Text(t.target.Lang().Words(s.text)).Words; {
		case s.text == c.want[0]:
			whole = s.count
		case len(words) == 1 && c.head().is(&words[0]):
			alone += s.count
		}
	}
	return alone > 0 && alone >= whole
}

// elsewhereOnly takes the places in the text under check out of the counts of renderings.
func elsewhereOnly(stored []storedRendering, own map[int64]map[string]int) []storedRendering {
	var out []storedRendering
	for _, s := range stored {
		if s.count -= own[s.entry][s.text]; s.count > 0 {
			out = append(out, s)
		}
	}
	slices.SortStableFunc(out, func(a, b storedRendering) int { return b.count - a.count })
	return out
}

// ownConcepts adds the recurring terms of the text.
func (t *terms) ownConcepts(c *concepts, byName map[string]int) error {
	units := t.units()
	if len(units) > ownUnits {
		return nil
	}
	proposals, err := extract.Bilingual(t.pass.ctx, t.pass.Source.Code(), t.pass.Target.Code(), unitSeq(units), extract.Options{Top: ownTerms, MinCount: 2})
	if err != nil {
		return err
	}
	for i := range proposals {
		p := &proposals[i]
		if byName[nameKey(p.Text)] != 0 || p.Score < ownScore || !strings.HasSuffix(p.Pattern, "N") || t.light(p.Text) {
			continue
		}
		main := t.mainRendering(p)
		if main == "" && (p.Count < openCount || !strings.ContainsAny(p.Text, " ")) {
			continue
		}
		x := &concept{name: p.Text, common: !t.worth(p.Text)}
		if main != "" {
			x.want = []string{main}
		}
		x.prepare(t)
		at := len(c.list)
		c.list = append(c.list, x)
		byName[nameKey(p.Text)] = at + 1
		c.source = append(c.source, designation{p.Text, at})
	}
	return nil
}

// mainRendering is the rendering that a proposal got most often, "" where none
// stands often enough or a phrase came down to one word: half a rendering.
func (t *terms) mainRendering(p *termbase.Proposal) string {
	if len(p.Renderings) == 0 || p.Renderings[0].Count < ownRivals {
		return ""
	}
	main := p.Renderings[0].Text
	if prepositional(main) {
		return ""
	}
	if contentWords(t.source, p.Text) > 1 && contentWords(t.target, main) == 1 {
		return ""
	}
	return main
}

// contentWords counts the words of a term that are neither marks nor articles
// or prepositions.
func contentWords(m *match.Morph, term string) int {
	words := m.Text(m.Lang().Words(term)).Words
	n := 0
	for i := range words {
		if !words[i].Punct() && !words[i].Free() && !m.Lang().StopWord(words[i].Norm) {
			n++
		}
	}
	return n
}

// worth reports whether a term is worth comparing: phrases, and single words
// that general language seldom uses.
func (t *terms) worth(term string) bool {
	if n := contentWords(t.source, term); n != 1 {
		return n > 1
	}
	return t.frequency(term) < tooCommon
}

// rare reports whether a single word is one of a subject more than of general
// language.
func (t *terms) rare(term string) bool { return t.frequency(term) < rareWord }

// frequency is the share of the last word of a term among the words of general
// language.
func (t *terms) frequency(term string) float64 {
	words := t.source.Text(t.source.Lang().Words(term)).Words
	table := general.For(t.pass.Source.Code())
	if len(words) == 0 || table.Tokens == 0 {
		return 0
	}
	return float64(table.Find(words[len(words)-1].Key()).Count) / float64(table.Tokens)
}

// lightHeads are nouns that measure, order or hold other things; a phrase of one
// of them and an adjective ("whole range", "regional nature") is no term.
var lightHeads = map[string]bool{
	"range": true, "number": true, "way": true, "kind": true, "extent": true, "variety": true, "series": true, "nature": true,
	"degree": true, "manner": true, "respect": true, "regard": true, "account": true, "amount": true, "lot": true, "thing": true, "fact": true,
}

// light reports whether a term of at most two words ends in a light noun.
func (t *terms) light(term string) bool {
	words := t.source.Text(t.source.Lang().Words(term)).Words
	return len(words) > 0 && contentWords(t.source, term) <= 2 && t.pass.Source.Code() == corpus.English && lightHeads[words[len(words)-1].Key()]
}

// prepositional reports whether a rendering is no noun phrase but a preposition
// of several words and what it governs: "face à la cybercriminalité".
func prepositional(rendering string) bool {
	for _, p := range []string{"face à ", "face au", "suite à ", "grâce à ", "lors d", "quant à ", "afin d", "en vue d"} {
		if strings.HasPrefix(rendering, p) {
			return true
		}
	}
	return false
}

func unitSeq(units []unit) iter.Seq2[termbase.Unit, error] {
	return func(yield func(termbase.Unit, error) bool) {
		for i := range units {
			source, target := units[i].texts()
			if !yield(termbase.Unit{ID: int64(i + 1), Index: i, Source: source, Target: target, Confidence: 1}, nil) {
				return
			}
		}
	}
}

// around widens a known rendering by the words next to it that the occurrence
// is linked to: what stands there may be longer than what is known.
func (c *scene) around(m match.Match) corpus.Span {
	first, last := m.First, m.Last
	words := c.text.Words
	if i := before(words, first); i >= 0 && c.mine[i] > 0 && c.other[i] <= c.mine[i] && c.names(&words[i]) {
		first = i
	}
	if i := after(words, last); i < len(words) && c.mine[i] > 0 && c.other[i] <= c.mine[i] && c.names(&words[i]) {
		last = i
	}
	return corpus.Span{Start: words[first].Start, End: words[last].End}
}
