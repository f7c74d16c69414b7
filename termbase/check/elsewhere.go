package check

import (
	"context"
	"hash/maphash"
	"iter"
	"sync"

	"bitext/termbase"
)

// elsewhere is what was published, without what is stored of the text under
// check itself: a text that was built into the termbase and is checked again
// would be its own evidence, and an edited one inconsistent with itself.
type elsewhere struct {
	Published
	own func(context.Context) (storedSelf, error)
}

// storedSelf are the stored units of the text under check.
type storedSelf struct {
	pairs map[int64]bool
	seen  map[int64]map[string]int // places by entry and rendering
}

// ownShare is the share of the units of a stored pair that stand in the text
// under check, source and translation, from which it is taken for the same
// text. A translation by somebody else is another one.
const ownShare = 0.5

// Units lists the units of other texts.
func (e elsewhere) Units(ctx context.Context) iter.Seq2[termbase.Unit, error] {
	return func(yield func(termbase.Unit, error) bool) {
		own, err := e.own(ctx)
		if err != nil {
			yield(termbase.Unit{}, err)
			return
		}
		for u, err := range e.Published.Units(ctx) {
			if err == nil && own.pairs[u.Pair] {
				continue
			}
			if !yield(u, err) {
				return
			}
		}
	}
}

// once makes a function compute its answer at the first call.
func once(compute func(context.Context) (storedSelf, error)) func(context.Context) (storedSelf, error) {
	var mu sync.Mutex
	var own storedSelf
	var err error
	done := false
	return func(ctx context.Context) (storedSelf, error) {
		mu.Lock()
		defer mu.Unlock()
		if !done {
			own, err = compute(ctx)
			done = true
		}
		return own, err
	}
}

// findOwn looks for the pairs that are the text under check.
func (p *Pass) findOwn(ctx context.Context, published Published) (storedSelf, error) {
	seed := maphash.MakeSeed()
	here := map[uint64]bool{}
	for _, r := range p.Rows {
		for _, pair := range r.Pairs {
			here[both(seed, pair.Source.In(r.Source.Text), pair.Target.In(r.Target.Text))] = true
		}
	}
	type tally struct{ all, same int }
	pairs := map[int64]*tally{}
	for u, err := range published.Units(ctx) {
		if err != nil {
			return storedSelf{}, err
		}
		t := pairs[u.Pair]
		if t == nil {
			t = &tally{}
			pairs[u.Pair] = t
		}
		t.all++
		if here[both(seed, u.Source, u.Target)] {
			t.same++
		}
	}
	own := storedSelf{pairs: map[int64]bool{}, seen: map[int64]map[string]int{}}
	for id, t := range pairs {
		if float64(t.same) < ownShare*float64(t.all) {
			continue
		}
		own.pairs[id] = true
		if err := own.count(ctx, published, id); err != nil {
			return storedSelf{}, err
		}
	}
	return own, nil
}

// count adds what was seen in a pair.
func (s *storedSelf) count(ctx context.Context, published Published, pair int64) error {
	sighted, ok := published.(Sighted)
	if !ok {
		return nil
	}
	seen, err := sighted.Seen(ctx, pair)
	if err != nil {
		return err
	}
	for entry, counts := range seen {
		if s.seen[entry] == nil {
			s.seen[entry] = map[string]int{}
		}
		for text, n := range counts {
			s.seen[entry][text] += n
		}
	}
	return nil
}

func both(seed maphash.Seed, source, target string) uint64 {
	return maphash.String(seed, source+"\x00"+target)
}
