package match

import (
	"strings"
	"unicode"

	"bitext/corpus"
	"bitext/corpus/lang"
)

// Text is a text prepared for matching: tokens cut further at hyphens and
// elisions, each with the keys under which it is found.
type Text struct {
	Words []Word
}

// Word is one word of a prepared text.
type Word struct {
	corpus.Span        // in the text that was cut into tokens
	Norm        string // normal form
	Token       int    // index of the token that it came from
	Tag         lang.Tag
	Upper       bool // begins with a capital

	raw      string
	form     *form
	free     bool // article or small preposition: may stand inside a term
	standing bool // a free word that may all the same begin a term
	conj     bool // et, ou, ni, a comma, a stroke
	punct    bool
	stop     bool // ends a sentence or clause: no term goes over it
	onlyVerb bool // the place allows a verb only
}

// Keys are the dictionary forms of the word under which terms are found.
func (w *Word) Keys() []string { return w.form.keys }

// Key is one of the dictionary forms, the same one for all forms of most words:
// the word as a statistical model should see it.
func (w *Word) Key() string {
	for _, k := range w.form.keys {
		if k[0] != foldedKey[0] && k[0] != acronymKey[0] && !strings.HasPrefix(k, verbKey) {
			return k
		}
	}
	return w.Norm
}

// Infinitive reports whether the word is the dictionary form of a verb and of
// nothing else.
func (w *Word) Infinitive() bool {
	f := w.form
	return f.verb && !f.noun && !f.modifier && len(f.keys) > 0 && f.keys[0] == f.norm
}

// Acronym reports whether the word is written in capitals like an acronym.
func (w *Word) Acronym() bool { return acronym(w.raw) }

// Free reports whether the word is an article or small preposition.
func (w *Word) Free() bool { return w.free }

// Conj reports whether the word coordinates: et, ou, a comma.
func (w *Word) Conj() bool { return w.conj }

// Punct reports whether the word is a mark.
func (w *Word) Punct() bool { return w.punct }

// Stop reports whether the word is a mark that ends a clause.
func (w *Word) Stop() bool { return w.stop }

// Modifier reports whether the word can be an adjective or adverb.
func (w *Word) Modifier() bool {
	switch w.Tag {
	case lang.Adj, lang.Adv:
		return true
	case lang.X:
	case lang.Adp, lang.Det, lang.Pron, lang.Punct, lang.Cconj, lang.Sconj, lang.Num:
		return false
	}
	return w.form.modifier
}

// Nominal reports whether the word can be a noun.
func (w *Word) Nominal() bool {
	if w.Tag != lang.X {
		return w.Tag == lang.Noun || w.Tag == lang.Propn
	}
	return w.form.noun
}

func (w *Word) tagged() bool { return w.Tag != lang.X }

func (w *Word) verbTag() bool { return w.Tag == lang.Verb || w.Tag == lang.Aux }

// Same reports whether two words are forms of one word.
func (w *Word) Same(v *Word) bool {
	for _, k := range w.form.keys {
		for _, l := range v.form.keys {
			if k == l {
				return true
			}
		}
	}
	return false
}

// Text prepares tokens.
func (m *Morph) Text(tokens []lang.Token) *Text {
	t := &Text{Words: make([]Word, 0, len(tokens)+len(tokens)/8)}
	for i := range tokens {
		m.cut(t, &tokens[i], i)
	}
	for i := range t.Words {
		m.describe(t, i)
	}
	return t
}

func isHyphen(r rune) bool { return r == '-' || r == '‐' || r == '\u2011' }

// cut splits a token at hyphens and elisions and adds the pieces.
func (m *Morph) cut(t *Text, token *lang.Token, n int) {
	if token.Form == lang.Punctuation {
		t.Words = append(t.Words, Word{Span: token.Span, Norm: token.Text, Token: n, Tag: token.Tag, punct: true, form: &noForm})
		return
	}
	start := 0
	add := func(end int) {
		if end > start {
			piece := token.Text[start:end]
			w := Word{Span: corpus.Span{Start: token.Start + start, End: token.Start + end}, Token: n, Tag: token.Tag}
			w.raw, w.form = piece, m.look(piece)
			w.Norm, w.Upper = w.form.norm, w.form.upper
			t.Words = append(t.Words, w)
		}
	}
	if token.Form == lang.Word {
		for i, r := range token.Text {
			size := len(string(r))
			switch {
			case isHyphen(r) && m.rules.prefix[lang.Normal(token.Text[start:i])]:
				// "cyber-criminalité" is one word, as "cybercriminalité" is
			case isHyphen(r):
				add(i)
				start = i + size
			case r == '\'' || r == '’' || r == 'ʼ':
				if m.rules.elided[lang.Normal(token.Text[start:i])] {
					add(i + size)
					start = i + size
				}
			}
		}
	}
	add(len(token.Text))
}

func startsUpper(s string) bool {
	for _, r := range s {
		return unicode.IsUpper(r)
	}
	return false
}

// describe sets what depends on the word and its neighbours.
func (m *Morph) describe(t *Text, i int) {
	w := &t.Words[i]
	if w.punct {
		w.conj = w.Norm == "," || w.Norm == "/"
		w.stop = strings.ContainsAny(w.Norm, ".;:!?()[]{}«»\"“”…")
		w.free = w.Norm == "-" || w.Norm == "–"
		return
	}
	w.free = m.rules.free[w.Norm]
	w.conj = m.rules.conj[w.Norm]
	if m.rules.onlyVerb != nil {
		w.onlyVerb = m.rules.onlyVerb(t.Words, i)
	}
}
