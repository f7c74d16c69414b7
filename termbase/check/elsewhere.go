package check

import (
	"context"
	"fmt"
	"iter"

	"bitext/termbase"
)

// Published gives what was translated before.
type Published interface {
	// Like goes in a fixed order through the stored pairs of sentences, in the
	// languages of the pass, whose source has eight words in a row, or all its
	// words, in common with one of the texts. Others may be among them.
	Like(ctx context.Context, texts []string) iter.Seq2[termbase.Unit, error]
	// Size is the number of units of a stored pair.
	Size(ctx context.Context, pair int64) (int, error)
	// Seen counts the places of a stored pair by entry and rendering.
	Seen(ctx context.Context, pair int64) (map[int64]map[string]int, error)
}

// Passages as short as formula compares must be found by Published.
const _ = uint(formulaWords - termbase.SharedWords)

// elsewhere is what was published, without what is stored of the text under
// check itself: a text that was built into the termbase and is checked again
// would be its own evidence, and an edited one inconsistent with itself.
type elsewhere struct {
	units []termbase.Unit          // of other texts, that share words with this one
	own   map[int64]map[string]int // places in this text, by entry and rendering
}

// ownShare is the share of the units of a stored pair that stand in the text
// under check, source and translation, from which it is taken for the same
// text. A translation by somebody else is another one.
const ownShare = 0.5

// readElsewhere reads what was published of the words of the text.
func (p *Pass) readElsewhere() (elsewhere, error) {
	stored := p.Options.Published
	if stored == nil {
		return elsewhere{}, nil
	}
	here := map[[2]string]bool{}
	var texts []string
	for _, r := range p.Rows {
		for _, pair := range r.Pairs {
			source := pair.Source.In(r.Source.Text)
			here[[2]string{source, pair.Target.In(r.Target.Text)}] = true
			texts = append(texts, source)
		}
	}
	var all []termbase.Unit
	same := map[int64]int{}
	for u, err := range stored.Like(p.ctx, texts) {
		if err != nil {
			return elsewhere{}, fmt.Errorf("read published units: %w", err)
		}
		all = append(all, u)
		if here[[2]string{u.Source, u.Target}] {
			same[u.Pair]++
		}
	}
	e := elsewhere{own: map[int64]map[string]int{}}
	itself := map[int64]bool{}
	for pair, n := range same {
		size, err := stored.Size(p.ctx, pair)
		if err != nil {
			return elsewhere{}, err
		}
		if float64(n) < ownShare*float64(size) {
			continue
		}
		itself[pair] = true
		if err := e.count(p.ctx, stored, pair); err != nil {
			return elsewhere{}, err
		}
	}
	for _, u := range all {
		if !itself[u.Pair] && u.Source != "" && u.Target != "" {
			e.units = append(e.units, u)
		}
	}
	return e, nil
}

// count adds what was seen in a pair that is the text under check.
func (e *elsewhere) count(ctx context.Context, stored Published, pair int64) error {
	seen, err := stored.Seen(ctx, pair)
	if err != nil {
		return err
	}
	for entry, counts := range seen {
		if e.own[entry] == nil {
			e.own[entry] = map[string]int{}
		}
		for text, n := range counts {
			e.own[entry][text] += n
		}
	}
	return nil
}
