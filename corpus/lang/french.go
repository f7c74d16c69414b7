package lang

import (
	"strings"
	"sync"

	"bitext/corpus/lang/internal/lexicon"
	"bitext/corpus/lang/internal/pos"
)

// frenchLexicon and frenchTagger are loaded when the first sentence is
// analysed.
var frenchLexicon = sync.OnceValue(func() *lexicon.Lexicon { return loadLexicon("fr") })

var frenchTagger = sync.OnceValue(func() *pos.Tagger { return loadTagger("fr") })

// desk is the scratch of one analysis.
type desk struct {
	words     []pos.Word
	paradigms []int
	tags      []uint8
	sentence  pos.Sentence
}

var desks = sync.Pool{New: func() any { return new(desk) }}

// clear makes room for n words.
func (d *desk) clear(n int) {
	if cap(d.words) < n {
		d.words, d.paradigms, d.tags = make([]pos.Word, n), make([]int, n), make([]uint8, n)
	}
	d.words, d.paradigms, d.tags = d.words[:n], d.paradigms[:n], d.tags[:n]
}

// analyseFrench tags the tokens of a sentence by the perceptron and looks up
// their lemmas.
func analyseFrench(tokens []Token) {
	lex := frenchLexicon()
	d := desks.Get().(*desk)
	defer desks.Put(d)
	d.clear(len(tokens))
	for i := range tokens {
		t := &tokens[i]
		norm := t.Norm
		if t.Form == Word {
			norm = accented(lex, t.Text, norm)
		}
		d.words[i], d.paradigms[i] = pos.Look(lex, t.Text, norm, uint8(t.Form))
	}
	frenchTagger().Tag(d.words, d.tags, &d.sentence)
	for i := range tokens {
		t := &tokens[i]
		t.Tag = Tag(d.tags[i])
		t.Lemma = d.words[i].Norm
		if p := d.paradigms[i]; p >= 0 && describe(t, lex.Paradigm(p)) {
			continue
		}
		if t.Form == Word {
			guessFrench(t, lex)
		}
	}
}

// describe gives the token, whose lemma is the word with its accents yet, the lemma, gender and
// number of its tag; false where the lexicon has no such reading.
func describe(t *Token, readings []lexicon.Analysis) bool {
	found := false
	for i := range readings {
		r := &readings[i]
		if Tag(r.Tag) != t.Tag {
			continue
		}
		if !found {
			t.Lemma, t.Gender, t.Plural, t.Fine = r.Lemma(t.Lemma), r.Gender, r.Number, moods[r.Mood]
			found = true
			continue
		}
		if t.Gender != r.Gender {
			t.Gender = 0
		}
		if t.Plural != r.Number {
			t.Plural = 0
		}
	}
	return found
}

// moods are the names of the French Treebank for the moods of verbs.
var moods = [...]string{lexicon.NoMood: "", lexicon.Finite: "V", lexicon.Infinitive: "VINF", lexicon.Present: "VPR", lexicon.Past: "VPP"}

// guessFrench gives a lemma to a word that the lexicon does not know, or not
// with this tag: from a related part of speech, from the last part of a
// compound, or by its ending.
func guessFrench(t *Token, lex *lexicon.Lexicon) {
	if t.Tag == Propn || t.Tag == X || t.Tag == Punct {
		return
	}
	if i := strings.LastIndexByte(t.Norm, '-'); i > 0 && len(t.Norm)-i > 3 && (t.Tag == Noun || t.Tag == Adj) {
		if p, _ := lex.Find(t.Norm[i+1:]); p >= 0 {
			last := Token{Lemma: t.Norm[i+1:], Tag: t.Tag}
			if describe(&last, lex.Paradigm(p)) {
				t.Lemma, t.Gender, t.Plural = t.Norm[:i+1]+last.Lemma, last.Gender, last.Plural
				return
			}
		}
	}
	t.Lemma = frenchEnding(t.Norm, t.Tag)
	if (t.Tag == Noun || t.Tag == Adj) && strings.HasSuffix(t.Norm, "s") {
		t.Plural = 'p'
	}
}

// frenchEnding takes the inflection off an unknown word.
func frenchEnding(word string, tag Tag) string {
	endings := [][2]string(nil)
	switch tag {
	case Noun:
		endings = [][2]string{{"eaux", "eau"}, {"eux", "eu"}, {"aux", "al"}, {"ss", "ss"}, {"us", "us"}, {"is", "is"}, {"s", ""}}
	case Adj:
		endings = [][2]string{
			{"elles", "el"},
			{"elle", "el"},
			{"ennes", "en"},
			{"enne", "en"},
			{"euses", "eux"},
			{"euse", "eux"},
			{"ives", "if"},
			{"ive", "if"},
			{"ères", "er"},
			{"ère", "er"},
			{"aux", "al"},
			{"ales", "al"},
			{"ale", "al"},
			{"ées", "é"},
			{"ée", "é"},
			{"és", "é"},
			{"antes", "ant"},
			{"ante", "ant"},
			{"entes", "ent"},
			{"ente", "ent"},
			{"aises", "ais"},
			{"aise", "ais"},
			{"oises", "ois"},
			{"oise", "ois"},
			{"ais", "ais"},
			{"ois", "ois"},
			{"us", "us"},
			{"s", ""},
		}
	case Verb, Aux:
		endings = [][2]string{
			{"issaient", "ir"},
			{"issait", "ir"},
			{"issant", "ir"},
			{"issent", "ir"},
			{"eraient", "er"},
			{"erait", "er"},
			{"eront", "er"},
			{"era", "er"},
			{"aient", "er"},
			{"èrent", "er"},
			{"ait", "er"},
			{"ant", "er"},
			{"ées", "er"},
			{"ée", "er"},
			{"és", "er"},
			{"é", "er"},
			{"ent", "er"},
			{"ons", "er"},
			{"ez", "er"},
			{"es", "er"},
			{"e", "er"},
			{"a", "er"},
		}
	}
	for _, e := range endings {
		if stem, found := strings.CutSuffix(word, e[0]); found && len(stem) > 2 {
			return stem + e[1]
		}
	}
	return word
}
