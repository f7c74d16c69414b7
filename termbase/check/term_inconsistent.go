package check

import (
	"slices"
	"strings"

	"bitext/corpus"
	"bitext/corpus/lang"
	"bitext/termbase/match"
)

var termInconsistent = Rule{
	Name:  "term-inconsistent",
	Title: "one term has several renderings, here or against what was published",
	Explanation: "A recurring term of the source has one main rendering (the one published most often, else the one that is most frequent here) and something else stands for it at other places. " +
		"One finding a term, with every rendering, its count and its places. Inflection, second mention in a short form, and pronouns are no other rendering. " +
		"Terms come from the termbase and from the text itself; words of general language only where the main rendering stands nearly everywhere.",
	Wrong:    "methodology → méthodologie (published: méthode ×5, méthodologie ×2)",
	Right:    "Expert Group → Groupe d'experts, then: le Groupe",
	Severity: Warning,
	Row:      func(p *Pass, r *Row) []Finding { p.term.collectUsages(r); return nil },
	Whole:    func(p *Pass) ([]Finding, error) { return p.term.inconsistencies() },
}

func (t *terms) inconsistencies() ([]Finding, error) {
	found, err := t.usage()
	if err != nil {
		return nil, err
	}
	v := found.view
	known := v.concepts()
	all := make([]*usage, len(known.list))
	for _, places := range found.rows {
		for _, p := range places {
			u := all[p.concept]
			if u == nil {
				u = &usage{concept: known.list[p.concept], term: known.source[p.term].text}
				all[p.concept] = u
			}
			u.add(p)
		}
	}
	var out []Finding
	for _, u := range all {
		if u == nil {
			continue
		}
		if f, ok := v.judgeUsage(u); ok && !v.tells(f.Got, f.Want[0]) {
			out = append(out, f)
		}
	}
	return dropNested(out), nil
}

// tells reports whether a rendering has the words of another, in any form and with
// others beside them.
func (t *terms) tells(got, want string) bool {
	words := t.contentOf(want)
	return nameKey(got) == nameKey(want) || len(words) > 0 && holds(t.contentOf(got), words)
}

// Thresholds of what is an inconsistency worth a reviewer's time, set by
// reading the reports on the two seed reports.
const (
	leastNorm      = 2    // places of the main rendering of a phrase, here or published
	leastNormWord  = 4    // the same for a single word
	leastShare     = 0.5  // of the places, for a phrase
	leastShareWord = 0.75 // for a single word
	muchPublished  = 20   // published places from which leastOfMuch of them must be the main rendering
	leastOfMuch    = 0.8
	mostMinor      = 0.3 // of all places, for a published rendering to be an odd one
)

// judgeUsage decides whether the renderings of a term are worth a finding.
func (t *terms) judgeUsage(u *usage) (Finding, bool) {
	var odd []*usageForm
	here, oddCount := 0, 0
	for _, f := range u.forms {
		here += len(f.places)
		if !f.norm && !u.concept.knows(f.form) && !t.holdsUsual(u.concept, f) {
			odd = append(odd, f)
			oddCount += len(f.places)
		}
	}
	norm, least, share := here-oddCount+u.concept.published(), leastNorm, leastShare
	single := !strings.ContainsAny(u.term, " -")
	if single {
		least, share = leastNormWord, leastShareWord
	}
	switch {
	case len(u.concept.want) == 0:
		return t.judgeOpen(u)
	case u.concept.common:
		return t.judgeByModifier(u)
	case !u.concept.settled():
		return Finding{}, false
	}
	minor := t.minorPublished(u)
	if single {
		odd, minor = t.akin(u, odd), t.akin(u, minor)
	}
	switch {
	case len(odd) > 0:
	case len(minor) > 0:
		return t.usageFinding(u, minor), true
	case single:
		return t.judgeByModifier(u)
	}
	if len(odd) == 0 || norm < least || float64(norm) < share*float64(norm+oddCount) {
		return Finding{}, false
	}
	return t.usageFinding(u, odd), true
}

// holdsUsual reports whether a form holds the rendering that was published most
// often, be that of fewer words than the term: "sûreté" for "security interest".
func (t *terms) holdsUsual(c *concept, f *usageForm) bool {
	if len(c.stored) == 0 {
		return false
	}
	usual := t.contentOf(c.stored[0].text)
	return len(usual) > 0 && holds(f.words, usual)
}

// A single word of general language has honest senses of its own ("context",
// contexte or cadre); from rareWord on, its renderings are compared only where
// they are of one family (méthode, méthodologie). Between the two seed reports
// that leaves out eleven findings, of which a reviewer would miss none.
const (
	rareWord   = 6e-5 // of the words of general language
	familyStem = 5    // letters that words of one family share
)

// akin leaves the renderings of a single word that are worth telling.
func (t *terms) akin(u *usage, odd []*usageForm) []*usageForm {
	if len(u.concept.want) == 0 || t.rare(u.term) {
		return odd
	}
	head := lang.Fold(u.concept.want[0])
	return slices.DeleteFunc(odd, func(f *usageForm) bool {
		form := lang.Fold(f.form)
		return len(head) < familyStem || len(form) < familyStem || head[:familyStem] != form[:familyStem]
	})
}

// judgeOpen decides about a phrase without a known rendering: its renderings
// share a word and differ in another ("ensemble de thèmes", "liste de thèmes").
func (t *terms) judgeOpen(u *usage) (Finding, bool) {
	slices.SortStableFunc(u.forms, func(a, b *usageForm) int { return len(b.places) - len(a.places) })
	var kin []*usageForm
	for _, f := range u.forms {
		if len(f.words) > 1 && f.words[0].Nominal() && !prepositional(f.form) && (len(kin) == 0 || kindred(kin[0].words, f.words)) {
			kin = append(kin, f)
		}
	}
	if len(kin) < 2 {
		return Finding{}, false
	}
	u.forms = kin
	u.concept.want = []string{kin[0].form}
	return t.usageFinding(u, kin[1:]), true
}

// kindred reports whether two phrases share a word and each has one of its own.
func kindred(a, b []match.Word) bool {
	shared := 0
	for i := range a {
		if slices.ContainsFunc(b, func(w match.Word) bool { return a[i].Same(&w) }) {
			shared++
		}
	}
	return shared > 0 && shared < len(a) && shared < len(b)
}

// knows reports whether a form is a known rendering letter by letter, capitals
// and spaces apart.
func (c *concept) knows(form string) bool {
	same := func(w string) bool { return nameKey(w) == nameKey(form) }
	return slices.ContainsFunc(c.want, same) || slices.ContainsFunc(c.stored, func(s storedRendering) bool { return same(s.text) && s.count == c.stored[0].count })
}

// settled reports whether what was published agrees on a main rendering, or
// nothing was published. Where much was, a fifth of it in other words shows that the
// term has several senses or several right renderings.
func (c *concept) settled() bool {
	least := leastShare
	if c.published() >= muchPublished {
		least = leastOfMuch
	}
	return len(c.stored) == 0 || float64(c.stored[0].count) >= least*float64(c.published())
}

// judgeByModifier decides about a word of general language: it is reported
// where one and the same modifier has the main rendering at some places and
// another one here ("sixth meeting": sixième réunion, sixième session).
func (t *terms) judgeByModifier(u *usage) (Finding, bool) {
	type kind struct{ norm, odd []usagePlace }
	kinds := map[string]*kind{}
	var order []string
	for _, f := range u.forms {
		for _, p := range f.places {
			source, _, ok := t.modified(p)
			if !ok {
				continue
			}
			key := nameKey(source)
			if kinds[key] == nil {
				kinds[key] = &kind{}
				order = append(order, key)
			}
			if f.norm {
				kinds[key].norm = append(kinds[key].norm, p)
			} else {
				kinds[key].odd = append(kinds[key].odd, p)
			}
		}
	}
	for _, key := range order {
		if k := kinds[key]; len(k.norm) >= leastNorm && len(k.odd) > 0 {
			return t.modifierFinding(u, k.norm, k.odd), true
		}
	}
	return Finding{}, false
}

// published counts the places of all stored renderings.
func (c *concept) published() int {
	n := 0
	for _, s := range c.stored {
		n += s.count
	}
	return n
}

// minorPublished lists renderings of this text that were published too, but are
// far less frequent than the main one: in what was published, or there and here
// together.
func (t *terms) minorPublished(u *usage) []*usageForm {
	if len(u.concept.stored) < 2 {
		return nil
	}
	text := u.concept.stored[0].text
	words := t.contentOf(text)
	all, main := u.concept.published(), u.concept.stored[0].count
	for _, f := range u.forms {
		all += len(f.places)
		if f.norm && holds(f.words, words) {
			main += len(f.places)
		}
	}
	together := main >= leastNorm && float64(main) >= leastShare*float64(all)
	before, alone := u.concept.published(), u.concept.stored[0].count >= leastNorm
	var out []*usageForm
	for _, f := range u.forms {
		n := u.concept.publishedAs(t, f.words)
		minor := alone && float64(n) <= mostMinor*float64(before) || together && float64(n+len(f.places)) <= mostMinor*float64(all)
		if f.norm && minor && !holds(f.words, words) && nameKey(f.form) != nameKey(text) {
			out = append(out, f)
		}
	}
	return out
}

// publishedAs counts how often a rendering was published.
func (c *concept) publishedAs(t *terms, words []match.Word) int {
	n := 0
	for _, s := range c.stored {
		if holds(words, t.contentOf(s.text)) {
			n += s.count
		}
	}
	return n
}

// contentOf is contentIn for a rendering by itself.
func (t *terms) contentOf(rendering string) []match.Word {
	return contentIn(t.target.Text(t.target.Lang().Words(rendering)), corpus.Span{End: len(rendering)})
}

// contentIn lists the words in a stretch that are neither marks nor articles
// and prepositions.
func contentIn(t *match.Text, span corpus.Span) []match.Word {
	var words []match.Word
	for i := firstWord(t, span.Start); i < len(t.Words) && t.Words[i].Start < span.End; i++ {
		if w := &t.Words[i]; !w.Punct() && !w.Free() && !w.Conj() {
			words = append(words, *w)
		}
	}
	return words
}

// holds reports whether a phrase has all the words of another.
func holds(phrase, words []match.Word) bool {
	for i := range words {
		if !slices.ContainsFunc(phrase, func(w match.Word) bool { return w.Same(&words[i]) }) {
			return false
		}
	}
	return true
}
