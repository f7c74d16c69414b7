package extract

import (
	"cmp"
	"slices"
	"strings"

	"bitext/corpus"
)

// groupVariants joins candidates that are spellings of one term: with and
// without hyphen, British and American, "prevention of crime" and "crime
// prevention", an acronym and its long form. The most frequent one stands for all.
func (x *extraction) groupVariants() {
	groups, written := map[string]*candidate{}, map[string]*candidate{}
	kept := x.candidates[:0]
	order := slices.Clone(x.candidates)
	slices.SortStableFunc(order, func(a, b *candidate) int {
		return cmp.Or(-cmp.Compare(known(a), known(b)), cmp.Compare(b.count, a.count))
	})
	for _, c := range order {
		key := x.variantKey(c)
		if c.known != nil { // it was told from its variants by more texts than these
			groups[key] = c
			continue
		}
		if first := groups[key]; first != nil {
			first.absorb(c)
			continue
		}
		if first := x.sameForm(written, c); first != nil {
			first.absorb(c)
			continue
		}
		groups[key] = c
		for _, f := range c.forms {
			if form := strings.ToLower(f.text); written[form] == nil {
				written[form] = c
			}
		}
	}
	for _, c := range x.candidates {
		if c.count > 0 {
			kept = append(kept, c)
		}
	}
	x.candidates = kept
	x.joinAcronyms()
}

// sameForm gives the candidate that is written as another one, though the tagger gives it
// other lemmas or parts of speech: "aggravating circumstance", with a participle or a gerund. Phrases are
// the same if they share a form; words if their most frequent forms are the same, or one is a plural
// that was taken for a name ("the Articles"). The noun "bidding" is not the noun "bid".
func (x *extraction) sameForm(written map[string]*candidate, c *candidate) *candidate {
	for n, f := range c.sortedForms() {
		form := strings.ToLower(f.text)
		first := written[form]
		switch {
		case first == nil || (len(first.lemmas) > 1) != (len(c.lemmas) > 1):
		case len(c.lemmas) > 1:
			return first
		case n == 0 && first.pattern.weight >= c.pattern.weight && (first.leads(form) || x.source.unmarked(form) == x.source.words[first.lemmas[0]]):
			return first
		}
	}
	return nil
}

// leads reports whether a form is the most frequent one of a candidate.
func (c *candidate) leads(form string) bool {
	return strings.EqualFold(c.sortedForms()[0].text, form)
}

// joinAcronyms makes an acronym and its long form one candidate, under the
// long form.
func (x *extraction) joinAcronyms() {
	for _, acronym := range sortedKeys(x.long) {
		short := x.byKey[lemmaKey([]uint32{acronym})]
		long := x.byKey[lemmaKey(x.long[acronym].lemmas)]
		if short != nil && long != nil && short != long && short.count > 0 && long.count > 0 && short.known == nil {
			long.absorb(short)
			long.acronym = acronym
		}
	}
	x.candidates = slices.DeleteFunc(x.candidates, func(c *candidate) bool { return c.count == 0 })
}

// absorb takes over the occurrences of another candidate.
func (c *candidate) absorb(other *candidate) {
	c.count += other.count
	c.within += other.within
	c.left.varied, c.right.varied = true, true
	c.places = append(c.places, other.places...)
	slices.SortFunc(c.places, comparePlaces)
	for key, f := range other.forms {
		if own := c.forms[key]; own != nil {
			own.count += f.count
		} else {
			c.forms[key] = f
		}
	}
	other.count = 0
}

func comparePlaces(a, b place) int {
	return cmp.Or(cmp.Compare(a.sentence, b.sentence), cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to))
}

// variantKey is equal for variants of one term.
func (x *extraction) variantKey(c *candidate) string {
	s := x.source
	lemmas := c.lemmas
	if x.bilingual && s.code == corpus.English && c.pattern.classes == "NIN" && s.words[lemmas[1]] == "of" {
		lemmas = []uint32{lemmas[2], lemmas[0]}
	}
	var b strings.Builder
	for _, l := range lemmas {
		word := s.words[l]
		if s.code == corpus.English {
			word = american(word)
		}
		b.WriteString(strings.ReplaceAll(word, "-", ""))
		if len(word) <= 3 {
			b.WriteByte(' ') // "on line" and "online" are one, "a part" and "apart" are not
		}
	}
	return b.String()
}

// american turns British spellings into American ones, as a key: regular
// endings only.
func american(word string) string {
	if len(word) < 6 {
		return word
	}
	for _, p := range [][2]string{
		{"isation", "ization"},
		{"ise", "ize"},
		{"ised", "ized"},
		{"ising", "izing"},
		{"yse", "yze"},
		{"our", "or"},
		{"ourable", "orable"},
		{"tre", "ter"},
		{"ogue", "og"},
		{"ence", "ense"},
		{"mme", "m"},
		{"lling", "ling"},
		{"lled", "led"},
	} {
		if stem, found := strings.CutSuffix(word, p[0]); found {
			return stem + p[1]
		}
	}
	return word
}

func lemmaKey(lemmas []uint32) string {
	tokens := make([]token, len(lemmas))
	for i, l := range lemmas {
		tokens[i].lemma = l
	}
	return string(keyOf(nil, tokens))
}

// coordinations counts the terms that a coordination hides: "national and
// international responses" holds "national response", "coopération judiciaire
// et policière" "coopération policière". Only what also stands in the text
// uncoordinated counts: otherwise "black and white horses" would be two terms.
func (x *extraction) coordinations() {
	classes := "ACAN"
	if x.source.code == corpus.French {
		classes = "NACA"
	}
	touched := map[*candidate]bool{}
	for n := range x.source.sentences {
		tokens := x.source.sentences[n].tokens
		for i := 0; i+4 <= len(tokens); i++ {
			if classesOf(tokens[i:i+4]) != classes {
				continue
			}
			p := place{sentence: int32(n), from: int16(i), to: int16(i + 4), gap: int16(i + 1), past: int16(i + 3)}
			hidden := x.byKey[lemmaKey([]uint32{tokens[i].lemma, tokens[i+3].lemma})]
			if hidden != nil && (hidden.count > 0 || hidden.known != nil) {
				hidden.count++
				hidden.places = append(hidden.places, p)
				touched[hidden] = true
			}
		}
	}
	for c := range touched {
		slices.SortFunc(c.places, comparePlaces)
	}
}

// broader lists, for each chosen candidate, the chosen ones that it narrows:
// those with the same head and fewer words.
func (x *extraction) broader(chosen []*candidate) map[*candidate][]*candidate {
	byKey := map[string]*candidate{}
	for _, c := range chosen {
		byKey[lemmaKey(c.lemmas)] = c
	}
	out := map[*candidate][]*candidate{}
	for _, c := range chosen {
		for n := len(c.lemmas) - 1; n > 0; n-- {
			part := c.lemmas[len(c.lemmas)-n:]
			if x.source.code == corpus.French || strings.ContainsAny(c.pattern.classes, "I") {
				part = c.lemmas[:n]
			}
			if b := byKey[lemmaKey(part)]; b != nil {
				out[c] = append(out[c], b)
				break
			}
		}
	}
	return out
}
