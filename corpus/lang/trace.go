package lang

import (
	"sort"

	"bitext/corpus"
)

// Trace is the folded form of a text that remembers where each piece of it
// came from, so that what is found in the folded text can be shown in the
// original.
type Trace struct {
	Text  string // Fold of the original
	steps []step // pieces in order; a piece is a character with its marks
}

type step struct{ folded, original int }

// Follow folds a text and keeps the way back. Follow(s).Text = Fold(s).
func Follow(s string) Trace {
	var t Trace
	b := make([]byte, 0, len(s)+4)
	piece := make([]byte, 0, 16)
	for i := 0; i < len(s); {
		t.steps = append(t.steps, step{len(b), i})
		end := clusterEnd(s, i)
		piece = appendCluster(piece[:0], s[i:end])
		b = appendBare(b, string(piece))
		i = end
	}
	t.steps = append(t.steps, step{len(b), len(s)})
	t.Text = string(b)
	return t
}

// Original leads a span of Text back to the shortest span of the original that
// gives it.
func (t Trace) Original(s corpus.Span) corpus.Span {
	first := sort.Search(len(t.steps), func(i int) bool { return t.steps[i].folded > s.Start }) - 1
	last := sort.Search(len(t.steps), func(i int) bool { return t.steps[i].folded >= s.End })
	last = min(max(last, first), len(t.steps)-1)
	return corpus.Span{Start: t.steps[first].original, End: t.steps[last].original}
}
