package invent

import (
	"fmt"
	"strings"

	"bitext/corpus"
)

// Report is an invented report with its translation.
type Report struct {
	Name    string     // of the file, without ending
	English []string   // paragraphs, with their numbers
	French  []string   //
	Beads   [][2][]int // English and French paragraphs that stand for each other, in order; all stand in one
}

// How often what is no plain paragraph comes, of a hundred.
const (
	headings = 8
	lost     = 1  // without translation
	added    = 1  // without original
	halved   = 3  // one paragraph translated by two
	merged   = 10 // two sentences translated by one
)

// topicTerms is how many terms of its own a report has.
const topicTerms = 24

// New makes the report of a seed: the same for the same arguments, others for
// other seeds, with terms in common.
func New(seed uint64, paragraphs int) *Report {
	w := &writer{random: random(seed), lexicon: newLexicon()}
	for range topicTerms {
		w.topics = append(w.topics, w.lexicon.term(w.steep(w.lexicon.terms())))
	}
	for range 6 {
		w.places = append(w.places, w.town())
	}
	r := &Report{Name: fmt.Sprintf("report-%05d", seed)}
	number := 0
	for len(r.English) < paragraphs {
		if w.chance(headings) || len(r.English) == 0 {
			h := w.heading()
			r.add([]string{h.en}, []string{h.fr})
			continue
		}
		number++
		w.paragraph(r, number)
	}
	return r
}

// add puts a bead at the end.
func (r *Report) add(english, french []string) {
	var bead [2][]int
	for _, p := range english {
		bead[0] = append(bead[0], len(r.English))
		r.English = append(r.English, p)
	}
	for _, p := range french {
		bead[1] = append(bead[1], len(r.French))
		r.French = append(r.French, p)
	}
	r.Beads = append(r.Beads, bead)
}

// heading names a topic.
func (w *writer) heading() sentence {
	t := pick(&w.random, w.topics)
	return sentence{upper(t.ens), upper(t.frs)}
}

// paragraph adds one numbered paragraph of one to six sentences.
func (w *writer) paragraph(r *Report, number int) {
	var english, french []string
	for range 1 + w.steep(6) + w.below(2) {
		s := w.sentence()
		if len(english) > 0 && w.chance(merged) {
			last := len(french) - 1
			french[last] = strings.TrimSuffix(french[last], ".") + " ; " + lower(s.fr)
		} else {
			french = append(french, s.fr)
		}
		english = append(english, s.en)
	}
	label := fmt.Sprintf("%d. ", number)
	en := []string{label + strings.Join(english, " ")}
	fr := []string{label + strings.Join(french, " ")}
	switch n := w.below(100); {
	case n < lost:
		fr = nil
	case n < lost+added:
		en = nil
	case n < lost+added+halved && len(french) > 1:
		fr = []string{label + strings.Join(french[:len(french)/2], " "), strings.Join(french[len(french)/2:], " ")}
	}
	r.add(en, fr)
}

// Paragraphs are those of one language.
func (r *Report) Paragraphs(code corpus.Lang) []string {
	if code == corpus.French {
		return r.French
	}
	return r.English
}

// Text is the report in one language as a plain text file has it: a blank line
// between paragraphs.
func (r *Report) Text(code corpus.Lang) string {
	return strings.Join(r.Paragraphs(code), "\n\n") + "\n"
}

func lower(s string) string {
	r := []rune(s)
	return strings.ToLower(string(r[:1])) + string(r[1:])
}
