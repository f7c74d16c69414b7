package match

import "strings"

// french is what French lets happen to a term. Articles, possessives and the
// small prepositions are free between its words ("plan d'action", "plan de
// l'action"); par, pour, dans and sur are free too, because a text may write
// "peine de mort" and "peine de la mort", "lutte contre" stays apart.
func french() rules {
	return rules{
		free: set(`de du des d' d le la les l' l à au aux en un une ce cet cette ces
			son sa ses leur leurs notre nos votre vos mon ma mes ton ta tes par pour dans sur parmi entre`),
		conj: set("et ou ni"),
		prefix: set(`cyber socio anti inter multi micro macro télé électro psycho bio éco géo hydro néo para poly pseudo radio
			rétro semi super supra trans ultra extra infra intra auto co pré post photo thermo euro agro narco`),
		elided:  set("l d j m t s n c qu jusqu lorsqu puisqu quoiqu presqu"),
		turns:   true,
		loosest: Coordinated,
		keys:    frenchKeys,
	}
}

// frenchKeys is every dictionary form of the word; for a word that no
// dictionary knows, the word without the ending of the plural.
func frenchKeys(l lexicon, norm string) []string {
	norm = strings.TrimSuffix(norm, "'")
	lemmas := l.Lemmas(norm)
	if len(lemmas) > 0 && len(l.Tags(norm)) > 0 {
		return lemmas
	}
	return []string{frenchSingular(norm)}
}

func frenchSingular(norm string) string {
	const short = 4 // "bras", "dix": nothing to take off
	switch {
	case len(norm) < short:
		return norm
	case strings.HasSuffix(norm, "aux"):
		return strings.TrimSuffix(norm, "aux") + "al"
	case strings.HasSuffix(norm, "s"), strings.HasSuffix(norm, "x"):
		return norm[:len(norm)-1]
	}
	return norm
}

func set(words string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(words) {
		out[w] = true
	}
	return out
}
