package lang

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed data/irregular.en.txt
var irregularList string

// irregularForms leads irregular forms to their lemmas, by part of speech.
var irregularForms = sync.OnceValue(func() map[Tag]map[string]string {
	forms := make(map[Tag]map[string]string)
	var open map[string]string
	for line := range strings.Lines(irregularList) {
		words := strings.Fields(line)
		if strings.HasPrefix(line, "#") || len(words) == 0 {
			continue
		}
		if tag, known := ParseTag(words[0]); known {
			open = make(map[string]string)
			forms[tag] = open
			continue
		}
		for _, form := range words {
			if _, again := open[form]; !again {
				open[form] = words[0]
			}
		}
	}
	return forms
})

// englishLemma takes the inflection off a normal word of which the part of
// speech and the Penn tag are known.
func englishLemma(word string, tag Tag, fine string) string {
	switch tag {
	case Noun, Propn:
		if fine == "NNS" || fine == "NNPS" {
			return singular(word)
		}
		return word
	case Verb, Aux:
		return infinitive(word, fine)
	case Adj, Adv:
		return positive(word, fine)
	case Part, Pron, Det:
		switch word {
		case "n't":
			return "not"
		case "an":
			return "a"
		case "these":
			return "this"
		case "those":
			return "that"
		}
	}
	return word
}

// EnglishLemma is the lemma that rules and the list of irregular forms give a
// normal word with a Penn tag.
func EnglishLemma(word, fine string) string {
	tag, _ := PennTag(fine)
	return englishLemma(word, tag, fine)
}

// EnglishBases lists the base forms from which the rules of spelling can make a
// regular form with that Penn tag; the trainer asks a corpus which of them is a
// word. An irregular form has one.
func EnglishBases(word, fine string) []string {
	tag, _ := PennTag(fine)
	if lemma, known := irregularForms()[tag][word]; known {
		return []string{lemma}
	}
	bases := []string{EnglishLemma(word, fine)}
	ending := map[string][]string{"NNS": {"s", "es"}, "VBZ": {"s", "es"}, "VBD": {"ed", "d"}, "VBN": {"ed", "d"}, "VBG": {"ing"}}[fine]
	for _, e := range ending {
		stem, found := strings.CutSuffix(word, e)
		if e == "es" && !anySuffix(stem, "s", "x", "z", "ch", "sh", "o") {
			continue // "planes" comes from plane, not from plan
		}
		if n := len(stem); found && n > 1 {
			bases = append(bases, stem)
			if fine == "VBG" {
				bases = append(bases, stem+"e")
			}
			if tag == Verb && stem[n-1] == stem[n-2] {
				bases = append(bases, stem[:n-1])
			}
		}
	}
	return bases
}

// PennTag is the universal part of speech of a Penn tag by itself.
func PennTag(fine string) (tag Tag, known bool) {
	if strings.HasPrefix(fine, "VB") {
		return Verb, true
	}
	tag, known = pennTags[fine]
	return tag, known
}

// singular takes the plural off a noun; of a compound off its last part.
func singular(word string) string {
	if lemma, known := irregularForms()[Noun][word]; known {
		return lemma
	}
	if i := strings.LastIndexByte(word, '-'); i > 0 && i+2 < len(word) {
		return word[:i+1] + singular(word[i+1:])
	}
	n := len(word)
	switch {
	case strings.HasSuffix(word, "women"):
		return word[:n-5] + "woman"
	case n > 5 && strings.HasSuffix(word, "men"):
		return word[:n-3] + "man"
	case n < 3 || !strings.HasSuffix(word, "s") || anySuffix(word, "ss", "us", "is") || strings.ContainsAny(word, digits):
		return word
	case n > 4 && strings.HasSuffix(word, "ies"):
		return word[:n-3] + "y"
	case anySuffix(word, "sses", "shes", "ches", "xes", "zzes"):
		return word[:n-2]
	}
	return word[:n-1]
}

// infinitive takes person, tense and participle off a verb.
func infinitive(word, fine string) string {
	if lemma, known := irregularForms()[Verb][word]; known {
		return lemma
	}
	if i := strings.LastIndexByte(word, '-'); i > 0 && i+2 < len(word) {
		return word[:i+1] + infinitive(word[i+1:], fine)
	}
	for _, prefix := range [...]string{"re", "over", "under", "mis", "out", "up", "un", "with", "fore", "inter"} {
		if rest, found := strings.CutPrefix(word, prefix); found && len(rest) > 3 {
			if lemma, known := irregularForms()[Verb][rest]; known && lemma != rest && !strings.HasSuffix(rest, "ed") {
				return prefix + lemma
			}
		}
	}
	n := len(word)
	switch {
	case fine == "VB" || fine == "VBP" || n < 4:
		return word
	case anySuffix(word, "ies", "ied") && n > 4:
		return word[:n-3] + "y"
	case anySuffix(word, "sses", "shes", "ches", "xes", "zzes"):
		return word[:n-2]
	case strings.HasSuffix(word, "oes"):
		return word[:n-2]
	case strings.HasSuffix(word, "s") && !strings.HasSuffix(word, "ss"):
		return word[:n-1]
	case strings.HasSuffix(word, "ing") && n > 5:
		return withE(word[:n-3])
	case strings.HasSuffix(word, "ed") && !strings.HasSuffix(word, "eed"):
		return withE(word[:n-2])
	}
	return word
}

// withE restores the end of a verb behind which "ed" or "ing" stood: a dropped
// e ("adopt" but "create"), a doubled consonant ("refer").
func withE(stem string) string {
	n := len(stem)
	if n < 2 || !strings.ContainsAny(stem, "aeiouy") {
		return stem + "e"
	}
	last, before := stem[n-1], stem[n-2]
	vowel := strings.IndexByte("aeiou", before) >= 0
	switch {
	case last == before && strings.IndexByte("bdgmnprt", last) >= 0:
		return stem[:n-1] // planned, referred
	case last == 'l' && before == 'l' && n > 4:
		if anySuffix(stem, "ell", "oll", "all", "ill", "ull") && !strings.HasSuffix(stem, "fulfill") && shortVerb(stem) {
			return stem // called, spelled
		}
		return stem[:n-1] // controlled, travelled
	case strings.IndexByte("cuvz", last) >= 0 && last != 'u' || last == 'u' && before != 'o':
		return stem + "e" // reduced, achieved, organized, continued
	case last == 's' && before != 's':
		return stem + "e" // based, raised
	case last == 'g' && (before == 'n' || before == 'd' || before == 'r' || before == 'l' || vowel) && !anySuffix(stem, "ing", "ong", "ung", "belong", "hang"):
		return stem + "e" // changed, acknowledged, merged
	case last == 't' && before == 'a' && n > 3 && strings.IndexByte("eo", stem[n-3]) < 0:
		return stem + "e" // created, stated
	case anySuffix(stem, "it", "et") && n > 4:
		if anySuffix(stem, "vit", "cit", "xcit", "ndit", "unit", "let", "pet", "plet") && !strings.HasSuffix(stem, "solicit") && !strings.HasSuffix(stem, "credit") {
			return stem + "e" // cited, united, deleted, completed
		}
		return stem
	case anySuffix(stem, "ut", "ot") && n > 4:
		return stem + "e" // contributed, promoted
	case last == 'r' && vowel && before != 'e' && !anySuffix(stem, "or", "our", "air", "ear", "oar"):
		return stem + "e" // required, measured, shared
	case last == 'r' && anySuffix(stem, "or") && !anySuffix(stem, "tor", "bor", "nor", "vor", "mor", "hor"):
		return stem + "e" // explored, restored
	case last == 'r' && before == 'e' && anySuffix(stem, "her") && n < 6 || anySuffix(stem, "nterfer", "adher", "cohher"):
		return stem + "e"
	case last == 'l' && strings.IndexByte("bdfgkptz", before) >= 0:
		return stem + "e" // enabled, settled
	case last == 'l' && anySuffix(stem, "il", "ol", "ul") && !anySuffix(stem, "ail", "eil", "oil", "ool", "oul", "aul", "uil"):
		return stem + "e" // compiled, scheduled
	case last == 'n' && before == 'i' && !anySuffix(stem, "ain", "oin", "ein", "begin"):
		return stem + "e" // defined, combined
	case last == 'm' && vowel && !anySuffix(stem, "eem", "oom", "eam", "aim", "laim"):
		return stem + "e" // assumed, named
	case last == 'd' && vowel && !anySuffix(stem, "ad", "ead", "oad", "eed", "aid", "ood", "oid") || anySuffix(stem, "rad", "vad", "uad"):
		return stem + "e" // provided, included, persuaded
	case last == 'k' && vowel && !anySuffix(stem, "ook", "eek", "eak", "oak", "reek"):
		return stem + "e" // invoked
	case last == 'p' && vowel && !anySuffix(stem, "op", "eep", "oop", "ap", "elp", "eap", "oup", "ip", "up"):
		return stem + "e"
	}
	return stem
}

// shortVerb reports whether a stem has one vowel or group of vowels: it keeps
// its double l ("call", but "control").
func shortVerb(stem string) bool {
	groups, inside := 0, false
	for i := 0; i < len(stem); i++ {
		vowel := strings.IndexByte("aeiouy", stem[i]) >= 0
		if vowel && !inside {
			groups++
		}
		inside = vowel
	}
	return groups == 1 || strings.HasPrefix(stem, "re") && groups == 2
}

// positive takes comparative and superlative off an adjective.
func positive(word, fine string) string {
	if lemma, known := irregularForms()[Adj][word]; known {
		return lemma
	}
	ending := ""
	switch fine {
	case "JJR", "RBR":
		ending = "er"
	case "JJS", "RBS":
		ending = "est"
	default:
		return word
	}
	stem, found := strings.CutSuffix(word, ending)
	n := len(stem)
	switch {
	case !found || n < 3:
		return word
	case stem[n-1] == 'i':
		return stem[:n-1] + "y"
	case stem[n-1] == stem[n-2] && stem[n-1] != 'l' && stem[n-1] != 's':
		return stem[:n-1]
	case anySuffix(stem, "rg", "af", "at", "os", "ac", "os", "mpl", "bl", "tl", "id", "av", "ur", "fin", "rs", "uc") && !anySuffix(stem, "eat"):
		return stem + "e" // larger, later, simpler, wider
	}
	return stem
}

func anySuffix(word string, endings ...string) bool {
	for _, e := range endings {
		if strings.HasSuffix(word, e) {
			return true
		}
	}
	return false
}

// englishLemmas are the lemmas of a word as a noun, a verb and an adjective.
func englishLemmas(word string) []string {
	var lemmas []string
	lemmas = appendOnce(lemmas, singular(word))
	lemmas = appendOnce(lemmas, infinitive(word, ""))
	if lemma, known := irregularForms()[Adj][word]; known {
		lemmas = appendOnce(lemmas, lemma)
	}
	return appendOnce(lemmas, word)
}
