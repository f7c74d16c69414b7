package lang

import (
	"slices"
	"strings"
	"sync"

	"github.com/aaaton/golem/v4"
	"github.com/aaaton/golem/v4/dicts/en"
	"github.com/jdkato/prose/v2"
)

// proseModel loads the tagger of prose once, when the first English sentence
// is analysed (0.26 s); a document of its own for each sentence shares it.
var proseModel = sync.OnceValue(func() *prose.Model {
	doc, err := prose.NewDocument("a", prose.WithExtraction(false), prose.WithSegmentation(false))
	if err != nil {
		panic(err) // the model is part of the binary
	}
	return doc.Model
})

// quoteMarks writes quotes as prose reads them; each is replaced by as many
// bytes as it needs, offsets are taken afterwards.
var quoteMarks = strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`, "«", `"`, "»", `"`)

// maxRepeats bounds how often a sentence is tagged again because of a repeated
// word.
const maxRepeats = 3

// analyseEnglish tags the tokens of a sentence by prose and gives them lemmas.
//
// prose keeps one token for all repeats of a word, which gets the tag of the
// last of them ("States report on the report"). So a sentence with a repeated
// word is tagged once more up to the repeat, for the words before it.
func analyseEnglish(tokens []Token) {
	fine := make([]string, len(tokens))
	end := len(tokens)
	for range maxRepeats + 1 {
		tagByProse(tokens[:end], fine[:end])
		if end = lastRepeat(tokens[:end]); end < 0 {
			break
		}
	}
	for i := range tokens {
		tokens[i].Fine = fine[i]
		finishEnglish(&tokens[i])
	}
}

// lastRepeat is the index of the last word of more than four letters that
// stands before it too, -1 where there is none. Shorter words are mostly
// function words, whose tag does not change.
func lastRepeat(tokens []Token) int {
	for i := len(tokens) - 1; i > 0; i-- {
		t := &tokens[i]
		if t.Form != Word || len(t.Text) < 5 {
			continue
		}
		if slices.ContainsFunc(tokens[:i], func(o Token) bool { return o.Text == t.Text }) {
			return i
		}
	}
	return -1
}

// tagByProse writes the Penn tag of each token into fine. The tokens of prose
// have no offsets: each is looked up behind the one before it; of the pieces
// into which it may cut a token the first with letters gives the tag.
func tagByProse(tokens []Token, fine []string) {
	var text strings.Builder
	starts := make([]int, len(tokens))
	for i, t := range tokens {
		if i > 0 {
			text.WriteByte(' ')
		}
		starts[i] = text.Len()
		text.WriteString(quoteMarks.Replace(t.Text))
	}
	joined := text.String()
	doc, err := prose.NewDocument(joined, prose.WithExtraction(false), prose.WithSegmentation(false), prose.UsingModel(proseModel()))
	if err != nil {
		return
	}
	clear(fine)
	at, i := 0, 0
	for _, p := range doc.Tokens() {
		found := strings.Index(joined[at:], p.Text)
		if found < 0 {
			continue
		}
		at += found
		for i+1 < len(tokens) && starts[i+1] <= at {
			i++
		}
		if fine[i] == "" || !wordTag(fine[i]) {
			fine[i] = p.Tag
		}
		at += len(p.Text)
	}
}

// wordTag reports whether a Penn tag is that of a word.
func wordTag(tag string) bool { return tag[0] >= 'A' && tag[0] <= 'Z' }

// finishEnglish turns the Penn tag into the universal one and gives the lemma
// and the number.
func finishEnglish(t *Token) {
	t.Lemma = t.Norm
	switch t.Form {
	case Punctuation:
		t.Tag, t.Fine = Punct, ""
		return
	case Number:
		t.Tag, t.Fine = Num, "CD"
		return
	case Symbol:
		t.Tag, t.Fine = Propn, "NNP"
		return
	}
	t.Tag = pennTags[t.Fine]
	if t.Tag == Verb && auxiliaries[t.Norm] {
		t.Tag = Aux
	}
	switch t.Fine {
	case "NNS", "NNPS":
		t.Plural, t.Lemma = 'p', englishSingular(t.Norm)
	case "NN", "NNP":
		t.Plural = 's'
	case "VBZ", "VBD", "VBG", "VBN", "VBP", "MD":
		t.Lemma = englishInfinitive(t.Norm)
	}
}

// pennTags maps the tags of the Penn Treebank (Santorini 1990) to the universal
// ones.
var pennTags = map[string]Tag{
	"NN": Noun, "NNS": Noun, "NNP": Propn, "NNPS": Propn,
	"JJ": Adj, "JJR": Adj, "JJS": Adj,
	"VB": Verb, "VBD": Verb, "VBG": Verb, "VBN": Verb, "VBP": Verb, "VBZ": Verb, "MD": Aux,
	"IN": Adp, "TO": Part, "RP": Adp, "RB": Adv, "RBR": Adv, "RBS": Adv, "WRB": Adv,
	"DT": Det, "PDT": Det, "WDT": Det, "PRP$": Pron, "WP$": Pron,
	"PRP": Pron, "WP": Pron, "EX": Pron, "CC": Cconj, "CD": Num, "POS": Part, "UH": Intj,
	"SYM": Sym, "LS": X, "FW": X,
}

var auxiliaries = map[string]bool{
	"be": true, "is": true, "are": true, "was": true, "were": true, "been": true, "being": true, "am": true,
}

// englishSingular takes the plural off a noun: irregular ones by the list,
// the others by their ending.
func englishSingular(w string) string {
	if s, ok := irregularNouns[w]; ok {
		return s
	}
	if i := strings.LastIndexByte(w, '-'); i > 0 {
		return w[:i+1] + englishSingular(w[i+1:])
	}
	switch {
	case len(w) < 4, strings.HasSuffix(w, "ss"), strings.HasSuffix(w, "us"), strings.HasSuffix(w, "is"):
		return w
	case strings.HasSuffix(w, "ies"):
		return w[:len(w)-3] + "y"
	case hasAnySuffix(w, "sses", "shes", "ches", "xes", "zzes"):
		return w[:len(w)-2]
	case strings.HasSuffix(w, "s"):
		return w[:len(w)-1]
	}
	return w
}

func hasAnySuffix(w string, endings ...string) bool {
	return slices.ContainsFunc(endings, func(e string) bool { return strings.HasSuffix(w, e) })
}

// verbForms loads the dictionary of inflected forms of golem once.
var verbForms = sync.OnceValue(func() *golem.Lemmatizer {
	forms, err := golem.New(en.New())
	if err != nil {
		panic(err) // the dictionary is part of the binary
	}
	return forms
})

// englishInfinitive takes the inflection off a verb: by the dictionary, or by
// its ending where that does not know it.
func englishInfinitive(w string) string {
	if lemma := verbForms().LemmaLower(w); lemma != w {
		return lemma
	}
	switch {
	case len(w) < 5, verbForms().InDict(w):
		return w
	case strings.HasSuffix(w, "ies"), strings.HasSuffix(w, "ied"):
		return w[:len(w)-3] + "y"
	case hasAnySuffix(w, "sses", "shes", "ches", "xes", "zzes"):
		return w[:len(w)-2]
	case strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss"):
		return w[:len(w)-1]
	case hasAnySuffix(w, "ized", "ised", "ated"):
		return w[:len(w)-1]
	case hasAnySuffix(w, "izing", "ising", "ating"):
		return w[:len(w)-3] + "e"
	case strings.HasSuffix(w, "ing"):
		return w[:len(w)-3]
	case strings.HasSuffix(w, "ed"):
		return w[:len(w)-2]
	}
	return w
}

// englishLemmas lists the dictionary forms that a word can have over all parts
// of speech, the word itself first.
func englishLemmas(norm string) []string {
	return appendOnce(appendOnce([]string{norm}, englishSingular(norm)), englishInfinitive(norm))
}

// irregularNouns are the plurals that no rule of englishSingular makes: the
// common ones of a school grammar.
var irregularNouns = map[string]string{
	"men": "man", "women": "woman", "children": "child", "people": "people", "feet": "foot", "teeth": "tooth", "mice": "mouse",
	"lives": "life", "wives": "wife", "knives": "knife", "leaves": "leaf", "halves": "half", "selves": "self", "shelves": "shelf", "wolves": "wolf", "thieves": "thief",
	"criteria": "criterion", "phenomena": "phenomenon", "analyses": "analysis", "bases": "basis", "crises": "crisis", "theses": "thesis", "hypotheses": "hypothesis",
	"emphases": "emphasis", "syntheses": "synthesis", "diagnoses": "diagnosis", "axes": "axis", "indices": "index", "matrices": "matrix", "appendices": "appendix",
	"media": "medium", "memoranda": "memorandum", "errata": "erratum", "strata": "stratum", "curricula": "curriculum", "data": "data", "statistics": "statistics",
	"series": "series", "species": "species", "means": "means", "premises": "premises", "proceeds": "proceeds", "news": "news", "headquarters": "headquarters",
	"politics": "politics", "economics": "economics", "ethics": "ethics", "logistics": "logistics", "heroes": "hero", "echoes": "echo", "vetoes": "veto", "potatoes": "potato",
	"gases": "gas", "buses": "bus", "viruses": "virus", "censuses": "census", "statuses": "status", "bonuses": "bonus", "campuses": "campus", "uses": "use", "causes": "cause",
	"clauses": "clause", "expenses": "expense", "responses": "response", "licenses": "license", "purposes": "purpose", "cases": "case", "courses": "course", "movies": "movie",
}
