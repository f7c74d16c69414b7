// Package extract finds the terms of a text: ranked candidates, each with
// the renderings that it got where the text has a translation.
//
// The way of a text: every sentence is analysed (corpus/lang); runs of words
// whose parts of speech make a noun phrase, and single nouns, verbs and
// adjectives, become candidates, counted by lemma; each candidate gets a score that
// says how much it looks like a term (see Score in termhood.go); what
// stands above the cut is proposed. With a translation, word links
// (align/word) lead from each occurrence to the words that render it, and what nearly
// always stands beside these completes them.
//
// The score is unsupervised: a product of named parts, each of which can be
// shown to a person. Nothing was learned from annotated terms.
//
// References: Frantzi, Ananiadou and Mima 2000 (nested terms), Ahmad et al. 1999
// (weirdness: contrast with general language), Church and Gale 1995
// (residual inverse document frequency), McNally and Boleda 2004 (adjectives
// that make kinds are not graded).
package extract

import (
	"context"
	"iter"
	"slices"

	"bitext/align/word"
	"bitext/corpus"
	"bitext/termbase"
)

// Version changes whenever extraction changes what it gives.
const Version = "10"

// Options tunes an extraction. The zero value is the recommended setting.
type Options struct {
	MinCount int             // occurrences that a candidate needs; 0 for one in a single document, two in a bitext
	Top      int             // proposals wanted, best first; 0 lets the scores decide
	Patterns []string        // only candidates of these part-of-speech patterns ("N N"); nil for all
	Stop     map[string]bool // normal forms that are no terms
	Names    Names           // what to do with names
	Workers  int             // goroutines; 0 for one a processor
	Prior    word.Prior      // word translations known beforehand, by normal form; nil for those that are shipped
}

// Names says whether names of persons, places and bodies are proposed.
type Names uint8

// NamesAuto demotes names in a list of one language and keeps them in a bitext,
// where a named body needs its rendering like any other term.
const (
	NamesAuto Names = iota
	NamesKeep
	NamesDemote
)

// Monolingual proposes the terms of documents in one language, the best
// first. The documents must share a language; those whose text is plainly in another one are
// passed over. It fails only when ctx ends.
func Monolingual(ctx context.Context, docs []*corpus.Document, opts Options) ([]termbase.Proposal, error) {
	if len(docs) == 0 {
		return nil, ctx.Err()
	}
	x := newExtraction(docs[0].Lang, opts)
	if err := x.source.readDocuments(ctx, inLanguage(docs)); err != nil {
		return nil, err
	}
	x.rank()
	return x.proposals(x.cut()), nil
}

// Bilingual proposes the terms of the source side of the units with the
// renderings that they got on the target side, the best first. Place.Index and Place.Unit come
// from the order and the ID of the units. It fails when ctx ends or units
// yields an error.
func Bilingual(ctx context.Context, source, target corpus.Lang, units iter.Seq2[termbase.Unit, error], opts Options) ([]termbase.Proposal, error) {
	proposals, _, err := Rank(ctx, source, target, units, opts)
	return proposals, err
}

// Rank is Bilingual that also gives what extractions over new units alone want to
// know of these ones.
func Rank(ctx context.Context, source, target corpus.Lang, units iter.Seq2[termbase.Unit, error], opts Options) ([]termbase.Proposal, *Memory, error) {
	x := newBilingual(source, target, opts)
	if err := x.readUnits(ctx, units); err != nil {
		return nil, nil, err
	}
	return x.ranked(ctx)
}

// ranked does so once the units are read.
func (x *extraction) ranked(ctx context.Context) ([]termbase.Proposal, *Memory, error) {
	x.rank()
	chosen := slices.Clone(x.cut())
	x.candidates, x.byKey = nil, nil // nine of ten are not chosen; links want their room
	if err := x.render(ctx, chosen); err != nil {
		return nil, nil, err
	}
	chosen = x.telling(chosen)
	if x.opts.Top > 0 {
		chosen = chosen[:min(len(chosen), x.opts.Top)]
	}
	proposals := x.proposals(chosen)
	memory, err := x.remember(chosen, proposals)
	return proposals, memory, err
}

// extraction is one run: what was read, the candidates, the settings.
type extraction struct {
	opts       Options
	bilingual  bool
	source     *side
	target     *side           // nil for a single language
	poorTarget map[string]bool // words of the target that alone render nothing
	joins      *joins          // complements in the target
	units      []int64         // IDs of the units, by sentence; nil for a single language
	candidates []*candidate
	byKey      map[string]*candidate
	long       map[uint32]longForm // long forms of acronyms, by acronym
	entries    map[uint64]float32  // word translations as learned from the text, by entryKey
	dictionary []byte              // the same, as package word writes them
	links      [][]link            // by unit
	memory     *Memory             // of earlier texts; nil where there are none
}

func newExtraction(code corpus.Lang, opts Options) *extraction {
	return &extraction{opts: opts, source: newSide(code), byKey: map[string]*candidate{}}
}

func newBilingual(source, target corpus.Lang, opts Options) *extraction {
	x := newExtraction(source, opts)
	x.bilingual, x.target, x.poorTarget = true, newSide(target), poorWords(target)
	return x
}
