package lang

import (
	"slices"
	"strings"
	"sync"

	"bitext/corpus/lang/internal/lexicon"
	"bitext/corpus/lang/internal/pos"
)

// englishLexicon and englishTagger are loaded with the first sentence.
var englishLexicon = sync.OnceValue(func() *lexicon.Lexicon { return loadLexicon("en") })

var englishTagger = sync.OnceValue(func() *pos.Tagger { return loadTagger("en") })

// englishDesk is the scratch of one English analysis.
type englishDesk struct {
	words   []string
	context []string
	tags    []uint8
}

var englishDesks = sync.Pool{New: func() any { return new(englishDesk) }}

// draftEnglish tags the tokens of a sentence by the model of prose and leads its
// Penn tags to universal ones.
func draftEnglish(tokens []Token) {
	model := proseModel()
	d := englishDesks.Get().(*englishDesk)
	defer englishDesks.Put(d)
	d.words = d.words[:0]
	for i := range tokens {
		d.words = append(d.words, proseWord(&tokens[i]))
	}
	if cap(d.tags) < len(tokens) {
		d.tags = make([]uint8, len(tokens))
	}
	if cap(d.context) < len(tokens)+4 {
		d.context = make([]string, 0, len(tokens)+4)
	}
	d.tags = d.tags[:len(tokens)]
	model.tag(d.words, d.tags, d.context)
	for i := range tokens {
		tokens[i].Fine = model.classes[d.tags[i]]
	}
	for i := range tokens {
		tokens[i].Tag = universal(tokens, i)
	}
}

// analyseEnglish drafts the tags by prose, corrects them where the layer that
// was trained on top of it knows better, and finds the lemmas.
func analyseEnglish(tokens []Token) {
	draftEnglish(tokens)
	lex := englishLexicon()
	d := desks.Get().(*desk)
	defer desks.Put(d)
	d.clear(len(tokens))
	for i := range tokens {
		d.words[i], d.paradigms[i] = LookEnglish(lex, &tokens[i])
	}
	englishTagger().Tag(d.words, d.tags, &d.sentence)
	for i := range tokens {
		t := &tokens[i]
		tag := Tag(d.tags[i])
		if (tag == Adj || tag == Verb) && nounCompound(lex, t.Norm) {
			tag = Noun
		}
		if pastTense(t.Norm) {
			tag, t.Fine = Verb, "VBD"
		}
		if tag != t.Tag {
			t.Tag, t.Fine = tag, agreeing(t, tag)
		}
		finishEnglish(t, lex, d.paradigms[i])
	}
}

// pastTense reports whether a word is the past tense of a verb and nothing else.
// The lexicon, learned from text that was tagged by a program, takes some of
// them for nouns too.
func pastTense(norm string) bool {
	switch norm {
	case "underwent", "undertook", "overtook", "mistook", "withdrew", "overcame", "became", "began", "forgave", "foresaw", "oversaw", "rewrote", "chose", "forbade":
		return true
	}
	return false
}

// nounCompound reports whether a word is two nouns with a hyphen between them,
// the second in -ing ("capacity-building", "decision-making"). prose takes every
// word with a hyphen for the same.
func nounCompound(lex *lexicon.Lexicon, norm string) bool {
	first, second, found := strings.Cut(norm, "-")
	return found && strings.HasSuffix(second, "ing") && isNoun(lex, first) && isNoun(lex, second)
}

func isNoun(lex *lexicon.Lexicon, norm string) bool {
	p, _ := lex.Find(norm)
	if p < 0 {
		return false
	}
	for _, r := range lex.Paradigm(p) {
		if Tag(r.Tag) == Noun {
			return true
		}
	}
	return false
}

// LookEnglish is what the corrective layer sees of a drafted token: what the
// lexicon allows it, and the tags of the draft. The trainer uses it too.
func LookEnglish(lex *lexicon.Lexicon, t *Token) (pos.Word, int) {
	w, p := pos.Look(lex, t.Text, t.Norm, uint8(t.Form))
	w.Guess = pennNumber(t.Fine)
	w.Morph = uint32(t.Tag) + 1
	return w, p
}

// pennNumber numbers the Penn tags from 1 for the features; 0 for others.
func pennNumber(fine string) uint8 { return pennNumbers()[fine] }

var pennNumbers = sync.OnceValue(func() map[string]uint8 {
	numbers := make(map[string]uint8)
	for i, name := range pennNames {
		numbers[name] = uint8(i + 1)
	}
	return numbers
})

var pennNames = [...]string{
	"NN", "IN", "NNP", "DT", "JJ", "NNS", ",", ".", "VBD", "RB", "VBN", "CC", "CD", "VBZ", "PRP", "VB", "VBG", "TO", "VBP", "MD",
	"PRP$", "POS", "WDT", ":", "WP", "WRB", "NNPS", "JJR", "RP", "JJS", "EX", "RBR", "RBS", "PDT", "FW", "WP$", "UH", "SYM", "LS", "(", ")", "``", "''", "$", "#",
}

// agreeing is a Penn tag that fits the corrected universal one.
func agreeing(t *Token, tag Tag) string {
	plural := strings.HasSuffix(t.Norm, "s") && !anySuffix(t.Norm, "ss", "us", "is")
	switch tag {
	case Noun:
		if plural {
			return "NNS"
		}
		return "NN"
	case Propn:
		return "NNP"
	case Adj:
		return "JJ"
	case Adv:
		return "RB"
	case Verb, Aux:
		switch {
		case strings.HasPrefix(t.Fine, "VB") || t.Fine == "MD":
			return t.Fine
		case strings.HasSuffix(t.Norm, "ing"):
			return "VBG"
		case strings.HasSuffix(t.Norm, "ed"):
			return "VBN"
		case plural:
			return "VBZ"
		}
		return "VB"
	}
	return t.Fine
}

// proseWord is a token as prose would have cut it: quotes and apostrophes in
// ASCII.
func proseWord(t *Token) string {
	switch {
	case t.Form == Punctuation:
		return t.Norm
	case t.Norm != t.Text && strings.ContainsAny(t.Text, "’‘"):
		return strings.NewReplacer("’", "'", "‘", "'").Replace(t.Text)
	}
	return t.Text
}

// finishEnglish gives a token its lemma and number.
func finishEnglish(t *Token, lex *lexicon.Lexicon, paradigm int) {
	switch t.Fine {
	case "NN", "NNP":
		t.Plural = 's'
	case "NNS", "NNPS":
		t.Plural = 'p'
	}
	if _, irregular := irregularForms()[t.Tag][t.Norm]; !irregular && paradigm >= 0 && (t.Tag == Verb || t.Tag == Noun) {
		found := false
		for _, r := range lex.Paradigm(paradigm) {
			if Tag(r.Tag) == t.Tag && (!found || r.Number == t.Plural) {
				t.Lemma, found = r.Lemma(t.Norm), true
			}
		}
		if found {
			unmarkedEnding(t, lex)
			return
		}
	}
	if t.Norm == "'s" && t.Tag != Part {
		t.Lemma = "be"
		return
	}
	t.Lemma = englishLemma(t.Norm, t.Tag, t.Fine)
}

// unmarkedEnding mends a plural that prose takes for a singular, and so does the lexicon that was
// made with it ("paragraphs", "visas"), and likewise a third person ("withdraws"): the rest of
// the word without the s is a noun, or a verb.
func unmarkedEnding(t *Token, lex *lexicon.Lexicon) {
	if t.Lemma != t.Norm || len(t.Norm) < 4 || anySuffix(t.Norm, "ics", "ss", "us", "is") {
		return
	}
	lemma, fine, number := singular(t.Norm), "NNS", byte('p')
	if t.Tag == Verb {
		lemma, fine, number = infinitive(t.Norm, "VBZ"), "VBZ", 0
	}
	if lemma+"s" != t.Norm && lemma+"es" != t.Norm {
		return
	}
	if slices.ContainsFunc(readingsIn(lex, lemma), func(r lexicon.Analysis) bool { return Tag(r.Tag) == t.Tag }) {
		t.Lemma, t.Fine, t.Plural = lemma, fine, number
	}
}

// universal is the universal part of speech of a token with a Penn tag.
func universal(tokens []Token, i int) Tag {
	t := &tokens[i]
	switch t.Form {
	case Punctuation:
		if strings.ContainsAny(t.Norm, "%$€£+=<>°§&©/") {
			return Sym
		}
		return Punct
	case Number:
		if t.Norm[len(t.Norm)-1] >= 'a' && t.Norm[len(t.Norm)-1] != 's' {
			return Adj
		}
		return Num
	case Symbol:
		if t.Fine = "NNP"; strings.ContainsAny(t.Text, "@:") {
			return X
		}
		return Propn
	}
	if strings.HasPrefix(t.Fine, "VB") || t.Fine == "MD" {
		return verbOrAuxiliary(tokens, i)
	}
	switch t.Norm {
	case "not", "n't", "'":
		return Part
	case "'s":
		if t.Fine == "POS" {
			return Part
		}
		return Aux
	}
	if tag, known := pennTags[t.Fine]; known {
		return functionTag(tokens, i, tag)
	}
	return Noun
}

// functionTag tells particles and conjunctions from prepositions, and
// determiners from pronouns.
func functionTag(tokens []Token, i int, tag Tag) Tag {
	t := &tokens[i]
	switch t.Fine {
	case "TO":
		if i+1 < len(tokens) && (tokens[i+1].Fine == "VB" || tokens[i+1].Fine == "RB") {
			return Part
		}
		return Adp
	case "IN":
		switch t.Norm {
		case "that", "whether", "because", "if", "although", "though", "while", "whereas", "unless", "lest":
			return Sconj
		}
	case "DT", "PDT":
		if i+1 == len(tokens) || strings.HasPrefix(tokens[i+1].Fine, "VB") || tokens[i+1].Fine == "MD" || tokens[i+1].Fine == "IN" && (t.Norm == "this" || t.Norm == "that" || t.Norm == "those" || t.Norm == "these") {
			return Pron
		}
	case "WDT":
		return Pron
	}
	return tag
}

// pennTags leads the tags of the Penn Treebank to universal ones.
var pennTags = map[string]Tag{
	"NN": Noun, "NNS": Noun, "NNP": Propn, "NNPS": Propn, "JJ": Adj, "JJR": Adj, "JJS": Adj,
	"RB": Adv, "RBR": Adv, "RBS": Adv, "WRB": Adv, "DT": Det, "PDT": Det, "WDT": Det,
	"PRP": Pron, "PRP$": Pron, "WP": Pron, "WP$": Pron, "EX": Pron, "IN": Adp, "RP": Adp, "TO": Part, "POS": Part,
	"CC": Cconj, "CD": Num, "UH": Intj, "FW": X, "LS": X, "SYM": Sym,
}

// verbOrAuxiliary tells the auxiliaries from the verbs that look like them:
// have and do are verbs unless another verb follows.
func verbOrAuxiliary(tokens []Token, i int) Tag {
	if tokens[i].Fine == "MD" {
		return Aux
	}
	switch irregularForms()[Verb][tokens[i].Norm] {
	case "be":
		return Aux
	case "have", "do":
		for _, next := range tokens[i+1 : min(len(tokens), i+5)] {
			switch {
			case strings.HasPrefix(next.Fine, "VB"):
				return Aux
			case next.Fine != "RB" && next.Fine != "PRP" && next.Norm != "not" && next.Norm != "n't":
				return Verb
			}
		}
	}
	return Verb
}
