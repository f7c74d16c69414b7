package invent

import (
	"fmt"
	"strings"
)

// sentence is said in both languages.
type sentence struct{ en, fr string }

// writer makes the sentences of one report.
type writer struct {
	random
	lexicon *lexicon
	topics  []term   // terms of this report, the most frequent first
	places  []string // its towns
}

// phrase puts a term of the report, now and then another one, into a sentence.
func (w *writer) phrase() said {
	if w.chance(80) {
		return w.topics[w.steep(len(w.topics))].say(&w.random)
	}
	return w.lexicon.term(w.steep(w.lexicon.terms())).say(&w.random)
}

// sentence makes one.
func (w *writer) sentence() sentence {
	a, b := w.phrase(), w.phrase()
	s := w.plain(a, b)
	if w.chance(35) {
		s = w.tail(s)
	}
	if w.chance(20) {
		s = w.opening(s)
	}
	return sentence{upper(s.en) + ".", upper(s.fr) + "."}
}

// plain makes a main clause about two things.
func (w *writer) plain(a, b said) sentence {
	switch w.below(10) {
	case 0:
		return sentence{a.en + a.either(" was", " were") + " adopted before " + b.en, a.fr + a.either(" a", " ont") + " été " + a.agree("adopté") + " avant " + b.fr}
	case 1:
		return sentence{"the members took note of " + a.en + " and of " + b.en, "les membres ont pris note " + a.ofFr + " et " + b.ofFr}
	case 2:
		return sentence{a.en + a.either(" depends", " depend") + " on " + b.en, a.fr + a.either(" dépend ", " dépendent ") + b.ofFr}
	case 3:
		return sentence{"it was proposed to strengthen " + a.en + " by means of " + b.en, "il a été proposé de renforcer " + a.fr + " au moyen " + b.ofFr}
	case 4:
		n := w.number()
		return sentence{a.en + a.either(" covers", " cover") + " " + n.en + " districts in " + w.place(), a.fr + a.either(" couvre ", " couvrent ") + n.fr + " districts à " + w.place()}
	case 5:
		d := w.date()
		return sentence{"since " + d.en + ", " + a.en + a.either(" has", " have") + " been linked to " + b.en, "depuis le " + d.fr + ", " + a.fr + a.either(" est ", " sont ") + a.agree("lié") + " " + b.toFr}
	case 6:
		symbol := fmt.Sprintf("%s/%d/%d", pick(&w.random, []string{"A", "E", "CTR"}), 40+w.below(40), 1+w.below(300))
		return sentence{"the details of " + a.en + " are set out in document " + symbol, "les détails " + a.ofFr + " figurent dans le document " + symbol}
	case 7:
		share := 1 + w.below(98)
		return sentence{fmt.Sprintf("some %d per cent of respondents knew %s", share, a.en), fmt.Sprintf("quelque %d %% des personnes interrogées connaissaient %s", share, a.fr)}
	case 8:
		return sentence{"no decision was taken on " + a.en, "aucune décision n’a été prise au sujet " + a.ofFr}
	}
	return sentence{"the representative of " + w.place() + " asked how " + a.en + " would affect " + b.en, "le représentant de " + w.place() + " a demandé comment " + a.fr + a.either(" influerait sur ", " influeraient sur ") + b.fr}
}

// tail adds a subordinate clause.
func (w *writer) tail(s sentence) sentence {
	c := w.phrase()
	switch w.below(4) {
	case 0:
		return sentence{s.en + ", in accordance with " + c.en, s.fr + ", conformément " + c.toFr}
	case 1:
		n := 1 + w.below(90)
		return sentence{fmt.Sprintf("%s (see para. %d)", s.en, n), fmt.Sprintf("%s (voir par. %d)", s.fr, n)}
	case 2:
		return sentence{s.en + ", taking into account the cost of " + c.en, s.fr + ", compte tenu du coût " + c.ofFr}
	}
	return sentence{s.en + " because " + c.en + c.either(" was", " were") + " not ready", s.fr + " parce que " + c.fr + c.either(" n’était pas ", " n’étaient pas ") + c.agree("achevé")}
}

// opening adds words before the main clause.
func (w *writer) opening(s sentence) sentence {
	if w.chance(50) {
		o := pick(&w.random, []sentence{{"however, ", "toutefois, "}, {"in addition, ", "en outre, "}})
		return sentence{o.en + s.en, o.fr + s.fr}
	}
	o := pick(&w.random, []sentence{
		{"at its last meeting, the Group recalled that ", "à sa dernière réunion, le Groupe a rappelé "},
		{"during the discussion it was stressed that ", "au cours du débat, il a été souligné "},
	})
	that := "que "
	if elides(s.fr) {
		that = "qu’"
	}
	return sentence{o.en + s.en, o.fr + that + s.fr}
}

// number is a figure of up to seven digits.
func (w *writer) number() sentence {
	n := 2 + w.below(50)
	if w.chance(40) {
		n = 1000 + w.below(2_000_000)
	}
	digits := fmt.Sprint(n)
	var parts []string
	for len(digits) > 3 {
		parts = append([]string{digits[len(digits)-3:]}, parts...)
		digits = digits[:len(digits)-3]
	}
	parts = append([]string{digits}, parts...)
	return sentence{strings.Join(parts, ","), strings.Join(parts, "\u00a0")}
}

// date is a day.
func (w *writer) date() sentence {
	m := pick(&w.random, []sentence{
		{"January", "janvier"},
		{"March", "mars"},
		{"May", "mai"},
		{"June", "juin"},
		{"July", "juillet"},
		{"September", "septembre"},
		{"October", "octobre"},
		{"November", "novembre"},
	})
	day, year := 2+w.below(26), 1990+w.below(35)
	return sentence{fmt.Sprintf("%d %s %d", day, m.en, year), fmt.Sprintf("%d %s %d", day, m.fr, year)}
}

// place is an invented town of the report. They begin with consonants, so that no
// preposition elides.
func (w *writer) place() string { return w.places[w.steep(len(w.places))] }

// town makes a name.
func (w *writer) town() string {
	first := pick(&w.random, []string{"Bel", "Cor", "Dal", "Fen", "Gar", "Kol", "Lim", "Mar", "Nor", "Pel", "Ros", "Sal", "Tor", "Val", "Zem"})
	second := pick(&w.random, []string{"a", "e", "i", "o", "ta", "mi", "du", "ve", "ra", "lo"})
	return first + second + pick(&w.random, []string{"burg", "dina", "ka", "mond", "nia", "port", "ra", "sk", "ten", "vik"})
}

func upper(s string) string {
	r := []rune(s)
	return strings.ToUpper(string(r[:1])) + string(r[1:])
}
