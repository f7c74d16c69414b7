package lang

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"bitext/corpus"
)

//go:embed data/spelling.en.txt
var spellingList string

// spellings is the data of data/spelling.en.txt.
type spellings struct {
	ise   map[string]struct{} // words that keep -ise
	our   []string            // stems, sorted
	start [][2]string         // British and American beginnings, sorted
}

var britishSpellings = sync.OnceValue(func() *spellings {
	s := &spellings{ise: make(map[string]struct{})}
	part := ""
	for line := range strings.Lines(spellingList) {
		words := strings.Fields(line)
		switch {
		case len(words) == 0 || strings.HasPrefix(line, "#"):
		case len(words) == 1 && words[0] == strings.ToUpper(words[0]):
			part = words[0]
		case part == "ISE":
			for _, w := range words {
				s.ise[w] = struct{}{}
			}
		case part == "OUR":
			s.our = append(s.our, words...)
		case part == "START":
			s.start = append(s.start, [2]string{words[0], words[1]})
		}
	}
	slices.Sort(s.our)
	slices.SortFunc(s.start, func(a, b [2]string) int { return strings.Compare(a[0], b[0]) })
	return s
})

// American is the American spelling of a normal English word, itself where the
// two do not differ: -ize for -ise, -or for -our, -er for -re, one l for two.
func American(word string) string {
	if len(word) < 4 {
		return word
	}
	s := britishSpellings()
	if i := longestStart(len(s.start), word, func(i int) string { return s.start[i][0] }); i >= 0 && !keepsAnalysis(word) {
		return s.start[i][1] + word[len(s.start[i][0]):]
	}
	if i := longestStart(len(s.our), word, func(i int) string { return s.our[i] }); i >= 0 {
		stem := s.our[i]
		return stem[:len(stem)-2] + "r" + word[len(stem):]
	}
	return withZ(word, s)
}

// keepsAnalysis reports whether the word is the noun or its plural, which are
// spelt alike on both sides.
func keepsAnalysis(word string) bool {
	return anySuffix(word, "alysis", "alyst", "alysts", "alytic", "alytical") || word == "analyses" || word == "totally" || strings.HasPrefix(word, "metres-")
}

// longestStart is the index of the longest of n sorted beginnings that the word
// begins with, -1 where there is none.
func longestStart(n int, word string, at func(int) string) int {
	best := -1
	for i := range n {
		if b := at(i); b[0] == word[0] && strings.HasPrefix(word, b) && (best < 0 || len(b) > len(at(best))) {
			best = i
		}
	}
	return best
}

// withZ writes -ise as -ize in verbs and what is made of them.
func withZ(word string, s *spellings) string {
	for _, e := range [...]string{"isations", "isation", "isers", "iser", "ising", "ises", "ised", "ise", "isable"} {
		stem, found := strings.CutSuffix(word, e)
		if !found {
			continue
		}
		if i := strings.LastIndexByte(stem, '-'); i >= 0 {
			stem = stem[i+1:]
		}
		base := stem + "ise"
		for _, prefix := range [...]string{"re", "un", "dis", "super", "over", "mis", "pre"} {
			if _, keeps := s.ise[strings.TrimPrefix(base, prefix)]; keeps {
				return word
			}
		}
		if _, keeps := s.ise[base]; keeps || len(stem) < 4 || strings.HasSuffix(base, "wise") {
			return word
		}
		return word[:len(word)-len(e)] + "iz" + e[2:]
	}
	return word
}

// Key is the loosest form in which two spellings of a term are the same term:
// folded, without hyphens and spaces ("capacity-building", "capacity building"),
// and for English in American spelling ("organisation", "organization").
func (l *Language) Key(s string) string {
	folded := Fold(s)
	if l.code == corpus.English {
		words := strings.FieldsFunc(folded, func(r rune) bool { return r == ' ' || r == '-' })
		for i, w := range words {
			words[i] = American(w)
		}
		return strings.Join(words, "")
	}
	if !strings.ContainsAny(folded, " -") {
		return folded
	}
	return strings.NewReplacer(" ", "", "-", "").Replace(folded)
}

// Same reports whether two words or terms differ in spelling only: capitals,
// accents, apostrophes, hyphens, spaces, ligatures, British and American.
func (l *Language) Same(a, b string) bool { return l.Key(a) == l.Key(b) }
