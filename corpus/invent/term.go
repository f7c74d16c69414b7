package invent

// term is a noun phrase in both languages.
type term struct {
	en, ens string
	fr, frs string
	other   string // a second rendering in the singular; "" for most
	fem     bool
}

// lexicon is what reports are made of.
type lexicon struct {
	heads, fields []noun
	qualities     []quality
}

func newLexicon() *lexicon {
	return &lexicon{nouns(heads), nouns(fields), adjectives(qualities)}
}

// term makes number n of the terms: with an adjective, with a field, or with
// both. There are some 30,000.
func (l *lexicon) term(n int) term {
	h := l.heads[n%len(l.heads)]
	n /= len(l.heads)
	t := term{en: h.en, ens: h.ens, fr: h.fr, frs: h.frs, fem: h.fem}
	kind := n % 3
	n /= 3
	if kind != 0 {
		f := l.fields[n%len(l.fields)]
		t.en, t.ens = f.en+" "+t.en, f.en+" "+t.ens
		of := " des " + f.frs
		t.fr, t.frs = t.fr+of, t.frs+of
	}
	if kind != 1 {
		q := l.qualities[n%len(l.qualities)]
		t.en, t.ens = q.en+" "+t.en, q.en+" "+t.ens
		one, many := q.fr, q.frs
		if h.fem {
			one, many = q.fra, q.frf
		}
		t.fr, t.frs = t.fr+" "+one, t.frs+" "+many
	}
	if n%7 == 3 {
		t.other = "dispositif"
		if h.fem {
			t.other = "démarche"
		}
		t.other += t.fr[len(h.fr):]
	}
	return t
}

// terms is how many there are.
func (l *lexicon) terms() int { return len(l.heads) * 3 * len(l.fields) * len(l.qualities) }

// said is a noun phrase as a sentence has it.
type said struct {
	en, fr      string // with "the", with le, la, les
	ofFr, toFr  string // with du, au
	many, woman bool   // plural, feminine
}

// say puts a term into a sentence.
func (t term) say(r *random) said {
	s := said{woman: t.fem, many: r.chance(30)}
	en, fr := t.en, t.fr
	switch {
	case s.many:
		en, fr = t.ens, t.frs
	case t.other != "" && r.chance(25):
		fr = t.other
	}
	s.en = "the " + en
	s.fr, s.ofFr, s.toFr = the("", fr, t.fem, s.many), the("de", fr, t.fem, s.many), the("à", fr, t.fem, s.many)
	return s
}

// agree gives a French participle the ending that the phrase wants.
func (s said) agree(participle string) string {
	if s.woman {
		participle += "e"
	}
	if s.many {
		participle += "s"
	}
	return participle
}

// either gives the first for one and the second for many.
func (s said) either(one, many string) string {
	if s.many {
		return many
	}
	return one
}
