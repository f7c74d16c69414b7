//go:build unix

package review

import (
	"context"
	"fmt"
	"math/rand"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"bitext/align"
	"bitext/corpus"
	"bitext/termbase"
)

// large makes a termbase of so many proposed terms in so many pairs of documents:
// invented words, each term with one to four renderings and their places, a
// tenth of them decided.
func large(tb testing.TB, terms, pairs int) string {
	tb.Helper()
	ctx := context.Background()
	path := filepath.Join(tb.TempDir(), "large.db")
	db, err := termbase.Open(ctx, path, termbase.OpenOptions{})
	must(tb, err)
	r := rand.New(rand.NewSource(1))
	const perPair = 500
	texts := make([][2]string, 0, pairs*perPair)
	for i := range pairs {
		b := &align.Bitext{Source: &corpus.Document{Path: fmt.Sprintf("en/report-%02d.txt", i), Lang: "en"}, Target: &corpus.Document{Path: fmt.Sprintf("fr/report-%02d.txt", i), Lang: "fr"}}
		for j := range perPair {
			en, fr := sentence(r, 18), sentence(r, 22)
			texts = append(texts, [2]string{en, fr})
			for side, d := range []*corpus.Document{b.Source, b.Target} {
				text := texts[len(texts)-1][side]
				d.Blocks = append(d.Blocks, corpus.Block{Text: text, Segments: []corpus.Segment{corpus.NewSegment(corpus.Span{End: len(text)})}})
			}
			b.Paragraphs = append(b.Paragraphs, align.Bead{Source: []int{j}, Target: []int{j}, Confidence: 0.5 + r.Float64()/2})
		}
		b.Sentences = append([]align.Bead{}, b.Paragraphs...)
		must(tb, db.PutPair(ctx, b, "large"))
	}
	proposals := make([]termbase.Proposal, terms)
	for i := range proposals {
		proposals[i] = largeProposal(r, i, texts)
	}
	_, err = db.Propose(ctx, proposals, termbase.Run{Source: "en", Target: "fr", Digest: "large"})
	must(tb, err)
	ids := make([]int64, 0, terms/10)
	for i := range terms / 10 {
		ids = append(ids, int64(i*10+1))
	}
	at := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	for i := range 20 {
		n := len(ids) / 20
		state := []termbase.State{termbase.Approved, termbase.Rejected}[i%2]
		must(tb, db.Decide(ctx, termbase.Change{Author: "a", At: at.AddDate(0, 0, i)}, state, "", ids[i*n:(i+1)*n]...))
	}
	must(tb, db.Close())
	return path
}

func largeProposal(r *rand.Rand, i int, texts [][2]string) termbase.Proposal {
	p := termbase.Proposal{
		Lang: "en", Text: fmt.Sprintf("%s %s %d", invented(r), invented(r), i), Pattern: "A N",
		Score: r.Float64() * 100, Docs: 1 + r.Intn(5), Forms: map[string]int{},
	}
	for range 1 + r.Intn(4) {
		rend := termbase.Rendering{Lang: "fr", Text: fmt.Sprintf("%s de %s %d", invented(r), invented(r), r.Intn(1000))}
		for range 1 + r.Intn(3) {
			at := r.Intn(len(texts))
			place := termbase.Place{Unit: int64(at + 1), Source: wordSpan(r, texts[at][0]), Target: wordSpan(r, texts[at][1])}
			rend.Places = append(rend.Places, place)
			p.Places = append(p.Places, place)
			rend.Count++
		}
		p.Count += rend.Count
		p.Renderings = append(p.Renderings, rend)
	}
	p.Forms[p.Text] = p.Count
	return p
}

func invented(r *rand.Rand) string {
	syllables := []string{"ba", "con", "tri", "mel", "or", "sta", "fi", "gen", "lu", "per", "do", "vis", "qua", "é", "rai"}
	s := ""
	for range 2 + r.Intn(3) {
		s += syllables[r.Intn(len(syllables))]
	}
	return s
}

func sentence(r *rand.Rand, n int) string {
	words := make([]string, n)
	for i := range words {
		words[i] = invented(r)
	}
	return strings.Join(words, " ") + "."
}

// wordSpan is the place of two words in a row.
func wordSpan(r *rand.Rand, text string) corpus.Span {
	words := strings.Fields(text)
	k := r.Intn(len(words) - 1)
	start := 0
	for _, w := range words[:k] {
		start += len(w) + 1
	}
	return corpus.Span{Start: start, End: start + len(words[k]) + 1 + len(strings.TrimSuffix(words[k+1], "."))}
}
