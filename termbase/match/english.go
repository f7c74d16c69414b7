package match

import "strings"

// english is what English lets happen to a term: a plural, a possessive, an
// article inside. The order of its words is fixed and nothing else stands
// between them.
func english() rules {
	return rules{
		free: set("the a an 's '"),
		conj: set("and or nor"),
		prefix: set(`cyber socio anti inter multi micro macro tele electro psycho bio eco geo hydro neo para pseudo radio
			retro semi super supra trans ultra infra intra co pre post sub non re photo thermo euro agro narco e`),
		loosest:  Plain,
		keys:     func(_ lexicon, norm string) []string { return []string{englishSingular(norm)} },
		verbKeys: englishVerbs,
		onlyVerb: onlyVerb,
	}
}

// irregular plurals of nouns that terms are made of.
var irregular = map[string]string{
	"children": "child", "men": "man", "women": "woman", "feet": "foot",
	"criteria": "criterion", "phenomena": "phenomenon", "indices": "index", "appendices": "appendix",
	"annexes": "annex", "matrices": "matrix", "media": "medium", "curricula": "curriculum",
	"memoranda": "memorandum", "addenda": "addendum", "corrigenda": "corrigendum", "errata": "erratum",
	"crises": "crisis", "analyses": "analysis", "bases": "basis", "theses": "thesis", "axes": "axis",
	"hypotheses": "hypothesis", "syntheses": "synthesis", "diagnoses": "diagnosis", "emphases": "emphasis",
	"wives": "wife", "lives": "life", "knives": "knife", "leaves": "leaf", "halves": "half", "shelves": "shelf",
	"wolves": "wolf", "thieves": "thief", "selves": "self", "loaves": "loaf", "calves": "calf",
	"mice": "mouse", "teeth": "tooth", "geese": "goose", "oxen": "ox", "dice": "die", "bacteria": "bacterium",
	"policemen": "policeman", "fishermen": "fisherman", "spokesmen": "spokesman", "seamen": "seaman",
}

// englishSingular takes possessive and plural off and evens out -ise and
// -ize. What is no word ("statu") does no harm: both sides go the same way.
func englishSingular(norm string) string {
	norm = strings.TrimSuffix(norm, "'s")
	norm = strings.TrimSuffix(norm, "'")
	if s, ok := irregular[norm]; ok {
		norm = s
	}
	n := len(norm)
	switch {
	case n < 4, strings.HasSuffix(norm, "ss"), strings.HasSuffix(norm, "us"), strings.HasSuffix(norm, "is"):
	case strings.HasSuffix(norm, "ies") && n > 4:
		norm = norm[:n-3] + "y"
	case hasAny(norm, "sses", "shes", "ches", "xes", "zes"):
		norm = norm[:n-2]
	case strings.HasSuffix(norm, "s"):
		norm = norm[:n-1]
	}
	return oneSpelling(norm)
}

// oneSpelling evens out what British and American English write differently:
// -ise, -our, -re, -ence, programme. What is no word ("advize") does no harm.
func oneSpelling(norm string) string {
	const short = 5
	if len(norm) < short {
		return norm
	}
	norm = strings.ReplaceAll(strings.ReplaceAll(norm, "isation", "ization"), "programme", "program")
	for _, e := range [][2]string{
		{"ise", "ize"}, {"ised", "ized"}, {"ising", "izing"}, {"iser", "izer"}, {"our", "or"}, {"tre", "ter"}, {"bre", "ber"}, {"ence", "ense"}, {"gement", "gment"},
	} {
		if stem, ok := strings.CutSuffix(norm, e[0]); ok {
			return stem + e[1]
		}
	}
	return norm
}

// englishVerbs is the bases that the word may be a form of: "applied" → apply,
// "using" → us, use.
func englishVerbs(norm string) []string {
	base := englishSingular(norm)
	out := []string{base}
	for _, ending := range []string{"ing", "ed"} {
		stem, ok := strings.CutSuffix(norm, ending)
		if !ok || len(stem) < 2 {
			continue
		}
		out = append(out, stem, stem+"e")
		if n := len(stem); n > 3 && stem[n-1] == stem[n-2] {
			out = append(out, stem[:n-1])
		}
		if s, ok := strings.CutSuffix(stem, "i"); ok {
			out = append(out, s+"y")
		}
	}
	return out
}

func hasAny(s string, endings ...string) bool {
	for _, e := range endings {
		if strings.HasSuffix(s, e) {
			return true
		}
	}
	return false
}

// beforeVerb are the words after which a bare form is a verb.
var beforeVerb = set(`to will would shall should may might can could must not cannot
	i you he she we they it who which let lets do does did please`)

// notTo are words after which "to" is a preposition more often than not.
var afterNoun = set("of . , ; : ) and or in for by with on")

// onlyVerb says that the word at place i can only be a verb there: after a
// modal, a pronoun, or "to" with no noun's company behind it. The tag decides
// where the text was tagged.
func onlyVerb(words []Word, i int) bool {
	w := &words[i]
	if strings.HasSuffix(w.Norm, "ing") {
		return false // "smuggling", "training": as often a noun
	}
	if w.tagged() {
		return w.verbTag()
	}
	if i == 0 || !beforeVerb[words[i-1].Norm] {
		return false
	}
	if words[i-1].Norm != "to" {
		return true
	}
	plural := strings.HasSuffix(w.Norm, "s") && !strings.HasSuffix(w.Norm, "ss")
	last := i+1 >= len(words)
	return !plural && !last && !afterNoun[words[i+1].Norm]
}
