package main

import (
	"bufio"
	"os"
	"strings"

	"bitext/corpus/lang"
	"bitext/corpus/lang/internal/lexicon"
)

// lefffTags leads the categories of the Lefff to universal parts of speech.
// Categories that are missing (prefixes, brackets of the grammar) are left out.
var lefffTags = map[string]lang.Tag{
	"v": lang.Verb, "nc": lang.Noun, "adj": lang.Adj, "np": lang.Propn,
	"adv": lang.Adv, "advneg": lang.Adv, "que_restr": lang.Adv, "clneg": lang.Adv, "advm": lang.Adv, "advp": lang.Adv,
	"prep": lang.Adp, "det": lang.Det, "csu": lang.Sconj, "que": lang.Sconj, "coo": lang.Cconj,
	"pro": lang.Pron, "cln": lang.Pron, "cla": lang.Pron, "cld": lang.Pron, "clr": lang.Pron, "cll": lang.Pron, "clg": lang.Pron,
	"cldr": lang.Pron, "clar": lang.Pron, "prel": lang.Pron, "pri": lang.Pron, "ce": lang.Pron, "ilimp": lang.Pron, "caimp": lang.Pron,
	"auxAvoir": lang.Aux, "auxEtre": lang.Aux, "pres": lang.Intj, "etr": lang.X,
}

// entry is a line of the Lefff.
type entry struct {
	form, category, lemma, features string
}

// readLefff reads the lexicon, multi-word forms apart.
func readLefff(path string) ([]entry, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	var all []entry
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		f := strings.Split(lines.Text(), "\t")
		if len(f) == 4 && !strings.ContainsAny(f[0], " _") && f[0] != "" {
			all = append(all, entry{f[0], f[1], f[2], f[3]})
		}
	}
	return all, lines.Err()
}

// readings leads the entries to readings of normal forms. The lemma of an
// adjective that is a participle is its masculine singular, as in Universal
// Dependencies ("chargées" is "chargé", not "charger").
func readings(entries []entry) map[string][]lexicon.Reading {
	participles := make(map[string]string) // verb to masculine singular
	for _, e := range entries {
		if e.category == "v" && (e.features == "Kms" || e.features == "Km" || e.features == "K") {
			participles[e.lemma] = e.form
		}
	}
	words := make(map[string][]lexicon.Reading)
	for _, e := range entries {
		tag, known := lefffTags[e.category]
		if !known {
			continue
		}
		r := lexicon.Reading{Tag: uint8(tag), Lemma: lang.Normal(strings.TrimRight(e.lemma, "?"))}
		inflect(&r, e, participles)
		form := lang.Normal(e.form)
		if strings.HasPrefix(e.category, "cl") {
			r.Lemma = pronoun(form) // the Lefff names the kind of clitic
		}
		words[form] = appendNew(words[form], r)
	}
	return words
}

// pronoun is the form of a clitic without the hyphens before it ("-t-elle").
func pronoun(form string) string {
	return strings.TrimPrefix(strings.TrimLeft(form, "-"), "t-")
}

// inflect reads the features: "Kfs" is a feminine singular past participle,
// "P3s" a person, "W" the infinitive, "G" the present participle, "mp" a
// masculine plural.
func inflect(r *lexicon.Reading, e entry, participles map[string]string) {
	features := e.features
	verb := r.Tag == uint8(lang.Verb) || r.Tag == uint8(lang.Aux)
	switch {
	case verb && features == "W":
		r.Mood = lexicon.Infinitive
		return
	case verb && features == "G":
		r.Mood = lexicon.Present
		return
	case strings.HasPrefix(features, "K"):
		if r.Mood = lexicon.Past; !verb {
			r.Mood = lexicon.NoMood
			if p, known := participles[e.lemma]; known {
				r.Lemma = lang.Normal(p)
			}
		}
		features = features[1:]
	case verb:
		r.Mood = lexicon.Finite
		return
	}
	for _, c := range []byte(features) {
		switch c {
		case 'm', 'f':
			r.Gender = c
		case 's', 'p':
			r.Number = c
		}
	}
}

func appendNew(list []lexicon.Reading, r lexicon.Reading) []lexicon.Reading {
	for _, have := range list {
		if have == r {
			return list
		}
	}
	return append(list, r)
}
