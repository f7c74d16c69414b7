package pairs

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"bitext/corpus"
	"bitext/termbase"
	"bitext/termbase/extract"
)

// Langs are the languages of a pair.
type Langs struct{ Source, Target corpus.Lang }

// Of reports whether a pair is in the languages.
func (l Langs) Of(p termbase.Pair) bool {
	return p.Source.Lang == l.Source && p.Target.Lang == l.Target
}

// Languages lists the languages of stored pairs, sorted.
func Languages(stored []termbase.Pair) []Langs {
	var all []Langs
	for _, p := range stored {
		l := Langs{p.Source.Lang, p.Target.Lang}
		if !slices.Contains(all, l) {
			all = append(all, l)
		}
	}
	slices.SortFunc(all, func(x, y Langs) int {
		return strings.Compare(string(x.Source)+" "+string(x.Target), string(y.Source)+" "+string(y.Target))
	})
	return all
}

// Run describes an extraction from all stored pairs of two languages; its Pairs
// are left to the caller.
func (l Langs) Run(stored []termbase.Pair) termbase.Run {
	return termbase.Run{Source: l.Source, Target: l.Target, Digest: l.digest(stored), Version: extract.Version}
}

// digest is the fingerprint of all texts that the terms are drawn from.
func (l Langs) digest(stored []termbase.Pair) string {
	var digests []string
	for _, p := range stored {
		if l.Of(p) {
			digests = append(digests, p.Source.Path+"\n"+p.Target.Path+"\n"+p.Digest)
		}
	}
	slices.Sort(digests)
	sum := sha256.Sum256([]byte("extraction " + extract.Version + "\n" + strings.Join(digests, "\n")))
	return hex.EncodeToString(sum[:])
}

// IDs lists the pairs in the languages that are wanted.
func (l Langs) IDs(stored []termbase.Pair, wanted func(termbase.Pair) bool) []int64 {
	var out []int64
	for _, p := range stored {
		if l.Of(p) && wanted(p) {
			out = append(out, p.ID)
		}
	}
	return out
}
