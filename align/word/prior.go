package word

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Pseudo-counts of the Dirichlet priors. Set on the gold of testdata with
// 10,000 pairs of parliamentary text to learn from; see the table in
// word_test.go.
const (
	flat       = 0.003 // for any pair that was seen together
	fromPrior  = 15.0  // times the lexicon's probability
	identical  = 1.5   // for the same word with a digit or of four letters and more
	cognate    = 0.5   // times the likeness of the spelling above likeFrom
	likeFrom   = 0.55  // spelling shared from the start, as a share of the longer word
	nullWeight = 0.02  // flat pseudo-count of a word that stands for nothing
)

// asked is what a prior needs to know of the words of one side.
type asked struct {
	keys    []string
	numbers []int32 // of an Indexed prior, else nil
}

// ask prepares the words of a side.
func ask(p Prior, side int, keys []string) asked {
	a := asked{keys: keys}
	if x, ok := p.(Indexed); ok {
		a.numbers = make([]int32, len(keys))
		for i, key := range keys {
			a.numbers[i] = x.Index(side, key)
		}
	}
	return a
}

// between is what the prior, which may be nil, says of word i of the source and
// word j of the target.
func between(p Prior, source, target asked, i, j int) (forward, backward float64) {
	if p == nil {
		return 0, 0
	}
	if source.numbers == nil {
		return p.Prob(source.keys[i], target.keys[j])
	}
	s, t := source.numbers[i], target.numbers[j]
	if s < 0 || t < 0 {
		return 0, 0
	}
	return p.(Indexed).Between(s, t)
}

// spelling is a word made comparable across languages: lower case, no accents.
func spelling(word string) string {
	ascii := true
	for i := 0; i < len(word); i++ {
		ascii = ascii && word[i] < 0x80
	}
	if ascii {
		return strings.ToLower(word)
	}
	var b strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(word)) {
		if !unicode.Is(unicode.Mn, r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// likeness is the pseudo-count that two spellings earn: identical numbers,
// names and signs most, cognates by the share of the longer word that both
// begin with, 0 for words that only begin alike.
func likeness(a, b string) float64 {
	if a == "" || b == "" { // a sign that is nothing but an accent
		return 0
	}
	if a == b {
		if len(a) >= 4 || strings.ContainsAny(a, "0123456789") || !unicode.IsLetter(rune(a[0])) {
			return identical
		}
		return cognate
	}
	longest := max(len(a), len(b))
	if longest < 5 || a[0] != b[0] {
		return 0
	}
	n := 0
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	if n < 3 {
		return 0
	}
	tail := 0
	for tail < min(len(a), len(b))-n && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	share := (float64(n) + 0.5*float64(tail)) / float64(longest)
	if share < likeFrom {
		return 0
	}
	return cognate * share
}
