package check

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"bitext/corpus"
	"bitext/corpus/lang"
	"bitext/termbase/match"
)

var termAcronym = Rule{
	Name:  "term-acronym",
	Title: "an acronym is not the one of this language, or comes before its long form",
	Explanation: "An acronym of the source was left as it is where this language has its own (by the termbase, by what the text itself introduces, by a list of bodies), is a slip for it, or two acronyms " +
		"are introduced for one long form. At the first mention the long form is wanted where the source gives it, and an acronym should not be used before the text introduces it. " +
		"A foreign acronym that stands beside the own one (\"l'ONUDC (UNODC en anglais)\") passes.",
	Wrong:    "UNODC reported → l'UNODC a fait rapport",
	Right:    "UNODC reported → l'ONUDC a fait rapport",
	Severity: Warning,
	Mono:     true,
	Row:      func(p *Pass, r *Row) []Finding { p.term.collectAcronyms(r); return nil },
	Whole:    func(p *Pass) ([]Finding, error) { return p.term.acronymFindings(), nil },
}

// acronymRow is what a row has of acronyms.
type acronymRow struct {
	source, target []acronymAt
	heading        bool
	concepts       []acronymConcept
}

// acronymConcept is a concept of the termbase with a long form and an acronym,
// as it stands in a row.
type acronymConcept struct {
	concept     *concept
	sourceLong  bool        // the source writes the long form
	source      corpus.Span // where the source has it
	long        bool        // the target has the long form
	acronym     corpus.Span // the acronym in the target; empty where there is none
	acronymText string
}

func (t *terms) collectAcronyms(r *Row) {
	row := acronymRow{target: r.Target.acronyms(), heading: r.Target.heading()}
	if !r.Source.Empty() {
		row.source = r.Source.acronyms()
	}
	row.concepts = t.acronymConcepts(r)
	if len(row.target)+len(row.concepts) > 0 || slices.ContainsFunc(row.source, func(a acronymAt) bool { return a.long != nil }) {
		t.acronyms[r.Index] = &row
	}
}

// heading reports whether the side is a heading, in which long forms have no
// place.
func (t *Text) heading() bool {
	for i := range t.Blocks {
		if k := t.Block(i).Kind; k != corpus.Heading {
			return false
		}
	}
	return len(t.Blocks) > 0
}

// acronymConcepts lists the concepts of a row that have both a long form and an
// acronym in the target language.
func (t *terms) acronymConcepts(r *Row) []acronymConcept {
	if t.pass.Mono {
		return t.acronymsAlone(r)
	}
	var out []acronymConcept
	found := t.found(r)
	for _, n := range t.conceptsIn(found) {
		c := t.concepts().list[n]
		if !c.bothForms() {
			continue
		}
		a := acronymConcept{concept: c}
		for _, o := range found {
			if o.concept == n && a.source.Len() == 0 {
				a.source, a.sourceLong = o.Span, !isAcronym(t.concepts().source[o.term].text)
			}
		}
		a.stands(r, t.targets(r, c.finder()))
		out = append(out, a)
	}
	return out
}

// acronymsAlone is acronymConcepts for a text without its source.
func (t *terms) acronymsAlone(r *Row) []acronymConcept {
	var out []acronymConcept
	for _, c := range t.concepts().list {
		if !c.bothForms() || !slices.ContainsFunc(r.Target.acronyms(), func(a acronymAt) bool { return slices.Contains(c.want, a.text) }) {
			continue
		}
		a := acronymConcept{concept: c}
		a.stands(r, t.targets(r, c.finder()))
		out = append(out, a)
	}
	return out
}

// stands notes which forms of the concept stand in the target.
func (a *acronymConcept) stands(r *Row, matches []match.Match) {
	for _, m := range matches {
		switch form := a.concept.want[m.Term]; {
		case !isAcronym(form):
			a.long = true
		case a.acronym.Len() == 0:
			a.acronym, a.acronymText = m.Span, m.In(r.Target.Text)
		}
	}
}

// bothForms reports whether an acronym and a long form are approved.
func (c *concept) bothForms() bool {
	return slices.ContainsFunc(c.want, isAcronym) && slices.ContainsFunc(c.want, func(w string) bool { return !isAcronym(w) })
}

func isAcronym(term string) bool {
	_, ok := acronymOf(lang.Token{Text: term, Form: lang.Word}, corpus.French)
	return ok
}

// acronymSearch goes over the rows in order.
type acronymSearch struct {
	*terms
	introduced map[string]int             // acronym of the target → row that introduces it with its long form
	own        map[string]map[string]bool // acronym of the source → those that the text introduces for it
	told       map[string]bool
	found      []Finding
}

func (t *terms) acronymFindings() []Finding {
	s := &acronymSearch{terms: t, introduced: map[string]int{}, own: map[string]map[string]bool{}, told: map[string]bool{}}
	for i, row := range t.acronyms {
		if row != nil {
			s.learn(i, row)
		}
	}
	s.twice()
	for i, row := range t.acronyms {
		if row == nil {
			continue
		}
		s.foreign(t.pass.Rows[i], row)
		if !row.heading {
			s.first(t.pass.Rows[i], row)
			s.early(i, row)
		}
	}
	s.unexplained()
	return s.found
}

// learn notes which acronyms a row introduces, and for which of the source.
func (s *acronymSearch) learn(i int, row *acronymRow) {
	var source, target []acronymAt
	for _, a := range row.source {
		if a.long != nil {
			source = append(source, a)
		}
	}
	for _, a := range row.target {
		if a.bracket || a.long != nil {
			target = append(target, a)
		}
		if a.bracket && slices.ContainsFunc(row.source, func(b acronymAt) bool { return b.bracket && b.text == a.text }) {
			s.learnOwn(a.text, a.text) // kept, whatever others do: the acronym of a Romanian body
		}
		if _, known := s.introduced[a.text]; !known && a.long != nil {
			s.introduced[a.text] = i
		}
	}
	if len(source) != len(target) {
		return
	}
	for n, a := range source {
		s.learnOwn(a.text, target[n].text)
	}
}

func (s *acronymSearch) learnOwn(source, target string) {
	if s.own[source] == nil {
		s.own[source] = map[string]bool{}
	}
	s.own[source][target] = true
}

// twice reports a second acronym for one long form.
func (s *acronymSearch) twice() {
	var known []acronymAt
	for i, row := range s.acronyms {
		if row == nil {
			continue
		}
		for _, a := range row.target {
			n := slices.IndexFunc(known, func(k acronymAt) bool { return sameLong(k.long, a.long) })
			switch {
			case a.long == nil:
			case n < 0:
				known = append(known, a)
			case known[n].text != a.text && !s.told[a.text]:
				s.told[a.text] = true
				r := s.pass.Rows[i]
				s.add(Finding{
					Message: fmt.Sprintf("%q is introduced as %s, before it was %s", a.form, a.text, known[n].text),
					Source:  r.Source.All(), Target: r.Target.Side(a.Span), Term: a.form, Want: []string{known[n].text}, Got: a.text,
				})
			}
		}
	}
}

// foreign reports acronyms of the source that were left as they are, and slips.
func (s *acronymSearch) foreign(r *Row, row *acronymRow) {
	has := func(list []acronymAt, text string) int {
		return slices.IndexFunc(list, func(a acronymAt) bool { return a.text == text })
	}
	seen := map[string]bool{}
	for _, a := range row.source {
		want, debatable := s.wanted(a.text)
		if seen[a.text] || len(want) == 0 || slices.Contains(want, a.text) ||
			slices.ContainsFunc(want, func(w string) bool { return has(row.target, w) >= 0 || strings.Contains(r.Target.Text, w) }) {
			continue
		}
		seen[a.text] = true
		n := has(row.target, a.text)
		if n >= 0 && a.next != "" && row.target[n].next == a.next {
			continue // part of a name that was not translated: "UN Global Compact"
		}
		if n < 0 {
			n = slices.IndexFunc(row.target, func(b acronymAt) bool {
				return has(row.source, b.text) < 0 && slices.ContainsFunc(want, func(w string) bool { return likeAcronym(b.text, w) }) && !s.is(b.text)
			})
		}
		if n < 0 {
			continue
		}
		got := row.target[n]
		s.add(Finding{
			Message: fmt.Sprintf("%s is %s in this language, not %s", a.text, want[0], got.text),
			Source:  r.Source.Side(a.Span), Target: r.Target.Side(got.Span), Term: a.text, Want: want, Got: got.text, Debatable: debatable,
		})
	}
}

// is reports whether an acronym of the target is one of its own: the text
// introduces it, or it stands for another one of the source.
func (s *acronymSearch) is(text string) bool {
	if _, ok := s.introduced[text]; ok {
		return true
	}
	return slices.ContainsFunc(s.concepts().list, func(c *concept) bool { return slices.Contains(c.want, text) })
}

// wanted lists the acronyms that stand for one of the source: by the termbase,
// by the text itself, by the list of bodies, in this order. It is empty where
// none is known.
func (s *acronymSearch) wanted(text string) (want []string, debatable bool) {
	c := s.concepts()
	for _, d := range c.source {
		if d.text == text {
			for _, w := range c.list[d.concept].want {
				if isAcronym(w) {
					want = append(want, w)
				}
			}
			if len(c.list[d.concept].want) > 0 {
				return want, false
			}
		}
	}
	if own := s.own[text]; len(own) > 0 {
		for w := range own {
			want = append(want, w)
		}
		slices.Sort(want)
		return want, len(want) > 1
	}
	if s.pass.Source.Code() == corpus.English && s.pass.Target.Code() == corpus.French {
		return knownAcronyms()[text], false
	}
	return nil, false
}

// first reports an acronym at the place where the source introduces it by its
// long form, and the translation does not.
func (s *acronymSearch) first(r *Row, row *acronymRow) {
	for _, a := range row.source {
		if a.long == nil || !a.bracket || s.told["first "+a.text] {
			continue
		}
		s.told["first "+a.text] = true
		want, _ := s.wanted(a.text)
		want = append(want, a.text)
		n := slices.IndexFunc(row.target, func(b acronymAt) bool { return slices.Contains(want, b.text) })
		if n < 0 || row.target[n].bracket || row.target[n].long != nil || row.target[n].behind {
			continue
		}
		got := row.target[n]
		if at, known := s.introduced[got.text]; known && at <= r.Index {
			continue
		}
		s.told["early "+got.text] = true
		s.add(Finding{
			Message: fmt.Sprintf("%s stands without the long form that the source gives at its first mention", got.text),
			Source:  r.Source.Side(a.Span), Target: r.Target.Side(got.Span), Term: a.form, Want: []string{}, Got: got.text,
		})
	}
}

// early reports an acronym that is used before the text introduces it. Where
// the source does the same it is a note.
func (s *acronymSearch) early(i int, row *acronymRow) {
	r := s.pass.Rows[i]
	for _, a := range row.target {
		at, known := s.introduced[a.text]
		if !known || at <= i || a.bracket || s.told["early "+a.text] {
			continue
		}
		s.told["early "+a.text] = true
		intro := s.acronyms[at]
		form := ""
		for _, b := range intro.target {
			if b.text == a.text && b.form != "" {
				form = b.form
				break
			}
		}
		s.add(Finding{
			Message: fmt.Sprintf("%s is used before it is introduced as %q", a.text, form),
			Source:  r.Source.All(), Target: r.Target.Side(a.Span), Term: a.text, Want: []string{form}, Got: a.text,
			Debatable: slices.ContainsFunc(row.source, func(b acronymAt) bool {
				same := func(c acronymAt) bool { return c.text == b.text && b.text != a.text }
				return b.long == nil && !slices.ContainsFunc(row.target, same) // the source does so too
			}),
		})
	}
}

// unexplained reports acronyms of the termbase that stand where the source has
// the long form, before the long form has stood in the text; without a source,
// those whose long form never stands before them, as notes.
func (s *acronymSearch) unexplained() {
	done := map[*concept]bool{}
	for i, row := range s.acronyms {
		if row == nil {
			continue
		}
		for _, a := range row.concepts {
			if done[a.concept] || row.heading && !a.long {
				continue
			}
			done[a.concept] = true
			at, known := s.introduced[a.acronymText]
			if a.long || a.acronym.Len() == 0 || s.told["early "+a.acronymText] || known && at <= i || !a.sourceLong && !s.pass.Mono {
				continue
			}
			r := s.pass.Rows[i]
			long := slices.DeleteFunc(slices.Clone(a.concept.want), isAcronym)
			s.add(Finding{
				Message: fmt.Sprintf("%s stands without its long form at the first mention", a.acronymText),
				Source:  r.Source.Side(a.source), Target: r.Target.Side(a.acronym), Term: a.concept.name, Want: long, Got: a.acronymText,
				Entry: a.concept.entry, Debatable: s.pass.Mono,
			})
		}
	}
}

func (s *acronymSearch) add(f Finding) { s.found = append(s.found, f) }

//go:embed acronyms.txt
var acronymTable string

// knownAcronyms maps English acronyms to the French ones.
var knownAcronyms = sync.OnceValue(func() map[string][]string {
	out := map[string][]string{}
	for line := range strings.SplitSeq(acronymTable, "\n") {
		if en, fr, ok := strings.Cut(line, "="); ok && !strings.HasPrefix(line, "#") {
			out[en] = strings.Split(fr, "|")
		}
	}
	return out
})
