package pos

import (
	"strings"

	"bitext/corpus/lang/internal/lexicon"
	"bitext/corpus/lang/internal/perceptron"
)

// Look asks the lexicon about a word and gives what the features need, with
// the number of the word's paradigm, or -1. A compound that the lexicon does
// not know is looked up by its last part ("sous-groupe" by "groupe").
func Look(lex *lexicon.Lexicon, text, norm string, shape uint8) (Word, int) {
	w := Word{Text: text, Norm: norm, Shape: shape}
	if shape != 0 {
		return w, -1
	}
	p, cluster := lex.Find(norm)
	w.Cluster = cluster
	if p < 0 || len(lex.Paradigm(p)) == 0 {
		if i := strings.LastIndexByte(norm, '-'); i > 0 && len(norm)-i > 3 {
			if p, _ := lex.Find(norm[i+1:]); p >= 0 {
				w.Tags, w.Morph = summary(lex.Paradigm(p))
				w.Tags |= 1 << 29
			}
		}
		return w, -1
	}
	w.Tags, w.Morph = summary(lex.Paradigm(p))
	return w, p
}

// summary is the set of tags of a paradigm, and a hash of everything in it but
// the lemmas.
func summary(readings []lexicon.Analysis) (tags, morph uint32) {
	morph = 17
	for i := range readings {
		r := &readings[i]
		tags |= 1 << r.Tag
		morph = perceptron.Mix(morph, uint32(r.Tag)<<24|uint32(r.Mood)<<16|uint32(r.Gender)<<8|uint32(r.Number))
	}
	return tags, morph
}
