package check

import (
	"context"
	"slices"
	"sync"

	"bitext/align/lexicon"
	"bitext/align/word"
	"bitext/corpus"
	"bitext/corpus/lang"
	"bitext/termbase/match"
)

// linker says which words of the target stand for which of the source. It
// learns from the text under check, with the shipped lexicon as prior.
type linker struct {
	terms *terms
	model *word.Model
	prior word.Prior // nil where nothing is shipped for the languages
}

// linkSample is how many clauses the model learns from: more make it slower,
// not better, once a text is its own best witness.
const linkSample = 4000

func newLinker(t *terms) *linker {
	var pairs []word.Pair
	step := max(1, len(t.pass.Rows)/linkSample)
	for i := 0; i < len(t.pass.Rows); i += step {
		row := &t.rows[i]
		for _, c := range row.clauses() {
			p := word.Pair{Source: keysIn(row.source(), c.source, nil), Target: keysIn(row.target(), c.target, nil)}
			if len(p.Source) > 0 && len(p.Target) > 0 && c.source.Len() <= longestLearned && c.target.Len() <= longestLearned {
				pairs = append(pairs, p)
			}
		}
		t.pass.forgetSoon(i)
	}
	opts := word.Options{Sample: linkSample}
	if l := lexicon.Shipped(t.pass.Source.Code(), t.pass.Target.Code()); l != nil {
		opts.Prior = l
	}
	m, err := word.Train(context.WithoutCancel(t.pass.ctx), pairs, opts)
	if err != nil {
		return &linker{terms: t}
	}
	return &linker{t, m, opts.Prior}
}

// keysIn lists the keys of the words, not the marks, that stand in the span;
// at gets their indices.
func keysIn(t *match.Text, span corpus.Span, at *[]int) []string {
	var keys []string
	for i := firstWord(t, span.Start); i < len(t.Words) && t.Words[i].Start < span.End; i++ {
		if w := &t.Words[i]; !w.Punct() {
			keys = append(keys, w.Key())
			if at != nil {
				*at = append(*at, i)
			}
		}
	}
	return keys
}

// firstWord is the index of the first word that ends behind the offset.
func firstWord(t *match.Text, offset int) int {
	n, _ := slices.BinarySearchFunc(t.Words, offset, func(w match.Word, offset int) int {
		if w.End <= offset {
			return -1
		}
		return 1
	})
	return n
}

// link joins a word of the source to one of the target, by index in the
// prepared texts of the row.
type link struct {
	source, target int
	p              float64
	known          bool // no article to a noun, and the lexicon, where there is one, has it
}

// longestLinked is how many bytes a clause may have for its words to be
// linked: the time grows with the third power of the length. Beyond it stands
// what no one punctuates, lists and tables.
const longestLinked = 1500

// longestLearned is the same for learning: the model remembers every pair of
// words of a clause.
const longestLearned = 600

// linked keeps the links of the clauses of a row: each concept that occurs in
// a clause asks for them.
type linked struct {
	mu       sync.Mutex
	byClause map[clause][]link
}

func (l *linked) forget() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.byClause = nil
}

// of links the words of one clause of a row.
func (l *linker) of(row *rowTerms, c clause) []link {
	if l.model == nil || c.source.Len() > longestLinked || c.target.Len() > longestLinked {
		return nil
	}
	known := &row.linked
	known.mu.Lock()
	defer known.mu.Unlock()
	links, ok := known.byClause[c]
	if !ok {
		links = l.link(row, c)
		if known.byClause == nil {
			known.byClause = map[clause][]link{}
		}
		known.byClause[c] = links
	}
	return links
}

func (l *linker) link(row *rowTerms, c clause) []link {
	var source, target []int
	pair := word.Pair{Source: keysIn(row.source(), c.source, &source), Target: keysIn(row.target(), c.target, &target)}
	var out []link
	for _, k := range l.model.Links(pair) {
		out = append(out, link{
			source[k.Source], target[k.Target], k.P,
			(meaning(&row.source().Words[source[k.Source]]) || !row.target().Words[target[k.Target]].Nominal()) &&
				l.knows(pair.Source[k.Source], pair.Target[k.Target]),
		})
	}
	return out
}

// meaning reports whether a word of the source says more than how others hang
// together: an article is linked to whatever noun has nothing else to stand
// for.
func meaning(w *match.Word) bool {
	switch w.Tag {
	case lang.Det, lang.Adp, lang.Pron, lang.Cconj, lang.Sconj, lang.Part, lang.Aux:
		return false
	}
	return true
}

// knows reports whether the lexicon has the pair of words, or cannot tell. What
// a text shows once or twice was learned from the pair of sentences under
// judgement itself, and is no witness.
func (l *linker) knows(source, target string) bool {
	if l.prior == nil || source == target {
		return true
	}
	forward, backward := l.prior.Prob(source, target)
	return forward > 0 || backward > 0
}
