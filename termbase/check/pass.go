package check

import (
	"context"
	"sync"

	"bitext/align"
	"bitext/corpus"
	"bitext/corpus/lang"
	"bitext/termbase"
)

// Setting is what a user decided about one rule.
type Setting struct {
	On       *bool              // nil leaves it to the rule
	Severity *Severity          // nil leaves it to the rule
	Values   map[string]float64 // thresholds by name
	Words    []string           // exceptions of the rule
}

// Options says what a pass checks with. The zero value runs every rule that
// is not off by itself, without a termbase.
type Options struct {
	Entries   []termbase.Entry   // concepts; rejected ones are left out
	Published Published          // nil where nothing is stored
	Settings  map[string]Setting // by name of rule
	Only      []string           // run these rules alone, on or off
	Skip      []string           // never run these
	Extra     []Rule             // of the user, after the rules of the house
	Keep      []string           // words and phrases that are not translated
}

// Pass is one text under check. Its rows and tokens are shared by all rules;
// rules must not change it.
type Pass struct {
	Bitext  *align.Bitext
	Source  *lang.Language
	Target  *lang.Language
	Rows    []*Row // in the order of the beads
	Options Options
	Mono    bool // the target alone is checked

	ctx  context.Context
	term *terms // what the term rules share

	elsewhere func() (elsewhere, error) // what was published of other texts; see elsewhere.go
	names     func() knownNames         // what the text shows about its names; see name.go
	numbered  func() bool               // whether both sides number their paragraphs; see numbering.go
	ratio     func() float64            // usual length of the target over that of the source; see length.go
	drops     func() bool               // whether this text leaves references out as a habit; see facts.go
	stopless  func() bool               // whether short paragraphs lose their full stop as a habit; see endmark.go
	gappy     func() bool               // whether doubled spaces are the habit of the target; see spacing.go
}

// Context is the context of the run, for rules that take long.
func (p *Pass) Context() context.Context { return p.ctx }

// NewPass makes a pass over an aligned text. Paragraph beads make the rows;
// sentence beads, where there are any, the pairs within them.
func NewPass(b *align.Bitext, opts Options) *Pass {
	p := &Pass{
		Bitext: b, Options: opts, ctx: context.Background(),
		Source: lang.For(b.Source.Lang), Target: lang.For(b.Target.Lang),
	}
	p.Rows = rows(b, p.Source, p.Target)
	p.elsewhere = sync.OnceValues(p.readElsewhere)
	p.term = newTerms(p)
	p.names = sync.OnceValue(func() knownNames { return learnNames(p) })
	p.numbered = sync.OnceValue(func() bool { return numbersBoth(p.Rows) })
	p.ratio = sync.OnceValue(func() float64 { return usualRatio(p.Rows) })
	p.drops = sync.OnceValue(func() bool { return dropsReferences(p) })
	p.stopless = sync.OnceValue(func() bool { return dropsStops(p) })
	p.gappy = sync.OnceValue(func() bool { return manyGaps(b.Target) })
	return p
}

// NewMono makes a pass over a text without its source: each block is a row
// with an empty Source. The source language is the one that the entries name
// their concepts in.
func NewMono(doc *corpus.Document, source corpus.Lang, opts Options) *Pass {
	b := &align.Bitext{Source: &corpus.Document{Lang: source}, Target: doc}
	for i := range doc.Blocks {
		b.Paragraphs = append(b.Paragraphs, align.Bead{Target: []int{i}, Confidence: 1})
	}
	p := NewPass(b, opts)
	p.Mono = true
	return p
}

// Value is the threshold of a rule: what the user set, else the default.
func (p *Pass) Value(rule, name string, byDefault float64) float64 {
	if v, ok := p.Options.Settings[rule].Values[name]; ok {
		return v
	}
	return byDefault
}

// Words are the exceptions that the user set for a rule.
func (p *Pass) Words(rule string) []string { return p.Options.Settings[rule].Words }
